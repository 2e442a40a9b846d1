"""Folders to records and back, and what is refused on the way."""

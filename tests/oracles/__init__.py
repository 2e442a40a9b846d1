"""Oracles: the engines again, slow and obvious, written from the design and not from the engines."""

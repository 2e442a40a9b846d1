"""Duties in data frames: the rate book as panels, files and answers to whole frames of shipments.

Brought by the extra ``frames``; imported on use.
"""

"""How large what is read may be: every bound, with its reason.

A record folder is untrusted. No bound is one that a record written by hand comes near.
"""

from __future__ import annotations

from tradetalks.vocabulary.numbers import MOST_DIGITS

__all__ = [
    "DEEPEST_FOLDER",
    "DEEPEST_NESTING",
    "LONGEST_KEY",
    "MOST_DIGITS",
    "MOST_ENTRIES",
    "MOST_FAULTS",
    "MOST_FILES",
    "MOST_FILE_BYTES",
    "MOST_FOLDER_BYTES",
    "MOST_KEY_PARTS",
    "MOST_KEY_PARTS_IN_A_FILE",
    "MOST_VALUES_IN_A_FILE",
    "SHOWN_FAULTS",
]

_MIB = 1024 * 1024

#: A file of facts written by hand has some 100 KB; parsing two megabytes takes about a second.
MOST_FILE_BYTES = 2 * _MIB
#: Thousands of agreements in a file each; more small files than that are somebody's whole disk.
MOST_FILES = 2000
#: Forty times the shipped record, read in about a minute.
MOST_FOLDER_BYTES = 64 * _MIB
#: Entries of any kind that are looked at; a folder with more is not a folder of records.
MOST_ENTRIES = 50_000
#: Folders inside folders; the shipped record has one level.
DEEPEST_FOLDER = 16
#: Brackets inside brackets; the parser calls itself for each, and the record needs six.
DEEPEST_NESTING = 16
#: Parts of a dotted key; the parser's time grows with their square, and the record needs four.
MOST_KEY_PARTS = 8
#: Characters of a whole dotted key; the longest of the record has 38.
LONGEST_KEY = 200
#: Each part of a key costs the parser up to ten microseconds, so all of them at most a second.
MOST_KEY_PARTS_IN_A_FILE = 100_000
#: Each value costs about two microseconds.
MOST_VALUES_IN_A_FILE = 300_000
#: A load stops after so many faults: whoever made them did not mean to write a record.
MOST_FAULTS = 1000
#: So many faults are printed; the others are counted.
SHOWN_FAULTS = 100

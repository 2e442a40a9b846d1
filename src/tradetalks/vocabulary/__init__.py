"""Closed lists and small values: places, goods, duties, the words of acts and talks.

Owns the values that facts are written with. May import :mod:`tradetalks.errors`,
:mod:`tradetalks.package_files` and :mod:`tradetalks.dates`, and nothing else of ours.
"""

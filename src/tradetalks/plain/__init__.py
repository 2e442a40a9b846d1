"""Values to plain data and back, and the canonical text of plain data with its SHA-256.

Plain data is what TOML and JSON can hold. May import :mod:`tradetalks.errors`,
:mod:`tradetalks.vocabulary`, :mod:`tradetalks.dates` and :mod:`tradetalks.model`.
cattrs is imported on use.
"""

"""The facts, frozen and sourced: acts, measures, talks, concessions, agreements.

Owns the types of everything the record can hold. Facts name each other by id and never hold one
another. May import :mod:`tradetalks.errors`, :mod:`tradetalks.vocabulary` and
:mod:`tradetalks.dates`, and nothing else of ours.
"""

"""Checks over a pile of records that are not joined yet, run before a dossier is made of them.

Owns every code by which a fault is known, and the functions that find what no single fact can be
blamed for: ids that lead nowhere, days out of order, measures whose order of painting is open.
May import everything up to :mod:`tradetalks.dossier`, and neither loading nor engines.
"""

"""Days, half-open intervals, and dates as acts word them.

May import :mod:`tradetalks.errors` and nothing else of ours. Nothing here reads the clock.
"""

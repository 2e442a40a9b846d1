"""What is refused of a frame as a whole: a column that is missing, of a wrong type, or in the way."""

from __future__ import annotations

from tradetalks.errors import TradeTalksError

__all__ = ["BadFrame"]


class BadFrame(TradeTalksError, ValueError):
    """A frame that cannot be rated: which column, what it holds, and what would do.

    >>> raise BadFrame("line", "double", "text, since a number loses leading zeros")
    Traceback (most recent call last):
    ...
    tradetalks.adapters.frames.refusals.BadFrame: the column 'line' holds double: give text, since a number loses leading zeros
    """

    def __init__(self, column: str, found: str, wanted: str) -> None:
        """Keep the column, what was found, and what is wanted."""
        super().__init__(column, found, wanted)
        #: The column; empty where it is no matter of one.
        self.column = column
        #: What was found there.
        self.found = found
        #: What would do.
        self.wanted = wanted

    def __str__(self) -> str:
        """Return one clear sentence."""
        what = f"the column {self.column!r} holds" if self.column else "the frame is"
        return f"{what} {self.found}: give {self.wanted}"

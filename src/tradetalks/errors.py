"""The base error, the fault of a record, and the answer that says "not covered".

Owns what every room above may raise or carry, and imports nothing of ours.
Errors that belong to one room live in that room and derive from :class:`TradeTalksError`.
"""

from __future__ import annotations

from attrs import frozen

__all__ = ["Fault", "NotCovered", "TradeTalksError"]


class TradeTalksError(Exception):
    """The base of every error that this library raises on purpose.

    Catch it to catch them all; each subclass also derives from ``ValueError`` or
    ``LookupError`` and carries its facts as attributes.
    """


@frozen
class Fault:
    """One thing wrong with one record: what, where, and how to mend it.

    Holds text and numbers only, so that a fault outlives whatever it was found in.

    >>> fault = Fault(
    ...     "D2",
    ...     "ends on 2025-04-05, not after its start 2025-04-05",
    ...     file="acts/mine.toml",
    ...     line=41,
    ...     record="eo-1-cn",
    ...     field="ends",
    ...     hint="let ends be the first day it no longer applies",
    ... )
    >>> print(fault)
    acts/mine.toml:41 (eo-1-cn ends): D2: ends on 2025-04-05, not after its start 2025-04-05
        to mend: let ends be the first day it no longer applies
    """

    #: The code of the rule that found it, as in the rules reference.
    code: str
    #: One sentence that says what is wrong.
    message: str
    #: Path of the file below the record folder, or None for facts that come from no file.
    file: str | None = None
    #: Line in that file, counted from 1.
    line: int | None = None
    #: Id of the record, or where it stands when it has none.
    record: str | None = None
    #: Path of the field inside the record, such as ``sources[0].at``.
    field: str | None = None
    #: What to do about it.
    hint: str | None = None

    @property
    def where(self) -> str:
        """File, line, record and field on one line, as far as they are known."""
        place = self.file or ""
        if self.file is not None and self.line is not None:
            place = f"{place}:{self.line}"
        inside = " ".join(part for part in (self.record, self.field) if part)
        return " ".join(part for part in (place, f"({inside})" if inside else "") if part)

    @property
    def sort_key(self) -> tuple[str, int, str, str, str, str]:
        """The order in which faults are reported: by file, line, record, field, code."""
        return (
            self.file or "",
            self.line or 0,
            self.record or "",
            self.field or "",
            self.code,
            self.message,
        )

    def __str__(self) -> str:
        """Return the fault as one line, and the way to mend it on a second."""
        text = f"{self.code}: {self.message}"
        if self.where:
            text = f"{self.where}: {text}"
        return f"{text}\n    to mend: {self.hint}" if self.hint else text


class NotCovered(TradeTalksError, LookupError):
    """The record does not reach that far: the answer is unknown, which is never zero.

    >>> raise NotCovered("a day after the horizon", gap="nothing after 2026-10-07 was read")
    Traceback (most recent call last):
    ...
    tradetalks.errors.NotCovered: not covered: a day after the horizon (nothing after 2026-10-07 was read)
    """

    def __init__(self, asked: str, gap: str) -> None:
        """Name what was asked and the gap that keeps it from being answered."""
        super().__init__(asked, gap)
        #: What was asked for.
        self.asked = asked
        #: The gap in the record.
        self.gap = gap

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"not covered: {self.asked} ({self.gap})"

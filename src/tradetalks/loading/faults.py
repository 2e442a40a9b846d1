"""All that is wrong with a record, in one error."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tradetalks.errors import TradeTalksError
from tradetalks.loading.limits import MOST_FAULTS, SHOWN_FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradetalks.errors import Fault

__all__ = ["FaultList", "FoundFaults", "RecordFaults"]


class FoundFaults(TradeTalksError, ValueError):
    """Something read from outside that breaks rules: every fault found, in order of its place."""

    #: What was read, as the message names it.
    what: ClassVar[str]

    def __init__(self, faults: Iterable[Fault], stopped: bool = False) -> None:  # noqa: FBT001, FBT002 - pickled by position
        """Keep the faults in order of file and line, and whether reading stopped before the end."""
        ordered = tuple(sorted(faults, key=lambda fault: fault.sort_key))
        super().__init__(ordered, stopped)
        #: Every fault found, by file and line.
        self.faults = ordered
        #: Whether there were so many that reading stopped, so that there may be more.
        self.stopped = stopped

    @property
    def count(self) -> int:
        """How many faults were found."""
        return len(self.faults)

    def __str__(self) -> str:
        """Return how many there are, the first hundred, and what is left out."""
        lines = [f"{self.count} fault{'' if self.count == 1 else 's'} in the {self.what}"]
        lines += [str(fault) for fault in self.faults[:SHOWN_FAULTS]]
        if self.count > SHOWN_FAULTS:
            lines.append(f"and {self.count - SHOWN_FAULTS} more")
        if self.stopped:
            lines.append(f"reading stopped after {self.count} faults")
        return "\n".join(lines)


class RecordFaults(FoundFaults):
    """A record that breaks rules: every fault found, by file and line.

    >>> from tradetalks.errors import Fault
    >>> raise RecordFaults((Fault("I4", "no fact has this id", file="talks.toml", line=7),))
    Traceback (most recent call last):
    ...
    tradetalks.loading.faults.RecordFaults: 1 fault in the record
    talks.toml:7: I4: no fact has this id
    """

    what = "record"


class FaultList:
    """The faults of a load as they are found."""

    def __init__(self) -> None:
        """Start with none."""
        self._faults: list[Fault] = []

    def __bool__(self) -> bool:
        """Whether any was found."""
        return bool(self._faults)

    def add(self, fault: Fault) -> None:
        """Keep a fault.

        Raises:
            RecordFaults: when there are so many that reading on would help nobody.
        """
        self._faults.append(fault)
        if len(self._faults) >= MOST_FAULTS:
            raise RecordFaults(self._faults, stopped=True)

    def raise_any(self) -> None:
        """Raise what was found.

        Raises:
            RecordFaults: when anything was found.
        """
        if self._faults:
            raise RecordFaults(self._faults)

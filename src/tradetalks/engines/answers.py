"""What every answer can do: print, show itself in a notebook, turn into plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tradetalks.printing import Shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradetalks.model.facts import Fact
    from tradetalks.plain.data import Table

__all__ = ["Answer", "caveats"]


class Answer(Shown):
    """The base of the answers."""

    __slots__ = ()

    def as_data(self) -> Table:
        """Return the answer as plain data: what JSON can hold, days as ISO text."""
        from tradetalks.plain.converter import converter
        from tradetalks.plain.data import Form

        return cast("Table", converter(Form.JSON).unstructure(self))


def caveats(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return what an answer that rests on these facts must say of them.

    A supposition and an unverified fact are each named, never silently mixed in.
    """
    seen = list(dict.fromkeys(facts))
    supposed = [fact.id for fact in seen if fact.is_what_if]
    unverified = [fact.id for fact in seen if not fact.verified and not fact.is_what_if]
    said = []
    if supposed:
        said.append(f"Rests on a what-if: {', '.join(supposed)}.")
    if unverified:
        said.append(f"Not verified against the primary text: {', '.join(unverified)}.")
    return tuple(said)

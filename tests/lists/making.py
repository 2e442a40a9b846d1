"""A list of one's own on the shipped record, with acts and measures that change it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tradetalks.dates.intervals import DateInterval
from tradetalks.engines.list_book import ListBook
from tradetalks.loading.shipped import shipped_record
from tradetalks.model.acts import LegalAct, ProductList
from tradetalks.model.list_entries import ListChange, ListContents, ListedBy, ListSpell
from tradetalks.model.measures import ChangesList, TariffMeasure
from tradetalks.model.schedule import Schedule
from tradetalks.model.sources import Source
from tradetalks.vocabulary.goods import ProductScope
from tradetalks.vocabulary.kinds import Action, ActKind, Force
from tradetalks.vocabulary.places import PlaceScope

if TYPE_CHECKING:
    from tradetalks.model.collections import AnyFact

__all__ = ["ADDED", "LIST", "RECORD", "REMOVED", "SCHEDULE", "book", "measure", "spell", "status"]

RECORD = shipped_record()
SOURCES = (Source.what_if("a list of my own"),)
#: A line of three numbers, and one of a single number.
SCHEDULE = Schedule(
    name="a small schedule",
    lines_at_first={"85171300": ("Free", "", "35%"), "85171400": ("Free", "", "35%")},
    numbers_at_first={
        "85171300": {"10": "No.", "20": "No.", "90": "No."},
        "85171400": {"00": "No."},
    },
    covers=DateInterval("2025-01-01"),
)


def act(act_id: str, announced: str) -> LegalAct:
    """Return an act that was announced on a day."""
    return LegalAct(
        id=act_id,
        announced=announced,
        sources=SOURCES,
        kind=ActKind.WHAT_IF,
        title=act_id,
        force=Force.ENACTED,
        summary="Changes a list.",
    )


def measure(
    measure_id: str,
    announced: str,
    *,
    adds: dict[str, Any] | None = None,
    removes: dict[str, Any] | None = None,
    applies: DateInterval | None = None,
    **others: Any,  # noqa: ANN401 - any field of a measure
) -> TariffMeasure:
    """Return a measure that changes the list of this file."""
    fields: dict[str, Any] = {
        "id": measure_id,
        "announced": announced,
        "sources": SOURCES,
        "programmes": ["ieepa-reciprocal"],
        "origins": PlaceScope(("*",)),
        "products": ProductScope(lists=["mine"]),
        "applies": applies or DateInterval(announced),
        "action": Action.SCOPE_IN,
        "effect": ChangesList(
            list="mine",
            adds=ProductScope(**adds) if adds else None,
            removes=ProductScope(**removes) if removes else None,
        ),
        "summary": "Changes the list.",
    }
    return TariffMeasure(**{**fields, **others})


LIST = ProductList(id="mine", announced="2025-01-01", sources=SOURCES, name="Mine", summary="Goods of mine.")
ACTS = (act("act-1", "2025-03-20"), act("act-2", "2025-06-10"))


def spell(
    goods: dict[str, str], added: ListChange, removed: ListChange | None = None, by: str = "classification"
) -> ListSpell:
    """Return a spell of goods, each with what it excepts."""
    return ListSpell(
        list="mine",
        by=ListedBy(by),
        added=added,
        removed=removed,
        goods=tuple((code, tuple(out.split())) for code, out in goods.items()),
    )


def book(
    *spells: ListSpell, facts: tuple[AnyFact, ...] = (), parts: dict[str, tuple[str, ...]] | None = None
) -> ListBook:
    """Return a book over the shipped record with a list of one's own."""
    record = RECORD.with_(LIST, *ACTS, *facts)
    return ListBook.of(record, contents=ListContents(spells, parts or {}), schedule=SCHEDULE)


ADDED = ListChange(day=date(2025, 4, 1), act="act-1")
REMOVED = ListChange(day=date(2025, 7, 1), act="act-2")


def status(made: ListBook, code: str, on: str, known_on: str | None = None) -> str:
    """Return the answer as its word."""
    return made.covers("mine", code, on=on, known_on=known_on).status.value

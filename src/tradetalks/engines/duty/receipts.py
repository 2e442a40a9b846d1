"""Receipts: from the data of an answer back to the answer, or one clear error on what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeAlias, cast

from attrs import frozen

from tradetalks.dates.days import as_day, as_optional_day
from tradetalks.engines.duty.answer import ReadFrom
from tradetalks.engines.duty.claims import ClaimMapping
from tradetalks.errors import TradeTalksError
from tradetalks.plain.canonical import canonical_text, digest

if TYPE_CHECKING:
    from tradetalks.engines.duty.answer import Duty
    from tradetalks.engines.duty.reckoning import DutyDesk
    from tradetalks.plain.data import Table

__all__ = ["DeskFor", "ReceiptRefused", "replay"]

#: Gives the desk at which a receipt of a day of knowledge is replayed; None for all that is known.
DeskFor: TypeAlias = "Callable[[date | None], DutyDesk]"

_PARTS = ("answer", "record", "schedule", "lists", "facts", "sha256")
_ASKED = ("importer", "origin", "line", "on", "claims")
_SHOWN = 60


class ReceiptRefused(TradeTalksError, ValueError):
    """A receipt that cannot be replayed: it is none, was changed, or rests on other data than are at hand.

    >>> raise ReceiptRefused(["the record is of version 2026.12.0 instead of 2026.11.0"])
    Traceback (most recent call last):
    ...
    tradetalks.engines.duty.receipts.ReceiptRefused: the receipt cannot be replayed: the record is of version 2026.12.0 instead of 2026.11.0
    """

    def __init__(self, differences: tuple[str, ...] | list[str]) -> None:
        """Keep what differs, each in words."""
        super().__init__(tuple(differences))
        #: What differs, each in words.
        self.differences = tuple(differences)

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"the receipt cannot be replayed: {'; '.join(self.differences)}"


@frozen
class _Asked:
    """The question that a receipt is the answer to."""

    importer: str
    origin: str
    line: str
    on: date
    claims: ClaimMapping
    known_on: date | None


def replay(desk_for: DeskFor, receipt: Mapping[str, object]) -> Duty:
    """Return the duty that a receipt is of, asked again; its receipt is the same byte for byte.

    Args:
        desk_for: gives the desk of a day of knowledge.
        receipt: what :meth:`~tradetalks.engines.duty.answer.Duty.receipt` gave, or the same read from JSON.

    Raises:
        ReceiptRefused: when it is no receipt, was changed after it was made, or would come out otherwise now: with
            all that differs of the record, the schedule, the lists and the facts.
    """
    asked = _read(receipt)
    given = cast("Table", dict(receipt))
    try:
        desk = desk_for(asked.known_on)
        _refuse_if(_otherwise(given, _of_desk(desk)))
        duty = desk.duty(
            origin=asked.origin,
            line=asked.line,
            on=asked.on,
            claims=asked.claims,
            importer=asked.importer,
        )
    except ReceiptRefused:
        raise
    except TradeTalksError as refused:
        raise ReceiptRefused([f"its question has no answer here: {refused}"]) from refused
    made = duty.receipt()
    if canonical_text(made) != canonical_text(given):
        _refuse_if([*_facts(given, made), *_answers(given, made)])
    return duty


def _refuse_if(differences: list[str]) -> None:
    if differences:
        raise ReceiptRefused(differences)


def _read(receipt: object) -> _Asked:
    """Return the question of a receipt, once it is sure that it is one and that nobody has changed it."""
    if not isinstance(receipt, Mapping) or set(receipt) != set(_PARTS):
        raise ReceiptRefused([f"it is no receipt: it needs the parts {', '.join(_PARTS)}, and no other"])
    if receipt["sha256"] != _digest({name: receipt[name] for name in _PARTS if name != "sha256"}):
        raise ReceiptRefused(["its hash is not that of the rest: it was changed after it was made"])
    answer, record = receipt["answer"], receipt["record"]
    if not isinstance(answer, Mapping) or not isinstance(record, Mapping):
        raise ReceiptRefused(["it is no receipt: answer and record are tables"])
    missing = [name for name in _ASKED if name not in answer]
    if missing:
        raise ReceiptRefused([f"it is no receipt: its answer does not say {', '.join(missing)}"])
    try:
        on, known = as_day(answer["on"]), as_optional_day(record.get("known_on"))
    except TradeTalksError as bad:
        raise ReceiptRefused([f"it is no receipt: {bad}"]) from bad
    importer, origin, line, claims = (answer[name] for name in ("importer", "origin", "line", "claims"))
    return _Asked(importer, origin, line, on, claims, known)


def _digest(data: object) -> str | None:
    try:
        return digest(cast("Table", data))
    except (TypeError, ValueError):  # what JSON cannot hold
        return None


def _of_desk(desk: DutyDesk) -> Table:
    """Return what a receipt made at a desk says of what it was read from."""
    record, schedule = desk.dossier, desk.schedule
    source = ReadFrom(
        data_version=record.statement.data_version,
        horizon=record.horizon,
        known_on=desk.known_on,
        schedule=(schedule.name, schedule.sha256),
        lists=desk.lists.sha256,
    )
    return source.as_data()


def _otherwise(given: Table, here: Table) -> list[str]:
    """Return in words what a receipt was read from that is otherwise here."""
    found = []
    for part, table in here.items():
        mine, yours = _flat(table), _flat(given[part])
        found += [
            f"{part} {name} is {_shown(mine.get(name))} here and {_shown(yours.get(name))} in the receipt"
            for name in dict.fromkeys((*yours, *mine))
            if mine.get(name) != yours.get(name)
        ]
    return found


def _facts(given: Table, made: Table) -> list[str]:
    mine, yours = _flat(made["facts"]), _flat(given["facts"])
    other = sorted(name for name in {*mine, *yours} if mine.get(name) != yours.get(name))
    return [f"the answer rests on other facts: {', '.join(other)}"] if other else []


def _answers(given: Table, made: Table) -> list[str]:
    mine, yours = _flat(made["answer"]), _flat(given["answer"])
    other = [name for name in dict.fromkeys((*yours, *mine)) if mine.get(name) != yours.get(name)]
    return [f"the answer has another {', '.join(other)}"] if other else []


def _flat(table: object) -> Mapping[str, object]:
    return table if isinstance(table, Mapping) else {"it": table}


def _shown(value: object) -> str:
    return "not given" if value is None else str(value)[:_SHOWN]

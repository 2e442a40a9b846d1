"""What a caller puts into a slot: a term, or plain text and numbers read by the kind of the slot."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from attrs import fields

from tradetalks.dates.days import as_day
from tradetalks.errors import TradeTalksError
from tradetalks.printing import clean
from tradetalks.vocabulary.duties import AdValorem, AllIn, Free
from tradetalks.vocabulary.goods import ProductScope
from tradetalks.vocabulary.kinds import Bound, TimeUnit
from tradetalks.vocabulary.notation import parse_duty
from tradetalks.vocabulary.numbers import exact
from tradetalks.vocabulary.terms import (
    ChoiceTerm,
    CountTerm,
    DayTerm,
    DurationTerm,
    DutyTerm,
    FlagTerm,
    MoneyTerm,
    NamedTerm,
    QuantityTerm,
    ScopeTerm,
    ShareTerm,
    Term,
    UnknownTerm,
    WordsTerm,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.engines.agreements.clauses import Slot

__all__ = [
    "LONGEST_TEXT",
    "MOST_TERMS",
    "IllTyped",
    "TermInput",
    "as_terms",
    "out_of_range",
    "shown",
    "size_of",
]

#: What a caller may put into a slot; several for a slot in which a precedent has several.
TermInput: TypeAlias = (
    "Term | ProductScope | date | Decimal | int | bool | str | list[TermInput] | tuple[TermInput, ...]"
)
#: The most characters a text in a slot may have.
LONGEST_TEXT = 10_000
#: The most terms a slot may hold.
MOST_TERMS = 1_000
#: The largest number of things that a slot may count.
_MOST_THINGS = 10**12
#: Commas stand between thousands or nowhere: "1,50" is no number, rather than 150.
_AMOUNT = r"([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
_MONEY = re.compile(rf"([A-Z]{{3}}) {_AMOUNT}(?: per ([a-z]+))?(?: of (.+))?")
_QUANTITY = re.compile(rf"{_AMOUNT} ([^\d\s]\S*)(?: per ([a-z]+))?(?: of (.+))?")
_DURATION = re.compile(r"([0-9]{1,5}) (day|month|year)s?(?: after ([a-z0-9-]+))?|at once after ([a-z0-9-]+)")
_SHOWN = 60
_FORMS = {
    "duty": "a duty such as '19%' or '15% all-in'",
    "money": "money such as 'USD 25,000,000,000 per year of aircraft'",
    "quantity": "a quantity such as '100,000 t per year'",
    "duration": "a duration such as '60 days after last-notification'",
    "day": "a date, or ISO text such as '2027-01-01'",
    "scope": "a ProductScope",
    "choice": "one of the choices",
    "flag": "True or False",
    "share": "a percentage such as 99, '99.5' or '99.5%'",
    "count": "a whole number",
    "words": "a text",
    "unknown": "a text or a term, for no precedent shows its kind",
}


class IllTyped(TradeTalksError, ValueError):
    """A value that does not fit the kind of its slot."""

    def __init__(self, slot: str, expected: str, found: str) -> None:
        """Keep the slot, what it takes and what was given."""
        super().__init__(slot, expected, found)
        self.slot = slot
        self.expected = expected
        self.found = found

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"{self.slot} takes {self.expected}, not {self.found}"


def shown(value: object) -> str:
    """Return a value as an error shows it: on one line, cut short, whatever it is."""
    if isinstance(value, str):
        text = repr(value[:_SHOWN])
    else:
        try:
            text = repr(value)[:_SHOWN]
        except Exception:  # noqa: BLE001 - whatever a stranger's repr raises, an int of too many digits too
            text = f"a value of type {type(value).__name__}"
    return clean(text)[:_SHOWN]


def as_terms(slot: Slot, value: object) -> tuple[Term, ...]:
    """Return what a caller gave for a slot as terms.

    Raises:
        IllTyped: when it does not fit the kind of the slot.
    """
    if isinstance(value, list | tuple):
        if not value or (len(value) > 1 and not slot.many) or len(value) > MOST_TERMS:
            raise IllTyped(slot.name, _FORMS[slot.type], f"{len(value)} values")
        return tuple(_term(slot, one) for one in value)
    return (_term(slot, value),)


def _term(slot: Slot, value: object) -> Term:
    if isinstance(value, NamedTerm):
        kinds = {type(term) for one in slot.observed for term in one.terms}
        fits = type(value) in kinds or (slot.type == "unknown" and isinstance(value, Term))
        if value.name != slot.name or not fits:
            raise _ill(slot, f"the {type(value).__name__} {value.name!r}")
        longest = max(len(text) for text in (*_texts(value), ""))
        if longest > LONGEST_TEXT:
            raise _ill(slot, f"a term with a text of {longest} characters (at most {LONGEST_TEXT})")
        return value  # type: ignore[return-value]
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise _ill(slot, f"a text of {len(value)} characters (at most {LONGEST_TEXT})")
    try:
        made = _read(slot, value)
    except (TradeTalksError, ArithmeticError, ValueError):
        made = None
    if made is None:
        raise _ill(slot, shown(value))
    return made


def _texts(term: NamedTerm) -> Iterator[str]:
    for one in fields(type(term)):
        value = getattr(term, one.name)
        if isinstance(value, ProductScope):
            yield value.words or ""
        elif isinstance(value, str):
            yield value


def _ill(slot: Slot, found: str) -> IllTyped:
    expected = _FORMS[slot.type]
    if slot.type == "choice":
        seen = {term.choice for term in slot.values if isinstance(term, ChoiceTerm)}
        expected = f"a choice such as {' or '.join(sorted(seen))}"
    return IllTyped(slot.name, expected, found)


def _read(slot: Slot, value: object) -> Term | None:  # noqa: C901, PLR0911, PLR0912 - one arm for each kind
    name = slot.name
    match slot.type, value:
        case "duty", str():
            return DutyTerm(name=name, duty=parse_duty(value), bound=_bound(slot))
        case "money", str() if found := _MONEY.fullmatch(value):
            amount = Decimal(found[2].replace(",", ""))
            return MoneyTerm(
                name=name, amount=amount, currency=found[1], per=found[3], of=found[4], bound=_bound(slot)
            )
        case "quantity", str() if found := _QUANTITY.fullmatch(value):
            amount = Decimal(found[1].replace(",", ""))
            return QuantityTerm(
                name=name, amount=amount, unit=found[2], per=found[3], of=found[4], bound=_bound(slot)
            )
        case "duration", str() if found := _DURATION.fullmatch(value):
            if found[4]:
                return DurationTerm(name=name, count=0, unit=TimeUnit.DAYS, after=found[4])
            return DurationTerm(
                name=name,
                count=int(found[1]),
                unit=TimeUnit(f"{found[2]}s"),
                after=found[3],
                bound=_bound(slot),
            )
        case "day", str():
            return DayTerm(name=name, day=as_day(value), bound=_bound(slot))
        case "day", date():
            return DayTerm(name=name, day=as_day(value), bound=_bound(slot))
        case "scope", ProductScope():
            return ScopeTerm(name=name, products=value)
        case "choice", str():
            return ChoiceTerm(name=name, choice=value, scale=_scale(slot))
        case "flag", bool():
            return FlagTerm(name=name, holds=value)
        case "share", str() | int() | Decimal() if not isinstance(value, bool):
            percent = value.removesuffix("%") if isinstance(value, str) else value
            return ShareTerm(name=name, percent=exact(percent), of=_of(slot), bound=_bound(slot))
        case "count", int() if not isinstance(value, bool) and value <= _MOST_THINGS:
            return CountTerm(name=name, count=value, of=_of(slot) or "things", bound=_bound(slot))
        case (("words" | "unknown"), str()):
            return WordsTerm(name=name, words=clean(value))
        case _:
            return None


def _known(slot: Slot) -> list[Term]:
    return [term for one in slot.observed if one.known for term in one.terms]


def _bound(slot: Slot) -> Bound:
    # A rate that every precedent caps is a cap in the draft too, unless the caller gives a whole term.
    bounds = {getattr(term, "bound", Bound.EXACTLY) for term in _known(slot)}
    return bounds.pop() if len(bounds) == 1 else Bound.EXACTLY


def _scale(slot: Slot) -> str | None:
    scales = {term.scale for term in _known(slot) if isinstance(term, ChoiceTerm)}
    return scales.pop() if len(scales) == 1 else None


def _of(slot: Slot) -> str | None:
    things = {getattr(term, "of", None) for term in _known(slot)}
    return things.pop() if len(things) == 1 else None


def out_of_range(slot: Slot, terms: tuple[Term, ...]) -> str | None:
    """Return how the terms lie outside what the precedents show, or None where they do not.

    Numbers outside the least and the most seen, and choices that none made, lie outside.
    """
    known = _known(slot)
    for term in terms:
        if isinstance(term, ChoiceTerm):
            seen = {one.choice for one in known if isinstance(one, ChoiceTerm)}
            if term.choice not in seen:
                return f"{slot.name}: {term.choice} was not seen; seen were {', '.join(sorted(seen))}"
            continue
        size = size_of(term)
        sizes = [one for one in (size_of(other) for other in known) if one is not None]
        if size is not None and sizes and not min(sizes) <= size <= max(sizes):
            seen_values = ", ".join(dict.fromkeys(one.value for one in known))
            return f"{slot.name}: {term.value} lies outside the values seen: {seen_values}"
    return None


def size_of(term: Term) -> Decimal | None:  # noqa: PLR0911 - one arm for each kind of term
    """Return the size of a term that is a number, for comparing within one slot; else None."""
    match term:
        case DutyTerm():
            match term.duty:
                case Free():
                    return Decimal(0)
                case AdValorem():
                    return term.duty.percent
                case AllIn():
                    return term.duty.level.percent
                case _:
                    return None
        case MoneyTerm() | QuantityTerm():
            return term.amount
        case DurationTerm():
            return Decimal(term.count * term.unit.about_days)
        case ShareTerm():
            return term.percent
        case CountTerm():
            return Decimal(term.count)
        case DayTerm() | ScopeTerm() | ChoiceTerm() | FlagTerm() | WordsTerm() | UnknownTerm():
            return None

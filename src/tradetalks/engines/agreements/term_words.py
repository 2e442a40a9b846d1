"""Terms in the words of a treaty: noun phrases that fit into a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from tradetalks.printing import clean
from tradetalks.vocabulary.duties import AdValorem, AllIn, Duty, Free
from tradetalks.vocabulary.kinds import Bound, Verb
from tradetalks.vocabulary.numbers import printed
from tradetalks.vocabulary.terms import (
    ChoiceTerm,
    CountTerm,
    DayTerm,
    DurationTerm,
    DutyTerm,
    FlagTerm,
    MoneyTerm,
    QuantityTerm,
    ScopeTerm,
    ShareTerm,
    Term,
    UnknownTerm,
    WordsTerm,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

__all__ = ["MODALS", "OPEN_SLOT", "in_words", "listed", "slot_in_words"]

#: What the gap of a slot that stands open begins with; the values seen follow.
OPEN_SLOT = "open slot: "

#: Each verb as a phrase that a bare infinitive can follow.
MODALS = {
    Verb.SHALL: "shall",
    Verb.COMMITS: "undertakes to",
    Verb.WILL: "will",
    Verb.INTENDS: "intends to",
    Verb.ENDEAVOURS: "shall endeavour to",
    Verb.MAY: "may",
    Verb.NOTES: "notes its readiness to",
}
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_TRIGGERS = {
    "entry-into-force": "the entry into force of this Agreement",
    "exchange-of-notifications": "the exchange of written notifications",
    "last-notification": "the later of the two notifications",
    "approval-notice": "the later notice of approval",
    "notice": "written notice",
    "withdrawal-notice": "written notice of withdrawal",
    "signing": "the signature of this Agreement",
    "submission": "submission",
    "announcement": "the announcement",
    "adverse-result": "an adverse result of a check",
    "first-publication": "first publication",
    "marketing-approval": "marketing approval",
    "request": "a written request",
}
_UNITS = {"t": "metric tons", "km": "kilometres", "litre": "litres", "ha": "hectares"}
_BOUNDS = {
    Bound.EXACTLY: "",
    Bound.AT_MOST: "no more than ",
    Bound.AT_LEAST: "no less than ",
    Bound.ABOUT: "about ",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


#: How the record writes the orders of the President for short.
_ORDER = re.compile(r"\bEO (?=[0-9])")


def in_words(term: Term) -> str:
    """Return the value of a term as a noun phrase.

    >>> from tradetalks.vocabulary.kinds import TimeUnit
    >>> in_words(
    ...     DurationTerm(name="customs-deadline", count=5, unit=TimeUnit.YEARS, after="entry-into-force")
    ... )
    'five years after the entry into force of this Agreement'
    """
    return _printable(_phrase(term))


def _printable(text: str) -> str:
    """Return text fit for a sentence: on one line, free of control characters, acts called by their names."""
    plain = text if text.isprintable() and "  " not in text else clean(text)
    return _ORDER.sub("Executive Order ", plain.strip())


def _phrase(term: Term) -> str:  # noqa: C901, PLR0911, PLR0912 - one arm for each kind of term
    match term:
        case DutyTerm():
            return _BOUNDS[term.bound] + _duty(term.duty)
        case MoneyTerm():
            return _BOUNDS[term.bound] + _things(f"{term.currency} {term.amount:,f}", term.per, term.of)
        case QuantityTerm():
            return _BOUNDS[term.bound] + _things(
                f"{term.amount:,f} {_UNITS.get(term.unit, term.unit)}", term.per, term.of
            )
        case DurationTerm():
            # On the day itself is neither more nor less.
            return (_BOUNDS[term.bound] if term.count else "") + _duration(term)
        case DayTerm():
            return _BOUNDS[term.bound].replace("no more", "not later").replace(
                "no less", "not earlier"
            ) + _day(term.day)
        case ScopeTerm():
            return str(term.products)
        case ChoiceTerm():
            return term.choice.replace("-", " ")
        case FlagTerm():
            return "agreed" if term.holds else "not agreed"
        case ShareTerm():
            return _BOUNDS[term.bound] + _things(f"{printed(term.percent)} percent", None, term.of)
        case CountTerm():
            return f"{_BOUNDS[term.bound]}{_number(term.count)} {term.of}"
        case WordsTerm():
            return term.words
        case UnknownTerm():
            return f"[to be settled: {term.name.replace('-', ' ')}]"
        case _:  # pragma: no cover - the union is closed
            assert_never(term)


def slot_in_words(term: Term) -> str:
    """Return the value of a term as a noun phrase, that of an open slot as the values seen in it.

    >>> slot_in_words(UnknownTerm(name="us-rate", gap=f"{OPEN_SLOT}19% (us-khm-art-2025)"))
    '[us-rate: values seen 19% (us-khm-art-2025)]'
    """
    if isinstance(term, UnknownTerm) and term.gap.startswith(OPEN_SLOT):
        return f"[{term.name}: values seen {term.gap.removeprefix(OPEN_SLOT)}]"
    return in_words(term)


def listed(terms: Iterable[Term], words_of: Callable[[Term], str] = in_words) -> str:
    """Return several terms as a lettered list within a sentence."""
    words = list(dict.fromkeys(words_of(term) for term in terms))
    if len(words) == 1:
        return words[0]
    return "; ".join(f"({chr(ord('a') + at % 26) * (at // 26 + 1)}) {one}" for at, one in enumerate(words))


def _duty(duty: Duty) -> str:
    match duty:
        case Free():
            return "zero percent"
        case AdValorem():
            return f"{str(duty).removesuffix('%')} percent ad valorem"
        case AllIn():
            return (
                f"{str(duty.level).removesuffix('%')} percent ad valorem, the ordinary customs duty included"
            )
        case _:
            return str(duty)


def _things(amount: str, per: str | None, of: str | None) -> str:
    return " ".join([amount, *([f"of {of}"] if of else []), *([f"each {per}"] if per else [])])


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def _duration(term: DurationTerm) -> str:
    after = None if term.after is None else _TRIGGERS.get(term.after, term.after.replace("-", " "))
    if term.count == 0:
        return f"on the day of {after}"
    unit = term.unit.value.removesuffix("s") if term.count == 1 else term.unit.value
    length = f"{_number(term.count)} {unit}"
    return f"{length} after {after}" if after else length


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

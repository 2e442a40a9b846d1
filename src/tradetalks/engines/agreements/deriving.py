"""Deriving a model: precedents laid side by side, clause by clause and term by term."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import isfinite
from typing import TYPE_CHECKING

from tradetalks.engines.agreements.alignment import AlignedClause, AlignedSide, Side, aligned, bare
from tradetalks.engines.agreements.clauses import (
    BadPrecedents,
    ClauseSide,
    Observation,
    Slot,
    TemplateClause,
)
from tradetalks.engines.agreements.term_input import shown
from tradetalks.model.agreements import Agreement
from tradetalks.vocabulary.terms import Term, UnknownTerm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["as_precedents", "as_share", "clauses_of"]

#: A share in letters: digits enough for any share, and too few to hold a reader up.
_SHARE = re.compile(r"[0-9]{1,9}/[0-9]{1,9}|[0-9]{1,9}\.?[0-9]{0,30}|\.[0-9]{1,30}")
#: The steps in which the places of clauses are counted.
_STEPS = 10**9
#: The most places before the first digit of a share that is a Decimal.
_FINEST = 100


def as_precedents(given: Iterable[Agreement]) -> list[Agreement]:
    """Return agreements in the order in which they were announced.

    Raises:
        BadPrecedents: when there is none, when one comes twice or is no agreement, or when they
            are not all offered by the same party.
    """
    try:
        found = list(given)
    except TypeError:
        raise BadPrecedents(f"{shown(given)} is no list of agreements") from None
    for one in found:
        if not isinstance(one, Agreement):
            raise BadPrecedents(
                f"{shown(one)} is no agreement: give agreements, such as talks.agreements['us-khm-art-2025']"
            )
    if not found:
        raise BadPrecedents("no precedents: a model is derived from at least one agreement")
    count = Counter(one.id for one in found)
    twice = sorted(name for name, times in count.items() if times > 1)
    if twice:
        raise BadPrecedents(f"{', '.join(twice)} comes twice: a precedent counts once")
    leads = sorted({one.parties[0] for one in found})
    if len(leads) > 1:
        raise BadPrecedents(f"{' and '.join(leads)} each come first in some: a model is offered by one party")
    return sorted(found, key=lambda one: (one.announced, one.id))


def as_share(given: Fraction | Decimal | float | str) -> Fraction:
    """Return a share of precedents exactly; a float by its shortest decimal.

    Raises:
        BadPrecedents: when it does not lie above 0 and up to 1, or is no number.
    """
    share = None
    match given:
        case bool():
            pass
        case float() if isfinite(given):
            share = Fraction(repr(given))
        case str() if _SHARE.fullmatch(given) and not re.search(r"/0+$", given):
            share = Fraction(given)
        case Fraction() | int():
            share = Fraction(given)
        case Decimal() if given.is_finite() and given.adjusted() >= -_FINEST:
            share = Fraction(given) if given <= 1 else None
    if share is None or not 0 < share <= 1:
        raise BadPrecedents(f"{shown(given)} is no share: give a number above 0 and up to 1")
    return share


def clauses_of(precedents: list[Agreement], share: Fraction) -> list[TemplateClause]:
    """Return the clauses of a model, in the constant order of the texts."""
    laid = {one.id: aligned(one.text) for one in precedents}
    return [_clause(topic, precedents, laid, share) for topic in _topics(precedents)]


def _topics(precedents: Iterable[Agreement]) -> list[str]:
    """Return the topics of all precedents in the order of the texts, the majority's where they differ."""
    places: dict[str, list[int]] = {}
    for one in precedents:
        topics = one.text.topics
        for at, topic in enumerate(topics):
            places.setdefault(topic, []).append(at * _STEPS // len(topics))
    # Whole numbers: a sum of fractions of so many denominators would take long, one of floats would
    # hang on its order.
    return sorted(places, key=lambda topic: (sum(places[topic]) * _STEPS // len(places[topic]), topic))


def _clause(
    topic: str,
    precedents: list[Agreement],
    laid: Mapping[str, Mapping[str, AlignedClause]],
    share: Fraction,
) -> TemplateClause:
    clauses = {one.id: laid[one.id][topic] for one in precedents if topic in laid[one.id]}
    by_side: dict[Side, dict[str, AlignedSide]] = {}
    for key, clause in clauses.items():
        for one in clause.sides:
            by_side.setdefault(one.side, {})[key] = one
    known = sum(1 for clause in clauses.values() if clause.sides)
    reasons = [
        one.because
        for clause in clauses.values()
        for side in clause.sides
        for one in side.commitments
        if one.because is not None
    ]
    return TemplateClause(
        topic=topic,
        core=Fraction(len(clauses), len(precedents)) >= share,
        precedents=tuple(clauses),
        sides=[_side(topic, side, by_side, known) for side in Side if side in by_side],
        reasons=dict.fromkeys(reasons),
    )


def _side(
    topic: str, side: Side, by_side: Mapping[Side, Mapping[str, AlignedSide]], known: int
) -> ClauseSide:
    having = by_side[side]
    seen: dict[str, list[tuple[str, tuple[Term, ...]]]] = {}
    for key, one in having.items():
        for name, terms in one.terms.items():
            seen.setdefault(name, []).append((key, terms))
    fixed: list[Term] = []
    slots: list[Slot] = []
    for name in sorted(seen):
        value = _constant(seen[name], len(having))
        if value is None or _differs_elsewhere(name, value, side, by_side):
            slots.append(_slot(topic, side, name, seen[name], len(having)))
        else:
            fixed.extend(value)
    return ClauseSide(
        topic=topic,
        side=side,
        core=len(having) == known,
        verbs=[(key, one.verb) for key, one in having.items()],
        fixed=fixed,
        slots=slots,
    )


def _constant(seen: list[tuple[str, tuple[Term, ...]]], having: int) -> tuple[Term, ...] | None:
    """Return the terms that every precedent has alike, or None where they vary or are not known."""
    if len(seen) < having:
        return None
    first = bare(seen[0][1])
    if any(isinstance(term, UnknownTerm) for term in first):
        return None
    return first if all(bare(terms) == first for _, terms in seen[1:]) else None


def _differs_elsewhere(
    name: str, value: tuple[Term, ...], side: Side, by_side: Mapping[Side, Mapping[str, AlignedSide]]
) -> bool:
    """Whether a precedent without this side has the term otherwise, on another side of the clause.

    Such a term varied, though no side of it did: one text binds the partner, the next both.
    """
    return any(
        key not in by_side[side] and name in one.terms and bare(one.terms[name]) != value
        for other, having in by_side.items()
        if other is not side
        for key, one in having.items()
    )


def _slot(topic: str, side: Side, name: str, seen: list[tuple[str, tuple[Term, ...]]], having: int) -> Slot:
    return Slot(
        name=name,
        topic=topic,
        side=side,
        type=_type(term for _, terms in seen for term in terms),
        observed=[Observation(precedent=key, terms=terms) for key, terms in seen],
        optional=len(seen) < having,
        many=any(len(terms) > 1 for _, terms in seen),
    )


@cache
def _words_of_kinds() -> Mapping[type, str]:
    from tradetalks.plain.tags import TERM_TAGS

    return {kind: word for word, kind in TERM_TAGS.items()}


def _type(terms: Iterable[Term]) -> str:
    known = (type(term) for term in terms if not isinstance(term, UnknownTerm))
    return next((_words_of_kinds()[kind] for kind in known), "unknown")

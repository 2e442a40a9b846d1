"""Drafting the next agreement: clauses chosen, slots filled, every choice and its reason kept."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum, unique
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.engines.agreements.alignment import Side
from tradetalks.engines.agreements.favour import more_onerous
from tradetalks.engines.agreements.phrasebook import phrasebook
from tradetalks.engines.agreements.template import AgreementTemplate, ClauseSide, Slot, TemplateClause
from tradetalks.engines.agreements.term_input import IllTyped, as_terms, out_of_range, size_of
from tradetalks.engines.agreements.term_words import OPEN_SLOT
from tradetalks.errors import TradeTalksError
from tradetalks.printing import clean
from tradetalks.vocabulary.kinds import Verb
from tradetalks.vocabulary.places import is_country
from tradetalks.vocabulary.terms import Term, UnknownTerm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradetalks.engines.agreements.draft import Draft

__all__ = [
    "Choice",
    "ChosenClause",
    "ChosenSide",
    "DefaultRule",
    "DraftFault",
    "DraftRefused",
    "HowChosen",
    "MissingTerms",
    "draft",
    "model_in_words",
    "open_clauses",
]


@unique
class DefaultRule(StrEnum):
    """How a slot that the caller leaves open is filled from the values seen."""

    #: The value of the latest precedent.
    LATEST = "latest"
    #: The middle value, of numbers; else the latest.
    MEDIAN = "median"
    #: The value that most precedents have; of equals, the latest.
    MOST_FREQUENT = "most-frequent"
    #: The value that asks most of the side that gives it, where that is decidable; else the latest.
    STRICTEST = "strictest"


@unique
class HowChosen(StrEnum):
    """Why a term of a draft is what it is."""

    FIXED = "fixed"
    GIVEN = "given"
    DEFAULT = "default"
    OPEN_IN_PRECEDENTS = "open-in-precedents"


@frozen(kw_only=True)
class Choice:
    """What a draft has in a term, and why."""

    #: The topic of the clause.
    topic: str
    #: The side that undertakes it.
    side: Side
    #: The name of the term.
    name: str
    #: The terms: one, or several of a schedule.
    terms: tuple[Term, ...] = field(converter=tuple[Term, ...])
    #: Why.
    how: HowChosen
    #: The rule of a default.
    rule: DefaultRule | None = None

    def __str__(self) -> str:
        """Return the choice in words."""
        by = f" ({self.rule.value})" if self.rule else ""
        return f"{self.name}: {'; '.join(one.value for one in self.terms)}, {self.how.value}{by}"


@frozen(kw_only=True)
class ChosenSide:
    """What one side undertakes in a clause of a draft."""

    #: The side.
    side: Side
    #: The verb.
    verb: Verb
    #: The terms with their reasons.
    choices: tuple[Choice, ...] = field(converter=tuple[Choice, ...])


@frozen(kw_only=True)
class ChosenClause:
    """A clause chosen for a draft."""

    #: Its topic.
    topic: str
    #: Whether it is core in the model.
    core: bool
    #: Id of the precedent it follows.
    precedent: str
    #: What each side undertakes.
    sides: tuple[ChosenSide, ...] = field(converter=tuple[ChosenSide, ...])


@frozen(kw_only=True)
class DraftFault:
    """One thing that keeps a draft from being made."""

    #: The term, topic or party concerned.
    name: str
    #: What is wrong with it, and what would do.
    message: str

    def __str__(self) -> str:
        """Return the fault on one line."""
        return self.message


class DraftRefused(TradeTalksError, ValueError):
    """A draft that cannot be made, with everything that is wrong with what was asked."""

    def __init__(self, faults: Iterable[DraftFault], slots: Iterable[Slot] = ()) -> None:
        """Keep all faults, and the slots that stay open."""
        self.faults = tuple(faults)
        #: Every slot that stays open, with the values seen in the precedents.
        self.slots = tuple(slots)
        super().__init__(self.faults, self.slots)

    def __str__(self) -> str:
        """Return one line for each fault."""
        return "\n".join([f"the draft cannot be made ({len(self.faults)}):", *map(str, self.faults)])


class MissingTerms(DraftRefused):
    """A draft that leaves slots open; ``slots`` lists every one with the values seen."""


@frozen(eq=False)
class _Order:
    """What a caller asked for, and what is wrong with it."""

    template: AgreementTemplate
    terms: Mapping[str, object]
    variants: Mapping[str, Verb | str]
    rule: DefaultRule | None
    faults: list[DraftFault] = field(factory=list, init=False)
    missing: list[Slot] = field(factory=list, init=False)
    warnings: list[str] = field(factory=list, init=False)

    def fault(self, name: str, message: str) -> None:
        self.faults.append(DraftFault(name=clean(name)[:80], message=clean(message)[:400]))


def draft(  # noqa: PLR0913 - each is a choice of its own
    template: AgreementTemplate,
    partner: str,
    *,
    terms: Mapping[str, object],
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    variants: Mapping[str, Verb | str],
    defaults: DefaultRule | str | None = None,
    strict_range: bool = False,
    recitals: Iterable[str] = (),
) -> Draft:
    """Draft an agreement with a partner from a model.

    Args:
        template: the model.
        partner: the partner: an ISO code, or the symbol of a bloc that is party to a precedent.
        terms: what goes into the slots, by name, ``topic.name`` or ``topic.side.name``: terms, or
            plain values such as ``"19%"``, ``"60 days after last-notification"``, ``True``.
        include: topics of optional clauses to take in.
        exclude: topics of clauses to leave out.
        variants: for a topic, the verb of the clause, or the id of the precedent whose form of it
            to follow.
        defaults: how to fill slots that are not given; None to refuse open slots.
        strict_range: whether a value outside those seen is an error rather than a warning.
        recitals: further recitals to take in: ``framework-agreement``, ``free-trade-agreement``.

    Returns:
        The draft: its text, and for every clause its precedent, for every term its reason.

    Raises:
        MissingTerms: when slots stay open; with every other fault besides.
        DraftRefused: when anything else is wrong: all of it at once.
    """
    from tradetalks.engines.agreements.draft import compose

    rule = None if defaults is None else _rule(defaults)
    order = _Order(template, terms, variants, rule)
    lead = template.precedents[0].parties[0]
    _refuse_as_partner(order, lead, partner)
    clauses = [_choose(order, clause) for clause in _clauses(order, include, exclude)]
    _refuse_unused(order, clauses)
    unknown = set(recitals) - {one.key for one in phrasebook().frame.recitals if one.key}
    for key in sorted(unknown):
        order.fault(key, f"{key!r} is no recital that can be asked for")
    if strict_range:
        for warning in order.warnings:
            order.fault(warning.partition(":")[0], warning)
    if order.missing:
        for slot in order.missing:
            order.fault(slot.name, f"{slot.topic}: no value for {slot}")
        raise MissingTerms(order.faults, order.missing)
    if order.faults:
        raise DraftRefused(order.faults)
    return compose(template, lead, partner, clauses, recitals=recitals, warnings=order.warnings)


def model_in_words(template: AgreementTemplate, partner: str | None = None) -> Draft:
    """Put the core of a model into words, every slot open and the values seen in square brackets.

    Args:
        template: the model.
        partner: whose name stands for the other side; None for "the Partner".

    Raises:
        DraftRefused: when the partner is none.
    """
    from tradetalks.engines.agreements.draft import compose

    lead = template.precedents[0].parties[0]
    order = _Order(template, {}, {}, None)
    if partner is not None:
        _refuse_as_partner(order, lead, partner)
    if order.faults:
        raise DraftRefused(order.faults)
    return compose(template, lead, partner or "the Partner", open_clauses(template), show_slots=True)


def open_clauses(template: AgreementTemplate) -> list[ChosenClause]:
    """Return the core clauses of a model with every slot left open, as its text has them."""
    made = []
    for clause in template.core:
        sides = [one for one in clause.sides if _takes(one, clause, None)]
        made.append(
            ChosenClause(
                topic=clause.topic,
                core=True,
                precedent=clause.precedents[-1],
                sides=[_open_side(one) for one in sides],
            )
        )
    return made


def _open_side(side: ClauseSide) -> ChosenSide:
    choices = [
        Choice(topic=side.topic, side=side.side, name=term.name, terms=[term], how=HowChosen.FIXED)
        for term in side.fixed
    ]
    choices += [
        _choice(
            slot,
            (UnknownTerm(name=slot.name, gap=f"{OPEN_SLOT}{', '.join(map(str, slot.observed))}"),),
            HowChosen.OPEN_IN_PRECEDENTS,
        )
        for slot in side.slots
        if not slot.optional
    ]
    verb = _usual(tuple(verb for _, verb in side.verbs))
    return ChosenSide(side=side.side, verb=verb, choices=sorted(choices, key=lambda one: one.name))


def _refuse_as_partner(order: _Order, lead: str, partner: str) -> None:
    known = {party for one in order.template.precedents for party in one.parties}
    if not (is_country(partner) or partner in known):
        order.fault(str(partner), f"{partner!r} is no partner: give an ISO 3166-1 code such as MG, or EU")
    elif partner == lead:
        order.fault(partner, f"{partner} is the side that offers the model, so it cannot be the partner")


def _rule(given: DefaultRule | str) -> DefaultRule:
    try:
        return DefaultRule(given)
    except ValueError:
        words = ", ".join(rule.value for rule in DefaultRule)
        fault = DraftFault(name="defaults", message=f"{given!r} is no rule for defaults: {words}")
        raise DraftRefused([fault]) from None


def _clauses(order: _Order, include: Iterable[str], exclude: Iterable[str]) -> list[TemplateClause]:
    taken, left = set(include), set(exclude)
    known = set(order.template.topics)
    for topic in sorted(taken & left):
        order.fault(topic, f"{topic} is both included and excluded")
    for topic in sorted((taken | left | set(order.variants)) - known):
        order.fault(topic, f"{topic!r} is the topic of no clause that a precedent has")
    return [
        clause
        for clause in order.template.clauses
        if (clause.core or clause.topic in taken) and clause.topic not in left
    ]


def _choose(order: _Order, clause: TemplateClause) -> ChosenClause:
    asked = order.variants.get(clause.topic)
    follows = asked if isinstance(asked, str) and asked in clause.precedents else None
    verb = None if asked is None or follows else _verb(order, clause.topic, asked)
    having = [one for one in clause.sides if _takes(one, clause, follows)]
    return ChosenClause(
        topic=clause.topic,
        core=clause.core,
        precedent=follows or clause.precedents[-1],
        sides=[_choose_side(order, one, verb, follows) for one in having],
    )


def _takes(side: ClauseSide, clause: TemplateClause, follows: str | None) -> bool:
    if follows is not None:
        return follows in dict(side.verbs)
    # Where no side is common to all precedents, the clause takes the form of the latest.
    return side.core or (
        not any(one.core for one in clause.sides) and clause.precedents[-1] in dict(side.verbs)
    )


def _verb(order: _Order, topic: str, asked: Verb | str) -> Verb | None:
    try:
        return Verb(asked)
    except ValueError:
        verbs = ", ".join(verb.value for verb in Verb)
        order.fault(topic, f"{topic}: {asked!r} is neither a precedent of the clause nor a verb ({verbs})")
        return None


def _choose_side(order: _Order, side: ClauseSide, verb: Verb | None, follows: str | None) -> ChosenSide:
    verbs = dict(side.verbs)
    if verb is None:
        verb = verbs[follows] if follows else _usual(tuple(verbs.values()))
    choices = [choice for slot in side.slots if (choice := _fill(order, slot, follows)) is not None]
    fixed = [
        Choice(topic=side.topic, side=side.side, name=term.name, terms=[term], how=HowChosen.FIXED)
        for term in side.fixed
    ]
    return ChosenSide(side=side.side, verb=verb, choices=sorted([*fixed, *choices], key=lambda one: one.name))


def _usual(verbs: tuple[Verb, ...]) -> Verb:
    return max(reversed(verbs), key=verbs.count)


def _names(slot: Slot) -> tuple[str, str, str]:
    return (slot.key, f"{slot.topic}.{slot.name}", slot.name)


def _given(order: _Order, slot: Slot) -> object | None:
    for name in _names(slot):
        if name in order.terms and _slots_named(order, name) == [slot]:
            return order.terms[name]
    return None


def _slots_named(order: _Order, name: str) -> list[Slot]:
    return [slot for slot in order.template.slots if name in _names(slot)]


def _fill(order: _Order, slot: Slot, follows: str | None) -> Choice | None:  # noqa: PLR0911 - one for each reason
    value = _given(order, slot)
    if value is not None:
        try:
            terms = as_terms(slot, value)
        except IllTyped as error:
            order.fault(slot.name, f"{slot.topic}: {error}")
            return None
        outside = out_of_range(slot, terms)
        if outside:
            order.warnings.append(outside)
        return _choice(slot, terms, HowChosen.GIVEN)
    seen = {one.precedent: one for one in slot.observed}
    if follows in seen and not seen[follows].known:
        return _choice(slot, seen[follows].terms, HowChosen.OPEN_IN_PRECEDENTS)
    if slot.optional:
        return None
    if not slot.values:
        return _choice(slot, slot.observed[-1].terms, HowChosen.OPEN_IN_PRECEDENTS)
    if order.rule is not None:
        return _choice(slot, _default(slot, order.rule), HowChosen.DEFAULT, order.rule)
    order.missing.append(slot)
    return None


def _choice(slot: Slot, terms: tuple[Term, ...], how: HowChosen, rule: DefaultRule | None = None) -> Choice:
    return Choice(topic=slot.topic, side=slot.side, name=slot.name, terms=terms, how=how, rule=rule)


def _default(slot: Slot, rule: DefaultRule) -> tuple[Term, ...]:
    known = [one.terms for one in slot.observed if one.known]
    latest = known[-1]
    match rule:
        case DefaultRule.LATEST:
            return latest
        case DefaultRule.MOST_FREQUENT:
            return max(reversed(known), key=known.count)
        case DefaultRule.MEDIAN:
            return _median(known) or latest
        case DefaultRule.STRICTEST:
            strictest = latest
            for terms in known:
                if len(terms) == len(strictest) == 1 and more_onerous(strictest[0], terms[0]):
                    strictest = terms
            return strictest


def _median(known: list[tuple[Term, ...]]) -> tuple[Term, ...] | None:
    sized = [(size, terms) for terms in known if len(terms) == 1 and (size := size_of(terms[0])) is not None]
    if len(sized) != len(known):
        return None
    # Of an even number the lower middle: a value that was seen, never a mean that nobody agreed.
    return sorted(sized, key=lambda one: one[0])[(len(sized) - 1) // 2][1]


def _refuse_unused(order: _Order, clauses: list[ChosenClause]) -> None:
    chosen = {(clause.topic, side.side) for clause in clauses for side in clause.sides}
    for name in order.terms:
        slots = _slots_named(order, str(name))
        if not slots:
            order.fault(str(name), _no_slot(order, str(name)))
        elif len(slots) > 1:
            keys = " or ".join(slot.key for slot in slots)
            order.fault(str(name), f"{name!r} names several slots: write {keys}")
        elif (slots[0].topic, slots[0].side) not in chosen:
            order.fault(str(name), f"{name!r} belongs to {slots[0].topic}, which the draft leaves out")


def _no_slot(order: _Order, name: str) -> str:
    fixed = [
        (clause.topic, term)
        for clause in order.template.clauses
        for side in clause.sides
        for term in side.fixed
        if term.name == name
    ]
    if fixed:
        topic, term = fixed[0]
        return f"{name!r} is no slot: every precedent has {term.value} in {topic}"
    return f"the model has no slot {name!r}"

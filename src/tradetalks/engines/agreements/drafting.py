"""Drafting the next agreement: clauses chosen, slots filled, every choice and its reason kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from tradetalks.engines.agreements.choices import (
    Choice,
    ChosenClause,
    ChosenSide,
    DefaultRule,
    HowChosen,
    default_for,
)
from tradetalks.engines.agreements.clauses import ClauseSide, Model, Slot, TemplateClause
from tradetalks.engines.agreements.draft import Draft, compose
from tradetalks.engines.agreements.phrasebook import phrasebook
from tradetalks.engines.agreements.term_input import IllTyped, as_terms, out_of_range, shown
from tradetalks.engines.agreements.term_words import OPEN_SLOT
from tradetalks.errors import TradeTalksError
from tradetalks.printing import clean
from tradetalks.vocabulary.kinds import Verb
from tradetalks.vocabulary.places import is_country
from tradetalks.vocabulary.terms import Term, UnknownTerm

if TYPE_CHECKING:
    from tradetalks.engines.agreements.alignment import Side

__all__ = [
    "DraftFault",
    "DraftRefused",
    "MissingTerms",
    "draft",
    "model_in_words",
    "open_clauses",
]


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

    template: Model
    terms: Mapping[str, object]
    variants: Mapping[str, Verb | str]
    rule: DefaultRule | None
    faults: list[DraftFault] = field(factory=list, init=False)
    #: What was given for each slot of the draft, by its key.
    given: dict[str, object] = field(factory=dict, init=False)
    missing: list[Slot] = field(factory=list, init=False)
    warnings: list[str] = field(factory=list, init=False)

    def fault(self, name: str, message: str) -> None:
        # Cut before it is cleaned: what was given may be long.
        self.faults.append(DraftFault(name=clean(name[:80]), message=clean(message[:400])))


def draft(  # noqa: PLR0913 - each is a choice of its own
    template: Model,
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
        The draft, with its text, and for every clause its precedent, for every term its reason.

    Raises:
        MissingTerms: when slots stay open; with every other fault besides.
        DraftRefused: when anything else is wrong: all of it at once.
    """
    order = _order(template, terms, variants, defaults)
    lead = template.precedents[0].parties[0]
    _refuse_as_partner(order, lead, partner)
    forms = [_form(order, clause) for clause in _clauses(order, include, exclude)]
    _read_terms(order, {(form.clause.topic, side.side) for form in forms for side in form.sides})
    clauses = [_choose(order, form) for form in forms]
    asked = _words(order, "recitals", recitals)
    there = {one.key for one in phrasebook().frame.recitals if one.key}
    for key in sorted(asked - there):
        order.fault(key, f"{shown(key)} is no recital that can be asked for: {', '.join(sorted(there))}")
    if strict_range:
        for warning in order.warnings:
            order.fault(warning.partition(":")[0], warning)
    if order.missing:
        for slot in order.missing:
            order.fault(slot.name, f"{slot.topic}: no value for {slot}")
        raise MissingTerms(order.faults, order.missing)
    if order.faults:
        raise DraftRefused(order.faults)
    return compose(template, lead, partner, clauses, recitals=asked, warnings=order.warnings)


def model_in_words(template: Model, partner: str | None = None) -> Draft:
    """Put the core of a model into words, every slot open and the values seen in square brackets.

    Args:
        template: the model.
        partner: whose name stands for the other side; None for "the Partner".

    Raises:
        DraftRefused: when the partner is none.
    """
    lead = template.precedents[0].parties[0]
    order = _Order(template, {}, {}, None)
    if partner is not None:
        _refuse_as_partner(order, lead, partner)
    if order.faults:
        raise DraftRefused(order.faults)
    return compose(template, lead, partner or "the Partner", open_clauses(template), show_slots=True)


def open_clauses(template: Model) -> list[ChosenClause]:
    """Return the core clauses of a model with every slot left open, as its text has them."""
    made = []
    for clause in template.core:
        sides = [one for one in clause.sides if _takes(one, clause, None)]
        made.append(
            ChosenClause(
                topic=clause.topic,
                core=True,
                precedent=clause.latest,
                sides=[_open_side(one) for one in sides],
            )
        )
    return made


def _open_side(side: ClauseSide) -> ChosenSide:
    choices = _fixed(side)
    choices += [
        _choice(
            slot,
            (UnknownTerm(name=slot.name, gap=f"{OPEN_SLOT}{slot.seen}"),),
            HowChosen.OPEN_IN_PRECEDENTS,
        )
        for slot in side.slots
        if not slot.optional
    ]
    return ChosenSide(side=side.side, verb=side.usual_verb, choices=sorted(choices, key=lambda one: one.name))


def _refuse_as_partner(order: _Order, lead: str, partner: object) -> None:
    known = {party for one in order.template.precedents for party in one.parties}
    if not isinstance(partner, str) or not (is_country(partner) or partner in known):
        found = f"{shown(partner)} is no partner"
        order.fault(
            _text(partner),
            f"{found}: give an ISO 3166-1 code such as MG, or a bloc that is party to a precedent",
        )
    elif partner == lead:
        order.fault(partner, f"{partner} is the side that offers the model, so it cannot be the partner")


def _order(
    template: Model,
    terms: object,
    variants: object,
    defaults: object,
) -> _Order:
    """Return what a caller asked for, with a fault for everything that cannot be read as such."""
    faults = []
    read: list[Mapping[str, Any]] = []
    for what, given in (("terms", terms), ("variants", variants)):
        if not isinstance(given, Mapping):
            faults.append((what, f"{what} is a mapping from names, not {shown(given)}"))
        read.append(given if isinstance(given, Mapping) else {})
    rule = None
    try:
        rule = None if defaults is None else DefaultRule(defaults if isinstance(defaults, str) else "")
    except ValueError:
        words = ", ".join(one.value for one in DefaultRule)
        faults.append(("defaults", f"{shown(defaults)} is no rule for defaults: {words}"))
        # Any rule will do to go on with, so that no slot is reported for want of one.
        rule = DefaultRule.LATEST
    order = _Order(template, read[0], read[1], rule)
    for name, message in faults:
        order.fault(name, message)
    return order


def _text(name: object) -> str:
    return name if isinstance(name, str) else shown(name)


def _words(order: _Order, what: str, given: object) -> set[str]:
    """Return the words of a list that a caller gave, with a fault where it is none."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        order.fault(what, f"{what} is a list of words, not {shown(given)}")
        return set()
    words = set()
    for one in given:
        if isinstance(one, str):
            words.add(one)
        else:
            order.fault(what, f"{what} is a list of words, and {shown(one)} is none")
    return words


def _clauses(order: _Order, include: Iterable[str], exclude: Iterable[str]) -> list[TemplateClause]:
    taken, left = _words(order, "include", include), _words(order, "exclude", exclude)
    known = set(order.template.topics)
    for topic in sorted(taken & left):
        order.fault(topic, f"{shown(topic)} is both included and excluded")
    for topic in sorted((taken | left | _words(order, "variants", order.variants)) - known):
        order.fault(topic, f"{shown(topic)} is the topic of no clause that a precedent has")
    return [
        clause
        for clause in order.template.clauses
        if (clause.core or clause.topic in taken) and clause.topic not in left
    ]


@frozen(kw_only=True)
class _Form:
    """The form in which a draft takes a clause."""

    clause: TemplateClause
    #: Id of the precedent that it was asked to follow.
    follows: str | None
    #: The verb that was asked for.
    verb: Verb | None
    sides: tuple[ClauseSide, ...] = field(converter=tuple[ClauseSide, ...])


def _form(order: _Order, clause: TemplateClause) -> _Form:
    asked = order.variants.get(clause.topic)
    follows = asked if isinstance(asked, str) and asked in clause.precedents else None
    return _Form(
        clause=clause,
        follows=follows,
        verb=None if asked is None or follows else _verb(order, clause.topic, asked),
        sides=[one for one in clause.sides if _takes(one, clause, follows)],
    )


def _read_terms(order: _Order, chosen: set[tuple[str, Side]]) -> None:
    """Find the slot for every term given; a fault where its name is that of none, or of several."""
    named: dict[object, list[Slot]] = {}
    for slot in order.template.slots:
        for name in (slot.key, f"{slot.topic}.{slot.name}", slot.name):
            named.setdefault(name, []).append(slot)
    for name, value in order.terms.items():
        slots = named.get(name, [])
        within = [slot for slot in slots if (slot.topic, slot.side) in chosen]
        if not slots:
            order.fault(_text(name), _no_slot(order.template, name))
        elif not within:
            places = " and ".join(dict.fromkeys(slot.topic for slot in slots))
            order.fault(_text(name), f"{name!r} belongs to a side of {places} that the draft leaves out")
        elif len(within) > 1:
            keys = " or ".join(slot.key for slot in within)
            order.fault(_text(name), f"{name!r} names several slots: write {keys}")
        elif within[0].key in order.given:
            order.fault(_text(name), f"{within[0].key} is given twice, once as {name!r}")
        else:
            order.given[within[0].key] = value


def _choose(order: _Order, form: _Form) -> ChosenClause:
    return ChosenClause(
        topic=form.clause.topic,
        core=form.clause.core,
        precedent=form.follows or form.clause.latest,
        sides=[_choose_side(order, one, form.verb, form.follows) for one in form.sides],
    )


def _takes(side: ClauseSide, clause: TemplateClause, follows: str | None) -> bool:
    if follows is not None:
        return follows in side.verb_of
    # Where no side is common to all precedents, the clause takes the form of the latest.
    return side.core or (not any(one.core for one in clause.sides) and clause.latest in side.verb_of)


def _verb(order: _Order, topic: str, asked: Verb | str) -> Verb | None:
    try:
        return Verb(asked)
    except ValueError:
        verbs = ", ".join(verb.value for verb in Verb)
        order.fault(
            topic, f"{topic}: {shown(asked)} is neither a precedent of the clause nor a verb ({verbs})"
        )
        return None


def _choose_side(order: _Order, side: ClauseSide, verb: Verb | None, follows: str | None) -> ChosenSide:
    if verb is None:
        verb = side.verb_of[follows] if follows else side.usual_verb
    choices = [choice for slot in side.slots if (choice := _fill(order, slot, follows)) is not None]
    choices += _fixed(side)
    return ChosenSide(side=side.side, verb=verb, choices=sorted(choices, key=lambda one: one.name))


def _fixed(side: ClauseSide) -> list[Choice]:
    terms: dict[str, list[Term]] = {}
    for term in side.fixed:
        terms.setdefault(term.name, []).append(term)
    return [
        Choice(
            topic=side.topic,
            side=side.side,
            name=name,
            terms=same,
            how=HowChosen.FIXED,
            precedent=side.verbs[0][0] if len(side.verbs) == 1 else None,
        )
        for name, same in terms.items()
    ]


def _fill(order: _Order, slot: Slot, follows: str | None) -> Choice | None:  # noqa: PLR0911 - one for each reason
    if slot.key in order.given:
        try:
            terms = as_terms(slot, order.given[slot.key])
        except IllTyped as error:
            order.fault(slot.name, f"{slot.topic}: {error}")
            return None
        outside = out_of_range(slot, terms)
        if outside:
            order.warnings.append(outside)
        return _choice(slot, terms, HowChosen.GIVEN)
    followed = [one for one in slot.observed if one.precedent == follows] if follows else []
    if followed:
        how = HowChosen.FOLLOWED if followed[0].known else HowChosen.OPEN_IN_PRECEDENTS
        return _choice(slot, followed[0].terms, how, precedent=follows)
    if slot.optional:
        return None
    if not slot.tally:
        latest = slot.observed[-1]
        return _choice(slot, latest.terms, HowChosen.OPEN_IN_PRECEDENTS, precedent=latest.precedent)
    if order.rule is not None:
        chosen = default_for(slot, order.rule)
        return _choice(slot, chosen.terms, HowChosen.DEFAULT, order.rule, chosen.precedent)
    order.missing.append(slot)
    return None


def _choice(
    slot: Slot,
    terms: tuple[Term, ...],
    how: HowChosen,
    rule: DefaultRule | None = None,
    precedent: str | None = None,
) -> Choice:
    return Choice(
        topic=slot.topic,
        side=slot.side,
        name=slot.name,
        terms=terms,
        how=how,
        rule=rule,
        precedent=precedent,
    )


def _no_slot(template: Model, name: object) -> str:
    for clause in template.clauses:
        for side in clause.sides:
            for term in side.fixed:
                named = (
                    term.name,
                    f"{side.topic}.{term.name}",
                    f"{side.topic}.{side.side.value}.{term.name}",
                )
                if name in named:
                    return f"{name!r} is no slot: every precedent has {term.value} in {side.topic}"
    return f"the model has no slot {shown(name)}"

"""Drafts put into words: paragraphs chosen, names and terms filled in, articles numbered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tradetalks.engines.agreements.alignment import Side
from tradetalks.engines.agreements.choices import ChosenSide
from tradetalks.engines.agreements.parts import Definition, DraftArticle, DraftSchedule
from tradetalks.engines.agreements.phrasebook import PLACEHOLDER, ClauseWording, phrasebook
from tradetalks.engines.agreements.term_words import MODALS, in_words, listed, slot_in_words
from tradetalks.vocabulary.kinds import Verb
from tradetalks.vocabulary.places import place_name
from tradetalks.vocabulary.terms import Term, UnknownTerm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tradetalks.engines.agreements.choices import ChosenClause

__all__ = ["PREAMBLE", "Renderer"]

#: The topic of the preamble.
PREAMBLE = "preamble"

#: Terms that say where a precedent keeps its list: the schedules of the draft stand in their place.
_KEPT_IN_SCHEDULES = frozenset(("partner-schedule", "zero-list", "purchase-list"))

#: Terms that a schedule lists one by one.
_IN_SCHEDULES = ("purchase-value", "purchase-quantity", "quota-volume")
#: A name that opens a sentence takes a capital.
_OPENING = re.compile(r"(^|[.] )([a-z])")
#: Words written for a time that the sentence already bounds.
_BOUNDED = re.compile(
    r"\b(within|by|until|from) (?:no more than|no less than|not later than|not earlier than) "
)


class Renderer:
    """Puts one set of chosen clauses into words; used once, for one draft.

    The order matters: rendering an article numbers the schedules that it is the first to name.
    """

    def __init__(
        self,
        lead: str,
        partner: str,
        clauses: list[ChosenClause],
        recitals: Iterable[str] = (),
        *,
        show_slots: bool = False,
    ) -> None:
        """Lay out sections and numbers; nothing is put into words yet."""
        self._recitals = frozenset(recitals)
        self._show_slots = show_slots
        self._words_of = slot_in_words if show_slots else in_words
        self._book = phrasebook()
        self._names = {
            Side.LEAD: place_name(lead, article=True),
            Side.PARTNER: place_name(partner, article=True),
            Side.BOTH: "each Party",
        }
        # The preamble is no article: recitals stand in its place.
        self._clauses = self._ordered([one for one in clauses if one.topic != PREAMBLE])
        self._topics = {one.topic for one in clauses}
        self._schedules: dict[str, int] = {}
        self._said: list[str] = []
        self._numbers, self._openings = self._numbered()

    # --- layout -------------------------------------------------------------------------------

    def _ordered(self, clauses: list[ChosenClause]) -> list[ChosenClause]:
        place = {one.id: one.order for one in self._book.sections}
        last = max(place.values(), default=0)

        def section(clause: ChosenClause) -> float:
            found = self._book.section(clause.topic)
            # A topic without words of ours stands before the final provisions.
            return last - 0.5 if found is None else place[found.id]

        return sorted(clauses, key=section)

    def _numbered(self) -> tuple[dict[str, str], dict[str, str]]:
        numbers: dict[str, str] = {}
        openings: dict[str, str] = {}
        chapter, at, before = 1, 0, self._book.frame.definitions_heading
        for clause in self._clauses:
            found = self._book.section(clause.topic)
            title = "Other Matters" if found is None else found.title
            if title != before:
                chapter, at, before = chapter + 1, 0, title
                openings[clause.topic] = title
            at += 1
            numbers[clause.topic] = f"{chapter}.{at}"
        return numbers, openings

    # --- the parts of a draft -----------------------------------------------------------------

    @property
    def title(self) -> str:
        """The title."""
        return self._filled(self._book.frame.title, Side.LEAD)

    @property
    def notice(self) -> str:
        """What the draft is and is not."""
        return self._book.frame.note

    def preamble(self) -> tuple[str, ...]:
        """Return who makes the draft, the recitals, and what closes them."""
        frame = self._book.frame
        recitals = [self._names_in(one.text) for one in frame.recitals_for(self._topics, self._recitals)]
        return (self._filled(frame.between, Side.LEAD), *recitals, self._names_in(frame.enacting))

    def articles(self) -> tuple[DraftArticle, ...]:
        """Return the article of definitions and an article for each clause."""
        articles = [self._article(clause) for clause in self._clauses]
        # Only now is it known which words the articles use.
        return (self._definitions_article(), *articles)

    def definitions(self) -> tuple[Definition, ...]:
        """Return the words defined; known once the articles are rendered."""
        return tuple(
            Definition(word=self._names_in(one.word), meaning=self._names_in(one.text))
            for one in self._book.definitions_for(self._said)
        )

    def schedules(self) -> tuple[DraftSchedule, ...]:
        """Return the schedules that the articles name, in the order in which they name them."""
        made = []
        for name, number in self._schedules.items():
            words = self._book.frame.schedules.get(name)
            clause = next((one for one in self._clauses if one.topic == name), None)
            terms = (
                []
                if clause is None
                else [
                    term
                    for side in clause.sides
                    for choice in side.choices
                    for term in choice.terms
                    if not isinstance(term, UnknownTerm)
                ]
            )
            title = name.replace("-", " ") if words is None else self._filled(words.title, Side.LEAD)
            lines = [] if words is None else [self._filled(words.opening, Side.LEAD)]
            filled = [in_words(term) for term in terms if term.name.startswith(_IN_SCHEDULES)]
            lines += filled or ["The contents have yet to be agreed." if words is None else words.empty]
            made.append(DraftSchedule(number=number, title=title, lines=lines))
        return tuple(made)

    def signature(self) -> tuple[str, ...]:
        """Return the lines of the signature block."""
        frame = self._book.frame
        signatories = [self._filled(frame.signatory, side) for side in (Side.LEAD, Side.PARTNER)]
        return (frame.signature, *signatories)

    # --- articles -----------------------------------------------------------------------------

    def _definitions_article(self) -> DraftArticle:
        frame = self._book.frame
        defined = [f"“{one.word}” {one.meaning}" for one in self.definitions()]
        return DraftArticle(
            topic=None,
            section=frame.definitions_heading,
            number="1.1",
            heading=frame.definitions_heading,
            paragraphs=[frame.definitions_opening, *defined],
            precedent=None,
            core=True,
            choices=(),
        )

    def _article(self, clause: ChosenClause) -> DraftArticle:
        words = self._book.clause(clause.topic)
        heading = clause.topic.replace("-", " ").capitalize() if words is None else words.heading
        return DraftArticle(
            topic=clause.topic,
            section=self._openings.get(clause.topic),
            number=self._numbers[clause.topic],
            heading=self._filled(heading, Side.LEAD),
            paragraphs=list(self._clause_paragraphs(clause)),
            precedent=clause.precedent,
            core=clause.core,
            choices=[choice for side in clause.sides for choice in side.choices],
        )

    def _clause_paragraphs(self, clause: ChosenClause) -> Iterator[str]:
        words = self._book.clause(clause.topic)
        sides = clause.sides
        if not sides and words is not None:
            # Of some precedents only the heading of a clause is known; the draft says its least.
            sides = tuple(ChosenSide(side=one, verb=Verb.SHALL, choices=()) for one in words.sides)
        for side in sides:
            yield from self._paragraphs(words, side)

    def _paragraphs(self, words: ClauseWording | None, side: ChosenSide) -> Iterator[str]:
        terms = {
            choice.name: choice.terms for choice in side.choices if choice.name not in _KEPT_IN_SCHEDULES
        }
        unsaid = tuple(terms)
        if words is not None:
            for one in words.paragraphs_for(side.side, terms, self._topics):
                yield self._paragraph(one.text, words, side, terms)
            unsaid = words.unsaid(side.side, terms, self._topics)
        for name in unsaid:
            yield self._unsaid(name, side, terms)

    def _unsaid(self, name: str, side: ChosenSide, terms: Mapping[str, tuple[Term, ...]]) -> str:
        generic = self._book.generic(name, side.side)
        if generic is not None:
            return self._paragraph(generic.text, None, side, terms)
        frame = self._book.frame
        still_open = any(isinstance(term, UnknownTerm) for term in terms[name])
        text = frame.open_term if still_open else frame.other_term
        value = listed(terms[name], self._words_of)
        named = value if still_open and self._show_slots else name.replace("-", " ")
        said = text.replace("{name}", named).replace("{value}", value)
        return self._filled(said, side.side)

    def _paragraph(
        self,
        text: str,
        words: ClauseWording | None,
        side: ChosenSide,
        terms: Mapping[str, tuple[Term, ...]],
    ) -> str:
        self._said.append(text)

        def filled(found: re.Match[str]) -> str:
            kind, name = found[1], found[2]
            match kind:
                case "t":
                    return listed(terms[name], self._words_of)
                case "list":
                    slots = (name,) if words is None else words.listed(name, side.side, terms)
                    return listed([term for key in slots for term in terms[key]], self._words_of)
                case "a":
                    return f"Article {self._numbers[name]}"
                case "schedule":
                    return f"Schedule {self._schedules.setdefault(name, len(self._schedules) + 1)}"
            if name == "verb":
                return MODALS[side.verb]
            return found[0]

        said = _BOUNDED.sub(r"\1 ", PLACEHOLDER.sub(filled, text))
        return self._filled(said, side.side)

    # --- names --------------------------------------------------------------------------------

    def _names_in(self, text: str, side: Side = Side.LEAD) -> str:
        giver, receiver = self._names[side], self._names[side.other]
        if side is Side.BOTH:
            receiver = "the other Party"
        return (
            text.replace("{giver_s}", f"{giver}'s" if not giver.endswith("s") else f"{giver}'")
            .replace("{giver}", giver)
            .replace("{receiver}", receiver)
            .replace("{lead}", self._names[Side.LEAD])
            .replace("{partner}", self._names[Side.PARTNER])
        )

    def _filled(self, text: str, side: Side) -> str:
        return _OPENING.sub(lambda found: found[1] + found[2].upper(), self._names_in(text, side))

"""Drafts put into words: paragraphs chosen, names and terms filled in, articles numbered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tradetalks.engines.agreements.alignment import Side
from tradetalks.engines.agreements.choices import ChosenSide, HowChosen
from tradetalks.engines.agreements.parts import Definition, DraftArticle, DraftSchedule
from tradetalks.engines.agreements.phrasebook import PLACEHOLDER, ClauseWording, phrasebook
from tradetalks.engines.agreements.term_words import MODALS, in_words, listed, slot_in_words
from tradetalks.vocabulary.kinds import Verb
from tradetalks.vocabulary.places import place_name
from tradetalks.vocabulary.terms import Term, UnknownTerm, WordsTerm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from tradetalks.engines.agreements.choices import Choice, ChosenClause

__all__ = ["PREAMBLE", "Renderer"]

#: The topic of the preamble.
PREAMBLE = "preamble"

#: Terms that a schedule lists one by one.
_IN_SCHEDULES = ("purchase-value", "purchase-quantity", "quota-volume")
#: Terms that say in words what a schedule lists.
_LISTS = frozenset(
    {
        "cheese-terms",
        "ip-treaties",
        "meat-terms",
        "open-sectors",
        "practices",
        "purchase-list",
        "zero-list",
    }
)
#: How the words of a precedent name its own parts, which a draft does not have.
_OWN_PARTS = re.compile(r"\b(?:Schedule [0-9A-Z]+ to )?(?:Annex|Appendix) [0-9A-Z]+\b")
#: Words after which a time needs no bound of its own.
_TIMES = ("within ", "by ", "until ", "from ")
_BOUNDS = re.compile(r"^(?:no more than|no less than|not later than|not earlier than|on(?= the day of)) ")


class Renderer:
    """Puts one set of chosen clauses into words; used once, for one draft.

    The order matters: rendering an article numbers the schedules that it is the first to name.
    """

    def __init__(  # noqa: PLR0913 - the parts of a draft
        self,
        lead: str,
        partner: str,
        clauses: list[ChosenClause],
        recitals: Iterable[str] = (),
        *,
        partners: Mapping[str, Iterable[str]],
        show_slots: bool = False,
    ) -> None:
        """Lay out sections and numbers; nothing is put into words yet.

        Args:
            lead: the party that offers the model.
            partner: the other.
            clauses: the clauses chosen.
            recitals: the keys of the recitals asked for.
            partners: the partners of each precedent, by its id: a term from it may name them.
            show_slots: whether an open slot shows the values seen.
        """
        self._recitals = frozenset(recitals)
        self._show_slots = show_slots
        self._words_of = slot_in_words if show_slots else in_words
        self._book = phrasebook()
        ours, theirs = place_name(lead, article=True), place_name(partner, article=True)
        self._names = {
            Side.LEAD: _names(ours, theirs, ours, theirs),
            Side.PARTNER: _names(theirs, ours, ours, theirs),
            Side.BOTH: _names("each Party", "the other Party", ours, theirs),
        }
        self._strangers = _strangers(clauses, partner, partners)
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
        return self._put(self._book.frame.title, Side.LEAD)

    @property
    def notice(self) -> str:
        """What the draft is and is not."""
        return self._book.frame.note

    def preamble(self) -> tuple[str, ...]:
        """Return who makes the draft, the recitals, and what closes them."""
        frame = self._book.frame
        recitals = [self._mid_sentence(one.text) for one in frame.recitals_for(self._topics, self._recitals)]
        return (self._put(frame.between, Side.LEAD), *recitals, self._mid_sentence(frame.enacting))

    def articles(self) -> tuple[DraftArticle, ...]:
        """Return the article of definitions and an article for each clause."""
        articles = [self._article(clause) for clause in self._clauses]
        # Only now is it known which words the articles use.
        return (self._definitions_article(), *articles)

    def definitions(self) -> tuple[Definition, ...]:
        """Return the words defined; known once the articles are rendered."""
        return tuple(
            Definition(word=self._mid_sentence(one.word), meaning=self._mid_sentence(one.text))
            for one in self._book.definitions_for(self._said)
        )

    def schedules(self) -> tuple[DraftSchedule, ...]:
        """Return the schedules that the articles name, in the order in which they name them."""
        made = []
        for name, number in self._schedules.items():
            words = self._book.frame.schedules.get(name)
            clause = next((one for one in self._clauses if one.topic == name), None)
            sides = () if clause is None else clause.sides
            listed_here = [
                term
                for side in sides
                for choice in side.choices
                for term in choice.terms
                if not _stands_apart(choice) and _is_listed(term)
            ]
            title = name.replace("-", " ") if words is None else self._put(words.title, Side.LEAD)
            lines = [] if words is None else [self._put(words.opening, Side.LEAD)]
            lines += [self._in_words(term) for term in listed_here] or [
                "The contents have yet to be agreed." if words is None else words.empty
            ]
            made.append(DraftSchedule(number=number, title=title, lines=lines))
        return tuple(made)

    def signature(self) -> tuple[str, ...]:
        """Return the lines of the signature block."""
        frame = self._book.frame
        signatories = [self._put(frame.signatory, side) for side in (Side.LEAD, Side.PARTNER)]
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
            heading=self._put(heading, Side.LEAD),
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
            said = list(self._paragraphs(words, side))
            # Where the book has no words the draft says that there are none yet, rather than nothing.
            yield from said or [
                self._open(f"what {{giver}} undertakes on {_spaced(clause.topic)}", side.side)
            ]
        if not sides:
            yield self._open(_spaced(clause.topic), Side.BOTH)

    def _paragraphs(self, words: ClauseWording | None, side: ChosenSide) -> Iterator[str]:
        terms = {choice.name: choice.terms for choice in side.choices if not _stands_apart(choice)}
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
        value = listed(terms[name], self._in_words)
        if all(isinstance(term, UnknownTerm) for term in terms[name]):
            return self._open(value if self._show_slots else _spaced(name), side.side)
        values = {"name": _spaced(name), "value": value}
        return self._put(self._book.frame.other_term, side.side, lambda _kind, key: values[key])

    def _open(self, point: str, side: Side) -> str:
        point = point.replace("{giver}", self._names[side]["giver"])
        return self._put(self._book.frame.open_term, side, lambda _kind, _key: point)

    def _paragraph(
        self,
        text: str,
        words: ClauseWording | None,
        side: ChosenSide,
        terms: Mapping[str, tuple[Term, ...]],
    ) -> str:
        self._said.append(text)

        def value(kind: str | None, name: str) -> str:
            match kind:
                case "t":
                    return listed(terms[name], self._in_words)
                case "list":
                    slots = (name,) if words is None else words.listed(name, side.side, terms)
                    return listed([term for key in slots for term in terms[key]], self._in_words)
                case "a":
                    return f"Article {self._numbers[name]}"
                case "schedule":
                    return f"Schedule {self._schedules.setdefault(name, len(self._schedules) + 1)}"
            return MODALS[side.verb]

        return self._put(text, side.side, value)

    # --- words and names ----------------------------------------------------------------------

    def _in_words(self, term: Term) -> str:
        """Return a term in words that are true of this draft, wherever it comes from."""
        said = self._words_of(term)
        theirs = self._strangers.get(id(term))
        if theirs is None or isinstance(term, UnknownTerm):
            # What was given is the caller's own, and what is open may show what precedents have.
            return said
        if theirs:
            found = "|".join(re.escape(name) for name in sorted(theirs, key=len, reverse=True))
            ours = self._names[Side.LEAD]["partner"]
            said = re.sub(rf"(?<![\w-])(?:the )?(?:{found})(?![\w-])", ours, said)
            if re.search(rf"\b(?:{found})\b", said):
                # It hangs on something between them alone, such as a treaty with both their names.
                return f"[to be settled: {_spaced(term.name)}]"
        return _OWN_PARTS.sub("this Agreement", said)

    def _put(self, text: str, side: Side, value: Callable[[str | None, str], str] | None = None) -> str:
        """Fill the placeholders of a text, once: what goes in is never looked at for more of them.

        Args:
            text: the text.
            side: the side that gives.
            value: what stands for a placeholder that names no party, by its kind and name.
        """
        names = self._names[side]

        def filled(found: re.Match[str]) -> str:
            kind, name = found[1], found[2]
            is_party = value is None or (kind is None and name in names)
            said = names[name] if value is None or is_party else value(kind, name)
            before = text[: found.start()]
            if before.endswith(_TIMES):
                said = _BOUNDS.sub("", said)
            if said.endswith(".") and text.startswith(".", found.end()):
                said = said[:-1]
            if not before or before.endswith(". "):
                said = said[:1].upper() + said[1:]
            return said

        return PLACEHOLDER.sub(filled, text)

    def _mid_sentence(self, text: str) -> str:
        """Fill in the names of a text that opens no sentence of its own."""
        return PLACEHOLDER.sub(lambda found: self._names[Side.LEAD][found[2]], text)


def _strangers(
    clauses: Iterable[ChosenClause], partner: str, partners: Mapping[str, Iterable[str]]
) -> Mapping[int, frozenset[str]]:
    """Return, for every term that was not given, the names of partners it may hold by where it comes from."""
    return {
        id(term): frozenset(
            place_name(one) for one in partners.get(choice.precedent or "", ()) if one != partner
        )
        for clause in clauses
        for side in clause.sides
        for choice in side.choices
        if choice.how is not HowChosen.GIVEN
        for term in choice.terms
    }


def _is_listed(term: Term) -> bool:
    if isinstance(term, WordsTerm) and term.name in _LISTS:
        return True
    return term.name.startswith(_IN_SCHEDULES) and not isinstance(term, UnknownTerm)


def _names(giver: str, receiver: str, lead: str, partner: str) -> Mapping[str, str]:
    possessive = f"{giver}'" if giver.endswith("s") else f"{giver}'s"
    return {
        "giver": giver,
        "giver_s": possessive,
        "receiver": receiver,
        "lead": lead,
        "partner": partner,
    }


def _spaced(name: str) -> str:
    return name.replace("-", " ")


def _stands_apart(choice: Choice) -> bool:
    """Whether a term only says where a precedent keeps its list: the schedules of the draft stand for it."""
    if choice.how is HowChosen.GIVEN:
        return False
    if choice.name == "partner-schedule" and all(isinstance(term, UnknownTerm) for term in choice.terms):
        return True
    return all(isinstance(term, WordsTerm) and _OWN_PARTS.fullmatch(term.words) for term in choice.terms)

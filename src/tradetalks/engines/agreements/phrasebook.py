"""The library's own treaty English: the paragraphs, by topic of the clause, from which drafts are written.

The words stand in the TOML files of the folder ``wording``; no sentence of them is of any instrument.
A text holds placeholders, which whoever writes a draft fills in:

===================  ===============================================================================
``{giver}``          whoever undertakes the paragraph: a party, or "each Party"
``{giver_s}``        the same as a possessive
``{receiver}``       whoever gains from it: a party, or "the other Party"
``{lead}``           the party that offers the model
``{partner}``        the other party
``{verb}``           a modal phrase that a bare infinitive follows
``{t:NAME}``         the value of a term as a noun phrase
``{list:NAME}``      the values of a term that may come more than once, as a list
``{a:TOPIC}``        the article on a topic
``{schedule:NAME}``  the schedule of that name
``{name}``           the name of a term in words: in the ``open_term`` and ``other_term`` of the frame
``{value}``          its value in words: in ``other_term``
===================  ===============================================================================

The sentence says "within", "by" or "until" where a term is a time, so that its value comes without
"no more than". A name at the start of a sentence gets its capital from whoever fills it in.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import field, frozen

from tradetalks.engines.agreements.alignment import Side
from tradetalks.package_files import package_text
from tradetalks.vocabulary.ids import valid_id, valid_ids, valid_optional_id
from tradetalks.vocabulary.mappings import IdMap
from tradetalks.vocabulary.terms import FlagTerm, UnknownTerm

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping

    from tradetalks.vocabulary.terms import Term

__all__ = [
    "PLACEHOLDER",
    "ClauseWording",
    "DefinitionWording",
    "Frame",
    "ParagraphWording",
    "Phrasebook",
    "Recital",
    "ScheduleWording",
    "SectionWording",
    "WordedChoice",
    "phrasebook",
]

#: A placeholder: its kind (``t``, ``list``, ``a``, ``schedule``, or none for a party or a verb) and its name.
PLACEHOLDER = re.compile(r"\{(?:(t|list|a|schedule):)?([a-z0-9_-]+)\}")
_FOLDER = "engines/agreements/wording"
_CLAUSES = ("tariffs", "barriers", "digital", "origin", "security", "commerce", "final")

_Table: TypeAlias = dict[str, Any]


@frozen(kw_only=True)
class WordedChoice:
    """The value of a choice, or ``yes`` or ``no`` of a flag, for which a paragraph is written."""

    #: The name of the term.
    name: str = field(validator=valid_id)
    #: Its value.
    value: str = field(validator=valid_id)


@frozen(kw_only=True)
class ParagraphWording:
    """One paragraph: whole sentences that stand by themselves, and when a draft has them."""

    #: The side that undertakes it.
    side: Side = field(converter=Side)
    #: The sentences, with placeholders.
    text: str
    #: The terms without which it says nothing.
    needs: tuple[str, ...] = field(default=(), converter=tuple[str, ...], validator=valid_ids)
    #: The choice for which it is written, or None for any.
    choice: WordedChoice | None = None
    #: Topics on which the draft must have a clause, because it refers to them.
    refers: tuple[str, ...] = field(default=(), converter=tuple[str, ...], validator=valid_ids)

    @property
    def base(self) -> bool:
        """Whether it stands in every draft that has the clause for its side."""
        return not (self.needs or self.choice or self.refers)

    @property
    def lists(self) -> tuple[str, ...]:
        """The terms that it gives as a list."""
        return tuple(name for kind, name in PLACEHOLDER.findall(self.text) if kind == "list")


@frozen(kw_only=True)
class ClauseWording:
    """The clause on one topic."""

    #: Id of the topic.
    topic: str = field(validator=valid_id)
    #: The heading of its article, with placeholders.
    heading: str
    #: Id of the section in which it stands.
    section: str = field(validator=valid_id)
    #: Its paragraphs, in their order.
    paragraphs: tuple[ParagraphWording, ...] = field(converter=tuple[ParagraphWording, ...])

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides for which it has words."""
        having = {one.side for one in self.paragraphs}
        return tuple(side for side in Side if side in having)

    def of(self, side: Side) -> tuple[ParagraphWording, ...]:
        """Return every paragraph that a side may undertake."""
        return tuple(one for one in self.paragraphs if one.side is side)

    def listed(self, slot: str, side: Side, names: Iterable[str]) -> tuple[str, ...]:
        """Return which of the terms named belong in the list of a slot.

        The slot itself, and every name that adds a suffix to it (``purchase-value-lpg`` to
        ``purchase-value``), unless a paragraph names that one by itself.
        """
        apart = {name for one in self.of(side) for name in one.needs}
        return tuple(
            name for name in names if name == slot or (name.startswith(f"{slot}-") and name not in apart)
        )

    def paragraphs_for(
        self, side: Side, terms: Mapping[str, Collection[Term]], topics: Container[str]
    ) -> tuple[ParagraphWording, ...]:
        """Return the paragraphs of one side that a draft has.

        Args:
            side: the side.
            terms: what the draft has in the terms of this clause and side, by name.
            topics: the topics on which the draft has clauses.
        """
        return tuple(one for one in self.of(side) if self._fits(one, terms, topics))

    def unsaid(
        self, side: Side, terms: Mapping[str, Collection[Term]], topics: Container[str]
    ) -> tuple[str, ...]:
        """Return the names of the terms that none of those paragraphs says.

        A flag that does not hold is said by silence where there is no paragraph for it.
        :meth:`Phrasebook.generic`, or else ``open_term`` and ``other_term`` of the frame, have
        words for them.
        """
        said: set[str] = set()
        for one in self.paragraphs_for(side, terms, topics):
            said.update(one.needs)
            for slot in one.lists:
                said.update(self.listed(slot, side, terms))
        for name, values in terms.items():
            written = {one.choice.value for one in self.of(side) if one.choice and one.choice.name == name}
            if written.issuperset(_values(values) - _silent(values)):
                said.add(name)
        return tuple(name for name in terms if name not in said)

    def _fits(
        self, paragraph: ParagraphWording, terms: Mapping[str, Collection[Term]], topics: Container[str]
    ) -> bool:
        choice = paragraph.choice
        if choice is not None and choice.value not in _values(terms.get(choice.name, ())):
            return False
        if not all(topic in topics for topic in paragraph.refers):
            return False
        lists = paragraph.lists
        return all(
            bool(self.listed(slot, paragraph.side, terms)) if slot in lists else slot in terms
            for slot in paragraph.needs
        )


def _values(terms: Iterable[Term]) -> set[str]:
    """Return the values in words, an unknown one as a word that no choice has."""
    return {"" if isinstance(term, UnknownTerm) else term.value for term in terms}


def _silent(terms: Iterable[Term]) -> set[str]:
    """Return the values that silence says: that a flag does not hold."""
    return {term.value for term in terms if isinstance(term, FlagTerm) and not term.holds}


@frozen(kw_only=True)
class SectionWording:
    """A section: articles on related topics."""

    #: What the clauses call it by.
    id: str = field(validator=valid_id)
    #: Its title.
    title: str
    #: Its place, counted from 1.
    order: int


@frozen(kw_only=True)
class Recital:
    """A recital of the preamble."""

    #: The recital, with placeholders; ends in a semicolon.
    text: str
    #: The word by which it is asked for; None where it needs no asking.
    key: str | None = field(default=None, validator=valid_optional_id)
    #: Topics on which the draft must have a clause.
    refers: tuple[str, ...] = field(default=(), converter=tuple[str, ...], validator=valid_ids)


@frozen(kw_only=True)
class ScheduleWording:
    """A schedule to which paragraphs refer."""

    #: What the placeholders call it by: the topic of the clause that needs it.
    name: str = field(validator=valid_id)
    #: Its title, with placeholders.
    title: str
    #: The sentence that opens it, with placeholders.
    opening: str
    #: The sentence for a schedule with nothing in it yet.
    empty: str


@frozen(kw_only=True)
class DefinitionWording:
    """A word with a meaning of its own in a draft."""

    #: The word.
    word: str
    #: What it means, from the verb on: ``means a calendar day.``
    text: str
    #: Other forms in which paragraphs use it.
    also: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    #: Whether every draft defines it.
    always: bool = False

    def used_in(self, text: str) -> bool:
        """Whether a text with its placeholders uses the word.

        A capital in the word counts; a small letter is found as a capital too.

        >>> word = next(one for one in phrasebook().definitions if one.word == "listed person")
        >>> word.used_in("Listed persons of {receiver}"), word.used_in("{t:listed-person}")
        (True, False)
        """
        return self._is_in(_PlainText.of(text))

    def _is_in(self, text: _PlainText) -> bool:
        return any(
            _holds_whole(text.folded if form == form.casefold() else text.words, form)
            for form in (self.word, *self.also)
        )


def _holds_whole(text: str, form: str) -> bool:
    """Whether a text holds a form between other letters than word characters."""
    at = text.find(form)
    while at >= 0:
        after = at + len(form)
        if not (text[max(at - 1, 0) : at].isalnum() or text[after : after + 1].isalnum()):
            return True
        at = text.find(form, at + 1)
    return False


@frozen
class _PlainText:
    """A text without the placeholders that are no names of parties, as it is and with small letters."""

    words: str
    folded: str

    @classmethod
    def of(cls, text: str) -> _PlainText:
        words = PLACEHOLDER.sub(lambda found: "" if found[1] else found[0], text)
        return cls(words, words.casefold())


@frozen(kw_only=True)
class Frame:
    """What stands around the clauses of a draft."""

    #: The title, with placeholders.
    title: str
    #: What the draft is and is not.
    note: str
    #: Who makes it: opens the preamble.
    between: str
    #: What closes the preamble.
    enacting: str
    #: The heading of the article of definitions.
    definitions_heading: str
    #: What opens that article.
    definitions_opening: str
    #: The sentence for a term that is not settled and that no paragraph names.
    open_term: str
    #: The sentence for a term for which there are no other words.
    other_term: str
    #: The sentence of the signature block, with blanks.
    signature: str
    #: Where one side signs: ``{giver}`` is the side.
    signatory: str
    #: The recitals, in their order.
    recitals: tuple[Recital, ...] = field(converter=tuple[Recital, ...])
    #: The schedules by name.
    schedules: IdMap[ScheduleWording]

    def recitals_for(self, topics: Container[str], keys: Container[str] = ()) -> tuple[Recital, ...]:
        """Return the recitals of a draft: those that need no asking and those whose key is given."""
        return tuple(
            one
            for one in self.recitals
            if (one.key is None or one.key in keys) and all(topic in topics for topic in one.refers)
        )


@frozen(kw_only=True)
class Phrasebook:
    """All the words from which drafts are written.

    >>> book = phrasebook()
    >>> clause = book.clause("import-licensing")
    >>> clause.heading, [side.value for side in clause.sides]
    ('Import Licensing', ['partner'])
    """

    #: The clauses by topic.
    clauses: IdMap[ClauseWording]
    #: The sections, in their order.
    sections: tuple[SectionWording, ...] = field(converter=tuple[SectionWording, ...])
    #: What stands around the clauses.
    frame: Frame
    #: The words with a meaning of their own, in alphabetical order.
    definitions: tuple[DefinitionWording, ...] = field(converter=tuple[DefinitionWording, ...])
    #: Paragraphs, by name, for terms that may come up in any clause.
    generics: IdMap[str]

    def clause(self, topic: str) -> ClauseWording | None:
        """Return the clause on a topic, or None where there are no words for it."""
        return self.clauses.get(topic)

    def section(self, topic: str) -> SectionWording | None:
        """Return the section in which the clause on a topic stands, or None."""
        clause = self.clause(topic)
        return None if clause is None else next(one for one in self.sections if one.id == clause.section)

    def generic(self, name: str, side: Side) -> ParagraphWording | None:
        """Return a paragraph for a term that the clause has no words for, or None."""
        text = self.generics.get(name)
        return None if text is None else ParagraphWording(side=side, text=text, needs=[name])

    def definitions_for(self, texts: Iterable[str]) -> tuple[DefinitionWording, ...]:
        """Return what a draft made of these texts defines, their placeholders not filled in.

        Words that only a definition uses are defined as well.
        """
        found = {one.word for one in self.definitions if one.always}
        text = "\n".join([*texts, *(one.text for one in self.definitions if one.always)])
        while text:
            plain = _PlainText.of(text)
            used = [one for one in self.definitions if one.word not in found and one._is_in(plain)]  # noqa: SLF001
            found.update(one.word for one in used)
            text = "\n".join(one.text for one in used)
        return tuple(one for one in self.definitions if one.word in found)


@cache
def phrasebook() -> Phrasebook:
    """Return the phrasebook that ships with the package; read once in a process."""
    clauses = [_clause(table) for name in _CLAUSES for table in _read(name)["clauses"]]
    frame = _read("frame")
    schedules = [ScheduleWording(**table) for table in frame["schedules"]]
    return Phrasebook(
        clauses=IdMap({one.topic: one for one in clauses}),
        sections=sorted((SectionWording(**table) for table in frame["sections"]), key=lambda one: one.order),
        frame=Frame(
            recitals=[Recital(**table) for table in frame["recitals"]],
            schedules=IdMap({one.name: one for one in schedules}),
            **frame["frame"],
        ),
        definitions=sorted(
            (DefinitionWording(**table) for table in frame["definitions"]),
            key=lambda one: one.word.casefold(),
        ),
        generics=IdMap({table["name"]: table["text"] for table in frame["generic"]}),
    )


def _read(name: str) -> _Table:
    return tomllib.loads(package_text(f"{_FOLDER}/{name}.toml"))


def _clause(table: _Table) -> ClauseWording:
    return ClauseWording(**{**table, "paragraphs": [_paragraph(one) for one in table["paragraphs"]]})


def _paragraph(table: _Table) -> ParagraphWording:
    if "choice" not in table:
        return ParagraphWording(**table)
    return ParagraphWording(**{**table, "choice": WordedChoice(**table["choice"])})

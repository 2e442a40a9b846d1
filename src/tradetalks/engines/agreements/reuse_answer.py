"""What is answered about reused wording: the counts, where the words stand, and how they are shown."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from tradetalks.engines.answers import Answer
from tradetalks.printing import Page, Rows, Section

__all__ = ["ArticleReuse", "Passage", "Reuse", "SourceReuse"]

#: How many passages a page shows, and how many words of each.
_SHOWN_PASSAGES = 10
_SHOWN_WORDS = 24


@frozen(kw_only=True)
class SourceReuse:
    """What a text and one other text have in common, counted in both."""

    #: The name of the other text.
    name: str
    #: How many words the text measured has.
    text_words: int
    #: How many of them lie in runs that the other has too.
    copied: int
    #: How many words the other text has.
    words: int
    #: How many of them lie in runs that the text measured has too.
    echoed: int

    @property
    def share(self) -> Fraction:
        """The share of the measured text's words found in the other."""
        return Fraction(self.copied, self.text_words)

    @property
    def share_of_other(self) -> Fraction:
        """The share of the other's words found in the measured text."""
        return Fraction(self.echoed, self.words)


@frozen(kw_only=True)
class Passage:
    """Words of the text without a gap that all lie in runs which some other text has too.

    It may be put together from runs that stand apart in another text, or in several.
    """

    #: The place of its first word among the words as compared, counted from 0.
    start: int
    #: The place after its last word.
    stop: int
    #: Its words as they were compared.
    text: str
    #: The other text that has most of it; among equals the first by name.
    source: str
    #: How many of its words that text has.
    from_source: int

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.stop - self.start


@frozen(kw_only=True)
class ArticleReuse:
    """What of one article other texts have too; a run may reach over a heading, its words count where they stand."""

    #: The number as printed; empty for what stands before the first heading.
    number: str
    #: The heading after the number.
    title: str
    #: The place of its first word among the words as compared, counted from 0.
    start: int
    #: The place after its last word.
    stop: int
    #: How many of its words lie in runs that some other text has too.
    copied: int
    #: The other text that has most of it; None where none has any.
    source: str | None
    #: How many of its words that text has.
    from_source: int

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.stop - self.start

    @property
    def share(self) -> Fraction:
        """The share of the article's words found in any other text."""
        return Fraction(self.copied, self.words)


@frozen(kw_only=True)
class Reuse(Answer):
    """How much of a text's wording other texts have too.

    A word is *copied* when it lies in at least one run of words that another text has in the same order
    without a gap. A match says that wording is shared, not who wrote it first or why.
    """

    #: The name of the text measured.
    name: str
    #: The fewest words of a run.
    run: int
    #: How many words the text has.
    words: int
    #: How many of them lie in runs that at least one other text has too.
    copied: int
    #: Whether names of parties were taken for one word.
    neutral: bool
    #: Each other text alone, by name.
    sources: tuple[SourceReuse, ...] = field(converter=tuple[SourceReuse, ...])
    #: Where the copied words stand, in the order of the text; together they are all of them.
    passages: tuple[Passage, ...] = field(converter=tuple[Passage, ...])
    #: The articles in the order of the text, where asked for and headings were found; a number may come twice.
    articles: tuple[ArticleReuse, ...] = field(converter=tuple[ArticleReuse, ...])

    @property
    def share(self) -> Fraction:
        """The share of the text's words found in any of the others."""
        return Fraction(self.copied, self.words)

    @property
    def best(self) -> SourceReuse | None:
        """The other text in which most of the words are found, the first by name among equals; None for none."""
        having = [one for one in self.sources if one.copied]
        return min(having, key=lambda one: (-one.copied, one.name), default=None)

    def source(self, name: str) -> SourceReuse:
        """Return what the text has in common with one other.

        Raises:
            KeyError: when there is no other text of the name.
        """
        for one in self.sources:
            if one.name == name:
                return one
        raise KeyError(name)

    def page(self) -> Page:
        """Return what is shown."""
        names = " Names of parties count as one word." if self.neutral else ""
        said = (
            f"{self.copied} of {self.words} words ({_percent(self.copied, self.words)}) lie in runs of "
            f"{self.run} words or more that another text has too.{names}"
        )
        sections = []
        if self.sources:
            heads = ("found in", "words", "of this text", "of the other")
            sections.append(Section("Other texts", [Rows(map(_source_row, self.sources), heads)]))
        if self.articles:
            heads = ("article", "copied", "share", "most from")
            sections.append(Section("Articles", [Rows(map(_article_row, self.articles), heads)]))
        if self.passages:
            longest = sorted(self.passages, key=lambda one: (-one.words, one.start))[:_SHOWN_PASSAGES]
            rows = Rows(map(_passage_row, longest), ("words", "most from", "passage"))
            sections.append(Section(f"Longest of {_count(len(self.passages), 'passage')}", [rows]))
        return Page(
            f"Wording of {self.name} found in {_count(len(self.sources), 'other text')}", [said], sections
        )


def _source_row(one: SourceReuse) -> tuple[str, ...]:
    shares = _percent(one.copied, one.text_words), _percent(one.echoed, one.words)
    return one.name, str(one.copied), *shares


def _passage_row(one: Passage) -> tuple[str, ...]:
    head = one.text.split(" ", _SHOWN_WORDS)
    rest = " ..." if len(head) > _SHOWN_WORDS else ""
    return str(one.words), f"{one.source} ({one.from_source})", " ".join(head[:_SHOWN_WORDS]) + rest


def _article_row(one: ArticleReuse) -> tuple[str, ...]:
    heading = f"{one.number} {one.title}".strip() or "(before the first)"
    source = "" if one.source is None else f"{one.source} ({one.from_source})"
    return heading, f"{one.copied} of {one.words}", _percent(one.copied, one.words), source


def _percent(part: int, whole: int) -> str:
    """Return a share in per cent with one decimal, rounded half up."""
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

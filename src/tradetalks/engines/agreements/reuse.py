"""How much of a text's wording other texts have too: the copied share of the treaty literature.

Todd Allee and Andrew Lugg (*Who wrote the rules for the Trans-Pacific Partnership?*, Research & Politics
2016) compare treaties word by word: they look for sequences of words that two texts have in common, take
those longer than six words, count the words in them and divide by the words of one of the two texts.
Todd Allee and Manfred Elsig (*Are the contents of international treaties copied and pasted?*, International
Studies Quarterly 63, 2019) ask the same of several hundred trade agreements and those before them.

What is taken from them here is the unit, a run of seven words or more, and the count. The first was
read in an excerpt only, which speaks of sequences "greater than six words" and, a line on, of six or more:
``run=6`` gives the other reading. It divides by the words of the *older* treaty, here ``share_of_other``.
Not verified, for want of the full papers: how they cut words, whether they set aside the names of the
parties, headings and numbers, and by what Allee and Elsig divide; the choices made here are in
:mod:`tradetalks.engines.agreements.tokens`. Figures of theirs and of ours are of a kind, not to the decimal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from tradetalks.engines.agreements.reuse_answer import ArticleReuse, Passage, Reuse, SourceReuse
from tradetalks.engines.agreements.runs import Runs, Stretch, marked_stretches, most, total
from tradetalks.engines.agreements.tokens import (
    MOST_CHARACTERS,
    BadPartyName,
    BadText,
    Heading,
    Neutral,
    Parties,
    PartyNames,
    Vocabulary,
    headings,
    spellings,
    words,
)
from tradetalks.errors import TradeTalksError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = [
    "LONGEST_RUN",
    "ArticleReuse",
    "BadPartyName",
    "BadRun",
    "BadText",
    "Passage",
    "Reuse",
    "SourceReuse",
    "reuse",
]

#: The most words that a run may be asked to have.
LONGEST_RUN = 50
#: The fewest: one word in common is no wording in common.
_SHORTEST_RUN = 2

#: Texts under their names, or in a row; those without a name of their own go by their number, from 1.
Texts: TypeAlias = "Mapping[str, str] | Iterable[tuple[str, str] | str]"


class BadRun(TradeTalksError, ValueError):
    """A length of runs that cannot be measured: no whole number, or not from 2 to 50.

    >>> raise BadRun("1")
    Traceback (most recent call last):
    ...
    tradetalks.engines.agreements.reuse.BadRun: 1 is no length of a run: give a whole number from 2 to 50
    """

    def __init__(self, run: str) -> None:
        """Keep what was given."""
        super().__init__(run)
        #: What was given, as Python writes it, cut to a printable length.
        self.run = run

    def __str__(self) -> str:
        """Return one clear sentence."""
        bounds = f"give a whole number from {_SHORTEST_RUN} to {LONGEST_RUN}"
        return f"{self.run} is no length of a run: {bounds}"


def reuse(  # noqa: PLR0913 - each is a choice of its own
    text: str,
    others: Texts,
    *,
    run: int = 7,
    neutral_parties: PartyNames = (),
    by_article: bool = False,
    name: str = "text",
) -> Reuse:
    """Measure how much of a text's wording other texts have too.

    A word counts as copied when it lies in at least one run of ``run`` words that another text has
    in the same order without a gap; so a longer run in common counts whole, and no word counts twice.
    The same is counted in the other direction for each other text. What a word is, is told in
    :mod:`tradetalks.engines.agreements.tokens`. The order of the others never matters.

    The time grows with the words of all texts together, about 7 ms for each other text of 100,000
    characters; only a text that says the same over and over is gone through again for each other
    text that says it. Only the runs of the text measured are kept in memory, so that ``others`` may
    be a generator that reads one file after another.

    Args:
        text: the text to measure, of at least ``run`` words.
        others: the texts to look in: a mapping of names to texts, pairs of name and text, or texts
            alone, which are named ``1``, ``2`` and so on. One shorter than a run shares nothing.
        run: the fewest words of a run, from 2 to 50.
        neutral_parties: names of parties to take for one and the same word. Names alone hold for all
            texts; under the names of texts, each text's own. Leave out a party that all the texts
            share, or its duties could pass for its partner's.
        by_article: whether to count by article too; see :func:`~tradetalks.engines.agreements.tokens.headings`.
        name: the name of the text measured, also where its own party names are given under it.

    Returns:
        The counts and shares in all, for each other text and by article, and where the words stand.

    Raises:
        BadText: when something is no text, has no words or more than ten million characters, when the
            text measured has fewer words than a run, or when two texts have one name.
        BadRun: when the length of runs is no whole number from 2 to 50.
        BadPartyName: when a party's name is no text, has no words, or is given for a text that is not there.

    >>> mine = "Malaysia shall apply no duty to goods of the other Party from that day."
    >>> others = {"model": "From 2026 Jordan shall apply no duty to goods of the other Party."}
    >>> found = reuse(mine, others, neutral_parties=["Malaysia", "Jordan"])
    >>> found.share, found.source("model").share_of_other
    (Fraction(11, 14), Fraction(11, 13))
    >>> reuse(mine, others).copied
    10
    """
    if not _is_run(run):
        raise BadRun(repr(run)[:40])
    parties = Parties(neutral_parties)
    checked = _checked(name, text)
    known = Vocabulary(chain(words(checked), spellings(parties.names)))
    starts = headings(checked) if by_article else []
    numbers, articles = _numbered(checked, starts, known, parties.neutral(name, known))
    if not numbers:
        raise BadText(name, "has no words")
    if len(numbers) < run:
        raise BadText(name, f"has {len(numbers)} words, fewer than the {run} of a run")
    wording = Runs(numbers, run)
    marked = bytearray(len(numbers))
    sources: dict[str, SourceReuse] = {}
    found_in: dict[str, list[Stretch]] = {}
    for other, its_text in _named(others):
        theirs = known.numbers(_checked(other, its_text))
        if other == name or other in sources:
            raise BadText(other, "comes twice: the text measured and all others need names of their own")
        if not theirs:
            raise BadText(other, "has no words")
        theirs = parties.neutral(other, known)(theirs)
        here, there = wording.shared_with(theirs)
        for start, stop in here:
            marked[start:stop] = b"\1" * (stop - start)
        found_in[other] = here
        sources[other] = SourceReuse(
            name=other, text_words=len(numbers), copied=total(here), words=len(theirs), echoed=total(there)
        )
    parties.check([name, *sources])
    return Reuse(
        name=name,
        run=run,
        words=len(numbers),
        copied=marked.count(1),
        neutral=bool(parties.names),
        sources=[sources[one] for one in sorted(sources)],
        passages=_passages(numbers, marked, found_in, known),
        articles=_articles(articles, marked, found_in),
    )


def _is_run(run: object) -> bool:
    return type(run) is int and _SHORTEST_RUN <= run <= LONGEST_RUN


def _checked(name: object, text: object) -> str:
    if not isinstance(name, str):
        raise BadText(repr(name), "has a name that is not a text")
    if not isinstance(text, str):
        raise BadText(name, f"is of type {type(text).__name__}, not a text")
    if len(text) > MOST_CHARACTERS:
        raise BadText(name, f"has {len(text)} characters, and at most {MOST_CHARACTERS} are measured")
    return text


def _named(others: Texts) -> Iterator[tuple[str, str]]:
    """Yield the other texts with their names."""
    if isinstance(others, Mapping):
        yield from others.items()
        return
    if isinstance(others, str | bytes) or not isinstance(others, Iterable):
        raise BadText("others", "is not a mapping of names to texts, and no row of texts")
    for number, one in enumerate(others, 1):
        match one:
            case (name, text):
                yield name, text
            case _:
                yield str(number), one


def _numbered(
    text: str, starts: Iterable[Heading], known: Vocabulary, neutral: Neutral
) -> tuple[list[int], list[tuple[Heading, Stretch]]]:
    """Return the words of a text under their numbers, and which of them each article has."""
    cuts = [Heading(0, "", ""), *starts]
    numbers: list[int] = []
    articles = []
    for heading, end in zip(cuts, [*(one.at for one in cuts[1:]), len(text)], strict=True):
        before = len(numbers)
        numbers += neutral(known.numbers(text[heading.at : end]))
        if len(numbers) > before:
            articles.append((heading, (before, len(numbers))))
    return numbers, articles if len(cuts) > 1 else []


def _passages(
    numbers: Sequence[int], marked: bytearray, found_in: Mapping[str, list[Stretch]], known: Vocabulary
) -> Iterator[Passage]:
    parts = marked_stretches(marked)
    for (start, stop), (source, count) in zip(parts, most(parts, found_in), strict=True):
        text = known.words_of(numbers[start:stop])
        yield Passage(start=start, stop=stop, text=text, source=str(source), from_source=count)


def _articles(
    articles: Sequence[tuple[Heading, Stretch]], marked: bytearray, found_in: Mapping[str, list[Stretch]]
) -> Iterator[ArticleReuse]:
    parts = [part for _, part in articles]
    for (heading, (start, stop)), (source, count) in zip(articles, most(parts, found_in), strict=True):
        yield ArticleReuse(
            number=heading.number,
            title=heading.title,
            start=start,
            stop=stop,
            copied=marked.count(1, start, stop),
            source=source,
            from_source=count,
        )

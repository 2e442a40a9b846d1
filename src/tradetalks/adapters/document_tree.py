"""The neutral tree of a document, from which each text format is written.

Every text is made harmless once, here: one line, no control characters, nothing that XML forbids,
no override of the direction of writing, and of a bounded length.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum, unique
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.dates.days import as_day
from tradetalks.errors import TradeTalksError
from tradetalks.printing import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "LONGEST_TEXT",
    "UNDATED",
    "Citation",
    "Document",
    "DocumentArticle",
    "DocumentKind",
    "DocumentSchedule",
    "DocumentSection",
    "Paragraph",
    "Party",
    "Supplement",
    "Table",
    "TooLong",
    "numbered_from_one",
    "shown",
    "stamp",
]

#: The day that stands in a file that must bear one where the caller gives none: the earliest that zip files know,
#: so that nobody takes it for a day of work, and the same words always make the same file.
UNDATED = date(1980, 1, 1)
#: The most characters one text of a document may have; the longest of the record has about two thousand.
LONGEST_TEXT = 200_000
#: Code points that are no characters, in any plane: XML has no place for them.
_NO_CHARACTERS = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(chr(plane + at) for plane in range(0, 0x110000, 0x10000) for at in (0xFFFE, 0xFFFF))
    + "]"
)
_SAFE_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%\[\]-]{1,2000}")


class TooLong(TradeTalksError, ValueError):
    """A text that no document can hold: how it begins and how long it is."""

    def __init__(self, beginning: str, length: int) -> None:
        """Keep both."""
        super().__init__(beginning, length)
        #: How the text begins.
        self.beginning = beginning
        #: How many characters it has.
        self.length = length

    def __str__(self) -> str:
        """Return one clear sentence."""
        return (
            f"the text that begins {self.beginning!r} has {self.length:,} characters, "
            f"and a text in a document at most {LONGEST_TEXT:,}"
        )


def shown(text: str) -> str:
    r"""Return a text as a document holds it.

    >>> shown("Ma\u202edagascar\n\x07 and\ufffe")
    'Ma?dagascar ? and?'

    Raises:
        TooLong: when it has more characters than a text in a document may have.
    """
    if len(text) > LONGEST_TEXT:
        raise TooLong(clean(text[:40]), len(text))
    return _NO_CHARACTERS.sub("?", clean(text))


def stamp(on: date | str | None) -> date:
    """Return the day a file bears: the caller's, or the one that stands for none."""
    return UNDATED if on is None else as_day(on)


def _optional(text: str | None) -> str | None:
    return None if text is None else shown(text)


def _all(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(shown(one) for one in texts)


def _rows(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(_all(row) for row in rows)


def _address(url: str | None) -> str | None:
    """Return a web address of plain characters, or None for one that a format might misread."""
    return url if url is not None and _SAFE_ADDRESS.fullmatch(url) else None


@unique
class DocumentKind(StrEnum):
    """What a document shows."""

    #: An agreement of the record, in our own words.
    AGREEMENT = "agreement"
    #: The text of the next agreement.
    DRAFT = "draft"
    #: What precedents have in common.
    MODEL = "model"
    #: Two texts side by side.
    COMPARISON = "comparison"


@frozen(kw_only=True)
class Paragraph:
    """One paragraph, and what is said of it in small print."""

    #: Its text.
    text: str = field(converter=shown)
    #: Its number as printed, without a full stop; None for none.
    number: str | None = field(default=None, converter=_optional)
    #: Whether it belongs under the paragraph before it, as a definition does.
    indented: bool = False
    #: What is said of it: who undertakes it, its terms, its sources.
    details: tuple[str, ...] = field(default=(), converter=_all)


def numbered_from_one(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether paragraphs are numbered 1, 2, 3 throughout, so that a format may count them itself."""
    return bool(paragraphs) and [one.number for one in paragraphs] == [
        str(at) for at in range(1, len(paragraphs) + 1)
    ]


@frozen(kw_only=True)
class DocumentArticle:
    """One article, or one part of a statement."""

    #: What it is called before its heading, such as ``Article 2.1``; empty for nothing.
    label: str = field(converter=shown)
    #: Its number as printed.
    number: str = field(converter=shown)
    #: Its heading.
    heading: str = field(converter=shown)
    #: Ids of the clause topics that it holds.
    topics: tuple[str, ...] = field(default=(), converter=_all)
    #: Its paragraphs.
    paragraphs: tuple[Paragraph, ...] = field(converter=tuple[Paragraph, ...])

    @property
    def title(self) -> str:
        """Label and heading."""
        if self.label and not self.heading.startswith(self.label):
            return f"{self.label}: {self.heading}"
        return self.heading


@frozen(kw_only=True)
class DocumentSection:
    """Articles on related topics."""

    #: Its number; empty where the articles stand under no section.
    number: str = field(default="", converter=shown)
    #: What it is called; empty where the articles stand under no section.
    heading: str = field(default="", converter=shown)
    #: Its articles.
    articles: tuple[DocumentArticle, ...] = field(converter=tuple[DocumentArticle, ...])

    @property
    def title(self) -> str:
        """Number and heading; empty where the articles stand under no section."""
        return f"Section {self.number}: {self.heading}" if self.heading else ""


@frozen(kw_only=True)
class DocumentSchedule:
    """What is attached to the articles."""

    #: Its number.
    number: str = field(converter=shown)
    #: Its title.
    heading: str = field(converter=shown)
    #: What it holds.
    paragraphs: tuple[Paragraph, ...] = field(converter=tuple[Paragraph, ...])

    @property
    def title(self) -> str:
        """Number and heading."""
        return f"Schedule {self.number}: {self.heading}"


@frozen(kw_only=True)
class Table:
    """Cells in rows; the first cell of a row says what the row is about."""

    #: What it shows.
    caption: str = field(converter=shown)
    #: What the columns hold.
    heads: tuple[str, ...] = field(converter=_all)
    #: The rows.
    rows: tuple[tuple[str, ...], ...] = field(converter=_rows)


@frozen(kw_only=True)
class Supplement:
    """What is no part of the text but belongs to it: the facts of its life, where each clause comes from."""

    #: Its title.
    title: str = field(converter=shown)
    #: What it shows.
    tables: tuple[Table, ...] = field(converter=tuple[Table, ...])


@frozen(kw_only=True)
class Citation:
    """A source as a document cites it."""

    #: The citation.
    text: str = field(converter=shown)
    #: The web address, where it has one of plain characters.
    url: str | None = field(default=None, converter=_address)


@frozen(kw_only=True)
class Party:
    """A party to a text."""

    #: Its ISO code or the symbol of a bloc.
    symbol: str = field(converter=shown)
    #: Its name.
    name: str = field(converter=shown)


@frozen(kw_only=True)
class Document:
    """A text with all that belongs to it."""

    #: What it shows.
    kind: DocumentKind
    #: Its title.
    title: str = field(converter=shown)
    #: What stands at the head of every page: in few words, what it is and is not.
    running: str = field(converter=shown)
    #: What it is and is not, at length.
    notice: str = field(converter=shown)
    #: The id under which a record holds it, or None.
    id: str | None = field(default=None, converter=_optional)
    #: The day it bears, or None.
    day: date | None = None
    #: The parties.
    parties: tuple[Party, ...] = field(default=(), converter=tuple[Party, ...])
    #: What stands before the text.
    front: tuple[Supplement, ...] = field(default=(), converter=tuple[Supplement, ...])
    #: Its preamble.
    preamble: tuple[Paragraph, ...] = field(default=(), converter=tuple[Paragraph, ...])
    #: Its sections.
    sections: tuple[DocumentSection, ...] = field(default=(), converter=tuple[DocumentSection, ...])
    #: Its schedules.
    schedules: tuple[DocumentSchedule, ...] = field(default=(), converter=tuple[DocumentSchedule, ...])
    #: The lines of the signature block.
    signature: tuple[str, ...] = field(default=(), converter=_all)
    #: What stands after the text.
    back: tuple[Supplement, ...] = field(default=(), converter=tuple[Supplement, ...])
    #: What a reader must know before relying on it.
    caveats: tuple[str, ...] = field(default=(), converter=_all)
    #: What it rests on.
    sources: tuple[Citation, ...] = field(default=(), converter=tuple[Citation, ...])

    @property
    def articles(self) -> tuple[DocumentArticle, ...]:
        """Every article, in the order of the text."""
        return tuple(article for section in self.sections for article in section.articles)

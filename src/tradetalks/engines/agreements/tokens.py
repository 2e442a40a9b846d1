"""Texts as words: how they are cut, numbered and made neutral, and where their articles start.

Owns what counts as a word when the wording of texts is measured. Knows nothing of what is measured.

A *word* is a longest stretch of letters, digits and combining marks, in any script, after Unicode's
compatibility form (NFKC) and case folding. Numbers are words. Apostrophes and invisible formatting
characters inside a word are dropped (*Party's* is ``partys``, with either quote), and so are the full
stops of initials (*U.S.* is ``us``); a full stop or comma between digits stays (``1.1``, ``3,000``).
Superscript digits are footnote marks and dropped. All other characters separate, hyphens among them,
so that *third-party* is two words however an extraction spaced it. Control characters separate too.
A script written without spaces is not cut into words: each stretch counts as one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from attrs import frozen

from tradetalks.errors import TradeTalksError
from tradetalks.printing import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "MOST_CHARACTERS",
    "PARTY",
    "BadPartyName",
    "BadText",
    "Heading",
    "Neutral",
    "Parties",
    "PartyNames",
    "Vocabulary",
    "headings",
    "spellings",
    "words",
]

#: The most characters that a text may have: ten million, about 6,000 printed pages.
MOST_CHARACTERS = 10_000_000
#: How many spellings are remembered before they are forgotten together; it bounds memory, not answers.
_REMEMBERED = 200_000
#: How much of a bad value an error repeats.
_SHOWN = 60

#: The word that stands for the name of a party; its parentheses keep it apart from all words of texts.
PARTY = "(party)"

#: Names of parties: for every text alike, or under the name of the text in which they are to be neutral.
PartyNames: TypeAlias = "str | Iterable[str] | Mapping[str, str | Iterable[str]]"

T = TypeVar("T")

_MARKS = str.maketrans("", "", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_APOSTROPHES = "'\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
#: Formatting characters that stand between words rather than inside them.
_BREAKS = "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_HEADING = re.compile(
    r"^[^\w\n]*(?:Article|ARTICLE)[^\S\n]+(?P<number>\d+(?:\.\d+)*|[IVXLCDM]+)(?!\w)"
    r"(?:[^\S\n]*[:.\N{EN DASH}\N{EM DASH}-](?!\w)(?P<title>[^\n]{0,200})|[^\w\n]*$)",
    re.MULTILINE,
)


class BadText(TradeTalksError, ValueError):
    """A text whose words cannot be measured: no text at all, without words, too long, or named twice.

    >>> raise BadText("treaty.pdf", "is bytes, not a text")
    Traceback (most recent call last):
    ...
    tradetalks.engines.agreements.tokens.BadText: text 'treaty.pdf' is bytes, not a text
    """

    def __init__(self, name: str, fault: str) -> None:
        """Keep the name of the text and what is wrong with it."""
        super().__init__(name[:_SHOWN], fault)
        #: The name of the text, or where it stands when it has none, cut to a printable length.
        self.name = name[:_SHOWN]
        #: What is wrong with it.
        self.fault = fault

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"text {clean(self.name)!r} {self.fault}"


class BadPartyName(TradeTalksError, ValueError):
    """A name that cannot be made neutral: not a text, without words, or for a text that is not there.

    >>> raise BadPartyName("", "has no words")
    Traceback (most recent call last):
    ...
    tradetalks.engines.agreements.tokens.BadPartyName: neutral party '' has no words
    """

    def __init__(self, name: str, fault: str) -> None:
        """Keep the name and what is wrong with it."""
        super().__init__(name[:_SHOWN], fault)
        #: The name, cut to a printable length.
        self.name = name[:_SHOWN]
        #: What is wrong with it.
        self.fault = fault

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"neutral party {clean(self.name)!r} {self.fault}"


@frozen
class Heading:
    """Where an article starts in a text."""

    #: The character at which the line of the heading starts.
    at: int
    #: The number of the article as printed: ``5``, ``5.1`` or ``XX``.
    number: str
    #: What the line of the heading says after the number.
    title: str


def headings(text: str) -> list[Heading]:
    r"""Return the headings of articles: lines that start with *Article* and a number.

    After the number comes a colon, a full stop or a dash, or the line ends; so a line that starts
    with a reference ("Article 5.1 shall apply") is no heading. Marks such as ``**`` may stand before.

    >>> headings("Article 1.1: Duties\nUnder\nArticle 2.1, paragraph 1\n**ARTICLE II**\n")
    [Heading(at=0, number='1.1', title='Duties'), Heading(at=51, number='II', title='')]
    """
    return [
        Heading(found.start(), found["number"], clean(found["title"] or "").strip(" *_#\\"))
        for found in _HEADING.finditer(text)
    ]


def words(text: str) -> list[str]:
    """Return the words of a text in their order.

    >>> words("The U.S. non-discriminatory goods of Cambodia's Article 1.1 (3,000 tons)")
    ['the', 'us', 'non', 'discriminatory', 'goods', 'of', 'cambodias', 'article', '1.1', '3,000', 'tons']
    """
    return list(chain.from_iterable(map(_Pieces(_words_of).__getitem__, text.split())))


class Parties:
    """The names to be neutral: some in every text, or each text's own."""

    def __init__(self, given: PartyNames) -> None:
        """Read the names.

        Raises:
            BadPartyName: when one is not a text or has no words.
        """
        self._everywhere: tuple[str, ...] = ()
        self._in: dict[str, tuple[str, ...]] = {}
        if isinstance(given, Mapping):
            self._in = {text: _names(names) for text, names in given.items()}
        else:
            self._everywhere = _names(given)

    @property
    def names(self) -> tuple[str, ...]:
        """All names in the order given."""
        return tuple(chain(self._everywhere, *self._in.values()))

    def neutral(self, text: str, known: Vocabulary) -> Neutral:
        """Return what makes the names in one text neutral."""
        return Neutral(self._in.get(text, self._everywhere), known)

    def check(self, texts: Iterable[str]) -> None:
        """Refuse names given for a text that is not there.

        Raises:
            BadPartyName: naming that text.
        """
        for text in sorted(map(str, self._in.keys() - set(texts))):
            raise BadPartyName(text, "is given as the name of a text, and there is no such text")


def _names(given: object) -> tuple[str, ...]:
    if not isinstance(given, Iterable):
        raise BadPartyName(repr(given), "is no name and no list of names")
    names = (given,) if isinstance(given, str) else tuple(given)
    for one in names:
        if not isinstance(one, str):
            raise BadPartyName(repr(one), "is not a text")
        if not words(one):
            raise BadPartyName(one, "has no words")
    return names


def spellings(names: Iterable[str]) -> list[str]:
    """Return the words of some names and of their possessives.

    >>> spellings(["Jordan"])
    ['jordan', 'jordans']
    """
    return [word for name in names for spelling in _spellings(name) for word in words(spelling)]


class _Pieces(dict[str, tuple[T, ...]], Generic[T]):
    """What each piece between spaces comes to, worked out once: the same few thousand come again and again."""

    def __init__(self, read: Callable[[str], tuple[T, ...]]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, piece: str) -> tuple[T, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[piece] = self._read(piece)
        return found


class Vocabulary:
    """Words under numbers, so that texts are compared as numbers; every other word is number 0.

    >>> known = Vocabulary(["each", "party", "shall"])
    >>> known.numbers("Each Party may")
    [3, 4, 0]
    >>> known.words_of([3, 4])
    'each party'
    """

    def __init__(self, known: Iterable[str]) -> None:
        """Number the words in the order in which they first come."""
        in_order = dict.fromkeys(chain(("", PARTY, f"{PARTY}s"), known))
        self._words = tuple(in_order)
        self._numbers = {word: number for number, word in enumerate(in_order)}
        self._pieces = _Pieces(self._read)

    def number(self, word: str) -> int:
        """Return the number of a word."""
        return self._numbers[word]

    def numbers(self, text: str) -> list[int]:
        """Return the number of each word of a text."""
        return list(chain.from_iterable(map(self._pieces.__getitem__, text.split())))

    def words_of(self, numbers: Iterable[int]) -> str:
        """Return the words under some numbers, with spaces between."""
        return " ".join(self._words[number] for number in numbers)

    def _read(self, piece: str) -> tuple[int, ...]:
        return tuple(self._numbers.get(word, 0) for word in _words_of(piece))


class Neutral:
    """The names of parties that are taken for one word, so that only the rest of the wording counts.

    The longest name that fits is taken; a possessive is taken for the possessive of the one word.

    >>> names = ["Malaysia", "Cambodia", "the Kingdom of Cambodia"]
    >>> known = Vocabulary(["shall", *spellings(names)])
    >>> neutral = Neutral(names, known)
    >>> known.words_of(neutral(known.numbers("Malaysia shall. The Kingdom of Cambodia's")))
    '(party) shall (party)s'
    """

    def __init__(self, names: Iterable[str], known: Vocabulary) -> None:
        """Read the names, all of whose :func:`spellings` are to be in the vocabulary."""
        self._names: dict[int, list[tuple[list[int], int]]] = {}
        for name in sorted(set(names)):
            for spelling, word in zip(_spellings(name), (PARTY, f"{PARTY}s"), strict=True):
                numbers = known.numbers(spelling)
                self._names.setdefault(numbers[0], []).append((numbers, known.number(word)))
        for same_start in self._names.values():
            same_start.sort(key=lambda one: -len(one[0]))

    def __call__(self, numbers: list[int]) -> list[int]:
        """Return the numbers of a text with those of a name replaced by that of the one word."""
        if not self._names:
            return numbers
        made: list[int] = []
        done = 0
        for at in [at for at, number in enumerate(numbers) if number in self._names]:
            if at >= done:
                for name, instead in self._names[numbers[at]]:
                    if numbers[at : at + len(name)] == name:
                        made += numbers[done:at]
                        made.append(instead)
                        done = at + len(name)
                        break
        return made + numbers[done:] if done else numbers


def _spellings(name: str) -> tuple[str, str]:
    return name, f"{name.rstrip()}'s"


class _Kept(dict[int, str]):
    """What stands for a character: itself inside a word, nothing where dropped, a space where it separates."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if character in _APOSTROPHES or (category == "Cf" and character not in _BREAKS):
            found = ""
        elif category[0] in "LMN" or character in ".,":
            found = character
        else:
            found = " "
        self[code] = found
        return found


#: Filled as characters come; there are no more than Unicode has.
_KEPT = _Kept()


def _words_of(piece: str) -> tuple[str, ...]:
    """Return the words of a piece of text without spaces."""
    if piece.isascii() and piece.isalnum():
        return (piece.lower(),)
    folded = unicodedata.normalize("NFKC", piece.translate(_MARKS)).casefold()
    kept = unicodedata.normalize("NFKC", folded).translate(_KEPT)
    return tuple(chain.from_iterable(map(_cut, kept.split())))


def _cut(part: str) -> Iterator[str]:
    """Yield the words of letters, marks, digits, full stops and commas."""
    bare = part.strip(".,")
    if bare.isalnum():
        yield bare
    elif _INITIALS.fullmatch(bare):
        yield bare.replace(".", "")
    elif _NUMBER.fullmatch(bare):
        yield bare
    else:
        yield from (word for word in re.split(r"[.,]+", bare) if any(map(str.isalnum, word)))

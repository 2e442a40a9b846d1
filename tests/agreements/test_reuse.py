"""Reused wording on small texts: what is a word, a run, a heading, a neutral name, and what is refused."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, cast

import pytest
from attrs.exceptions import FrozenInstanceError

from tests.laws.strategies import through_pickle
from tradetalks.engines.agreements import tokens
from tradetalks.engines.agreements.reuse import (
    BadPartyName,
    BadRun,
    BadText,
    Reuse,
    reuse,
)
from tradetalks.engines.agreements.tokens import MOST_CHARACTERS, headings, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.errors import TradeTalksError

MODEL = """Preamble of the model
Article 1: Duties
Each Party shall apply no duty to goods of the other Party.
Article 2: Notice
Either Party may end this Agreement by notice in writing to the other Party.
"""
NEXT = """Each Party shall apply no duty to goods of the other Party from the first day.
Either Party may at any time end this Agreement by notice in writing.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Each Party shall", "each party shall"),
        ("the Party\N{RIGHT SINGLE QUOTATION MARK}s law, a Party's law", "the partys law a partys law"),
        ("both Parties\N{RIGHT SINGLE QUOTATION MARK} laws", "both parties laws"),
        ("\N{MODIFIER LETTER APOSTROPHE}Atata", "atata"),
        (
            "\N{LEFT DOUBLE QUOTATION MARK}goods\N{RIGHT DOUBLE QUOTATION MARK} (\N{LEFT SINGLE QUOTATION MARK}a)",
            "goods a",
        ),
        ("third-party third -party third\N{NON-BREAKING HYPHEN}party", "third party third party third party"),
        ("the U.S. and U.S.-origin goods, e.g. U.S", "the us and us origin goods eg us"),
        ("Article 1.1: 3,000 tons, 19% of 0203.11.00.", "article 1.1 3,000 tons 19 of 0203.11.00"),
        ("this Agreement.The Parties", "this agreement the parties"),
        ("customs duty\N{SUPERSCRIPT ONE} on goods", "customs duty on goods"),
        ("agree\N{SOFT HYPHEN}ment", "agreement"),
        ("in\N{ZERO WIDTH SPACE}writing\N{NO-BREAK SPACE}now", "in writing now"),
        ("\N{LATIN SMALL LIGATURE FI}rst F\N{FULLWIDTH LATIN SMALL LETTER O}r", "first for"),
        ("STRASSE Stra\N{LATIN SMALL LETTER SHARP S}e", "strasse strasse"),
        ("cafe\N{COMBINING ACUTE ACCENT} caf\N{LATIN SMALL LETTER E WITH ACUTE}", "caf\xe9 caf\xe9"),
        (
            "\N{DEVANAGARI LETTER KA}\N{DEVANAGARI VOWEL SIGN I} x",
            "\N{DEVANAGARI LETTER KA}\N{DEVANAGARI VOWEL SIGN I} x",
        ),
        ("snake_case **bold** a/b", "snake case bold a b"),
        ("nul\0byte \x1b[31mred", "nul byte 31mred"),
        ("... , \N{COMBINING ACUTE ACCENT} \ud800 --", ""),
        ("", ""),
    ],
)
def test_what_is_a_word(text: str, expected: str) -> None:
    """Case, punctuation, quotes, hyphens and forms of letters do not matter; letters and digits do."""
    assert " ".join(words(text)) == expected


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Article 1", "1"),
        ("Article 5.1:  Complementary Actions", "5.1"),
        ("**Article 2.2: Technical Regulations**", "2.2"),
        ("**ARTICLE XX**", "XX"),
        ("  Article 7. Termination", "7"),
        ("Article 7 \N{EN DASH} Termination", "7"),
        ("Article 5.1 shall apply", None),
        ("Article 5.1, paragraph 2", None),
        ("Article III:2 of the GATT", None),
        ("under Article 5.1:", None),
        ("article 5.1:", None),
        ("Articles 5 and 6", None),
        ("Article 5a", None),
    ],
)
def test_what_is_a_heading(line: str, number: str | None) -> None:
    """A line of its own with a number is a heading, a reference at the start of a line is none."""
    found = headings(f"before\n{line}\nafter")
    assert [one.number for one in found] == ([] if number is None else [number])


def test_the_share_is_that_of_words_in_runs_of_seven() -> None:
    """Six words in common count for nothing, seven for seven, and a longer run for all its words, once."""
    assert reuse("a b c d e f g", {"other": "a b c d e f x"}).copied == 0
    assert reuse("a b c d e f g h", {"other": "x a b c d e f g"}).share == Fraction(7, 8)
    assert reuse("a b c d e f g h i", {"other": "a b c d e f g h i"}).share == 1


def test_both_directions_and_all_together() -> None:
    """Each other text has its own counts, and what two of them have is counted once in all."""
    found = reuse("a b c d e f", {"two": "c d e f x y z", "one": "a b c d"}, run=3)
    assert [one.name for one in found.sources] == ["one", "two"]
    assert [(one.copied, one.text_words, one.echoed, one.words) for one in found.sources] == [
        (4, 6, 4, 4),
        (4, 6, 4, 7),
    ]
    assert found.source("two").share == Fraction(2, 3)
    assert found.source("two").share_of_other == Fraction(4, 7)
    assert (found.copied, found.share) == (6, Fraction(1))
    assert found.best == found.source("one")
    with pytest.raises(KeyError):
        found.source("three")


def test_where_it_was_copied_from() -> None:
    """Each passage names the text that has most of it, with its words as they were compared."""
    found = reuse("A, b; c. d e f g", {"long": "a b c d e", "short": "a b c", "end": "e f g"}, run=3)
    assert [(one.text, one.words, one.source, one.from_source) for one in found.passages] == [
        ("a b c d e f g", 7, "long", 5)
    ]
    apart = reuse("a b c - d - e f g", {"long": "a b c x e f", "end": "e f g"}, run=3)
    assert [(one.start, one.stop, one.source) for one in apart.passages] == [(0, 3, "long"), (4, 7, "end")]


def test_a_wording_that_comes_again_counts_wherever_it_stands() -> None:
    """What the text says twice and another once is copied twice and echoed once."""
    found = reuse("a b c x a b c", {"other": "a b c"}, run=3).source("other")
    assert (found.copied, found.echoed) == (6, 3)


def test_by_article() -> None:
    """Each article has its share and the text that has most of it; what stands before has one too."""
    found = reuse(MODEL, {"next": NEXT}, by_article=True)
    assert [(one.number, one.title, one.copied, one.words, one.source) for one in found.articles] == [
        ("", "", 0, 4, None),
        ("1", "Duties", 12, 15, "next"),
        ("2", "Notice", 7, 17, "next"),
    ]
    assert found.articles[1].share == Fraction(12, 15)
    assert found.articles[2].from_source == 7
    assert reuse(MODEL, {"next": NEXT}).articles == ()
    assert reuse(NEXT, {"model": MODEL}, by_article=True).articles == ()


def test_neutral_parties_everywhere_or_in_a_text() -> None:
    """Names are the same word in every text, or each text's own only there; the longest name is taken."""
    cambodia = "The Kingdom of Cambodia shall buy what Cambodia's firms may need from Malaysia"
    malaysia = "Malaysia shall buy what Malaysia's firms may need from Malaysia"
    names = ["Cambodia", "The Kingdom of Cambodia", "Malaysia"]
    found = reuse(cambodia, {"malaysia": malaysia}, neutral_parties=names)
    assert (found.copied, found.words, found.neutral) == (10, 10, True)
    assert found.passages[0].text == "(party) shall buy what (party)s firms may need from (party)"
    own = {"text": names[:2], "malaysia": "Malaysia"}
    assert reuse(cambodia, {"malaysia": malaysia}, neutral_parties=own).copied == 9
    assert reuse(cambodia, {"malaysia": malaysia}, run=3).copied == 8
    assert not reuse(cambodia, {"malaysia": malaysia}).neutral


def test_a_name_of_a_party_is_no_part_of_a_longer_word_or_name() -> None:
    """Only whole words are names, and a name that starts like another is read to its end."""
    found = reuse(
        "Jordanian goods of the Kingdom of Jordan and the Kingdom of Spain",
        {"other": "Jordanian goods of the King and the Kingdom of Spain"},
        neutral_parties=["the Kingdom of Jordan", "Jordan", "the King"],
        run=3,
    )
    assert found.words == 9
    assert found.passages[0].text == "jordanian goods of (party) and the kingdom of spain"


def test_the_others_may_be_named_paired_or_numbered() -> None:
    """A mapping, pairs and texts alone are read, and pairs may come from a generator."""

    def pairs() -> Iterator[tuple[str, str]]:
        yield "1", "a b c d e f g"
        yield "2", "x"

    given = {"1": "a b c d e f g", "2": "x"}
    found = reuse("a b c d e f g", given)
    assert reuse("a b c d e f g", pairs()) == found
    assert reuse("a b c d e f g", list(given.values())) == found
    assert reuse("a b c d e f g", {}).share == 0
    assert found.source("2").share_of_other == 0


@pytest.mark.parametrize(
    ("text", "others", "name", "fault"),
    [
        (b"a b c d e f g", {"b": "x"}, "text", "is of type bytes, not a text"),
        (None, {"b": "x"}, "text", "is of type NoneType, not a text"),
        ("", {"b": "x"}, "text", "has no words"),
        (" \0 -- ", {"b": "x"}, "text", "has no words"),
        ("a b c d e f", {"b": "x"}, "text", "has 6 words, fewer than the 7 of a run"),
        ("a b c d e f g", {"b": ""}, "b", "has no words"),
        ("a b c d e f g", {"b": 5}, "b", "is of type int, not a text"),
        ("a b c d e f g", {5: "x"}, "5", "has a name that is not a text"),
        ("a b c d e f g", [("b", "x"), ("b", "y")], "b", "comes twice"),
        ("a b c d e f g", {"text": "x"}, "text", "comes twice"),
        ("a b c d e f g", "a b c d e f g", "others", "is not a mapping"),
        ("a b c d e f g", None, "others", "is not a mapping"),
        ("a b c d e f g", [("b", "x", "y")], "1", "is of type tuple, not a text"),
        ("a b c d e f g", [["x"], "y"], "1", "is of type list, not a text"),
        ("a b c d e f g", [(["x"], "y")], "['x']", "has a name that is not a text"),
        ("a b " * MOST_CHARACTERS, {"b": "x"}, "text", "has 40000000 characters, and at most 10000000"),
    ],
)
def test_what_is_no_text_is_refused(text: object, others: object, name: str, fault: str) -> None:
    """What cannot be measured is refused with the name of the text and what is wrong with it."""
    with pytest.raises(BadText) as caught:
        reuse(cast("str", text), cast("dict[str, str]", others))
    assert caught.value.name == name
    assert caught.value.fault.startswith(fault)
    assert name in str(caught.value)


@pytest.mark.parametrize("run", [1, 0, -7, 51, 7.0, "7", True, None, 10**50])
def test_a_length_of_runs_out_of_bounds_is_refused(run: object) -> None:
    """A run has from 2 to 50 words, as a whole number."""
    with pytest.raises(BadRun) as caught:
        reuse("a b c d e f g", {}, run=cast("int", run))
    assert caught.value.run == repr(run)[:40]


@pytest.mark.parametrize(
    ("given", "name", "fault"),
    [
        ([""], "", "has no words"),
        (["Jordan", "--"], "--", "has no words"),
        ([5], "5", "is not a text"),
        (5, "5", "is no name and no list of names"),
        ({"text": [None]}, "None", "is not a text"),
        ({"nowhere": ["Jordan"]}, "nowhere", "is given as the name of a text, and there is no such text"),
    ],
)
def test_a_name_that_is_none_is_refused(given: object, name: str, fault: str) -> None:
    """A party's name has words and belongs to a text that is there."""
    with pytest.raises(BadPartyName) as caught:
        reuse("a b c d e f g", {"b": "x"}, neutral_parties=cast("str", given))
    assert (caught.value.name, caught.value.fault) == (name, fault)


@pytest.mark.parametrize("error", [BadText("a", "b"), BadRun("1"), BadPartyName("a", "b")])
def test_the_errors_are_pickled_and_are_value_errors(error: TradeTalksError) -> None:
    """An error comes back from another process as it was, and is caught as ours or as a ValueError."""
    back = through_pickle(error)
    assert isinstance(back, ValueError)
    assert (type(back), back.args, str(back)) == (type(error), error.args, str(error))


def test_errors_show_hostile_names_cut_and_clean() -> None:
    """A name of any length and with any characters leaves its error on one short line."""
    assert str(BadText("\x1b[31m\n" + "x" * 10_000, "is bad")).isprintable()
    assert len(str(BadPartyName("x" * 10_000_000, "is bad"))) < 100


def test_ten_million_characters_are_measured() -> None:
    """The longest texts admitted are counted, and one that says the same throughout does no harm."""
    text = "the " * (MOST_CHARACTERS // 4)
    found = reuse(text, {"other": "the " * 20}, run=50)
    assert found.copied == 0
    assert reuse(text, {"other": "the " * 50}, run=50).share == 1


def test_spellings_are_forgotten_without_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few spellings are remembered, the answer is the same."""
    expected = reuse(MODEL, {"next": NEXT})
    monkeypatch.setattr(tokens, "_REMEMBERED", 2)
    assert reuse(MODEL, {"next": NEXT}) == expected


def test_how_it_is_shown() -> None:
    """The page gives each number its denominator and escapes what comes from outside."""
    found = reuse(MODEL, {"<b>next</b>": NEXT}, by_article=True, name="model")
    assert str(found) == SHOWN
    assert "&lt;b&gt;next" in found._repr_html_()
    assert "<b>" not in found._repr_html_()
    alone = reuse(" ".join(["x"] * 40), {"same": "x " * 40}, neutral_parties="Jordan")
    assert "Names of parties count as one word." in str(alone)
    assert "x x ..." in str(alone)
    assert str(reuse("a b c d e f g", {})).startswith("Wording of text found in 0 other texts")


SHOWN = """\
Wording of model found in 1 other text
======================================
19 of 36 words (52.8%) lie in runs of 7 words or more that another text has too.

Other texts
-----------
found in     words  of this text  of the other
<b>next</b>  19     52.8%         65.5%

Articles
--------
article             copied    share  most from
(before the first)  0 of 4    0.0%
1 Duties            12 of 15  80.0%  <b>next</b> (12)
2 Notice            7 of 17   41.2%  <b>next</b> (7)

Longest of 2 passages
---------------------
words  most from         passage
12     <b>next</b> (12)  each party shall apply no duty to goods of the other
                         party
7      <b>next</b> (7)   end this agreement by notice in writing"""


def test_it_turns_into_plain_data() -> None:
    """Counts are whole numbers in the data, and texts are texts."""
    data = reuse("a b c d e f g h", {"other": "a b c d e f g"}).as_data()
    assert data["words"] == 8
    assert data["sources"] == [{"name": "other", "text_words": 8, "copied": 7, "words": 7, "echoed": 7}]
    passages = cast("list[dict[str, object]]", data["passages"])
    assert passages[0]["text"] == "a b c d e f g"


def test_it_never_changes() -> None:
    """The answer is frozen, equal to another of the same, and can be a key."""
    found: Reuse = reuse(MODEL, {"next": NEXT})
    with pytest.raises(FrozenInstanceError):
        found.words = 5  # type: ignore[misc]
    assert len({found, reuse(MODEL, {"next": NEXT})}) == 1

"""The copied share agrees with a slow and obvious count, and keeps the laws that a share of words must keep."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.laws.strategies import through_pickle
from tradetalks.engines.agreements.reuse import Reuse, reuse
from tradetalks.engines.agreements.tokens import headings, words

if TYPE_CHECKING:
    from collections.abc import Sequence

#: So few words that runs of them often come again.
WORDS = ("duty", "goods", "party", "shall")


def texts(least: int = 0, most: int = 40) -> st.SearchStrategy[str]:
    """Texts of a few words at random, which therefore say much alike."""
    return st.lists(st.sampled_from(WORDS), min_size=least, max_size=most).map(" ".join)


@st.composite
def kin(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A text, and others of which some pieces are cut from it."""
    text = draw(texts(least=8))
    mine = text.split()
    others = {}
    for name in draw(st.lists(st.sampled_from("abcde"), min_size=1, max_size=4, unique=True)):
        start = draw(st.integers(0, len(mine) - 1))
        stop = draw(st.integers(start, len(mine)))
        parts = [draw(texts(least=1, most=12)), " ".join(mine[start:stop]), draw(texts(most=12))]
        others[name] = " ".join(parts)
    return text, others


def copied_places(mine: Sequence[str], theirs: Sequence[str], run: int) -> set[int]:
    """Return the places of the words of mine that lie in a run of theirs: every pair of places is tried."""
    return {
        start + step
        for start in range(len(mine) - run + 1)
        for other in range(len(theirs) - run + 1)
        if list(mine[start : start + run]) == list(theirs[other : other + run])
        for step in range(run)
    }


def measured(text: str, others: dict[str, str], run: int) -> Reuse:
    """Measure with names that the others do not have."""
    return reuse(text, others, run=run, name="mine")


@given(kin(), st.integers(2, 8))
def test_the_counts_are_those_of_trying_every_pair(given_texts: tuple[str, dict[str, str]], run: int) -> None:
    """In both directions, with each other and with all together, the words counted are the obvious ones."""
    text, others = given_texts
    mine = words(text)
    found = measured(text, others, run)
    places = {name: copied_places(mine, words(other), run) for name, other in others.items()}
    assert {one.name: one.copied for one in found.sources} == {name: len(at) for name, at in places.items()}
    assert {one.name: one.echoed for one in found.sources} == {
        name: len(copied_places(words(other), mine, run)) for name, other in others.items()
    }
    everywhere = set().union(*places.values())
    assert found.copied == len(everywhere)
    assert {at for one in found.passages for at in range(one.start, one.stop)} == everywhere


@given(kin(), st.integers(2, 8))
def test_each_passage_is_credited_to_whoever_has_most_of_it(
    given_texts: tuple[str, dict[str, str]], run: int
) -> None:
    """Passages are whole, in order and apart; their source has most of their words, the first among equals."""
    text, others = given_texts
    mine = words(text)
    found = measured(text, others, run)
    for one in found.passages:
        inside = range(one.start, one.stop)
        having = {
            name: len(copied_places(mine, words(other), run) & set(inside)) for name, other in others.items()
        }
        assert one.text.split() == list(mine[one.start : one.stop])
        assert one.from_source == max(having.values())
        assert one.source == min(name for name in having if having[name] == one.from_source)
    assert all(one.stop < other.start for one, other in pairwise(found.passages))


@given(texts(least=8), st.integers(2, 8))
def test_a_text_is_found_whole_in_itself(text: str, run: int) -> None:
    """A text against itself has a share of one both ways, in one passage."""
    found = measured(text, {"same": text}, run)
    assert found.share == found.source("same").share == found.source("same").share_of_other == 1
    assert [(one.start, one.stop) for one in found.passages] == [(0, found.words)]


@given(texts(least=8), texts(least=1), st.integers(2, 8))
def test_a_text_without_a_word_in_common_shares_nothing(text: str, other: str, run: int) -> None:
    """Two texts without a word in common share no run."""
    found = measured(text, {"other": other.upper().replace(" ", "X ") + "X"}, run)
    assert found.copied == 0
    assert found.best is None
    assert not found.passages


@given(kin())
def test_a_longer_run_never_finds_more(given_texts: tuple[str, dict[str, str]]) -> None:
    """The share never grows with the length asked of a run, with no other text and in neither direction."""
    text, others = given_texts
    found = [measured(text, others, run) for run in range(2, 9)]
    for shorter, longer in pairwise(found):
        assert longer.share <= shorter.share
        for one, other in zip(shorter.sources, longer.sources, strict=True):
            assert other.share <= one.share
            assert other.share_of_other <= one.share_of_other


@given(kin(), st.data())
def test_the_order_of_the_others_never_matters(
    given_texts: tuple[str, dict[str, str]], data: st.DataObject
) -> None:
    """The same texts in another order, as pairs from a generator, give the same answer."""
    text, others = given_texts
    pairs = data.draw(st.permutations(list(others.items())))
    assert reuse(text, iter(pairs), run=3, name="mine") == measured(text, others, 3)


@given(texts(least=8), texts(least=8), st.integers(2, 8))
def test_exchanging_two_texts_exchanges_the_counts(one: str, other: str, run: int) -> None:
    """What is copied in one direction is echoed in the other."""
    there = measured(one, {"other": other}, run).source("other")
    back = measured(other, {"one": one}, run).source("one")
    assert (there.copied, there.echoed) == (back.echoed, back.copied)
    assert (there.text_words, there.words) == (back.words, back.text_words)


@given(kin(), texts(least=1))
def test_one_more_text_never_takes_words_away(given_texts: tuple[str, dict[str, str]], more: str) -> None:
    """With one more text the share in all never falls, and no other text's counts change."""
    text, others = given_texts
    before, after = measured(text, others, 3), measured(text, {**others, "more": more}, 3)
    assert after.share >= before.share
    assert [one for one in after.sources if one.name != "more"] == list(before.sources)


@given(st.lists(st.tuples(st.integers(1, 99), texts(least=1, most=12)), min_size=1, max_size=6), kin())
def test_articles_divide_the_words_of_a_text(
    articles: list[tuple[int, str]], given_texts: tuple[str, dict[str, str]]
) -> None:
    """Counted by article, no word is lost or counted twice, and the counts in all are the same."""
    before, others = given_texts
    text = before + "".join(f"\nArticle {number}: {rest}" for number, rest in articles)
    whole, parts = measured(text, others, 3), reuse(text, others, run=3, name="mine", by_article=True)
    assert [one.number for one in parts.articles] == ["", *(str(number) for number, _ in articles)]
    assert sum(one.words for one in parts.articles) == parts.words == whole.words
    assert sum(one.copied for one in parts.articles) == parts.copied == whole.copied
    assert all(one.source is None or one.from_source <= one.copied for one in parts.articles)
    assert parts.passages == whole.passages


@given(kin())
def test_a_party_made_neutral_is_the_same_word_under_every_name(
    given_texts: tuple[str, dict[str, str]],
) -> None:
    """A text shares as much with one that names other parties as with itself, once the names are neutral."""
    text, _ = given_texts
    mine, theirs = text.replace("party", "the Kingdom of Cambodia"), text.replace("party", "Malaysia")
    names = {"mine": ["Cambodia", "the Kingdom of Cambodia"], "model": "Malaysia"}
    found = reuse(mine, {"model": theirs}, run=7, name="mine", neutral_parties=names)
    assert found.share == found.source("model").share_of_other == 1
    assert found.words == len(text.split())


@given(st.text())
def test_any_text_is_cut_into_words_that_stay_what_they_are(text: str) -> None:
    """Words have letters or digits and no spaces, and cut again come out as they are."""
    found = words(text)
    assert all(any(map(str.isalnum, one)) and not any(map(str.isspace, one)) for one in found)
    assert words(" ".join(found)) == found
    assert all(0 <= one.at < len(text) for one in headings(text))


@given(st.text(min_size=1), st.text(min_size=1))
def test_hostile_texts_do_no_harm(text: str, other: str) -> None:
    """Whatever is in a text, its answer can be pickled, printed and turned into data, without control characters."""
    found = reuse(f"{text} one two three", {other: f"{other} one two three"}, run=3, name=f"-{other}-")
    assert through_pickle(found) == found
    assert found.as_data()["copied"] == found.copied
    shown = str(found).replace("\n", "")
    assert not {unicodedata.category(one) for one in shown} & {"Cc", "Cf", "Cs"}

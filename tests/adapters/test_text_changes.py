"""Changes of texts: both texts come out of them whole, whatever they are, and never slowly."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.adapters.samples import draft, model, other_draft, recorded
from tradetalks.adapters.document_lines import Line, Role, Unit, units_of
from tradetalks.adapters.document_tree import shown
from tradetalks.adapters.documents import document_of
from tradetalks.adapters.text_changes import Change, ChangedLine, changed_lines, changed_words

SENTENCES = st.lists(
    st.sampled_from(["a", "duty", "of", "19", "percent", ",", ".", "(b)", "[slot: values seen x]", "é"]),
    max_size=14,
).map(" ".join)
TEXTS = st.one_of(SENTENCES, st.text(max_size=30).map(shown))
LINES = st.builds(
    Line,
    st.sampled_from([Role.PARAGRAPH, Role.INDENTED, Role.DETAIL, Role.ARTICLE]),
    TEXTS,
    st.booleans(),
)
UNITS = st.builds(
    Unit,
    st.sampled_from(["article", "schedule", "preamble"]),
    st.frozensets(st.sampled_from("abcd"), max_size=2),
    st.lists(LINES, max_size=5),
)


def both(lines: list[ChangedLine], unwanted: Change) -> list[tuple[Role, str]]:
    """Return the lines of one of the two texts, put together from their pieces."""
    return [
        (one.line.role, "".join(piece.text for piece in one.pieces if piece.change is not unwanted))
        for one in lines
        if one.change is not unwanted
    ]


@given(TEXTS, TEXTS)
def test_words_of_both_texts_come_back(was: str, now: str) -> None:
    """Without the insertions the pieces are the old text, without the deletions the new one."""
    pieces = changed_words(was, now)
    assert "".join(one.text for one in pieces if one.change is not Change.INSERTED) == was
    assert "".join(one.text for one in pieces if one.change is not Change.DELETED) == now
    assert all(one.change is not other.change for one, other in pairwise(pieces))
    assert all(one.text for one in pieces)


@given(TEXTS)
def test_a_text_has_no_changes_from_itself(text: str) -> None:
    """Equal texts are kept."""
    assert {one.change for one in changed_words(text, text)} <= {Change.KEPT}


@given(st.lists(UNITS, max_size=6), st.lists(UNITS, max_size=6))
def test_lines_of_both_texts_come_back(old: list[Unit], new: list[Unit]) -> None:
    """Without the insertions the lines are those of the old text, without the deletions those of the new."""
    lines = list(changed_lines(old, new))
    assert both(lines, Change.INSERTED) == [(one.role, one.text) for unit in old for one in unit.lines]
    assert both(lines, Change.DELETED) == [(one.role, one.text) for unit in new for one in unit.lines]
    counted = [one.was_counted for one in lines if one.change is not Change.INSERTED]
    assert counted == [one.counted for unit in old for one in unit.lines]


def test_a_slot_is_one_word() -> None:
    """The value that fills a slot replaces the whole of it, brackets and all."""
    pieces = changed_words("The rate is [us-rate: values seen 19%, 24%].", "The rate is 15 percent.")
    assert [(one.change.value, one.text) for one in pieces] == [
        ("kept", "The rate is"),
        ("deleted", " [us-rate: values seen 19%, 24%]"),
        ("inserted", " 15 percent"),
        ("kept", "."),
    ]


def test_a_word_between_changes_goes_with_them() -> None:
    """A reader sees a phrase replaced by a phrase, rather than shreds around one word that stays."""
    pieces = changed_words(
        "It is the intention of Madagascar to purchase the goods.", "Madagascar shall purchase the goods."
    )
    assert [one.text for one in pieces if one.change is Change.KEPT] == [" purchase the goods."]


def test_an_article_that_moves_keeps_its_company() -> None:
    """Articles are paired by their topics, so that one more article shifts numbers and nothing else."""
    old, new = (list(units_of(document_of(one))) for one in (draft(), other_draft()))
    lines = list(changed_lines(old, new))
    headings = {one.line.text: one for one in lines if one.line.role is Role.ARTICLE}
    inserted = {text for text, one in headings.items() if one.change is Change.INSERTED}
    deleted = {text for text, one in headings.items() if one.change is Change.DELETED}
    assert {one.partition(": ")[2] for one in inserted} == {
        "Level of Development",
        "Existing Rights and Obligations",
    }
    assert {one.partition(": ")[2] for one in deleted} == {"Shipping and Shipbuilding"}
    renumbered = headings["Article 7.2: Access for Investment"]
    assert [(one.change.value, one.text) for one in renumbered.pieces] == [
        ("kept", "Article"),
        ("deleted", " 7.1"),
        ("inserted", " 7.2"),
        ("kept", ": Access for Investment"),
    ]


def test_a_draft_differs_from_its_model_in_slots_alone() -> None:
    """Between a model and a draft of it, every line that goes had an open slot in it."""
    old = list(units_of(document_of(model().in_words("MG"))))
    new = list(units_of(document_of(draft())))
    lines = list(changed_lines(old, new))
    deleted = [
        piece.text for one in lines for piece in one.pieces if piece.change is Change.DELETED and piece.text
    ]
    assert deleted
    assert all("values seen" in text for text in deleted), [one for one in deleted if "seen" not in one]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("a b " * 40_000, "b a c " * 30_000),
        ("x " * 90_000 + "y", "z " * 90_000 + "y"),
        ("[" * 90_000, "[" * 80_000 + "]"),
        ("w" * 200_000, "v" * 200_000),
    ],
)
def test_long_texts_are_replaced_rather_than_searched(was: str, now: str) -> None:
    """Texts too unlike to be searched in short time are replaced, and still come back whole."""
    pieces = changed_words(was, now)
    assert "".join(one.text for one in pieces if one.change is not Change.INSERTED) == was
    assert "".join(one.text for one in pieces if one.change is not Change.DELETED) == now
    assert len(pieces) < 10


def test_many_lines_are_replaced_rather_than_weighed() -> None:
    """Thousands of lines without a beginning or an end in common are not compared each with each."""
    old = [Unit("article", frozenset("a"), [Line(Role.PARAGRAPH, f"old {at}") for at in range(3_000)])]
    new = [Unit("article", frozenset("a"), [Line(Role.PARAGRAPH, f"new {at}") for at in range(3_000)])]
    lines = list(changed_lines(old, new))
    assert [one.change for one in lines] == [Change.DELETED] * 3_000 + [Change.INSERTED] * 3_000


def test_agreements_of_the_record_are_paired_by_topic() -> None:
    """What Cambodia and Malaysia agreed on digital services taxes stands in one place, changed in words."""
    old, new = (
        list(units_of(document_of(recorded(name)))) for name in ("us-khm-art-2025", "us-mys-art-2025")
    )
    kept = [one for one in changed_lines(old, new) if one.change is Change.KEPT]
    assert any(
        piece.change is Change.INSERTED and "Malaysia" in piece.text for one in kept for piece in one.pieces
    )

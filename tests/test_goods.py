"""Goods: codes of the schedule and scopes of products."""

from __future__ import annotations

import pytest
from attrs.exceptions import FrozenInstanceError

from tests.laws.strategies import through_pickle
from tradetalks.vocabulary.goods import BadCode, BadScope, HsPrefix, HtsCode, ProductScope
from tradetalks.vocabulary.ids import BadId


@pytest.mark.parametrize(
    "text", ["8517.62.00.90", "8517.62.0090", "8517620090", "8517.620090", "85.17.62.00.90"]
)
def test_a_code_is_read_as_texts_print_it(text: str) -> None:
    """Dots between pairs of digits are read over, wherever a schedule, a notice or a file sets them."""
    assert HtsCode(text).digits == "8517620090"


@pytest.mark.parametrize(
    ("digits", "level", "printed"),
    [
        ("85", "chapter", "85"),
        ("8517", "heading", "8517"),
        ("851762", "subheading", "8517.62"),
        ("85176200", "tariff line", "8517.62.00"),
        ("8517620090", "statistical suffix", "8517.62.00.90"),
    ],
)
def test_a_prefix_knows_its_level(digits: str, level: str, printed: str) -> None:
    """The number of digits says what a prefix names; it prints with the dots of the schedule."""
    assert HsPrefix(digits).level == level
    assert str(HsPrefix(digits)) == printed


@pytest.mark.parametrize(
    "text",
    ["", ".", "8", "851", "85.1", "8517.6", "8517..62", ".8517", "8517.", "8517,62", "85 17", "85176200901", "851762009000", "\uff18\uff15", "8517\n", "chapter 85", "1" * 10_000_000],
    ids=lambda text: repr(text) if len(text) < 20 else "ten-megabytes",
)  # fmt: skip
def test_what_is_no_code_is_refused(text: str) -> None:
    """A text with another number of digits, loose dots, other signs or other digits is no code."""
    for kind in (HsPrefix, HtsCode):
        with pytest.raises(BadCode) as caught:
            kind(text)
        assert caught.value.text == text[:40]


@pytest.mark.parametrize("value", [85176200, 85.17, None, b"8517"], ids=["int", "float", "none", "bytes"])
def test_what_is_no_text_is_refused(value: object) -> None:
    """A number is no code, since its zeros in front are lost."""
    with pytest.raises(BadCode):
        HsPrefix(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["85", "8517", "8517.62"])
def test_a_line_has_eight_or_ten_digits(text: str) -> None:
    """A shorter code is a prefix and no tariff line."""
    with pytest.raises(BadCode, match="8 or 10 digits"):
        HtsCode(text)


def test_the_levels_of_a_line() -> None:
    """A line names its chapter, heading, subheading and 8-digit line."""
    line = HtsCode("8517.62.00.90")
    assert [str(one) for one in (line.chapter, line.heading, line.subheading, line.tariff_line)] == [
        "85",
        "8517",
        "8517.62",
        "8517.62.00",
    ]


def test_codes_are_values_in_the_order_of_the_schedule() -> None:
    """Codes sort by their digits, hash by them, cannot be changed, are small and come back from pickle."""
    codes = [HsPrefix("8517.62"), HsPrefix("85"), HsPrefix("0101"), HsPrefix("8517")]
    assert [str(code) for code in sorted(codes)] == ["0101", "85", "8517", "8517.62"]
    assert HtsCode("0101.21.00") < HtsCode("8517.62.00")
    assert len({HtsCode("8517.62.00"), HtsCode("85176200")}) == 1
    for code in (HsPrefix("85"), HtsCode("8517.62.00")):
        assert through_pickle(code) == code
        assert not hasattr(code, "__dict__")
        with pytest.raises(FrozenInstanceError):
            code.digits = "84"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("scope", "line", "covered"),
    [
        pytest.param(ProductScope(all=True), "8517.62.00", True, id="everything"),
        pytest.param(
            ProductScope(all=True, not_codes=["8517"]), "8517.62.00", False, id="all-but-its-heading"
        ),
        pytest.param(ProductScope(codes=["85"], not_codes=["8517"]), "8517.62.00", False, id="longer-out"),
        pytest.param(
            ProductScope(codes=["85", "8517.62"], not_codes=["8517"]), "8517.62.00", True, id="longest-in"
        ),
        pytest.param(ProductScope(codes=["84"]), "8517.62.00", False, id="elsewhere"),
        pytest.param(ProductScope(lists=["annex-ii"]), "8517.62.00", None, id="a-list-may-tell"),
        pytest.param(ProductScope(words="phones"), "8517.62.00", None, id="words-may-tell"),
        pytest.param(
            ProductScope(words="phones", not_codes=["85"]), "8517.62.00", False, id="out-whatever-words-say"
        ),
    ],
)
def test_what_the_codes_of_a_scope_say(scope: ProductScope, line: str, covered: bool | None) -> None:  # noqa: FBT001 - the answer expected
    """The longest code decides; without one, all goods are in, and a list or words leave it open."""
    assert scope.covers_code(HtsCode(line)) is covered


def test_only_all_goods_without_exception_are_everything() -> None:
    """A scope with anything out, code or list, is not everything."""
    assert ProductScope(all=True).is_everything
    assert not ProductScope(all=True, not_codes=["85"]).is_everything
    assert not ProductScope(all=True, not_lists=["annex-ii"]).is_everything
    assert not ProductScope(codes=["85"]).is_everything


@pytest.mark.parametrize(
    ("scope", "text"),
    [
        (ProductScope(all=True), "all goods"),
        (
            ProductScope(all=True, words="of steel", not_lists=["annex-ii"]),
            "all goods, of steel except annex-ii",
        ),
        (
            ProductScope(codes=["8517", "84"], lists=["list-1"], not_codes=["8517.62"]),
            "84, 8517, list-1 except 8517.62",
        ),
    ],
    ids=["all", "words", "codes"],
)
def test_a_scope_prints_in_words(scope: ProductScope, text: str) -> None:
    """A scope says what it takes in and what out."""
    assert str(scope) == text


def test_a_single_text_is_one_code_or_one_list() -> None:
    """A text where several are asked for is taken whole, never letter by letter."""
    scope = ProductScope(codes="8517", lists="abc")
    assert scope.codes == (HsPrefix("8517"),)
    assert scope.lists == ("abc",)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        pytest.param({}, "names no goods", id="nothing"),
        pytest.param({"words": ""}, "names no goods", id="empty-words"),
        pytest.param({"not_codes": ["85"]}, "names no goods", id="only-out"),
        pytest.param({"all": True, "codes": ["85"]}, "as well", id="all-and-codes"),
        pytest.param({"all": True, "lists": ["list-1"]}, "as well", id="all-and-lists"),
        pytest.param({"codes": ["85"], "not_codes": ["85"]}, "85 both in and out", id="code-in-and-out"),
        pytest.param({"lists": ["a"], "not_lists": ["a"]}, "a both in and out", id="list-in-and-out"),
    ],
)
def test_a_scope_that_makes_no_sense_is_refused(parts: dict[str, object], words: str) -> None:
    """A scope of nothing, of all and something, or with a code or list both in and out is an error."""
    with pytest.raises(BadScope, match=words):
        ProductScope(**parts)  # type: ignore[arg-type]


def test_lists_are_named_by_ids() -> None:
    """A list in or out that is no id is refused."""
    with pytest.raises(BadId):
        ProductScope(lists=["Annex II"])
    with pytest.raises(BadId):
        ProductScope(all=True, not_lists=["Annex II"])


def test_a_scope_cannot_be_changed() -> None:
    """A scope is frozen, small, and holds only tuples."""
    scope = ProductScope(codes=["85"])
    with pytest.raises(FrozenInstanceError):
        scope.all = True  # type: ignore[misc]
    assert not hasattr(scope, "__dict__")
    assert isinstance(hash(scope), int)

"""Pages as plain text and as escaped HTML: widths, wrapping, columns, and text that tries to steer."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.strategies_histories import HOSTILE
from tradetalks.printing import WIDTH, Bullets, Page, Rows, Section, Shown, clean, width_of


def texts() -> st.SearchStrategy[str]:
    """Texts of any characters, hostile ones often among them."""
    return st.text(max_size=40) | st.sampled_from(HOSTILE)


def short_words() -> st.SearchStrategy[str]:
    """Texts that can be wrapped anywhere that matters: words of at most ten letters."""
    return st.lists(st.from_regex(r"[a-zA-Z]{1,10}", fullmatch=True), max_size=30).map(" ".join)


def pages(of: st.SearchStrategy[str]) -> st.SearchStrategy[Page]:
    """Pages with paragraphs, points and rows."""
    rows = st.integers(1, 4).flatmap(
        lambda columns: st.builds(
            Rows,
            st.lists(st.lists(of, min_size=columns, max_size=columns), max_size=4),
            st.just(()) | st.lists(of, min_size=columns, max_size=columns),
        )
    )
    blocks = st.lists(of | st.builds(Bullets, st.lists(of, max_size=4)) | rows, max_size=3)
    return st.builds(Page, of, blocks, st.lists(st.builds(Section, of, blocks), max_size=2))


@given(pages(texts()))
def test_every_page_prints(page: Page) -> None:
    """Whatever its words and however empty, a page has a text without characters that steer, and HTML."""
    text = page.text()
    assert {one for one in text if unicodedata.category(one) in ("Cc", "Cf", "Cs")} <= {"\n"}
    shown = page.html()
    assert {one for one in shown if unicodedata.category(one) in ("Cc", "Cf", "Cs")} == set()
    own = {"section", "h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}
    assert set(re.findall(r"</?([^\s>]+)", shown)) <= own


@given(pages(short_words()), st.integers(60, 120))
def test_every_page_fits(page: Page, width: int) -> None:
    """Where words can be broken apart, no line is wider than the page, and none ends in spaces."""
    for line in page.text(width).split("\n"):
        assert width_of(line) <= width
        assert line == line.rstrip()


@given(pages(short_words()))
def test_no_word_is_lost(page: Page) -> None:
    """Wrapping breaks lines and loses no word."""
    words = re.findall(r"[a-zA-Z]+", page.html())
    tags = re.findall(r"[a-zA-Z]+", " ".join(re.findall(r"<[^>]*>", page.html())))
    assert sorted(re.findall(r"[a-zA-Z]+", page.text())) == sorted(_without(words, tags))


def _without(words: list[str], others: list[str]) -> list[str]:
    left = list(words)
    for one in others:
        left.remove(one)
    return left


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("a\tb\nc\r\n d", "a b c d"),
        ("\x1b[31mred\x1b[0m", "?[31mred?[0m"),
        ("a\u202eb\u200bc\ufeff", "a?b?c?"),
        ("null\x00", "null?"),
        ("line\u2028break", "line break"),
        ("\ud800", "?"),
        ("Côte d'Ivoire, 日本", "Côte d'Ivoire, 日本"),
        ("   ", ""),
    ],
)
def test_cleaning(text: str, expected: str) -> None:
    """Cleaning leaves letters alone, makes one line of many, and shows what steers as a question mark."""
    assert clean(text) == expected


def test_the_width_of_a_text() -> None:
    """Wide characters take two columns, combining ones none."""
    assert width_of("abc") == 3
    assert width_of("日本") == 4
    assert width_of("e\u0301") == 1


def test_wide_characters_wrap_by_columns() -> None:
    """A text of wide characters fits the page as well."""
    text = Page("日本語 " * 30, ["日本語 " * 30], [Section("t", [Rows([("x", "日本語 " * 30)])])]).text()
    assert max(map(width_of, text.split("\n"))) <= WIDTH


def test_columns_stand_under_each_other() -> None:
    """Cells of a column start at the same place, heads among them; the last column wraps under itself."""
    rows = Rows(
        [("us-chn", "145%", "one two three"), ("us-che-lie", "10%", "four")], ("talk", "duty", "status")
    )
    assert rows.text(30) == (
        "talk        duty  status\nus-chn      145%  one two\n                  three\nus-che-lie  10%   four"
    )


def test_a_table_has_heads_in_html() -> None:
    """Heads become header cells, and every cell is escaped."""
    assert Rows([("<b>",)], ("a & b",)).html() == (
        '<table><thead><tr><th scope="col">a &amp; b</th></tr></thead>'
        "<tbody><tr><td>&lt;b&gt;</td></tr></tbody></table>"
    )
    assert Rows([("x",)]).html() == "<table><tbody><tr><td>x</td></tr></tbody></table>"


@pytest.mark.parametrize(
    "rows",
    [
        Rows([]),
        Rows([], ("a", "")),
        Rows([("", "")]),
        Rows([("", "", "x")]),
        Rows([("x" * 200, "y")]),
        Rows([], ("day", "what", "talk", "")),
    ],
    ids=["nothing", "an empty head", "empty cells", "empty columns", "a long word", "heads alone"],
)
def test_sparse_rows_print(rows: Rows) -> None:
    """Rows without rows, without cells, or with a word wider than the page still print."""
    assert rows.text(WIDTH) == rows.text(WIDTH).rstrip()
    assert rows.html().startswith("<table>")


def test_points_wrap_under_themselves() -> None:
    """A point begins with a hyphen and goes on under its first word."""
    assert Bullets(["one two three four"]).text(12) == "- one two\n  three four"
    assert Bullets([]).text(12) == ""


def test_a_page_is_a_value() -> None:
    """Pages are equal when they say the same, and hash alike."""
    one, other = (Page("t", ["x", Bullets(["y"])], [Section("s", [Rows([("a", "b")])])]) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)


def test_what_is_shown_must_say_how() -> None:
    """A class that is shown and has no page is an error of its author."""
    with pytest.raises(NotImplementedError):
        str(Shown())

"""Plain data as TOML that reads back the same, and that people can read."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetalks.loading.toml_text import NoToml, quoted, record_text, table_text

if TYPE_CHECKING:
    from tradetalks.plain.data import Plain, Table


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_reads_back(text: str) -> None:
    """Quotes, backslashes, control characters, every script; and nothing that hides is written as it is."""
    written = quoted(text)
    assert tomllib.loads(f"x = {written}")["x"] == text
    assert written.isprintable()


def test_what_hides_is_escaped() -> None:
    """Characters that turn the direction of text, break lines or take no room."""
    assert quoted("a\u202eb\u2028c\x00d\u200be\x7f\U000e0041") == (
        '"a\\u202Eb\\u2028c\\u0000d\\u200Be\\u007F\\U000E0041"'
    )


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
def test_half_a_character_cannot_be_written(text: str) -> None:
    """No UTF-8 file holds it."""
    with pytest.raises(NoToml, match="surrogate"):
        quoted(text)


@pytest.mark.parametrize("number", [10**30, -(10**30)])
def test_a_number_that_would_not_be_read_is_not_written(number: int) -> None:
    """Thirty digits are the most."""
    with pytest.raises(NoToml, match="30 digits"):
        record_text("topics", {"order": number})


def test_a_record_is_laid_out_for_people() -> None:
    """Fields on lines, long lists member by member, codes as many to a line as fit, long tables below."""
    data: Table = {
        "id": "x",
        "verified": True,
        "announced": date(2025, 4, 2),
        "order": -3,
        "share": Decimal("12.5"),
        "empty": [],
        "nothing": {},
        "one": [{"title": "A"}],
        "two": [{"title": "A"}, {"title": "B"}],
        "codes": [f"{number}" for number in range(1000, 1020)],
        "texts": [
            "A sentence that goes on for a while, as sentences do.",
            "And another, just as long as that.",
        ],
        "long": {"words": "w" * 140},
        "text": {"title": "T", "articles": [{"number": "1"}, {"number": "2", "commitments": [{"id": "c"}]}]},
    }
    codes = ", ".join(f'"{number}"' for number in range(1000, 1012))
    more = ", ".join(f'"{number}"' for number in range(1012, 1020))
    assert (
        record_text("facts", data)
        == f"""\
[[facts]]
id = "x"
verified = true
announced = 2025-04-02
order = -3
share = 12.5
empty = []
nothing = {{}}
one = [{{ title = "A" }}]
two = [
    {{ title = "A" }},
    {{ title = "B" }},
]
codes = [
    {codes},
    {more},
]
texts = [
    "A sentence that goes on for a while, as sentences do.",
    "And another, just as long as that.",
]

    [facts.long]
    words = "{"w" * 140}"

    [facts.text]
    title = "T"

        [[facts.text.articles]]
        number = "1"

        [[facts.text.articles]]
        number = "2"

            [[facts.text.articles.commitments]]
            id = "c"
"""
    )
    assert tomllib.loads(record_text("facts", data), parse_float=Decimal)["facts"] == [data]


def test_the_outermost_table_has_no_header() -> None:
    """And what it holds is not set in."""
    data: Table = {"format": 1, "coverage": [{"kind": "acts", "note": "n" * 140}]}
    assert table_text(data) == f'format = 1\n\n[[coverage]]\nkind = "acts"\nnote = "{"n" * 140}"\n'


@given(
    st.recursive(
        st.booleans()
        | st.integers(-(10**29), 10**29)
        | st.text(st.characters(codec="utf-8"), max_size=50)
        | st.dates()
        | st.decimals(-1000, 1000, places=3),
        lambda inside: (
            st.lists(inside, max_size=3)
            | st.dictionaries(st.sampled_from(("a", "b", "text", "articles")), inside, max_size=3)
        ),
        max_leaves=12,
    )
)
def test_any_plain_data_reads_back(value: Plain) -> None:
    """As a field of a record; lists may mix."""
    text = record_text("facts", {"value": value})
    assert tomllib.loads(text, parse_float=Decimal)["facts"][0]["value"] == value

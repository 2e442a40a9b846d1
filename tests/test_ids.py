"""Ids: small letters, digits and single hyphens, at most 80 characters."""

from __future__ import annotations

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.strategies import ids
from tradetalks.vocabulary.ids import ID_LENGTH, BadId, check_id, slug, valid_id, valid_ids, valid_optional_id


@frozen(kw_only=True)
class Named:
    """Something with an id, perhaps another, and several more."""

    id: str = field(validator=valid_id)
    other: str | None = field(default=None, validator=valid_optional_id)
    more: tuple[str, ...] = field(default=(), validator=valid_ids)


@given(ids())
def test_an_id_is_kept_as_it_is(text: str) -> None:
    """A text of the form is an id, and its own slug."""
    assert check_id(text) == text
    assert slug(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "us china",
        "us--china",
        "-us",
        "us-",
        "us_china",
        "usé",
        "\uff11",
        "us\n",
        "a" * 81,
        "a-" * 5_000_000,
    ],
    ids=lambda text: repr(text[:12]) if len(text) < 13 else f"{len(text)}-characters",
)
def test_what_is_no_id_is_refused(text: str) -> None:
    """Capitals, spaces, doubled or loose hyphens, other letters and digits, and long texts make no id."""
    with pytest.raises(BadId) as caught:
        check_id(text)
    assert caught.value.text == text[:ID_LENGTH]


def test_an_id_may_have_eighty_characters() -> None:
    """The longest id has 80 characters, no fewer."""
    assert check_id("a" * ID_LENGTH) == "a" * 80


@given(st.text(max_size=200))
def test_a_slug_is_an_id_or_refused(text: str) -> None:
    """Any text makes an id or, without a letter or digit to offer, none."""
    try:
        made = slug(text)
    except BadId:
        assert not any(letter.isascii() and letter.isalnum() for letter in text.lower())
    else:
        assert check_id(made) == made


def test_a_long_slug_is_cut_at_a_letter() -> None:
    """A slug cut to length does not end in a hyphen."""
    assert slug("a" * 79 + " and more") == "a" * 79


def test_the_validators_let_ids_through() -> None:
    """Attributes that hold ids take them, and those that may hold nothing take that."""
    assert Named(id="eo-14257", other="x", more=("a", "b")).more == ("a", "b")
    assert Named(id="eo-14257").other is None


@pytest.mark.parametrize(
    ("named", "other", "more"),
    [
        pytest.param("A", None, (), id="one"),
        pytest.param("a", "B C", (), id="optional"),
        pytest.param("a", None, ("b", "c d"), id="several"),
    ],
)
def test_the_validators_refuse_what_is_no_id(named: str, other: str | None, more: tuple[str, ...]) -> None:
    """Each validator refuses a text that is no id."""
    with pytest.raises(BadId):
        Named(id=named, other=other, more=more)

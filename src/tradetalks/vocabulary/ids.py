"""Ids: how facts name each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tradetalks.errors import TradeTalksError

if TYPE_CHECKING:
    from attrs import Attribute

__all__ = ["ID_LENGTH", "BadId", "check_id", "slug", "valid_id", "valid_ids", "valid_optional_id"]

#: The most characters an id may have.
ID_LENGTH = 80
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class BadId(TradeTalksError, ValueError):
    """A text that cannot name a fact.

    >>> check_id("US China")
    Traceback (most recent call last):
    ...
    tradetalks.vocabulary.ids.BadId: 'US China' is not an id: write small letters, digits and single hyphens, at most 80 characters
    """

    def __init__(self, text: str) -> None:
        """Keep the text that was refused."""
        super().__init__(text[:ID_LENGTH])
        #: The text that was refused, cut to a printable length.
        self.text = text[:ID_LENGTH]

    def __str__(self) -> str:
        """Return one clear sentence."""
        return (
            f"{self.text!r} is not an id: write small letters, digits and single hyphens, "
            f"at most {ID_LENGTH} characters"
        )


def check_id(text: str) -> str:
    """Return ``text`` if it is an id.

    Raises:
        BadId: when it is not ``[a-z0-9]+(-[a-z0-9]+)*`` of at most 80 characters.

    >>> check_id("eo-14257-cn")
    'eo-14257-cn'
    """
    if len(text) > ID_LENGTH or not _ID.fullmatch(text):
        raise BadId(text)
    return text


def slug(text: str) -> str:
    """Turn any text into an id, as far as it has letters or digits to offer.

    >>> slug("Fact Sheet: U.S.-China, 12 May")
    'fact-sheet-u-s-china-12-may'
    """
    made = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:ID_LENGTH].strip("-")
    return check_id(made)


def valid_id(_instance: object, _attribute: Attribute[str], value: str) -> None:
    """Validate an attribute that holds an id."""
    check_id(value)


def valid_optional_id(_instance: object, _attribute: Attribute[str | None], value: str | None) -> None:
    """Validate an attribute that holds an id or nothing."""
    if value is not None:
        check_id(value)


def valid_ids(_instance: object, _attribute: Attribute[tuple[str, ...]], value: tuple[str, ...]) -> None:
    """Validate an attribute that holds ids."""
    for one in value:
        check_id(one)

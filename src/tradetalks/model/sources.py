"""Sources: where a fact is stated, with the place inside the document."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from tradetalks.dates.days import as_optional_day
from tradetalks.errors import TradeTalksError
from tradetalks.vocabulary.ids import valid_optional_id
from tradetalks.vocabulary.kinds import Standing

__all__ = ["BadSource", "Source"]


class BadSource(TradeTalksError, ValueError):
    """A source without a title, or with an address that is no web address."""


@frozen(kw_only=True)
class Source:
    """A document and the place in it that states a fact.

    >>> source = Source(
    ...     title="Executive Order 14257", citation="90 FR 15041", at="sec. 3(c)", standing=Standing.OFFICIAL
    ... )
    >>> print(source)
    Executive Order 14257, 90 FR 15041, sec. 3(c)
    """

    #: The title of the document.
    title: str = field()
    #: The pinpoint: section, clause, note, page or paragraph; None for the document as a whole.
    at: str | None = None
    #: How the document is cited, such as ``90 FR 15041``.
    citation: str | None = None
    #: Its address.
    url: str | None = field(default=None)
    #: Who issued it.
    issuer: str | None = None
    #: What it is, and so how far it can bear a fact.
    standing: Standing = field(default=Standing.SECONDARY, converter=Standing)
    #: The day it bears.
    issued: date | None = field(default=None, converter=as_optional_day)
    #: The day it was published, where that is known.
    published: date | None = field(default=None, converter=as_optional_day)
    #: The day in the words of the document, where it names none.
    issued_wording: str | None = None
    #: The day it was read, where that is known.
    retrieved: date | None = field(default=None, converter=as_optional_day)
    #: The id under which the record lists the document, or None for one cited in place.
    document: str | None = field(default=None, validator=valid_optional_id)
    #: Whatever a reader should know.
    note: str | None = None

    @title.validator
    def _has_a_title(self, _attribute: object, value: str) -> None:
        if not value.strip():
            raise BadSource("a source has no title: name the document")

    @url.validator
    def _is_a_web_address(self, _attribute: object, value: str | None) -> None:
        if value is not None and not value.startswith(("https://", "http://")):
            raise BadSource(f"{value[:80]!r} is no web address: it must begin with https://")

    @classmethod
    def what_if(cls, text: str) -> Source:
        """Make the source of a supposition; every answer that rests on it says so.

        >>> Source.what_if("China at 80 %").is_what_if
        True
        """
        return cls(title=text, standing=Standing.WHAT_IF)

    @property
    def is_what_if(self) -> bool:
        """Whether this is a supposition rather than a document."""
        return self.standing is Standing.WHAT_IF

    def __str__(self) -> str:
        """Return the source as it is cited."""
        cited = ", ".join(part for part in (self.title, self.citation, self.at) if part)
        return f"what if: {cited}" if self.is_what_if else cited

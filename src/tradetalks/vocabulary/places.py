"""Places: countries and customs territories, blocs with dated membership, and scopes of both."""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.dates.days import as_optional_day
from tradetalks.errors import TradeTalksError
from tradetalks.package_files import package_text
from tradetalks.vocabulary.ids import valid_id
from tradetalks.vocabulary.kinds import BlocKind

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "EVERYWHERE",
    "BadPlaces",
    "Bloc",
    "Country",
    "Membership",
    "PlaceScope",
    "UnknownCountry",
    "countries",
    "country",
    "is_country",
    "place_name",
]

#: The word for "any origin" in a scope.
EVERYWHERE = "*"
_CODE = re.compile(r"[A-Z]{2}")


class UnknownCountry(TradeTalksError, LookupError):
    """A code that is neither in ISO 3166-1 nor used for a customs territory in trade data.

    >>> country("UK")
    Traceback (most recent call last):
    ...
    tradetalks.vocabulary.places.UnknownCountry: no country has the code 'UK': give two capital letters of ISO 3166-1, such as GB
    """

    def __init__(self, code: str) -> None:
        """Keep the code that was asked for."""
        super().__init__(code[:40])
        self.code = code[:40]

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"no country has the code {self.code!r}: give two capital letters of ISO 3166-1, such as GB"


class BadPlaces(TradeTalksError, ValueError):
    """A scope or a membership of places that says nothing or contradicts itself.

    >>> PlaceScope(("*", "CN"))
    Traceback (most recent call last):
    ...
    tradetalks.vocabulary.places.BadPlaces: a scope of every place names CN as well
    """


@frozen
class Country:
    """A country or customs territory, by its ISO 3166-1 alpha-2 code.

    Taiwan, Hong Kong and Macau stand apart as they do in trade data; Kosovo has the user-assigned
    code XK. Names are short and take no side; ``note`` says how others list the place.

    >>> print(country("CN"), country("XK").numeric)
    China None
    """

    #: ISO 3166-1 alpha-2 code, or XK.
    code: str
    #: ISO 3166-1 alpha-3 code, or XKX.
    alpha3: str
    #: ISO 3166-1 numeric code, or None where there is none.
    numeric: str | None
    #: A short name in English.
    name: str
    #: How others list the place, where that differs.
    note: str | None = None

    def __str__(self) -> str:
        """Return the name."""
        return self.name


@cache
def countries() -> tuple[Country, ...]:
    """Return every country and customs territory, by code.

    >>> len(countries())
    250
    """
    rows = csv.DictReader(package_text("data/vocabulary/countries.csv").splitlines())
    return tuple(
        Country(row["code"], row["alpha3"], row["numeric"] or None, row["name"], row["note"] or None)
        for row in rows
    )


@cache
def _by_code() -> dict[str, Country]:
    return {one.code: one for one in countries()}


def country(code: str) -> Country:
    """Return the country with this ISO 3166-1 alpha-2 code.

    Raises:
        UnknownCountry: when there is none.
    """
    try:
        return _by_code()[code]
    except (KeyError, TypeError):
        raise UnknownCountry(str(code)) from None


def is_country(code: str) -> bool:
    """Whether ``code`` is a country's.

    >>> is_country("XK"), is_country("EU")
    (True, False)
    """
    return code in _by_code()


def _sorted_codes(codes: Iterable[str]) -> tuple[str, ...]:
    return (codes,) if isinstance(codes, str) else tuple(sorted(set(codes)))


@frozen(kw_only=True)
class Membership:
    """The members of a bloc over one spell of days."""

    #: The first day, or None where no beginning is known or needed.
    starts: date | None = field(default=None, converter=as_optional_day)
    #: The first day no longer, or None while it lasts.
    ends: date | None = field(default=None, converter=as_optional_day)
    #: Codes of the members, sorted.
    places: tuple[str, ...] = field(converter=_sorted_codes)

    def __attrs_post_init__(self) -> None:
        """Refuse a spell without a day or without a member."""
        if self.starts is not None and self.ends is not None and self.ends <= self.starts:
            raise BadPlaces(f"a membership ends on {self.ends}, not after its start {self.starts}")
        if not self.places:
            raise BadPlaces("a membership names no member")

    def covers(self, on: date) -> bool:
        """Whether the spell holds on that day."""
        return (self.starts is None or self.starts <= on) and (self.ends is None or on < self.ends)


@frozen(kw_only=True)
class Bloc:
    """A set of places with dated membership, which may itself be a party or an origin."""

    #: The id of the bloc.
    id: str = field(validator=valid_id)
    #: Two capitals where the bloc has a code of its own (EU); else it is named by its id.
    code: str | None = field(default=None)
    #: Its name.
    name: str
    #: What holds its members together.
    kind: BlocKind = field(converter=BlocKind)
    #: Its members by spells of days.
    spells: tuple[Membership, ...]
    #: Whatever a reader should know.
    note: str | None = None

    @code.validator
    def _is_two_capitals(self, _attribute: object, value: str | None) -> None:
        if value is not None and not _CODE.fullmatch(value):
            raise UnknownCountry(value)

    @property
    def symbol(self) -> str:
        """How origins and parties name the bloc: its code, or its id."""
        return self.code or self.id

    def members(self, on: date) -> frozenset[str]:
        """Return the codes of the members on that day."""
        return frozenset(place for spell in self.spells if spell.covers(on) for place in spell.places)


@frozen
class PlaceScope:
    """Which places a rule is about: places and blocs in, places and blocs out.

    >>> print(PlaceScope(("*",), ("CA", "MX")))
    everywhere except CA, MX
    """

    #: Codes of places and symbols of blocs, or ``*`` for every place.
    within: tuple[str, ...] = field(converter=_sorted_codes)
    #: The same, taken out.
    without: tuple[str, ...] = field(default=(), converter=_sorted_codes)

    def __attrs_post_init__(self) -> None:
        """Refuse a scope of nowhere, of everywhere and somewhere, or with a place both in and out."""
        if not self.within:
            raise BadPlaces("a scope names no place: give codes, or * for every place")
        if EVERYWHERE in self.within and len(self.within) > 1:
            others = ", ".join(one for one in self.within if one != EVERYWHERE)
            raise BadPlaces(f"a scope of every place names {others} as well")
        both = set(self.within) & set(self.without)
        if both:
            raise BadPlaces(f"a scope takes {', '.join(sorted(both))} both in and out")

    def __str__(self) -> str:
        """Return the scope in words."""
        inside = "everywhere" if self.within == (EVERYWHERE,) else ", ".join(self.within)
        return f"{inside} except {', '.join(self.without)}" if self.without else inside


#: How a text speaks of the symbols that are no country, and of the countries it names more shortly.
_NAMES = {"EU": "European Union", "US": "United States", "both": "both sides"}
#: Names that take an article in running text.
_WITH_ARTICLE = frozenset(
    ("AE", "BS", "CD", "CF", "DO", "EU", "FK", "GB", "GM", "KM", "MH", "NL", "PH", "SB", "US")
)


def place_name(symbol: str, *, article: bool = False) -> str:
    """Return the name of a place; an unknown symbol, such as a bloc's id, is its own name.

    Args:
        symbol: an ISO code, the symbol of a bloc, or ``both``.
        article: whether to put the article before a name that takes one in running text.

    >>> place_name("GB"), place_name("US", article=True), place_name("MG", article=True)
    ('United Kingdom', 'the United States', 'Madagascar')
    """
    name = _NAMES.get(symbol)
    if name is None:
        name = _by_code()[symbol].name if is_country(symbol) else symbol
    return f"the {name}" if article and symbol in _WITH_ARTICLE else name

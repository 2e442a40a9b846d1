"""Places: the table of countries, blocs with their spells, and scopes of both."""

from __future__ import annotations

import re
from datetime import date

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given

from tests.laws.strategies import country_codes, place_scopes, through_pickle
from tradetalks.vocabulary import places
from tradetalks.vocabulary.kinds import BlocKind
from tradetalks.vocabulary.places import (
    BadPlaces,
    Bloc,
    Country,
    Membership,
    PlaceScope,
    UnknownCountry,
    countries,
    country,
    is_country,
)

EU = Bloc(
    id="european-union",
    code="EU",
    name="European Union",
    kind=BlocKind.UNION,
    spells=(
        Membership(ends=date(2020, 2, 1), places=("FR", "DE", "GB")),
        Membership(starts=date(2020, 2, 1), places=("FR", "DE")),
    ),
)


def test_the_table_is_whole_and_sorted() -> None:
    """There are 249 entries of ISO 3166-1 and Kosovo, by code."""
    codes = [one.code for one in countries()]
    assert len(codes) == 250
    assert codes == sorted(codes)


@pytest.mark.parametrize("part", ["code", "alpha3", "numeric", "name"])
def test_no_two_places_share_a_code_or_a_name(part: str) -> None:
    """Codes, numbers and names are each place's own."""
    values = [getattr(one, part) for one in countries()]
    assert len(set(values)) == len(values)


@given(country_codes())
def test_each_place_is_well_formed(code: str) -> None:
    """Codes have their letters and digits, names and notes read as names and sentences."""
    one = country(code)
    assert one.code == code
    assert re.fullmatch("[A-Z]{2}", one.code)
    assert re.fullmatch("[A-Z]{3}", one.alpha3)
    assert one.numeric is None or re.fullmatch("[0-9]{3}", one.numeric)
    assert one.name == one.name.strip() == str(one)
    assert one.name[0].isupper()
    assert one.note is None or one.note.endswith(".")


def test_only_kosovo_has_no_number() -> None:
    """Kosovo alone stands outside ISO 3166-1, under the code that customs and statistics use."""
    assert [one.code for one in countries() if one.numeric is None] == ["XK"]
    assert country("XK").alpha3 == "XKX"


@pytest.mark.parametrize(
    ("code", "name", "noted"),
    [
        ("CN", "China", None),
        ("HK", "Hong Kong", "separate customs territory"),
        ("MO", "Macau", "separate customs territory"),
        ("TW", "Taiwan", "Separate Customs Territory of Taiwan, Penghu, Kinmen and Matsu"),
        ("XK", "Kosovo", "user-assigned"),
        ("PS", "West Bank and Gaza Strip", "ISO 3166-1 lists it as Palestine, State of"),
        ("FK", "Falkland Islands", "Malvinas"),
        ("MM", "Myanmar", "Burma"),
        ("EH", "Western Sahara", "ISO 3166-1"),
        ("KR", "South Korea", None),
        ("KP", "North Korea", None),
        ("TR", "Türkiye", None),
    ],
)
def test_names_take_no_side(code: str, name: str, noted: str | None) -> None:
    """Places that are counted or called differently have a short name of their own and a note that says how."""
    one = country(code)
    assert one.name == name
    assert noted is None or noted in (one.note or "")
    assert not any(word in one.name for word in ("Province", "Republic of China", "occupied", "SAR"))


@pytest.mark.parametrize(
    "code",
    ["UK", "EU", "gb", "GBR", "", "\uff27\uff22", "G" * 10_000_000],
    ids=lambda code: code[:5] or "empty",
)
def test_an_unknown_code_is_refused(code: str) -> None:
    """A code that names no country is an error that keeps the code."""
    assert not is_country(code)
    with pytest.raises(UnknownCountry) as caught:
        country(code)
    assert caught.value.code == code[:40]


@pytest.mark.parametrize("code", [156, None, ["CN"]], ids=["int", "none", "list"])
def test_what_is_no_code_at_all_is_refused(code: object) -> None:
    """A value of another type, even one that cannot be looked up, is the same error."""
    with pytest.raises(UnknownCountry):
        country(code)  # type: ignore[arg-type]


def test_a_country_is_a_value() -> None:
    """A country cannot be changed, equals and hashes by its parts, is small, and comes back from pickle."""
    one = country("JP")
    assert one == Country("JP", "JPN", "392", "Japan")
    assert len({one, Country("JP", "JPN", "392", "Japan")}) == 1
    assert through_pickle(one) == one
    assert not hasattr(one, "__dict__")
    with pytest.raises(FrozenInstanceError):
        one.name = "Nippon"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("on", "members"),
    [
        (date(2020, 1, 31), {"DE", "FR", "GB"}),
        (date(2020, 2, 1), {"DE", "FR"}),
        (date(1900, 1, 1), {"DE", "FR", "GB"}),
        (date(2100, 1, 1), {"DE", "FR"}),
    ],
)
def test_a_bloc_has_members_on_a_day(on: date, members: set[str]) -> None:
    """The members are those of the spell that holds on the day, whose end is the first day no longer."""
    assert EU.members(on) == members


def test_a_bloc_is_named_by_its_code_or_its_id() -> None:
    """Origins name a bloc by two capitals where it has them, else by its id."""
    assert EU.symbol == "EU"
    bloc = Bloc(id="usmca", name="USMCA", kind=BlocKind.FREE_TRADE_AREA, spells=EU.spells)
    assert bloc.symbol == "usmca"


def test_a_bloc_is_a_value() -> None:
    """A bloc hashes, comes back from pickle, and sorts its members once each."""
    assert through_pickle(EU) == EU
    assert hash(through_pickle(EU)) == hash(EU)
    assert EU.spells[0].places == ("DE", "FR", "GB")
    assert Membership(places=("FR", "FR")).places == ("FR",)


@pytest.mark.parametrize("code", ["eu", "EUR", "E1", ""])
def test_a_bloc_with_a_code_of_another_form_is_refused(code: str) -> None:
    """The code of a bloc is two capitals."""
    with pytest.raises(UnknownCountry):
        Bloc(id="european-union", code=code, name="European Union", kind=BlocKind.UNION, spells=EU.spells)


@pytest.mark.parametrize("ends", [date(2020, 2, 1), date(2020, 1, 1)])
def test_a_spell_without_a_day_is_refused(ends: date) -> None:
    """A membership ends after it starts."""
    with pytest.raises(BadPlaces, match="not after its start"):
        Membership(starts=date(2020, 2, 1), ends=ends, places=("FR",))


def test_a_spell_without_a_member_is_refused() -> None:
    """A membership has members."""
    with pytest.raises(BadPlaces, match="no member"):
        Membership(places=())


@given(place_scopes())
def test_a_scope_of_places_is_a_value(scope: PlaceScope) -> None:
    """A scope equals one of the same places in another order, hashes like it, and comes back from pickle."""
    again = PlaceScope(scope.within[::-1], set(scope.without))
    assert again == scope
    assert hash(again) == hash(scope)
    assert through_pickle(scope) == scope


@pytest.mark.parametrize(
    ("scope", "text"),
    [
        (PlaceScope(("*",)), "everywhere"),
        (PlaceScope("CN"), "CN"),
        (PlaceScope(("MX", "CA"), "EU"), "CA, MX except EU"),
    ],
    ids=["everywhere", "one", "several"],
)
def test_a_scope_of_places_prints_in_words(scope: PlaceScope, text: str) -> None:
    """A scope says which places it takes in and which out; a single text is one code, not its letters."""
    assert str(scope) == text


@pytest.mark.parametrize(
    ("within", "without", "words"),
    [
        pytest.param((), (), "no place", id="nowhere"),
        pytest.param(("*", "CN"), (), "names CN as well", id="everywhere-and-somewhere"),
        pytest.param(("CN", "HK"), ("HK",), "HK both in and out", id="in-and-out"),
    ],
)
def test_a_scope_that_makes_no_sense_is_refused(
    within: tuple[str, ...], without: tuple[str, ...], words: str
) -> None:
    """A scope of nowhere, of more than everywhere, or with a place both in and out is an error."""
    with pytest.raises(BadPlaces, match=words):
        PlaceScope(within, without)


def test_every_public_name_is_listed() -> None:
    """What other rooms use of the module stands in its list of names."""
    assert {"is_country", "country", "countries"} <= set(places.__all__)

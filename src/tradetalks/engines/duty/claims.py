"""What an importer claims about a shipment: a closed, typed set; what is not given is not "no"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from attrs import evolve, field, fields_dict, frozen

from tradetalks.dates.days import as_optional_day
from tradetalks.errors import TradeTalksError
from tradetalks.vocabulary.ids import valid_ids
from tradetalks.vocabulary.kinds import ClaimName
from tradetalks.vocabulary.numbers import BadNumber, exact, printed
from tradetalks.vocabulary.places import is_country
from tradetalks.vocabulary.special_rates import BadSymbol, check_symbol

__all__ = [
    "END_USES",
    "NOTHING_CLAIMED",
    "UK_QUOTA",
    "USES",
    "VEHICLE_TYPES",
    "BadClaim",
    "ClaimMapping",
    "Claims",
    "as_claims",
]

#: What a vehicle can be claimed to be.
VEHICLE_TYPES = ("bus", "heavy_truck", "light_truck", "passenger")
#: What a good can be claimed to be for, where the duty hangs on its use.
USES = ("kitchen_cabinet", "not_kitchen_cabinet", "not_vehicle_part", "passenger_vehicle_part", "truck_part")
#: Where and by whom a good can be claimed to be used in the end.
END_USES = (
    "none", "pharmaceutical", "us_civil_industrial", "us_consumer", "us_data_center", "us_public_sector",
    "us_repair", "us_research", "us_startup",
)  # fmt: skip
#: How a British car or part can stand to the quota.
UK_QUOTA = ("in", "over")
_HUNDRED = Decimal(100)
_LONGEST_UNIT = 60
_METALS = ("steel_content_percent", "aluminum_content_percent", "copper_content_percent")
#: The symbols of the special column that the USMCA gives.
_USMCA_SYMBOLS = ("S", "S+")


class BadClaim(TradeTalksError, ValueError):
    """A claim that no act asks for, or a value that it cannot have.

    >>> as_claims({"usmca": True})
    Traceback (most recent call last):
    ...
    tradetalks.engines.duty.claims.BadClaim: 'usmca' is no claim: write one such as usmca_qualifying
    """

    def __init__(self, claim: str, value: str | None, expected: str) -> None:
        """Keep the claim, the value as it prints, and what would do."""
        super().__init__(claim[:60], value and value[:60], expected)
        self.claim = claim[:60]
        self.value = value and value[:60]
        self.expected = expected

    def __str__(self) -> str:
        """Return one clear sentence."""
        if self.value is None:
            return f"{self.claim!r} is no claim: write {self.expected}"
        claim = f"the claim {self.claim}" if self.claim else "such a claim"
        return f"{self.value} is no value of {claim}: give {self.expected}"


class ClaimMapping(TypedDict, total=False):
    """Claims as a mapping: the names and types of :class:`Claims`, each may be left out."""

    preference: str
    usmca_qualifying: bool
    us_content_percent: Decimal | int | str
    us_content_approved_by_commerce: bool
    steel_content_percent: Decimal | int | str
    aluminum_content_percent: Decimal | int | str
    copper_content_percent: Decimal | int | str
    metal_weight_percent: Decimal | int | str
    steel_melted_and_poured: str | Iterable[str]
    aluminum_smelted_or_cast: str | Iterable[str]
    vehicle_type: str
    use: str
    end_use: str
    civil_aircraft: bool
    semiconductor_article_note_39b: bool
    loaded_on_final_vessel: date | str
    within_quota: bool
    uk_quota: str
    cbp_transshipment_finding: bool
    customs_value_usd: Decimal | int | str
    quantity: Decimal | int | str
    quantity_unit: str
    described_by: str | Iterable[str]


def _refused(value: object, expected: str) -> BadClaim:
    return BadClaim("", repr(value), expected)


def _yes(value: bool | str | None) -> bool | None:  # noqa: FBT001 - attrs calls it
    if value is None or isinstance(value, bool):
        return value
    if value in ("yes", "no"):
        return value == "yes"
    raise _refused(value, "True, False, 'yes' or 'no'")


def _number(value: Decimal | int | str | None) -> Decimal | None:
    if value is None:
        return None
    try:
        number = exact(value)
    except BadNumber:
        raise _refused(value, "an exact number: a Decimal, an int or a text such as '12.5'") from None
    if number < 0:
        raise _refused(value, "a number that is not negative")
    return number


def _share(value: Decimal | int | str | None) -> Decimal | None:
    number = _number(value)
    if number is not None and number > _HUNDRED:
        raise _refused(value, "a percent from 0 to 100")
    return number


def _countries(value: str | Iterable[str] | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    codes = _several(value, "the ISO codes of countries")
    if not codes or any(not is_country(one) for one in codes):
        raise _refused(value, "two capital letters of ISO 3166-1 for each country")
    return tuple(sorted(set(codes)))


def _several(value: str | Iterable[str], expected: str) -> tuple[str, ...]:
    given = (value,) if isinstance(value, str) else value
    try:
        made = tuple(given)
    except TypeError:
        raise _refused(value, expected) from None
    if not all(isinstance(one, str) for one in made):
        raise _refused(value, expected)
    return made


def _word(value: str | None, words: tuple[str, ...]) -> str | None:
    if value is None or value in words:
        return value
    raise _refused(value, f"{', '.join(words[:-1])} or {words[-1]}")


def _vehicle_type(value: str | None) -> str | None:
    return _word(value, VEHICLE_TYPES)


def _use(value: str | None) -> str | None:
    return _word(value, USES)


def _end_use(value: str | None) -> str | None:
    return _word(value, END_USES)


def _uk_quota(value: str | None) -> str | None:
    return _word(value, UK_QUOTA)


def _ids(value: str | Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(_several(value, "ids of the record"))))


def _symbol(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return check_symbol(value)
    except BadSymbol:
        raise _refused(value, "a symbol of the special column, such as S, KR or A+") from None


def _text(value: str | None) -> str | None:
    if value is None or 0 < len(str(value)) <= _LONGEST_UNIT:
        return value
    raise _refused(value, "the unit as the schedule prints it, such as kg")


def _day(value: date | str | None) -> date | None:
    try:
        return as_optional_day(value)
    except (TradeTalksError, TypeError):
        raise _refused(value, "a date or ISO text, never a time") from None


@frozen(kw_only=True, cache_hash=True)
class Claims:
    """What an importer claims about a shipment. Every one may be left out; a float is refused.

    >>> claims = Claims(steel_content_percent="37.5", usmca_qualifying=True)
    >>> print(claims)
    usmca_qualifying yes, steel_content_percent 37.5
    >>> Claims(use="toy")
    Traceback (most recent call last):
    ...
    tradetalks.engines.duty.claims.BadClaim: 'toy' is no value of such a claim: give kitchen_cabinet, not_kitchen_cabinet, not_vehicle_part, passenger_vehicle_part or truck_part
    """

    #: The symbol of the preference under which column 1, special, is claimed (general note 3(c) of the schedule).
    preference: str | None = field(default=None, converter=_symbol)
    #: Whether the goods enter free under the USMCA (EO 14231, EO 14232, Proc. 10908 cl. 1, Proc. 11012).
    usmca_qualifying: bool | None = field(default=None, converter=_yes)
    #: Percent of the value that is of United States origin (EO 14257 sec. 3(f), Proc. 10908 cl. 1, Proc. 10984).
    us_content_percent: Decimal | None = field(default=None, converter=_share)
    #: Whether Commerce has approved that content for the model (Proc. 10908 cl. 1, Proc. 10984).
    us_content_approved_by_commerce: bool | None = field(default=None, converter=_yes)
    #: Percent of the value that is steel (Proc. 10896 cl. 4, Proc. 10947 cl. 6).
    steel_content_percent: Decimal | None = field(default=None, converter=_share)
    #: Percent of the value that is aluminum (Proc. 10895 cl. 5, Proc. 10947 cl. 6).
    aluminum_content_percent: Decimal | None = field(default=None, converter=_share)
    #: Percent of the value that is copper (Proc. 10962 cl. 2).
    copper_content_percent: Decimal | None = field(default=None, converter=_share)
    #: Percent of the weight that is steel, aluminum and copper together (Proc. 11021, note 16(c) of chapter 99).
    metal_weight_percent: Decimal | None = field(default=None, converter=_share)
    #: Where the steel was melted and poured, ISO codes (Proc. 10896 cl. 4, Proc. 11021).
    steel_melted_and_poured: tuple[str, ...] | None = field(default=None, converter=_countries)
    #: Where the aluminum was smelted or cast, ISO codes (Proc. 10522, Proc. 10895 cl. 5, Proc. 11021).
    aluminum_smelted_or_cast: tuple[str, ...] | None = field(default=None, converter=_countries)
    #: What kind of vehicle it is (Proc. 10908, Proc. 10984), one of :data:`VEHICLE_TYPES`.
    vehicle_type: str | None = field(default=None, converter=_vehicle_type)
    #: What it is for (Proc. 10908, Proc. 10976, Proc. 10984), one of :data:`USES`.
    use: str | None = field(default=None, converter=_use)
    #: Where it is used in the end (Proc. 11002, the notices on generic drugs), one of :data:`END_USES`.
    end_use: str | None = field(default=None, converter=_end_use)
    #: Whether it is an article of civil aircraft (EO 14309, EO 14345, Proc. 11012 and others).
    civil_aircraft: bool | None = field(default=None, converter=_yes)
    #: Whether it is an article that note 39(b) to chapter 99 describes (Proc. 11002).
    semiconductor_article_note_39b: bool | None = field(default=None, converter=_yes)
    #: The day on which it was loaded on the final vessel (EO 14257, EO 14266, EO 14326, Proc. 11012 and others).
    loaded_on_final_vessel: date | None = field(default=None, converter=_day)
    #: Whether it enters within a quota (Procs. 9705 and 9704 as changed, Proc. 11051).
    within_quota: bool | None = field(default=None, converter=_yes)
    #: Whether a British car enters in the quota or over it (EO 14309), one of :data:`UK_QUOTA`.
    uk_quota: str | None = field(default=None, converter=_uk_quota)
    #: Whether customs has found it to be transshipped (EO 14326 sec. 3, EO 14325 sec. 3).
    cbp_transshipment_finding: bool | None = field(default=None, converter=_yes)
    #: The customs value, in US dollars, where a specific duty is to be compared with a percent.
    customs_value_usd: Decimal | None = field(default=None, converter=_number)
    #: The quantity, in the unit of the specific duty.
    quantity: Decimal | None = field(default=None, converter=_number)
    #: That unit, as the schedule prints it.
    quantity_unit: str | None = field(default=None, converter=_text)
    #: Ids of measures and lists whose goods or conditions in words the importer claims to fit: a donation, an
    #: excluded product, a certificate. Each measure and list names its act.
    described_by: tuple[str, ...] = field(default=(), converter=_ids, validator=valid_ids)

    def __attrs_post_init__(self) -> None:
        """Refuse metals that are more than the whole."""
        shares = [share for name in _METALS if (share := getattr(self, name)) is not None]
        if sum(shares, Decimal(0)) > _HUNDRED:
            raise BadClaim(
                "steel, aluminum and copper content", printed(sum(shares, Decimal(0))), "at most 100 in all"
            )

    @property
    def given(self) -> Mapping[str, object]:
        """The claims that are given, by name."""
        return {
            name: value
            for name in fields_dict(Claims)
            if (value := getattr(self, name)) is not None and value != ()
        }

    def with_(self, name: str, value: object) -> Claims:
        """Return the claims with one of them given or given otherwise."""
        changed: dict[str, Any] = {name: value}
        return evolve(self, **changed)

    def words(self, claim: ClaimName) -> tuple[str, ...] | None:
        """Return a claim as conditions name its values; None where it is not given.

        A preference of the USMCA says that the goods qualify; a place in the British quota is a place in a quota.
        """
        value: object = getattr(self, claim.value)
        if value is None and claim is ClaimName.USMCA_QUALIFYING and self.preference in _USMCA_SYMBOLS:
            value = True
        if value is None and claim is ClaimName.WITHIN_QUOTA and self.uk_quota is not None:
            value = self.uk_quota == "in"
        match value:
            case None:
                return None
            case bool():
                return ("yes" if value else "no",)
            case tuple():
                return value
            case Decimal():
                return (printed(value),)
            case _:
                return (str(value),)

    def __str__(self) -> str:
        """Return the claims in words."""
        return (
            ", ".join(f"{name} {plain_claim(value)}" for name, value in self.given.items())
            or "nothing claimed"
        )


def plain_claim(value: object) -> str:
    """Return the value of a claim as text."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return printed(value)
        case tuple():
            return " and ".join(map(str, value))
        case _:
            return str(value)


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    beginning = [one for one in _NAMES if one.startswith(name)]
    return (beginning or get_close_matches(name, _NAMES, n=1, cutoff=0.3) or ["usmca_qualifying"])[0]


def as_claims(claims: Claims | ClaimMapping | None) -> Claims:
    """Return claims given in either form; None claims nothing.

    Raises:
        BadClaim: for an unknown name or a value that the claim cannot have.

    >>> as_claims({"use": "truck_part"}) == Claims(use="truck_part")
    True
    """
    if claims is None:
        return NOTHING_CLAIMED
    if isinstance(claims, Claims):
        return claims
    if not isinstance(claims, Mapping):
        raise BadClaim(repr(claims), None, "a mapping from names of claims to their values, or Claims")
    for name in claims:
        if name not in _NAMES:
            raise BadClaim(str(name), None, f"one such as {_nearest(str(name))}")
    try:
        return Claims(**claims)
    except BadClaim as bad:
        raise BadClaim(_culprit(claims), bad.value, bad.expected) from None


def _culprit(claims: ClaimMapping) -> str:
    """Return the claim that is refused by itself, or words for what only goes wrong together."""
    for name, value in claims.items():
        alone: dict[str, Any] = {name: value}
        try:
            evolve(NOTHING_CLAIMED, **alone)
        except BadClaim:
            return name
    return "steel, aluminum and copper content"


_NAMES = tuple(fields_dict(Claims))

#: The claims of an importer who claims nothing.
NOTHING_CLAIMED = Claims()

"""Answers: claims, amounts to the cent, bounds, receipts, and what is not covered."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.duty.desks import desk
from tradetalks.dossier import UnknownPlace
from tradetalks.engines.duty.claims import BadClaim, Claims, as_claims
from tradetalks.engines.duty.layers import NeedsQuantity
from tradetalks.errors import NotCovered
from tradetalks.model.tariff_lines import LineNeeded, UnknownLine
from tradetalks.plain.canonical import digest

if TYPE_CHECKING:
    from tradetalks.engines.duty.answer import Duty

TOYS, COIL, FRIDGE = "9503.00.00.73", "7208.10.15.00", "8418.10.00"


@pytest.mark.parametrize(
    "claims",
    [
        {"usmca": True},
        {"usmca_qualifying": 1},
        {"usmca_qualifying": "maybe"},
        {"us_content_percent": 0.5},
        {"us_content_percent": 101},
        {"us_content_percent": -1},
        {"us_content_percent": "nan"},
        {"steel_content_percent": 60, "copper_content_percent": 41},
        {"use": "toy"},
        {"vehicle_type": "Bus"},
        {"steel_melted_and_poured": "UK"},
        {"steel_melted_and_poured": []},
        {"loaded_on_final_vessel": datetime(2025, 4, 1)},  # noqa: DTZ001 - refused as it is
        {"loaded_on_final_vessel": "1 April 2025"},
        {"preference": "usmca"},
        {"quantity": 1.0},
        {"customs_value_usd": True},
    ],
)
def test_a_claim_that_cannot_be_is_refused(claims: Any) -> None:  # noqa: ANN401 - that is the test
    """By name, value and type; floats and times always."""
    with pytest.raises(BadClaim):
        as_claims(claims)


def test_claims_in_either_form_are_one() -> None:
    """A mapping and typed claims say the same."""
    given = as_claims({"usmca_qualifying": True, "us_content_percent": "40.0"})
    assert given == Claims(usmca_qualifying=True, us_content_percent=40)
    assert hash(given) == hash(Claims(usmca_qualifying=True, us_content_percent=40))
    assert as_claims(None) == Claims()
    assert as_claims(given) is given


def test_words_are_claimed_by_the_id_of_the_measure() -> None:
    """A donation is outside the fentanyl duty, if the importer says that it is one."""
    asked = desk().duty(origin="CN", line=TOYS, on="2025-03-10", claims={"described_by": ("eo-14195-1702b",)})
    assert asked.percent == 0
    assert (
        "eo-14195-1702b",
        "donations, informational materials and accompanied baggage (50 U.S.C. 1702(b))",
    ) in (desk().duty(origin="CN", line=TOYS, on="2025-03-10").exceptions)
    with pytest.raises(BadClaim, match="described_by"):
        desk().duty(origin="CN", line=TOYS, on="2025-03-10", claims={"described_by": ("no-such-measure",)})


def test_an_amount_is_rounded_once_per_layer() -> None:
    """Half up to the cent, and the total is the sum of the layers."""
    asked = desk().duty(origin="CN", line=FRIDGE, on="2025-06-24", claims={"steel_content_percent": "37.5"})
    amount = asked.amount(value="33.33")
    assert dict(amount.layers) == {
        "column-1": Decimal("0.00"),
        "ieepa-fentanyl-cn": Decimal("6.67"),
        "ieepa-reciprocal": Decimal("2.08"),
        "s232-steel": Decimal("6.25"),
        "s301-china-lists": Decimal("8.33"),
    }
    assert amount == sum(money for _, money in amount.layers) == amount.total
    assert pickle.loads(pickle.dumps(amount)).layers == amount.layers  # noqa: S301 - made here


def test_a_specific_duty_takes_value_and_quantity() -> None:
    """Without them there is no percent; with them a level is measured against its equivalent."""
    asked = desk().duty(origin="DE", line="0406.10.54", on="2025-08-08")
    line = desk().duty(origin="DE", line="2204.21.50", on="2025-08-08")
    assert asked.layers[0].percent is not None or asked.percent is None
    assert line.percent is None
    assert line.low is None
    with pytest.raises(NeedsQuantity):
        line.amount(value=100)
    amount = line.amount(value=100, quantity=10)
    assert amount == Decimal("15.00"), "6.3 cents a liter and the rest up to 15 percent"
    given = desk().duty(
        origin="DE",
        line="2204.21.50",
        on="2025-08-08",
        claims={"customs_value_usd": 100, "quantity": 10, "quantity_unit": "liter"},
    )
    assert given.percent == 15


def test_the_share_of_a_content_duty_is_shown() -> None:
    """Its rate, its base and its effective share."""
    asked = desk().duty(origin="VN", line=FRIDGE, on="2025-06-24", claims={"steel_content_percent": "37.5"})
    steel = next(one for one in asked.layers if one.program == "s232-steel")
    assert (str(steel.duty), steel.base.value, steel.effective_share) == (
        "50%",
        "steel-content",
        Decimal("37.5"),
    )
    assert str(steel) == "50% on 37.5% of the value (steel content) s232-steel"


def test_a_gap_is_named_and_never_zero() -> None:
    """A list that was not read in full moves the bounds, by its id."""
    asked = desk().duty(origin="CA", line="8501.10.40", on="2026-09-15")
    baskets = {"s338-canada-alcohol-goods", "s338-canada-motor-vehicles-goods"}
    assert baskets <= {one.fact for one in asked.depends_on}
    assert asked.high is not None
    assert asked.percent is not None
    assert asked.high >= asked.percent + Decimal(50)


def test_a_drone_may_see_warmth() -> None:
    """What a list describes and the line does not say moves the bounds, by the id of the list."""
    asked = desk().duty(origin="CN", line="8806.22.00", on="2026-09-10")
    assert "uas-annex-1" in {one.fact for one in asked.depends_on}
    assert asked.percent is not None
    assert asked.high == asked.percent + Decimal(75)


def test_a_line_of_eight_digits_has_the_bounds_of_its_numbers() -> None:
    """A list that names some of the numbers moves the bounds, not the answer."""
    asked = desk().duty(origin="CN", line="9403.60.80", on="2025-10-20")
    assert "statistical_number" in {one.fact for one in asked.depends_on}


def test_a_ban_is_no_rate() -> None:
    """Goods that may not be imported have no percent."""
    asked = desk().duty(origin="KR", line=COIL, on="2025-03-01", claims={"within_quota": False})
    assert asked.percent is None
    assert asked.prohibited is not None
    assert asked.summary() == "import prohibited"


@pytest.mark.parametrize("line", ["2203.00.00", "8711.50.00", "0404.10.50"])
def test_what_canada_may_not_send_from_29_september_2026_has_no_rate(line: str) -> None:
    """The day before it pays 50 percent; from the day on no rate makes it lawful, but for goods imported before."""
    before = desk().duty(origin="CA", line=line, on="2026-09-28")
    assert any(one.program.startswith("s338") and one.percent == 50 for one in before.layers)
    asked = desk().duty(origin="CA", line=line, on="2026-09-29")
    assert asked.percent is None
    assert asked.prohibited is not None
    assert any(one.fact.endswith("-imported-before") for one in asked.depends_on)


def test_what_was_held_unlawful_later_says_so() -> None:
    """The layer stands as collected, and names the ruling."""
    asked = desk().duty(origin="CN", line=TOYS, on="2025-06-01")
    layer = next(one for one in asked.layers if one.program == "ieepa-fentanyl-cn")
    assert any("2026-02-20" in one for one in layer.held)
    assert any("held unlawful" in one for one in asked.caveats)
    assert not any("2026-02-20" in one for layer in asked.layers[:1] for one in layer.held)


def test_a_ruling_is_told_with_what_stayed_it() -> None:
    """A judgment stayed the next day reads as stayed; the stays are no rulings against the duty; each day as known."""
    asked = desk().duty(origin="CN", line=TOYS, on="2025-06-01")
    held = next(one for one in asked.layers if one.program == "ieepa-fentanyl-cn").held
    assert [one[8:18] for one in held] == ["2025-05-28", "2025-08-29", "2026-02-20", "2026-03-04"]
    assert "from 2025-05-29 by cafc-vos-stay-2025-05-29" in held[0]
    assert "from 2025-06-10 by cafc-vos-stay-2025-06-10" in held[0]
    assert "mandate is withheld" in held[1]
    assert "Stayed" not in held[2]
    then = desk(date(2025, 6, 15)).duty(origin="CN", line=TOYS, on="2025-06-01")
    assert any("by a ruling that is stayed: ieepa-fentanyl-cn" in one for one in then.caveats)
    surcharge = desk().duty(origin="VN", line="9403.60.80.89", on="2026-07-20")
    assert any("by a ruling that is stayed: s122-surcharge" in one for one in surcharge.caveats)
    assert any("three plaintiffs" in one for one in surcharge.layers[-1].held)


def _coil() -> Duty:
    return desk().duty(origin="CN", line=COIL, on="2025-06-10")


def test_a_receipt_is_replayed_byte_for_byte() -> None:
    """Asked again, the same; and its hash is that of the rest."""
    first, second = _coil().receipt(), _coil().receipt()
    assert first == second
    assert first["sha256"] == digest({name: value for name, value in first.items() if name != "sha256"})
    assert first["facts"]


def test_answers_are_values() -> None:
    """Equal, hashable and picklable; printed as a page."""
    first = _coil()
    assert first == _coil()
    assert hash(first) == hash(_coil())
    assert pickle.loads(pickle.dumps(first)) == first  # noqa: S301 - made here
    assert "95%" in str(first)
    assert "<table>" in first.page().html()
    assert first.explain().startswith("7208.10.15.00 of CN, entered on 2025-06-10")


def test_what_is_not_covered_is_refused() -> None:
    """Another importer, a day past the horizon, no line, no place."""
    with pytest.raises(NotCovered):
        desk().duty(origin="US", line=TOYS, on="2025-06-10", importer="CN")
    with pytest.raises(NotCovered):
        desk().duty(origin="CN", line=TOYS, on="2027-01-01")
    with pytest.raises(NotCovered):
        desk().duty(origin="CN", line=TOYS, on="2024-12-31")
    with pytest.raises(UnknownLine):
        desk().duty(origin="CN", line="9503.00.01", on="2025-06-10")
    with pytest.raises(LineNeeded):
        desk().duty(origin="CN", line="9503.00", on="2025-06-10")
    with pytest.raises(UnknownPlace):
        desk().duty(origin="ZZ", line=TOYS, on="2025-06-10")


@pytest.mark.parametrize(
    ("origin", "line", "symbol", "words"),
    [
        ("KE", "6109.10.00.12", "D", "subchapter XIX"),
        ("JM", "6109.10.00.12", "R", "subchapter XX"),
        ("JM", "4202.12.40", "R", "subchapter XX"),
    ],
)
def test_clothing_under_a_preference_is_sent_to_chapter_98(
    origin: str, line: str, symbol: str, words: str
) -> None:
    """The line of the clothes prints no rate for the symbol: they pay column 1, and hear where the preference lies."""
    column = desk().duty(origin=origin, line=line, on="2026-05-10", claims={"preference": symbol}).layers[0]
    assert column.percent != 0
    assert words in column.because
    other = desk().duty(origin="KE", line="9503.00.00.73", on="2026-05-10", claims={"preference": "D"})
    assert "chapter 98" not in other.layers[0].because


@pytest.mark.parametrize(
    ("line", "words"),
    [("9802.00.50.60", "what was done abroad"), ("9802.00.80.69", "without the parts of the United States")],
)
def test_work_abroad_says_on_what_part_the_duties_are_due(line: str, words: str) -> None:
    """The rates are of the full value, which is more than the duty is taken on; and the goods' own line is not told."""
    said = desk().duty(origin="CN", line=line, on="2025-06-10").caveats
    assert any(words in one for one in said)
    assert any("ask for that line too" in one for one in said)
    assert not any(words in one for one in desk().duty(origin="CN", line=TOYS, on="2025-06-10").caveats)


def test_a_heading_of_chapter_99_is_no_line_of_goods() -> None:
    """It states what is added to the duty on the goods of other chapters."""
    with pytest.raises(NotCovered, match="chapters 1 to 98"):
        desk().duty(origin="CN", line="9903.01.24", on="2025-05-10")


@pytest.mark.parametrize("given", [{"value": -5}, {"value": 1, "quantity": "-0.5"}])
def test_an_amount_takes_no_negative_number(given: dict[str, Any]) -> None:
    """Neither a value nor a quantity below nothing."""
    duty = desk().duty(origin="CN", line="8517.62.00.90", on="2025-05-10")
    with pytest.raises(BadClaim, match="not negative"):
        duty.amount(**given)


@pytest.mark.parametrize(
    ("line", "given", "owed"),
    [
        ("2204.21.50.40", {"value": 1000, "quantity": 100}, "6.30"),
        ("0709.51.01", {"value": 1000, "quantity": 100, "unit": "kg"}, "208.80"),
    ],
)
def test_an_ordinary_duty_on_quantity(line: str, given: dict[str, Any], owed: str) -> None:
    """6.3 cents a liter; 8.8 cents a kilo and 20 percent."""
    duty = desk().duty(origin="DE", line=line, on="2025-01-15")
    assert duty.percent is None
    assert str(duty.amount(**given).layers[0][1]) == owed
    claimed: Any = {"customs_value_usd" if name == "value" else name: one for name, one in given.items()}
    claimed = {"quantity_unit" if name == "unit" else name: one for name, one in claimed.items()}
    same = desk().duty(origin="DE", line=line, on="2025-01-15", claims=claimed)
    assert same.percent == Decimal(owed) / 10
    assert str(same.amount()) == owed


@pytest.mark.parametrize("given", [{"value": 10}, {"value": 10, "quantity": 1, "unit": "head"}])
def test_an_amount_takes_the_unit_of_the_duty(given: dict[str, Any]) -> None:
    """Without a quantity, or in another unit, there is none."""
    duty = desk().duty(origin="DE", line="2204.21.50.40", on="2025-01-15")
    with pytest.raises(NeedsQuantity):
        duty.amount(**given)

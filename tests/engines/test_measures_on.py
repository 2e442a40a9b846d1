"""Which measures show on a day: the April week, what ended in 2026, and what only reaches some goods."""

from __future__ import annotations

import pytest

import tradetalks as tt
from tradetalks.vocabulary.kinds import Force
from tradetalks.vocabulary.places import countries

TALKS = tt.load()


def shown(on: str, origin: str, known: str | None = None, programme: str = "ieepa-reciprocal") -> set[str]:
    """Return the ids of the measures of a programme that show for an origin on a day."""
    talks = TALKS if known is None else TALKS.known_on(known)
    return {one.id for one in talks.measures_on(on, origin=origin) if programme in one.programmes}


#: On the glass of the reciprocal duty from its first day (EO 14257 sec. 3(b), 3(f), Annex II; note 2(v)(i)).
GLASS = {
    "eo-14257-annex-ii",
    "eo-14257-section-232-goods",
    "eo-14257-1702b",
    "eo-14257-in-transit",
    "eo-14257-us-content",
    "eo-14257-chapter-98",
}


@pytest.mark.parametrize(
    ("on", "origin", "known", "rates"),
    [
        ("2025-04-04", "CN", "2025-04-02", set()),
        ("2025-04-05", "CN", "2025-04-02", {"eo-14257-baseline"}),
        ("2025-04-05", "JP", "2025-04-02", {"eo-14257-baseline"}),
        ("2025-04-09", "CN", "2025-04-03", {"eo-14257-cn", "eo-14257-partners-in-transit"}),
        ("2025-04-09", "JP", "2025-04-03", {"eo-14257-jp", "eo-14257-partners-in-transit"}),
        ("2025-04-09", "CN", "2025-04-08", {"eo-14259-cn", "eo-14259-cn-in-transit"}),
        ("2025-04-09", "CN", None, {"eo-14259-cn", "eo-14259-cn-in-transit"}),
        ("2025-04-09", "JP", None, {"eo-14257-jp", "eo-14257-partners-in-transit"}),
        ("2025-04-10", "CN", None, {"eo-14266-cn", "eo-14266-cn-in-transit"}),
        ("2025-04-10", "JP", None, {"eo-14266-suspension"}),
        ("2025-04-10", "AU", None, {"eo-14257-baseline"}),
    ],
)
def test_the_april_week(on: str, origin: str, known: str | None, rates: set[str]) -> None:
    """Each day has its rate, with its saving clause, under the exemptions of EO 14257 (EO 14257, 14259, 14266)."""
    expected = rates | GLASS if rates else set()
    assert shown(on, origin, known) == expected


def test_an_exemption_outlives_every_change_of_rates() -> None:
    """Annex II of EO 14257 shows to the last day of the reciprocal duty, 23 February 2026 (EO 14389)."""
    for on in ("2025-04-05", "2025-04-10", "2025-05-14", "2025-08-07", "2025-11-14", "2026-02-23"):
        for origin in ("CN", "JP", "EU", "CH", "BR"):
            assert "eo-14257-annex-ii" in shown(on, origin), (on, origin)


def test_nothing_of_the_emergency_duties_is_left() -> None:
    """From 24 February 2026 no charge of any emergency programme shows (EO 14389; CBP CSMS 67834313)."""
    ended = {
        "ieepa-brazil",
        "ieepa-fentanyl-ca",
        "ieepa-fentanyl-cn",
        "ieepa-fentanyl-mx",
        "ieepa-india-russian-oil",
        "ieepa-reciprocal",
    }
    charged = {
        on: {
            name
            for one in TALKS.measures_on(on)
            if isinstance(one.effect, tt.Charges)
            for name in one.programmes
        }
        for on in ("2026-02-06", "2026-02-23", "2026-02-24")
    }
    assert ended <= charged["2026-02-06"]
    # EO 14384 had ended the duty over Russian oil on 7 February.
    assert ended - charged["2026-02-23"] == {"ieepa-india-russian-oil"}
    assert not ended & charged["2026-02-24"]
    assert not [one.id for one in TALKS.measures_on("2026-02-24") if set(one.programmes) <= ended]


def test_the_surcharge_applied_for_150_days() -> None:
    """The surcharge shows from 24 February to 23 July 2026 (Proclamation 11012; 19 U.S.C. 2132: 150 days)."""
    for on, there in (
        ("2026-02-23", False),
        ("2026-02-24", True),
        ("2026-07-23", True),
        ("2026-07-24", False),
    ):
        assert bool(shown(on, "AU", programme="s122-surcharge")) == there, on


def test_a_suspension_that_runs_out_shows_what_lies_under_it() -> None:
    """As known in May 2025, China's 34 percent comes back on 12 August (EO 14298 sec. 2)."""
    assert "eo-14298-cn-reset" not in shown("2025-08-11", "CN", "2025-05-12")
    assert "eo-14298-cn-reset" in shown("2025-08-12", "CN", "2025-05-12")
    assert "eo-14298-cn-reset" not in shown("2025-08-12", "CN", "2025-08-11")


def test_measures_of_every_origin_are_those_of_each() -> None:
    """Asked without an origin, the answer holds what shows for one country or another, once each."""
    for on in ("2025-04-09", "2025-08-07", "2026-07-24"):
        found = TALKS.measures_on(on)
        each = {one.id for place in countries() for one in TALKS.measures_on(on, origin=place.code)}
        assert {one.id for one in found} == each
        assert len(found) == len(each)


def test_only_the_enacted_shows() -> None:
    """Nothing that was only said, announced, authorised or held is in force on any day."""
    for on in ("2018-07-06", "2025-04-09", "2025-08-07", "2026-03-01", "2026-10-07"):
        for one in TALKS.measures_on(on):
            assert one.force is Force.ENACTED
            assert on in one.applies


def test_retroactive_measures_were_not_known() -> None:
    """On 1 October 2025 Japan's level reached back to 7 August; on 1 September nobody could know (EO 14345)."""
    assert "eo-14345-jp" in shown("2025-08-10", "JP", "2025-10-01")
    assert "eo-14345-jp" not in shown("2025-08-10", "JP", "2025-09-01")
    assert "eo-14326-jp" in shown("2025-08-10", "JP", "2025-09-01")
    assert "eo-14326-jp" not in shown("2025-08-10", "JP")


def test_european_cars_reach_back_to_august() -> None:
    """The notice of 25 September 2025 set 15 all-in for cars of the EU from 1 August on (90 FR 46136)."""
    autos = {"known before": "2025-09-24", "known after": "2025-09-25"}
    before, after = (shown("2025-08-02", "EU", day, "s232-autos") for day in autos.values())
    assert before != after
    assert any(one.startswith("fr-2025-eu") for one in after - before)


def test_a_place_or_day_outside_the_record_is_refused() -> None:
    """A day past the horizon is not covered, and a place that there is not is unknown."""
    with pytest.raises(tt.NotCovered):
        TALKS.measures_on("2026-10-08")
    with pytest.raises(tt.UnknownPlace):
        TALKS.measures_on("2025-05-11", origin="EUROPE")
    assert TALKS.known_on("2025-05-11").measures_on("2027-01-01", origin="CN")

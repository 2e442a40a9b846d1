"""What ordinary goods of an origin paid on a day, as known on a day: the steps of 2025 and 2026.

The sources are the texts of the orders; where a text sets a day by its own publication, or states
none, the day is that of ``facts/tariff_acts.yaml`` and ``facts/reciprocal_rates.csv``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pytest
from attrs import evolve

import tradetalks as tt

TALKS = tt.load()


class Case(NamedTuple):
    """A question and its answer."""

    #: The origins that are treated alike.
    origins: str
    #: The day of entry.
    on: str
    #: The day of knowledge, or None for all that the record knows.
    known: str | None
    #: The headline as printed.
    total: str
    #: The acts behind its layers, by programme.
    acts: str
    #: Where that is stated.
    source: str


#: China in the week of 2 April 2025, as it was expected on the 3rd, and day by day as it happened.
APRIL_WEEK = (
    Case("CN HK", "2025-04-04", None, "20%", "EO 14228", "EO 14228 of 3 March 2025: 10 becomes 20"),
    Case(
        "CN HK",
        "2025-04-05",
        "2025-04-02",
        "30%",
        "EO 14228, EO 14257",
        "EO 14257 sec. 3(a): 10 from 5 April",
    ),
    Case("CN HK", "2025-04-08", "2025-04-02", "30%", "EO 14228, EO 14257", "EO 14257 sec. 3(a)"),
    Case("CN HK", "2025-04-09", "2025-04-02", "54%", "EO 14228, EO 14257", "EO 14257 sec. 3(a), Annex I: 34"),
    Case(
        "CN HK", "2025-04-09", "2025-04-07", "54%", "EO 14228, EO 14257", "still so the day before EO 14259"
    ),
    Case(
        "CN HK", "2025-04-09", "2025-04-08", "104%", "EO 14228, EO 14259", "EO 14259 sec. 3: 84 from 9 April"
    ),
    Case("CN HK", "2025-04-10", "2025-04-08", "104%", "EO 14228, EO 14259", "EO 14259 sets no end"),
    Case(
        "CN HK",
        "2025-04-10",
        "2025-04-09",
        "145%",
        "EO 14228, EO 14266",
        "EO 14266 sec. 3: 125 from 10 April",
    ),
    Case(
        "CN HK", "2025-04-09", None, "104%", "EO 14228, EO 14259", "what was entered on 9 April paid 84 + 20"
    ),
    Case("MO", "2025-04-04", None, "none", "", "EO 14195 names no goods of Macau"),
    Case("MO", "2025-04-09", "2025-04-02", "34%", "EO 14257", "EO 14257 sec. 3(j): Macau as China"),
    Case("MO", "2025-04-10", None, "125%", "EO 14266", "EO 14266 sec. 3"),
    Case("EU DE", "2025-04-05", "2025-04-02", "10%", "EO 14257", "EO 14257 sec. 3(a)"),
    Case("EU DE", "2025-04-09", "2025-04-02", "20%", "EO 14257", "EO 14257 Annex I"),
    Case("EU DE", "2025-04-09", None, "20%", "EO 14257", "in force for one day"),
    Case("EU DE", "2025-04-10", "2025-04-02", "20%", "EO 14257", "expected to go on"),
    Case("EU DE", "2025-04-10", "2025-04-09", "10%", "EO 14266", "EO 14266 sec. 2: suspended for 90 days"),
    Case("JP", "2025-04-09", None, "24%", "EO 14257", "EO 14257 Annex I"),
    Case("VN", "2025-04-09", None, "46%", "EO 14257", "EO 14257 Annex I"),
    Case("LS", "2025-04-09", None, "50%", "EO 14257", "EO 14257 Annex I"),
    Case("KH", "2025-04-09", None, "49%", "EO 14257", "EO 14257 Annex I"),
    Case("GB AU BR SG", "2025-04-09", None, "10%", "EO 14257", "not in Annex I: the baseline goes on"),
    Case("CA", "2025-04-09", None, "25%", "EO 14193", "EO 14257 sec. 3(d): not in addition to EO 14193"),
    Case("MX", "2025-04-09", None, "25%", "EO 14194", "EO 14257 sec. 3(d): not in addition to EO 14194"),
    Case(
        "RU BY CU KP", "2025-04-09", None, "none", "", "EO 14257 sec. 3(b): column 2 countries are left out"
    ),
)
#: China from the first order to the end of the emergency duties.
CHINA = (
    Case("CN HK", "2025-02-03", None, "none", "", "EO 14195: from 4 February 2025"),
    Case("CN HK", "2025-02-04", "2025-02-01", "10%", "EO 14195", "EO 14195 sec. 2"),
    Case("CN HK", "2025-03-04", "2025-03-02", "10%", "EO 14195", "the day before EO 14228"),
    Case("CN HK", "2025-03-04", "2025-03-03", "20%", "EO 14228", "EO 14228"),
    Case("CN HK", "2025-05-13", None, "145%", "EO 14228, EO 14266", "the last day before Geneva took effect"),
    Case("CN HK", "2025-05-14", "2025-05-11", "145%", "EO 14228, EO 14266", "Geneva was not published yet"),
    Case("CN HK", "2025-05-14", "2025-05-12", "30%", "EO 14228, EO 14298", "EO 14298 sec. 2"),
    Case(
        "CN HK",
        "2025-08-12",
        "2025-05-12",
        "54%",
        "EO 14228, EO 14298",
        "the 24 points come back after 90 days",
    ),
    Case(
        "CN HK", "2025-08-12", "2025-08-10", "54%", "EO 14228, EO 14298", "still so the day before EO 14334"
    ),
    Case(
        "CN HK", "2025-08-12", "2025-08-11", "30%", "EO 14228, EO 14334", "EO 14334: until 10 November 2025"
    ),
    Case("CN HK", "2025-11-10", "2025-08-11", "54%", "EO 14228, EO 14298", "the 24 points come back again"),
    Case(
        "CN HK", "2025-11-09", None, "30%", "EO 14228, EO 14334", "the last day before EO 14357 and EO 14358"
    ),
    Case(
        "CN HK", "2025-11-10", "2025-11-04", "20%", "EO 14357, EO 14358", "fentanyl at 10, the pause goes on"
    ),
    Case(
        "CN HK", "2026-11-10", "2025-11-04", "44%", "EO 14357, EO 14298", "EO 14358: until 10 November 2026"
    ),
    Case(
        "CN HK", "2026-02-23", None, "20%", "EO 14357, EO 14358", "the last day on which they were collected"
    ),
    Case("MO", "2025-11-10", None, "10%", "EO 14358", "no fentanyl duty on Macau"),
)
#: The pauses and the rates of 7 August 2025.
AUGUST = (
    Case("EU JP VN LS", "2025-07-08", "2025-04-09", "10%", "EO 14266", "EO 14266: until 9 July 2025"),
    Case("JP", "2025-07-09", "2025-07-06", "24%", "EO 14257", "the pause runs out, as known the day before"),
    Case("VN", "2025-07-09", "2025-07-06", "46%", "EO 14257", "the pause runs out, as known the day before"),
    Case("EU JP VN LS", "2025-07-09", "2025-07-07", "10%", "EO 14316", "EO 14316: until 1 August 2025"),
    Case("EU", "2025-08-01", "2025-07-30", "20%", "EO 14257", "the pause runs out, as known the day before"),
    Case("EU JP VN LS", "2025-08-06", "2025-07-31", "10%", "EO 14326", "EO 14326 sec. 2(e): on to 7 August"),
    Case("EU DE", "2025-08-07", "2025-07-31", "15% all-in", "EO 14326", "EO 14326 sec. 2(b)"),
    Case("CH", "2025-08-07", "2025-07-31", "39%", "EO 14326", "EO 14326 Annex I"),
    Case("SY", "2025-08-07", "2025-07-31", "41%", "EO 14326", "EO 14326 Annex I"),
    Case("VN TW", "2025-08-07", "2025-07-31", "20%", "EO 14326", "EO 14326 Annex I"),
    Case("LS FJ LI", "2025-08-07", "2025-07-31", "15%", "EO 14326", "EO 14326 Annex I"),
    Case("GB FK", "2025-08-07", "2025-07-31", "10%", "EO 14326", "EO 14326 Annex I"),
    Case("AU SG", "2025-08-07", None, "10%", "EO 14326", "EO 14326 sec. 2(d): those not listed stay at 10"),
    Case("CA", "2025-07-31", None, "25%", "EO 14193", "the last day before EO 14325"),
    Case("CA", "2025-08-01", "2025-07-31", "35%", "EO 14325", "EO 14325"),
    Case("IN", "2025-08-26", None, "25%", "EO 14326", "EO 14326 Annex I"),
    Case(
        "IN", "2025-08-27", "2025-08-06", "50%", "EO 14326, EO 14329", "EO 14329: 25 more from 27 August 2025"
    ),
    Case(
        "BR", "2025-08-06", "2025-07-30", "50%", "EO 14257, EO 14323", "EO 14323: 40 more from 6 August 2025"
    ),
)
#: Two clocks: rates that reach back to before they were known.
REACHING_BACK = (
    Case("JP", "2025-08-07", "2025-09-03", "15%", "EO 14326", "EO 14326 Annex I: 15 on top of column 1"),
    Case(
        "JP", "2025-08-07", "2025-09-04", "15% all-in", "EO 14345", "EO 14345 sec. 2: retroactive to 7 August"
    ),
    Case("KR", "2025-11-14", "2025-12-03", "15%", "EO 14326", "before the notice of 4 December 2025"),
    Case("KR", "2025-11-14", None, "15% all-in", "fr-2025-korea", "the notice reaches back to 14 November"),
    Case("KR", "2025-11-13", None, "15%", "EO 14326", "the day before the reach of the notice"),
    Case("CH", "2025-11-14", "2025-12-17", "39%", "EO 14326", "before the notice of 18 December 2025"),
    Case(
        "CH LI", "2025-11-14", None, "15% all-in", "fr-2025-23316", "90 FR 59281: reaches back to 14 November"
    ),
    Case("CH", "2025-11-13", None, "39%", "EO 14326", "the day before the reach of the notice"),
)
#: The end of the emergency duties, the surcharge, and what came after it.
YEAR_2026 = (
    Case("IN", "2026-02-06", None, "50%", "EO 14326, EO 14329", "the last day before EO 14384"),
    Case("IN", "2026-02-07", None, "25%", "EO 14326", "EO 14384: the 25 over Russian oil end"),
    Case("EU", "2026-02-23", None, "15% all-in", "EO 14326", "collected to the end of 23 February 2026"),
    Case("EU", "2026-02-24", "2026-02-19", "15% all-in", "EO 14326", "the day before ruling and order"),
    Case("EU JP CN CA MX GB", "2026-02-24", "2026-02-20", "10%", "Proclamation 11012", "Proclamation 11012"),
    Case("EU JP CN CA MX GB", "2026-03-15", None, "10%", "Proclamation 11012", "15 was announced, never law"),
    Case(
        "EU JP CN GB", "2026-07-23", None, "10%", "Proclamation 11012", "150 days: to the end of 23 July 2026"
    ),
    Case(
        "EU JP CN CA GB",
        "2026-07-24",
        "2026-02-20",
        "none",
        "",
        "the surcharge ends, as scheduled from the first",
    ),
    Case(
        "EU TW", "2026-07-24", None, "10% all-in", "memo-2026-07-23", "memorandum of 23 July 2026: net of MFN"
    ),
    Case("JP KR CH", "2026-07-24", None, "12.5% all-in", "memo-2026-07-23", "memorandum of 23 July 2026"),
    Case("CN HK VN RU AU", "2026-07-24", None, "12.5%", "memo-2026-07-23", "memorandum of 23 July 2026"),
    Case("GB CA MX IN KH", "2026-07-24", None, "10%", "memo-2026-07-23", "memorandum of 23 July 2026"),
    Case("MO LI LS FJ", "2026-07-24", None, "none", "", "not among the 60 economies"),
    Case("BR", "2026-07-24", None, "37.5%", "", "25 of the notice on Brazil and 12.5"),
)
EVERY_CASE = [
    pytest.param(case, origin, id=f"{origin} on {case.on} known {case.known or 'in full'}")
    for cases in (APRIL_WEEK, CHINA, AUGUST, REACHING_BACK, YEAR_2026)
    for case in cases
    for origin in case.origins.split()
]


def duty(origin: str, on: str, known: str | None) -> tt.HeadlineDuty:
    """Return the headline duty of an origin on a day as known on a day."""
    return (TALKS if known is None else TALKS.known_on(known)).headline_duty(origin, on=on)


@pytest.mark.parametrize(("case", "origin"), EVERY_CASE)
def test_the_headline_on_a_day_as_known_on_a_day(case: Case, origin: str) -> None:
    """The total and the acts behind it are those of the source that the case names."""
    found = duty(origin, case.on, case.known)
    assert found.summary() == case.total, case.source
    if case.acts:
        assert {layer.because for layer in found.layers} == set(case.acts.split(", ")), case.source
    assert found.all_in == ("all-in" in case.total)


def test_34_percent_on_china_never_applied() -> None:
    """EO 14257 set 34 from 9 April 2025; EO 14259 replaced it on the 8th, so that no entry ever paid it."""
    for origin in ("CN", "HK", "MO"):
        for day in range(2, 31):
            on = f"2025-04-{day:02}"
            assert "eo-14257-cn" not in {one.id for one in TALKS.measures_on(on, origin=origin)}
            assert Decimal(34) not in {layer.effect.percent for layer in duty(origin, on, None).layers}


def test_34_percent_on_china_was_the_law_as_known() -> None:
    """From 2 to 7 April 2025 everybody expected 34 on China from the 9th (EO 14257 Annex I)."""
    for known in ("2025-04-02", "2025-04-03", "2025-04-07"):
        then = TALKS.known_on(known)
        assert "eo-14257-cn" in {one.id for one in then.measures_on("2025-04-09", origin="CN")}
        assert "eo-14257-cn" not in {one.id for one in then.measures_on("2025-04-08", origin="CN")}


def test_no_duty_of_15_percent_came_of_the_surcharge() -> None:
    """The rise to 15 percent of 21 February 2026 was announced and never proclaimed (``s122-15-announcement``)."""
    for on in ("2026-02-24", "2026-04-01", "2026-07-23"):
        assert duty("AU", on, None).percent == Decimal(10)


def test_a_members_headline_is_that_of_its_union() -> None:
    """Goods of a member of the EU pay what goods of the EU pay (EO 14326 sec. 2(b): the EU is one partner)."""
    for on in ("2025-04-05", "2025-04-09", "2025-08-07", "2026-02-24", "2026-07-24"):
        assert duty("FR", on, None).summary() == duty("EU", on, None).summary()


def test_the_headline_of_another_importer_is_its_own() -> None:
    """What China charges on American goods is in the record of retaliation, not in the headline of the US."""
    counter = TALKS.headline_duty("US", on="2025-05-01", importer="CN")
    assert counter.importer == "CN"
    assert all(layer.measure.importer == "CN" for layer in counter.layers)
    assert counter.layers


def test_a_headline_names_its_parts() -> None:
    """The printed headline names every layer with its programme and its act."""
    text = str(duty("CN", "2025-05-11", "2025-05-11"))
    assert "145%" in text
    assert "20% ieepa-fentanyl-cn (EO 14228)" in text
    assert "125% ieepa-reciprocal (EO 14266)" in text


def test_a_day_or_place_outside_the_record_is_refused() -> None:
    """A day past the horizon is not covered, and a place that there is not is unknown."""
    with pytest.raises(tt.NotCovered):
        TALKS.headline_duty("CN", on="2026-10-08")
    with pytest.raises(tt.UnknownPlace):
        TALKS.headline_duty("XX", on="2025-05-11")
    with pytest.raises(tt.UnknownPlace, match="DE"):
        TALKS.headline_duty(["DE"], on="2025-05-11")  # type: ignore[arg-type]
    with pytest.raises(tt.UnknownPlace, match="DE"):
        TALKS.measures_on("2025-05-11", origin=["DE"])  # type: ignore[arg-type]
    assert TALKS.known_on("2025-05-11").headline_duty("CN", on="2030-01-01").percent == Decimal(145)


def test_a_bloc_whose_members_differ_has_no_number_of_its_own() -> None:
    """Annex I of EO 14326 sets 39 for Switzerland and 15 for Liechtenstein, one customs union."""
    found = duty("ch-li", "2025-09-01", None)
    assert found.summary() == "CH 39%, LI 15%"
    assert (found.percent, found.layers) == (None, ())
    assert [one.percent for one in found.members] == [Decimal(39), Decimal(15)]
    assert "CH: 39% ieepa-reciprocal (EO 14326)" in str(found)
    before = TALKS.headline_history("ch-li", between=("2025-08-01", "2025-08-10"))
    assert [one.duty.summary() for one in before] == ["10%", "CH 39%, LI 15%"]
    assert "CH: 39% ieepa-reciprocal (EO 14326); LI: 15%" in before.page().text(200)


def test_a_talk_with_a_bloc_shows_what_each_member_pays() -> None:
    """A what-if on one member of the Union shows in the state of play as that member's duty, and as a what-if."""
    then = TALKS.known_on("2025-05-11")
    said = then.positions["us-chn-us-eighty-percent"].as_measure(starts="2025-05-11")
    what_if = then.with_(evolve(said, origins=tt.PlaceScope(("DE",))))
    state = what_if.state_of_play(on="2025-05-11").talks["us-eu"]
    assert {one.percent for one in state.headline_duty.members if one.origin != "DE"} == {Decimal(10)}
    page = str(what_if.in_full("us-eu", on="2025-05-11"))
    assert "Germany" in page
    assert "80%" in page
    assert said in {
        evolve(one, origins=said.origins) for one in state.facts() if isinstance(one, tt.TariffMeasure)
    }


def test_an_importer_without_programmes_is_not_covered() -> None:
    """What Japan charges is not in the record, which is not the same as nothing."""
    with pytest.raises(tt.NotCovered, match="programmes of CA, CN, EU, US"):
        TALKS.headline_duty("US", on="2025-05-01", importer="JP")
    with pytest.raises(tt.NotCovered, match="what JP charges"):
        TALKS.headline_history("US", between=("2025-05-01", "2025-05-03"), importer="JP")
    # Canada had no counter-duty before anybody spoke of one: that is known.
    assert (
        TALKS.known_on("2025-01-02").headline_duty("US", on="2025-01-02", importer="CA").summary() == "none"
    )


def test_the_law_after_the_horizon_is_that_scheduled_on_it() -> None:
    """The horizon bounds knowledge, not the law: known on the horizon, a later day has the law as scheduled."""
    then = TALKS.known_on(TALKS.horizon)
    assert then.headline_duty("CN", on="2027-01-01").summary() == "12.5%"
    assert then.state_of_play(on="2027-01-01").notes

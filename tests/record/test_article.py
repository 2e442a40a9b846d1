"""The article of May 2025: its claims as claims, beside what other sources say, and what it could not know."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.record.shipped import record
from tradetalks.vocabulary.duties import AdValorem
from tradetalks.vocabulary.kinds import ConcessionOutcome, PositionKind, Standing, Track, Verdict
from tradetalks.vocabulary.terms import DurationTerm

ARTICLE = "article-2025-05"
WRITTEN = date(2025, 5, 11)
GROUPS = {
    "Asia": {"TW", "JP", "KR", "VN", "ID", "MY", "KH", "PH", "IN"},
    "Oceania": {"AU", "AR", "BR", "EC"},
    "Europe and the Middle East": {"CH", "IL", "LI"},
    "Africa and smaller economies": {"FJ", "LS", "MU", "MG"},
}


def test_the_four_groups_are_as_the_article_has_them() -> None:
    """Twenty partners stand in the four groups of the article, in its own order and with its own mistakes."""
    wave = record().negotiation_programmes["priority-wave-2025"]
    assert wave.groups == tuple(GROUPS)
    for group, members in GROUPS.items():
        talks = [one for one in record().negotiations.values() if one.group == group]
        assert {place for one in talks for place in one.partners} == members
        assert {one.programme for one in talks} == {"priority-wave-2025"}
    assert sum(map(len, GROUPS.values())) == 20


def test_the_regions_are_those_of_the_united_nations() -> None:
    """Beside the article's group each talk has the region in which its partner lies."""
    regions = {one.partners[0]: one.region for one in record().negotiations.values() if one.group}
    assert [regions[place] for place in ("AR", "BR", "EC")] == ["South America"] * 3
    assert regions["FJ"] == "Melanesia"
    assert regions["AU"] == "Australia and New Zealand"


#: What the article claims, what the record finds, and words that the finding must have.
CLAIMS = {
    "s01": (Verdict.PARTLY, "eighteen"),
    "s02": (Verdict.UNVERIFIED, "9 July"),
    "s03": (Verdict.CONFIRMED, "briefed"),
    "s04": (Verdict.PARTLY, "South America"),
    "s05": (Verdict.PARTLY, "Malaysia and Cambodia"),
    "s06": (Verdict.PARTLY, "denied"),
    "s07": (Verdict.PARTLY, "paraphrase"),
    "s08": (Verdict.PARTLY, "not checked"),
    "s09": (Verdict.PARTLY, "together 30"),
    "s10": (Verdict.PARTLY, "Bessent"),
    "s11": (Verdict.CONFIRMED, "10 and 11 May"),
    "s12": (Verdict.CONFIRMED, "in person"),
    "s13": (Verdict.CONFIRMED, "separate track"),
    "s14": (Verdict.PARTLY, "supply chains"),
    "s15": (Verdict.PARTLY, "mutual respect"),
    "s16": (Verdict.CONFIRMED, "22 July"),
    "s17": (Verdict.PARTLY, "15 percent"),
    "s18": (Verdict.PARTLY, "24 April 2025"),
    "s19": (Verdict.CONFIRMED, "12 February 2026"),
    "goal-at-year-end": (Verdict.PARTLY, "end of 2025"),
    "correction-south-america": (Verdict.CONTRADICTED, "South America"),
    "correction-fiji": (Verdict.CONTRADICTED, "Oceania"),
    "correction-bessent": (Verdict.CONTRADICTED, "Scott Bessent"),
    "correction-chips-act": (Verdict.CONTRADICTED, "CHIPS and Science Act"),
    "correction-lesotho": (Verdict.CONTRADICTED, "no exemption"),
    "correction-geneva-days": (Verdict.PARTLY, "10 and 11 May"),
    "correction-list": (Verdict.CONTRADICTED, "United Kingdom is on it"),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_of_the_article_has_a_verdict_and_a_finding(name: str) -> None:
    """Each claim is cited to the article, judged, and set beside what other sources say."""
    verdict, words = CLAIMS[name]
    claim = record().claims[f"{ARTICLE}-{name}"]
    assert [one.standing for one in claim.sources] == [Standing.ARTICLE]
    assert claim.announced == WRITTEN
    assert claim.verdict is verdict
    assert claim.finding is not None
    assert words in claim.finding
    assert claim.finding_sources
    assert claim.about


def test_no_claim_of_the_article_is_missing_here() -> None:
    """Every claim that rests on the article is among those tested."""
    ids = {one.id for one in record().claims.values() if one.id.startswith(f"{ARTICLE}-")}
    assert ids == {f"{ARTICLE}-{name}" for name in CLAIMS}


def test_a_finding_is_known_on_its_own_day() -> None:
    """On the day of the article its claims stand unjudged where the finding is later."""
    then = record().known_on(WRITTEN)
    claim = then.claims[f"{ARTICLE}-s06"]
    assert claim.verdict is Verdict.UNVERIFIED
    assert claim.finding is None
    assert record().known_on("2025-07-31").claims[f"{ARTICLE}-s06"].finding is not None


def test_the_goal_is_the_end_of_the_year() -> None:
    """The wave has the article's goal, known with the article and not with the report of two days before."""
    wave = record().negotiation_programmes["priority-wave-2025"]
    assert wave.goal_day == date(2025, 12, 31)
    assert wave.groups_announced == WRITTEN
    assert record().known_on("2025-05-10").negotiation_programmes["priority-wave-2025"].goal_day is None


def test_china_at_80_and_at_50_percent_was_said_and_never_law() -> None:
    """Both numbers are positions with a proposal to carry them, and no measure of the record has them."""
    for position, percent in (("us-chn-us-eighty-percent", 80), ("us-chn-us-fifty-percent", 50)):
        said = record().positions[position]
        assert said.force.value == "said"
        assert said.proposal is not None
        assert said.proposal.duty == AdValorem(Decimal(percent))
        assert "CN" in said.proposal.origins.within
        assert said.as_measure(starts="2025-05-12").is_what_if
    assert record().positions["us-chn-us-eighty-percent"].said_on == date(2025, 5, 9)
    assert record().positions["us-chn-us-eighty-percent"].kind is PositionKind.OFFER


def test_the_preconditions_of_china_and_japan() -> None:
    """China asks for equal respect, Japan for the end of the duties on automobiles and steel: both before a deal."""
    china = record().positions["us-chn-cn-equal-respect"]
    japan = record().positions["us-jpn-jp-autos-and-steel-first"]
    assert (china.party, china.kind) == ("CN", PositionKind.PRECONDITION)
    assert "equal respect" in china.stance.lower()
    assert (japan.party, japan.kind) == ("JP", PositionKind.PRECONDITION)
    assert "automobiles and steel" in japan.stance
    assert {china.announced, japan.announced} == {WRITTEN}


def test_lesotho_gave_a_licence_and_got_no_exemption() -> None:
    """The licence stands as a concession, with the exchange as a claim, its denial and what came instead."""
    licence = record().concessions["lso-starlink-licence"]
    assert (licence.giver, licence.receiver) == ("LS", "US")
    assert licence.topic == "licensing-market-access"
    assert any(isinstance(one, DurationTerm) and one.count == 10 for one in licence.terms)
    assert licence.exchanged_for is not None
    assert "exemption" in licence.exchanged_for
    assert licence.outcome is not ConcessionOutcome.UNKNOWN
    said = [one for one in record().positions.values() if one.negotiation == "us-lso" and one.party == "LS"]
    assert any("unrelated" in one.stance or "nothing to do" in one.stance for one in said)
    rates = [one for one in record().measures.values() if one.origins.within == ("LS",)]
    assert {str(one.effect) for one in rates} == {"50%", "15%"}


def test_geneva_has_its_days_and_its_delegations() -> None:
    """The round took two days, with Bessent and Greer for one side and He Lifeng for the other."""
    geneva = record().rounds["us-chn-geneva-2025-05"]
    assert (geneva.days.start, geneva.days.last_day) == (date(2025, 5, 10), date(2025, 5, 11))
    tables = {one.side: [each.name for each in one.members] for one in geneva.delegations}
    assert tables == {"US": ["Scott Bessent", "Jamieson Greer"], "CN": ["He Lifeng"]}
    assert record().negotiations["us-chn"].track is Track.INDEPENDENT
    assert record().negotiations["us-chn"].programme is None


def test_the_united_kingdom_was_on_the_list_and_not_in_the_article() -> None:
    """The talk with the United Kingdom is of the wave but in no group; Brazil and the Philippines are in one."""
    talks = record().negotiations
    assert (talks["us-gbr"].programme, talks["us-gbr"].group) == ("priority-wave-2025", None)
    assert talks["us-bra"].group == "Oceania"
    assert talks["us-phl"].group == "Asia"


def test_what_the_article_could_not_know_is_not_there_on_its_day() -> None:
    """On 11 May 2025 there is no pause of 90 days with China, no Geneva statement, no deadline of 12 August."""
    then = record().known_on(WRITTEN)
    assert "us-chn-geneva-2025" not in then.agreements
    assert "eo-14298" not in then.acts
    assert date(2025, 8, 12) not in {one.day for one in then.deadlines.values()}
    assert date(2025, 7, 9) in {one.day for one in then.deadlines.values()}

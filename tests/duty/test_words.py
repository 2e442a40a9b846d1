"""What answers say in words: to a broker who files the entry, and to whoever has to trust the number."""

from __future__ import annotations

from typing import Any

import pytest

import tradetalks as tt

TALKS = tt.load()


def _explained(origin: str, line: str, on: str, **claims: Any) -> str:  # noqa: ANN401 - claims of any kind
    return TALKS.duty(origin, line, on, claims=claims).explain()  # type: ignore[arg-type]


def test_each_layer_names_its_act_its_citation_and_its_headings() -> None:
    """So that it can be looked up, and filed."""
    text = _explained("CN", "8418.10.00", "2025-06-24", steel_content_percent="37.5")
    assert text.startswith(
        "8418.10.00 of CN, entered on 2025-06-24 (importer: US): 70% of the value.\nClaimed: steel"
    )
    assert "2. ieepa-fentanyl-cn: 20%. EO 14228 (90 FR 11463), heading 9903.01.24: All goods of China" in text
    assert "3. ieepa-reciprocal: 10% on 62.5% of the value, which is 6.25%. EO 14298" in text
    assert "   Not on the rest: The reciprocal duty" in text
    assert "90 FR 25208 (bis-2025-06-appliances), heading 9903.81.91" in text


def test_what_is_open_says_what_it_means() -> None:
    """Each claim in words, with the values that would change the duty, and the bounds."""
    text = _explained("MX", "8708.40.11", "2026-03-10")
    assert "With what was not claimed it could be from 0% to 27.5%. Values that do:" in text
    assert "- usmca_qualifying, whether the goods enter free under the USMCA: yes" in text
    assert (
        "Not charged: s122-surcharge: Proclamation 11012 (91 FR 9339): gives way to s232-auto-parts" in text
    )
    number = _explained("CN", "9403.60.80", "2025-10-20")
    assert "- statistical_number, the statistical number of ten digits: 9403.60.80." in number
    wine = _explained("DE", "2204.21.50", "2025-08-08")
    assert "What was not claimed could change it. Values that do:" in wine
    gap = _explained("CN", "8806.22.00", "2026-09-10")
    assert "- uas-annex-1 (the goods fit the words): " in gap


def test_rulings_and_exceptions_are_said_once() -> None:
    """However many layers and measures they are about."""
    text = _explained("CN", "9503.00.00.73", "2025-06-10")
    assert text.count("(scotus-learning-resources)") == 1
    assert text.count("- international postal items worth up to 800 dollars: eo-") == 1


def test_a_level_is_no_rate() -> None:
    """Where the ordinary duty takes a quantity, the level is what is missing to it."""
    duty = TALKS.duty("DE", "2204.21.50", "2025-08-08")
    assert duty.summary() == "6.3¢/liter + what is missing to 15% in all"
    assert "what is missing to 15% in all" in " ".join(str(duty).split())


def test_a_ban_is_said_and_has_no_amount() -> None:
    """Neither zero nor the ordinary duty."""
    duty = TALKS.duty("KR", "7208.10.15.00", "2025-03-01", claims={"within_quota": False})
    assert "Import prohibited: s232-steel: base-s232-2018: Above the absolute quotas" in duty.explain()
    with pytest.raises(tt.NotCovered, match="import prohibited"):
        duty.amount(value=100)


def test_a_supposition_is_named() -> None:
    """A what-if has no act, and says so."""
    then = TALKS.known_on("2025-05-11")
    said = then.positions["us-chn-us-eighty-percent"].as_measure(starts="2025-05-12")
    text = then.with_(said).duty("CN", "9503.00.00.73", "2025-05-12").explain()
    assert "ieepa-reciprocal: 80%. What if: " in text
    assert "Rests on a what-if: what-if-us-chn-us-eighty-percent." in text


def test_nothing_claimed_is_said() -> None:
    """In the answer and in the history."""
    assert "\nNothing was claimed.\n" in _explained("LS", "6203.42.07", "2025-04-09")
    assert "Nothing was claimed." in str(TALKS.duty_history("LS", "6203.42.07"))


def test_a_bound_is_said_with_what_it_comes_to() -> None:
    """Machinery of Mexico: 25 percent of the content that is not of the United States, at least 15 in all."""
    text = _explained("MX", "8427.20.80", "2026-07-10", usmca_qualifying=True, us_content_percent=70)
    assert (
        "2. s232-metals: 15% (25% of the content that is not US, at least 15% all-in). Proclamation 11032"
        in text
    )


def test_what_changes_the_layers_alone_is_said() -> None:
    """A pipe of Canada owes 25 percent under the border duty, or under that on steel if it is of the USMCA."""
    text = _explained("CA", "7306.29.81", "2025-03-20")
    assert "What was not claimed could change the layers, but not the total. Values that do:" in text

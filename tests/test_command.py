"""The main job: ``python -m tradetalks`` prints the state of play, and tells plainly what it cannot answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import tradetalks as tt
from tradetalks.__main__ import main
from tradetalks.printing import WIDTH, width_of
from tradetalks.vocabulary.kinds import PositionKind

if TYPE_CHECKING:
    from pathlib import Path

    from tradetalks.engines.state_of_play import StateOfPlay, TalkState

#: The day before the joint statement of Geneva, as it could be known on that day.
THAT_DAY = ("--on", "2025-05-11", "--known-on", "2025-05-11")
#: The four groups in which the article of May 2025 names twenty partners.
GROUPS = {
    "Asia": {"us-jpn", "us-kor", "us-ind", "us-twn", "us-phl", "us-vnm", "us-khm", "us-mys", "us-idn"},
    "Oceania": {"us-aus", "us-arg", "us-ecu", "us-bra"},
    "Europe and the Middle East": {"us-che-lie", "us-isr"},
    "Africa and smaller economies": {"us-mdg", "us-lso", "us-mus", "us-fji"},
}
QUESTIONS = [
    pytest.param((), id="at the horizon"),
    pytest.param(THAT_DAY, id="in May 2025"),
    pytest.param(("--talk", "us-chn"), id="one talk"),
    pytest.param((*THAT_DAY, "--talk", "us-chn"), id="one talk in May 2025"),
    pytest.param(("--talk", "us-idn", "--on", "2026-03-01"), id="a talk with an agreement"),
    pytest.param(("--on", "2027-01-01", "--known-on", "2026-10-07"), id="the law as scheduled"),
]


def run(*arguments: str, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, warnings being errors."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "tradetalks", *arguments],
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        env={**os.environ, **environment},
        input=stdin,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("arguments", QUESTIONS)
def test_text_fits_a_screen(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """No line is wider than eighty columns, but for one that a single unbreakable word fills."""
    assert main(arguments) == 0
    for line in capsys.readouterr().out.splitlines():
        assert width_of(line) <= WIDTH or len(line.split("  ")[-1].split()) == 1, line


@pytest.mark.parametrize("arguments", QUESTIONS)
def test_text_is_plain(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """There are no colour codes and no other characters that steer a terminal; nothing is on standard error."""
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert {one for one in out if unicodedata.category(one) in ("Cc", "Cf")} <= {"\n"}
    assert out.endswith("\n")
    assert not out.endswith("\n\n")


@pytest.mark.parametrize("arguments", QUESTIONS)
def test_json_is_the_answer_as_data(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """With ``--json`` the program prints just what the answer is as data."""
    assert main((*arguments, "--json")) == 0
    printed = json.loads(capsys.readouterr().out)
    asked = dict(zip(arguments[::2], arguments[1::2], strict=True))
    talks = tt.load()
    if "--known-on" in asked:
        talks = talks.known_on(asked["--known-on"])
    on = asked.get("--on", str(talks.horizon))
    talk = asked.get("--talk")
    answer = talks.state_of_play(on=on) if talk is None else talks.in_full(talk, on=on)
    assert printed == answer.as_data()


def test_the_program_prints_what_main_prints(capsys: pytest.CaptureFixture[str]) -> None:
    """In a process of its own the program prints the same, to a pipe as to a screen."""
    assert main(THAT_DAY) == 0
    done = run(*THAT_DAY)
    assert (done.returncode, done.stdout, done.stderr) == (0, capsys.readouterr().out, "")


def test_without_arguments_the_horizon_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """The day, where none is given, is the day of knowledge, and that is the horizon of the record."""
    assert main(()) == 0
    first = capsys.readouterr().out.splitlines()[0]
    horizon = tt.load().horizon
    assert first == f"State of play on {horizon}, as known on {horizon}"
    assert main(("--known-on", "2025-05-11")) == 0
    assert capsys.readouterr().out.startswith("State of play on 2025-05-11, as known on 2025-05-11\n")


FAULTS = [
    pytest.param(("--on", "11 May 2025"), "11 May 2025", id="no date"),
    pytest.param(("--on", "2025-02-30"), "2025-02-30", id="no such day"),
    pytest.param(("--known-on", "2025-05-11T12:00"), "2025-05-11T12:00", id="a moment"),
    pytest.param(("--on", "2026-10-08"), "2026-10-07", id="past the horizon"),
    pytest.param(("--known-on", "2030-01-01"), "2026-10-07", id="knowledge past the horizon"),
    pytest.param(("--talk", "us-chin"), "us-chn", id="unknown talk, with a suggestion"),
    pytest.param(("--talk", "\x1b[31m"), "", id="a hostile talk"),
    pytest.param(("--talk", "us-jor", "--on", "2025-01-01"), "us-jor", id="before the talk began"),
]


@pytest.mark.parametrize(("arguments", "names"), FAULTS)
def test_a_fault_is_one_line(
    arguments: tuple[str, ...], names: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be answered is told in one line on standard error, with exit code 2 and no output."""
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("tradetalks: ")
    assert len(err.splitlines()) == 1
    assert names in err
    assert {one for one in err if unicodedata.category(one) == "Cc"} == {"\n"}


def test_a_missing_folder_is_told_with_the_way_to_mend_it(capsys: pytest.CaptureFixture[str]) -> None:
    """The faults of a record come together, each with its code and its way to mend it, and no traceback."""
    assert main(("--record", "no/such/folder")) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("tradetalks: 1 fault in the record\nF1: there is no folder no/such/folder")
    assert "to mend: " in err


def test_a_file_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A record is a folder; a file in its place, or an empty folder, is told apart from one."""
    file = tmp_path / "record.toml"
    file.write_text("format = 1\n", "utf-8")
    (tmp_path / "empty").mkdir()
    for path in (file, tmp_path / "empty"):
        assert main(("--record", str(path))) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("tradetalks: ")


@pytest.mark.parametrize("option", ["--color", "--on", "stray"])
def test_a_wrong_option_is_told(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An option that there is not, or one without its value, ends with exit code 2 and the usage."""
    with pytest.raises(SystemExit) as caught:
        main((option,))
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: tradetalks ")


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    """Help names every option and an example, and the version is that of the package."""
    for option, expected in (("--help", "--known-on DATE"), ("--version", f"tradetalks {tt.__version__}")):
        with pytest.raises(SystemExit) as caught:
            main((option,))
        assert caught.value.code == 0
        assert expected in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [(), ("--json",), ("--talk", "us-idn")])
def test_a_reader_may_stop_reading(arguments: tuple[str, ...]) -> None:
    """A pipe that is closed after a few lines ends the program without a word."""
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tradetalks", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) in (0, 141)


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "POSIX", "LANG": ""},
        {"COLUMNS": "20", "NO_COLOR": "1", "TERM": "dumb"},
        {"TZ": "Asia/Tokyo", "LC_TIME": "de_DE.UTF-8"},
    ],
    ids=lambda given: " ".join(f"{key}={value}" for key, value in given.items()),
)
def test_every_locale_gets_an_answer(environment: dict[str, str]) -> None:
    """In a poor locale the answer is printed with what it can show, and is otherwise the same."""
    plain = run(*THAT_DAY)
    done = run(*THAT_DAY, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line[:40] for line in done.stdout.splitlines() if line.isascii()][:20] == [
        line[:40] for line in plain.stdout.splitlines() if line.isascii()
    ][:20]
    assert len(done.stdout.splitlines()) == len(plain.stdout.splitlines())


def test_a_fault_is_told_in_every_locale() -> None:
    """A fault with letters that the locale lacks is told all the same."""
    done = run("--talk", "us-côte", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


# What could be known on 11 May 2025 ------------------------------------------------------------------------------


@pytest.fixture(name="that_day", scope="module")
def _that_day() -> StateOfPlay:
    """Return the state of play of 11 May 2025 as known on that day."""
    return tt.load().known_on("2025-05-11").state_of_play(on="2025-05-11")


@pytest.fixture(name="china")
def _china(that_day: StateOfPlay) -> TalkState:
    """Return the talk with China on that day."""
    return that_day.talks["us-chn"]


def test_twenty_partners_are_listed_in_four_groups(that_day: StateOfPlay) -> None:
    """About twenty partners are named in four groups; China, the EU and the UK are apart (article of May 2025)."""
    wave = {
        talk: state.negotiation.group
        for talk, state in that_day.talks.items()
        if state.programme is not None and state.programme.id == "priority-wave-2025"
    }
    grouped = {group: {talk for talk, one in wave.items() if one == group} for group in GROUPS}
    assert grouped == GROUPS
    assert 19 <= len(wave) <= 21
    assert that_day.talks["us-chn"].programme is None
    assert {"us-eu", "us-gbr"} <= set(that_day.talks)


def test_the_goal_of_the_wave_is_known(that_day: StateOfPlay) -> None:
    """The programme names its goal, results by the end of the year (article of May 2025)."""
    programme = that_day.talks["us-jpn"].programme
    assert programme is not None
    assert programme.goal is not None
    assert "year" in programme.goal
    assert programme.goal_day in (date(2025, 12, 31), None)


def test_geneva_is_under_way_with_its_delegations(china: TalkState) -> None:
    """The round of 10 and 11 May is on, with Bessent and Greer on one side and He Lifeng on the other."""
    (geneva,) = china.meetings
    assert "Geneva" in geneva.place
    assert (geneva.days.start, geneva.days.end) == (date(2025, 5, 10), date(2025, 5, 12))
    sides = {one.side: {member.name for member in one.members} for one in geneva.delegations}
    assert sides["US"] >= {"Scott Bessent", "Jamieson Greer"}
    assert sides["CN"] >= {"He Lifeng"}
    assert china.status is not None
    assert china.status.value == "opened"


def test_the_headline_on_china_is_145_in_two_parts(china: TalkState) -> None:
    """145 is 20 over fentanyl by EO 14228 of 3 March and 125 by EO 14266 of 9 April 2025."""
    duty = china.headline_duty
    assert duty.percent == Decimal(145)
    parts = {layer.programme: (layer.effect.percent, layer.because) for layer in duty.layers}
    assert set(parts.values()) == {(Decimal(20), "EO 14228"), (Decimal(125), "EO 14266")}
    assert not duty.all_in


def test_other_partners_pay_ten(that_day: StateOfPlay) -> None:
    """On that day the partners under the pause pay the baseline of 10 (EO 14257 and EO 14266)."""
    for talk, state in that_day.talks.items():
        if talk != "us-chn":
            assert {one.percent for one in state.headline_duties} == {Decimal(10)}, talk


def test_eighty_and_fifty_percent_were_said(china: TalkState) -> None:
    """80 percent was said on 9 May and 50 reported on 8 May; neither is law, and each is ready as a what-if."""
    rates = {
        str(one.proposal.duty): (one.force.value, one.said_on)
        for one in china.positions
        if one.proposal is not None
    }
    assert rates["80%"] == ("said", date(2025, 5, 9))
    assert rates["50%"] == ("said", date(2025, 5, 8))


def test_preconditions_of_japan_and_china_are_known(that_day: StateOfPlay) -> None:
    """Japan wants the duties on cars and steel gone; China wants equal respect (article of May 2025)."""
    stances = {
        talk: " ".join(
            one.stance
            for one in state.positions
            if one.kind is PositionKind.PRECONDITION and one.party != "US"
        )
        for talk, state in that_day.talks.items()
    }
    assert "steel" in stances["us-jpn"]
    assert "automobiles" in stances["us-jpn"]
    assert "respect" in stances["us-chn"].lower()


def test_lesothos_licence_is_known(that_day: StateOfPlay) -> None:
    """The licence for a satellite network is among what was said with Lesotho (article of May 2025)."""
    said = " ".join(one.stance for one in that_day.talks["us-lso"].positions)
    assert "Starlink" in said


def test_the_end_of_the_pause_is_known_and_that_of_the_truce_is_not() -> None:
    """9 July was set by EO 14266 in April; 12 August came with Geneva, published on 12 May 2025."""
    talks = tt.load()
    pause, truce = date(2025, 7, 9), date(2025, 8, 12)

    def due(known: str) -> set[tuple[str, date]]:
        return {(one.negotiation, one.day) for one in talks.known_on(known).deadlines(after="2025-05-11")}

    assert ("us-jpn", pause) in due("2025-05-11")
    assert truce not in {day for _talk, day in due("2025-05-11")}
    assert ("us-chn", truce) in due("2025-05-12")


def test_every_partner_of_the_pause_has_its_deadline(that_day: StateOfPlay) -> None:
    """Every partner with a rate of its own in Annex I has 9 July, or a nearer day, as its next deadline."""
    paused = ("us-jpn", "us-ind", "us-twn", "us-phl", "us-vnm", "us-khm", "us-mys", "us-idn", "us-che-lie")
    for talk in (*paused, "us-isr", "us-mdg", "us-lso", "us-mus", "us-fji", "us-eu"):
        due = that_day.talks[talk].next_deadline
        assert due is not None, talk
        assert due.day <= date(2025, 7, 9) or talk == "us-ind", talk
    for talk in ("us-aus", "us-arg", "us-ecu", "us-bra"):
        assert that_day.talks[talk].next_deadline is None, talk


def test_nothing_later_is_known(that_day: StateOfPlay) -> None:
    """Nothing that the answer holds was announced after the day."""
    last = date(2025, 5, 11)
    for state in that_day.talks.values():
        facts = [state.negotiation, *state.facts(), *state.meetings]
        assert all(fact.announced <= last for fact in facts)
        assert state.last_event is None or state.last_event.announced <= last


@pytest.mark.parametrize(
    "words",
    [
        "145%",
        "EO 14228",
        "EO 14266",
        "Geneva",
        "He Lifeng",
        "Scott Bessent",
        "80 percent",
        "50 percent",
        "2025-07-09",
        "respect",
        "precondition",
        "Africa and smaller economies",
    ],
)
def test_the_page_says_it(that_day: StateOfPlay, words: str) -> None:
    """What could be known on that day is on the page, and the truce of August is not."""
    text = " ".join(str(that_day).split())
    assert words in text
    assert "2025-08-12" not in text

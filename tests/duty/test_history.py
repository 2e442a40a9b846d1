"""The history of a line: the days on which what is charged changes, what changed, and by which act."""

from __future__ import annotations

import itertools
import pickle
import random
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import tradetalks as tt
from tests.laws.immutable import assert_immutable
from tradetalks.adapters.step_charts import StepChart, StepLine
from tradetalks.dates.intervals import BadInterval
from tradetalks.engines.duty.causes import CauseKind
from tradetalks.engines.duty.claims import BadClaim
from tradetalks.engines.duty.history import ChangeKind
from tradetalks.model.tariff_lines import LineNeeded, UnknownLine
from tradetalks.vocabulary.goods import BadCode

if TYPE_CHECKING:
    from tradetalks.engines.duty.history import DutyHistory, LayerChange

TALKS = tt.load()
TOYS, COIL, FRIDGE = "9503.00.00.73", "7208.10.15.00", "8418.10.00"
ORIGINS = (
    "CN",
    "HK",
    "CA",
    "MX",
    "DE",
    "EU",
    "JP",
    "KR",
    "GB",
    "CH",
    "BR",
    "IN",
    "VN",
    "RU",
    "LS",
    "NI",
    "CU",
)
CHAPTERS = ("", "72", "73", "76", "84", "85", "87", "44", "94", "30", "08", "22")
CLAIMS: tuple[dict[str, Any] | None, ...] = (
    None,
    {"steel_content_percent": "37.5"},
    {"usmca_qualifying": True},
    {"us_content_percent": 40},
    {"customs_value_usd": 1000, "quantity": 100},
)


def _steps(history: DutyHistory) -> list[tuple[str, str, str]]:
    return [(str(one.days.start), one.summary(), " ".join(act.id for act in one.acts)) for one in history]


def _change(history: DutyHistory, day: str, program: str) -> LayerChange:
    return next(one for one in history.on(day).changes if one.program == program)


def test_the_steps_of_lesotho() -> None:
    """Each day on which the duty changes, with the act: EO 14257, 14266, 14326, 14389, Proclamation 11012."""
    assert _steps(TALKS.duty_history("LS", "6203.42.07")) == [
        ("2025-01-01", "16.6%", ""),
        ("2025-04-05", "26.6%", "eo-14257"),
        ("2025-04-09", "66.6%", "eo-14257"),
        ("2025-04-10", "26.6%", "eo-14266"),
        ("2025-08-07", "31.6%", "eo-14326"),
        ("2026-02-24", "26.6%", "proc-11012 eo-14389"),
        ("2026-07-24", "16.6%", "proc-11012"),
    ]


def test_by_default_it_goes_from_the_first_day_of_the_schedule_to_the_horizon() -> None:
    """Of a record as it was known, to the day of knowledge; and no further than a schedule of one's own."""
    history = TALKS.duty_history("LS", TOYS)
    assert (history[0].days.start, history[-1].days.last_day) == (date(2025, 1, 1), TALKS.horizon)
    then = TALKS.known_on("2025-04-08").duty_history("CN", TOYS)
    assert then[-1].days.last_day == date(2025, 4, 8)
    ahead = TALKS.known_on("2025-04-08").duty_history("CN", TOYS, between=("2025-04-08", "2025-04-11"))
    assert [one.summary() for one in ahead] == ["30%", "104%"]


def test_a_step_says_what_began_ended_and_changed() -> None:
    """With the layer before and after, and the act behind each."""
    history = TALKS.duty_history("CN", FRIDGE, claims={"steel_content_percent": "37.5"})
    steel = _change(history, "2025-06-23", "s232-steel")
    assert (steel.kind, steel.before, str(steel.after)) == (
        ChangeKind.BEGAN,
        None,
        "50% on 37.5% of the value (steel content) s232-steel",
    )
    assert [act.id for act in steel.acts] == ["bis-2025-06-appliances"]
    less = _change(history, "2025-06-23", "ieepa-reciprocal")
    assert less.what() == "ieepa-reciprocal goes from 10% on all of the value to 10% on 62.5% of the value"
    assert [(one.kind, one.act and one.act.id) for one in less.causes] == [
        (CauseKind.STACKING, "proc-10947"),
        (CauseKind.MEASURE, "bis-2025-06-appliances"),
    ]
    ended = _change(history, "2026-02-24", "ieepa-reciprocal")
    assert (ended.kind, [one.kind for one in ended.causes]) == (ChangeKind.ENDED, [CauseKind.END])


def test_what_goes_on_by_another_act_is_no_step() -> None:
    """The truce of August 2025 was prolonged at the same rate: one step, and the act is named within it."""
    history = TALKS.duty_history("CN", TOYS, between=("2025-07-01", "2025-11-01"))
    assert len(history) == 1
    assert [(str(one.day), one.program, *(act.id for act in one.acts)) for one in history[0].carried_on] == [
        ("2025-08-12", "ieepa-reciprocal", "eo-14334")
    ]
    later = TALKS.duty_history("CN", TOYS, between=("2025-11-01", "2025-12-01"))
    assert [(one.program, *(act.id for act in one.acts)) for one in later[1].carried_on] == [
        ("ieepa-reciprocal", "eo-14358")
    ], "on the day on which another layer changes"


class Case(NamedTuple):
    """A change of a layer, and what must be named as its cause."""

    origin: str
    line: str
    claims: Any
    day: str
    program: str
    kind: CauseKind
    acts: str


CASES = (
    # the month's pause on Canada ran out on the day that EO 14197 sec. 3 had set
    Case("CA", COIL, None, "2025-03-04", "ieepa-fentanyl-ca", CauseKind.EXPIRY, "eo-14197"),
    # Proc. 10947 turns the stacking of border and steel duties round on 4 June 2025
    Case("CA", COIL, None, "2025-06-04", "ieepa-fentanyl-ca", CauseKind.STACKING, "proc-10947"),
    # goods of the USMCA leave the border duty by EO 14232 sec. 1
    Case("MX", "7409.39.10", {"usmca_qualifying": True}, "2025-03-07", "ieepa-fentanyl-mx", CauseKind.EXEMPTION, "eo-14232"),
    # the separate duty on steel ends by Proc. 11021, so that the surcharge is taken on all of the value again
    Case("UA", "9403.20.00.17", {"steel_content_percent": "37.5"}, "2026-04-06", "s122-surcharge", CauseKind.STACKING, "proc-11021"),
    # beef goes on Annex II by EO 14360
    Case("KE", "0201.20.50", None, "2025-11-13", "ieepa-reciprocal", CauseKind.LIST, "eo-14360"),
    # a staged rate of the agreement with Korea, by a revision of the schedule
    Case("KR", "0406.20.67", {"preference": "KR"}, "2026-01-01", "column-1", CauseKind.SCHEDULE, ""),
    # what is missing to 15 percent changes with the ordinary duty beneath it
    Case("KR", "0406.20.67", {"preference": "KR"}, "2026-01-01", "ieepa-reciprocal", CauseKind.SCHEDULE, ""),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_cause_is_named(case: Case) -> None:
    """Each kind of cause, with its act where there is one."""
    change = _change(TALKS.duty_history(case.origin, case.line, claims=case.claims), case.day, case.program)
    assert change.causes[0].kind is case.kind, change.explain()
    assert " ".join(act.id for act in change.acts) == case.acts


def test_a_preference_that_runs_out_is_named() -> None:
    """As known in December 2025 goods of Kenya could no longer claim D from 1 October 2025 on."""
    history = TALKS.known_on("2025-12-01").duty_history("KE", "0201.20.50", claims={"preference": "D"})
    change = _change(history, "2025-10-01", "column-1")
    assert [(one.kind, one.fact and one.fact.id) for one in change.causes] == [
        (CauseKind.EXPIRY, "base-preferences-2025-agoa")
    ]
    assert _steps(TALKS.duty_history("KE", "0201.20.50", claims={"preference": "D"}))[2][0] == "2025-11-13"


def test_a_ban_is_a_step() -> None:
    """Alcohol of Canada is charged from 22 August 2026 and barred from 29 September (Proc. 11061)."""
    history = TALKS.duty_history("CA", "2208.20.40.00", between=("2026-08-01", "2026-10-08"))
    assert [one.summary() for one in history][-2:] == ["60%", "import prohibited"]
    assert [str(one) for one in history[-1].changes] == [
        "import prohibited under s338-canada-alcohol (Proclamation 11061)"
    ]
    assert history[-1].percent is None


def test_a_line_that_was_not_there_is_a_gap() -> None:
    """Before it began and after it ended there is no duty, which is said; a code that never was one is refused."""
    begun = TALKS.duty_history("HK", "3004.90.92.75")
    assert (begun[0].duty, begun[0].percent, begun[0].summary()) == (None, None, "no such line")
    assert begun[0].gap is not None
    assert str(begun[1].changes[0]).startswith("the line begins")
    ended = TALKS.duty_history("AR", "7602.00.00.98")
    assert ended[-1].duty is None
    assert ended[-1].changes[0].kind is ChangeKind.LINE_ENDED
    gone = TALKS.duty_history("AR", "7602.00.00.98", between=("2026-05-01", None))
    assert [one.duty for one in gone] == [None]
    assert "no line of the schedule" in str(gone)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"line": "9503.00.01"}, UnknownLine),
        ({"line": "9503"}, LineNeeded),
        ({"line": "toys"}, BadCode),
        ({"origin": "ZZ"}, tt.UnknownPlace),
        ({"between": ("2025-05-01", "2025-05-01")}, BadInterval),
        ({"between": ("2024-12-31", None)}, tt.NotCovered),
        ({"between": (None, "2026-10-09")}, tt.NotCovered),
        ({"claims": {"usmca": True}}, BadClaim),
        ({"claims": {"described_by": "no-such-list"}}, BadClaim),
    ],
)
def test_what_cannot_be_asked_is_refused(asked: dict[str, Any], error: type[Exception]) -> None:
    """As a single answer would refuse it."""
    with pytest.raises(error):
        TALKS.duty_history(**{"origin": "CN", "line": TOYS, **asked})


@pytest.mark.parametrize("seed", range(8))
def test_a_history_is_what_single_answers_say(seed: int) -> None:
    """On any day of a step the duty asked alone charges the same, steps differ, and every change has a cause."""
    chosen = random.Random(seed)
    for _ in range(6):
        lines = TALKS.schedule.lines(chosen.choice(CHAPTERS), on="2025-01-01", numbers=chosen.random() < 0.5)
        line = chosen.choice([one.code for one in lines if one.code.digits[:2] not in {"98", "99"}])
        origin, claims = chosen.choice(ORIGINS), chosen.choice(CLAIMS)
        history = TALKS.duty_history(origin, line, claims=claims)  # type: ignore[arg-type]
        for step in history:
            assert step.days.start is not None
            assert step.days.days is not None
            for ahead in {0, step.days.days - 1, chosen.randrange(step.days.days)}:
                day = step.days.start + timedelta(days=ahead)
                if step.duty is None:
                    with pytest.raises(UnknownLine):
                        TALKS.duty(origin, line, day)
                    continue
                alone = TALKS.duty(origin, line, day, claims=claims)  # type: ignore[arg-type]
                mine = [(one.program, one.duty, one.share, one.percent) for one in step.duty.layers]
                assert mine == [(one.program, one.duty, one.share, one.percent) for one in alone.layers]
        for before, after in itertools.pairwise(history):
            assert before.days.meets(after.days)
            assert after.changes, (origin, line, after.days)
        for change in (*history.changes, *history.carried_on):
            assert change.causes
            assert CauseKind.UNKNOWN not in {one.kind for one in change.causes}, change.explain()


def test_a_history_is_a_value() -> None:
    """Equal, hashable, picklable, without a changeable part; a slice is a history, and a day finds its step."""
    history, again = (TALKS.duty_history("CN", TOYS) for _ in range(2))
    assert history == again
    assert hash(history) == hash(again)
    assert pickle.loads(pickle.dumps(history)) == history  # noqa: S301 - made here
    assert_immutable(history)
    assert history[1:3].steps == history.steps[1:3]
    assert history.on("2025-04-09").percent == Decimal(104)
    with pytest.raises(tt.NotCovered):
        history.on("2024-12-31")


def test_a_history_prints_and_turns_into_data() -> None:
    """As a page, as escaped HTML, and as what JSON can hold."""
    history = TALKS.duty_history("CN", TOYS, between=("2025-04-01", "2025-09-01"))
    text = str(history)
    assert "2025-04-09 through 2025-04-09  104%" in text
    assert "At the same rate, by another measure" in text
    assert text.count("held unlawful:") == 1
    assert "<table>" in history._repr_html_()
    data: Any = history.as_data()
    assert data["steps"][2]["from"] == "2025-04-09"
    assert data["steps"][2]["changes"] == [
        {
            "day": "2025-04-09",
            "kind": "changed",
            "program": "ieepa-reciprocal",
            "before": "10%",
            "after": "84%",
            "causes": [
                {
                    "kind": "measure",
                    "act": "eo-14259",
                    "fact": "eo-14259-cn",
                    "words": "Goods of China, Hong Kong and Macau pay 84 instead of 34 percent more.",
                }
            ],
        }
    ]
    gone: Any = TALKS.duty_history("AR", "7602.00.00.98", between=("2026-05-01", None)).as_data()
    assert gone["steps"][0]["gap"] == "no line of the schedule on these days"
    assert str(history[:0]).startswith("Duty on 9503.00.00.73 of CN, no day")


def test_a_history_is_a_line_of_a_chart() -> None:
    """With a gap where there is no number."""
    history = TALKS.duty_history("HK", "3004.90.92.75")
    chart = StepChart(title="A number that began", lines=[StepLine.of("Hong Kong", history)])
    assert "2025-01-01    ?" in chart.text()
    assert chart.svg().startswith("<svg")

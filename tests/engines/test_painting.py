"""The painter's rule in small pictures: one programme, all days, a few measures each."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.laws.strategies import after
from tradetalks.dates.intervals import DateInterval
from tradetalks.dossier import Dossier
from tradetalks.engines.painting import Painter
from tradetalks.model.acts import DutyProgramme
from tradetalks.model.measures import Charges, Effect, Ends, Exempts, Regulates, TariffMeasure
from tradetalks.model.record import RecordStatement
from tradetalks.model.sources import Source
from tradetalks.vocabulary.conditions import ClaimIs
from tradetalks.vocabulary.duties import AdValorem
from tradetalks.vocabulary.goods import ProductScope
from tradetalks.vocabulary.kinds import Action, ClaimName, Force, ProgrammeReach
from tradetalks.vocabulary.places import PlaceScope

if TYPE_CHECKING:
    from tradetalks.model.collections import AnyFact

ALL = ProductScope(all=True)
SOURCE = Source.what_if("a picture")
STATEMENT = RecordStatement(data_version="1", title="A picture", horizon=after(300))
USMCA = (ClaimIs(claim=ClaimName.USMCA_QUALIFYING, values=("yes",)),)


def ten() -> Charges:
    """Return a charge of ten percent."""
    return Charges(duty=AdValorem(10))


def paint(
    name: str,
    products: ProductScope = ALL,
    *,
    effect: Effect | None = None,
    day: int = 0,
    **others: object,
) -> TariffMeasure:
    """Return a measure of the programme of these pictures; announced in the order of ``day``."""
    given: dict[str, object] = {
        "programmes": ("duty",),
        "origins": PlaceScope("*"),
        "applies": DateInterval(after(0)),
        "action": Action.IMPOSE,
        "summary": name,
        **others,
    }
    return TariffMeasure(
        id=name,
        announced=after(day),
        sources=(SOURCE,),
        products=products,
        effect=ten() if effect is None else effect,
        **given,  # type: ignore[arg-type]
    )


def picture(*measures: TariffMeasure) -> Painter:
    """Return the painter of these measures."""
    programmes: list[AnyFact] = [
        DutyProgramme(
            id=name,
            announced=after(0),
            sources=(SOURCE,),
            name=name,
            reach=ProgrammeReach.ALL_GOODS,
            summary=name,
        )
        for name in ("duty", "other")
    ]
    return Painter.of(Dossier.of(STATEMENT, [*programmes, *measures]))


def seen(*measures: TariffMeasure, programme: str = "duty", origin: str = "CN", day: int = 5) -> list[str]:
    """Return the ids of what shows, in order of painting."""
    return [one.id for one in picture(*measures).showing(programme, origin, after(day))]


def test_the_later_covers_the_earlier() -> None:
    """Of two measures on the same goods the one announced later shows; the order of loading is nothing."""
    old, new = paint("a-new", day=1), paint("z-old", day=0)
    assert seen(old, new) == seen(new, old) == ["a-new"]


def test_within_a_day_the_sequence_decides() -> None:
    """Of two measures announced on one day the one with the higher number lies on top."""
    assert seen(paint("b", sequence=2), paint("a", sequence=1)) == ["b"]
    assert seen(paint("b", sequence=1), paint("a", sequence=2)) == ["a"]


def test_paint_covers_only_what_it_names() -> None:
    """A later measure leaves other goods, origins and days as they were."""
    old = paint("old")
    assert seen(old, paint("new", ProductScope(codes=["8517"]), day=1)) == ["old", "new"]
    assert seen(old, paint("new", day=1, origins=PlaceScope("JP"))) == ["old"]
    assert seen(old, paint("new", day=1, applies=DateInterval(after(6)))) == ["old"]
    assert seen(old, paint("new", day=1, applies=DateInterval(after(6))), day=6) == ["new"]


def test_a_suspension_that_runs_out_shows_what_lies_under_it() -> None:
    """After the last day of the upper measure, the lower one shows again."""
    rate, pause = paint("rate"), paint("pause", day=1, applies=DateInterval(after(2), after(6)))
    assert [seen(rate, pause, day=day) for day in (1, 2, 5, 6)] == [["rate"], ["pause"], ["pause"], ["rate"]]


def test_a_retroactive_act_repaints_days_past() -> None:
    """A measure announced late covers the days it reaches back to."""
    assert seen(paint("as-known"), paint("retroactive", day=50), day=1) == ["retroactive"]


def test_several_measures_cover_together() -> None:
    """What two or more later measures cover together does not show, though neither covers it alone."""
    old = paint("old")
    rest = paint("rest", ProductScope(all=True, not_lists=["annex"]), day=1)
    annex = paint("annex-goods", ProductScope(lists=["annex"]), day=2)
    phones, others = ProductScope(codes=["8517"]), ProductScope(all=True, not_codes=["8517"])
    lists = [_list("annex")]
    made = Painter.of(picture_of(old, rest, annex, lists=lists))
    assert [one.id for one in made.showing("duty", "CN", after(5))] == ["rest", "annex-goods"]
    assert seen(old, paint("one", phones, day=1), paint("two", others, day=2)) == ["one", "two"]


def _list(name: str) -> AnyFact:
    from tradetalks.model.acts import ProductList

    return ProductList(id=name, announced=after(0), sources=(SOURCE,), name=name, summary=name)


def picture_of(*measures: TariffMeasure, lists: list[AnyFact]) -> Dossier:
    """Return a dossier of measures that name lists."""
    programme = DutyProgramme(
        id="duty",
        announced=after(0),
        sources=(SOURCE,),
        name="duty",
        reach=ProgrammeReach.ALL_GOODS,
        summary="duty",
    )
    return Dossier.of(STATEMENT, [programme, *lists, *measures])


def test_the_longest_code_decides_what_is_covered() -> None:
    """A line taken in again below a heading taken out is not covered by what leaves just that line out."""
    line_in_again = ProductScope(codes=["85", "851762"], not_codes=["8517"])
    all_but_the_line = ProductScope(codes=["85"], not_codes=["851762"])
    assert seen(paint("old", line_in_again), paint("new", all_but_the_line, day=1)) == ["old", "new"]
    with_the_line = ProductScope(codes=["85", "851762"], not_codes=["8517"])
    assert seen(paint("old", line_in_again), paint("new", with_the_line, day=1)) == ["new"]


def test_words_narrow_what_a_measure_covers() -> None:
    """A measure on some goods of a heading, as described, leaves the other goods of the heading bare."""
    heading = ProductScope(codes=["8426"])
    cranes = ProductScope(codes=["8426"], words="cranes on rails")
    assert seen(paint("old", heading), paint("new", cranes, day=1)) == ["old", "new"]
    assert seen(paint("old", cranes), paint("new", heading, day=1)) == ["new"]
    assert seen(paint("old", cranes), paint("new", cranes, day=1)) == ["new"]


def test_an_exemption_lies_on_glass() -> None:
    """A later rate does not cover an exemption; a later change to the exemption does."""
    annex = ProductScope(codes=["27"])
    exempt = paint("annex", annex, effect=Exempts())
    assert seen(exempt, paint("rate", day=9)) == ["rate", "annex"]
    assert seen(exempt, paint("rate", annex, day=9)) == ["annex"]
    assert seen(exempt, paint("rate", day=9), paint("off", annex, effect=ten(), glass=True, day=10)) == [
        "rate",
        "off",
    ]


def test_the_end_of_a_programme_covers_and_is_not_seen() -> None:
    """What ends a programme hides the rates under it; exemptions go only where the end lies on glass too."""
    rate, exempt = paint("rate"), paint("annex", ProductScope(codes=["27"]), effect=Exempts())
    assert seen(rate, exempt, paint("end", effect=Ends(), day=9)) == ["annex"]
    assert seen(rate, exempt, paint("end", effect=Ends(), day=9, glass=True)) == []
    assert seen(rate, paint("end", effect=Ends(), day=9), paint("again", day=10)) == ["again"]


def test_a_measure_in_lieu_blanks_the_other_programme() -> None:
    """A measure in lieu of a programme shows in its own picture and blanks the other, on glass if it says so."""
    other = paint("other-rate", programmes=("other",))
    instead = paint("instead", day=1, in_lieu_of=("other",))
    exempt = paint("exempt", day=2, effect=Exempts(), in_lieu_of=("other",))
    assert seen(other, instead) == ["instead"]
    assert seen(other, instead, programme="other") == []
    later = paint("later", day=3, programmes=("other",))
    assert seen(other, exempt, later, programme="other") == ["later"]
    glass = paint("glass", day=2, in_lieu_of=("other",), glass=True)
    assert seen(other, glass, later, programme="other") == []


def test_what_was_ended_stands_in_lieu_of_nothing() -> None:
    """Where a measure in lieu of a programme is ended in its own, the other is no longer blank."""
    other = paint("other-rate", programmes=("other",))
    instead = paint("instead", day=1, in_lieu_of=("other",), glass=True)
    end = paint("end", effect=Ends(), day=2, glass=True)
    elsewhere = paint("elsewhere", effect=Ends(), day=2, glass=True, programmes=("other",))
    assert [one.measure.id for one in picture(other, instead).on("other", after(5))] == [
        "instead",
        "other-rate",
    ]
    assert [one.measure.id for one in picture(other, instead, end).on("other", after(5))] == ["other-rate"]
    assert picture(other, instead, elsewhere).on("other", after(5))[1].measure == instead


def test_conditions_hide_nothing() -> None:
    """What hangs on a claim shows beside what lies under it, since an importer may claim nothing."""
    rate, saved = paint("rate"), paint("usmca", effect=Exempts(), conditions=USMCA)
    assert seen(rate, saved) == ["rate", "usmca"]
    assert seen(rate, paint("end", effect=Ends(), conditions=USMCA, day=1)) == ["rate"]
    assert seen(saved, paint("all", effect=Exempts(), day=1)) == ["all"]


@pytest.mark.parametrize("force", [one for one in Force if one is not Force.ENACTED])
def test_only_the_enacted_paints(force: Force) -> None:
    """What is said, announced, proposed, directed, authorised or held neither shows nor covers."""
    assert seen(paint("rate"), paint("talk", force=force, day=1)) == ["rate"]
    assert picture(paint("talk", force=force)).measures_on(after(5), None) == ()


def test_a_rule_paints_like_a_rate() -> None:
    """A rule of a programme covers an earlier one on the same goods."""
    old, new = (paint(name, effect=Regulates(rule=name), day=day) for day, name in enumerate(("old", "new")))
    assert seen(old, new) == ["new"]


def test_a_programme_without_paint_is_empty() -> None:
    """Asked for a programme that has no picture, or none of that name, the painter shows nothing."""
    made = picture(paint("rate"))
    assert made.showing("other", "CN", after(5)) == ()
    assert made.layers("nowhere", "CN", after(5)) == ()
    assert made.ordinary("other", "CN", after(5)) is None
    assert list(made.programmes) == ["duty"]


def test_the_first_and_the_last_day_there_are() -> None:
    """Open intervals hold on the first day of the calendar and on the last."""
    always = paint("always", applies=DateInterval())
    made = picture(always)
    for day in (date.min, date.max):
        assert [one.id for one in made.measures_on(day, "CN")] == ["always"]


HOSTILE = """
from tradetalks.vocabulary.goods import ProductScope
from tradetalks.vocabulary.goods_parts import leaves_bare
above = [{scope} for at in range({count})]
last = [ProductScope(all=True, not_lists=["z"]), ProductScope(lists=["z"])]
print(leaves_bare([*above, *last], ProductScope(all=True)))
"""


@pytest.mark.parametrize(
    ("scope", "count"),
    [
        ('ProductScope(lists=[f"a{at}", f"b{at}"], not_lists=[f"c{at}", f"d{at}"])', 30),
        ('ProductScope(lists=[f"a{at}"])', 3000),
        ('ProductScope(codes=[f"{85000000 + at}"], not_lists=[f"c{at}"])', 1000),
        ('ProductScope(words=f"goods {at}", not_lists=["c", "d"])', 3000),
    ],
    ids=["lists in and out", "many lists", "many codes", "many words"],
)
def test_hostile_pictures_are_painted_in_time(scope: str, count: int) -> None:
    """However a record tangles its lists, what shows is decided within seconds and without overflowing."""
    done = subprocess.run(
        [sys.executable, "-c", HOSTILE.format(scope=scope, count=count)],
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert done.stderr == ""
    assert done.stdout.strip() in {"True", "False"}

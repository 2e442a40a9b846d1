"""Which measures tie: those that would leave different paint on the same goods, in no order."""

from __future__ import annotations

import pickle
import time
from datetime import date, timedelta

import pytest
from attrs import evolve

from tests.rules.facts import MEASURE, SOURCE, found, percent, pile
from tradetalks.dates.intervals import DateInterval
from tradetalks.model.measures import Authorises, ChangesList, Ends, Exempts, TariffMeasure
from tradetalks.model.sources import Source
from tradetalks.rules.checking import breaches
from tradetalks.rules.law import MOST_UNORDERED
from tradetalks.rules.painting import PaintingTie, ties
from tradetalks.vocabulary.conditions import InWords
from tradetalks.vocabulary.goods import ProductScope
from tradetalks.vocabulary.kinds import Force
from tradetalks.vocabulary.places import PlaceScope

OTHER = evolve(MEASURE, id="m-b", effect=percent(34))


def tied(one: TariffMeasure, other: TariffMeasure) -> bool:
    """Whether two measures tie, whichever comes first."""
    (there,) = [[(tie.one, tie.other) for tie in ties(pile(one, other))]]
    assert there in ([], [(one.id, other.id)])
    return bool(there)


def test_two_that_paint_the_same_goods_tie() -> None:
    """The error tells programme and both measures, and what to do."""
    (tie,) = ties(pile(MEASURE, OTHER))
    assert (tie.programme, tie.one, tie.other) == ("surcharge", "m-a", "m-b")
    assert "give them different sequence numbers" in str(tie)
    back = pickle.loads(pickle.dumps(tie))  # noqa: S301 - written on the line itself
    assert (back.programme, str(back)) == ("surcharge", str(tie))
    assert isinstance(tie, PaintingTie)
    assert isinstance(tie, ValueError)


@pytest.mark.parametrize(
    "apart",
    [
        {"sequence": 1},
        {"announced": date(2025, 4, 3)},
        {"glass": True},
        {"effect": Exempts()},
        {"programmes": ("other",)},
        {"effect": MEASURE.effect},
        {"force": Force.ANNOUNCED},
        {"effect": Authorises(power="up to 50 percent"), "force": Force.AUTHORISED},
        {"effect": ChangesList(list="list-a", adds=ProductScope(codes=["85"]))},
        {"applies": DateInterval("2025-03-01", "2025-04-09")},
        {"conditions": (InWords(words="in transit"),)},
    ],
)
def test_what_stands_apart_does_not_tie(apart: dict[str, object]) -> None:
    """In sequence, day, pane, programme, effect, force, days, conditions or origins."""
    assert not tied(MEASURE, evolve(OTHER, **apart))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "tie"),
    [
        (("CN",), ("CN", "JP"), True),
        (("CN",), ("JP",), False),
        (("*",), ("CN",), True),
        (("EU",), ("FR",), True),
        (("EU",), ("JP",), True),  # a member from July on
    ],
)
def test_origins_are_compared_by_their_countries(
    one: tuple[str, ...],
    other: tuple[str, ...],
    tie: bool,  # noqa: FBT001
) -> None:
    """Blocs by their members, at the beginning and at the end of the days shared."""
    assert tied(evolve(MEASURE, origins=PlaceScope(one)), evolve(OTHER, origins=PlaceScope(other))) is tie


def test_origins_taken_out_are_out() -> None:
    """Everywhere but China has nothing of China."""
    rest = evolve(MEASURE, origins=PlaceScope(("*",), ("CN",)))
    assert not tied(rest, evolve(OTHER, origins=PlaceScope(("CN",))))
    before = evolve(OTHER, origins=PlaceScope(("JP",)), applies=DateInterval("2025-04-09", "2025-06-01"))
    assert not tied(evolve(MEASURE, origins=PlaceScope(("EU",))), before)


@pytest.mark.parametrize(
    ("one", "other", "tie"),
    [
        (ProductScope(all=True), ProductScope(codes=["8517"]), True),
        (ProductScope(all=True, not_codes=["8517"]), ProductScope(codes=["8517"]), False),
        (ProductScope(all=True, not_codes=["8517.62"]), ProductScope(codes=["8517"]), True),
        (ProductScope(all=True, not_lists=["list-a"]), ProductScope(all=True, not_lists=["list-b"]), True),
        (ProductScope(all=True, not_lists=["list-a"]), ProductScope(lists=["list-a"]), False),
        (ProductScope(all=True, not_lists=["list-a"]), ProductScope(codes=["8517"]), False),  # who knows
        (ProductScope(all=True, words="toys"), ProductScope(codes=["9503"]), False),
        (ProductScope(all=True, words="toys"), ProductScope(all=True, words="toys"), True),
        (ProductScope(codes=["8517"]), ProductScope(codes=["8517.62"]), True),
        (ProductScope(codes=["8517"], not_codes=["8517.62"]), ProductScope(codes=["8517.62"]), False),
        (
            ProductScope(codes=["85"], not_codes=["8517"]),
            ProductScope(codes=["85"], not_codes=["8518"]),
            True,
        ),
        (ProductScope(codes=["8517"]), ProductScope(codes=["8518"]), False),
        (ProductScope(lists=["list-a"]), ProductScope(lists=["list-a", "list-b"]), True),
        (ProductScope(lists=["list-a"]), ProductScope(lists=["list-b"]), False),
        (ProductScope(lists=["list-a"]), ProductScope(codes=["8517"]), False),
        (ProductScope(words="toys"), ProductScope(words="toys"), True),
        (ProductScope(words="toys"), ProductScope(words="games"), False),
    ],
)
def test_goods_are_compared_as_far_as_they_are_certain(
    one: ProductScope,
    other: ProductScope,
    tie: bool,  # noqa: FBT001
) -> None:
    """What only a list or words could tell is no tie."""
    assert tied(evolve(MEASURE, products=one), evolve(OTHER, products=other)) is tie


def test_blank_is_blank_however_it_comes() -> None:
    """An end and a measure in lieu leave the same: nothing; a charge beside them does not."""
    ended = evolve(MEASURE, effect=Ends())
    in_lieu = evolve(OTHER, programmes=("other",), in_lieu_of=("surcharge",))
    assert not tied(ended, in_lieu)
    assert tied(MEASURE, in_lieu)
    assert tied(evolve(MEASURE, effect=in_lieu.effect), in_lieu)


def test_a_supposition_ties_like_any_other() -> None:
    """Whether a measure is law or supposed, its place has to be settled."""
    supposed = evolve(OTHER, act=None, sources=(Source.what_if("34 percent"), SOURCE))
    assert tied(MEASURE, supposed)


def test_ties_between_others_are_not_theirs() -> None:
    """A folder is not blamed for what ships; of its own and a shipped measure, its own is."""
    dossier = pile(MEASURE, OTHER)
    assert list(breaches(dossier, [dossier.acts["eo-1"]])) == []
    assert [one.fact for one in breaches(dossier, [MEASURE])] == ["m-a"]
    assert [one.fact for one in breaches(dossier, [OTHER])] == ["m-b"]


def test_measures_without_an_order_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is compared with each; a measure of the folder is blamed before a shipped one."""
    monkeypatch.setattr("tradetalks.rules.law.MOST_UNORDERED", 2)
    third = evolve(MEASURE, id="m-c", effect=percent(50))
    assert found(MEASURE, OTHER, third) == [("L2", "m-c", "sequence")]
    assert MOST_UNORDERED == 500


def test_hundreds_of_measures_take_no_time() -> None:
    """Those that stand apart are never compared."""
    measures = [
        evolve(
            MEASURE,
            id=f"m-{number}",
            announced=MEASURE.announced + timedelta(days=number // 5),
            sequence=number % 5 // 2,
            origins=PlaceScope(("CN" if number % 2 else "JP",)),
            effect=percent(number % 90),
        )
        for number in range(500)
    ]
    dossier = pile(*measures)
    list(ties(dossier))
    before = time.process_time()
    assert list(ties(dossier)) == []
    assert time.process_time() - before < 0.1

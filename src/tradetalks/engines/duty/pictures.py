"""The painter's rule for one line: which paint of each programme is on top, and what that makes of the goods."""

from __future__ import annotations

from collections.abc import Sequence
from enum import unique
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.engines.duty.cases import Case, Open, claim_asked
from tradetalks.engines.duty.conditions import are_met, asked
from tradetalks.engines.duty.goods import Goods
from tradetalks.engines.duty.keeping import keep
from tradetalks.engines.duty.traits import Reading
from tradetalks.engines.painting import Paint
from tradetalks.model.measures import Charges, Exempts, MinimumPrices, Prohibits, Regulates, TariffMeasure
from tradetalks.vocabulary.duties import QuotaDuty
from tradetalks.vocabulary.kinds import ClaimName, ExemptionKind, ValueBase, Word

if TYPE_CHECKING:
    from collections.abc import Iterator


__all__ = ["NOWHERE", "Picture", "Standing", "StandingKind", "picture"]


@unique
class StandingKind(Word):
    """What a programme makes of the goods of a case."""

    #: They are charged.
    CHARGED = "charged"
    #: They are subject to it and pay nothing.
    AT_ZERO = "at-zero"
    #: They are taken out of it.
    OUT = "out"
    #: It no longer applies, or another stands in its place.
    ENDED = "ended"
    #: They may not be imported.
    PROHIBITED = "prohibited"
    #: They pay what a price falls short of.
    PRICED = "priced"
    #: It does not reach them.
    NONE = "none"


@frozen
class Standing:
    """How the goods of a case stand to one programme, and the measure that makes it so."""

    kind: StandingKind
    #: The topmost measure; None where none reaches the goods.
    measure: TariffMeasure | None = None
    #: What is charged, or would be if the goods were not at zero.
    charge: Charges | None = None

    @property
    def is_subject(self) -> bool:
        """Whether the goods are subject to the programme, though they may owe nothing."""
        return self.kind in (StandingKind.CHARGED, StandingKind.AT_ZERO, StandingKind.PRICED)


#: How goods stand to a programme that does not reach them.
NOWHERE = Standing(StandingKind.NONE)


@frozen(eq=False)
class Picture:
    """The paints of one programme that may reach the goods, the topmost first.

    One picture serves all goods and claims that the programme cannot tell apart, and keeps how they stand to it.
    """

    programme: str
    paints: Sequence[Paint]
    #: What was not given and may change which of them is on top.
    questions: tuple[Open, ...]
    #: Measures whose goods are in words that ask for a claim of their own, and move no bound.
    in_words: tuple[TariffMeasure, ...]
    #: The goods that it was made for; all others that it serves are like them.
    goods: Goods
    #: What the paints read of goods and claims, and others of the programme beneath them.
    reading: Reading
    #: Whether the statistical numbers of the line stand differently to it.
    tells_numbers: bool = field(init=False)
    #: Whether something of it charges, exempts or bars the goods, rather than ends or states a rule.
    reaches: bool = field(init=False)
    _standings: dict[tuple[object, ...], Standing] = field(factory=dict, init=False)
    _met: dict[tuple[object, ...], bool] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        """Look at all paints once."""
        reaches = any(not one.blank and not isinstance(one.measure.effect, Regulates) for one in self.paints)
        object.__setattr__(self, "reaches", reaches)
        object.__setattr__(self, "tells_numbers", self.reading.tells_numbers(self.goods))

    @property
    def charges(self) -> Iterator[Charges]:
        """What its measures charge, whichever is on top."""
        for one in self.paints:
            if isinstance(one.measure.effect, Charges) and not one.blank:
                yield one.measure.effect

    def standing(self, case: Case) -> Standing:
        """Return how the goods of a case stand to the programme: one object for all cases that stand alike."""
        key = self._key(case)
        known = self._standings.get(key)
        return keep(self._standings, key, self._stand(self._own(case))) if known is None else known

    def _key(self, case: Case) -> tuple[object, ...]:
        flipped = case.flipped & self.reading.lists if case.flipped else None
        return (case.code.digits if self.tells_numbers else "", flipped, self.reading.of(case.claims))

    def _own(self, case: Case) -> Case:
        """Return a case of goods like these as one of these: their line, on their day, is what was looked up."""
        return case if self.tells_numbers else Case(self.goods.code, case.claims, case.flipped)

    def _stand(self, case: Case) -> Standing:  # noqa: PLR0911 - one for each effect
        for at, paint in enumerate(self.paints):
            measure = paint.measure
            if not _holds(measure, self.goods, case):
                continue
            if paint.blank:
                return Standing(StandingKind.ENDED, measure)
            match measure.effect:
                case Charges():
                    return Standing(StandingKind.CHARGED, measure, measure.effect)
                case Exempts(kind=ExemptionKind.OUT):
                    return Standing(StandingKind.OUT, measure)
                case Exempts():
                    return Standing(StandingKind.AT_ZERO, measure, self._beneath(at, case))
                case Prohibits():
                    return Standing(StandingKind.PROHIBITED, measure)
                case MinimumPrices():
                    return Standing(StandingKind.PRICED, measure)
                case _:  # rules that paint nothing
                    continue
        return NOWHERE

    def _beneath(self, at: int, case: Case) -> Charges | None:
        for paint in self.paints[at + 1 :]:
            effect = paint.measure.effect
            if isinstance(effect, Charges) and not paint.blank and _holds(paint.measure, self.goods, case):
                return effect
        return None

    def rule_holds(self, act: str | None, case: Case) -> bool:
        """Whether a measure of this act that states a rule for the programme has its conditions met."""
        key = (act, *self._key(case))
        known = self._met.get(key)
        return keep(self._met, key, self._rule_holds(act, self._own(case))) if known is None else known

    def _rule_holds(self, act: str | None, case: Case) -> bool:
        return any(
            isinstance(paint.measure.effect, Regulates)
            and paint.measure.act == act
            and bool(paint.measure.conditions)
            and _holds(paint.measure, self.goods, case)
            for paint in self.paints
        )


def _holds(measure: TariffMeasure, goods: Goods, case: Case) -> bool:
    return are_met(measure, case) and goods.lie_in(
        measure.products, measure.id, case, conditional=bool(measure.conditions)
    )


def picture(programme: str, layers: Sequence[Paint], reading: Reading, goods: Goods, case: Case) -> Picture:
    """Return the picture of a programme for the goods of a question.

    Args:
        programme: the id of the programme.
        layers: its paint for the origin and day, the topmost first.
        reading: what that paint reads.
        goods: the goods.
        case: the question as it was asked.
    """
    kept: list[Paint] = []
    questions: list[Open] = []
    in_words: list[TariffMeasure] = []
    for paint in layers:
        measure = paint.measure
        if _in_words_only(measure):
            kept.append(paint)
            if _moves_nothing(measure):
                in_words.append(measure)
                continue
        reach = goods.reach(measure.products, measure.id, case, conditional=bool(measure.conditions))
        if not reach.possible:
            continue
        if kept[-1:] != [paint]:
            kept.append(paint)
        open_now = [*reach.questions, *asked(measure, case)]
        if not isinstance(measure.effect, Regulates) or paint.blank or _is_rule(measure):
            questions += open_now
        if not open_now and not paint.blank and _covers_all(measure, goods, case):
            break
        if paint.blank and not open_now:
            break
    charges = [one for one in kept if isinstance(one.measure.effect, Charges) and not one.blank]
    questions += [one for paint in charges for one in _quota(paint.measure, case)]
    return Picture(
        programme,
        tuple(kept),
        tuple(questions) if charges or _bans(kept) else (),
        tuple(in_words),
        goods,
        reading,
    )


def _bans(kept: Sequence[Paint]) -> bool:
    return any(isinstance(one.measure.effect, Prohibits | MinimumPrices) for one in kept)


def _covers_all(measure: TariffMeasure, goods: Goods, case: Case) -> bool:
    return (
        not isinstance(measure.effect, Regulates)
        and _holds(measure, goods, case)
        and not _needs_beneath(measure)
    )


def _needs_beneath(measure: TariffMeasure) -> bool:
    """Whether what lies beneath is asked for: the charge that goods at zero are subject to, or a rule."""
    return isinstance(measure.effect, Exempts) and measure.effect.kind is ExemptionKind.SUBJECT_AT_ZERO


def _is_rule(measure: TariffMeasure) -> bool:
    return measure.on_glass and bool(measure.conditions)


def _in_words_only(measure: TariffMeasure) -> bool:
    scope = measure.products
    return not (scope.all or scope.codes or scope.lists)


def _moves_nothing(measure: TariffMeasure) -> bool:
    """Whether goods in words are for a claim alone: an exception, an option, another way of entry, a ban."""
    effect = measure.effect
    if not isinstance(effect, Charges):
        return True
    return bool(measure.conditions) or effect.base is ValueBase.POSTAL_ITEM


def _quota(measure: TariffMeasure, case: Case) -> Iterator[Open]:
    effect = measure.effect
    of_a_quota = isinstance(effect, Charges) and isinstance(effect.duty, QuotaDuty)
    if of_a_quota and case.claims.words(ClaimName.WITHIN_QUOTA) is None:
        yield claim_asked(ClaimName.WITHIN_QUOTA, (True,), measure.id)

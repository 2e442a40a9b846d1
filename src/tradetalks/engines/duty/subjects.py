"""The subjects of a record: what its laws make of goods, put together once for all goods that they treat alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.engines.duty.assessing import Subject
from tradetalks.engines.duty.cases import Case
from tradetalks.engines.duty.content import claims_read, metal_of
from tradetalks.engines.duty.keeping import keep
from tradetalks.engines.duty.law import Law
from tradetalks.engines.duty.pictures import Picture, picture
from tradetalks.engines.duty.stacking import RuleBook
from tradetalks.engines.duty.traits import Reading
from tradetalks.engines.painting import Paint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradetalks.engines.duty.claims import Claims
    from tradetalks.engines.duty.goods import Goods

__all__ = ["Drawn", "Subjects"]


@frozen(eq=False)
class _Sketch:
    """The paint of one programme that can touch goods of one kind, with a picture for each way to claim."""

    programme: str
    paints: Sequence[Paint]
    reading: Reading
    _pictures: dict[tuple[object, ...], Picture] = field(factory=dict, init=False)

    def picture(self, goods: Goods, case: Case) -> Picture:
        key = self.reading.of(case.claims)
        known = self._pictures.get(key)
        if known is None:
            known = keep(self._pictures, key, picture(self.programme, self.paints, self.reading, goods, case))
        return known


@frozen(eq=False)
class _Canvas:
    """The paint of one programme for an origin and day, with a sketch for each kind of goods."""

    programme: str
    paints: Sequence[Paint]
    readings: Sequence[Reading]
    #: What all of them read.
    reading: Reading
    _sketches: dict[frozenset[object], _Sketch] = field(factory=dict, init=False)

    @classmethod
    def of(cls, programme: str, paints: Sequence[Paint]) -> _Canvas:
        readings = [Reading.of_measure(one.measure) for one in paints]
        return cls(programme, paints, readings, Reading.of_all(readings))

    def sketch(self, goods: Goods) -> _Sketch:
        key = self.reading.goods(goods)
        known = self._sketches.get(key)
        return keep(self._sketches, key, self._draw(goods)) if known is None else known

    def _draw(self, goods: Goods) -> _Sketch:
        kept = [
            (paint, reading)
            for paint, reading in zip(self.paints, self.readings, strict=True)
            if paint.measure.products.all or paint.measure.products.words or reading.touches(goods)
        ]
        return _Sketch(
            self.programme, tuple(paint for paint, _ in kept), Reading.of_all(reading for _, reading in kept)
        )


@frozen(eq=False)
class Drawn:
    """What a law makes of goods, for what is claimed."""

    #: What all that it charges, exempts or bars comes to.
    subject: Subject
    #: The pictures of all programmes, also of those that were ended or do not reach the goods.
    pictures: Mapping[str, Picture]


@frozen(eq=False)
class _Kind:
    """Goods of one kind under a law, with what it makes of them for each way to claim."""

    sketches: Mapping[str, _Sketch]
    ordinary: Mapping[str, _Sketch]
    #: What is read of claims.
    reading: Reading
    drawn: dict[tuple[object, ...], Drawn] = field(factory=dict, init=False)


@frozen(eq=False)
class _Ground:
    """A law, with the kinds of goods that it can tell apart."""

    layers: Mapping[str, _Canvas]
    ordinary: Mapping[str, _Canvas]
    rules: RuleBook
    #: What the rules read that are about some goods only.
    of_rules: Reading
    #: What all of it reads.
    reading: Reading
    kinds: dict[tuple[object, ...], _Kind] = field(factory=dict, init=False)


@frozen(eq=False)
class Subjects:
    """Keeps the subjects of a record: by law, by the kind of goods, and by what of the claims is read.

    Beneath, the pictures of each programme are kept likewise, so that laws that share a programme share its
    pictures, and subjects that hold the same pictures are one.
    """

    _canvases: dict[int, _Canvas] = field(factory=dict, init=False)
    _grounds: dict[Law, _Ground] = field(factory=dict, init=False)
    _subjects: dict[tuple[object, ...], Subject] = field(factory=dict, init=False)

    def drawn(self, law: Law, goods: Goods, claims: Claims) -> Drawn:
        """Return what a law makes of goods, for what is claimed."""
        ground = self._grounds.get(law) or keep(self._grounds, law, self._ground(law))
        # A line of a chapter of metal is of that metal, whatever the lists say.
        key = (ground.reading.goods(goods), metal_of(goods.code.digits[:2]))
        kind = ground.kinds.get(key) or keep(ground.kinds, key, _kind(ground, goods))
        claimed = kind.reading.of(claims)
        known = kind.drawn.get(claimed)
        return known or keep(kind.drawn, claimed, self._draw(ground, kind, Case(goods.code, claims), goods))

    # --- within -------------------------------------------------------------------------------

    def _ground(self, law: Law) -> _Ground:
        layers, ordinary = (
            {name: self._canvas(name, paints) for name, paints in some.items()}
            for some in (law.layers, law.ordinary)
        )
        scoped = ((one.products, one.id) for one in law.rules.rules if one.products is not None)
        of_rules = Reading.of_all(Reading.of_scope(scope, rule_id) for scope, rule_id in scoped)
        canvases = (*layers.values(), *ordinary.values())
        reading = Reading.of_all((of_rules, *(one.reading for one in canvases)))
        return _Ground(layers, ordinary, law.rules, of_rules, reading)

    def _canvas(self, programme: str, paints: tuple[Paint, ...]) -> _Canvas:
        # The law hands out one and the same paint for as long as it is the same; the canvas keeps it, and so its id.
        known = self._canvases.get(id(paints))
        return known or keep(self._canvases, id(paints), _Canvas.of(programme, paints))

    def _draw(self, ground: _Ground, kind: _Kind, case: Case, goods: Goods) -> Drawn:
        drawn, ordinary = (
            {name: one.picture(goods, case) for name, one in some.items()}
            for some in (kind.sketches, kind.ordinary)
        )
        subject = self._subject(ground, _reaching(drawn), _reaching(ordinary), case, goods)
        return Drawn(subject, drawn)

    def _subject(
        self,
        ground: _Ground,
        pictures: Mapping[str, Picture],
        ordinary: Mapping[str, Picture],
        case: Case,
        goods: Goods,
    ) -> Subject:
        """Return the subject that other laws may have come to before, or a new one."""
        of_pictures = [one.reading for one in (*pictures.values(), *ordinary.values())]
        of_bases = _of_bases(ground.rules, pictures)
        reading = Reading.of_all((*of_pictures, ground.of_rules, of_bases))
        # The subject keeps the rules and the pictures, and so their ids.
        key = (
            id(ground.rules),
            *map(id, pictures.values()),
            *map(id, ordinary.values()),
            ground.of_rules.goods(goods),
            metal_of(case.chapter),
            reading.of(case.claims),
        )
        known = self._subjects.get(key)
        if known is None:
            known = Subject(
                rules=ground.rules,
                goods=goods,
                pictures=pictures,
                ordinary=ordinary,
                reading=reading,
                tells_numbers=reading.tells_numbers(goods),
            )
            keep(self._subjects, key, known)
        return known


def _kind(ground: _Ground, goods: Goods) -> _Kind:
    sketches, ordinary = (
        {name: canvas.sketch(goods) for name, canvas in some.items()}
        for some in (ground.layers, ground.ordinary)
    )
    drawn = (*sketches.values(), *ordinary.values())
    reading = Reading.of_all(
        (*(one.reading for one in drawn), ground.of_rules, _of_bases(ground.rules, sketches))
    )
    return _Kind(sketches, ordinary, reading)


def _reaching(pictures: Mapping[str, Picture]) -> dict[str, Picture]:
    return {name: one for name, one in pictures.items() if one.reaches}


def _of_bases(rules: RuleBook, programmes: Iterable[str]) -> Reading:
    """Return the claims on which the value hangs that rules of stacking give to programmes."""
    named = (claims_read(rule.base) for name in programmes for rule in rules.bases.get(name, ()))
    return Reading.of_claims(one for some in named for one in some)

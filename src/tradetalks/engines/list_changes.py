"""From the spells of the list files and the measures that change a list to entries and gaps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from attrs import evolve, frozen

from tradetalks.dates.intervals import DateInterval
from tradetalks.model.list_entries import ListEntry, as_listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tradetalks.dossier import Dossier
    from tradetalks.model.acts import ProductList
    from tradetalks.model.list_entries import ListChange, ListSpell
    from tradetalks.model.measures import ChangesList, TariffMeasure
    from tradetalks.vocabulary.goods import ProductScope

__all__ = ["ListGap", "changed", "from_spells"]


@frozen(kw_only=True)
class ListGap:
    """A change to a list of which the goods are not in the record."""

    #: Whether goods may have been added; else some may have been taken off.
    adds: bool
    #: The days on which they may be on the list, or off it.
    days: DateInterval
    #: The day from which on that was known.
    known: date
    #: What is missing, in words.
    why: str
    #: Digits of the goods that the same measure names, so that the gap is not about them.
    spared: tuple[str, ...] = ()

    def bears_on(self, digits: str, on: date, known_on: date | None) -> bool:
        """Whether it leaves open whether these digits are on the list on a day, as known on another."""
        return self.is_open(on, known_on) and not any(digits.startswith(one) for one in self.spared)

    def is_open(self, on: date, known_on: date | None) -> bool:
        """Whether it leaves anything open on a day, as known on another."""
        return on in self.days and (known_on is None or self.known <= known_on)


def from_spells(
    dossier: Dossier, fact: ProductList, spells: Iterable[ListSpell], overruled: frozenset[str]
) -> Iterator[ListEntry]:
    """Yield the entries that the list files hold of a list.

    A change whose act or measure the record does not hold never happened in it: a record as known on a day, or
    a what-if without the act. One that a measure of the record says otherwise is left to that measure.

    Args:
        dossier: the record.
        fact: the list.
        spells: what the files hold of it.
        overruled: ids of measures that say something else than the files.
    """
    for spell in spells:
        known = _known(dossier, fact, spell.added, overruled)
        if known is None:
            continue
        removed = spell.removed
        end_known = None if removed is None else _known(dossier, fact, removed, overruled)
        gone = removed if end_known is not None else None
        for code, excepted in spell.goods:
            yield ListEntry(
                list=spell.list,
                code=code,
                excepted=excepted,
                by=spell.by,
                start=spell.added.day,
                known=known,
                act=spell.added.act,
                end=gone.day if gone else None,
                end_known=end_known,
                end_act=gone.act if gone else None,
                note=spell.note,
            )


def _known(dossier: Dossier, fact: ProductList, change: ListChange, overruled: frozenset[str]) -> date | None:
    """Return the day from which on a change is known, or None where the record does not hold it."""
    if change.measure is not None:
        if change.measure in overruled or change.measure not in dossier.measures:
            return None
        return dossier.measures[change.measure].announced
    if change.act is not None:
        if change.act not in dossier.acts:
            return None
        return change.known or max(dossier.acts[change.act].announced, fact.announced)
    known = change.known or fact.announced
    return known if known <= dossier.horizon else None


def changed(entries: list[ListEntry], gaps: list[ListGap], measure: TariffMeasure) -> None:
    """Change the entries and the gaps of a list as a measure says; measures come in the order of their paint."""
    effect = cast("ChangesList", measure.effect)
    taken, put = _digits(effect.removes), _digits(effect.adds)
    if taken:
        entries[:] = [piece for one in entries for piece in _without(one, taken, measure)]
    elif effect.removes is not None:
        gaps.append(_gap(measure, effect.removes, put, adds=False))
    if effect.adds is not None and put:
        entries += [_entry(effect.list, code, effect.adds, measure) for code in put]
    elif effect.adds is not None:
        gaps.append(_gap(measure, effect.adds, taken, adds=True))


def _digits(scope: ProductScope | None) -> list[str]:
    """Return the digits of the goods of a scope; none where codes alone do not say which goods it holds."""
    if scope is None or scope.lists or scope.not_lists:
        return []
    return [""] if scope.all else [as_listed(code.digits) for code in scope.codes]


def _gap(measure: TariffMeasure, scope: ProductScope, spared: list[str], *, adds: bool) -> ListGap:
    verb = "adds" if adds else "takes off"
    why = f"{measure.act or measure.id} {verb} {scope}, of which the record holds no codes"
    return ListGap(adds=adds, days=measure.applies, known=measure.announced, why=why, spared=tuple(spared))


def _entry(list_id: str, code: str, scope: ProductScope, measure: TariffMeasure) -> ListEntry:
    out = tuple(one.digits for one in scope.not_codes if one.digits.startswith(code))
    ends = measure.applies.end is not None
    return ListEntry(
        list=list_id,
        code=code,
        excepted=out,
        start=measure.applies.start,
        known=measure.announced,
        act=measure.act,
        end=measure.applies.end,
        end_known=measure.announced if ends else None,
        end_act=measure.act if ends else None,
    )


def _without(entry: ListEntry, taken: list[str], measure: TariffMeasure) -> Iterator[ListEntry]:
    """Yield an entry as a measure leaves it: whole until its first day, less the goods taken off from then on."""
    touched = [code for code in taken if code.startswith(entry.code) or entry.code.startswith(code)]
    if not touched or entry.known > measure.announced or _ended_before(entry, measure):
        yield entry
        return
    start, end = measure.applies.start, measure.applies.end
    until = start or date.min
    yield evolve(entry, end=until, end_known=measure.announced, end_act=measure.act)
    rest = evolve(
        entry, known=measure.announced, start=until if entry.start is None else max(entry.start, until)
    )
    if all(len(code) > len(entry.code) for code in touched):
        kept = evolve(rest, excepted=tuple(sorted({*entry.excepted, *touched})))
        yield kept if end is None else evolve(kept, end=end, end_known=measure.announced, end_act=measure.act)
    if end is not None:
        yield evolve(rest, start=end if entry.start is None else max(entry.start, end))


def _ended_before(entry: ListEntry, measure: TariffMeasure) -> bool:
    start = measure.applies.start or date.min
    return entry.end is not None and entry.end <= start

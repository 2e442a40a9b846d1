"""Goods in classes: codes that every list and every scope of the record treats alike on all days."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, assert_never

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from tradetalks.engines.list_book import ListBook, OnList
from tradetalks.engines.rates.codes import CodeTable, Indexes
from tradetalks.model.list_entries import ListedBy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tradetalks.engines.list_book import ListMembership
    from tradetalks.engines.list_changes import ListGap
    from tradetalks.model.list_entries import ListEntry
    from tradetalks.vocabulary.goods import ProductScope

__all__ = ["Flags", "GoodsTable"]

#: An array of truths, one for each class of goods.
Flags: TypeAlias = NDArray[np.bool_]
_Small: TypeAlias = NDArray[np.int8]

#: How a code stands to a list; what counts as on it without a claim is at least ``_PERHAPS_IN``.
_OUT, _PERHAPS_OUT, _DESCRIBED, _PERHAPS_IN, _IN = range(5)
_LINE = 8
#: Chapters of metals, whose content is taken for all of the value.
_METALS = ("72", "73", "74", "76")


@frozen(eq=False)
class GoodsTable:
    """Which codes are of one class, and how each class stands to every list in every spell."""

    #: The class of each code.
    class_of: Indexes
    #: One code of each class.
    example: Indexes
    #: The chapter of each class where its metal counts, else nothing.
    chapter: tuple[str, ...]
    #: The number of that metal, and how many such numbers there are.
    metal: Indexes
    metals: int
    #: For each list and each spell, which of its states it is in.
    state_of: dict[str, tuple[int, ...]]
    _statuses: dict[str, list[_Small]]
    _lengths: dict[tuple[str, ...], _Small]
    _made: dict[tuple[object, ...], Flags] = field(factory=dict, init=False)

    @classmethod
    def of(
        cls,
        codes: CodeTable,
        lists: ListBook,
        scopes: Iterable[ProductScope],
        days: Sequence[date],
        known_on: date | None,
    ) -> GoodsTable:
        """Sort the codes into classes.

        Args:
            codes: the codes.
            lists: the product lists.
            scopes: every scope that a measure or a rule names.
            days: the first days of the spells.
            known_on: the day of knowledge.
        """
        states: dict[str, tuple[int, ...]] = {}
        statuses: dict[str, list[_Small]] = {}
        for name in lists.dossier.product_lists:
            states[name], statuses[name] = _list_states(lists, name, codes, days, known_on)
        prefixes = {
            tuple(one.digits for one in some)
            for scope in scopes
            for some in (scope.codes, scope.not_codes)
            if some
        }
        lengths = {one: _longest(codes, one) for one in sorted(prefixes)}
        metals = np.zeros(len(codes.digits), np.int8)
        for at, chapter in enumerate(_METALS, 1):
            metals[codes.under(chapter)] = at
        rows = np.stack([metals, *(one for some in statuses.values() for one in some), *lengths.values()])
        seen: dict[bytes, int] = {}
        columns = np.ascontiguousarray(rows.T)
        class_of = np.array([seen.setdefault(one.tobytes(), len(seen)) for one in columns], np.int32)
        _, example = np.unique(class_of, return_index=True)
        return cls(
            class_of=class_of,
            example=example.astype(np.int32),
            chapter=tuple(_METALS[one - 1] if one else "" for one in metals[example]),
            metal=metals[example].astype(np.int32),
            metals=len(_METALS) + 1,
            state_of=states,
            statuses={name: [one[example] for one in some] for name, some in statuses.items()},
            lengths={name: one[example] for name, one in lengths.items()},
        )

    def nothing(self) -> Flags:
        """Return a no for each class."""
        return np.zeros(len(self.example), np.bool_)

    def lie_in(
        self, scope: ProductScope, fact_id: str, described: Sequence[str], spell: int, *, conditional: bool
    ) -> Flags:
        """Return of which classes the goods lie in a scope; as :meth:`tradetalks.engines.duty.goods.Goods.lie_in`.

        Args:
            scope: the scope of a fact.
            fact_id: the fact.
            described: the facts and lists whose words the importer claims to fit.
            spell: the spell of days.
            conditional: whether the fact has conditions, which then say what its words mean.
        """
        named = [one for one in (fact_id, *scope.lists, *scope.not_lists) if one in described]
        states = tuple(self.state_of[one][spell] for one in (*scope.lists, *scope.not_lists))
        key = (id(scope), *named, conditional, states)
        if key not in self._made:
            self._made[key] = self._lie_in(scope, fact_id, named, spell, conditional=conditional)
        return self._made[key]

    def gaps(self, scope: ProductScope, spell: int) -> Flags:
        """Return of which classes the record cannot say whether the goods are on a list of the scope."""
        found = self.nothing()
        for name in (*scope.lists, *scope.not_lists):
            status = self._status(name, spell)
            found |= (status == _PERHAPS_OUT) | (status == _PERHAPS_IN)
        return found

    # --- within -------------------------------------------------------------------------------

    def _status(self, name: str, spell: int) -> _Small:
        return self._statuses[name][self.state_of[name][spell]]

    def _lie_in(
        self, scope: ProductScope, fact_id: str, named: Sequence[str], spell: int, *, conditional: bool
    ) -> Flags:
        inside, outside = (
            self._lengths[tuple(one.digits for one in some)] if some else np.int8(-1)
            for some in (scope.codes, scope.not_codes)
        )
        nothing = self.nothing()
        by_code = (((inside >= 0) | scope.all) & ((outside < 0) | (inside > outside))) | nothing
        undecided = ((inside < 0) & (not scope.all) & (outside < 0)) | nothing
        described = fact_id in named
        found = by_code & (scope.words is None or conditional or described)
        if scope.lists:
            for name in scope.lists:
                found |= undecided & self._is_on(name, fact_id, named, spell, conditional=conditional)
        elif scope.words and described:
            found |= undecided
        for name in scope.not_lists:
            found &= ~self._is_on(name, fact_id, named, spell, conditional=conditional)
        return found

    def _is_on(
        self, name: str, fact_id: str, named: Sequence[str], spell: int, *, conditional: bool
    ) -> Flags:
        status = self._status(name, spell)
        counts: Flags = status >= _PERHAPS_IN
        if conditional or name in named or fact_id in named:
            counts = counts | (status == _DESCRIBED)
        return counts


def _longest(codes: CodeTable, prefixes: Sequence[str]) -> _Small:
    """Return for each code the length of the longest of some prefixes that it lies under; -1 for none."""
    found = np.full(len(codes.digits), -1, np.int8)
    for one in sorted(prefixes, key=len):
        found[codes.under(one)] = len(one)
    return found


def _list_states(
    lists: ListBook, name: str, codes: CodeTable, days: Sequence[date], known_on: date | None
) -> tuple[tuple[int, ...], list[_Small]]:
    """Return which state a list is in from each of some days on, and how each code stands to it in each state."""
    table = lists.table(name)
    divided = [codes.index[one] for one in table.divided if one in codes.index]
    seen: dict[tuple[object, ...], int] = {}
    states: list[int] = []
    statuses: list[_Small] = []
    for spell, day in enumerate(days):
        entries = [one for one in table.entries if one.holds(day, known_on)]
        gaps = [one for one in table.gaps if one.is_open(day, known_on)]
        # Lines of which the list names numbers stand to it as the numbers do that they have.
        lines = [at for at in divided if codes.line_of[spell, at] >= 0]
        key = (
            *map(id, entries),
            "gaps",
            *map(id, gaps),
            "lines",
            *(codes.line_of[spell, at] for at in lines),
        )
        if key not in seen:
            seen[key] = len(statuses)
            status = _status(entries, codes)
            for gap in gaps:
                _open(status, gap, codes)
            for at in lines:
                found = lists.covers(name, codes.digits[at], on=day, known_on=known_on)
                status[at] = _status_of(found)
            statuses.append(status)
        states.append(seen[key])
    return tuple(states), statuses


def _status(entries: Iterable[ListEntry], codes: CodeTable) -> _Small:
    status = np.zeros(len(codes.digits), np.int8)
    # What a list names by classification stands above what it describes.
    for entry in sorted(entries, key=lambda one: one.by is ListedBy.CLASSIFICATION):
        under = codes.under(entry.code)
        kept = status[under].copy() if entry.excepted else None
        status[under] = _IN if entry.by is ListedBy.CLASSIFICATION else _DESCRIBED
        if kept is not None:
            for at in range(under.start, under.stop):
                if not entry.takes_in(codes.digits[at]):
                    status[at] = kept[at - under.start]
    return status


def _open(status: _Small, gap: ListGap, codes: CodeTable) -> None:
    """Mark what a gap leaves open: what may have been added, or what may have been taken off."""
    bears = np.ones(len(status), np.bool_)
    for one in gap.spared:
        bears[codes.under(one)] = False
    if gap.adds:
        status[bears & (status < _PERHAPS_IN)] = _PERHAPS_OUT
    else:
        status[bears & (status == _IN)] = _PERHAPS_IN


def _status_of(found: ListMembership) -> int:
    match found.status:
        case OnList.IN:
            return _IN
        case OnList.DESCRIBED:
            return _DESCRIBED
        case OnList.UNKNOWN:
            named = any(one.by is ListedBy.CLASSIFICATION for one in found.entries)
            return _PERHAPS_IN if named else _PERHAPS_OUT
        case OnList.OUT | OnList.SOME:
            return _OUT
        case _:  # pragma: no cover - the words are closed
            assert_never(found.status)

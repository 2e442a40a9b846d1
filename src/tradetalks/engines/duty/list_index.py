"""Which product lists can hold a code at all: a code is named by few, and the others need not be made or asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from attrs import frozen

from tradetalks.model.list_entries import as_listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.engines.list_book import ListBook
    from tradetalks.model.measures import ChangesList, TariffMeasure

__all__ = ["ListIndex"]

_LINE = 8


@frozen(eq=False)
class ListIndex:
    """Which product lists can hold a code, on whatever day.

    It is read off the list files and the measures that change lists, without making any list. So it may name a list
    that does not hold the code in the end, as where an act took it off, but never leaves one out.
    """

    #: The lists that name these digits, be it as an exception.
    _named: Mapping[str, set[str]]
    #: The lists that may tell the numbers of a line apart, by its eight digits.
    _dividing: Mapping[str, set[str]]
    #: The lists of which something is not held, that may hold anything.
    _open: frozenset[str]
    #: For each list that is a part of others, the lists that hold all that it holds.
    _holders: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, book: ListBook) -> ListIndex:
        """Gather what the files and the measures of a record say of its lists."""
        named: dict[str, set[str]] = {}
        dividing: dict[str, set[str]] = {}
        for list_id, digits in _names(book):
            named.setdefault(digits, set()).add(list_id)
            if len(digits) > _LINE:
                dividing.setdefault(digits[:_LINE], set()).add(list_id)
        return cls(named, dividing, frozenset(_with_gaps(book)), _holders(book.contents.parts))

    def naming(self, digits: str) -> frozenset[str]:
        """Return the lists that name a code, something above it or a number under it, or may hold anything."""
        found = (self._named.get(digits[:length], ()) for length in range(0, len(digits) + 1, 2))
        return self._held(self._open.union(self._dividing.get(digits, ()), *found))

    def dividing(self, digits: str) -> frozenset[str]:
        """Return the lists that tell the numbers of a line apart."""
        return self._held(frozenset(self._dividing.get(digits, ())))

    def _held(self, lists: frozenset[str]) -> frozenset[str]:
        return lists.union(*(self._holders[one] for one in lists if one in self._holders))


def _names(book: ListBook) -> Iterator[tuple[str, str]]:
    """Yield each list with the digits that it names."""
    for spell in book.contents.spells:
        for code, excepted in spell.goods:
            yield spell.list, code
            for digits in excepted:
                yield spell.list, digits
    for _list, measure in _untold(book):
        effect = cast("ChangesList", measure.effect)
        for scope in (effect.adds, effect.removes):
            if scope is not None:
                yield from ((effect.list, as_listed(one.digits)) for one in scope.codes)
                yield from ((effect.list, one.digits) for one in scope.not_codes)


def _untold(book: ListBook) -> Iterator[tuple[str, TariffMeasure]]:
    """Yield the measures that change a list otherwise than the files do; only these can leave a gap."""
    for list_id in book.dossier.product_lists:
        yield from ((list_id, one) for one in book.untold(list_id))


def _with_gaps(book: ListBook) -> Iterator[str]:
    """Yield the lists of which the record may not say all that they hold."""
    lists = book.dossier.product_lists
    told = {spell.list for spell in book.contents.spells}
    told |= {holder for holder, parts in book.contents.parts.items() if any(one in lists for one in parts)}
    yield from (list_id for list_id, _measure in _untold(book))
    yield from (one for one in lists if one not in told)


def _holders(parts: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Return for each list that is part of others all that it is part of, at whatever remove."""
    made: dict[str, set[str]] = {}
    for holder in parts:
        left = [holder]
        while left:
            for part in parts.get(left.pop(), ()):
                if holder not in made.setdefault(part, set()):
                    made[part].add(holder)
                    left.append(part)
    return {part: frozenset(some) for part, some in made.items()}

"""Which goods a scope certainly takes in, and whether some goods of a scope are left bare by others.

Which goods a list or words hold is not asked here: every combination is held to exist.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from tradetalks.vocabulary.goods import HsPrefix

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradetalks.vocabulary.goods import ProductScope

__all__ = ["GoodsPart", "covers", "leaves_bare", "parts"]


#: How many steps a search may take; the shipped record's longest takes some hundreds.
_MOST_STEPS = 5_000


@frozen
class GoodsPart:
    """One indivisible part of a scope of goods: all goods, those of a code, or those on a list."""

    #: The code, or None.
    code: HsPrefix | None
    #: The list, or None.
    list: str | None
    #: The words that narrow the part, or None.
    words: str | None
    #: What the scope takes out of the part.
    not_codes: tuple[HsPrefix, ...]
    #: The lists that the scope takes out of the part.
    not_lists: tuple[str, ...]


def parts(scope: ProductScope) -> tuple[GoodsPart, ...]:
    """Return the parts of a scope of goods."""
    rest = (scope.words, scope.not_codes, scope.not_lists)
    made = [GoodsPart(code, None, *rest) for code in scope.codes]
    made += [GoodsPart(None, one, *rest) for one in scope.lists]
    return tuple(made) or (GoodsPart(None, None, *rest),)


def covers(scope: ProductScope, part: GoodsPart) -> bool:
    """Whether the scope certainly takes in every good of the part."""
    if scope.words is not None and scope.words != part.words:
        return False
    if not set(scope.not_lists) <= set(part.not_lists):
        return False
    if not all(_spared(part, code) for code in scope.not_codes):
        return False
    if part.code is not None and any(code.covers(part.code) for code in scope.codes):
        return True
    if part.list is not None and part.list in scope.lists:
        return True
    return scope.all or not (scope.codes or scope.lists)


def _spared(part: GoodsPart, taken_out: HsPrefix) -> bool:
    if any(code.covers(taken_out) for code in part.not_codes):
        return True
    return part.code is not None and not (taken_out.covers(part.code) or part.code.covers(taken_out))


def leaves_bare(above: Sequence[ProductScope], scope: ProductScope) -> bool:
    """Whether some good of a scope lies in none of the scopes above it.

    >>> from tradetalks.vocabulary.goods import ProductScope
    >>> phones, all_but_phones = ProductScope(codes=["8517"]), ProductScope(all=True, not_codes=["8517"])
    >>> (
    ...     leaves_bare([all_but_phones], ProductScope(all=True)),
    ...     leaves_bare([all_but_phones, phones], ProductScope(all=True)),
    ... )
    (True, False)
    """
    if any(one.is_everything and one.words is None for one in above):
        return False
    steps = _Steps()
    return any(_bare_at(cell, above, scope, steps) for cell in _cells(above, scope))


class _Steps:
    """How many steps a search has left: a hostile picture must not hold it up.

    When none is left the goods count as bare, so that a measure is shown rather than hidden.
    """

    def __init__(self) -> None:
        self._left = _MOST_STEPS

    def used_up(self) -> bool:
        self._left -= 1
        return self._left < 0


def _cells(above: Sequence[ProductScope], scope: ProductScope) -> Iterator[str]:
    """Yield the codes among which goods of the scope can differ: none at all, and each code named."""
    named = {code.digits for one in (scope, *above) for code in (*one.codes, *one.not_codes)}
    yield ""
    yield from sorted(named)


@frozen
class _Needs:
    """What a good of one code must be on, and fit, to lie in a scope."""

    on_one_of: tuple[str, ...]
    on_none_of: tuple[str, ...]
    fits: str | None


def _needs(scope: ProductScope, cell: str) -> _Needs | None:
    """Return what a good of a code needs to lie in a scope, or None where it cannot."""
    inside = max((len(one.digits) for one in scope.codes if cell.startswith(one.digits)), default=0)
    outside = max((len(one.digits) for one in scope.not_codes if cell.startswith(one.digits)), default=0)
    if outside and inside <= outside:
        return None
    if inside or scope.all or not (scope.codes or scope.lists):
        return _Needs((), scope.not_lists, scope.words)
    return _Needs(scope.lists, scope.not_lists, scope.words) if scope.lists else None


def _bare_at(cell: str, above: Sequence[ProductScope], scope: ProductScope, steps: _Steps) -> bool:
    wanted = _needs(scope, cell)
    if wanted is None:
        return False
    avoided = [found for one in above if (found := _needs(one, cell)) is not None]
    fits = frozenset() if wanted.fits is None else frozenset((wanted.fits,))
    off = frozenset(wanted.on_none_of)
    choices = [frozenset((one,)) for one in wanted.on_one_of if one not in off] or [frozenset()]
    if wanted.on_one_of and choices == [frozenset()]:
        return False
    return any(_escapes(avoided, on, off, fits, steps) for on in choices)


def _escapes(
    avoided: Sequence[_Needs],
    on: frozenset[str],
    off: frozenset[str],
    fits: frozenset[str],
    steps: _Steps,
) -> bool:
    """Whether a good that is on and off these lists can lie outside every scope that is left."""
    for at, one in enumerate(avoided):
        if steps.used_up():
            return True
        if one.fits is not None and one.fits not in fits:
            continue  # a good need fit no words but those of the scope it lies in
        ways = [(on | {name}, off) for name in one.on_none_of if name not in off]
        if one.on_one_of and not on.intersection(one.on_one_of):
            ways.insert(0, (on, off.union(one.on_one_of)))
        if not ways:
            return False
        if len(ways) > 1:
            return any(_escapes(avoided[at + 1 :], *way, fits, steps) for way in ways)
        on, off = ways[0]
    return True

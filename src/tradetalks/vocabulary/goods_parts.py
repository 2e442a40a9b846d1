"""Which goods a scope certainly takes in: what the painter asks before it lets paint cover paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from tradetalks.vocabulary.goods import HsPrefix

if TYPE_CHECKING:
    from tradetalks.vocabulary.goods import ProductScope

__all__ = ["GoodsPart", "covers", "parts"]


@frozen
class GoodsPart:
    """One indivisible part of a scope of goods: everything, a code, a list, or words.

    Which goods a list or words hold is not asked here, so a part is covered only by what
    certainly covers it: the answer errs towards showing a measure, never towards hiding one.
    """

    #: The code, or None.
    code: HsPrefix | None = None
    #: The list, or None.
    list: str | None = None
    #: The words, or None.
    words: str | None = None
    #: What the scope takes out of the part.
    not_codes: tuple[HsPrefix, ...] = ()
    #: The lists that the scope takes out of the part.
    not_lists: tuple[str, ...] = ()

    @property
    def is_all(self) -> bool:
        """Whether the part is every good, less what is taken out."""
        return self.code is None and self.list is None and self.words is None


def parts(scope: ProductScope) -> tuple[GoodsPart, ...]:
    """Return the parts of a scope of goods."""
    out = (scope.not_codes, scope.not_lists)
    if scope.all:
        # Words beside "all" narrow it in a way that no code can say.
        return (GoodsPart(None, None, scope.words, *out),)
    made = [GoodsPart(code, None, None, *out) for code in scope.codes]
    made += [GoodsPart(None, one, None, *out) for one in scope.lists]
    if scope.words and not made:
        made.append(GoodsPart(None, None, scope.words, *out))
    return tuple(made)


def covers(scope: ProductScope, part: GoodsPart) -> bool:
    """Whether the scope certainly takes in every good of the part."""
    if not set(scope.not_lists) <= set(part.not_lists):
        return False
    if not all(_spared(part, code) for code in scope.not_codes):
        return False
    if scope.all:
        return scope.words is None or scope.words == part.words
    if part.code is not None:
        return any(code.covers(part.code) for code in scope.codes)
    if part.list is not None:
        return part.list in scope.lists
    return part.words is not None and scope.words == part.words


def _spared(part: GoodsPart, taken_out: HsPrefix) -> bool:
    if any(code.covers(taken_out) for code in part.not_codes):
        return True
    return part.code is not None and not (taken_out.covers(part.code) or part.code.covers(taken_out))

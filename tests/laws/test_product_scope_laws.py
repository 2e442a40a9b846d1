"""In a product scope the longest code decides; a slow look through all of them agrees."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import assume, given

from tests.laws.strategies import lines, prefixes, product_scopes, through_pickle
from tradetalks.vocabulary.goods import HsPrefix, HtsCode, ProductScope

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

LENGTHS = (10, 8, 6, 4, 2)


def slowly(scope: ProductScope, code: HsPrefix | HtsCode) -> bool | None:
    """Ask every prefix of the code, from the longest to the shortest, whether it is in or out."""
    for length in LENGTHS:
        if length <= len(code.digits):
            prefix = HsPrefix(code.digits[:length])
            if prefix in scope.codes:
                return True
            if prefix in scope.not_codes:
                return False
    if scope.all:
        return True
    return None if scope.lists or scope.words else False


def codes() -> SearchStrategy[HsPrefix | HtsCode]:
    """Lines and prefixes alike."""
    return lines() | prefixes()


@given(product_scopes(), codes())
def test_the_longest_code_decides(scope: ProductScope, code: HsPrefix | HtsCode) -> None:
    """The scope answers as a look through every prefix does."""
    assert scope.covers_code(code) is slowly(scope, code)


@given(product_scopes(), prefixes(), lines())
def test_a_code_decides_only_what_lies_under_it(
    scope: ProductScope, taken_out: HsPrefix, line: HtsCode
) -> None:
    """Taking a code out of a scope changes no line elsewhere, and no line that a longer code decides."""
    assume(taken_out not in scope.codes)
    narrower = evolve(scope, not_codes=(*scope.not_codes, taken_out))
    if not taken_out.covers(line):
        assert narrower.covers_code(line) is scope.covers_code(line)
    elif not any(len(one.digits) > len(taken_out.digits) and one.covers(line) for one in scope.codes):
        assert narrower.covers_code(line) is False


@given(product_scopes())
def test_a_scope_is_a_value(scope: ProductScope) -> None:
    """A scope equals one made from the same parts in another order, and comes back from pickle as it was."""
    again = evolve(scope, codes=scope.codes[::-1], not_codes=[str(code) for code in scope.not_codes])
    assert again == scope
    assert hash(again) == hash(scope)
    assert through_pickle(scope) == scope


@given(prefixes(), prefixes(), prefixes())
def test_covering_is_an_order(one: HsPrefix, other: HsPrefix, third: HsPrefix) -> None:
    """A code covers itself; two that cover each other are one; what covers a cover covers."""
    assert one.covers(one)
    assert (one.covers(other) and other.covers(one)) == (one == other)
    assert not (one.covers(other) and other.covers(third)) or one.covers(third)


@given(lines())
def test_a_line_lies_under_its_own_levels(line: HtsCode) -> None:
    """Chapter, heading, subheading and tariff line each cover the line, and the next one in turn."""
    levels = (line.chapter, line.heading, line.subheading, line.tariff_line)
    assert [one.level for one in levels] == ["chapter", "heading", "subheading", "tariff line"]
    assert all(level.covers(line) for level in levels)
    assert all(upper.covers(lower) for upper, lower in pairwise(levels))


@given(codes())
def test_a_code_is_what_it_prints_as(code: HsPrefix | HtsCode) -> None:
    """The printed dots and bare digits read as the same code."""
    assert type(code)(str(code)) == code
    assert type(code)(code.digits) == code

"""Whether the goods of a case lie in a scope: by code, by product list, by words that an importer claims."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from tradetalks.engines.duty.cases import Case, Open, OpenKind
from tradetalks.engines.duty.list_index import ListIndex
from tradetalks.engines.list_book import ListBook, ListMembership, OnList
from tradetalks.model.list_entries import ListedBy
from tradetalks.vocabulary.goods import HtsCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.vocabulary.goods import ProductScope

__all__ = ["Goods", "Reach"]

_LINE = 8
#: So many suppositions on lists with a gap are tried together.
_MOST_GAPS = 4


@frozen
class Reach:
    """Whether a scope can take the goods in, and what is left open."""

    possible: bool
    questions: tuple[Open, ...] = ()


_ANYWHERE, _NOWHERE = Reach(possible=True), Reach(possible=False)


@frozen(eq=False)
class Goods:
    """The goods of one question; keeps what it has asked of the lists."""

    lists: ListBook
    index: ListIndex
    on: date
    known_on: date | None
    #: The line that was asked for, or the statistical number.
    code: HtsCode
    #: The statistical numbers under the line that was asked for; none where a number was.
    numbers: Sequence[HtsCode]
    #: The lists that can hold the code or a number under it; those that tell its numbers apart.
    named: frozenset[str] = field(init=False)
    dividing: frozenset[str] = field(init=False)
    #: The digits of the code, and those above it.
    near: frozenset[str] = field(init=False)
    _asked: dict[tuple[str, str], ListMembership] = field(factory=dict, init=False)
    _traits: dict[str, object] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        """Look the code up among all lists at a time."""
        digits = self.code.digits
        object.__setattr__(self, "named", self.index.naming(digits))
        object.__setattr__(self, "dividing", self.index.dividing(digits))
        object.__setattr__(self, "near", frozenset(digits[:end] for end in range(2, len(digits) + 1, 2)))

    def membership(self, list_id: str, code: HtsCode) -> ListMembership:
        """Return whether a code stands on a list on the day."""
        key = (list_id, code.digits)
        if key not in self._asked:
            self._asked[key] = self.lists.covers(list_id, code, on=self.on, known_on=self.known_on)
        return self._asked[key]

    def trait(self, list_id: str) -> object:
        """Return all that is ever read of how the goods stand on a list; None where they are not on it."""
        if list_id not in self._traits:
            self._traits[list_id] = self._trait(self.membership(list_id, self.code))
        return self._traits[list_id]

    @staticmethod
    def _trait(found: ListMembership) -> object:
        match found.status:
            case OnList.OUT:
                return None
            case OnList.DESCRIBED:
                return (found.list, _note(found))
            case OnList.UNKNOWN:
                return (found.list, _is_named(found), found.gap)
            case _:  # of a list that holds some numbers, Reading.goods tells each line from every other
                return found.list

    def lie_in(self, scope: ProductScope, fact_id: str, case: Case, *, conditional: bool) -> bool:
        """Whether the goods of a case lie in the scope of a fact.

        Args:
            scope: the scope.
            fact_id: the fact, by which an importer claims to fit its words.
            case: the case.
            conditional: whether the fact has conditions, which then say what its words mean.
        """
        if any(self._is_on(one, fact_id, case, conditional=conditional) for one in scope.not_lists):
            return False
        described = fact_id in case.claims.described_by
        inside = scope.covers_code(case.code)
        if inside:
            return scope.words is None or conditional or described
        if inside is False:
            return False
        if scope.lists:
            return any(self._is_on(one, fact_id, case, conditional=conditional) for one in scope.lists)
        return described

    def _is_on(self, list_id: str, fact_id: str, case: Case, *, conditional: bool) -> bool:
        if list_id not in self.named:
            return False
        found = self.membership(list_id, case.code)
        match found.status:
            case OnList.IN:
                return True
            case OnList.DESCRIBED:
                return conditional or not {list_id, fact_id}.isdisjoint(case.claims.described_by)
            case OnList.UNKNOWN:
                return _is_named(found) is not (list_id in case.flipped)
            case _:
                return False

    # --- what is open -------------------------------------------------------------------------

    def reach(self, scope: ProductScope, fact_id: str, case: Case, *, conditional: bool) -> Reach:
        """Return whether the scope can take the goods in, whatever the answers, and what is open."""
        questions = tuple(self._questions(scope, fact_id, case, conditional=conditional))
        if not questions:
            return _ANYWHERE if self.lie_in(scope, fact_id, case, conditional=conditional) else _NOWHERE
        liberal = case
        for one in questions:
            if one.kind is OpenKind.WORDS:
                liberal = one.answered(liberal, answer=True)
        codes = self.numbers if any(one.kind is OpenKind.NUMBER for one in questions) else (case.code,)
        gaps = [one.about for one in questions if one.kind is OpenKind.LIST][:_MOST_GAPS]
        tried = (
            evolve(
                liberal,
                code=code,
                flipped=frozenset(one for one, flip in zip(gaps, flips, strict=True) if flip),
            )
            for code in (case.code, *codes)
            for flips in product((False, True), repeat=len(gaps))
        )
        possible = any(self.lie_in(scope, fact_id, one, conditional=conditional) for one in tried)
        return Reach(possible, questions if possible else ())

    def _questions(
        self, scope: ProductScope, fact_id: str, case: Case, *, conditional: bool
    ) -> Iterator[Open]:
        described = case.claims.described_by
        if scope.words and not conditional and not scope.all and not scope.lists and fact_id not in described:
            yield _words(fact_id, scope.words)
        if any(
            len(one.digits) > _LINE and _under(one.digits, case) for one in (*scope.codes, *scope.not_codes)
        ):
            yield self._number(fact_id)
        for list_id in (*scope.lists, *scope.not_lists):
            if list_id not in self.named:
                continue
            found = self.membership(list_id, case.code)
            if found.status is OnList.UNKNOWN:
                yield Open(
                    kind=OpenKind.LIST, about=list_id, answers=(True,), asked_by=(fact_id,), gap=found.gap
                )
            elif found.status is OnList.SOME:
                yield self._number(fact_id)
            elif (
                found.status is OnList.DESCRIBED and not conditional and not {list_id, fact_id} & {*described}
            ):
                yield _words(list_id, _note(found))

    def _number(self, fact_id: str) -> Open:
        return Open(kind=OpenKind.NUMBER, about="", answers=tuple(self.numbers), asked_by=(fact_id,))


def _is_named(found: ListMembership) -> bool:
    return any(one.by is ListedBy.CLASSIFICATION for one in found.entries)


def _note(found: ListMembership) -> str | None:
    return next((one.note for one in found.entries if one.note), None)


def _under(digits: str, case: Case) -> bool:
    return len(case.code.digits) == _LINE and digits.startswith(case.code.digits)


def _words(about: str, words: str | None) -> Open:
    return Open(kind=OpenKind.WORDS, about=about, answers=(True,), asked_by=(about,), gap=words)

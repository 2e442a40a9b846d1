"""Whether goods stand on a product list, on a day, as known on a day.

The list files hold what a list held and which act put it there; a measure that changes a list changes it for
every measure that names it. Where both say the same the files are taken at their word, and where a measure
says something else, as in a what-if, the measure is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import unique
from functools import cached_property
from typing import TYPE_CHECKING, cast

from attrs import evolve, field, frozen

from tradetalks.dates.days import as_day, as_optional_day
from tradetalks.dates.intervals import DateInterval
from tradetalks.dossier import Dossier
from tradetalks.engines.list_changes import ListGap, changed, from_spells
from tradetalks.model.list_entries import ListContents, ListedBy, ListEntry, as_listed
from tradetalks.model.measures import ChangesList, TariffMeasure
from tradetalks.model.schedule import Schedule
from tradetalks.vocabulary.goods import HtsCode
from tradetalks.vocabulary.kinds import Force, Word

if TYPE_CHECKING:
    from tradetalks.model.acts import ProductList

__all__ = ["ListBook", "ListMembership", "ListTable", "OnList"]

_LINE = 8
_NUMBER = 10


@unique
class OnList(Word):
    """Whether goods stand on a list."""

    #: All that is classified there is on the list.
    IN = "in"
    #: Some statistical numbers of the line are on the list, and others are not.
    SOME = "some"
    #: Only what fits a description or a declared use is on the list.
    DESCRIBED = "described"
    #: Nothing that is classified there is on the list.
    OUT = "out"
    #: The record does not say: a gap, never a no.
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class ListMembership:
    """The answer whether goods stand on a list, with what makes it so."""

    #: The id of the list.
    list: str
    #: The line or number that was asked for.
    code: HtsCode
    #: The answer.
    status: OnList
    #: The entries that take it in, or some of its numbers.
    entries: tuple[ListEntry, ...] = ()
    #: Where only some numbers of a line are on the list, those that are.
    numbers: tuple[HtsCode, ...] = ()
    #: What the record could not tell about the list; for an unknown answer, why it is unknown.
    gap: str | None = None

    def __str__(self) -> str:
        """Return the answer in words."""
        what = {
            OnList.IN: "on",
            OnList.SOME: f"on, with the numbers {', '.join(map(str, self.numbers))} only,",
            OnList.DESCRIBED: "as far as described on",
            OnList.OUT: "not on",
            OnList.UNKNOWN: "perhaps on",
        }[self.status]
        acts = sorted({one.act for one in self.entries if one.act})
        text = f"{self.code} {what} the list {self.list}"
        text = f"{text}, by {' and '.join(acts)}" if acts else text
        return f"{text} ({self.gap})" if self.status is OnList.UNKNOWN else text


@frozen(eq=False)
class ListBook:
    """The product lists of a record.

    >>> from tradetalks.loading.shipped import shipped_record
    >>> book = ListBook.of(shipped_record())
    >>> print(book.covers("annex-ii", "8517.13.00", on="2025-04-06"))
    8517.13.00 on the list annex-ii, by memo-2025-04-11
    >>> print(book.covers("annex-ii", "8517.13.00", on="2025-04-06", known_on="2025-04-10"))
    8517.13.00 not on the list annex-ii
    """

    #: The record.
    dossier: Dossier = field(repr=False)
    #: The contents of its lists, as far as files hold them.
    contents: ListContents = field(repr=False)
    #: The schedule that says which numbers a line has.
    schedule: Schedule = field(repr=False)
    _changes: Mapping[str, list[TariffMeasure]] = field(init=False, repr=False)
    _lists: dict[str, ListTable] = field(init=False, factory=dict, repr=False)

    def __attrs_post_init__(self) -> None:
        """Gather the enacted measures that change each list, in the order in which they are painted."""
        made: dict[str, list[TariffMeasure]] = {}
        for one in sorted(self.dossier.measures.values(), key=lambda one: one.painted):
            if isinstance(one.effect, ChangesList) and one.force is Force.ENACTED:
                made.setdefault(one.effect.list, []).append(one)
        object.__setattr__(self, "_changes", made)

    @classmethod
    def of(
        cls, dossier: Dossier, *, contents: ListContents | None = None, schedule: Schedule | None = None
    ) -> ListBook:
        """Return the lists of a record.

        Args:
            dossier: the record; one as known on a day knows the lists of that day.
            contents: what the lists hold; None for the contents that ship with the package. A list of the
                record that they do not know holds what the measures of the record add to it.
            schedule: the schedule that says which numbers a line has; None for the one that ships.
        """
        from tradetalks.loading.product_lists import shipped_lists
        from tradetalks.loading.schedule import shipped_schedule

        return cls(
            dossier,
            shipped_lists() if contents is None else contents,
            shipped_schedule() if schedule is None else schedule,
        )

    @property
    def sha256(self) -> str:
        """The SHA-256 of what the lists were read from, for receipts."""
        return self.contents.sha256

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which some list may change, or a gap in it open or close; read without making the lists."""
        changes = [one for spell in self.contents.spells for one in (spell.added, spell.removed)]
        ends = [one.day for one in changes if one is not None]
        measures = [one.applies for some in self._changes.values() for one in some]
        return tuple(sorted({*ends, *(day for one in measures for day in (one.start, one.end) if day)}))

    def covers(
        self, list_id: str, code: HtsCode | str, *, on: date | str, known_on: date | str | None = None
    ) -> ListMembership:
        """Return whether a line or a number stands on a list.

        A number is on a list that names it, or digits that it begins with. A line of eight digits is on a list
        that names it or all of its numbers, and with some of them where the list names some.

        Args:
            list_id: the id of the list.
            code: 8 or 10 digits, with or without dots. Whether it is a line, the schedule is to be asked.
            on: the day.
            known_on: the day of knowledge; None for all that the record knows.

        Raises:
            UnknownId: when the record has no such list.
            BadCode: for what is no line and no number.
            NotCovered: for a line of which a list names numbers, on a day that the schedule does not cover.
        """
        day, known = as_day(on), as_optional_day(known_on)
        asked = code if isinstance(code, HtsCode) else HtsCode(code)
        held = self.table(list_id)
        digits = asked.digits
        if len(digits) == _NUMBER or digits not in held.divided:
            status, entries, gap = held.status(digits, day, known)
            return ListMembership(
                list=list_id, code=asked, status=status, entries=entries, gap=gap or held.caveat
            )
        return self._of_numbers(held, asked, day, known)

    def entries(self, list_id: str, *, known_on: date | str | None = None) -> tuple[ListEntry, ...]:
        """Return what stood or stands on a list, those of its parts included, by code and first day.

        With a day of knowledge, what was known then: later entries are left out, and ends that were not known.

        Raises:
            UnknownId: when the record has no such list.
        """
        known = as_optional_day(known_on)
        kept = self.table(list_id).entries
        if known is None:
            return kept
        return tuple(
            evolve(one, end=None, end_known=None, end_act=None)
            if one.end_known is not None and one.end_known > known
            else one
            for one in kept
            if one.known <= known
        )

    def gaps(self, list_id: str, *, known_on: date | str | None = None) -> tuple[ListGap, ...]:
        """Return what of a list the record does not hold, with the days and the kind of each gap.

        Raises:
            UnknownId: when the record has no such list.
        """
        known = as_optional_day(known_on)
        return tuple(one for one in self.table(list_id).gaps if known is None or one.known <= known)

    def table(self, list_id: str) -> ListTable:
        """Return all that is known of a list, made ready for questions once.

        Raises:
            UnknownId: when the record has no such list.
        """
        if list_id not in self._lists:
            self._lists[list_id] = self._make(list_id)
        return self._lists[list_id]

    def untold(self, list_id: str) -> tuple[TariffMeasure, ...]:
        """Return the measures that change a list and of which the files do not say just what they say."""
        lists = {list_id, *self._parts(list_id)}
        return tuple(one for one in self._changes.get(list_id, ()) if not self._is_told(one, lists))

    # --- within -------------------------------------------------------------------------------

    def _parts(self, list_id: str) -> list[str]:
        parts = self.contents.parts.get(list_id, ())
        return [part for part in parts if part in self.dossier.product_lists]

    def _of_numbers(self, held: ListTable, asked: HtsCode, day: date, known: date | None) -> ListMembership:
        """Return the answer for a line of which the list names numbers, from those that the line has."""
        numbers = self.schedule.numbers(asked, on=day, known_on=known) or held.divided[asked.digits]
        found = [(one, held.status(one.ljust(_NUMBER, "0"), day, known)) for one in numbers]
        statuses = {status for _one, (status, _entries, _gap) in found}
        entries = tuple(dict.fromkeys(entry for _one, (_status, some, _gap) in found for entry in some))
        gap = next((why for _one, (_status, _entries, why) in found if why), held.caveat)
        inside: tuple[HtsCode, ...] = ()
        if len(statuses) == 1:
            status = statuses.pop()
        elif OnList.IN in statuses:
            status = OnList.SOME
            inside = tuple(HtsCode(one) for one, (its, _entries, _gap) in found if its is OnList.IN)
        else:
            status = OnList.DESCRIBED if OnList.DESCRIBED in statuses else OnList.UNKNOWN
        return ListMembership(
            list=held.id, code=asked, status=status, entries=entries, numbers=inside, gap=gap
        )

    def _make(self, list_id: str) -> ListTable:
        fact = cast("ProductList", self.dossier.get("product_lists", list_id))
        parts, untold = self._parts(list_id), self.untold(list_id)
        overruled = frozenset(one.id for one in untold)
        spells = [spell for spell in self.contents.spells if spell.list == list_id]
        entries = list(from_spells(self.dossier, fact, spells, overruled))
        gaps: list[ListGap] = []
        for part in parts:
            held = self.table(part)
            entries += [
                evolve(one, list=list_id, known=max(one.known, fact.announced)) for one in held.entries
            ]
            gaps += held.gaps
        if not (entries or spells or parts or untold):
            why = fact.gap or "the record does not hold what is on it"
            gaps.append(ListGap(adds=True, days=DateInterval(), known=fact.announced, why=why))
        for one in untold:
            changed(entries, gaps, one)
        return ListTable.of(fact, entries, gaps)

    def _is_told(self, measure: TariffMeasure, lists: set[str]) -> bool:
        """Whether the files say of the act all that the measure says: the same goods from the same day."""
        effect = cast("ChangesList", measure.effect)
        spells = [spell for spell in self.contents.spells if spell.list in lists]
        for scope, changes in (
            (effect.adds, [(one.added, one.codes) for one in spells]),
            (effect.removes, [(one.removed, one.codes) for one in spells if one.removed]),
        ):
            if scope is None:
                continue
            mine = [(change.day, codes) for change, codes in changes if change.act == measure.act]
            if not mine or any(day != measure.applies.start for day, _codes in mine):
                return False
            named = {as_listed(code.digits) for code in scope.codes}
            if named and named != {code for _day, codes in mine for code in codes}:
                return False
        return measure.act is not None and measure.applies.end is None


@frozen(eq=False)
class ListTable:
    """A list ready for questions."""

    #: Its id.
    id: str
    #: By code and first day.
    entries: tuple[ListEntry, ...]
    #: What of it the record does not hold.
    gaps: tuple[ListGap, ...]
    #: What the record says it could not read of the list.
    caveat: str | None
    #: The entries of each code.
    by_code: Mapping[str, tuple[ListEntry, ...]]
    #: Lines of which the list names or excepts numbers, with those numbers.
    divided: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, fact: ProductList, entries: list[ListEntry], gaps: list[ListGap]) -> ListTable:
        """Sort the entries of a list."""
        ordered = sorted(entries, key=lambda one: (one.code, one.start or date.min, one.known))
        by_code: dict[str, tuple[ListEntry, ...]] = {}
        divided: dict[str, set[str]] = {}
        for one in ordered:
            by_code[one.code] = (*by_code.get(one.code, ()), one)
            for longer in (one.code, *one.excepted):
                if len(longer) == _NUMBER:
                    divided.setdefault(longer[:_LINE], set()).add(longer)
        numbers = {line: tuple(sorted(found)) for line, found in divided.items()}
        return cls(fact.id, tuple(ordered), tuple(gaps), fact.gap, by_code, numbers)

    def status(
        self, digits: str, day: date, known: date | None
    ) -> tuple[OnList, tuple[ListEntry, ...], str | None]:
        """Return the answer for digits that the list does not divide, the entries, and the gap that it rests on."""
        entries = tuple(
            one
            for length in range(0, len(digits) + 1, 2)
            for one in self.by_code.get(digits[:length], ())
            if one.takes_in(digits) and one.holds(day, known)
        )
        if any(one.by is ListedBy.CLASSIFICATION for one in entries):
            status = OnList.IN
        else:
            status = OnList.DESCRIBED if entries else OnList.OUT
        open_gaps = (
            one.why
            for one in self.gaps
            if one.adds is (status is not OnList.IN) and one.bears_on(digits, day, known)
        )
        why = next(open_gaps, None)
        return (status if why is None else OnList.UNKNOWN), entries, why

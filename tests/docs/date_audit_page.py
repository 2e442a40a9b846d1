"""What the page on days shows: for each act the legal day, its words, how it was read, and what trackers print.

``python -m tests.docs.date_audit_page`` writes the tables into the page again.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import tradetalks as tt
from tradetalks.dates.wording import resolve_wording
from tradetalks.vocabulary.kinds import Force

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tradetalks.model.acts import LegalAct
    from tradetalks.model.measures import TariffMeasure

Row: TypeAlias = "tuple[str, ...]"

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/reference/date-audit.rst"
CASES = ROOT / "tests/cases"
#: A made table stands between these.
BEGIN, END = ".. made: {}\n\n", "\n.. end of {}\n"
#: The acts of the record are dated from here on; what is older stands for the law as it was before.
FIRST = date(2025, 1, 1)

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PRINTED = re.compile(rf"({'|'.join(_MONTHS)}) (\d{{1,2}}), (\d{{4}})")
_COUNTED = re.compile(r"\b(?:days?|weeks?|months?|years?)\b")


class Key(NamedTuple):
    """A day of an act: the first on which some of its measures apply, or the first on which they no longer do."""

    act: str
    #: ``start`` or ``end``.
    role: str
    day: date


class Reading(NamedTuple):
    """How a day was come to."""

    #: ``counted``, ``named``, ``printed``, ``elsewhere``, ``schedule``, ``own`` or ``source``.
    kind: str
    #: The words, of the act or of what prints the day; empty where none are at hand.
    words: str
    #: How the words come to the day.
    how: str


class Days(NamedTuple):
    """Measures of an act that share their days and the words for them."""

    act: LegalAct
    start: date | None
    end: date | None
    start_wording: str | None
    end_wording: str | None
    measures: tuple[TariffMeasure, ...]

    @property
    def keys(self) -> tuple[Key, ...]:
        """The days."""
        both = (("start", self.start), ("end", self.end))
        return tuple(Key(self.act.id, role, day) for role, day in both if day is not None)

    def wording_of(self, role: str) -> str | None:
        """Return the words that the record keeps for the first day, or for the end."""
        return self.start_wording if role == "start" else self.end_wording

    @property
    def reaches_back(self) -> timedelta:
        """How long before the first day on which it could be known it applies."""
        if self.start is None or self.act.announced < FIRST:
            return timedelta()
        return max(timedelta(), self.act.announced - self.start)

    @property
    def is_retroactive(self) -> bool:
        """Whether it applies to days before the first on which it could be known."""
        return self.reaches_back > timedelta()


class Event(NamedTuple):
    """A change of duties that a tracker prints a day for."""

    about: str
    key: Key
    #: The days printed, by tracker.
    prints: Mapping[str, date]
    why: Mapping[str, str]


# What is read from the cases ---------------------------------------------------------------------------------


@cache
def cases(name: str) -> dict[str, list[dict[str, Any]]]:
    """Return the tables of a file of cases."""
    return tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))


def key_of(row: Mapping[str, Any]) -> Key:
    """Return the day that a row of the cases is about."""
    role = "start" if "start" in row else "end"
    return Key(row["act"], role, row[role])


@cache
def shown_days() -> dict[Key, tuple[str, dict[str, Any]]]:
    """Return where each day is printed, by the day: the name of the table and the row."""
    return {key_of(row): (kind, row) for kind, rows in cases("act_days").items() for row in rows}


def tracker_names() -> dict[str, str]:
    """Return the names of the trackers, by id."""
    return {row["id"]: row["name"] for row in cases("tracker_dates")["trackers"]}


@cache
def events() -> tuple[Event, ...]:
    """Return what the trackers print."""
    names = tracker_names()
    return tuple(
        Event(row["about"], key_of(row), {one: row[one] for one in names if one in row}, row.get("why", {}))
        for row in cases("tracker_dates")["events"]
    )


# What the record has -----------------------------------------------------------------------------------------


def days_of(talks: tt.Talks) -> list[Days]:
    """Return the days of every enacted measure, those of one act together, in the order of the acts."""
    enacted = [one for one in talks.measures.values() if one.force is Force.ENACTED and one.act is not None]
    # A measure may leave out words that others of its act have for the same day.
    worded: dict[Key, str] = {}
    for one in enacted:
        worded |= {key: words for key, words in _days_and_words(one) if words is not None}
    found: dict[tuple[Any, ...], list[TariffMeasure]] = defaultdict(list)
    for one in enacted:
        words = {
            key.role: said if said or key in shown_days() else worded.get(key)
            for key, said in _days_and_words(one)
        }
        where = (one.act, one.applies.start, one.applies.end, words.get("start"), words.get("end"))
        found[where].append(one)
    rows = [
        Days(talks.acts[act], start, end, first, last, tuple(measures))
        for (act, start, end, first, last), measures in found.items()
    ]
    return sorted(
        rows, key=lambda one: (one.act.announced, one.act.id, one.start or date.min, one.end or date.max)
    )


def _days_and_words(measure: TariffMeasure) -> Iterator[tuple[Key, str | None]]:
    days = measure.applies
    for role, day, words in (
        ("start", days.start, measure.start_wording),
        ("end", days.end, measure.end_wording),
    ):
        if day is not None:
            yield Key(measure.act or "", role, day), words


def reading_of(days: Days, key: Key) -> Reading:
    """Say how a day was come to: counted from words, read as printed, or taken from what prints it elsewhere."""
    wording = days.wording_of(key.role)
    if wording is not None:
        return _from_wording(days.act, wording, key.day)
    kind, row = shown_days().get(key, ("source", {}))
    words = row.get("words", "")
    match kind:
        case "printed":
            return Reading(kind, words, f"named{_after(words, key)}")
        case "elsewhere":
            return Reading(kind, words, f"named in {_short(row['of'])}, {row['at']}{_after(words, key)}")
        case "schedule":
            place = f"heading {row['heading']} in {row['revision']} of the schedule"
            return Reading(kind, words, f"named by {place}" if words else f"change record: {place}")
        case "own":
            return Reading(kind, "", row["how"])
        case _:
            return Reading("source", "", _from_source(days.measures))


def _from_wording(act: LegalAct, wording: str, day: date) -> Reading:
    triggers = {"signing": act.signed, "publication": act.published}
    known = {name: one for name, one in triggers.items() if one is not None}
    trigger = resolve_wording(wording).trigger
    if trigger is None:
        if _COUNTED.search(wording):
            return Reading("counted", wording, "counted from the day it names")
        return Reading("named", wording, f"named{_after(wording, Key(act.id, 'end', day))}")
    if trigger in known:
        counted = "counted from" if _COUNTED.search(wording) else "is that of"
        return Reading("counted", wording, f"{counted} {trigger}, {known[trigger]}")
    return Reading("counted", wording, f"the {trigger} is of {day}")


def _after(words: str, key: Key) -> str:
    """Say so where the words name the last day, and the end is the day after."""
    return ", the last day" if key.role == "end" and names_the_last_day(words) else ""


def names_the_last_day(words: str) -> bool:
    """Whether words for an end name the last day on which something applies, not the first on which it does not."""
    return "11:59 p.m." in words or ("through" in words and "12:01 a" not in words)


def day_printed(words: str, role: str) -> date:
    """Read a day from printed words; of a span its first or its last."""
    found = [
        date(int(year), _MONTHS.index(month) + 1, int(day)) for month, day, year in _PRINTED.findall(words)
    ]
    day = found[0] if role == "start" else found[-1]
    return day + timedelta(days=1) if role == "end" and names_the_last_day(words) else day


@cache
def _by_title() -> dict[str, str]:
    return {act.title.casefold(): act.short for act in tt.load().acts.values() if act.number}


def _short(title: str) -> str:
    """Return the number of an act of the record in the place of its title."""
    return _by_title().get(title.casefold(), title)


def _from_source(measures: Sequence[TariffMeasure]) -> str:
    source = min(measures, key=lambda one: one.id).sources[0]
    named = ", ".join(part for part in (source.citation or _short(source.title), source.at) if part)
    return f"no text of the act at hand; as in {named}"


# The tables --------------------------------------------------------------------------------------------------


def blocks(talks: tt.Talks) -> dict[str, str]:
    """Return the made parts of the page by name."""
    rows = days_of(talks)
    return {
        "the count": _count(rows),
        "the acts": _acts(rows),
        "the retroactive acts": _table(
            "18 16 22 44", ("act", "first known", "applies from", "what it is about"), _retroactive(rows)
        ),
        "the differences": _table(
            "20 12 16 12 40", ("event", "the act's day", "tracker", "prints", "why"), _differences(talks)
        ),
        "the trackers": _table("22 22 12 12 12 20", _TRACKER_HEADS, _trackers()),
        "other printed days": _table(
            "18 18 20 18 26", ("about", "where", "prints", "record", "why"), _other_prints()
        ),
        "acts without a day": _table(
            "34 14 16 36", ("act", "known", "force", "what it does"), _dayless(talks)
        ),
    }


_ACT_HEADS = ("act", "known", "applies", "words of the day", "how it was read", "trackers print")
_TRACKER_HEADS = ("tracker", "read as stored on", "same day", "earlier", "later", "widest gap")


def _acts(rows: Sequence[Days]) -> str:
    groups: dict[str, list[Row]] = defaultdict(list)
    by_weight = sorted(rows, key=lambda one: (one.end is None, len(one.measures)))
    chief = {key: one for one in by_weight for key in one.keys}
    for one in rows:
        groups[_half(one.act.announced)].append(_act_row(one, chief))
    parts = []
    for title, found in groups.items():
        parts += [f"{title}\n{'~' * len(title)}\n", _table("17 12 15 21 20 15", _ACT_HEADS, found)]
    return "\n".join(parts)


def _half(day: date) -> str:
    if day < FIRST:
        return "Before 2025"
    return f"{'January to June' if day.month < 7 else 'July to December'} {day.year}"


def _act_row(days: Days, chief: Mapping[Key, Days]) -> Row:
    readings = [(key.role, reading_of(days, key)) for key in days.keys]
    alone = len(readings) == 1
    words = [f"{'' if alone else f'{role}: '}“{one.words}”" for role, one in readings if one.words]
    alike = len({one.how for _, one in readings}) == 1
    how = [f"{'' if alike else f'{role}: '}{one.how}" for role, one in readings[: 1 if alike else None]]
    programmes = sorted({name for one in days.measures for name in one.programmes})
    return (
        f"**{escaped(days.act.short)}** {_few(programmes)}",
        f"{'' if days.act.announced_exact else 'by '}{days.act.announced}",
        _applies(days),
        _stacked(words) or "—",
        _stacked([*how, *_marks(days)]),
        _stacked(list(_printed(days, chief))) or "—",
    )


def _few(programmes: Sequence[str]) -> str:
    shown = ", ".join(programmes[:3])
    return shown if len(programmes) <= 3 else f"{shown} and {len(programmes) - 3} more"


def _applies(days: Days) -> str:
    parts = [] if days.start is None else [f"from {days.start}"]
    if days.end is not None:
        parts.append(f"until {days.end}")
    if days.is_retroactive:
        parts.append(f"**retroactive** by {_length(days.reaches_back)}")
    return _lines(parts)


def _marks(days: Days) -> Iterator[str]:
    if not any(one.verified for one in days.measures):
        yield "*not verified*"


def _printed(days: Days, chief: Mapping[Key, Days]) -> Iterator[str]:
    """Yield what trackers print, in the chief of the rows that share a day."""
    names = tracker_names()
    here = [one for one in events() if chief.get(one.key) is days]
    for event in here:
        told = "; ".join(
            f"{names[name]} {'same' if day == event.key.day else f'**{day}**'}"
            for name, day in event.prints.items()
        )
        yield f"{event.about}: {told}" if len(here) > 1 else told


def _retroactive(rows: Sequence[Days]) -> Iterator[Row]:
    found: dict[tuple[LegalAct, timedelta], set[str]] = defaultdict(set)
    for one in rows:
        if one.is_retroactive:
            found[one.act, one.reaches_back] |= {name for each in one.measures for name in each.programmes}
    for (act, back), about in found.items():
        known = f"{'' if act.announced_exact else 'by '}{act.announced}"
        yield (
            f"**{escaped(act.short)}**",
            known,
            f"{act.announced - back}, {_length(back)} before",
            _few(sorted(about)),
        )


def _differences(talks: tt.Talks) -> Iterator[Row]:
    names = tracker_names()
    for event in events():
        for name, day in event.prints.items():
            if day != event.key.day:
                act = escaped(talks.acts[event.key.act].short)
                gap = _length(abs(day - event.key.day))
                prints = f"{day}, {gap} {'early' if day < event.key.day else 'late'}"
                about = f"{escaped(event.about)} ({act})"
                yield (about, str(event.key.day), names[name], prints, escaped(event.why[name]))


def _trackers() -> Iterator[Row]:
    for row in cases("tracker_dates")["trackers"]:
        gaps = [(one.prints[row["id"]] - one.key.day).days for one in events() if row["id"] in one.prints]
        yield (
            f"`{row['name']}: {row['title']} <{row['url']}>`__",
            f"{row['stored']}, {row['file']}, commit {row['commit']}",
            str(gaps.count(0)),
            str(sum(gap < 0 for gap in gaps)),
            str(sum(gap > 0 for gap in gaps)),
            _length(timedelta(days=max(map(abs, gaps)))),
        )


def _other_prints() -> Iterator[Row]:
    for row in cases("tracker_dates")["printed"]:
        yield tuple(escaped(row[name]) for name in ("about", "where", "prints", "record", "why"))


def _dayless(talks: tt.Talks) -> Iterator[Row]:
    with_days = {one.act.id for one in days_of(talks)}
    for act in sorted(talks.acts.values(), key=lambda one: (one.announced, one.id)):
        if act.id not in with_days:
            yield (escaped(act.printed), str(act.announced), act.force.value, escaped(act.summary))


def _count(rows: Sequence[Days]) -> str:
    kinds = [reading_of(one, key).kind for one in rows for key in one.keys]
    printed = sum(kind in ("printed", "named") for kind in kinds)
    elsewhere = sum(kind in ("elsewhere", "schedule") for kind in kinds)
    acts = len({one.act.id for one in rows})
    return (
        f"The record has {acts} acts with enacted measures, and {len(kinds)} first days and ends of them: "
        f"{printed} are named by the act, {kinds.count('counted')} are counted from its words, "
        f"{elsewhere} are printed by another official text or by the schedule, "
        f"{kinds.count('own')} are in no text as a day and say how they were come to, "
        f"and for {kinds.count('source')} no text of the act was at hand.\n"
    )


def _length(time: timedelta) -> str:
    return f"{time.days} day{'' if time.days == 1 else 's'}"


def _stacked(parts: Sequence[str]) -> str:
    return _lines([one if one.startswith("*not") else _marked(one) for one in parts])


def _marked(text: str) -> str:
    """Return text with its own marks taken for plain, but for what this page sets in bold."""
    return "**".join(escaped(part) for part in text.split("**"))


def _lines(parts: Iterable[str]) -> str:
    """Set each part on a line of its own."""
    return "\n".join(f"| {one}" for one in parts)


def _table(widths: str, heads: Row, rows: Iterable[Row]) -> str:
    lines = [".. list-table::", "   :class: audit", f"   :widths: {widths}", "   :header-rows: 1", ""]
    for row in (heads, *rows):
        for at, cell in enumerate(row):
            first, *rest = cell.split("\n")
            lines.append(f"   {'*' if at == 0 else ' '} - {first}")
            lines += [f"       {line}" for line in rest]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Return text with nothing that reStructuredText would read as a mark."""
    return re.sub(r"([\\*`|_])", r"\\\1", text)


def page_with(page: str, made: Mapping[str, str]) -> str:
    """Return the page with its made parts in place."""
    for name, text in made.items():
        begin, end = BEGIN.format(name), END.format(name)
        start = page.index(begin) + len(begin)
        page = page[:start] + text + page[page.index(end, start) :]
    return page


def main() -> None:
    """Write the made parts into the page."""
    PAGE.write_text(page_with(PAGE.read_text("utf-8"), blocks(tt.load())), "utf-8")


if __name__ == "__main__":
    main()

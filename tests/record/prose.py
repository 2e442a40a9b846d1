"""The record's own sentences: where they stand, and whether they were copied."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from attrs import fields, has

from tests.record.inputs import source_texts
from tests.record.shipped import record
from tradetalks.vocabulary.places import countries

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["OWN", "RUN", "Passage", "copied_runs", "passages"]

#: Fields that hold sentences of the record's own; titles, headings, wordings and goods are as printed.
OWN = frozenset(
    (
        "condition",
        "exchanged_for",
        "finding",
        "gap",
        "gaps",
        "goal",
        "note",
        "outcome_summary",
        "power",
        "purpose",
        "read",
        "rule",
        "reading",
        "size",
        "stance",
        "statement",
        "stay",
        "strategy",
        "summary",
        "template_role",
        "verification",
        "what",
    )
)
#: So many words in a row are no accident.
RUN = 8


class Passage(NamedTuple):
    """One field with sentences of the record's own."""

    fact: str
    field: str
    text: str


def passages() -> Iterator[Passage]:
    """Yield every field of the record that holds sentences of its own."""
    for fact in record().facts():
        for name, text in _walk(fact, ""):
            yield Passage(fact.id, name, text)


def _walk(value: object, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if name in OWN:
            yield name, value
    elif isinstance(value, tuple):
        for one in value:
            yield from _walk(one, name)
    elif has(kind := type(value)):
        for one in fields(kind):
            yield from _walk(getattr(value, one.name), one.name)


#: What stands between quotation marks, straight, double or single.
_QUOTED = re.compile('"[^"]*"|\u201c[^\u201d]*\u201d|\u2018[^\u2019]*\u2019')
_CITED = re.compile(r"\d+ U\.S\.C\. [\d()a-z]+(?: et seq\.)?|(?:National Emergencies Act)|9903[\d.-]+")


@cache
def _places() -> re.Pattern[str]:
    names = {one.name for one in countries()} | {"Korea", "Viet Nam", "European Union"}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})\b")


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("\u2019", "").replace("'", ""))


def _pieces(text: str) -> list[list[str]]:
    """Return the words of a text in stretches free of quotations, citations and names of places."""
    plain = _places().sub("|", _CITED.sub("|", _QUOTED.sub("|", text)))
    return [_words(piece) for piece in plain.split("|")]


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    for at in range(len(words) - RUN + 1):
        yield tuple(words[at : at + RUN])


@cache
def _foreign_runs() -> dict[int, str]:
    """Return every run of words of the fact base and the official texts, by its hash, with where it stands."""
    return {hash(run): path for path, text in source_texts() for run in _runs(_words(text))}


def copied_runs() -> Iterator[str]:
    """Yield every run of :data:`RUN` words of the record that stands in the fact base or an official text too."""
    foreign = _foreign_runs()
    for fact, name, text in passages():
        for piece in _pieces(text):
            for run in _runs(piece):
                path = foreign.get(hash(run))
                if path is not None:
                    yield f"{fact} {name}: {' '.join(run)!r} stands in {path}"

"""The converters between facts and plain data: strict both ways, nothing coerced.

A text is a text, a number a number, a list a list; a day is a TOML date, or ISO text in JSON.
Duties and codes are written in their printed notation.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin

from attrs import has
from cattrs import Converter

from tradetalks.dates.days import as_day
from tradetalks.errors import TradeTalksError
from tradetalks.model.measures import Effect
from tradetalks.model.sources import Source
from tradetalks.plain.data import Form
from tradetalks.plain.tags import CONDITION_TAGS, EFFECT_TAGS, TAG, TERM_TAGS
from tradetalks.vocabulary.conditions import Condition
from tradetalks.vocabulary.duties import (
    AdValorem,
    AllIn,
    AlternativeDuty,
    Compound,
    Duty,
    Free,
    QuotaDuty,
    Specific,
)
from tradetalks.vocabulary.goods import HsPrefix
from tradetalks.vocabulary.mappings import IdMap
from tradetalks.vocabulary.notation import parse_duty
from tradetalks.vocabulary.numbers import exact
from tradetalks.vocabulary.terms import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tradetalks.plain.data import Table

__all__ = ["NotADay", "NotAWord", "WrongShape", "converter", "trusting_converter"]

_DUTY_KINDS = (Free, AdValorem, Specific, Compound, AllIn, AlternativeDuty, QuotaDuty)
#: What a source says that says no more than its document and the place in it.
_CITED = frozenset({"document", "at"})
_WORDS = {
    bool: "true or false",
    str: "a text in quotes",
    int: "a whole number",
    float: "a number",
    Decimal: "a number",
    date: "a date",
    datetime: "a date with a time",
    time: "a time of day",
    list: "a list in brackets",
    dict: "a table",
}


class WrongShape(TradeTalksError, ValueError):
    """A value of plain data that does not have the type its field asks for."""

    def __init__(self, expected: str, found: str) -> None:
        """Keep what was expected and what was found, in words."""
        super().__init__(expected, found)
        self.expected = expected
        self.found = found

    @classmethod
    def of(cls, expected: str, value: object) -> WrongShape:
        """Make the error for a value of the wrong type."""
        shown = _WORDS.get(type(value), type(value).__name__)
        return cls(expected, f"{shown} ({value[:40]!r})" if isinstance(value, str) else shown)

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"expected {self.expected}, found {self.found}"


class NotADay(WrongShape):
    """A value that stands where a day is meant, and is none."""


class NotAWord(WrongShape):
    """A text that is none of the words that its field knows."""


@cache
def converter(form: Form) -> Converter:
    """Return the converter for one form of plain data, which collects every fault of a record.

    Args:
        form: whether days and decimals are TOML's own or text as in JSON.
    """
    return _made(form, careful=True)


def trusting_converter(documents: Mapping[str, Table]) -> Converter:
    """Return a converter for JSON that this library wrote: fast, it stops at the first fault.

    Args:
        documents: the fields of the documents that sources name. A document cited in the same
            place by many facts is read once.
    """
    made = _made(Form.JSON, careful=False)
    read_source = made.gen_structure_attrs_fromdict(Source)
    known: dict[tuple[str, str | None], Source] = {}

    def source(value: Any, kind: type[Source]) -> Source:
        name = value.get("document")
        if name is None or "title" in value:
            return read_source(value, kind)
        if not value.keys() <= _CITED:
            return read_source({**documents[name], **value}, kind)
        key = (name, value.get("at"))
        if key not in known:
            known[key] = read_source({**documents[name], **value}, kind)
        return known[key]

    made.register_structure_hook(Source, source)
    return made


def _made(form: Form, *, careful: bool) -> Converter:
    made = Converter(
        detailed_validation=careful,
        forbid_extra_keys=True,
        omit_if_default=True,
    )
    # By class, since cattrs holds coercing hooks of its own by class, which win over any predicate.
    made.register_structure_hook(str, _text)
    made.register_structure_hook(int, _whole_number)
    made.register_structure_hook(bool, _truth)
    made.register_structure_hook(StrEnum, _word)
    if careful:
        made.register_structure_hook_factory(has, lambda kind: _table(made, kind))
    made.register_structure_hook_factory(_is_optional, lambda kind: _perhaps(made, kind))
    made.register_structure_hook_factory(_is_tuple, lambda kind: _listing(made, kind))
    made.register_structure_hook(HsPrefix, lambda value, _: HsPrefix(_text(value, str)))
    made.register_unstructure_hook(HsPrefix, str)
    made.register_unstructure_hook_factory(
        _is_id_map,
        lambda _: lambda values: {key: made.unstructure(one) for key, one in values.items()},
    )
    # Before the unions, whose members take the hooks that are there when theirs are made.
    made.register_unstructure_hook(StrEnum, lambda member: member.value)
    made.register_unstructure_hook_factory(
        _is_tuple, lambda _: lambda values: [made.unstructure(one) for one in values]
    )
    _register_duties(made)
    _register_form(made, form)
    _register_union(made, Effect, EFFECT_TAGS)
    _register_union(made, Condition, CONDITION_TAGS)
    _register_union(made, Term, TERM_TAGS)
    return made


def _is_optional(kind: Any) -> bool:
    members = get_args(kind)
    return isinstance(kind, UnionType) and len(members) == 2 and NoneType in members  # noqa: PLR2004 - X | None


def _perhaps(made: Converter, kind: Any) -> Callable[[Any, Any], Any]:
    member: Any = next(one for one in get_args(kind) if one is not NoneType)
    read = made.get_structure_hook(member)
    return lambda value, _: None if value is None else read(value, member)


def _is_id_map(kind: Any) -> bool:
    return kind is IdMap or get_origin(kind) is IdMap


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _table(made: Converter, kind: Any) -> Callable[[Any, Any], Any]:
    """Return the reader of a class, which takes nothing but a table for one."""
    read = made.gen_structure_attrs_fromdict(kind)

    def table(value: Any, _kind: object) -> Any:
        if type(value) is not dict:
            raise WrongShape.of(_WORDS[dict], value)
        return read(value, kind)

    return table


def _text(value: Any, _kind: object) -> str:
    if type(value) is not str:
        raise WrongShape.of(_WORDS[str], value)
    return value


def _whole_number(value: Any, _kind: object) -> int:
    if type(value) is not int:
        raise WrongShape.of(_WORDS[int], value)
    return value


def _truth(value: Any, _kind: object) -> bool:
    if type(value) is not bool:
        raise WrongShape.of(_WORDS[bool], value)
    return value


def _word(value: Any, kind: Any) -> Any:
    text = _text(value, str)
    try:
        return kind(text)
    except ValueError:
        words = ", ".join(member.value for member in kind)
        raise NotAWord(f"one of {words}", repr(text[:60])) from None


def _listing(made: Converter, kind: Any) -> Callable[[Any, Any], tuple[Any, ...]]:
    member: Any = get_args(kind)[0]
    members: Any = list[member]
    as_list = made.get_structure_hook(members)

    def listing(value: Any, _kind: object) -> tuple[Any, ...]:
        if type(value) is not list:
            raise WrongShape.of(_WORDS[list], value)
        return tuple(as_list(value, members))

    return listing


def _register_duties(made: Converter) -> None:
    def duty(value: Any, _kind: object) -> Any:
        return parse_duty(_text(value, str))

    def of_kind(*kinds: type) -> Callable[[Any, Any], Any]:
        def read(value: Any, _kind: object) -> Any:
            if value is None:
                return None
            found = duty(value, _kind)
            if not isinstance(found, kinds):
                names = " or ".join(kind.__name__ for kind in kinds)
                raise WrongShape(f"a duty of the form {names}", repr(str(found)))
            return found

        return read

    made.register_structure_hook(Duty, duty)
    made.register_structure_hook(AdValorem | AllIn | None, of_kind(AdValorem, AllIn))
    made.register_structure_hook(Specific, of_kind(Specific))
    for kind in _DUTY_KINDS:
        made.register_unstructure_hook(kind, str)


def _register_form(made: Converter, form: Form) -> None:
    def toml_day(value: Any, _kind: object) -> date:
        if type(value) is not date:
            raise NotADay.of("a date without a time and without quotes", value)
        return value

    def json_day(value: Any, _kind: object) -> date:
        return as_day(_text(value, str))

    def toml_number(value: Any, _kind: object) -> Decimal:
        if type(value) not in (int, Decimal):
            raise WrongShape.of(_WORDS[Decimal], value)
        return exact(value)

    def json_number(value: Any, _kind: object) -> Decimal:
        return exact(_text(value, str))

    match form:
        case Form.TOML:
            made.register_structure_hook(date, toml_day)
            made.register_structure_hook(Decimal, toml_number)
            made.register_unstructure_hook(date, lambda day: day)
            made.register_unstructure_hook(Decimal, lambda number: number)
        case Form.JSON:
            made.register_structure_hook(date, json_day)
            made.register_structure_hook(Decimal, json_number)
            made.register_unstructure_hook(date, date.isoformat)
            made.register_unstructure_hook(Decimal, lambda number: f"{number:f}")


def _register_union(made: Converter, union: Any, tags: Mapping[str, type]) -> None:
    for word, kind in tags.items():
        made.register_unstructure_hook(kind, _tagged(made.get_unstructure_hook(kind), word))
    readers = {word: made.get_structure_hook(kind) for word, kind in tags.items()}

    def read(value: Any, _kind: object) -> Any:
        if type(value) is not dict:
            raise WrongShape.of("a table", value)
        word = value.get(TAG)
        if type(word) is not str or word not in tags:
            given = repr(word)[:60] if TAG in value else "no type"
            raise NotAWord(f"a table whose type is one of {', '.join(tags)}", given)
        rest = {key: one for key, one in value.items() if key != TAG}
        return readers[word](rest, tags[word])

    made.register_structure_hook(union, read)


def _tagged(write: Callable[[Any], dict[str, Any]], word: str) -> Callable[[Any], dict[str, Any]]:
    return lambda value: {TAG: word, **write(value)}

"""The parts of the pages that are made from the package and its record when the pages are built."""  # noqa: INP001 - not a package

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType, NoneType, UnionType
from typing import Any, ClassVar, TypeAlias, Union, get_args, get_origin

from attrs import NOTHING, fields, resolve_types
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.docutils import SphinxDirective

from tradetalks import load
from tradetalks.model.measures import Effect
from tradetalks.vocabulary.conditions import Condition
from tradetalks.vocabulary.duties import AdValorem, AllIn, Duty, Specific
from tradetalks.vocabulary.goods import HsPrefix
from tradetalks.vocabulary.terms import Term

Row: TypeAlias = tuple[str, ...]

#: Where tests and pages read the differences between the record and its inputs from.
DIFFERENCES = Path(__file__).parent.parent / "tests" / "cases" / "differences.toml"


class Table(SphinxDirective):
    """A table with a row of heads."""

    required_arguments = 1
    optional_arguments = 1

    def rows(self) -> tuple[str, list[Row]]:
        """Return the widths of the columns, and the rows with the heads first."""
        raise NotImplementedError

    def run(self) -> list[Node]:
        """Write the table out."""
        widths, rows = self.rows()
        if len(rows) == 1:
            return self.parse_text_to_nodes("None is known.")
        lines = [".. list-table::", f"   :widths: {widths}", "   :header-rows: 1", ""]
        for row in rows:
            lines += [f"   {'*' if at == 0 else ' '} - {cell}" for at, cell in enumerate(row)]
        return self.parse_text_to_nodes("\n".join(lines))


# The rooms of the package -----------------------------------------------------------------------------------


class Room(SphinxDirective):
    """Every module of a room: ``.. room:: package``, and under it the modules that come first, in their order.

    Packages inside the room are described as well, unless they are named by ``:without:``.
    """

    required_arguments = 1
    has_content = True
    option_spec: ClassVar = {"without": str.split}

    def run(self) -> list[Node]:
        """Describe the room, then each of its modules under a heading."""
        room = self.arguments[0]
        there = list(modules_in(import_module(room), set(self.options.get("without", ()))))
        first = [f"{room}.{one.strip()}" for one in self.content if one.strip()]
        if missing := set(first) - set(there):
            raise self.error(f"there is no {', '.join(sorted(missing))}")
        lines = [f".. automodule:: {room}", ""]
        for module in [*first, *sorted(set(there) - set(first))]:
            heading = f"``{module}``"
            lines += [heading, "-" * len(heading), "", f".. automodule:: {module}", ""]
        return self.parse_text_to_nodes("\n".join(lines), allow_section_headings=True)


def modules_in(room: ModuleType, without: set[str]) -> Iterator[str]:
    """Yield the modules of a package, those of packages inside it too, by their full names."""
    for one in iter_modules(room.__path__):
        if one.name not in without:
            name = f"{room.__name__}.{one.name}"
            yield name
            if one.ispkg:
                yield from modules_in(import_module(name), set())


# What the record holds --------------------------------------------------------------------------------------


class RecordTable(Table):
    """What the shipped record holds: ``.. record-table:: name of the table``."""

    def rows(self) -> tuple[str, list[Row]]:
        """Return the rows of the table of that name."""
        widths, make = TABLES[self.arguments[0]]
        return widths, list(make(*self.arguments[1:]))


def claims(beginning: str) -> Iterator[Row]:
    """Yield the claims whose ids begin so, beside what other sources say."""
    yield ("claimed", "verdict", "what other sources say")
    for name, claim in load().claims.items():
        if name.startswith(beginning):
            yield (claim.statement, claim.verdict.value, claim.finding or "Nothing was found.")


def coverage() -> Iterator[Row]:
    """Yield how far each kind of fact was followed."""
    yield ("kind", "last day", "note")
    for one in load().dossier.statement.coverage:
        yield (one.kind.value, str(one.last_day), one.note or "")


def act_gaps() -> Iterator[Row]:
    """Yield what could not be read of each act."""
    yield ("act", "what could not be read")
    for act in load().acts.values():
        if act.gaps:
            yield (f"``{act.id}``", " ".join(act.gaps))


def agreement_gaps() -> Iterator[Row]:
    """Yield how much of each agreement was read."""
    yield ("agreement", "read", "not read or not known")
    for one in load().agreements.values():
        yield (f"``{one.id}``", one.read, " ".join(f"{gap.rstrip('.')}." for gap in one.gaps))


def differences(decided_by: str) -> Iterator[Row]:
    """Yield where the record differs from what it was made from, by a primary ``text`` or for another ``reason``."""
    yield ("fact", "field", "inputs", "record", "why")
    for rows in tomllib.loads(DIFFERENCES.read_text("utf-8")).values():
        for row in rows:
            if ("at" in row) is (decided_by == "text"):
                why = f"{row['reason']} ({row['at']})" if "at" in row else row["reason"]
                yield tuple(map(escaped, (row["fact"], row["field"], row["facts"], row["record"], why)))


def escaped(text: str) -> str:
    """Return text with nothing that reStructuredText would read as a mark."""
    return re.sub(r"([\\*`|_])", r"\\\1", text)


TABLES: dict[str, tuple[str, Callable[..., Iterator[Row]]]] = {
    "claims": ("44 13 43", claims),
    "coverage": ("20 18 62", coverage),
    "act-gaps": ("30 70", act_gaps),
    "agreement-gaps": ("28 34 38", agreement_gaps),
    "differences": ("22 14 20 20 24", differences),
}


# What a file of the record may hold -------------------------------------------------------------------------

#: How a file writes the types that are no tables of their own; unions by what they are made of.
WORDS: dict[object, str] = {
    str: "text",
    bool: "true or false",
    int: "whole number",
    Decimal: "number",
    date: "day",
    HsPrefix: "code",
    Specific: "duty",
    frozenset(get_args(Duty)): "duty",
    frozenset((AdValorem, AllIn)): "duty",
    frozenset(get_args(Effect)): ":ref:`effect <record-effect>`",
    frozenset(get_args(Condition)): ":ref:`condition <record-condition>`",
    frozenset(get_args(Term)): ":ref:`term <record-term>`",
}
#: The classes whose fields others have too, and how the pages call them.
SHARED = {"Fact": "every fact", "NamedTerm": "every term"}


class RecordFields(Table):
    """The fields of a table in a record file: ``.. record-fields:: module.Class``, ``:tag:`` its ``type``."""

    option_spec: ClassVar = {"tag": str}

    def rows(self) -> tuple[str, list[Row]]:
        """Return each field with its type, whether it is needed, and its meaning."""
        module, _, name = self.arguments[0].rpartition(".")
        return "24 26 50", list(field_rows(getattr(import_module(module), name), self.options.get("tag")))


def field_rows(kind: type[Any], tag: str | None) -> Iterator[Row]:
    """Yield the rows for the fields of a class."""
    resolve_types(kind)
    meanings = {at: words for base in reversed(kind.__mro__) for at, words in meanings_in(base)}
    yield ("field", "type", "meaning")
    if tag is not None:
        yield ("``type``", f'the text ``"{tag}"``', "Which kind of table it is.")
    for base in kind.__mro__[1:]:
        if base.__name__ in SHARED:
            yield (f"those of :ref:`{SHARED[base.__name__]} <record-{base.__name__}>`", "", "")
    for one in fields(kind):
        if not one.inherited:
            needed = ", **needed**" if one.default is NOTHING else ""
            yield (f"``{one.name}``", f"{type_in_words(one.type)}{needed}", meanings[one.name])


def meanings_in(kind: type) -> Iterator[tuple[str, str]]:
    """Yield each field of a class with the comment above it; what is None there, a file leaves out."""
    if kind.__module__.startswith("tradetalks."):
        comments = ModuleAnalyzer.for_module(kind.__module__).find_attr_docs()
        for (owner, at), lines in comments.items():
            if owner == kind.__name__:
                yield at, re.sub(r"\bNone\b", "left out", " ".join(lines).strip())


def type_in_words(kind: Any) -> str:  # noqa: ANN401 - a type of any kind
    """Say how a file writes a value of a type."""
    if get_origin(kind) is tuple:
        return f"list of {type_in_words(get_args(kind)[0])}"
    if get_origin(kind) in (Union, UnionType):
        parts = [one for one in get_args(kind) if one is not NoneType]
        return WORDS[frozenset(parts)] if len(parts) > 1 else type_in_words(parts[0])
    if kind in WORDS:
        return WORDS[kind]
    if issubclass(kind, Enum):
        return f"word of :class:`~{kind.__module__}.{kind.__name__}`"
    return f":ref:`table {kind.__name__} <record-{kind.__name__}>`"


def setup(app: Sphinx) -> dict[str, bool]:
    """Make the directives known."""
    app.add_directive("room", Room)
    app.add_directive("record-table", RecordTable)
    app.add_directive("record-fields", RecordFields)
    return {"parallel_read_safe": True}

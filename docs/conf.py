"""How Sphinx builds these pages: python3 dev.py docs."""

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from importlib import import_module
from importlib.metadata import version as version_of
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from attrs import NOTHING, fields, resolve_types
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.ext.napoleon.docstring import GoogleDocstring
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.docutils import SphinxDirective

from tradetalks.model.measures import Effect
from tradetalks.plain.tags import CONDITION_TAGS, EFFECT_TAGS, TERM_TAGS
from tradetalks.talks import load
from tradetalks.vocabulary.conditions import Condition
from tradetalks.vocabulary.duties import AdValorem, AllIn, Duty, Specific
from tradetalks.vocabulary.goods import HsPrefix
from tradetalks.vocabulary.terms import Term

project = "tradetalks"
author = "The tradetalks contributors"
copyright = f"2026, {author}"
version = release = version_of(project)

extensions = ["sphinx.ext.autodoc"]
exclude_patterns = ["_build", "decisions/template.rst"]
html_theme = "furo"
html_title = f"{project} {version}"

autodoc_default_options = {"members": True, "show-inheritance": True}
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"

# Every reference to a name of ours must lead somewhere. Names of other libraries lead nowhere, since their
# inventories are on the network and the build is offline; some of them are imported for type checkers only,
# and then Sphinx sees them without their module. Type variables have no entry of their own.
nitpicky = True
nitpick_ignore_regex = [
    ("py:.*", r"(attrs?|cattrs|collections|datetime|dateutil|decimal|enum|fractions|os|pathlib|typing)\..*"),
    ("py:class", r"Attribute|Callable|Converter|Decimal|Fraction|Iterable|Iterator|Mapping|Path|Sequence|date|timedelta"),
    ("py:(class|obj)", r"(.*\.)?[A-Z]_?(co|contra)?"),
]
# The type list of Python is taken for one of our fields called so, of which there are two.
suppress_warnings = ["ref.python"]


def read_sections(docstring: list[str]) -> None:
    """Turn the Args, Returns and Raises of a docstring into fields.

    Napoleon as an extension would do the same, but takes a colon in a ``#:`` comment for the end of a type.
    """
    docstring[:] = GoogleDocstring(docstring, what="function").lines()


#: How a file writes the types that are no tables of their own.
PLAIN_TYPES: list[tuple[Any, str]] = [
    (str, "text"),
    (bool, "true or false"),
    (int, "whole number"),
    (Decimal, "number"),
    (date, "day"),
    (HsPrefix, "code"),
    (Duty, "duty"),
    (AdValorem | AllIn, "duty"),
    (Specific, "duty"),
]
#: The closed unions, whose tables name their kind under the key ``type``.
UNIONS: list[tuple[Any, str, dict[str, type]]] = [
    (Effect, "effect", dict(EFFECT_TAGS)),
    (Condition, "condition", dict(CONDITION_TAGS)),
    (Term, "term", dict(TERM_TAGS)),
]
#: The field by which a class is known to take a base in, so that its fields are listed once.
SHARED = {"Fact": "every fact", "NamedTerm": "every term"}


class RecordFields(SphinxDirective):
    """The fields of a table in a record file: ``.. record-fields:: module.Class``, ``:tag:`` its ``type``."""

    required_arguments = 1
    option_spec = {"tag": str}

    def run(self) -> list[Node]:
        """List each field with its type, whether it is needed, and its meaning."""
        module, _, name = self.arguments[0].rpartition(".")
        kind = getattr(import_module(module), name)
        return self.parse_text_to_nodes("\n".join(self.lines(kind)))

    def lines(self, kind: Any) -> Iterator[str]:
        """Yield the list as reStructuredText."""
        resolve_types(kind)
        meanings = {
            at: doc for base in reversed(kind.__mro__) for at, doc in meanings_in(base) if base is not object
        }
        inherited = {one.name for one in fields(kind) if one.inherited}
        yield from (".. list-table::", "   :widths: 24 26 50", "   :header-rows: 1", "   :class: fields", "")
        yield from ("   * - field", "     - type", "     - meaning")
        if tag := self.options.get("tag"):
            yield from ("   * - ``type``", f'     - the text ``"{tag}"``', "     - Which kind of table it is.")
        if inherited:
            base = next(one.__name__ for one in kind.__mro__ if one.__name__ in SHARED)
            yield from (f"   * - those of :ref:`{SHARED[base]} <record-{base}>`", "     -", "     -")
        for one in fields(kind):
            if one.name in inherited:
                continue
            needed = ", **needed**" if one.default is NOTHING else ""
            yield f"   * - ``{one.name}``"
            yield f"     - {type_in_words(one.type)}{needed}"
            yield f"     - {meanings[one.name]}"


class RecordTable(SphinxDirective):
    """A table of what the shipped record holds: ``.. record-table:: name of the table``."""

    required_arguments = 1
    optional_arguments = 1

    def run(self) -> list[Node]:
        """Write the table out."""
        widths, *rows = TABLES[self.arguments[0]](*self.arguments[1:])
        if len(rows) == 1:
            return self.parse_text_to_nodes("None is known.")
        lines = [".. list-table::", f"   :widths: {widths}", "   :header-rows: 1", ""]
        for row in rows:
            lines += [f"   {'*' if at == 0 else ' '} - {cell}" for at, cell in enumerate(row)]
        return self.parse_text_to_nodes("\n".join(lines))


def claims(beginning: str) -> Iterator[str | tuple[str, ...]]:
    """Yield the claims whose ids begin so, beside what other sources say."""
    yield "44 13 43"
    yield ("claimed", "verdict", "what other sources say")
    for name, claim in load().claims.items():
        if name.startswith(beginning):
            yield (claim.statement, claim.verdict.value, claim.finding or "Nothing was found.")


def coverage() -> Iterator[str | tuple[str, ...]]:
    """Yield how far each kind of fact was followed."""
    yield "20 18 62"
    yield ("kind", "last day", "note")
    for one in load().dossier.statement.coverage:
        yield (one.kind.value, str(one.last_day), one.note or "")


def act_gaps() -> Iterator[str | tuple[str, ...]]:
    """Yield what could not be read of each act."""
    yield "30 70"
    yield ("act", "what could not be read")
    for act in load().acts.values():
        if act.gaps:
            yield (f"``{act.id}``", " ".join(act.gaps))


def agreement_gaps() -> Iterator[str | tuple[str, ...]]:
    """Yield how much of each agreement was read."""
    yield "28 34 38"
    yield ("agreement", "read", "not read or not known")
    for one in load().agreements.values():
        yield (f"``{one.id}``", one.read, "; ".join(gap.rstrip(".") for gap in one.gaps))


def differences() -> Iterator[str | tuple[str, ...]]:
    """Yield where the record differs from the fact base that it was made from."""
    yield "26 14 24 36"
    yield ("fact", "field", "fact base", "record, and why")
    for rows in tomllib.loads(DIFFERENCES.read_text("utf-8")).values():
        for row in rows:
            where = f" ({row['at']})" if "at" in row else ""
            yield (
                f"``{row['fact']}``",
                row["field"],
                escaped(row["facts"]),
                escaped(f"{row['record']}. {row['reason']}{where}"),
            )


def escaped(text: str) -> str:
    """Return text with nothing that reStructuredText would read as a mark."""
    return re.sub(r"([\\*`|_])", r"\\\1", text)


TABLES: dict[str, Callable[..., Iterator[Any]]] = {
    "claims": claims,
    "coverage": coverage,
    "act-gaps": act_gaps,
    "agreement-gaps": agreement_gaps,
    "differences": differences,
}
#: Where tests and pages read the differences from.
DIFFERENCES = Path(__file__).parent.parent / "tests" / "cases" / "differences.toml"


def meanings_in(kind: type) -> Iterator[tuple[str, str]]:
    """Yield each field of a class with the comment above it."""
    if not kind.__module__.startswith("tradetalks."):
        return
    docs = ModuleAnalyzer.for_module(kind.__module__).find_attr_docs()
    for (owner, at), lines in docs.items():
        if owner == kind.__name__:
            yield at, " ".join(lines).strip()


def type_in_words(kind: Any) -> str:
    """Say how a file writes a value of a type."""
    for plain, words in PLAIN_TYPES:
        if kind == plain:
            return words
    for union, words, _tags in UNIONS:
        if kind == union:
            return f":ref:`{words} <record-{words}>`"
    if get_origin(kind) is tuple:
        return f"list of {type_in_words(get_args(kind)[0])}"
    if get_origin(kind) in (Union, UnionType):
        rest = [one for one in get_args(kind) if one is not NoneType]
        for plain, words in PLAIN_TYPES:
            if set(rest) == set(get_args(plain)):
                return words
        if len(rest) != 1:
            raise TypeError(f"no words for the type {kind}")
        return type_in_words(rest[0])
    if issubclass(kind, Enum):
        return f"word of :class:`~{kind.__module__}.{kind.__name__}`"
    return f":ref:`table {kind.__name__} <record-{kind.__name__}>`"


def setup(app: Sphinx) -> None:
    """Read each docstring before autodoc sets it, and know the directives of the record."""
    app.connect("autodoc-process-docstring", lambda *event: read_sections(event[-1]))
    app.add_directive("record-fields", RecordFields)
    app.add_directive("record-table", RecordTable)

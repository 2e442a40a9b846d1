"""The JSON Schema of a record (draft 2020-12), generated from the types of the model.

Run ``python -m tradetalks.adapters.json_schema`` to write the file that ships with the package.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

from attrs import NOTHING, AttrsInstance, fields, has, resolve_types

from tradetalks.loading.interchange import DOCUMENTS, RECORD
from tradetalks.model.collections import COLLECTIONS
from tradetalks.model.measures import Effect
from tradetalks.model.record import RecordStatement
from tradetalks.model.sources import Source
from tradetalks.plain.tags import CONDITION_TAGS, EFFECT_TAGS, TAG, TERM_TAGS
from tradetalks.vocabulary.conditions import Condition
from tradetalks.vocabulary.duties import AdValorem, AllIn, Duty, Specific
from tradetalks.vocabulary.goods import HsPrefix
from tradetalks.vocabulary.terms import Term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tradetalks.plain.data import Plain, Table

__all__ = ["SCHEMA_FILE", "record_schema", "schema_text"]

#: Where the shipped schema lies.
SCHEMA_FILE = Path(__file__).parent.parent / "data" / "record.schema.json"
_DAY: Table = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_NUMBER: Table = {"type": "string", "pattern": r"^-?\d{1,30}(\.\d{1,30})?$"}
_CODE: Table = {"type": "string", "pattern": r"^(\d{2}|\d{4}(\.?\d{2}){0,3})$"}
_DUTY: Table = {"type": "string", "description": "a duty in its printed notation, such as 34%"}
_UNIONS: tuple[tuple[Any, Mapping[str, type]], ...] = (
    (Effect, EFFECT_TAGS),
    (Condition, CONDITION_TAGS),
    (Term, TERM_TAGS),
)
_TEXTS = (Duty, AdValorem | AllIn, Specific)


def record_schema() -> Table:
    """Return the schema of a record in its interchange form."""
    defined: dict[str, Plain] = {}
    properties: Table = {
        "toml_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        RECORD: _of(RecordStatement, defined),
        DOCUMENTS: {"type": "object", "additionalProperties": _document(defined)},
    }
    for name, kind in COLLECTIONS.items():
        properties[name] = {"type": "array", "items": _of(kind, defined)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A record of trade talks",
        "type": "object",
        "required": [RECORD, DOCUMENTS],
        "additionalProperties": False,
        "properties": properties,
        "$defs": {name: defined[name] for name in sorted(defined)},
    }


def schema_text() -> str:
    """Return the schema as it ships."""
    return json.dumps(record_schema(), ensure_ascii=False, indent=1) + "\n"


def _of(kind: Any, defined: dict[str, Plain]) -> Plain:
    simple = _simple(kind)
    if simple is not None:
        return simple
    for union, tags in _UNIONS:
        if kind == union:
            return {"oneOf": [_class(one, defined, word) for word, one in tags.items()]}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _of(get_args(kind)[0], defined)}
    if get_origin(kind) in (Union, UnionType):
        rest = [one for one in get_args(kind) if one is not NoneType]
        return _of(_union_of(rest), defined)
    return _class(kind, defined)


def _union_of(kinds: list[Any]) -> Any:
    made = kinds[0]
    for kind in kinds[1:]:
        made = made | kind
    return made


def _simple(kind: Any) -> Plain | None:  # noqa: PLR0911 - one answer for each plain type
    if kind in _TEXTS:
        return dict(_DUTY)
    if kind is HsPrefix:
        return dict(_CODE)
    if kind is str:
        return {"type": "string"}
    if kind is bool:
        return {"type": "boolean"}
    if kind is int:
        return {"type": "integer"}
    if kind is date:
        return dict(_DAY)
    if kind is Decimal:
        return dict(_NUMBER)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    return None


def _class(kind: type[AttrsInstance], defined: dict[str, Plain], tag: str | None = None) -> Plain:
    name = kind.__name__
    if name not in defined:
        defined[name] = True  # held open, for a type that holds its own kind
        defined[name] = _table(kind, defined, tag)
    return {"$ref": f"#/$defs/{name}"}


def _table(kind: type[AttrsInstance], defined: dict[str, Plain], tag: str | None) -> Table:
    assert has(kind)  # noqa: S101 - every type of the model is an attrs class
    resolve_types(kind)
    properties: Table = {} if tag is None else {TAG: {"const": tag}}
    required: list[Plain] = [] if tag is None else [TAG]
    for one in fields(kind):
        properties[one.name] = _of(one.type, defined)
        if one.default is NOTHING:
            required.append(one.name)
    table: Table = {"type": "object", "additionalProperties": False, "properties": properties}
    doc = (kind.__doc__ or "").strip().partition("\n")[0]
    if doc:
        table["description"] = doc
    if kind is Source:
        # A source that names a listed document takes its title from there.
        table["anyOf"] = [{"required": ["title"]}, {"required": ["document"]}]
    elif required:
        table["required"] = required
    return table


def _document(defined: dict[str, Plain]) -> Table:
    source = _table(Source, defined, None)
    source.pop("anyOf")
    return {**source, "required": ["title"]}


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), "utf-8")
    sys.exit(0)

"""Tables to raw records: plain data that knows its file, its place and the lines of its fields."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.loading.parsing import ParsedFile
from tradetalks.model.collections import COLLECTIONS
from tradetalks.plain.data import Plain, Table
from tradetalks.rules.catalogue import fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.errors import Fault
    from tradetalks.loading.faults import FaultList

__all__ = ["DOCUMENTS", "Excused", "RawRecord", "ids_seen", "records_of"]

#: The key under which a file lists documents.
DOCUMENTS = "documents"
_ID = re.compile(r"""\b(?:id|code)[ \t]*=[ \t]*["']([A-Za-z0-9-]{1,80})["']""")
_HOLDERS = (dict, list)
_INDEX = re.compile(r"\[[0-9]+\]")
#: A text that stands in more places than that is found in one of these.
_MOST_PATHS = 50
_NAMED = re.compile(r"\(([a-z0-9-]+)\)")


@frozen(eq=False)
class RawRecord:
    """One record as plain data, with the place where it stands."""

    #: The collection it belongs to.
    collection: str
    #: Its fields.
    data: Table = field(repr=False)
    #: The file that holds it.
    file: ParsedFile
    #: Its place in the file, such as ``acts[2]``.
    path: str

    @property
    def name(self) -> str:
        """Its id, or its place where it has none."""
        given = self.data.get("id")
        if isinstance(given, str) and given and given.isprintable():
            return given[:80]
        return self.path or self.collection

    @property
    def where(self) -> str:
        """File and line of its beginning, or its place where it comes from no file."""
        return self.path if self.file.name is None else f"{self.file.name}:{self.line()}"

    def line(self, field: str = "") -> int | None:
        """Return the line of one of its fields, or of its beginning."""
        return self.file.line(".".join(part for part in (self.path, field) if part))

    def field_with(self, text: str, like: str = "") -> str | None:
        """Return the path of the field that holds a text, where one is.

        Args:
            text: the text, such as an id that leads nowhere.
            like: the path it should have, where indexes may be left out; a commitment may be named by
                its id, as in ``text.articles.commitments(us-1).topic``.
        """
        found = self._paths.get(text, [])
        named = _NAMED.search(like)
        inside = [one.removesuffix("id") for one in self._paths.get(named[1], [])] if named else [""]
        like = f"{_NAMED.sub('', like)}."
        alike = (one for one in found if f"{_INDEX.sub('', one)}.".startswith(_INDEX.sub("", like)))
        return next((one for one in alike if one.startswith(tuple(inside))), found[0] if found else None)

    @cached_property
    def _paths(self) -> dict[str, list[str]]:
        paths: dict[str, list[str]] = {}
        for text, path in _texts(self.data, ""):
            known = paths.setdefault(text, [])
            if len(known) < _MOST_PATHS:
                known.append(path)
        return paths

    def fault(self, code: str, message: str, field: str = "", hint: str | None = None) -> Fault:
        """Return a fault of this record."""
        return fault(
            code,
            message,
            file=self.file.name,
            line=self.line(field),
            record=self.name,
            field=field,
            hint=hint,
        )


class Excused:
    """Ids of records that were left out for faults of their own, so that nobody is blamed for naming them."""

    def __init__(self) -> None:
        """Start with none."""
        self._ids: set[str] = set()
        #: Whether any id may be one of them, because a file could not be read at all.
        self.everything = False

    def add(self, refused: str | Table) -> None:
        """Excuse what looks like an id in a text or in plain data that was refused."""
        self._ids.update(ids_seen(refused))

    def __contains__(self, fact_id: object) -> bool:
        """Whether naming this id is nobody's fault."""
        return self.everything or fact_id in self._ids


def records_of(file: ParsedFile, faults: FaultList) -> Iterator[RawRecord]:
    """Yield the records of a file, those of documents included; other tables are not looked at."""
    for name in (DOCUMENTS, *COLLECTIONS):
        tables = file.tables.get(name)
        if tables is None:
            continue
        if not isinstance(tables, list):
            message = f"{name} is no list of records"
            hint = f"write [[{name}]] above each record"
            faults.add(fault("S3", message, file=file.name, line=file.line(name), field=name, hint=hint))
            continue
        for index, data in enumerate(tables):
            path = f"{name}[{index}]"
            if isinstance(data, dict):
                yield RawRecord(name, data, file, path)
            else:
                message = f"a record of {name} is no table"
                faults.add(fault("S3", message, file=file.name, line=file.line(path), field=path))


def ids_seen(value: str | dict[str, Plain] | list[Plain]) -> Iterator[str]:
    """Yield what looks like an id in a text that could not be parsed, or in plain data that was refused."""
    if isinstance(value, str):
        yield from (found[1] for found in _ID.finditer(value))
    elif isinstance(value, dict):
        yield from (one for one in (value.get("id"), value.get("code")) if isinstance(one, str))
        yield from (found for one in value.values() if isinstance(one, _HOLDERS) for found in ids_seen(one))
    else:
        yield from (found for one in value if isinstance(one, _HOLDERS) for found in ids_seen(one))


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Yield every text of plain data with its path."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _texts(one, f"{path}[{index}]")
    elif isinstance(value, str):
        yield value, path

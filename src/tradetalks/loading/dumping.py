"""A dossier to a folder of TOML in its canonical form: the same facts, the same files, byte for byte.

One file holds the facts of a kind, in the order of their ids; each agreement has a file of its own.
What was loaded from the folder written is equal to what was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetalks.loading.citing import documents_of
from tradetalks.loading.faults import FaultList
from tradetalks.loading.joining import REPLACES
from tradetalks.loading.limits import MOST_FILE_BYTES, MOST_FILES, MOST_FOLDER_BYTES
from tradetalks.loading.ordering import document_in_order, in_field_order
from tradetalks.loading.reading import RECORD_FILE, shown_name
from tradetalks.loading.records import DOCUMENTS
from tradetalks.loading.scanning import BadText, scan
from tradetalks.loading.statement import EXTENDS, INHERITED, SHIPPED
from tradetalks.loading.toml_text import NoToml, record_text, table_text
from tradetalks.loading.writing import NotWritten, write_folder
from tradetalks.model.collections import COLLECTIONS
from tradetalks.model.record import FORMAT
from tradetalks.plain.converter import converter
from tradetalks.plain.data import Form
from tradetalks.plain.documents import collapsed
from tradetalks.rules.catalogue import fault
from tradetalks.rules.checking import breaches
from tradetalks.rules.identity import dangling, unknown_places

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from tradetalks.dossier import Dossier
    from tradetalks.model.collections import AnyFact
    from tradetalks.plain.data import Plain, Table

__all__ = ["dump_record", "record_files"]

#: Facts of a kind go on in a second file where the first is larger: a quarter of what is read.
_FILE_BYTES = MOST_FILE_BYTES // 4
#: Beyond so many, agreements share files as other facts do, so that a folder keeps to its bound.
_MOST_FILES_OF_AGREEMENTS = MOST_FILES // 2
_SHOWN_IDS = 3


def dump_record(
    dossier: Dossier, folder: str | os.PathLike[str], *, base: Dossier | None, whole: bool
) -> None:
    """Write a dossier to a folder, whole or not at all.

    Args:
        dossier: the facts.
        folder: a folder that is not there, is empty, or holds a record; that record is replaced, and
            whatever else is in the folder stays.
        base: the shipped record, where the folder is to extend it.
        whole: whether to write every fact, and extend nothing.

    Raises:
        NotWritten: when the facts of the base are not all there, when a value cannot be written, when
            the folder holds what is no record, and when the disk does not take the files.
        RecordFaults: when the facts break a rule, so that the folder could not be loaded.
    """
    shown = shown_name(folder)
    _refuse_faults(dossier)
    try:
        files = record_files(dossier, None if whole else base)
    except NoToml as error:
        raise NotWritten(shown, str(error)) from error
    write_folder(folder, files)


def _refuse_faults(dossier: Dossier) -> None:
    facts = list(dossier.facts())
    found = [*dangling(dossier, facts), *unknown_places(dossier, facts)]
    faults = FaultList()
    for one in found or breaches(dossier, facts):
        faults.add(fault(one.code, one.message, record=one.fact, field=one.field, hint=one.hint))
    faults.raise_any()


def record_files(dossier: Dossier, base: Dossier | None) -> dict[str, str]:
    """Return the files of a record: the text of each by its path below the folder.

    Args:
        dossier: the facts.
        base: the record that the folder extends, or None to write every fact.

    Raises:
        NoToml: when facts of the base are not there, or a value or file could not be read again.
    """
    write = converter(Form.TOML).unstructure
    listed = {} if base is None else documents_of(base)
    documents = dict(listed)
    texts: dict[str, dict[str, str]] = {DOCUMENTS: {}}
    for name in COLLECTIONS:
        texts[name] = {
            fact.id: _text(name, fact, in_field_order(fact, collapsed(write(fact), documents)), base)
            for fact in _own(dossier, base, name)
        }
    for new in sorted(documents.keys() - listed.keys()):
        texts[DOCUMENTS][new] = record_text(DOCUMENTS, {"id": new, **document_in_order(documents[new])})
    files = {RECORD_FILE: table_text(_statement(dossier, base))}
    for name, records in texts.items():
        files.update(_files(name, records))
    _refuse_unreadable(files)
    return files


def _own(dossier: Dossier, base: Dossier | None, name: str) -> Iterator[AnyFact]:
    """Yield the facts of a collection that the base has not, or has otherwise."""
    facts = dossier.collection(name)
    if base is None:
        yield from facts.values()
        return
    shipped = base.collection(name)
    gone = sorted(shipped.keys() - facts.keys())
    if gone:
        more = "" if len(gone) <= _SHOWN_IDS else f" and {len(gone) - _SHOWN_IDS} more"
        raise NoToml(
            f"the shipped {', '.join(gone[:_SHOWN_IDS])}{more} are not among the facts, and a folder that "
            "extends the shipped record cannot leave them out; write them all with whole=True"
        )
    yield from (fact for fact in facts.values() if shipped.get(fact.id) != fact)


def _text(name: str, fact: AnyFact, data: Plain, base: Dossier | None) -> str:
    fields = dict(data) if isinstance(data, dict) else {}
    marked: Table = {"id": fields.pop("id")}
    if base is not None and fact.id in base.collection(name):
        marked[REPLACES] = True
    try:
        return record_text(name, {**marked, **fields})
    except NoToml as error:
        raise NoToml(f"{fact.id} cannot be written: {error}") from None


def _statement(dossier: Dossier, base: Dossier | None) -> Table:
    statement = dossier.statement
    given = in_field_order(statement, converter(Form.TOML).unstructure(statement))
    data: Table = {"format": FORMAT, "data_version": statement.data_version, "title": statement.title}
    if base is None:
        return {**data, **given}
    if statement.horizon < base.horizon:
        raise NoToml(
            f"the horizon {statement.horizon} lies before that of the shipped record, {base.horizon}; "
            "write all facts with whole=True"
        )
    data[EXTENDS] = SHIPPED
    for key in INHERITED:
        if getattr(statement, key) != getattr(base.statement, key):
            data[key] = given.get(key, [])
    return data


def _files(name: str, records: dict[str, str]) -> Iterator[tuple[str, str]]:
    if name == "agreements" and len(records) <= _MOST_FILES_OF_AGREEMENTS:
        yield from ((f"{name}/{one}.toml", text) for one, text in records.items())
        return
    part: list[str] = []
    size, number = 0, 1
    for text in records.values():
        if part and size + len(text.encode()) > _FILE_BYTES:
            yield _file(name, number, part)
            part, size, number = [], 0, number + 1
        part.append(text)
        size += len(text.encode())
    if part:
        yield _file(name, number, part)


def _file(name: str, number: int, records: Iterable[str]) -> tuple[str, str]:
    stem = name.replace("_", "-")
    return f"{stem}.toml" if number == 1 else f"{stem}-{number}.toml", "\n".join(records)


def _refuse_unreadable(files: dict[str, str]) -> None:
    """Refuse what a load would refuse for its size: whatever is written can be read again."""
    sizes = [len(text.encode()) for text in files.values()]
    if len(files) > MOST_FILES or sum(sizes) > MOST_FOLDER_BYTES:
        raise NoToml(f"the record needs more than {MOST_FILES} files or {MOST_FOLDER_BYTES:,} bytes")
    for (name, text), size in zip(files.items(), sizes, strict=True):
        if size > MOST_FILE_BYTES:
            raise NoToml(f"{name} needs {size:,} bytes, more than {MOST_FILE_BYTES:,}")
        try:
            scan(text)
        except BadText as error:
            raise NoToml(f"{name} could not be read again: {error}") from None

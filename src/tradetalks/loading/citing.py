"""Documents: listed once, cited by their ids from the sources of any record of the folder."""

from __future__ import annotations

from collections import ChainMap
from typing import TYPE_CHECKING, cast

from tradetalks.loading.shaping import shaped
from tradetalks.model.agreements import Agreement
from tradetalks.model.facts import Fact
from tradetalks.model.sources import Source
from tradetalks.model.talks import Claim
from tradetalks.plain.converter import converter
from tradetalks.plain.data import Form
from tradetalks.plain.documents import SOURCE_KEYS, collapsed, expanded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tradetalks.dossier import Dossier
    from tradetalks.loading.faults import FaultList
    from tradetalks.loading.records import Excused, RawRecord
    from tradetalks.model.collections import AnyFact
    from tradetalks.plain.data import Plain, Table

__all__ = ["documents_of", "listed", "sources_of", "with_documents"]


#: What a source says besides its document.
_OF_A_SOURCE = frozenset({"at", "document"})


def sources_of(fact: AnyFact) -> Iterator[Source]:
    """Yield every source of a fact and of its parts."""
    if isinstance(fact, Fact):
        yield from fact.sources
    if isinstance(fact, Claim):
        yield from fact.finding_sources
    if isinstance(fact, Agreement):
        for one in fact.text.commitments:
            yield from one.because.sources if one.because else ()
            yield from one.sources
        for event in fact.events:
            yield from event.sources


def documents_of(dossier: Dossier) -> dict[str, Table]:
    """Return the documents that the facts of a dossier name, as they are first met."""
    write = converter(Form.TOML).unstructure
    documents: dict[str, Table] = {}
    for fact in dossier.facts():
        for source in sources_of(fact):
            if source.document is not None and source.document not in documents:
                collapsed({"sources": [write(source)]}, documents)
    return documents


def listed(records: Iterable[RawRecord], shipped: Mapping[str, Table], faults: FaultList) -> dict[str, Table]:
    """Return the documents that a folder lists, by id; one with faults keeps nothing but a title."""
    documents: dict[str, Table] = {}
    places: dict[str, RawRecord] = {}
    for record in records:
        name = record.data.get("id")
        if not isinstance(name, str):
            wrong = ("S3", "expected a text in quotes") if "id" in record.data else ("S1", "is missing")
            faults.add(record.fault(*wrong, "id"))
        elif name in places:
            message = f"a second document has this id; the first is at {places[name].where}"
            faults.add(record.fault("D1", message, "id"))
        elif name in shipped:
            faults.add(record.fault("D1", "the shipped record lists a document with this id", "id"))
        else:
            places[name] = record
            documents[name] = _fields(record, name, faults)
    return documents


def _fields(record: RawRecord, name: str, faults: FaultList) -> Table:
    fields = {key: one for key, one in record.data.items() if key != "id"}
    for key in sorted(_OF_A_SOURCE & fields.keys()):
        message = f"no field is called {key!r}: it belongs to the source that cites the document"
        faults.add(record.fault("S2", message, key))
        del fields[key]
    source = shaped(record, {**fields, "document": name}, Source, faults)
    return {"title": name} if source is None else fields


def with_documents(
    record: RawRecord, documents: Mapping[str, Table], excused: Excused, faults: FaultList
) -> Plain:
    """Return the data of a record in which every source has the fields of its document."""
    missing: dict[str, Table] = {}
    for path, source in _cited(record.data, ""):
        name = source.get("document")
        if not isinstance(name, str) or name in documents or "title" in source:
            continue
        missing[name] = {"title": name}
        if name not in excused:
            message = f"names the document {name[:80]!r}, which is not listed"
            faults.add(record.fault("D2", message, f"{path}.document"))
    return expanded(record.data, ChainMap(cast("dict[str, Table]", documents), missing))


def _cited(value: Plain, path: str) -> Iterator[tuple[str, Table]]:
    if isinstance(value, dict):
        for key, one in value.items():
            under = f"{path}.{key}" if path else key
            if key in SOURCE_KEYS and isinstance(one, list):
                yield from (
                    (f"{under}[{index}]", source)
                    for index, source in enumerate(one)
                    if isinstance(source, dict)
                )
            else:
                yield from _cited(one, under)
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _cited(one, f"{path}[{index}]")

"""Raw records to facts: documents filled in, every field read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from tradetalks.loading.citing import documents_of, listed, with_documents
from tradetalks.loading.joining import REPLACES, ReadFact
from tradetalks.loading.records import DOCUMENTS
from tradetalks.loading.shaping import shaped
from tradetalks.model.collections import COLLECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tradetalks.dossier import Dossier
    from tradetalks.loading.faults import FaultList
    from tradetalks.loading.records import Excused, RawRecord
    from tradetalks.plain.data import Table

__all__ = ["facts_of"]


def facts_of(
    records: Sequence[RawRecord], base: Dossier | None, excused: Excused, faults: FaultList
) -> Iterator[ReadFact]:
    """Yield the fact of each record that has no fault; those with faults are excused from being named.

    Args:
        records: the records, those of documents among them.
        base: the record whose documents may be cited besides, or None.
        excused: where the ids of what is left out are added.
        faults: where every fault is added.
    """
    shipped = {} if base is None else documents_of(base)
    own = listed([one for one in records if one.collection == DOCUMENTS], shipped, faults)
    documents = {**shipped, **own}
    for record in records:
        if record.collection == DOCUMENTS:
            continue
        fact = _fact(record, documents, excused, faults)
        if fact is None:
            excused.add(record.data)
        else:
            yield fact


def _fact(
    record: RawRecord, documents: Mapping[str, Table], excused: Excused, faults: FaultList
) -> ReadFact | None:
    data = cast("dict[str, Any]", with_documents(record, documents, excused, faults))
    replaces = data.pop(REPLACES, False)
    fact = shaped(record, data, COLLECTIONS[record.collection], faults)
    if type(replaces) is not bool:
        faults.add(record.fault("S3", "expected true or false", REPLACES))
        return None
    return None if fact is None else ReadFact(fact, record, replaces)

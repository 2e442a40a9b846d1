"""Facts to a dossier: ids, references and rules, over what every earlier stage let pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from tradetalks.dossier import Dossier
from tradetalks.loading.records import RawRecord
from tradetalks.model.collections import AnyFact, collection_of
from tradetalks.model.references import named_facts
from tradetalks.rules.catalogue import fault
from tradetalks.rules.checking import breaches
from tradetalks.rules.identity import a_kind, dangling, ids_of, unknown_places
from tradetalks.vocabulary.places import Bloc

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tradetalks.errors import Fault
    from tradetalks.loading.faults import FaultList
    from tradetalks.loading.records import Excused
    from tradetalks.loading.statement import Opening
    from tradetalks.rules.breaches import Breach

__all__ = ["REPLACES", "ReadFact", "joined"]

#: The field by which a record stands in place of a shipped one.
REPLACES = "replaces"


@frozen(eq=False)
class ReadFact:
    """A fact with the record it was read from."""

    #: The fact.
    fact: AnyFact
    #: The record.
    record: RawRecord
    #: Whether it says that it replaces a shipped one.
    replaces: bool


def joined(opening: Opening, facts: Sequence[ReadFact], excused: Excused, faults: FaultList) -> Dossier:
    """Return the dossier of all facts that have ids of their own; every rule broken is a fault."""
    own = _Ids(opening.base, facts).own(excused, faults)
    names = {one.fact.id for one in own}
    kept = [] if opening.base is None else [fact for fact in opening.base.facts() if fact.id not in names]
    dossier = Dossier.unchecked(opening.statement, [*kept, *(one.fact for one in own)])
    looked_at = [*(one.fact for one in own), *_touched(opening.base, own, kept)]
    records = {one.fact.id: one.record for one in own}
    loose: set[str] = set()
    for check in (dangling, unknown_places):
        for found in check(dossier, looked_at, excused):
            loose.add(found.fact)
            faults.add(_placed(found, records))
    for found in breaches(dossier, [fact for fact in looked_at if fact.id not in loose]):
        faults.add(_placed(found, records))
    return dossier


class _Ids:
    """Which ids are taken: by the shipped record, and by the facts of the folder seen so far."""

    def __init__(self, base: Dossier | None, facts: Sequence[ReadFact]) -> None:
        self._facts = facts
        self._base = base
        #: The word for the kind of each shipped fact, by its id, less what a replaced agreement held.
        self._shipped: dict[str, str] = {}
        #: The record that gave each id of the folder first.
        self._seen: dict[str, RawRecord] = {}
        if base is not None:
            self._shipped = {fact.id: a_kind(collection_of(fact)) for fact in base.facts()}
            replaced = {one.fact.id for one in facts if one.replaces}
            for agreement in base.agreements.values():
                if agreement.id not in replaced:
                    self._shipped.update((one.id, "a commitment") for one in agreement.text.commitments)

    def own(self, excused: Excused, faults: FaultList) -> list[ReadFact]:
        """Return the facts whose ids nothing else has, and add a fault for each of the others."""
        own = []
        for one in self._facts:
            wrong = [*self._wrong_replacement(one), *self._taken(one)]
            for found in wrong:
                faults.add(found)
            if wrong:
                excused.add(one.record.data)
            else:
                own.append(one)
        return own

    def _wrong_replacement(self, one: ReadFact) -> Iterator[Fault]:
        kind = a_kind(collection_of(one.fact))
        shipped = self._shipped.get(one.fact.id)
        if not one.replaces:
            if shipped is not None:
                yield one.record.fault("I2", f"the shipped record has {shipped} with this id", "id")
        elif self._base is None:
            message = "replaces nothing: the folder does not extend the shipped record"
            hint = 'write extends = "tradetalks" in record.toml, or take out replaces'
            yield one.record.fault("I3", message, REPLACES, hint)
        elif shipped != kind:
            found = f"that is the id of {shipped}" if shipped else "no shipped fact has this id"
            yield one.record.fault("I3", f"does not replace {kind}: {found}", REPLACES)

    def _taken(self, one: ReadFact) -> Iterator[Fault]:
        for field, fact_id in ids_of(one.fact):
            if fact_id in self._seen:
                first = self._seen[fact_id].where
                message = f"a second record has the id {fact_id!r}; the first is at {first}"
                yield one.record.fault("I1", message, field)
            elif field != "id" and fact_id in self._shipped:
                message = f"the shipped record has {self._shipped[fact_id]} with the id {fact_id!r}"
                yield one.record.fault("I1", message, field)
            self._seen.setdefault(fact_id, one.record)


def _touched(base: Dossier | None, own: Sequence[ReadFact], kept: Sequence[AnyFact]) -> list[AnyFact]:
    """Return the shipped facts that have to be looked at again, since the folder replaces what they name."""
    replaced = {one.fact.id for one in own if one.replaces}
    if base is None or not replaced:
        return []
    if any(isinstance(one.fact, Bloc) for one in own if one.replaces):
        return list(kept)
    for name in replaced & base.agreements.keys():
        replaced.update(one.id for one in base.agreements[name].text.commitments)
    return [fact for fact in kept if any(named.id in replaced for named in named_facts(fact))]


def _placed(found: Breach, records: Mapping[str, RawRecord]) -> Fault:
    """Return a breach as a fault of the record that the fact was read from, if it was read from one."""
    record = records.get(found.fact)
    if record is None:
        return fault(found.code, found.message, record=found.fact, field=found.field, hint=found.hint)
    path = None if found.value is None else record.field_with(found.value, found.field)
    return record.fault(found.code, found.message, path or found.field, found.hint)

"""A record many times as large as the shipped one, made from it: the same facts again under other ids.

Each copy has facts of its own, ids of their own ending in ``-c7`` for the seventh, and names its own
facts wherever the shipped record names its own; places, topics, authorities and documents are shared.
The same number always makes the same record.

Run ``python benchmarks/generate.py 10 large.json`` to write one as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tradetalks.loading.interchange import DOCUMENTS, RECORD, record_data, record_from_data
from tradetalks.loading.shipped import shipped_record

if TYPE_CHECKING:
    from tradetalks.dossier import Dossier
    from tradetalks.plain.data import Plain, Table

#: What every copy shares.
SHARED = (RECORD, DOCUMENTS, "blocs", "policy_areas", "topics", "authorities")


def generated_data(copies: int) -> Table:
    """Return a record of so many copies of the shipped one, as plain data; the first is the shipped one."""
    shipped = record_data(shipped_record())
    own = {name: one for name, one in shipped.items() if name not in SHARED}
    made: Table = {name: shipped[name] for name in SHARED}
    for name, facts in own.items():
        assert isinstance(facts, list)
        made[name] = list(facts)
    for number in range(2, copies + 1):
        names = {one: f"{one}-c{number}" for one in _ids(own)}
        for name, facts in own.items():
            kept = made[name]
            again = _renamed(facts, names)
            assert isinstance(kept, list)
            assert isinstance(again, list)
            kept += again
    return made


def generated(copies: int) -> Dossier:
    """Return a record of so many copies of the shipped one."""
    return record_from_data(generated_data(copies))


def _ids(value: Plain) -> set[str]:
    """Return every id that a value defines, its own and those of what it holds."""
    found: set[str] = set()
    if isinstance(value, dict):
        own = value.get("id")
        found = {own} if isinstance(own, str) else set()
        found = found.union(*map(_ids, value.values()))
    elif isinstance(value, list):
        found = found.union(*map(_ids, value))
    return found


def _renamed(value: Plain, names: dict[str, str]) -> Plain:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, dict):
        return {key: one if key == "document" else _renamed(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, names) for one in value]
    return value


if __name__ == "__main__":
    copies, path = int(sys.argv[1]), Path(sys.argv[2])
    path.write_text(json.dumps(generated_data(copies), ensure_ascii=False), "utf-8")
    print(f"{path}: {copies} times the shipped record, {path.stat().st_size:,} bytes")

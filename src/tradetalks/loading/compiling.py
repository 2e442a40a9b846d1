"""Compiling the shipped record: its folder of TOML to the JSON that ``load()`` reads.

Run ``python -m tradetalks.loading.compiling`` after any change to the TOML of ``data/``; with
``--check`` it writes nothing and fails where the JSON is stale.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tradetalks.loading.folder import load_folder
from tradetalks.loading.interchange import record_data
from tradetalks.loading.shipped import shipped_record

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["DATA", "compiled_text", "main", "toml_digest"]

#: The folder that holds the record.
DATA = Path(__file__).parent.parent / "data"
#: The file compiled from it.
COMPILED = DATA / "record.json"
_DIGEST = "toml_sha256"


def toml_digest(folder: Path = DATA) -> str:
    """Return the SHA-256 of all TOML of a folder: names and bytes, in the order of the names."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml"), key=lambda one: one.relative_to(folder).as_posix()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def compiled_text(folder: Path = DATA) -> str:
    """Return the compiled JSON of a folder, every rule checked: one fact a line.

    Raises:
        RecordFaults: when a rule is broken.
    """
    data = record_data(load_folder(folder, shipped_record).dossier)
    parts = [f'"{_DIGEST}":"{toml_digest(folder)}"']
    for key, value in data.items():
        if isinstance(value, list):
            lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in value)
            parts.append(f'"{key}":[\n{lines}\n]')
        else:
            parts.append(f'"{key}":{json.dumps(value, ensure_ascii=False)}')
    return "{" + ",\n".join(parts) + "}\n"


def main(arguments: Sequence[str]) -> int:
    """Compile the record, or check that it is compiled."""
    if list(arguments) == ["--check"]:
        known = json.loads(COMPILED.read_text("utf-8"))[_DIGEST] if COMPILED.exists() else None
        if known == toml_digest():
            return 0
        print("record.json is stale: run python -m tradetalks.loading.compiling", file=sys.stderr)  # noqa: T201
        return 1
    COMPILED.write_text(compiled_text(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

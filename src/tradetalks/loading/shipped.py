"""The record that ships with the package, read from the JSON compiled from its TOML."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from tradetalks.loading.interchange import record_from_data
from tradetalks.package_files import package_text

if TYPE_CHECKING:
    from tradetalks.dossier import Dossier

__all__ = ["RECORD_NAME", "shipped_record"]

#: The name under which a folder extends the shipped record.
RECORD_NAME = "tradetalks"


@cache
def shipped_record() -> Dossier:
    """Return the shipped record; read once in a process.

    Its facts were checked by every rule when it was compiled, so they are not checked again here.
    """
    return record_from_data(json.loads(package_text("data/record.json")))

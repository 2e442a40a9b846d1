"""JSON, the interchange form of a record, both ways."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NoReturn

from tradetalks.errors import Fault
from tradetalks.loading.checking import checked_record
from tradetalks.loading.faults import RecordFaults
from tradetalks.loading.interchange import record_data

if TYPE_CHECKING:
    from tradetalks.dossier import Dossier

__all__ = ["record_from_json", "record_to_json"]

#: The most characters a JSON record may have; the shipped record has about two million.
MOST_CHARACTERS = 256_000_000


def record_to_json(dossier: Dossier) -> str:
    """Return a dossier as JSON that the shipped schema describes.

    >>> from tradetalks.loading.shipped import shipped_record
    >>> record_from_json(record_to_json(shipped_record())) == shipped_record()
    True
    """
    return json.dumps(record_data(dossier), ensure_ascii=False, indent=1)


def record_from_json(text: str) -> Dossier:
    """Return the dossier of a JSON text, every rule checked.

    Raises:
        RecordFaults: when the text is no JSON, no record, or breaks a rule; with every fault.
    """
    if len(text) > MOST_CHARACTERS:
        raise RecordFaults([Fault("F1", f"a JSON record of more than {MOST_CHARACTERS} characters")])
    try:
        data = json.loads(text, parse_constant=_no_constant, parse_float=_no_float)
    except RecursionError:
        raise RecordFaults([Fault("X2", "the JSON is nested too deep")]) from None
    except ValueError as error:
        raise RecordFaults([Fault("X1", f"this is no JSON: {error}")]) from None
    return checked_record(data)


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of a record")


def _no_float(digits: str) -> NoReturn:
    raise ValueError(f"{digits[:40]} is a JSON number with a fraction; a record writes decimals as text")

"""The manifest of the record: how many facts of each kind it holds, and digests of their ids and values.

Run ``python -m tests.record.manifest`` after a change to the record that is meant: the diff of
``tests/cases/manifest.toml`` then shows what came and what went.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from attrs import fields, has

from tests.record.prose import OWN
from tests.record.shipped import documents, record
from tradetalks.model.collections import COLLECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["PATH", "Manifest", "committed", "counted", "written"]

#: Where the manifest is kept.
PATH = Path(__file__).parents[1] / "cases/manifest.toml"
#: Tables of numbers and digests, by the names of the kinds and ids they count.
Manifest: TypeAlias = "dict[str, dict[str, int | str]]"
_HEAD = """\
# How many facts the record holds, and digests of their ids and of their values (days, rates, sides, terms: whatever is
# no sentence and no source): a fact lost, added or changed by mistake is seen here, by act, talk or agreement.
# Never edited by hand: python -m tests.record.manifest writes it.
"""
_SHORT = 16
_EMPTY = (None, (), False)
#: Fields with sentences, and those that say where a fact stands.
_SAID = OWN | {"sources", "title", "heading", "words", "because", "announced_wording"}


def counted() -> Manifest:
    """Count the shipped record."""
    dossier = record()
    ids: dict[str, list[str]] = {name: sorted(dossier.collection(name)) for name in COLLECTIONS}
    ids["commitments"] = sorted(dossier.commitments)
    ids["documents"] = sorted(documents())
    talks: dict[str, dict[str, int | str]] = {}
    spoken: list[tuple[str, object]] = [(one.id, one) for one in dossier.negotiations.values()]
    for name in ("status_events", "rounds", "positions", "deadlines"):
        facts = getattr(dossier, name).values()
        talks[f"{name}-by-talk"] = _counts((one.negotiation for one in facts), dossier.negotiations)
        spoken += [(one.negotiation, one) for one in facts]
    done: list[tuple[str, object]] = [(one.id, one) for one in dossier.acts.values()]
    done += [(one.act or "no-act", one) for one in dossier.measures.values()]
    done += [(one.act or "no-act", one) for one in dossier.stacking_rules.values()]
    deals: list[tuple[str, object]] = [(one.id, one) for one in dossier.agreements.values()]
    programmes = (each for one in dossier.measures.values() for each in one.programmes)
    acts = (one.act for one in dossier.measures.values() if one.act)
    articles: dict[str, int | str] = {key: len(one.text.articles) for key, one in dossier.agreements.items()}
    commitments: dict[str, int | str] = {
        key: len(one.text.commitments) for key, one in dossier.agreements.items()
    }
    return {
        "counts": {name: len(kept) for name, kept in ids.items()},
        "digests": {name: _digest(kept) for name, kept in ids.items()},
        "measures-by-programme": _counts(programmes, dossier.duty_programmes),
        "measures-by-act": _counts(acts, dossier.acts),
        "articles-by-agreement": articles,
        "commitments-by-agreement": commitments,
        **talks,
        "values-by-act": _value_digests(done),
        "values-by-talk": _value_digests(spoken),
        "values-by-agreement": _value_digests(deals),
    }


def _counts(names: Iterable[str], all_of_them: Iterable[str]) -> dict[str, int | str]:
    found = Counter(names)
    return {name: found[name] for name in sorted({*all_of_them, *found})}


def _value_digests(named: Iterable[tuple[str, object]]) -> dict[str, int | str]:
    by_name: dict[str, list[str]] = {}
    for name, fact in named:
        by_name.setdefault(name, []).append(_values(fact))
    return {name: _digest(sorted(values)) for name, values in sorted(by_name.items())}


def _values(value: object) -> str:
    """Return everything of a value but its sentences and sources."""
    if has(kind := type(value)):
        told = ((one.name, getattr(value, one.name)) for one in fields(kind) if one.name not in _SAID)
        # What is empty is left out, so that a new optional field changes no digest.
        return f"({', '.join(f'{name}={_values(one)}' for name, one in told if one not in _EMPTY)})"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_values, value))}]"
    return str(value)


def _digest(ids: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:_SHORT]


def written(manifest: Mapping[str, Mapping[str, int | str]]) -> str:
    """Return the text of a manifest."""
    parts = [_HEAD]
    for table, rows in manifest.items():
        parts.append(f"\n[{table}]\n")
        parts += [
            f'{key} = "{value}"\n' if isinstance(value, str) else f"{key} = {value}\n"
            for key, value in rows.items()
        ]
    return "".join(parts)


def committed() -> Manifest:
    """Return the manifest as it was written last."""
    found: Manifest = tomllib.loads(PATH.read_text("utf-8"))
    return found


if __name__ == "__main__":
    PATH.write_text(written(counted()), "utf-8")
    sys.exit(0)

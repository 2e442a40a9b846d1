"""Documents cited by id: a source names a listed document, and takes its title and address from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tradetalks.plain.data import Plain, Table

__all__ = ["SOURCE_KEYS", "collapsed", "expanded"]

#: The keys under which facts keep lists of sources.
SOURCE_KEYS = frozenset({"sources", "finding_sources"})
_OWN = frozenset({"document", "at"})
_TITLE = "title"


def expanded(value: Plain, documents: Mapping[str, Table]) -> Plain:
    """Return plain data in which each source that names a listed document has its fields.

    What the source says itself goes before what the document says; a source with a title of its own
    stands by itself.
    """
    if isinstance(value, dict):
        return {
            key: _expanded_sources(one, documents)
            if key in SOURCE_KEYS and isinstance(one, list)
            else expanded(one, documents)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [expanded(one, documents) for one in value]
    return value


def _expanded_sources(sources: Iterable[Plain], documents: Mapping[str, Table]) -> list[Plain]:
    made: list[Plain] = []
    for source in sources:
        name = source.get("document") if isinstance(source, dict) else None
        listed = isinstance(name, str) and name in documents
        if isinstance(source, dict) and listed and _TITLE not in source:
            made.append({**documents[str(name)], **source})
        else:
            made.append(source)
    return made


def collapsed(value: Plain, documents: dict[str, Table]) -> Plain:
    """Return plain data in which each source that names a document keeps only its name and place.

    The fields of the documents met are gathered in ``documents``. A source that says more or other
    than its document, as it was first met, says so itself; one that says less is written in full.
    """
    if isinstance(value, dict):
        return {
            key: [_collapsed_source(source, documents) for source in one]
            if key in SOURCE_KEYS and isinstance(one, list)
            else collapsed(one, documents)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [collapsed(one, documents) for one in value]
    return value


def _collapsed_source(source: Plain, documents: dict[str, Table]) -> Plain:
    if not isinstance(source, dict) or not isinstance(source.get("document"), str):
        return source
    fields = {key: one for key, one in source.items() if key not in _OWN}
    listed = documents.setdefault(str(source["document"]), fields)
    if listed.get(_TITLE) != fields.get(_TITLE) or not listed.keys() <= fields.keys():
        return source
    return {key: one for key, one in source.items() if key in _OWN or key not in listed or listed[key] != one}

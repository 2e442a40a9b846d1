"""Ids and places: each id given once, each name leading somewhere, each bloc a bloc of others."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from itertools import islice
from typing import TYPE_CHECKING

from tradetalks.model.agreements import Agreement
from tradetalks.model.collections import COLLECTIONS
from tradetalks.model.references import named_facts, named_places
from tradetalks.rules.breaches import Breach
from tradetalks.vocabulary.places import Bloc, is_country

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from tradetalks.dossier import Dossier
    from tradetalks.model.collections import AnyFact
    from tradetalks.model.references import Named

__all__ = ["a_kind", "bloc_faults", "dangling", "ids_of", "kind_word", "unknown_places"]

#: Ids that look alike are sought for so many faults only: each search looks at every id.
_MOST_SEARCHES = 10
_MOST_SEARCHED = 5000


def ids_of(fact: AnyFact) -> Iterator[tuple[str, str]]:
    """Yield every id that a fact gives, with the field where it stands: its own and its commitments'."""
    yield "id", fact.id
    if isinstance(fact, Agreement):
        for at, article in enumerate(fact.text.articles):
            for number, one in enumerate(article.commitments):
                yield f"text.articles[{at}].commitments[{number}].id", one.id


def kind_word(collection: str) -> str:
    """Return the word for one fact of a collection.

    >>> kind_word("status_events"), kind_word("authorities")
    ('status event', 'authority')
    """
    words = collection.replace("_", " ")
    return f"{words[:-3]}y" if words.endswith("ies") else words.removesuffix("s")


def a_kind(collection: str) -> str:
    """Return the word for one fact of a collection with its article, such as ``an act``."""
    word = kind_word(collection)
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def dangling(dossier: Dossier, facts: Iterable[AnyFact], excused: Container[str] = ()) -> Iterator[Breach]:
    """Yield every reference to an id that no fact of the right kind carries.

    Args:
        dossier: the pile of facts, unchecked.
        facts: those of them to look at.
        excused: ids of records that were left out for faults of their own.
    """
    searches = 0
    for fact in facts:
        for named in named_facts(fact):
            if dossier.holds(named.id, named.collections) or named.id in excused:
                continue
            found = next((name for name in COLLECTIONS if named.id in dossier.collection(name)), None)
            message = f"names {named.id!r}, which no {_kinds(named)} of the record has for an id"
            hint = f"that is the id of {a_kind(found)}" if found else None
            if not found and searches < _MOST_SEARCHES:
                searches += 1
                near = _near(dossier, named)
                hint = f"did you mean {' or '.join(near)}?" if near else None
            yield Breach("I4", fact.id, named.field, message, named.id, hint)


def _kinds(named: Named) -> str:
    return " or ".join(map(kind_word, named.collections)) or "fact"


def _near(dossier: Dossier, named: Named) -> list[str]:
    from difflib import get_close_matches

    names = [name for name in named.collections or COLLECTIONS if name in COLLECTIONS]
    known = (one for name in names for one in dossier.collection(name))
    return get_close_matches(named.id, list(islice(known, _MOST_SEARCHED)), n=3, cutoff=0.6)


def unknown_places(
    dossier: Dossier, facts: Iterable[AnyFact], excused: Container[str] = ()
) -> Iterator[Breach]:
    """Yield every place that is neither a country nor a bloc; arguments as of :func:`dangling`."""
    for fact in facts:
        for field, place in named_places(fact):
            if not dossier.is_place(place) and place not in excused:
                message = f"names the place {place[:40]!r}, which is neither a country nor a bloc"
                yield Breach("I5", fact.id, field, message, place)


def bloc_faults(dossier: Dossier, facts: Iterable[AnyFact]) -> Iterator[Breach]:
    """Yield blocs that share their symbol with another place, and blocs that lie inside themselves."""
    blocs = {fact.id: fact for fact in facts if isinstance(fact, Bloc)}
    symbols = {name: bloc.id for bloc in dossier.blocs.values() for name in (bloc.id, bloc.symbol)}
    for bloc in blocs.values():
        if is_country(bloc.symbol):
            yield Breach("I6", bloc.id, "code", f"has the code of a country, {bloc.symbol}", bloc.code)
        elif symbols[bloc.symbol] != bloc.id:
            message = f"has the code {bloc.symbol} of the bloc {symbols[bloc.symbol]}"
            yield Breach("I6", bloc.id, "code", message, bloc.code)
    try:
        TopologicalSorter(
            {
                bloc.id: {
                    symbols[place] for spell in bloc.spells for place in spell.places if place in symbols
                }
                for bloc in dossier.blocs.values()
            }
        ).prepare()
    except CycleError as error:
        # The others of the circle are in it by the same fault.
        first = min(blocs.keys() & set(error.args[1]), default=None)
        if first is not None:
            yield Breach("I7", first, "spells", "lies inside itself")

"""A record many times as large as the shipped one, and agreements by the thousand, made from its facts.

Each copy has facts of its own, ids of their own ending in ``-c7`` for the seventh, and names its own
facts wherever the shipped record names its own; blocs, policy areas, topics, authorities and sources are
shared. The same number always makes the same record.

Run ``python benchmarks/generate.py 10 large.json`` to write one as JSON.
"""

from __future__ import annotations

import json
import random
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, fields, has

from tradetalks.dossier import Dossier
from tradetalks.loading.interchange import record_data
from tradetalks.loading.shipped import shipped_record
from tradetalks.model.agreements import Agreement, AgreementText, Article
from tradetalks.model.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.model.agreements import Commitment
    from tradetalks.model.collections import AnyFact

#: What every copy shares.
SHARED = ("blocs", "policy_areas", "topics", "authorities")
#: The fields in which a fact has its id or names other facts.
NAMING = frozenset(
    (
        "id",
        "about",
        "act",
        "agreement",
        "amends",
        "exchanged_for_commitment",
        "facts",
        "in_lieu_of",
        "list",
        "lists",
        "negotiation",
        "not_lists",
        "programme",
        "programmes",
        "set_by",
        "to",
    )
)


class Copying:
    """The copying of the shipped record under other ids; what holds no id is shared by all copies."""

    def __init__(self) -> None:
        """Find out which ids there are, and which parts of facts hold one."""
        self.shipped = shipped_record()
        shared = {one.id for name in SHARED for one in self.shipped.collection(name).values()}
        self.ids = set(self.shipped.all_ids()) - shared
        self.own = [one for one in self.shipped.facts() if one.id not in shared]
        self._holding: set[int] = set()
        self._plain: set[int] = set()
        for one in self.own:
            self._look_at(one)

    def facts(self, number: int) -> Iterator[AnyFact]:
        """Yield one copy of every fact that is not shared."""
        for one in self.own:
            yield self._copied(one, f"-c{number}")

    def _look_at(self, value: object, *, naming: bool = False) -> bool:
        """Note whether a value holds an id; ``naming`` says that its text is one."""
        if type(value) is str:
            return naming and value in self.ids
        if id(value) in self._holding or id(value) in self._plain:
            return id(value) in self._holding
        holds = False
        if isinstance(value, tuple):
            # Every part is looked at, also behind the first that holds one.
            holds = True in [self._look_at(one, naming=naming) for one in value]
        elif has(type(value)) and not isinstance(value, Source):
            parts = [(one.name, getattr(value, one.name)) for one in fields(type(value))]
            holds = True in [self._look_at(part, naming=name in NAMING) for name, part in parts]
        (self._holding if holds else self._plain).add(id(value))
        return holds

    def _copied(self, value, suffix: str, *, naming: bool = False):  # noqa: ANN001, ANN202 - any part of a fact
        if type(value) is str:
            return f"{value}{suffix}" if naming and value in self.ids else value
        if id(value) not in self._holding:
            return value
        if isinstance(value, tuple):
            return tuple(self._copied(one, suffix, naming=naming) for one in value)
        changed = {}
        for one in fields(type(value)):
            part = getattr(value, one.name)
            if type(part) is str or id(part) in self._holding:
                new = self._copied(part, suffix, naming=one.name in NAMING)
                if new is not part:
                    changed[one.alias] = new
        return evolve(value, **changed)


@cache
def _copying() -> Copying:
    return Copying()


def generated(copies: int) -> Dossier:
    """Return a record of so many copies of the shipped one; the first is the shipped one."""
    made = _copying()
    facts = [*made.shipped.facts()]
    for number in range(2, copies + 1):
        facts += made.facts(number)
    return Dossier.unchecked(made.shipped.statement, facts)


def generated_agreements(number: int, clauses: int) -> list[Agreement]:
    """Return so many agreements offered by the United States, of so many clauses of shipped commitments."""
    chance = random.Random(0)  # noqa: S311 - no secret
    shipped = shipped_record()
    by_topic: dict[str, list[tuple[Commitment, bool]]] = {}
    for agreement in shipped.agreements.values():
        for one in agreement.text.commitments:
            by_topic.setdefault(one.topic, []).append((one, one.giver == agreement.parties[0]))
    topics = sorted(by_topic)
    places = sorted({one for talk in shipped.negotiations.values() for one in talk.partners})
    first = next(iter(shipped.agreements.values()))
    made = []
    for at in range(number):
        partner = places[at % len(places)]
        articles = []
        for number_, topic in enumerate(sorted(chance.sample(topics, clauses), key=topics.index), 1):
            found, by_lead = chance.choice(by_topic[topic])
            giver, receiver = ("US", partner) if by_lead else (partner, "US")
            if found.giver == "both":
                giver = receiver = "both"
            one = evolve(
                found,
                id=f"made-{at}-{number_}",
                at=str(number_),
                giver=giver,
                receiver=receiver,
                exchanged_for_commitment=None,
            )
            articles.append(Article(number=str(number_), heading=topic, topics=[topic], commitments=[one]))
        text = AgreementText(title=f"Agreement {at}", parties=["US", partner], articles=articles)
        made.append(evolve(first, id=f"made-{at}", text=text, text_announced=None, events=()))
    return made


if __name__ == "__main__":
    copies, path = int(sys.argv[1]), Path(sys.argv[2])
    path.write_text(json.dumps(record_data(generated(copies)), ensure_ascii=False), "utf-8")
    print(f"{path}: {copies} times the shipped record, {path.stat().st_size:,} bytes")

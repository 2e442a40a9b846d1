"""One case of a question: the code, the claims, and what is supposed of lists with a gap; and open questions."""

from __future__ import annotations

from enum import unique
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from tradetalks.engines.duty.claims import BadClaim, Claims, plain_claim
from tradetalks.vocabulary.goods import HtsCode
from tradetalks.vocabulary.kinds import ClaimName, Word

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Case", "Open", "OpenKind", "claim_asked", "merged"]


@frozen
class Case:
    """What is taken as given when a duty is reckoned once."""

    #: The line, or the statistical number.
    code: HtsCode
    #: The claims, those that are supposed among them.
    claims: Claims
    #: Lists that the record does not hold in full, taken the other way than by default.
    flipped: frozenset[str] = frozenset()

    @property
    def chapter(self) -> str:
        """The first two digits of the code."""
        return self.code.digits[:2]


@unique
class OpenKind(Word):
    """What an open question asks for."""

    #: A claim.
    CLAIM = "claim"
    #: The statistical number of ten digits.
    NUMBER = "number"
    #: Whether the goods are on a list that the record does not hold in full.
    LIST = "list"
    #: Whether the goods fit words.
    WORDS = "words"


@frozen(kw_only=True)
class Open:
    """A fact that was not given and may change the duty, with other answers than the one taken."""

    #: What it asks for.
    kind: OpenKind
    #: The name of the claim, or the id of the measure or list whose words or gap it is; empty for the number.
    about: str
    #: The answers that could change the duty.
    answers: tuple[object, ...]
    #: Ids of the measures that ask.
    asked_by: tuple[str, ...] = field(default=())
    #: What the record cannot tell, where that is why it is asked.
    gap: str | None = None

    def answered(self, case: Case, answer: object) -> Case:
        """Return the case with one of the answers taken."""
        match self.kind:
            case OpenKind.NUMBER:
                assert isinstance(answer, HtsCode)  # noqa: S101 - made here
                return Case(answer, case.claims, case.flipped)
            case OpenKind.LIST:
                return Case(case.code, case.claims, case.flipped | {self.about})
            case OpenKind.WORDS:
                described = (*case.claims.described_by, self.about)
                return Case(case.code, _supposed(case.claims, "described_by", described), case.flipped)
            case OpenKind.CLAIM:
                return Case(case.code, _supposed(case.claims, self.about, answer), case.flipped)

    def values(self) -> tuple[str, ...]:
        """Return the answers as text."""
        match self.kind:
            case OpenKind.LIST:
                return ("on it, or not",)
            case OpenKind.WORDS:
                return ("the goods fit the words",)
            case _:
                return tuple(plain_claim(one) for one in self.answers)


@lru_cache(maxsize=20_000)
def _supposed(claims: Claims, name: str, answer: object) -> Claims:
    """Return claims with one more supposed: the acts offer few answers, so each is checked and made once."""
    try:
        return claims.with_(name, answer)
    except BadClaim:  # with what another question supposes there would be more than the whole
        return claims


def merged(questions: Iterable[Open]) -> tuple[Open, ...]:
    """Return one question for each fact, with the answers and the askers of all."""
    by_fact: dict[tuple[OpenKind, str], Open] = {}
    for one in questions:
        key = (one.kind, one.about)
        known = by_fact.get(key)
        if known is not None:
            answers = tuple(dict.fromkeys((*known.answers, *one.answers)))
            askers = tuple(dict.fromkeys((*known.asked_by, *one.asked_by)))
            by_fact[key] = evolve(known, answers=answers, asked_by=askers, gap=known.gap or one.gap)
        else:
            by_fact[key] = one
    return tuple(by_fact.values())


def claim_asked(claim: ClaimName, answers: Iterable[object], asked_by: str) -> Open:
    """Return the question for a claim."""
    return Open(kind=OpenKind.CLAIM, about=claim.value, answers=tuple(answers), asked_by=(asked_by,))

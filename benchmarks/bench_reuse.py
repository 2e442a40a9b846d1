"""Copied share of one text against many: 1, 50 and 400 others of 100,000 characters each.

The texts are made from a fixed seed, with the word frequencies of a language and a stock of two hundred
shared sentences, so that a quarter of the text is found in one other and two thirds in 400.

Measured on 2 cores of an AMD EPYC under Python 3.11.7, processor time, best of four: 0.03 s, 0.43 s and 2.7 s,
which is about 7 ms for each other text of 21,500 words, linear from the first on; the memory that this takes
beside the texts peaks at 11 MB for 400. Real treaty English, two thirds of it in common, took 2.2 s for 400.
The longest text admitted, ten million characters of ordinary words, against half of itself takes 2.3 s and
400 MB (800 MB with runs of 50 words); where all its words differ, 9 s and 700 MB.
"""

from __future__ import annotations

import random
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tradetalks.engines.agreements.reuse import reuse

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

CHARACTERS = 100_000
WORDS = tuple(f"w{number}" if number % 7 else f"Word-{number}'s" for number in range(6_000))
WEIGHTS = tuple(1 / (number + 1) for number in range(6_000))


def sentence(chance: random.Random) -> str:
    """Return forty words at random, the frequent ones often."""
    return " ".join(chance.choices(WORDS, WEIGHTS, k=40)) + "."


@cache
def shared() -> tuple[str, ...]:
    """Return the sentences that all texts take from."""
    chance = random.Random(0)  # noqa: S311 - no secret
    return tuple(sentence(chance) for _ in range(200))


@cache
def treaty(seed: int) -> str:
    """Return a text of which four sentences in ten are shared ones."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    made: list[str] = []
    size = 0
    while size < CHARACTERS:
        made.append(chance.choice(shared()) if chance.random() < 0.4 else sentence(chance))
        size += len(made[-1]) + 1
    return "\n".join(made)[:CHARACTERS]


@pytest.mark.parametrize("number", [1, 50, 400])
def test_one_text_against_many(benchmark: BenchmarkFixture, number: int) -> None:
    """The time grows with the number of other texts, and 400 of them take a few seconds."""
    others = {str(seed): treaty(seed) for seed in range(1, number + 1)}
    text = treaty(0)
    found = benchmark(reuse, text, others)
    assert len(found.sources) == number
    assert 0.2 < found.share < 0.8


def test_one_text_against_fifty_with_neutral_parties(benchmark: BenchmarkFixture) -> None:
    """Names that are frequent words cost little."""
    others = {str(seed): treaty(seed) for seed in range(1, 51)}
    names = ["w1", "w2 w3", "w4"]
    found = benchmark(reuse, treaty(0), others, neutral_parties=names)
    assert found.neutral

"""Every answer prints, shows itself escaped, turns into JSON, pickles and hashes, whatever a record says."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

from hypothesis import given

from tests.laws.strategies import through_pickle
from tests.laws.strategies_histories import ASKED_ORIGINS, asked_days, histories, patient
from tradetalks.errors import NotCovered
from tradetalks.talks import Talks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tradetalks.dossier import Dossier
    from tradetalks.engines.answers import Answer


def answers_of(talks: Talks, day: date) -> Iterator[Answer]:
    """Yield every answer that prints."""
    play = talks.state_of_play(on=day)
    yield play
    yield from play.talks.values()
    yield talks.timeline()
    yield from (talks.headline_duty(origin, on=day) for origin in ASKED_ORIGINS)
    for talk in talks.negotiations:
        try:
            yield talks.status(talk, on=day)
            yield talks.in_full(talk, on=day)
        except NotCovered:
            continue


def steering(text: str) -> set[str]:
    """Return the characters of a text that steer a terminal or a page, other than a new line."""
    return {one for one in text if one != "\n" and unicodedata.category(one) in ("Cc", "Cf", "Cs")}


@patient
@given(histories(), asked_days())
def test_every_answer_prints_without_steering(dossier: Dossier, day: date) -> None:
    """Printed text holds no control character, whatever the words of the record hold."""
    for answer in answers_of(Talks(dossier).known_on(dossier.horizon), day):
        text = str(answer)
        assert text
        assert steering(text) == set()
        assert not any(line != line.rstrip() for line in text.split("\n"))


@patient
@given(histories(), asked_days())
def test_every_answer_shows_itself_escaped(dossier: Dossier, day: date) -> None:
    """HTML holds no tag but its own and no control character, whatever the words of the record hold."""
    own = {"section", "h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}
    for answer in answers_of(Talks(dossier).known_on(dossier.horizon), day):
        shown = answer._repr_html_()
        assert {tag.lower() for tag in re.findall(r"</?\s*([A-Za-z!?][\w-]*)", shown)} <= own
        assert set(re.findall(r"<\w+ ([^>]*)>", shown)) <= {'scope="col"'}
        assert steering(shown) == set()


@patient
@given(histories(), asked_days())
def test_every_answer_is_plain_data(dossier: Dossier, day: date) -> None:
    """As data an answer is what JSON can hold, and comes back from JSON the same."""
    for answer in answers_of(Talks(dossier).known_on(dossier.horizon), day):
        data = answer.as_data()
        assert json.loads(json.dumps(data, allow_nan=False)) == data


@patient
@given(histories(), asked_days())
def test_every_answer_is_a_value(dossier: Dossier, day: date) -> None:
    """An answer equals and hashes like the answer to the same question, and comes back from pickle."""
    talks = Talks(dossier).known_on(dossier.horizon)
    for one, other in zip(answers_of(talks, day), answers_of(talks, day), strict=True):
        assert one == other
        assert hash(one) == hash(other)
        assert through_pickle(one) == one


@patient
@given(histories(), asked_days())
def test_a_record_is_a_value(dossier: Dossier, day: date) -> None:
    """A record comes back from pickle equal, before it was asked anything and after."""
    talks = Talks(dossier).known_on(dossier.horizon)
    assert through_pickle(talks) == talks
    play = talks.state_of_play(on=day)
    again = through_pickle(talks)
    assert again == talks
    assert again.state_of_play(on=day) == play

"""Subjects, scales of choice, and the closed lists."""

from __future__ import annotations

import re
from enum import StrEnum

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.strategies import through_pickle
from tradetalks.vocabulary import kinds
from tradetalks.vocabulary.ids import BadId
from tradetalks.vocabulary.kinds import PolicyReach, TalkStatus
from tradetalks.vocabulary.topics import SCALES, Authority, PolicyArea, Topic, stronger

TOPIC = Topic(
    id="tariffs", name="Tariffs", summary="Sets rates of duty.", policy_areas=("industrial-goods",), order=1
)
AREA = PolicyArea(id="industrial-goods", name="Industrial goods", reach=PolicyReach.WTO_PLUS)
AUTHORITY = Authority(id="ieepa", name="IEEPA", summary="Lets the president regulate imports.")
KINDS = [
    kind
    for kind in vars(kinds).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
]
CHOICES = [(scale, choice) for scale, choices in SCALES.items() for choice in choices]  # fmt: skip


@pytest.mark.parametrize("value", [TOPIC, AREA, AUTHORITY], ids=lambda value: type(value).__name__)
def test_a_subject_is_a_value(value: Topic | PolicyArea | Authority) -> None:
    """Topics, areas and authorities cannot be changed, hash, are small, and come back from pickle."""
    with pytest.raises(FrozenInstanceError):
        value.name = "other"  # type: ignore[misc]
    assert through_pickle(value) == value
    assert hash(through_pickle(value)) == hash(value)
    assert not hasattr(value, "__dict__")


def test_a_subject_is_named_by_an_id() -> None:
    """A topic, an area or an authority of another name is refused, as is a topic that points at none."""
    with pytest.raises(BadId):
        Topic(id="Tariffs", name="Tariffs", summary="", order=1)
    with pytest.raises(BadId):
        Topic(id="tariffs", name="Tariffs", summary="", order=1, policy_areas=("Industrial goods",))
    with pytest.raises(BadId):
        PolicyArea(id="Industrial goods", name="", reach=PolicyReach.NONE)
    with pytest.raises(BadId):
        Authority(id="IEEPA", name="IEEPA", summary="")


@given(st.sampled_from(CHOICES), st.sampled_from(CHOICES))
def test_one_choice_binds_harder_than_another(one: tuple[str, str], other: tuple[str, str]) -> None:
    """On one scale the earlier choice is the stronger, the other way round the weaker, and alike is undecided."""
    scale, choice = one
    found = stronger(scale, choice, other[1])
    if other[1] not in SCALES[scale] or choice == other[1]:
        assert found is None
    else:
        assert found is (SCALES[scale].index(choice) < SCALES[scale].index(other[1]))
        assert stronger(scale, other[1], choice) is not found


def test_an_unknown_scale_decides_nothing() -> None:
    """Choices of a scale without an order, or off their scale, are not compared."""
    assert stronger("services-mode", "a", "b") is None
    assert stronger("screening", "establish", "wait") is None


def test_the_scales_cannot_be_changed() -> None:
    """The scales are read only."""
    with pytest.raises(TypeError):
        SCALES["screening"] = ()  # type: ignore[index]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_member_of_a_closed_list_is_its_word(kind: type[StrEnum]) -> None:
    """A member equals its word, is found by it, is no other's, and comes back from pickle as itself."""
    words = [member.value for member in kind]
    assert len(set(words)) == len(words)
    for member in kind:
        assert re.fullmatch("[a-z0-9]+([-_][a-z0-9]+)*", member.value)
        assert member == member.value
        assert kind(member.value) is member
        assert through_pickle(member) is member


def test_the_closed_lists_are_listed() -> None:
    """Every closed list of the module is among its public names."""
    listed = {*kinds.__all__} - {"BadWord", "Word"}
    assert {kind.__name__ for kind in KINDS} - {"Word"} == listed


def test_a_status_is_a_stage_or_an_incident() -> None:
    """Signing tells how far a talk has come; a leaked draft or a ruling is what befell it."""
    assert TalkStatus.SIGNED.is_stage
    assert not TalkStatus.DRAFT_LEAKED.is_stage
    assert {member for member in TalkStatus if member.is_stage} == kinds._STAGES

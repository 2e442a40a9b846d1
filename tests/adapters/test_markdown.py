"""Markdown: complete, and literal whatever the text holds."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.adapters.samples import HOSTILE, comparison, draft, everything, hostile_agreement, model, recorded
from tradetalks.adapters.document_tree import shown
from tradetalks.adapters.documents import document_of
from tradetalks.adapters.markdown import literal, to_markdown

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BARE_MARKUP = re.compile(r"(?<!\\)(?:\\\\)*[`*_{}\[\]<>&~|$^@#!]")


def read_back(markdown: str) -> str:
    """Return what CommonMark shows of a line of literal text: the escapes taken away."""
    return _ESCAPED.sub(r"\1", markdown)


@given(st.text(max_size=60))
def test_literal_text_is_shown_as_it_is(text: str) -> None:
    """Whatever the text, no mark is left unescaped, and without the escapes it is the text again."""
    made = literal(shown(text))
    assert read_back(made) == shown(text)
    assert not _BARE_MARKUP.search(made)
    assert "\n" not in made


@given(st.sampled_from(["-", "+", "=", ":", "1.", "12)", "999999999."]), st.text("ab .", max_size=9))
def test_no_line_of_literal_text_begins_a_block(opening: str, rest: str) -> None:
    """A text that looks like a list, a rule or a definition is none."""
    made = literal(shown(opening + rest))
    assert not re.match(r"[-+=:]|\d+[.)]", made)


@pytest.mark.parametrize("address", ["http://a.b", "HTTPS://a.b", "www.a.b", "ftp://a.b", "mailto:a@b.c"])
def test_addresses_in_texts_become_no_links(address: str) -> None:
    """What some readers make a link of by themselves is broken by an escape."""
    assert address not in literal(f"see {address}")


def test_the_text_of_a_draft_is_there() -> None:
    """Title, notice, every article, every paragraph and schedule of a draft are in its Markdown."""
    lines = to_markdown(draft()).splitlines()
    shown_lines = {read_back(line) for line in lines}
    assert lines[0] == f"# {draft().text.title}"
    assert f"> {draft().notice}" in shown_lines
    for article in draft().clauses:
        assert f"### Article {article.number}: {article.heading}" in shown_lines
        for line in article.numbered:
            assert line in shown_lines
    assert any(line.startswith("## Schedule 1: ") for line in lines)


def test_headings_descend_one_by_one() -> None:
    """No heading is more than one level below the one before it."""
    for what in everything().values():
        levels = [len(line.split(" ")[0]) for line in to_markdown(what).splitlines() if re.match("#+ ", line)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_a_rule_and_rows_of_one_width() -> None:
    """The tables of comparisons and models have a head, a rule and rows that all have as many cells."""
    for what in (comparison(), model(), recorded("us-khm-art-2025")):
        for block in to_markdown(what).split("\n\n"):
            if block.startswith("|"):
                rows = block.splitlines()
                assert re.fullmatch(r"\|( --- \|)+", rows[1].rstrip("\n"))
                assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1


def test_details_stand_under_their_commitment() -> None:
    """What is said of a commitment is a list inside the point that it belongs to."""
    text = to_markdown(recorded("us-khm-art-2025"))
    assert "\n  - Undertaken by the United States for Cambodia; verb: shall; force: binding.\n" in text
    assert "<https://www.whitehouse.gov/" in text


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_text(name: str) -> None:
    """Hostile names and terms are shown literally: no markup of theirs survives, nothing is lost."""
    agreement = hostile_agreement(HOSTILE[name])
    made = to_markdown(agreement)
    assert "\x1b" not in made
    assert "\u202e" not in made
    assert document_of(agreement).title in {read_back(line)[2:] for line in made.splitlines()}
    for line in made.splitlines():
        bare = re.sub(r"^(#+ |> |(  )*- (\*\*)?|\*\*|\d+\. )|\*\*( |$)|<https://\S+>$", "", line)
        assert line.startswith("|") or not re.search(r"(?<!\\)(?:\\\\)*[`_{}\[\]<>&~$^@#!]", bare), line

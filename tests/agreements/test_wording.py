"""The wording of drafts: complete for the record, sound in its form, and copied from no instrument."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs.exceptions import FrozenInstanceError

import tradetalks as tt
from tests.laws.strategies import through_pickle
from tradetalks.engines.agreements.alignment import Side, aligned
from tradetalks.engines.agreements.phrasebook import (
    PLACEHOLDER,
    ClauseWording,
    ParagraphWording,
    WordedChoice,
    phrasebook,
)
from tradetalks.vocabulary.terms import ChoiceTerm, CountTerm, FlagTerm, Term, UnknownTerm, WordsTerm
from tradetalks.vocabulary.topics import SCALES

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The collection of official texts, which is no part of the project: beside the checkout, where there is one.
TEXTS = Path(__file__).parents[3] / "shared/sources"
RUN = 8
BOOK = phrasebook()
PARTIES = {"giver", "giver_s", "receiver", "lead", "partner"}
#: Slots that the list of term names foresees for a clause, and that no agreement of the record fills.
FORESEEN = {
    ("partner-tariffs", "partner-offer-lines-at-once"),
    ("quantitative-restrictions", "quota-exception"),
    ("tariff-rate-quotas", "over-quota-rate"),
    ("complementary-actions", "on-request"),
    ("shipbuilding", "on-request"),
    ("sanctions-lists", "on-request"),
    ("third-country-firms", "softener"),
    ("shipbuilding", "softener"),
    ("export-controls", "softener"),
    ("sanctions-lists", "softener"),
    ("investment-security", "softener"),
    ("duty-evasion", "softener"),
}


@cache
def record() -> dict[tuple[str, Side], dict[str, tuple[Term, ...]]]:
    """Return every term that the agreements of the record have, by topic, side and name."""
    found: dict[tuple[str, Side], dict[str, tuple[Term, ...]]] = defaultdict(dict)
    for agreement in tt.load().agreements.values():
        for topic, clause in aligned(agreement.text).items():
            for one in clause.sides:
                having = found[topic, one.side]
                for name, terms in one.terms.items():
                    having[name] = (*having.get(name, ()), *terms)
    return dict(found)


def clause_on(topic: str) -> ClauseWording:
    """Return the clause on a topic that has one."""
    clause = BOOK.clause(topic)
    assert clause is not None, topic
    return clause


def paragraphs() -> Iterator[tuple[ClauseWording, ParagraphWording]]:
    """Return every paragraph with its clause."""
    for clause in BOOK.clauses.values():
        for one in clause.paragraphs:
            yield clause, one


def texts() -> Iterator[tuple[str, str]]:
    """Return every text of the book with the place where it stands."""
    for clause, one in paragraphs():
        yield clause.topic, one.text
    for clause in BOOK.clauses.values():
        yield f"heading of {clause.topic}", clause.heading
    for section in BOOK.sections:
        yield f"title of {section.id}", section.title
    frame = BOOK.frame
    for name in ("title", "note", "between", "enacting", "definitions_heading", "definitions_opening"):
        yield name, getattr(frame, name)
    for name in ("open_term", "other_term", "signature", "signatory"):
        yield name, getattr(frame, name)
    for recital in frame.recitals:
        yield "recital", recital.text
    for schedule in frame.schedules.values():
        yield f"title of schedule {schedule.name}", schedule.title
        yield f"schedule {schedule.name}", schedule.opening
        yield f"schedule {schedule.name}", schedule.empty
    for definition in BOOK.definitions:
        yield f"definition of {definition.word}", f"{definition.word} {definition.text}"
    for name, text in BOOK.generics.items():
        yield f"generic {name}", text


# What the record has --------------------------------------------------------------------------------------


def test_every_topic_of_a_clause_has_words() -> None:
    """Each topic that an article of the record has is worded; the preamble is the frame's."""
    topics = {topic for one in tt.load().agreements.values() for topic in one.text.topics}
    assert topics - set(BOOK.clauses) == {"preamble"}


def test_every_side_of_the_record_has_words() -> None:
    """Who undertakes a clause in the record finds a paragraph for it that hangs on no term and has a verb."""
    lacking = [
        (topic, side.value)
        for topic, side in record()
        if not any(one.base and "{verb}" in one.text for one in clause_on(topic).of(side))
    ]
    assert lacking == []


def test_every_choice_of_the_record_has_words() -> None:
    """Each choice made in the record, and each yes and no, has a paragraph of its own."""
    lacking = [
        (topic, side.value, name, value)
        for (topic, side), having in record().items()
        for name, terms in having.items()
        for value in sorted({one.value for one in terms if isinstance(one, ChoiceTerm | FlagTerm)})
        if WordedChoice(name=name, value=value) not in [one.choice for one in clause_on(topic).of(side)]
    ]
    assert lacking == []


def test_every_choice_of_a_scale_has_words() -> None:
    """Where the record has a choice on a scale, every choice of that scale has a paragraph."""
    lacking = [
        (topic, side.value, name, value)
        for (topic, side), having in record().items()
        for name, terms in having.items()
        for scale in sorted({one.scale for one in terms if isinstance(one, ChoiceTerm) and one.scale})
        for value in SCALES[scale]
        if WordedChoice(name=name, value=value) not in [one.choice for one in clause_on(topic).of(side)]
    ]
    assert lacking == []


@pytest.mark.parametrize("agreement", sorted(tt.load().agreements))
def test_no_term_goes_unsaid(agreement: str) -> None:
    """Each term of each agreement comes into a paragraph of its clause, or of those for any clause."""
    text = tt.load().agreements[agreement].text
    lacking = [
        (topic, one.side.value, name)
        for topic, clause in aligned(text).items()
        for one in clause.sides
        for name in clause_on(topic).unsaid(one.side, one.terms, text.topics)
        if not any(isinstance(term, UnknownTerm) for term in one.terms[name])
    ]
    assert lacking == []


# What the paragraphs name ---------------------------------------------------------------------------------


def test_placeholders_are_known_and_what_they_name_exists() -> None:
    """A placeholder is a party, the verb, a term the paragraph needs, an article it refers to, a schedule."""
    for clause, one in paragraphs():
        for kind, name in PLACEHOLDER.findall(one.text):
            where = (clause.topic, name)
            match kind:
                case "":
                    assert name in PARTIES | {"verb"}, where
                case "t" | "list":
                    assert name in one.needs, where
                case "a":
                    assert name in one.refers, where
                case "schedule":
                    assert name in BOOK.frame.schedules, where


def test_what_a_paragraph_hangs_on_exists() -> None:
    """Needs and choices are terms of the clause, in the record or foreseen; references are topics with words."""
    for clause, one in paragraphs():
        having = record().get((clause.topic, one.side), {})
        choices = [one.choice.name] if one.choice else []
        for name in (*one.needs, *choices):
            known = name in having or (clause.topic, name) in FORESEEN or _elsewhere(clause.topic, name)
            assert known, (clause.topic, one.side, name)
        assert set(one.refers) <= set(BOOK.clauses), clause.topic
        assert all(f"{{a:{topic}}}" in one.text for topic in one.refers), clause.topic


def _elsewhere(topic: str, name: str) -> bool:
    """Whether another side of the same clause has a term in the record."""
    return any(name in record().get((topic, side), {}) for side in Side)


def test_a_yes_or_no_is_a_choice_and_never_a_need() -> None:
    """A paragraph that only needs a flag would stand whether the flag holds or not."""
    flags = {
        (topic, name)
        for (topic, _), having in record().items()
        for name, terms in having.items()
        if any(isinstance(one, ChoiceTerm | FlagTerm) for one in terms)
    }
    assert [(clause.topic, one.needs) for clause, one in paragraphs() if any((clause.topic, name) in flags for name in one.needs)] == []  # fmt: skip


def test_every_schedule_is_referred_to() -> None:
    """No schedule stands without a paragraph that needs it, and each is named for the clause that does."""
    named = {
        (clause.topic, name)
        for clause, one in paragraphs()
        for kind, name in PLACEHOLDER.findall(one.text)
        if kind == "schedule"
    }
    assert {name for _, name in named} == set(BOOK.frame.schedules)
    assert all(topic == name for topic, name in named)


def test_clauses_stand_in_sections_in_the_order_of_topics() -> None:
    """Every section is there, and the sections follow one another as the topics do."""
    topics = tt.load().dossier.topics
    ordered = sorted(BOOK.clauses, key=lambda topic: topics[topic].order)
    found = [section.id for topic in ordered if (section := BOOK.section(topic)) is not None]
    assert list(dict.fromkeys(found)) == [section.id for section in BOOK.sections]
    assert found == sorted(found, key=[section.id for section in BOOK.sections].index)
    assert [section.order for section in BOOK.sections] == list(range(1, len(BOOK.sections) + 1))


def test_every_definition_is_of_a_word_in_use() -> None:
    """A word is defined because paragraphs, or other definitions, use it, in each of the forms given."""
    used = [text for _, text in texts()]
    for definition in BOOK.definitions:
        elsewhere = [text for text in used if text != f"{definition.word} {definition.text}"]
        assert definition.always or any(definition.used_in(text) for text in elsewhere), definition.word
    words = [definition.word for definition in BOOK.definitions]
    assert words == sorted(set(words), key=str.casefold)


def test_frame_placeholders_are_known() -> None:
    """Around the clauses only parties are named, and names and values of terms where a sentence is for them."""
    own = {"open_term": {"name"}, "other_term": {"name", "value"}, "signatory": {"giver"}}
    for where, text in texts():
        kinds = {kind for kind, _ in PLACEHOLDER.findall(text)} - {""}
        if where in BOOK.clauses or where.startswith("generic"):
            continue
        assert not kinds, where
        assert {name for _, name in PLACEHOLDER.findall(text)} <= own.get(where, {"lead", "partner"}), where
    for name, text in BOOK.generics.items():
        assert {found for kind, found in PLACEHOLDER.findall(text) if kind} == {name}


# How they are written -------------------------------------------------------------------------------------


def test_texts_are_well_formed() -> None:
    """Braces balance, no space is doubled or at an end, and only known marks are used."""
    for where, text in texts():
        rest = PLACEHOLDER.sub("", text)
        assert "{" not in rest, where
        assert "}" not in rest, where
        assert "  " not in text, where
        assert text == text.strip(), where
        assert re.fullmatch(r"[\w ,.;:()'-]+", PLACEHOLDER.sub("X", text)), (where, text)


def test_paragraphs_are_whole_sentences() -> None:
    """A paragraph starts with a capital or a placeholder and ends with a full stop."""
    sentences = [(clause.topic, one.text) for clause, one in paragraphs()]
    sentences += [(definition.word, f"X {definition.text}") for definition in BOOK.definitions]
    sentences += list(BOOK.generics.items())
    sentences += [
        (one.name, text) for one in BOOK.frame.schedules.values() for text in (one.opening, one.empty)
    ]
    for where, text in sentences:
        assert re.match(r"[A-Z{]", text), where
        assert text.endswith("."), where
        assert not re.search(r"[.] [a-z]", text), where
    assert all(one.text.endswith(";") for one in BOOK.frame.recitals)


def test_a_verb_has_one_subject_and_a_bare_infinitive() -> None:
    """Before the modal phrase stands whoever gives, and after it an infinitive that reads well with each."""
    for clause, one in paragraphs():
        for before, after in re.findall(r"(\S+) \{verb\} (\S+)", one.text):
            assert before in {"{giver}", "it"}, (clause.topic, one.text)
            assert re.fullmatch(r"[a-z]+", after.strip(",")), (clause.topic, one.text)
            assert after not in {"to", "not", "be", "is", "a", "the"}, (clause.topic, one.text)


# Whose they are -------------------------------------------------------------------------------------------


def _runs(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+", re.sub(r"['\u2019]", "", text.lower()))
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the official texts are not beside the checkout")
def test_no_run_of_eight_words_is_from_an_instrument() -> None:
    """No eight words in a row, names and values apart, occur in an official text or an agreement at hand."""
    ours: dict[str, str] = {}
    for where, text in texts():
        for part in PLACEHOLDER.split(text)[::3]:
            ours.update(dict.fromkeys(_runs(part), where))
    instruments = sorted([*TEXTS.rglob("*.md"), *TEXTS.rglob("*.txt")])
    assert instruments
    copied = [
        (ours[run], path.name, run)
        for path in instruments
        for run in sorted(_runs(path.read_text("utf-8", "replace")) & set(ours))
    ]
    assert copied == []


# How the book answers -------------------------------------------------------------------------------------


def words_term(name: str) -> WordsTerm:
    """Return a term of a name."""
    return WordsTerm(name=name, words="something")


def test_paragraphs_hang_on_terms_choices_and_articles() -> None:
    """A paragraph comes with its terms, for its choice, and where the article it refers to is there."""
    clause = clause_on("complementary-actions")
    bare = clause.paragraphs_for(Side.PARTNER, {}, ())
    assert bare
    assert all(one.base for one in bare)
    chosen: dict[str, tuple[Term, ...]] = {
        "complementary-strength": (ChoiceTerm(name="complementary-strength", choice="similar"),),
        "softener": (words_term("softener"),),
        "timeline-alternative": (FlagTerm(name="timeline-alternative", holds=False),),
    }
    found = clause.paragraphs_for(Side.PARTNER, chosen, {"consultation-body"})
    assert [one.choice.value for one in found if one.choice] == ["similar"]
    assert [one.needs for one in found if one.needs] == [("softener",)]
    assert [one.refers for one in found if one.refers] == [("consultation-body",)]
    # That there is no alternative, silence says.
    assert clause.unsaid(Side.PARTNER, chosen, ()) == ()
    unknown = {"complementary-strength": (UnknownTerm(name="complementary-strength", gap="not read"),)}
    assert clause.unsaid(Side.PARTNER, unknown, ()) == ("complementary-strength",)


def test_a_list_takes_in_suffixed_terms_without_words_of_their_own() -> None:
    """The list of a slot holds its suffixed terms, and not what another paragraph names by itself."""
    names = ("purchase-quantity", "purchase-quantity-rice", "purchase-quantity-yearly", "purchase-value-rice")
    clause = clause_on("purchases")
    listed = clause.listed("purchase-quantity", Side.PARTNER, names)
    assert listed == ("purchase-quantity", "purchase-quantity-rice")
    terms = {"purchase-quantity-rice": (words_term("purchase-quantity-rice"),)}
    found = [one for one in clause.paragraphs_for(Side.PARTNER, terms, ()) if one.needs]
    assert [one.needs for one in found] == [("purchase-quantity",)]
    assert clause.unsaid(Side.PARTNER, terms, ()) == ()


def test_there_are_words_for_terms_of_any_clause() -> None:
    """A slot that may come up under any topic has a paragraph; another has none."""
    found = BOOK.generic("count", Side.LEAD)
    assert found is not None
    assert found.needs == ("count",)
    assert found.side is Side.LEAD
    assert BOOK.generic("us-rate", Side.LEAD) is None
    terms = {"count": (CountTerm(name="count", count=3, of="things"),)}
    assert clause_on("us-tariffs").unsaid(Side.LEAD, terms, ()) == ("count",)


def test_definitions_come_with_the_words_that_they_use_themselves() -> None:
    """A draft that uses a word defines it, the words of that definition, and what every draft defines."""
    found = [
        one.word for one in BOOK.definitions_for(["{giver} {verb} end dealings with a country of concern."])
    ]
    assert found == [
        "Agreement",
        "country of concern",
        "day",
        "essential interests",
        "Party",
        "third country",
    ]
    assert [one.word for one in BOOK.definitions_for([])] == ["Agreement", "day", "Party"]


def test_recitals_come_with_their_clauses_and_keys() -> None:
    """A recital that refers to a clause comes with it, one with a key when asked for."""
    plain = BOOK.frame.recitals_for(())
    assert plain == tuple(one for one in BOOK.frame.recitals if not one.key and not one.refers)
    more = BOOK.frame.recitals_for({"development-status"}, {"free-trade-agreement"})
    assert len(more) == len(plain) + 2


def test_what_has_no_words_is_none() -> None:
    """A topic without words has neither clause nor section."""
    assert BOOK.clause("preamble") is None
    assert BOOK.section("preamble") is None


def test_the_book_is_a_value_read_once() -> None:
    """The book never changes, comes back from pickle, and is the same at each call."""
    assert phrasebook() is BOOK
    assert through_pickle(BOOK) == BOOK
    with pytest.raises(FrozenInstanceError):
        BOOK.frame.title = "other"  # type: ignore[misc]

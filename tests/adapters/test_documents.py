"""The neutral tree: what a document shows of an agreement, a draft, a model and a comparison."""

from __future__ import annotations

import pytest
from attrs import evolve, frozen

import tradetalks as tt
from tests.adapters.samples import comparison, draft, everything, hostile_agreement, model, recorded
from tradetalks.adapters.document_tree import (
    LONGEST_TEXT,
    UNDATED,
    Citation,
    DocumentKind,
    Paragraph,
    TooLong,
    numbered_from_one,
    shown,
    stamp,
)
from tradetalks.adapters.documents import NoDocument, document_of
from tradetalks.model.agreements import AgreementText


def test_a_draft_shows_every_paragraph_in_its_order() -> None:
    """The document of a draft has its articles with all their paragraphs, under sections numbered as they are."""
    document = document_of(draft())
    assert document.kind is DocumentKind.DRAFT
    assert [one.number for one in document.articles] == [one.number for one in draft().articles]
    for shown_article, article in zip(document.articles, draft().articles, strict=True):
        assert tuple(one.text for one in shown_article.paragraphs) == article.paragraphs
    for section in document.sections:
        assert all(one.number.startswith(f"{section.number}.") for one in section.articles)
    assert [one.number for one in document.sections] == [
        str(at) for at in range(1, len(document.sections) + 1)
    ]
    assert document.signature == draft().signature
    assert len(document.schedules) == len(draft().schedules)


def test_a_draft_numbers_paragraphs_as_it_does_itself() -> None:
    """A clause of several paragraphs counts them, one of a single paragraph does not, definitions never."""
    document = document_of(draft())
    for shown_article, article in zip(document.articles, draft().articles, strict=True):
        counted = numbered_from_one(shown_article.paragraphs)
        assert counted == (article.numbered != article.paragraphs), article.number
    definitions = document.articles[0].paragraphs
    assert not definitions[0].indented
    assert all(one.indented for one in definitions[1:])


def test_a_draft_says_where_each_clause_and_term_comes_from() -> None:
    """The tables behind a draft name a precedent for each clause and a reason for each term."""
    clauses, terms = document_of(draft()).back[0].tables
    assert len(clauses.rows) == len(draft().clauses)
    assert {row[3] for row in clauses.rows} <= {"us-khm-art-2025", "us-mys-art-2025", "none"}
    assert len(terms.rows) == sum(len(one.choices) for one in draft().articles)
    assert any(row[1] == "gi-mode" and row[3] == "default (latest)" for row in terms.rows)


def test_what_lies_outside_the_precedents_is_a_caveat() -> None:
    """A term that no precedent shows is named before anybody relies on the draft."""
    made = model().draft("MG", terms={"april-2025-rate": "80%"}, defaults="latest")
    assert any("80%" in one for one in document_of(made).caveats)


def test_a_model_is_put_into_words_with_the_values_seen() -> None:
    """The text of a model has every core clause, and its open slots in square brackets."""
    words = model().in_words()
    assert {one.topic for one in words.clauses} == {one.topic for one in model().core} - {"preamble"}
    text = " ".join(one for article in words.articles for one in article.paragraphs)
    assert "[april-2025-rate: values seen 49% (us-khm-art-2025), 24% (us-mys-art-2025)]" in text
    assert "to be settled" not in text
    assert "the Partner" in text


def test_a_model_in_words_can_name_the_partner() -> None:
    """With a partner its name stands in the text; the text of the draft differs from it in slots alone."""
    words = model().in_words("MG")
    assert words.text.title == draft().text.title
    assert words.preamble == draft().preamble
    assert [one.heading for one in words.articles] == [one.heading for one in draft().articles]


@pytest.mark.parametrize("partner", ["US", "no such place"])
def test_a_model_in_words_refuses_who_is_no_partner(partner: str) -> None:
    """Neither the side that offers the model nor a place that is none can be the partner."""
    with pytest.raises(tt.DraftRefused) as refused:
        model().in_words(partner)
    assert [fault.name for fault in refused.value.faults] == [partner]


def test_the_document_of_a_model_has_clauses_and_slots() -> None:
    """A model shows its precedents, each clause with its share, and each slot with the values seen."""
    document = document_of(model())
    clauses, slots = document.back[0].tables
    assert document.kind is DocumentKind.MODEL
    assert len(clauses.rows) == len(model().clauses)
    assert len(slots.rows) == len(model().slots)
    assert [row[0] for row in document.front[0].tables[0].rows] == ["us-khm-art-2025", "us-mys-art-2025"]
    alone = document_of(tt.AgreementTemplate.from_precedents([recorded("us-khm-art-2025")]))
    assert alone.title == "Model agreement from 1 precedent"


def test_an_agreement_shows_each_commitment_with_who_how_hard_and_whence() -> None:
    """A commitment of the record is shown by its summary, its place, its sides, verb, terms and sources."""
    document = document_of(recorded("us-khm-art-2025"))
    shown_one = next(
        one for article in document.articles for one in article.paragraphs if one.number == "1.1(2)"
    )
    said = " ".join(shown_one.details)
    assert "Undertaken by the United States for Cambodia; verb: shall; force: binding." in said
    assert "us-rate: 19%" in said
    assert "In exchange for: the duties of Cambodia in paragraph 1" in said
    assert "Article 1.1(2)" in said


@pytest.mark.parametrize("name", sorted(tt.load().agreements))
def test_no_commitment_of_the_record_is_left_out(name: str) -> None:
    """Every agreement shows all its commitments, its gaps and its sources."""
    agreement = recorded(name)
    document = document_of(agreement)
    shown_texts = [one.text for article in document.articles for one in article.paragraphs]
    shown_texts += [one.text for one in document.preamble]
    for one in agreement.text.commitments:
        assert shown(one.summary) in shown_texts, one.id
    assert [one.url for one in document.sources] == [one.url for one in agreement.sources]
    assert all(any(shown(gap) in caveat for caveat in document.caveats) for gap in agreement.gaps)
    assert all(article.title for article in document.articles)


def test_an_agreement_shows_the_facts_of_its_life() -> None:
    """Signing, force, verification and events are in tables before and after the text."""
    document = document_of(recorded("us-khm-art-2025"))
    facts = {row[0]: row[1] for row in document.front[0].tables[0].rows}
    assert facts["Signed"].startswith("2025-10-26, Kuala Lumpur, by Donald J. Trump, President and ")
    assert facts["Binding as a whole"] == "yes"
    days = [row[0] for row in document.back[0].tables[0].rows]
    assert days == ["2025-10-26", "2026-07-21", "by 2026-07-23", "2026-07-23"]


def test_headings_call_a_part_what_its_instrument_does() -> None:
    """An article is an article in a treaty and a part elsewhere; names of the record's own are left out."""
    titles = {
        name: [one.title for one in document_of(recorded(name)).articles]
        for name in ("us-arg-arti-2026", "us-gbr-general-terms-2025", "us-aus-critical-minerals-2025")
    }
    assert titles["us-arg-arti-2026"][:4] == [
        "Article 1: Tariffs",
        "Schedule 2: Schedule of the United States",
        "Beef quota",
        "Schedule 1: Schedule of Argentina",
    ]
    assert "Annex III" in titles["us-arg-arti-2026"]
    assert titles["us-gbr-general-terms-2025"][0] == "Part 1: Addressing Tariffs"
    assert titles["us-aus-critical-minerals-2025"][0].startswith("Part I: ")


def test_a_draft_made_a_fact_shows_as_the_draft_does() -> None:
    """The agreement made of a draft has the same paragraphs with the same numbers, and says that it is a draft."""
    fact = draft().as_agreement(
        id="us-mdg-draft", announced="2026-10-01", source=tt.Source.what_if("a draft for Madagascar")
    )
    document = document_of(fact)
    assert document.kind is DocumentKind.DRAFT
    assert document.notice == draft().notice
    assert any("what-if" in one for one in document.caveats)
    shown_article = next(one for one in document.articles if "us-tariffs" in one.topics)
    words = draft().clause("us-tariffs").paragraphs
    texts = [(one.number, one.text) for one in shown_article.paragraphs[: len(words)]]
    assert texts == [(str(at), one) for at, one in enumerate(words, 1)]
    assert not any(one.text == " ".join(words) for one in shown_article.paragraphs)


def test_a_comparison_shows_verdicts_favour_reasons_and_shares() -> None:
    """Each clause has a verdict, each term its two values and whom it favours, each share its denominator."""
    document = document_of(comparison())
    texts = document.front[0].tables[0]
    verdicts = document.back[0].tables[0]
    terms = {one.caption: one for one in document.back[1].tables}
    whole = comparison().share_of_first.denominator
    assert len(verdicts.rows) == len(comparison().clauses)
    assert {row[1] for row in verdicts.rows} == {"same", "changed", "only in the first", "only in the second"}
    assert any(row[3] for row in verdicts.rows)
    assert any(row[5] in ("lead", "partner") for one in terms.values() for row in one.rows)
    assert texts.rows[0][3] == f"{comparison().common} of {texts.rows[0][2]}"
    assert int(texts.rows[0][2]) % whole == 0
    assert not any(caption.endswith(": same") for caption in terms)


def test_only_all_is_a_hundred_percent() -> None:
    """A share is rounded down, so that it never says more than there is."""
    text = recorded("us-khm-art-2025").text
    shorter = evolve(text, articles=text.articles[:1])
    table = document_of(tt.compare(_Texted(text), _Texted(shorter))).front[0].tables[0]
    assert table.rows[1][4] == "100%"
    assert table.rows[0][4] in ("4.1%", "4.3%", "2%", "4%")


@frozen
class _Texted:
    """Anything with a text."""

    text: AgreementText


def test_whatever_has_a_text_has_a_document() -> None:
    """A bare text, and an object of somebody's own that has one, are shown as agreements."""
    text = AgreementText(title="A text", parties=["US", "MG"])
    assert document_of(text) == document_of(_Texted(text))
    assert document_of(text).sections == ()
    full = document_of(recorded("us-khm-art-2025").text)
    assert full.articles[0].title == "Article 1.1: Tariffs"


@pytest.mark.parametrize("wrong", [3, "a text", None, object()])
def test_what_has_no_text_is_refused(wrong: object) -> None:
    """Anything else is refused in one sentence that says what would do."""
    with pytest.raises(NoDocument) as refused:
        document_of(wrong)  # type: ignore[arg-type]
    assert refused.value.given == f"a {type(wrong).__name__}"
    assert str(refused.value).startswith("no such document can be made of a ")


def test_a_text_of_ten_megabytes_is_refused() -> None:
    """A text that no document can hold is one clear error, with how it begins and how long it is."""
    with pytest.raises(TooLong) as refused:
        document_of(hostile_agreement("\x07word" * 2_000_000))
    assert refused.value.length > LONGEST_TEXT
    assert "characters" in str(refused.value)
    assert "\x07" not in str(refused.value)


def test_addresses_that_could_be_misread_are_left_out() -> None:
    """A web address is kept where it has plain characters only."""
    assert Citation(text="x", url="https://example.org/a?b=c&d=(e)").url is not None
    assert Citation(text="x", url="https://example.org/<b>").url is None
    assert Citation(text="x", url='https://example.org/"').url is None
    assert Citation(text="x", url=None).url is None


def test_documents_are_values() -> None:
    """Two documents of one thing are equal and have one hash."""
    for what in everything().values():
        assert document_of(what) == document_of(what)
        assert hash(document_of(what)) == hash(document_of(what))


def test_a_file_without_a_day_bears_none_that_could_be_taken_for_one() -> None:
    """The caller's day is kept, a datetime is refused, and no day is the earliest a zip file knows."""
    assert stamp("2026-10-07").isoformat() == "2026-10-07"
    assert stamp(None) == UNDATED
    assert not numbered_from_one([])
    assert not numbered_from_one([Paragraph(text="x", number="2")])

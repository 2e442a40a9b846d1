"""What a careful reader finds amiss in a draft: numbers, references, definitions, blanks, spelling of sentences."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tradetalks.engines.agreements.phrasebook import phrasebook
from tradetalks.engines.agreements.term_words import in_words
from tradetalks.vocabulary.terms import ChoiceTerm, FlagTerm, UnknownTerm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.engines.agreements.draft import Draft

#: Whoever a precedent was made with: a draft for another partner has that one's name in its stead.
PARTNERS = "Cambodia|Bangladesh|Ecuador|Indonesia|Jordan|Malaysia"

__all__ = ["unsettled", "whole_text", "wholly_written"]


def whole_text(draft: Draft) -> str:
    """Return every word of a draft, paragraph by paragraph."""
    lines = [draft.text.title, draft.notice, *draft.preamble]
    for article in draft.articles:
        lines += [article.heading, *article.paragraphs]
    for schedule in draft.schedules:
        lines += [schedule.title, *schedule.lines]
    return "\n".join([*lines, *draft.signature])


def wholly_written(draft: Draft) -> Iterator[str]:
    """Yield what is wrong with the form of a draft."""
    yield from _numbers(draft)
    yield from _references(draft)
    yield from _definitions(draft)
    for article in draft.articles:
        if not article.paragraphs:
            yield f"Article {article.number} is empty"
        for paragraph in article.paragraphs:
            yield from _sentences(article.number, paragraph, definition=article.topic is None)
    text = whole_text(draft)
    for fault in (r"\{", r"\}", r"  ", r"\bNone\b", r"\.\.", r"\bthe the\b", r" ,", r" \."):
        for found in re.finditer(fault, text):
            yield f"{found[0]!r} in {text[max(found.start() - 30, 0) : found.end() + 30]!r}"


def _numbers(draft: Draft) -> Iterator[str]:
    numbers = [tuple(map(int, one.number.split("."))) for one in draft.articles]
    if numbers[:1] != [(1, 1)]:
        yield f"the first article is {draft.articles[0].number}"
    for before, after in pairwise(numbers):
        if after not in ((before[0], before[1] + 1), (before[0] + 1, 1)):
            yield f"{after} follows {before}"
    for article, number in zip(draft.articles, numbers, strict=True):
        if (article.section is not None) != (number[1] == 1):
            yield f"Article {article.number} opens the section {article.section}"
    schedules = [one.number for one in draft.schedules]
    if schedules != list(range(1, len(schedules) + 1)):
        yield f"schedules {schedules}"
    places = {one.topic: at for at, one in enumerate(draft.articles)}
    order = [places[topic] for one in draft.text.articles for topic in one.topics if topic in places]
    if order != sorted(order):
        yield "the text has its articles in another order than their numbers"


def _references(draft: Draft) -> Iterator[str]:
    articles = {one.number for one in draft.articles}
    schedules = {str(one.number) for one in draft.schedules}
    # In square brackets stands what precedents have, articles of theirs among it.
    text = re.sub(r"\[[^\]]*\]", "", whole_text(draft))
    for number in re.findall(r"\bArticle (\d+\.\d+)", text):
        if number not in articles:
            yield f"no Article {number}"
    named = set(re.findall(r"\bSchedule (\d+)", text))
    if named != schedules:
        yield f"schedules named {named}, there are {schedules}"
    for article in draft.articles:
        own = rf"\bArticle {re.escape(article.number)}\b"
        if any(re.search(own, one) for one in article.paragraphs):
            yield f"Article {article.number} refers to itself by its number"


def _definitions(draft: Draft) -> Iterator[str]:
    book = {one.word: one for one in phrasebook().definitions}
    always = {word for word, one in book.items() if one.always}
    body = "\n".join(
        paragraph
        for article in draft.articles
        if article.topic is not None
        for paragraph in article.paragraphs
    )
    meanings = "\n".join(one.meaning for one in draft.definitions)
    words = [one.word for one in draft.definitions]
    if words != sorted(set(words), key=str.casefold):
        yield f"definitions out of order: {words}"
    for word in words:
        if word in always or word == "good of a Party":
            continue
        forms = [word, *book[word].also]
        if not any(form.casefold() in (body + meanings).casefold() for form in forms):
            yield f"{word} is defined and not used"
    for word, one in book.items():
        # Words of the clauses; a heading or a term of a caller may have more.
        if word not in words and one.used_in(re.sub(r"\[.*?\]", "", _own_words(draft))):
            yield f"{word} is used and not defined"


def _own_words(draft: Draft) -> str:
    """Return the paragraphs without the words of terms, which are not the library's."""
    said = "\n".join(
        paragraph
        for article in draft.articles
        if article.topic is not None
        for paragraph in article.paragraphs
    )
    for article in draft.articles:
        for choice in article.choices:
            for term in choice.terms:
                said = said.replace(in_words(term), "")
                said = said.replace(term.name.replace("-", " "), "")
        if article.topic is not None:
            said = said.replace(article.topic.replace("-", " "), "")
    return said


def _sentences(number: str, paragraph: str, *, definition: bool) -> Iterator[str]:
    if definition:
        return
    if not re.match(r"[A-Z]", paragraph):
        yield f"{number} starts small: {paragraph[:40]!r}"
    if not paragraph.endswith("."):
        yield f"{number} does not end: {paragraph[-40:]!r}"


def unsettled(draft: Draft) -> Iterator[str]:
    """Yield what the terms say and the words do not: values left out, open slots that nobody could see."""
    schedules = "\n".join(line for one in draft.schedules for line in one.lines)
    for article in draft.clauses:
        said = "\n".join(article.paragraphs) + "\n" + schedules
        for choice in article.choices:
            for term in choice.terms:
                name = choice.name.replace("-", " ")
                if isinstance(term, UnknownTerm):
                    open_ways = (f"to be settled: {name}", f"following point: {name}", "yet to be agreed")
                    if not any(one in said for one in open_ways):
                        yield f"{article.topic}: nothing says that {choice.name} is open"
                elif isinstance(term, ChoiceTerm | FlagTerm):
                    # Worded by the choice of a paragraph, or named; what those are is tested with the wording.
                    continue
                elif not _says(said, in_words(term), name):
                    yield f"{article.topic}: {in_words(term)!r} is nowhere in {article.paragraphs}"


def _says(said: str, value: str, name: str) -> bool:
    """Whether the value is said, in this draft's names and without a bound that the sentence has already."""
    value = re.sub(r"^(no more than|no less than|not later than|not earlier than|on) ", "", value).rstrip(".")
    if re.fullmatch(r"(Schedule \w+ to )?(Annex|Appendix) \w+", value):
        return True
    if value in said:
        return True
    if re.search(rf"-(?:{PARTNERS})\b", value):
        return f"to be settled: {name}" in said
    pattern = re.sub(rf"(?<!-)\b(?:{PARTNERS})\b", r"[\\w ]+?", re.escape(value))
    pattern = re.sub(r"(?:Annex|Appendix)\\ [IVX]+", r"this\\ Agreement", pattern)
    return re.search(pattern, said) is not None

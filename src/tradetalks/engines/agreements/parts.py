"""The parts of a draft: articles, schedules and definitions."""

from __future__ import annotations

from attrs import field, frozen

from tradetalks.engines.agreements.choices import Choice

__all__ = ["Definition", "DraftArticle", "DraftSchedule"]


@frozen(kw_only=True)
class Definition:
    """A word that the draft defines."""

    #: The word.
    word: str
    #: What it means.
    meaning: str


@frozen(kw_only=True)
class DraftArticle:
    """One article of a draft."""

    #: The topic of its clause; None for the article of definitions.
    topic: str | None
    #: The title of the section it opens, or None.
    section: str | None
    #: Its number.
    number: str
    #: Its heading.
    heading: str
    #: Its paragraphs, each whole sentences.
    paragraphs: tuple[str, ...] = field(converter=tuple[str, ...])
    #: Id of the precedent that the clause follows; None where it follows none.
    precedent: str | None
    #: Whether the clause is core in the model.
    core: bool
    #: What it has in each term, and why.
    choices: tuple[Choice, ...] = field(converter=tuple[Choice, ...])

    @property
    def numbered(self) -> tuple[str, ...]:
        """Its paragraphs with their numbers, where a clause has more than one."""
        if self.topic is None or len(self.paragraphs) == 1:
            return self.paragraphs
        return tuple(f"{at}. {one}" for at, one in enumerate(self.paragraphs, 1))


@frozen(kw_only=True)
class DraftSchedule:
    """A schedule that articles refer to, to be filled with products."""

    #: Its number.
    number: int
    #: Its title.
    title: str
    #: What it holds, and what is still open.
    lines: tuple[str, ...] = field(converter=tuple[str, ...])

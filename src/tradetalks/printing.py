"""Pages of sections, lines and rows, as plain text and as escaped HTML; knows nothing of trade.

May import nothing of ours. Plain text holds no colour codes; every control character is shown
as a question mark, so that text from a file cannot steer a terminal.
"""

from __future__ import annotations

import html
import textwrap
import unicodedata
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["WIDTH", "Block", "Bullets", "Page", "Rows", "Section", "Shown", "clean", "width_of"]

#: The width of a page of plain text, in columns.
WIDTH = 80
_GAP = "  "
#: Stands for the second column of a wide character while text is wrapped; no text has it.
_FILLER = "\ufdd0"
#: The narrowest a column is made to fit a page.
_NARROWEST = 12


def clean(text: str) -> str:
    r"""Return text on one line without control characters.

    >>> clean("a\tb\x1b[31m")
    'a b?[31m'
    """
    flat = " ".join(text.split())
    return "".join("?" if unicodedata.category(one) in ("Cc", "Cf", "Cs") else one for one in flat)


def width_of(text: str) -> int:
    """Return how many columns a text takes up: two for wide characters, none for combining ones."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


def _cells(row: Iterable[str]) -> tuple[str, ...]:
    return tuple(clean(cell) for cell in row)


def _all_cells(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(_cells(row) for row in rows)


def _fitting(widths: list[int], room: int) -> list[int]:
    """Return column widths that fit into the room, taken from the widest columns first."""
    made = list(widths)
    over = sum(made) + len(_GAP) * (len(made) - 1) - room
    while over > 0 and max(made) > _NARROWEST:
        widest = made.index(max(made))
        second = max([_NARROWEST, *(one for one in made if one < made[widest])])
        cut = max(1, min(over, made[widest] - second))
        made[widest] -= cut
        over -= cut
    return made


def _wrapped(text: str, width: int, *, first: str = "", others: str = "", whole: bool = False) -> list[str]:
    """Return a text as lines of so many columns, where textwrap would count characters.

    Args:
        text: the text, clean.
        width: the most columns a line may have, where its words allow.
        first: what the first line begins with.
        others: what every other line begins with.
        whole: whether a word that is too long stays whole.
    """
    padded = "".join(one + _FILLER if width_of(one) > 1 else one for one in text)
    lines = textwrap.wrap(
        padded, max(width, 1), initial_indent=first, subsequent_indent=others, break_long_words=not whole
    )
    return [line.replace(_FILLER, "").rstrip() for line in lines] or [first.rstrip()]


@frozen
class Rows:
    """Lines of cells under each other; cells that do not fit the page wrap."""

    #: The rows, all of one length.
    rows: tuple[tuple[str, ...], ...] = field(converter=_all_cells)
    #: What the columns hold, or empty for none.
    heads: tuple[str, ...] = field(default=(), converter=_cells)

    def text(self, width: int) -> str:
        """Return the rows as plain text, no wider than ``width`` where words can be broken."""
        lines = [self.heads, *self.rows] if self.heads else list(self.rows)
        if not lines:
            return ""
        widths = _fitting([max(map(width_of, column)) for column in zip(*lines, strict=True)], width)
        made: list[str] = []
        for line in lines:
            cells = [_wrapped(cell, size, whole=True) for cell, size in zip(line, widths, strict=True)]
            for at in range(max(map(len, cells))):
                parts = [cell[at] if at < len(cell) else "" for cell in cells]
                padded = [
                    part + " " * (size - width_of(part)) for part, size in zip(parts, widths, strict=True)
                ]
                made.append(_GAP.join(padded).rstrip())
        return "\n".join(made)

    def html(self) -> str:
        """Return the rows as an HTML table."""
        heads = "".join(f'<th scope="col">{html.escape(head)}</th>' for head in self.heads)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in self.rows
        )
        return f"<table>{f'<thead><tr>{heads}</tr></thead>' if heads else ''}<tbody>{body}</tbody></table>"


@frozen
class Bullets:
    """Points under each other."""

    #: The points.
    points: tuple[str, ...] = field(converter=_cells)

    def text(self, width: int) -> str:
        """Return the points as plain text."""
        return "\n".join(
            line for one in self.points for line in _wrapped(one, width, first="- ", others="  ")
        )

    def html(self) -> str:
        """Return the points as an HTML list."""
        return "<ul>" + "".join(f"<li>{html.escape(one)}</li>" for one in self.points) + "</ul>"


#: What a section holds: a paragraph, points or rows.
Block: TypeAlias = str | Bullets | Rows


@frozen
class Section:
    """A heading with what stands under it."""

    #: The heading.
    title: str = field(converter=clean)
    #: What stands under it.
    blocks: tuple[Block, ...] = field(converter=tuple[Block, ...])

    def text(self, width: int) -> str:
        """Return the section as plain text."""
        heading = _heading(self.title, "-", width)
        return "\n".join([heading, *(_block_text(block, width) for block in self.blocks)])

    def html(self) -> str:
        """Return the section as HTML."""
        return f"<h3>{html.escape(self.title)}</h3>" + "".join(map(_block_html, self.blocks))


@frozen
class Page:
    """A title with paragraphs and sections."""

    #: The title.
    title: str = field(converter=clean)
    #: What stands before the first section.
    blocks: tuple[Block, ...] = field(default=(), converter=tuple[Block, ...])
    #: The sections.
    sections: tuple[Section, ...] = field(default=(), converter=tuple[Section, ...])

    def text(self, width: int = WIDTH) -> str:
        """Return the page as plain text.

        >>> print(Page("Duties", ["Two layers."], [Section("Layers", [Rows([("20%", "fentanyl")])])]).text())
        Duties
        ======
        Two layers.
        <BLANKLINE>
        Layers
        ------
        20%  fentanyl
        """
        parts = [_heading(self.title, "=", width)]
        parts[0] = "\n".join([parts[0], *(_block_text(block, width) for block in self.blocks)])
        return "\n\n".join([*parts, *(section.text(width) for section in self.sections)])

    def html(self) -> str:
        """Return the page as escaped HTML."""
        blocks = "".join(map(_block_html, self.blocks))
        sections = "".join(section.html() for section in self.sections)
        return f"<section><h2>{html.escape(self.title)}</h2>{blocks}{sections}</section>"


def _block_text(block: Block, width: int) -> str:
    return "\n".join(_wrapped(clean(block), width)) if isinstance(block, str) else block.text(width)


def _heading(title: str, line: str, width: int) -> str:
    lines = _wrapped(title, width)
    return "\n".join([*lines, line * max(map(width_of, lines))])


def _block_html(block: Block) -> str:
    return f"<p>{html.escape(clean(block))}</p>" if isinstance(block, str) else block.html()


class Shown:
    """What prints as a page: plain text for ``str``, escaped HTML in a notebook."""

    __slots__ = ()

    def page(self) -> Page:
        """Return what is shown."""
        raise NotImplementedError

    def __str__(self) -> str:
        """Return the page as plain text."""
        return self.page().text()

    def _repr_html_(self) -> str:
        return self.page().html()

"""What the page on the back-test shows: its table and its figure, made from the record.

``python -m tests.docs.backtest_page`` writes both again.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING

import tradetalks as tt
from tradetalks.engines.agreements.coverage import Foretold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.engines.agreements.coverage import Coverage
    from tradetalks.engines.agreements.history import Backtest

FOLDER = Path(__file__).parents[2] / "docs/explanation"
PAGE = FOLDER / "backtest.rst"
FIGURE = FOLDER / "backtest.svg"
#: Between these the page has the table.
BEFORE, AFTER = ".. table of the back-test\n\n", "\n\n.. end of the table\n"

_ROW, _TOP, _LEFT, _UNIT, _WIDTH, _BOTTOM = 22, 84, 318, 5, 760, 34
_FORETOLD, _NEW, _EDGE = "#1b5e9e", "#ffffff", "#37474f"
_ASIDE = 'role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="12"'


def rows_of(talks: tt.Talks, found: Backtest) -> Iterator[tuple[str, ...]]:
    """Yield a row of the table for each agreement, in the order in which they were announced."""
    for one in found.coverages:
        read = [term for term in one.terms if term.foretold is not Foretold.UNREAD]
        seen = sum(term.foretold in (Foretold.FIXED, Foretold.SEEN) for term in read)
        yield (
            str(talks.agreements[one.agreement].announced),
            one.agreement,
            str(len(one.precedents)),
            f"{_foretold(one)} of {one.topics}",
            f"{seen} of {len(read)}",
        )


def table_of(talks: tt.Talks, found: Backtest) -> str:
    """Return the table as the page has it."""
    lines = [
        ".. csv-table:: Each agreement, foretold from those known on the day before",
        '   :header: "announced", "agreement", "precedents", "topics foretold", "readable terms foretold"',
        "",
    ]
    for row in rows_of(talks, found):
        cells = ", ".join(f'"{cell}"' for cell in row)
        lines.append(f"   {cells}")
    return "\n".join(lines)


def figure_of(talks: tt.Talks, found: Backtest) -> str:
    """Return the figure: a bar for each agreement, as long as it has topics, filled as far as foretold."""
    title = "Topics of each agreement that earlier texts had"
    high = _TOP + _ROW * len(found.coverages) + _BOTTOM
    described = "; ".join(
        f"{talks.agreements[one.agreement].announced} {one.agreement}: {_foretold(one)} of {one.topics}"
        for one in found.coverages
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {high}" {_ASIDE}>',
        f'<title id="title">{html.escape(title)}</title><desc id="desc">{html.escape(described)}</desc>',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<text x="12" y="26" font-size="15" font-weight="bold">{html.escape(title)}</text>',
        *_legend(),
    ]
    for at, one in enumerate(found.coverages):
        parts += _bar(one, str(talks.agreements[one.agreement].announced), _TOP + _ROW * at)
    parts.append(f'<text x="{_LEFT}" y="{high - 12}">number of clause topics in the text</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _foretold(one: Coverage) -> int:
    return len(one.core_topics) + len(one.optional_topics)


def _legend() -> Iterator[str]:
    told = ((_FORETOLD, "in an earlier text"), (_NEW, "in none before"))
    for at, (colour, words) in enumerate(told):
        x = 12 + 180 * at
        yield f'<rect x="{x}" y="44" width="14" height="14" fill="{colour}" stroke="{_EDGE}"/>'
        yield f'<text x="{x + 20}" y="55">{words}</text>'


def _bar(one: Coverage, day: str, y: int) -> Iterator[str]:
    yield f'<text x="12" y="{y + 12}">{day}</text>'
    yield f'<text x="92" y="{y + 12}">{html.escape(one.agreement)}</text>'
    x = _LEFT
    for count, colour in ((_foretold(one), _FORETOLD), (len(one.new_topics), _NEW)):
        if count:
            wide = _UNIT * count
            yield (f'<rect x="{x}" y="{y + 1}" width="{wide}" height="14" fill="{colour}" stroke="{_EDGE}"/>')
            x += wide
    yield f'<text x="{x + 8}" y="{y + 12}">{_foretold(one)} of {one.topics}</text>'


def main() -> None:
    """Write the figure, and the table into the page."""
    talks = tt.load()
    found = talks.backtest()
    FIGURE.write_text(figure_of(talks, found), "utf-8")
    page = PAGE.read_text("utf-8")
    start, end = page.index(BEFORE) + len(BEFORE), page.index(AFTER)
    PAGE.write_text(page[:start] + table_of(talks, found) + page[end:], "utf-8")


if __name__ == "__main__":
    main()

"""The copied shares of the official texts: measured anew, and as the page on the template effect prints them.

``python -m tests.agreements.test_reuse_on_texts`` measures and writes both again.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tradetalks.engines.agreements.reuse import Reuse, reuse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[2]
FIGURES = ROOT / "tests/cases/reuse_figures.toml"
PAGE = ROOT / "docs/explanation/template-effect.rst"
#: The collection of official texts, which is no part of the project: beside the checkout, where there is one.
TEXTS = ROOT.parent / "shared/sources"
_SAID: dict[str, Any] = tomllib.loads(FIGURES.read_text("utf-8"))

needs_texts = pytest.mark.skipif(
    not TEXTS.is_dir(), reason="the collection of official texts is not beside this checkout"
)


def of_family(family: str) -> list[str]:
    """Return the keys of the texts of a family in the order of the file."""
    return [key for key, text in _SAID["texts"].items() if text["family"] == family]


@cache
def plain(key: str) -> str:
    """Return an official text without what its file adds: front matter, marks of form, notes' numbers, pages."""
    text = _SAID["texts"][key]
    found = (TEXTS / text["path"]).read_text("utf-8")
    if text["path"].endswith(".md"):
        found = re.sub(r"\A---\n.*?\n---\n", "", found, flags=re.DOTALL)
        found = re.sub(r"<[^>]+>", "", found)
        found = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", found)
        return re.sub(r"\\?\[\d+\\?\]", "", found)
    found = re.sub(r"^[^\S\n]*(?:[IVX]+-)?\d+[^\S\n]*$", "", found, flags=re.MULTILINE)
    return found.partition(text["until"])[0] if "until" in text else found


@cache
def measured(
    key: str, others: tuple[str, ...], *, neutral: bool = True, by_article: bool = False, run: int = 7
) -> Reuse:
    """Measure one text against some others."""
    names = {one: _SAID["texts"][one]["parties"] for one in (key, *others)}
    return reuse(
        plain(key),
        {one: plain(one) for one in others},
        run=run,
        neutral_parties=names if neutral else (),
        by_article=by_article,
        name=key,
    )


def counts(found: Reuse) -> dict[str, int]:
    """Return the counts of all others together."""
    return {"words": found.words, "copied": found.copied}


def pairs() -> Iterator[tuple[str, str]]:
    """Yield every two full texts, in both orders."""
    full = [*of_family("agreement"), *of_family("whole")]
    for one in full:
        for other in of_family("agreement"):
            if _SAID["texts"][one]["path"] != _SAID["texts"][other]["path"]:
                yield one, other


def measure_all() -> dict[str, Any]:
    """Measure everything that the file of figures holds."""
    agreements, statements, controls = map(tuple, map(of_family, ("agreement", "statement", "control")))
    matrix = []
    for one, other in pairs():
        bare, neutral = (measured(one, (other,), neutral=yes) for yes in (False, True))
        matrix.append(
            {
                "of": one,
                "in": other,
                **counts(bare),
                "neutral_words": neutral.words,
                "neutral_copied": neutral.copied,
            }
        )
    groups = {"earlier": (), "agreement": agreements, "statement": statements, "control": controls}
    together = []
    for key in (*agreements, *statements, *controls):
        for group, members in groups.items():
            others = tuple(_SAID["texts"][key].get("earlier", ())) if group == "earlier" else members
            others = tuple(one for one in others if one != key)
            if others:
                found = measured(key, others)
                best = (
                    {} if found.best is None else {"best": found.best.name, "best_copied": found.best.copied}
                )
                together.append({"of": key, "in": group, **counts(found), **best})
    newest = agreements[-1]
    articles = [
        {
            "number": one.number,
            "title": one.title,
            "words": one.words,
            "copied": one.copied,
            "best": one.source or "",
        }
        for one in measured(newest, agreements[:-1], by_article=True).articles
    ]
    runs = [
        {
            "run": run,
            "words": measured(newest, agreements[:-1], run=run).words,
            "agreement": measured(newest, agreements[:-1], run=run).copied,
            "statement": measured(newest, statements, run=run).copied,
        }
        for run in (5, 6, 7, 10, 15, 25)
    ]
    return {"matrix": matrix, "together": together, "articles": articles, "runs": runs}


# The page ---------------------------------------------------------------------------------------------------


def percent(part: int, whole: int) -> str:
    """Return a share in per cent, without decimals, rounded half up."""
    return str((200 * part + whole) // (2 * whole))


def name_of(key: str) -> str:
    """Return what the page calls a text."""
    name: str = _SAID["texts"][key]["name"]
    return name


def table(title: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table as the page has it."""
    lines = [f".. csv-table:: {title}", f"   :header: {', '.join(map(quoted, heads))}", ""]
    return "\n".join([*lines, *(f"   {', '.join(map(quoted, row))}" for row in rows)])


def quoted(cell: str) -> str:
    """Return a cell in quotes."""
    return f'"{cell}"'


def tables(figures: dict[str, Any]) -> dict[str, str]:
    """Return the tables of the page under their marks."""
    full = of_family("agreement")
    cells = {(one["of"], one["in"]): one for one in figures["matrix"]}
    together = {(one["of"], one["in"]): one for one in figures["together"]}

    def matrix_cell(one: str, other: str) -> str:
        if (one, other) not in cells:
            return ""
        found = cells[one, other]
        neutral = percent(found["neutral_copied"], found["neutral_words"])
        return f"{percent(found['copied'], found['words'])} ({neutral})"

    def together_cell(one: str, group: str) -> str:
        found = together.get((one, group))
        return "" if found is None else percent(found["copied"], found["words"])

    def best_cell(one: str, group: str) -> str:
        found = together.get((one, group), {})
        return (
            f"{name_of(found['best'])} {percent(found['best_copied'], found['words'])}"
            if "best" in found
            else ""
        )

    return {
        "matrix": table(
            "Per cent of the row's words found in the column; in brackets with names of partners neutral",
            ("of the text", "words", *map(name_of, full)),
            [
                (
                    name_of(one),
                    str(next(cell["words"] for (row, _), cell in cells.items() if row == one)),
                    *(matrix_cell(one, other) for other in full),
                )
                for one in (*full, *of_family("whole"))
            ],
        ),
        "families": table(
            "Per cent of a text's words found in all other texts of a group together, names of partners neutral",
            ("text", "words", "agreements", "statements", "controls", "most from one statement"),
            [
                (
                    name_of(one),
                    str(together[one, "statement"]["words"]),
                    *(together_cell(one, group) for group in ("agreement", "statement", "control")),
                    best_cell(one, "statement"),
                )
                for one in (*full, *of_family("statement"), *of_family("control"))
            ],
        ),
        "earlier": table(
            "Per cent of an agreement's words found in the agreements signed before it, names of partners neutral",
            ("agreement", "signed before it", "found in them together", "most from one"),
            [
                (
                    name_of(one),
                    ", ".join(map(name_of, _SAID["texts"][one]["earlier"])),
                    together_cell(one, "earlier"),
                    best_cell(one, "earlier"),
                )
                for one in full
                if "earlier" in _SAID["texts"][one]
            ],
        ),
        "articles": table(
            f"{name_of(full[-1])}, article by article: per cent of the words found in the other three",
            ("article", "words", "found", "most from"),
            [
                (
                    f"{one['number']} {one['title']}".strip() or "(title and preamble)",
                    str(one["words"]),
                    percent(one["copied"], one["words"]),
                    name_of(one["best"]) if one["best"] else "",
                )
                for one in figures["articles"]
            ],
        ),
        "runs": table(
            f"{name_of(full[-1])}, by the fewest words of a run: per cent of its words found",
            ("words of a run", "in the other three agreements", "in the statements"),
            [
                (
                    str(one["run"]),
                    percent(one["agreement"], one["words"]),
                    percent(one["statement"], one["words"]),
                )
                for one in figures["runs"]
            ],
        ),
    }


def marked(name: str) -> tuple[str, str]:
    """Return the comments between which the page has a table."""
    return f".. figures: {name}\n\n", f"\n\n.. end of figures: {name}\n"


# The tests --------------------------------------------------------------------------------------------------


@needs_texts
@pytest.mark.parametrize("part", ["matrix", "together", "articles", "runs"])
def test_the_figures_are_those_of_the_texts(part: str) -> None:
    """Every committed count is what the official texts give today."""
    assert measure_all()[part] == _SAID[part]


@needs_texts
def test_the_two_prints_of_one_agreement_are_one_wording() -> None:
    """The agreement with Malaysia was put on the site twice, and the measure takes the two for one."""
    twice = measured("mys", ("mys-first-print",), neutral=False).source("mys-first-print")
    assert min(twice.share, twice.share_of_other) > 0.99


@pytest.mark.parametrize("name", ["matrix", "families", "earlier", "articles", "runs"])
def test_the_page_prints_the_committed_figures(name: str) -> None:
    """Each table of the page is the one that the committed figures give."""
    before, after = marked(name)
    assert f"{before}{tables(_SAID)[name]}{after}" in PAGE.read_text("utf-8")


# Writing them anew ------------------------------------------------------------------------------------------


def rows_of(part: str, rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of an array of inline tables."""
    yield f"{part} = ["
    for row in rows:
        pairs = (f'{key} = "{one}"' if isinstance(one, str) else f"{key} = {one}" for key, one in row.items())
        yield f"    {{ {', '.join(pairs)} }},"
    yield "]"


def write() -> None:
    """Write the figures and the tables anew."""
    figures = measure_all()
    said = FIGURES.read_text("utf-8")
    for part, rows in figures.items():
        made = "\n".join(rows_of(part, rows)).replace("\\", r"\\")
        said = re.sub(rf"^{part} = \[.*?^\]", made, said, flags=re.DOTALL | re.MULTILINE)
    FIGURES.write_text(said, "utf-8")
    page = PAGE.read_text("utf-8")
    for name, made in tables(figures).items():
        before, after = marked(name)
        head, _, rest = page.partition(before)
        page = head + before + made + after + rest.partition(after)[2]
    PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    write()

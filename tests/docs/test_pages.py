"""The pages say what is: every module and field is in them, and every command prints what they show.

Their Python snippets are doctests, which pytest runs by itself.
"""

from __future__ import annotations

import doctest
import re
import runpy
import shlex
import textwrap
import tomllib
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, get_args

import pytest
from attrs import fields, has, resolve_types

import tradetalks
from tradetalks.__main__ import main
from tradetalks.model.collections import COLLECTIONS
from tradetalks.model.facts import Fact
from tradetalks.model.record import RecordStatement
from tradetalks.model.sources import Source
from tradetalks.vocabulary import duties
from tradetalks.vocabulary.goods import HsPrefix
from tradetalks.vocabulary.terms import NamedTerm

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(page for page in [*DOCS.rglob("*.rst"), ROOT / "README.md"] if "_build" not in page.parts)
#: Written as texts in a file, so they have no fields there.
PRINTED = {HsPrefix, *(one for one in vars(duties).values() if isinstance(one, type) and has(one))}
_RUN = re.compile(r"\$ python3? (?:-m tradetalks|dev\.py run)(?P<rest>(?: [^#\n]*)?)")


def test_every_module_is_in_an_api_page() -> None:
    """A module that nobody can find in the reference is not documented."""
    pages = "".join(page.read_text("utf-8") for page in (DOCS / "reference" / "api").glob("*.rst"))
    named = set(re.findall(r"^\.\. (?:automodule|room):: (\S+)$", pages, re.MULTILINE))
    rooms = set(re.findall(r"^\.\. room:: (\S+)$", pages, re.MULTILINE))
    found = {"tradetalks", "tradetalks.__main__"}
    found |= {one.name for one in walk_packages(tradetalks.__path__, "tradetalks.")}
    for name in found:
        inside = any(name.startswith(f"{room}.") for room in rooms)
        assert name in named or inside, f"{name} is in no page of docs/reference/api"


def test_every_public_name_is_on_the_first_page() -> None:
    """The page of the public face leads to the home of each of its names."""
    page = (DOCS / "reference" / "api" / "tradetalks.rst").read_text("utf-8")
    homes = re.findall(r":(?:class|func|exc):`~(tradetalks\.[\w.]+)`", page)
    assert {one.rpartition(".")[2] for one in homes} == set(tradetalks.__all__)
    for home in homes:
        module, _, name = home.rpartition(".")
        assert getattr(tradetalks, name) is getattr(import_module(module), name)


def test_every_table_of_a_record_is_listed_with_its_fields() -> None:
    """The reference of the record names every type that a file can hold."""
    page = (DOCS / "reference" / "record.rst").read_text("utf-8")
    listed = set(re.findall(r"^\.\. record-fields:: (\S+)$", page, re.MULTILINE))
    found: set[type] = {Fact, NamedTerm}
    for kind in (RecordStatement, Source, *COLLECTIONS.values()):
        found |= set(_types_in(kind, set()))
    assert listed == {f"{one.__module__}.{one.__name__}" for one in found - PRINTED}


def _types_in(kind: object, seen: set[object]) -> Iterator[type]:
    for part in get_args(kind):
        yield from _types_in(part, seen)
    if isinstance(kind, type) and has(kind) and kind not in seen:
        seen.add(kind)
        resolve_types(kind)
        yield kind
        for one in fields(kind):
            yield from _types_in(one.type, seen)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_print_what_the_page_shows(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command of a console block prints the lines under it; three dots stand for any lines."""
    checker = doctest.OutputChecker()
    code: int | str | None = 0
    for command, shown in _commands(page.read_text("utf-8")):
        if command == "$ echo $?":
            assert shown == f"{code}\n"
        if (run := _RUN.fullmatch(command)) is None or not shown:
            continue
        code = _exit_code(shlex.split(run["rest"]))
        output = capsys.readouterr()
        printed = output.out + output.err
        assert checker.check_output(shown, printed, doctest.ELLIPSIS), f"{command}\n{printed}"


def _exit_code(arguments: list[str]) -> int | str | None:
    try:
        return main(arguments)
    except SystemExit as leaving:
        return leaving.code


def _commands(page: str) -> Iterator[tuple[str, str]]:
    blocks = re.findall(r"^\.\. code-block:: console\n\n((?:   .*\n|\n)+)", page, re.MULTILINE)
    blocks += re.findall(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    for block in blocks:
        text = textwrap.dedent(block).rstrip("\n") + "\n"
        for command, shown in re.findall(r"^(\$ .*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
            yield command.partition("  #")[0].rstrip(), shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_toml_of_the_page_is_toml(page: Path) -> None:
    """Each TOML block of a page can be parsed."""
    for block in re.findall(
        r"^\.\. code-block:: toml\n\n((?:   .*\n|\n)+)", page.read_text("utf-8"), re.MULTILINE
    ):
        tomllib.loads(textwrap.dedent(block))


def test_the_chart_of_china_is_current(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The image in the pages is what the example draws; to renew it, copy what the example writes."""
    monkeypatch.chdir(tmp_path)
    runpy.run_path(str(ROOT / "examples" / "china_rate_step_by_step.py"), run_name="__main__")
    drawn = (tmp_path / "china.svg").read_text("utf-8")
    assert (DOCS / "explanation" / "china-2025.svg").read_text("utf-8") == drawn

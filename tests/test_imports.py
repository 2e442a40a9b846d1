"""Imports only point down: the graph of the package, read from its source without running it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import tradetalks

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(tradetalks.__file__).parent
#: The rooms, lowest first.
ROOMS = (
    "errors",
    "extras",
    "package_files",
    "printing",
    "dates",
    "vocabulary",
    "model",
    "plain",
    "dossier",
    "rules",
    "loading",
    "engines",
    "adapters",
    "shelf",
    "customs",
    "talks",
    "__main__",
)
FOLDERS = [name for name in ROOMS if (ROOT / name).is_dir()]
#: Rooms that stand side by side.
STRANGERS = frozenset({("rules", "engines"), ("engines", "rules")})
#: Modules that are made of arrays and import numpy at their top, and so are themselves imported on use.
HEAVY = ("tradetalks.engines.rates.", "tradetalks.adapters.frames.")
#: What the core may use besides the standard library.
CORE = {"attrs", "cattrs", "dateutil"}


class Import(NamedTuple):
    """One import: from which module, of which, and when it happens."""

    source: str
    target: str
    for_types: bool
    on_use: bool


@cache
def modules() -> list[str]:
    """Return the name of every module of the package."""
    return sorted(_name(path) for path in ROOT.rglob("*.py"))


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports() -> tuple[Import, ...]:
    """Return every import of every module."""
    return tuple(one for path in sorted(ROOT.rglob("*.py")) for one in _imports_of(path))


def _imports_of(path: Path) -> Iterator[Import]:
    tree = ast.parse(path.read_text("utf-8"), str(path))
    return _walk(tree, _name(path), for_types=False, on_use=False)


def _walk(node: ast.AST, source: str, *, for_types: bool, on_use: bool) -> Iterator[Import]:
    children = list(ast.iter_child_nodes(node))
    match node:
        case ast.Import():
            yield from (Import(source, alias.name, for_types, on_use) for alias in node.names)
        case ast.ImportFrom():
            assert node.module is not None, f"{source} imports by a relative name"
            assert node.level == 0, f"{source} imports by a relative name"
            for alias in node.names:
                inside = f"{node.module}.{alias.name}"
                target = inside if inside in modules() else node.module
                yield Import(source, target, for_types, on_use)
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            for_types = True
            children = list(node.body)
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
            on_use = True
        case _:
            pass
    for child in children:
        yield from _walk(child, source, for_types=for_types, on_use=on_use)


def ours() -> list[Import]:
    """Return the imports of our own modules."""
    return [one for one in imports() if one.target.split(".")[0] == "tradetalks"]


def room(module: str) -> str:
    """Return the room of a module: its folder, or the module itself at the top."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "tradetalks"


def test_every_module_lies_in_a_room() -> None:
    """Every module lies in a room that the design knows, and every room is there."""
    found = {room(name) for name in modules()} - {"tradetalks"}
    assert found == set(ROOMS)


def _upward(one: Import) -> bool:
    source, target = room(one.source), room(one.target)
    if "tradetalks" in (source, target):
        # The face of the package names everything for types, and nothing but a program asks the face.
        return not (one.for_types and source == "tradetalks") and source != "__main__"
    return ROOMS.index(target) > ROOMS.index(source)


def test_imports_only_point_down() -> None:
    """No room imports from a room above it, whenever the import happens."""
    assert [one for one in ours() if not one.for_types and _upward(one)] == []


def test_imports_for_types_only_point_down() -> None:
    """No room names a type of a room above it either."""
    assert [one for one in ours() if one.for_types and _upward(one)] == []


def test_rules_and_engines_do_not_know_each_other() -> None:
    """Neither imports the other, not even a type."""
    assert [one for one in ours() if (room(one.source), room(one.target)) in STRANGERS] == []


def test_there_are_no_cycles() -> None:
    """No module imports itself by way of others, imports on use included."""
    below: dict[str, set[str]] = {name: set() for name in modules()}
    for one in ours():
        if not one.for_types and one.target != one.source:
            below[one.source].add(one.target)
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join((*path[path.index(name) :], name))
        if name not in done:
            for other in sorted(below[name]):
                visit(other, (*path, name))
            done.add(name)

    for name in modules():
        visit(name, ())


def test_the_core_needs_little() -> None:
    """Beside the standard library the core imports attrs, cattrs and dateutil; adapters bring what is extra."""
    outside = {
        (one.source, one.target.split(".")[0])
        for one in imports()
        if one.target.split(".")[0] not in sys.stdlib_module_names | {"tradetalks"}
    }
    extra = {(source, name) for source, name in outside if name not in CORE}
    assert {room(source) for source, _name_ in extra if not _is_heavy(source)} <= {"adapters"}
    on_top = {one for one in imports() if not one.on_use and not one.for_types}
    assert not {
        one for one in on_top if (one.source, one.target.split(".")[0]) in extra and not _is_heavy(one.source)
    }


def _is_heavy(module: str) -> bool:
    return module.startswith(HEAVY)


def test_what_needs_numpy_is_imported_on_use() -> None:
    """Modules that import an extra at their top are imported by no other module at its top."""
    assert not [
        one
        for one in ours()
        if _is_heavy(one.target) and not _is_heavy(one.source) and not one.on_use and not one.for_types
    ]


def test_nothing_reads_the_clock_or_the_network() -> None:
    """No module imports what would make an answer depend on the moment or the machine."""
    unwanted = {"time", "random", "socket", "urllib", "http", "ssl", "requests", "subprocess", "pickle"}
    assert [one for one in imports() if one.target.split(".")[0] in unwanted] == []
    for path in sorted(ROOT.rglob("*.py")):
        calls = {
            node.attr
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Attribute)
        }
        assert not calls & {"today", "now", "utcnow"}, path


def _said_to_be_allowed(name: str) -> set[str]:
    """Return the rooms that a folder's docstring allows: those it names, up to one, or all below."""
    text = ast.get_docstring(ast.parse((ROOT / name / "__init__.py").read_text("utf-8")))
    assert text is not None
    found = re.search(r"[Mm]ay import (.*)", " ".join(text.split()))
    assert found is not None
    said = found[1]
    up_to = re.match(r"everything up to :mod:`tradetalks\.(\w+)`", said)
    if up_to:
        return set(ROOMS[: ROOMS.index(up_to[1]) + 1])
    below = set(ROOMS[: ROOMS.index(name)])
    return below if said.startswith("everything below") else {one for one in below if one in said}


@pytest.mark.parametrize("name", FOLDERS)
def test_each_folder_says_what_it_may_import(name: str) -> None:
    """The docstring of each folder says which rooms it may import, and it imports no other."""
    used = {room(one.target) for one in ours() if room(one.source) == name} - {name, "tradetalks"}
    assert used - _said_to_be_allowed(name) == set()


@pytest.mark.parametrize("name", modules())
def test_each_module_is_of_one_idea(name: str) -> None:
    """A module says in one sentence what it is, and stays below five hundred lines."""
    path = ROOT.parent.joinpath(*name.split("."))
    text = (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text("utf-8")
    doc = ast.get_docstring(ast.parse(text))
    assert doc is not None
    assert doc.split("\n\n")[0].rstrip().endswith((".", ":"))
    assert len(text.splitlines()) < 500


def _in_a_fresh_process(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


def test_importing_the_package_does_no_work() -> None:
    """A fresh ``import tradetalks`` brings in neither attrs nor cattrs, nor any module of ours but itself."""
    code = (
        "import sys, tradetalks; print(sorted(name for name in sys.modules "
        "if name.split('.')[0] in {'attr', 'attrs', 'cattrs', 'dateutil', 'tradetalks'}))"
    )
    assert _in_a_fresh_process(code) == "['tradetalks']"


def test_a_name_brings_in_its_own_room_only() -> None:
    """The first use of an error imports no engine and no data."""
    code = (
        "import sys, tradetalks as tt; tt.NotCovered; print(sorted("
        "name for name in sys.modules if name.startswith('tradetalks')))"
    )
    assert _in_a_fresh_process(code) == "['tradetalks', 'tradetalks.errors']"


@pytest.mark.parametrize("name", [name for name in modules() if not name.endswith("__main__")])
def test_each_module_can_be_imported_first(name: str) -> None:
    """No module relies on another having been imported before it."""
    assert _in_a_fresh_process(f"import {name}; print('done')") == "done"

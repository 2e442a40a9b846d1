#!/usr/bin/env python3
"""Set up and use a checkout of tradetalks; needs nothing but Python 3.11 or later.

The first command makes an environment in ``.venv`` and installs the project there, editable, with what that
command needs. Later ones go straight to work, until ``pyproject.toml`` changes.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - the sentence is for whoever runs an older one
    sys.exit(f"tradetalks needs Python 3.11 or later, and this is Python {sys.version.split()[0]}")

import tomllib  # older Pythons lack it, and are to read the sentence above

ROOT = Path(__file__).resolve().parent
PYPROJECT = (ROOT / "pyproject.toml").read_bytes()
PROJECT = tomllib.loads(PYPROJECT.decode())
#: Changes with pyproject.toml and with the place of the checkout, which an editable install remembers.
STATE = hashlib.sha256(PYPROJECT + os.fsencode(ROOT)).hexdigest()


# The commands -----------------------------------------------------------------------------------------------


def run(*args: str) -> None:
    """Print the state of play: python -m tradetalks ARGS."""
    step(environment(), "-m", "tradetalks", *args, cwd=Path.cwd())


def test(*args: str) -> None:
    """Run every test with branch coverage; with ARGS, pytest ARGS alone."""
    step(environment("test"), "-m", "pytest", *(args or ("--cov=tradetalks", "--cov-branch")))


def oldest(*args: str) -> None:
    """Run the tests on the oldest dependencies admitted: pytest ARGS."""
    step(environment("test", oldest=True), "-m", "pytest", *args)


def lint(*paths: str) -> None:
    """Check types, style and format, everywhere or in the files ARGS."""
    python = environment("lint")
    step(python, "-m", "mypy", *paths)
    step(python, "-m", "ruff", "check", *paths)
    step(python, "-m", "ruff", "format", "--check", *paths)


def docs(*args: str) -> None:
    """Build docs/_build/html, where a warning is an error: sphinx ARGS."""
    strict = ("--nitpicky", "--fail-on-warning", "--keep-going", "--fresh-env")
    step(environment("docs"), "-m", "sphinx", *strict, *args, "docs", "docs/_build/html")


def examples(*names: str) -> None:
    """Run every example, or the files ARGS, each in an empty folder."""
    python = environment("examples")
    for example in [Path(name).resolve() for name in names] or sorted((ROOT / "examples").glob("*.py")):
        say(f"example {example.name}")
        with tempfile.TemporaryDirectory() as folder:
            step(python, "-W", "error", str(example), cwd=Path(folder))


def bench(*args: str) -> None:
    """Run the benchmarks, which no other command does: pytest ARGS."""
    step(environment("test"), "-m", "pytest", "benchmarks", "-o", "python_files=bench_*.py", *args)


def check(*_args: str) -> None:
    """Run test, lint, docs, examples and oldest: all that a change must pass."""
    for command in (test, lint, docs, examples, oldest):
        command()


COMMANDS = {command.__name__: command for command in (run, test, lint, docs, examples, oldest, bench, check)}


# The environment --------------------------------------------------------------------------------------------


def environment(*groups: str, oldest: bool = False) -> str:
    """Return a Python that has the project and these dependency groups, installing what is not there yet."""
    folder = folder_of(".venv-oldest" if oldest else ".venv")
    python = path_in(folder, "scripts") / ("python.exe" if os.name == "nt" else "python")
    stamp = folder / "dev-stamp"
    wanted = {f"{STATE} {name}" for name in ("project", *groups)}
    there = set(stamp.read_text().splitlines()) if stamp.exists() else set()
    if not (python.exists() and wanted <= there):
        say(f"installing in {folder.name}: done once, and again when pyproject.toml changes")
        if not python.exists():
            venv.create(folder, clear=True, symlinks=os.name != "nt")
        needs = [need for group in groups for need in requirements(group)]
        if oldest:
            needs += [re.sub(r">=([^,]+).*", r"==\1", need) for need in PROJECT["project"]["dependencies"]]
        step(*installer(python), "-qq", "--editable", str(ROOT), *needs)
        stamp.write_text("\n".join(sorted(line for line in wanted | there if line.startswith(STATE))))
    return str(python)


def folder_of(name: str) -> Path:
    """Return the folder of that name, or one beside it where that one belongs to another Python."""
    folder = ROOT / name
    if folder.exists() and not path_in(folder, "purelib").exists():
        return ROOT / f"{name}-{sysconfig.get_python_version()}"
    return folder


def path_in(folder: Path, kind: str) -> Path:
    """Return where an environment in the folder keeps its ``scripts`` or its ``purelib``."""
    return Path(sysconfig.get_path(kind, "venv", {"base": str(folder), "platbase": str(folder)}))


def requirements(group: str) -> Iterator[str]:
    """Yield what a dependency group asks for; pip older than 25.1 cannot read them."""
    for entry in PROJECT["dependency-groups"][group]:
        if isinstance(entry, str):
            yield entry
        else:
            yield from requirements(entry["include-group"])


def installer(python: Path) -> list[str]:
    """Return the command that installs into an environment: its own pip, or any pip or uv around."""
    inside = [str(python), "-m", "pip"]
    if works(*inside, "--version") or works(str(python), "-m", "ensurepip"):
        return [*inside, "install"]
    for pip in ([sys.executable, "-m", "pip"], ["pip3"], ["pip"]):
        outside = [*pip, "--python", str(python)]
        if works(*outside, "--version"):
            return [*outside, "install"]
    if shutil.which("uv"):
        return ["uv", "pip", "install", "--python", str(python)]
    sys.exit("this Python came without pip: install it (on Debian: apt install python3-venv), then try again")


def works(*command: str) -> bool:
    """Whether the command is there and does what it is asked."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def step(*command: str, cwd: Path = ROOT) -> None:
    """Run one command; where it fails, all fails."""
    code = subprocess.run(command, cwd=cwd, check=False).returncode
    if code != 0:
        sys.exit(code)


def say(sentence: str) -> None:
    """Tell the user, and leave standard output to the answer."""
    print(f"dev.py: {sentence}", file=sys.stderr, flush=True)


def main(name: str = "help", *args: str) -> None:
    """Carry out one command."""
    if name in COMMANDS:
        COMMANDS[name](*args)
        return
    asked = name in {"help", "-h", "--help"}
    out = sys.stdout if asked else sys.stderr
    print("usage: python3 dev.py COMMAND [ARGS]\n", file=out)
    for key, command in COMMANDS.items():
        print(f"  {key:9} {command.__doc__}", file=out)
    sys.exit(0 if asked else 2)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)

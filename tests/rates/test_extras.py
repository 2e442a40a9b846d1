"""What bulk needs besides the core: named in one sentence where it is missing, and silent in a pipe."""

from __future__ import annotations

import subprocess
import sys

import pyarrow as pa
import pytest

from tests.rates.books import book, talks
from tests.rates.frames import four, shipments
from tradetalks.adapters.frames import assessing
from tradetalks.adapters.frames.rate_book import RateBook
from tradetalks.extras import MissingExtra


@pytest.mark.parametrize("package", ["numpy", "pyarrow", "narwhals", "tqdm"])
def test_a_missing_package_is_named(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the line that installs it."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtra) as caught:
        talks().rate_book()
    assert str(caught.value) == (
        f"a rate book needs {package}, which is not installed: "
        'run  python -m pip install "tradetalks[frames]"  and try again'
    )
    assert isinstance(caught.value, ImportError)


def test_single_answers_need_none_of_them() -> None:
    """A duty is told without numpy, pyarrow, narwhals and tqdm, and none of them is imported."""
    script = (
        "import sys, tradetalks as tt; tt.load().duty('CN', '8517.62.00.90', '2025-05-10');"
        "print([one for one in ('numpy', 'pyarrow', 'narwhals', 'tqdm', 'pandas', 'polars') if one in sys.modules])"
    )
    made = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "[]"


def test_a_pipe_sees_no_bar(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """Long work shows how far it is only to a terminal."""
    monkeypatch.setattr(assessing, "_LONG", 1)
    monkeypatch.setattr(assessing, "_ONE_BY_ONE", 0)
    fresh = RateBook(book().tables)
    fresh.assess(four().append_column("civil_aircraft", pa.array([True, None, None, None])))
    fresh.assess(shipments(5, seed=67))
    assert capfd.readouterr() == ("", "")


def test_a_terminal_sees_a_bar(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """And long work shows it there."""
    monkeypatch.setattr(assessing, "_LONG", 1)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    RateBook(book().tables).assess(shipments(5, seed=67))
    assert "duties" in capfd.readouterr().err

"""The compilation of the shipped record: what it makes of the TOML, and what says that it is stale."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tradetalks.loading import compiling

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_compiled_record_is_that_of_the_toml() -> None:
    """Compiled anew it is the same text, byte for byte."""
    assert compiling.compiled_text() == compiling.COMPILED.read_text("utf-8")


def test_a_check_finds_a_stale_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A record of another digest is stale, and so is none; compiling writes it."""
    assert compiling.main(["--check"]) == 0
    written = tmp_path / "record.json"
    monkeypatch.setattr(compiling, "COMPILED", written)
    assert compiling.main(["--check"]) == 1
    assert "stale" in capsys.readouterr().err
    assert compiling.main([]) == 0
    assert compiling.main(["--check"]) == 0
    assert json.loads(written.read_text("utf-8"))["toml_sha256"] == compiling.toml_digest()

"""Each page is run in an empty folder of its own, so that it may write files."""  # noqa: INP001 - not a package

from pathlib import Path

import pytest

#: They need Sphinx, which the tests do without.
collect_ignore = ["conf.py", "record_pages.py"]


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

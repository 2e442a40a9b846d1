"""Each example in the text is run in an empty folder of its own, so that it may write files."""

from pathlib import Path

import pytest

#: They need Sphinx, which the tests do without.
collect_ignore = ["docs/conf.py", "docs/record_pages.py"]


@pytest.fixture(autouse=True)
def _examples_in_an_empty_folder(request: pytest.FixtureRequest) -> None:
    if isinstance(request.node, pytest.DoctestItem):
        empty = request.getfixturevalue("tmp_path")
        request.getfixturevalue("monkeypatch").chdir(Path(empty))

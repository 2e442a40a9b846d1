"""How Sphinx builds these pages: python3 dev.py docs."""

import sys
from importlib.metadata import version as version_of
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.ext.napoleon.docstring import GoogleDocstring

sys.path.insert(0, str(Path(__file__).parent))

project = "tradetalks"
author = "The tradetalks contributors"
copyright = f"2026, {author}"
version = release = version_of(project)

extensions = ["sphinx.ext.autodoc", "record_pages"]
exclude_patterns = ["_build", "decisions/template.rst"]
html_theme = "furo"
html_title = f"{project} {version}"
html_static_path = ["_static"]
html_css_files = ["pages.css"]

autodoc_default_options = {"members": True, "show-inheritance": True}
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"

# Every reference to a name of ours must lead somewhere. Names of other libraries lead nowhere, since their
# inventories are on the network and the build is offline; some of them are imported for type checkers only,
# and then Sphinx sees them without their module. Type variables have no entry of their own.
nitpicky = True
_OTHERS = [
    "Attribute",
    "Callable",
    "Converter",
    "Decimal",
    "Fraction",
    "Iterable",
    "Iterator",
    "Mapping",
    "NDArray",
]
_OTHERS += ["Path", "PathLike", "Sequence", "WordDocument", "date", "timedelta"]
nitpick_ignore_regex = [
    (
        "py:.*",
        r"(attrs?|cattrs|collections|datetime|dateutil|decimal|enum|fractions|np|numpy|os|pa|pathlib|pyarrow|typing)\..*",
    ),
    ("py:class", "|".join(_OTHERS)),
    ("py:(class|obj)", r"(.*\.)?[A-Z]_?(co|contra)?"),
]
# The type list of Python is taken for one of our fields called so, of which there are two.
suppress_warnings = ["ref.python"]


def read_sections(docstring: list[str]) -> None:
    """Turn the Args, Returns and Raises of a docstring into fields.

    Napoleon as an extension would do the same, but takes a colon in a ``#:`` comment for the end of a type.
    """
    docstring[:] = GoogleDocstring(docstring, what="function").lines()


def setup(app: Sphinx) -> None:
    """Read each docstring before autodoc sets it."""
    app.connect("autodoc-process-docstring", lambda *event: read_sections(event[-1]))

"""How Sphinx builds these pages: python3 dev.py docs."""

from importlib.metadata import version as version_of

from sphinx.application import Sphinx
from sphinx.ext.napoleon.docstring import GoogleDocstring

project = "tradetalks"
author = "The tradetalks contributors"
copyright = f"2026, {author}"
version = release = version_of(project)

extensions = ["sphinx.ext.autodoc"]
exclude_patterns = ["_build", "decisions/template.rst"]
html_theme = "furo"
html_title = f"{project} {version}"

autodoc_default_options = {"members": True, "show-inheritance": True}
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"

# Every reference to a name of ours must lead somewhere. Names of other libraries lead nowhere, since their
# inventories are on the network and the build is offline; some of them are imported for type checkers only,
# and then Sphinx sees them without their module. Type variables have no entry of their own.
nitpicky = True
nitpick_ignore_regex = [
    ("py:.*", r"(attrs?|cattrs|collections|datetime|dateutil|decimal|enum|fractions|os|pathlib|typing)\..*"),
    ("py:class", r"Attribute|Callable|Decimal|Iterable|Iterator|Mapping|Path|Sequence|date|timedelta"),
    ("py:(class|obj)", r"(.*\.)?[A-Z]_?(co|contra)?"),
]


def read_sections(docstring: list[str]) -> None:
    """Turn the Args, Returns and Raises of a docstring into fields.

    Napoleon as an extension would do the same, but takes a colon in a ``#:`` comment for the end of a type.
    """
    docstring[:] = GoogleDocstring(docstring, what="function").lines()


def setup(app: Sphinx) -> None:
    """Read each docstring before autodoc sets it."""
    app.connect("autodoc-process-docstring", lambda *event: read_sections(event[-1]))

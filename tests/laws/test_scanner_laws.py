"""Laws of the scan: it sees in a text what the parser sees, and refuses nothing for its form alone."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tradetalks.loading.locating import lines_of
from tradetalks.loading.scanning import BadText, scan

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Pieces that hang together, and pieces that tear a text apart.
_LINES = (
    "a = 1\n",
    "b.c = [1, 2]\n",
    "[t]\n",
    "[[u]]\n",
    "[[u.w]]\n",
    "[u.v]\n",
    "d = {x = 1, y = [2], z.z = {}}\n",
    'e = """q\n[[u]]\n"""\n',
    "f = '''r = '''\n",
    "g = [\n  1, # c ]\n  [2, {h = 3}],\n]\n",
    'h = "a\\"b#[{"\n',
    "'q r' = 2025-01-01T00:00:00Z\n",
    "i = 07:32:00\r\n",
    "# only words = [\n",
)
_TOKENS = (
    *"=,.{}[]\"'\\#\n ax1",
    '"""',
    "'''",
    "[[",
    "]]",
    "\\n",
    "true",
    "inf",
    "1.5",
    "1e3",
    "0x1F",
    "2025-01-01",
    '"s"',
    "b.c",
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a text that is TOML, or nearly, or not at all."""
    parts = draw(st.lists(st.sampled_from(_LINES), max_size=5))
    text = "".join(parts)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 3))
        text = text[:at] + draw(st.sampled_from(("", *_TOKENS))) + text[at + cut :]
    return text


def parsed(text: str) -> dict[str, object] | None:
    """Return what the parser makes of a text, or None where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def paths(value: object, path: str = "") -> Iterator[str]:
    """Yield the path of every key and member of a parsed text."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, one in value.items():
            yield from paths(one, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from paths(one, f"{path}[{index}]")


@settings(max_examples=500)
@given(texts())
@example('"" = 1\n')
@example('a = """"q"""""\n')
@example("a = ''''q'''''\n")
@example("[u]\n[[u.w]]\n[u.w.x]\ny = 1\n[[u.w]]\nx = {}\n")
def test_the_scan_sees_what_the_parser_sees(text: str) -> None:
    """Whatever the parser takes, the scan finds the same keys and members in; so nothing slips by it."""
    text = text.replace("\r\n", "\n")
    data = parsed(text)
    if data is None:
        return
    try:
        found = lines_of(text)
    except BadText as error:
        assert error.code != "X1"  # noqa: PT017 - out of bounds it may be
    else:
        # An empty key at the top has the path of the whole, which is no key.
        assert set(found) - {""} == set(paths(data))


@given(st.text(alphabet="".join(_TOKENS), max_size=60))
def test_any_text_is_passed_or_refused(text: str) -> None:
    """The scan raises nothing else, and tells a place inside the text."""
    try:
        scan(text)
    except BadText as error:
        assert 0 <= error.at <= len(text)  # noqa: PT017 - most are refused

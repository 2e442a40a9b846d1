"""What the scan refuses before a text is parsed, and that no text can keep it busy."""

from __future__ import annotations

import time

import pytest

from tradetalks.loading.limits import MOST_FILE_BYTES, MOST_KEY_PARTS_IN_A_FILE
from tradetalks.loading.scanning import BadText, Found, Mark, line_at, marks, scan


def refused(text: str) -> tuple[str, int]:
    """Return code and line with which a text is refused."""
    with pytest.raises(BadText) as caught:
        scan(text)
    return caught.value.code, line_at(text, caught.value.at)


def test_keys_headers_and_values_are_told_apart() -> None:
    """In every form that TOML has for them."""
    text = """a.'b c' = [1, { "d" = 2 }]  # [not] = "this"\n[[e . f]]\ng = '''x = [\n'''\n[h]\n"""
    assert list(marks(text)) == [
        Found(Mark.KEY, 0, ("a", "b c")),
        Found(Mark.LIST, 10),
        Found(Mark.VALUE, 11),
        Found(Mark.NEXT, 12),
        Found(Mark.TABLE, 14),
        Found(Mark.KEY, 16, ("d",)),
        Found(Mark.VALUE, 22),
        Found(Mark.CLOSE, 24),
        Found(Mark.CLOSE, 25),
        Found(Mark.ITEM_HEADER, text.index("e . f"), ("e", "f")),
        Found(Mark.KEY, text.index("g ="), ("g",)),
        Found(Mark.VALUE, text.index("'''")),
        Found(Mark.HEADER, text.index("h]"), ("h",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment",
        "a = 1_000.5e-3",
        "a = 0.123456789012345678901234567890",
        "a = 123456789012345678901234567890",
        "a = -0.5\nb = +1",
        "a = 0xDEAD_BEEF\nb = 0o755\nc = 0b1101",
        "a = 1979-05-27T00:32:00.999999-07:00",
        "a = 1979-05-27 07:32:00",
        "a = 07:32:00",
        "nan = 'nan'\ninf = \"inf\"\nb = [true, false]",
        "a.b.c.d.e.f.g.h = 1",
        f"{'k' * 200} = 1",
        "a = [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]",
        'a = """one " two "" three \\""" four"""""',
        "a = '''one ' two '' three''''",
        "a = \"\"\nb = ''\nc = \"\"\"\"\"\"\nd = ''''''",
        "a = {}\nb = []\nc = [\n  1, # one\n  2,\n]",
        "[a]\n[a.b]\n[[c]]\n[[c.d]]",
    ],
)
def test_what_a_record_may_hold_passes(text: str) -> None:
    """The bounds are wide, and each may be reached."""
    scan(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a.b.c.d.e.f.g.h.i = 1", "X2"),
        ("x = 1\n[a.b.c.d.e.f.g.h.i]", "X2"),
        ("x = 1\n[[a.'b'.c.d.e.f.g.h.\"i\"]]", "X2"),
        ("x = { a.b.c.d.e.f.g.h.i = 1 }", "X2"),
        ("x = { a.b.c.d.e.f.g.h.i }", "X2"),
        ("x = { a.b.c.d.e.f.g.h.i, b = 1 }", "X2"),
        ("a.b.c.d.e.f.g.h.i", "X2"),
        (f"'{'k' * 199}' = 1", "X2"),
        (f"a = {'[' * 17}", "X3"),
        (f"a = {'{b = ' * 17}", "X3"),
        ("a = 1234567890123456789012345678901", "X4"),
        ("a = -1_2345678901_1234567890_1234567890", "X4"),
        ("a = 0.1234567890123456789012345678901", "X4"),
        ("a = 1e30", "X4"),
        ("a = 1E+9999999999", "X4"),
        ("a = 1e-31", "X4"),
        ("a = 0x1234567890123456789012345678901", "X4"),
        ("a = [1, nan]", "X5"),
        ("a = +inf", "X5"),
        ("a = -nan", "X5"),
        ("a = { b = inf }", "X5"),
        ('a = "open', "X1"),
        ("a = '''open", "X1"),
        ('a = """open""', "X1"),
        ("a = [1, 2", "X1"),
        ("a = { b = 1", "X1"),
        ("a = 1]", "X1"),
        ("a = [1}", "X1"),
        ("a = b = 1", "X1"),
        ("[[[a]]]", "X1"),
        ("[ [a]]", "X1"),
        ("a [b] = 1", "X1"),
        ("[a = 1", "X1"),
        ("a, b = 1", "X1"),
        ("{ a = 1 }", "X1"),
    ],
)
def test_what_no_record_may_hold_is_refused(text: str, code: str) -> None:
    """By its own code, wherever in the text it stands."""
    assert refused(text)[0] == code


def test_the_line_is_told() -> None:
    """Of what is wrong, not of where the text begins."""
    assert refused('a = """\n\n"""\nb = [\n 1,\n nan,\n]') == ("X5", 6)


def test_a_file_has_so_many_keys_at_most() -> None:
    """Each part of a key costs the parser time."""
    text = "a.b = 1\n" * (MOST_KEY_PARTS_IN_A_FILE // 2)
    scan(text)
    assert refused(text + "c = 1\n") == ("X6", MOST_KEY_PARTS_IN_A_FILE // 2 + 1)


HOSTILE = {
    "a dotted key of 40 KB": "a." * 20_000 + "a = 1",
    "a dotted key of quotes": '"a".' * 400_000 + "a = 1",
    "a key without end": "a." * 1_000_000,
    "deep lists": "a = " + "[" * 1_000_000,
    "deep tables": "a = " + "{b=" * 500_000,
    "quotes": '"' * 2_000_000,
    "apostrophes": "'" * 2_000_000,
    "both in turn": "\"'" * 1_000_000,
    "three and one": '"""\'' * 500_000,
    "an open text": 'a = "' + "x" * 2_000_000,
    "an open long text": 'a = """' + "x\n" * 1_000_000,
    "open texts on every line": '"\n' * 1_000_000,
    "backslashes": 'a = "' + "\\" * 1_999_999,
    "pairs of quotes": 'a = """' + '""\\' * 600_000,
    "digits": "a = " + "1" * 2_000_000,
    "hexadecimal digits": "a = 0x" + "f" * 2_000_000,
    "headers": "[[a]]\n" * 330_000,
    "headers in each other": "[a.b.c.d.e.f.g.h]\n" * 110_000,
    "keys": "".join(f"k{number} = 1\n" for number in range(150_000)),
    "values": "a = [" + "1," * 1_000_000,
    "empty lists": "a = [" + "[]," * 600_000,
    "floats": "a = [" + "1.5e3," * 300_000,
    "spaces": " " * 2_000_000,
    "lines": "\n" * 2_000_000,
    "comments": "#\n" * 1_000_000,
    "brackets that close": "]" * 2_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_keeps_the_scan_busy(name: str) -> None:
    """Two megabytes of anything take a second or two, and never minutes; watched by coverage, some more."""
    text = HOSTILE[name]
    assert len(text) <= MOST_FILE_BYTES
    before = time.process_time()
    try:
        scan(text)
    except BadText as error:
        assert len(str(error)) < 200  # noqa: PT017 - some are refused, and some are only long
    assert time.process_time() - before < 15

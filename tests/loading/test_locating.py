"""The line in which a field stands, or what is around it where it is not there."""

from __future__ import annotations

import pytest

from tradetalks.loading.locating import line_of, lines_of

TEXT = """\
[[agreements]]
id = "one"

[[agreements]]
id = "two"
sources = [
    { title = "A" },
    { title = "B",
      at = "x" },
]
events.first = 1

    [agreements.text]
    title = "T"

        [[agreements.text.articles]]
        number = "1"

            [[agreements.text.articles.commitments]]
            id = "c1"

        [[agreements.text.articles]]
        number = "2"

            [[agreements.text.articles.commitments]]
            id = "c2"
            terms = [
                { name = "a", duty = "10%" },
                { name = "b",
                  duty = "20%" },
            ]

[record]
words = '''
[[agreements]]
'''
after = 1
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("agreements[0]", 1),
        ("agreements[0].id", 2),
        ("agreements[0].text", 1),
        ("agreements[1]", 4),
        ("agreements[1].sources", 6),
        ("agreements[1].sources[0]", 7),
        ("agreements[1].sources[1].at", 9),
        ("agreements[1].sources[1].url", 8),
        ("agreements[1].sources[7]", 6),
        ("agreements[1].events", 11),
        ("agreements[1].events.first", 11),
        ("agreements[1].text", 13),
        ("agreements[1].text.title", 14),
        ("agreements[1].text.articles", 16),
        ("agreements[1].text.articles[0].commitments[0].id", 20),
        ("agreements[1].text.articles[1]", 22),
        ("agreements[1].text.articles[1].commitments[0]", 25),
        ("agreements[1].text.articles[1].commitments[0].terms[1].duty", 30),
        ("agreements[1].text.articles[1].commitments[0].terms[1].bound", 29),
        ("record.after", 37),
        ("agreements", 1),
        ("acts[0].id", None),
        ("", None),
    ],
)
def test_a_field_is_found(path: str, line: int | None) -> None:
    """By its path; what is not there, where it should be."""
    assert line_of(path, lines_of(TEXT)) == line

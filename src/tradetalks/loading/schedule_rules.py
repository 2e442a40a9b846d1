"""What a schedule file has to keep, by code, and how large it may be; the H beside the codes of the record."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from tradetalks.errors import Fault
from tradetalks.rules.catalogue import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "LONGEST_DESCRIPTION",
    "LONGEST_RATE",
    "MOST_COMMAS",
    "MOST_SCHEDULE_BYTES",
    "MOST_SCHEDULE_ROWS",
    "SCHEDULE_RULES",
    "schedule_fault",
]

#: The JSON form of the whole schedule has 13 MB.
MOST_SCHEDULE_BYTES = 64 * 1024 * 1024
#: The whole schedule has some 36,000 rows.
MOST_SCHEDULE_ROWS = 200_000
#: The JSON form of the whole schedule has 600,000, and a parser makes a value for each.
MOST_COMMAS = 4_000_000
#: The longest rate of the schedule has 439 characters.
LONGEST_RATE = 2_000
#: The longest text of the schedule has 1,685 characters.
LONGEST_DESCRIPTION = 10_000

_RULES = (
    Rule(
        "H1",
        "A schedule is a regular file that can be read.",
        "Reading a pipe or a device may wait for ever.",
        "name the file that was exported",
    ),
    Rule(
        "H2",
        "A schedule has at most 64 MiB, 200,000 rows, 4,000,000 commas, and 2,000 characters in a rate or 10,000 in a "
        "description.",
        "Each bound is several times what the whole schedule needs; a larger file is meant to keep its reader busy.",
        "export the schedule again, or fewer chapters of it",
    ),
    Rule(
        "H3",
        "A schedule is UTF-8, with or without a byte order mark, and without NUL characters.",
        "Guessing at other encodings would change signs such as the cent.",
        "unpack the file, or save it as CSV in UTF-8",
    ),
    Rule(
        "H4",
        "A schedule is CSV or JSON as the USITC exports it.",
        "What the parser cannot read, no later stage can.",
        "export the schedule again, and leave the file as it is",
    ),
    Rule(
        "H5",
        "A schedule has the columns of the export, each once and in every row.",
        "A column that is taken for another would make a duty of something else.",
        "export the schedule again; other columns besides do no harm",
    ),
    Rule(
        "H6",
        "A code is a text of 4, 6, 8 or 10 digits, with or without dots, with every zero in front and behind.",
        "A table program that takes codes for numbers drops their zeros, and 0101.21.00 becomes another code or none.",
        "import the column of codes as text before saving, or use the export itself",
    ),
    Rule(
        "H7",
        "Rates, descriptions, units and indents are texts.",
        "A number has lost how it was printed: 0.10 and 0.1, 1e3 and 1000 are one.",
        "keep every value as text",
    ),
    Rule(
        "H8",
        "A line and a statistical number stand in the file once.",
        "Two rows would leave open which of them holds.",
        "delete one of the rows",
    ),
    Rule(
        "H9",
        "A statistical number has the rates of its line, or says nothing of rates.",
        "Duties belong to the line of eight digits; numbers under it only count goods.",
        "put the line of eight digits before its numbers, and leave their rates empty",
    ),
    Rule(
        "H10",
        "A schedule has at least one line.",
        "An empty schedule would answer every question with a gap.",
        "name the file that was exported",
    ),
)

#: Every rule by its code.
SCHEDULE_RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _RULES})


def schedule_fault(
    code: str, message: str, *, file: str | None = None, line: int | None = None, record: str | None = None
) -> Fault:
    """Return a breach of a rule, with the way to mend it.

    >>> print(schedule_fault("H8", "the line stands in the file twice", file="mine.csv", line=7))
    mine.csv:7: H8: the line stands in the file twice
        to mend: delete one of the rows
    """
    return Fault(code, message, file=file, line=line, record=record, hint=SCHEDULE_RULES[code].hint)

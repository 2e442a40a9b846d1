"""The rules by their codes: what each asks for, why, and how a breach is mended.

F files, X syntax, R the statement of a record, D documents, S shape, I ids and places, T days,
L law and painting, N talks, A agreements. A code is never given to another rule.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import frozen

from tradetalks.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CATALOGUE", "Rule", "fault"]


@frozen
class Rule:
    """One rule that a record has to keep."""

    #: Its code.
    code: str
    #: What it asks for.
    sentence: str
    #: Why it is asked.
    reason: str
    #: How a breach is mended.
    hint: str


_RULES = (
    Rule(
        "F1",
        "A record is a folder with a record.toml in it.",
        "The statement in that file says what the folder is, so that no other folder is taken for a record.",
        "name a folder that holds a record.toml",
    ),
    Rule(
        "F2",
        "Every file of a record is a regular file that can be read.",
        "Reading a pipe or a device may wait for ever.",
        "put a regular file there, with leave to read it, or take it away",
    ),
    Rule(
        "F3",
        "Nothing is read from outside the folder.",
        "A record may come from anybody; a link in it must not reach what its reader keeps elsewhere.",
        "copy what the link leads to into the folder",
    ),
    Rule(
        "F4",
        "A file has at most 2 MiB.",
        "Reading a larger one would take seconds, and nobody can look through it.",
        "split the file: facts of one kind may stand in several files",
    ),
    Rule(
        "F5",
        "A folder has at most 2,000 record files with 64 MiB in all, among 50,000 files 16 folders deep.",
        "A folder with more is not a record, or is meant to keep its reader busy.",
        "name the folder of the record itself, not one around it",
    ),
    Rule(
        "F6",
        "A file is UTF-8, without a byte order mark and without NUL characters.",
        "TOML is UTF-8; guessing at other encodings would change names.",
        "save the file as UTF-8 without a byte order mark",
    ),
    Rule(
        "X1",
        "A file is TOML 1.0.",
        "What the parser cannot read, no later stage can.",
        "mend the line",
    ),
    Rule(
        "X2",
        "A key has at most 8 parts and 200 characters.",
        "One dotted key of 40 KB can hold a TOML parser for seconds, so keys are measured before it starts.",
        "write tables in place of long dotted keys",
    ),
    Rule(
        "X3",
        "Brackets and braces are nested at most 16 deep.",
        "A parser calls itself for each level, until the interpreter gives up; the record needs six.",
        "take the inner lists apart",
    ),
    Rule(
        "X4",
        "A number has at most 30 digits.",
        "No duty, amount or count needs more, and the time for arithmetic grows with the digits.",
        "write fewer digits",
    ),
    Rule(
        "X5",
        "A number is finite: neither nan nor inf.",
        "Unknown is not a number; a fact that is not known is left out, or said in words.",
        "leave out what is not known",
    ),
    Rule(
        "X6",
        "A file has at most 100,000 keys and 300,000 values.",
        "Each costs the parser time, whatever the size of the file.",
        "split the file: facts of one kind may stand in several files",
    ),
    Rule(
        "R1",
        "The format of a record is one that this version of the library reads.",
        "A newer format may say the same words and mean something else.",
        "update tradetalks, or write format = 1",
    ),
    Rule(
        "R2",
        "A record extends nothing, or the record that ships with the library.",
        "Other records are not looked for: a name must not become a path.",
        'write extends = "tradetalks", or leave it out',
    ),
    Rule(
        "D1",
        "A document is listed once.",
        "Two entries under one id would leave open which of them a source means.",
        "give the second document another id, or cite the first",
    ),
    Rule(
        "D2",
        "A source that names a document names one that is listed, or has a title of its own.",
        "A fact without a document behind it cannot be checked.",
        "list the document under [[documents]], or give the source a title",
    ),
    Rule(
        "S1",
        "A record has every field that its kind asks for.",
        "Nothing is made up for what is missing.",
        "add the field",
    ),
    Rule(
        "S2",
        "A record has only fields that its kind knows, and a file only kinds that the library knows.",
        "A slip in the name of a field would otherwise lose what stands in it.",
        "look for a slip in the name; the reference lists the fields of each kind",
    ),
    Rule(
        "S3",
        "A value has the type that its field asks for.",
        "Nothing is turned from one type into another: the text 'no' is not false, and a text is not a list.",
        "write the value in the type that is asked for",
    ),
    Rule(
        "S4",
        "A word is one of those that its field knows.",
        "The library answers by these words.",
        "choose one of the words",
    ),
    Rule(
        "S5",
        "A day is a date without quotes and without a time.",
        "Law applies by the day; a moment with a time would have to be cut, and in which time zone is not said.",
        "write the day alone, such as 2025-04-09",
    ),
    Rule(
        "S6",
        "An interval ends after it starts.",
        "Its end is the first day that is no longer in it, so an interval of one day ends on the next.",
        "let the end be the first day on which it no longer applies",
    ),
    Rule(
        "S7",
        "A fact names at least one source.",
        "What nobody can look up is not a fact of the record.",
        "add the source, with the place in it",
    ),
    Rule(
        "S8",
        "An id is made of small letters, digits and single hyphens, at most 80 characters.",
        "Ids go into addresses, file names and other programs.",
        "write the id so, such as us-chn-geneva-2025",
    ),
    Rule(
        "S9",
        "A value is one that its field can hold: a code of the schedule, a duty, a scope that names goods.",
        "A value that contradicts itself would make every answer doubtful.",
        "write the value as the message says",
    ),
    Rule(
        "I1",
        "An id is given once in a record, commitments included.",
        "Facts name each other by id.",
        "give the second record another id",
    ),
    Rule(
        "I2",
        "A record with the id of a shipped one says replaces = true.",
        "So nobody overwrites a shipped fact without meaning to.",
        "write replaces = true in the record, or give it another id",
    ),
    Rule(
        "I3",
        "A record that replaces another replaces one of its own kind that is there.",
        "A slip in the id would add a second fact beside the one that was meant to go.",
        "look for a slip in the id, or take out replaces",
    ),
    Rule(
        "I4",
        "An id that a record names is the id of a fact of the right kind.",
        "A name that leads nowhere cannot be answered.",
        "look for a slip in the id, or add the fact",
    ),
    Rule(
        "I5",
        "A place is a country by its ISO 3166-1 code, or a bloc by its code or id.",
        "Origins and parties are compared by these.",
        "write the code, such as CN or EU; the United Kingdom is GB",
    ),
    Rule(
        "I6",
        "A bloc has a code that neither a country nor another bloc has.",
        "A code stands for one place.",
        "take out the code, so that the bloc goes by its id",
    ),
    Rule(
        "I7",
        "A bloc does not lie inside itself.",
        "Its members could never be counted.",
        "take the bloc out of its own members, and out of theirs",
    ),
    Rule(
        "T1",
        "Nothing became known after the horizon of the record.",
        "The horizon is the last day that the record covers; suppositions may lie beyond it.",
        "move the horizon, or mend the day",
    ),
    Rule(
        "T2",
        "A fact became known no earlier than the facts it names.",
        "As known on a day in between, it would name what nobody knew; "
        "only the programme of talks may be known later.",
        "mend the earlier day, or name the fact where it became known",
    ),
    Rule(
        "T3",
        "A part of a fact became known no earlier than the fact.",
        "Before that day, the whole is not there.",
        "leave out the day of a part that became known with the whole",
    ),
    Rule(
        "T4",
        "What happened became known no earlier than it happened.",
        "Its announcement is the first day on which the public could know it.",
        "mend one of the two days",
    ),
    Rule(
        "T5",
        "Days of a life come in their order.",
        "Nothing is published before it is signed, and events are listed by their days.",
        "mend one of the two days, or put the events in their order",
    ),
    Rule(
        "T6",
        "Where the words of an act come to a day, it is the day that stands beside them.",
        "The words are kept so that the day can be checked.",
        "mend the day, or the words",
    ),
    Rule(
        "L1",
        "Two measures that paint the same goods of a programme, announced on one day, have different sequences.",
        "The later paint covers the earlier; without an order the answer would hang on the letters of their ids.",
        "give the measure that covers the other the higher sequence",
    ),
    Rule(
        "L2",
        "At most 500 measures of a programme share the day of announcement and the sequence.",
        "Each of them is compared with each.",
        "name more goods or origins in one measure, or give sequences",
    ),
    Rule(
        "L3",
        "A measure that is enacted rests on an act that is.",
        "A threat, a plan or a judgment collects nothing by itself.",
        "give the measure the force of its act, or name the act that made it law",
    ),
    Rule(
        "L4",
        "A measure is charged by the importer that charges its programme.",
        "Each programme is the line of duties of one government.",
        "mend the importer of the measure, or name another programme",
    ),
    Rule(
        "N1",
        "Delegations and positions are those of a party of the talk.",
        "Others may be spoken of in words.",
        "name a party of the talk, a member of one, or both",
    ),
    Rule(
        "N2",
        "A talk or an agreement has two parties or more, each named once.",
        "Nobody negotiates alone.",
        "name the parties, each once",
    ),
    Rule(
        "N3",
        "A talk that runs inside a programme names it.",
        "The state of play counts the talks of each programme.",
        'name the programme, or write track = "independent"',
    ),
    Rule(
        "N4",
        "A talk is in a group that its programme has.",
        "The state of play lists the groups of a programme in its order.",
        "write the group as the programme does, or add it there",
    ),
    Rule(
        "A1",
        "Who gives and who gains is a party, or both.",
        "A commitment binds those who made it; others who gain are its beneficiary, in words.",
        "name a party of the agreement or talk, or both",
    ),
    Rule(
        "A2",
        "A commitment is exchanged for another of the same agreement.",
        "What was exchanged across agreements is said in words.",
        "name another commitment of the agreement, or say it in exchanged_for",
    ),
    Rule(
        "A3",
        "The parties of an agreement are parties of the talk it came from.",
        "Otherwise the agreement would show in a talk that others held.",
        "mend the parties, or name another talk",
    ),
)

#: Every rule by its code.
CATALOGUE: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _RULES})


def fault(  # noqa: PLR0913 - a fault has so many parts
    code: str,
    message: str,
    *,
    file: str | None = None,
    line: int | None = None,
    record: str | None = None,
    field: str | None = None,
    hint: str | None = None,
) -> Fault:
    """Return a fault with the hint of its rule, unless there is a better one.

    >>> fault("F4", "the file has 3,000,000 bytes", file="big.toml").hint
    'split the file: facts of one kind may stand in several files'
    """
    return Fault(code, message, file, line, record, field or None, hint or CATALOGUE[code].hint)

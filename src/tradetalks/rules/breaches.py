"""What a rule finds: one breach, told in the words of the record and not of its files."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Breach"]


@frozen
class Breach:
    """One fact that breaks a rule. Whoever knows the files adds file and line.

    >>> Breach("T1", "eo-1", "announced", "was announced after the horizon").code
    'T1'
    """

    #: The code of the rule.
    code: str
    #: Id of the fact that breaks it.
    fact: str
    #: The field to blame; where it stands in a list, its index may be left out.
    field: str
    #: One sentence that says what is wrong.
    message: str
    #: The text in that field, where it helps to find it; else None.
    value: str | None = None
    #: What to do about it, where the catalogue's own words are too general.
    hint: str | None = None

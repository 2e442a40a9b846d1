"""What plain data is, and the two forms it takes in files."""

from __future__ import annotations

from enum import StrEnum, unique
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

__all__ = ["Form", "Plain", "Table"]

#: What TOML and JSON can hold; JSON writes days and decimals as text.
Plain: TypeAlias = "str | int | bool | Decimal | date | list[Plain] | dict[str, Plain]"
#: A table of plain data.
Table: TypeAlias = "dict[str, Plain]"


@unique
class Form(StrEnum):
    """How a file form holds days and decimals."""

    #: Days and decimals as TOML's own types.
    TOML = "toml"
    #: Days as ISO text and decimals as text.
    JSON = "json"

"""Numbers as users type them: whole, or exact decimals, never floating point; and what kinds there are."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, Strict, StrictInt

StrictDecimal = Annotated[Decimal, Strict()]
Number = Annotated[StrictInt | StrictDecimal, Field(union_mode="left_to_right")]


class ValueKind(StrEnum):
    """How a number is read and printed."""

    COUNT = "so_luong"
    VALUE = "gia_tri"
    RATE = "ty_le"

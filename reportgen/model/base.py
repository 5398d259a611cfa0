"""What every value read from a user's file has in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Path = tuple[str | int, ...]
"""A place inside a definition or a figures file: ("noi_dung", 0, "van_ban")."""

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class Value(BaseModel):
    """A frozen value; unknown keys are refused, fields go by their Vietnamese alias in files."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=False,
        validate_by_alias=True,
        str_strip_whitespace=False,
        hide_input_in_errors=True,
        defer_build=True,  # a command uses few of the values, and most of those inside others
    )

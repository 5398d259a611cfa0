"""Where figures come from: traces, and how their formulas are worded apart from the numbers of one unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from reportgen.model.base import Path


class Operand(NamedTuple):
    """A number of an indicator in a period that stands in a formula: its own, or what it is divided by."""

    period: int
    is_own: bool


class Wording(NamedTuple):
    """What a trace has in common with those of other units: a format with gaps for operands, the inputs."""

    form: str
    operands: tuple[Operand, ...]
    inputs: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """How a figure came about: the formula with its operands filled in, and the inputs it used."""

    formula: str = ""
    inputs: tuple[Path, ...] = ()
    note: str = ""

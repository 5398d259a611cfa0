"""The tie-out (đối chiếu): every number a report prints, where it came from and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from reportgen.errors import Where
from reportgen.model.figure import Figure

if TYPE_CHECKING:
    from reportgen.model.slots import Slot, Telling


class Printed(NamedTuple):
    """One printed figure: its text, the site that printed it, and which occurrence of its id this is."""

    figure: Figure
    text: str
    site: int
    occurrence: int


class TypedText(NamedTuple):
    """A text with digits that came from the unit's own data: a number, a date, an address."""

    text: str
    site: int


@dataclass(frozen=True, slots=True)
class PrintRecord:
    """What a fill has printed: the slots of all figures in order, and their texts as XML.

    `made` are the figures that were made to be printed, by place; the others are found by `telling`, which is
    None when every figure was made. `typed_printed` are the numerals under a condition that were printed.
    """

    slots: Sequence[Slot]
    texts: Sequence[str]
    made: Mapping[int, Figure]
    telling: Telling | None
    typed: Sequence[TypedText]
    typed_printed: Sequence[int]


class PrintedPlace(NamedTuple):
    """One place where a figure is printed, as a reader finds it, and what stands there."""

    place: str
    text: str


class TieOutFigure(NamedTuple):
    """A printed figure: exact value as fractions (two for a range, none for a gap), formula, sources, places.

    A rate is a fraction of 1: 121/190 is printed as 63,68%. `formula` is empty for a number as typed.
    """

    id: str
    label: str
    values: tuple[str, ...]
    is_rate: bool
    formula: str
    sources: tuple[Where, ...]
    places: tuple[PrintedPlace, ...]
    note: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """How it is printed, each text once, in order."""
        return tuple(dict.fromkeys(place.text for place in self.places))


class TypedEntry(NamedTuple):
    """A numeral or a text with digits that a person typed, and where it is printed."""

    text: str
    place: str


MOST_SUMMANDS = 100_000
"""Rows of what units gave, beyond which files only say how many more there are."""


class Summand(NamedTuple):
    """What one unit gave for a figure that was made of the units' own; None where it gave nothing."""

    figure: str
    """The figure's id: `can_bo.dai_hoc.so_luong.2023`."""
    label: str
    method: str
    """How the figure was made: `tổng`."""
    code: str
    unit: str
    """The unit's name."""
    value: int | Decimal | Fraction | None
    place: Where | None


@dataclass(frozen=True, slots=True)
class TieOut:
    """All figures printed, all numerals typed, and the files that were read (name → sha256).

    `summands` are empty for a unit that has none below it.
    """

    figures: tuple[TieOutFigure, ...]
    typed: tuple[TypedEntry, ...]
    inputs: Mapping[str, str] = field(default_factory=dict)
    summands: Sequence[Summand] = ()

    @property
    def printed_count(self) -> int:
        """How many printed numbers come from figures."""
        return sum(len(figure.places) for figure in self.figures)

    @property
    def computed_count(self) -> int:
        """How many of them are results of a formula."""
        return sum(len(figure.places) for figure in self.figures if figure.formula)

"""Where the figures of one annex stand on its worksheet, and the helper columns for those that do not."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from reportgen.model.annex_sheet import AnnexRow
from reportgen.model.figure import Figure
from reportgen.model.traces import Traces
from reportgen.publish.sheet_cells import LETTERS

MEASURE_HEADINGS = {
    "so_luong": "Số lượng",
    "gia_tri": "Giá trị",
    "mau_so": "Mẫu số",
    "ty_le": "Tỷ lệ (%)",
    "muc_tieu": "Mục tiêu",
    "dat": "Đạt (%)",
    "so_voi": "So với (%)",
}
DENOMINATOR = "mau_so"


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of the worksheet, counted from 0."""

    row: int
    column: int


@dataclass(slots=True)
class AnnexGrid:
    """The cells of one worksheet by the figures they hold; a figure that has none gets a helper."""

    first_helper: int
    traces: Traces
    spots: dict[Hashable, Spot] = field(default_factory=dict)
    helpers: dict[Spot, Figure] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)

    @classmethod
    def of_rows(cls, rows: Sequence[AnnexRow], first_row: int, width: int, traces: Traces) -> AnnexGrid:
        """Find every figure of the table; helpers go right of it, beyond an empty column."""
        grid = cls(width + 1, traces)
        # A denominator column repeats the total of the group: formulas had better read the total row itself.
        denominators = []
        for spot, figure in figures_in(rows, first_row):
            if figure.adjusted is not None or figure.override is not None:
                continue
            if measure_of(figure)[0] == DENOMINATOR:
                denominators.append((spot, figure))
            else:
                grid.spots.setdefault(grid.key_of(figure), spot)
        for spot, figure in denominators:
            grid.spots.setdefault(grid.key_of(figure), spot)
        return grid

    def key_of(self, figure: Figure) -> Hashable:
        """Return what makes two figures the same number: the input of a typed one, else the figure's id."""
        trace = self.traces.of(figure)
        return trace.inputs[0] if not trace.formula and len(trace.inputs) == 1 else figure.id

    def address(self, figure: Figure, row: int) -> str:
        """Return the address of a figure as a formula in that row writes it."""
        key = self.key_of(figure)
        if key not in self.spots:
            self.spots[key] = self._add_helper(figure, row)
        return address(self.spots[key], row)

    def _add_helper(self, figure: Figure, row: int) -> Spot:
        heading = helper_heading(figure)
        number = 0
        for number, known in enumerate([*self.headings, heading]):
            if known == heading and Spot(row, self.first_helper + number) not in self.helpers:
                break
        if number == len(self.headings):
            self.headings.append(heading)
        spot = Spot(row, self.first_helper + number)
        self.helpers[spot] = figure
        return spot


def figures_in(rows: Sequence[AnnexRow], first_row: int) -> Iterator[tuple[Spot, Figure]]:
    """Every figure of a table with its cell, row by row."""
    for row, line in enumerate(rows, first_row):
        for column, cell in enumerate(line.cells):
            if cell.figure is not None:
                yield Spot(row, column), cell.figure


def address(spot: Spot, row: int) -> str:
    """Return `D9`, or `D$8` for a cell of another row than the formula's own."""
    return f"{LETTERS[spot.column]}{'' if spot.row == row else '$'}{spot.row + 1}"


def measure_of(figure: Figure) -> list[str]:
    """Return the measure of a figure and its arguments: `ty_le`, `2020`."""
    title = figure.origin.title if figure.origin is not None else ""
    return figure.id.removeprefix(title + ".").split(".") if title else [""]


def helper_heading(figure: Figure) -> str:
    """Return `Mẫu số 2023`; the figure's own label when it is of no known measure."""
    measure, *arguments = measure_of(figure)
    if measure in MEASURE_HEADINGS and arguments:
        return " ".join([MEASURE_HEADINGS[measure], *arguments])
    return figure.origin.label_of(figure) if figure.origin is not None else figure.id

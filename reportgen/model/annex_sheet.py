"""The annexes of one filled report as values: what the workbook and the tie-out are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportgen.model.definition import Annex
from reportgen.model.figure import Figure


class RowLook(StrEnum):
    """How a table row is printed: total rows bold, «trong đó» rows italic with a dash."""

    TOTAL = "tong"
    SUB = "con"
    PLAIN = "thuong"


@dataclass(frozen=True, slots=True)
class AnnexCell:
    """One cell: a figure, a text, or nothing (`figure` None and `text` empty). `text` is what Word shows."""

    text: str
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One printed row, a cell for every leaf column."""

    look: RowLook
    cells: tuple[AnnexCell, ...]


@dataclass(frozen=True, slots=True)
class AnnexSheet:
    """One printed annex: its heading texts and rows; `rows` is empty for an annex without a table.

    `form_cells` and `form_rows` hold what an office's own workbook gets, by defined name.
    """

    annex: Annex
    label: str
    caption: str
    rows: tuple[AnnexRow, ...] = ()
    form_cells: dict[str, AnnexCell] | None = None
    form_rows: dict[str, tuple[AnnexRow, ...]] | None = None
    title: str | None = None
    """The annex's title as printed; None: as its author wrote it."""

    @property
    def heading(self) -> str:
        """The title above the table."""
        return self.annex.title if self.title is None else self.title

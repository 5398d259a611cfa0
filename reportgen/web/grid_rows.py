"""Rows of the grid as markup, kept for the next page: most figures stay what they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from reportgen.model.office.reports import CellFinding, CellId, CellView, GridRow

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_ROWS = 4096
"""Some 5 MB of markup."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that is the same as another one when everything in it that a page shows is."""

    shown: tuple[object, ...]
    cells: tuple[CellView, ...]
    years: tuple[int, ...]
    may_edit: bool
    has_last: bool
    row: GridRow = field(compare=False)


class GridRows:
    """Lays out rows with the macro of a template."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._kept = lru_cache(MOST_ROWS)(self._plain)

    def __call__(
        self,
        row: GridRow,
        years: tuple[int, ...],
        *,
        may_edit: bool,
        has_last: bool,
        told: Mapping[CellId, CellFinding],
        sent: Mapping[CellId, str],
    ) -> Markup:
        """Return a row; one with something to be told is laid out anew."""
        cells = tuple(row.cells.values())
        if any(cell.id in told or cell.id in sent for cell in cells):
            return self._markup(row, years, may_edit, has_last, told, sent)
        shown = (row.label, row.measure_unit, row.depth, row.is_total, row.last)
        return self._kept(_Row(shown, cells, years, may_edit, has_last, row))

    def _plain(self, asked: _Row) -> Markup:
        return self._markup(asked.row, asked.years, asked.may_edit, asked.has_last, {}, {})

    def _markup(self, row: GridRow, *more: object) -> Markup:
        macros = self._environment.get_template("parts/grid.html").module
        made: Markup = macros.row(row, *more)  # type: ignore[attr-defined]
        return made

"""Rows of the grid as markup, kept for the next page: most figures stay what they were."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from reportgen.model.office.reports import CellFinding, CellId, CellView, GridRow, GridSection

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_ROWS = 2048
"""Some 2.5 MB of markup."""
MOST_SECTIONS = 256
"""Some 1.5 MB."""


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
        self._sections: OrderedDict[tuple[object, ...], tuple[GridSection, Markup]] = OrderedDict()

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

    def section(
        self,
        section: GridSection,
        years: tuple[int, ...],
        *,
        may_edit: bool,
        has_last: bool,
        told: Mapping[CellId, CellFinding],
        sent: Mapping[CellId, str],
    ) -> Markup:
        """Return the rows of a group; the very section that was laid out before is not laid out again."""
        if told or sent:
            return self._macro("section")(section, years, may_edit, has_last, told, sent)
        key = id(section), years, may_edit, has_last
        kept = self._sections.get(key)
        if kept is None or kept[0] is not section:  # the number of another one that is gone
            kept = section, self._macro("section")(section, years, may_edit, has_last, told, sent)
            self._sections[key] = kept
            while len(self._sections) > MOST_SECTIONS:
                self._sections.popitem(last=False)
        return kept[1]

    def _plain(self, asked: _Row) -> Markup:
        return self._markup(asked.row, asked.years, asked.may_edit, asked.has_last, {}, {})

    def _markup(self, row: GridRow, *more: object) -> Markup:
        return self._macro("row")(row, *more)

    def _macro(self, name: str) -> Callable[..., Markup]:
        made: Callable[..., Markup] = getattr(self._environment.get_template("parts/grid.html").module, name)
        return made


def has_last(sections: tuple[GridSection, ...]) -> bool:
    """Whether any row has a figure of the last period."""
    return any(row.last for section in sections for row in section.rows)

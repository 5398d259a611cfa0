"""Rows and groups of the grid as markup, kept for the next page: most figures stay what they were."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from reportgen.model.office.reports import CellFinding, CellId, GridRow, GridSection

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_ROWS = 2048
"""Some 2.5 MB of markup."""
MOST_SECTIONS = 256
"""Some 1.5 MB."""


class GridRows:
    """Lays out rows with the macros of a template."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._rows, self._sections = _LaidOut(MOST_ROWS), _LaidOut(MOST_SECTIONS)

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
        """Return a row; the very row that was laid out before is not laid out again."""
        make: Callable[..., Markup] = self._macros.row
        if (told or sent) and any(cell.id in told or cell.id in sent for cell in row.cells.values()):
            return make(row, years, may_edit, has_last, told, sent)
        return self._rows.get(row, (years, may_edit, has_last), make)

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
        """Return the rows of a group; the very group that was laid out before is not laid out again."""
        make: Callable[..., Markup] = self._macros.section
        if told or sent:
            return make(section, years, may_edit, has_last, told, sent)
        return self._sections.get(section, (years, may_edit, has_last), make)

    @cached_property
    def _macros(self) -> Any:
        """Those of the template, which asks for rows of ours in its turn."""
        return self._environment.get_template("parts/grid.html").module


class _LaidOut:
    """Markup of values that nobody changes, by which value it is."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[object, ...], tuple[object, Markup]] = OrderedDict()

    def get(self, value: object, shown: tuple[Any, ...], make: Callable[..., Markup]) -> Markup:
        """Return the markup of a value that has nothing to be told, made now if it is not kept."""
        key = (id(value), *shown)
        kept = self._kept.get(key)
        if kept is None or kept[0] is not value:  # the number of another one that is gone
            kept = self._kept[key] = value, make(value, *shown, {}, {})
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return kept[1]


def has_last(sections: tuple[GridSection, ...]) -> bool:
    """Whether any row has a figure of the last period."""
    return any(row.last for section in sections for row in section.rows)

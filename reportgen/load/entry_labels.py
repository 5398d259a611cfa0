"""Finding the rows and columns of a data-entry form by what is written beside and above them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportgen.load.entry_grid import Grid
from reportgen.load.workbook_cells import Cell
from reportgen.model.entry_form import (
    CHECK,
    LABEL,
    LAST,
    NOTE,
    ORDINAL,
    SUBTOTAL,
    TARGET,
    UNIT,
    EntryForm,
    EntryRow,
    plain_label,
)
from reportgen.vietnamese import nfc

YEAR_TAIL = re.compile(r"(?:^|(?:năm|kỳ|số liệu)\s*)(\d{1,9})$")
OTHER_HEADINGS = frozenset(map(str.casefold, (ORDINAL, LABEL, UNIT, LAST, TARGET, NOTE, CHECK)))
RowKey = tuple[str, str]
"""Group and member."""


def full_label(label: object) -> str:
    """Return a label with what stands in brackets, which tells some rows apart."""
    return " ".join(nfc(str(label)).split()).casefold().lstrip("-–•+ ").rstrip(":.; ")


class FormLabels:
    """The labels of a form: which row a label names inside a section, or in the whole form."""

    def __init__(self, form: EntryForm) -> None:
        rows = [(section.key, row) for section in form.sections for row in section.rows]
        self.sections = {
            key(section.label): section.key for section in form.sections for key in (full_label, plain_label)
        }
        self._in_section = _index(((section, row.label), row) for section, row in rows)
        self._anywhere = _index((("", row.label), row) for _, row in rows)

    def row(self, label: object, section: str) -> RowKey | None:
        """Return the row that a label names: inside the section, else where it has but one meaning."""
        for index, where in ((self._in_section, section), (self._anywhere, "")):
            for text in (full_label(label), plain_label(label)):
                if (where, text) in index:
                    return index[where, text]
        return None

    def section(self, label: object) -> str | None:
        """Return the section that a label names."""
        return self.sections.get(full_label(label)) or self.sections.get(plain_label(label))


def _index(rows: Iterable[tuple[tuple[str, str], EntryRow]]) -> dict[tuple[str, str], RowKey]:
    """Return the rows by place and label, without labels that two rows share."""
    pairs = [(where, row) for where, row in rows]
    keys = [
        {(where, text) for text in (full_label(label), plain_label(label))} for (where, label), _ in pairs
    ]
    counts = Counter(key for each in keys for key in each)
    return {
        key: (row.group, row.member)
        for each, (_, row) in zip(keys, pairs, strict=True)
        for key in each
        if counts[key] == 1
    }


@dataclass(slots=True)
class LabelledTable:
    """One sheet that has the form's headings: which column is which period, which row which figure."""

    grid: Grid
    header: int
    label_column: int
    years: dict[int, list[int]]
    """Columns of each period."""
    headings: dict[int, str]
    rows: dict[RowKey, list[int]] = field(default_factory=dict)
    known_rows: set[int] = field(default_factory=set)
    """Rows that are the form's own: figures, sections, subtotals."""

    def column_of(self, heading: str) -> int | None:
        """Return the column with one of the form's other headings."""
        wanted = heading.casefold()
        return next((column for column, text in self.headings.items() if text == wanted), None)

    def cells(self, key: RowKey, year: int) -> Iterator[Cell]:
        """Yield every cell that label and heading point at."""
        for row in self.rows.get(key, ()):
            for column in self.years.get(year, ()):
                yield self.grid.sheet.cell(row, column)


def labelled_tables(grids: Iterable[Grid], form: EntryForm, labels: FormLabels) -> list[LabelledTable]:
    """Return the sheets that look like the form's table of figures."""
    found = (_table(grid, form) for grid in grids)
    tables = [table for table in found if table is not None]
    for table in tables:
        _read_rows(table, labels)
    return tables


def _table(grid: Grid, form: EntryForm) -> LabelledTable | None:
    spanned = _Spanned(grid)
    for row, column in _label_headings(grid):
        years, headings, last = _columns(spanned, row, column, form)
        if years:
            return LabelledTable(grid, last, column, years, headings)
    return None


def _label_headings(grid: Grid) -> Iterator[tuple[int, int]]:
    wanted = LABEL.casefold()
    for cell in grid.cells():
        if isinstance(cell.value, str) and plain_label(cell.value) == wanted:
            yield int(cell.row or 1), int(cell.column or 1)


def _columns(
    spanned: _Spanned, row: int, column: int, form: EntryForm
) -> tuple[dict[int, list[int]], dict[int, str], int]:
    """Return the columns of the periods, the other headings, and the last row of the head.

    Periods stand in the rows of the heading of the labels, or, when that one is not merged downwards, in the
    row under it.
    """
    last = spanned.bottom(row, column)
    headings = _other_headings(spanned, range(row, last + 1))
    for rows in (range(row, last + 1), range(last + 1, last + 2)):
        years: dict[int, list[int]] = {}
        for at in range(column + 1, spanned.grid.last_column + 1):
            texts = [spanned.text(each, at) for each in rows]
            if (year := next(filter(None, (_year(text, form.years) for text in texts)), None)) is not None:
                years.setdefault(year, []).append(at)
        if years:
            bottoms = (spanned.bottom(rows[-1], each) for columns in years.values() for each in columns)
            return years, headings, max(bottoms)
    return {}, headings, last


def _other_headings(spanned: _Spanned, rows: range) -> dict[int, str]:
    return {
        column: text
        for column in range(1, spanned.grid.last_column + 1)
        for row in rows
        if (text := spanned.text(row, column)) in OTHER_HEADINGS
    }


def _year(text: str, years: tuple[int, ...]) -> int | None:
    found = YEAR_TAIL.search(text)
    if found is None or any(text.startswith(other) for other in OTHER_HEADINGS):
        return None
    return int(found[1]) if int(found[1]) in years else None


class _Spanned:
    """Texts of headings, those of merged areas at each of their cells."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.areas = list(grid.sheet.merged_cells.ranges)

    def text(self, row: int, column: int) -> str:
        area = self._area(row, column)
        value = self.grid.value(*(area.min_row, area.min_col) if area else (row, column))
        return "" if value is None else plain_label(value)

    def bottom(self, row: int, column: int) -> int:
        area = self._area(row, column)
        return int(area.max_row) if area else row

    def _area(self, row: int, column: int):  # type: ignore[no-untyped-def]  # openpyxl's range of cells
        for area in self.areas:
            if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
                return area
        return None


def _read_rows(table: LabelledTable, labels: FormLabels) -> None:
    section = ""
    for row in table.grid.rows:
        value = table.grid.value(row, table.label_column)
        if row <= table.header or not isinstance(value, str) or not value.strip():
            continue
        key = labels.row(value, section)
        named = labels.section(value)
        if named is not None and (key is None or key[0] != section or key in table.rows):
            section = named
            table.known_rows.add(row)
        elif key is not None:
            table.rows.setdefault(key, []).append(row)
            table.known_rows.add(row)
        elif plain_label(value) == SUBTOTAL.casefold():
            table.known_rows.add(row)

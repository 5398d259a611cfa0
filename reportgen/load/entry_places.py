"""Where the cells of a form stand in a workbook that came back: by name, by label, by first place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from openpyxl import Workbook
from openpyxl.utils import column_index_from_string
from openpyxl.workbook.defined_name import DefinedName

from reportgen.load.entry_grid import Grid
from reportgen.load.entry_labels import FormLabels, full_label, labelled_tables
from reportgen.load.workbook_cells import Cell
from reportgen.model.entry_form import MAP_SHEET, EntryField, EntryForm
from reportgen.model.figures_sheet import GUIDE, normal

TARGET = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!\$?(?P<column>[A-Z]{1,3})\$?(?P<row>\d{1,7})(?::.*)?"
)
FIRST_PLACE = re.compile(r"(.+)!([A-Z]{1,3})(\d{1,7})")


class EntryPlaces:
    """Finds the cells of a form; more than one when names and labels disagree or a sheet was copied."""

    def __init__(self, book: Workbook, form: EntryForm, first_places: Mapping[tuple[str, int], str]) -> None:
        self.book, self.form = book, form
        self.labels = FormLabels(form)
        self.grids = [
            Grid(sheet)
            for sheet in book.worksheets
            if sheet.title != MAP_SHEET and not normal(sheet.title).startswith(GUIDE)
        ]
        self.tables = labelled_tables(self.grids, form, self.labels)
        self._first_places = first_places

    def cells(self, each: EntryField) -> list[Cell]:
        """Return every cell that may hold the figure, the one that its name points at first."""
        found = {cell.coordinate + cell.parent.title: cell for cell in self.named(each.cell_name)}
        for table in self.tables:
            for cell in table.cells((each.group, each.member), each.period):
                found.setdefault(cell.coordinate + cell.parent.title, cell)
        return list(found.values()) or list(self._at_first_place(each))

    def named(self, name: str) -> Iterator[Cell]:
        """Yield the cells of a defined name: of the workbook's, and of those of copied sheets."""
        scopes = [self.book.defined_names, *(sheet.defined_names for sheet in self.book.worksheets)]
        for scope in scopes:
            if name in scope and (cell := self._target(scope[name])) is not None:
                yield cell

    def _target(self, name: DefinedName) -> Cell | None:
        found = TARGET.fullmatch(str(name.attr_text or "").strip())
        if found is None:
            return None
        title = (found["quoted"] or "").replace("''", "'") or found["plain"]
        if title not in self.book.sheetnames:
            return None
        return _cell_of(self.book, title, found["column"], found["row"])

    def _at_first_place(self, each: EntryField) -> Iterator[Cell]:
        """Yield the cell in which the figure stood when the form was made, if its label is there still."""
        found = FIRST_PLACE.fullmatch(self._first_places.get((each.id, each.period), ""))
        if found is None or found[1] not in self.book.sheetnames:
            return
        cell = _cell_of(self.book, found[1], found[2], found[3])
        for table in (table for table in self.tables if table.grid.sheet is cell.parent):
            label = table.grid.value(int(found[3]), table.label_column)
            is_column = cell.column in table.years.get(each.period, ())
            if is_column and full_label(label) == full_label(each.label):
                yield cell


def _cell_of(book: Workbook, title: str, column: str, row: str) -> Cell:
    cell: Cell = book[title].cell(int(row), column_index_from_string(column))
    return cell

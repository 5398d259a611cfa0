"""Insert rows into a worksheet of openpyxl so that everything below moves along, as Excel does it.

openpyxl moves only the cells; merged areas, heights, formulas, names, print settings and rules stay behind.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

ROW_OF_REFERENCE = re.compile(
    r"(?P<column>\$?[A-Z]{1,3})(?P<dollar>\$?)(?P<row>[1-9][0-9]*)(?![0-9A-Za-z_(])"
)
ROWS_ALONE = re.compile(r"^(?P<a>\$?)(?P<first>[0-9]+):(?P<b>\$?)(?P<last>[0-9]+)$")

LOOKS = ("font", "border", "fill", "number_format", "protection", "alignment")


def insert_rows(sheet: Worksheet, at: int, count: int, style_row: int) -> None:
    """Insert rows before row `at`, each with the look, height and merged cells of `style_row` above it."""
    book = sheet.parent
    assert book is not None
    areas = [area.coord for area in sheet.merged_cells.ranges]
    for area in areas:
        sheet.unmerge_cells(area)
    heights = {row: (line.height, line.hidden) for row, line in sheet.row_dimensions.items()}
    sheet.insert_rows(at, count)
    _shift_formulas(book, sheet, at, count)
    _shift_names_and_rules(book, sheet, at, count)
    _shift_heights(sheet, heights, at, count, style_row)
    _style_like(sheet, style_row, range(at, at + count))
    for area in [shifted(area, at, count) for area in areas]:
        sheet.merge_cells(area)
    for area in areas:
        _merge_like(sheet, area, style_row, range(at, at + count))


def shifted(reference: str, at: int, count: int) -> str:
    """Return a reference without sheet name after rows were inserted before row `at`: `C9:C20` → `C9:C23`."""

    def move(row: str) -> str:
        return str(int(row) + count if int(row) >= at else int(row))

    if rows := ROWS_ALONE.match(reference):
        return f"{rows['a']}{move(rows['first'])}:{rows['b']}{move(rows['last'])}"
    return ROW_OF_REFERENCE.sub(lambda ref: f"{ref['column']}{ref['dollar']}{move(ref['row'])}", reference)


def _shifted_operand(operand: str, own_sheet: bool, title: str, at: int, count: int) -> str:
    """Shift an operand of a formula if it points into the sheet called `title`."""
    prefix, mark, reference = operand.rpartition("!")
    points_here = prefix.strip("'").replace("''", "'") == title if mark else own_sheet
    return f"{prefix}{mark}{shifted(reference, at, count)}" if points_here else operand


def shifted_formula(formula: str, own_sheet: bool, title: str, at: int, count: int) -> str:
    """Return a formula after rows were inserted into the sheet called `title`."""
    tokenizer = Tokenizer(formula)
    for token in tokenizer.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            token.value = _shifted_operand(token.value, own_sheet, title, at, count)
    return str(tokenizer.render())  # type: ignore[no-untyped-call]  # the stubs leave it out


def _shift_formulas(book: Workbook, sheet: Worksheet, at: int, count: int) -> None:
    for other in book.worksheets:
        for row in other.iter_rows():
            for cell in row:
                if cell.data_type == "f" and isinstance(cell.value, str):
                    cell.value = shifted_formula(cell.value, other is sheet, sheet.title, at, count)


def _shift_names_and_rules(book: Workbook, sheet: Worksheet, at: int, count: int) -> None:
    for scope, own in _name_scopes(book, sheet):
        for name in scope.values():
            name.attr_text = _shifted_text(name.attr_text, own, sheet, at, count)
    if sheet.print_area:
        areas = [area.rpartition("!")[2] for area in str(sheet.print_area).split(",")]
        sheet.print_area = ",".join(shifted(area, at, count) for area in areas)
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = shifted(sheet.auto_filter.ref, at, count)
    for rule in sheet.data_validations.dataValidation:
        rule.sqref = type(rule.sqref)(shifted(str(rule.sqref), at, count))
    _shift_conditional_formats(sheet, at, count)


def _shifted_text(text: str, own_sheet: bool, sheet: Worksheet, at: int, count: int) -> str:
    """Shift a formula that is stored without its equals sign."""
    return shifted_formula("=" + text, own_sheet, sheet.title, at, count)[1:]


def _name_scopes(book: Workbook, sheet: Worksheet) -> Iterator[tuple[Any, bool]]:
    yield book.defined_names, False
    for other in book.worksheets:
        yield other.defined_names, other is sheet


def _shift_conditional_formats(sheet: Worksheet, at: int, count: int) -> None:
    old = sheet.conditional_formatting
    sheet.conditional_formatting = type(old)()
    for area in old:
        for rule in area.rules:
            rule.formula = [
                shifted_formula("=" + text, True, sheet.title, at, count)[1:] for text in rule.formula
            ]
            sheet.conditional_formatting.add(shifted(str(area.sqref), at, count), rule)


def _shift_heights(
    sheet: Worksheet, heights: dict[int, tuple[Any, Any]], at: int, count: int, style_row: int
) -> None:
    for row in [row for row in heights if row >= at]:
        del sheet.row_dimensions[row]
    for row, (height, hidden) in heights.items():
        if row >= at:
            sheet.row_dimensions[row + count].height = height
            sheet.row_dimensions[row + count].hidden = hidden
    for row in range(at, at + count):
        sheet.row_dimensions[row].height = heights.get(style_row, (None, None))[0]


def _style_like(sheet: Worksheet, style_row: int, rows: range) -> None:
    for column in range(1, sheet.max_column + 1):
        model = sheet.cell(style_row, column)
        for row in rows:
            new = sheet.cell(row, column)
            for look in LOOKS:
                setattr(new, look, copy.copy(getattr(model, look)))


def _merge_like(sheet: Worksheet, area: str, style_row: int, rows: range) -> None:
    """Repeat an area that is merged within the model row."""
    found = re.fullmatch(r"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)", area)
    if found and found[2] == found[4] == str(style_row):
        for row in rows:
            sheet.merge_cells(f"{found[1]}{row}:{found[3]}{row}")

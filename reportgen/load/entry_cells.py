"""One cell of a data-entry form: read, understood or refused; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.errors import Severity
from reportgen.load.workbook_cells import (
    DASHES,
    MAX_DIGITS,
    MOST_SHOWN,
    TYPE_NUMBER,
    Absent,
    Cell,
    CellReader,
)
from reportgen.load.workbook_sheet import UNHIDE
from reportgen.model.entry_form import EntryKind, plain_label
from reportgen.model.entry_reading import CellState, CellVerdict
from reportgen.model.figures_sheet import NOT_YET_WORDS
from reportgen.vietnamese import nfc, parse_number

PERCENT = "%"
DOTS = re.compile(r"(?:…|\.{2,})+")
SPACED = re.compile(r"[-+]?\d{1,3}(?:\s\d{3})+(?:,\d+)?")
"""Blanks inside a number may only stand between groups of three digits, so that `1 2` is not 12."""
TWO_MEANINGS = re.compile(r"[-+]?\d{1,3}\.\d{3}")
"""In a measured value `97.229` may be metres of a border or its kilometres; a count has no decimals."""
WITH_UNIT = re.compile(r"(?P<number>[-+]?\d[\d.,\s]*?)\s*(?P<unit>[^\d\s.,].*)")
NOT_ZERO = "gõ 0 nếu không có; để trống hoặc gõ … nếu chưa có số liệu"
RESAVE = "mở tệp bằng Excel rồi lưu lại để Excel tính, hoặc gõ thẳng kết quả"


class Hidden:
    """Which cells of a workbook nobody sees, and which lie in merged areas."""

    def __init__(self, book: Workbook) -> None:
        self._columns = {sheet.title: _hidden_columns(sheet) for sheet in book.worksheets}
        self._merged = {
            sheet.title: [
                area for area in sheet.merged_cells.ranges if area.size["rows"] * area.size["columns"] > 1
            ]
            for sheet in book.worksheets
        }

    def problem(self, cell: Cell) -> str:
        """Return how the cell is hidden; nothing when one can see it."""
        sheet: Any = cell.parent
        if sheet.sheet_state != "visible":
            return f"trang tính “{sheet.title}” bị ẩn"
        if sheet.row_dimensions[cell.row].hidden:
            return f"hàng {cell.row} bị ẩn"
        return "cột bị ẩn" if cell.column in self._columns[sheet.title] else ""

    def merged(self, cell: Cell) -> str:
        """Return the merged area that the cell lies in; nothing when in none."""
        areas = self._merged[cell.parent.title]
        return next((area.coord for area in areas if cell.coordinate in area), "")


class EntryCells:
    """Reads the cells of one form; `results` opens the workbook for the results of its formulas."""

    def __init__(self, book: Workbook, file: str, results: Callable[[], Workbook]) -> None:
        self.hidden, self.reader = Hidden(book), CellReader(file)
        self._open_results = results
        self._results: Workbook | None = None

    def figure(self, cell: Cell, verdict: CellVerdict, kind: EntryKind, measure_unit: str) -> CellVerdict:
        """Return the verdict on a cell that holds a figure; `verdict` says which figure it is."""
        verdict = replace(verdict, where=self.reader.where(cell), shown=_shown(cell.value))
        if problem := self._out_of_sight(cell):
            return problem_of(verdict, *problem)
        if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
            return replace(verdict, state=CellState.BLANK)
        told = ""
        if cell.data_type == "f":
            found = self.result(cell)
            if found is None or found.value is None:
                return problem_of(
                    verdict, "formula-without-value", "ô có công thức nhưng chưa có kết quả", RESAVE
                )
            cell, told = found, f"ô là công thức {_shown(cell.value)}, đã lấy kết quả {_shown(found.value)}"
        read = self._number(cell, verdict, kind, measure_unit)
        if told and read.state is not CellState.REFUSED:
            read = replace(
                read, state=CellState.UNDERSTOOD, message="; ".join(filter(None, (told, read.message)))
            )
        return _counted(read) if kind is EntryKind.COUNT else read

    def result(self, cell: Cell) -> Cell | None:
        """Return the cell with the stored result of its formula."""
        if self._results is None:
            self._results = self._open_results()
        found: Cell = self._results[cell.parent.title][cell.coordinate]
        return found

    def _out_of_sight(self, cell: Cell) -> tuple[str, str, str] | None:
        if area := self.hidden.merged(cell):
            return "merged-cells", f"ô nằm trong vùng ô gộp {area}", "bỏ gộp ô rồi gõ từng số vào đúng ô"
        if cell.value is not None and (how := self.hidden.problem(cell)):
            return "hidden-cells", f"{how} nhưng có nội dung", UNHIDE
        return None

    def _number(self, cell: Cell, verdict: CellVerdict, kind: EntryKind, measure_unit: str) -> CellVerdict:
        if isinstance(cell.value, str) and cell.data_type != "e":
            return _typed_text(cell.value, verdict, kind, measure_unit)
        before = len(self.reader.findings)
        value = self.reader.number(cell, percent=measure_unit.strip() == PERCENT, as_shown=True)
        told = self.reader.findings[before:]
        errors = [each for each in told if each.severity is Severity.ERROR]
        if errors:
            return problem_of(verdict, errors[0].rule, errors[0].message, errors[0].remedy)
        assert not isinstance(value, Absent), "an absent cell was told"
        state = CellState.UNDERSTOOD if told else CellState.OK
        return replace(verdict, state=state, value=value, message="; ".join(each.message for each in told))


def typed_figure(text: str, verdict: CellVerdict, kind: EntryKind, measure_unit: str) -> CellVerdict:
    """Return the verdict on a figure that was typed as text, not into a workbook."""
    verdict = replace(verdict, shown=_shown(text))
    if not text.strip():
        return replace(verdict, state=CellState.BLANK)
    read = _typed_text(text, verdict, kind, measure_unit)
    return _counted(read) if kind is EntryKind.COUNT else read


def problem_of(verdict: CellVerdict, rule: str, message: str, remedy: str) -> CellVerdict:
    """Return the verdict that a cell was not read, and why."""
    return replace(verdict, state=CellState.REFUSED, value=None, rule=rule, message=message, remedy=remedy)


def _typed_text(value: str, verdict: CellVerdict, kind: EntryKind, measure_unit: str) -> CellVerdict:
    text = " ".join(nfc(value).split())
    if text.casefold() in NOT_YET_WORDS or DOTS.fullmatch(text):
        return replace(verdict, state=CellState.OK, message="chưa có số liệu")
    if text in DASHES:
        return problem_of(
            verdict, "dash-cell", f"ô ghi “{text}”: không rõ là 0 hay chưa có số liệu", NOT_ZERO
        )
    bare = _without_unit(text, measure_unit)
    if kind is EntryKind.VALUE and TWO_MEANINGS.fullmatch(bare):
        message = f"“{text}” là chữ: không rõ là {bare.replace('.', '')} hay {bare.replace('.', ',')}"
        return problem_of(verdict, "two-meanings", message, TYPE_NUMBER)
    number = _number_in(bare)
    if number is None:
        return problem_of(
            verdict, "wrong-cell", f"“{text[:MOST_SHOWN]}” không đọc được thành số", TYPE_NUMBER
        )
    read = f"“{text[:MOST_SHOWN]}” là chữ, đã hiểu là {_vietnamese(number)}"
    return replace(verdict, state=CellState.UNDERSTOOD, value=number, message=read)


def _without_unit(text: str, measure_unit: str) -> str:
    """Take away the row's own unit of measure: `12 xã` where xã are counted, never `12 triệu`."""
    found = WITH_UNIT.fullmatch(text)
    if found and measure_unit and plain_label(found["unit"]) == plain_label(measure_unit):
        return found["number"]
    return text


def _number_in(text: str) -> int | Decimal | None:
    if " " in text and not SPACED.fullmatch(text):
        return None
    number = parse_number(text)
    if number is None or len(number.as_tuple().digits) > MAX_DIGITS:
        return None
    return int(number) if number == number.to_integral_value() and "," not in text else number


def _counted(verdict: CellVerdict) -> CellVerdict:
    """Refuse what no count can be: a part of a person, fewer than none."""
    value = verdict.value
    if not isinstance(value, int | Decimal):
        return verdict
    if value != int(value):
        message = f"số đếm phải là số nguyên, đang là {_vietnamese(value)}"
        remedy = f"kiểm tra dấu chấm, dấu phẩy; nếu là số lớn thì gõ liền, ví dụ {_joined(value)}"
        return problem_of(verdict, "count-not-whole", message, remedy)
    if value < 0:
        return refuse_negative(verdict)
    return replace(verdict, value=int(value))


def refuse_negative(verdict: CellVerdict) -> CellVerdict:
    """Refuse a count below zero."""
    assert isinstance(verdict.value, int | Decimal), "only numbers are compared"
    message = f"số đếm không âm, đang là {_vietnamese(verdict.value)}"
    return problem_of(verdict, "negative-count", message, "kiểm tra lại số")


def _joined(value: int | Decimal) -> str:
    return f"{abs(value):f}".replace(".", "")


def _vietnamese(number: int | Decimal) -> str:
    return f"{number:f}".replace(".", ",") if isinstance(number, Decimal) else str(number)


def _shown(value: object) -> str:
    return "" if value is None else str(value)[:MOST_SHOWN]


def _hidden_columns(sheet: Worksheet) -> set[int]:
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min and dimension.max:
            hidden.update(range(dimension.min, dimension.max + 1))
    return hidden

"""The lists of a data-entry form: one item a row, columns found by name and by heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from reportgen.errors import Finding, Where
from reportgen.load.entry_cells import EntryCells, problem_of
from reportgen.load.entry_grid import Grid
from reportgen.load.entry_places import EntryPlaces
from reportgen.load.workbook_cells import Absent, Cell
from reportgen.model.entry_form import (
    CODE_FIELD,
    NAME_FIELD,
    EntryColumn,
    EntryKind,
    EntryList,
    Row,
    plain_label,
)
from reportgen.model.entry_reading import CellState, CellVerdict
from reportgen.model.figures_sheet import normal
from reportgen.vietnamese import nfc

CODE = re.compile(r"[a-z][a-z0-9_]*")
SUM_WORDS = frozenset({"tổng", "cộng", "tổng cộng", "tổng số", "cộng chung"})
NO_SUM = "xóa hàng cộng: chương trình tự cộng"
SEE_SHEET = "dùng đúng trang danh sách của biểu, không thêm, xóa cột"


@dataclass(slots=True)
class ListReading:
    """The rows of one list, the verdict on each of its cells, and findings about the list as a whole."""

    rows: list[Row] = field(default_factory=list)
    cells: list[CellVerdict] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sheet: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether every cell was read."""
        return not self.findings and all(cell.state is not CellState.REFUSED for cell in self.cells)


def read_list(each: EntryList, places: EntryPlaces, cells: EntryCells) -> ListReading:
    """Read a list; no row of it counts unless its sheet and all its columns are found."""
    reading = ListReading()
    found = _find(each, places)
    file = cells.reader.file
    if not found:
        message = f"không thấy danh sách “{each.label}”"
        reading.findings.append(Finding("list-missing", message, Where(file), SEE_SHEET))
        return reading
    reading.sheet = found[0].grid.title
    if len(found) > 1:
        titles = ", ".join(f"“{head.grid.title}”, hàng {head.row}" for head in found)
        message = f"danh sách “{each.label}” có ở nhiều chỗ, hoặc tiêu đề cột bị đổi chỗ: {titles}"
        where = Where(file, sheet=found[0].grid.title)
        finding = Finding(
            "list-twice", message, where, "chỉ giữ một bảng của danh sách này, cột đúng tiêu đề của biểu"
        )
        reading.findings.append(finding)
        return reading
    _ListReader(each, found[0], cells, reading).read()
    return reading


@dataclass(frozen=True, slots=True)
class _Head:
    """The sheet of a list, the row of its headings, and the column of each field."""

    grid: Grid
    row: int
    columns: dict[str, int]


def _find(each: EntryList, places: EntryPlaces) -> list[_Head]:
    """Return the places of the list's headings."""
    heads = [head for grid in places.grids if (head := _head(grid, each)) is not None]
    named = _named_head(each, places)
    others = [_named_head(other, places) for other in places.form.lists if other.key != each.key]
    claimed = [head.grid for head in others if head is not None]
    if len(heads) > 1:  # lists with the same columns: each has its own sheet
        heads = [head for head in heads if head.grid not in claimed]
    if len(heads) > 1 and named is None:
        heads = [head for head in heads if normal(head.grid.title) == normal(each.label)] or heads
    same = [head for head in heads if named is not None and head.grid is named.grid]
    is_new = named is not None and all(head.columns != named.columns for head in same)
    return [*heads, named] if named is not None and is_new else heads


def _named_head(each: EntryList, places: EntryPlaces) -> _Head | None:
    """Return where the names of the columns point, when all point at one sheet."""
    cells = {column.key: next(places.named(each.column_name(column)), None) for column in each.columns}
    found = {key: cell for key, cell in cells.items() if cell is not None}
    if len(found) < len(cells) or len({cell.parent.title for cell in found.values()}) != 1:
        return None
    first = found[CODE_FIELD]
    columns = {key: int(cell.column or 0) for key, cell in found.items()}
    grid = next((grid for grid in places.grids if grid.sheet is first.parent), None)
    return _Head(grid, int(first.row or 1) - 1, columns) if grid is not None else None


def _head(grid: Grid, each: EntryList) -> _Head | None:
    """Return the first row that has the heading of every column, once."""
    wanted = {plain_label(column.label): column.key for column in each.columns}
    for row, cells in grid.rows.items():
        texts = [
            (plain_label(cell.value), column) for column, cell in cells.items() if isinstance(cell.value, str)
        ]
        named = [(wanted[text], column) for text, column in texts if text in wanted]
        if len(named) == len(wanted) and len(dict(named)) == len(wanted):
            return _Head(grid, row, dict(named))
    return None


class _ListReader:
    def __init__(self, each: EntryList, head: _Head, cells: EntryCells, reading: ListReading) -> None:
        self.list, self.head, self.cells, self.reading = each, head, cells, reading
        self.codes: dict[str, Cell] = {}

    def read(self) -> None:
        """Read the rows under the headings; blank ones are passed over."""
        sheet = self.head.grid.sheet
        for number in [number for number in self.head.grid.rows if number > self.head.row]:
            row = {key: sheet.cell(number, column) for key, column in self.head.columns.items()}
            typed = {key: cell for key, cell in row.items() if _is_typed(cell)}
            if typed and not self._is_sum(typed):
                self._item(row, typed)

    def _is_sum(self, typed: dict[str, Cell]) -> bool:
        """Whether a row adds up the others: that is told, for it is no item."""
        first = next(iter(typed.values()))
        texts = [cell for cell in typed.values() if isinstance(cell.value, str)]
        if not any(plain_label(cell.value) in SUM_WORDS for cell in texts):
            return False
        verdict = self._verdict(first, "")
        self.reading.cells.append(problem_of(verdict, "list-sum-row", "hàng cộng không phải một mục", NO_SUM))
        return True

    def _item(self, row: dict[str, Cell], typed: dict[str, Cell]) -> None:
        item: Row = {}
        for column in self.list.columns:
            if column.key != CODE_FIELD and column.key in typed:
                verdict = self._value(column, row[column.key])
                self.reading.cells.append(verdict)
                item[column.key] = verdict.value
        code = self._code(row, item)
        self.reading.rows.append({CODE_FIELD: code, **item})

    def _value(self, column: EntryColumn, cell: Cell) -> CellVerdict:
        verdict = self._verdict(cell, column.key, column.label)
        if column.is_number:
            return self.cells.figure(cell, verdict, EntryKind.VALUE, column.measure_unit)
        return self._text(cell, verdict)

    def _text(self, cell: Cell, verdict: CellVerdict) -> CellVerdict:
        if self.cells.hidden.problem(cell):
            message = f"{self.cells.hidden.problem(cell)} nhưng có nội dung"
            return problem_of(verdict, "hidden-cells", message, "bỏ ẩn (Unhide)")
        if cell.data_type == "f":
            return problem_of(verdict, "wrong-cell", "ô phải là chữ, đang là công thức", "gõ thẳng chữ vào ô")
        before = len(self.cells.reader.findings)
        text = self.cells.reader.text(cell)
        told = self.cells.reader.findings[before:]
        if isinstance(text, Absent):
            return problem_of(verdict, told[0].rule, told[0].message, told[0].remedy)
        state = CellState.UNDERSTOOD if told else CellState.OK
        return replace(verdict, state=state, value=text, message="; ".join(each.message for each in told))

    def _code(self, row: dict[str, Cell], item: Row) -> str:
        """Return the row's code: the typed one, else one made of its name, which is told."""
        cell = row[CODE_FIELD]
        verdict = self._verdict(cell, CODE_FIELD, "Mã")
        typed = nfc(str(cell.value)).strip() if _is_typed(cell) else ""
        code = typed or code_of(str(item.get(NAME_FIELD) or ""))
        if not CODE.fullmatch(code):
            message = (
                f"mã “{typed}” không dùng được" if typed else "hàng có số liệu mà không có mã, không có tên"
            )
            remedy = "ghi mã bằng chữ thường không dấu, chữ số, dấu _, ví dụ ha_nhi"
            self.reading.cells.append(problem_of(verdict, "list-code", message, remedy))
            return code
        if code in self.codes:
            message = f"mã “{code}” bị lặp; đã có ở ô {self.codes[code].coordinate}"
            self.reading.cells.append(
                problem_of(verdict, "duplicate-key", message, "mỗi mục một hàng, một mã")
            )
            return code
        self.codes[code] = cell
        state = CellState.OK if typed else CellState.UNDERSTOOD
        message = "" if typed else f"chưa ghi mã, đã lấy “{code}” theo tên"
        self.reading.cells.append(replace(verdict, state=state, value=code, message=message))
        return code

    def _verdict(self, cell: Cell, key: str, label: str = "") -> CellVerdict:
        figure = ".".join(filter(None, (self.list.key, str(len(self.reading.rows) + 1), key)))
        shown = "" if cell.value is None else str(cell.value)[:40]
        name = f"{self.list.label}, hàng {cell.row}{f', {label}' if label else ''}"
        return CellVerdict(figure, CellState.OK, self.cells.reader.where(cell), None, shown, 0, name)


def _is_typed(cell: Cell) -> bool:
    return cell.value is not None and bool(str(cell.value).strip())


def code_of(name: str) -> str:
    """Return a code made of a name: `Hà Nhì` gives `ha_nhi`; empty when nothing can be made of it."""
    letters = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    plain = "".join(_plain_letters(letters))
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def _plain_letters(letters: str) -> Iterator[str]:
    return (letter for letter in letters if not unicodedata.combining(letter))

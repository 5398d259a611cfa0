"""The report of a collection for people: who handed in, who did not, and what each unit has to mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from reportgen.errors import Finding, Severity
from reportgen.model.collection import Collection, UnitState, UnitVerdict
from reportgen.model.entry_reading import CellState
from reportgen.publish.text_width import lines_needed
from reportgen.publish.workbook_style import make_workbook, set_up_page

SIZE, POINTS_PER_DIGIT, POINTS_PER_LINE, MOST_POINTS = 11, 5.25, 15, 409
HEAD = {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#D9E2EC", "border": 1}
COLOURS = {
    UnitState.COMPLETE: "#E2F0D9",
    UnitState.BLANKS: "#FFF9C4",
    UnitState.WRONG: "#F8CBAD",
    UnitState.TWICE: "#F8CBAD",
    UnitState.MISSING: "#EDEDED",
}
Cell = str | int


class Heading(NamedTuple):
    """A column: its heading and its width in letters."""

    title: str
    width: int


UNITS = (
    Heading("TT", 5),
    Heading("Mã", 10),
    Heading("Đơn vị", 28),
    Heading("Tình hình", 20),
    Heading("Ngày nhận", 12),
    Heading("Hạn", 12),
    Heading("Quá hạn", 9),
    Heading("Đọc được", 9),
    Heading("Đã hiểu", 9),
    Heading("Trống", 9),
    Heading("Chưa đọc được", 9),
    Heading("Tệp", 34),
)
PROBLEMS = (
    Heading("Mã", 10),
    Heading("Đơn vị", 24),
    Heading("Mức", 9),
    Heading("Chỗ", 36),
    Heading("Nội dung", 52),
    Heading("Cách sửa", 38),
)
REMARKS = (
    Heading("Mã", 10),
    Heading("Đơn vị", 24),
    Heading("Chỉ tiêu", 36),
    Heading("Chỗ", 30),
    Heading("Ghi chú", 60),
)
FILES = (Heading("Tệp", 40), Heading("Mức", 9), Heading("Nội dung", 60), Heading("Cách sửa", 50))


def collection_workbook(collection: Collection) -> bytes:
    """Return the .xlsx: state of each unit, what to mend, what was understood, remarks, files sent back."""

    def write(book: Any) -> None:
        writer = _Writer(book, collection)
        writer.sheet(
            "Tình hình", UNITS, _unit_lines(collection.units), [each.state for each in collection.units]
        )
        writer.sheet("Cần sửa", PROBLEMS, _problem_lines(collection, is_error=True))
        writer.sheet("Đã hiểu, cần biết", PROBLEMS, _problem_lines(collection, is_error=False))
        writer.sheet("Ghi chú của đơn vị", REMARKS, _remark_lines(collection))
        writer.sheet("Tệp không nhận", FILES, _file_lines(collection))

    return make_workbook("Tình hình thu biểu", write)


class _Writer:
    def __init__(self, book: Any, collection: Collection) -> None:
        self.book, self.collection = book, collection
        self.head = book.add_format({**HEAD, "text_wrap": True})
        self.plain = book.add_format({"border": 1, "valign": "top", "text_wrap": True})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.coloured = {state: self._colour(colour) for state, colour in COLOURS.items()}

    def _colour(self, colour: str) -> Any:
        return self.book.add_format({"border": 1, "valign": "top", "text_wrap": True, "bg_color": colour})

    def sheet(
        self,
        name: str,
        headings: Sequence[Heading],
        lines: Iterable[Sequence[Cell]],
        states: Sequence[UnitState] = (),
    ) -> None:
        """Write a table under the title; rows with a state bear its colour."""
        sheet = self.book.add_worksheet(name)
        set_up_page(sheet, landscape=True)
        sheet.write_string(0, 0, f"{name}: {self.collection.title}", self.title)
        sheet.write_string(1, 0, _summary(self.collection))
        sheet.set_row(3, 2 * POINTS_PER_LINE)
        for column, heading in enumerate(headings):
            sheet.set_column(column, column, heading.width)
            sheet.write_string(3, column, heading.title, self.head)
        sheet.freeze_panes(4, 0)
        sheet.repeat_rows(3)
        row = 3
        for row, line in enumerate(lines, start=4):
            look = self.coloured[states[row - 4]] if states else self.plain
            sheet.set_row(row, _height(line, headings))
            for column, value in enumerate(line):
                sheet.write(row, column, value, look)
        sheet.autofilter(3, 0, max(row, 4), len(headings) - 1)


def _summary(collection: Collection) -> str:
    counts = [f"{state.label}: {len(collection.of(state))}" for state in UnitState]
    late = f"quá hạn: {len(collection.late)}"
    shown = "; ".join([*counts, late])
    return f"{len(collection.units)} đơn vị; {shown}. Ngày nhận lấy theo {collection.dates_from}."


def _height(line: Sequence[Cell], headings: Sequence[Heading]) -> float:
    pairs = zip(line, headings, strict=True)
    lines = max(lines_needed(str(cell), heading.width * POINTS_PER_DIGIT, SIZE) for cell, heading in pairs)
    return min(lines * POINTS_PER_LINE, MOST_POINTS)


def _unit_lines(units: Sequence[UnitVerdict]) -> Iterator[Sequence[Cell]]:
    for number, unit in enumerate(units, start=1):
        counts = [
            unit.count(state)
            for state in (CellState.OK, CellState.UNDERSTOOD, CellState.BLANK, CellState.REFUSED)
        ]
        yield (
            number,
            unit.code,
            unit.name,
            unit.state.label,
            f"{unit.received_on:%d/%m/%Y}" if unit.received_on else "",
            f"{unit.due:%d/%m/%Y}",
            "quá hạn" if unit.is_late else "",
            *(counts if unit.files else ("", "", "", "")),
            "\n".join(each.reading.file for each in unit.files),
        )


def _problem_lines(collection: Collection, *, is_error: bool) -> Iterator[Sequence[Cell]]:
    for unit in collection.units:
        for each in unit.problems():
            if (each.severity is Severity.ERROR) == is_error:
                yield (unit.code, unit.name, each.severity.label, _places(each), each.message, each.remedy)


def _places(finding: Finding) -> str:
    return "\n".join(map(str, (finding.where, *finding.also[:3])))


def _remark_lines(collection: Collection) -> Iterator[Sequence[Cell]]:
    for unit in collection.units:
        for remark in unit.remarks():
            yield (unit.code, unit.name, remark.label, str(remark.where), remark.text)


def _file_lines(collection: Collection) -> Iterator[Sequence[Cell]]:
    for each in collection.strays:
        for finding in each.reading.findings:
            yield (each.reading.file, finding.severity.label, finding.message, finding.remedy)
    for finding in collection.findings:
        yield (str(finding.where), finding.severity.label, finding.message, finding.remedy)

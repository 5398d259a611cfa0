"""Figures as a workbook for clerks to type into; `load_figures` reads it back to the same figures."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from reportgen.model.base import Value
from reportgen.model.definition import Agency, IssueDate, Signatory
from reportgen.model.figures_input import (
    CURRENT,
    FieldInput,
    FiguresInput,
    GroupInput,
    IndicatorInput,
    Periods,
    UnitTexts,
)
from reportgen.model.figures_sheet import (
    BALANCED,
    COLUMNS,
    CONTENT_HEADING,
    FACTS,
    FIELD_ADDED,
    FIELD_DECIMALS,
    FIELD_HEADING,
    FIELD_LABEL,
    GROUP_KEY,
    GROUP_LABEL,
    GROUP_PARTS,
    KEY_HEADING,
    LIST_KEY,
    LIST_LABEL,
    MEASURE_UNIT,
    NO,
    NOT_YET,
    OVERRIDE_COLUMNS,
    OVERRIDES,
    PERIODS,
    TEXTS,
    TOTAL,
    VALUE_HEADING,
    YES,
    Heading,
    heading_text,
)
from reportgen.model.override import OverrideLine
from reportgen.publish.workbook_style import FIXED_DATE, options, set_up_page
from reportgen.vietnamese import Ratio

TOTAL_LABEL = "Tổng số"
MAX_EXACT_DIGITS, MAX_DECIMALS = 15, 6
MAX_SHEET_NAME = 31
RESERVED_SHEET_NAME = "history"
WIDTHS = {"nhan": 42, "ghi_chu": 30, "cong_thuc": 24}
USUAL_WIDTH = 14


def write_figures_workbook(figures: FiguresInput, path: Path) -> None:
    """Write the figures as an .xlsx: a sheet for each group and list, yellow cells to type into.

    Numbers that a spreadsheet cannot hold exactly are written as text in Vietnamese digits.
    """
    path.write_bytes(figures_workbook(figures))


def figures_workbook(figures: FiguresInput) -> bytes:
    """Return the figures as an .xlsx; data rules have no place in one and are not written."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, options()) as book:
        book.set_properties({"created": FIXED_DATE})
        writer = _Writer(book)
        _write_entries(writer, PERIODS, _years(figures.periods))
        _write_entries(writer, TEXTS, _text_entries(figures.texts))
        _write_entries(writer, FACTS, ((key, "", value) for key, value in figures.facts.items()))
        for key, group in figures.groups.items():
            if group.rows is None:
                _write_group(writer, key, group, figures.periods.target or figures.periods.current)
            else:
                _write_list(writer, key, group)
        if figures.overrides:
            _write_overrides(writer, figures.overrides)
    return stream.getvalue()


class _Writer:
    """The workbook with its formats; one sheet at a time is written, row after row."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.row = 0
        self._formats: dict[str, Any] = {}
        self._names: set[str] = set()

    def start(self, name: str) -> None:
        self.sheet = self.book.add_worksheet(self._sheet_name(name))
        set_up_page(self.sheet, landscape=True)
        self.row = 0

    def _sheet_name(self, key: str) -> str:
        name = key[:MAX_SHEET_NAME] if key != RESERVED_SHEET_NAME else f"{key}_"
        while name in self._names:
            name = f"{name[: MAX_SHEET_NAME - 3]}_{len(self._names)}"
        self._names.add(name)
        return name

    def line(self, label: str, value: object) -> None:
        """Write a line above the header: label and value."""
        self.sheet.write_string(self.row, 0, label, self._format("label"))
        self._write(1, value)
        self.row += 1

    def header(self, headings: Iterable[str]) -> None:
        """Write the headings of the columns; they and everything above stay in view."""
        for column, heading in enumerate(headings):
            self.sheet.write_string(self.row, column, heading, self._format("heading"))
        self.row += 1
        self.sheet.freeze_panes(self.row, 1)

    def values(self, cells: Iterable[object], *, labels: int = 1) -> None:
        """Write a row whose first `labels` cells are not for typing."""
        for column, value in enumerate(cells):
            if column < labels:
                self.sheet.write(self.row, column, value, self._format("label"))
            else:
                self._write(column, value)
        self.row += 1

    def widths(self, widths: Iterable[int]) -> None:
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def _write(self, column: int, value: object) -> None:
        if value is None or value == "":
            self.sheet.write_blank(self.row, column, None, self._format("input"))
        elif isinstance(value, int | Decimal) and _is_exact(value):
            decimals = None if isinstance(value, Year) else _decimals(value)
            self.sheet.write_number(self.row, column, value, self._format("input", decimals))
        elif isinstance(value, int | Decimal):
            self.sheet.write_string(self.row, column, _in_digits(value), self._format("input"))
        else:
            self.sheet.write_string(self.row, column, str(value), self._format("input"))

    def _format(self, kind: str, decimals: int | None = None) -> Any:
        name = f"{kind} {decimals}"
        if name not in self._formats:
            self._formats[name] = self.book.add_format(_look(kind, decimals))
        return self._formats[name]


def _look(kind: str, decimals: int | None) -> dict[str, object]:
    look: dict[str, object] = {"border": 1, "valign": "top", "text_wrap": True}
    if kind == "input":
        look |= {"bg_color": "#FFF9C4", "locked": False}
    if kind == "heading":
        look |= {"bold": True, "bg_color": "#D9E2EC", "align": "center"}
    if decimals is not None:
        look["num_format"] = "#,##0" + ("." + "0" * decimals if decimals else "")
    return look


class Year(int):
    """A number that is shown without separators."""


Entry = tuple[str, str, object]
"""Code, title and value of a row of the sheets `ky`, `van_ban`, `thong_tin`."""


def _write_entries(writer: _Writer, name: str, entries: Iterable[Entry]) -> None:
    writer.start(name)
    writer.header([KEY_HEADING, CONTENT_HEADING, VALUE_HEADING])
    writer.widths([22, 42, 42])
    for key, title, value in entries:
        for each in (value or ("",)) if isinstance(value, tuple) else (value,):
            writer.values([key, title, each], labels=2)


def _entries(value: Value, prefix: str = "") -> Iterator[Entry]:
    for name, field in type(value).model_fields.items():
        yield f"{prefix}{field.alias}", field.title or "", getattr(value, name)


def _years(periods: Periods) -> Iterator[Entry]:
    for key, title, year in _entries(periods):
        yield key, title, Year(year) if isinstance(year, int) else None


def _text_entries(texts: UnitTexts) -> Iterator[Entry]:
    """All letterhead fields, the blank ones too, so that a clerk sees what may be filled in."""
    blank = {"co_quan": Agency(ban_hanh=()), "ky_ten": Signatory()}
    for key, title, value in _entries(texts):
        if key in blank:
            yield from _entries(value if isinstance(value, Value) else blank[key], f"{key}.")
        elif isinstance(value, IssueDate):
            yield key, title, _date_text(value)
        else:
            yield key, title, value


def _date_text(date: IssueDate) -> str:
    """Return the date as the reader takes it: 2023, 2023-07 or 2023-07-12."""
    return "-".join(f"{part:02d}" for part in (date.year, date.month, date.day) if part is not None)


def _write_group(writer: _Writer, key: str, group: GroupInput, target_period: int) -> None:
    writer.start(key)
    writer.line(GROUP_KEY, key)
    writer.line(GROUP_LABEL, group.label)
    writer.line(MEASURE_UNIT, group.measure_unit)
    writer.line(GROUP_PARTS, ", ".join(group.parts))
    writer.line(BALANCED, ", ".join(group.balanced))
    writer.row += 1
    rows = {name: _row(indicator, target_period) for name, indicator in group.indicators.items()}
    total: dict[Heading, object] = {
        Heading("so_luong", _period(period)): count for period, count in (group.totals or {}).items()
    }
    headings = _headings([total, *rows.values()])
    writer.header([COLUMNS["ma"], COLUMNS["nhan"], *map(heading_text, headings)])
    writer.widths([18, *(WIDTHS.get(each.key, USUAL_WIDTH) for each in (Heading("nhan"), *headings))])
    if group.totals is not None:
        writer.values([TOTAL, TOTAL_LABEL, *_cells(total, headings)], labels=2)
    for name, row in rows.items():
        writer.values([name, group.indicators[name].label, *_cells(row, headings)])


def _write_overrides(writer: _Writer, overrides: Iterable[OverrideLine]) -> None:
    writer.start(OVERRIDES)
    writer.header(OVERRIDE_COLUMNS.values())
    writer.widths([34, 12, 12, 8, 42, 28, 14])
    for line in overrides:
        until = f"{line.until:%d/%m/%Y}" if line.until is not None else ""
        number = line.decimals if line.decimals is None else Year(line.decimals)
        writer.values([line.figure, line.value, line.step, number, line.reason, line.by, until], labels=0)


def _row(indicator: IndicatorInput, target_period: int) -> dict[Heading, object]:
    """Return the cells of an indicator after code and label; a figure that is not there yet is None.

    A named target that was not set for any year is said so at `target_period`.
    """
    numbers = {"so_luong": indicator.counts, "gia_tri": indicator.values, "mau_so": indicator.denominators}
    row: dict[Heading, object] = {
        Heading(key, _period(period)): value
        for key, by_period in numbers.items()
        for period, value in (by_period or {}).items()
    }
    for name, targets in indicator.targets.items():
        row |= {Heading("muc_tieu", str(period), name): _target(ends) for period, ends in targets.items()}
        if name and not targets:
            row[Heading("muc_tieu", str(target_period), name)] = NO
    texts = {
        "don_vi_tinh": indicator.measure_unit,
        "so_le": indicator.decimals,
        "cong_thuc": indicator.expression,
        "loai": indicator.kind.value if indicator.kind else None,
        "trong_do_cua": indicator.part_of,
        "co_tt": _yes(indicator.has_ordinal),
        "gom": ", ".join(indicator.parts),
        "kiem_nhiem": _yes(indicator.is_concurrent or None),
        "ghi_chu": indicator.note,
    }
    return row | {Heading(key): value for key, value in texts.items() if value not in (None, "")}


def _headings(rows: Iterable[dict[Heading, object]]) -> list[Heading]:
    """Every heading that some row needs, in the order of the columns, then of names and periods."""
    order = list(COLUMNS)
    used = {heading for row in rows for heading in row}
    return sorted(used, key=lambda each: (order.index(each.key), each.target, int(each.period or 0)))


def _cells(row: dict[Heading, object], headings: list[Heading]) -> Iterator[object]:
    for heading in headings:
        value = row.get(heading, "")
        yield NOT_YET if value is None else value


def _write_list(writer: _Writer, key: str, group: GroupInput) -> None:
    rows = group.rows or ()
    codes = list(dict.fromkeys([*group.fields, *(code for row in rows for code in row)]))
    writer.start(key)
    writer.line(LIST_KEY, key)
    writer.line(LIST_LABEL, group.label)
    writer.line(MEASURE_UNIT, group.measure_unit)
    writer.row += 1
    writer.header([FIELD_HEADING, *codes])
    writer.widths([USUAL_WIDTH] * (len(codes) + 1))
    described = {code: group.fields.get(code, FieldInput()) for code in codes}
    writer.values([FIELD_LABEL, *(each.label for each in described.values())])
    writer.values([MEASURE_UNIT, *(each.measure_unit for each in described.values())])
    writer.values([FIELD_DECIMALS, *(each.decimals for each in described.values())])
    if not all(each.is_added for each in described.values()):
        writer.values([FIELD_ADDED, *(None if each.is_added else NO for each in described.values())])
    for number, row in enumerate(rows, start=1):
        writer.values([number, *(NOT_YET if row.get(code, "") is None else row.get(code) for code in codes)])


def _period(period: int) -> str:
    return "" if period == CURRENT else str(period)


def _yes(value: bool | None) -> str | None:
    return None if value is None else (YES if value else NO)


def _target(ends: tuple[Ratio, ...]) -> object:
    numbers = [_as_decimal(end) for end in ends]
    return numbers[0] if len(numbers) == 1 else " - ".join(map(_in_digits, numbers))


def _as_decimal(ratio: Ratio) -> int | Decimal:
    """Return the ratio as it was typed; its denominator divides a power of ten."""
    numerator, denominator = ratio
    places = 0
    while 10**places % denominator:
        places += 1
    scaled = numerator * 10**places // denominator
    return Decimal(f"{scaled}E-{places}") if places else scaled


def _decimals(number: int | Decimal) -> int:
    exponent = Decimal(number).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _is_exact(number: int | Decimal) -> bool:
    """Whether a spreadsheet keeps every digit of the number, and its format shows them."""
    return len(Decimal(number).as_tuple().digits) <= MAX_EXACT_DIGITS and _decimals(number) <= MAX_DECIMALS


def _in_digits(number: int | Decimal) -> str:
    return str(number) if isinstance(number, int) else f"{number:f}".replace(".", ",")

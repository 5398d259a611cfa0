"""The data-entry form of a programme: which figures a unit types, row by row, and how each cell is known.

Writer and reader of the workbook share it, so that a form read back is looked for where it was written.
docs/bieu-nhap.md tells the same to clerks.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reportgen.model.figures_input import CURRENT, FieldInput, FiguresInput, GroupInput, IndicatorInput
from reportgen.model.figures_sheet import TOTAL, normal
from reportgen.vietnamese import Ratio, format_ratio, without_zeros

DENOMINATOR = "mau_so"
COUNTS, VALUES = "so_luong", "gia_tri"
CODE_FIELD, NAME_FIELD = "ma", "ten"

SHEET, GUIDE_SHEET, MAP_SHEET = "Số liệu", "Hướng dẫn", "_bieu"
MARK = "reportgen-bieu"
"""First cell of the hidden sheet: whoever reads a workbook knows by it that this is a form."""

ORDINAL, LABEL, UNIT, LAST, TARGET, NOTE, CHECK = (
    "TT",
    "Chỉ tiêu",
    "Đơn vị tính",
    "Kỳ trước",
    "Mục tiêu",
    "Ghi chú",
    "Kiểm tra",
)
UNIT_CODE = "Mã đơn vị"
UNIT_CODE_NAME, UNIT_NAME_NAME = "bieu.don_vi", "bieu.ten_don_vi"
CELL_NAME, LIST_NAME = "sl.", "ds."
"""Defined names: of the cells with the unit's code and name; beginnings of those of figures and lists."""
SUBTOTAL = "Cộng các phần"
EARLIEST_YEAR, LATEST_YEAR = 1900, 2999

Number = int | Decimal | None
Row = dict[str, int | Decimal | str | None]
DASHES = re.compile(r"^[-–•+]\s*")


def member_name(key: str, part: str) -> str:
    """Return the name of a figure inside its group, as unit values have it."""
    return f"{key}.{DENOMINATOR}" if part == DENOMINATOR else key


class EntryKind(StrEnum):
    """What a cell holds."""

    COUNT = "so_luong"
    VALUE = "gia_tri"


@dataclass(frozen=True, slots=True)
class EntryField:
    """One cell to type into: a figure of an indicator in one period."""

    group: str
    key: str
    part: str
    period: int
    kind: EntryKind
    measure_unit: str
    label: str

    @property
    def member(self) -> str:
        """Its name inside its group: `dai_hoc`, `hoan_thanh_tot.mau_so`."""
        return member_name(self.key, self.part)

    @property
    def id(self) -> str:
        """Its name in messages and CSV files: `can_bo.dai_hoc`, `can_bo.hoan_thanh_tot.mau_so`."""
        return f"{self.group}.{self.member}"

    @property
    def cell_name(self) -> str:
        """The defined name of its cell, which moves with the cell when rows are inserted."""
        return f"{CELL_NAME}{self.id}.{self.period}"


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One row of the form: an indicator, a total, or an own denominator."""

    group: str
    key: str
    label: str
    measure_unit: str
    depth: int
    part: str
    kind: EntryKind
    fields: dict[int, EntryField]
    """Cells to type into, by the year of their column."""
    shared: dict[int, Number]
    """Figures that the skeleton gives all units, by the year of their column."""
    target: str = ""
    part_of: str = ""
    parts: tuple[str, ...] = ()
    """What adds up to it; those who hold an office besides another are not counted twice."""
    decimals: int | None = None

    @property
    def member(self) -> str:
        """Its name inside its group."""
        return member_name(self.key, self.part)

    @property
    def is_total(self) -> bool:
        """Whether it is the total of its group."""
        return self.key == TOTAL


@dataclass(frozen=True, slots=True)
class EntrySection:
    """The rows of one group under its heading."""

    key: str
    label: str
    rows: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """One column of a list; a numeric one has a unit of measure or decimals."""

    key: str
    label: str
    measure_unit: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class EntryList:
    """A list with its columns and the rows that the skeleton already has."""

    key: str
    label: str
    columns: tuple[EntryColumn, ...]
    rows: tuple[Row, ...]

    def column_name(self, column: EntryColumn) -> str:
        """Return the defined name of a column's cells."""
        return f"{LIST_NAME}{self.key}.{column.key}"


@dataclass(frozen=True, slots=True)
class EntryForm:
    """The form of one programme in one period; the same for every unit."""

    programme: str
    title: str
    version: int
    period: str
    """What tells this period's form from the next one's: `2022-12-15/2023-12-14`."""
    period_text: str
    current: int
    years: tuple[int, ...]
    sections: tuple[EntrySection, ...]
    lists: tuple[EntryList, ...]
    rise: Decimal | None = None
    fall: Decimal | None = None

    def fields(self) -> Iterator[EntryField]:
        """Every cell to type into, in the order of the form."""
        for section in self.sections:
            for row in section.rows:
                yield from row.fields.values()

    @property
    def digest(self) -> str:
        """A short fingerprint of what is asked: two forms with one digest ask the same."""
        asked = [field.cell_name for field in self.fields()]
        asked += [each.column_name(column) for each in self.lists for column in each.columns]
        return hashlib.sha256("\n".join(asked).encode()).hexdigest()[:16]


def entry_form(
    skeleton: FiguresInput, *, programme: str, title: str, version: int, period: str, period_text: str
) -> EntryForm:
    """Lay out the form of a skeleton: blank figures are to be typed, given ones are shown to all units."""
    current = skeleton.periods.current
    groups = {key: group for key, group in skeleton.groups.items() if group.rows is None}
    sections = tuple(_section(key, group, current) for key, group in groups.items())
    lists = tuple(_list(key, group) for key, group in skeleton.groups.items() if group.rows is not None)
    years = {year for section in sections for row in section.rows for year in (*row.fields, *row.shared)}
    limits = skeleton.limits
    return EntryForm(
        programme,
        title,
        version,
        period,
        period_text,
        current,
        tuple(sorted(years)),
        tuple(section for section in sections if section.rows),
        lists,
        limits.rise if limits else None,
        limits.fall if limits else None,
    )


def year_heading(year: int) -> str:
    """Return the heading of a period's column."""
    return f"Năm {year}" if EARLIEST_YEAR <= year <= LATEST_YEAR else f"Kỳ {year}"


def plain_label(label: object) -> str:
    """Return a row's label as labels are compared: `- Trong đó nữ (người)` and `trong đó nữ` are one."""
    return normal(DASHES.sub("", str(label).strip())).rstrip(":.; ")


# --- groups ------------------------------------------------------------------------------------------


def _section(key: str, group: GroupInput, current: int) -> EntrySection:
    rows: list[EntryRow] = []
    if group.totals is not None or "totals" in group.model_fields_set:  # `tong_so: null` is one to type
        rows.append(_total_row(key, group, current))
    for name, indicator in group.indicators.items():
        rows += _indicator_rows(key, name, indicator, group, current)
    return EntrySection(key, group.label or key, tuple(rows))


def _total_row(key: str, group: GroupInput, current: int) -> EntryRow:
    made = _Made(key, TOTAL, COUNTS, EntryKind.COUNT, group.measure_unit, "Tổng số", current)
    fields, shared = made.cells(dict(group.totals if group.totals is not None else {CURRENT: None}))
    return EntryRow(
        key,
        TOTAL,
        made.label,
        made.measure_unit,
        0,
        COUNTS,
        made.kind,
        fields,
        shared,
        "",
        "",
        _summed(group, group.parts),
    )


def _summed(group: GroupInput, parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in parts if not group.indicators[name].is_concurrent)


def _indicator_rows(
    key: str, name: str, indicator: IndicatorInput, group: GroupInput, current: int
) -> Iterator[EntryRow]:
    """Yield the row of an indicator that is typed, and that of its own denominator."""
    label, measure_unit = indicator.label or name, indicator.measure_unit or group.measure_unit
    is_count = indicator.counts is not None
    numbers = indicator.counts if is_count else indicator.values
    depth = 1 if indicator.is_sub_row else 0
    if numbers is not None:
        kind, part = (EntryKind.COUNT, COUNTS) if is_count else (EntryKind.VALUE, VALUES)
        fields, shared = _Made(key, name, part, kind, measure_unit, label, current).cells(dict(numbers))
        yield EntryRow(
            key,
            name,
            label,
            measure_unit,
            depth,
            part,
            kind,
            fields,
            shared,
            _target_text(indicator),
            indicator.part_of or "",
            _summed(group, indicator.parts),
            indicator.decimals,
        )
    denominators = {
        period: value for period, value in indicator.denominators.items() if not isinstance(value, str)
    }
    if denominators:
        made = _Made(
            key, name, DENOMINATOR, EntryKind.COUNT, measure_unit, _denominator_label(label), current
        )
        fields, shared = made.cells(dict(denominators))
        yield EntryRow(key, name, made.label, measure_unit, depth + 1, DENOMINATOR, made.kind, fields, shared)


def _denominator_label(label: str) -> str:
    return f"Tổng số để tính tỷ lệ “{label}”"


@dataclass(frozen=True, slots=True)
class _Made:
    """What the cells of one row have in common."""

    group: str
    key: str
    part: str
    kind: EntryKind
    measure_unit: str
    label: str
    current: int

    def cells(self, numbers: dict[int, Number]) -> tuple[dict[int, EntryField], dict[int, Number]]:
        """Return cells to type into and figures given, by year; a skeleton gives a period once."""
        fields: dict[int, EntryField] = {}
        shared: dict[int, Number] = {}
        for period, number in numbers.items():
            year = self.current if period == CURRENT else period
            if number is None:
                fields[year] = EntryField(
                    self.group, self.key, self.part, year, self.kind, self.measure_unit, self.label
                )
            else:
                shared[year] = number
        return fields, shared


def _target_text(indicator: IndicatorInput) -> str:
    shown = []
    for name, by_period in indicator.targets.items():
        for period, ends in by_period.items():
            numbers = " - ".join(_plain(end) for end in ends)
            shown.append(f"{numbers} ({', '.join(filter(None, (name, str(period or ''))))})")
    return "\n".join(shown)


def _plain(number: Ratio) -> str:
    return without_zeros(format_ratio(number, 6), wholly=True)


# --- lists -------------------------------------------------------------------------------------------


def _list(key: str, group: GroupInput) -> EntryList:
    rows = group.rows or ()
    keys = dict.fromkeys([*group.fields, *(code for row in rows for code in row)])
    ordered = [each for each in (CODE_FIELD, NAME_FIELD) if each in keys or each == CODE_FIELD]
    ordered += [each for each in keys if each not in ordered]
    columns = tuple(_column(each, group.fields.get(each, FieldInput()), rows) for each in ordered)
    return EntryList(key, group.label or key, columns, tuple(dict(row) for row in rows))


USUAL_LABELS = {CODE_FIELD: "Mã", NAME_FIELD: "Tên"}


def _column(key: str, field: FieldInput, rows: tuple[Row, ...]) -> EntryColumn:
    typed = [row[key] for row in rows if row.get(key) is not None]
    is_number = bool(field.measure_unit or field.decimals is not None)
    is_number |= bool(typed) and all(isinstance(each, int | Decimal) for each in typed)
    label = field.label or USUAL_LABELS.get(key, key)
    return EntryColumn(key, label, field.measure_unit, is_number and key not in USUAL_LABELS)

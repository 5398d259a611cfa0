"""Rules on the columns of annex tables: kinds, fields, sums, targets, periods."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.errors import Finding
from reportgen.model.columns import MEASURE_KINDS
from reportgen.model.definition import ColumnKind
from reportgen.model.figures_input import UNNAMED, GroupInput, IndicatorInput, Period
from reportgen.validate.case import Case, TableColumn, warning
from reportgen.vietnamese import suggest

DERIVED_KINDS = frozenset({ColumnKind.SUM, ColumnKind.EXPRESSION})
TARGET_KINDS = frozenset({ColumnKind.TARGET, ColumnKind.ATTAINMENT})
COMPARING_KINDS = frozenset(
    {ColumnKind.COMPARISON, ColumnKind.DIFFERENCE, ColumnKind.RATE_DIFFERENCE, ColumnKind.GROWTH}
)


def kinds_fit_the_source(case: Case) -> Iterator[Finding]:
    """Check that measures belong to groups, fields to lists."""
    for each, group in case.columns():
        kind, source = each.column.kind, each.table.source
        where = case.defined(*each.path, "loai")
        if group.rows is not None and kind in MEASURE_KINDS and kind is not None:
            message = f"{each.name}: loại “{kind.value}” không dùng cho danh sách “{source}”"
            yield Finding("column-kind", message, where, "dùng loai: truong và truong: tên trường")
        elif group.rows is None and kind is ColumnKind.FIELD:
            message = f"{each.name}: loại “truong” chỉ dùng cho danh sách, “{source}” là nhóm chỉ tiêu"
            yield Finding("column-kind", message, where, "dùng so_luong, ty_le, muc_tieu, dat …")


def fields_exist(case: Case) -> Iterator[Finding]:
    """Check that a field column shows a field that the list has."""
    for each, group in case.columns():
        field, source = each.column.field, each.table.source
        known = fields_of(group)
        if (
            group.rows is not None
            and each.column.kind is ColumnKind.FIELD
            and field is not None
            and field not in known
        ):
            message = f"{each.name}: danh sách “{source}” không có trường “{field}”{suggest(field, known)}"
            yield Finding(
                "column-field", message, case.defined(*each.path, "truong"), f"các trường: {', '.join(known)}"
            )


def fields_of(group: GroupInput) -> list[str]:
    """Return the fields of a list, declared or used."""
    return list(dict.fromkeys([*group.fields, *(name for cells in group.rows or () for name in cells)]))


def sums_name_number_columns(case: Case) -> Iterator[Finding]:
    """Check that `cua` of a sum names other columns of the table that hold numbers as they are."""
    for each, group in case.columns():
        if each.column.kind is not ColumnKind.SUM:
            continue
        for index, number in enumerate(each.column.of):
            problem = _sum_problem(each, group, number)
            if problem:
                where = case.defined(*each.path, "cua", index)
                yield Finding(
                    "column-sum", f"{each.name}: {problem}", where, "ghi số thứ tự các cột số, từ 1"
                )


def _sum_problem(each: TableColumn, group: GroupInput, number: int) -> str:
    leaves = each.table.leaves()
    if not 1 <= number <= len(leaves):
        return f"không có cột {number}, bảng có {len(leaves)} cột"
    if number == each.number:
        return "không thể cộng chính nó"
    column = leaves[number - 1]
    if column.kind in DERIVED_KINDS and column.kind is not None:
        return f"cột {number} là cột tính (loai: {column.kind.value}), không cộng tiếp được"
    if column.kind is ColumnKind.FIELD:
        is_text = any(isinstance(cells.get(column.field or ""), str) for cells in group.rows or ())
        return f"cột {number} có chữ, không cộng được" if is_text else ""
    if column.kind not in MEASURE_KINDS and column.kind is not None:
        return f"cột {number} (loai: {column.kind.value}) không phải cột số"
    return ""


def targets_exist(case: Case) -> Iterator[Finding]:
    """Check that a named target is one that some row has, and stands with its year."""
    for each, group in case.columns():
        name, source = each.column.target, each.table.source
        if name is None:
            continue
        known = _target_names(group)
        if name not in known:
            message = (
                f"{each.name}: không chỉ tiêu nào của “{source}” có mục tiêu “{name}”{suggest(name, known)}"
            )
            yield Finding(
                "column-target",
                message,
                case.defined(*each.path, "ten_muc_tieu"),
                "ghi tên mục tiêu có trong số liệu",
            )
        elif each.column.period is None:
            message = f"{each.name}: có ten_muc_tieu thì phải ghi nam"
            yield Finding(
                "column-target-year", message, case.defined(*each.path, "ten_muc_tieu"), "thêm nam: 2025"
            )


def _target_names(group: GroupInput) -> list[str]:
    return list(dict.fromkeys(name for data in group.indicators.values() for name in data.targets if name))


def comparisons_have_a_base(case: Case) -> Iterator[Finding]:
    """Check that a comparing column says with which period, or the figures do."""
    for each, group in case.columns():
        column = each.column
        if (
            group.rows is None
            and column.kind in COMPARING_KINDS
            and not (column.period or case.figures.periods.base)
        ):
            message = f"{each.name}: chưa rõ so với kỳ nào"
            yield Finding(
                "column-base",
                message,
                case.defined(*each.path),
                "thêm nam: 2020, hoặc ky.goc trong tệp số liệu",
            )


def periods_have_numbers(case: Case) -> Iterator[Finding]:
    """Check that some row has a number for the period of the column."""
    for each, group in case.columns():
        kind, period = each.column.kind, each.column.period
        if group.rows is not None or kind not in MEASURE_KINDS or period is None:
            continue
        if each.column.target is not None and each.column.target not in _target_names(group):
            continue  # told already
        rows = [
            data
            for key, data in group.indicators.items()
            if each.table.rows is None or key in each.table.rows
        ]
        if not any(_has_number(case, data, each, period) for data in rows):
            what = f"mục tiêu năm {period}" if kind in TARGET_KINDS else f"số liệu kỳ {period}"
            message = f"{each.name}: không chỉ tiêu nào của “{each.table.source}” có {what}"
            yield warning(
                "column-without-data",
                message,
                case.defined(*each.path, "nam"),
                "kiểm tra nam, hoặc nhập số liệu",
            )


def _has_number(case: Case, data: IndicatorInput, each: TableColumn, period: Period) -> bool:
    if each.column.kind in TARGET_KINDS:
        return period in data.targets.get(each.column.target or UNNAMED, {})
    return data.expression is not None or period in case.by_period(data.counts or data.values or {})


RULES = (
    kinds_fit_the_source,
    fields_exist,
    sums_name_number_columns,
    targets_exist,
    comparisons_have_a_base,
    periods_have_numbers,
)

"""Rules on annexes as wholes: keys, labels, sources, rows."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.errors import Finding, Where
from reportgen.model.numbering import CORE
from reportgen.validate.case import Case, warning
from reportgen.vietnamese import suggest


def annex_keys_are_unique(case: Case) -> Iterator[Finding]:
    """Check that no two annexes share a `ma`."""
    first: dict[str, Where] = {}
    for index, annex in enumerate(case.definition.annexes):
        where = case.defined("phu_luc", index, "ma")
        if annex.key in first:
            message = f"mã phụ lục “{annex.key}” bị lặp"
            yield Finding("duplicate-annex", message, where, "đặt mã khác", also=(first[annex.key],))
        first.setdefault(annex.key, where)


def annex_labels_differ(case: Case) -> Iterator[Finding]:
    """Check that a label pattern for several annexes has a counter."""
    pattern = case.definition.annex_label
    without_own = [annex for annex in case.definition.annexes if annex.label is None]
    if pattern is not None and len(without_own) > 1 and not CORE.search(pattern):
        message = f"nhãn “{pattern}” không có chỗ đếm: {len(without_own)} phụ lục sẽ cùng một nhãn"
        yield Finding(
            "annex-label", message, case.defined("nhan_phu_luc"), "thêm 1, 01 hoặc I, ví dụ Biểu 01"
        )


def annexes_hold_something(case: Case) -> Iterator[Finding]:
    """Check that an annex has a table, a text or a form."""
    for index, annex in enumerate(case.definition.annexes):
        if not (annex.table or annex.form or annex.charts or (annex.text or annex.text_after or "").strip()):
            message = f"phụ lục “{annex.key}” không có nội dung"
            yield warning(
                "annex-empty",
                message,
                case.defined("phu_luc", index),
                "thêm bang, van_ban, bieu_do hoặc bieu_mau",
            )


def table_sources_exist(case: Case) -> Iterator[Finding]:
    """Check that a table shows a group or a list of the figures."""
    for _, table, path in case.tables():
        if table.source not in case.figures.groups:
            message = f"không có nhóm số liệu “{table.source}”{suggest(table.source, case.figures.groups)}"
            remedy = f"ghi tên một nhóm có trong {case.figures_source.file}"
            yield Finding("table-source", message, case.defined(*path, "nguon"), remedy)


def table_rows_exist(case: Case) -> Iterator[Finding]:
    """Check that the rows chosen by `hang` are in the group or list, each once."""
    for _, table, path in case.tables():
        group = case.figures.groups.get(table.source)
        if group is None or table.rows is None:
            continue
        known = group.indicators if group.rows is None else [str(cells.get("ma")) for cells in group.rows]
        for index, name in enumerate(table.rows):
            where = case.defined(*path, "hang", index)
            if name not in known:
                message = f"“{table.source}” không có hàng “{name}”{suggest(name, known)}"
                yield Finding("table-row", message, where, "ghi mã có trong tệp số liệu")
            elif name in table.rows[:index]:
                yield warning("table-row-twice", f"hàng “{name}” ghi hai lần", where, "bỏ một lần")


def list_totals_cover_all_rows(case: Case) -> Iterator[Finding]:
    """Check that the total of a list's table sums all rows, also those that `hang` leaves out."""
    for _, table, path in case.tables():
        group = case.figures.groups.get(table.source)
        if group is None or group.rows is None or table.rows is None or table.total_row == "khong":
            continue
        if len(set(table.rows)) < len(group.rows):
            counted, shown = len(group.rows), len(table.rows)
            message = f"dòng tổng số cộng cả {counted} hàng của “{table.source}”, bảng chỉ in {shown}"
            yield warning(
                "list-total", message, case.defined(*path, "hang"), "ghi dong_tong: khong, hoặc in đủ hàng"
            )


RULES = (
    annex_keys_are_unique,
    annex_labels_differ,
    annexes_hold_something,
    table_sources_exist,
    table_rows_exist,
    list_totals_cover_all_rows,
)

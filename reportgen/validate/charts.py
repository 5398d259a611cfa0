"""Rules on charts: keys, where their points come from, and that every series fits them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reportgen.errors import Finding, Where
from reportgen.model.chart import ChartKind
from reportgen.validate.case import Case, warning
from reportgen.vietnamese import suggest

MOST_POINTS = 40
"""More points than this cannot be told apart in a chart as wide as a page."""


def chart_keys_are_unique(case: Case) -> Iterator[Finding]:
    """Check that no two charts share a `ma`."""
    first: dict[str, Where] = {}
    for chart, path in case.definition.all_charts():
        where = case.defined(*path, "ma")
        if chart.key in first:
            message = f"mã biểu đồ “{chart.key}” bị lặp"
            yield Finding("duplicate-chart", message, where, "đặt mã khác", also=(first[chart.key],))
        first.setdefault(chart.key, where)


def charts_have_points(case: Case) -> Iterator[Finding]:
    """Check that the points are either the rows of a group or list, or written one by one."""
    for chart, path in case.definition.all_charts():
        if (chart.source is None) == (not chart.points):
            both = "có cả nguon và nhom" if chart.points else "không có nguon, cũng không có nhom"
            message = f"biểu đồ “{chart.key}” {both}"
            remedy = "ghi nguon (mỗi hàng một điểm), hoặc nhom (nhãn của từng điểm), chỉ một trong hai"
            yield Finding("chart-points", message, case.defined(*path), remedy)
        if chart.source is not None:
            continue
        for name, value in (("hang", chart.rows), ("khi_hang", chart.row_condition), ("nhan", chart.label)):
            if value is not None:
                message = f"biểu đồ “{chart.key}” không có nguon nên không dùng {name}"
                yield Finding(
                    "chart-points", message, case.defined(*path, name), f"bỏ {name}, hoặc thêm nguon"
                )


def chart_series_fit(case: Case) -> Iterator[Finding]:
    """Check that each series has one expression over rows, or one for each point."""
    for chart, path in case.definition.all_charts():
        if chart.source is not None and chart.points:
            continue  # told already
        for index, series in enumerate(chart.series):
            where = case.defined(*path, "chuoi", index, "gia_tri")
            is_one, count = isinstance(series.values, str), len(series.expressions)
            if chart.source is not None and not is_one:
                message = (
                    f"chuỗi {index + 1} của biểu đồ “{chart.key}” ghi một danh sách, mà điểm lấy từ nguon"
                )
                remedy = "ghi một biểu thức trên hàng h, ví dụ gia_tri: h.ty_le(2023)"
                yield Finding("chart-series", message, where, remedy)
            elif chart.points and (is_one or count != len(chart.points)):
                have = "một biểu thức" if is_one else f"{count} biểu thức"
                message = (
                    f"chuỗi {index + 1} của biểu đồ “{chart.key}” có {have}, nhom có {len(chart.points)} điểm"
                )
                yield Finding(
                    "chart-series", message, where, "ghi danh sách, mỗi điểm của nhom một biểu thức"
                )


def chart_series_have_names(case: Case) -> Iterator[Finding]:
    """Check that several series can be told apart, and that a pie has one only."""
    for chart, path in case.definition.all_charts():
        if len(chart.series) == 1:
            continue
        if chart.kind is ChartKind.PIE:
            message = f"biểu đồ tròn “{chart.key}” có {len(chart.series)} chuỗi số"
            remedy = "giữ một chuỗi, hoặc dùng loai: cot"
            yield Finding("chart-pie", message, case.defined(*path, "chuoi"), remedy)
        counts = Counter(series.name for series in chart.series)
        for index, series in enumerate(chart.series):
            if not series.name.strip():
                message = f"chuỗi {index + 1} của biểu đồ “{chart.key}” chưa có tên"
                yield Finding("chart-series-name", message, case.defined(*path, "chuoi", index), "thêm ten")
            elif counts[series.name] > 1:
                message = f"hai chuỗi của biểu đồ “{chart.key}” cùng tên “{series.name}”"
                where = case.defined(*path, "chuoi", index, "ten")
                yield Finding("chart-series-name", message, where, "đặt tên khác nhau")


def chart_sources_exist(case: Case) -> Iterator[Finding]:
    """Check that a chart draws a group or list of the figures, and rows that are in it."""
    for chart, path in case.definition.all_charts():
        if chart.source is None:
            continue
        group = case.figures.groups.get(chart.source)
        if group is None:
            message = f"không có nhóm số liệu “{chart.source}”{suggest(chart.source, case.figures.groups)}"
            remedy = f"ghi tên một nhóm có trong {case.figures_source.file}"
            yield Finding("chart-source", message, case.defined(*path, "nguon"), remedy)
            continue
        known = [*group.indicators] if group.rows is None else [str(row.get("ma")) for row in group.rows]
        for index, name in enumerate(chart.rows or ()):
            where = case.defined(*path, "hang", index)
            if name not in known:
                message = f"“{chart.source}” không có hàng “{name}”{suggest(name, known)}"
                yield Finding("chart-row", message, where, "ghi mã có trong tệp số liệu")
            elif chart.rows is not None and name in chart.rows[:index]:
                yield Finding("chart-row", f"hàng “{name}” ghi hai lần", where, "bỏ một lần")


def charts_are_legible(case: Case) -> Iterator[Finding]:
    """Warn of charts with more points than a reader can tell apart."""
    for chart, path in case.definition.all_charts():
        group = case.figures.groups.get(chart.source or "")
        rows = () if group is None else group.indicators if group.rows is None else group.rows
        count = len(chart.points or chart.rows or rows) * len(chart.series)
        if count > MOST_POINTS and chart.row_condition is None:
            message = f"biểu đồ “{chart.key}” có {count} số, khó đọc (nên nhiều nhất {MOST_POINTS})"
            remedy = "chọn ít hàng hơn bằng hang, khi_hang, hoặc trình bày bằng bảng"
            yield warning("chart-crowded", message, case.defined(*path), remedy)


RULES = (
    chart_keys_are_unique,
    charts_have_points,
    chart_series_fit,
    chart_series_have_names,
    chart_sources_exist,
    charts_are_legible,
)

"""The charts of one document: which are printed, their numbers, the words around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Undefined, UndefinedError

from reportgen.errors import Finding
from reportgen.fill.gate import truth
from reportgen.fill.mistakes import AUTHOR_MISTAKES, finding_of
from reportgen.fill.numbering import holds
from reportgen.fill.references import AnnexReference, ChartReference, ChartReferences
from reportgen.fill.table_rows import rows_problem
from reportgen.fill.tokens import without_tokens
from reportgen.model.chart import ChartKind
from reportgen.model.chart_data import NO_POINT, ChartData, DrawnChart, DrawnPoint, Point, PointSeries
from reportgen.model.figure import RATE, Blank, CannotCompute, Figure, Figures, NumberStyle, View
from reportgen.model.form import ChartEntry, Form, Site
from reportgen.model.outline import Outline
from reportgen.vietnamese import parse_number

KINDS = {
    ChartKind.COLUMNS: "Biểu đồ cột",
    ChartKind.BARS: "Biểu đồ thanh ngang",
    ChartKind.LINES: "Biểu đồ đường",
    ChartKind.PIE: "Biểu đồ tròn",
}
NO_DATA, NOT_DIVIDED, NO_VALUE = "Chưa có số liệu", "Không tính được vì mẫu số bằng 0", "Không có số"
UNDEFINED = "-"
REASONS = {UNDEFINED: NOT_DIVIDED}
Texts = Mapping[tuple[str | int, ...], str]
MOST_TOLD = 60
"""Points that a description made of data tells one by one."""


def number_charts(form: Form, names: dict[str, Any], decided: Outline, findings: list[Finding]) -> None:
    """Add to `names` which charts are printed, and `bieu_do`; those of dropped sections are not asked for."""
    printed: dict[int, bool] = {}
    references: dict[str, AnnexReference] = {}
    for number, entry in enumerate(form.charts, 1):
        printed[number] = _has_place(entry, decided) and holds(entry.condition, names, findings)
        if printed[number]:
            count, chart = str(len(references) + 1), entry.chart
            references[chart.key] = ChartReference(chart.key, f"Biểu đồ {count}", count, chart.title)
    names |= {"_in_bd": printed, "bieu_do": ChartReferences(references)}


def draw_charts(form: Form, figures: Figures, names: dict[str, Any], findings: list[Finding]) -> None:
    """Add to `names` what the places of charts print, and as `_ve` the charts themselves.

    What cannot be drawn is a finding.
    """
    rows: dict[int, list[View]] = {}
    drawn: dict[int, DrawnChart] = {}
    words: dict[int, dict[str, Any]] = {}
    for number, entry in enumerate(form.charts, 1):
        told = len(findings)
        rows[number] = _rows(entry, figures, findings)
        if names["_in_bd"][number]:
            label = names["bieu_do"].look(entry.chart.key).label
            drawing = _Drawing(entry, names, rows[number], findings, figures, form.prose)
            drawn[number] = drawing.drawn(label)
            if not drawn[number].data.categories and len(findings) == told:
                findings.append(_empty(entry))
            words[number] = _words(entry, drawn[number], names["_loi"])
    names |= {"_bd": words, "_hang_bd": rows, "_ve": tuple(drawn.values())}


def _has_place(entry: ChartEntry, decided: Outline) -> bool:
    if entry.annex is not None:
        return decided.annex_is_printed[entry.annex]
    return entry.section is None or decided.is_printed[entry.section]


def _rows(entry: ChartEntry, figures: Figures, findings: list[Finding]) -> list[View]:
    """Return the rows of the group or list, all of them; the condition on rows is asked when drawing."""
    chart = entry.chart
    if chart.source is None:
        return []
    problem = rows_problem(chart.source, chart.rows, figures)
    if problem is None:
        return list(figures.names[chart.source].table_rows(chart.rows, "khong", ""))
    where = entry.sites[0][0].where
    findings.append(Finding("unknown-name", problem, where, "sửa nguon, hang theo tệp số liệu"))
    return []


@dataclass(slots=True)
class _Drawing:
    """One chart on its way from expressions to numbers."""

    entry: ChartEntry
    names: dict[str, Any]
    rows: list[View]
    findings: list[Finding]
    figures: Figures
    prose: NumberStyle
    failed: set[Site] = field(default_factory=set)
    """Expressions with a name that is not there."""

    def drawn(self, label: str) -> DrawnChart:
        chart, path = self.entry.chart, self.entry.path
        rows = [row for row in self.rows if self._is_drawn(row)]
        if chart.source is None:
            categories = [self._text((*path, "nhom", n), text) for n, text in enumerate(chart.points)]
        else:
            categories = [self._label(row) for row in rows]
        title = self._text((*path, "tieu_de"), chart.title)
        points: list[DrawnPoint] = []
        series = []
        for n, declared in enumerate(chart.series):
            name = self._text((*path, "chuoi", n, "ten"), declared.name)
            values = list(self._values(n, rows))
            found = [
                self._point(value, site, name, category, points)
                for (value, site), category in zip(values, categories, strict=True)
            ]
            series.append(PointSeries(name or title, tuple(found)))
        data = ChartData(chart.key, tuple(categories), tuple(series))
        return DrawnChart(data, chart.kind, label, title, tuple(points))

    def _is_drawn(self, row: View) -> bool:
        test = self.entry.row_condition
        if test is None:
            return True
        return self._asked(lambda names, h: truth(test(names, h=h)), self.entry.overs[-1], h=row) is True

    def _label(self, row: View) -> str:
        if self.entry.label is None:
            return str(row.look("nhan"))
        return self._plain(self._asked(self.entry.label, self.entry.overs[0], h=row))

    def _values(self, number: int, rows: list[View]) -> Iterator[tuple[Any, Site]]:
        tests, sites = self.entry.series[number], self.entry.sites[number]
        if self.entry.chart.source is None:
            for test, site in zip(tests, sites, strict=True):
                yield self._asked(test, site), site
        else:
            for row in rows:
                yield self._asked(tests[0], sites[0], h=row), sites[0]

    def _asked(self, test: Any, site: Site, **row: View) -> Any:
        """Return the value of an expression; one that fails is a finding, and a gap."""
        if site in self.failed:
            return Blank("")
        try:
            value = test(self.names, **row)
            if isinstance(value, Undefined):
                str(value)  # raises, and says which name
            return value.printed() if isinstance(value, View) else value
        except AUTHOR_MISTAKES as error:
            self.findings.append(finding_of(error, [site]))
            if isinstance(error, UndefinedError):  # every other row would say the same
                self.failed.add(site)
            return Blank("")

    def _point(self, value: Any, site: Site, series: str, category: str, points: list[DrawnPoint]) -> Point:
        if isinstance(value, Blank):
            return NO_POINT
        try:
            text, number = _shown(value, site)
            if self.entry.chart.kind is ChartKind.PIE and number.startswith("-"):
                raise CannotCompute(f"biểu đồ tròn không vẽ được số âm {text}", remedy="dùng loai: cot")
        except AUTHOR_MISTAKES as error:
            self.findings.append(finding_of(error, [site]))
            return NO_POINT
        points.append(DrawnPoint(value, text, series, category))
        return Point(text, number, value.id)

    def _text(self, path: tuple[str | int, ...], text: str) -> str:
        return self._plain(self.names["_loi"].get(path, text))

    def _plain(self, value: Any) -> str:
        """Return a label as plain text, figures in it shown."""
        return without_tokens(str(value), self.figures.cache, self.prose)


def _empty(entry: ChartEntry) -> Finding:
    message = f"biểu đồ “{entry.chart.key}” không có hàng nào để vẽ"
    remedy = "sửa khi_hang, hoặc đặt điều kiện khi: để không in biểu đồ này"
    return Finding("chart-empty", message, entry.sites[0][0].where, remedy)


def _shown(value: Any, site: Site) -> tuple[str, str]:
    """Return what is printed beside a point, and its number in machine notation: none for a gap.

    Raises CannotCompute for what is no single number.
    """
    if not isinstance(value, Figure):
        raise CannotCompute("giá trị của biểu đồ phải là số liệu", remedy="ghi tên một số trong tệp số liệu")
    text = value.text(site.style)
    number = parse_number(text)
    if number is None and value.gap is not None:
        return text, ""
    if number is None:
        raise CannotCompute(f"“{text}” không vẽ được thành một điểm", remedy="vẽ các số đơn, không vẽ khoảng")
    is_percent = (value.kind is RATE or value.unit == "%") and not value.plain
    return text + ("%" if is_percent else ""), format(number, "f")


# --- words around a chart ----------------------------------------------------------------------------


def _words(entry: ChartEntry, drawn: DrawnChart, worked_out: Texts) -> dict[str, Any]:
    """Return what the document prints around a chart: caption, description for who cannot see, gaps."""
    own = entry.chart.description
    description = _description(drawn) if own is None else worked_out.get((*entry.path, "mo_ta"), own)
    note = _gaps(drawn)
    return {"nhan": f"{drawn.label}. ", "mo_ta": description, "ghi_chu": note, "co_ghi_chu": bool(note)}


def _description(drawn: DrawnChart) -> str:
    """Return kind, title and all numbers in words; of a very large chart only the largest and smallest."""
    told = [(point, f"{_name(point.category, point.series)}: {point.text}") for point in drawn.points]
    head = f"{KINDS[drawn.kind]}. {drawn.title.rstrip('.')}. "
    if len(told) <= MOST_TOLD:
        return head + "; ".join(text for _, text in told) + "."
    known = [each for each in told if parse_number(each[0].text.rstrip("%")) is not None]
    in_order = sorted(known, key=lambda each: parse_number(each[0].text.rstrip("%")) or 0)
    ends = f"nhỏ nhất {in_order[0][1]}; lớn nhất {in_order[-1][1]}" if in_order else ""
    return f"{head}{len(told)} số liệu, {ends}."


def _gaps(drawn: DrawnChart) -> str:
    """Return which points have no number, and why; nothing when all have one."""
    reasons: dict[str, list[str]] = {reason: [] for reason in (NO_DATA, NOT_DIVIDED, NO_VALUE)}
    for series in drawn.data.series:
        name = "" if series.name == drawn.title else series.name
        for category, point in zip(drawn.data.categories, series.points, strict=True):
            if not point.number:
                reason = NO_VALUE if not point.figure_id else REASONS.get(point.text, NO_DATA)
                reasons[reason].append(_name(category, name))
    return " ".join(f"{reason}: {'; '.join(names)}." for reason, names in reasons.items() if names)


def _name(*names: str) -> str:
    return ", ".join(name for name in names if name)

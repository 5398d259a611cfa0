"""Publish the tie-out for people: `<stem>-doi-chieu.xlsx`, one line per printed figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from reportgen.errors import Finding, Severity
from reportgen.model.checking import Waived
from reportgen.model.tie_out import TieOut, TieOutFigure
from reportgen.publish.text_width import lines_needed
from reportgen.publish.workbook_style import FONT, decimal_of, make_workbook, set_up_page

MOST_PLACES = 50
TABLE_SIZE = 11
HEAD_LOOK = {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E7E6E6"}
POINTS_PER_LINE = 15
POINTS_PER_DIGIT = 5.25
"""The unit of column widths: a digit of the workbook's own font."""
MOST_POINTS = 409
SEVERITIES = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.INFO: "Ghi chú"}


class Heading(NamedTuple):
    """A column: its heading and its width in letters."""

    title: str
    width: int


FIGURE_COLUMNS = (
    Heading("TT", 5),
    Heading("Mã", 34),
    Heading("Chỉ tiêu", 24),
    Heading("In ra", 10),
    Heading("Giá trị đúng", 24),
    Heading("Công thức", 18),
    Heading("Nguồn", 23),
    Heading("Số lần in", 9),
    Heading("Nơi in", 36),
)
TYPED_COLUMNS = (Heading("TT", 5), Heading("Số gõ tay", 60), Heading("Nơi in", 60))
SUMMARY_COLUMNS = (Heading("Nội dung", 60), Heading("Giá trị", 70))
Value = str | int


def tie_out_workbook(
    tie_out: TieOut, findings: Sequence[Finding] = (), waived: Sequence[Waived] = ()
) -> bytes:
    """Return the .xlsx: figures, typed numerals, summary; the same tie-out gives the same bytes."""

    def write(book: Any) -> None:
        figures = (_figure_line(n, figure) for n, figure in enumerate(tie_out.figures, 1))
        _sheet(book, "Số liệu", FIGURE_COLUMNS, figures)
        typed = ((n, entry.text, entry.place) for n, entry in enumerate(tie_out.typed, 1))
        _sheet(book, "Số gõ tay", TYPED_COLUMNS, typed)
        _sheet(book, "Tổng hợp", SUMMARY_COLUMNS, _summary(tie_out, findings, waived))

    return make_workbook("Đối chiếu số liệu", write)


def _sheet(book: Any, name: str, columns: Sequence[Heading], lines: Iterable[Sequence[Value]]) -> None:
    sheet = book.add_worksheet(name)
    base = {"font_name": FONT, "font_size": TABLE_SIZE, "text_wrap": True, "border": 1, "valign": "top"}
    head = book.add_format({**base, **HEAD_LOOK})
    body = book.add_format(base)
    number = book.add_format({**base, "align": "center"})
    set_up_page(sheet, landscape=True)
    for column, heading in enumerate(columns):
        sheet.set_column(column, column, heading.width)
        sheet.write_string(0, column, heading.title, head)
    last = 0
    for last, line in enumerate(lines, 1):
        sheet.set_row(last, _height(columns, line))
        for column, value in enumerate(line):
            if isinstance(value, int):
                sheet.write_number(last, column, value, number)
            else:
                sheet.write_string(last, column, value, body)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _height(columns: Sequence[Heading], line: Sequence[Value]) -> float:
    """Points for a row that shows its texts whole, as far as Excel allows."""
    lines = (
        lines_needed(str(value), head.width * POINTS_PER_DIGIT, TABLE_SIZE)
        for head, value in zip(columns, line, strict=True)
    )
    return min(MOST_POINTS, POINTS_PER_LINE * max(lines))


def _figure_line(number: int, figure: TieOutFigure) -> list[Value]:
    places = [place.place for place in figure.places]
    shown = list(dict.fromkeys(places))
    hidden = len(shown) - MOST_PLACES
    more = [f"… và {hidden} nơi nữa (xem tệp .json)"] if hidden > 0 else []
    return [
        number,
        figure.id,
        figure.label,
        "\n".join(figure.texts),
        "\n".join(filter(None, (exact_text(figure), figure.note if figure.values else ""))),
        figure.formula or "số nhập",
        "\n".join(map(str, figure.sources)),
        len(places),
        "\n".join([*shown[:MOST_PLACES], *more]),
    ]


def exact_text(figure: TieOutFigure) -> str:
    """Return the exact value for a person: `121/190 ≈ 63,6842105263158%`; the reason where there is none."""
    if not figure.values:
        return figure.note
    return "; ".join(_exact_number(Fraction(value), is_rate=figure.is_rate) for value in figure.values)


def _exact_number(value: Fraction, *, is_rate: bool) -> str:
    scaled = value * 100 if is_rate else value
    short = decimal_of(scaled.as_integer_ratio())
    shown = f"{short:f}".replace(".", ",") + ("%" if is_rate else "")
    if value.denominator == 1 or (not is_rate and Fraction(short) == scaled):
        return shown
    return f"{value} {'=' if Fraction(short) == scaled else '≈'} {shown}"


def _summary(tie_out: TieOut, findings: Sequence[Finding], waived: Sequence[Waived]) -> list[list[Value]]:
    typed_figures = tie_out.printed_count - tie_out.computed_count
    lines: list[list[Value]] = [
        ["Số liệu khác nhau được in", len(tie_out.figures)],
        ["Lượt in số lấy từ số liệu", tie_out.printed_count],
        ["– trong đó tính theo công thức", tie_out.computed_count],
        ["– trong đó in đúng số đã nhập", typed_figures],
        ["Lượt in số gõ tay (xem trang “Số gõ tay”)", len(tie_out.typed)],
    ]
    lines += [[f"Tệp đã đọc: {name}", f"sha256 {digest}"] for name, digest in tie_out.inputs.items()]
    lines += [[f"Ghi chú: {figure.label}", figure.note] for figure in tie_out.figures if figure.note]
    lines += [[f"{SEVERITIES[found.severity]}: {found.rule}", str(found)] for found in findings]
    lines += [[f"Được bỏ qua: {each.finding.rule}", str(each)] for each in waived]
    return lines

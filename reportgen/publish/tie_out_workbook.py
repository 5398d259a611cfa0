"""Publish the tie-out for people: `<stem>-doi-chieu.xlsx`, one line per printed figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from reportgen.errors import Finding, Severity
from reportgen.model.checking import Waived
from reportgen.model.tie_out import TieOut, TieOutFigure
from reportgen.publish.sheet_cells import SheetCells, Texts
from reportgen.publish.text_width import lines_needed
from reportgen.publish.workbook_frame import Layout, Looks, Sheet, workbook
from reportgen.publish.workbook_style import FONT, decimal_of

MOST_PLACES = 50
TABLE_SIZE = 11
BODY_LOOK = {"font_name": FONT, "font_size": TABLE_SIZE, "text_wrap": True, "border": 1, "valign": "top"}
NUMBER_LOOK = {**BODY_LOOK, "align": "center"}
HEAD_LOOK = {**NUMBER_LOOK, "bold": True, "valign": "vcenter", "bg_color": "#E7E6E6"}
PIXELS_PER_LETTER, CELL_PADDING = 7, 5
POINTS_PER_LINE = 15
POINTS_PER_DIGIT = 5.25
"""The unit of column widths: a digit of the workbook's own font."""
LETTERS_PER_WIDEST = 3
"""The widest letter takes less than three times what column widths count in: so many letters surely fit."""
MOST_POINTS = 409
MOST_NUMBERS = 20_000
"""How many are remembered: the units of a level share many counts and rates."""
SEVERITIES = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.INFO: "Ghi chú"}


class Heading(NamedTuple):
    """A column: its heading and its width in letters."""

    title: str
    width: int


class Room(NamedTuple):
    """What fits into one line of a cell: so many letters of any kind, or points of a text."""

    letters: int
    points: float


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
    looks, texts = Looks(), Texts()
    figures = (_figure_line(n, figure) for n, figure in enumerate(tie_out.figures, 1))
    typed = ((n, entry.text, entry.place) for n, entry in enumerate(tie_out.typed, 1))
    sheets = [
        _sheet("Số liệu", FIGURE_COLUMNS, figures, looks, texts),
        _sheet("Số gõ tay", TYPED_COLUMNS, typed, looks, texts),
        _sheet("Tổng hợp", SUMMARY_COLUMNS, _summary(tie_out, findings, waived), looks, texts),
    ]
    return workbook("Đối chiếu số liệu", sheets, looks, texts)


def _sheet(
    name: str, columns: Sequence[Heading], lines: Iterable[Sequence[Value]], looks: Looks, texts: Texts
) -> Sheet:
    title, body, number = looks.number(HEAD_LOOK), looks.number(BODY_LOOK), looks.number(NUMBER_LOOK)
    cells = SheetCells(texts)
    for column, heading in enumerate(columns):
        cells.text(0, column, heading.title, title)
    rooms = [Room(head.width // LETTERS_PER_WIDEST, head.width * POINTS_PER_DIGIT) for head in columns]
    last = 0
    for last, line in enumerate(lines, 1):
        cells.height(last, _height(rooms, line))
        cells.line(last, line, (number, body))
    pixels = tuple(heading.width * PIXELS_PER_LETTER + CELL_PADDING for heading in columns)
    return Sheet(Layout(name, landscape=True, pixels=pixels, repeated=(0, 0), is_list=True), cells, last)


def _height(rooms: Sequence[Room], line: Sequence[Value]) -> float:
    """Points for a row that shows its texts whole, as far as Excel allows."""
    most = 1
    for (letters, points), value in zip(rooms, line, strict=True):
        text = value if isinstance(value, str) else str(value)
        if len(text) > letters or "\n" in text:
            needed = lines_needed(text, points, TABLE_SIZE)
            most = max(most, needed)
    return min(MOST_POINTS, POINTS_PER_LINE * most)


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
    return "; ".join([_exact_number(value, figure.is_rate) for value in figure.values])


@lru_cache(maxsize=MOST_NUMBERS)
def _exact_number(value: str, is_rate: bool) -> str:
    """Return an exact value, which is given in lowest terms, and the decimal fraction next to it."""
    above, _, below = value.partition("/")
    numerator, denominator = int(above) * (100 if is_rate else 1), int(below or 1)
    short = decimal_of((numerator, denominator))
    shown = f"{short:f}".replace(".", ",") + ("%" if is_rate else "")
    a, b = short.as_integer_ratio()
    is_same = a * denominator == numerator * b
    if not below or (not is_rate and is_same):
        return shown
    return f"{value} {'=' if is_same else '≈'} {shown}"


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

"""Publish the tie-out for people: `<stem>-doi-chieu.xlsx`, one line per printed figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from reportgen.errors import Finding, Severity
from reportgen.model.checking import Waived
from reportgen.model.tie_out import MOST_SUMMANDS, Summand, TieOut, TieOutFigure, TypedEntry
from reportgen.publish.list_sheet import (
    Heading,
    ListBlock,
    ListLine,
    ListTexts,
    Value,
    list_line,
    list_sheet,
)
from reportgen.publish.number_texts import EXACT, exact_number
from reportgen.publish.sheet_cells import text_table
from reportgen.publish.workbook_frame import Looks, workbook

MOST_PLACES = 50
MOST_SUMMARY = 5_000
SEVERITIES = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.INFO: "Ghi chú"}
AS_TYPED, NOT_GIVEN = "số nhập", "chưa có"

FIGURE_COLUMNS = (
    Heading("TT", 5),
    Heading("Mã", 34),
    Heading("Chỉ tiêu", 24),
    Heading("In ra", 10),
    EXACT,
    Heading("Công thức", 18),
    Heading("Nguồn", 23),
    Heading("Số lần in", 9),
    Heading("Nơi in", 36),
)
TYPED_COLUMNS = (Heading("TT", 5), Heading("Số gõ tay", 60), Heading("Nơi in", 60))
SUMMAND_COLUMNS = (
    Heading("TT", 7),
    Heading("Mã", 34),
    Heading("Chỉ tiêu", 30),
    Heading("Cách gộp", 12),
    Heading("Mã đơn vị", 12),
    Heading("Đơn vị", 26),
    Heading("Giá trị", 12),
    Heading("Nguồn", 36),
)
SUMMARY_COLUMNS = (Heading("Nội dung", 60), Heading("Giá trị", 70))


class Summary(NamedTuple):
    """What the last sheet says: counts, the files read, remarks on figures by label, findings."""

    figures: int
    printed: int
    computed: int
    typed: int
    inputs: Mapping[str, str]
    notes: Sequence[tuple[str, str]]
    findings: Sequence[Finding]
    waived: Sequence[Waived]


def tie_out_workbook(
    tie_out: TieOut, findings: Sequence[Finding] = (), waived: Sequence[Waived] = ()
) -> bytes:
    """Return the .xlsx: figures, typed numerals, summary; the same tie-out gives the same bytes."""
    summary = Summary(
        len(tie_out.figures),
        tie_out.printed_count,
        tie_out.computed_count,
        len(tie_out.typed),
        tie_out.inputs,
        [(figure.label, figure.note) for figure in tie_out.figures if figure.note],
        findings,
        waived,
    )
    lines = ListBlock.of([figure_line(number, figure) for number, figure in enumerate(tie_out.figures, 1)])
    typed = ListBlock.of([typed_line(number, entry) for number, entry in enumerate(tie_out.typed, 1)])
    return tie_out_book(lines, typed, summary, tie_out.summands)


def tie_out_book(
    lines: ListBlock,
    typed: ListBlock,
    summary: Summary,
    summands: Sequence[Summand] = (),
) -> bytes:
    """Return the .xlsx of lines that are made already."""
    looks, texts = Looks(), ListTexts()
    sheets = [
        list_sheet("Số liệu", FIGURE_COLUMNS, lines, looks, texts),
        list_sheet("Số gõ tay", TYPED_COLUMNS, typed, looks, texts),
        list_sheet("Tổng hợp", SUMMARY_COLUMNS, _summary_lines(summary), looks, texts),
    ]
    if summands:
        sheets.append(list_sheet("Số của đơn vị", SUMMAND_COLUMNS, _summand_lines(summands), looks, texts))
    return workbook("Đối chiếu số liệu", sheets, looks, text_table(texts.entries, texts.count, texts.count))


def typed_line(number: int, entry: TypedEntry) -> ListLine:
    """Return the line of a typed numeral."""
    return list_line(TYPED_COLUMNS, (number, entry.text, entry.place))


def _summand_lines(summands: Sequence[Summand]) -> Iterator[ListLine]:
    for number, each in enumerate(summands[:MOST_SUMMANDS], 1):
        place = str(each.place) if each.place is not None else ""
        given = (each.figure, each.label, each.method, each.code, each.unit, _given(each.value), place)
        yield list_line(SUMMAND_COLUMNS, (number, *given))
    if (hidden := len(summands) - MOST_SUMMANDS) > 0:
        more = f"… và {hidden} dòng nữa (xem số liệu của từng đơn vị)"
        yield list_line(SUMMAND_COLUMNS, (MOST_SUMMANDS + 1, more, *[""] * 6))


def _given(value: int | Decimal | Fraction | None) -> Value:
    """Return what a unit gave as a cell holds it; a mean of means is no decimal number."""
    if isinstance(value, Fraction):
        return exact_number(str(value), is_rate=False)
    return NOT_GIVEN if value is None else value


def figure_line(number: int, figure: TieOutFigure) -> ListLine:
    """Return the line of a figure."""
    values: list[Value] = [
        number,
        figure.id,
        figure.label,
        "\n".join(figure.texts),
        "\n".join(filter(None, (exact_text(figure), figure.note if figure.values else ""))),
        figure.formula or AS_TYPED,
        "\n".join(map(str, figure.sources)),
        len(figure.places),
        places_text([place.place for place in figure.places]),
    ]
    return list_line(FIGURE_COLUMNS, values)


def places_text(places: Iterable[str]) -> str:
    """Return places as a cell shows them, each once."""
    shown = list(dict.fromkeys(places))
    hidden = len(shown) - MOST_PLACES
    more = [f"… và {hidden} nơi nữa (xem tệp .json)"] if hidden > 0 else []
    return "\n".join([*shown[:MOST_PLACES], *more])


def exact_text(figure: TieOutFigure) -> str:
    """Return the exact value for a person: `121/190 ≈ 63,6842105263158%`; the reason where there is none."""
    if not figure.values:
        return figure.note
    return "; ".join([exact_number(value, figure.is_rate) for value in figure.values])


def _summary_lines(summary: Summary) -> Iterator[ListLine]:
    lines: list[tuple[Value, Value]] = [
        ("Số liệu khác nhau được in", summary.figures),
        ("Lượt in số lấy từ số liệu", summary.printed),
        ("– trong đó tính theo công thức", summary.computed),
        ("– trong đó in đúng số đã nhập", summary.printed - summary.computed),
        ("Lượt in số gõ tay (xem trang “Số gõ tay”)", summary.typed),
    ]
    lines += [(f"Tệp đã đọc: {name}", f"sha256 {digest}") for name, digest in summary.inputs.items()]
    lines += [(f"Ghi chú: {label}", note) for label, note in summary.notes]
    lines += [(f"{SEVERITIES[found.severity]}: {found.rule}", str(found)) for found in summary.findings]
    lines += [(f"Được bỏ qua: {each.finding.rule}", str(each)) for each in summary.waived]
    return map(_summary_line, lines)


@lru_cache(maxsize=MOST_SUMMARY)
def _summary_line(line: tuple[Value, Value]) -> ListLine:
    return list_line(SUMMARY_COLUMNS, line)

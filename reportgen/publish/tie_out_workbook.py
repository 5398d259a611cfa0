"""Publish the tie-out for people: `<stem>-doi-chieu.xlsx`, one line per printed figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from reportgen.errors import Finding, Severity
from reportgen.model.checking import Waived
from reportgen.model.tie_out import TieOut, TieOutFigure, TypedEntry
from reportgen.publish.list_sheet import Heading, ListLine, ListTexts, Value, list_line, list_sheet
from reportgen.publish.number_texts import exact_number
from reportgen.publish.sheet_cells import text_table
from reportgen.publish.workbook_frame import Looks, workbook

MOST_PLACES = 50
MOST_TYPED = 5_000
SEVERITIES = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.INFO: "Ghi chú"}
AS_TYPED = "số nhập"

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
    lines = (figure_line(number, figure) for number, figure in enumerate(tie_out.figures, 1))
    return tie_out_book(lines, tie_out.typed, summary)


def tie_out_book(lines: Iterable[ListLine], typed: Iterable[TypedEntry], summary: Summary) -> bytes:
    """Return the .xlsx of lines that are made already."""
    looks, texts = Looks(), ListTexts()
    numbered = (_typed_line(number, entry) for number, entry in enumerate(typed, 1))
    sheets = [
        list_sheet("Số liệu", FIGURE_COLUMNS, lines, looks, texts),
        list_sheet("Số gõ tay", TYPED_COLUMNS, numbered, looks, texts),
        list_sheet("Tổng hợp", SUMMARY_COLUMNS, _summary_lines(summary), looks, texts),
    ]
    return workbook("Đối chiếu số liệu", sheets, looks, text_table(texts.entries, texts.count, texts.count))


@lru_cache(maxsize=MOST_TYPED)
def _typed_line(number: int, entry: TypedEntry) -> ListLine:
    return list_line(TYPED_COLUMNS, (number, entry.text, entry.place))


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
    return (list_line(SUMMARY_COLUMNS, line) for line in lines)

"""What all generated workbooks share: exact numbers, number formats, sheet names, bytes that never vary."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterable
from decimal import Context, Decimal
from typing import Any

import xlsxwriter

from reportgen.model.figure import RATE, Figure
from reportgen.vietnamese import Ratio

FONT = "Times New Roman"
FIXED_DATE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 — the format has no zone; the same input gives the same bytes
DIGITS_OF_EXCEL = 15
"""Significant digits that Excel stores and compares."""
TO_EXCEL = Context(prec=DIGITS_OF_EXCEL)

MM_PER_INCH = 25.4
MARGINS = {"left": 30, "right": 15, "top": 20, "bottom": 20}
"""Millimetres, as in the document (NĐ 30/2020, Phụ lục I, phần I)."""
HEADER_MM = 10
PAGE_NUMBER = f'&C&"{FONT},Regular"&13&P'
A4 = 9

FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
LONGEST_NAME = 31
RESERVED_NAME = "history"


def options() -> dict[str, Any]:
    """Return how XlsxWriter makes our workbooks; it writes into the mapping, so each needs its own."""
    return {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        # Column widths count in digits of this font; Excel's own is not on every machine.
        "default_format_properties": {"font_name": FONT, "font_size": 11},
    }


def decimal_of(value: Ratio) -> Decimal:
    """Return an exact pair rounded once to the significant digits that Excel keeps."""
    numerator, denominator = value
    if denominator == 1 and abs(numerator) < 10**DIGITS_OF_EXCEL:
        return Decimal(numerator)
    result = TO_EXCEL.divide(Decimal(numerator), Decimal(denominator)).normalize()
    return result.quantize(Decimal(1)) if result == result.to_integral_value() else result


def cell_numbers(figure: Figure) -> tuple[Ratio, ...]:
    """Return a figure's values as the paper form shows them: rates in percent."""
    if figure.kind is RATE:
        return tuple((100 * numerator, denominator) for numerator, denominator in figure.pairs)
    return figure.pairs


def number_format(decimals: int) -> str:
    """Return the format code; it shows `1.029,31` on a Vietnamese machine, `1,029.31` on an English one."""
    return "#,##0." + "0" * decimals if decimals else "#,##0"


def sheet_names(labels: Iterable[str]) -> list[str]:
    """Return a sheet name for each label: without signs Excel forbids, short enough, each of its own."""
    names: list[str] = []
    for label in labels:
        clean = FORBIDDEN_IN_NAME.sub("-", " ".join(label.split())).strip("' ") or "Biểu"
        if clean.casefold() == RESERVED_NAME:
            clean += " 1"
        names.append(_unused(clean, {name.casefold() for name in names}))
    return names


def _unused(name: str, taken: set[str]) -> str:
    candidate, number = name[:LONGEST_NAME].rstrip("' "), 1
    while candidate.casefold() in taken:
        number += 1
        tail = f" ({number})"
        candidate = name[: LONGEST_NAME - len(tail)] + tail
    return candidate


def make_workbook(title: str, write: Callable[[Any], None]) -> bytes:
    """Let `write` fill an XlsxWriter workbook; return its bytes, the same for the same content."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **options()}) as book:
        book.set_properties({"title": title, "created": FIXED_DATE})
        write(book)
    return buffer.getvalue()


def set_up_page(sheet: Any, *, landscape: bool) -> None:
    """A4, the document's margins, one page wide, page numbers from 1 in the header."""
    sheet.set_paper(A4)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(**{side: mm / MM_PER_INCH for side, mm in MARGINS.items()})
    sheet.set_header(PAGE_NUMBER, {"margin": HEADER_MM / MM_PER_INCH})
    sheet.set_start_page(1)
    sheet.fit_to_pages(1, 0)

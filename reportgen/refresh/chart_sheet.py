"""The workbook inside a chart that somebody opened with «Edit Data»: its numbers replaced, all else kept."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO

from reportgen.model.chart_data import ChartData, Point, table_rows

SHEET = "Sheet1"


def rewritten(data: bytes, old: ChartData, new: ChartData) -> bytes | None:
    """Return the workbook with new data; None when somebody put other things where the data goes."""
    from openpyxl import load_workbook  # takes a fifth of a second to import, and is seldom needed
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(BytesIO(data))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError):
        return None
    if SHEET not in book.sheetnames:
        return None
    sheet = book[SHEET]
    ours = {place for place, _ in _cells(old)}
    wanted = dict(_cells(new))
    if any(sheet.cell(*place).value is not None for place in wanted.keys() - ours):
        return None
    for place in ours - wanted.keys():
        sheet.cell(*place).value = None
    for place, value in wanted.items():
        sheet.cell(*place).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(data: ChartData) -> Iterator[tuple[tuple[int, int], str | Decimal | None]]:
    for row, values in enumerate(table_rows(data), 1):
        for column, value in enumerate(values, 1):
            yield (row, column), _value(value)


def _value(value: str | Point) -> str | Decimal | None:
    if isinstance(value, Point):
        return Decimal(value.number) if value.number else None
    return value or None

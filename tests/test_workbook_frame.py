"""Workbooks whose rows we write ourselves: what XlsxWriter would have written, part by part."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from typing import Any, NamedTuple

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import escape
from openxml_audit import OpenXmlValidator

from reportgen.publish.sheet_cells import LONGEST_TEXT, SheetCells, Texts, entries_of, text_table
from reportgen.publish.workbook_frame import LAST_ROW, Comment, Layout, Looks, Sheet, set_up, workbook
from reportgen.publish.workbook_style import make_workbook

PLAIN, BOLD = {"font_name": "Times New Roman", "border": 1}, {"bold": True, "num_format": "#,##0.00"}
SPANS, STYLE = re.compile(rb' spans="[^"]*"'), re.compile(rb' s="\d+"')


class Written(NamedTuple):
    """One cell; `formula` is empty for a constant."""

    value: str | int | Decimal
    formula: str = ""
    is_bold: bool = False


Rows = list[list[Written]]
TABLE = Layout(
    "Biểu 01",
    landscape=False,
    pixels=(40, 0, 200),
    merged=((0, 0, 0, 2),),
    repeated=(0, 1),
    printed_columns=3,
    shows_grid=False,
)
LIST = Layout("Số liệu & <b>", landscape=True, pixels=(40, 300, 80), repeated=(0, 0), is_list=True)


def ours(layouts: list[Layout], rows: Rows, points: float = 30) -> bytes:
    """Every sheet gets the same rows."""
    looks, texts = Looks(), Texts()
    numbers = looks.number(PLAIN), looks.number(BOLD)
    sheets, count = [], 0
    for layout in layouts:
        cells = SheetCells(texts)
        for row, line in enumerate(rows):
            cells.height(row, points)
            for column, cell in enumerate(line):
                put(cells, row, column, cell, numbers[cell.is_bold])
        sheets.append(Sheet.of(layout, cells, len(rows)))
        count += cells.text_count
    return workbook("Thử", sheets, looks, text_table(entries_of(texts), len(texts), count))


def put(cells: SheetCells, row: int, column: int, cell: Written, look: int) -> None:
    if cell.formula:
        cells.formula(row, column, cell.formula, look, cell.value)
    elif isinstance(cell.value, str):
        cells.text(row, column, cell.value, look)
    else:
        cells.number(row, column, cell.value, look)


def theirs(layouts: list[Layout], rows: Rows, points: float = 30) -> bytes:
    def write(book: Any) -> None:
        looks = book.add_format(PLAIN), book.add_format(BOLD)
        for layout in layouts:
            sheet = book.add_worksheet(layout.name)
            set_up(sheet, layout, len(rows))
            for row, line in enumerate(rows):
                sheet.set_row(row, points)
                for column, cell in enumerate(line):
                    look = looks[cell.is_bold]
                    if cell.formula:
                        sheet.write_formula(row, column, "=" + cell.formula, look, cell.value)
                    elif isinstance(cell.value, str):
                        sheet.write_string(row, column, cell.value, look)
                    else:
                        sheet.write_number(row, column, cell.value, look)

    return make_workbook("Thử", write)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {
            name: STYLE.sub(b"", SPANS.sub(b"", package.read(name)))
            for name in package.namelist()
            if name != "xl/styles.xml"  # the same styles in another order: looked at cell by cell
        }


def looks_of(content: bytes) -> list[tuple[object, ...]]:
    return [
        (cell.coordinate, cell.value, cell.data_type, cell.number_format, repr(cell.font), repr(cell.border))
        for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]


# XlsxWriter takes a text that begins and ends like this for marked-up XML; ours is a text whatever it holds.
letters = st.characters(exclude_categories=["Cs"])
texts = st.text(letters, max_size=12).filter(lambda text: not text.startswith("<r>"))
awkward = st.sampled_from(
    [
        *("", " ", " đầu", "cuối\n", "a\xa0", "a\r\nb", "\x00", "\x07", "\ufffe", "_x0041_", "a_x000D_"),
        *("=1+1", "{=A1}", "+84", "@x", "#N/A", "00123", "1e5", "http://x", "&amp;", "<b>", "]]>"),
    ]
)
numbers = st.integers(-(10**14), 10**14) | st.decimals(-(10**6), 10**6, places=9)
results = numbers | st.sampled_from(["…", "-", "<&>"])
formulas = st.builds(Written, results, st.sampled_from(['IF(A1<2,"…",B$1&"x")', "SUM(A1:A3)"]))
cells = st.builds(Written, texts | awkward | numbers, st.just(""), st.booleans()) | formulas
tables = st.lists(st.lists(cells, min_size=3, max_size=3), min_size=2, max_size=4)


@given(tables, st.floats(12, 400))
@settings(max_examples=30, deadline=None)
def test_every_part_is_what_xlsxwriter_writes(rows: Rows, points: float) -> None:
    rows = [[Written("Đầu"), Written(1), Written(Decimal("0.5"), is_bold=True)], *rows]
    mine, reference = ours([TABLE, LIST], rows, points), theirs([TABLE, LIST], rows, points)
    assert parts(mine) == parts(reference)


def test_every_cell_looks_as_xlsxwriter_makes_it() -> None:
    rows = [[Written("a"), Written(3, is_bold=True)], [Written(Decimal("2.5"), "A1+1", is_bold=True)]]
    assert looks_of(ours([TABLE, LIST], rows)) == looks_of(theirs([TABLE, LIST], rows))


def test_remarks_are_placed_by_the_heights_of_the_rows() -> None:
    heights = tuple((row, 60.0) for row in range(4))
    remark = Layout("A", landscape=True, comments=(Comment(2, 1, "vì <sao> & đâu"),), heights=heights)
    rows = [[Written(1), Written("x")]] * 4
    assert parts(ours([remark, LIST], rows, 60)) == parts(theirs([remark, LIST], rows, 60))


@pytest.mark.parametrize("text", ["=1+1", "<r><t>x</t></r>", "_x0007_", " \x07\x00", "a & b < c", ""])
def test_a_text_stays_the_text_it_is(text: str) -> None:
    content = ours([LIST], [[Written(text), Written("b")]])
    cell = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A1"]
    assert cell.data_type == "s"
    assert escape.unescape(str(cell.value or "")) == text if "\x07" in text else (cell.value or "") == text


def test_a_text_longer_than_excel_takes_says_that_there_is_more() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(ours([LIST], [[Written("á" * 40_000)]]))).worksheets[0]
    shown = str(sheet["A1"].value)
    assert (len(shown), shown[-2:]) == (LONGEST_TEXT, "á…")


def test_a_sheet_named_like_the_row_that_stands_for_the_last_keeps_its_name() -> None:
    names = [f"$A${LAST_ROW + 1}", f"B{LAST_ROW + 1}"]
    layouts = [Layout(name, landscape=True, pixels=(40, 40), is_list=True) for name in names]
    rows = [[Written("a"), Written("b")]] * 3
    assert parts(ours(layouts, rows)) == parts(theirs(layouts, rows))


def test_the_same_content_gives_the_same_bytes() -> None:
    rows = [[Written("a"), Written(1)]]
    assert ours([TABLE, LIST], rows) == ours([TABLE, LIST], rows)


def test_the_validator_of_the_format_finds_nothing(tmp_path: Any) -> None:
    file = tmp_path / "bieu.xlsx"
    file.write_bytes(ours([TABLE, LIST], [[Written("a"), Written(1), Written(" \x07", is_bold=True)]] * 3))
    assert OpenXmlValidator().validate(file).errors == []

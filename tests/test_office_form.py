"""An office's own workbook, filled by defined names: nothing else of it may change."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Border, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.workbook import Workbook

from reportgen.errors import InputRefused
from reportgen.model.annex_sheet import AnnexCell, AnnexRow, AnnexSheet, RowLook
from reportgen.model.definition import Annex
from reportgen.model.figure import COUNT, RATE, TABLE, Figure
from reportgen.model.gap import Gap
from reportgen.publish.office_form import fill_office_form
from reportgen.publish.sheet_rows import shifted, shifted_formula

FORM = Path(__file__).parent.parent / "templates" / "xlsx" / "phu-luc-can-bo-chu-chot.xlsx"
THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
ANNEX = Annex.model_validate({"ma": "bieu"})


def count(number: int) -> AnnexCell:
    figure = Figure(f"x.{number}", ((number, 1),), COUNT, 0)
    return AnnexCell(figure.text(TABLE), figure)


def rate(numerator: int, denominator: int) -> AnnexCell:
    figure = Figure("x.ty_le", ((numerator, denominator),), RATE, 2)
    return AnnexCell(figure.text(TABLE), figure)


GAP = AnnexCell("…", Figure("x.moi", (), COUNT, 0, gap=Gap(("x", "moi"))))


def block(*labels: str) -> tuple[AnnexRow, ...]:
    return tuple(
        AnnexRow(RowLook.PLAIN, (AnnexCell(str(n)), AnnexCell(label), count(10 * n)))
        for n, label in enumerate(labels, 1)
    )


def sheet_with(
    cells: dict[str, AnnexCell] | None = None, rows: dict[str, tuple[AnnexRow, ...]] | None = None
) -> AnnexSheet:
    return AnnexSheet(ANNEX, "Biểu", "", form_cells=cells or {}, form_rows=rows or {})


def small_form(drawn: int = 2, **names: str) -> bytes:
    """Sheet `Biểu`: a block from A3 of `drawn` framed rows, its sum below, then a merged signature line."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Biểu"
    for row in range(3, 3 + drawn):
        for column in (1, 2, 3):
            sheet.cell(row, column).border = BOX
    last = 3 + drawn
    sheet.cell(last, 2).value = "Cộng"
    sheet.cell(last, 3).value = f"=SUM(C3:C{last - 1})"
    sheet.cell(last + 2, 1).value = "NGƯỜI LẬP"
    sheet.merge_cells(start_row=last + 2, start_column=1, end_row=last + 2, end_column=2)
    sheet.row_dimensions[last + 2].height = 40
    sheet.print_area = f"A1:C{last + 2}"
    other = book.create_sheet("Khác")
    other["A1"] = f"=Biểu!C{last}"
    for name, target in {"dong": "Biểu!$A$3", "tong": f"Biểu!$C${last}", **names}.items():
        book.defined_names[name] = DefinedName(name, attr_text=target)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled(template: bytes, sheet: AnnexSheet) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(fill_office_form(template, sheet, "bieu.xlsx")))


# --- single cells ------------------------------------------------------------------------------------


def test_numbers_are_numbers_and_texts_are_texts() -> None:
    cells = {
        "tong_so": count(1234),
        "ty_le_nu": rate(2, 3),
        "don_vi": AnnexCell("Thành phố"),
        "nam": AnnexCell("2023"),
    }
    sheet = filled(FORM.read_bytes(), sheet_with({**cells, "so_nu": GAP}))["Biểu tổng hợp"]
    assert sheet["C10"].value == 1234
    assert sheet["D11"].value == pytest.approx(66.6666666666667, rel=1e-15)
    assert [sheet[cell].value for cell in ("C6", "C5", "C11")] == ["Thành phố", 2023, "…"]
    assert sheet["D11"].number_format == "0.0"


def test_cell_formatted_in_percent_gets_the_ratio() -> None:
    book = openpyxl.load_workbook(io.BytesIO(small_form(ty_le="Biểu!$E$1")))
    book["Biểu"]["E1"].number_format = "0.0%"
    buffer = io.BytesIO()
    book.save(buffer)
    assert filled(buffer.getvalue(), sheet_with({"ty_le": rate(1, 4)}))["Biểu"]["E1"].value == 0.25


def test_unformatted_cell_shows_a_rate_with_its_decimals() -> None:
    cell = filled(small_form(o="Biểu!$E$1"), sheet_with({"o": rate(2, 3)}))["Biểu"]["E1"]
    assert cell.number_format == "#,##0.00"


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /c calc'!A1", "#N/A", "+84", "@x"])
def test_text_never_becomes_a_formula_or_an_error(text: str) -> None:
    cell = filled(small_form(o="Biểu!$E$1"), sheet_with({"o": AnnexCell(text)}))["Biểu"]["E1"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_name_of_a_merged_area_fills_its_first_cell() -> None:
    form = small_form(ky_ten="Biểu!$A$7:$B$7", trong="Biểu!$B$7")
    assert filled(form, sheet_with({"ky_ten": AnnexCell("Nguyễn A")}))["Biểu"]["A7"].value == "Nguyễn A"
    assert filled(form, sheet_with({"trong": AnnexCell("Nguyễn B")}))["Biểu"]["A7"].value == "Nguyễn B"


# --- blocks of rows ----------------------------------------------------------------------------------


def test_drawn_rows_are_used_first() -> None:
    sheet = filled(small_form(drawn=3), sheet_with(rows={"dong": block("Nam", "Nữ")}))["Biểu"]
    assert [[cell.value for cell in row] for row in sheet["A3:C5"]] == [
        [1, "Nam", 10],
        [2, "Nữ", 20],
        [None] * 3,
    ]
    assert sheet["C6"].value == "=SUM(C3:C5)"


def test_missing_rows_are_inserted_and_everything_below_moves_along() -> None:
    book = filled(small_form(drawn=2), sheet_with(rows={"dong": block("a", "b", "c", "d")}))
    sheet = book["Biểu"]
    assert [sheet.cell(row, 2).value for row in range(3, 8)] == ["a", "b", "c", "d", "Cộng"]
    assert all(sheet.cell(row, 3).border.left.style == "thin" for row in range(3, 7))
    assert sheet["C7"].value == "=SUM(C3:C6)"
    assert book["Khác"]["A1"].value == "=Biểu!C7"
    assert {area.coord for area in sheet.merged_cells.ranges} == {"A9:B9"}
    assert (sheet["A9"].value, sheet.row_dimensions[9].height) == ("NGƯỜI LẬP", 40)
    assert sheet.print_area == "'Biểu'!$A$1:$C$9"
    assert book.defined_names["tong"].attr_text == "Biểu!$C$7"


def test_single_drawn_row_grows_downwards() -> None:
    sheet = filled(small_form(drawn=1), sheet_with(rows={"dong": block("a", "b")}))["Biểu"]
    assert [sheet.cell(row, 2).value for row in (3, 4, 5)] == ["a", "b", "Cộng"]


def test_cells_are_filled_before_rows_move_them() -> None:
    sheet = sheet_with({"tong": count(99)}, {"dong": block("a", "b", "c", "d")})
    assert filled(small_form(), sheet)["Biểu"]["C7"].value == 99


def test_cells_merged_in_the_model_row_take_one_value_and_repeat() -> None:
    book = openpyxl.load_workbook(io.BytesIO(small_form(drawn=1)))
    book["Biểu"].merge_cells("B3:C3")
    buffer = io.BytesIO()
    book.save(buffer)
    sheet = filled(buffer.getvalue(), sheet_with(rows={"dong": block("a", "b")}))["Biểu"]
    assert [sheet[cell].value for cell in ("B3", "D3", "B4", "D4")] == ["a", 10, "b", 20]
    assert "B4:C4" in {area.coord for area in sheet.merged_cells.ranges}


def test_office_form_of_the_sample_keeps_its_signature_lines() -> None:
    rows = block(*(f"Chỉ tiêu {n}" for n in range(1, 31)))  # 23 rows are drawn, 7 more are needed
    sheet = filled(FORM.read_bytes(), sheet_with(rows={"bang_chi_tieu": rows}))["Biểu tổng hợp"]
    assert (sheet["B16"].value, sheet["B45"].value) == ("Chỉ tiêu 1", "Chỉ tiêu 30")
    assert sheet["A47"].value == "NGƯỜI LẬP BIỂU"
    assert {"A47:B47", "C47:E47", "A48:B48", "C48:E48"} <= {area.coord for area in sheet.merged_cells.ranges}
    assert sheet.print_area == "'Biểu tổng hợp'!$A$1:$E$48"
    assert sheet.print_title_rows == "$15:$15"


# --- what is refused ---------------------------------------------------------------------------------


def test_every_bad_name_is_reported_at_once() -> None:
    form = small_form(
        hai="Biểu!$A$1,Biểu!$B$1", ngoai="[1]Sổ!$A$1", hong="#REF!", vung="Biểu!$A$1:$C$2", la="Lạ!$A$1"
    )
    book = openpyxl.load_workbook(io.BytesIO(form))
    book["Khác"].defined_names["doi"] = DefinedName("doi", attr_text="Khác!$A$2")
    book.defined_names["doi"] = DefinedName("doi", attr_text="Biểu!$E$2")
    buffer = io.BytesIO()
    book.save(buffer)
    wanted = ("khong_co", "hai", "ngoai", "hong", "vung", "la", "doi")
    with pytest.raises(InputRefused) as refused:
        fill_office_form(buffer.getvalue(), sheet_with(dict.fromkeys(wanted, count(1))), "bieu.xlsx")
    assert [(found.quote, found.rule) for found in refused.value.findings] == [
        ("khong_co", "missing-name"),
        ("hai", "name-elsewhere"),
        ("ngoai", "name-elsewhere"),
        ("hong", "name-elsewhere"),
        ("vung", "name-area"),
        ("la", "name-elsewhere"),
        ("doi", "double-name"),
    ]
    assert str(refused.value.findings[0].where) == "bieu.xlsx"


def test_misspelt_name_gets_a_suggestion() -> None:
    with pytest.raises(InputRefused, match="có phải “tong”"):
        fill_office_form(small_form(), sheet_with({"tongg": count(1)}), "bieu.xlsx")


def test_form_with_drawings_is_refused_rather_than_damaged() -> None:
    template = io.BytesIO(small_form())
    with zipfile.ZipFile(template, "a") as package:
        package.writestr("xl/drawings/drawing1.xml", "<x/>")
    with pytest.raises(InputRefused, match="hình vẽ"):
        fill_office_form(template.getvalue(), sheet_with(), "bieu.xlsx")


def test_same_form_and_figures_give_the_same_bytes() -> None:
    sheet = sheet_with({"tong": count(5)}, {"dong": block("a", "b", "c")})
    template = small_form()
    assert fill_office_form(template, sheet, "x.xlsx") == fill_office_form(template, sheet, "x.xlsx")


# --- references --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("C9", "C9"),
        ("C10", "C13"),
        ("$C$9:$C$12", "$C$9:$C$15"),
        ("C10:C10", "C13:C13"),
        ("9:12", "9:15"),
        ("A:A", "A:A"),
    ],
)
def test_references_below_the_inserted_rows_move(before: str, after: str) -> None:
    assert shifted(before, 10, 3) == after


@pytest.mark.parametrize(
    ("before", "own_sheet", "after"),
    [
        ("=SUM(A1:A10)+B12", True, "=SUM(A1:A13)+B15"),
        ("=SUM(A1:A10)", False, "=SUM(A1:A10)"),
        ("='Biểu 01'!A10*LOG10(A12)", False, "='Biểu 01'!A13*LOG10(A12)"),
        ('="A10"&A10', True, '="A10"&A13'),
    ],
)
def test_formulas_follow_only_the_sheet_that_grew(before: str, own_sheet: bool, after: str) -> None:
    assert shifted_formula(before, own_sheet, "Biểu 01", 10, 3) == after

"""The workbook of annexes: numbers that are numbers, formulas that are alive, the look of the paper form."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.model.annex_sheet import AnnexSheet
from reportgen.publish.annex_workbook import annex_workbook
from reportgen.publish.workbook_style import decimal_of, number_format, sheet_names
from tests.annexes import annex_sheet
from tests.libreoffice import recalculated

STAFF: dict[str, Any] = {
    "can_bo": {
        "nhan": "Cán bộ",
        "tong_so": {2020: 183, 2023: 190},
        "chi_tieu": {
            "dai_hoc": {"nhan": "Đại học", "so_luong": {2020: 48, 2023: 121}, "muc_tieu": {2025: 50}},
            "cao_cap": {
                "nhan": "Cao cấp",
                "so_luong": {2020: 12, 2023: 14},
                "muc_tieu": {2025: 10},
                "trong_do_cua": "dai_hoc",
            },
            "xep_loai": {
                "nhan": "Hoàn thành tốt",
                "so_luong": {2020: 175, 2023: 355},
                "mau_so": {2023: 382},
                "muc_tieu": {2025: 95},
            },
            "tre": {"nhan": "Cán bộ trẻ", "so_luong": {2020: 40, 2023: 63}, "muc_tieu": {2025: "35 - 40"}},
            "moi": {"nhan": "=1+1", "so_luong": {2020: 3, 2023: None}, "muc_tieu": {2025: 20}},
            "khong": {
                "nhan": "Chưa đánh giá",
                "so_luong": {2020: 0, 2023: 0},
                "mau_so": {2020: 0, 2023: 0},
                "muc_tieu": {2025: 1},
            },
        },
    }
}
COLUMNS: list[dict[str, Any]] = [
    {"tieu_de": "TT", "loai": "tt", "rong": 5},
    {"tieu_de": "Chất lượng", "loai": "nhan", "rong": 35},
    {
        "tieu_de": "Năm 2020",
        "cot": [
            {"tieu_de": "Số lượng", "loai": "so_luong", "nam": 2020},
            {"tieu_de": "%", "loai": "ty_le", "nam": 2020},
        ],
    },
    {"tieu_de": "Mục tiêu", "loai": "muc_tieu", "nam": 2025},
    {
        "tieu_de": "Năm 2023",
        "cot": [{"tieu_de": "Số lượng", "loai": "so_luong"}, {"tieu_de": "%", "loai": "ty_le"}],
    },
    {"tieu_de": "Đạt", "loai": "dat", "nam": 2025},
    {"tieu_de": "So với 2020", "loai": "so_voi", "nam": 2020},
]
# Label, title, caption and a blank line; two head rows, column numbers: the total row is row 8.
TOTAL, DEGREE, HIGH, RATED, YOUNG, NEW, NONE = range(8, 15)


def staff_sheet(columns: Sequence[Any] = COLUMNS, **table: Any) -> tuple[AnnexSheet, Mapping[str, Any]]:
    return annex_sheet(STAFF, {"bang": {"nguon": "can_bo", "cot": columns, **table}})


def opened(sheet: AnnexSheet, names: Mapping[str, Any] | None = None, *, values: bool = False) -> Worksheet:
    content = annex_workbook([sheet], names)
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values).worksheets[0]


# --- numbers and formulas ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "formula", "value"),
    [
        # 100 · 121 / 190, then · 100 / 50, and 121 · 183 / (190 · 48) · 100
        (f"G{DEGREE}", "F9*100/F$8", 63.6842105263158),
        (f"H{DEGREE}", "G9*100/E9", 127.368421052632),
        (f"I{DEGREE}", "G9*100/D9", 242.796052631579),
        # 355 of the 382 assessments, which stand in the helper column
        (f"G{RATED}", "F11*100/K11", 92.9319371727749),
        (f"H{RATED}", "G11*100/E11", 97.8230917608157),
        (f"G{TOTAL}", "F8*100/F8", 100),
    ],
)
def test_rates_are_live_and_hold_the_unrounded_value(cell: str, formula: str, value: float) -> None:
    sheet, names = staff_sheet()
    live = opened(sheet, names)[cell].value
    assert isinstance(live, str)
    assert live.startswith("=IF(ISTEXT(")
    assert live.rstrip(")").endswith(formula)
    assert opened(sheet, names, values=True)[cell].value == value


def test_counts_and_targets_are_numbers() -> None:
    sheet, names = staff_sheet()
    worksheet = opened(sheet, names)
    assert [worksheet.cell(DEGREE, column).value for column in (3, 5, 6)] == [48, 50, 121]
    assert worksheet["C9"].number_format == "#,##0"
    assert worksheet["G9"].number_format == "#,##0.00"


def test_own_denominator_stands_outside_the_print_area_under_its_name() -> None:
    sheet, names = staff_sheet()
    worksheet = opened(sheet, names)
    assert [worksheet.cell(row, 11).value for row in (TOTAL - 1, RATED)] == ["Mẫu số 2023", 382]
    assert worksheet.print_area == "'Biểu 01'!$A$1:$I$14"


def test_range_target_and_its_attainment_are_the_texts_that_word_shows() -> None:
    sheet, names = staff_sheet()
    worksheet = opened(sheet, names)
    # 63 / 190 = 33,157…%: of 35 it is 94,736…, of 40 it is 82,894…
    assert worksheet[f"E{YOUNG}"].value == "35,00 - 40,00"
    assert worksheet[f"H{YOUNG}"].value == "94,74 - 82,89"


def test_gap_and_zero_denominator_stay_visible_in_what_depends_on_them() -> None:
    sheet, names = staff_sheet()
    values = opened(sheet, names, values=True)
    assert [values[f"{column}{NEW}"].value for column in "FGHI"] == ["…"] * 4
    assert [values[f"{column}{NONE}"].value for column in "DGHI"] == ["-"] * 4


def test_text_of_the_data_never_becomes_a_formula() -> None:
    sheet, names = staff_sheet()
    cell = opened(sheet, names)[f"B{NEW}"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_denominator_column_reads_the_total_row() -> None:
    columns = [
        {"tieu_de": "Nội dung", "loai": "nhan"},
        {"tieu_de": "Số lượng", "loai": "so_luong"},
        {"tieu_de": "Tính trên", "loai": "mau_so"},
        {"tieu_de": "%", "loai": "ty_le"},
    ]
    sheet, names = staff_sheet(columns)
    worksheet = opened(sheet, names)  # one head row: the total row is row 7
    assert [worksheet[cell].value for cell in ("C7", "C8", "C10")] == ["=B7", "=B$7", 382]


def test_denominators_without_a_total_row_share_one_helper_cell() -> None:
    columns = [{"loai": "nhan"}, {"loai": "so_luong", "nam": 2020}, {"loai": "ty_le", "nam": 2020}]
    sheet, names = staff_sheet(columns, dong_tong="khong", hang=["dai_hoc", "cao_cap"])
    worksheet = opened(sheet, names)
    assert worksheet["E7"].value == 183
    assert "B7*100/E7" in str(worksheet["C7"].value)
    assert "B8*100/E$7" in str(worksheet["C8"].value)


def test_comparison_without_rate_columns_brings_its_rates_along() -> None:
    sheet, names = staff_sheet([{"loai": "nhan"}, {"loai": "so_voi", "nam": 2020}], hang=["dai_hoc"])
    worksheet, values = opened(sheet, names), opened(sheet, names, values=True)
    assert values["B8"].value == 242.796052631579
    assert [worksheet.cell(6, column).value for column in range(4, 10)] == [
        "Tỷ lệ (%) 2023",
        "Tỷ lệ (%) 2020",
        "Số lượng 2023",
        "Mẫu số 2023",
        "Số lượng 2020",
        "Mẫu số 2020",
    ]


@pytest.mark.parametrize(
    ("column", "formula", "value"),
    [
        ({"loai": "chenh_lech", "nam": 2020}, "B8-E8", 73),  # 121 − 48
        ({"loai": "tong", "cua": [2, 2]}, "SUM(B8,B8)", 242),
        ({"loai": "cong_thuc", "cong_thuc": "h.so_luong - 2 * (h.so_luong(2020) - 1)"}, "B8-2*(E8-1)", 27),
        (
            {"loai": "cong_thuc", "cong_thuc": "ty_le(h.so_luong, can_bo.tong_so)"},
            "B8*100/B$7",
            63.6842105263158,
        ),
        ({"loai": "cong_thuc", "cong_thuc": "h.so_luong / 2"}, "B8/2", 60.5),
    ],
)
def test_derived_column_is_a_formula_over_the_row(column: dict[str, Any], formula: str, value: float) -> None:
    sheet, names = staff_sheet([{"loai": "nhan"}, {"loai": "so_luong"}, column], hang=["dai_hoc"])
    assert formula in str(opened(sheet, names)["C8"].value)
    assert opened(sheet, names, values=True)["C8"].value == value


def test_balanced_shares_are_constants_with_a_remark() -> None:
    # Three thirds: 33,33 each would add up to 99,99, so the first is raised to 33,34.
    shares = {key: {"nhan": key, "so_luong": 1} for key in ("a", "b", "c")}
    groups = {"nhom": {"tong_so": 3, "can_bang_100": ["a", "b", "c"], "chi_tieu": shares}}
    columns = [{"loai": "nhan"}, {"loai": "so_luong"}, {"loai": "ty_le"}]
    sheet, names = annex_sheet(groups, {"bang": {"nguon": "nhom", "cot": columns}})
    worksheet = opened(sheet, names)
    assert [worksheet[f"C{row}"].value for row in (8, 9, 10)] == [33.34, 33.33, 33.33]
    comment = worksheet["C8"].comment
    assert comment is not None
    assert "33,3333333333333" in comment.text


def test_attainment_of_a_balanced_share_reads_the_exact_rate_beside_it() -> None:
    shares = {key: {"so_luong": 1, "muc_tieu": {2025: 50}} for key in ("a", "b", "c")}
    groups = {"nhom": {"tong_so": 3, "can_bang_100": ["a", "b", "c"], "chi_tieu": shares}}
    columns = [{"loai": "so_luong"}, {"loai": "ty_le"}, {"loai": "muc_tieu"}, {"loai": "dat"}]
    sheet, names = annex_sheet(groups, {"bang": {"nguon": "nhom", "cot": columns}})
    worksheet, values = opened(sheet, names), opened(sheet, names, values=True)
    assert "F8*100/C8" in str(worksheet["D8"].value)
    assert [values[cell].value for cell in ("B8", "F8", "D8")] == [33.34, 33.3333333333333, 66.6666666666667]


def test_derived_indicator_is_a_formula_over_its_group() -> None:
    parts = {"a": {"so_luong": 1200}, "b": {"so_luong": 34}, "tong": {"cong_thuc": "a + b"}}
    columns = [{"loai": "nhan"}, {"loai": "so_luong"}]
    sheet, names = annex_sheet({"nhom": {"chi_tieu": parts}}, {"bang": {"nguon": "nhom", "cot": columns}})
    assert str(opened(sheet, names)["B9"].value).rstrip(")").endswith("B$7+B$8")
    assert opened(sheet, names, values=True)["B9"].value == 1234


# --- lists -------------------------------------------------------------------------------------------

COMMUNES: dict[str, Any] = {
    "xa": {
        "danh_sach": [
            {"ma": "a", "ten": "Xã A", "ho": 120, "ha": Decimal("10.25")},
            {"ma": "b", "ten": "Xã B", "ho": 30, "ha": Decimal("0.75")},
        ]
    }
}
LIST_COLUMNS = [
    {"loai": "nhan"},
    {"loai": "truong", "truong": "ho"},
    {"loai": "truong", "truong": "ha"},
    {"loai": "cong_thuc", "cong_thuc": "ty_le(h.ho, tong(xa.ho))"},
]


def communes(**table: Any) -> tuple[AnnexSheet, Mapping[str, Any]]:
    return annex_sheet(COMMUNES, {"bang": {"nguon": "xa", "cot": LIST_COLUMNS, **table}})


def test_total_row_of_a_list_sums_its_columns() -> None:
    sheet, names = communes(dong_tong="cuoi")  # rows 7 and 8, total in row 9
    worksheet, values = opened(sheet, names), opened(sheet, names, values=True)
    assert worksheet["B9"].value == '=IF(COUNT(B7:B8)<ROWS(B7:B8),"…",SUM(B7:B8))'
    assert [values[cell].value for cell in ("B9", "C9", "D7", "D9")] == [150, 11, 80, 100]


def test_total_over_rows_that_are_not_printed_is_a_constant_with_the_reason() -> None:
    sheet, names = communes(hang=["a"], dong_tong="cuoi")
    cell = opened(sheet, names)["B8"]
    assert cell.value == 150
    assert cell.comment is not None
    assert "có hàng không in trong biểu" in cell.comment.text


# --- LibreOffice agrees ------------------------------------------------------------------------------

DEEP_COLUMNS = [
    {"tieu_de": "Nội dung", "loai": "nhan"},
    {
        "tieu_de": "Kết quả",
        "cot": [
            {"tieu_de": "2023", "cot": [{"tieu_de": "SL", "loai": "so_luong"}, {"loai": "ty_le"}]},
            {"tieu_de": "Tăng", "loai": "tang_truong"},
        ],
    },
    {"loai": "chenh_lech_ty_le"},
    {"loai": "dat"},
    {"loai": "cong_thuc", "cong_thuc": "trung_binh(h.so_luong, h.so_luong(2020)) / h.mau_so"},
    {"loai": "cong_thuc", "cong_thuc": "lon_nhat(h.so_luong, h.so_luong(2020), 50)"},
]


def assert_recalculation_changes_nothing(content: bytes, folder: Path) -> int:
    """Compare every formula's stored value with what LibreOffice makes of it; return how many there are."""
    file = folder / "bieu.xlsx"
    file.write_bytes(content)
    formulas, stored, fresh = openpyxl.load_workbook(file), cached(content), recalculated(file)
    count = 0
    for worksheet in formulas:
        for row in worksheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    count += 1
                    ours = stored[worksheet.title][cell.coordinate].value
                    theirs = fresh[worksheet.title][cell.coordinate].value
                    where = f"{worksheet.title}!{cell.coordinate} {cell.value}"
                    assert theirs == (ours if isinstance(ours, str) else pytest.approx(ours, rel=1e-9)), where
    return count


def cached(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


@pytest.mark.libreoffice
def test_libreoffice_calculates_the_same_values(tmp_path: Path) -> None:
    made = [staff_sheet(), staff_sheet(DEEP_COLUMNS), communes(), communes(dong_tong="cuoi")]
    content = annex_workbook([sheet for sheet, _ in made], {**made[0][1], **made[2][1]})
    assert assert_recalculation_changes_nothing(content, tmp_path) > 60


# --- the look ----------------------------------------------------------------------------------------


def test_head_of_three_levels_is_merged_as_on_paper() -> None:
    sheet, names = staff_sheet(DEEP_COLUMNS)
    merged = {area.coord for area in opened(sheet, names).merged_cells.ranges}
    assert merged == {
        "A1:H1",
        "A2:H2",
        "A3:H3",
        "A5:A7",
        "B5:D5",
        "B6:C6",
        "D6:D7",
        *(f"{c}5:{c}7" for c in "EFGH"),
    }


def test_page_is_set_up_as_the_document() -> None:
    sheet, names = staff_sheet()
    landscape = replace(sheet, annex=sheet.annex.model_copy(update={"landscape": True}))
    worksheet = opened(landscape, names)
    setup, margins = worksheet.page_setup, worksheet.page_margins
    assert (int(setup.paperSize or 0), setup.orientation, setup.fitToHeight) == (9, "landscape", 0)
    millimetres = [round(side * 25.4) for side in (margins.top, margins.bottom, margins.left, margins.right)]
    assert millimetres == [20, 20, 30, 15]
    assert worksheet.print_title_rows == "$5:$7"
    header = worksheet.oddHeader
    assert header is not None
    assert header.center.text == "&P"


@pytest.mark.parametrize(
    ("label_after", "lines"),
    [(False, ["Biểu 01", "TỔNG HỢP", "(Kèm theo)"]), (True, ["TỔNG HỢP", "(Kèm theo)", "Biểu 01"])],
)
def test_label_stands_where_the_author_wants_it(label_after: bool, lines: list[str]) -> None:
    sheet, names = staff_sheet()
    moved = replace(sheet, annex=sheet.annex.model_copy(update={"label_after": label_after}))
    worksheet = opened(moved, names)
    assert [worksheet.cell(row, 1).value for row in (1, 2, 3)] == lines


def test_total_row_is_bold_and_sub_rows_are_italic_with_a_dash() -> None:
    sheet, names = staff_sheet()
    worksheet = opened(sheet, names)
    assert worksheet[f"B{TOTAL}"].font.bold
    assert worksheet[f"B{HIGH}"].font.italic
    assert worksheet[f"B{HIGH}"].value == "- Cao cấp"
    assert (worksheet[f"A{DEGREE}"].value, worksheet[f"A{HIGH}"].value) == (1, None)
    assert worksheet[f"B{HIGH}"].font.name == "Times New Roman"


def test_annex_without_a_table_says_where_its_text_is() -> None:
    sheet, _ = staff_sheet()
    only_text = replace(sheet, annex=sheet.annex.model_copy(update={"table": None}), rows=())
    assert opened(only_text)["A5"].value == "Phụ lục này chỉ có lời văn, xem tệp Word."


# --- the file ----------------------------------------------------------------------------------------


def test_same_annexes_give_the_same_bytes() -> None:
    first, second = (annex_workbook([sheet], names) for sheet, names in (staff_sheet(), staff_sheet()))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert b"2000-01-01T00:00:00Z" in package.read("docProps/core.xml")


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (["Biểu 1/TH", "Biểu 1:TH"], ["Biểu 1-TH", "Biểu 1-TH (2)"]),
        (["Phụ lục I", "PHỤ LỤC I"], ["Phụ lục I", "PHỤ LỤC I (2)"]),
        (["", "'x'"], ["Biểu", "x"]),
        (["History"], ["History 1"]),
        (["a" * 40, "a" * 40], ["a" * 31, "a" * 27 + " (2)"]),
    ],
)
def test_sheet_names_are_safe_and_unique(labels: list[str], names: list[str]) -> None:
    assert sheet_names(labels) == names


@pytest.mark.parametrize(
    ("value", "text"),
    [((121, 190), "0.636842105263158"), ((190, 1), "190"), ((2, 3), "0.666666666666667"), ((0, 5), "0")],
)
def test_exact_values_are_rounded_once_to_fifteen_digits(value: tuple[int, int], text: str) -> None:
    assert str(decimal_of(value)) == text


@pytest.mark.parametrize(("decimals", "code"), [(0, "#,##0"), (1, "#,##0.0"), (3, "#,##0.000")])
def test_number_format_names_no_language(decimals: int, code: str) -> None:
    assert number_format(decimals) == code

"""Data-entry workbooks as a clerk gets them: what is locked, what is asked, what the check column says."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.load import load_figures
from reportgen.load.entry_workbook import read_entry_workbook
from reportgen.load.yaml_json import read_yaml
from reportgen.model.entry_form import EntryForm, entry_form
from reportgen.model.entry_reading import CellState
from reportgen.model.figures_input import FiguresInput
from reportgen.model.skeleton import Skeleton
from reportgen.publish.entry_copies import EntryCopies, EntryUnit
from tests.entry_forms import (
    DATA,
    FILLED,
    FORM,
    GUIDE,
    LIST,
    MAP,
    SKELETON,
    UNIT,
    blank,
    fill,
    filled,
    opened,
    saved,
    small_form,
)
from tests.libreoffice import all_recalculated, edited_in_calc, recalculated

ROOT = Path(__file__).parents[1]
HEADINGS = [
    "TT",
    "Chỉ tiêu",
    "Đơn vị tính",
    "Năm 2020",
    "Năm 2023",
    "Kỳ trước",
    "Mục tiêu",
    "Ghi chú",
    "Kiểm tra",
]
INPUT_CELLS = {cell for cell, _ in FILLED.values()}


def data(raw: bytes | None = None) -> Worksheet:
    return opened(raw or blank())[DATA]


# --- what is asked -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("sample", ["phong-tho", "lai-chau"])
def test_the_form_asks_for_what_units_have_to_fill_in(sample: str) -> None:
    """The skeleton as programmes read it is the other witness: blank slots are cells to type into."""
    given = load_figures(ROOT / "samples" / sample / "so-lieu.yaml").figures
    skeleton = Skeleton(given)
    form = entry_form(given, programme="a", title="A", version=1, period="", period_text="")
    shared = {
        (row.group, row.member, year)
        for section in form.sections
        for row in section.rows
        for year in row.shared
    }
    slots = {
        (*slot.key, year) for slot in skeleton for year, number in slot.base.items() if number is not None
    }
    assert shared == slots
    asked = {(each.group, each.member, each.period) for each in form.fields()}
    assert asked == {
        (*slot.key, year) for slot in skeleton for year, number in slot.base.items() if number is None
    }


def test_the_small_form_asks_for_fourteen_figures() -> None:
    assert [(each.id, each.period) for each in FORM.fields()] == sorted(
        FILLED, key=lambda figure: (int(FILLED[figure][0][1:]), figure[1])
    )


def test_total_that_is_null_is_asked() -> None:
    form = small_form("ky: {hien_tai: 2023}\na:\n  tong_so: null\n  chi_tieu: {b: null}\n")
    assert [each.id for each in form.fields()] == ["a.tong_so", "a.b"]


def test_forms_that_ask_the_same_have_one_digest() -> None:
    assert small_form(version=2).digest == FORM.digest
    assert small_form(SKELETON.replace("thac_si:", "tien_si:")).digest != FORM.digest


# --- what a clerk sees -------------------------------------------------------------------------------------


def test_headings_labels_units_targets_and_shared_figures_are_shown() -> None:
    sheet = data()
    assert [cell.value for cell in sheet[6]] == HEADINGS
    assert [sheet[f"B{row}"].value for row in range(7, 21)] == [
        "Cán bộ cấp xã",
        "Tổng số",
        "Cộng các phần",
        "Nam",
        "Nữ",
        "Trình độ Đại học trở lên",
        "Trong đó Thạc sĩ",
        "Hoàn thành tốt nhiệm vụ",
        "Tổng số để tính tỷ lệ “Hoàn thành tốt nhiệm vụ”",
        "Địa bàn",
        "Xã, thị trấn",
        "Diện tích tự nhiên",
        "Tỷ lệ che phủ rừng",
        "Định mức chung",
    ]
    assert (sheet["C17"].value, sheet["G11"].value, sheet["E20"].value) == ("xã", "20 (2025)", 100)


def test_name_and_code_of_the_unit_are_filled_in() -> None:
    sheet = data()
    assert [sheet[cell].value for cell in ("A2", "A3", "E3", "A4")] == [
        "Sơ kết Đề án số 01",
        "Xã Sin Suối Hồ (Huyện Phong Thổ)",
        "03271",
        "Số liệu từ ngày 15/12/2022 đến ngày 14/12/2023",
    ]


def test_only_yellow_cells_can_be_typed_into_and_no_password_stands_before_the_rest() -> None:
    book = opened(blank())
    for sheet in (book[DATA], book[LIST], book[GUIDE]):
        assert sheet.protection.sheet
        assert not sheet.protection.password
    cells = [cell for row in book[DATA].iter_rows() for cell in row]
    free = {cell.coordinate for cell in cells if not cell.protection.locked}
    notes = {f"H{row}" for row in (8, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20)}
    assert free == INPUT_CELLS | notes
    assert {cell.coordinate for cell in cells if cell.fill.fgColor.rgb == "FFFFF9C4"} == free


def test_every_cell_to_type_into_is_validated_in_vietnamese() -> None:
    validations = data().data_validations.dataValidation
    covered = {cell: each for each in validations for area in each.sqref.ranges for cell in _cells(area)}
    assert set(covered) == INPUT_CELLS
    for each in validations:
        assert each.type == "custom"
        assert each.errorStyle in (None, "stop")
        assert "Chưa có số liệu" in each.error
        assert "không có: gõ 0" in each.prompt
    assert "INT(D8)" in covered["D8"].formula1
    assert "INT" not in covered["E18"].formula1


def _cells(area: Any) -> list[str]:
    return [
        f"{openpyxl.utils.get_column_letter(column)}{row}"
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    ]


def test_page_is_a4_landscape_with_headings_on_every_page_and_labels_in_view() -> None:
    for sheet, panes, title_row in ((data(), "C7", "6"), (opened(blank())[LIST], "B6", "5")):
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.freeze_panes == panes
        assert sheet.print_title_rows == f"${title_row}:${title_row}"
    with zipfile.ZipFile(io.BytesIO(blank())) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert '<pageSetUpPr fitToPage="1"/>' in xml
    assert 'fitToHeight="0"' in xml
    assert "&amp;P</oddHeader>" in xml


def test_the_hidden_sheet_says_whose_form_it_is_and_where_each_figure_stands() -> None:
    sheet = opened(blank())[MAP]
    assert sheet.sheet_state == "veryHidden"
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [line[:2] for line in lines[:7]] == [
        ["reportgen-bieu", "1"],
        ["chuong_trinh", "so-ket-2023"],
        ["phien_ban", "1"],
        ["ky", "2022-12-15/2023-12-14"],
        ["khung", FORM.digest],
        ["don_vi", "03271"],
        ["ten", "Xã Sin Suối Hồ"],
    ]
    assert [DATA + "!E15", "can_bo.hoan_thanh_tot.mau_so", "2023"] in lines


def test_every_figure_has_a_name_in_the_workbook() -> None:
    names = opened(blank()).defined_names
    assert names["sl.can_bo.hoan_thanh_tot.mau_so.2023"].attr_text == f"'{DATA}'!$E$15"
    assert names["ds.dan_toc.ty_trong"].attr_text == f"'{LIST}'!$D$6:$D$25"
    assert len([name for name in names if name.startswith("sl.")]) == len(FILLED)


def test_the_guide_tells_what_a_blank_a_zero_and_a_dash_mean() -> None:
    texts = " ".join(str(cell.value) for row in opened(blank())[GUIDE].iter_rows() for cell in row)
    for word in ("gõ 0", "để trống", "dấu ba chấm", "dấu gạch ngang", "không đặt mật khẩu", "Kỳ trước"):
        assert word in texts


# --- one workbook for each unit ----------------------------------------------------------------------------


def test_the_same_unit_gives_the_same_bytes() -> None:
    last = {("can_bo", "nu"): 30}
    assert blank(last=last) == EntryCopies(small_form(), has_last=True).workbook(UNIT, last)


def test_a_workbook_says_nothing_of_another_unit() -> None:
    other = blank(EntryUnit("03999", "Xã Khác", "Huyện Khác"), {("can_bo", "nu"): 777777})
    with zipfile.ZipFile(io.BytesIO(blank())) as mine, zipfile.ZipFile(io.BytesIO(other)) as theirs:
        content = b"".join(mine.read(name) for name in mine.namelist()).decode()
        assert all(text not in content for text in ("03999", "Khác", "777777"))
        assert "777777" in theirs.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("name", ["Xã A & B", 'Xã "Mới" <2>', "Xã O'Hara", "Xã " + "dài " * 60, "Xã &P &N"])
def test_any_name_is_written_as_it_is(name: str) -> None:
    raw = blank(EntryUnit("1", name))
    assert data(raw)["A3"].value == name
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        footer = re.search(r"<oddFooter>(.*)</oddFooter>", archive.read("xl/worksheets/sheet1.xml").decode())
    assert footer
    assert f"{escape(name[:60]).replace('&amp;', '&amp;&amp;')} (1)" in footer[1]
    reading = read_entry_workbook(saved(fill(opened(raw))), "a.xlsx", FORM)
    assert (reading.code, reading.is_sound) == ("1", True)


def test_last_period_stands_beside_and_cannot_be_changed() -> None:
    sheet = data(
        blank(last={("can_bo", "nu"): 30, ("dia_ban", "dien_tich"): Decimal("1029.31"), ("la", "x"): 1})
    )
    assert (sheet["F11"].value, sheet["F18"].value, sheet["F10"].value) == (30, 1029.31, None)
    assert sheet["F11"].protection.locked
    assert sheet["F18"].number_format == "General"


def test_without_a_last_period_there_is_no_such_column() -> None:
    sheet = data(EntryCopies(FORM, has_last=False).workbook(UNIT))
    assert [cell.value for cell in sheet[6]] == [each for each in HEADINGS if each != "Kỳ trước"]


# --- the check column --------------------------------------------------------------------------------------

FAULTS: dict[str, tuple[dict[str, Any], dict[int, str]]] = {
    "nothing": ({}, {}),
    "total": ({"E8": 191}, {8: "2023: lệch 1 so với cộng các phần."}),
    "part": ({"E13": 122}, {13: "lớn hơn “Trình độ Đại học trở lên”."}),
    "above-total": ({"E12": 191}, {12: "2023: lớn hơn tổng số."}),
    "above-own-denominator": ({"E14": 383}, {14: "lớn hơn tổng số để tính tỷ lệ."}),
    "text": ({"E17": "17 xã"}, {17: "không phải số."}),
    "not-yet": ({"E17": "…", "E18": "chưa có", "D12": None}, {}),
    "negative": ({"E17": -1}, {17: "phải là số nguyên, không âm."}),
    "fraction": ({"E17": 1.5}, {17: "phải là số nguyên, không âm."}),
    "rise": ({"E11": 121, "E10": 69}, {11: "2023: tăng hơn 300% so với kỳ trước."}),
    "rise-at-limit": ({"E11": 120, "E10": 70}, {}),
    "fall": ({"E11": 7, "E10": 183}, {11: "2023: giảm hơn 75% so với kỳ trước."}),
}


@pytest.mark.libreoffice
def test_the_check_column_says_what_does_not_fit(tmp_path: Path) -> None:
    files = {name: tmp_path / f"{name}.xlsx" for name in FAULTS}
    for name, file in files.items():
        book = fill(opened(blank(last={("can_bo", "nu"): 30})))
        for cell, value in FAULTS[name][0].items():
            book[DATA][cell] = value
        file.write_bytes(saved(book))
    books = all_recalculated(list(files.values()))
    for name, (_, expected) in FAULTS.items():
        sheet = books[files[name]][DATA]
        said = {row: sheet[f"I{row}"].value for row in range(8, 21) if sheet[f"I{row}"].value}
        assert said == expected, name


@pytest.mark.libreoffice
def test_a_subtotal_adds_up_the_parts_as_they_are_typed(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(filled())
    sheet = recalculated(file)[DATA]
    assert (sheet["D9"].value, sheet["E9"].value) == (183, 190)  # 150 + 33, 155 + 35


def test_formulas_have_the_result_of_the_blank_form() -> None:
    results = openpyxl.load_workbook(io.BytesIO(blank()), data_only=True)[DATA]
    formulas = {cell.coordinate for row in data().iter_rows() for cell in row if cell.data_type == "f"}
    assert {"I8", "D9", "E9"} <= formulas
    assert {results[cell].value for cell in formulas} <= {None, ""}


# --- saved and edited by another office suite --------------------------------------------------------------


@pytest.mark.libreoffice
def test_a_form_saved_by_libreoffice_is_read_the_same() -> None:
    raw = edited_in_calc(filled())
    reading = read_entry_workbook(raw, "a.xlsx", FORM)
    assert {(cell.figure, cell.period): cell.value for cell in reading.cells if cell.period} == {
        figure: number for figure, (_, number) in FILLED.items()
    }
    assert reading.is_sound
    assert [row["ma"] for row in reading.lists["dan_toc"]] == ["dao", "mong"]


@pytest.mark.libreoffice
def test_rows_and_columns_really_moved_are_followed() -> None:
    steps = [
        f"unprotect:{DATA}",
        f"insert-row:{DATA}!11",
        f"insert-column:{DATA}!4",
        f"delete-row:{DATA}!13",  # đại học, which the inserted row has moved down
        f"type:{DATA}!F12=>36",
        f"type:{DATA}!F18=>=1000+29.31",
        f"rename:{DATA}=>Số liệu xã",
    ]
    reading = read_entry_workbook(edited_in_calc(filled(), *steps), "a.xlsx", FORM)
    found = {
        (cell.figure, cell.period): (cell.state.value, cell.value, cell.where.cell) for cell in reading.cells
    }
    assert found["can_bo.nu", 2023] == ("ok", 36, "F12")
    assert found["can_bo.nam", 2020] == ("ok", 150, "E10")
    assert found["can_bo.dai_hoc", 2023] == ("refused", None, "")
    assert found["dia_ban.dien_tich", 2023] == ("understood", Decimal("1029.31"), "F18")
    assert found["dia_ban.xa", 2023] == ("ok", 17, "F17")
    assert [each.rule for each in reading.findings] == []


@pytest.mark.libreoffice
def test_a_sheet_really_copied_and_changed_is_refused_with_both_places() -> None:
    steps = [f"copy:{DATA}=>Bản 2", "unprotect:Bản 2", "type:Bản 2!E11=>36"]
    reading = read_entry_workbook(edited_in_calc(filled(), *steps), "a.xlsx", FORM)
    refused = [cell for cell in reading.cells if cell.state is CellState.REFUSED]
    assert [(cell.figure, cell.period) for cell in refused] == [("can_bo.nu", 2023)]
    places = {str(where) for where in (refused[0].where, *refused[0].also)}
    assert places == {f"a.xlsx!{DATA}!E11", "a.xlsx!Bản 2!E11"}


def form_of(text: str) -> EntryForm:
    figures = FiguresInput.model_validate(read_yaml(text.encode(), "k").data)
    return entry_form(figures, programme="a", title="A", version=1, period="p", period_text="P")


def test_a_label_with_quotes_does_not_break_its_formula() -> None:
    form = form_of(
        "ky: {hien_tai: 2023}\na:\n  chi_tieu:\n    b: {nhan: 'Hộ \"mới\" & cũ', so_luong: null}\n"
        "    c: {nhan: Con, so_luong: null, trong_do_cua: b}\n"
    )
    sheet = data(EntryCopies(form, has_last=False).workbook(UNIT))
    assert '“Hộ ""mới"" & cũ”' in str(sheet[f"{'G'}9"].value)
    assert re.fullmatch(r"=TRIM\(.*\)", str(sheet["G9"].value))

"""Every file of the samples and of the starting reports, as Office programs and readers meet it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell, MergedCell
from openxml_audit import OpenXmlValidator

from reportgen.check.package_lint import lint_package
from tests.built import SAMPLES, STARTS, built, tables
from tests.libreoffice import all_recalculated, page_texts
from tests.test_annex_workbook import assert_recalculation_changes_nothing
from tests.test_compute_samples import ROWS

pytestmark = pytest.mark.libreoffice
REPORTS = (*SAMPLES, *STARTS)
every_report = pytest.mark.parametrize("name", REPORTS)


@every_report
def test_the_validator_of_the_format_finds_nothing(name: str) -> None:
    files = [file for file in built(name).files if file.suffix in (".docx", ".xlsx")]
    assert len(files) >= 3
    assert [error for file in files for error in OpenXmlValidator().validate(file).errors] == []


@every_report
def test_the_document_has_no_defect(name: str) -> None:
    assert lint_package(built(name).docx.read_bytes()) == []


@every_report
def test_libreoffice_opens_every_workbook_with_all_its_sheets(name: str) -> None:
    workbooks = [file for file in built(name).files if file.suffix == ".xlsx"]
    assert len(workbooks) >= 2
    for file, opened in all_recalculated(workbooks).items():
        assert opened.sheetnames == openpyxl.load_workbook(file).sheetnames


@every_report
def test_recalculating_the_annex_workbook_changes_nothing(name: str, tmp_path: Path) -> None:
    annexes = built(name).annexes
    assert annexes is not None
    assert assert_recalculation_changes_nothing(annexes.read_bytes(), tmp_path) >= 2


# --- Biểu 01-03 --------------------------------------------------------------------------------------

HEAD = [
    [
        "TT",
        "Chất lượng",
        "Thực hiện năm 2020",
        "Mục tiêu Đề án đến năm 2025",
        "Thực hiện năm 2023",
        "So sánh năm 2023/Đề án",
        "So sánh năm 2023/năm 2020",
        "Ghi chú",
    ],
    ["", "", "Số lượng", "%", "", "Số lượng", "%", "", "", ""],
    [str(number) for number in range(1, 11)],
]
TOTALS = {"can_bo": ("183", "190"), "chu_chot": ("54", "60"), "cong_chuc": ("187", "160")}
# Rows «trong đó», and the one row of a part that the original numbers all the same (cán bộ, row 4).
ORDINALS = {
    "can_bo": ["1", "2", "", "3", "4", "5", "6", "7", "8", "9", "", "10", "11"],
    "chu_chot": [str(number) for number in range(1, 11)],
    "cong_chuc": ["1", "2", "3", "4", "5", "6", "7", "8", ""],
}


def expected_rows(group: str) -> list[list[str]]:
    """TT and the eight columns after the label, total row first."""
    before, after = TOTALS[group]
    total = ["", before, "100,00", "", after, "100,00", "", "", ""]
    rows = [row for row in ROWS if row[0].startswith(f"{group}.")]
    return [total] + [
        [ordinal, row[1], row[3], row[4], row[5], row[7], row[8], row[9], ""]
        for ordinal, row in zip(ORDINALS[group], rows, strict=True)
    ]


def without_label(row: list[str]) -> list[str]:
    return [row[0], *row[2:]]


@pytest.mark.parametrize(("number", "group"), list(enumerate(TOTALS)), ids=TOTALS)
def test_the_annexes_in_word_have_every_cell_of_the_paper(number: int, group: str) -> None:
    table = tables(built("phong-tho").docx.read_bytes())[-3:][number]
    assert table[:3] == HEAD
    assert [without_label(row) for row in table[3:]] == expected_rows(group)


@pytest.mark.parametrize(("number", "group"), list(enumerate(TOTALS)), ids=TOTALS)
def test_the_annexes_in_excel_show_the_same_cells(number: int, group: str) -> None:
    annexes = built("phong-tho").annexes
    assert annexes is not None
    word = tables(built("phong-tho").docx.read_bytes())[-3:][number]
    sheet = openpyxl.load_workbook(annexes, data_only=True).worksheets[number]
    shown = [[as_shown(cell) for cell in row] for row in sheet.iter_rows(min_row=4, max_col=10)]
    assert [[text for text in row if text] for row in shown[:2]] == [
        [text for text in row if text] for row in HEAD[:2]
    ]
    assert shown[2:] == word[2:]


def as_shown(cell: Cell | MergedCell) -> str:
    """The text that a Vietnamese Excel shows for a cell."""
    if isinstance(cell.value, int | float) and re.fullmatch(r"#,##0(\.0+)?", cell.number_format):
        decimals = len(cell.number_format.partition(".")[2])
        # half up, as Excel shows fifteen digits: the value is not a tie in any of these tables
        return f"{cell.value:.{decimals}f}".replace(".", ",")
    return "" if cell.value is None else str(cell.value)


# --- pages -------------------------------------------------------------------------------------------

LETTERHEAD = {
    "phong-tho": [
        "ĐẢNG BỘ TỈNH LAI CHÂU",
        "HUYỆN ỦY PHONG THỔ",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 408-BC/HU",
        "Phong Thổ, ngày 12 tháng 7 năm 2023",
    ],
    "lai-chau": [
        "ỦY BAN NHÂN DÂN",
        "THÀNH PHỐ LAI CHÂU",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "/BC-UBND",
        "(Dự thảo)",
        "Thành phố Lai Châu, ngày",
        "tháng 5 năm 2023",
    ],
}
SIGNED = {
    "phong-tho": ["Trên đây, là Báo cáo", "T/M HUYỆN ỦY", "PHÓ BÍ THƯ", "Nguyễn Văn Thanh", "Nơi nhận:"],
    "lai-chau": ["Trên đây là báo cáo", "Nguyễn Văn Nghiệp"],
}
HEADING = re.compile(r"\s*(?:[IVX]+[-.]|\d+(?:\.\d+)*\.|[a-zđ]\))\s+\S")


def pages(name: str) -> list[str]:
    pdf = built(name).pdf
    assert pdf is not None
    return page_texts(pdf)


@pytest.mark.parametrize("name", SAMPLES)
def test_letterhead_lines_are_not_broken(name: str) -> None:
    first = [re.split(r"\s{3,}", line.strip()) for line in pages(name)[0].splitlines()[:12]]
    pieces = [piece for line in first for piece in line]
    assert [line for line in LETTERHEAD[name] if not any(piece.endswith(line) for piece in pieces)] == []


@every_report
def test_no_page_is_blank(name: str) -> None:
    assert [number for number, page in enumerate(pages(name), 1) if len(page.split()) < 10] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_closing_line_recipients_and_signature_stay_together(name: str) -> None:
    [page] = [page for page in pages(name) if SIGNED[name][-1] in page and SIGNED[name][0] in page]
    assert [text for text in SIGNED[name] if text not in page] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_no_heading_stands_alone_at_the_foot_of_a_page(name: str) -> None:
    last_lines = [[line for line in page.splitlines() if line.strip()][-1] for page in pages(name)]
    body = last_lines[: -len(tables(built(name).docx.read_bytes())) or None]
    assert [line for line in body if HEADING.match(line) and len(line.strip()) < 60] == []


@every_report
def test_the_pdf_has_its_own_font_only(name: str) -> None:
    run = subprocess.run(["pdffonts", str(built(name).pdf)], capture_output=True, check=True, text=True)
    fonts = {line.split()[0].partition("+")[2] for line in run.stdout.splitlines()[2:]}
    assert {font.partition("-")[0] for font in fonts} == {"LiberationSerif"}

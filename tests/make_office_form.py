"""Draw the office form `templates/xlsx/phu-luc-can-bo-chu-chot.xlsx`, as an office would hand it to us.

Run it by hand after a change: `python tests/make_office_form.py`. The defined names are what an annex's
`bieu_mau` fills: single cells, and the first cell of the block of rows.
"""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

TARGET = Path(__file__).parent.parent / "templates" / "xlsx" / "phu-luc-can-bo-chu-chot.xlsx"
SHEET = "Biểu tổng hợp"
WIDTHS = {"A": 5, "B": 38, "C": 10, "D": 10, "E": 26}
CM = 1 / 2.54  # openpyxl gives margins in inches
BLOCK_ROW, BLOCK_ROWS = 16, 23
LAST_ROW = BLOCK_ROW + BLOCK_ROWS + 2

NAMES = {
    "nam": "C5",
    "don_vi": "C6",
    "tong_so": "C10",
    "so_nu": "C11",
    "ty_le_nu": "D11",
    "so_dtts": "C12",
    "ty_le_dtts": "D12",
    "bang_chi_tieu": f"A{BLOCK_ROW}",
}
HEADINGS = {  # merged cells: text, bold, italic
    "A1:B1": ("ỦY BAN NHÂN DÂN", True, False),
    "C1:E1": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True, False),
    "A2:B2": ("THÀNH PHỐ LAI CHÂU", True, False),
    "C2:E2": ("Độc lập - Tự do - Hạnh phúc", True, False),
    "A4:E4": ("BIỂU TỔNG HỢP CÁN BỘ CHỦ CHỐT CẤP XÃ", True, False),
    f"A{LAST_ROW - 1}:B{LAST_ROW - 1}": ("NGƯỜI LẬP BIỂU", True, False),
    f"A{LAST_ROW}:B{LAST_ROW}": ("(Ký, ghi rõ họ tên)", False, True),
    f"C{LAST_ROW - 1}:E{LAST_ROW - 1}": ("THỦ TRƯỞNG ĐƠN VỊ", True, False),
    f"C{LAST_ROW}:E{LAST_ROW}": ("(Ký, ghi rõ họ tên)", False, True),
}
LABELS = {"B5": "Số liệu năm:", "B6": "Đơn vị:", "A8": "I. TỔNG HỢP", "A14": "II. CHI TIẾT"}
SUMMARY = ("Tổng số", "Trong đó: Nữ", "Trong đó: Người dân tộc thiểu số")

THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def font(*, bold: bool = False, italic: bool = False) -> Font:
    """Black Times New Roman, as the decree asks."""
    return Font(name="Times New Roman", size=12, bold=bold, italic=italic)


def write_headings(sheet: Worksheet) -> None:
    for area, (text, bold, italic) in HEADINGS.items():
        sheet.merge_cells(area)
        cell = sheet[area.split(":", maxsplit=1)[0]]
        cell.value, cell.font = text, font(bold=bold, italic=italic)
        cell.alignment = Alignment(horizontal="center", vertical="center")
    for address, text in LABELS.items():
        sheet[address] = text
        sheet[address].font = font(bold=address.startswith("A"))
        sheet[address].alignment = Alignment(horizontal="right" if address.startswith("B") else "left")


def write_header_row(sheet: Worksheet, row: int, titles: tuple[str, ...]) -> None:
    for column, title in zip("ABCDE", titles, strict=True):
        cell = sheet[f"{column}{row}"]
        cell.value, cell.font, cell.border = title, font(bold=True), BOX
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def draw_rows(sheet: Worksheet, first: int, count: int) -> None:
    """Empty bordered rows: ordinal, text, count, rate with one decimal, note."""
    for row in range(first, first + count):
        for column in "ABCDE":
            cell = sheet[f"{column}{row}"]
            cell.font, cell.border = font(), BOX
            is_text = column in "BE"
            cell.alignment = Alignment(
                horizontal="left" if is_text else "center", vertical="center", wrap_text=is_text
            )
            cell.number_format = {"C": "#,##0", "D": "0.0"}.get(column, "General")


def write_summary(sheet: Worksheet) -> None:
    write_header_row(sheet, 9, ("TT", "Nội dung", "Số lượng", "Tỷ lệ (%)", "Ghi chú"))
    draw_rows(sheet, 10, len(SUMMARY))
    for number, text in enumerate(SUMMARY, 1):
        sheet[f"A{9 + number}"] = number
        sheet[f"B{9 + number}"] = text


def set_up_page(sheet: Worksheet) -> None:
    """A4 portrait, one page wide, within the margins of NĐ 30/2020/NĐ-CP."""
    for column, width in WIDTHS.items():
        sheet.column_dimensions[column].width = width
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 3 * CM, 1.5 * CM, 2 * CM, 2 * CM
    sheet.print_area = f"A1:E{LAST_ROW}"
    sheet.print_title_rows = f"{BLOCK_ROW - 1}:{BLOCK_ROW - 1}"


def name_cells(book: Workbook) -> None:
    for name, address in NAMES.items():
        target = f"'{SHEET}'!${address[0]}${address[1:]}"
        book.defined_names[name] = DefinedName(name, attr_text=target)


def make_form() -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    sheet.sheet_view.showGridLines = False
    write_headings(sheet)
    for address in ("C5", "C6"):
        sheet[address].font = font(bold=True)
        sheet[address].alignment = Alignment(horizontal="left")
    write_summary(sheet)
    write_header_row(sheet, BLOCK_ROW - 1, ("TT", "Chỉ tiêu", "Số lượng", "Tỷ lệ (%)", "Ghi chú"))
    draw_rows(sheet, BLOCK_ROW, BLOCK_ROWS)
    set_up_page(sheet)
    name_cells(book)
    return book


if __name__ == "__main__":
    make_form().save(TARGET)

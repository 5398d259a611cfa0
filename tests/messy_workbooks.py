"""Data-entry forms as they really come back: each one known mess, what has to be read of it by hand.

A mess changes the filled form of `tests/entry_forms.py`. What it does not name is read as it was typed.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.entry_forms import DATA, FILLED, FIRST_ITEM, LIST, LISTED, MAP, Figure, blank, filled

OK, UNDERSTOOD, REFUSED, BLANK = "ok", "understood", "refused", "blank"
Cell = tuple[str, Any, str]
"""State, value, and cell (on the sheet of figures unless it names another)."""
SHEET_PART = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True)
class Mess:
    """What happened to a form; `cells` names the figures that are not read as they were typed."""

    name: str
    make: Callable[[], bytes]
    cells: Mapping[Figure, Cell] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    """Of findings about the file as a whole."""
    code: str = "03271"
    sheet: str = DATA
    rows: Callable[[int], int] = int
    """Where a row of the form stands now."""
    columns: Callable[[int], int] = int
    is_read: bool = True
    also: Mapping[Figure, str] = field(default_factory=dict)
    """Second places that a refusal names."""


def changed(change: Callable[[Workbook], None]) -> Callable[[], bytes]:
    return lambda: filled(change)


def typed(**cells: Any) -> Callable[[], bytes]:
    """The form with other contents in some cells of the sheet of figures."""

    def change(book: Workbook) -> None:
        for cell, value in cells.items():
            book[DATA][cell] = value

    return changed(change)


def one(cell: str, value: Any, number_format: str = "General") -> Callable[[], bytes]:
    def change(book: Workbook) -> None:
        book[DATA][cell] = value
        book[DATA][cell].number_format = number_format

    return changed(change)


# --- what a spreadsheet does and openpyxl does not: names move with their cells ----------------------------

NAMED_CELL = re.compile(r"('?)(.+?)\1!\$([A-Z]+)\$(\d+)")


def rename_cells(book: Workbook, sheet: str, place: Callable[[str, int], tuple[str, int] | None]) -> None:
    """Let the names of a sheet's cells follow; None is a cell that was deleted."""
    for name in book.defined_names.values():
        found = NAMED_CELL.fullmatch(name.attr_text)
        if found and found[2] == sheet:
            moved = place(found[3], int(found[4]))
            name.attr_text = f"'{sheet}'!" + ("#REF!" if moved is None else f"${moved[0]}${moved[1]}")


def insert_row(book: Workbook, at: int, sheet: str = DATA) -> None:
    book[sheet].insert_rows(at)
    rename_cells(book, sheet, lambda column, row: (column, row + (row >= at)))


def delete_row(book: Workbook, at: int) -> None:
    book[DATA].delete_rows(at)
    rename_cells(book, DATA, lambda column, row: None if row == at else (column, row - (row > at)))


def insert_column(book: Workbook, at: str) -> None:
    order = [get_column_letter(number) for number in range(1, 30)]
    index = order.index(at)
    book[DATA].insert_cols(index + 1)
    rename_cells(
        book,
        DATA,
        lambda column, row: (order[order.index(column) + (order.index(column) >= index)], row),
    )


def without_names(book: Workbook) -> None:
    for name in list(book.defined_names):
        if name.startswith(("sl.", "ds.")):
            del book.defined_names[name]


def rows_of(sheet: Worksheet, row: int) -> list[Any]:
    return [cell.value for cell in sheet[row]]


def put_row(sheet: Worksheet, row: int, values: list[Any]) -> None:
    for column, value in enumerate(values, start=1):
        sheet.cell(row, column).value = value


def in_xml(part: str, change: Callable[[str], str], raw: bytes | None = None) -> bytes:
    """The filled form with one part of its package rewritten."""
    source, stream = zipfile.ZipFile(io.BytesIO(raw or filled())), io.BytesIO()
    with source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content.decode()).encode() if name == part else content)
    return stream.getvalue()


def with_formula(cell: str, formula: str, result: str | None) -> bytes:
    """The filled form with a formula in a cell, and the result that a spreadsheet stored, if it did."""
    stored = "" if result is None else f"<v>{result}</v>"

    def change(xml: str) -> str:
        pattern = rf'<c r="{cell}"( s="\d+")?[^>]*?>.*?</c>'
        made, count = re.subn(pattern, rf'<c r="{cell}"\1><f>{formula}</f>{stored}</c>', xml)
        assert count == 1
        return made

    return in_xml(SHEET_PART, change)


def shared_strings() -> bytes:
    """Figures typed into the form without openpyxl, whose files have the texts inside their cells."""
    numbers = dict(FILLED.values())

    def figures(xml: str) -> str:
        for cell, number in numbers.items():
            xml, count = re.subn(
                rf'<c r="{cell}" s="(\d+)"/>', rf'<c r="{cell}" s="\1"><v>{number}</v></c>', xml
            )
            assert count == 1
        return xml

    def listed(xml: str) -> str:
        for row, items in enumerate(LISTED, start=FIRST_ITEM):
            for column, value in zip("BCD", items, strict=True):
                inner = f"<v>{value}</v>" if column == "D" else f"<is><t>{value}</t></is>"
                kind = "" if column == "D" else ' t="inlineStr"'
                pattern = rf'<c r="{column}{row}" s="(\d+)"/>'
                xml, count = re.subn(pattern, rf'<c r="{column}{row}" s="\1"{kind}>{inner}</c>', xml)
                assert count == 1
        return xml

    return in_xml("xl/worksheets/sheet2.xml", listed, in_xml(SHEET_PART, figures, blank()))


# --- changes with more than one step -----------------------------------------------------------------------


def _row_inserted(book: Workbook) -> None:
    insert_row(book, 11)


def _own_row(book: Workbook) -> None:
    insert_row(book, 12)
    put_row(book[DATA], 12, ["", "Cán bộ hợp đồng", "đồng chí", 4, 6])


def _row_deleted(book: Workbook) -> None:
    delete_row(book, 12)


def _row_moved(book: Workbook) -> None:
    """Cut row 12 (đại học) and paste it under the last one of the group: names follow."""
    sheet = book[DATA]
    line = rows_of(sheet, 12)
    for row in (12, 13, 14):
        put_row(sheet, row, rows_of(sheet, row + 1))
    put_row(sheet, 15, line)
    rename_cells(
        book,
        DATA,
        lambda column, row: (column, 15 if row == 12 else row - 1 if 12 < row <= 15 else row),
    )


def _sorted(book: Workbook) -> None:
    """Two rows change places as sorting does it: contents move, names stay."""
    sheet = book[DATA]
    men, women = rows_of(sheet, 10), rows_of(sheet, 11)
    put_row(sheet, 10, women)
    put_row(sheet, 11, men)


def _two_headings(book: Workbook) -> None:
    """Without names; years under one merged heading, labels merged over both rows."""
    without_names(book)
    sheet = book[DATA]
    sheet.insert_rows(6)
    for column in ("A", "B", "C", "F", "G", "H", "I"):
        sheet[f"{column}6"] = sheet[f"{column}7"].value
        sheet[f"{column}7"] = None
        sheet.merge_cells(f"{column}6:{column}7")
    sheet["D6"] = "Số liệu các năm"
    sheet.merge_cells("D6:E6")
    sheet["D7"], sheet["E7"] = 2020, 2023


def _plain_two_headings(book: Workbook) -> None:
    """The same without merging: years in the row under the heading of the labels."""
    without_names(book)
    sheet = book[DATA]
    sheet.insert_rows(7)
    sheet["D6"], sheet["E6"] = "Thực hiện", None
    sheet["D7"], sheet["E7"] = "năm 2020", "NĂM  2023"


def _blank_rows(book: Workbook) -> None:
    without_names(book)
    for at in (16, 12, 9):
        book[DATA].insert_rows(at)


def _other_labels(book: Workbook) -> None:
    """Without names; capitals, doubled blanks, units in brackets, dashes in front."""
    without_names(book)
    sheet = book[DATA]
    sheet["B8"], sheet["B10"], sheet["B11"] = "TỔNG  SỐ (đồng chí)", "  nam ", "- Nữ:"
    sheet["B12"] = "Trình độ đại học trở lên (ĐH)"
    sheet["E6"] = "Số liệu năm 2023 (đến 14/12)"


def _decomposed(book: Workbook) -> None:
    without_names(book)
    for row in range(6, 21):
        for column in "BDE":
            cell = book[DATA][f"{column}{row}"]
            if isinstance(cell.value, str):
                cell.value = unicodedata.normalize("NFD", cell.value)


def _label_edited(book: Workbook) -> None:
    book[DATA]["B12"] = "Số cán bộ có bằng đại học"


def _label_edited_without_names(book: Workbook) -> None:
    without_names(book)
    _label_edited(book)


def _label_of_another_row(book: Workbook) -> None:
    book[DATA]["B11"] = "Nam"


def _section_row_deleted(book: Workbook) -> None:
    without_names(book)
    book[DATA].delete_rows(16)


def _sheet_renamed(book: Workbook) -> None:
    book[DATA].title = "So lieu 2023 (moi)"
    for name in book.defined_names.values():
        name.attr_text = name.attr_text.replace(f"'{DATA}'", "'So lieu 2023 (moi)'")
    book.move_sheet("So lieu 2023 (moi)", offset=3)


def _sheet_copied(book: Workbook) -> None:
    book.copy_worksheet(book[DATA])


def _copy_changed(book: Workbook) -> None:
    book.copy_worksheet(book[DATA])["E11"] = 36


def _column_inserted(book: Workbook) -> None:
    insert_column(book, "E")
    book[DATA]["E6"] = "Ước năm nay"
    book[DATA]["E8"] = 188


def _second_year_column(book: Workbook) -> None:
    insert_column(book, "F")
    book[DATA]["F6"] = "Năm 2023 (ước)"
    book[DATA]["F11"] = 40


def _code_typed_over(book: Workbook) -> None:
    book[DATA]["E3"] = "03272"


def _name_typed_over(book: Workbook) -> None:
    book[DATA]["A3"] = "Xã Dào San (Huyện Phong Thổ)"


def _head_deleted(book: Workbook) -> None:
    for row in range(1, 6):
        for cell in book[DATA][row]:
            cell.value = None


def _code_as_number(book: Workbook) -> None:
    book[DATA]["E3"] = 3271


def _map(key: str, value: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        cell = next(row[1] for row in book[MAP].iter_rows() if row[0].value == key)
        cell.value = value

    return change


def _map_deleted(book: Workbook) -> None:
    del book[MAP]


def _foreign(book: Workbook) -> None:
    del book[MAP]
    book[DATA]["A2"] = "Báo cáo khác"


def _hidden_row(book: Workbook) -> None:
    book[DATA].row_dimensions[11].hidden = True


def _hidden_column(book: Workbook) -> None:
    book[DATA].column_dimensions["D"].hidden = True


def _hidden_sheet(book: Workbook) -> None:
    book[DATA].sheet_state = "hidden"


def _merged_inputs(book: Workbook) -> None:
    book[DATA].merge_cells("D12:E12")


def _remarked(book: Workbook) -> None:
    book[DATA]["E11"].comment = Comment("Tăng do tuyển mới", "A")
    book[DATA]["H10"] = "gồm cả 02 đồng chí biệt phái"


def _outside(book: Workbook) -> None:
    book[DATA]["M12"], book[DATA]["M13"] = 99, "1.250"


def _below(book: Workbook) -> None:
    book[DATA]["B25"], book[DATA]["E25"] = "Cộng", 312


def _grey_cell(book: Workbook) -> None:
    book[DATA]["D17"] = 16


def _more_sheets(book: Workbook) -> None:
    sheet = book.create_sheet("Sheet1")
    sheet["A1"], sheet["B1"] = "Nhờ cộng giúp", 45


def _guide_scribbled(book: Workbook) -> None:
    book["Hướng dẫn"]["B30"] = 12345


# --- lists -------------------------------------------------------------------------------------------------


def _list(**cells: Any) -> Callable[[], bytes]:
    def change(book: Workbook) -> None:
        for cell, value in cells.items():
            book[LIST][cell] = value

    return changed(change)


def _list_columns_swapped(book: Workbook) -> None:
    """Headings and contents of two columns change places; the names stay."""
    for row in range(5, 26):
        first, second = book[LIST][f"C{row}"], book[LIST][f"D{row}"]
        first.value, second.value = second.value, first.value


def _list_sheet_deleted(book: Workbook) -> None:
    del book[LIST]


NU, DAI_HOC = ("can_bo.nu", 2023), ("can_bo.dai_hoc", 2023)
XA, DIEN_TICH, CHE_PHU = ("dia_ban.xa", 2023), ("dia_ban.dien_tich", 2023), ("dia_ban.che_phu", 2023)
IN_2020 = [figure for figure in FILLED if figure[1] == 2020]
IN_2023 = [figure for figure in FILLED if figure[1] == 2023]
ALL_REFUSED: dict[Figure, Cell] = {figure: (REFUSED, None, cell) for figure, (cell, _) in FILLED.items()}
MEN_AND_WOMEN: dict[Figure, Cell] = {
    figure: (REFUSED, None, cell) for figure, (cell, _) in FILLED.items() if cell[1:] in ("10", "11")
}

MESSES = [
    Mess("untouched", filled),
    # what stands in a cell
    Mess("number-as-text", one("E18", "1.029,31"), {DIEN_TICH: (UNDERSTOOD, Decimal("1029.31"), "E18")}),
    Mess("thousands-as-text", one("E8", "1.190"), {("can_bo.tong_so", 2023): (UNDERSTOOD, 1190, "E8")}),
    Mess("blanks-in-number", one("E8", " 1 234 "), {("can_bo.tong_so", 2023): (UNDERSTOOD, 1234, "E8")}),
    Mess("no-break-space", one("E8", "1\u00a0234"), {("can_bo.tong_so", 2023): (UNDERSTOOD, 1234, "E8")}),
    Mess("digits-apart", one("E8", "1 90"), {("can_bo.tong_so", 2023): (REFUSED, None, "E8")}),
    Mess("own-unit", one("E17", "17 xã"), {XA: (UNDERSTOOD, 17, "E17")}),
    Mess("other-unit", one("E11", "35 người"), {NU: (REFUSED, None, "E11")}),
    Mess("about", one("E11", "khoảng 35"), {NU: (REFUSED, None, "E11")}),
    Mess("sum-as-text", one("E11", "30+5"), {NU: (REFUSED, None, "E11")}),
    Mess("two-meanings", one("E18", "97.229"), {DIEN_TICH: (REFUSED, None, "E18")}),
    Mess("english-thousands", one("E11", "1,035"), {NU: (REFUSED, None, "E11")}),
    Mess("dash", one("E11", "-"), {NU: (REFUSED, None, "E11")}),
    Mess("not-yet", typed(E11="…", E12="chưa có"), {NU: (OK, None, "E11"), DAI_HOC: (OK, None, "E12")}),
    Mess("left-blank", typed(E11=None, E12="  "), {NU: (BLANK, None, "E11"), DAI_HOC: (BLANK, None, "E12")}),
    Mess("zero", one("E11", 0), {NU: (OK, 0, "E11")}),
    Mess("date", one("E11", dt.datetime(2023, 4, 3), "dd/mm/yyyy"), {NU: (REFUSED, None, "E11")}),  # noqa: DTZ001
    Mess("yes", one("E11", True), {NU: (REFUSED, None, "E11")}),
    Mess("percent-of-unit", one("E19", 0.3683, "0.00%"), {CHE_PHU: (UNDERSTOOD, Decimal("36.83"), "E19")}),
    Mess("percent-text", one("E19", "36,83%"), {CHE_PHU: (UNDERSTOOD, Decimal("36.83"), "E19")}),
    Mess("percent-of-count", one("E11", 0.35, "0%"), {NU: (REFUSED, None, "E11")}),
    Mess("negative", one("E11", -35), {NU: (REFUSED, None, "E11")}),
    Mess("part-of-a-person", one("E11", 3.5), {NU: (REFUSED, None, "E11")}),
    Mess("shown-rounded", one("E11", 35.4, "0"), {NU: (REFUSED, None, "E11")}),
    Mess("error", one("E11", "#DIV/0!"), {NU: (REFUSED, None, "E11")}),
    Mess(
        "formula",
        lambda: with_formula("E8", "E10+E11", "190"),
        {("can_bo.tong_so", 2023): (UNDERSTOOD, 190, "E8")},
    ),
    Mess(
        "formula-no-result",
        lambda: with_formula("E8", "E10+E11", None),
        {("can_bo.tong_so", 2023): (REFUSED, None, "E8")},
    ),
    Mess("formula-broken", one("E8", "=E10+E11"), {("can_bo.tong_so", 2023): (REFUSED, None, "E8")}),
    # rows, columns, sheets
    Mess("row-inserted", changed(_row_inserted), rows=lambda row: row + (row >= 11)),
    Mess("own-row", changed(_own_row), rules=("figure-outside-form",), rows=lambda row: row + (row >= 12)),
    Mess(
        "row-deleted",
        changed(_row_deleted),
        {("can_bo.dai_hoc", 2020): (REFUSED, None, ""), DAI_HOC: (REFUSED, None, "")},
        rows=lambda row: row - (row > 12),
    ),
    Mess(
        "row-moved",
        changed(_row_moved),
        rows=lambda row: 15 if row == 12 else row - 1 if 12 < row <= 15 else row,
    ),
    Mess(
        "rows-sorted",
        changed(_sorted),
        MEN_AND_WOMEN,
        also={
            NU: "E10",
            ("can_bo.nam", 2023): "E11",
            ("can_bo.nu", 2020): "D10",
            ("can_bo.nam", 2020): "D11",
        },
    ),
    Mess("names-lost", changed(without_names)),
    Mess("merged-headings", changed(_two_headings), rows=lambda row: row + 1),
    Mess("two-heading-rows", changed(_plain_two_headings), rows=lambda row: row + 1),
    Mess("blank-rows", changed(_blank_rows), rows=lambda row: row + sum(row >= at for at in (9, 12, 16))),
    Mess("labels-written-otherwise", changed(_other_labels)),
    Mess("labels-decomposed", changed(_decomposed)),
    Mess("label-edited", changed(_label_edited)),
    Mess(
        "label-edited-names-lost",
        changed(_label_edited_without_names),
        {("can_bo.dai_hoc", 2020): (REFUSED, None, ""), DAI_HOC: (REFUSED, None, "")},
        rules=("figure-outside-form",),
    ),
    Mess(
        "label-of-another-row",
        changed(_label_of_another_row),
        {("can_bo.nam", 2020): (REFUSED, None, "D10"), ("can_bo.nam", 2023): (REFUSED, None, "E10")},
        also={("can_bo.nam", 2020): "D11", ("can_bo.nam", 2023): "E11"},
    ),
    Mess("section-row-deleted", changed(_section_row_deleted), rows=lambda row: row - (row > 16)),
    Mess("sheet-renamed-and-moved", changed(_sheet_renamed), sheet="So lieu 2023 (moi)"),
    Mess("sheet-copied", changed(_sheet_copied)),
    Mess("copy-changed", changed(_copy_changed), {NU: (REFUSED, None, "E11")}, also={NU: "E11"}),
    Mess(
        "column-inserted",
        changed(_column_inserted),
        rules=("figure-outside-form",),
        columns=lambda column: column + (column >= 5),
    ),
    Mess(
        "second-column-of-a-year",
        changed(_second_year_column),
        {figure: (REFUSED, None, FILLED[figure][0]) for figure in IN_2023},
    ),
    # out of sight, merged, outside
    Mess(
        "row-hidden",
        changed(_hidden_row),
        {NU: (REFUSED, None, "E11"), ("can_bo.nu", 2020): (REFUSED, None, "D11")},
    ),
    Mess("column-hidden", changed(_hidden_column), {figure: ALL_REFUSED[figure] for figure in IN_2020}),
    Mess("sheet-hidden", changed(_hidden_sheet), ALL_REFUSED),
    Mess(
        "inputs-merged",
        changed(_merged_inputs),
        {("can_bo.dai_hoc", 2020): (REFUSED, None, "D12"), DAI_HOC: (REFUSED, None, "E12")},
    ),
    Mess("remarked", changed(_remarked)),
    Mess("figures-beside", changed(_outside), rules=("figure-outside-form",)),
    Mess("figures-below", changed(_below), rules=("figure-outside-form",)),
    Mess("figure-in-grey-cell", changed(_grey_cell), rules=("figure-outside-form",)),
    Mess("sheet-added", changed(_more_sheets), rules=("figure-outside-form",)),
    Mess("guide-scribbled", changed(_guide_scribbled)),
    # whose form it is
    Mess("code-typed-over", changed(_code_typed_over), rules=("unit-code-differs",), code="", is_read=False),
    Mess("name-typed-over", changed(_name_typed_over), rules=("unit-name-differs",), is_read=False),
    Mess("head-emptied", changed(_head_deleted)),
    Mess("code-as-number", changed(_code_as_number)),
    Mess("older-version", changed(_map("phien_ban", "0")), rules=("form-version",), is_read=False),
    Mess("other-programme", changed(_map("chuong_trinh", "khac")), rules=("other-programme",), is_read=False),
    Mess("last-year", changed(_map("ky", "2021-12-15/2022-12-14")), rules=("form-period",), is_read=False),
    Mess("skeleton-changed", changed(_map("khung", "0" * 16)), rules=("form-changed",)),
    Mess("hidden-sheet-lost", changed(_map_deleted), rules=("understood",)),
    Mess("not-a-form", changed(_foreign), rules=("not-a-form",), is_read=False),
    # the file itself
    Mess("shared-strings", shared_strings),
    Mess("damaged", lambda: filled()[:4000], rules=("not-xlsx",), code="", is_read=False),
    Mess(
        "password",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        rules=("not-xlsx",),
        code="",
        is_read=False,
    ),
    Mess("zip-bomb", lambda: _bomb(), rules=("workbook-too-big",), code="", is_read=False),
    # lists
    Mess("list-code-from-name", _list(B7=None)),
    Mess("list-row-skipped", _list(B9="thai", C9="Thái", D9=17.25)),
]


def _bomb() -> bytes:
    stream = io.BytesIO(filled())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/big.bin", bytes(60_000_000))
    return stream.getvalue()


LISTS: dict[str, tuple[Callable[[], bytes], dict[str, Cell], tuple[str, ...]]] = {
    "sum-row": (_list(C8="Tổng cộng", D8=64.12), {"dan_toc.3": (REFUSED, None, "C8")}, ()),
    "code-twice": (_list(B7="dao"), {"dan_toc.2.ma": (REFUSED, None, "B7")}, ()),
    "code-unfit": (_list(B7="Mông!"), {"dan_toc.2.ma": (REFUSED, None, "B7")}, ()),
    "no-code-no-name": (_list(D8=5), {"dan_toc.3.ma": (REFUSED, None, "B8")}, ()),
    "not-a-number": (_list(D7="nhiều"), {"dan_toc.2.ty_trong": (REFUSED, None, "D7")}, ()),
    "columns-swapped": (changed(_list_columns_swapped), {}, ("list-twice",)),
    "sheet-deleted": (changed(_list_sheet_deleted), {}, ("list-missing",)),
}
"""Messes after which a list is refused: the cells that are, and findings about the list as a whole."""

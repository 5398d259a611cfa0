"""Figures from workbooks: what is read, what is understood and told, what is refused, each with its cell."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.errors import Finding, InputRefused, Severity
from reportgen.load import LoadedFigures, load_figures
from reportgen.load.workbook import read_workbook
from reportgen.model.figures_input import FiguresInput
from reportgen.model.figures_sheet import (
    BLOCK,
    COLUMNS,
    CONTENT_HEADING,
    FIELD_HEADING,
    FIELD_ROWS,
    GROUP_KEY,
    LIST_ENTRIES,
    LIST_KEY,
    Heading,
    heading_text,
    read_heading,
)
from reportgen.publish.figures_workbook import write_figures_workbook

Rows = list[list[Any]]
Flat = list[tuple[str, str]]
KY: Rows = [["Mã", "Giá trị"], ["hien_tai", 2023]]
HEADER = ["Mã", "Chỉ tiêu", "Số lượng 2023", "Giá trị", "Đơn vị tính", "Mục tiêu 2025"]


class Shown:
    """A value with the number format of its cell."""

    def __init__(self, value: object, number_format: str) -> None:
        self.value, self.number_format = value, number_format


def book(
    sheets: dict[str, Rows], change: Callable[[Worksheet], None] | None = None, *, ky: Rows = KY
) -> bytes:
    """A workbook of the sheets; `change` may alter the last one."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in {"ky": ky, **sheets}.items():
        worksheet = workbook.create_sheet(name)
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values, start=1):
                cell = worksheet.cell(row, column)
                cell.value = value.value if isinstance(value, Shown) else value
                if isinstance(value, Shown):
                    cell.number_format = value.number_format
    if change:
        change(workbook.worksheets[-1])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def load(path: Path, raw: bytes) -> LoadedFigures:
    path = path / "f.xlsx"
    path.write_bytes(raw)
    return load_figures(path, shown_as="f")


def refused(path: Path, raw: bytes) -> Flat:
    with pytest.raises(InputRefused) as caught:
        load(path, raw)
    assert all(each.severity is Severity.ERROR for each in caught.value.findings)
    return flat(caught.value.findings)


def flat(findings: tuple[Finding, ...]) -> Flat:
    return [(str(each.where).removeprefix("f").removeprefix("!"), each.message) for each in findings]


def one_row(*cells: object, header: list[str] = HEADER) -> dict[str, Rows]:
    return {"a": [header, ["b", "B", *cells]]}


# ---------------------------------------------------------------- understood


def test_a_plain_group_is_read_with_its_cells(tmp_path: Path) -> None:
    rows: Rows = [
        ["SỐ LIỆU CÁN BỘ"],
        ["Mã nhóm", "can_bo"],
        ["Tên nhóm", "Cán bộ"],
        ["Đơn vị tính", "người"],
        [],
        [
            "TT",
            "MÃ",
            "Chỉ  tiêu",
            "Số lượng\nnăm 2020",
            "Số lượng (người)",
            "Mục tiêu nghi_quyet 2025",
            "Có TT",
            "Gồm",
        ],
        [None, "tong_so", "Tổng số", 183, 190],
        [1, "nu", "Nữ", 70, "chưa có", "35 – 40", "x", "tre, gia"],
    ]
    loaded = load(tmp_path, book({"Sheet2": rows}))
    group = loaded.figures.groups["can_bo"]
    assert (group.label, group.measure_unit, group.totals) == ("Cán bộ", "người", {2020: 183, 0: 190})
    indicator = group.indicators["nu"]
    assert (indicator.label, indicator.counts) == ("Nữ", {2020: 70, 0: None})
    assert indicator.targets == {"nghi_quyet": {2025: ((35, 1), (40, 1))}}
    assert (indicator.has_ordinal, indicator.parts) == (True, ("tre", "gia"))
    assert loaded.notes == ()
    path = ("can_bo", "chi_tieu", "nu", "so_luong", 2020)
    assert str(loaded.source.where(path)) == "f!Sheet2!D8"
    assert str(loaded.source.where(path, key=True)) == "f!Sheet2!B8"
    assert str(loaded.source.where(("can_bo", "tong_so"))) == "f!Sheet2!B7"


def test_merged_headings_are_joined(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:B2")
        sheet.merge_cells("C1:D1")

    rows: Rows = [["Mã", "Chỉ tiêu", "Số lượng", None], [None, None, 2020, 2023], ["b", "B", 1, 2]]
    assert load(tmp_path, book({"a": rows}, merge)).figures.groups["a"].indicators["b"].counts == {
        2020: 1,
        2023: 2,
    }


def test_entries_and_lists_are_read(tmp_path: Path) -> None:
    van_ban: Rows = [
        ["Mã", "Nội dung", "Giá trị"],
        ["co_quan.ban_hanh", "Cơ quan", "UBND"],
        ["co_quan.ban_hanh", "", "XÃ A"],
        ["so", "Số", 12],
        ["ngay", "Ngày", dt.date(2023, 7, 12)],
        ["noi_nhan", "", "Lưu VT"],
        ["ky_hieu", "", None],
    ]
    dan_toc: Rows = [
        ["Mã danh sách", "dan_toc"],
        ["Trường", "ma", "ten", "ty_trong"],
        ["Nhãn", None, "Dân tộc"],
        ["Đơn vị tính", None, None, "%"],
        [1, "01", "Dao", Shown(0.3683, "0.00%")],
        [2, "02", "Mông", "chưa có"],
        [3],
    ]
    loaded = load(
        tmp_path, book({"Văn bản": van_ban, "thong_tin": [["Mã", "Giá trị"], ["x", 5]], "l": dan_toc})
    )
    texts, group = loaded.figures.texts, loaded.figures.groups["dan_toc"]
    assert texts.agency is not None
    assert texts.agency.issuer == ("UBND", "XÃ A")
    assert (texts.number, texts.recipients, texts.symbol) == (12, ("Lưu VT",), None)
    assert texts.issued_on is not None
    assert texts.issued_on.as_date() == dt.date(2023, 7, 12)
    assert loaded.figures.facts == {"x": 5}
    assert group.rows == (
        {"ma": "01", "ten": "Dao", "ty_trong": Decimal("36.83")},
        {"ma": "02", "ten": "Mông", "ty_trong": None},
    )
    assert group.fields["ty_trong"].measure_unit == "%"
    assert flat(loaded.notes) == [
        ("Văn bản!C5", "ô là ngày 12/7/2023, đã hiểu là chữ “12/7/2023”"),
        ("l!B5", "“01” là chữ, giữ nguyên là chữ"),
        ("l!D5", "ô hiện dạng phần trăm, đã hiểu là 36,83"),
        ("l!B6", "“02” là chữ, giữ nguyên là chữ"),
    ]
    assert str(loaded.source.where(("dan_toc", "danh_sach", 1, "ten"))) == "f!l!C6"


UNDERSTOOD: list[tuple[object, str, object, list[str]]] = [
    # cell, unit, value read, notes
    (0.1, "km", Decimal("0.1"), []),
    (1029.31, "km", Decimal("1029.31"), []),
    (5, "km", 5, []),
    (5.0, "km", 5, []),
    (1e15, "km", 10**15, []),
    (Shown(12.5, "0.00"), "km", Decimal("12.50"), []),
    (Shown(12.345, "#,##0.0"), "km", Decimal("12.345"), []),
    (Shown(5, '#,##0.0" km"'), "km", Decimal("5.0"), []),
    ("12.345", "km", 12345, ["“12.345” là chữ, đã hiểu là 12345"]),
    ("1.029,31", "km", Decimal("1029.31"), ["“1.029,31” là chữ, đã hiểu là 1029,31"]),
    (" 7 ", "km", 7, ["“7” là chữ, đã hiểu là 7"]),
    ("85,7%", "%", Decimal("85.7"), ["“85,7%” là chữ, đã hiểu là 85,7"]),
    (Shown(0.857, "0.0%"), "%", Decimal("85.7"), ["ô hiện dạng phần trăm, đã hiểu là 85,7"]),
    (Shown(0.5, "0.00%"), "%", Decimal("50.00"), ["ô hiện dạng phần trăm, đã hiểu là 50,00"]),
    (Shown(85.7, '0.0"%"'), "%", Decimal("85.7"), []),
    (
        0.3333333333333333,
        "km",
        Decimal("0.3333333333333333"),
        ["số 0,3333333333333333 có quá 15 chữ số, giữ nguyên; nên làm tròn bằng ROUND"],
    ),
    ("chưa có", "km", None, []),
    ("Chưa có số liệu", "km", None, []),
    ("…", "km", None, []),
]


@pytest.mark.parametrize(("cell", "unit", "value", "notes"), UNDERSTOOD)
def test_a_cell_is_read_exactly_and_guesses_are_told(
    cell: object, unit: str, value: object, notes: list[str], tmp_path: Path
) -> None:
    loaded = load(tmp_path, book(one_row(None, cell, unit)))
    values = loaded.figures.groups["a"].indicators["b"].values
    assert values is not None
    assert (str(values[0]), flat(loaded.notes)) == (str(value), [("a!D2", note) for note in notes])


def test_an_empty_cell_is_not_given_and_formulas_give_their_results(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.add_worksheet("ky").write_row(0, 0, ["Mã", "Giá trị"])
        workbook.worksheets()[0].write_row(1, 0, ["hien_tai", 2023])
        sheet = workbook.add_worksheet("a")
        sheet.write_row(0, 0, ["Mã", "Số lượng 2020", "Số lượng 2023"])
        sheet.write_row(1, 0, ["b"])
        sheet.write_formula(1, 2, "=40+2", None, 42)
    assert load_figures(path).figures.groups["a"].indicators["b"].counts == {2023: 42}


# ---------------------------------------------------------------- refused

CELLS: list[tuple[object, str]] = [
    ("-", "ô ghi “-”: không rõ là 0 hay chưa có số liệu"),
    ("12.5", "“12.5” không đọc được thành số"),
    ("12 người", "“12 người” không đọc được thành số"),
    (dt.date(2023, 4, 3), "ô là ngày 3/4/2023, không phải số"),
    (dt.time(12, 30), "ô là giờ, không phải số"),
    (True, "ô là TRUE, không phải số"),
    (Shown(0.857, "0.0%"), "ô hiện dạng phần trăm (85,7%) ở cột không phải phần trăm"),
    ("#DIV/0!", "ô báo lỗi #DIV/0!"),
    ("=1+1", "ô có công thức nhưng chưa có kết quả"),
    (1e30, "số 1e+30 quá lớn hoặc quá nhỏ"),
    ("9" * 31, f"“{'9' * 31}” không đọc được thành số"),
]


@pytest.mark.parametrize(("cell", "message"), CELLS)
def test_a_count_that_is_unclear_is_refused(cell: object, message: str, tmp_path: Path) -> None:
    assert ("a!C2", message) in refused(tmp_path, book(one_row(cell)))


def test_a_count_with_decimals_is_refused_by_the_model_at_its_cell(tmp_path: Path) -> None:
    message = "“a.chi_tieu.b.so_luong.2023”: phải là số nguyên, đang là 12,5"
    assert refused(tmp_path, book(one_row(12.5))) == [("a!C2", message)]


def test_a_percentage_without_the_unit_is_refused(tmp_path: Path) -> None:
    errors = refused(tmp_path, book(one_row(None, Shown(0.5, "0%"), "km")))
    assert errors[0] == ("a!D2", "ô hiện dạng phần trăm (50%) ở cột không phải phần trăm")


SHEETS: dict[str, tuple[dict[str, Rows], Flat]] = {
    "unknown column": (
        {"a": [["Mã", "Số lượg 2023", "Mục tiêu"], ["b", 1, 2]]},
        [
            ("a!B1", "không hiểu cột “Số lượg 2023”; có phải “Số lượng”?"),
            ("a!C1", "cột “Mục tiêu” thiếu năm"),
            ("a!A2", "“a.chi_tieu.b”: chỉ tiêu phải có đúng một trong: so_luong, gia_tri, cong_thuc"),
        ],
    ),
    "column twice": (
        {"a": [["Mã", "Số lượng 2023", "Số lượng năm 2023"], ["b", 1, 2]]},
        [("a!C1", "cột “Số lượng năm 2023” bị lặp")],
    ),
    "cell beside the columns": (
        {"a": [["Mã", "Số lượng 2023"], ["b", 1, None, 5]]},
        [("a!D2", "ô nằm ở cột không có tiêu đề")],
    ),
    "row without a code": (
        {"a": [["Mã", "Số lượng 2023"], ["b", 1], [None, 2]]},
        [("a!B3", "hàng 3 có nội dung mà không có mã ở cột “Mã”")],
    ),
    "code twice": (
        {"a": [["Mã", "Số lượng 2023"], ["b", 1], ["b", 2]]},
        [("a!A3", "mã “b” bị lặp; đã có ở ô A2")],
    ),
    "group twice": (
        {"a": [["Mã", "Số lượng 2023"], ["b", 1]], "c": [["Mã nhóm", "a"], ["Mã", "Số lượng"], ["b", 1]]},
        [("c!B1", "mã nhóm “a” bị lặp; đã có ở a!A1")],
    ),
    "reserved code": (
        {"c": [["Mã nhóm", "ky"], ["Mã", "Số lượng"], ["b", 1]]},
        [("c!B1", "“ky” không dùng làm mã nhóm được")],
    ),
    "accented sheet name": (
        {"Cán bộ": [["Mã", "Số lượng"], ["b", 1]]},
        [
            (
                "Cán bộ!A1",
                "“Cán bộ” không dùng làm mã được: chỉ gồm chữ thường không dấu, chữ số và _"
                ", bắt đầu bằng chữ",
            )
        ],
    ),
    "unknown sheet": (
        {"a": [["Mã", "Số lượng"], ["b", 1]], "Sheet3": [["x", 1]]},
        [("Sheet3!A1", "không hiểu trang tính “Sheet3”: không có cột “Mã”")],
    ),
    "unknown line": (
        {"a": [["Tên nhom", "A"], ["Mã", "Số lượng"], ["b", 1]]},
        [("a!A1", "không hiểu dòng “Tên nhom”; có phải “Tên nhóm”?")],
    ),
    "more than counts in the total": (
        {"a": [["Mã", "Số lượng 2023", "Mục tiêu 2025"], ["tong_so", 1, 50]]},
        [("a!C2", "dòng tong_so chỉ có số lượng, không có mục tiêu")],
    ),
    "neither yes nor no": (
        {"a": [["Mã", "Số lượng 2023", "Có TT"], ["b", 1, "?"]]},
        [("a!C2", "ô phải ghi có hoặc không, đang là “?”")],
    ),
    "bad target": (
        {"a": [["Mã", "Số lượng 2023", "Mục tiêu 2025"], ["b", 1, "40 - 35"]]},
        [
            (
                "a!C2",
                "“a.chi_tieu.b.muc_tieu.2025”: đầu khoảng mục tiêu phải nhỏ hơn cuối khoảng"
                ", đang là “40 - 35”",
            )
        ],
    ),
    "private-use character": (
        {"a": [["Mã", "Chỉ tiêu", "Số lượng 2023"], ["b", "x\ue000", 1]]},
        [("a!B2", "ký tự U+E000 không dùng được (ký tự dùng riêng của một phông chữ)")],
    ),
    "list without field codes": (
        {"l": [["Mã danh sách", "l"], ["Dao", 1]]},
        [("l!A1", "trang tính của danh sách phải có dòng “Trường” ghi mã các cột")],
    ),
    "text in a numeric field": (
        {"l": [["Trường", "ten", "so"], ["Số lẻ", None, 2], [1, "Dao", "nhiều"]]},
        [("l!C3", "“nhiều” không đọc được thành số")],
    ),
    "entries without values": (
        {"thong_tin": [["Mã", "Ghi"], ["x", "y"]]},
        [
            ("thong_tin!B1", "không hiểu cột “Ghi”"),
            ("thong_tin!A1", "trang tính phải có hai cột “Mã” và “Giá trị”"),
        ],
    ),
    "entry twice": (
        {"thong_tin": [["Mã", "Giá trị"], ["x", "y"], ["x", "z"], [None, "t"]]},
        [
            ("thong_tin!A3", "mã “x” bị lặp; đã có ở ô A2"),
            ("thong_tin!B4", "có giá trị mà không có mã ở cột “Mã”"),
        ],
    ),
    "entry inside an entry": (
        {"van_ban": [["Mã", "Giá trị"], ["so", 1], ["so.x", 2]]},
        [("van_ban!A3", "mã “so.x” trùng với mã khác")],
    ),
    "cells too far away": (
        {"a": [["Mã", "Số lượng"], ["b", 1, *[None] * 200, 1]]},
        [("a!A1", "trang tính có ô ở quá xa (quá 5000 hàng hoặc 200 cột)")],
    ),
}


@pytest.mark.parametrize(("sheets", "expected"), SHEETS.values(), ids=SHEETS)
def test_a_wrong_sheet_is_refused_at_its_cell(
    sheets: dict[str, Rows], expected: Flat, tmp_path: Path
) -> None:
    assert refused(tmp_path, book(sheets)) == expected


def test_the_sheet_of_periods_is_needed(tmp_path: Path) -> None:
    raw = book({"a": [["Mã", "Số lượng"], ["b", 1]]}, ky=[])
    assert refused(tmp_path, raw) == [("", "thiếu mục “ky” (Kỳ)")]


def _hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[2].hidden = True


def _hide_columns(sheet: Worksheet) -> None:
    sheet.column_dimensions.group("C", "D", hidden=True)


def _hide_sheet(sheet: Worksheet) -> None:
    sheet.sheet_state = "veryHidden"


def _merge(sheet: Worksheet) -> None:
    sheet.merge_cells("C2:C3")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_hide_row, [("a!A2", "hàng 2 bị ẩn nhưng có nội dung")]),
        (
            _hide_columns,
            [("a!C2", "cột C bị ẩn nhưng có nội dung"), ("a!D2", "cột D bị ẩn nhưng có nội dung")],
        ),
        (_hide_sheet, [("a!A1", "trang tính bị ẩn nhưng có nội dung")]),
        (_merge, [("a!C2", "ô gộp C2:C3 trong vùng số liệu")]),
    ],
)
def test_hidden_and_merged_figures_are_refused(
    change: Callable[[Worksheet], None], expected: Flat, tmp_path: Path
) -> None:
    header = ["Mã", "Chỉ tiêu", "Số lượng 2020", "Số lượng 2023"]
    assert refused(tmp_path, book(one_row(1, 2, header=header), change)) == expected


def test_guides_and_empty_sheets_are_not_read(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {"Hướng dẫn nhập": [["Ghi số", 1]], "Sheet1": [], **one_row(3)}
    assert list(load(tmp_path, book(sheets)).figures.groups) == ["a"]


# ---------------------------------------------------------------- the door

GOOD = book(one_row(3))


def repacked(change: Callable[[str, bytes], bytes], **added: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in added.items():
            new.writestr(name, content)
    return stream.getvalue()


def same(_: str, content: bytes) -> bytes:
    return content


def in_sheet(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, content: content.replace(old, new) if name.startswith("xl/worksheets/") else content


DTD = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
HUGE = b'<mergeCells><mergeCell ref="A5:XFD1048576"/></mergeCells></worksheet>'
HUGE_LINK = b'<hyperlinks><hyperlink ref="A5:XFD1048576"/></hyperlinks></worksheet>'
HIDDEN_REF = b'<mergeCells><mergeCell ref="&#65;5:XFD1048576"/></mergeCells></worksheet>'
PACKAGES: dict[str, tuple[bytes, str]] = {
    "an old workbook renamed": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
        "tệp là .xls đời cũ, hoặc có mật khẩu",
    ),
    "no zip": (b"abc", "tệp không phải tệp .xlsx, hoặc đã hỏng"),
    "cut off": (GOOD[:-100], "tệp không phải tệp .xlsx, hoặc đã hỏng"),
    "a zip of something else": (repacked(lambda _, __: b"x"), "tệp .xlsx hỏng, không mở được"),
    "many parts": (repacked(same, **{f"x{n}": b"" for n in range(500)}), ""),
    "a bomb": (repacked(same, x=bytes(41_000_000)), "tệp giải nén thành 41 MB, lớn bất thường"),
    "a dense bomb": (repacked(same, x=bytes(5_000_000)), "tệp giải nén thành 5 MB, lớn bất thường"),
    "declarations": (repacked(same, **{"xl/x.xml": DTD}), "tệp có khai báo không được phép (DTD)"),
    "declarations in UTF-16": (
        repacked(same, **{"xl/x.xml": DTD.decode().encode("utf-16")}),
        "tệp có khai báo không được phép (DTD)",
    ),
    "a figure from another file": (
        repacked(same, **{"xl/externalLinks/externalLink1.xml": b"<a/>"}),
        "tệp lấy số từ tệp Excel khác",
    ),
    "a huge merged area": (
        repacked(in_sheet(b"</worksheet>", HUGE)),
        "tệp có vùng ô gộp hoặc liên kết quá lớn",
    ),
    "a huge link": (
        repacked(in_sheet(b"</worksheet>", HUGE_LINK)),
        "tệp có vùng ô gộp hoặc liên kết quá lớn",
    ),
    "a disguised area": (
        repacked(in_sheet(b"</worksheet>", HIDDEN_REF)),
        "tệp có vùng ô gộp hoặc liên kết quá lớn",
    ),
    "a broken sheet": (repacked(in_sheet(b"</row>", b"<row>")), "tệp .xlsx hỏng, không mở được"),
}


@pytest.mark.parametrize(("raw", "message"), PACKAGES.values(), ids=PACKAGES)
def test_a_dangerous_package_is_refused_unopened(raw: bytes, message: str, tmp_path: Path) -> None:
    (finding,) = refused(tmp_path, raw)
    assert finding[0] == ""
    assert finding[1] == message or (not message and "phần, quá mức 500" in finding[1])


def test_the_repacked_workbook_itself_is_good(tmp_path: Path) -> None:
    assert load(tmp_path, repacked(same)).figures.groups["a"].indicators["b"].counts == {2023: 3}


@settings(max_examples=60, deadline=None)
@example(position=GOOD.rindex(b"xl/worksheets/sheet1.xml") + len("xl/worksheets/s"), byte=0)
@given(position=st.integers(0, len(GOOD) - 1), byte=st.integers(0, 255))
def test_no_damaged_package_crashes_the_reader(position: int, byte: int) -> None:
    with contextlib.suppress(InputRefused):
        read_workbook(GOOD[:position] + bytes([byte]) + GOOD[position + 1 :], "f")


# ---------------------------------------------------------------- headings and round trips


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Mã", Heading("ma")),
        ("SỐ LƯỢNG NĂM 2023", Heading("so_luong", "2023")),
        ("so_luong 2023", Heading("so_luong", "2023")),
        ("Số lượng (người)", Heading("so_luong")),
        ("Mục tiêu nghi_quyet năm 2025", Heading("muc_tieu", "2025", "nghi_quyet")),
        ("Mục tiêu 2025", Heading("muc_tieu", "2025")),
        ("Giá trị", Heading("gia_tri")),
        ("Ghi chú 2023", None),
        ("Số lượng nam 2023", None),
        ("Số lượngx", None),
    ],
)
def test_headings_are_read_by_their_words(text: str, heading: Heading | None) -> None:
    assert read_heading(text) == heading


def test_the_guide_for_clerks_names_every_heading_and_line() -> None:
    guide = (Path(__file__).parent.parent / "docs" / "tep-xlsx-so-lieu.md").read_text("utf-8")
    labels = [*COLUMNS.values(), *BLOCK, GROUP_KEY, LIST_KEY, FIELD_HEADING, *FIELD_ROWS, CONTENT_HEADING]
    assert [label for label in labels if label not in guide] == []
    assert [entry for entry in LIST_ENTRIES if f"`{entry}`" not in guide] == []


CODES = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True).filter(
    lambda code: code not in ("ky", "thong_tin", "van_ban", "tong_so")
)
TEXTS = st.from_regex(r"[A-ZĐÂ][a-zđâêộ ,.%-]{0,10}[a-zđ]", fullmatch=True).filter(
    lambda text: text.casefold() not in ("chưa có", "chưa có số liệu")
)
YEARS = st.sampled_from([0, 2020, 2023, 2025])
COUNTS = st.none() | st.integers(0, 10**20)
DECIMALS = (
    st.decimals(0, 10**6, places=3) | st.decimals(0, 1000, places=12) | st.decimals(0, 10**12, places=2)
)
NUMBERS = st.none() | st.integers(0, 10**17) | DECIMALS.map(lambda number: abs(number))
TARGETS = st.integers(0, 200) | st.decimals(0, 200, places=2).map(abs) | st.just("35 - 40,5")


def by_year(values: st.SearchStrategy[Any], years: st.SearchStrategy[int] = YEARS) -> st.SearchStrategy[Any]:
    return st.dictionaries(years.map(str), values, min_size=1, max_size=3)


@st.composite
def indicators(draw: st.DrawFn) -> dict[str, Any]:
    origins = {"so_luong": by_year(COUNTS), "gia_tri": by_year(NUMBERS), "cong_thuc": st.just("x + y")}
    origin = draw(st.sampled_from(sorted(origins)))
    years = st.sampled_from([2025, 2030])
    optional = {
        "nhan": TEXTS,
        "don_vi_tinh": TEXTS | st.just("%"),
        "mau_so": by_year(COUNTS),
        "muc_tieu": by_year(TARGETS, years)
        | st.dictionaries(CODES, by_year(TARGETS, years) | st.just({}), min_size=1, max_size=2),
        "so_le": st.integers(0, 6),
        "trong_do_cua": CODES,
        "co_tt": st.booleans(),
        "gom": st.lists(CODES, min_size=1, max_size=3),
        "kiem_nhiem": st.booleans(),
        "ghi_chu": TEXTS,
    }
    return {origin: draw(origins[origin])} | draw(st.fixed_dictionaries({}, optional=optional))


GROUPS = st.fixed_dictionaries(
    {"chi_tieu": st.dictionaries(CODES, indicators(), min_size=1, max_size=3)},
    optional={
        "nhan": TEXTS,
        "don_vi_tinh": TEXTS,
        "tong_so": by_year(COUNTS),
        "gom": st.lists(CODES, min_size=1),
    },
)
SHORT_NUMBERS = st.none() | st.integers(0, 10**9) | st.decimals(0, 1000, places=2).map(abs)
LISTS = st.fixed_dictionaries(
    {"danh_sach": st.lists(st.fixed_dictionaries({"ten": TEXTS, "so": SHORT_NUMBERS}), max_size=3)},
    optional={
        "nhan": TEXTS,
        "truong": st.booleans().map(
            lambda cong: {"so": {"nhan": "Số", "don_vi_tinh": "%", "so_le": 2, "cong": cong}}
        ),
    },
)
UNITS = st.fixed_dictionaries(
    {},
    optional={
        "co_quan": st.fixed_dictionaries({"ban_hanh": st.lists(TEXTS, min_size=1, max_size=2)}),
        "so": st.integers(1, 999),
        "ngay": st.sampled_from(["2023", "2023-07", "2023-07-12"]),
        "noi_nhan": st.lists(TEXTS, min_size=1, max_size=3),
        "ky_ten": st.fixed_dictionaries({"ho_ten": TEXTS, "quyen_han": st.lists(TEXTS, min_size=1)}),
    },
)
FIGURES = st.builds(
    lambda groups, facts, texts, overrides: {
        "ky": {"hien_tai": 2023, "goc": 2020},
        "thong_tin": facts,
        "van_ban": texts,
        "ghi_de": overrides,
        **groups,
    },
    st.dictionaries(CODES, GROUPS | LISTS, max_size=3),
    st.dictionaries(CODES, TEXTS | st.integers(0, 99), max_size=2),
    UNITS,
    st.lists(
        st.fixed_dictionaries(
            {"so": TEXTS, "ly_do": TEXTS, "nguoi": TEXTS, "gia_tri": st.integers(-99, 99)},
            optional={"so_le": st.integers(0, 6), "den": st.dates(dt.date(2000, 1, 1)).map(str)},
        ),
        max_size=2,
    ),
)


def written_out(figures: FiguresInput) -> str:
    """All values with their types and typed zeros; the order of entries aside, which no figure depends on."""
    return repr(_sorted(figures.model_dump()))


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return sorted((str(key), _sorted(inner)) for key, inner in value.items())
    return [_sorted(inner) for inner in value] if isinstance(value, list | tuple) else value


@settings(max_examples=60, deadline=None)
@given(data=FIGURES)
def test_figures_survive_the_workbook(data: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    figures = FiguresInput.model_validate(data)
    path = tmp_path_factory.getbasetemp() / "round.xlsx"
    write_figures_workbook(figures, path)
    again = load_figures(path).figures
    assert written_out(again) == written_out(figures)
    assert list(again.groups) == list(figures.groups)


OVERRIDES: Rows = [
    ["TT", "Số được ghi đè", "Giá trị", "Điều chỉnh", "Số lẻ", "Lý do", "Người quyết định", "Đến ngày"],
    [1, "a.b.ty_le", 63.7, None, None, "đã công bố", "Bà B", "31/12/2023"],
    [2, "a.c", None, -1, 2, "cho đủ 100%", "Bà B"],
    [3],
]


def test_overrides_stand_on_a_sheet_of_their_own(tmp_path: Path) -> None:
    rows = one_row(5, header=HEADER[:3])
    loaded = load(tmp_path, book({**rows, "Ghi đè": OVERRIDES}))
    first, second = loaded.figures.overrides
    assert (first.figure, first.value, first.until) == ("a.b.ty_le", Decimal("63.7"), dt.date(2023, 12, 31))
    assert (second.figure, second.step, second.decimals, second.by) == ("a.c", -1, 2, "Bà B")
    assert str(loaded.source.where(("ghi_de", 1, "dieu_chinh"))) == "f!Ghi đè!D3"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Số"], ["a.b"]], [("Ghi đè!A1", "trang tính ghi đè phải có cột “Số được ghi đè”")]),
        (
            [["Số được ghi đè", "Lí do"]],
            [("Ghi đè!B1", "không hiểu cột “Lí do”; có phải “Lý do”?")],
        ),
        ([["Số được ghi đè", "Lý do", "Lý do"]], [("Ghi đè!C1", "cột “Lý do” bị lặp")]),
    ],
)
def test_wrong_sheets_of_overrides_are_refused(rows: Rows, expected: Flat, tmp_path: Path) -> None:
    assert refused(tmp_path, book({**one_row(5, header=HEADER[:3]), "Ghi đè": rows})) == expected


def test_an_override_without_a_reason_is_refused_at_its_row(tmp_path: Path) -> None:
    rows: Rows = [["Số được ghi đè", "Giá trị", "Người quyết định"], ["a.b", 5, "Bà B"]]
    found = refused(tmp_path, book({**one_row(5, header=HEADER[:3]), "Ghi đè": rows}))
    assert found == [("Ghi đè!A2", "thiếu mục “ly_do” (Lý do) trong “ghi_de[1]”")]


@pytest.mark.parametrize("name", ["phong-tho", "lai-chau"])
def test_sample_figures_survive_the_workbook(name: str, tmp_path: Path) -> None:
    figures = load_figures(Path(__file__).parent.parent / "samples" / name / "so-lieu.yaml").figures
    write_figures_workbook(figures, tmp_path / "a.xlsx")
    write_figures_workbook(figures, tmp_path / "b.xlsx")
    again = load_figures(tmp_path / "a.xlsx").figures
    assert again == figures
    assert written_out(again) == written_out(figures)
    assert heading_text(Heading("so_luong", "2023")) == "Số lượng 2023"
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()

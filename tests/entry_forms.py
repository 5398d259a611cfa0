"""A small data-entry form for tests, filled as a careful clerk would: every figure with its cell."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.workbook.workbook import Workbook

from reportgen.load.yaml_json import read_yaml
from reportgen.model.entry_form import EntryForm, entry_form
from reportgen.model.figures_input import FiguresInput
from reportgen.publish.entry_copies import EntryCopies, EntryUnit

SKELETON = """\
ky: {hien_tai: 2023, goc: 2020, muc_tieu: 2025}
can_bo:
  nhan: Cán bộ cấp xã
  don_vi_tinh: đồng chí
  tong_so: {2020: null, 2023: null}
  gom: [nam, nu]
  chi_tieu:
    nam: {nhan: Nam, so_luong: {2020: null, 2023: null}}
    nu: {nhan: Nữ, so_luong: {2020: null, 2023: null}, muc_tieu: {2025: 20}}
    dai_hoc: {nhan: Trình độ Đại học trở lên, so_luong: {2020: null, 2023: null}}
    thac_si: {nhan: Trong đó Thạc sĩ, so_luong: {2023: null}, trong_do_cua: dai_hoc}
    hoan_thanh_tot: {nhan: Hoàn thành tốt nhiệm vụ, so_luong: {2023: null}, mau_so: {2023: null}}
dia_ban:
  nhan: Địa bàn
  chi_tieu:
    xa: {nhan: "Xã, thị trấn", don_vi_tinh: xã, so_luong: null}
    dien_tich: {nhan: Diện tích tự nhiên, don_vi_tinh: km², gia_tri: null}
    che_phu: {nhan: Tỷ lệ che phủ rừng, don_vi_tinh: "%", gia_tri: null}
    chuan: {nhan: Định mức chung, so_luong: 100}
    don_vi: {nhan: Cộng đơn vị, cong_thuc: xa + chuan}
dan_toc:
  nhan: Cơ cấu dân tộc
  truong:
    ten: {nhan: Dân tộc}
    ty_trong: {nhan: Tỷ trọng, don_vi_tinh: "%"}
  danh_sach: []
"""
DATA, LIST, GUIDE, MAP = "Số liệu", "Cơ cấu dân tộc", "Hướng dẫn", "_bieu"
UNIT = EntryUnit("03271", "Xã Sin Suối Hồ", "Huyện Phong Thổ")
Figure = tuple[str, int]
FILLED: dict[Figure, tuple[str, int | Decimal]] = {
    ("can_bo.tong_so", 2020): ("D8", 183),
    ("can_bo.tong_so", 2023): ("E8", 190),
    ("can_bo.nam", 2020): ("D10", 150),
    ("can_bo.nam", 2023): ("E10", 155),
    ("can_bo.nu", 2020): ("D11", 33),
    ("can_bo.nu", 2023): ("E11", 35),
    ("can_bo.dai_hoc", 2020): ("D12", 48),
    ("can_bo.dai_hoc", 2023): ("E12", 121),
    ("can_bo.thac_si", 2023): ("E13", 7),
    ("can_bo.hoan_thanh_tot", 2023): ("E14", 355),
    ("can_bo.hoan_thanh_tot.mau_so", 2023): ("E15", 382),
    ("dia_ban.xa", 2023): ("E17", 17),
    ("dia_ban.dien_tich", 2023): ("E18", Decimal("1029.31")),
    ("dia_ban.che_phu", 2023): ("E19", Decimal("36.83")),
}
"""Every figure that is asked, the cell in which the form has it, and what a clerk typed there."""
LISTED: list[tuple[str, str, float]] = [("dao", "Dao", 36.83), ("mong", "Mông", 27.29)]
FIRST_ITEM = 6
"""Row of the first item on the sheet of the list."""


def small_form(
    skeleton: str = SKELETON,
    *,
    version: int = 1,
    programme: str = "so-ket-2023",
    period: str = "2022-12-15/2023-12-14",
) -> EntryForm:
    figures = FiguresInput.model_validate(read_yaml(skeleton.encode(), "khung.yaml").data)
    return entry_form(
        figures,
        programme=programme,
        title="Sơ kết Đề án số 01",
        version=version,
        period=period,
        period_text="Số liệu từ ngày 15/12/2022 đến ngày 14/12/2023",
    )


FORM = small_form()
COPIES = EntryCopies(FORM, has_last=True)


def blank(unit: EntryUnit = UNIT, last: Mapping[tuple[str, str], Any] | None = None) -> bytes:
    return COPIES.workbook(unit, last)


def opened(raw: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(raw))


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fill(book: Workbook) -> Workbook:
    """Type the figures of a careful clerk into a form."""
    for place, number in FILLED.values():
        book[DATA][place] = number
    for row, items in enumerate(LISTED, start=FIRST_ITEM):
        for column, value in zip("BCD", items, strict=True):
            cell: Any = book[LIST][f"{column}{row}"]
            cell.value = value
    return book


def filled(change: Callable[[Workbook], None] | None = None, *, raw: bytes | None = None) -> bytes:
    """The form as it comes back, after `change`."""
    book = fill(opened(raw or blank()))
    if change is not None:
        change(book)
    return saved(book)

"""Workbooks of units of one shape: planned ones say the same as those made for each from the start."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reportgen.errors import InputRefused
from reportgen.model.batch import Task
from reportgen.service import planned_files
from reportgen.service.batching import BatchOptions, LevelReport, unit_files
from reportgen.service.planned_files import Plans, Wanted
from reportgen.service.programme_reports import ProgrammeReports, open_reports
from tests.batch_programme import code_of, make_programme, write_values

ROOT = Path(__file__).parents[1]
PROVINCE = ROOT / "samples" / "toan-tinh" / "chuong-trinh.yaml"
OPTIONS = BatchOptions(dt.date(2024, 1, 2))
FROM_THE_START = planned_files.files_from_the_start
Files = dict[str, bytes]


class Unplanned(Plans):
    """Makes everything from the start."""

    def files(self, made: Any, folder: Path, wanted: Wanted) -> Files:
        return FROM_THE_START(made, folder, wanted)


class WithoutPlans(ProgrammeReports):
    """A programme of which nothing is planned."""

    def level_report(self, code: str) -> LevelReport:
        level = replace(super().level_report(code))
        level.__dict__["plans"] = Unplanned()
        return level


def files_of(reports: ProgrammeReports, codes: Sequence[str]) -> Iterator[Files]:
    for code in codes:
        try:
            made, _ = unit_files(reports, Task(code, code), OPTIONS)
        except InputRefused as refused:
            yield {"refused": str(refused).encode()}
        else:
            yield {name.removeprefix(code): data for name, data in made.items()}


def both(file: Path, codes: Sequence[str]) -> Iterator[tuple[str, Files, Files]]:
    opened = open_reports(file)
    reference = WithoutPlans(file, opened.opened)
    yield from zip(codes, files_of(opened, codes), files_of(reference, codes), strict=True)


def assert_same(planned: Files, reference: Files, code: str) -> None:
    assert planned.keys() == reference.keys()
    for name in planned:
        if name == "-phu-luc.xlsx":
            assert content_of(planned[name]) == content_of(reference[name]), code
        else:
            assert planned[name] == reference[name], f"{code}{name}"


def content_of(data: bytes) -> list[object]:
    """What a person sees or Excel calculates with; only the order of texts in the file may differ."""
    live, values = (openpyxl.load_workbook(io.BytesIO(data), data_only=only) for only in (False, True))
    return [each for pair in zip(live.worksheets, values.worksheets, strict=True) for each in sheet_of(*pair)]


def sheet_of(live: Any, values: Any) -> Iterator[object]:
    yield live.title, live.dimensions, sorted(map(str, live.merged_cells.ranges))
    yield live.print_title_rows, live.print_area, live.page_setup.orientation, live.sheet_view.showGridLines
    yield {key: column.width for key, column in live.column_dimensions.items()}
    yield {key: row.height for key, row in live.row_dimensions.items()}
    for row in live.iter_rows():
        for cell in row:
            comment = cell.comment.text if cell.comment else None
            yield cell.coordinate, cell.value, cell.data_type, values[cell.coordinate].value, comment
            yield cell.number_format, repr(cell.font), repr(cell.border), repr(cell.alignment)


def test_units_of_the_sample_programme_get_the_same_files() -> None:
    reports = open_reports(PROVINCE)
    communes = [code for code in reports.opened.codes if reports.roster[code].level == "xa"]
    parents = [code for code in reports.opened.codes if reports.roster[code].level == "huyen"]
    sound = [code for code in [*communes[:9], *parents[:2]] if reports.opened.has_figures(code)]
    for code, planned, reference in both(PROVINCE, sound):
        assert_same(planned, reference, code)


ANNEXES = """\
phu_luc:
  - ma: bieu_01
    tieu_de: CHẤT LƯỢNG CÁN BỘ CỦA {{ thong_tin.ten_don_vi }}
    bang:
      nguon: can_bo
      cot:
        - {tieu_de: TT, loai: tt, rong: 8}
        - {tieu_de: Nội dung, loai: nhan, rong: 40}
        - {tieu_de: Số lượng, loai: so_luong}
        - {tieu_de: Tỷ lệ, loai: ty_le, so_le: 1, rong: 8}
        - {tieu_de: Mục tiêu, loai: muc_tieu, nam: 2025}
        - {tieu_de: Đạt, loai: dat, nam: 2025, rong: 6}
        - {tieu_de: So với 2020, loai: so_voi, nam: 2020, rong: 6}
        - {tieu_de: Còn lại, loai: cong_thuc, cong_thuc: can_bo.tong_so - h.so_luong}
  - ma: bieu_02
    tieu_de: ĐỊA BÀN
    bang:
      nguon: dia_ban
      cot: [{tieu_de: Nội dung, loai: nhan}, {tieu_de: Giá trị, loai: so_luong}]
  - ma: bieu_03
    tieu_de: CÁC CHỈ TIÊU LỚN
    bang:
      nguon: can_bo
      khi_hang: h.so_luong > 40
      cot: [{tieu_de: Nội dung, loai: nhan}, {tieu_de: Số lượng, loai: so_luong}]
  - ma: bieu_04
    tieu_de: CÁC DÂN TỘC
    bang:
      nguon: dan_toc
      cot: [{tieu_de: Dân tộc, loai: truong, truong: ten}, {tieu_de: Người, loai: truong, truong: so_nguoi}]
"""
VALUES: list[dict[str, Any]] = [
    {},
    {"can_bo": {"nu": None}},
    {"can_bo": {"dai_hoc": {"2020": 0, "2023": 60}}},
    {"can_bo": {"dai_hoc": {"2020": 3, "2023": None}, "nu": 0}},
    {"can_bo": {"hoan_thanh_tot": {"so_luong": 7, "mau_so": None}}},
    {"can_bo": {"tong_so": {"2020": 1_234_567, "2023": 7_654_321}, "nu": 3}},
    {"dia_ban": {"dan_so": 12, "dien_tich": 60.25, "thu_nhap": None, "do_cao": 7}},
    {
        "dan_toc": [
            {"ma": "a", "ten": "<Dao> & Kinh", "so_nguoi": 5},
            {"ma": "b", "ten": "Mông", "so_nguoi": 7},
        ]
    },
    {"dan_toc": []},
    {},
]


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    """Communes whose numbers are missing, zero, long or of other lists: each like no other."""
    file = make_programme(tmp_path / "p", len(VALUES))
    report = file.parent / "bao-cao-xa.yaml"
    head, _, rest = report.read_text(encoding="utf-8").partition("phu_luc:\n")
    report.write_text(f"{head}{ANNEXES}noi_nhan:{rest.partition('noi_nhan:')[2]}", encoding="utf-8")
    for number, changes in enumerate(VALUES):
        write_values(file.parent, code_of(number), 100 + number)
        own = file.parent / "so-lieu" / f"{code_of(number)}.json"
        figures = json.loads(own.read_text(encoding="utf-8"))
        typed = figures["so_lieu"]
        for group, members in changes.items():
            typed[group] = {**typed[group], **members} if isinstance(members, dict) else members
        own.write_text(json.dumps(figures, ensure_ascii=False), encoding="utf-8")
    return file


@pytest.mark.parametrize("step", [1, -1])
def test_units_of_every_shape_get_the_same_files_in_any_order(programme: Path, step: int) -> None:
    codes = [code_of(number) for number in range(len(VALUES))][::step]
    for code, planned, reference in both(programme, codes):
        assert_same(planned, reference, code)


def test_the_unit_that_came_first_leaves_no_trace(programme: Path) -> None:
    codes = [code_of(number) for number in range(len(VALUES))]
    there = dict(zip(codes, files_of(open_reports(programme), codes), strict=True))
    back = dict(zip(codes[::-1], files_of(open_reports(programme), codes[::-1]), strict=True))
    assert there == back


def test_units_of_one_shape_share_one_plan(programme: Path) -> None:
    reports = open_reports(programme)
    list(files_of(reports, [code_of(number) for number in (0, 1, 9)]))
    (_, plan), *others = reports.level_report(code_of(0)).plans._plans
    assert not others
    assert sorted(plan.annexes.sheets) == ["bieu_01", "bieu_02", "bieu_03"]  # bieu_04 shows a list

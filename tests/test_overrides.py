"""Overrides and rounding adjustments: what is printed, what is computed, what every check says of them."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from reportgen import build
from reportgen.compute import check_override_days, check_overrides, compute
from reportgen.errors import Finding, InputRefused, Severity
from reportgen.model.figure import PROSE, TABLE
from reportgen.service import open_report
from reportgen.service.check_values import CheckOptions
from reportgen.service.checking import check_file
from tests.figures_text import cell, computed, figure, prose, read_figures
from tests.report_maker import DUE_HEAD

# nu: 30/190 = 15,789…%; dai_hoc 121/190 = 63,684…%; danh_gia: three shares of 1/3 balanced to 100.
FIGURES = """\
ky: {hien_tai: 2023, goc: 2020, muc_tieu: 2025}
can_bo:
  nhan: Cán bộ
  tong_so: {2020: 183, 2023: 190}
  chi_tieu:
    nu: {so_luong: {2020: 25, 2023: 30}, muc_tieu: {2025: 15}}
    dai_hoc: {so_luong: {2020: 48, 2023: 121}, muc_tieu: {ke_hoach: {2025: 35 - 40}}}
    moi: null
dia_ban: {chi_tieu: {dien_tich: {gia_tri: 12.345}}}
danh_gia:
  tong_so: 3
  can_bang_100: [tot, kha, kem]
  chi_tieu: {tot: 1, kha: 1, kem: 1}
dan_toc:
  danh_sach: [{ma: dao, ten: Dao, so: 3}]
"""
WHO = "ly_do: theo biên bản, nguoi: Bà B"


def overridden(*lines: str) -> str:
    return FIGURES + "ghi_de:\n" + "".join(f"  - {{{line}, {WHO}}}\n" for line in lines)


def checked(*lines: str) -> list[Finding]:
    return check_overrides(*read_figures(overridden(*lines)))


@pytest.mark.parametrize(
    ("line", "name", "args", "text"),
    [
        ("so: can_bo.nu.ty_le.2023, gia_tri: 15.8", "can_bo.nu.ty_le", (), "15,80%"),
        ("so: can_bo.nu.ty_le, gia_tri: 15.8", "can_bo.nu.ty_le", (2023,), "15,80%"),
        ("so: can_bo.nu.ty_le(2020), gia_tri: 14", "can_bo.nu.ty_le", (2020,), "14%"),
        ("so: can_bo.nu, gia_tri: 7", "can_bo.nu", (), "07"),
        ("so: can_bo.tong_so.so_luong.2020, gia_tri: 1184", "can_bo.tong_so", (2020,), "1.184"),
        ("so: can_bo.nu.dat.2025, gia_tri: 100", "can_bo.nu.dat", (2025,), "100%"),
        (
            "so: can_bo.dai_hoc.dat.2025.ke_hoach, gia_tri: 160",
            "can_bo.dai_hoc.dat",
            (2025, "ke_hoach"),
            "160%",
        ),
        ("so: dia_ban.dien_tich, gia_tri: 12.3", "dia_ban.dien_tich", (), "12,300"),
        ("so: can_bo.moi, gia_tri: 12", "can_bo.moi", (), "12"),
        ("so: dan_toc.dao.so, gia_tri: 4", "dan_toc.dao.so", (), "04"),
        ("so: can_bo.nu.ty_le, dieu_chinh: 1", "can_bo.nu.ty_le", (), "15,80%"),
        ("so: can_bo.nu.ty_le, dieu_chinh: -1", "can_bo.nu.ty_le", (), "15,78%"),
        ("so: can_bo.nu, dieu_chinh: 1", "can_bo.nu", (), "31"),
        ("so: dia_ban.dien_tich, dieu_chinh: -1", "dia_ban.dien_tich", (), "12,344"),
        ("so: danh_gia.kha.ty_le, dieu_chinh: 1", "danh_gia.kha.ty_le", (), "33,34%"),
    ],
)
def test_an_override_is_printed_wherever_its_figure_is(
    line: str, name: str, args: tuple[int | str, ...], text: str
) -> None:
    assert prose(computed(overridden(line)), name, *args) == text


def test_an_override_for_some_decimals_holds_only_there() -> None:
    figures = computed(overridden("so: can_bo.nu.ty_le, gia_tri: 15.7, so_le: 1"))
    rate = figure(figures, "can_bo.nu.ty_le")
    assert rate.text(PROSE) == "15,79%"
    assert rate.shown(decimals=1).text(PROSE) == "15,7%"


def test_what_is_computed_from_an_overridden_figure_stays_true() -> None:
    figures = computed(overridden("so: can_bo.nu, gia_tri: 99", "so: can_bo.nu.ty_le, gia_tri: 50"))
    assert prose(figures, "can_bo.nu.ty_le") == "50%"
    assert prose(figures, "can_bo.nu.dat", 2025) == "105,26%"  # (30 / 190) / 15%
    assert prose(figures, "can_bo.nu.chenh_lech", 2020) == "05"  # 30 - 25
    assert figure(figures, "can_bo.nu") < 31


@given(st.decimals(0, 100, places=2))
def test_any_rate_is_printed_as_it_is_declared(value: Decimal) -> None:
    figures = computed(overridden(f"so: can_bo.nu.ty_le, gia_tri: {value}"))
    assert cell(figures, "can_bo.nu.ty_le") == f"{value:.2f}".replace(".", ",")
    assert cell(figures, "can_bo.dai_hoc.ty_le") == "63,68"


@pytest.mark.parametrize(
    ("line", "rule", "said"),
    [
        ("so: can_bo.nam, gia_tri: 1", "override-name", "không có tên “nam”"),
        ("so: can_bo, gia_tri: 1", "override-name", "can_bo"),
        ("so: can_bo.nu + 1, gia_tri: 1", "override-name", "phép tính"),
        ("so: can_bo.nu.ty_le.1999, gia_tri: 1", "override-name", "không có đúng một số"),
        ("so: can_bo.nu, gia_tri: 1.5", "override-value", "số đếm"),
        ("so: '', gia_tri: 1", "", ""),
    ],
)
def test_an_override_that_makes_no_sense_is_refused(line: str, rule: str, said: str) -> None:
    if not rule:
        with pytest.raises(ValidationError):
            read_figures(overridden(line))
        return
    [found, *_] = checked(line)
    assert (found.rule, found.severity) == (rule, Severity.ERROR)
    assert said in found.message


@pytest.mark.parametrize("line", ["so: can_bo.nu", "so: can_bo.nu, gia_tri: 1, dieu_chinh: 1", "gia_tri: 1"])
def test_an_override_says_one_thing(line: str) -> None:
    with pytest.raises(ValidationError):
        read_figures(overridden(line))


def test_two_overrides_of_one_figure_under_two_names_are_refused() -> None:
    found = checked("so: can_bo.nu.ty_le, gia_tri: 1", "so: can_bo.nu.ty_le.2023, gia_tri: 2")
    assert [each.rule for each in found if each.severity is Severity.ERROR] == ["override-twice"]
    assert (
        checked("so: can_bo.nu.ty_le, gia_tri: 1", "so: can_bo.nu.ty_le, gia_tri: 2, so_le: 1")[1].rule
        == "override"
    )


def test_every_override_is_listed_with_the_computed_value_and_the_decision() -> None:
    [found, _] = checked("so: can_bo.nu.ty_le, gia_tri: 15.8")
    assert found.severity is Severity.WARNING
    assert "in 15,80% thay cho 15,79% tính được" in found.message
    assert "theo biên bản" in found.message
    assert "Bà B" in found.message
    assert found.where.line == FIGURES.count("\n") + 2


def test_an_override_that_changes_nothing_is_told_so() -> None:
    assert "như nhau" in checked("so: can_bo.nu, gia_tri: 30")[0].remedy


def test_shares_rounded_to_add_up_are_listed() -> None:
    [found] = checked_without()
    assert (found.rule, found.severity) == ("rounding-adjusted", Severity.INFO)
    assert "danh_gia.tot.ty_le.2023 in 33,34% thay cho 33,33%" in found.message


def checked_without() -> list[Finding]:
    return check_overrides(*read_figures(FIGURES))


@pytest.mark.parametrize(("today", "count"), [(dt.date(2023, 12, 31), 0), (dt.date(2024, 1, 1), 1)])
def test_an_override_holds_to_the_end_of_its_last_day(today: dt.date, count: int) -> None:
    text = overridden("so: can_bo.nu, gia_tri: 31, den: 2023-12-31")
    assert [f.rule for f in check_override_days(*read_figures(text), today)] == ["override-expired"] * count


# --- in a report

DEFINITION = (
    DUE_HEAD
    + """\
so: 1
so_lieu: so-lieu.yaml
noi_dung:
  - tieu_de: MỤC
    van_ban: |
      Nữ {{ can_bo.nu.ty_le }}, tức {{ can_bo.nu }} người.
phu_luc:
  - ma: bieu_01
    tieu_de: SỐ LIỆU
    bang:
      nguon: can_bo
      hang: [nu, dai_hoc]
      cot:
        - {tieu_de: Chỉ tiêu, loai: nhan}
        - {tieu_de: Số, loai: so_luong}
        - {tieu_de: Tỷ lệ, loai: ty_le}
        - {tieu_de: So với, loai: so_voi, nam: 2020}
"""
)


def report(folder: Path, *lines: str) -> Path:
    (folder / "so-lieu.yaml").write_text(overridden(*lines), encoding="utf-8")
    (folder / "bao-cao.yaml").write_text(DEFINITION, encoding="utf-8")
    return folder / "bao-cao.yaml"


def test_tie_out_and_annex_show_the_override_with_its_reason(tmp_path: Path) -> None:
    built = build(report(tmp_path, "so: can_bo.nu.ty_le, gia_tri: 15.8"), tmp_path / "ra")
    content = json.loads(built.json.read_text(encoding="utf-8"))
    [rate] = [each for each in content["figures"] if each["id"] == "can_bo.nu.ty_le.2023"]
    assert rate["text"] == "15,80%"
    assert rate["value"] == "3/19"
    assert rate["note"].startswith(
        "ghi đè: giá trị tính được 15,79%; lý do: theo biên bản; người quyết định: Bà B"
    )
    assert "override" in [finding["rule"] for finding in content["findings"]]
    lines = list(openpyxl.load_workbook(built.tie_out)["Số liệu"].iter_rows(values_only=True))
    assert any("ghi đè" in str(value) for line in lines for value in line)
    assert built.annexes is not None
    sheet = openpyxl.load_workbook(built.annexes).worksheets[0]
    [shown] = [c for row in sheet.iter_rows() for c in row if c.comment and "Số ghi đè" in c.comment.text]
    assert shown.value == 15.8
    assert [c.value for row in sheet.iter_rows() for c in row if c.value == 15.8] == [15.8]


def test_what_one_unit_prints_never_carries_over_to_another(tmp_path: Path) -> None:
    report_of_all = open_report(report(tmp_path, "so: can_bo.nu.ty_le, gia_tri: 15.8"))
    plain, _ = read_figures(FIGURES)
    other, _ = read_figures(overridden("so: can_bo.nu.ty_le, gia_tri: 15.8"))
    for unit, text in ((plain, "15,79%"), (other, "15,80%"), (other, "15,80%"), (plain, "15,79%")):
        document = report_of_all.fill(unit).parts["word/document.xml"]
        assert [shown for shown in ("15,79%", "15,80%") if f">{shown}<" in document] == [text]


def test_an_expired_override_stops_publication_and_a_waiver_lets_it_pass(tmp_path: Path) -> None:
    path = report(tmp_path, "so: can_bo.nu.ty_le, gia_tri: 15.8, den: 2020-01-01")
    with pytest.raises(InputRefused, match="hết hiệu lực từ 01/01/2020"):
        build(path, tmp_path / "ra")
    waiver = "bo_qua: [{quy_tac: override-expired, ly_do: đang xin ý kiến, nguoi: Ông C}]\n"
    path.write_text(DEFINITION + waiver, encoding="utf-8")
    built = build(path, tmp_path / "ra")
    assert [each.finding.rule for each in built.waived] == ["override-expired"]


def test_figures_checked_alone_list_their_overrides(tmp_path: Path) -> None:
    report(tmp_path, "so: can_bo.nu.ty_le, gia_tri: 15.8, den: 2023-12-31")
    options = CheckOptions(today=dt.date(2023, 12, 1))
    found = check_file(tmp_path / "so-lieu.yaml", options).checked.findings
    assert "override" in [each.rule for each in found]


def test_figures_without_overrides_have_none() -> None:
    given, _ = read_figures(FIGURES)
    assert figure(compute(given), "can_bo.nu").override is None
    assert figure(compute(given), "can_bo.nu").text(TABLE) == "30"

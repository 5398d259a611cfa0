"""A report rolled forward: what moves on, what waits for people, and that nothing else changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from reportgen import build
from reportgen.cli import main
from reportgen.errors import InputRefused, Severity, UsageProblem
from reportgen.load import load_definition, load_figures
from reportgen.publish.figures_workbook import write_figures_workbook
from reportgen.service.checking import check_file
from reportgen.service.rolling import RolledForward, roll_forward

ROOT = Path(__file__).parents[1]
DEFINITION = """\
# Báo cáo của xã; ghi chú này phải còn
the_thuc: nha_nuoc
co_quan: {ban_hanh: ỦY BAN NHÂN DÂN XÃ A}
so: 12          # số do văn thư cấp
ky_hieu: BC-UBND
dia_danh: Xã A
ngay: 2023-07-02
trich_yeu: Kết quả công tác năm 2023
ky_ten: {chuc_vu: CHỦ TỊCH, ho_ten: Nguyễn Văn A}
so_lieu: so-lieu.yaml
bo_qua: [{quy_tac: abc, ly_do: a, nguoi: Bà B}]
mo_dau: |
  Lời mở đầu.
noi_dung:
  - tieu_de: KẾT QUẢ
    noi_lien: "Không đổi."
    muc:
      # ghi chú trong mục
      - van_ban: |
          Năm 2023 có {{ can_bo.nu(2023) }} nữ, tăng so với
          năm 2020; 6 tháng đầu năm có 1.2023 việc.
      - {tieu_de: Nhỏ, van_ban: Trong quý II.}
  - tieu_de: TRỐNG
phu_luc:
  - ma: bieu_01
    tieu_de: SỐ LIỆU
    van_ban: Lời trước bảng.
    bang:
      nguon: can_bo
      cot:
        - {tieu_de: Chỉ tiêu, loai: nhan}
        - tieu_de: Năm 2020
          cot:
            - {tieu_de: Số, loai: so_luong, nam: 2020}
        - {tieu_de: Năm 2023, loai: so_luong, nam: 2023}
        - {tieu_de: So sánh năm 2023/năm 2020, loai: so_voi, nam: 2020}
        - {tieu_de: Đạt năm 2023, loai: dat, nam: 2025}
        - {tieu_de: Tăng, loai: cong_thuc, cong_thuc: h.so_luong(2023) - h.so_luong(2020)}
"""
FIGURES = """\
ky: {hien_tai: 2023, goc: 2020, muc_tieu: 2025}
# số của xã
van_ban: {so: 5, ngay: 2023-01-02}
can_bo:
  tong_so: {2020: 183, 2023: 190}   # tổng
  chi_tieu:
    nu:
      so_luong:
        2020: 25
        2023: 30   # cuối năm
      muc_tieu: {2025: 15}
    dai_hoc: {so_luong: {2020: 48, 2023: 121}, muc_tieu: {2025: 50}}
    moi: null
    xa: 17
    dat: 12.5
    luot: {so_luong: 8, mau_so: 60}
    cu: {so_luong: {2020: 3}}
    tong: {cong_thuc: nu + dai_hoc}
dan_toc:
  danh_sach:
    - {ma: dao, ten: Dao, ty_trong: 36.83}
ghi_de:
  - {so: can_bo.nu.ty_le, gia_tri: 15.8, ly_do: đã công bố, nguoi: Bà B}
  - {so: can_bo.nu.dat, gia_tri: 105, ly_do: tạm, nguoi: Bà B, den: 2023-12-31}
"""
ROLLED_FIGURES = """\
ky: {hien_tai: 2024, goc: 2023, muc_tieu: 2025}
# số của xã
van_ban: {so: null, ngay: null}
can_bo:
  tong_so: {2020: 183, 2023: 190, 2024: null}   # tổng
  chi_tieu:
    nu:
      so_luong:
        2020: 25
        2023: 30   # cuối năm
        2024: null
      muc_tieu: {2025: 15}
    dai_hoc: {so_luong: {2020: 48, 2023: 121, 2024: null}, muc_tieu: {2025: 50}}
    moi: null
    xa: {so_luong: {2023: 17, 2024: null}}
    dat: {gia_tri: {2023: 12.5, 2024: null}}
    luot: {so_luong: {2023: 8, 2024: null}, mau_so: {2023: 60, 2024: null}}
    cu: {so_luong: {2020: 3}}
    tong: {cong_thuc: nu + dai_hoc}
dan_toc:
  danh_sach:
    - {ma: dao, ten: Dao, ty_trong: null}
ghi_de:
  - {so: can_bo.nu.ty_le.2023, gia_tri: 15.8, ly_do: đã công bố, nguoi: Bà B}
"""


def report(folder: Path, definition: str = DEFINITION, figures: str = FIGURES) -> Path:
    (folder / "so-lieu.yaml").write_text(figures, encoding="utf-8")
    (folder / "bao-cao.yaml").write_text(definition, encoding="utf-8")
    return folder / "bao-cao.yaml"


@pytest.fixture
def rolled(tmp_path: Path) -> RolledForward:
    return roll_forward(2023, 2024, report(tmp_path))


def text(rolled: RolledForward, number: int) -> str:
    return rolled.files[number].read_text(encoding="utf-8")


def test_figures_wait_for_the_new_period_and_keep_the_old_one(rolled: RolledForward) -> None:
    assert rolled.files[1].parent.name == "2024"
    assert text(rolled, 1) == ROLLED_FIGURES


def test_only_the_changed_lines_of_the_definition_differ(rolled: RolledForward) -> None:
    old, new = DEFINITION.splitlines(), text(rolled, 0).splitlines()
    marked = [line for line in new if "can_xem_lai" in line]
    assert len(marked) == 5  # the opening, three sections, the annex
    gone = [line for line in old if line not in new]
    assert gone == [
        "so: 12          # số do văn thư cấp",
        "ngay: 2023-07-02",
        "ky_ten: {chuc_vu: CHỦ TỊCH, ho_ten: Nguyễn Văn A}",
        "bo_qua: [{quy_tac: abc, ly_do: a, nguoi: Bà B}]",
        "      - van_ban: |",
        "      - {tieu_de: Nhỏ, van_ban: Trong quý II.}",
        "        - tieu_de: Năm 2020",
        "            - {tieu_de: Số, loai: so_luong, nam: 2020}",
        "        - {tieu_de: Năm 2023, loai: so_luong, nam: 2023}",
        "        - {tieu_de: So sánh năm 2023/năm 2020, loai: so_voi, nam: 2020}",
        "        - {tieu_de: Đạt năm 2023, loai: dat, nam: 2025}",
        "        - {tieu_de: Tăng, loai: cong_thuc, cong_thuc: h.so_luong(2023) - h.so_luong(2020)}",
    ]
    for line in (
        "so: null          # số do văn thư cấp",
        "du_thao: true",
        'ky_ten: {chuc_vu: CHỦ TỊCH, ho_ten: ""}',
        "        - tieu_de: Năm 2023",
        "            - {tieu_de: Số, loai: so_luong, nam: 2023}",
        "        - {tieu_de: Năm 2024, loai: so_luong, nam: 2024}",
        "        - {tieu_de: So sánh năm 2024/năm 2023, loai: so_voi, nam: 2023}",
        "        - {tieu_de: Đạt năm 2024, loai: dat, nam: 2025}",
        "        - {tieu_de: Tăng, loai: cong_thuc, cong_thuc: h.so_luong(2024) - h.so_luong(2023)}",
    ):
        assert line in new


def test_places_that_name_old_periods_are_listed(rolled: RolledForward) -> None:
    lines = text(rolled, 0).splitlines()
    found = [f for f in rolled.findings if f.where.file.endswith("bao-cao.yaml")]
    shown = [lines[f.where.line - 1][f.where.column - 1 :][:8] for f in found]
    said = [f.message for f in found]
    assert shown == ["2023", "2023 có ", "2023) }}", "2020; 6 ", "6 tháng ", "quý II.}"]
    assert said[2] == "biểu thức còn gọi kỳ “2023”"
    assert said[0] == "lời văn còn ghi “2023”"


def test_what_is_not_carried_over_is_told(rolled: RolledForward) -> None:
    assert rolled.dropped == ("bỏ qua “abc” (Bà B)", "ghi đè “can_bo.nu.dat” (Bà B)")
    assert rolled.stale_count == 5


def test_a_text_is_stale_until_somebody_touches_it(rolled: RolledForward) -> None:
    path = rolled.files[0]
    stale = [f for f in check_file(path).checked.findings if f.rule == "stale-narrative"]
    assert len(stale) == 5
    assert {f.severity for f in stale} == {Severity.WARNING}
    changed = text(rolled, 0).replace("Không đổi.", "Đã đổi.").replace("  Lời mở đầu.", "    Lời  mở đầu.")
    path.write_text(changed, encoding="utf-8")
    after = [f.message for f in check_file(path).checked.findings if f.rule == "stale-narrative"]
    assert len(after) == 4
    assert not any("KẾT QUẢ" in message for message in after)


def test_a_final_document_with_stale_texts_is_not_published(rolled: RolledForward, tmp_path: Path) -> None:
    final = text(rolled, 0).replace("so: null", "so: 13").replace("ngay: null", "ngay: 2024-07-01")
    final = final.replace("du_thao: true\n", "").replace("(2023)", "")  # this touches a text
    rolled.files[0].write_text(final, encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        build(rolled.files[0], tmp_path / "ra")
    assert [f.rule for f in refused.value.findings if f.severity is Severity.ERROR] == ["stale-narrative"] * 4


def test_a_draft_of_the_new_period_can_be_built_at_once(rolled: RolledForward, tmp_path: Path) -> None:
    built = build(rolled.files[0], tmp_path / "ra")
    assert built.docx.exists()


@pytest.mark.parametrize("sample", ["phong-tho", "lai-chau"])
def test_samples_roll_forward_twice(sample: str, tmp_path: Path) -> None:
    first = roll_forward(2023, 2024, ROOT / "samples" / sample / "bao-cao.yaml", tmp_path / "a")
    second = roll_forward(2024, 2025, first.files[0], tmp_path / "b")
    once, twice = (load_definition(each.files[0]).definition for each in (first, second))
    assert once.sections == twice.sections  # nobody touched a text, so its mark stays that of 2023
    periods = load_figures(second.files[1]).figures.periods
    assert (periods.current, periods.base) == (2025, 2024)


@pytest.mark.parametrize("sample", ["phong-tho", "lai-chau"])
def test_no_number_of_the_old_period_is_lost(sample: str, tmp_path: Path) -> None:
    folder = ROOT / "samples" / sample
    rolled = roll_forward(2023, 2024, folder / "bao-cao.yaml", tmp_path)
    before, after = (load_figures(path).figures for path in (folder / "so-lieu.yaml", rolled.files[1]))
    for (group, key, old), (_, _, new) in zip(before.numbers(), after.numbers(), strict=True):
        for name in ("counts", "values", "denominators"):
            given = {period or 2023: value for period, value in (getattr(old, name) or {}).items()}
            kept = getattr(new, name) or {}
            assert {period: kept.get(period) for period in given} == given, (group, key)
            if 2023 in given and not isinstance(given[2023], str):
                assert kept.get(2024, kept.get(0, "nothing waits for its number")) is None
        assert old.targets == new.targets


def test_a_report_in_json_rolls_forward(tmp_path: Path) -> None:
    (tmp_path / "so-lieu.json").write_text(
        '{"ky": {"hien_tai": 2023}, "a": {"tong_so": 7, "chi_tieu": {"b": {"so_luong": {"2023": 1}}}}}',
        encoding="utf-8",
    )
    (tmp_path / "bao-cao.json").write_text(
        '{"the_thuc": "nha_nuoc", "co_quan": {"ban_hanh": "A"}, "ky_hieu": "BC", "dia_danh": "A",'
        ' "du_thao": true, "trich_yeu": "A", "so_lieu": "so-lieu.json",'
        ' "noi_dung": [{"tieu_de": "I", "van_ban": "Lời."}]}',
        encoding="utf-8",
    )
    rolled = roll_forward(2023, 2024, tmp_path / "bao-cao.json")
    assert '"ky": {"goc": 2023, "hien_tai": 2024}' in text(rolled, 1)
    assert '"tong_so": {"2023": 7, "2024": null}' in text(rolled, 1)
    assert '"so_luong": {"2023": 1, "2024": null}' in text(rolled, 1)
    assert load_definition(rolled.files[0]).definition.sections[0].carried is not None


def test_figures_kept_in_excel_roll_forward_as_those_in_yaml_do(tmp_path: Path) -> None:
    definition = report(tmp_path, DEFINITION.replace("so-lieu.yaml", "so-lieu.xlsx"))
    write_figures_workbook(load_figures(tmp_path / "so-lieu.yaml").figures, tmp_path / "so-lieu.xlsx")
    rolled = roll_forward(2023, 2024, definition)
    same = ROLLED_FIGURES.replace("moi: null", "moi: {so_luong: {2023: null, 2024: null}}")
    (tmp_path / "rolled.yaml").write_text(same, encoding="utf-8")
    expected = load_figures(tmp_path / "rolled.yaml").figures
    assert rolled.files[1].name == "so-lieu.xlsx"
    assert load_figures(rolled.files[1]).figures == expected


def test_decisions_of_the_old_period_go_from_a_file_in_one_line_too(tmp_path: Path) -> None:
    as_json = {
        name: json.dumps(yaml.safe_load(text), ensure_ascii=False, default=str)
        for name, text in (("bao-cao.json", DEFINITION), ("so-lieu.json", FIGURES))
    }
    for name, text in as_json.items():
        (tmp_path / name).write_text(text.replace("so-lieu.yaml", "so-lieu.json"), encoding="utf-8")
    made, opened = roll_forward(2023, 2024, tmp_path / "bao-cao.json").files
    assert load_definition(made).definition.waivers == ()
    assert [line.figure for line in load_figures(opened).figures.overrides] == ["can_bo.nu.ty_le.2023"]


def test_a_number_without_period_beside_others_stays_with_the_old_one(tmp_path: Path) -> None:
    figures = FIGURES.replace("cu: {so_luong: {2020: 3}}", "cu: {so_luong: {2020: 3, 0: 4}}")
    opened = roll_forward(2023, 2024, report(tmp_path, figures=figures)).files[1]
    counts = load_figures(opened).figures.groups["can_bo"].indicators["cu"].counts
    assert counts == {2020: 3, 2023: 4, 2024: None}


def test_calls_that_make_no_sense_are_refused(tmp_path: Path) -> None:
    path = report(tmp_path)
    with pytest.raises(UsageProblem, match="kỳ mới phải sau kỳ cũ"):
        roll_forward(2023, 2023, path)
    with pytest.raises(InputRefused, match="kỳ hiện tại của tệp số liệu là 2023, không phải 2022"):
        roll_forward(2022, 2024, path)
    with pytest.raises(UsageProblem, match="đã có"):
        roll_forward(2023, 2024, path, tmp_path)
    assert path.read_text(encoding="utf-8") == DEFINITION


def test_the_command_says_what_is_left_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rollforward", "2023", "2024", str(report(tmp_path))]) == 0
    said = capsys.readouterr().out
    assert "2024/bao-cao.yaml:" in said
    assert "6 chỗ ghi kỳ cũ, 5 phần lời văn chưa xem lại" in said


CHARTED = """  - tieu_de: TRỐNG
    bieu_do:
      - {ma: a, loai: cot, tieu_de: Năm 2023, nguon: can_bo, hang: [nu],
         chuoi: [{ten: Năm 2020, gia_tri: h.ty_le(2020)}, {ten: Năm 2023, gia_tri: h.ty_le(2023)},
                 {ten: Mục tiêu, gia_tri: h.muc_tieu(2025)}]}
      - {ma: b, loai: duong, tieu_de: T, nhom: [2020, "2023"],
         chuoi: [{gia_tri: [can_bo.nu.so_luong(2020), can_bo.nu.so_luong]}]}
"""


def test_series_and_points_of_charts_move_on(tmp_path: Path) -> None:
    (tmp_path / "so-lieu.yaml").write_text(FIGURES, encoding="utf-8")
    text = DEFINITION.replace("  - tieu_de: TRỐNG\n", CHARTED)
    (tmp_path / "bao-cao.yaml").write_text(text, encoding="utf-8")
    rolled = roll_forward(2023, 2024, tmp_path / "bao-cao.yaml")
    written = next(path for path in rolled.files if path.name == "bao-cao.yaml")
    first, second = load_definition(written).definition.sections[1].charts
    assert [(each.name, each.values) for each in first.series] == [
        ("Năm 2023", "h.ty_le(2023)"),
        ("Năm 2024", "h.ty_le(2024)"),
        ("Mục tiêu", "h.muc_tieu(2025)"),
    ]
    assert (second.points, second.series[0].expressions[0]) == (("2023", "2024"), "can_bo.nu.so_luong(2023)")
    named = {finding.where.line for finding in rolled.findings if finding.rule == "old-period"}
    lines = written.read_text(encoding="utf-8").splitlines()
    assert [line for line in named if "bieu_do" in lines[line - 1] or "ma: a" in lines[line - 1]] == [
        next(n for n, line in enumerate(lines, 1) if "tieu_de: Năm 2023" in line and "ma: a" in line)
    ]

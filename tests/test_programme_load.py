"""A programme is refused with everything that is wrong in its three files, each mistake at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from reportgen.errors import Severity
from reportgen.load.programme import load_programme
from reportgen.model.roster import Roster
from reportgen.model.unit import Unit
from tests.programmes import change, copied, loaded, refused, told

PROGRAMME, ROSTER = "chuong-trinh.yaml", "don-vi.yaml"


def test_the_small_programme_is_read() -> None:
    programme = loaded()
    assert programme.roster.parents_last() == ("03271", "03272", "109", "03281", "110", "12")
    assert programme.roster.path("03281") == ("12", "110", "03281")
    assert programme.roster.children("109") == ("03271", "03272")
    assert programme.notes == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            ROSTER,
            'ma: "110", ten',
            'ma: "109", ten',
            "don-vi.yaml:4:10: mã đơn vị “109” bị lặp (huyện Nậm Thử, huyện Pa Mẫu)",
        ),
        (
            ROSTER,
            'ma: "03272"',
            "ma: CON",
            "don-vi.yaml:6:10: mã “CON” không dùng làm tên tệp được trên Windows",
        ),
        (
            ROSTER,
            'ma: "03272"',
            "ma: a/b",
            "don-vi.yaml:6:10: “don_vi[5].ma”: mã đơn vị chỉ gồm chữ không dấu, chữ số, dấu - và _",
        ),
        (
            ROSTER,
            'cha: "12"}\n  - {ma: "110"',
            'cha: "21"}\n  - {ma: "110"',
            "don-vi.yaml:3:54: đơn vị 109: không có đơn vị cấp trên “21”",
        ),
        (
            ROSTER,
            'xã Nà Bốn, cap: xa, cha: "110"',
            'xã Nà Bốn, cap: xa, cha: "03271"',
            "don-vi.yaml:8:49: đơn vị 03281 và đơn vị cấp trên 03271 cùng cấp “xa”",
        ),
        (
            ROSTER,
            "xã Nà Bốn, cap: xa",
            "xã Nà Bốn, cap: xaa",
            "don-vi.yaml:8:40: đơn vị 03281: không có cấp “xaa”; có phải “xa”?",
        ),
        (
            ROSTER,
            "tỉnh Mường Thí, cap: tinh",
            'tỉnh Mường Thí, cap: tinh, cha: "109"',
            "don-vi.yaml:2:53: cấp trên quay vòng: 12 → 109 → 12",
        ),
        (
            ROSTER,
            'huyện Nậm Thử, cap: huyen, cha: "12"',
            'huyện Nậm Thử, cap: huyen, cha: "12", den: 2023-01-01',
            "don-vi.yaml:5:50: đơn vị cấp trên “109” của 03271 không có hiệu lực vào ngày chốt 14/12/2023",
        ),
        (
            ROSTER,
            "den: 2023-06-30",
            "tu: 2023-07-01, den: 2023-06-30",
            "don-vi.yaml:7:5: “don_vi[6]”: hiệu lực đến 30/06/2023 ở trước ngày bắt đầu 01/07/2023",
        ),
        (
            PROGRAMME,
            "ma: thu-2023",
            "ma: Thử",
            "chuong-trinh.yaml:1:5: “ma”: mã chương trình chỉ gồm chữ thường không dấu, chữ số",
        ),
        (
            PROGRAMME,
            "chi_tieu: dia_ban.dien_tich, cach: tong",
            "chi_tieu: dia_ban.dien_tic, cach: tong",
            "chuong-trinh.yaml:30:16: nhóm “dia_ban” không có chỉ tiêu “dien_tic”; có phải “dien_tich”?",
        ),
        (
            PROGRAMME,
            "chi_tieu: dia_ban.dien_tich, cach: tong",
            "chi_tieu: can_bo.nam, cach: tong",
            "chuong-trinh.yaml:30:16: “can_bo.nam” là số tính theo công thức, không tổng hợp từ đơn vị con",
        ),
        (
            PROGRAMME,
            "chi_tieu: dia_ban.dien_tich, cach: tong",
            "chi_tieu: can_bo.nu, cach: binh_quan, theo: can_bo.tong_so",
            "chuong-trinh.yaml:30:16: số đếm can_bo.nu không lấy bình quân được",
        ),
        (
            PROGRAMME,
            "cach: binh_quan, theo: dia_ban.dan_so",
            "cach: binh_quan",
            "chuong-trinh.yaml:31:5: “tong_hop[2]”: cach binh_quan phải có theo (quyền số)",
        ),
        (
            PROGRAMME,
            "danh_sach: dan_toc, cach: gop",
            "danh_sach: dan_tok, cach: gop",
            "chuong-trinh.yaml:33:17: khung số liệu không có danh sách “dan_tok”; có phải “dan_toc”?",
        ),
        (
            PROGRAMME,
            "danh_sach: dan_toc, cach: gop, theo: ma",
            "danh_sach: dan_toc, cach: tong",
            "chuong-trinh.yaml:33:5: “tong_hop[4]”: cach của danh_sach phải là gop, noi hoặc khong",
        ),
        (
            PROGRAMME,
            "dai_hoc: can_bo.dai_hoc\n",
            "dai_hoc: can_bo.dai_hocc\n",
            "chuong-trinh.yaml:38:16: nhóm “can_bo” không có chỉ tiêu “dai_hocc”; có phải “dai_hoc”?",
        ),
        (
            PROGRAMME,
            "so_lieu: so-lieu\n",
            "so_lieu: khong-co\n",
            "chuong-trinh.yaml:7:10: không tìm thấy “khong-co”",
        ),
        (PROGRAMME, "khung: khung-so-lieu.yaml", "khung: khung.yaml", "khung.yaml: không tìm thấy tệp"),
        (
            PROGRAMME,
            "bao_cao: bao-cao-xa.yaml",
            "bao_cao: bao-cao-x.yaml",
            "chuong-trinh.yaml:11:14: không tìm thấy định nghĩa báo cáo “bao-cao-x.yaml” của cấp xa",
        ),
    ],
)
def test_each_mistake_is_told_where_it_stands(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    path = copied(tmp_path)
    change(tmp_path, file, old, new)
    assert [line for line in told(refused(path), tmp_path) if line.startswith(said)] != [], told(
        refused(path), tmp_path
    )


def test_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    path = copied(tmp_path)
    change(tmp_path, ROSTER, 'ma: "03272"', "ma: CON")
    change(tmp_path, PROGRAMME, "so_lieu: so-lieu\n", "so_lieu: khong-co\n")
    change(tmp_path, "khung-so-lieu.yaml", "chuan: {nhan:", "chuan: {nhann:")
    rules = {finding.rule for finding in refused(path)}
    assert {"unit-code", "file-missing", "unknown-key"} <= rules


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{TEN}", "{TENN}", "mẫu chữ không có “{TENN}”; có phải “TEN”?"),
        (
            "{TEN}",
            "{thong_tin.so_nha}",
            "mẫu chữ của cấp tinh dùng “{thong_tin.so_nha}” nhưng đơn vị 12 không có",
        ),
        ("{TEN}", "{cha.TEN}", "mẫu chữ của cấp tinh dùng “{cha.TEN}” nhưng đơn vị 12 không có"),
    ],
)
def test_patterns_use_names_that_units_have(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = copied(tmp_path)
    text = path.read_text(encoding="utf-8")
    head, _, tail = text.rpartition(f'ban_hanh: "ỦY BAN NHÂN DÂN {old}"')
    path.write_text(f'{head}ban_hanh: "ỦY BAN NHÂN DÂN {new}"{tail}', encoding="utf-8")
    assert [finding.message for finding in refused(path)] == [said]


def test_units_of_one_name_under_one_parent_are_a_warning(tmp_path: Path) -> None:
    path = copied(tmp_path)
    change(tmp_path, ROSTER, "xã Bản Hai", "xã Bản Một")
    (note,) = load_programme(path).notes
    assert note.severity is Severity.WARNING
    assert note.message == "hai đơn vị cùng tên “xã Bản Một” dưới một cấp trên: 03271, 03272"


def test_a_code_may_come_twice_when_the_times_do_not_meet(tmp_path: Path) -> None:
    path = copied(tmp_path)
    change(tmp_path, ROSTER, 'ma: "03273", ten: xã Bản Ba', 'ma: "03272", ten: xã Bản Cũ')
    change(
        tmp_path,
        ROSTER,
        'ten: xã Bản Hai, cap: xa, cha: "109"',
        'ten: xã Bản Hai, cap: xa, cha: "109", tu: 2023-07-01',
    )
    roster = load_programme(path).roster
    assert roster["03272"].name == "xã Bản Hai"


def test_a_roster_as_csv_says_the_same(tmp_path: Path) -> None:
    path = copied(tmp_path)
    lines = ["Mã;Tên;Cấp;Cấp trên;Đến ngày"]
    for unit in loaded().all_units:
        end = f"{unit.valid_to:%d/%m/%Y}" if unit.valid_to else ""
        lines.append(f"{unit.code};{unit.name};{unit.level};{unit.parent or ''};{end}")
    (tmp_path / "don-vi.csv").write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
    change(tmp_path, PROGRAMME, "don-vi.yaml", "don-vi.csv")
    assert load_programme(path).all_units == loaded().all_units


def test_a_mistake_in_a_csv_roster_is_told_by_line_and_column(tmp_path: Path) -> None:
    path = copied(tmp_path)
    (tmp_path / "don-vi.csv").write_text(
        "ma,ten,cap,chaa\n12,tỉnh,tinh,\n109,huyện,huyen,13,x\n", encoding="utf-8"
    )
    change(tmp_path, PROGRAMME, "don-vi.yaml", "don-vi.csv")
    said = told(refused(path), tmp_path)
    assert said == [
        "don-vi.csv:1:4: không có cột “chaa”; có phải “cha”?",
        "don-vi.csv:3:1: dòng có 5 ô, tiêu đề chỉ có 4 cột",
    ]


def test_a_roster_as_workbook_keeps_the_zeros_that_a_cell_shows(tmp_path: Path) -> None:
    path = copied(tmp_path)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Mã", "Tên", "Cấp", "Cấp trên"])
    sheet.append(["12", "tỉnh Mường Thí", "tinh", None])
    sheet.append(["109", "huyện Nậm Thử", "huyen", "12"])
    sheet.append([3271, "xã Bản Một", "xa", "109"])
    sheet.cell(4, 1).number_format = "00000"
    book.save(tmp_path / "don-vi.xlsx")
    change(tmp_path, PROGRAMME, "don-vi.yaml", "don-vi.xlsx")
    assert list(load_programme(path).roster.units) == ["12", "109", "03271"]


@given(st.lists(st.integers(min_value=0, max_value=30), min_size=1, max_size=40))
def test_children_come_before_parents_in_a_tree_of_any_depth(above: list[int]) -> None:
    units = {
        str(number): Unit(str(number), "x", "a", str(parent % number) if number else None)
        for number, parent in enumerate(above)
    }
    roster = Roster(units)
    order = roster.parents_last()
    assert sorted(order) == sorted(units)
    for code, unit in units.items():
        if unit.parent is not None:
            assert order.index(code) < order.index(unit.parent)
    leaves = [leaf for root in roster.roots for leaf in roster.leaves(root)]
    assert sorted(leaves) == sorted(code for code in units if not roster.is_parent(code))

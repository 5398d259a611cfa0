"""Numbers typed in a definition although the figures know them: each with its words, place and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.audit.typed_likeness import slip
from reportgen.audit.typed_numbers import check_typed_numbers
from reportgen.compute import compute
from reportgen.errors import Finding, Severity
from reportgen.load import load_definition, load_figures
from reportgen.model.checking import Checked
from tests.figures_text import read_definition, read_figures

ROOT = Path(__file__).parent.parent
HEAD = """\
the_thuc: dang
co_quan: {ban_hanh: A}
so: 1
ky_hieu: BC/HU
dia_danh: A
trich_yeu: A
"""
FIGURES = """\
ky: {hien_tai: 2023, goc: 2020, muc_tieu: 2025}
dia_ban:
  nhan: Địa bàn
  chi_tieu:
    dan_so: {nhan: Dân số, so_luong: 84265, don_vi_tinh: người}
    dien_tich: {nhan: Diện tích tự nhiên, gia_tri: 1029.31, don_vi_tinh: km²}
    xa: {nhan: "Xã, thị trấn", so_luong: 17}
    ngay: {nhan: Ngày tiếp công dân, so_luong: 925}
can_bo:
  nhan: Cán bộ cấp xã
  don_vi_tinh: đồng chí
  tong_so: {2020: 183, 2023: 190}
  chi_tieu:
    nu: {nhan: Tỷ lệ cán bộ nữ, so_luong: {2020: 29, 2023: 30}, muc_tieu: {2025: 15, 2030: 20}}
    dai_hoc: {nhan: Trong đó trình độ Đại học trở lên, so_luong: {2020: 48, 2023: 121}, muc_tieu: {2025: 50}}
    tre: {nhan: Cán bộ trẻ, so_luong: {2023: 25}, mau_so: {2023: 188}, muc_tieu: {2025: 35 - 40}}
    tin_hoc: {nhan: Trình độ tin học đạt chuẩn, so_luong: {2023: 178}}
cong_chuc:
  nhan: Công chức cấp xã
  don_vi_tinh: đồng chí
  tong_so: 160
  chi_tieu:
    tin_hoc: {nhan: Trình độ tin học đạt chuẩn, so_luong: 154}
dan_toc:
  truong: {ty_trong: {don_vi_tinh: "%"}}
  danh_sach:
    - {ma: dao, ten: Dao, ty_trong: 36.83}
"""


def checked(text: str, figures: str = FIGURES, more: str = "", heading: str = "MỤC") -> Checked:
    """The definition's text begins on line 9, column 7."""
    lines = "".join(f"      {line}\n" for line in text.split("\n"))
    body = f"noi_dung:\n  - tieu_de: {heading}\n    van_ban: |\n{lines}"
    definition, source = read_definition(HEAD + more.replace("\n", " ") + body)
    given, _ = read_figures(figures)
    return check_typed_numbers(definition, source, given, compute(given))


def said(text: str, heading: str = "MỤC") -> list[tuple[str, str, str]]:
    """Rule, number and expression of every finding."""
    findings = checked(text, heading=heading).findings
    return [(each.rule.removeprefix("typed-figure"), each.quote, _expression(each)) for each in findings]


def _expression(finding: Finding) -> str:
    return finding.remedy.removeprefix("thay bằng {{ ").partition(" }}")[0]


def test_an_equal_number_is_told_at_its_line_and_column_with_the_expression() -> None:
    (finding,) = checked("Toàn huyện có dân số\n84.265 người.").findings
    assert finding.rule == "typed-figure"
    assert finding.severity is Severity.WARNING
    assert str(finding.where) == "bao-cao.yaml:11:7"
    assert finding.message == "“84.265” gõ tay, đúng bằng dia_ban.dan_so (Dân số (số lượng 2023))"
    assert finding.remedy == "thay bằng {{ dia_ban.dan_so }} để số luôn theo tệp số liệu"
    assert finding.expected == "84.265"
    assert finding.quote == "84.265"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Diện tích tự nhiên 1.029,31 km².", [("", "1.029,31", "dia_ban.dien_tich")]),
        ("Diện tích tự nhiên 1.029 km².", [("", "1.029", "dia_ban.dien_tich|le(0)")]),
        ("Dân số 84265 người.", [("", "84265", "dia_ban.dan_so")]),  # the dot is missing, the number is right
        ("Huyện có 17 xã, thị trấn.", [("", "17", "dia_ban.xa")]),
        ("Tổng số cán bộ cấp xã là 190 đồng chí.", [("", "190", "can_bo.tong_so")]),
        ("Năm 2020, tổng số cán bộ cấp xã là 183 đồng chí.", [("", "183", "can_bo.tong_so(2020)")]),
        ("Dân tộc Dao chiếm 36,83% dân số.", [("", "36,83%", "dan_toc.dao.ty_trong")]),
        ("Tiếp công dân được 925 ngày tiếp công dân.", [("", "925", "dia_ban.ngay")]),
        # 30 / 190 = 15,789 %: the share follows the count
        (
            "Cán bộ nữ là 30 đồng chí, chiếm 15,79%.",
            [("", "30", "can_bo.nu"), ("", "15,79%", "can_bo.nu.ty_le")],
        ),
        ("Cán bộ nữ là {{ can_bo.nu }} đồng chí, chiếm 15,8%.", [("", "15,8%", "can_bo.nu.ty_le|le(1)")]),
        ("Cán bộ nữ là {{ can_bo.nu }} đồng chí, chiếm 16%.", [("", "16%", "can_bo.nu.ty_le|le(0)")]),
        # 121 / 190 = 63,684 %; 63,684 / 50 = 127,368 %
        (
            "Có 63,68%/50% trình độ đại học trở lên, đạt 127,37% mục tiêu đề ra.",
            [
                ("", "63,68%", "can_bo.dai_hoc.ty_le"),
                ("", "50%", "can_bo.dai_hoc.muc_tieu(2025)"),
                ("", "127,37%", "can_bo.dai_hoc.dat(2025)"),
            ],
        ),
        ("{{ can_bo.tre.ty_le }}/35% - 40% là cán bộ trẻ.", [("", "35% - 40%", "can_bo.tre.muc_tieu(2025)")]),
        ("Cán bộ trẻ là {{ can_bo.tre }}/188 đồng chí.", [("", "188", "can_bo.tre.mau_so")]),
        # the same 93,68 % (178 / 190); the group is in the words
        (
            "Đội ngũ cán bộ cấp xã: trình độ tin học đạt chuẩn 93,68%.",
            [("", "93,68%", "can_bo.tin_hoc.ty_le")],
        ),
        (
            "So với năm 2020, {{ can_bo.dai_hoc.nhan }} tăng 73 đồng chí.",
            [("", "73", "can_bo.dai_hoc.chenh_lech(2020)")],
        ),
    ],
)
def test_an_equal_number_names_the_expression(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "how"),
    [
        ("Dân số 84.256 người.", ("-near", "84.256", "dia_ban.dan_so"), "đảo hai chữ số"),
        ("Dân số 84.365 người.", ("-near", "84.365", "dia_ban.dan_so"), "sai một chữ số"),
        ("Dân số 8.265 người.", ("-near", "8.265", "dia_ban.dan_so"), "thiếu một chữ số"),
        ("Dân số 842.650 người.", ("-near", "842.650", "dia_ban.dan_so"), "lệch 10 lần"),
        ("Dân số 84,265 người.", ("-near", "84,265", "dia_ban.dan_so"), "dấu phẩy đứng chỗ dấu chấm"),
        (
            "Cán bộ nữ là {{ can_bo.nu }} đồng chí, chiếm 15,78%.",
            ("-near", "15,78%", "can_bo.nu.ty_le"),
            "cắt bớt số lẻ thay vì làm tròn",
        ),
        (
            "Cán bộ nữ là {{ can_bo.nu }} đồng chí, chiếm 15,80%.",
            ("-near", "15,80%", "can_bo.nu.ty_le"),
            "lệch ở chữ số lẻ cuối",
        ),
    ],
)
def test_a_slip_says_what_slipped(text: str, expected: tuple[str, str, str], how: str) -> None:
    (finding,) = checked(text).findings
    assert said(text) == [expected]
    assert how in finding.message
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Dân số 91.400 người.",
            "“91.400” gõ tay, mâu thuẫn với dia_ban.dan_so = 84.265 (Dân số (số lượng 2023))",
        ),
        (
            "Huyện có 18 xã, thị trấn.",
            "“18” gõ tay, mâu thuẫn với dia_ban.xa = 17 (Xã, thị trấn (số lượng 2023))",
        ),
        (
            "Cán bộ nữ là {{ can_bo.nu }} đồng chí, chiếm 24%.",
            "“24%” gõ tay, mâu thuẫn với can_bo.nu.ty_le = 15,79% (Tỷ lệ cán bộ nữ (tỷ lệ 2023))",
        ),
        (
            "Đến năm 2025, {{ can_bo.nu.ty_le }}/25% là cán bộ nữ.",
            "“25%” gõ tay, mâu thuẫn với can_bo.nu.muc_tieu(2025) = 15% (Tỷ lệ cán bộ nữ (mục tiêu 2025))",
        ),
        (
            "Cán bộ trẻ là {{ can_bo.tre }}/199 đồng chí.",
            "“199” gõ tay, mâu thuẫn với can_bo.tre.mau_so = 188 (Cán bộ trẻ (mẫu số 2023))",
        ),
    ],
)
def test_another_value_of_the_same_name_contradicts(text: str, message: str) -> None:
    (finding,) = checked(text).findings
    assert finding.rule == "typed-figure-contradicts"
    assert finding.message == message


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 17/5/2023, theo Kế hoạch số 190-KH/HU và Điều 30 Nghị định số 84/2020/NĐ-CP.",
        "Nhiệm kỳ 2020 - 2025, Đề án số 17.",
        "Sau hơn 2 năm triển khai.",
        "Mỗi lớp có 17 học viên.",  # seventeen of something else
        "Cả nước có 63,75% xã đạt chuẩn.",
        "Kinh phí 190 triệu đồng.",
        "Đạt 100% kế hoạch.",
        "Năm 2015, dân số 71.300 người.",  # another year
        "Phấn đấu đến năm 2030, dân số 95.000 người.",
        "Dân số khoảng 90.000 người.",
        "Cán bộ nữ dân tộc Mông là 12 đồng chí.",  # a part of what the label says
        "Có {{ can_bo.nu }}/{{ can_bo.tong_so }} đồng chí, đạt {{ can_bo.nu.dat(2025) }} mục tiêu.",
    ],
)
def test_what_nothing_points_to_is_left_alone(text: str) -> None:
    assert said(text) == []


def test_a_number_of_two_figures_alike_is_only_an_info() -> None:
    same = "{nhan: Hội nghị tập huấn, so_luong: 12}"
    figures = FIGURES + f"a: {{chi_tieu: {{x: {same}, y: {same}, z: 3}}}}\n"
    text = "Có {{ a.z }} lớp. Đã tổ chức 12 hội nghị tập huấn."
    findings = checked(text, figures).findings
    assert [(each.rule, each.severity) for each in findings] == [("typed-figure-ambiguous", Severity.INFO)]
    assert findings[0].message == "“12” gõ tay, có thể là a.x, a.y"


def test_headings_phrases_notes_and_annexes_are_read_too() -> None:
    more = "mo_dau: Dân số 84.265 người.\nket: Dân số 84.265 người.\n"
    definition, source = read_definition(
        HEAD
        + more
        + "cum_tu: {dan_so(): Dân số 84.265 người}\n"
        + "noi_dung: [{tieu_de: Dân số 84.265 người, noi_lien: Dân số 84.265 người,"
        + " van_ban: 'A^[Dân số 84.265 người]'}]\n"
        + "phu_luc: [{ma: b, tieu_de: Dân số 84.265 người, van_ban: Dân số 84.265 người}]\n"
    )
    figures, _ = read_figures(FIGURES)
    findings = check_typed_numbers(definition, source, figures, compute(figures)).findings
    assert sorted((each.where.line, each.where.column) for each in findings) == [
        (7, 16),
        (8, 13),
        (9, 27),
        (10, 29),
        (10, 60),
        (10, 94),
        (11, 35),
        (11, 65),
    ]


def test_figures_without_numbers_are_no_pass() -> None:
    result = checked("Dân số 84.265 người.", "ky: {hien_tai: 2023}\na: {chi_tieu: {x: null}}\n")
    assert result.findings == ()
    assert {each.reason for each in result.not_evaluated} == {"tệp số liệu chưa có số nào để so"}


@pytest.mark.parametrize(
    "folder", ["samples/phong-tho", "samples/lai-chau", "data/khoi-dau/dang", "data/khoi-dau/nha_nuoc"]
)
def test_the_reports_that_we_ship_have_no_typed_figure(folder: str) -> None:
    loaded, given = (
        load_definition(ROOT / folder / "bao-cao.yaml"),
        load_figures(ROOT / folder / "so-lieu.yaml"),
    )
    figures = compute(given.figures, decimals=loaded.definition.decimals)
    assert check_typed_numbers(loaded.definition, loaded.source, given.figures, figures).findings == ()


@settings(max_examples=60)
@given(st.integers(1000, 10**9))
def test_a_printed_count_beside_its_label_is_always_known(number: int) -> None:
    printed = f"{number:,}".replace(",", ".")
    figures = f"ky: {{hien_tai: 2023}}\na: {{chi_tieu: {{x: {{nhan: Dân số, so_luong: {number}}}}}}}\n"
    findings = checked(f"Dân số {printed} người.", figures).findings
    assert [each.expected for each in findings] == [printed]


@settings(max_examples=150)
@given(st.text(st.sampled_from("0123456789.,%/-–: ;()“”\n{}tăngđạtchiếm năm2025mục tiêu cán bộ nữ")))
def test_no_text_makes_the_check_fail(text: str) -> None:
    safe = text.replace("{", "(").replace("}", ")").strip() or "A"
    result = checked("Cán bộ nữ " + "\n".join(line.strip() or "A" for line in safe.split("\n")))
    assert all(finding.where.line >= 9 for finding in result.findings)


@pytest.mark.parametrize("digits", ["5", "05", "50%", "17"])
def test_few_digits_are_no_slip(digits: str) -> None:
    from reportgen.audit.known_figures import known_figures
    from reportgen.audit.numbers import read_numbers

    given, _ = read_figures(FIGURES)
    (number,) = read_numbers(digits + " người")
    assert {slip(number, known) for known in known_figures(given, compute(given)).items} <= {
        "",
        "cắt bớt số lẻ thay vì làm tròn",
    }

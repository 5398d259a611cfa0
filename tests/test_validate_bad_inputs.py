"""Files that hold together field by field but not as a whole: each with every message and its exact place."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.compute import derived_values
from reportgen.errors import Finding, Severity
from reportgen.load import load_definition, load_figures
from reportgen.validate import validate
from tests.figures_text import read_definition, read_figures

Expected = list[tuple[str, str]]

SAMPLES = Path(__file__).parent.parent / "samples"

DEFINITION = """\
the_thuc: dang
co_quan: {ban_hanh: HUYỆN ỦY PHONG THỔ}
so: 408
ky_hieu: BC/HU
dia_danh: Phong Thổ
ngay: 2023-07-12
trich_yeu: Sơ kết
noi_dung:
  - tieu_de: MỘT
"""
FIGURES = """\
ky: {hien_tai: 2023, goc: 2020}
can_bo:
  tong_so: {2020: 183, 2023: 190}
  chi_tieu:
    dai_hoc: {so_luong: {2020: 48, 2023: 121}, muc_tieu: {2025: 50}}
dan_toc:
  danh_sach:
    - {ma: dao, ten: Dao, so: 36}
"""
HEAD = "ky: {hien_tai: 2023, goc: 2020}\n"


def found(definition: str, figures: str) -> list[Finding]:
    given, source = read_figures(figures)
    return validate(*read_definition(definition), given, source, derived=derived_values(given))


def said(findings: list[Finding]) -> Expected:
    return [(f"{each.where.line}:{each.where.column}", each.message) for each in findings]


def chart(settings: str) -> str:
    """A chart of the first section; its settings begin on line 11, column 9."""
    return DEFINITION + f"    bieu_do:\n      - {{ma: a, loai: cot, tieu_de: T, {settings}}}\n"


def table(columns: str, source: str = "can_bo", more: str = "") -> str:
    """An annex whose columns begin on line 13."""
    return f"phu_luc:\n  - ma: b\n    bang: {{nguon: {source}, {more}cot: [\n{columns}]}}\n"


DEFINITIONS: dict[str, tuple[str, Expected]] = {
    "final report without a number": (
        DEFINITION.replace("so: 408\n", ""),
        [("1:1", "văn bản chính thức chưa có số")],
    ),
    "final report without a date": (
        DEFINITION.replace("ngay: 2023-07-12\n", ""),
        [("1:1", "văn bản chính thức chưa có ngày ban hành")],
    ),
    "final report with half a date": (
        DEFINITION.replace("2023-07-12", "2023-07"),
        [("6:7", "văn bản chính thức chưa đủ ngày ban hành: mới có tháng 7/2023")],
    ),
    "State symbol in a Party report": (
        DEFINITION.replace("BC/HU", "BC-HU"),
        [("4:10", "ký hiệu “BC-HU” khác dạng của cơ quan Đảng")],
    ),
    "Party symbol in a State report": (
        DEFINITION.replace("the_thuc: dang", "the_thuc: nha_nuoc"),
        [("4:10", "ký hiệu “BC/HU” khác dạng của cơ quan nhà nước")],
    ),
    "date typed after the place": (
        DEFINITION.replace("dia_danh: Phong Thổ", 'dia_danh: "Phong Thổ, ngày 12"'),
        [("5:11", "địa danh “Phong Thổ, ngày 12” không giống tên một nơi")],
    ),
    "one section key twice": (
        DEFINITION + "    ma: mot\n  - {tieu_de: HAI, ma: mot}\n",
        [("11:24", "mã mục “mot” bị lặp")],
    ),
    "one annex key twice": (
        DEFINITION + "phu_luc:\n  - {ma: b, van_ban: x}\n  - {ma: b, van_ban: y}\n",
        [("12:10", "mã phụ lục “b” bị lặp")],
    ),
    "annex without content": (
        DEFINITION + "phu_luc:\n  - {ma: b, tieu_de: BIỂU}\n",
        [("11:5", "phụ lục “b” không có nội dung")],
    ),
    "one label for two annexes": (
        DEFINITION + "phu_luc:\n  - {ma: b, van_ban: x}\n  - {ma: c, van_ban: y}\nnhan_phu_luc: Biểu\n",
        [("13:15", "nhãn “Biểu” không có chỗ đếm: 2 phụ lục sẽ cùng một nhãn")],
    ),
    "one chart key twice": (
        DEFINITION
        + "    bieu_do:\n"
        + 2 * "      - {ma: a, loai: cot, tieu_de: T, nguon: can_bo, chuoi: [{gia_tri: h}]}\n",
        [("12:14", "mã biểu đồ “a” bị lặp")],
    ),
    "chart without points": (
        chart("chuoi: [{gia_tri: can_bo.dai_hoc}]"),
        [("11:9", "biểu đồ “a” không có nguon, cũng không có nhom")],
    ),
    "chart with points twice": (
        chart("nguon: can_bo, nhom: [2023], chuoi: [{gia_tri: h}]"),
        [("11:9", "biểu đồ “a” có cả nguon và nhom")],
    ),
    "chart of an unknown group": (
        chart("nguon: canbo, chuoi: [{gia_tri: h}]"),
        [("11:47", "không có nhóm số liệu “canbo”; có phải “can_bo”?")],
    ),
    "chart of unknown rows": (
        chart("nguon: can_bo, hang: [dai_hoc, nam], chuoi: [{gia_tri: h}]"),
        [("11:71", "“can_bo” không có hàng “nam”")],
    ),
    "chart with one row twice": (
        chart("nguon: can_bo, hang: [dai_hoc, dai_hoc], chuoi: [{gia_tri: h}]"),
        [("11:71", "hàng “dai_hoc” ghi hai lần")],
    ),
    "rows of a chart without a group": (
        chart("nhom: [2023], khi_hang: h.nu, chuoi: [{gia_tri: [can_bo.dai_hoc]}]"),
        [("11:64", "biểu đồ “a” không có nguon nên không dùng khi_hang")],
    ),
    "series with a list over rows": (
        chart("nguon: can_bo, chuoi: [{gia_tri: [h.ty_le]}]"),
        [("11:73", "chuỗi 1 của biểu đồ “a” ghi một danh sách, mà điểm lấy từ nguon")],
    ),
    "series with too few points": (
        chart("nhom: [2020, 2023], chuoi: [{gia_tri: [can_bo.dai_hoc]}]"),
        [("11:78", "chuỗi 1 của biểu đồ “a” có 1 biểu thức, nhom có 2 điểm")],
    ),
    "series with one text for several points": (
        chart("nhom: [2020, 2023], chuoi: [{gia_tri: can_bo.dai_hoc}]"),
        [("11:78", "chuỗi 1 của biểu đồ “a” có một biểu thức, nhom có 2 điểm")],
    ),
    "pie of two series": (
        chart("nguon: can_bo, chuoi: [{ten: A, gia_tri: h}, {ten: B, gia_tri: h}]").replace("cot", "tron"),
        [("11:63", "biểu đồ tròn “a” có 2 chuỗi số")],
    ),
    "series without a name": (
        chart("nguon: can_bo, chuoi: [{ten: A, gia_tri: h}, {gia_tri: h}]"),
        [("11:85", "chuỗi 2 của biểu đồ “a” chưa có tên")],
    ),
    "two series of one name": (
        chart("nguon: can_bo, chuoi: [{ten: A, gia_tri: h}, {ten: A, gia_tri: h}]"),
        [
            ("11:69", "hai chuỗi của biểu đồ “a” cùng tên “A”"),
            ("11:91", "hai chuỗi của biểu đồ “a” cùng tên “A”"),
        ],
    ),
    "chart with more points than can be read": (
        chart(f"nhom: {list(range(41))}, chuoi: [{{gia_tri: {['can_bo.dai_hoc'] * 41}}}]"),
        [("11:9", "biểu đồ “a” có 41 số, khó đọc (nên nhiều nhất 40)")],
    ),
    "table of an unknown group": (
        DEFINITION + table("{loai: nhan}", source="canbo"),
        [("12:19", "không có nhóm số liệu “canbo”; có phải “can_bo”?")],
    ),
    "table with an unknown row": (
        DEFINITION + table("{loai: nhan}", more="hang: [dai_hoc, dai_hocc], "),
        [("12:43", "“can_bo” không có hàng “dai_hocc”; có phải “dai_hoc”?")],
    ),
    "rate of a list": (
        DEFINITION + table("{tieu_de: Tỷ lệ, loai: ty_le}", source="dan_toc"),
        [("13:24", "cột 1 “Tỷ lệ”: loại “ty_le” không dùng cho danh sách “dan_toc”")],
    ),
    "field of a group": (
        DEFINITION + table("{loai: truong, truong: ten}"),
        [("13:8", "cột 1: loại “truong” chỉ dùng cho danh sách, “can_bo” là nhóm chỉ tiêu")],
    ),
    "unknown field of a list": (
        DEFINITION + table("{loai: truong, truong: tenn}", source="dan_toc"),
        [("13:24", "cột 1: danh sách “dan_toc” không có trường “tenn”; có phải “ten”?")],
    ),
    "sums of columns that cannot be added": (
        DEFINITION
        + table("{loai: nhan}, {loai: so_luong}, {loai: tong, cua: [2]}, {loai: tong, cua: [9, 4, 3, 1, 2]}"),
        [
            ("13:76", "cột 4: không có cột 9, bảng có 4 cột"),
            ("13:79", "cột 4: không thể cộng chính nó"),
            ("13:82", "cột 4: cột 3 là cột tính (loai: tong), không cộng tiếp được"),
            ("13:85", "cột 4: cột 1 (loai: nhan) không phải cột số"),
        ],
    ),
    "unknown name of a target": (
        DEFINITION + table("{loai: dat, nam: 2025, ten_muc_tieu: de_an}"),
        [
            ("13:38", "cột 1: không chỉ tiêu nào của “can_bo” có mục tiêu “de_an”"),
        ],
    ),
    "column for a period without numbers": (
        DEFINITION + table("{tieu_de: A, loai: so_luong, nam: 2019}, {loai: muc_tieu, nam: 2035}"),
        [
            ("13:35", "cột 1 “A”: không chỉ tiêu nào của “can_bo” có số liệu kỳ 2019"),
            ("13:64", "cột 2: không chỉ tiêu nào của “can_bo” có mục tiêu năm 2035"),
        ],
    ),
    # 165 mm * 5 / 105 = 7,86 mm; “100,00”: 5 * 6 pt + 3 pt = 33 pt = 11,64 mm, + 2 mm = 13,64 mm
    "column too narrow for its rates": (
        DEFINITION + table("{loai: nhan, rong: 100}, {tieu_de: '%', loai: ty_le, rong: 5}"),
        [("13:26", "cột 2 “%” rộng khoảng 8 mm, số “100,00” cần 14 mm")],
    ),
    "numbering without a counter": (
        DEFINITION + 'danh_so: ["I-", "2."]\n',
        [("10:17", "kiểu đánh số “2.” không có chỗ đếm")],
    ),
    "numbering with two counters": (
        DEFINITION + 'danh_so: ["I. a)"]\n',
        [("10:11", "kiểu đánh số “I. a)” có 2 chỗ đếm: I, a")],
    ),
    "numbering deeper than its level": (
        DEFINITION + '    danh_so_muc: "1.1.1."\n',
        [("10:18", "kiểu đánh số “1.1.1.” cần 3 cấp, nhưng mục này ở cấp 2")],
    ),
    "phrase named like a group, a built-in name, another phrase": (
        DEFINITION + "cum_tu:\n  can_bo(x): a\n  ky(): b\n  dat(x): c\n  dat(x, y): d\n",
        [
            ("11:3", "cụm từ “can_bo” trùng một nhóm số liệu"),
            ("12:3", "cụm từ “ky” trùng tên có sẵn"),
            ("14:3", "cụm từ “dat” bị lặp"),
        ],
    ),
}

FIGURES_FILES: dict[str, tuple[str, Expected]] = {
    "group named like a part of the document": (
        HEAD + "noi_nhan: {tong_so: 1}\n",
        [
            (
                "2:1",
                "nhóm số liệu không được đặt tên “noi_nhan”: tên này đã dùng cho việc khác",
            )
        ],
    ),
    "group named like a word of the language": (
        HEAD + "not: {tong_so: 1}\n",
        [("2:1", "nhóm số liệu không được đặt tên “not”: tên này đã dùng cho việc khác")],
    ),
    "indicator named like the total": (
        HEAD + "a: {chi_tieu: {tong_so: 1}}\n",
        [("2:16", "chỉ tiêu của “a” không được đặt tên “tong_so”: tên này đã dùng cho việc khác")],
    ),
    "target with a name for people": (
        HEAD + "a: {chi_tieu: {b: {so_luong: 1, muc_tieu: {Nghị quyết: {2025: 1}}}}}\n",
        [("2:44", "tên mục tiêu “Nghị quyết” chỉ được gồm chữ thường không dấu, chữ số và _")],
    ),
    "negative numbers": (
        HEAD + "a: {tong_so: -5, chi_tieu: {b: {so_luong: {2020: -1}, mau_so: {2020: -2}}}}\n",
        [
            ("2:14", "tổng số -5 là số âm"),
            ("2:50", "số lượng -1 là số âm"),
            ("2:70", "mẫu số -2 là số âm"),
        ],
    ),
    "count above the total": (
        HEAD + "a: {tong_so: 1190, chi_tieu: {b: 1200}}\n",
        [("2:34", "a.b kỳ 2023 là 1.200, lớn hơn tổng số của “a” 1.190")],
    ),
    "count above its own denominator": (
        HEAD + "a: {chi_tieu: {b: {so_luong: 12, mau_so: 11}}}\n",
        [("2:30", "a.b kỳ 2023 là 12, lớn hơn mẫu số riêng 11")],
    ),
    "slip of the thousands point": (
        HEAD + "a: {chi_tieu: {b: {gia_tri: {2020: 28827, 2023: 29.5}}}}\n",
        [("2:49", "a.b: kỳ 2020 là 28.827, kỳ 2023 là 29,5, lệch cỡ 1000 lần")],
    ),
    "sum of a figure": (
        HEAD + "a: {chi_tieu: {t: {so_luong: 7, gom: [b, c]}, b: 5, c: 3}}\n",
        [("2:30", "“a.t” kỳ 2023 là 7, nhưng b + c = 5 + 3 = 8 (lệch 1)")],
    ),
    "sum of a group": (
        HEAD + "a: {tong_so: {2020: 9, 2023: 9}, gom: [b], chi_tieu: {b: {so_luong: {2020: 9, 2023: 8}}}}\n",
        [("2:30", "tổng số của “a” kỳ 2023 là 9, nhưng b = 8 = 8 (lệch 1)")],
    ),
    "sum with a derived part": (
        HEAD + "a: {chi_tieu: {t: {so_luong: 9, gom: [b, c]}, b: 5, c: {cong_thuc: b - 2}}}\n",
        [("2:30", "“a.t” kỳ 2023 là 9, nhưng b + c = 5 + 3 = 8 (lệch 1)")],
    ),
    "sum of measured values": (
        HEAD + "a: {chi_tieu: {t: {gia_tri: 3.5, gom: [b, c]}, b: 1.25, c: 2.5}}\n",
        [("2:29", "“a.t” kỳ 2023 là 3,5, nhưng b + c = 1,25 + 2,5 = 3,75 (lệch 0,25)")],
    ),
    "relations with names that do not exist": (
        HEAD
        + "a: {gom: [bb], can_bang_100: [x], tong_so: 1, chi_tieu: {b: {so_luong: 1, trong_do_cua: c}}}\n",
        [
            ("2:11", "gom: nhóm “a” không có chỉ tiêu “bb”; có phải “b”?"),
            ("2:31", "can_bang_100: nhóm “a” không có chỉ tiêu “x”"),
            ("2:89", "trong_do_cua: nhóm “a” không có chỉ tiêu “c”"),
        ],
    ),
    "sum with itself and with a part twice": (
        HEAD + "a: {chi_tieu: {t: {so_luong: 7, gom: [t, b, b]}, b: 7}}\n",
        [("2:39", "gom: “t” kể cả chính nó"), ("2:45", "gom: “b” ghi hai lần")],
    ),
    "part above its whole": (
        HEAD + "a: {chi_tieu: {b: 5, c: {so_luong: {2020: 1, 2023: 6}, trong_do_cua: b}}}\n",
        [("2:52", "“a.c” kỳ 2023 là 6, lớn hơn “a.b” mà nó là một phần (5)")],
    ),
    "parts in a circle": (
        HEAD
        + "a:\n  chi_tieu:\n    b: {so_luong: 5, trong_do_cua: c}\n    c: {so_luong: 5, trong_do_cua: b}\n",
        [("4:36", "trong_do_cua quay vòng: b → c → b")],
    ),
    "shares that are no whole": (
        HEAD + "a: {tong_so: 10, can_bang_100: [b, c], chi_tieu: {b: 5, c: 4}}\n",
        [("2:18", "can_bang_100 của “a” kỳ 2023: cộng lại được 9, mẫu số là 10 (lệch 1)")],
    ),
    "shares of different wholes": (
        HEAD + "a: {tong_so: 10, can_bang_100: [b, c], chi_tieu: {b: 5, c: {so_luong: 5, mau_so: 9}}}\n",
        [("2:18", "can_bang_100 của “a” kỳ 2023: các mẫu số khác nhau: 10, 9")],
    ),
    "shares of a measured value": (
        HEAD + "a: {can_bang_100: [b], chi_tieu: {b: 5.5}}\n",
        [("2:5", "can_bang_100: “b” là số đo (gia_tri), không có tỷ lệ")],
    ),
    "base period that is the current one": (
        "ky: {hien_tai: 2023, goc: 2023}\na: {tong_so: 1}\n",
        [("1:27", "kỳ so sánh (goc: 2023) trùng kỳ báo cáo (hien_tai: 2023)")],
    ),
    "base period after the current one, target before it": (
        "ky: {hien_tai: 2023, goc: 2025, muc_tieu: 2024}\na: {tong_so: 1}\n",
        [
            ("1:27", "kỳ so sánh 2025 sau kỳ báo cáo 2023"),
            ("1:43", "năm mục tiêu 2024 trước kỳ so sánh 2025"),
        ],
    ),
    "one period twice": (
        HEAD + "a: {tong_so: {0: 1, 2023: 2}}\n",
        [("2:18", "kỳ 2023 có hai số: một số ghi kỳ 0, một số ghi kỳ 2023")],
    ),
    "numbers of periods that are slips": (
        HEAD + "a: {tong_so: {2032: 1, 202: 2}}\n",
        [
            ("2:15", "a.tong_so có số của kỳ 2032, sau kỳ báo cáo 2023"),
            ("2:24", "a.tong_so có số của kỳ 202, không giống một năm"),
        ],
    ),
    "rows without a key, with a bad one, with the same one": (
        HEAD + "a:\n  danh_sach:\n    - {so: 1}\n    - {ma: Dao, so: 1}\n    - {ma: b, so: 1}\n"
        "    - {ma: b, so: 1}\n"
        "    - {ma: so, so: 1}\n    - {ten: chỉ có chữ}\n",
        [
            ("4:7", "hàng 1 của “a” có số nhưng thiếu ma"),
            (
                "5:12",
                "hàng 2 của “a” có ma “Dao”: chỉ được gồm chữ thường không dấu, chữ số và _, "
                "bắt đầu bằng chữ",
            ),
            ("7:12", "mã “b” bị lặp"),
            ("8:12", "hàng 5 của “a” có ma “so” trùng tên một trường"),
        ],
    ),
    "field named like what every row has": (
        HEAD + "a: {danh_sach: [{ma: b, la_tong: 1}]}\n",
        [("2:25", "trường của “a” không được đặt tên “la_tong”: tên này đã dùng cho việc khác")],
    ),
}


@pytest.mark.parametrize(("definition", "expected"), DEFINITIONS.values(), ids=DEFINITIONS)
def test_a_definition_that_does_not_hold_together_is_told(definition: str, expected: Expected) -> None:
    findings = found(definition, FIGURES)
    assert said(findings) == expected
    assert {each.where.file for each in findings} == {"bao-cao.yaml"}


@pytest.mark.parametrize(("figures", "expected"), FIGURES_FILES.values(), ids=FIGURES_FILES)
def test_figures_that_do_not_hold_together_are_told(figures: str, expected: Expected) -> None:
    findings = found(DEFINITION, figures)
    assert said(findings) == expected
    assert {each.where.file for each in findings} == {"so-lieu.yaml"}


@pytest.mark.parametrize(
    ("definition", "figures"),
    [
        (DEFINITION, FIGURES),
        (DEFINITION.replace("so: 408\n", "du_thao: true\n").replace("ngay: 2023-07-12\n", ""), FIGURES),
        (
            DEFINITION.replace("so: 408\n", "").replace("2023-07-12", "2023-07"),
            FIGURES + "van_ban: {so: 5, ngay: 12/7/2023}\n",
        ),
        (DEFINITION.replace("BC/HU", "BC-HU"), FIGURES + "van_ban: {ky_hieu: BC/ĐU}\n"),
        (DEFINITION.replace("Phong Thổ", "Thành phố Hồ Chí Minh"), FIGURES),
        (DEFINITION, HEAD + "a: {tong_so: 0, chi_tieu: {b: 0, c: {so_luong: 3, mau_so: null}}}\n"),
        (
            DEFINITION,  # who holds two posts is counted once
            HEAD + "a: {tong_so: 2, gom: [b, c], chi_tieu: {b: 2, c: {so_luong: 1, kiem_nhiem: true}}}\n",
        ),
        (DEFINITION, HEAD + "a: {tong_so: 9, gom: [b, c], chi_tieu: {b: 2, c: null}}\n"),
        (DEFINITION + 'danh_so: ["I-", "1.", "1.1.", "a)", "-", "(1)-", "Thứ nhất,"]\n', FIGURES),
    ],
)
def test_files_that_hold_together_give_no_finding(definition: str, figures: str) -> None:
    assert found(definition, figures) == []


@pytest.mark.parametrize("sample", ["phong-tho", "lai-chau"])
def test_samples_hold_together(sample: str) -> None:
    loaded = load_definition(SAMPLES / sample / "bao-cao.yaml")
    given = load_figures(SAMPLES / sample / "so-lieu.yaml")
    derived = derived_values(given.figures)
    assert validate(loaded.definition, loaded.source, given.figures, given.source, derived=derived) == []


def test_everything_is_told_at_once_in_order_of_place() -> None:
    definition = DEFINITION.replace("so: 408\n", "").replace("BC/HU", "BC-HU")
    findings = found(definition, HEAD + "ky_luat: {tong_so: -1}\nnot: {tong_so: 1}\n")
    assert [each.rule for each in findings] == [
        "final-without-number",
        "symbol-shape",
        "negative-count",
        "group-name-taken",
    ]


def test_what_may_be_meant_only_warns() -> None:
    severity = {
        each.rule: each.severity for each in found(DEFINITION, HEAD + "a: {tong_so: 1, chi_tieu: {b: 2}}\n")
    }
    assert severity == {"count-above-denominator": Severity.WARNING}


def test_every_finding_says_how_to_mend_it() -> None:
    findings = [each for text, _ in DEFINITIONS.values() for each in found(text, FIGURES)]
    findings += [each for text, _ in FIGURES_FILES.values() for each in found(DEFINITION, text)]
    assert [each for each in findings if not each.remedy] == []


def test_a_key_used_twice_leads_to_its_first_place() -> None:
    (finding,) = found(DEFINITION + "phu_luc:\n  - {ma: b, van_ban: x}\n  - {ma: b, van_ban: y}\n", FIGURES)
    assert [(place.line, place.column) for place in finding.also] == [(11, 10)]


def test_relations_with_derived_figures_need_their_numbers() -> None:
    given, source = read_figures(
        HEAD + "a: {chi_tieu: {t: {so_luong: 9, gom: [b]}, b: {cong_thuc: t - 1}}}\n"
    )
    assert validate(*read_definition(DEFINITION), given, source) == []

"""Texts that must be refused: each with every message and its exact place."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.errors import Finding, InputRefused
from reportgen.load import load_definition, load_figures

Expected = list[tuple[str, str]]

HEAD = "ky: {hien_tai: 2023}\n"
NO_CODE = "không dùng làm mã được: chỉ gồm chữ thường không dấu, chữ số và _, bắt đầu bằng chữ"
ONE = "a: {chi_tieu: {b: 1}}\n"

SYNTAX: dict[str, tuple[str, Expected]] = {
    "tab in the indentation": (
        "ky:\n\thien_tai: 2023\n",
        [("2:1", "có ký tự Tab")],
    ),
    "unclosed quote, told where it opens": (
        HEAD + 'thong_tin: {x: "mở\n',
        [("2:16", "ngoặc kép mở ra mà không đóng")],
    ),
    "colon in a value": (
        HEAD + "thong_tin:\n  x: Về việc: báo cáo\n",
        [("3:13", "dấu “:” ở chỗ không được phép")],
    ),
    "indentation deeper than its sister": (
        "ky: x\n  goc: 2\n",
        [("2:6", "dấu “:” ở chỗ không được phép")],
    ),
    "indentation between two levels": (
        "ky:\n    hien_tai: 2023\n  goc: 2020\n",
        [("3:3", "thụt lề sai, hoặc thiếu tên mục")],
    ),
    "line without a colon": (
        "ky: {hien_tai: 2023}\ncan_bo\nx: 1\n",
        [("2:1", "dòng này thiếu dấu “:” sau tên mục")],
    ),
    "list not closed": (
        "a: {gom: [b, c\nd: 1}\n",
        [("1:10", "danh sách trong [ ] thiếu dấu phẩy hoặc dấu ]")],
    ),
    "mapping not closed": (
        "ky: {hien_tai: 2023\n",
        [("1:5", "nhóm mục trong { } thiếu dấu phẩy hoặc dấu }")],
    ),
    "value begins with @": (
        HEAD + "thong_tin: {x: @a}\n",
        [("2:16", "giá trị không được bắt đầu bằng dấu @")],
    ),
    "value begins with a jinja statement": (
        "van_ban: {% if x %}\n",
        [("1:11", "giá trị không được bắt đầu bằng dấu {%")],
    ),
    "value begins with bold stars": (
        "x: **đậm**\n",
        [("1:4", "giá trị không được bắt đầu bằng dấu * hoặc &")],
    ),
    "value is an unquoted jinja tag": (
        "van_ban: {{ can_bo.nu }} người\n",
        [("1:11", "tên mục phải là chữ")],
    ),
    "unknown escape": (
        'x: "\\q"\n',
        [("1:5", "dấu \\ trong ngoặc kép đi với ký tự không hiểu được")],
    ),
    "text behind the bar of a block": (
        "x: |chữ\n  y\n",
        [("1:5", "sau dấu | hoặc > phải xuống dòng")],
    ),
    "list item behind a key": (
        "x: - a\n",
        [("1:4", "dấu “-” ở chỗ không được phép")],
    ),
    "a key among list items": (
        "- a\nb: 1\n",
        [("2:1", "thụt lề sai trong danh sách")],
    ),
    "closing bracket alone": (
        "x: ]\n",
        [("1:4", "thiếu giá trị, hoặc thừa dấu đóng ] }")],
    ),
    "directive": (
        "%x\n",
        [("1:1", "dòng không được bắt đầu bằng dấu %")],
    ),
    "all duplicate keys, in every depth": (
        "ky: {hien_tai: 2023, hien_tai: 2024}\nky: {hien_tai: 2023}\na: {chi_tieu: {b: 1, b: 2}}\n",
        [
            ("1:22", "mục “hien_tai” bị lặp; đã có ở dòng 1, cột 6"),
            ("2:1", "mục “ky” bị lặp; đã có ở dòng 1, cột 1"),
            ("3:22", "mục “b” bị lặp; đã có ở dòng 3, cột 16"),
        ],
    ),
    "duplicates and wrong values together": (
        HEAD + "a: {chi_tieu: {b: 1, b: x}, tong_s: 1}\n",
        [
            ("2:22", "mục “b” bị lặp; đã có ở dòng 2, cột 16"),
            ("2:25", "“a.chi_tieu.b”: phải là số, hoặc nhóm mục “tên: giá trị”, đang là “x”"),
            ("2:29", "không có mục “tong_s” trong “a”; có phải “tong_so”?"),
        ],
    ),
    "anchor and alias": (
        "ky: &k {hien_tai: 2023}\nx: *k\n",
        [("1:5", "không dùng neo &k"), ("2:4", "không dùng bí danh *k")],
    ),
    "tags": (
        "ky: {hien_tai: !!int 2023}\nx: !a y\n",
        [("1:16", "không dùng thẻ kiểu !!int"), ("2:4", "không dùng thẻ kiểu !a")],
    ),
    "merge key": ("x: 1\n<<: {y: 1}\n", [("2:1", "không dùng mục gộp “<<”")]),
    "empty key": ("?\n: 1\n", [("1:2", "thiếu tên mục trước dấu “:”")]),
    "two documents": (
        "ky: 1\n---\nky: 2\n",
        [("2:1", "tệp có nhiều nội dung, ngăn bằng dòng ---")],
    ),
    "text after the end": (
        "ky: 1\n...\nx: 2\n",
        [("3:1", "có chữ thừa sau khi nội dung đã hết")],
    ),
    "too deep": ("x: " + "[" * 64 + "]" * 64, [("1:67", "lồng quá 64 cấp")]),
    "deep enough to crash a recursive parser": ("[" * 100_000, [("1:65", "lồng quá 64 cấp")]),
    "decimal comma inside braces": (
        HEAD + "a: {tong_so: {2020: 12,5, 2023: 13}}\n",
        [("2:24", "trong ngoặc { } dấu phẩy ngăn các mục, nên “12,5” bị cắt làm hai")],
    ),
    "only a comment": ("# chưa viết\n", [("", "tệp rỗng")]),
    "blank": (" \n\n", [("", "tệp rỗng")]),
    "a list instead of entries": ("- a\n", [("1:1", "tệp phải gồm các mục “tên: giá trị”")]),
}

CHARACTERS: dict[str, tuple[str, Expected]] = {
    "control character": (
        HEAD + "thong_tin: {x: a\x07b}\n",
        [("2:17", "ký tự U+0007 không dùng được (ký tự điều khiển)")],
    ),
    "private-use character": (
        HEAD + "thong_tin: {x: a\ue000b}\n",
        [("2:17", "ký tự U+E000 không dùng được (ký tự dùng riêng của một phông chữ)")],
    ),
    "private use beyond the first plane": (
        HEAD + "thong_tin: {x: \U000f0001}\n",
        [("2:16", "ký tự U+F0001 không dùng được (ký tự dùng riêng của một phông chữ)")],
    ),
    "line separator": (
        "x: a\u2028b\n",
        [("1:5", "ký tự U+2028 không dùng được (ký tự điều khiển)")],
    ),
    "direction override": (
        "x: a\u202eb\n",
        [("1:5", "ký tự U+202E không dùng được (ký tự điều khiển)")],
    ),
    "replacement character": (
        "x: H\ufffdi\n",
        [("1:5", "ký tự U+FFFD không dùng được (dấu vết của một chữ đã mất khi chuyển mã)")],
    ),
    "an escape for a private-use character": (
        HEAD + 'thong_tin: {x: "a\\ue000"}\n',
        [("2:16", "ký tự U+E000 không dùng được (ký tự dùng riêng của một phông chữ)")],
    ),
    "bad characters and duplicates together": (
        "x: \x01\ny: 1\ny: \ue000\n",
        [
            ("1:4", "ký tự U+0001 không dùng được (ký tự điều khiển)"),
            ("3:1", "mục “y” bị lặp; đã có ở dòng 2, cột 1"),
            ("3:4", "ký tự U+E000 không dùng được (ký tự dùng riêng của một phông chữ)"),
        ],
    ),
}

FIGURES: dict[str, tuple[str, Expected]] = {
    "no period": (ONE, [("1:1", "thiếu mục “ky” (Kỳ)")]),
    "no current period": ("ky: {goc: 2020}\n", [("1:1", "thiếu mục “hien_tai” (Kỳ báo cáo) trong “ky”")]),
    "misspelt key": (
        HEAD + "a: {chi_tieu: {b: {so_luog: 1}}}\n",
        [("2:20", "không có mục “so_luog” trong “a.chi_tieu.b”; có phải “so_luong”?")],
    ),
    "Vietnamese number": (
        HEAD + "a: {chi_tieu: {b: 1.029,31}}\n",
        [("2:25", "trong ngoặc { } dấu phẩy ngăn các mục, nên “1.029,31” bị cắt làm hai")],
    ),
    "Vietnamese number on a line": (
        HEAD + "a:\n  chi_tieu:\n    b: 1.029,31\n",
        [("4:8", "“a.chi_tieu.b”: phải là số, hoặc nhóm mục “tên: giá trị”, đang là “1.029,31”")],
    ),
    "count with decimals": (
        HEAD + "a: {tong_so: 12.5}\n",
        [("2:14", "“a.tong_so”: phải là số nguyên, đang là 12.5")],
    ),
    "quoted count": (
        HEAD + 'a: {tong_so: {2023: "12"}}\n',
        [("2:21", "“a.tong_so.2023”: phải là số nguyên, đang là “12”")],
    ),
    "count as true": (
        HEAD + "a: {tong_so: true}\n",
        [("2:14", "“a.tong_so”: phải là số nguyên, đang là true")],
    ),
    "measured value as text": (
        HEAD + "a: {chi_tieu: {b: {gia_tri: dài}}}\n",
        [("2:29", "“a.chi_tieu.b.gia_tri”: phải là số, đang là “dài”")],
    ),
    "period that is no number": (
        HEAD + "a: {tong_so: {năm 2020: 1, 02020: 2}}\n",
        [
            ("2:15", "tên mục “a.tong_so.năm 2020”: kỳ phải là số nguyên, ví dụ 2023"),
            ("2:28", "tên mục “a.tong_so.02020”: kỳ phải là số nguyên, ví dụ 2023"),
        ],
    ),
    "accented code": (
        HEAD + "a: {chi_tieu: {Đại học: 1}}\n",
        [
            (
                "2:16",
                f"“Đại học” {NO_CODE}",
            )
        ],
    ),
    "accented group": (
        HEAD + "Cán bộ: {tong_so: 1}\n",
        [
            (
                "2:1",
                f"“Cán bộ” {NO_CODE}",
            )
        ],
    ),
    "target that is no number": (
        HEAD + "a: {chi_tieu: {b: {so_luong: 1, muc_tieu: {2025: cao}}}}\n",
        [("2:50", "“a.chi_tieu.b.muc_tieu.2025”: mục tiêu phải là số hoặc khoảng “35 - 40”, đang là “cao”")],
    ),
    "target as a list": (
        HEAD + "a: {chi_tieu: {b: {so_luong: 1, muc_tieu: {2025: [35, 40]}}}}\n",
        [("2:44", "“a.chi_tieu.b.muc_tieu.2025”: mục tiêu phải là số hoặc khoảng “35 - 40”")],
    ),
    "range turned round": (
        HEAD + "a: {chi_tieu: {b: {so_luong: 1, muc_tieu: {2025: 40 - 35}}}}\n",
        [
            (
                "2:50",
                "“a.chi_tieu.b.muc_tieu.2025”: đầu khoảng mục tiêu phải nhỏ hơn cuối khoảng"
                ", đang là “40 - 35”",
            )
        ],
    ),
    "two origins": (
        HEAD + "a: {chi_tieu: {b: {so_luong: 1, gia_tri: 2}}}\n",
        [("2:16", "“a.chi_tieu.b”: chỉ tiêu phải có đúng một trong: so_luong, gia_tri, cong_thuc")],
    ),
    "a group that is a list too": (
        HEAD + "a: {tong_so: 1, danh_sach: [{ten: x}]}\n",
        [("2:1", "“a”: nhóm có danh_sach thì không có chi_tieu, tong_so")],
    ),
    "an empty group": (
        HEAD + "a: {nhan: A}\n",
        [("2:1", "“a”: nhóm phải có chi_tieu, tong_so hoặc danh_sach")],
    ),
    "a list cell that is a list": (
        HEAD + "a:\n  danh_sach:\n    - {ten: [x]}\n",
        [("4:8", "“a.danh_sach[1].ten”: phải là số hoặc chữ, đang là một danh sách")],
    ),
    "unknown kind": (
        HEAD + "a: {chi_tieu: {b: {cong_thuc: x, loai: gia_trj}}}\n",
        [
            (
                "2:40",
                "“a.chi_tieu.b.loai”: phải là một trong: so_luong, gia_tri hoặc ty_le, đang là “gia_trj”",
            )
        ],
    ),
    "fact that is a decimal": (
        HEAD + "thong_tin: {x: 1.5}\n",
        [("2:16", "“thong_tin.x”: phải là chữ hoặc số nguyên, đang là 1.5")],
    ),
    "date that is none": (
        HEAD + "van_ban: {ngay: 31/2/2023}\n",
        [("2:17", "“van_ban.ngay”: không có ngày 31/2/2023")],
    ),
    "month that is none": (
        HEAD + "van_ban: {ngay: 2023-13}\n",
        [("2:17", "“van_ban.ngay”: không có ngày 2023-13")],
    ),
    "a very long number": (
        HEAD + f"a: {{tong_so: {'9' * 5000}}}\n",
        [("2:14", f"“a.tong_so”: phải là số nguyên, đang là “{'9' * 40}…”")],
    ),
}

DEFINITION_HEAD = """\
the_thuc: dang
co_quan: {ban_hanh: A}
ky_hieu: BC/HU
dia_danh: B
trich_yeu: C
noi_dung: [{van_ban: D}]
"""
DEFINITIONS: dict[str, tuple[str, Expected]] = {
    "all that is missing": (
        "the_thuc: dang\nco_quan: {}\n",
        [
            ("1:1", "thiếu mục “ky_hieu” (Ký hiệu, ví dụ BC-UBND hoặc BC/HU)"),
            ("1:1", "thiếu mục “dia_danh” (Địa danh)"),
            ("1:1", "thiếu mục “trich_yeu” (Trích yếu)"),
            ("1:1", "thiếu mục “noi_dung” (Nội dung)"),
            ("2:1", "thiếu mục “ban_hanh” (Cơ quan ban hành) trong “co_quan”"),
        ],
    ),
    "wrong regime": (
        DEFINITION_HEAD.replace("dang", "dangg"),
        [("1:11", "“the_thuc”: phải là một trong: nha_nuoc hoặc dang, đang là “dangg”")],
    ),
    "text that is a number": (
        DEFINITION_HEAD.replace("dia_danh: B", "dia_danh: 5"),
        [("4:11", "“dia_danh”: phải là chữ, đang là 5")],
    ),
    "number that is a text": (
        DEFINITION_HEAD + "so: năm\n",
        [("7:5", "“so”: phải là số nguyên, đang là “năm”")],
    ),
    "too many decimals": (
        DEFINITION_HEAD + "so_le: 9\n",
        [("7:8", "“so_le”: phải từ 6 trở xuống, đang là 9")],
    ),
    "text where a list belongs": (
        DEFINITION_HEAD + "noi_nhan: Lưu\n",
        [("7:11", "“noi_nhan”: phải là danh sách, đang là “Lưu”")],
    ),
    "neither yes nor text": (
        DEFINITION_HEAD + "du_thao: []\n",
        [("7:1", "“du_thao”: phải là true hoặc false hoặc chữ, đang là một danh sách")],
    ),
    "a section that says nothing": (
        DEFINITION_HEAD.replace("{van_ban: D}", "{van_ban: D}, {danh_so: false}"),
        [("6:26", "“noi_dung[2]”: mục phải có tieu_de hoặc van_ban")],
    ),
    "deep inside": (
        DEFINITION_HEAD.replace("{van_ban: D}", "{tieu_de: X, muc: [{tieude: Y}]}"),
        [("6:32", "không có mục “tieude” trong “noi_dung[1].muc[1]”; có phải “tieu_de”?")],
    ),
    "paper": (
        DEFINITION_HEAD + "phu_luc: [{ma: a, kho: A3}]\n",
        [("7:11", "“phu_luc[1]”: kho phải là doc hoặc ngang")],
    ),
    "annex table": (
        DEFINITION_HEAD + "phu_luc: [{ma: a, bang: {nguon: x, cot: [], dong_tong: giua}}]\n",
        [
            ("7:36", "“phu_luc[1].bang.cot”: phải có ít nhất 1 phần tử"),
            ("7:56", "“phu_luc[1].bang.dong_tong”: phải là một trong: dau, cuoi hoặc khong, đang là “giua”"),
        ],
    ),
}

JSON: dict[str, tuple[str, Expected]] = {
    "comma too many": ('{"a": 1,}', [("1:9", "thiếu tên mục trong ngoặc kép")]),
    "colon missing": ('{"a" 1}', [("1:6", "thiếu dấu “:” sau tên mục")]),
    "comma missing": ('{"a": 1 "b": 2}', [("1:9", "thiếu dấu phẩy giữa hai mục, hoặc thiếu dấu đóng")]),
    "value missing": ('{"a": }', [("1:7", "thiếu giá trị")]),
    "quote missing": ('{"a": "x', [("1:7", "ngoặc kép mở ra mà không đóng")]),
    "line end in a text": ('{"a": "x\ny"}', [("1:9", "xuống dòng hoặc Tab trong ngoặc kép")]),
    "unknown escape": ('{"a": "\\q"}', [("1:8", "dấu \\ đi với ký tự không hiểu được")]),
    "half an emoji": (
        '{"a": "\\ud83d"}',
        [("1:10", "dấu \\ trong ngoặc kép đi với ký tự không hiểu được")],
    ),
    "text after the end": ('{"a": 1} x', [("1:10", "có chữ thừa sau khi nội dung đã hết")]),
    "duplicate keys": (
        '{"ky": {"hien_tai": 2023},\n "ky": {"hien_tai": 2024}}',
        [("2:2", "mục “ky” bị lặp; đã có ở dòng 1, cột 2")],
    ),
    "not a number": ('{"a": NaN}', [("1:7", "“NaN” không phải là số viết đầy đủ")]),
    "exponent": ('{"a": 1e5}', [("1:7", "“1e5” không phải là số viết đầy đủ")]),
    "too deep for the JSON parser": ("[" * 100_000, [("", "lồng quá 64 cấp")]),
    "only null": ("null", [("", "tệp rỗng")]),
}


def refused(path: Path, text: str, *, definition: bool = False) -> list[Finding]:
    path.write_bytes(text.encode())
    with pytest.raises(InputRefused) as caught:
        (load_definition if definition else load_figures)(path, shown_as="f")
    return list(caught.value.findings)


def flat(findings: list[Finding]) -> Expected:
    return [(str(each.where).removeprefix("f").removeprefix(":"), each.message) for each in findings]


def cases(*tables: dict[str, tuple[str, Expected]]) -> list[object]:
    return [pytest.param(*case, id=name) for table in tables for name, case in table.items()]


@pytest.mark.parametrize(("text", "expected"), cases(SYNTAX, CHARACTERS, FIGURES))
def test_bad_figures_are_refused_with_place(text: str, expected: Expected, tmp_path: Path) -> None:
    findings = refused(tmp_path / "so-lieu.yaml", text)
    assert flat(findings) == expected


@pytest.mark.parametrize(("text", "expected"), cases(DEFINITIONS))
def test_bad_definition_is_refused_with_place(text: str, expected: Expected, tmp_path: Path) -> None:
    assert flat(refused(tmp_path / "bao-cao.yaml", text, definition=True)) == expected


@pytest.mark.parametrize(("text", "expected"), cases(JSON))
def test_bad_json_is_refused_with_place(text: str, expected: Expected, tmp_path: Path) -> None:
    assert flat(refused(tmp_path / "so-lieu.json", text)) == expected


NUMBERS_TO_MEND = [
    ("1.029,31", "trong YAML viết số theo kiểu máy: 1029.31"),
    ("12,5", "trong YAML viết số theo kiểu máy: 12.5"),
    ("1_000", "trong YAML viết số theo kiểu máy: 1000"),
    ("05", "trong YAML viết số theo kiểu máy: 5"),
    ("+5", "trong YAML viết số theo kiểu máy: 5"),
    ("50%", "trong YAML viết số theo kiểu máy: 50"),
    ("1 000", "trong YAML viết số theo kiểu máy: 1000"),
    ("1.", "trong YAML viết số theo kiểu máy, ví dụ 1029.31"),
    ("1,000", "dấu phẩy không dùng trong số: viết 1000, hoặc 1.000"),
    ("'12'", "bỏ ngoặc kép: 12"),
    ("'5.480'", "bỏ ngoặc kép và dấu chấm: 5480"),
    ("1.029", "dấu chấm là dấu thập phân; nếu là số 1029 thì viết liền"),
    ("12.5", "số đếm không có phần thập phân; số đo thì dùng gia_tri"),
    ("12:30", ""),
    ("nhiều", ""),
]


@pytest.mark.parametrize(("written", "remedy"), NUMBERS_TO_MEND)
def test_a_count_a_person_would_read_gets_its_machine_form(written: str, remedy: str, tmp_path: Path) -> None:
    (finding,) = refused(tmp_path / "f.yaml", f"{HEAD}a:\n  tong_so: {written}\n")
    assert finding.remedy == remedy


def test_one_cause_is_told_once_with_its_other_places(tmp_path: Path) -> None:
    (finding,) = refused(tmp_path / "f.yaml", "a:\tx\nb:\n\t- y\n")
    assert (str(finding.where), [str(place) for place in finding.also]) == ("f:1:3", ["f:3:1"])


def test_unknown_key_lists_the_known_ones(tmp_path: Path) -> None:
    (finding,) = refused(tmp_path / "f.yaml", "ky: {hien_tai: 2023, x: 1}\n")
    assert finding.remedy == "các mục dùng được: hien_tai, goc, muc_tieu"


def test_an_accented_code_gets_a_plain_one(tmp_path: Path) -> None:
    (finding,) = refused(tmp_path / "f.yaml", HEAD + "a: {chi_tieu: {Đại học (%): 1}}\n")
    assert finding.remedy == "ví dụ: dai_hoc"

"""Figures, punctuation, capitals and names of bodies in running text: what is reported, and what never is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.check.wording import capitals, figures, local_government, typography
from reportgen.check.wording.slip import Slips, tones_alike
from reportgen.vietnamese import group_digits

Check = Callable[[Sequence[str]], Slips]


def quotes(check: Check, *texts: str) -> list[str]:
    """What the check points at, in all its slips."""
    found = []
    for slip in check(texts):
        places = ((slip.line, slip.start, slip.end), *slip.also)
        found += [texts[line][start:end] for line, start, end in places]
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("đạt 12.5%", ["12.5"]),
        ("thu 3.25 tỷ đồng, diện tích 97.22 ha", ["3.25", "97.22"]),
        ("đạt 12,5%; thu 1.250,5 triệu đồng; dài 97,229 km", []),
        ("mục 2.1 ha", []),  # a section, whatever follows
        ("tiêu chí 17.1 % và khoản 2.5", []),
        ("phiên bản 3.11; TCVN 6909:2001; ISO 9001.20", []),
        ("ngày 15.5.2023; điện thoại 0259.3822.683; www.chinhphu.vn/1.2%", []),
        ("đạt 1.250 triệu đồng; 84.265 người", []),
        ("theo Nghị định 12.5/2020/NĐ-CP", []),
    ],
)
def test_decimal_points(text: str, found: list[str]) -> None:
    assert quotes(figures.decimal_points, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kinh phí 1,250,000 đồng", ["1,250,000"]),
        ("có 1,250 hộ nghèo", ["1,250"]),
        ("dài 97,229 km; đạt 79,885%", []),  # three decimals
        ("0,125 người trên một km²", []),
        ("1,250 tỷ đồng", []),
        ("các năm 2021, 2022, 2023", []),
    ],
)
def test_commas_between_thousands(text: str, found: list[str]) -> None:
    assert quotes(figures.comma_groups, text) == found


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["dân số 84.265 người", "tổng đàn 12500 con"], ["12500"]),
        (["tổng đàn 12500 con", "thu 25000 triệu đồng"], []),  # one style
        (["dân số 84.265 người", "có 1299 cán bộ"], []),  # below 10.000
        (["dân số 84.265 người", "mã số 12500; số tài khoản 3711012345678 đồng chí"], []),
    ],
)
def test_figures_grouped_one_way(texts: list[str], found: list[str]) -> None:
    assert quotes(figures.ungrouped, *texts) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("đạt 37 %", ["37 %"]), ("35 - 40 %", ["40 %"]), ("đạt 37%", []), ("tỷ lệ % theo năm", [])],
)
def test_percent_signs(text: str, found: list[str]) -> None:
    assert quotes(figures.loose_percents, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("dài 5km, rộng 12,5ha", ["5km", "12,5ha"]),
        ("3,2tỷ đồng", ["3,2tỷ"]),
        ("dài 5 km, 12 ha, 50m/hộ", []),
        ("QL1A, H5N1, 5G, 24h, km5, covid-19", []),
        ("số 12/KH-UBND", []),
        ("100 m2 và 50m2", ["50m2"]),
    ],
)
def test_units(text: str, found: list[str]) -> None:
    assert quotes(figures.glued_units, text) == found


def test_ranges_of_years_are_written_one_way() -> None:
    assert quotes(figures.ranges_of_years, "2021-2025", "2020-2025", "2025 - 2030") == ["2025 - 2030"]
    assert quotes(figures.ranges_of_years, "2021-2025", "2020-2025") == []


@given(st.integers(0, 10**9), st.integers(0, 3))
def test_no_figure_that_we_print_is_reported(scaled: int, decimals: int) -> None:
    shown = group_digits(scaled, decimals)
    texts = [f"đạt {shown}%", f"có {shown} người", f"thu {shown} triệu đồng"]
    for check in (figures.decimal_points, figures.loose_percents, figures.glued_units):
        assert quotes(check, *texts) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("xã , phường", ["xã ,"]),
        ("kết quả :", ["quả :"]),
        ("đã xong .", ["xong ."]),
        ("xã,phường", ["xã,phường"]),
        ("đã xong.Tiếp tục làm", ["xong.Tiếp"]),
        ("( có phụ lục)", ["( có"]),
        ("xã, phường; thôn: bản. Hết!", []),
        ("v.v... và các việc khác...", []),
        ("TP.HCM, PGS.TS, U.23, b/c; 7:30; 1.250,5", []),
        ("xem www.abc.gov.vn, thu@abc.vn,www.x.vn; tệp bao-cao.Docx", []),
        ("ngày ..... tháng ..... năm", []),
        ("xã hội. /.", []),
    ],
)
def test_punctuation(text: str, found: list[str]) -> None:
    assert quotes(typography.punctuation, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tổng số   120 hộ", ["số   120"]),
        ("cán bộ\tcông chức", ["bộ\tcông"]),
        ("một dấu cách thôi. Hết", []),
        ("ngày     tháng 5 năm 2023", []),
        ("Họ tên: ..........  Chức vụ: ........", []),
        ("\tlùi đầu dòng", []),
        ("cuối dòng   ", []),
    ],
)
def test_blanks(text: str, found: list[str]) -> None:
    assert quotes(typography.blanks, text) == found


@pytest.mark.parametrize(("text", "count"), [("-----", 1), ("- một mục", 0), ("---", 0), ("", 0)])
def test_line_of_dashes(text: str, count: int) -> None:
    assert len(list(typography.dash_line([text]))) == count


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["văn hóa, ủy ban, hòa bình", "văn hoá"], ["hoá"]),
        (["văn hoá, uỷ ban, hoà bình", "văn hóa"], ["hóa"]),
        (["văn hóa, hoàn toàn, quý, toán, khoảng, thủy"], []),
        (["văn hoá, hoàn toàn, quỹ, quỳ, thuỷ"], []),
        (["đồng chí Nguyễn Thị Hoà, văn hóa"], []),  # a name is its bearer's
        (["tuỳ theo, quý, quy"], []),
    ],
)
def test_tone_marks_are_placed_one_way(texts: list[str], found: list[str]) -> None:
    assert quotes(typography.tone_marks, *texts) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nghị định số 30/2020/NĐ–CP", ["30/2020/NĐ–CP"]),
        ("Nghị quyết số 12–NQ/TU", ["12–NQ/TU"]),
        ("Nghị định số 30/2020/NĐ-CP – văn bản mới", []),
        ("giai đoạn 2021–2025; từ 5 – 7 người", []),
    ],
)
def test_dashes_in_symbols(text: str, found: list[str]) -> None:
    assert quotes(typography.dashes_in_symbols, text) == found


def test_quotation_marks_and_hidden_characters() -> None:
    assert quotes(typography.quotation_marks, "“a” “b”", '"c"') == ['"', '"']
    assert quotes(typography.quotation_marks, "“a” “b”") == []
    assert quotes(typography.hidden_characters, "a\u200bb", "c\u00add", "e") == ["\u200b", "\u00ad"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("trên địa bàn Tỉnh Nam Định", ["Tỉnh Nam"]),
        ("người dân Xã Công Hải,", ["Xã Công"]),
        ("Tỉnh Nam Định đã triển khai", []),  # it begins the sentence
        ("Thường trực Tỉnh Đoàn, Đảng bộ Tỉnh Ủy", []),
        ("trên địa bàn tỉnh Nam Định", []),
        ("phường Điện Biên Phủ và Phường Điện Biên Phủ", []),
    ],
)
def test_units_with_a_name(text: str, found: list[str]) -> None:
    assert quotes(capitals.units_with_name, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tại phường 3, thành phố Đà Lạt", ["phường 3"]),
        ("tại quận 1.", ["quận 1"]),
        ("ở các phường 12 người", []),
        ("tại Phường 3", []),
    ],
)
def test_units_with_a_number(text: str, found: list[str]) -> None:
    assert quotes(capitals.units_with_number, text) == found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("phục vụ nhân dân tốt hơn", 1),
        ("Nhân dân các dân tộc", 0),
        ("Ủy ban nhân dân, Uỷ ban nhân dân, tòa án nhân dân, quần chúng nhân dân, 100 nhân dân tệ", 0),
    ],
)
def test_people_standing_alone(text: str, count: int) -> None:
    assert len(quotes(capitals.people, text)) == count


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("thực hiện nghị quyết số 06-NQ/TU", ["nghị quyết"]),
        ("ban hành 05 quyết định, 02 kế hoạch số hóa", []),
        ("thực hiện Nghị quyết số 06-NQ/TU", []),
        ("theo Thông báo kết luận số 12-TB/ĐU", []),  # the name of the type has two words
    ],
)
def test_type_of_a_specific_document(text: str, found: list[str]) -> None:
    assert quotes(capitals.specific_documents, text) == found


LONG = "Đội ngũ cán bộ, công chức cấp xã từng bước được chuẩn hóa, nâng cao về chất lượng."


@pytest.mark.parametrize(
    ("before", "text", "count"),
    [
        (LONG, "trong những năm qua đã có nhiều cố gắng.", 1),
        (LONG, "Trong những năm qua.", 0),
        (LONG.rstrip("."), "đoàn kết, trách nhiệm.", 0),  # a paragraph cut in two
        (LONG, "a) Khen thưởng", 0),
        ("Gồm:", "cán bộ nữ", 0),
    ],
)
def test_start_of_a_paragraph(before: str, text: str, count: int) -> None:
    assert len(quotes(capitals.paragraph_starts, before, text)) == count


def test_spellings_of_a_list() -> None:
    texts = ["Uỷ Ban Nhân Dân xã", "Ủy ban nhân dân xã", "Ủy Ban Nhân Dân tỉnh"]
    (slip,) = capitals.wrong_spellings(texts, "VH-08", {"Ủy Ban Nhân Dân": "Ủy ban nhân dân"})
    assert (slip.line, slip.expected, slip.also) == (0, "Ủy ban nhân dân", ((2, 0, 15),))


DISTRICTS = ("(?:UBND|Ủy ban nhân dân) (?:huyện|quận)", "Huyện ủy")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đề nghị UBND huyện xem xét, bố trí kinh phí.", ["UBND huyện"]),
        ("báo cáo Uỷ ban nhân dân huyện theo dõi", ["Uỷ ban nhân dân huyện"]),
        ("Trước đây UBND huyện đã bố trí kinh phí.", []),
        ("hồ sơ tiếp nhận từ UBND huyện (cũ)", []),
        ("Quyết định số 12/QĐ-UBND của UBND huyện", []),
        ("Năm 2024, UBND huyện hỗ trợ 5 hộ. Nay đề nghị Huyện ủy quan tâm", ["Huyện ủy"]),
        ("UBND xã Công Hải", []),
    ],
)
def test_bodies_that_ended(text: str, found: list[str]) -> None:
    assert (
        quotes(lambda texts: local_government.ended_bodies(texts, "T2-01", DISTRICTS, "01/7/2025"), text)
        == found
    )


def test_merged_ministry_is_told_its_new_name() -> None:
    names = {"Bộ Giao thông vận tải": "Bộ Xây dựng"}
    (slip,) = local_government.renamed_bodies(["theo hướng dẫn của Bộ Giao thông vận tải."], "T2-06", names)
    assert slip.expected == "Bộ Xây dựng"
    cited = ["Thông tư số 12/2020/TT-BGTVT của Bộ Giao thông vận tải."]
    assert list(local_government.renamed_bodies(cited, "T2-06", names)) == []


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("HOÀ UỶ hoà uỷ khoẻ tuỳ", "HÒA ỦY hòa ủy khỏe tùy"),
        ("hoàn quý toán quỷ khoản", "hoàn quý toán quỷ khoản"),
        ("Thuỷ Hoà\u00a0Bình", "Thủy Hòa Bình"),
    ],
)
def test_tone_marks_compare_alike(text: str, same: str) -> None:
    assert tones_alike(text) == same


@given(st.lists(st.text(max_size=60), max_size=8))
def test_no_text_makes_a_check_fail(texts: list[str]) -> None:
    checks: tuple[Check, ...] = (
        *(figures.decimal_points, figures.comma_groups, figures.ungrouped, figures.loose_percents),
        *(figures.glued_units, figures.ranges_of_years, typography.punctuation, typography.blanks),
        *(typography.tone_marks, typography.dashes_in_symbols, typography.quotation_marks),
        *(capitals.units_with_name, capitals.people, capitals.paragraph_starts, capitals.specific_documents),
    )
    for check in checks:
        for slip in check(texts):
            assert 0 <= slip.line < len(texts)
            assert slip.start <= slip.end <= len(texts[slip.line])

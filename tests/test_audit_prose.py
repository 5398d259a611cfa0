"""The audit of running text: what statements say, what is right, what is not and why."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.audit.audit import audit_document, audit_prose
from reportgen.errors import Finding, Severity
from tests.plain_word import plain_word
from tests.word_text import document

SAMPLES = Path(__file__).parent.parent / "samples"


def serious(text: str) -> list[Finding]:
    """Errors and warnings."""
    return [f for f in audit_prose(document(text)).findings if f.severity is not Severity.INFO]


WRONG = [
    # a ratio and its percentage: 3157/3386 = 93,24 %
    ("đảng viên học tập là 3.157/3.386 đồng chí, đạt 94,2%;", "percent-of-ratio", "93,2%"),
    ("có 24/30 trường đạt chuẩn quốc gia (chiếm 75%).", "percent-of-ratio", "80%"),
    ("Tỷ lệ bao phủ bảo hiểm y tế đạt 92% dân số (850/1.000 người).", "percent-of-ratio", "85%"),
    # a count and its total: 68/160 = 42,5 %
    (
        "Tổng số công chức là 160 đồng chí, trong đó nữ có 68 đồng chí, chiếm 45,2%.",
        "percent-of-total",
        "42,5%",
    ),
    ("tiếp nhận 80 đơn, đã giải quyết 60 đơn, đạt 85%.", "percent-of-total", "75%"),
    (
        "xuất sắc 5 đồng chí, chiếm 12%; khá 45 đồng chí, chiếm 90% trong tổng số 50 đảng viên.",
        "percent-of-total",
        "10%",
    ),
    # achieved / target: 46,32/50 = 92,64 %
    ("+ Tỷ lệ cán bộ trẻ: 46,32%/50%, đạt 96,24% mục tiêu đề ra.", "attainment", "92,64%"),
    ("tỷ lệ là 20%/25% - 40%, đạt 80% - 60% mục tiêu đề ra.", "attainment", "80% - 50%"),
    (
        "Mục tiêu: “60% cơ quan có nữ lãnh đạo”. Kết quả: có 3/10, đạt 30% (đạt 60% mục tiêu đề ra).",
        "attainment",
        "50%",
    ),
    # parts and totals
    ("07 đơn vị (05 phường, 03 xã).", "total-of-parts", "08"),
    (
        "Tổng số cán bộ: 42 người (Trưởng phòng: 18 người; Phó Trưởng phòng: 22 người).",
        "total-of-parts",
        "40",
    ),
    ("thi hành kỷ luật 15 đảng viên, gồm: khiển trách 09, cảnh cáo 04, khai trừ 03.", "total-of-parts", "16"),
    (
        "Tổng kinh phí 900 triệu đồng, trong đó năm 2021: 300 triệu đồng, năm 2022: 300 triệu đồng, năm "
        "2023: 400 triệu đồng.",
        "total-of-parts",
        "1.000",
    ),
    (
        "Tổng số là 362 lượt. Qua rà soát, giữ nguyên 296 lượt, đưa ra 06 lượt; bổ sung 20 lượt.",
        "total-of-parts",
        "322",
    ),
    (
        "Diện tích 12.450 ha, đạt 101% kế hoạch; trong đó: lúa 7.200 ha, ngô 3.150 ha, sắn 2.900 ha.",
        "total-of-parts",
        "13.250",
    ),
    ("có 05 cán bộ, trong đó có 07 đồng chí là nữ.", "part-exceeds-whole", ""),
    ("Toàn huyện có 15 xã, trong đó 9/17 xã đạt chuẩn.", "part-exceeds-whole", "15"),
    # shares of one whole
    ("Dao chiếm 36,83%; Mông chiếm 27,29%; còn lại dân tộc khác chiếm 34,88%.", "shares-of-hundred", "100%"),
    ("Cơ cấu kinh tế: nông nghiệp 15,2%; công nghiệp 40,1%; dịch vụ 46,7%.", "shares-of-hundred", "100%"),
    # bounds
    ("Các trường đều đạt từ 90% trở lên, trong đó tiểu học đạt 87,5%.", "bound-broken", ""),
    # change
    ("thu đạt 1.234,5 tỷ đồng, bằng 119,2% dự toán (1.130 tỷ đồng).", "percent-of-base", "109,2%"),
    ("Kế hoạch giao 120 lao động, thực hiện 138 lao động, đạt 105% kế hoạch.", "percent-of-base", "115%"),
    ("Số vụ tăng 25% so với cùng kỳ (năm 2022: 120; năm 2023: 138).", "change", "15%"),
    ("giảm từ 25,6% năm 2021 xuống còn 20,1% năm 2022, giảm 4,5 điểm phần trăm.", "change", "5,5"),
    ("giảm từ 25,6% năm 2021 xuống còn 20,1% năm 2022, giảm 5,5%.", "percent-or-points", "5,5 điểm %"),
    ("có 138 hộ thoát nghèo, tăng 18 hộ (17%) so với cùng kỳ.", "change", "15%"),
    ("Số hộ nghèo tăng từ 1.390 hộ xuống còn 1.234 hộ.", "change-direction", "giảm"),
    ("Số vụ giảm 15% so với cùng kỳ (năm 2022: 120; năm 2023: 138).", "change-direction", "tăng"),
    # stock and flow
    ("Đầu năm có 320 hộ, thoát nghèo 85 hộ, phát sinh 10 hộ, cuối năm còn 255 hộ.", "stock-and-flow", "245"),
    # units and signs
    ("99,38%/100% có trình độ trung học, đạt 99,38 mục tiêu đề ra.", "missing-percent-sign", "99,38%"),
    ("dân tộc Mông chiếm 27,29; dân tộc Thái chiếm 17,25%.", "missing-percent-sign", "27,29%"),
    ("cán bộ nữ chiếm 135%.", "impossible-percent", ""),
    ("Mục tiêu: “100% được bồi dưỡng”. Kết quả: Đạt 104% mục tiêu đề ra.", "impossible-percent", ""),
    ("nước sạch có tại 19/17 xã, thị trấn.", "part-exceeds-whole", ""),
    ("Tổng 6 tỷ đồng (nhà nước 4.000 tỷ đồng, nhân dân 2.000 tỷ đồng).", "part-exceeds-whole", ""),
    # lists and averages
    ("gồm 4 chức danh: Bí thư, Phó Bí thư, Chủ tịch.", "count-of-items", "3"),
    ("Trong 3 năm (2021, 2022) có dịch bệnh.", "count-of-items", "2"),
    ("xây mới 120 ngôi nhà với tổng kinh phí 6 tỷ đồng, bình quân 60 triệu đồng/nhà.", "average", "50"),
    ("Đường dài 2 km (3.000 m).", "unit-conversion", "2.000"),  # amounts said twice
    ("Có gần 3.000 người (3.157 người) tham gia.", "bound-broken", ""),
    ("Gồm 03 (bốn) đồng chí.", "number-in-words", ""),
    # what is left: 20 - 18 = 2, 248 - 245 = 3
    ("Thực hiện 18/20 chỉ tiêu, còn 04 chỉ tiêu chưa đạt.", "remainder", "02"),
    ("thu về 248 phiếu, hợp lệ 245 phiếu, không hợp lệ 05 phiếu.", "remainder", "03"),
    # 3.456 ha x 52,3 tạ/ha = 180.748,8 tạ
    ("diện tích 3.456 ha, năng suất 52,3 tạ/ha, sản lượng 28.075 tấn.", "yield", "18.075"),
    # 8.765 + 234 = 8.999; 0,9/456,7 = 0,197 %; 109 - 100 = 9
    (
        "Hội viên 8.765 người; phát triển mới 234 hội viên, nâng tổng số lên 9.899 hội viên.",
        "stock-and-flow",
        "8.999",
    ),
    (
        "tổng dư nợ đạt 456,7 tỷ đồng; nợ quá hạn 0,9 tỷ đồng, chiếm 0,9% tổng dư nợ.",
        "percent-of-total",
        "0,2%",
    ),
    ("Thu đạt 109% kế hoạch, vượt 19%.", "change", "9%"),
    # 11.773 triệu đồng are 11,773 tỷ
    (
        "Kinh phí 11.773 tỷ đồng (năm 2021: 3.510 triệu đồng, năm 2022: 8.263 triệu đồng).",
        "total-of-parts",
        "11,773",
    ),
]


@pytest.mark.parametrize(("text", "rule", "expected"), WRONG)
def test_a_wrong_statement_is_found_with_the_right_value(text: str, rule: str, expected: str) -> None:
    found = [finding for finding in serious(text) if finding.rule == rule]
    assert [finding.expected for finding in found] == [expected]
    assert found[0].quote
    assert found[0].quote in text


RIGHT = [
    "đảng viên học tập là 3.157/3.386 đồng chí, đạt 93,2%; đoàn viên 24.502 lượt người.",
    "Tổng số cán bộ là 190 đồng chí, trong đó nữ 30 đồng chí, chiếm 15,79%; dân tộc thiểu số 168 đồng "
    "chí, chiếm 88,42%.",
    "có 634 lượt, trong đó trẻ 124 lượt; nữ 137 lượt; dân tộc thiểu số 534 lượt.",
    "Thu đạt 1.256,4 tỷ đồng, bằng 104,7% dự toán (1.200 tỷ đồng), tăng 8,3% so với cùng kỳ (1.160,1 tỷ "
    "đồng).",
    "Tổng diện tích 12.450 ha, đạt 101,2% kế hoạch, tăng 150 ha so với cùng kỳ; trong đó: lúa 7.200 ha, "
    "ngô 3.150 ha, sắn 2.100 ha.",
    "23 người (Bí thư: 07 người; Phó Bí thư: 08 người; Chủ tịch HĐND: 01 người; Chủ tịch HĐND do Bí thư "
    "kiêm nhiệm: 06 người; Chủ tịch UBND: 07 người).",
    "Ban hành 25 văn bản (10 kế hoạch, 05 quyết định, 10 công văn).",
    "kỷ luật 15 đảng viên, gồm: khiển trách 09, cảnh cáo 04, khai trừ 02; nội dung vi phạm về dân số 08, "
    "lối sống 07.",
    "luân chuyển 05 cán bộ, trong đó từ huyện xuống xã là 02 đồng chí, xã sang xã là 03 đồng chí; điều "
    "động 06 cán bộ.",
    "cử 05 đồng chí học cao cấp, trong đó có 01 đồng chí học bổ sung; cử 60 đồng chí học trung cấp.",
    "Tiếp nhận 89 đơn (khiếu nại 12 đơn, tố cáo 5 đơn, phản ánh 72 đơn), đã giải quyết 85 đơn, đạt 95,5%.",
    "Tỷ lệ đô thị hóa đạt 22,5% (kế hoạch 22%), tăng 0,8 điểm % so với năm 2022 (21,7%).",
    "Phạm pháp hình sự xảy ra 23 vụ, giảm 4 vụ (-14,8%) so với cùng kỳ; làm rõ 22/23 vụ, đạt 95,7%.",
    "Đầu kỳ 12,5 tỷ đồng, phát sinh 3,2 tỷ đồng, đã xử lý 8,7 tỷ đồng, cuối kỳ còn 7 tỷ đồng.",
    "Công suất sử dụng giường bệnh đạt 112%.",
    "Có 03 nhóm giải pháp: tuyên truyền, tổ chức thực hiện và phối hợp, kiểm tra.",
    "Số hộ hưởng lợi 1.245 hộ, đạt hơn 90% kế hoạch; dự án khởi công ngày 15/3/2021 theo Quyết định số "
    "37/2020/QĐ-UBND.",
    "100%/100% có trình độ trung cấp, đạt 100% mục tiêu đề ra; trong đó 7,37%/10% có trình độ cao cấp, "
    "đạt 73,70% mục tiêu đề ra.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_statement_raises_no_alarm(text: str) -> None:
    assert serious(text) == []


@pytest.mark.parametrize(
    ("text", "severity", "way"),
    [
        # 30/710 = 4,2253… %: cut off
        ("Tổng số 710 lượt, trong đó hoàn thành 30 lượt, chiếm 4,22%.", Severity.WARNING, "cắt bớt"),
        # the others make 100 only with 4,22
        (
            "Tổng số 710 lượt, trong đó xuất sắc 69 lượt, chiếm 9,72%; tốt 602 lượt, chiếm 84,79%; "
            "hoàn thành 30 lượt, chiếm 4,22%; không hoàn thành 09 lượt, chiếm 1,27%.",
            Severity.INFO,
            "100%",
        ),
        # 121/190 : 50 % = 127,368… %, but 63,68 : 50 = 127,36
        (
            "có 190 đồng chí; 63,68%/50% có trình độ đại học, đạt 127,36% mục tiêu đề ra.",
            Severity.INFO,
            "121/190",
        ),
        # 6/23 : 30 % = 86,96 %, but 26 : 30 = 86,67
        (
            "Mục tiêu: “Tỷ lệ nữ 30%”. Kết quả: Hiện có 6/23 là nữ, đạt 86,7% mục tiêu đề ra.",
            Severity.WARNING,
            "làm tròn",
        ),
    ],
)
def test_rounding_is_told_apart_from_errors(text: str, severity: Severity, way: str) -> None:
    (finding,) = audit_prose(document(text)).findings
    assert finding.severity is severity
    assert way in finding.message


def test_an_attainment_that_an_unrounded_share_explains_is_right() -> None:
    checked = audit_prose(document("96,35%/90% hoàn thành tốt nhiệm vụ, đạt 107,05% mục tiêu đề ra."))
    assert (checked.findings, checked.passed) == ((), {"attainment": 1})


def test_a_statement_without_its_whole_is_not_evaluated_and_no_pass() -> None:
    checked = audit_prose(document("Hội viên là 12.345 người, chiếm 67,8% số phụ nữ trên địa bàn."))
    assert (checked.findings, checked.passed) == ((), {})
    assert [case.rule for case in checked.not_evaluated] == ["percent-of-total"]


def test_the_same_fact_with_two_values_names_both_places() -> None:
    text = (
        "Tính đến cuối năm, tổng số cán bộ chủ chốt cấp xã là 60 đồng chí.\nCông tác được quan "
        "tâm.\nNhiều nơi làm tốt.\n"
        "Hiện nay, toàn huyện có 66 đồng chí cán bộ chủ chốt cấp xã."
    )
    (finding,) = serious(text)
    assert (finding.rule, finding.where.paragraph, [place.paragraph for place in finding.also]) == (
        "same-fact-differs",
        4,
        [1],
    )
    assert "60" in finding.message
    assert finding.quote == "66"


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2020, tổng số cán bộ cấp xã là 183 đồng chí.\nNhiều việc được làm.\nNơi nào cũng cố gắng.\n"
        "Hiện nay, tổng số cán bộ cấp xã là 190 đồng chí.",
        "1. Xã Mường So\nDân số 5.234 người.\nNhiều việc được làm.\n2. Xã Dào San\nDân số 6.345 người.",
        "- Đối với cán bộ cấp xã:\n+ Nữ: 30 người.\n- Đối với công chức cấp xã:\n+ Nữ: 68 người.",
    ],
)
def test_other_periods_places_and_groups_are_other_facts(text: str) -> None:
    assert serious(text) == []


def test_a_huge_paragraph_is_read_in_pieces_that_keep_their_places() -> None:
    text = "Công tác này được quan tâm. " * 400 + "có 24/30 trường đạt chuẩn, chiếm 75%."
    (finding,) = serious(text)
    assert text[finding.where.start : finding.where.end] == finding.quote
    assert (finding.rule, finding.quote[:5]) == ("percent-of-ratio", "24/30")


def test_a_list_below_its_total_must_add_up() -> None:
    text = (
        "Tổng số cán bộ là 60 người, gồm:\n- Bí thư: 20 người;\n- Phó Bí thư: 25 người;\n"
        "- Chủ tịch: 18 người."
    )
    (finding,) = serious(text)
    assert (finding.rule, finding.expected, len(finding.also)) == ("total-of-parts", "63", 3)


def test_items_that_divide_one_total_in_several_ways_must_agree() -> None:
    text = (
        "Về chất lượng:\n+ Chuyên môn: Thạc sỹ: 04; Đại học: 19.\n"
        "+ Lý luận: Cao cấp: 16; Trung cấp: 07.\n+ Quản lý: Chuyên viên chính: 16; Chuyên viên: 09."
    )
    (finding,) = serious(text)
    assert (finding.rule, finding.where.paragraph, finding.expected) == ("classification-total", 4, "23")


def test_a_sentence_cut_by_a_page_end_is_read_whole_and_placed_in_its_paragraph() -> None:
    text = (
        "trong đó: 68,33%/100% có trình độ đại học trở lên, đạt 68,33% so mục tiêu đề ra; 70%/100%\n"
        "có trình độ quản lý nhà nước ngạch chuyên viên, đạt 75% mục tiêu đề ra."
    )
    (finding,) = serious(text)
    assert (finding.rule, finding.expected, finding.where.paragraph) == ("attainment", "70%", 1)


def test_a_target_joined_by_or_cannot_be_met_less_than_one_joined_by_and() -> None:
    text = (
        "- Mục tiêu: “100% lãnh đạo HĐND hoặc UBND có cán bộ nữ”. Kết quả: lãnh đạo HĐND là cán bộ nữ đủ "
        "tiêu chuẩn, đạt 50% mục tiêu.\n"
        "- Mục tiêu: “100% lãnh đạo HĐND, UBND có cán bộ nữ”. Kết quả: lãnh đạo HĐND là cán bộ nữ đủ tiêu "
        "chuẩn, đạt 100% mục tiêu."
    )
    assert [finding.rule for finding in serious(text)] == ["attainment-contradicts"]
    swapped = text.replace("50%", "x").replace("đạt 100%", "đạt 50%").replace("x", "100%")
    assert serious(swapped) == []


def test_more_units_than_persons_cannot_all_have_one() -> None:
    text = (
        "Kiêm nhiệm tại 06/7 xã, phường.\nTổng số cán bộ chủ chốt cấp xã là 23 người, trong đó cán bộ chủ "
        "chốt "
        "người dân tộc thiểu số 05 người.\nMục tiêu: “100% xã, phường có cán bộ chủ chốt là người dân tộc "
        "thiểu số”."
    )
    assert [finding.rule for finding in serious(text)] == ["coverage"]


def test_the_place_points_at_the_quoted_characters() -> None:
    text = "Mở đầu.\nTổng số là 160 đồng chí, trong đó nữ có 68 đồng chí, chiếm 45,2%."
    (finding,) = serious(text)
    line = text.splitlines()[finding.where.paragraph - 1]
    assert line[finding.where.start : finding.where.end] == finding.quote == "68 đồng chí, chiếm 45,2%"


# What an attentive reader finds in the two reports of samples/, by paragraph words and rule.
SEED_DEFECTS = {
    "phong-tho": [
        ("30 đồng chí, chiếm 15,78%", "percent-of-total"),
        ("13,33%/35% - 40%, đạt 38,08% - 33,32%", "attainment"),
        ("13,33%/40% - 45%, đạt 33,32% - 29,62%", "attainment"),
        ("99,38", "missing-percent-sign"),
        ("100%/110% được bồi dưỡng theo vị trí việc làm, đạt 100%", "attainment"),
        ("100%/110%", "impossible-percent"),
        (
            "99,9% trở lên, trong đó, bậc tiểu học tỷ lệ học sinh đạt hoàn thành chương trình trở lên đạt "
            "99,88%",
            "bound-broken",
        ),
        ("15,79%", "same-fact-differs"),
        (
            "362 lượt. Qua rà soát, giữ nguyên quy hoạch là 296 lượt, đưa ra khỏi quy hoạch là 06 lượt; "
            "bổ sung quy hoạch là 20",
            "total-of-parts",
        ),
    ],
    "lai-chau": [
        ("100%", "attainment-contradicts"),
        ("142%", "attainment"),
        (
            "6/23 cán bộ là nữ, đạt 261% so với mục tiêu Nghị quyết đề ra và đạt 86,7%",
            "attainment",
        ),
        ("100% xã, phường có cán bộ chủ chốt là người dân tộc thiểu số", "coverage"),
        (
            "44 lượt cán bộ lãnh đạo quản lý là người dân tộc thiểu số và cán bộ chủ chốt cấp xã "
            "(cao cấp lý luận 02, bồi dưỡng 17",
            "total-of-parts",
        ),
    ],
}


@pytest.mark.parametrize("sample", sorted(SEED_DEFECTS))
def test_the_audit_finds_the_defects_of_a_real_report_and_nothing_else(sample: str) -> None:
    original = (SAMPLES / sample / "goc.txt").read_text(encoding="utf-8")
    checked = audit_prose(plain_word(original))
    found = [(f.quote, f.rule) for f in checked.findings if f.severity is not Severity.INFO]
    assert sorted(found) == sorted(SEED_DEFECTS[sample])
    assert sum(checked.passed.values()) > 35


_WORDS = """
    Tổng số|trong đó|gồm|chiếm|đạt|mục tiêu|kế hoạch|so với cùng kỳ|tăng|giảm|từ|đến|lên|còn lại|bình quân|
    Kết quả:|(|)|:|;|,|. |- |12|05|3/17|45,2%|63,68%/50%|35% - 40%|1.234,5 tỷ đồng|0%|0|0/0|người|xã|điểm %|
    năm 2022|”|“|hộ nghèo đầu năm|cuối năm còn|100%|trở lên|đều|có|nữ|nam|79,885|9999999999999999|đồng/người
"""
WORDS = st.sampled_from([word.strip() for word in _WORDS.split("|")])


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_no_text_makes_the_audit_fail(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for finding in audit_document(document(text)).findings:
        assert finding.quote in text


LONGEST_PARAGRAPH = 30_000  # characters; the reader refuses longer ones


@pytest.mark.parametrize(
    "repeated",
    [
        "Có 42 mô hình, tăng 12 mô hình so với năm 2022 (30 mô hình); ",
        "giảm 24 vụ (-66,7%), giảm 19 người chết (-63,3%), ",
        "trộm cắp tài sản 148 vụ; trộm cắp tài sản chiếm 47,1%, ",
    ],
)
def test_a_paragraph_of_one_repeated_statement_is_read_in_seconds(repeated: str) -> None:
    text = repeated * (LONGEST_PARAGRAPH // len(repeated))
    begin = time.process_time()
    audit_document(document(text))
    assert time.process_time() - begin < 10  # about 2 s; one step too many per pair costs a minute

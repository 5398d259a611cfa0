"""Reading numbers of Vietnamese texts: values, units, ranges, ratios, and what is no figure."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.audit.numbers import Bound, Style, read, read_numbers
from reportgen.audit.units import Measure
from reportgen.audit.verdict import show
from reportgen.vietnamese import format_ratio, pad_count


@pytest.mark.parametrize(
    ("text", "value", "decimals", "measure"),
    [
        ("diện tích 1.029,31 km²", "1029.31", 2, Measure.AREA),
        ("biên giới dài 97,229 km", "97.229", 3, Measure.LENGTH),
        ("có 05 đồng chí", "5", 0, Measure.COUNT),
        ("kinh phí 11.773 triệu đồng", "11773", 0, Measure.MONEY),
        ("chiếm 36,83%", "36.83", 2, Measure.PERCENT),
        ("chiếm 36,83 %", "36.83", 2, Measure.PERCENT),
        ("giảm 3,5 điểm %", "3.5", 1, Measure.POINTS),
        ("giảm 3,5 điểm phần trăm", "3.5", 1, Measure.POINTS),
        ("tỷ suất sinh 15,2‰", "15.2", 1, Measure.PER_MILLE),
        ("với tổng số 1299 cán bộ", "1299", 0, Measure.COUNT),
        ("giảm -3,5% so với năm trước", "-3.5", 1, Measure.PERCENT),
        ("sản lượng 12\u00a0775 tấn", "12775", 0, Measure.MASS),
        ("diện tích 346 000 ha", "346000", 0, Measure.AREA),
        ("dư nợ 3.569 tỷ 59 triệu đồng", "3569059", 0, Measure.MONEY),
        ("thu 168 tỷ 330 triệu 867 nghìn đồng", "168330867", 0, Measure.MONEY),
        ("thu nhập 45,2 triệu đồng/người/năm", "45.2", 1, Measure.RATE),
        ("số 2.345 tỷ", "2345", 0, Measure.MONEY),
        ("trồng 3 m2 rau", "3", 0, Measure.AREA),
    ],
)
def test_a_number_is_read_the_vietnamese_way(text: str, value: str, decimals: int, measure: Measure) -> None:
    (number,) = read_numbers(text)
    assert (number.value, number.decimals, number.unit.measure) == (Fraction(value), decimals, measure)


@pytest.mark.parametrize(
    ("text", "dong", "shown"),
    [
        ("thu 3.569 tỷ 659 triệu đồng", 3_669_659_000_000, "3.669 tỷ 659"),
        ("thu 3.569 tỷ 659 triệu đồng", 3_570_005_000_000, "3.570 tỷ 5"),
        ("thu 168 tỷ 330 triệu 867 nghìn đồng", 168_331_002_000, "168 tỷ 331 triệu 2"),
    ],
)
def test_an_amount_in_two_units_is_corrected_in_both(text: str, dong: int, shown: str) -> None:
    (number,) = read_numbers(text)
    assert show(Fraction(dong), number) == shown


@pytest.mark.parametrize(
    "text", ["thu 12,5 tỷ 330 triệu đồng", "thu 12 tỷ, 330 triệu đồng", "thu 12 tỷ 1.330 triệu đồng"]
)
def test_two_amounts_are_not_one(text: str) -> None:
    assert len(read_numbers(text)) == 2


def test_scale_words_count_into_the_base_unit() -> None:
    money, area = read_numbers("đầu tư 1,5 tỷ đồng cho 2 ha")
    assert money.quantity == 1_500_000_000
    assert money.step == 100_000_000
    assert area.quantity == 20_000


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("với 3.157/3.386 đồng chí", [["3.157"], ["3.386"]]),
        ("có 03/17 phòng", [["03"], ["17"]]),
        ("là 63,68%/50% có trình độ", [["63,68%"], ["50%"]]),
        ("13,33%/35% - 40%, đạt", [["13,33%"], ["35%", "40%"]]),
        ("đạt 38,08% - 33,32% mục tiêu", [["38,08%", "33,32%"], []]),
        ("từ 2 đến 3 người", [["2", "3"], []]),
        ("đạt 120 ha/150 ha", [["120"], ["150"]]),
    ],
)
def test_ratios_and_ranges_are_one_figure(text: str, printed: list[list[str]]) -> None:
    (figure,) = read(text).figures
    assert [[n.text for n in figure.top], [n.text for n in figure.bottom]] == printed


@pytest.mark.parametrize(
    "text",
    [
        "ngày 15/01/2021",
        "tháng 5/2023",
        "đến 5/2023",
        "Lai Châu, ngày 05 tháng 5 năm 2023",
        "năm 2021, 2022",
        "giai đoạn 2021-2025, định hướng đến năm 2030",
        "nhiệm kỳ 2020 - 2025",
        "Quyết định số 37/2020/QĐ-UBND",
        "Nghị quyết số 06-NQ/TU",
        "Kế hoạch 2655/KH-UBND",
        "Luật số 78/2025/QH15",
        "Đề án 500 tri thức trẻ",
        "Chỉ thị 05 của Bộ Chính trị",
        "khoản 2, Điều 5 Quyết định",
        "2.2.1. Đối với cán bộ",
        "1. Thuận lợi",
        "(7)- Cấp ủy cơ sở",
        "1.1 Về quán triệt",
        "Nghị quyết Trung ương 4 khóa XII",
        "Phụ lục 3, 4 kèm theo",
        "(thuộc nhóm 3, 4)",
        "đại dịch covid-19",
        "bộ phận 01 cửa của xã",
        "điện thoại: 02133.876.543",
        "dịp lễ 30/4",
        "6 tháng đầu năm 2023",
        "quý II/2023",
        "lần thứ 13",
        "chuẩn quốc gia mức độ 2",
    ],
)
def test_what_is_no_figure_is_not_read_as_one(text: str) -> None:
    assert read(text).figures == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("kết luận 05 vụ", [5]),
        ("kế hoạch 120 ha", [120]),
        ("cùng kỳ 120 hộ", [120]),
        ("có 2.023 hộ và 2023 người", [2023, 2023]),
        ("12.500 hộ dân", [12500]),
        ("tổ 3 người", [3]),
        ("có tổng số 190 đồng chí", [190]),
        ("tại 06/7 xã", [6, 7]),
    ],
)
def test_what_looks_like_a_name_but_counts_is_a_figure(text: str, values: list[int]) -> None:
    assert [n.value for n in read_numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("đều đạt từ 99,9% trở lên", Bound.AT_LEAST),
        ("có 12 người trình độ đại học trở lên", Bound.EXACT),
        ("hơn 3.260 hộ", Bound.ABOVE),
        ("gần 500 hộ", Bound.BELOW),
        ("khoảng 10%", Bound.ABOUT),
        ("không quá 5%", Bound.AT_MOST),
        ("ít nhất 80%", Bound.AT_LEAST),
    ],
)
def test_bounds_are_read_from_the_words_around(text: str, bound: Bound) -> None:
    assert read_numbers(text)[0].bound is bound


def test_three_decimals_keep_both_readings() -> None:
    (number,) = read_numbers("tổng số 79,885 hộ")
    assert number.value == Fraction("79.885")
    assert number.other == 79_885


def test_mixed_styles_are_told() -> None:
    assert [n.style for n in read_numbers("có 12.5 ha, 1299 hộ, 1.299 hộ")] == [
        Style.ENGLISH,
        Style.UNGROUPED,
        Style.VIETNAMESE,
    ]


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6), st.integers(0, 4))
def test_reading_back_a_formatted_ratio_gives_the_number(top: int, bottom: int, decimals: int) -> None:
    printed = format_ratio((top, bottom), decimals)
    (number,) = read_numbers(f"đạt {printed}% kế hoạch")
    assert abs(number.value - Fraction(top, bottom)) * 2 * 10**decimals <= 1
    assert (number.decimals, number.text) == (decimals, f"{printed}%")


@given(st.integers(0, 10**9))
def test_reading_back_a_padded_count_gives_the_number(count: int) -> None:
    (number,) = read_numbers(f"có {pad_count(count)} đồng chí")
    assert number.value == count


@given(st.text(alphabet="0123456789.,/%-–() aAĐđớ²\u00a0năm", max_size=40))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    for number in read_numbers(text):
        assert text[number.start : number.end] == number.text

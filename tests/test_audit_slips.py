"""Figures that others nearby make but for a slip of the keyboard, whatever words stand between."""

# ruff: noqa: E501 — a right sentence and its wrong twin are compared best on one line

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.audit.audit import audit_prose
from reportgen.audit.reckoned.chance import chance_of_slip
from reportgen.errors import Finding, Severity
from tests.audit_pairs import right, wrong
from tests.word_text import document


def serious(text: str) -> list[Finding]:
    """Errors and warnings."""
    return [f for f in audit_prose(document(text)).findings if f.severity is not Severity.INFO]


# Before the bar what is right, after it a slip: digits exchanged, one digit changed, a comma moved.
PAIRS = [
    # shares whose whole stands farther off, or whose part is not the nearest number
    "Thanh, kiểm tra 118 cơ sở, phát hiện 29 cơ sở vi phạm ([24,6|42,6]%), phạt 412,5 triệu đồng.",
    "Kiểm tra đối với 1.524 tổ chức, cá nhân; phát hiện 402 tổ chức, cá nhân vi phạm, tỷ lệ vi phạm [26,4|24,6]%.",
    "Trường có 916 phòng học (kiên cố 782, bán kiên cố 125, tạm 09); tỷ lệ kiên cố hóa [85,4|58,4]%.",
    "Giải quyết 3.308 hồ sơ, trong đó trước hạn 2.871, đúng hạn 402, quá hạn 35; tỷ lệ trước và đúng hạn [98,9|89,9]%.",
    "Giá trị 3 gói lần lượt 182, 164 và 201 tỷ đồng, sản lượng toàn dự án là 328,6 tỷ đồng, tức [60,1|10,6]% giá trị.",
    "Nuôi cá tra 6 ao (mặt nước 11,4 ha, bình quân [1,9|9,1] ha/ao), trong nửa đầu năm thu hoạch 1.482 tấn.",
    "Cộng cả hai vụ, diện tích gieo trồng lúa là 2.445 ha, đạt [67,9|76,9]% kế hoạch năm (kế hoạch cả 3 vụ 3.600 ha).",
    "Cuộc vận động có 221.530 hộ đăng ký, qua kiểm tra 205.894 hộ đạt đủ 8 tiêu chí ([92,94|92,49]%).",
    "Ghi nhận 742 ca tay chân miệng; nhóm tuổi 1 - 3 chiếm [71,4|74,1]% với 530 ca.",
    "Xét xử 119 bị cáo: phạt tù 77 bị cáo, án treo 27 bị cáo. Bị cáo được hưởng án treo chiếm [22,7|27,2]% tổng số bị cáo đã xét xử.",
    # parts that a way of dividing makes complete
    "Trong kỳ triển khai 53 cuộc thanh tra, gồm 39 cuộc theo kế hoạch và [14|41] cuộc đột xuất.",
    "Mở 18 lớp cho 558 học viên (bình quân 31 học viên/lớp), trong đó nghề nông nghiệp 11 lớp, phi nông nghiệp [07|08] lớp.",
    "Kế hoạch năm 2024 gồm 73 nhiệm vụ, đã hoàn thành 62 nhiệm vụ, đang thực hiện đúng tiến độ [09|19] nhiệm vụ, chậm tiến độ 02 nhiệm vụ.",
    "Thực hiện 18 chỉ tiêu, có 08 chỉ tiêu vượt, [09|08] chỉ tiêu đạt và 01 chỉ tiêu chưa đạt.",
    "Tinh giản 241 biên chế: hưởng chính sách nghỉ hưu trước tuổi 186 người, thôi việc ngay [55|65] người.",
    "Trao Huy hiệu Đảng cho 138 đảng viên, trong đó 30 năm tuổi Đảng 39, 40 năm [46|64], 50 năm 22, từ 55 năm trở lên 31.",
    "Đưa 147 lao động đi làm việc (trong đó Nhật Bản [68|86], Đài Loan 43, Hàn Quốc 21, thị trường khác 15).",
    # changes and multiples
    "Theo quý, quý III 2.168,4 triệu USD và quý IV 2.265,7 triệu USD; quý IV tăng [4,5|5,4]% so với quý III.",
    "Doanh thu quý I 1.786,2 triệu USD, quý IV 2.265,7 triệu USD; quý IV gấp [1,27|1,72] lần quý I.",
    # averages: the unit names what they are divided by
    "Phạt tiền 96 cơ sở với 428,5 triệu đồng, bình quân [4,46|44,6] triệu đồng/cơ sở.",
    "Cả năm tiếp nhận 562.592 hồ sơ, bình quân [46.883|48.683] hồ sơ/tháng (tính cho 12 tháng).",
    "Dân số 1.251.600 người; toàn ngành có 3.767 giường bệnh, bình quân đạt [30,1|31,0] giường bệnh trên một vạn dân.",
    # totals and parts without a word for it
    "Theo quý: quý I đón 1.386,4 nghìn lượt, quý II đón [1.897,9|1.987,9] nghìn lượt, quý III đón 1.823,5 nghìn lượt. Chín tháng đón 5.107,8 nghìn lượt.",
    "Lao động 71.956 người; trong đó người trong tỉnh 52.867 người, ngoài tỉnh [19.089|19.890] người.",
    # the verb against the figures
    "Toàn tỉnh tiếp 3.115 lượt. So với năm trước (2.986 lượt) số lượt [tăng|giảm] 129 lượt.",
    "Sốt xuất huyết: lũy tích 1.876 ca mắc, so với 9 tháng năm 2023 (3.104 ca) [giảm|tăng] 39,6%.",
    # what was added raises what there was
    "Thành lập mới 08 tổ chức đảng, nâng số tổ chức đảng loại hình này từ 11 (năm 2019) lên [19|21], với 346 đảng viên.",
    "Số hộ kinh doanh tăng ròng [23|32] hộ, nâng tổng số lên 512 hộ (cuối năm 2023: 489 hộ).",
    "Giúp thành lập mới 03 hợp tác xã, nâng từ [16|17] lên 19 hợp tác xã.",
    "Xóa tên 64 đảng viên, khai trừ 17 đảng viên, cho ra khỏi Đảng 23 đồng chí, cộng [104|94] trường hợp.",
    "Đầu năm, xã có 97 hộ nghèo, nay thoát nghèo [21|24] hộ, phát sinh mới 3 hộ, còn 79 hộ.",
    # the same amount in another unit
    "Cộng cả hai quỹ là 1.060 triệu đồng, tương đương 1,06 [tỷ|triệu] đồng.",
    "Xử phạt 14 doanh nghiệp, số tiền 1.286,0 triệu đồng (gần 1,29 [tỷ|triệu] đồng).",
]


@pytest.mark.parametrize("pair", PAIRS)
def test_what_others_make_exactly_raises_no_alarm(pair: str) -> None:
    assert serious(right(pair)) == []


@pytest.mark.parametrize("pair", PAIRS)
def test_a_slip_is_found(pair: str) -> None:
    assert serious(wrong(pair)) != []


UNDISPUTED = [
    # the base is not printed, and nothing printed resembles what it would make
    "Doanh thu đạt 45 tỷ đồng, gấp 3 lần so với cùng kỳ và bằng 90% kế hoạch năm.",
    "Có 03 nhà máy hoạt động, công suất 80%.",
    "Tỷ lệ che phủ rừng ước đạt 41,8%. Trồng mới 87,6 ha, khai thác 742,0 m³ gỗ.",
    # what looks like the total is the first of a list, and what looks like a part another thing
    "Kỷ luật 56 đảng viên; hình thức: khiển trách 31 đồng chí, cảnh cáo 17 đồng chí, cách chức 02 đồng chí, khai trừ 06 đồng chí.",
    "Tổng số 123 lượt với 174 người (86 lượt tiếp thường xuyên, 37 lượt tiếp định kỳ).",
    "Có 3.006 trạm thu phát sóng (4G: 2.486, 5G: 118, công nghệ khác: 402).",
    "Quy hoạch gồm 42 đồng chí, bằng 1,3 lần số ủy viên đương nhiệm (33 đồng chí); trong đó nữ 14 đồng chí, chiếm 33,3%, trên 3 độ tuổi.",
    "Tỷ số giới tính khi sinh là 110,2 bé trai/100 bé gái (sinh sống 6.187 bé trai, 5.612 bé gái).",
    # some left again, so that the total need not rise by what was added
    "Thành lập mới 08 tổ chức đảng, giải thể 02 tổ chức đảng, nâng số tổ chức đảng từ 11 lên 17.",
    # two counts with a slash are no ratio when they count two kinds of things
    "Đưa ra xét xử 71 vụ/119 bị cáo; tổng số đã giải quyết là 74 vụ/126 bị cáo, đạt 80,4% về số vụ.",
    # the area, the number of lots that fits is one of two
    "Lúa cả năm 6.282 ha, gồm vụ xuân 2.864 ha và vụ mùa 3.418 ha; năng suất bình quân 54,0 tạ/ha, sản lượng 33.903 tấn.",
    "Đấu giá 124/150 lô đất, thu 86,8 tỷ đồng, giá bình quân 700 triệu đồng/lô.",
    "Cơ cấu: nông nghiệp 20,74%; công nghiệp 26,31%; dịch vụ 47,49%; thuế 5,46% (năm 2022 theo thứ tự là 21,18%; 26,05%; 46,90%; 5,87%).",
    "Đã giải ngân 121.385 triệu đồng, phần còn lại phải hoàn tất trước 31/12/2024.",
]


@pytest.mark.parametrize("text", UNDISPUTED)
def test_a_figure_that_nothing_nearby_must_make_raises_no_alarm(text: str) -> None:
    assert serious(text) == []


@pytest.mark.parametrize(
    ("said", "right_one", "expected"),
    [
        (246, 264, Fraction(2 * 3, 900)),  # neighbours exchanged: 2 pairs
        (426, 624, Fraction(3 * 3, 900)),  # any two exchanged: 3 pairs
        (264, 274, Fraction(27 * 3, 900)),  # one digit changed: 3 places of 9 digits
        (264, 264, None),
        (264, 391, None),
        (264, 2640, None),
        (9, 8, None),
        (125_000, 122_000, Fraction(27 * 3, 900)),  # zeros at the end say nothing
    ],
)
def test_the_chance_of_a_slip_counts_the_ways_to_slip(
    said: int, right_one: int, expected: Fraction | None
) -> None:
    assert chance_of_slip(said, right_one) == expected


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_the_chance_of_a_slip_does_not_depend_on_which_number_is_right(one: int, other: int) -> None:
    assert chance_of_slip(one, other) == chance_of_slip(other, one)

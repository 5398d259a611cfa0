"""The same words about other times, places and levels are no contradiction; a slip in one fact is."""

from __future__ import annotations

import pytest

from reportgen.audit.contradictions import contradictions
from reportgen.audit.outline import Outline
from reportgen.audit.passages import read_passages
from reportgen.audit.resumed_wholes import resumed_wholes
from reportgen.audit.statements import Statement
from reportgen.audit.verdict import Verdict
from tests.plain_word import plain_word


def opposed(lines: tuple[str, ...]) -> list[str]:
    outline = Outline(read_passages(plain_word("\n".join(lines))))
    stated = [each for each in contradictions(outline) if isinstance(each, Statement)]
    return [each.passage.text[each.start : each.end] for each in stated if each.verdict is Verdict.WRONG]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Tổng thu ngân sách nhà nước trên địa bàn ước đạt 18.642 triệu đồng.",
            "III. NHIỆM VỤ NĂM 2025",
            "Tổng thu ngân sách nhà nước trên địa bàn đạt 19.500 triệu đồng trở lên.",
            "Thu ngân sách nhà nước trên địa bàn 20.000 triệu đồng.",
        ),
        (
            "I. KẾT QUẢ NĂM 2024",
            "Tổng số hộ nghèo toàn xã là 312 hộ.",
            "II. NHIỆM VỤ NĂM 2025",
            "Tổng số hộ nghèo toàn xã còn 250 hộ.",
        ),
        (
            "Trong quý, tiếp nhận hồ sơ trực tuyến 4.118 hồ sơ.",
            "Lũy kế từ đầu năm, tiếp nhận hồ sơ trực tuyến 12.118 hồ sơ.",
        ),
        (
            "Đầu năm 2024 Đảng bộ có 321 đảng viên chính thức.",
            "Đến ngày 31/5/2024 Đảng bộ có 327 đảng viên chính thức.",
        ),
        ("Cấp tỉnh: tiếp nhận 24.615 hồ sơ mới trong kỳ.", "Cấp xã: tiếp nhận 58.330 hồ sơ mới trong kỳ."),
        (
            "1. Cấp tỉnh",
            "Số hồ sơ tiếp nhận trực tuyến là 24.615 hồ sơ.",
            "2. Cấp xã",
            "Số hồ sơ tiếp nhận trực tuyến là 58.330 hồ sơ.",
        ),
        (
            "1. Giáo dục mầm non",
            "Tổng số học sinh được khám sức khỏe 1.042 em.",
            "2. Giáo dục tiểu học",
            "Tổng số học sinh được khám sức khỏe 1.896 em.",
        ),
        (
            "Kế hoạch vốn đầu tư công giao 31.860 triệu đồng.",
            "Vốn đầu tư công giải ngân 28.100 triệu đồng.",
            "Vốn đầu tư công được giao đầu năm 30.000 triệu đồng.",
        ),
        (
            "Năm học 2022 - 2023 có 18.415 học sinh phổ thông toàn thành phố.",
            "Năm học 2023 - 2024 có 18.852 học sinh phổ thông toàn thành phố.",
        ),
        ("Tỷ lệ hộ nghèo đa chiều đầu năm là 6,09%.", "Tỷ lệ hộ nghèo đa chiều cuối năm là 4,47%."),
        (
            "Trước khi sắp xếp có 3.406 cán bộ, công chức cấp xã.",
            "Sau khi sắp xếp có 2.914 cán bộ, công chức cấp xã.",
        ),
        ("Trong 6 tháng kết nạp đảng viên mới 09 đồng chí.", "Năm 2023 kết nạp đảng viên mới 15 đồng chí."),
        ("Số vụ tai nạn giao thông đường bộ 12 vụ.", "Cùng kỳ số vụ tai nạn giao thông đường bộ 15 vụ."),
        (
            "I. THU NGÂN SÁCH",
            "Thực hiện dự toán tỉnh giao 16.500 triệu đồng.",
            "II. CHI NGÂN SÁCH",
            "Thực hiện dự toán tỉnh giao 31.500 triệu đồng.",
        ),
        ("Diện tích lúa vụ xuân gieo cấy 852 ha.", "Diện tích lúa vụ mùa gieo cấy 800 ha."),
        ("Sản lượng lúa cả năm đạt 9.649 tấn thóc.", "Trong đó sản lượng lúa vụ xuân đạt 5.100 tấn thóc."),
        (
            "Ngân sách trung ương hỗ trợ xây dựng nông thôn mới 5.200 triệu đồng.",
            "Ngân sách địa phương hỗ trợ xây dựng nông thôn mới 3.450 triệu đồng.",
        ),
        (
            "Quý I giải quyết thủ tục hành chính 1.204 hồ sơ.",
            "Quý II giải quyết thủ tục hành chính 1.350 hồ sơ.",
        ),
        (
            "Tháng 8 giải quyết thủ tục hành chính 1.204 hồ sơ.",
            "Tháng 9 giải quyết thủ tục hành chính 1.350 hồ sơ.",
        ),
        (
            "Có 21 chi bộ được đánh giá, xếp loại.",
            "Có 304 đảng viên được đánh giá, xếp loại.",
            "Tập thể hoàn thành xuất sắc nhiệm vụ có 04 chi bộ.",
            "Năm trước tập thể hoàn thành xuất sắc nhiệm vụ có 05 chi bộ.",
        ),
        (
            "1. Đảng bộ",
            "Hoàn thành xuất sắc nhiệm vụ 12 đồng chí.",
            "2. Chính quyền",
            "Hoàn thành xuất sắc nhiệm vụ 15 đồng chí.",
        ),
        (
            "a) Nam: hoàn thành xuất sắc nhiệm vụ 12 đồng chí, chiếm 17,1%.",
            "b) Nữ: hoàn thành xuất sắc nhiệm vụ 15 đồng chí, chiếm 19,1%.",
        ),
        ("Đề ra chỉ tiêu giảm tỷ lệ hộ nghèo đa chiều còn 3%.", "Kết quả tỷ lệ hộ nghèo đa chiều còn 3,2%."),
        (
            "Cả năm ước tổ chức kiểm tra 25 cơ quan, đơn vị cấp huyện.",
            "9 tháng đã tổ chức kiểm tra 23 cơ quan, đơn vị cấp huyện.",
        ),
        (
            "Thu gom rác thải sinh hoạt ở đô thị đạt tỷ lệ 97,5%.",
            "Thu gom rác thải sinh hoạt ở nông thôn đạt tỷ lệ 86,8%.",
        ),
    ],
)
def test_like_words_about_unlike_things_are_no_contradiction(lines: tuple[str, ...]) -> None:
    assert opposed(lines) == []


@pytest.mark.parametrize(
    ("lines", "quote"),
    [
        (
            (
                "Ngày 31/5/2024 Đảng bộ có 327 đảng viên chính thức.",
                "Ngày 31/5/2024 Đảng bộ có 372 đảng viên chính thức.",
            ),
            "372",
        ),
        (
            ("Toàn xã có 5.120 hộ dân tộc thiểu số.", "Trong tổng số 5.210 hộ dân tộc thiểu số của xã."),
            "5.210",
        ),
        (
            (
                "1. Tổ chức",
                "Toàn đảng bộ có 327 đảng viên chính thức đang sinh hoạt.",
                "2. Đánh giá",
                "Toàn đảng bộ có 372 đảng viên chính thức đang sinh hoạt.",
            ),
            "372",
        ),
    ],
)
def test_one_fact_with_a_slip_is_a_contradiction(lines: tuple[str, ...], quote: str) -> None:
    assert opposed(lines) == [quote]


def taken_up(line: str) -> list[tuple[str, Verdict]]:
    outline = Outline(read_passages(plain_word(line)))
    stated = [each for each in resumed_wholes(outline) if isinstance(each, Statement)]
    return [(each.passage.text[each.start : each.end], each.verdict) for each in stated]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "Có 50 dự án, trong đó 15 dự án khởi công mới. Trong 15 dự án khởi công mới, 11 dự án đã xong.",
            [("15", Verdict.RIGHT)],
        ),
        (
            "Có 50 dự án, trong đó 15 dự án khởi công mới. Trong 17 dự án khởi công mới, 11 dự án đã xong.",
            [("17", Verdict.WRONG)],
        ),
        ("Có 14 trạm y tế xã, thị trấn; 12/14 trạm y tế có bác sĩ.", [("14", Verdict.RIGHT)]),
        ("Có 14 trạm y tế xã, thị trấn; 12/15 trạm y tế có bác sĩ.", [("15", Verdict.WRONG)]),
        ("Năm 2023 có 14 trạm y tế xã, năm 2024 có 12/15 trạm y tế xã có bác sĩ.", []),
        ("Huyện có 14 trạm y tế xã; tại huyện Nậm Pồ 12/15 trạm y tế xã có bác sĩ.", []),
        ("Xây mới thêm 14 trạm y tế xã; 12/15 trạm y tế xã có bác sĩ.", []),
        ("Có 14 trạm y tế và 20 nhà văn hóa; 30/36 trạm y tế có bác sĩ.", []),
        ("Có 27 dự án đường giao thông, 15 dự án khởi công mới; 11/16 dự án đã xong.", []),
    ],
)
def test_whole_taken_up_again_must_be_the_one_said_before(
    line: str, found: list[tuple[str, Verdict]]
) -> None:
    assert taken_up(line) == found

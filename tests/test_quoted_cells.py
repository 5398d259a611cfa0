"""Figures quoted from a table: right in many wordings, and wrong by a slip in their digits."""

from __future__ import annotations

import pytest

from reportgen.audit.tables.audit import audit_tables
from tests.plain_word import plain_word

BUD = (
    "Bảng 1. Kinh phí năm 2024 (đơn vị tính: triệu đồng)",
    "TT\tNhiệm vụ\tDự toán\tThực hiện\tTỷ lệ TH/DT (%)",
    "\tTổng cộng\t126.800\t121.770\t96,0",
    "1\tThu gom rác thải\t62.400\t60.125\t96,4",
    "2\tXử lý chất thải\t64.400\t61.645\t95,7",
)
SCH = (
    "Bảng 2. Kết quả học tập năm học 2023 - 2024",
    "TT\tKhối lớp\tTổng số học sinh\tTốt\tKhá\tĐạt",
    "1\tKhối 6\t1.643\t342\t740\t561",
    "2\tKhối 7\t1.600\t355\t721\t524",
    "\tTổng cộng\t3.243\t697\t1.461\t1.085",
    "\tTỷ lệ (%)\t100,0\t21,5\t45,1\t33,5",
)
ECO = (
    "Phụ lục 1",
    "MỘT SỐ CHỈ TIÊU NĂM 2025",
    "TT\tChỉ tiêu\tĐơn vị tính\tThực hiện năm 2024\tKế hoạch năm 2025\tThực hiện năm 2025\tSo sánh TH/KH (%)",
    "1\tTổng diện tích gieo trồng\tha\t2.410,0\t2.455,0\t2.486,5\t101,28",
    "2\tTổng đàn gia súc\tcon\t12.410\t12.800\t12.852\t100,41",
    "3\tThu ngân sách trên địa bàn\ttriệu đồng\t15.226,5\t16.500,0\t18.642,7\t112,99",
)
POP = (
    "Biểu 01",
    "TỔNG HỢP HỘ NGHÈO NĂM 2024",
    "TT\tXã\tTổng số hộ\tHộ nghèo\tHộ cận nghèo",
    "1\tXã Bản Lang\t1.230\t234\t111",
    "2\tXã Dào San\t1.105\t208\t118",
    "\tTổng cộng\t2.335\t442\t229",
)

INC = (
    "Bảng 4. Thu nội địa theo địa bàn 9 tháng đầu năm 2024",
    "Đơn vị tính: Tỷ đồng",
    "TT\tHuyện, thành phố\tDự toán năm 2024\tThực hiện 9 tháng 2024\tTH/DT (%)",
    "\tTổng số\t2.325,0\t1.862,4\t80,1",
    "1\tThành phố Hòa Sơn\t980,0\t784,3\t80,0",
    "2\tHuyện Bình Lâm\t1.345,0\t1.078,1\t80,2",
)
SPEND = (
    "Bảng 5. Giải ngân vốn (đơn vị tính: triệu đồng)",
    "TT\tChủ đầu tư\tKế hoạch vốn\tGiải ngân\tTỷ lệ giải ngân (%)",
    "1\tPhòng Kinh tế\t31.480\t21.936\t69,7",
    "2\tPhòng Giáo dục\t14.620\t12.002\t82,1",
    "\tTổng cộng\t46.100\t33.938\t73,6",
)


def quoted(text: str, table: tuple[str, ...]) -> list[str]:
    document = plain_word("\n".join(("BÁO CÁO", text, *table, "Hết.")))
    return [each.quote for each in audit_tables(document).findings]


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (
            BUD,
            "Kinh phí thực hiện 121.770 triệu đồng, nhiều nhất cho thu gom rác thải (62.400 triệu đồng).",
        ),
        (BUD, "Kinh phí thực hiện 121,77 tỷ đồng."),
        (BUD, "Kinh phí thực hiện năm 2023 là 121.707 triệu đồng."),
        (BUD, "Năm 2023, kinh phí thực hiện 117.210 triệu đồng."),
        (BUD, "Xử lý chất thải đã chi 61.645 triệu đồng, tăng 65.161 triệu đồng so với năm trước."),
        (BUD, "Thu gom rác thải 60.125 triệu đồng, bằng 96,4% dự toán."),
        (BUD, "Khối lượng thu gom rác thải 46.200 tấn."),
        (SCH, "Tỷ lệ học sinh từ Đạt trở lên chiếm 97,9%, trong đó loại Tốt chiếm 21,5%."),
        (SCH, "Loại Khá chiếm 45,1%; loại Đạt 33,5%."),
        (SCH, "Năm học 2022 - 2023 loại Tốt chiếm 25,1%."),
        (SCH, "Toàn trường có 3.243 học sinh, khối 6 có 1.643 em."),
        (SCH, "Tốt so với năm học trước 25,1%."),
        (SCH, "Mục tiêu loại Tốt đạt 25,1%."),
        (
            ECO,
            "Tổng đàn gia súc có 12.852 con; tổng diện tích gieo trồng đạt 2.486,5 ha.",
        ),
        (ECO, "Thu ngân sách trên địa bàn đạt 18,6427 tỷ đồng, dự toán 16.500,0 triệu đồng."),
        (ECO, "Tổng thu ngân sách nhà nước trên địa bàn đạt 18.642,7 triệu đồng."),
        (ECO, "Tổng đàn gia súc năm 2023 là 12.258 con."),
        (ECO, "Tổng đàn gia súc của xã bên là 9.152 con."),
        (ECO, "Năm 2026 phấn đấu tổng đàn gia súc đạt 12.900 con."),
        (ECO, "Tổng đàn gia súc đầu năm là 12.528 con."),
        (POP, "Toàn huyện có 2.335 hộ, trong đó 442 hộ nghèo, 229 hộ cận nghèo."),
        (POP, "Xã Bản Lang có 234 hộ nghèo, xã Dào San có 208 hộ nghèo."),
        (POP, "Xã Bản Lang giảm 243 hộ nghèo trong 5 năm."),
        (POP, "Số hộ nghèo năm 2023 là 424 hộ."),
        (POP, "Xã Bản Lang có 243 khẩu nghèo."),
        (POP, "Huyện hỗ trợ 244 hộ nghèo làm nhà ở."),
        (POP, "Cho 424 hộ nghèo vay vốn."),
        (INC, "Tổng thu nội địa do các huyện, thành phố quản lý đạt 1.862,4 tỷ đồng."),
        (INC, "Tổng thu nội địa cùng kỳ năm 2023 đạt 1.682,4 tỷ đồng."),
        (INC, "Tổng chi thường xuyên đạt 1.682,4 tỷ đồng."),
        (INC, "Tổng thu nội địa lũy kế từ đầu nhiệm kỳ đạt 1.682,4 tỷ đồng."),
        (SPEND, "Tỷ lệ giải ngân nguồn vốn tỉnh đạt 73,9%."),
        (SPEND, "Giải ngân nguồn vốn ngân sách tỉnh 33.738 triệu đồng."),
        (POP, "Hộ nghèo dân tộc thiểu số có 441 hộ."),
        (SPEND, "Đã giải ngân 33.938 triệu đồng. Trong đó: vốn tỉnh giải ngân 12.408 triệu đồng, đạt 73,9%."),
    ],
)
def test_figures_of_other_times_units_and_subjects_are_left_alone(table: tuple[str, ...], text: str) -> None:
    assert quoted(text, table) == []


@pytest.mark.parametrize(
    ("table", "text", "quote"),
    [
        (BUD, "Kinh phí thực hiện 121.707 triệu đồng, đạt 96,0% dự toán.", "121.707"),
        (BUD, "Lớn nhất là thu gom rác thải (64.200 triệu đồng).", "64.200"),
        (BUD, "Kinh phí thực hiện 127,17 tỷ đồng.", "127,17"),
        (BUD, "Dự toán được giao 128.600 triệu đồng.", "128.600"),
        (BUD, "Thực hiện xử lý chất thải 61.654 triệu đồng.", "61.654"),
        (BUD, "Tổng kinh phí thực hiện là 121.970 triệu đồng.", "121.970"),
        (SCH, "Trong đó loại Tốt chiếm 25,1%.", "25,1%"),
        (SCH, "Loại Khá chiếm 41,5%.", "41,5%"),
        (SCH, "Khối 6 có 1.634 học sinh.", "1.634"),
        (SCH, "Tổng số học sinh là 3.234 em.", "3.234"),
        (SCH, "Khối 7 có 712 em đạt loại khá.", "712"),
        (ECO, "Tổng đàn gia súc hiện có 12.582 con.", "12.582"),
        (ECO, "Tổng diện tích gieo trồng đạt 2.468,5 ha.", "2.468,5"),
        (ECO, "Thu ngân sách trên địa bàn đạt 18.624,7 triệu đồng.", "18.624,7"),
        (ECO, "Tổng thu ngân sách nhà nước trên địa bàn đạt 16.842,7 triệu đồng.", "16.842,7"),
        (ECO, "Năm 2024 tổng đàn gia súc có 12.140 con.", "12.140"),
        (POP, "Xã Bản Lang có 243 hộ nghèo.", "243"),
        (POP, "Toàn huyện còn 424 hộ nghèo, 229 hộ cận nghèo.", "424"),
        (POP, "Xã Dào San có tổng số hộ 1.150 hộ.", "1.150"),
        (POP, "Xã Bản Lang có 264 hộ nghèo.", "264"),
        (INC, "Tổng thu nội địa do các huyện, thành phố quản lý đạt 1.682,4 tỷ đồng.", "1.682,4"),
        (SPEND, "Toàn huyện đã giải ngân vốn 33.738 triệu đồng.", "33.738"),
        (SPEND, "Đã giải ngân 33.938 triệu đồng, tỷ lệ giải ngân đạt 73,9%.", "73,9%"),
    ],
)
def test_slip_in_a_quoted_figure_is_found(table: tuple[str, ...], text: str, quote: str) -> None:
    assert quoted(text, table) == [quote]


def test_percent_of_a_ratio_in_the_text_is_its_own() -> None:
    text = "Loại Tốt của khối sáng: 47/187 em, chiếm 25,1%."  # 47 / 187 = 25,13 %; the table has 21,5
    assert quoted(text, SCH) == []


FIELDS = (
    "TT\tHuyện\tDiện tích (ha)\tSản lượng (tấn)",
    "1\tAn Bình\t9.120\t62.928",
    "2\tĐông Hải\t7.645\t51.986",
    "3\tNam Sơn\t6.040\t40.468",
    "\tTổng số\t22.805\t155.382",
)


@pytest.mark.parametrize(
    ("text", "table", "found"),
    [
        ("Kết quả sản xuất của 03 huyện trong tỉnh như sau:", FIELDS, []),
        ("Kết quả sản xuất của 04 huyện trong tỉnh như sau:", FIELDS, ["03"]),
        ("Toàn tỉnh có 4 huyện. Chi tiết tại Biểu số 01 kèm theo.", ("Biểu số 01", *FIELDS), ["3"]),
        ("Toàn tỉnh có 3 huyện. Chi tiết tại Biểu số 01 kèm theo.", ("Biểu số 01", *FIELDS), []),
        ("Toàn tỉnh có 4 huyện. Chi tiết tại Biểu số 02 kèm theo.", ("Biểu số 01", *FIELDS), []),
        ("Toàn tỉnh có 4 huyện đạt kế hoạch; chi tiết tại Biểu số 01.", ("Biểu số 01", *FIELDS), []),
        ("Có 3 huyện, trong đó có 2 huyện. Chi tiết tại Biểu số 01.", ("Biểu số 01", *FIELDS), []),
        ("Toàn tỉnh có 12 huyện. Biểu số 01 nêu các huyện chính.", ("Biểu số 01", *FIELDS), []),
    ],
)
def test_number_of_rows_said_of_a_table_must_be_that_of_the_table(
    text: str, table: tuple[str, ...], found: list[str]
) -> None:
    document = plain_word("\n".join(("BÁO CÁO", text, *table, "Hết.")))
    findings = audit_tables(document).findings
    assert [each.expected for each in findings if each.rule == "count-of-items"] == found

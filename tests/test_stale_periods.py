"""Periods left over from another report: right reports of many kinds, and each with one period changed."""

from __future__ import annotations

import pytest

from reportgen.audit.stale_periods import audit_periods
from tests.plain_word import plain_word

# Date line, title, and the lines that name periods.
REPORTS = {
    "year": (
        "15 tháng 12 năm 2024",
        "Kết quả thực hiện nhiệm vụ năm 2024, phương hướng nhiệm vụ năm 2025",
        "Trong năm 2024, huyện có 05 xã đạt chuẩn.",
        "I. KẾT QUẢ NĂM 2024",
        "1. Kết quả khắc phục hạn chế năm 2023",
        "2. Đánh giá, xếp loại năm 2023",
        "Trong năm 2024, đã mở 12 lớp.",
        "II. NHIỆM VỤ NĂM 2025",
        "Phấn đấu đến hết năm 2025 có 06 xã.",
        "Trên đây là báo cáo kết quả năm 2024, nhiệm vụ năm 2025, đề nghị bố trí vốn năm 2026./.",
    ),
    "plan": (
        "15 tháng 12 năm 2024",
        "Tình hình thực hiện Kế hoạch phát triển kinh tế - xã hội năm 2024 và Kế hoạch năm 2025",
        "TÌNH HÌNH THỰC HIỆN KẾ HOẠCH NĂM 2024",
        "I. MỤC TIÊU, NHIỆM VỤ NĂM 2024",
        "II. DỰ KIẾN KẾ HOẠCH NĂM 2025",
        "Trên đây là Báo cáo tình hình thực hiện Kế hoạch năm 2024 và Kế hoạch năm 2025.",
    ),
    "half": (
        "20 tháng 6 năm 2024",
        "Kết quả công tác 6 tháng đầu năm, nhiệm vụ trọng tâm 6 tháng cuối năm 2024",
        "I. KẾT QUẢ 6 THÁNG ĐẦU NĂM",
        "Thu đạt 5 tỷ đồng, tăng 5% so với cùng kỳ năm 2023.",
        "2. Đánh giá, xếp loại năm 2023",
        "II. NHIỆM VỤ TRỌNG TÂM 6 THÁNG CUỐI NĂM 2024",
        "Trên đây là báo cáo kết quả 6 tháng đầu năm và nhiệm vụ 6 tháng cuối năm 2024 của huyện.",
    ),
    "quarter": (
        "20 tháng 3 năm 2025",
        "Công tác quý I, phương hướng, nhiệm vụ quý II năm 2025",
        "I. KẾT QUẢ CÔNG TÁC QUÝ I NĂM 2025",
        "II. NHIỆM VỤ QUÝ II NĂM 2025",
        "Trên đây là báo cáo công tác quý I và nhiệm vụ quý II năm 2025./.",
    ),
    "last quarter": (
        "28 tháng 12 năm 2024",
        "Công tác quý IV năm 2024",
        "I. KẾT QUẢ QUÝ IV NĂM 2024",
        "II. NHIỆM VỤ QUÝ I NĂM 2025",
        "Trên đây là báo cáo công tác quý IV năm 2024./.",
    ),
    "month": (
        "25 tháng 9 năm 2025",
        "Công tác tháng 9, nhiệm vụ trọng tâm tháng 10 năm 2025",
        "I. KẾT QUẢ CÔNG TÁC THÁNG 9",
        "Lũy kế 9 tháng năm 2025 đạt 45 hồ sơ.",
        "II. NHIỆM VỤ THÁNG 10 NĂM 2025",
        "Trên đây là báo cáo công tác tháng 9 và nhiệm vụ tháng 10/2025./.",
    ),
    "nine months": (
        "25 tháng 9 năm 2025",
        "Tình hình kinh tế - xã hội 9 tháng đầu năm, nhiệm vụ 3 tháng cuối năm 2025",
        "I. KẾT QUẢ 9 THÁNG ĐẦU NĂM 2025",
        "II. NHIỆM VỤ 3 THÁNG CUỐI NĂM 2025",
        "Trên đây là báo cáo tình hình 9 tháng đầu năm 2025./.",
    ),
    "school": (
        "10 tháng 6 năm 2024",
        "Tổng kết năm học 2023 - 2024, phương hướng nhiệm vụ năm học 2024 - 2025",
        "I. KẾT QUẢ NĂM HỌC 2023 - 2024",
        "So với năm học 2022 - 2023 tăng 05 lớp. Năm 2023 được cấp 5 tỷ đồng, năm 2024 được cấp 6 tỷ đồng.",
        "Bảng 1. Kết quả học tập năm học 2023 - 2024",
        "II. PHƯƠNG HƯỚNG NĂM HỌC 2024 - 2025",
        "Trên đây là báo cáo tổng kết năm học 2023 - 2024./.",
    ),
    "school term": (
        "10 tháng 01 năm 2024",
        "Sơ kết học kỳ I năm học 2023 - 2024",
        "II. NHIỆM VỤ HỌC KỲ II NĂM HỌC 2023 - 2024",
        "Trên đây là báo cáo sơ kết học kỳ I năm học 2023 - 2024./.",
    ),
    "late": (
        "10 tháng 01 năm 2024",
        "Công tác dân tộc năm 2023",
        "Thực hiện Công văn số 12/UBND ngày 02/01/2024, huyện báo cáo công tác dân tộc năm 2023 như sau:",
        "I. KẾT QUẢ NĂM 2023",
        "II. PHƯƠNG HƯỚNG NĂM 2024",
        "Trên đây là báo cáo công tác dân tộc năm 2023, kính gửi Ban Dân tộc để tổng hợp trong năm 2024./.",
    ),
    "term": (
        "10 tháng 10 năm 2025",
        "Kết quả giữa nhiệm kỳ thực hiện Nghị quyết Đại hội nhiệm kỳ 2020 - 2025",
        "I. KẾT QUẢ GIAI ĐOẠN 2020 - 2023",
        "Trên đây là báo cáo giữa nhiệm kỳ 2020 - 2025.",
    ),
    "budget": (
        "10 tháng 12 năm 2024",
        "Kết quả thực hiện dự toán năm 2024, dự toán năm 2025",
        "I. THU, CHI NGÂN SÁCH NĂM 2024",
        "II. DỰ TOÁN NĂM 2025",
        "III. QUYẾT TOÁN NĂM 2023",
    ),
    "crop": (
        "24 tháng 5 năm 2024",
        "Kết quả sản xuất vụ Đông Xuân 2023 - 2024 và kế hoạch sản xuất vụ Hè Thu 2024",
        "I. KẾT QUẢ SẢN XUẤT VỤ ĐÔNG XUÂN 2023 - 2024",
        "Năng suất lúa tăng 1,8 tạ/ha so với vụ Đông Xuân 2022 - 2023; vụ mía 2022 - 2023 đã kết thúc.",
        "II. KẾ HOẠCH VỤ HÈ THU 2024",
        "Trên đây là kết quả sản xuất vụ Đông Xuân 2023 - 2024 của Sở./.",
    ),
    "year and crop": (
        "20 tháng 12 năm 2024",
        "Kết quả sản xuất năm 2024 và kế hoạch vụ Đông Xuân 2024 - 2025",
        "I. KẾT QUẢ NĂM 2024",
        "Vụ Đông Xuân 2023 - 2024 gieo cấy 2.150 ha.",
        "II. KẾ HOẠCH VỤ ĐÔNG XUÂN 2024 - 2025",
        "Trên đây là tình hình sản xuất năm 2024./.",
    ),
    "plans only": (
        "10 tháng 12 năm 2024",
        "Phương hướng, nhiệm vụ năm 2025",
        "I. KẾT QUẢ NĂM 2024",
        "II. NHIỆM VỤ NĂM 2025",
        "Trên đây là báo cáo phương hướng, nhiệm vụ năm 2025.",
    ),
}


def told(name: str, old: str = "", new: str = "") -> list[tuple[str, str]]:
    date, title, *lines = REPORTS[name]
    text = "\n".join((f"Bình Minh, ngày {date}", "BÁO CÁO", title, *lines, "Hết."))
    assert text.count(old) == 1 or not old
    findings = audit_periods(plain_word(text.replace(old, new) if old else text)).findings
    return [(finding.quote, finding.expected) for finding in findings]


@pytest.mark.parametrize("name", REPORTS)
def test_periods_of_one_report_belong_together(name: str) -> None:
    assert told(name) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "quote", "expected"),
    [
        ("year", "I. KẾT QUẢ NĂM 2024", "I. KẾT QUẢ NĂM 2023", "NĂM 2023", "năm 2024"),
        ("year", "II. NHIỆM VỤ NĂM 2025", "II. NHIỆM VỤ NĂM 2024", "NĂM 2024", "năm 2025"),
        ("year", "báo cáo kết quả năm 2024", "báo cáo kết quả năm 2023", "năm 2023", "năm 2024"),
        ("year", "hết năm 2025", "hết năm 2023", "2023", "năm 2025"),
        ("year", "hiện nhiệm vụ năm 2024", "hiện nhiệm vụ năm 2023", "năm 2023", "năm 2024"),
        ("plan", "HIỆN KẾ HOẠCH NĂM 2024", "HIỆN KẾ HOẠCH NĂM 2023", "NĂM 2023", "năm 2024"),
        ("plan", "KIẾN KẾ HOẠCH NĂM 2025", "KIẾN KẾ HOẠCH NĂM 2023", "NĂM 2023", "năm 2025"),
        ("plan", "Kế hoạch năm 2024 và Kế hoạch năm 2025.", "Kế hoạch năm 2023.", "năm 2023", "năm 2024"),
        (
            "half",
            "TÂM 6 THÁNG CUỐI NĂM 2024",
            "TÂM 6 THÁNG CUỐI NĂM 2023",
            "6 THÁNG CUỐI NĂM 2023",
            "6 tháng cuối năm 2024",
        ),
        (
            "half",
            "vụ 6 tháng cuối năm 2024 của",
            "vụ 6 tháng cuối năm 2023 của",
            "6 tháng cuối năm 2023",
            "6 tháng cuối năm 2024",
        ),
        ("half", "cùng kỳ năm 2023", "cùng kỳ năm 2024", "cùng kỳ năm 2024", "năm 2023"),
        ("quarter", "QUÝ I NĂM 2025", "QUÝ IV NĂM 2025", "QUÝ IV NĂM 2025", "quý I năm 2025"),
        ("quarter", "QUÝ II NĂM 2025", "QUÝ III NĂM 2025", "QUÝ III NĂM 2025", "quý II năm 2025"),
        ("quarter", "quý II năm 2025./", "quý III năm 2025./", "quý III năm 2025", "quý II năm 2025"),
        ("last quarter", "QUÝ I NĂM 2025", "QUÝ I NĂM 2024", "QUÝ I NĂM 2024", "quý I năm 2025"),
        ("last quarter", "quý IV năm 2024./", "quý III năm 2024./", "quý III năm 2024", "quý IV năm 2024"),
        ("month", "THÁNG 10 NĂM 2025", "THÁNG 9 NĂM 2025", "THÁNG 9 NĂM 2025", "tháng 10 năm 2025"),
        ("month", "báo cáo công tác tháng 9", "báo cáo công tác tháng 8", "tháng 8", "tháng 9 năm 2025"),
        (
            "nine months",
            "9 THÁNG ĐẦU NĂM 2025",
            "9 THÁNG ĐẦU NĂM 2024",
            "9 THÁNG ĐẦU NĂM 2024",
            "9 tháng năm 2025",
        ),
        (
            "school",
            "QUẢ NĂM HỌC 2023 - 2024",
            "QUẢ NĂM HỌC 2022 - 2023",
            "NĂM HỌC 2022 - 2023",
            "năm học 2023 - 2024",
        ),
        (
            "school",
            "tập năm học 2023 - 2024",
            "tập năm học 2022 - 2023",
            "năm học 2022 - 2023",
            "năm học 2023 - 2024",
        ),
        (
            "school",
            "HƯỚNG NĂM HỌC 2024 - 2025",
            "HƯỚNG NĂM HỌC 2023 - 2024",
            "NĂM HỌC 2023 - 2024",
            "năm học 2024 - 2025",
        ),
        (
            "school",
            "kết năm học 2023 - 2024./",
            "kết năm học 2022 - 2023./",
            "năm học 2022 - 2023",
            "năm học 2023 - 2024",
        ),
        (
            "crop",
            "quả sản xuất vụ Đông Xuân 2023 - 2024 của",
            "quả sản xuất vụ Đông Xuân 2022 - 2023 của",
            "vụ Đông Xuân 2022 - 2023",
            "vụ 2023 - 2024",
        ),
        (
            "crop",
            "VỤ ĐÔNG XUÂN 2023 - 2024",
            "VỤ ĐÔNG XUÂN 2022 - 2023",
            "VỤ ĐÔNG XUÂN 2022 - 2023",
            "vụ 2023 - 2024",
        ),
        ("year and crop", "sản xuất năm 2024./", "sản xuất năm 2023./", "năm 2023", "năm 2024"),
        ("late", "dân tộc năm 2023 như sau", "dân tộc năm 2022 như sau", "năm 2022", "năm 2023"),
        ("late", "II. PHƯƠNG HƯỚNG NĂM 2024", "II. PHƯƠNG HƯỚNG NĂM 2022", "NĂM 2022", "năm 2023"),
        ("term", "nhiệm kỳ 2020 - 2025.", "nhiệm kỳ 2015 - 2020.", "nhiệm kỳ 2015 - 2020", "2020 - 2025"),
        ("budget", "SÁCH NĂM 2024", "SÁCH NĂM 2023", "NĂM 2023", "năm 2024"),
        ("budget", "II. DỰ TOÁN NĂM 2025", "II. DỰ TOÁN NĂM 2023", "NĂM 2023", "năm 2025"),
    ],
)
def test_one_period_changed_is_found(name: str, old: str, new: str, quote: str, expected: str) -> None:
    assert told(name, old, new) == [(quote, expected)]


def test_title_that_all_other_places_contradict_is_the_one_reported() -> None:
    assert told("late", "Công tác dân tộc năm 2023", "Công tác dân tộc năm 2022") == [
        ("năm 2022", "năm 2023")
    ]

"""References to annexes, tables, pictures and sections: those that exist, and those that do not."""

from __future__ import annotations

import pytest

from reportgen.audit.annexes import audit_annexes, audit_section_references
from tests.plain_word import plain_word

TABLE = "TT\tTên\tSố\n1\tA\t5\n2\tB\t7"
CAPTIONED = ("I. KẾT QUẢ", "{}", "Bảng 1. Kết quả học tập", TABLE, "Bảng 2: Kết quả rèn luyện", TABLE, "Hết.")
ONE_ANNEX = ("I. KẾT QUẢ", "{}", "Nơi nhận:", "PHỤ LỤC", "BẢNG SỐ LIỆU", TABLE)
BARE_TABLES = ("I. KẾT QUẢ", "{}", TABLE, "Xong.", TABLE)
SECTIONS = (
    "I. KẾT QUẢ",
    "1. Kinh tế",
    "1.1. Nông nghiệp",
    "{}; xem Phụ lục 1, 2.",
    "1.2. Công nghiệp",
    "II. NHIỆM VỤ",
    "Nơi nhận:",
    "PHỤ LỤC SỐ 01",
    "TỔNG HỢP",
    TABLE,
    "PHỤ LỤC SỐ 02",
    "TỔNG HỢP KHÁC",
    TABLE,
)


def dangling(lines: tuple[str, ...], text: str) -> list[str]:
    document = plain_word("\n".join(line.format(text) for line in lines))
    auditors = (audit_annexes, audit_section_references)
    return [finding.quote for auditor in auditors for finding in auditor(document).findings]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (CAPTIONED, "Kết quả tại Bảng 1 và Bảng 2."),
        (CAPTIONED, "Số liệu ở Bảng 01, Bảng 02."),
        (CAPTIONED, "Theo Bảng 5 Quy chuẩn QCVN 08:2023."),
        (CAPTIONED, "Theo Thông tư số 22/2021/TT-BGDĐT (Bảng 7), kết quả như Bảng 1."),
        (CAPTIONED, "Theo Bảng 4 của Kế hoạch số 5/KH-UBND."),
        (CAPTIONED, "Lập bảng 3 cột."),
        (ONE_ANNEX, "(có Phụ lục kèm theo)"),
        (ONE_ANNEX, "(có Phụ lục 1 kèm theo)"),
        (ONE_ANNEX, "(có Phụ lục I kèm theo)"),
        (BARE_TABLES, "Số liệu tại Bảng 2."),
        (BARE_TABLES, "Theo Bảng 3 Phụ lục ban hành kèm theo Thông tư số 5/2020/TT-BYT."),
        (SECTIONS, "Như đã nêu tại mục 1.2"),
        (SECTIONS, "Như đã nêu tại Phần II"),
        (SECTIONS, "Theo quy định tại Phụ lục IV Nghị định số 08/2022/NĐ-CP"),
        (SECTIONS, "Theo mục III Phụ lục V Thông tư số 5/2020/TT-BYT"),
    ],
)
def test_references_to_what_exists_or_to_other_papers_are_right(lines: tuple[str, ...], text: str) -> None:
    assert dangling(lines, text) == []


@pytest.mark.parametrize(
    ("lines", "text", "quote"),
    [
        (CAPTIONED, "Kết quả tổng hợp tại Bảng 3.", "Bảng 3"),
        (CAPTIONED, "Phân bổ tại Bảng 4 (đơn vị tính: triệu đồng).", "Bảng 4"),
        (CAPTIONED, "Kết quả (Bảng 05).", "Bảng 05"),
        (CAPTIONED, "Bảng 3 cho thấy kết quả tốt hơn.", "Bảng 3"),
        (CAPTIONED, "Kết quả thể hiện tại Hình 2.", "Hình 2"),
        (ONE_ANNEX, "(có Phụ lục 2 kèm theo)", "Phụ lục 2"),
        (BARE_TABLES, "Số liệu tại Bảng 3.", "Bảng 3"),
        (SECTIONS, "Kết quả nêu tại Phụ lục III", "Phụ lục III"),
        (SECTIONS, "Như đã nêu tại mục 1.3", "nêu tại mục 1.3"),
        (SECTIONS, "Như đã nêu tại Phần III", "nêu tại Phần III"),
    ],
)
def test_reference_to_what_is_not_there_is_reported(lines: tuple[str, ...], text: str, quote: str) -> None:
    assert dangling(lines, text) == [quote]

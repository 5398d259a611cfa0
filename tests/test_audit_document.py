"""Numbers of sections, references to annexes, papers, dates, periods, names and traces of bad conversion."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.audit.annexes import audit_annexes, audit_notes, audit_section_references
from reportgen.audit.audit import audit_prose
from reportgen.audit.dates import audit_dates
from reportgen.audit.document_auditors import DOCUMENT_AUDITORS
from reportgen.audit.own_papers import audit_papers
from reportgen.audit.place_names import audit_names
from reportgen.audit.section_numbers import audit_section_numbers
from reportgen.audit.stale_periods import audit_periods
from reportgen.audit.strange_text import audit_strange_text
from reportgen.errors import Finding
from reportgen.model.checking import Checked
from reportgen.model.word_document import WordDocument, paragraphs
from tests.plain_word import plain_word

Auditor = Callable[[WordDocument], Checked]


def told(auditor: Auditor, *lines: str) -> list[tuple[str, str]]:
    """Return rule and quote of each finding; each quote must stand where the finding points."""
    document = plain_word("\n".join(lines))
    findings = auditor(document).findings
    for finding in findings:
        assert finding.quote == _text_at(document, finding)
    return [(finding.rule, finding.quote.strip()) for finding in findings]


def _text_at(document: WordDocument, finding: Finding) -> str:
    place = finding.where
    text = next(p.text for p in paragraphs(document.blocks) if p.place.paragraph == place.paragraph)
    return text[place.start : place.end] if place.end else text


@pytest.mark.parametrize(
    "lines",
    [
        (
            "I. A B",
            "1. Một",
            "1.1. Con",
            "1.2. Con",
            "2. Hai",
            "a) Chữ",
            "b) Chữ",
            "II. C",
            "1. Một",
            "2. Hai",
        ),
        ("I- A B", "1- Một", "2- Hai", "II- C D", "III- E G", "(1)- Một", "(2)- Hai", "IV- H", "(1)- Một"),
        ("a) A", "b) B", "c) C", "d) D", "đ) Đ", "e) E", "g) G"),
        ("Thứ nhất, làm.", "Thứ hai, học.", "Thứ ba, viết.", "Thứ tư, đọc.", "Thứ năm, nói."),
        ("2.1. Về quán triệt",),
        ("2.1.3. Chi", "2.2. Tín dụng", "3. Giá cả"),
        ("Phần thứ nhất", "I. A", "II. B", "Phần thứ hai", "I. C", "II. D"),
        ("1. Một", "2. Hai", "Phụ lục 1", "1. Một lần nữa", "2. Hai"),
        ("1.029,31 km² là diện tích.", "5/2023 là tháng.", "31. 12 người"),
    ],
)
def test_numbers_in_order_are_right(lines: tuple[str, ...]) -> None:
    assert told(audit_section_numbers, *lines) == []


@pytest.mark.parametrize(
    ("lines", "quotes"),
    [
        (("I. A B", "II. C D", "IV. E G"), ["IV"]),
        (("I. A B", "II. C D", "IV. E G", "IV. H K"), ["IV"]),
        (("I. A", "1. Một", "2. Hai", "2. Ba"), ["2"]),
        (("I. A", "1. Một", "2. Hai", "4. Ba"), ["4"]),
        (("a) A", "b) B", "d) D"), ["d"]),
        (("c) A", "d) B"), ["c"]),
        (("I. A", "1. Một", "1.1. C", "1.3. C"), ["1.3"]),
        (("I. A", "1. Một", "1.1. C", "2. Hai", "1.2. C"), ["1.2"]),
        (("Thứ nhất, làm.", "Thứ ba, học."), ["Thứ ba"]),
    ],
)
def test_gaps_doubles_and_wrong_parents_are_reported(lines: tuple[str, ...], quotes: list[str]) -> None:
    assert [quote for _, quote in told(audit_section_numbers, *lines)] == quotes


def test_item_with_another_sign_than_its_parallel_is_reported() -> None:
    lines = (
        "1.1. Cán bộ",
        "* Đến năm 2025:",
        "+ A",
        "* Đến năm 2030:",
        "+ A",
        "1.2. Công chức",
        "* Đến năm 2025:",
    )
    assert told(audit_section_numbers, *lines, "- Đến năm 2030:") == [("item-sign", "- Đến năm 2030")]
    assert told(audit_section_numbers, *lines, "* Đến năm 2030:") == []


ANNEXED = ("I. KẾT QUẢ", "{}", "Nơi nhận:", "Phụ lục 1", "BẢNG SỐ LIỆU", "Phụ lục 2", "BẢNG KHÁC")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Số liệu tốt (có Phụ lục 1, 2 kèm theo).", []),
        ("Số liệu tốt (Có phụ lục I và phụ lục II kèm theo).", []),
        ("Số liệu tốt (chi tiết tại các phụ lục kèm theo).", []),
        ("Theo Phụ lục 5 ban hành kèm theo Thông tư số 01/2020/TT-BNV; có Phụ lục 1, 2 kèm theo.", []),
        (
            "Số liệu tốt (có Phụ lục 1, 3 kèm theo).",
            [("annex-missing", "Phụ lục 1, 3"), ("annex-unused", "Phụ lục 2")],
        ),
        ("Gồm 03 phụ lục kèm theo (có Phụ lục 1, 2 kèm theo).", [("annex-count", "03 phụ lục kèm theo")]),
    ],
)
def test_annex_references_are_compared_with_the_annexes(text: str, found: list[tuple[str, str]]) -> None:
    lines = told(audit_annexes, *(line.format(text) for line in ANNEXED))
    assert [rule for rule, _ in lines] == [rule for rule, _ in found]


def test_reference_in_a_text_without_annexes_dangles() -> None:
    assert told(audit_annexes, "Đạt kết quả.", "(Có Phụ lục 3, 4 kèm theo)") == [
        ("annex-missing", "Phụ lục 3, 4")
    ]


def test_reference_to_a_section_that_is_not_there_is_reported() -> None:
    lines = ("I. A", "1. Một", "2. Hai", "2.1. C", "2.2. C")
    assert told(audit_section_references, *lines, "Như đã nêu tại mục 2.2 nêu trên.") == []
    assert told(audit_section_references, *lines, "Theo mục 3.2 Điều 5 Nghị định.") == []
    assert told(audit_section_references, *lines, "Như đã nêu tại mục 2.3 nêu trên.") == [
        ("section-missing", "nêu tại mục 2.3")
    ]


def test_note_without_its_mark_is_reported() -> None:
    end = ("Trên đây là báo cáo.", "(1) Theo Kế hoạch của thành phố.")
    assert told(audit_notes, "Đã triển khai thực hiện(1) tốt.", *end) == []
    assert told(audit_notes, "Đã triển khai thực hiện tốt.", *end) == [("note-unused", "(1)")]


LETTER = ("UBND HUYỆN BÌNH MINH", "Số: 125/BC-UBND", "Bình Minh, ngày 28 tháng 6 năm 2024", "BÁO CÁO")
CAPTION = "(Kèm theo Báo cáo số {} ngày {} của UBND huyện Bình Minh)"


@pytest.mark.parametrize(
    ("number", "day", "found"),
    [
        ("125/BC-UBND", "28/6/2024", []),
        ("152/BC-UBND", "28/6/2024", [("own-number", "152/BC-UBND")]),
        ("125/BC-UBND", "26/8/2024", [("own-date", "26/8/2024")]),
    ],
)
def test_caption_must_repeat_number_and_date_of_the_letterhead(
    number: str, day: str, found: list[tuple[str, str]]
) -> None:
    assert told(audit_papers, *LETTER, "Phụ lục 1", CAPTION.format(number, day)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nghị quyết số 06-NQ/TU ngày 15/3/2021; Nghị quyết số 06-NQ/TU, ngày 15/3/2021 của Tỉnh ủy.", []),
        (
            "Nghị quyết số 06-NQ/TU ngày 15/3/2021; Nghị quyết số 06-NQ/TU ngày 15/3/2021; "
            "Nghị quyết số 06-NQ/TU ngày 13/5/2021.",
            [("cited-date", "13/5/2021")],
        ),
        ("Quyết định số 37/2020/QĐ-UBND ngày 29/9/2021.", [("symbol-year", "29/9/2021")]),
        ("Kế hoạch số 49-NQ/HU ngày 26/3/2021.", [("symbol-type", "49-NQ/HU")]),
        ("Báo cáo số 408-B/CHỦ ngày 12/7/2023.", [("symbol-malformed", "408-B/CHỦ")]),
        (
            "Nghị quyết số 06-NQ/TU ngày 15/3/2021; Nghị quyết số 06-NQ/HU ngày 15/3/2021.",
            [("cited-symbol", "06-NQ/HU")],
        ),
    ],
)
def test_cited_documents_must_agree(text: str, found: list[tuple[str, str]]) -> None:
    assert told(audit_papers, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Từ ngày 31/3/2021 đến ngày 31/3/2023, đã tổ chức 5 lớp.", []),
        ("Ngày 31/6/2023 họp.", [("date-impossible", "Ngày 31/6/2023")]),
        ("Ngày 30 tháng 02 năm 2024 họp.", [("date-impossible", "Ngày 30 tháng 02 năm 2024")]),
        ("Vào ngày 31/9 họp.", [("date-impossible", "ngày 31/9")]),
        ("Tính đến tháng 13/2023.", [("date-impossible", "tháng 13/2023")]),
        ("Từ ngày 31/3/2023 đến ngày 31/3/2021.", [("date-order", "Từ ngày 31/3/2023 đến ngày 31/3/2021")]),
        ("Giai đoạn 2025 - 2021.", [("date-order", "Giai đoạn 2025 - 2021")]),
        ("Đến ngày 31/12/2024 phấn đấu hoàn thành.", []),
        ("Kế hoạch đã ban hành ngày 05/7/2024.", [("date-after-report", "ngày 05/7/2024")]),
        (
            "Thực hiện Nghị quyết số 12-NQ/HU ngày 05/01/2025.",
            [("date-after-report", "ngày 05/01/2025")],
        ),
    ],
)
def test_dates_that_cannot_be_are_reported(text: str, found: list[tuple[str, str]]) -> None:
    assert told(audit_dates, *LETTER, text) == found


TITLE = (
    "BÁO CÁO",
    "Tình hình kinh tế - xã hội 6 tháng đầu năm 2024, nhiệm vụ 6 tháng cuối năm 2024",
)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("I. KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024", []),
        ("I. KẾT QUẢ 6 THÁNG ĐẦU NĂM 2023", ["6 THÁNG ĐẦU NĂM 2023"]),
        ("II. NHIỆM VỤ 6 THÁNG CUỐI NĂM 2023", ["6 THÁNG CUỐI NĂM 2023"]),
        ("Trong 6 tháng đầu năm 2023, thu ngân sách đạt 25 tỷ đồng.", ["6 tháng đầu năm 2023"]),
        ("Trong 6 tháng đầu năm 2024, thu đạt 25 tỷ đồng, tăng 5% so với 6 tháng đầu năm 2023.", []),
        ("Năm 2022, huyện đã ban hành kế hoạch.", []),
        ("Trên đây là báo cáo tình hình 6 tháng đầu năm 2023./.", ["6 tháng đầu năm 2023"]),
    ],
)
def test_period_of_another_report_is_reported(line: str, found: list[str]) -> None:
    assert told(audit_periods, *TITLE, line) == [("stale-period", quote) for quote in found]


def test_table_of_the_report_year_with_columns_of_other_years_is_reported() -> None:
    rows = ("KẾT QUẢ NĂM 2024", "TT\tTên\tNăm 2022\tNăm {}", "1\tXã A\t5\t6", "2\tXã B\t7\t8", "Hết.")
    assert told(audit_periods, "BÁO CÁO", "Kết quả công tác năm 2024", *(r.format(2024) for r in rows)) == []
    assert told(audit_periods, "BÁO CÁO", "Kết quả công tác năm 2024", *(r.format(2023) for r in rows)) == [
        ("stale-period", "2023")
    ]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Có 12 xã (trong đó a) 5 xã; b) 7 xã) hoàn thành.", []),
        ("a) Về nông nghiệp (tốt); 1) Về rừng.", []),
        ("Có 23 người (gồm 4 chức danh: Bí thư, Chủ tịch.", ["open-bracket"]),
        ("Có 23 người, gồm 4 chức danh) và khác.", ["open-bracket"]),
        ("Thực hiện kế hoạch( ) gắn với đề án.", ["empty-bracket"]),
        ("Thực hiện “Nói không với tiêu cực trong thi cử.", ["open-quote"]),
        ("Ð\u1ec3 có đội ngũ tốt.", ["wrong-letter"]),
        ("Theo Kế ho\ufffdch.", ["lost-character"]),
        ("Ngày Дата tháng.", ["foreign-script"]),
        ("**Nguyên nhân:** do mưa.", ["leftover-markup"]),
        ("Diện tích 5*3 = 15 m², xem * và *.", []),
        ("cho cán bộ lãnh đạo quản lý, cán bộ lãnh đạo quản lý là nữ", ["doubled-phrase"]),
        ("gồm chính trị viên, chính trị viên phó", []),
    ],
)
def test_traces_of_bad_conversion_are_reported(text: str, rules: list[str]) -> None:
    assert [rule for rule, _ in told(audit_strange_text, text)] == rules


def test_name_of_another_office_in_a_claim_of_ones_own_is_reported() -> None:
    own = (
        "Trên địa bàn huyện Bình Minh có 5 xã.",
        "UBND huyện Bình Minh báo cáo.",
        "Đảng bộ huyện Bình Minh.",
    )
    assert told(audit_names, *own, "Học tập kinh nghiệm của huyện Tam Đường.") == []
    assert told(audit_names, *own, "Trên địa bàn huyện Tam Đường có 9 trường.") == [
        ("foreign-name", "Tam Đường")
    ]


def test_slip_in_a_capital_title_is_reported() -> None:
    text = ["Nâng cao chất lượng cán bộ."] * 5
    assert told(audit_names, *text, "TỔNG HỢP CHẤM LƯỢNG CÁN BỘ") == [("title-slip", "CHẤM LƯỢNG")]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.text(alphabet="IVX1290a).(-:/\t năm ngàyKèm theo Phụ lục số NQTU“”*đạt%", max_size=40), max_size=6
    )
)
def test_no_text_makes_an_auditor_crash(lines: list[str]) -> None:
    document = plain_word("\n".join(lines))
    for auditor in DOCUMENT_AUDITORS:
        auditor(document)


@pytest.mark.parametrize(
    "text",
    [
        "Kết quả của {} huyện trong tỉnh như sau:",
        "Toàn tỉnh có {} huyện. Số liệu tại Bảng 1.",
        "Có 02/{} huyện hoàn thành kế hoạch, kết quả như sau:",
    ],
)
def test_a_number_of_things_is_that_of_the_numbered_rows_below(text: str) -> None:
    table = ("STT\tHuyện\tDiện tích", "1\tAn Bình\t9.120", "2\tĐông Hải\t7.645", "3\tTây Giang\t5.215")

    def found(count: str) -> list[str]:
        checked = audit_prose(plain_word("\n".join((text.format(count), *table, "Hết."))))
        return [each.expected for each in checked.findings if each.rule == "count-of-items"]

    assert found("03") == []
    assert found("04") == ["03"]
    assert found("25") == []  # another list

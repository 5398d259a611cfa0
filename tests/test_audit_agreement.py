"""Running text against annexes; the defects of the two original reports in tables and structure."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from reportgen.audit.document_auditors import DOCUMENT_AUDITORS
from reportgen.audit.tables.audit import audit_tables
from reportgen.errors import Finding
from tests.plain_word import plain_word

SAMPLES = Path(__file__).parent.parent / "samples"

# 234/1230 = 19,02 %, 200/1100 = 18,18 %, 434/2330 = 18,63 %
# 111/1230 = 9,02 %, 110/1100 = 10 %, 221/2330 = 9,48 %
POOR = (
    "TT\tĐơn vị\tTổng số hộ\tHộ nghèo\t\tHộ cận nghèo\t",
    "\t\t\tSố hộ\tTỷ lệ (%)\tSố hộ\tTỷ lệ (%)",
    "1\tXã Bản Lang\t1.230\t234\t19,02\t111\t9,02",
    "2\tXã Dào San\t1.100\t200\t18,18\t110\t10,00",
    "\tTổng cộng\t2.330\t434\t18,63\t221\t9,48",
)
# 121/190 = 63,68 %, 142/190 = 74,74 %, 30/190 = 15,79 %, 88/190 = 46,32 %, and each divided by its target
STAFF = (
    "TT\tChất lượng\tSố lượng năm 2023\tTỷ lệ % năm 2023\tMục tiêu đến năm 2025\tSo sánh năm 2023/Mục tiêu",
    "\tTổng số\t190\t100,00\t\t",
    "1\tTrình độ Đại học trở lên\t121\t63,68\t50,00\t127,37",
    "2\tQuản lý Nhà nước chuyên viên\t142\t74,74\t70,00\t106,77",
    "3\tTỷ lệ cán bộ nữ\t30\t15,79\t15,00\t105,26",
    "4\tTỷ lệ cán bộ trẻ\t88\t46,32\t50,00\t92,63",
)


def contradictions(text: str, table: tuple[str, ...]) -> list[tuple[str, str]]:
    findings = audit_tables(plain_word("\n".join((text, *table, "Hết.")))).findings
    return [(each.quote, each.expected) for each in findings if each.rule == "body-annex"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Toàn huyện có 2.330 hộ, trong đó có 434 hộ nghèo, chiếm 18,63%; 221 hộ cận nghèo, chiếm 9,5%.", []),
        ("Xã Bản Lang có 1.230 hộ, trong đó hộ nghèo là 234 hộ (chiếm 19,02%).", []),
        ("Năm 2020, toàn huyện có 2.330 hộ, giảm 443 hộ nghèo so với cùng kỳ.", []),
        ("Toàn huyện có 2.330 hộ, trong đó có 443 hộ nghèo, chiếm 18,63%.", [("443", "434")]),
        ("Xã Dào San có 1.100 hộ, hộ nghèo 200 hộ, chiếm 18,81%.", [("18,81%", "18,18")]),
    ],
)
def test_totals_and_named_rows_must_be_those_of_the_table(text: str, found: list[tuple[str, str]]) -> None:
    assert contradictions(text, POOR) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("+ 63,68%/50% có trình độ đại học trở lên, đạt 127,37% mục tiêu đề ra.", []),
        ("+ 63,7% có trình độ đại học trở lên.", []),
        ("+ Tỷ lệ cán bộ nữ: 15,79%/20%, đạt 78,95% mục tiêu đề ra.", []),
        ("Cán bộ nữ là 30 đồng chí, chiếm 15,78%.", [("15,78%", "")]),
        ("+ 63,68%/50% có trình độ đại học trở lên, đạt 172,37% mục tiêu đề ra.", [("172,37%", "127,37")]),
        ("+ Tỷ lệ cán bộ trẻ: 46,32%/50%, đạt 92,63%. Có 98 cán bộ trẻ, chiếm 46,32%.", [("98", "88")]),
    ],
)
def test_indicators_must_be_those_of_the_annex(text: str, found: list[tuple[str, str]]) -> None:
    assert contradictions(text, STAFF) == found


LIST = (
    "Đội ngũ cán bộ có tổng số {} đồng chí, trong đó:",
    "+ 63,68% có trình độ đại học.",
    "+ 74,74% có trình độ quản lý nhà nước ngạch chuyên viên.",
    "+ Tỷ lệ cán bộ nữ: 15,79%.",
    "+ Tỷ lệ cán bộ trẻ: {}%.",
)


def test_total_that_opens_a_list_must_be_that_of_its_annex() -> None:
    assert contradictions("\n".join(LIST).format(190, "46,32"), STAFF) == []
    assert contradictions("\n".join(LIST).format(180, "46,32"), STAFF) == [("180", "190")]


def test_item_of_a_list_that_speaks_of_an_annex_is_matched_by_its_name() -> None:
    assert contradictions("\n".join(LIST).format(190, "64,32"), STAFF) == [("64,32%", "46,32")]


def findings_on(sample: str) -> list[Finding]:
    document = plain_word((SAMPLES / sample / "goc.txt").read_text(encoding="utf-8"))
    return [finding for auditor in DOCUMENT_AUDITORS for finding in auditor(document).findings]


def test_defects_of_the_party_report_are_found_and_nothing_else() -> None:
    findings = findings_on("phong-tho")
    assert sorted((each.rule, each.quote[:12], each.expected) for each in findings) == sorted(
        [
            # Biểu 01: capped 15,79/15; blank 7,37/6,56; the rating row; the index row and the row above it
            ("table-comparison", "100,00", "105,26"),
            ("table-missing", "", "112,37"),
            ("table-rounding", "188,40", "188,48"),
            ("table-rounding", "90,73", "90,77"),
            ("table-number-format", "I", "1"),
            ("table-head", "3", ""),
            ("table-ordinal", "4", ""),
            # Biểu 02: the range from 13,3 instead of 13,33; an index number with decimals
            ("table-rounding", "38,00 - 33,2", "38,10 - 33,33"),
            ("table-number-format", "9,00", "9"),
            # Biểu 03: 9/187 = 4,81 and 316/328 = 96,34; the head; what was computed from rounded rates
            ("table-percent", "4,90", "4,81"),
            ("table-percent", "96,35", "96,34"),
            ("table-head", "So Sánh năm ", ""),
            ("table-rounding", "201,20", "201,22"),
            ("table-rounding", "208,26", "208,25"),
            ("table-rounding", "120,00", "119,99"),
            # the text against the annexes
            *(
                ("body-annex", quote, "")
                for quote in (
                    "15,78%",
                    "127,36%",
                    "73,70%",
                    "92,64%",
                    "92,64%",
                    "97,61%",
                    "72,23%",
                    "107,05%",
                )
            ),
            ("body-annex", "105,27%", "100,00"),
            ("body-annex", "38,08%", "38,00"),
            ("body-annex", "33,32%", "33,25"),
            # structure and traces of conversion
            ("item-sign", "- Định hướng", "*"),
            ("own-number", "408-B/CHỦ", "408-BC/HU"),
            ("own-date", "27/7/2023", "12/7/2023"),
            ("foreign-script", "№", ""),
            ("leftover-markup", "*Nâng cao cô", ""),
            ("title-slip", "CHẤM LƯỢNG", "CHẤT LƯỢNG"),
        ]
    )


def test_defects_of_the_state_report_are_found_and_nothing_else() -> None:
    found = Counter((each.rule, each.quote[:14].strip()) for each in findings_on("lai-chau"))
    assert found == Counter(
        [
            ("section-number", "IV"),
            ("annex-missing", "Phụ lục 3, 4"),
            ("annex-missing", "Phụ lục 5"),
            ("item-sign", "* Về số lượng"),
            ("item-sign", "* Mục tiêu"),
            ("item-sign", "+ Mục tiêu"),
            ("cited-symbol", "34-KH/TU"),
            ("lost-character", "\ufffd"),
            ("wrong-letter", "Ðể"),
            ("empty-bracket", "("),
            ("open-bracket", "(gồm 4 chức da"),
            ("open-bracket", "(cao cấp lý lu"),
            ("doubled-phrase", "cán bộ lãnh đạ"),
        ]
    )

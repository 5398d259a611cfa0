"""Changes that running text tells of a row of a table, right, the other way round, and mistyped."""

from __future__ import annotations

import pytest

from reportgen.audit.tables.audit import audit_tables
from tests.plain_word import plain_word

# 520 - 480 = 40, 520/480 = 108,3 %; 315 - 350 = -35, 315/350 = 90 %; 1.240/1.178 = 105,3 %
ADMISSION = (
    "TT\tHệ đào tạo\tChỉ tiêu năm 2023\tThực hiện\t\tSo với chỉ tiêu (%)\tTăng, giảm (người)",
    "\t\t\tNăm 2022\tNăm 2023\t\t",
    "1\tCao đẳng nghề\t500\t480\t520\t104,0\t40",
    "2\tSơ cấp, dưới 3 tháng\t300\t350\t315\t105,0\t-35",
    "3\tĐào tạo thường xuyên\t1.200\t1.178\t1.240\t103,3\t62",
    "\tCộng\t2.000\t2.008\t2.075\t103,8\t67",
)
PRICES = (
    "Chỉ số giá tiêu dùng tháng 12 năm 2023",
    "Nhóm hàng\tTháng 12/2023 so với\t\tBình quân năm 2023 so với năm 2022",
    "\tTháng 12/2022\tTháng 11/2023\t",
    "CHỈ SỐ GIÁ TIÊU DÙNG\t103,41\t100,26\t103,08",
    "Hàng ăn và dịch vụ ăn uống\t103,95\t99,34\t104,02",
    "Đồ uống và thuốc lá\t102,64\t100,08\t103,18",
    "May mặc, giày dép\t101,73\t100,11\t101,95",
)


def quotes(text: str, table: tuple[str, ...]) -> list[tuple[str, str]]:
    findings = audit_tables(plain_word("\n".join((text, *table, "Hết.")))).findings
    return [(each.quote, each.expected) for each in findings if each.rule == "body-annex"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cao đẳng nghề vượt chỉ tiêu 4,0%, tăng 40 người so với năm trước.", []),
        ("Cao đẳng nghề tăng 8,3% so với năm 2022.", []),
        ("Hệ sơ cấp tuy vượt chỉ tiêu nhưng so với năm 2022 lại giảm 35 người.", []),
        ("Hệ sơ cấp tuy vượt chỉ tiêu nhưng so với năm 2022 lại tăng 35 người.", [("35", "35")]),
        ("Hệ sơ cấp tuy vượt chỉ tiêu nhưng so với năm 2022 lại giảm 53 người.", [("53", "35")]),
        ("Cao đẳng nghề vượt chỉ tiêu 104,0%.", [("104,0%", "4,0%")]),
        ("Đào tạo thường xuyên tăng 26 người so với năm trước.", [("26", "62")]),
        ("Đào tạo thường xuyên tăng 62 người so với năm trước.", []),
        ("Đào tạo thường xuyên có 18 lớp mới, tăng 3 lớp.", []),
    ],
)
def test_a_change_told_of_a_row_is_that_of_its_cells(text: str, found: list[tuple[str, str]]) -> None:
    assert quotes(text, ADMISSION) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CPI tháng 12/2023 tăng 0,26% so với tháng trước, tăng 3,41% so với tháng 12/2022.", []),
        ("CPI tháng 12/2023 tăng 0,62% so với tháng trước.", [("0,62%", "0,26%")]),
        ("CPI tháng 12/2023 giảm 0,26% so với tháng trước.", [("0,26%", "0,26%")]),
        ("CPI bình quân năm 2023 tăng 3,80%.", [("3,80%", "3,08%")]),
        ("Nhóm hàng ăn và dịch vụ ăn uống giảm 0,66% so với tháng trước.", []),
        ("Nhóm hàng ăn và dịch vụ ăn uống tăng 0,66% so với tháng trước.", [("0,66%", "0,66%")]),
        ("Mặt hàng thuốc tây không thuộc nhóm đồ uống và thuốc lá tăng 7,5%.", []),
    ],
)
def test_an_index_above_a_hundred_is_told_as_a_rise(text: str, found: list[tuple[str, str]]) -> None:
    assert quotes(text, PRICES) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CPI bình quân năm 2023 tăng 3,08%.", []),
        ("CPI bình quân năm 2021 tăng 3,08%.", ["2021"]),
        ("Năm 2021 giá cả ổn định; CPI bình quân năm 2023 tăng 3,08%.", []),
    ],
)
def test_the_year_of_a_change_is_one_that_its_column_names(text: str, found: list[str]) -> None:
    findings = audit_tables(plain_word("\n".join((text, *PRICES, "Hết.")))).findings
    assert [each.quote for each in findings if each.rule == "stale-period"] == found

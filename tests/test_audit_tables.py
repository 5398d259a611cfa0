"""Figures in tables: shares, comparisons, differences, totals and entries, right ones and wrong ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.audit.tables.audit import audit_tables
from reportgen.audit.tables.cell_values import Kind, read_cell
from reportgen.check.word import read_word
from reportgen.errors import Finding, Severity
from tests.plain_word import plain_word
from tests.word_files import word_file


def audit(*rows: str, caption: str = "") -> tuple[Finding, ...]:
    """Findings on one table; cells of a row are parted by |."""
    lines = ["\t".join(cell.strip() for cell in row.split("|")) for row in rows]
    return audit_tables(plain_word("\n".join([caption, *lines, "Hết."]))).findings


def told(findings: tuple[Finding, ...]) -> list[tuple[str, int, int, str]]:
    return [(each.rule, each.where.row, each.where.column, each.expected) for each in findings]


# 60 + 45 + 12 + 3 = 120; 60/120 = 50 %, 45/120 = 37,5 %, 12/120 = 10 %, 3/120 = 2,5 %
RATING = (
    "TT | Xếp loại | Số lượng | Tỷ lệ %",
    "1 | Hoàn thành xuất sắc | 60 | 50,0",
    "2 | Hoàn thành tốt | 45 | 37,5",
    "3 | Hoàn thành | 12 | 10,0",
    "4 | Không hoàn thành | 3 | 2,5",
    " | Tổng | 120 | 100",
)
# 480/600 = 80 %; 150/200 = 75 %; 90/120 = 75 %; sums 720 and 920; 720/920 = 78,26 %
PLAN = (
    "TT | Xã | Kế hoạch | Thực hiện | Tỷ lệ TH/KH (%)",
    "1 | Xã Hòa An | 600 | 480 | 80,00",
    "2 | Xã Hòa Bình | 200 | 150 | 75,00",
    "3 | Xã Hòa Lạc | 120 | 90 | 75,00",
    " | Tổng cộng | 920 | 720 | 78,26",
)
# 3 = 4 + 5; 30+40, 25+35, 50+10; sums 190, 105, 85
SCHOOLS = (
    "TT | Trường | Số học sinh | | ",
    " | | Tổng số | Nam | Nữ",
    "1 | Trường số 1 | 70 | 30 | 40",
    "2 | Trường số 2 | 60 | 25 | 35",
    "3 | Trường số 3 | 60 | 50 | 10",
    " | Cộng | 190 | 105 | 85",
)
# 120/100 = 20 % more, 90/120 = 25 % less, 330/300 = 10 % more, 77/70 = 10 % more
GROWTH = (
    "TT | Sản phẩm | Năm 2022 | Năm 2023 | Tăng, giảm (%)",
    "1 | Chè | 100 | 120 | 20,0",
    "2 | Gạch | 120 | 90 | -25,0",
    "3 | Điện | 300 | 330 | 10,0",
    "4 | Giấy | 70 | 77 | 10,0",
)
# I = 1 + 2, II = 1 + 2, total = I + II; the ratios as in PLAN
BUDGET = (
    "STT | Nội dung | Dự toán | Thực hiện | So sánh (%)",
    "A | B | 1 | 2 | 3=2/1",
    " | TỔNG THU (I+II) | 1.000 | 700 | 70,0",
    "I | Thu nội địa | 600 | 420 | 70,0",
    "1 | Thuế | 400 | 300 | 75,0",
    "2 | Phí | 200 | 120 | 60,0",
    "II | Thu bổ sung | 400 | 280 | 70,0",
    "1 | Cân đối | 300 | 200 | 66,7",
    "2 | Mục tiêu | 100 | 80 | 80,0",
)
# 40/160, 48/160, 32/160; 10/40 … of the same row's households
POOR = (
    "Nội dung | Năm 2021 | Năm 2022 | Năm 2023",
    "Tổng số hộ | 1.200 | 1.250 | 1.300",
    "Hộ nghèo | 240 | 200 | 130",
    "Tỷ lệ hộ nghèo (%) | 20,0 | 16,0 | 10,0",
)
# 8.000/10.000 … of the first row; 81,0 + 19,0
LAND = (
    "TT | Loại đất | Diện tích (ha) | Cơ cấu (%)",
    " | Tổng diện tích tự nhiên | 1.000,00 | 100,00",
    "1 | Đất nông nghiệp | 810,00 | 81,00",
    "1.1 | Đất lúa | 500,00 | 50,00",
    "1.2 | Đất rừng | 310,00 | 31,00",
    "2 | Đất khác | 190,00 | 19,00",
)
RIGHT = {
    "rating": RATING,
    "plan": PLAN,
    "schools": SCHOOLS,
    "growth": GROWTH,
    "budget": BUDGET,
    "poor": POOR,
    "land": LAND,
}


@pytest.mark.parametrize("name", RIGHT)
def test_right_tables_of_many_shapes_raise_no_finding(name: str) -> None:
    assert told(audit(*RIGHT[name])) == []


@pytest.mark.parametrize(
    ("table", "row", "old", "new", "rule", "column", "expected"),
    [
        (RATING, 2, "37,5", "38,5", "table-percent", 4, "37,5"),
        (RATING, 5, "120", "130", "table-column-total", 3, "120"),
        (PLAN, 1, "80,00", "81,00", "table-comparison", 5, "80,00"),
        (PLAN, 4, "920", "930", "table-column-total", 3, "920"),
        (SCHOOLS, 3, "| 60", "| 61", "table-row-total", 3, "60"),
        (SCHOOLS, 5, "105", "150", "table-column-total", 4, "105"),
        (GROWTH, 2, "-25,0", "25,0", "table-growth", 5, "-25,0"),
        (BUDGET, 4, "75,0", "57,0", "table-comparison", 5, "75,0"),
        (POOR, 3, "16,0", "61,0", "table-comparison", 3, "16,0"),
        (LAND, 4, "31,00", "13,00", "table-percent", 4, "31,00"),
    ],
)
def test_one_changed_figure_is_found_at_its_cell(
    table: tuple[str, ...], row: int, old: str, new: str, rule: str, column: int, expected: str
) -> None:
    changed = [*table]
    changed[row] = changed[row].replace(old, new)
    findings = audit(*changed)
    assert told(findings)[:1] == [(rule, row + 1, column, expected)]


def test_change_of_a_part_is_told_once_with_all_that_it_spoils() -> None:
    changed = [row.replace("| 480 |", "| 408 |") for row in PLAN]
    (finding,) = audit(*changed)
    assert (finding.where.row, finding.where.column) == (2, 4)
    assert {(place.row, place.column) for place in finding.also} == {(2, 5), (5, 4)}


# The rating rows of the third row are assessments of two years: 355/382 = 92,93 %, 36/382 = 9,42 %.
OTHER_DENOMINATOR = (
    "TT | Chất lượng | Số lượng | %",
    " | Tổng số | 190 | 100,00",
    "1 | Đại học trở lên | 121 | 63,68",
    "2 | Lý luận chính trị | 189 | 99,47",
    "3 | Tin học | 178 | 93,68",
    "4 | Hoàn thành tốt nhiệm vụ trở lên | 355 | 92,93",
    " | Trong đó hoàn thành xuất sắc | 36 | 9,42",
)


def test_rating_rows_may_have_another_denominator() -> None:
    assert told(audit(*OTHER_DENOMINATOR)) == []


def test_percent_that_no_integer_denominator_gives_is_reported() -> None:
    changed = [row.replace("92,93", "92,99") for row in OTHER_DENOMINATOR]
    assert [(each.rule, each.where.row) for each in audit(*changed)][:1] == [("table-percent", 6)]
    assert "không chia cho số nguyên nào" in audit(*changed)[0].message


def test_comparison_of_rates_uses_the_unrounded_rates() -> None:
    # (121/190)/(48/183) = 242,80; the printed rates give 63,68/26,23 = 242,78: rounding, never an error
    rows = (
        "TT | Chất lượng | Năm 2020 | | Năm 2023 | | So sánh năm 2023/năm 2020",
        " | | Số lượng | % | Số lượng | % | ",
        " | Tổng số | 183 | 100,00 | 190 | 100,00 | ",
        "1 | Đại học | 48 | 26,23 | 121 | 63,68 | {}",
        "2 | Quản lý nhà nước | 56 | 30,60 | 142 | 74,74 | 244,23",
        "3 | Tin học | 153 | 83,61 | 178 | 93,68 | 112,05",
        "4 | Ngoại ngữ | 125 | 68,31 | 155 | 81,58 | 119,43",
    )
    assert told(audit(*(row.format("242,80") for row in rows))) == []
    (rounding,) = audit(*(row.format("242,78") for row in rows))
    assert (rounding.rule, rounding.severity, rounding.expected) == (
        "table-rounding",
        Severity.INFO,
        "242,80",
    )
    (wrong,) = audit(*(row.format("224,80") for row in rows))
    assert (wrong.rule, wrong.severity, wrong.expected) == ("table-comparison", Severity.ERROR, "242,80")
    (blank,) = audit(*(row.format("") for row in rows))
    assert (blank.rule, blank.expected, blank.where.row) == ("table-missing", "242,80", 4)


def test_range_target_is_compared_at_both_ends() -> None:
    # 13,33 % of 35 - 40: 8/60 : 35 = 38,10 and 8/60 : 40 = 33,33
    rows = (
        "TT | Chất lượng | Số lượng | % | Mục tiêu đến năm 2025 | So sánh với mục tiêu",
        " | Tổng số | 60 | 100,00 | | ",
        "1 | Đại học | 41 | 68,33 | 70,00 | 97,62",
        "2 | Cao cấp | 13 | 21,67 | 30,00 | 72,22",
        "3 | Tin học | 49 | 81,67 | 100,00 | 81,67",
        "4 | Trẻ | 8 | 13,33 | 35,00 - 40,00 | {}",
    )
    assert told(audit(*(row.format("38,10 - 33,33") for row in rows))) == []
    (wrong,) = audit(*(row.format("38,10 - 35,33") for row in rows))
    assert (wrong.rule, wrong.expected, wrong.where.row) == ("table-comparison", "38,10 - 33,33", 6)


def test_overlapping_attributes_need_not_add_up() -> None:
    rows = (
        "TT | Nội dung | Số người",
        " | Tổng số | 60",
        "1 | Nữ | 23",
        "2 | Người dân tộc thiểu số | 45",
        "3 | Đảng viên | 58",
    )
    assert told(audit(*rows)) == []


def test_sums_of_money_may_differ_by_rounding() -> None:
    rows = (
        "TT | Dự án | Vốn (tỷ đồng) | Giải ngân (tỷ đồng)",
        "1 | Đường A | 10,4 | 5,2",
        "2 | Cầu B | 20,4 | 6,1",
        "3 | Trường C | 30,4 | 7,3",
        " | Tổng cộng | 61,3 | 18,7",
    )
    assert told(audit(*rows)) == []


@pytest.mark.parametrize(
    ("rows", "rule", "row"),
    [
        (("TT | Tên | Số hộ", "1 | A | 5", "2 | B | 6", "4 | C | 7"), "table-ordinal", 4),
        (("TT | Tên | Số hộ", "1 | A | 5", "2 | B | 6", "2 | C | 7"), "table-ordinal", 4),
        (
            ("TT | Tên | Hộ | Người", "1 | 2 | 3 | 4,00", "1 | A | 5 | 6", "2 | B | 6 | 8"),
            "table-number-format",
            2,
        ),
        (
            ("TT | Tên | Số hộ", "1 | A | 5", "2 | B | 6,00", "3 | C | 7", "4 | D | 9", "5 | E | 4"),
            "table-number-format",
            3,
        ),
        (
            ("TT | Tên | Năm 2021 | Năm 2022 | Năm 2023", "1 | A | 1.234 | 1.250 | 1.260.000"),
            "table-scale",
            2,
        ),
    ],
)
def test_odd_entries_are_reported(rows: tuple[str, ...], rule: str, row: int) -> None:
    assert (rule, row) in [(each.rule, each.where.row) for each in audit(*rows)]


def test_schedules_and_lists_of_persons_hold_nothing_to_check() -> None:
    rows = (
        "TT | Họ và tên | Năm sinh | Điện thoại | Hệ số | Ghi chú",
        "1 | Nguyễn Văn An | 1975 | 0912345678 | 4,98 | ",
        "2 | Trần Thị Bình | 1980 | 0987654321 | 3,66 | ",
        "3 | Lê Văn Cường | 1985 | 0901122334 | 3,00 | Biệt phái",
    )
    assert told(audit(*rows)) == []


@pytest.mark.parametrize(
    ("text", "kind", "scaled", "decimals"),
    [
        ("1.029,31", Kind.NUMBER, 102931, 2),
        ("11.773", Kind.NUMBER, 11773, 0),
        ("97,229", Kind.NUMBER, 97229, 3),
        ("05", Kind.NUMBER, 5, 0),
        ("−12,5%", Kind.NUMBER, -125, 1),
        ("giảm 5", Kind.NUMBER, -5, 0),
        ("12 345", Kind.NUMBER, 12345, 0),
        ("190 người", Kind.NUMBER, 190, 0),
        ("35,00 - 40,00", Kind.RANGE, 3500, 2),
        ("-", Kind.DASH, None, 0),
        ("", Kind.BLANK, None, 0),
        ("15/3/2021", Kind.WORDS, None, 0),
        ("Xã Hòa An", Kind.WORDS, None, 0),
    ],
)
def test_cells_are_read_the_vietnamese_way(text: str, kind: Kind, scaled: int | None, decimals: int) -> None:
    value = read_cell(text)
    assert value.kind is kind
    if scaled is not None:
        assert value.low is not None
        assert (value.low.scaled, value.low.decimals) == (scaled, decimals)


CELLS = st.sampled_from(
    [
        "",
        "-",
        "0",
        "0,00",
        "100",
        "1",
        "I",
        "a",
        "1.1",
        "TT",
        "%",
        "Tổng số",
        "Trong đó:",
        "3=2/1",
        "5 - 9",
        "12,5",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=6), min_size=1, max_size=8))
def test_no_table_makes_the_audit_crash(rows: list[list[str]]) -> None:
    audit(*(" | ".join(row) for row in rows))


def cell_xml(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def row_xml(*cells: str) -> str:
    return "<w:tr>" + "".join(cell if cell.startswith("<") else cell_xml(cell) for cell in cells) + "</w:tr>"


def test_merged_heads_are_read_over_all_the_columns_that_they_span() -> None:
    wide, start, going = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        row_xml(
            cell_xml("TT", start),
            cell_xml("Xã", start),
            cell_xml("Năm 2022", wide),
            cell_xml("Năm 2023", wide),
        ),
        row_xml(cell_xml("", going), cell_xml("", going), "Số hộ", "Hộ nghèo", "Số hộ", "Hộ nghèo"),
        row_xml("1", "Hòa An", "200", "20", "210", "18"),
        row_xml("2", "Hòa Bình", "300", "45", "310", "40"),
        row_xml("", "Tổng cộng", "500", "65", "520", "85"),  # 18 + 40 = 58
    ]
    grid = "<w:gridCol/>" * 6
    body = f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"
    (finding,) = audit_tables(read_word(word_file(body), file="a.docx")).findings
    assert (finding.rule, finding.expected) == ("table-column-total", "58")
    assert "Năm 2023 › Hộ nghèo" in finding.message


RATES = {
    "plan and done": (
        "TT\tLoại cơ quan\tKế hoạch\tĐã kiểm tra\tTỷ lệ (%)",
        "1\tSở, ngành\t8\t7\t87,5",
        "2\tXã, phường\t17\t16\t{}",
        "\tCộng\t25\t23\t92,0",
    ),
    "two rows": (
        "TT\tLoại\tKế hoạch\tThực hiện\t%",
        "1\tSở, ngành\t8\t7\t87,5",
        "2\tXã, phường\t17\t16\t{}",
    ),
    "no plan": (
        "TT\tĐơn vị\tTổng số hồ sơ\tĐúng hạn\tTỷ lệ (%)",
        "1\tCấp tỉnh\t8\t7\t87,5",
        "2\tCấp xã\t17\t16\t{}",
        "\tTổng\t25\t23\t92,0",
    ),
    "short heads": ("Nội dung\tKH\tTH\tTH/KH", "Lớp\t8\t7\t87,5", "Xã\t17\t16\t{}"),
}


@pytest.mark.parametrize("name", RATES)
def test_rates_of_a_table_with_few_rows_are_verified(name: str) -> None:
    def quotes(rate: str) -> list[str]:
        text = "\n".join((*RATES[name], "Hết.")).format(rate)
        return [each.quote for each in audit_tables(plain_word(text)).findings]

    assert quotes("94,1") == []
    assert quotes("91,4") == ["91,4"]


def test_rate_row_below_counts_may_print_its_decimals() -> None:
    rows = ("Khối\tTổng số\tTốt", "Khối 6\t1.643\t342", "Khối 7\t1.600\t355", "Khối 8\t1.482\t318")
    rates = ("Tổng cộng\t4.725\t1.015", "Tỷ lệ (%)\t100,0\t21,5", "Hết.")
    assert audit_tables(plain_word("\n".join((*rows, *rates)))).findings == ()


@pytest.mark.parametrize(
    ("row", "rules"),
    [
        ("2 | Diện tích rừng | ha | 6,00", []),
        ("2 | Hộ dùng điện | % | 98,0", []),
        ("2 | Số thôn | thôn | 6,00", ["table-number-format"]),
    ],
)
def test_unit_of_a_row_tells_whether_its_number_may_have_decimals(row: str, rules: list[str]) -> None:
    others = ("3 | Số xã | xã | 7", "4 | Số trường | trường | 9", "5 | Số chợ | chợ | 4")
    found = audit("TT | Chỉ tiêu | Đơn vị tính | Kết quả", "1 | Số hộ | hộ | 512", row, *others)
    assert [rule for rule, *_ in told(found)] == rules

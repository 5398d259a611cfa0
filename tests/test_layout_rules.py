"""The form rules: values against their clauses, the texts they prescribe, and the choice of a set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest

from reportgen.load.layout_rules import choose_rules, load_layout_rules
from reportgen.model.base import Value
from reportgen.model.definition import IssueDate, Regime
from reportgen.model.layout import Alignment, Confidence, LayoutRules, Span

ALL = load_layout_rules()
BY_ID = {rules.id: rules for rules in ALL}
STATE, PARTY, PARTY_2026 = BY_ID["nd30"], BY_ID["hd36"], BY_ID["hd05"]
BLANK_NUMBER = " " * 9


def date(text: str) -> IssueDate:
    read = IssueDate.read(text)
    assert isinstance(read, IssueDate)
    return read


def spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Value):
        for name in type(value).model_fields:
            yield from spans(getattr(value, name))
    elif isinstance(value, dict):
        for each in value.values():
            yield from spans(each)


def bounds(span: Span | None) -> tuple[object, object]:
    assert span is not None
    return span.least, span.most


def test_there_are_three_sets_with_their_own_templates() -> None:
    assert [rules.id for rules in ALL] == ["hd36", "hd05", "nd30"]
    templates = ["bao-cao-dang-hd36", "bao-cao-dang-hd05", "bao-cao-nha-nuoc"]
    assert [rules.template for rules in ALL] == templates


@pytest.mark.parametrize("rules", ALL, ids=lambda rules: rules.id)
def test_what_the_templates_use_is_allowed(rules: LayoutRules) -> None:
    for span in spans(rules):
        assert span.allows(span.used)


@pytest.mark.parametrize("rules", ALL, ids=lambda rules: rules.id)
def test_practice_has_no_clause(rules: LayoutRules) -> None:
    for role in rules.roles.values():
        assert not (role.confidence is Confidence.PRACTICE and role.clause)


@pytest.mark.parametrize(
    ("side", "used", "least", "most"),
    [("top", 20, 20, 25), ("bottom", 20, 20, 25), ("left", 30, 30, 35), ("right", 15, 15, 20)],
)
def test_state_margins_are_ranges(side: str, used: int, least: int, most: int) -> None:
    margin = getattr(STATE.page.margins_mm, side)
    assert (margin.used, margin.least, margin.most) == (used, least, most)


@pytest.mark.parametrize("rules", [PARTY, PARTY_2026], ids=lambda rules: rules.id)
@pytest.mark.parametrize(("side", "millimetres"), [("top", 20), ("bottom", 20), ("left", 30), ("right", 15)])
def test_party_margins_are_fixed(rules: LayoutRules, side: str, millimetres: int) -> None:
    margin = getattr(rules.page.margins_mm, side)
    assert (margin.used, margin.least, margin.most) == (millimetres, millimetres, millimetres)


# size least, size most, upper, bold, italic, underlined
STATE_LOOKS = {
    "quoc_hieu": (12, 13, True, True, False, False),
    "tieu_ngu": (13, 14, False, True, False, False),
    "chu_quan": (12, 13, True, False, False, False),
    "co_quan": (12, 13, True, True, False, False),
    "so": (13, 13, False, False, False, False),
    "dia_danh": (13, 14, False, False, True, False),
    "ten_loai": (13, 14, True, True, False, False),
    "trich_yeu": (13, 14, False, True, False, False),
    "can_cu": (13, 14, False, False, True, False),
    "quyen_han": (13, 14, True, True, False, False),
    "chuc_vu": (13, 14, True, True, False, False),
    "ho_ten": (13, 14, False, True, False, False),
    "noi_nhan": (12, 12, False, True, True, False),
    "noi_nhan_dong": (11, 11, False, False, False, False),
    "phu_luc_nhan": (14, 14, False, True, False, False),
    "phu_luc_tieu_de": (13, 14, True, True, False, False),
    "phu_luc_kem_theo": (13, 14, False, False, True, False),
    "so_trang": (13, 14, False, False, False, False),
}
PARTY_LOOKS = {
    "tieu_de_dang": (15, 15, True, True, False, False),
    "chu_quan": (14, 14, True, False, False, False),
    "co_quan": (14, 14, True, True, False, False),
    "so": (14, 14, False, False, False, False),
    "dia_danh": (14, 14, False, False, True, False),
    "ten_loai": (15, 16, True, True, False, False),
    "trich_yeu": (14, 15, False, True, False, False),
    "can_cu": (14, 15, False, False, False, False),
    "quyen_han": (14, 14, True, True, False, False),
    "chuc_vu": (14, 14, True, False, False, False),
    "ho_ten": (14, 14, False, True, False, False),
    "noi_nhan": (14, 14, False, False, False, True),
    "noi_nhan_dong": (12, 12, False, False, False, False),
    "so_trang": (14, 14, False, False, False, False),
}
LOOKS = [
    (rules, role, look)
    for rules, looks in ((STATE, STATE_LOOKS), (PARTY, PARTY_LOOKS), (PARTY_2026, PARTY_LOOKS))
    for role, look in looks.items()
]


@pytest.mark.parametrize(("rules", "name", "look"), LOOKS, ids=lambda value: getattr(value, "id", str(value)))
def test_each_component_looks_as_its_clause_says(
    rules: LayoutRules, name: str, look: tuple[int, int, bool, bool, bool, bool]
) -> None:
    role = rules.roles[name]
    style = (role.is_upper, role.is_bold, role.is_italic, role.is_underlined)
    assert (*bounds(role.size_pt), *style) == look


def test_body_text_of_the_state() -> None:
    body = STATE.roles["noi_dung"]
    assert body.alignment is Alignment.JUSTIFIED
    assert bounds(body.first_line_mm) == (10, Decimal("12.7"))
    assert bounds(body.before_pt) == (6, None)
    assert bounds(body.line_multiple) == (1, Decimal("1.5"))


@pytest.mark.parametrize(("rules", "most"), [(PARTY, None), (PARTY_2026, 22)], ids=["hd36", "hd05"])
def test_leading_of_the_party_is_exact(rules: LayoutRules, most: int | None) -> None:
    assert bounds(rules.roles["noi_dung"].line_exact_pt) == (18, most)


def test_lines_and_marks_under_components() -> None:
    under_motto, under_issuer = STATE.roles["tieu_ngu"].line_below, STATE.roles["co_quan"].line_below
    assert under_motto is not None
    assert under_motto.least_share == under_motto.most_share == 1
    assert under_issuer is not None
    assert (under_issuer.least_share, under_issuer.most_share) == (Decimal("0.333"), Decimal("0.5"))
    assert PARTY.roles["co_quan"].mark_below == "*"
    assert PARTY.roles["trich_yeu"].mark_below == "-----"
    assert PARTY.roles["co_quan"].line_below is None


def test_the_second_hand_set_vouches_for_nothing() -> None:
    assert STATE.confidence_of("noi_nhan") is Confidence.ORIGINAL
    assert PARTY.confidence_of("noi_nhan") is Confidence.ORIGINAL
    assert PARTY_2026.confidence_of("noi_nhan") is Confidence.SECOND_HAND
    assert PARTY_2026.confidence_of("bang") is Confidence.PRACTICE


def test_clauses_are_not_inherited() -> None:
    assert PARTY.roles["noi_nhan"].clause
    assert not any(role.clause for role in PARTY_2026.roles.values())


@pytest.mark.parametrize(
    ("regime", "day", "expected"),
    [
        (Regime.PARTY, dt.date(2026, 5, 26), "hd36"),
        (Regime.PARTY, dt.date(2026, 5, 27), "hd05"),
        (Regime.PARTY, dt.date(2018, 4, 3), "hd36"),
        (Regime.PARTY, dt.date(2018, 4, 2), "hd36"),
        (Regime.PARTY, None, "hd05"),
        (Regime.STATE, dt.date(2026, 5, 27), "nd30"),
        (Regime.STATE, dt.date(2020, 3, 4), "nd30"),
        (Regime.STATE, None, "nd30"),
    ],
)
def test_the_date_of_the_document_chooses_the_set(regime: Regime, day: dt.date | None, expected: str) -> None:
    assert choose_rules(ALL, regime, day).id == expected
    assert choose_rules(reversed(ALL), regime, day).id == expected


def test_the_sets_of_the_party_leave_no_day_between_them() -> None:
    assert PARTY.valid_to is not None
    assert PARTY.valid_to + dt.timedelta(days=1) == PARTY_2026.valid_from
    assert PARTY_2026.valid_to is None


@pytest.mark.parametrize(
    ("rules", "number", "symbol", "expected"),
    [
        (STATE, 1, "BC-UBND", "Số: 01/BC-UBND"),
        (STATE, 9, "BC-UBND", "Số: 09/BC-UBND"),
        (STATE, 10, "BC-UBND", "Số: 10/BC-UBND"),
        (STATE, 408, "BC-UBND", "Số: 408/BC-UBND"),
        (STATE, None, "BC-UBND", f"Số: {BLANK_NUMBER}/BC-UBND"),
        (PARTY, 5, "BC/HU", "Số 05-BC/HU"),
        (PARTY, 408, "BC/HU", "Số 408-BC/HU"),
        (PARTY, None, "BC/HU", f"Số {BLANK_NUMBER}-BC/HU"),
        (PARTY_2026, 12, "BC/ĐU", "Số 12-BC/ĐU"),
    ],
)
def test_document_code(rules: LayoutRules, number: int | None, symbol: str, expected: str) -> None:
    assert rules.document_code(number, symbol) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-01-01", "Công Hải, ngày 01 tháng 01 năm 2026"),
        ("2026-02-09", "Công Hải, ngày 09 tháng 02 năm 2026"),
        ("2026-03-10", "Công Hải, ngày 10 tháng 3 năm 2026"),
        ("2026-09-30", "Công Hải, ngày 30 tháng 9 năm 2026"),
        ("2026-10-31", "Công Hải, ngày 31 tháng 10 năm 2026"),
        ("2026-12-02", "Công Hải, ngày 02 tháng 12 năm 2026"),
    ],
)
@pytest.mark.parametrize("rules", ALL, ids=lambda rules: rules.id)
def test_date_line_pads_days_below_ten_and_months_below_three(
    rules: LayoutRules, written: str, expected: str
) -> None:
    assert rules.place_and_date("Công Hải", date(written)) == expected


@pytest.mark.parametrize(
    ("written", "day", "month", "year"),
    [
        ("2023-05", "", "5", "2023"),
        ("2023-01", "", "01", "2023"),
        ("2023", "", "", "2023"),
        (None, "", "", ""),
    ],
)
def test_date_line_leaves_room_for_what_is_not_known(
    written: str | None, day: str, month: str, year: str
) -> None:
    line = STATE.place_and_date("Lai Châu", date(written) if written else None)
    place, rest = line.split(", ngày ")
    found_day, rest = rest.split(" tháng ")
    found_month, found_year = rest.split(" năm ")
    assert (place, found_day.strip(), found_month.strip(), found_year.strip()) == (
        "Lai Châu",
        day,
        month,
        year,
    )
    assert min(len(found_day), len(found_year)) >= 4


@pytest.mark.parametrize(
    ("rules", "arguments", "expected"),
    [
        (
            STATE,
            ("BÁO CÁO", 5, "BC-UBND", "2026-01-10", "Ủy ban nhân dân xã Công Hải"),
            "(Kèm theo Báo cáo số 05/BC-UBND ngày 10 tháng 01 năm 2026 của Ủy ban nhân dân xã Công Hải)",
        ),
        (
            PARTY,
            ("BÁO CÁO", 408, "BC/HU", "2023-07-12", "Huyện ủy Phong Thổ"),
            "(Kèm theo Báo cáo số 408-BC/HU, ngày 12/7/2023 của Huyện ủy Phong Thổ)",
        ),
        (
            PARTY_2026,
            ("TỜ TRÌNH", 7, "TTr/ĐU", "2026-12-05", "Đảng ủy xã Công Hải"),
            "(Kèm theo Tờ trình số 07-TTr/ĐU, ngày 05/12/2026 của Đảng ủy xã Công Hải)",
        ),
        (
            PARTY,
            ("Báo cáo kinh tế", 408, "BC/HU", "2023-02-12", "Huyện ủy"),
            "(Kèm theo Báo cáo kinh tế số 408-BC/HU, ngày 12/02/2023 của Huyện ủy)",
        ),
    ],
)
def test_attached_line(rules: LayoutRules, arguments: tuple[str, int, str, str, str], expected: str) -> None:
    document_type, number, symbol, written, agency = arguments
    assert rules.attached_line(document_type, number, symbol, date(written), agency) == expected


def test_attached_line_of_a_draft_keeps_the_number_blank() -> None:
    line = STATE.attached_line(
        "BÁO CÁO", None, "BC-UBND", date("2023-05"), "Ủy ban nhân dân thành phố Lai Châu"
    )
    assert line.startswith(f"(Kèm theo Báo cáo số {BLANK_NUMBER}/BC-UBND ngày ")
    assert line.endswith(" tháng 5 năm 2023 của Ủy ban nhân dân thành phố Lai Châu)")


@pytest.mark.parametrize(
    ("rules", "items", "expected"),
    [
        (STATE, [], []),
        (STATE, ["Lưu: VT"], ["- Lưu: VT."]),
        (STATE, ["Như trên", "Lưu: VT, VHXH"], ["- Như trên;", "- Lưu: VT, VHXH."]),
        (STATE, ["- Như trên;", "- Lưu: VT, VHXH."], ["- Như trên;", "- Lưu: VT, VHXH."]),
        (STATE, ["-Như trên ,", "+ Lưu: VT ;"], ["- Như trên;", "- Lưu: VT."]),
        (STATE, ["Như trên", "  ", "Lưu: VT, PL.(300)"], ["- Như trên;", "- Lưu: VT, PL.(300)."]),
        (STATE, ["Sở, ngành, v.v.", "Lưu: VT"], ["- Sở, ngành, v.v.;", "- Lưu: VT."]),
        (
            PARTY,
            ["Thường trực Huyện ủy (b/c)", "Lưu Văn phòng"],
            ["- Thường trực Huyện ủy (b/c),", "- Lưu Văn phòng."],
        ),
        (PARTY_2026, ["Ban Thường vụ", "Lưu Đảng ủy"], ["- Ban Thường vụ;", "- Lưu Đảng ủy."]),
    ],
)
def test_recipients_get_one_dash_and_one_end_mark(
    rules: LayoutRules, items: list[str], expected: list[str]
) -> None:
    assert rules.recipient_lines(items) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], []),
        (["Bộ Nội vụ"], ["Bộ Nội vụ"]),
        (["- Bộ Nội vụ."], ["Bộ Nội vụ"]),
        (["Bộ Nội vụ", "Bộ Tài chính"], ["\n- Bộ Nội vụ;", "\n- Bộ Tài chính."]),
    ],
)
def test_a_single_addressee_stays_on_the_line_of_its_label(items: list[str], expected: list[str]) -> None:
    assert STATE.addressee_lines(items) == expected


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (STATE, ["Căn cứ Luật A;", "Căn cứ Kế hoạch B."]),
        (PARTY, ["Căn cứ Luật A;", "Căn cứ Kế hoạch B,"]),
        (PARTY_2026, ["- Căn cứ Luật A;", "- Căn cứ Kế hoạch B,"]),
    ],
    ids=["nd30", "hd36", "hd05"],
)
def test_legal_basis(rules: LayoutRules, expected: list[str]) -> None:
    assert rules.legal_basis_lines(["Căn cứ Luật A", "Căn cứ Kế hoạch B."]) == expected


@pytest.mark.parametrize(
    ("rules", "draft", "expected"),
    [
        (STATE, False, ""),
        (STATE, True, "(Dự thảo)"),
        (STATE, "DỰ THẢO LẦN 2", "DỰ THẢO LẦN 2"),
        (STATE, "", ""),
        (PARTY, True, "Dự thảo"),
        (PARTY, False, ""),
    ],
)
def test_draft_mark(rules: LayoutRules, draft: bool | str, expected: str) -> None:
    assert rules.draft_mark(draft) == expected


def test_default_numbering_and_annex_labels() -> None:
    assert STATE.numbering == ("I.", "1.", "a)", "-")
    assert PARTY.numbering == ("I-", "1.", "1.1.", "1.1.1.", "a)", "-")
    assert (STATE.annex_label, STATE.single_annex_label) == ("Phụ lục I", "Phụ lục")
    assert (PARTY.annex_label, PARTY.single_annex_label) == ("Phụ lục 1", "Phụ lục")


@pytest.mark.parametrize(
    ("rules", "document_type", "abbreviation"),
    [
        (STATE, "BÁO CÁO", "BC"),
        (STATE, "QUY ĐỊNH", "QyĐ"),
        (PARTY, "QUY ĐỊNH", "QĐi"),
        (PARTY_2026, "QUY ĐỊNH", "QĐ"),
    ],
)
def test_abbreviation_of_the_document_type(rules: LayoutRules, document_type: str, abbreviation: str) -> None:
    assert rules.type_abbreviations[document_type] == abbreviation


@pytest.mark.parametrize("role", ["co_quan", "trich_yeu"])
def test_some_line_of_ours_suits_every_text_that_fits(role: str) -> None:
    line = STATE.roles[role].line_below
    assert line is not None
    widest = {"co_quan": 184, "trich_yeu": 467}[role]
    for width in range(int(min(line.lengths_pt) * 2), widest + 1):
        share = line.length_under(Decimal(width)) / width
        assert line.least_share - Decimal("0.001") <= share <= line.most_share


@pytest.mark.parametrize(
    ("lines", "length"),
    [
        (["SỞ Y TẾ"], 24),
        (["ỦY BAN NHÂN DÂN", "XÃ CÔNG HẢI"], 54),
        (["TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"], 78),
    ],
)
def test_the_longest_line_of_a_name_chooses_the_line_under_it(lines: list[str], length: int) -> None:
    assert STATE.line_under("co_quan", lines) == length
    assert PARTY.line_under("co_quan", lines) == 0

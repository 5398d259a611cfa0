"""Rules on figures: those of `quy_tac` and the general ones, each with its message and its exact places."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compute import check_data_rules
from reportgen.compute.general_rules import is_slip_among, slips_among
from reportgen.compute.quiet_rows import may_not_be_jump
from reportgen.errors import Finding, Severity, Where
from reportgen.load.explain import explain
from reportgen.load.yaml_json import read_yaml
from reportgen.model.checking import Checked
from reportgen.model.data_rule import GeneralRule
from reportgen.model.figures_input import FiguresInput
from tests.figures_text import read_definition, read_figures

FIGURES = """\
ky: {hien_tai: 2023, goc: 2020}
can_bo:
  nhan: Cán bộ
  tong_so: {2020: 183, 2023: 190}
  chi_tieu:
    nu: {so_luong: {2020: 29, 2023: 200}, muc_tieu: {2025: 35 - 40}}
    dai_hoc: {so_luong: {2020: 48, 2023: 121}}
    moi: null
    nam: {so_luong: 0}
kinh_phi:
  chi_tieu:
    giao: {gia_tri: {2022: 530, 2023: 600.5}, don_vi_tinh: triệu đồng}
    chi: {gia_tri: {2022: 530, 2023: 600}, don_vi_tinh: triệu đồng}
xa:
  truong: {dan_so: {}, nu: {}}
  danh_sach:
    - {ma: a, ten: Xã A, dan_so: 1000, nu: 480}
    - {ma: b, ten: Xã B, dan_so: 900, nu: 950}
"""
PAGE = (Path(__file__).parent.parent / "docs/quy-tac-so-lieu.md").read_text(encoding="utf-8")
QUIET = "nguong: {tat: [figure-jump, rate-jump, scale-slip, shares, target-percent, target-below-base]}\n"
DEFINITION = """\
the_thuc: dang
co_quan: {ban_hanh: A}
so: 1
ky_hieu: BC/HU
dia_danh: A
trich_yeu: A
noi_dung: []
"""


def rule(text: str) -> str:
    return f"{FIGURES}{QUIET}quy_tac:\n  - {{ma: thu, {text}}}\n"


def checked(figures: str, definition: str = "") -> Checked:
    given, source = read_figures(figures)
    if not definition:
        return check_data_rules(given, source)
    defined, defined_source = read_definition(DEFINITION + definition)
    return check_data_rules(given, source, definition=defined, definition_source=defined_source)


def said(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return [(str(each.where).partition(":")[2], each.rule, each.message) for each in findings]


# --- rules of the office --------------------------------------------------------------------------


def test_a_broken_rule_names_both_values_and_where_they_are_typed() -> None:
    result = checked(
        rule('trai: can_bo.nu, phep: "<=", phai: can_bo.tong_so, muc: loi, thong_bao: Nữ quá tổng.')
    )
    (finding,) = result.findings
    assert finding.rule == "data-rule:thu"
    assert finding.severity is Severity.ERROR
    assert finding.message == (
        "Nữ quá tổng: kỳ 2023: can_bo.nu = 200 không được lớn hơn can_bo.tong_so = 190 (lệch 10)"
    )
    assert [str(place) for place in (finding.where, *finding.also)] == [
        "so-lieu.yaml:6:37",
        "so-lieu.yaml:4:30",
    ]
    assert finding.quote == "can_bo.nu ≤ can_bo.tong_so"
    assert finding.expected == "≤ 190"
    assert finding.clause == "quy_tac thu (so-lieu.yaml:21:10)"
    assert result.passed["data-rule:thu"] == 1  # 2020: 29 of 183


@pytest.mark.parametrize(
    ("sides", "messages"),
    [
        ('trai: can_bo.nu, phep: "<", phai: 201', []),
        ('trai: can_bo.nu, phep: "<", phai: 200', ["kỳ 2023: can_bo.nu = 200 phải nhỏ hơn 200 (lệch 0)"]),
        ("trai: can_bo.nu, phep: khong_qua, phai: 200", []),
        ("trai: can_bo.nu, phep: bang, phai: 200, cac_ky: [2023]", []),
        ('trai: can_bo.nu(2020), phep: "=", phai: 29', []),
        ('trai: can_bo.nu, phep: "!=", phai: 29', ["kỳ 2020: can_bo.nu = 29 phải khác 29"]),
        ('trai: can_bo.nu, phep: ">=", phai: 30', ["kỳ 2020: can_bo.nu = 29 không được nhỏ hơn 30 (lệch 1)"]),
        ("trai: can_bo.nu, phep: khong_duoi, phai: 30, sai_so: 1", []),
        (
            'trai: can_bo.nu, phep: ">", phai: 29, cac_ky: [2020]',
            ["kỳ 2020: can_bo.nu = 29 phải lớn hơn 29 (lệch 0)"],
        ),
        # 29 / 183 = 15,847 % and 200 / 190 = 105,263 %: rates count in percent
        (
            'trai: can_bo.nu.ty_le, phep: "<=", phai: 100',
            ["kỳ 2023: can_bo.nu.ty_le = 105,26% không được lớn hơn 100 (lệch 5,26)"],
        ),
        (
            'trai: kinh_phi.chi, phep: "=", phai: kinh_phi.giao',
            ["kỳ 2023: kinh_phi.chi = 600 phải bằng kinh_phi.giao = 600,5 (lệch 0,5)"],
        ),
        ('trai: kinh_phi.chi, phep: "=", phai: kinh_phi.giao, sai_so: 0.5', []),
        (
            'trai: kinh_phi.chi, phep: "=", phai: kinh_phi.giao, sai_so: 0.25',
            ["kỳ 2023: kinh_phi.chi = 600 phải bằng kinh_phi.giao = 600,5 (lệch 0,5, sai số cho phép 0,25)"],
        ),
        # 48/183 + 121/190 in thirds of nothing: two decimals hide no difference
        (
            'trai: can_bo.dai_hoc.chenh_lech, phep: ">=", phai: 100',
            ["kỳ 2023: can_bo.dai_hoc.chenh_lech = 73 không được nhỏ hơn 100 (lệch 27)"],
        ),
        (
            'trai: tong(xa.dan_so), phep: "=", phai: 2000',
            ["kỳ 2023: tong(xa.dan_so) = 1.900 phải bằng 2.000 (lệch 100)"],
        ),
        (
            'trai: h.nu, phep: "<=", phai: h.dan_so, moi_hang: xa',
            ["kỳ 2023, hàng “Xã B”: h.nu = 950 không được lớn hơn h.dan_so = 900 (lệch 50)"],
        ),
        ('trai: can_bo.nu, phep: "<=", phai: 1, khi: can_bo.tong_so > 500', []),
        ('trai: can_bo.nu, phep: "<=", phai: 30, khi: can_bo.tong_so < 190', []),
    ],
)
def test_sides_are_compared_exactly_in_every_period(sides: str, messages: list[str]) -> None:
    result = checked(rule(sides))
    assert [finding.message for finding in result.findings] == messages
    assert all(finding.severity is Severity.WARNING for finding in result.findings)


def test_a_difference_that_two_decimals_would_hide_is_shown() -> None:
    figures = "ky: {hien_tai: 2023}\na: {tong_so: 300000, chi_tieu: {x: 100000, y: 100001}}\n" + QUIET
    result = checked(figures + 'quy_tac: [{ma: b, trai: a.x.ty_le, phep: "=", phai: a.y.ty_le}]\n')
    (finding,) = result.findings
    assert finding.message == "kỳ 2023: a.x.ty_le = 33,3333% phải bằng a.y.ty_le = 33,3337% (lệch 0,0003)"


@pytest.mark.parametrize(
    ("sides", "reasons"),
    [
        (
            "trai: can_bo.moi, phep: bang, phai: 1",
            ["kỳ 2023: chưa có số liệu can_bo.chi_tieu.moi.so_luong.2023"],
        ),
        (
            "trai: can_bo.nu, phep: bang, phai: can_bo.nu, cac_ky: [2021]",
            ["kỳ 2021: can_bo.nu không có số liệu kỳ 2021"],
        ),
        (
            "trai: can_bo.nu / can_bo.nam, phep: bang, phai: 1",
            ["kỳ 2023: can_bo.chi_tieu.nam.so_luong.2023 bằng 0 nên không chia được"],
        ),
        (
            "trai: can_bo.nu, phep: bang, phai: kinh_phi.chi(2022) * kinh_phi.chi(2021)",
            ["không kỳ nào có số của cả hai vế"],
        ),
        (
            "trai: can_bo.nu, phep: bang, phai: 1, khi: can_bo.tong_so > 500",
            ["không kỳ nào thoả điều kiện khi: can_bo.tong_so > 500"],
        ),
        (
            "trai: can_bo.nu.muc_tieu(2025), phep: bang, phai: 1",
            ["kỳ 2023: can_bo.nu.muc_tieu.2025 là một khoảng, không tính được"],
        ),
    ],
)
def test_what_cannot_be_told_is_no_pass(sides: str, reasons: list[str]) -> None:
    result = checked(rule(sides))
    assert result.findings == ()
    own = [each.reason for each in result.not_evaluated if each.rule == "data-rule:thu"]
    assert own[:1] == reasons
    assert result.passed.get("data-rule:thu", 0) == 0


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        (
            "trai: can_bo.nuu, phep: bang, phai: 1",
            ("21:21", "expression-name", "không có tên “nuu” trong “can_bo”; có phải “nu”?"),
        ),
        (
            "trai: can_bo.nu +, phep: bang, phai: 1",
            ("21:21", "expression-syntax", "công thức viết dở: “can_bo.nu +”"),
        ),
        (
            "trai: can_bo, phep: bang, phai: 1",
            ("21:21", "expression-operand", "“can_bo” là một nhóm, không phải một số"),
        ),
        (
            "trai: h.nu, phep: bang, phai: 1, moi_hang: xaa",
            ("21:58", "data-rule-rows", "moi_hang: không có nhóm “xaa”; có phải “xa”?"),
        ),
        (
            "trai: 1, phep: bang, phai: 1, khi: can_bo.nu",
            ("21:50", "data-rule-condition", "khi: “can_bo.nu” không phải một so sánh"),
        ),
        (
            "trai: 1, phep: bang, phai: 1, khi: can_bo.nu > can_bo.xa",
            ("21:62", "expression-name", "không có tên “xa” trong “can_bo”"),
        ),
    ],
)
def test_a_rule_badly_written_is_told_with_its_place(sides: str, expected: tuple[str, str, str]) -> None:
    result = checked(rule(sides))
    assert said(result.findings) == [expected]
    assert all(each.severity is Severity.ERROR for each in result.findings)
    assert ("data-rule:thu", "quy tắc viết chưa đúng") in [(e.rule, e.reason) for e in result.not_evaluated]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('phep: "~"', 'phep phải là một trong "<", "<=", "=", "!=", ">=", ">", đang là “~”'),
        ("phep: bang, muc: nang", "phải là một trong: loi, canh_bao hoặc luu_y, đang là “nang”"),
        ("phep: bang, sai_so: -1", "phải từ 0 trở lên, đang là -1"),
    ],
)
def test_a_value_of_a_rule_that_means_nothing_is_refused(text: str, message: str) -> None:
    reading = read_yaml(rule(f"trai: a, phai: b, {text}").encode(), "so-lieu.yaml")
    with pytest.raises(ValueError) as error:  # noqa: PT011 — pydantic's
        FiguresInput.model_validate(reading.data)
    (finding,) = explain(error.value, reading.source, FiguresInput)  # type: ignore[arg-type]
    assert finding.message.partition(": ")[2] == message
    assert finding.where.line == 21


def test_a_rule_of_the_definition_holds_for_the_figures_of_every_unit() -> None:
    rules = (
        "quy_tac:\n  - {ma: nu, trai: can_bo.nu, phep: khong_qua, phai: can_bo.tong_so, cach_sua: Hỏi xã.}\n"
    )
    (finding,) = checked(FIGURES + QUIET, rules).findings
    assert str(finding.where) == "so-lieu.yaml:6:37"
    assert finding.clause == "quy_tac nu (bao-cao.yaml:9:10)"
    assert finding.remedy == "Hỏi xã."


def test_two_rules_of_one_name_are_told() -> None:
    rules = "quy_tac: [{ma: thu, trai: 1, phep: bang, phai: 1}]\n"
    result = checked(rule("trai: 1, phep: bang, phai: 1"), rules)
    assert said(result.findings) == [("21:10", "data-rule-twice", "mã quy tắc “thu” bị lặp")]


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 10**6))
def test_the_six_comparisons_agree_with_arithmetic(left: int, right: int, slack: int) -> None:
    words = {
        "<": left < right + slack,
        "<=": left <= right + slack,
        "=": abs(left - right) <= slack,
        "!=": abs(left - right) > slack,
        ">=": left >= right - slack,
        ">": left > right - slack,
    }
    for sign, holds in words.items():
        text = (
            f"ky: {{hien_tai: 2023}}\na: {{chi_tieu: {{x: {left}, y: {right}}}}}\n{QUIET}"
            f'quy_tac: [{{ma: t, trai: a.x, phep: "{sign}", phai: a.y, sai_so: {slack}}}]\n'
        )
        assert (checked(text).findings == ()) is holds, sign


# --- general rules --------------------------------------------------------------------------------


def general(body: str, limits: str = "") -> list[tuple[str, str, str]]:
    figures = f"ky: {{hien_tai: 2023, goc: 2020}}\n{body}\n" + (f"nguong: {{{limits}}}\n" if limits else "")
    return said(checked(figures).findings)


def one(numbers: str, more: str = "") -> str:
    return f"a: {{chi_tieu: {{x: {{so_luong: {{{numbers}}}{more}}}}}}}"


@pytest.mark.parametrize(
    ("body", "limits", "expected"),
    [
        (one("2020: 20, 2023: 80"), "", []),  # fourfold is still believed
        (
            one("2020: 20, 2023: 81"),
            "",
            [("2:47", "figure-jump", "a.x: kỳ 2020 là 20, kỳ 2023 là 81, tăng 305% (ngưỡng 300%)")],
        ),
        (one("2020: 1, 2023: 20"), "", []),  # nineteen more: a handful
        (one("2020: 40, 2023: 10"), "", []),
        (
            one("2020: 100, 2023: 24"),
            "",
            [("2:48", "figure-jump", "a.x: kỳ 2020 là 100, kỳ 2023 là 24, giảm 76% (ngưỡng 75%)")],
        ),
        (
            one("2020: 10, 2023: 12"),
            "tang: 15",
            [("2:47", "figure-jump", "a.x: kỳ 2020 là 10, kỳ 2023 là 12, tăng 20% (ngưỡng 15%)")],
        ),
        (one("2020: 10, 2023: 200"), "tat: [figure-jump]", []),
        (one("2020: 20, 2021: 100, 2023: 99"), "", []),  # the last period before this one counts
        (
            one("2020: 123, 2023: 1234"),
            "",
            [("2:48", "scale-slip", "a.x: kỳ 2020 là 123, kỳ 2023 là 1.234, lệch đúng cỡ 10 lần")],
        ),
        (
            one("2020: 12500, 2023: 125"),
            "",
            [("2:50", "scale-slip", "a.x: kỳ 2020 là 12.500, kỳ 2023 là 125, lệch đúng cỡ 100 lần")],
        ),
        (one("2020: 1, 2023: 10"), "", []),
        (one("2020: 28, 2023: 28000"), "", []),  # `thousandfold` tells
    ],
)
def test_jumps_and_slips_against_the_last_period(
    body: str, limits: str, expected: list[tuple[str, str, str]]
) -> None:
    assert general(body, limits) == expected


def test_a_limit_that_its_author_sets_makes_a_warning() -> None:
    body = "ky: {hien_tai: 2023}\n" + one("2020: 20, 2023: 90") + "\n"
    severities = [checked(body + text).findings[0].severity for text in ("", "nguong: {tang: 10}\n")]
    assert severities == [Severity.INFO, Severity.WARNING]


def test_the_unit_may_set_other_limits_than_the_definition() -> None:
    body = "ky: {hien_tai: 2023}\n" + one("2020: 100, 2023: 130") + "\n"
    assert len(checked(body, "nguong: {tang: 20}\n").findings) == 1
    assert checked(body + "nguong: {tang: 40}\n", "nguong: {tang: 20}\n").findings == ()
    assert checked(body + "nguong: {tang: 20}\n", "nguong: {tat: [figure-jump]}\n").findings == ()


def test_a_rate_that_jumps_names_numbers_and_denominators() -> None:
    body = "a: {tong_so: {2020: 100, 2023: 200}, chi_tieu: {x: {so_luong: {2020: 30, 2023: 162}}}}"
    assert [each for each in general(body) if each[1] == "rate-jump"] == [
        (
            "2:80",
            "rate-jump",
            "a.x: tỷ lệ kỳ 2020 là 30%, kỳ 2023 là 81%, tăng 51 điểm phần trăm (ngưỡng 50)",
        )
    ]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("{2025: 100}", []),
        ("{2025: 0}", [("target-below-base", "a.x: mục tiêu 0% (năm 2025) thấp hơn kỳ 2020 đã có: 30%")]),
        (
            "{2025: 101}",
            [("target-percent", "a.x: mục tiêu năm 2025 là 101%, ngoài khoảng 0 đến 100% của một tỷ lệ")],
        ),
        (
            "{nghi_quyet: {2025: 95 - 105}}",
            [
                (
                    "target-percent",
                    "a.x: mục tiêu “nghi_quyet” năm 2025 là 105%, ngoài khoảng 0 đến 100% của một tỷ lệ",
                )
            ],
        ),
        ("{2025: 25 - 30}", []),  # its upper end is what there was
        ("{2022: 10}", []),  # past
        (
            "{2025: 20, 2030: 29.5}",
            [
                (
                    "target-below-base",
                    "a.x: mục tiêu 20% (năm 2025), 29,5% (năm 2030) thấp hơn kỳ 2020 đã có: 30%",
                )
            ],
        ),
    ],
)
def test_targets_of_rates_lie_between_what_there_was_and_the_whole(
    target: str, expected: list[tuple[str, str]]
) -> None:
    counts = "so_luong: {2020: 30, 2023: 40}"
    body = f"a: {{tong_so: {{2020: 100, 2023: 100}}, chi_tieu: {{x: {{{counts}, muc_tieu: {target}}}}}}}"
    assert [(rule, message) for _, rule, message in general(body)] == expected


def test_a_target_in_numbers_is_no_percentage() -> None:
    assert general(one("2020: 300, 2023: 400", ", muc_tieu: {2025: 250}")) == []


def listed(*numbers: str, unit: str = "") -> str:
    rows = "".join(f"    - {{ma: r{n}, x: {number}}}\n" for n, number in enumerate(numbers, 1))
    return f'l:\n  truong: {{x: {{don_vi_tinh: "{unit}"}}}}\n  danh_sach:\n{rows}'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (listed("1250", "1300", "1400", "1100", "1200"), []),
        (
            listed("1.25", "1300", "1400", "1100", "1200"),
            [("5:19", "scale-slip", "l.r1.x là 1,25, trong khi các hàng khác từ 1.100 đến 1.400")],
        ),
        (
            listed("1250", "1300", "14000", "1100", "1200"),
            [("7:19", "scale-slip", "l.r3.x là 14.000, trong khi các hàng khác từ 1.100 đến 1.300")],
        ),
        (listed("10", "12", "15", "11", "1"), []),  # handfuls differ
        (listed("100", "100", "100", "100", "100", "100", "100", "100", "100", "900"), []),  # the total row
        (listed("1", "14000", "12", "500"), []),  # too few to tell
        (listed("36.83", "27.29", "35.88", unit="%"), []),
        (listed("36.8", "27.3", "35.8", unit="%"), []),  # 99,9: three roundings make 0,15
        (
            listed("36.83", "27.29", "35.78", unit="%"),
            [("5:19", "shares", "l.x: 3 tỷ trọng cộng được 99,9%, không phải 100%")],
        ),
        (listed("36.83", "27.29", "15.78", unit="%"), []),  # shares of different wholes
    ],
)
def test_rows_of_a_list_are_compared_with_each_other(body: str, expected: list[tuple[str, str, str]]) -> None:
    assert general(body) == expected


NEAR = st.integers(900, 1500).map(Fraction)
ANY = st.builds(Fraction, st.integers(-5, 20_000), st.sampled_from((1, 2, 10, 1000)))


@given(st.lists(NEAR | ANY, min_size=5, max_size=9), st.lists(NEAR, min_size=5, max_size=9), ANY)
def test_only_the_least_and_the_greatest_row_need_be_compared(
    mixed: list[Fraction], near: list[Fraction], far: Fraction
) -> None:
    for numbers in (mixed, [*near, far], [far, far, *near], [*near, sum(near, Fraction(0))]):
        assert slips_among(numbers) == [n for n in range(len(numbers)) if is_slip_among(n, numbers)]


def test_general_rules_say_why_they_had_nothing_to_do() -> None:
    result = checked("ky: {hien_tai: 2023}\na: {chi_tieu: {x: 1}}\nnguong: {tat: [shares]}\n")
    reasons = {each.rule: each.reason for each in result.not_evaluated}
    assert reasons["shares"] == "đã tắt ở nguong"
    assert reasons["figure-jump"] == "không chỉ tiêu nào có số của hai kỳ"
    assert result.passed == {}


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)), min_size=1, max_size=6))
def test_general_rules_count_every_statement_once(pairs: list[tuple[int, int]]) -> None:
    rows = ", ".join(f"x{n}: {{so_luong: {{2020: {a}, 2023: {b}}}}}" for n, (a, b) in enumerate(pairs))
    result = checked(f"ky: {{hien_tai: 2023}}\na: {{chi_tieu: {{{rows}}}}}\n")
    looked_at = sum(1 for a, _ in pairs if a)
    jumps = [each for each in result.findings if each.rule == "figure-jump"]
    assert result.passed.get("figure-jump", 0) + len(jumps) == looked_at
    for finding in jumps:
        assert finding.severity is Severity.INFO
        assert finding.where.line == 2


WHOLES = st.tuples(st.integers(-50, 5000), st.sampled_from([1, 3, 100]))


@given(st.tuples(st.integers(1, 5000), st.sampled_from([1, 3, 100])), WHOLES)
def test_what_is_told_at_a_glance_to_be_no_jump_is_none(
    before: tuple[int, int], after: tuple[int, int]
) -> None:
    was, now = Fraction(*before), Fraction(*after)
    change = (now - was) / was * 100
    is_quiet = abs(now - was) < 20 or -75 <= change <= 300
    assert may_not_be_jump(before, after) is is_quiet


NUMBERS = st.one_of(st.none(), st.integers(-50, 5000), st.decimals(0, 5000, places=2).map(str))
ROWS = st.lists(
    st.tuples(
        NUMBERS,
        NUMBERS,
        st.sampled_from(["", ", mau_so: 100", ", muc_tieu: {2025: 101}", ", muc_tieu: {2025: 60}"]),
    ),
    min_size=1,
    max_size=4,
)


@given(ROWS, st.sampled_from(["", "tong_so: {2023: 7000}, "]), st.sampled_from([2023, 0]))
def test_without_notes_the_same_warnings_come_of_the_same_statements(
    rows: list[tuple[object, object, str]], total: str, now: int
) -> None:
    """Quiet rows are passed over without being made: neither a warning nor a count may get lost."""
    kinds = ["gia_tri" if {type(before), type(after)} & {str} else "so_luong" for before, after, _ in rows]
    lines = ", ".join(
        f"x{n}: {{{kind}: {{2020: {_typed(before)}, {now}: {_typed(after)}}}{more}}}"
        for n, (kind, (before, after, more)) in enumerate(zip(kinds, rows, strict=True))
    )
    figures = f"ky: {{hien_tai: 2023}}\na: {{{total}chi_tieu: {{{lines}}}}}\n"
    given, source = read_figures(figures)
    hasty, thorough = check_data_rules(given, source, tells_infos=False), check_data_rules(given, source)
    warnings = tuple(each for each in thorough.findings if each.severity is not Severity.INFO)
    assert hasty.findings == warnings
    for rule in ("scale-slip", "target-percent"):
        assert hasty.passed.get(rule) == thorough.passed.get(rule)


@given(ROWS, st.sampled_from(["", "tong_so: {2020: 6000, 2023: 7000}, "]), st.sampled_from([2023, 0]))
def test_notes_and_counts_are_the_same_whether_quiet_rows_are_passed_over_or_not(
    rows: list[tuple[object, object, str]], total: str, now: int
) -> None:
    """Whoever sets a limit, be it the usual one, has every row looked at closely."""
    lines = ", ".join(
        f"x{n}: {{so_luong: {{2020: {_typed(before)}, {now}: {_typed(after)}}}{more}}}"
        for n, (before, after, more) in enumerate(rows)
        if str not in {type(before), type(after)}
    )
    lines += ", quiet: {so_luong: {2020: 100, 2023: 101}}"
    figures = f"ky: {{hien_tai: 2023, goc: 2020}}\na: {{{total}chi_tieu: {{{lines.strip(', ')}}}}}\n"
    glanced, closely = (
        check_data_rules(*read_figures(figures + limit)) for limit in ("", "nguong: {diem_ty_le: 50}\n")
    )
    assert [_said(each) for each in glanced.findings] == [_said(each) for each in closely.findings]
    assert glanced.passed == closely.passed
    assert glanced.not_evaluated == closely.not_evaluated


def _said(finding: Finding) -> tuple[str, str, Where]:
    return finding.rule, finding.message, finding.where


def _typed(number: object) -> object:
    return "null" if number is None else number


# --- the page -------------------------------------------------------------------------------------


def test_the_rules_of_the_page_can_be_asked() -> None:
    rules, limits = re.findall(r"```yaml quy-tac\n(.*?)```", PAGE, re.DOTALL)
    figures = FIGURES.replace("kinh_phi:", "dia_ban: {chi_tieu: {dan_so: 1900}}\nkinh_phi:")
    result = checked(figures, rules + limits)
    broken = [each.rule for each in result.findings if each.rule.startswith("data-rule")]
    assert broken == ["data-rule:nu_khong_qua_tong", "data-rule:nu_tung_xa"]
    assert {rule for rule in result.passed if rule.startswith("data-rule")} >= {
        "data-rule:chi_trong_giao",
        "data-rule:ty_le_nu",
        "data-rule:du_xa",
    }


@pytest.mark.parametrize("rule", get_args(GeneralRule))
def test_every_general_rule_is_on_the_page(rule: str) -> None:
    assert f"| `{rule}` |" in PAGE

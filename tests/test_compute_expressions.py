"""The expression language: values, kinds, and everything it refuses with its place."""

from __future__ import annotations

import pytest

from reportgen.compute import check_columns, check_expressions, derived_values
from reportgen.compute.syntax import BadExpression, parse
from reportgen.model.figure import CannotCompute
from tests.figures_text import computed, figure, prose, read_definition, read_figures

HEAD = "ky: {hien_tai: 2023, goc: 2020, muc_tieu: 2025}\n"
FIGURES = (
    HEAD
    + """\
a:
  tong_so: {2020: 40, 2023: 50}
  chi_tieu:
    x: {so_luong: {2020: 10, 2023: 20}, muc_tieu: {2025: 50}}
    y: {so_luong: {2020: 4, 2023: 5}, muc_tieu: {2025: 35 - 40}}
    chua: null
    khong: 0
    do: {gia_tri: {2020: 1.5, 2023: 2.25}, don_vi_tinh: km}
    cu: {so_luong: {2020: 3}}
b: {chi_tieu: {z: 7}}
l:
  danh_sach:
    - {ma: p, ten: P, so: 3, le: 0.5}
    - {ma: q, ten: Q, so: 4, le: 1.25}
"""
)


def with_formula(expression: str, more: str = "") -> str:
    return FIGURES.replace("b: {", f'    t: {{cong_thuc: "{expression}"{more}}}\nb: {{')


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("x + y", "25"),
        ("x - y", "15"),
        ("y - x", "-15"),
        ("-y + x", "15"),
        ("y - 1", "04"),  # counts of counts are counts
        ("x * 2", "40"),
        ("x * 0.5", "10,00"),
        ("x / y", "4,00"),
        ("(x + y) / 2", "12,50"),
        ("x + y * 2", "30"),
        ("a.x + b.z", "27"),
        ("b.z", "07"),
        ("tong_so - x", "30"),
        ("tong_so(2020) - x(2020)", "30"),
        ("x - x.so_luong(2020)", "10"),
        ("tong(x, y, 3)", "28"),
        ("trung_binh(x, y)", "12,50"),
        ("lon_nhat(x, y)", "20"),
        ("nho_nhat(x, y)", "05"),
        ("lon_nhat(-x, -y)", "-5"),
        ("ty_le(y, x)", "25%"),
        ("x.ty_le", "40%"),  # 20 / 50
        ("x.ty_le(2020)", "25%"),  # 10 / 40
        ("x.ty_le - x.ty_le(2020)", "15%"),
        ("trung_binh(x.ty_le, x.ty_le(2020))", "32,50%"),
        ("x.so_voi", "160%"),  # 40 / 25
        ("x.dat(2025)", "80%"),
        ("x.muc_tieu(2025) - x.ty_le", "10%"),
        ("x.ty_le * 2", "80,00"),
        ("x.ty_le + 0.5", "40,50"),
        ("do * 2", "4,50"),
        ("do + x", "22,25"),  # a sum has the decimals of its parts
        ("do(2020) + 1.125", "2,625"),
        ("tong(l.so)", "07"),
        ("tong(l.le)", "1,75"),
        ("trung_binh(l.le)", "0,88"),  # 1,75 / 2 = 0,875
        ("lon_nhat(l.le)", "1,25"),
        ("l.p.so + l.q.so", "07"),
        ("tong(l.so, x)", "27"),
        ("0.1 + 0.2", "0,3"),
        ("x + chua", "chưa có số liệu"),
        ("x * chua", "chưa có số liệu"),
        ("tong(x, chua)", "chưa có số liệu"),
        ("lon_nhat(x, chua)", "chưa có số liệu"),
        ("chua / x", "chưa có số liệu"),
    ],
)
def test_an_expression_has_an_exact_value(expression: str, text: str) -> None:
    assert prose(computed(with_formula(expression)), "a.t") == text


@pytest.mark.parametrize(
    ("expression", "kind", "text"),
    [
        ("(x + y * 2) / 5", "so_luong", "06"),
        ("x / tong_so * 100", "ty_le", "40%"),
        ("x", "gia_tri", "20"),
    ],
)
def test_the_author_may_say_what_a_result_is(expression: str, kind: str, text: str) -> None:
    assert prose(computed(with_formula(expression, f", loai: {kind}")), "a.t") == text


def test_a_derived_rate_has_targets_in_percent() -> None:
    figures = computed(with_formula("ty_le(y, x)", ", muc_tieu: {2025: 50}"))
    assert prose(figures, "a.t.muc_tieu") == "50%"
    assert prose(figures, "a.t.dat") == "50%"  # 25 % of 50 %
    assert prose(figures, "a.t.ty_le") == "25%"
    assert prose(figures, "a.t.chenh_lech") == "-15%"  # 25 - 4 / 10
    assert prose(figures, "a.t.so_voi") == "62,50%"  # 25 / 40


def test_a_derived_count_has_a_rate_of_the_total() -> None:
    assert prose(computed(with_formula("x + y")), "a.t.ty_le") == "50%"


def test_a_denominator_may_stand_elsewhere() -> None:
    figures = computed(HEAD + "a: {chi_tieu: {x: {so_luong: 3, mau_so: b.y + 5}}}\nb: {chi_tieu: {y: 7}}\n")
    assert prose(figures, "a.x.ty_le") == "25%"
    found = figure(figures, "a.x.ty_le")
    assert found.origin is not None
    assert found.origin.trace(found).inputs == (
        ("a", "chi_tieu", "x", "so_luong", 2023),
        ("a", "chi_tieu", "x", "mau_so", 2023),
        ("b", "chi_tieu", "y", "so_luong", 2023),
    )


def test_a_period_without_operands_does_not_apply() -> None:
    figures = computed(with_formula("cu + x"))
    assert prose(figures, "a.t", 2020) == "13"
    found = figures.names["a"].look("t").look("co_so_lieu")
    assert bool(found) is False
    assert found(2020) is True


@pytest.mark.parametrize(
    ("expression", "cause"),
    [
        ("x / khong", ("a", "chi_tieu", "khong", "so_luong", 2023)),
        ("ty_le(x, khong)", ("a", "chi_tieu", "khong", "so_luong", 2023)),
        ("x / (y - 5)", ("a", "chi_tieu", "y", "so_luong", 2023)),
        ("x / (x - y - y - y - y)", ("a", "chi_tieu", "t", "cong_thuc")),  # more than one input makes it zero
    ],
)
def test_a_divisor_of_zero_is_named(expression: str, cause: tuple[object, ...]) -> None:
    gap = figure(computed(with_formula(expression)), "a.t").gap
    assert gap is not None
    assert (gap.is_zero_denominator, gap.cause) == (True, cause)


def test_a_trace_has_the_inputs_of_every_operand() -> None:
    figures = computed(with_formula("x + tong(l.so) - y.ty_le(2020)"))
    found = figure(figures, "a.t")
    assert found.origin is not None
    trace = found.origin.trace(found)
    assert trace.formula == "(x + tong(l.so) - y.ty_le(2020))"
    assert trace.inputs == (
        ("a", "chi_tieu", "t", "cong_thuc"),
        ("a", "chi_tieu", "x", "so_luong", 2023),
        ("l", "danh_sach", 0, "so"),
        ("l", "danh_sach", 1, "so"),
        ("a", "chi_tieu", "y", "so_luong", 2020),
        ("a", "tong_so", 2020),
    )


@pytest.mark.parametrize(
    ("expression", "problem"),
    [
        ("y.muc_tieu(2025) + 1", "a.y.muc_tieu.2025 là một khoảng, không tính được"),
        ("t + 1", "công thức của a.t quay vòng về chính nó"),
        ("b.zz", "không có tên “zz” trong “b”; có phải “z”?"),
        ("xx + 1", "không có tên “xx”; có phải “x”?"),
    ],
)
def test_what_cannot_be_worked_out_is_refused_when_asked_for(expression: str, problem: str) -> None:
    with pytest.raises(CannotCompute) as caught:
        prose(computed(with_formula(expression)), "a.t")
    assert caught.value.problem == problem
    assert caught.value.cause == ("a", "chi_tieu", "t", "cong_thuc")


def test_a_denominator_in_a_circle_is_refused_when_asked_for() -> None:
    figures = computed(HEAD + "a: {chi_tieu: {x: {so_luong: 3, mau_so: x.ty_le}}}\n")
    with pytest.raises(CannotCompute, match=r"công thức của a\.x quay vòng"):
        prose(figures, "a.x.ty_le")


# --- grammar -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "problem", "offset"),
    [
        ("x ** 2", "công thức không dùng được “x ** 2”", 0),
        ("x // 2", "công thức không dùng được “x // 2”", 0),
        ("1 + x % 2", "công thức không dùng được “%”", 6),
        ("x < 2", "công thức không dùng được “<”", 2),
        ("x if y else z", "công thức không dùng được “x if y else z”", 0),
        ("x and y", "công thức không dùng được “x and y”", 0),
        ("not x", "công thức không dùng được “not x”", 0),
        ("+x", "công thức không dùng được “+x”", 0),
        ("'chữ'", "công thức không dùng được “'”", 0),
        ("'a' + x", "công thức không dùng được “'a'”", 0),
        ("x + True", "công thức không dùng được “True”", 4),
        ("x.y[0]", "công thức không dùng được “[”", 3),
        ("(lambda: 1)()", "công thức không dùng được “:”", 7),
        ("abs(x)", "công thức không dùng được “abs(x)”", 0),
        ("tong()", "công thức không dùng được “tong()”", 0),
        ("tong(*x)", "công thức không dùng được “*x”", 5),
        ("tong(x=1)", "công thức không dùng được “=”", 6),
        ("x.ty_le(y)", "công thức không dùng được “x.ty_le(y)”", 0),
        ("x.ty_le(1.5)", "công thức không dùng được “x.ty_le(1.5)”", 0),
        ("x.ty_le(True)", "công thức không dùng được “x.ty_le(True)”", 0),
        ("(x + y).ty_le", "công thức không dùng được “(x + y).ty_le”", 0),
        ("x + 12,5", "công thức không dùng được “x + 12,5”", 0),
        ("1e400", "công thức không dùng được “1e400”", 0),
        ("0x10", "công thức không dùng được “0x10”", 0),
        ("1_000", "công thức không dùng được “1_000”", 0),
        ("2x", "công thức không dùng được “2x”", 0),
        ("x + 1.", "công thức không dùng được “1.”", 4),
        ("x + tổng", "công thức không dùng được “tổng”", 4),
        ("x; y", "công thức không dùng được “;”", 1),
        ("x y", "công thức sai cú pháp ở “y”", 2),
        ("x + * y", "công thức sai cú pháp ở “*”", 4),
        ("(x + y", "công thức sai cú pháp ở “(”", 0),
        ("x + y)", "công thức sai cú pháp ở “)”", 5),
        ("x +", "công thức viết dở: “x +”", 0),
        ("  ", "công thức rỗng", 0),
        ("x + 1234567890123456", "số “1234567890123456” dài quá 15 chữ số", 4),
        ("x" * 501, "công thức dài 501 ký tự, quá 500", 0),
        ("-" * 120 + "x", "công thức lồng quá sâu", 0),
        ("(" * 240 + "x" + ")" * 240, "công thức sai cú pháp ở “(”", 0),
    ],
)
def test_what_is_outside_the_grammar_is_refused(expression: str, problem: str, offset: int) -> None:
    with pytest.raises(BadExpression) as caught:
        parse(expression)
    assert caught.value.problem == problem
    assert caught.value.remedy
    if "(((" not in expression:
        assert caught.value.offset == offset


def test_a_long_sum_is_not_too_deep() -> None:
    assert prose(computed(with_formula(" + ".join(["x"] * 90))), "a.t") == "1.800"


def test_an_expression_may_stand_on_several_lines() -> None:
    figures = computed(FIGURES.replace("b: {", "    t:\n      cong_thuc: |\n        x +\n          y\nb: {"))
    assert prose(figures, "a.t") == "25"


# --- checks before computing -----------------------------------------------------------------------------


def said(text: str) -> list[tuple[str, str, str]]:
    return [
        (each.rule, f"{each.where.line}:{each.where.column}", each.message)
        for each in check_expressions(*read_figures(text))
    ]


def test_every_mistake_is_told_at_its_place() -> None:
    text = HEAD + (
        "a:\n  chi_tieu:\n"
        "    x: 1\n"
        '    m1: {cong_thuc: "x + yy"}\n'
        "    m2: {cong_thuc: x ** 2}\n"
        "    m3: {so_luong: 1, mau_so: a.x.ty_lee}\n"
        "    m4: {so_luong: 1, mau_so: {2020: 5, 2023: a.xx}}\n"
        "    m5:\n      cong_thuc: |\n        x +\n          l + l.so +\n          tong(l.so) + x.nhan\n"
        '    m6: {cong_thuc: "x.ty_le(2020, 2021) + l.p.so(1)"}\n'
        "l: {danh_sach: [{ma: p, so: 1}]}\n"
    )
    assert said(text) == [
        ("expression-name", "5:26", "không có tên “yy”"),
        ("expression-syntax", "6:21", "công thức không dùng được “x ** 2”"),
        ("expression-name", "7:31", "không có tên “ty_lee” trong “a.x”; có phải “ty_le”?"),
        ("expression-name", "8:47", "không có tên “xx” trong “a”; có phải “x”?"),
        ("expression-operand", "12:11", "“l” là một nhóm, không phải một số"),
        ("expression-operand", "12:15", "“l.so” là cả một cột số"),
        ("expression-operand", "13:24", "“x.nhan” không phải là số"),
        ("expression-operand", "14:22", "a.x.ty_le không nhận (2020, 2021)"),
        ("expression-operand", "14:44", "“l.p.so(1)” không nhận tham số"),
    ]


def test_circles_are_told_once_each_at_their_first_expression() -> None:
    text = HEAD + (
        "a:\n  chi_tieu:\n"
        "    x: {cong_thuc: y + 1}\n"
        "    y: {cong_thuc: z.ty_le}\n"
        "    z: {so_luong: 3, mau_so: x}\n"
        "    q: {cong_thuc: q(2020) + 1}\n"
        "    r: {cong_thuc: z.muc_tieu(2025) + z}\n"
    )
    assert said(text) == [
        ("expression-circle", "4:20", "công thức quay vòng: a.x → a.y → a.z → a.x"),
        ("expression-circle", "7:20", "công thức quay vòng: a.q → a.q"),
    ]


def test_a_chain_too_long_for_the_machine_is_told() -> None:
    chain = "".join(f"    c{n}: {{cong_thuc: c{n - 1} + 1}}\n" for n in range(1, 60))
    text = HEAD + "a:\n  chi_tieu:\n    c0: 1\n" + chain
    assert said(text) == [("expression-chain", "45:22", "a.c41 nối qua quá nhiều công thức")]


def test_the_longest_chain_allowed_can_be_worked_out() -> None:
    chain = "".join(f"    c{n}: {{cong_thuc: c{n - 1} + 1}}\n" for n in range(1, 41))
    text = HEAD + "a:\n  chi_tieu:\n    c0: 1\n" + chain
    assert said(text) == []
    assert prose(computed(text), "a.c40") == "41"


def test_deep_expressions_make_a_chain_long_sooner() -> None:
    deep = " + 1" * 80
    chain = "".join(f"    c{n}: {{cong_thuc: c{n - 1}{deep}}}\n" for n in range(1, 10))
    text = HEAD + "a:\n  chi_tieu:\n    c0: 1\n" + chain
    assert [message for _, _, message in said(text)] == ["a.c7 nối qua quá nhiều công thức"]
    assert prose(computed(text), "a.c6") == "481"


def test_sound_expressions_give_no_finding() -> None:
    assert said(with_formula("x + tong(l.so) - y.ty_le(2020) + tong_so(2020) + l.p.so + x.dat(2025)")) == []


def test_numbers_of_derived_figures_are_known_where_they_can_be_worked_out() -> None:
    given, _ = read_figures(with_formula("x + y"))
    assert derived_values(given) == {("a", "t"): {2020: (14, 1), 2023: (25, 1)}}
    given, _ = read_figures(with_formula("cu + chua"))
    assert derived_values(given) == {("a", "t"): {}}
    given, _ = read_figures(with_formula("t + 1"))
    assert derived_values(given) == {("a", "t"): {}}


def test_expressions_of_columns_are_checked_in_the_definition() -> None:
    definition, source = read_definition(
        "the_thuc: dang\nco_quan: {ban_hanh: A}\nky_hieu: BC/HU\ndia_danh: A\ntrich_yeu: A\nnoi_dung: []\n"
        "phu_luc:\n  - ma: b\n    bang:\n      nguon: a\n      cot:\n"
        "        - {loai: nhan}\n"
        "        - {cot: [{loai: cong_thuc, cong_thuc: h.so_luong - h.so_luongg}]}\n"
        "        - {loai: cong_thuc, cong_thuc: h.ty_le ** 2}\n"
        "        - {loai: cong_thuc, cong_thuc: h.so_luong - b.z}\n"
    )
    found = check_columns(definition, source, read_figures(FIGURES)[0])
    assert [(each.where.line, each.where.column, each.message) for each in found] == [
        (13, 60, "không có tên “so_luongg” trong “a.x”; có phải “so_luong”?"),
        (14, 40, "công thức không dùng được “h.ty_le ** 2”"),
    ]

"""Laws that hold for all figures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from reportgen.compute import compute
from reportgen.compute.exact import Exact, add, divide, multiply, subtract
from reportgen.model.balance import Balance
from reportgen.model.figure import TABLE, Blank, Figures
from reportgen.model.figures_input import FiguresInput
from reportgen.model.gap import Gap
from tests.figures_text import cell, figure

counts = st.integers(0, 10**6)
ratios = st.tuples(st.integers(-(10**6), 10**6), st.integers(1, 10**6))
absences: st.SearchStrategy[Exact] = st.sampled_from([Gap(("a",)), Blank("không có")])


def made(expression: str | None = None, **numbers: object) -> Figures:
    indicators: dict[str, object] = dict(numbers)
    if expression is not None:
        indicators["t"] = {"cong_thuc": expression}
    data = {"ky": {"hien_tai": 2023, "goc": 2020}, "a": {"chi_tieu": indicators}}
    return compute(FiguresInput.model_validate(data))


def fraction(value: Exact) -> Fraction:
    assert isinstance(value, tuple)
    return Fraction(*value)


@given(ratios, ratios)
def test_arithmetic_is_that_of_fractions(left: tuple[int, int], right: tuple[int, int]) -> None:
    a, b = Fraction(*left), Fraction(*right)
    assert fraction(add(left, right)) == a + b
    assert fraction(subtract(left, right)) == a - b
    assert fraction(multiply(left, right)) == a * b
    if b:
        assert fraction(divide(left, right, ())) == a / b
    else:
        assert divide(left, right, ("b",)) == Gap(("b",), is_zero_denominator=True)


@given(absences, ratios)
def test_an_absence_never_turns_into_a_number(absent: Exact, number: tuple[int, int]) -> None:
    for result in (
        add(absent, number),
        add(number, absent),
        subtract(number, absent),
        multiply(absent, (0, 1)),
        divide(absent, number, ()),
        divide(number, absent, ()),
    ):
        assert result is absent


@given(st.permutations([1, 20, 300, Decimal("4.5"), Decimal("0.25"), Decimal("-7")]))
def test_the_order_of_a_sum_does_not_matter(numbers: list[int | Decimal]) -> None:
    named = {f"x{place}": number for place, number in enumerate(numbers)}
    figures = made(f"tong({', '.join(named)})", **named)
    assert fraction(figure(figures, "a.t").pairs[0]) == Fraction("318.75")


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=12), st.integers(0, 4))
def test_balanced_shares_always_make_100(numbers: list[int], decimals: int) -> None:
    whole = sum(numbers)
    if whole == 0:
        return
    balance = Balance({str(place): (number, whole) for place, number in enumerate(numbers)})
    shares = [balance.percent(str(place), decimals) for place in range(len(numbers))]
    assert sum(shares) == 100 * 10**decimals
    exact = [Fraction(number * 100 * 10**decimals, whole) for number in numbers]
    assert all(abs(share - each) < 1 for share, each in zip(shares, exact, strict=True))


@given(counts, st.integers(1, 10**6), counts, st.integers(1, 10**6))
def test_a_difference_of_rates_changes_its_sign_with_its_direction(n: int, m: int, k: int, d: int) -> None:
    there = made(x={"so_luong": {2020: n, 2023: k}, "mau_so": {2020: m, 2023: d}})
    back = made(x={"so_luong": {2020: k, 2023: n}, "mau_so": {2020: d, 2023: m}})
    forth = cell(there, "a.x.chenh_lech_ty_le")
    mirrored = cell(back, "a.x.chenh_lech_ty_le")
    zero = "0,00"
    assert forth == mirrored == zero or forth.removeprefix("-") == mirrored.removeprefix("-")
    assert (forth == zero) or forth.startswith("-") != mirrored.startswith("-")


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 10**6))
def test_comparisons_of_rates_there_and_back_cancel_out(n: int, m: int, k: int, d: int) -> None:
    there = made(x={"so_luong": {2020: n, 2023: k}, "mau_so": {2020: m, 2023: d}})
    back = made(x={"so_luong": {2020: k, 2023: n}, "mau_so": {2020: d, 2023: m}})
    product = fraction(figure(there, "a.x.so_voi").pairs[0]) * fraction(figure(back, "a.x.so_voi").pairs[0])
    assert product == 1


@given(counts, st.integers(1, 10**6))
def test_a_rate_is_rounded_once_from_the_counts(n: int, m: int) -> None:
    shown = cell(made(x={"so_luong": n, "mau_so": m}), "a.x.ty_le")
    exact = Fraction(100 * n, m)
    printed = Fraction(shown.replace(".", "").replace(",", "."))
    assert printed - Fraction(1, 200) <= exact < printed + Fraction(1, 200)


@given(st.sampled_from(["x + y", "x - y", "x * y", "x / y", "tong(x, y)", "lon_nhat(x, y)", "ty_le(x, y)"]))
def test_no_expression_makes_a_number_of_a_gap(expression: str) -> None:
    assert cell(made(expression, x=3, y=None), "a.t") == TABLE.missing

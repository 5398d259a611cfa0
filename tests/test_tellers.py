"""A measure told at once reads as the figure that would be made of it, or is left to the figure."""

from __future__ import annotations

import copy
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.compute import compute
from reportgen.compute.book import Book
from reportgen.compute.exact_columns import ExactPlan
from reportgen.compute.plan import Plan
from reportgen.compute.teller import numbers_of
from reportgen.compute.tellers import teller
from reportgen.compute.typed_rows import TOTAL, rows_of, total_label
from reportgen.model.figure import PROSE, RATE, TABLE, CannotCompute, Figure, Figures, NumberStyle
from reportgen.model.figures_input import FiguresInput
from reportgen.model.gap import Gap
from reportgen.model.slots import Asking, ExactValue, Measured, Pairs

NUMBERS = st.none() | st.integers(-3, 12) | st.integers(0, 40_000)
BY_PERIOD = st.dictionaries(st.sampled_from([2020, 2023]), NUMBERS, max_size=2) | st.integers(0, 2000)
VALUES = st.integers(0, 50) | st.decimals(-5, 5000, places=3) | st.just(Decimal("1.5"))
TARGETS = st.sampled_from([{}, {2025: 50}, {2025: 0}, {2025: "35 - 40"}, {"ke_hoach": {2025: 70}}])
STYLES = st.sampled_from(
    [
        PROSE,
        TABLE,
        NumberStyle(zeros="bo_het"),
        NumberStyle(zeros="giu", decimals=1),
        NumberStyle(is_table=True, zeros="giu", decimals=0, undefined="-"),
    ]
)
CHANGES = ("chenh_lech", "chenh_lech_ty_le", "muc_giam", "muc_giam_ty_le")
KEYS = [
    *[
        (name, *period)
        for name in ("so_luong", "gia_tri", "mau_so", "ty_le", "so_voi", *CHANGES)
        for period in ((), (2020,), (2023,))
    ],
    *[(name, *args) for name in ("muc_tieu", "dat") for args in ((), (2025,), (2030,), (2025, "ke_hoach"))],
    *[("dat", 2025, "", 2020), ("tang_truong", 2020)],
]
INDICATORS = st.fixed_dictionaries(
    {"so_luong": BY_PERIOD, "muc_tieu": TARGETS},
    optional={"so_le": st.integers(0, 3), "mau_so": st.sampled_from([{2023: 60}, {2023: 0}, 70, "tong_so"])},
) | st.fixed_dictionaries(
    {
        "gia_tri": VALUES | st.dictionaries(st.sampled_from([2020, 2023]), VALUES, min_size=1),
        "muc_tieu": TARGETS,
    },
    optional={"so_le": st.integers(0, 3), "don_vi_tinh": st.sampled_from(["%", "km"])},
)


def figures(indicator: dict[str, Any], group: dict[str, Any], periods: dict[str, int]) -> Figures:
    data = {"ky": {"hien_tai": 2023, **periods}, "nhom": {"chi_tieu": {"a": indicator}, **group}}
    return compute(FiguresInput.model_validate(data))


def told(unit: Figures, key: tuple[Any, ...], style: NumberStyle, name: str = "a") -> str:
    """What is told of an indicator of the group `nhom`; nothing when it is left to figures."""
    book = unit.telling
    assert isinstance(book, Book)
    label = total_label(book.given["nhom"]) if name == TOTAL else name
    rows, tell = rows_of(book, {"nhom": {name: label}}), teller(book.calendar, key, style)
    if tell is None:
        return ""
    texts: list[str] = tell.prepared(rows)(*[numbers_of(rows, each, book.calendar) for each in tell.wanted])
    return texts[0]


@settings(max_examples=600, deadline=None)
@given(
    indicator=INDICATORS,
    group=st.fixed_dictionaries(
        {}, optional={"tong_so": BY_PERIOD, "can_bang_100": st.just(["a"]), "don_vi_tinh": st.just("%")}
    ),
    periods=st.fixed_dictionaries({}, optional={"goc": st.just(2020), "muc_tieu": st.just(2025)}),
    style=STYLES,
)
def test_what_is_told_is_what_the_figure_reads(
    indicator: dict[str, Any], group: dict[str, Any], periods: dict[str, int], style: NumberStyle
) -> None:
    unit = figures(indicator, group, periods)
    for name in ("a", TOTAL) if "tong_so" in group else ("a",):
        row = unit.names["nhom"].look(name)
        for key in KEYS:
            text = told(unit, key, style, name)
            if text:
                figure = row.measure(*key)
                assert isinstance(figure, Figure)
                assert (figure.text(style), figure.id.split(".")[2]) == (text, key[0])


def exact_value(unit: Figures, key: tuple[Any, ...], name: str = "a") -> ExactValue | None:
    book = unit.telling
    assert isinstance(book, Book)
    label = total_label(book.given["nhom"]) if name == TOTAL else name
    return ExactPlan([Measured(f"nhom.{name}", key, label)], book.calendar).values(book)[0]


@settings(max_examples=300, deadline=None)
@given(
    indicator=INDICATORS,
    group=st.fixed_dictionaries({}, optional={"tong_so": BY_PERIOD, "can_bang_100": st.just(["a"])}),
    periods=st.fixed_dictionaries({}, optional={"goc": st.just(2020), "muc_tieu": st.just(2025)}),
)
def test_an_exact_value_is_that_of_the_figure(
    indicator: dict[str, Any], group: dict[str, Any], periods: dict[str, int]
) -> None:
    unit = figures(indicator, group, periods)
    for name in ("a", TOTAL) if "tong_so" in group else ("a",):
        for key in KEYS:
            value = exact_value(unit, key, name)
            if value is None:
                continue
            figure = unit.names["nhom"].look(name).measure(*key)
            assert isinstance(figure, Figure)
            if isinstance(value, Gap):
                assert (figure.gap, figure.pairs) == (value, ())
                continue
            plain = ((value, 1),) if isinstance(value, int) else (value,)
            pairs, is_rate = value if isinstance(value, Pairs) else (plain, isinstance(value, tuple))
            assert [Fraction(*pair) for pair in figure.pairs] == [Fraction(*pair) for pair in pairs]
            assert (figure.kind is RATE, figure.adjusted) == (is_rate, None)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (("so_luong", 2020), 0),
        (("chenh_lech",), 5),
        (("muc_giam",), -5),
        (("ty_le",), (5, 8)),
        (("chenh_lech_ty_le",), (50, 80)),  # 5/8 less 0/10
        (("so_voi",), Gap(("nhom", "chi_tieu", "a", "so_luong", 2020), is_zero_denominator=True)),
        (("muc_tieu", 2025), Pairs(((35, 100), (40, 100)), is_rate=True)),
    ],
)
def test_exact_values_are_told(key: tuple[Any, ...], value: ExactValue) -> None:
    indicator = {"so_luong": {2020: 0, 2023: 5}, "muc_tieu": {2025: "35 - 40"}}
    assert exact_value(figures(indicator, {"tong_so": {2020: 10, 2023: 8}}, {"goc": 2020}), key) == value


@settings(max_examples=200, deadline=None)
@given(indicators=st.tuples(INDICATORS, INDICATORS), style=STYLES)
def test_a_plan_made_of_one_unit_tells_another_what_its_figures_read(
    indicators: tuple[dict[str, Any], dict[str, Any]], style: NumberStyle
) -> None:
    """Where the other unit's figure goes by another id, or there is none, nothing is told."""
    first, other = (figures(each, {"tong_so": 90}, {"goc": 2020, "muc_tieu": 2025}) for each in indicators)
    askings, rows = [], [unit.names["nhom"].look("a") for unit in (first, other)]
    for key in KEYS:
        try:
            figure = rows[0].measure(*key)
        except CannotCompute:
            continue
        if isinstance(figure, Figure):
            askings.append(Asking("nhom.a", "a", key, style, figure.id))
    assert isinstance(other.telling, Book)
    texts = Plan([None, *askings], other.telling.calendar).texts(other.telling)
    assert texts[0] == ""
    for asking, text in zip(askings, texts[1:], strict=True):
        assert text == read(rows[1], asking)


def read(row: Any, asking: Asking) -> str:
    try:
        figure = row.measure(*asking.key)
        is_same = isinstance(figure, Figure) and figure.id == asking.figure_id
        return figure.text(asking.style) if is_same else ""
    except CannotCompute:
        return ""


@pytest.mark.parametrize("change", [{"nhan": "b"}, None])
def test_nothing_is_told_of_an_indicator_that_is_called_otherwise_or_missing(
    change: dict[str, Any] | None,
) -> None:
    unit = {"ky": {"hien_tai": 2023}, "nhom": {"chi_tieu": {"a": {"so_luong": 5}, "c": {"so_luong": 6}}}}
    other: Any = copy.deepcopy(unit)
    if change is None:
        del other["nhom"]["chi_tieu"]["a"]
    else:
        other["nhom"]["chi_tieu"]["a"].update(change)
    askings = [
        Asking(f"nhom.{name}", name, ("so_luong",), PROSE, f"nhom.{name}.so_luong.2023")
        for name in ("a", "c")
    ]
    assert texts_of(askings, unit) == ["05", "06"]
    assert texts_of(askings, other) == ["", "06"]


def texts_of(askings: list[Asking], unit: dict[str, Any]) -> list[str]:
    book = compute(FiguresInput.model_validate(unit)).telling
    assert isinstance(book, Book)
    return list(Plan(askings, book.calendar).texts(book))


@pytest.mark.parametrize(
    ("key", "style", "text"),
    [
        (("so_luong",), PROSE, "05"),
        (("so_luong",), TABLE, "5"),
        (("so_luong", 2020), PROSE, "1.200"),
        (("ty_le",), PROSE, "62,50%"),  # 5 of 8
        (("ty_le",), TABLE, "62,50"),
        (("muc_tieu", 2025), PROSE, "50%"),
        (("dat", 2025), PROSE, "125%"),  # 62,5 of 50
        (("so_voi",), PROSE, "104,17%"),  # 62,5 of 60
        (("mau_so",), PROSE, "08"),
        (("muc_tieu", 2030), PROSE, "35% - 40%"),
        (("dat", 2030), TABLE, "178,57 - 156,25"),  # 62,5 of 35 and of 40
        (("chenh_lech",), PROSE, "-1.195"),  # 5 less 1200
        (("muc_giam",), TABLE, "1.195"),
        (("chenh_lech_ty_le",), PROSE, "2,50%"),  # 62,5 less 60
        (("muc_giam_ty_le", 2020), TABLE, "-2,50"),
        (("chenh_lech", 2023), PROSE, "00"),
    ],
)
def test_plain_measures_are_told(key: tuple[Any, ...], style: NumberStyle, text: str) -> None:
    indicator = {"so_luong": {2020: 1200, 2023: 5}, "muc_tieu": {2025: 50, 2030: "35 - 40"}}
    unit = figures(indicator, {"tong_so": {2020: 2000, 2023: 8}}, {"goc": 2020})
    assert told(unit, key, style) == text


@pytest.mark.parametrize(
    ("indicator", "key"),
    [
        ({"so_luong": {2023: None}}, ("so_luong",)),
        ({"so_luong": 5, "mau_so": "tong_so"}, ("ty_le",)),
        ({"so_luong": -5}, ("ty_le",)),
        ({"so_luong": 5, "muc_tieu": {2025: 0}}, ("dat", 2025)),
        ({"gia_tri": 5}, ("so_luong",)),
        ({"cong_thuc": "tong_so - 1"}, ("so_luong",)),
    ],
)
def test_what_is_not_plain_is_left_to_figures(indicator: dict[str, Any], key: tuple[Any, ...]) -> None:
    assert told(figures(indicator, {"tong_so": 8}, {}), key, PROSE) == ""


@pytest.mark.parametrize(
    ("indicator", "key", "text"),
    [
        ({"so_luong": 5, "mau_so": 7}, ("ty_le",), "71,43%"),
        ({"so_luong": 5, "mau_so": {2023: 7}}, ("mau_so",), "07"),
        ({"gia_tri": Decimal("1029.310")}, ("gia_tri",), "1.029,310"),
        ({"gia_tri": {2020: Decimal("1.25"), 2023: 3}}, ("gia_tri",), "3,00"),
        ({"gia_tri": Decimal("99.9"), "don_vi_tinh": "%"}, ("gia_tri",), "99,9%"),
        ({"gia_tri": Decimal("0.25"), "so_le": 1}, ("gia_tri",), "0,3"),
    ],
)
def test_own_denominators_and_measured_values_are_told(
    indicator: dict[str, Any], key: tuple[Any, ...], text: str
) -> None:
    assert told(figures(indicator, {"tong_so": 8}, {}), key, PROSE) == text


def test_errors_are_left_to_figures() -> None:
    unit = figures({"so_luong": 5, "muc_tieu": {2025: 50, 2030: 60}}, {"tong_so": 8}, {})
    assert told(unit, ("dat",), PROSE) == ""
    with pytest.raises(CannotCompute):
        unit.names["nhom"].look("a").measure("dat")

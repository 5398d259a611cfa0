"""A measure told at once reads as the figure that would be made of it, or is left to the figure."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.compute import compute
from reportgen.model.figure import PROSE, TABLE, CannotCompute, Figure, Figures, NumberStyle
from reportgen.model.figures_input import FiguresInput

NUMBERS = st.none() | st.integers(-3, 12) | st.integers(0, 40_000)
BY_PERIOD = st.dictionaries(st.sampled_from([2020, 2023]), NUMBERS, max_size=2) | st.integers(0, 2000)
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
KEYS = [
    *[(name, *period) for name in ("so_luong", "ty_le", "so_voi") for period in ((), (2020,), (2023,))],
    *[(name, *args) for name in ("muc_tieu", "dat") for args in ((), (2025,), (2030,), (2025, "ke_hoach"))],
    *[("dat", 2025, "", 2020), ("chenh_lech", 2020), ("mau_so",)],
]
INDICATORS = st.fixed_dictionaries(
    {"so_luong": BY_PERIOD, "muc_tieu": TARGETS},
    optional={"so_le": st.integers(0, 3), "mau_so": st.just({2023: 60})},
) | st.fixed_dictionaries({"gia_tri": st.integers(0, 50), "muc_tieu": TARGETS})


def figures(indicator: dict[str, Any], group: dict[str, Any], periods: dict[str, int]) -> Figures:
    data = {"ky": {"hien_tai": 2023, **periods}, "nhom": {"chi_tieu": {"a": indicator}, **group}}
    return compute(FiguresInput.model_validate(data))


@settings(max_examples=600, deadline=None)
@given(
    indicator=INDICATORS,
    group=st.fixed_dictionaries({}, optional={"tong_so": BY_PERIOD, "can_bang_100": st.just(["a"])}),
    periods=st.fixed_dictionaries({}, optional={"goc": st.just(2020), "muc_tieu": st.just(2025)}),
    style=STYLES,
)
def test_what_is_told_is_what_the_figure_reads(
    indicator: dict[str, Any], group: dict[str, Any], periods: dict[str, int], style: NumberStyle
) -> None:
    unit = figures(indicator, group, periods)
    for row in (unit.names["nhom"].look("a"), unit.names["nhom"].total_row):
        for key in KEYS if row is not None else ():
            tell = row.teller(key, style)
            told = tell(row) if tell is not None else None
            if told is not None:
                figure = row.measure(*key)
                assert isinstance(figure, Figure)
                assert (figure.text(style), figure.id.split(".")[2]) == (told, key[0])


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
    ],
)
def test_plain_measures_are_told(key: tuple[Any, ...], style: NumberStyle, text: str) -> None:
    indicator = {"so_luong": {2020: 1200, 2023: 5}, "muc_tieu": {2025: 50}}
    row = figures(indicator, {"tong_so": {2020: 2000, 2023: 8}}, {"goc": 2020}).names["nhom"].look("a")
    assert row.teller(key, style)(row) == text


@pytest.mark.parametrize(
    ("indicator", "key"),
    [
        ({"so_luong": {2023: None}}, ("so_luong",)),
        ({"so_luong": 5, "mau_so": 7}, ("ty_le",)),
        ({"so_luong": 5, "muc_tieu": {2025: "35 - 40"}}, ("dat", 2025)),
        ({"so_luong": 5, "muc_tieu": {2025: 0}}, ("dat", 2025)),
        ({"gia_tri": 5}, ("so_luong",)),
        ({"cong_thuc": "tong_so - 1"}, ("so_luong",)),
    ],
)
def test_what_is_not_plain_is_left_to_figures(indicator: dict[str, Any], key: tuple[Any, ...]) -> None:
    row = figures(indicator, {"tong_so": 8}, {}).names["nhom"].look("a")
    assert row.teller(key, PROSE)(row) is None


def test_errors_are_left_to_figures() -> None:
    row = (
        figures({"so_luong": 5, "muc_tieu": {2025: 50, 2030: 60}}, {"tong_so": 8}, {}).names["nhom"].look("a")
    )
    assert row.teller(("dat",), PROSE) is None
    with pytest.raises(CannotCompute):
        row.measure("dat")

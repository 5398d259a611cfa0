"""Remarks found by the places of numbers in a mould: the same as of the figures themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compute import Book, check_data_rules
from reportgen.compute.moulded_remarks import Remarks
from reportgen.model.checking import Checked
from reportgen.model.figures_input import FiguresInput
from reportgen.model.mould import MouldedGroups
from reportgen.model.skeleton import Skeleton
from reportgen.model.unit_values import NO_TEXTS
from tests.figures_text import read_figures

FIGURES, SOURCE = read_figures("""\
ky: {hien_tai: 2023, goc: 2020}
a:
  tong_so: {2020: 1, 2022: 1, 2023: 1}
  chi_tieu:
    x: {so_luong: {2020: 1, 2023: 1}, muc_tieu: {2023: 5, 2025: 50, 2030: 40 - 60}}
    y: {so_luong: {2022: 1, 2023: 1}, mau_so: {2022: 1, 2023: 1}}
    z: {so_luong: {2020: 1, 2022: 1, 2023: 1}, muc_tieu: {ke_hoach: {2025: 30}, phan_dau: {2023: 80}}}
    d: {gia_tri: {2023: 2.5}, don_vi_tinh: ha}
""")
SKELETON = Skeleton(FIGURES)
PERIODS = {
    "tong_so": (2020, 2022, 2023),
    "x": (2020, 2023),
    "y": (2022, 2023),
    "y.mau_so": (2022, 2023),
    "z": (2020, 2022, 2023),
    "d": (2023,),
}
COUNTS = st.one_of(st.integers(0, 9), st.integers(20, 400), st.just(0))
UNITS = st.fixed_dictionaries(
    {name: st.tuples(*[COUNTS] * len(periods)) for name, periods in PERIODS.items()}
)


def figures_of(numbers: dict[str, tuple[int, ...]]) -> FiguresInput:
    """Return the figures of a unit with these numbers."""
    values = {name: dict(zip(PERIODS[name], given, strict=True)) for name, given in numbers.items()}
    return SKELETON.merge({"a": values}, {}, texts=NO_TEXTS, facts={})


def checked_both_ways(numbers: dict[str, tuple[int, ...]]) -> tuple[Checked, Checked]:
    """Return what is told of figures by places, and of the same ones in no mould."""
    moulded, plain = figures_of(numbers), figures_of(numbers)
    assert isinstance(moulded.groups, MouldedGroups)
    object.__setattr__(plain, "__pydantic_extra__", dict(plain.groups))
    return check_data_rules(moulded, SOURCE), check_data_rules(plain, SOURCE)


@given(UNITS)
def test_the_same_is_told_and_counted_as_of_figures_in_no_mould(numbers: dict[str, tuple[int, ...]]) -> None:
    by_places, by_names = checked_both_ways(numbers)
    assert by_places.findings == by_names.findings
    assert by_places.passed == by_names.passed
    assert by_places.not_evaluated == by_names.not_evaluated


QUIET = {
    "tong_so": (100, 100, 100),
    "x": (40, 41),
    "y": (50, 51),
    "y.mau_so": (100, 100),
    "z": (20, 21, 22),
    "d": (3,),
}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, []),
        ({"x": (60, 61)}, [("target-below-base", "a.x")]),  # 60 % in 2020, 50 % wanted in 2025
        ({"z": (20, 11, 55)}, [("figure-jump", "a.z")]),  # five times as many: more than fourfold
        ({"y": (30, 81)}, [("rate-jump", "a.y")]),  # 30 % and 81 %: more than 50 points
        ({"x": (60, 61), "y": (30, 81)}, [("target-below-base", "a.x"), ("rate-jump", "a.y")]),
    ],
)
def test_only_rows_that_call_for_a_remark_get_one(
    changed: dict[str, tuple[int, ...]], told: list[tuple[str, str]]
) -> None:
    by_places, _ = checked_both_ways({**QUIET, **changed})
    assert [(each.rule, each.message.partition(":")[0]) for each in by_places.findings] == told


@pytest.mark.parametrize("handful", [(1, 0, 15), (4, 4, 23)])
def test_a_handful_more_is_no_jump(handful: tuple[int, ...]) -> None:
    by_places, _ = checked_both_ways({**QUIET, "z": handful})
    assert by_places.findings == ()


def test_a_quiet_group_is_asked_by_places_alone() -> None:
    remarks = Remarks(Book(figures_of(QUIET)))
    assert remarks.groups == {"a"}
    assert remarks.loud == {}
    assert remarks.looks == {
        "scale-slip": 6,  # two of the total and of `z`, one of `x` and of `y`
        "figure-jump": 4,
        "rate-jump": 3,
        "target-percent": 5,
        "target-below-base": 2,  # of `x`, and of the one of `z` with a year to come
    }

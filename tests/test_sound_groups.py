"""Groups that are passed over at a glance are those of which the rules have nothing to tell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from reportgen.model.figures_input import FiguresInput
from reportgen.model.source import Source
from reportgen.validate import validate_figures
from reportgen.validate.case import FiguresCase
from reportgen.validate.sound_groups import doubtful_groups
from reportgen.validate.validate import FIGURES_RULES

SOURCE = Source("f", "", {})
PERIODS = st.sampled_from(["2020", "2021", "2023", "2024", "0", "1850", "5"])
COUNTS = st.dictionaries(PERIODS, st.sampled_from([None, 0, 1, 2, 9, 10, 499, 500, 5000, -1]), max_size=3)
VALUES = st.dictionaries(
    PERIODS, st.sampled_from([None, 0, 3, -5, Decimal("1.250"), Decimal("0.001"), Decimal(900)]), max_size=2
)
NAMES = st.sampled_from(["x", "y", "z", "tong_so", "nhan", "if"])
INDICATORS = st.fixed_dictionaries(
    {"so_luong": COUNTS},
    optional={
        "mau_so": st.dictionaries(PERIODS, st.sampled_from([0, 10, 600, -2, "g.x"]), max_size=2),
        "muc_tieu": st.sampled_from([{"2025": 50}, {"ke_hoach": {"2025": 5}}, {"Kế hoạch": {"2025": 5}}]),
        "trong_do_cua": NAMES,
        "gom": st.lists(NAMES, min_size=1, max_size=2),
    },
) | st.fixed_dictionaries({"gia_tri": VALUES}, optional={"trong_do_cua": NAMES})
GROUPS = st.fixed_dictionaries(
    {"chi_tieu": st.dictionaries(NAMES, INDICATORS, min_size=1, max_size=4)},
    optional={
        "tong_so": COUNTS,
        "gom": st.lists(NAMES, max_size=2),
        "can_bang_100": st.lists(NAMES, max_size=2),
    },
)
LISTS = st.just({"danh_sach": [{"ma": "a", "so": 5}, {"so": 6}]})


def figures_of(groups: dict[str, Any], current: int) -> FiguresInput | None:
    try:
        return FiguresInput.model_validate({"ky": {"hien_tai": current}, **groups})
    except ValidationError:
        return None


@settings(max_examples=1500, deadline=None)
@given(
    groups=st.dictionaries(st.sampled_from(["g", "k", "loop"]), GROUPS | LISTS, min_size=1, max_size=2),
    current=st.sampled_from([2023, 2020, 7]),
)
def test_rules_find_the_same_whether_or_not_sound_groups_are_passed_over(
    groups: dict[str, Any], current: int
) -> None:
    figures = figures_of(groups, current)
    if figures is None:
        return
    case = FiguresCase(figures, SOURCE)
    all_found = [str(finding) for rule in FIGURES_RULES for finding in rule(case)]
    assert sorted(map(str, validate_figures(figures, SOURCE))) == sorted(all_found)


@pytest.mark.parametrize(
    ("indicators", "is_sound"),
    [
        ({"x": {"so_luong": {"2020": 3, "2023": 4}}}, True),
        ({"x": {"so_luong": {"2020": 10, "2023": 12}}}, False),  # more than the total of 11
        ({"x": {"so_luong": {"2020": 8, "2023": None}}, "y": {"so_luong": 2, "trong_do_cua": "x"}}, True),
        ({"x": {"so_luong": {"2023": 5}}, "y": {"so_luong": {"2023": 6}, "trong_do_cua": "x"}}, False),
        ({"x": {"cong_thuc": "tong_so"}}, False),
        ({"x": {"gia_tri": Decimal("12.5")}}, False),  # shorthand may be a point of thousands
        ({"x": {"gia_tri": {"2023": Decimal("12.5")}}}, True),
    ],
)
def test_only_the_unusual_is_left_to_the_rules(indicators: dict[str, Any], is_sound: bool) -> None:
    figures = figures_of({"g": {"tong_so": {"2020": 20, "2023": 11}, "chi_tieu": indicators}}, 2023)
    assert figures is not None
    assert (doubtful_groups(figures) == {}) is is_sound

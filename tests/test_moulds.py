"""What is told of units of one mould is what would be told of each by itself."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.compute import check_data_rules, compute
from reportgen.compute.book import Book
from reportgen.compute.plan import Plan
from reportgen.model.figure import PROSE, TABLE, CannotCompute, Figure, NumberStyle
from reportgen.model.figures_input import FiguresInput
from reportgen.model.mould import Mould, MouldedGroups
from reportgen.model.skeleton import Skeleton
from reportgen.model.slots import Asking
from reportgen.model.source import Source
from reportgen.model.unit_values import NO_TEXTS
from reportgen.validate import validate_figures
from reportgen.validate.sound_groups import doubtful_groups

SKELETON: dict[str, Any] = {
    "ky": {"hien_tai": 2023, "goc": 2020, "muc_tieu": 2025},
    "a": {
        "tong_so": {2020: None, 2023: None},
        "chi_tieu": {
            "x": {"so_luong": {2020: None, 2023: None}, "muc_tieu": {2025: 50}},
            "y": {"so_luong": {2020: 40, 2023: None}, "muc_tieu": {2025: "35 - 40"}, "so_le": 1},
            "z": {"so_luong": {2023: None}, "mau_so": {2023: None}, "muc_tieu": {2025: 0}},
            "w": {"so_luong": {2023: 7}, "mau_so": {2023: "a.x"}, "muc_tieu": {2030: 60}},
            "m": {"gia_tri": {2020: None, 2023: None}},
            "n": {"gia_tri": {2023: None}, "don_vi_tinh": "%", "so_le": 2},
            "d": {"cong_thuc": "x + y"},
        },
    },
    "l": {"danh_sach": [{"ma": "r", "so": 3}]},
}
MEMBERS = ("tong_so", "x", "y", "z", "w", "m", "n", "d")
KEYS = [
    *[
        (name, *period)
        for name in ("so_luong", "mau_so", "ty_le", "so_voi")
        for period in ((), (2020,), (2023,))
    ],
    *[(name, *year) for name in ("muc_tieu", "dat") for year in ((), (2030,))],
    ("gia_tri",),
    ("gia_tri", 2020),
    ("dat", 2025, "", 2020),
]
STYLES = (PROSE, TABLE, NumberStyle(zeros="giu", decimals=1))
COUNTS = st.none() | st.integers(-2, 9) | st.integers(0, 60_000)
VALUES = st.none() | st.integers(0, 50) | st.decimals(-5, 5000, places=3) | st.just(Decimal("1.5"))


def by_period(numbers: Any) -> Any:
    return st.fixed_dictionaries({2023: numbers}, optional={2020: numbers})


UNITS = st.fixed_dictionaries(
    {"x": by_period(COUNTS), "tong_so": by_period(COUNTS)},
    optional={
        **{name: by_period(COUNTS) for name in ("y", "z", "w", "z.mau_so")},
        **{name: by_period(VALUES) for name in ("m", "n")},
    },
)


def texts(plan: Plan, figures: FiguresInput) -> list[str]:
    book = compute(figures).telling
    assert isinstance(book, Book)
    return list(plan.texts(book))


def plan_of(figures: FiguresInput) -> Plan:
    """Return the plan of a document that prints all there is, in every style."""
    unit, askings = compute(figures), []
    for member in MEMBERS:
        row = unit.names["a"].look(member)
        for key in KEYS:
            try:
                figure = row.measure(*key)
            except CannotCompute:
                continue
            if isinstance(figure, Figure):
                askings += [Asking(row.path, row.label, key, style, figure.id) for style in STYLES]
    assert isinstance(unit.telling, Book)
    return Plan([None, *askings], unit.telling.calendar)


def merged(skeleton: Skeleton, unit: dict[str, Any]) -> FiguresInput:
    return skeleton.merge({"a": unit}, {}, texts=NO_TEXTS, facts={})


def plain(figures: FiguresInput) -> FiguresInput:
    """Return the same figures, of no mould."""
    alone = figures.model_copy()
    assert not isinstance(alone.groups, MouldedGroups)
    return alone


@settings(max_examples=200, deadline=None)
@given(units=st.lists(UNITS, min_size=2, max_size=4), decimals=st.sampled_from([0, 2]))
def test_units_of_a_mould_are_told_as_each_by_itself(units: list[dict[str, Any]], decimals: int) -> None:
    skeleton = Skeleton(FiguresInput.model_validate(SKELETON))
    full = {member: dict.fromkeys((2020, 2023), 5) for member in (*MEMBERS, "z.mau_so")}
    plan = plan_of(merged(skeleton, full))
    for unit in [*units, *units, *units]:
        figures = merged(skeleton, unit)
        assert isinstance(figures.groups, MouldedGroups)
        assert texts(plan, figures) == texts(plan, plain(figures))


SMALL = st.sampled_from([None, 0, 1, 2, 3, 9, 40, 700])
SOUND_SKELETON: dict[str, Any] = {
    "ky": {"hien_tai": 2023, "goc": 2020},
    "a": {
        "tong_so": {2020: None, 2023: None},
        "chi_tieu": {
            "x": {"so_luong": {2020: None, 2023: None}, "muc_tieu": {2025: 50}, "gom": ["y", "z"]},
            "y": {"so_luong": {2020: None, 2023: None}, "trong_do_cua": "x"},
            "z": {"so_luong": {2023: None}, "mau_so": {2023: None}},
            "k": {"so_luong": {2023: None}, "kiem_nhiem": True},
            "n": {"gia_tri": {2023: None}},
        },
    },
    "b": {"tong_so": {2023: None}, "gom": ["u", "v", "k"], "chi_tieu": {"u": None, "v": None}},
}
SOUND_SKELETON["b"]["chi_tieu"]["k"] = {"so_luong": {2023: None}, "kiem_nhiem": True}
SOUND_UNITS = st.fixed_dictionaries(
    {
        "a": st.fixed_dictionaries(
            {
                **{name: st.fixed_dictionaries({2020: SMALL, 2023: SMALL}) for name in ("tong_so", "x", "y")},
                **{name: st.fixed_dictionaries({2023: SMALL}) for name in ("z", "z.mau_so", "k", "n")},
            }
        ),
        "b": st.fixed_dictionaries(
            {name: st.fixed_dictionaries({2023: SMALL}) for name in ("tong_so", "u", "v", "k")}
        ),
    }
)
SOUND: dict[str, Any] = {
    "a": {
        **{name: {2020: 2, 2023: 3} for name in ("tong_so", "x")},
        **{"y": {2020: 2, 2023: 1}, "z": {2023: 2}, "z.mau_so": {2023: 3}, "k": {2023: 1}, "n": {2023: 1}},
    },
    "b": {"tong_so": {2023: 3}, "u": {2023: 1}, "v": {2023: 2}, "k": {2023: 2}},
}
"""A unit in which the rules find nothing: from then on they pass over others of its mould."""


@settings(max_examples=150, deadline=None)
@given(units=st.lists(SOUND_UNITS, min_size=1, max_size=4))
def test_rules_find_in_units_of_a_mould_what_they_find_in_each_by_itself(units: list[dict[str, Any]]) -> None:
    skeleton = Skeleton(FiguresInput.model_validate(SOUND_SKELETON))
    source = Source("f", "", {})
    for unit in [SOUND, *units]:
        figures = skeleton.merge(unit, {}, texts=NO_TEXTS, facts={})
        alone = plain(figures)
        assert validate_figures(figures, source) == validate_figures(alone, source)
        for tells_infos in (False, True):
            found = check_data_rules(figures, source, tells_infos=tells_infos)
            assert found == check_data_rules(alone, source, tells_infos=tells_infos)


def test_sound_and_quiet_groups_of_a_mould_are_passed_over() -> None:
    skeleton = Skeleton(FiguresInput.model_validate(SOUND_SKELETON))
    figures = skeleton.merge(SOUND, {}, texts=NO_TEXTS, facts={})
    assert doubtful_groups(figures) == {}
    assert isinstance(figures.groups, MouldedGroups)
    assert figures.groups.steady() == {"a", "b"}
    worse = {**SOUND, "b": {**SOUND["b"], "u": {2023: 2}}}
    assert list(doubtful_groups(skeleton.merge(worse, {}, texts=NO_TEXTS, facts={}))) == ["b"]


def mould_of(figures: FiguresInput) -> Mould | None:
    assert isinstance(figures.groups, MouldedGroups)
    cast = figures.groups.cast()
    return None if cast is None else cast.mould


def test_units_with_numbers_of_the_same_periods_share_a_mould() -> None:
    skeleton = Skeleton(FiguresInput.model_validate(SKELETON))
    units = [{"x": {2023: 1}}, {"x": {2023: 2}, "l": {}}, {"x": {2020: 1, 2023: 2, 2030: 3}}]
    moulds = [mould_of(merged(skeleton, unit)) for unit in units]
    assert moulds[0] is moulds[1]
    assert moulds[0] is not moulds[2]


def test_where_every_unit_has_other_periods_only_some_moulds_are_kept() -> None:
    skeleton = Skeleton(FiguresInput.model_validate(SKELETON))
    moulds = [mould_of(merged(skeleton, {"x": {2023: 1, 1900 + n: 2}})) for n in range(40)]
    assert moulds[0] is not None
    assert moulds[-1] is None


def sent_to_another_process(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301 — what was pickled the line before


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, sent_to_another_process])
def test_a_copy_of_groups_is_of_no_mould(copied: Any) -> None:
    """Who copies them may change them: then the numbers in order are no longer those of the groups."""
    groups = merged(Skeleton(FiguresInput.model_validate(SKELETON)), {"x": {2023: 1}}).groups
    again = copied(groups)
    assert type(again) is dict
    assert again == groups


def test_changed_figures_of_a_unit_are_told_as_changed() -> None:
    skeleton = Skeleton(FiguresInput.model_validate(SKELETON))
    figures = merged(skeleton, {"x": {2023: 4}, "tong_so": {2023: 8}})
    plan = Plan([Asking("a.x", "x", ("ty_le",), PROSE, "a.x.ty_le.2023")], Book(figures).calendar)
    assert [texts(plan, figures) for _ in range(3)] == [["50%"]] * 3
    other = merged(skeleton, {"x": {2023: 2}, "tong_so": {2023: 8}}).groups["a"]
    changed = figures.model_copy(update={"a": other})
    assert texts(plan, changed) == ["25%"]

"""A check that knows what is quiet finds what a check of everything finds, whatever changed before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.compute import Book
from reportgen.errors import Finding, Severity
from reportgen.load import LoadedFigures
from reportgen.model.checking import Checked
from reportgen.model.figures_input import FiguresInput, GroupInput
from reportgen.model.source import Source
from reportgen.model.waiver import WaiverLine
from reportgen.service.batching import BatchOptions, LevelReport, check_unit, find_in_unit, find_what_stops
from reportgen.service.office import known_groups
from reportgen.service.office.known_groups import KnownGroups
from reportgen.service.programme_reports import open_reports
from tests.programmes import SMALL

TODAY = dt.date(2024, 1, 2)
OPTIONS, WORD_ALONE = BatchOptions(TODAY), BatchOptions(TODAY, with_tie_out=False)
LEVEL = open_reports(SMALL / "chuong-trinh.yaml").level_report("03271")
WAIVED = {"quy_tac": "negative-count", "cho": "lần sửa 2", "ly_do": "số điều chỉnh", "nguoi": "An"}
WAIVING = replace(
    LEVEL,
    loaded=replace(
        LEVEL.loaded,
        definition=LEVEL.loaded.definition.model_copy(
            update={"waivers": (WaiverLine.model_validate(WAIVED),)}
        ),
    ),
)
COUNTS = st.dictionaries(
    st.sampled_from(["2021", "2023"]), st.sampled_from([None, 0, 2, 9, 10, 5000, -1]), min_size=1
)
NUMBERS = st.builds(lambda counts: {"so_luong": counts}, COUNTS)
TYPED = st.fixed_dictionaries(
    {"chi_tieu": st.fixed_dictionaries({"x": NUMBERS, "y": NUMBERS})}, optional={"tong_so": COUNTS}
)
LISTS = st.sampled_from([{"danh_sach": [{"ma": "a", "so": 5}]}, {"danh_sach": [{"so": 6}, {"ma": "b"}]}])
SUMS = {
    "chi_tieu": {name: {"cong_thuc": f"a.{name} + b.{name}"} for name in "xy"},
    "tong_so": 11,
    "can_bang_100": ["x", "y"],
}
OF_SUMS = {"chi_tieu": {"x": {"so_luong": {"2023": 4}, "mau_so": {"2023": "tong.x"}}}}
CHANGES = st.lists(
    st.tuples(st.sampled_from(["a", "b"]), TYPED) | st.tuples(st.just("ds"), LISTS), max_size=4
)
HEADS = st.sampled_from([{"ky": {"hien_tai": 2023}}, {"ky": {"hien_tai": 2023}, "nguong": {"tang": 20}}])


def group_of(content: dict[str, Any]) -> GroupInput:
    return FiguresInput.model_validate({"ky": {"hien_tai": 2023}, "g": content}).groups["g"]


def given_of(head: dict[str, Any], groups: dict[str, GroupInput], revision: int) -> LoadedFigures:
    figures = FiguresInput.model_validate(head)
    object.__setattr__(figures, "__pydantic_extra__", dict(groups))
    return LoadedFigures(figures, Source(f"lần sửa {revision}", "", {}))


def checked(
    known: KnownGroups,
    given: LoadedFigures,
    options: BatchOptions = OPTIONS,
    level: LevelReport = LEVEL,
) -> tuple[Finding, ...]:
    book = Book(given.figures, level.loaded.definition.decimals)
    return known.check(level, given, options, book).findings


@settings(max_examples=150, deadline=None)
@given(first=TYPED, second=TYPED, rows=LISTS, changes=CHANGES, heads=st.lists(HEADS, min_size=5, max_size=5))
def test_the_same_is_found_after_any_changes(
    first: Any, second: Any, rows: Any, changes: list[tuple[str, Any]], heads: list[dict[str, Any]]
) -> None:
    parts = {"a": first, "b": second, "ds": rows, "tong": SUMS, "sau": OF_SUMS}
    groups, known = {name: group_of(each) for name, each in parts.items()}, KnownGroups()
    for revision, (name, content) in enumerate([("a", first), *changes]):
        groups = {**groups, name: group_of(content)}
        loaded = given_of(heads[revision], groups, revision)
        assert checked(known, loaded) == check_unit(LEVEL, loaded, OPTIONS).findings


@pytest.mark.parametrize("level", [LEVEL, WAIVING])
@settings(max_examples=100, deadline=None)
@given(first=TYPED, second=TYPED, rows=LISTS, changes=CHANGES, heads=st.lists(HEADS, min_size=5, max_size=5))
def test_for_a_word_file_alone_it_tells_all_when_anything_stops_publication_and_nothing_else(
    level: LevelReport,
    first: Any,
    second: Any,
    rows: Any,
    changes: list[tuple[str, Any]],
    heads: list[dict[str, Any]],
) -> None:
    parts = {"a": first, "b": second, "ds": rows, "tong": SUMS, "sau": OF_SUMS}
    groups, known = {name: group_of(each) for name, each in parts.items()}, KnownGroups()
    for revision, (name, content) in enumerate([("a", first), *changes]):
        groups = {**groups, name: group_of(content)}
        loaded = given_of(heads[revision], groups, revision)
        all_found = check_unit(level, loaded, WORD_ALONE)
        found = checked(known, loaded, WORD_ALONE, level)
        assert found == (all_found.findings if all_found.is_blocking else found)
        assert any(each.severity is Severity.ERROR for each in found) == all_found.is_blocking


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Return the groups of each check, as they are asked."""
    seen: list[set[str]] = []

    def noting(ask: Callable[..., Checked]) -> Callable[..., Checked]:
        def noted(*asked: Any) -> Checked:
            seen.extend(set(each.figures.groups) for each in asked if isinstance(each, LoadedFigures))
            return ask(*asked)

        return noted

    for each in (check_unit, find_in_unit, find_what_stops):
        monkeypatch.setattr(known_groups, each.__name__, noting(each))
    return seen


def test_only_what_changed_is_asked_and_what_is_made_of_it_or_had_something_to_tell(
    asked: list[set[str]],
) -> None:
    quiet, wrong = {"chi_tieu": {"x": 4}}, {"chi_tieu": {"x": -4}}
    sums = {"chi_tieu": {"x": {"cong_thuc": "a.x + b.x"}}}
    parts: dict[str, Any] = {"a": quiet, "b": quiet, "c": quiet, "sai": wrong, "tong": sums}
    groups, known = {name: group_of(each) for name, each in parts.items()}, KnownGroups()
    for revision, changed in enumerate(["a", "a", "c", "b", "sai"]):
        groups = {**groups, changed: group_of(parts[changed] if changed != "sai" else quiet)}
        checked(known, given_of({"ky": {"hien_tai": 2023}}, groups, revision))
    checked(known, given_of({"ky": {"hien_tai": 2023}}, groups, 5))
    everything = set(groups)
    assert asked == [
        everything,
        {"a", "b", "tong", "sai"},
        {"c", "sai"},
        {"a", "b", "tong", "sai"},
        {"sai"},
        set(),
    ]


def test_for_a_word_file_alone_a_warning_is_not_asked_for_again_and_an_error_is(
    asked: list[set[str]],
) -> None:
    quiet, above = {"chi_tieu": {"x": 4}}, {"tong_so": 3, "chi_tieu": {"x": 4}}
    parts: dict[str, Any] = {"a": quiet, "b": above, "sai": {"chi_tieu": {"x": -4}}}
    groups, known = {name: group_of(each) for name, each in parts.items()}, KnownGroups()

    def ask(revision: int) -> tuple[Finding, ...]:
        return checked(known, given_of({"ky": {"hien_tai": 2023}}, groups, revision), WORD_ALONE)

    assert {each.rule for each in ask(0)} == {"count-above-denominator", "negative-count"}
    groups["sai"] = group_of(quiet)
    assert ask(1) == ()
    groups["a"] = group_of(quiet)
    assert ask(2) == ()
    everything = set(groups)
    assert asked == [everything, everything, {"sai"}, {"a"}]


@pytest.mark.parametrize(
    "head",
    [
        {"quy_tac": [{"ma": "q", "trai": "a.x", "phep": "<", "phai": "100"}]},
        {"ghi_de": [{"so": "a.x", "gia_tri": 5, "ly_do": "làm tròn", "nguoi": "An"}]},
    ],
)
def test_everything_is_asked_where_a_rule_or_an_override_may_look_anywhere(
    head: dict[str, Any], asked: list[set[str]]
) -> None:
    groups, known = {name: group_of({"chi_tieu": {"x": 4}}) for name in "ab"}, KnownGroups()
    for revision in range(2):
        checked(known, given_of({"ky": {"hien_tai": 2023}, **head}, groups, revision))
    assert asked == [{"a", "b"}, {"a", "b"}]

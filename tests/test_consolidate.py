"""A parent's figures made of its children's: exact, in any order, through any number of levels."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.consolidate import carry_over, consolidate, printable, unit_list_group, with_own_values
from reportgen.model.consolidation import ConsolidationRule, ConsolidationRules
from reportgen.model.figures_input import FiguresInput
from reportgen.model.programme import Succession
from reportgen.model.skeleton import Skeleton
from reportgen.model.unit_values import Exact, UnitValues

SLOTS = Skeleton(
    FiguresInput.model_validate(
        {
            "ky": {"hien_tai": 2023, "goc": 2020},
            "can_bo": {
                "nhan": "Cán bộ",
                "don_vi_tinh": "người",
                "tong_so": {"2023": None},
                "chi_tieu": {
                    "dai_hoc": {"nhan": "Đại học", "so_luong": {"2020": None, "2023": None}},
                    "tot": {"so_luong": None, "mau_so": None},
                },
            },
            "dia_ban": {
                "chi_tieu": {
                    "dan_so": {"so_luong": None},
                    "dien_tich": {"gia_tri": None},
                    "thu_nhap": {"gia_tri": None, "so_le": 1},
                    "do_cao": {"gia_tri": None},
                    "chuan": {"so_luong": 12},
                }
            },
            "dan_toc": {
                "truong": {"so_nguoi": {"don_vi_tinh": "người"}, "ty_trong": {"don_vi_tinh": "%"}},
                "danh_sach": [],
            },
        }
    )
)


def rules(*given: dict[str, Any]) -> ConsolidationRules:
    return ConsolidationRules((), tuple(ConsolidationRule.model_validate(each) for each in given))


USUAL = rules(
    {"chi_tieu": "dia_ban.dien_tich", "cach": "tong"},
    {"chi_tieu": "dia_ban.thu_nhap", "cach": "binh_quan", "theo": "dia_ban.dan_so"},
    {"chi_tieu": "dia_ban.do_cao", "cach": "lon_nhat"},
    {"danh_sach": "dan_toc", "cach": "gop", "theo": "ma"},
)
SKIPPING = ConsolidationRules(
    (ConsolidationRule.model_validate({"chi_tieu": "*", "thieu": "bo_qua"}),), USUAL.common
)


def unit(code: str, lists: dict[str, Any] | None = None, **numbers: Any) -> UnitValues:
    """Values of the current period: `can_bo__dai_hoc=3`."""
    values: dict[str, dict[str, dict[int, Exact | None]]] = {}
    for name, number in numbers.items():
        group, member = name.split("__")
        values.setdefault(group, {})[member.replace("_mau_so", ".mau_so")] = {2023: number}
    return UnitValues(code, values, lists or {})


def number_of(values: UnitValues, name: str) -> Exact | None:
    group, _, member = name.partition(".")
    return values.number((group, member), 2023)


# --- what is made of what ----------------------------------------------------------------------------


def test_counts_totals_and_own_denominators_are_summed() -> None:
    children = [
        unit("1", can_bo__tong_so=12, can_bo__tot=21, can_bo__tot_mau_so=24),
        unit("2", can_bo__tong_so=10, can_bo__tot=17, can_bo__tot_mau_so=20),
    ]
    made = consolidate("9", children, USUAL, SLOTS)
    assert [number_of(made, name) for name in ("can_bo.tong_so", "can_bo.tot", "can_bo.tot.mau_so")] == [
        22,
        38,
        44,
    ]


def test_measured_values_are_made_as_the_rules_say_and_not_at_all_without_one() -> None:
    children = [
        unit(
            "1",
            dia_ban__dan_so=3000,
            dia_ban__dien_tich=Decimal("60.5"),
            dia_ban__thu_nhap=30,
            dia_ban__do_cao=900,
        ),
        unit(
            "2",
            dia_ban__dan_so=1000,
            dia_ban__dien_tich=Decimal("39.25"),
            dia_ban__thu_nhap=51,
            dia_ban__do_cao=1450,
        ),
    ]
    made = consolidate("9", children, USUAL, SLOTS)
    assert number_of(made, "dia_ban.dien_tich") == Decimal("99.75")
    assert number_of(made, "dia_ban.thu_nhap") == Fraction(141_000, 4000)
    assert number_of(printable(made, SLOTS), "dia_ban.thu_nhap") == Decimal("35.3")  # 35,25 rounded half up
    assert number_of(made, "dia_ban.do_cao") == 1450
    assert "dien_tich" not in consolidate("9", children, rules(), SLOTS).values["dia_ban"]


def test_a_missing_figure_makes_the_sum_missing_and_says_whose() -> None:
    children = [unit("1", can_bo__dai_hoc=3), unit("2", can_bo__dai_hoc=None), unit("3")]
    made = consolidate("9", children, USUAL, SLOTS, {"2": "xã Hai", "3": "xã Ba"})
    assert number_of(made, "can_bo.dai_hoc") is None
    assert made.missing[("can_bo", "dai_hoc", 2023)] == ("2", "3")
    told = [note.message for note in made.notes if "can_bo.dai_hoc.2023" in note.message]
    assert told == ["can_bo.dai_hoc.2023: chưa tổng hợp được vì 2 đơn vị chưa có số (xã Hai 2, xã Ba 3)"]


def test_missing_units_may_be_left_out_and_are_named() -> None:
    children = [unit("1", can_bo__dai_hoc=3), unit("2", can_bo__dai_hoc=4), unit("3")]
    made = consolidate("9", children, SKIPPING, SLOTS)
    assert number_of(made, "can_bo.dai_hoc") == 7
    told = [note.message for note in made.notes if note.message.startswith("can_bo.dai_hoc.2023")]
    assert told == ["can_bo.dai_hoc.2023: không tính 1 đơn vị chưa có số (3)"]


def test_zero_is_a_number_and_not_a_gap() -> None:
    made = consolidate("9", [unit("1", can_bo__dai_hoc=0), unit("2", can_bo__dai_hoc=0)], USUAL, SLOTS)
    assert number_of(made, "can_bo.dai_hoc") == 0


def test_a_mean_over_no_weight_is_missing() -> None:
    made = consolidate("9", [unit("1", dia_ban__dan_so=0, dia_ban__thu_nhap=30)], USUAL, SLOTS)
    assert number_of(made, "dia_ban.thu_nhap") is None


def test_a_number_that_the_skeleton_has_for_all_units_is_the_parents_too() -> None:
    made = consolidate("9", [unit("1"), unit("2")], USUAL, SLOTS)
    assert made.numbers(("dia_ban", "chuan")) == {}
    own = consolidate("9", [unit("1", dia_ban__chuan=14), unit("2")], USUAL, SLOTS)
    assert number_of(own, "dia_ban.chuan") == 26  # 14 and the 12 of everybody


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([{"chi_tieu": "*", "thieu": "bo_qua"}], (7, 5)),
        ([{"chi_tieu": "can_bo", "thieu": "bo_qua"}], (7, None)),
        ([{"chi_tieu": "*", "thieu": "bo_qua"}, {"chi_tieu": "can_bo.dai_hoc", "thieu": "lan"}], (None, 5)),
        ([{"chi_tieu": "can_bo.dai_hoc", "cach": "lon_nhat"}, {"chi_tieu": "*", "thieu": "bo_qua"}], (4, 5)),
        ([{"chi_tieu": "can_bo.dai_hoc", "cach": "khong"}], (None, None)),
    ],
)
def test_the_narrower_rule_goes_before_the_wider(
    given: list[dict[str, Any]], expected: tuple[Any, Any]
) -> None:
    children = [unit("1", can_bo__dai_hoc=3, dia_ban__dan_so=5), unit("2", can_bo__dai_hoc=4), unit("3")]
    made = consolidate("9", children, rules(*given), SLOTS)
    assert (number_of(made, "can_bo.dai_hoc"), number_of(made, "dia_ban.dan_so")) == expected


# --- lists -------------------------------------------------------------------------------------------

MONG, THAI = {"ma": "mong", "ten": "Mông"}, {"ma": "thai", "ten": "Thái"}


def test_rows_with_one_key_are_added_up_but_not_percentages() -> None:
    children = [
        unit("1", {"dan_toc": ({**MONG, "so_nguoi": 1000, "ty_trong": 40}, {**THAI, "so_nguoi": 5})}),
        unit("2", {"dan_toc": ({**MONG, "so_nguoi": 200, "ty_trong": 10},)}),
    ]
    made = consolidate("9", children, USUAL, SLOTS)
    assert made.lists["dan_toc"] == (
        {**MONG, "so_nguoi": 1200, "ty_trong": None},
        {**THAI, "so_nguoi": 5},
    )


def test_the_sums_of_a_list_are_not_known_while_a_child_has_none() -> None:
    made = consolidate("9", [unit("1", {"dan_toc": ({**MONG, "so_nguoi": 1},)}), unit("2")], USUAL, SLOTS)
    assert made.lists["dan_toc"] == ({**MONG, "so_nguoi": None},)
    assert "danh sách dan_toc: 1 đơn vị chưa có (2)" in [note.message for note in made.notes]


def test_appended_rows_keep_a_key_of_their_own() -> None:
    appending = rules({"danh_sach": "dan_toc", "cach": "noi"})
    children = [unit("1", {"dan_toc": (MONG,)}), unit("2B", {"dan_toc": (MONG, THAI)})]
    made = consolidate("9", children, appending, SLOTS)
    assert [row["ma"] for row in made.lists["dan_toc"]] == ["mong", "mong_2b", "thai"]


def test_child_units_make_a_list_with_rates_and_ranks() -> None:
    columns = {
        "tong": "can_bo.tong_so",
        "ty_le": "can_bo.dai_hoc.ty_le",
        "tot": {"so": "can_bo.tot.ty_le", "so_le": 1},
        "hang": {"xep_hang": "can_bo.dai_hoc.ty_le"},
    }
    listing = rules({"danh_sach_don_vi": "cac_xa", "cot": columns})
    children = [
        unit("01", can_bo__tong_so=12, can_bo__dai_hoc=8, can_bo__tot=7, can_bo__tot_mau_so=9),
        unit("02", can_bo__tong_so=9, can_bo__dai_hoc=6),
        unit("03", can_bo__tong_so=10, can_bo__dai_hoc=9),
        unit("04", can_bo__tong_so=10),
    ]
    made = consolidate("9", children, listing, SLOTS, {"01": "xã Một"})
    first, second, third, fourth = made.lists["cac_xa"]
    assert first == {
        "ma": "dv_01",
        "don_vi": "01",
        "ten": "xã Một",
        "tong": 12,
        "ty_le": Decimal("66.67"),
        "tot": Decimal("77.8"),
        "hang": 2,
    }
    assert [row["hang"] for row in (second, third, fourth)] == [2, 1, None]  # 8/12 = 6/9: two are second
    assert second["tot"] is None
    group = unit_list_group(listing.unit_lists["cac_xa"], SLOTS, made.lists["cac_xa"])
    assert (group.fields["tong"].label, group.fields["tong"].measure_unit) == ("Cán bộ: tổng số", "người")
    assert (group.fields["ty_le"].label, group.fields["ty_le"].measure_unit) == ("Đại học", "%")


# --- the parent's own figures ------------------------------------------------------------------------


def test_an_own_figure_wins_over_nothing_silently() -> None:
    made = consolidate("9", [unit("1", can_bo__dai_hoc=3), unit("2", can_bo__dai_hoc=4)], USUAL, SLOTS)
    both = with_own_values(made, unit("9", can_bo__dai_hoc=8, dia_ban__do_cao=1500), USUAL, SLOTS, 2)
    assert number_of(both, "can_bo.dai_hoc") == 7
    assert number_of(both, "dia_ban.do_cao") == 1500
    assert [note.message for note in both.notes if note.rule == "child-sum-differs"] == [
        "Đại học (can_bo.dai_hoc) kỳ 2023: số riêng 8, tổng hợp 2 đơn vị được 7, chênh 1; in số tổng hợp"
    ]
    assert [note.message for note in both.notes if note.rule == "own-figure-used"] == [
        "dia_ban.do_cao.2023: lấy số riêng của đơn vị (không có số tổng hợp)"
    ]


def test_an_own_figure_is_printed_where_a_rule_says_so_and_the_difference_told() -> None:
    own_first = rules({"chi_tieu": "can_bo.dai_hoc", "uu_tien": "rieng"})
    made = consolidate("9", [unit("1", can_bo__dai_hoc=3)], own_first, SLOTS)
    both = with_own_values(made, unit("9", can_bo__dai_hoc=8), own_first, SLOTS, 1)
    assert number_of(both, "can_bo.dai_hoc") == 8
    (note,) = [note for note in both.notes if note.rule == "child-sum-differs"]
    assert note.message.endswith("in số riêng")


def test_equal_figures_are_told_by_nobody() -> None:
    made = consolidate("9", [unit("1", can_bo__dai_hoc=3)], USUAL, SLOTS)
    both = with_own_values(made, unit("9", can_bo__dai_hoc=3), USUAL, SLOTS, 1)
    assert [note for note in both.notes if note.rule in ("child-sum-differs", "own-figure-used")] == []


# --- laws --------------------------------------------------------------------------------------------

COUNT = st.none() | st.integers(min_value=0, max_value=10**9)
MEASURE = st.none() | st.decimals(min_value=0, max_value=10**6, places=3)


@st.composite
def leaves(draw: st.DrawFn, at_least: int = 1) -> list[UnitValues]:
    made = []
    for index in range(draw(st.integers(min_value=at_least, max_value=8))):
        numbers: dict[str, Any] = {
            "can_bo__tong_so": draw(COUNT),
            "can_bo__dai_hoc": draw(COUNT),
            "dia_ban__dan_so": draw(st.none() | st.integers(min_value=1, max_value=10**6)),
            "dia_ban__dien_tich": draw(MEASURE),
            "dia_ban__thu_nhap": draw(MEASURE),
            "dia_ban__do_cao": draw(MEASURE),
        }
        made.append(unit(f"{index:02d}", **numbers))
    return made


def numbers_of(values: UnitValues) -> dict[tuple[str, str, int], Exact | None]:
    return {
        (group, member, period): number
        for group, members in values.values.items()
        for member, numbers in members.items()
        for period, number in numbers.items()
        if number is not None
    }


@given(leaves(), st.randoms(), st.sampled_from([USUAL, SKIPPING]))
def test_the_order_of_children_does_not_matter(
    children: list[UnitValues], random: Any, how: ConsolidationRules
) -> None:
    shuffled = list(children)
    random.shuffle(shuffled)
    assert numbers_of(consolidate("9", children, how, SLOTS)) == numbers_of(
        consolidate("9", shuffled, how, SLOTS)
    )


@given(
    leaves(),
    st.lists(st.integers(min_value=0, max_value=3), min_size=8, max_size=8),
    st.sampled_from([USUAL, SKIPPING]),
)
def test_consolidating_twice_is_consolidating_the_leaves(
    children: list[UnitValues], districts: list[int], how: ConsolidationRules
) -> None:
    """Two levels or one, whoever belongs to whom: the same exact numbers and the same units missing."""
    middle = [
        consolidate(
            f"d{number}",
            [child for child, home in zip(children, districts, strict=False) if home == number],
            how,
            SLOTS,
        )
        for number in sorted(set(districts[: len(children)]))
    ]
    twice, once = consolidate("9", middle, how, SLOTS), consolidate("9", children, how, SLOTS)
    assert numbers_of(twice) == numbers_of(once)
    assert {key: set(units) for key, units in twice.missing.items()} == {
        key: set(units) for key, units in once.missing.items()
    }


TREES = st.recursive(st.none(), lambda inner: st.lists(inner, min_size=1, max_size=3), max_leaves=8)


@given(leaves(at_least=8), TREES, st.sampled_from([USUAL, SKIPPING]))
def test_a_tree_of_any_depth_adds_up_to_its_leaves(
    units: list[UnitValues], tree: Any, how: ConsolidationRules
) -> None:
    waiting, used = iter(units), []

    def made(branch: Any, code: str) -> UnitValues:
        if branch is None:
            used.append(next(waiting))
            return used[-1]
        children = [made(each, f"{code}{number}") for number, each in enumerate(branch)]
        return consolidate(code, children, how, SLOTS)

    top = consolidate("top", [made(tree, "t")], how, SLOTS)
    assert numbers_of(top) == numbers_of(consolidate("top", used, how, SLOTS))


@given(leaves(at_least=2))
def test_one_gap_spreads_to_the_sum_and_to_nothing_else(children: list[UnitValues]) -> None:
    made = consolidate("9", children, USUAL, SLOTS)
    for name in ("can_bo.tong_so", "can_bo.dai_hoc", "dia_ban.dien_tich"):
        given = [number_of(child, name) for child in children]
        known = [Fraction(number) for number in given if number is not None]
        expected = sum(known) if len(known) == len(given) else None
        assert number_of(made, name) == expected


# --- successions -------------------------------------------------------------------------------------


def succession(**given: Any) -> Succession:
    return Succession.model_validate({"ngay": "2023-03-01", **given})


def carried(last: dict[str, UnitValues], *given: Succession) -> Any:
    start, end = dt.date(2022, 12, 15), dt.date(2023, 12, 14)
    return carry_over(last.get, given, USUAL, SLOTS, after=start, until=end)


LAST = {
    "A": unit(
        "A", can_bo__tong_so=10, dia_ban__dan_so=100, dia_ban__thu_nhap=30, dia_ban__dien_tich=Decimal("1.5")
    ),
    "B": unit("B", can_bo__tong_so=7, dia_ban__dan_so=300, dia_ban__thu_nhap=50, dia_ban__dien_tich=2),
    "C": unit("C", can_bo__tong_so=5),
}


def test_units_without_successions_keep_their_last_values() -> None:
    assert carried(LAST).of("A") is LAST["A"]
    assert carried(LAST).of("Z") is None


def test_merged_units_are_added_up_by_the_rules() -> None:
    found = carried(LAST, succession(tu=["A", "B"], thanh=["N"])).of("N")
    assert [
        number_of(found, name) for name in ("can_bo.tong_so", "dia_ban.thu_nhap", "dia_ban.dien_tich")
    ] == [
        17,
        Decimal("45.0"),  # (30 · 100 + 50 · 300) / 400
        Decimal("3.5"),
    ]
    assert [note.message for note in found.notes] == [
        "số kỳ trước của N: gộp từ A, B (biến động ngày 01/03/2023)"
    ]


def test_a_unit_may_take_in_another_and_keep_its_code() -> None:
    found = carried(LAST, succession(tu=["A", "B"], thanh=["A"])).of("A")
    assert number_of(found, "can_bo.tong_so") == 17


def test_a_merger_with_a_unit_that_gave_nothing_is_not_known() -> None:
    found = carried(LAST, succession(tu=["A", "X"], thanh=["N"])).of("N")
    assert number_of(found, "can_bo.tong_so") is None
    assert "chưa có số của X" in found.notes[0].message


def test_a_renamed_unit_keeps_its_figures() -> None:
    found = carried(LAST, succession(tu=["C"], thanh=["D"])).of("D")
    assert (found.code, number_of(found, "can_bo.tong_so")) == ("D", 5)


def test_successions_follow_one_another() -> None:
    first = succession(tu=["A", "B"], thanh=["N"])
    then = succession(tu=["N", "C"], thanh=["P"], ngay="2023-07-01")
    assert number_of(carried(LAST, then, first).of("P"), "can_bo.tong_so") == 22


def test_successions_before_the_last_cutoff_or_after_this_one_do_not_count() -> None:
    old = succession(tu=["A", "B"], thanh=["A"], ngay="2022-12-14")
    future = succession(tu=["A", "C"], thanh=["A"], ngay="2023-12-15")
    assert number_of(carried(LAST, old, future).of("A"), "can_bo.tong_so") == 10


def test_a_split_without_shares_leaves_no_figures_and_says_so() -> None:
    found = carried(LAST, succession(tu=["A"], thanh=["E", "F"])).of("E")
    assert found.values == {}
    assert (
        found.notes[0].message
        == "số kỳ trước của E: chưa có: A chia tách, không khai phần (biến động ngày 01/03/2023)"
    )


@given(
    st.integers(min_value=0, max_value=10**6),
    st.integers(min_value=1, max_value=98),
    st.integers(min_value=1, max_value=99),
)
def test_the_parts_of_a_split_add_up_to_the_whole(number: int, first: int, second: int) -> None:
    second = min(second, 99 - first)
    shares = {"E": first, "F": second, "G": 100 - first - second}
    each = succession(
        tu=["A"], thanh=list(shares), phan={code: Decimal(part) / 100 for code, part in shares.items()}
    )
    whole = {"A": unit("A", can_bo__tong_so=number, dia_ban__dien_tich=Decimal("12.34"))}
    parts = [carried(whole, each).of(code) for code in shares]
    assert sum(number_of(part, "can_bo.tong_so") for part in parts) == number  # type: ignore[misc]
    assert sum(number_of(part, "dia_ban.dien_tich") for part in parts) == Decimal("12.34")  # type: ignore[misc]
    for part, share in zip(parts, shares.values(), strict=True):
        given = number_of(part, "can_bo.tong_so")
        assert given is not None
        assert abs(Fraction(given) - Fraction(number * share, 100)) < 1

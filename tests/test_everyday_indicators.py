"""The short way to an indicator gives what the model gives, or leaves the value to the model."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from reportgen.load.everyday_indicators import everyday_indicator, with_everyday_indicators
from reportgen.load.fast_json import read_plain_json
from reportgen.load.yaml_json import read_yaml
from reportgen.model.figures_input import FiguresInput, IndicatorInput

SAMPLES = Path(__file__).parent.parent / "samples"

PERIODS = st.sampled_from(["2020", "2023", "2025", "02020", "0", "x", "", "9999999999"])
NUMBERS = (
    st.integers(-3, 3000)
    | st.sampled_from([Decimal("1.50"), Decimal(100), Decimal("-0.5")])
    | st.sampled_from([None, True, False, "12", "35 - 40", "40 - 35", "1.029,31", "can_bo", ""])
)
BY_PERIOD = NUMBERS | st.dictionaries(PERIODS, NUMBERS, max_size=3) | st.lists(NUMBERS, max_size=1)
NAMED = st.dictionaries(st.sampled_from(["ke_hoach", "2025", ""]), BY_PERIOD, max_size=2)
TEXTS = st.sampled_from(["", "Trình độ", "a", "b_1", "B", "a\n", "x" * 41, 5, None, True, ["a"]])
INDICATORS = st.fixed_dictionaries(
    {},
    optional={
        "nhan": TEXTS,
        "don_vi_tinh": TEXTS,
        "ghi_chu": TEXTS,
        "so_luong": BY_PERIOD,
        "gia_tri": BY_PERIOD,
        "cong_thuc": TEXTS,
        "loai": st.sampled_from(["ty_le", "khac", None]),
        "mau_so": BY_PERIOD,
        "muc_tieu": BY_PERIOD | NAMED,
        "so_le": st.sampled_from([0, 6, 7, -1, True, Decimal(2), "2", None]),
        "trong_do_cua": TEXTS,
        "co_tt": st.sampled_from([True, False, None, 1, "true"]),
        "gom": st.lists(TEXTS, max_size=2) | TEXTS,
        "kiem_nhiem": st.sampled_from([True, False, 0, "x"]),
        "la": TEXTS,
    },
)


@settings(max_examples=1500, deadline=None)
@given(raw=INDICATORS | NUMBERS)
def test_an_indicator_read_the_short_way_is_the_one_the_model_reads(raw: object) -> None:
    short = everyday_indicator(raw)
    if not isinstance(short, IndicatorInput):
        assert short is raw
        return
    by_rules = IndicatorInput.model_validate(raw)
    assert short == by_rules
    assert repr(short) == repr(by_rules)  # 1, True and Decimal(1) are equal


@pytest.mark.parametrize(
    "raw",
    [
        {"so_luong": True},
        {"so_luong": Decimal(5)},
        {"so_luong": {"02020": 5}},
        {"so_luong": 5, "gia_tri": 5},
        {"nhan": "a"},
        {"so_luong": 5, "la": 1},
        {"so_luong": 5, "muc_tieu": {"2025": True}},
        {"so_luong": 5, "muc_tieu": {"2025": "40 - 35"}},
        {"so_luong": 5, "trong_do_cua": "a\n"},
        {"so_luong": 5, "so_le": 7},
    ],
)
def test_what_the_model_refuses_is_left_to_it(raw: dict[str, object]) -> None:
    assert everyday_indicator(raw) is raw
    with pytest.raises(ValidationError):
        IndicatorInput.model_validate(raw)


@pytest.mark.parametrize("name", ["phong-tho", "lai-chau"])
def test_nearly_all_indicators_of_the_samples_are_everyday_ones(name: str) -> None:
    data = read_yaml((SAMPLES / name / "so-lieu.yaml").read_bytes(), "so-lieu.yaml").data
    raw = json.dumps(data, ensure_ascii=False, default=float).encode()
    value = with_everyday_indicators(read_plain_json(raw))
    assert isinstance(value, dict)
    left = [group for group in value.values() if isinstance(group, dict) and "chi_tieu" in group]
    assert len(left) <= 0.2 * len(value)
    figures = FiguresInput.model_validate(value)
    by_rules = FiguresInput.model_validate(read_plain_json(raw))
    assert figures == by_rules
    assert repr(figures) == repr(by_rules)


GROUPS = st.fixed_dictionaries(
    {
        "chi_tieu": st.dictionaries(
            st.sampled_from(["a", "b_1", "B", "x" * 41]), INDICATORS | NUMBERS, max_size=2
        )
    },
    optional={
        "nhan": TEXTS,
        "don_vi_tinh": TEXTS,
        "tong_so": BY_PERIOD,
        "gom": st.lists(TEXTS, max_size=2) | TEXTS,
        "can_bang_100": st.lists(TEXTS, max_size=2) | TEXTS,
        "danh_sach": st.just([]),
        "la": TEXTS,
    },
)


@settings(max_examples=800, deadline=None)
@given(group=GROUPS)
def test_a_group_read_the_short_way_gets_the_verdict_of_the_model(group: dict[str, object]) -> None:
    figures = {"ky": {"hien_tai": 2023}, "nhom": group}
    assert _verdict(with_everyday_indicators(copy.deepcopy(figures))) == _verdict(figures)


def _verdict(figures: object) -> str:
    """All of what is read, or nothing when it is refused."""
    try:
        return repr(FiguresInput.model_validate(figures))
    except ValidationError:
        return ""


def test_values_read_the_short_way_share_nothing_that_can_change() -> None:
    """One unit's figures must not turn up in another's."""
    raw = {"a": {"so_luong": 5}, "b": {"so_luong": 6}}
    units = [with_everyday_indicators({"nhom": {"chi_tieu": copy.deepcopy(raw)}}) for _ in range(2)]
    assert all(isinstance(unit, dict) for unit in units)
    groups = [unit["nhom"] for unit in units if isinstance(unit, dict)]
    each = [*groups[0].indicators.values(), *groups[1].indicators.values()]
    mappings = [mapping for one in each for mapping in (one.counts, one.targets, one.denominators)]
    mappings += [mapping for group in groups for mapping in (group.indicators, group.fields)]
    assert len(set(map(id, mappings))) == len(mappings)

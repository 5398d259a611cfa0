"""What units say about each other: outliers, jumps, copies, missing ones, sums that differ."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.consolidate import Siblings
from reportgen.consolidate.outliers import usual
from reportgen.model.consolidation import ConsolidationRules
from reportgen.model.figures_input import FiguresInput
from reportgen.model.skeleton import Skeleton
from reportgen.model.unit_values import UnitValues
from reportgen.service.cross_checking import cross_check
from reportgen.service.programme import open_programme
from tests.programmes import change, copied

SLOTS = Skeleton(
    FiguresInput.model_validate(
        {
            "ky": {"hien_tai": 2023},
            "can_bo": {"tong_so": None, "chi_tieu": {"dai_hoc": {"nhan": "Đại học", "so_luong": None}}},
            "dia_ban": {
                "chi_tieu": {"dan_so": {"so_luong": None}, "ho_ngheo": {"nhan": "Hộ nghèo", "so_luong": None}}
            },
        }
    )
)


def unit(code: str, total: int | None = 100, degree: int | None = 50, poor: int | None = 30) -> UnitValues:
    values: dict[str, Any] = {
        "can_bo": {"tong_so": {2023: total}, "dai_hoc": {2023: degree}},
        "dia_ban": {"dan_so": {2023: 1000}, "ho_ngheo": {2023: poor}},
    }
    return UnitValues(code, values)


def told(units: list[UnitValues], last: dict[str, UnitValues] | None = None, **more: Any) -> list[str]:
    siblings = Siblings(SLOTS, ConsolidationRules(), {"1": "xã Một"}, **more)
    for each in units:
        siblings.take(each, (last or {}).get(each.code))
    return [finding.message for finding in siblings.checked().findings]


VARIED = [unit(str(number), degree=46 + number, poor=25 + number) for number in range(1, 9)]


def test_siblings_that_are_alike_are_told_by_nobody() -> None:
    assert told(VARIED) == []


def test_a_rate_far_from_the_siblings_is_told_with_what_is_usual() -> None:
    assert told([unit("1", degree=5, poor=26), *VARIED[1:]]) == [
        "xã Một (1): Đại học (can_bo.dai_hoc) có tỷ lệ 5,00% (5/100), "
        "khác xa 8 đơn vị cùng cấp (trung vị 50,00%)"
    ]


def test_a_count_without_a_denominator_is_compared_by_heads() -> None:
    far = [unit("1", degree=47, poor=900), *VARIED[1:]]
    assert told(far) == []
    assert told(far, per_head=("dia_ban", "dan_so")) == [
        "xã Một (1): Hộ nghèo (dia_ban.ho_ngheo) có 900,00 trên 1.000 (900/1000), "
        "khác xa 8 đơn vị cùng cấp (trung vị 30,00)"
    ]


def test_five_siblings_are_too_few_to_say_what_is_usual() -> None:
    assert told([unit("1", degree=0), *VARIED[1:5]]) == []


def test_one_person_more_or_less_is_no_outlier() -> None:
    small = [unit(str(number), total=3, degree=3, poor=20 + number) for number in range(2, 9)]
    assert told([unit("1", total=3, degree=2, poor=21), *small]) == []


def test_a_figure_that_leaps_since_last_period_is_told() -> None:
    last = {"1": unit("1", degree=5), "2": unit("2", degree=47)}
    assert told(VARIED[:2], last) == ["xã Một (1): Đại học (can_bo.dai_hoc) kỳ trước 5, kỳ này 47, tăng 840%"]


def test_a_unit_that_hands_in_the_file_of_another_is_told() -> None:
    slots = Skeleton(
        FiguresInput.model_validate(
            {
                "ky": {"hien_tai": 2023},
                "g": {"chi_tieu": {f"a{number}": {"so_luong": None} for number in range(9)}},
            }
        )
    )
    siblings = Siblings(slots, ConsolidationRules(), {})
    for code in ("1", "2"):
        siblings.take(UnitValues(code, {"g": {f"a{number}": {2023: number} for number in range(9)}}))
    (finding,) = siblings.checked().findings
    assert finding.message == "2 đơn vị có mọi số kỳ này giống hệt nhau: 1, 2"


@given(st.lists(st.integers(min_value=0, max_value=10**9), min_size=6, max_size=40), st.integers(1, 1000))
def test_what_is_usual_does_not_depend_on_the_scale_nor_on_the_order(numbers: list[int], factor: int) -> None:
    found, scaled = usual(numbers), usual([number * factor for number in reversed(numbers)])
    assert (found is None) == (scaled is None)
    if found is not None and scaled is not None and not found.is_mean:
        assert [found.is_far(number) for number in numbers] == [
            scaled.is_far(number * factor) for number in numbers
        ]
        assert not found.is_far(found.median)


# --- a whole programme -------------------------------------------------------------------------------


def crossed(path: Path, code: str | None = None) -> list[str]:
    return [
        f"{finding.rule}: {finding.message}" for finding in cross_check(open_programme(path), code).findings
    ]


def test_a_missing_unit_is_told_once_and_its_parents_sums_name_it(tmp_path: Path) -> None:
    path = copied(tmp_path)
    (tmp_path / "so-lieu" / "03272.json").unlink()
    messages = crossed(path)
    assert messages[0] == "unit-missing: xã Bản Hai (03272) chưa có số liệu (hạn gửi 18/12/2023)"
    sums = [message for message in messages if message.startswith("missing-from-sum")]
    assert all(message.startswith("missing-from-sum: huyện Nậm Thử (109): ") for message in sums)
    assert all("(xã Bản Hai 03272)" in message for message in sums)
    assert any(
        "12" in message for message in crossed(path, "12")
    )  # asked for itself, the province names it, too


def test_values_of_strangers_are_told(tmp_path: Path) -> None:
    path = copied(tmp_path)
    for code in ("03273", "03271x"):
        (tmp_path / "so-lieu" / f"{code}.json").write_text('{"so_lieu": {}}', encoding="utf-8")
    assert crossed(path) == [
        "unit-not-in-roster: có số liệu của 03271x nhưng danh sách không có đơn vị ấy; có phải “03271”?",
        "unit-not-in-roster: có số liệu của 03273 nhưng đơn vị không có hiệu lực vào ngày chốt",
    ]


def test_mistakes_in_a_file_count_as_no_figures_above(tmp_path: Path) -> None:
    path = copied(tmp_path)
    change(tmp_path, "so-lieu/03272.json", '"nu": 3', '"nu": "3"')
    messages = crossed(path, "109")
    assert messages[0] == "wrong-value: “can_bo.nu”: phải là số nguyên, đang là “3”"
    assert open_programme(path).unit_values("109").number(("can_bo", "nu"), 2023) is None


def test_a_parents_own_figure_is_compared(tmp_path: Path) -> None:
    path = copied(tmp_path)
    own = {"so_lieu": {"can_bo": {"nu": 6}}}
    (tmp_path / "so-lieu" / "109.json").write_text(json.dumps(own), encoding="utf-8")
    assert crossed(path) == [
        "child-sum-differs: huyện Nậm Thử (109): Cán bộ nữ (can_bo.nu) kỳ 2023: "
        "số riêng 6, tổng hợp 2 đơn vị được 5, chênh 1; in số tổng hợp"
    ]


@pytest.mark.parametrize("order", [False, True])
def test_last_period_is_brought_over_through_mergers(tmp_path: Path, order: bool) -> None:
    path = copied(tmp_path)
    before = tmp_path / "ky-truoc"
    before.mkdir()
    for code, women in (("03270", 1), ("03272", 100)):
        given = {"don_vi": code, "so_lieu": {"can_bo": {"nu": women}}}
        (before / f"{code}.json").write_text(json.dumps(given), encoding="utf-8")
    old = ["03270", "03272"]
    merged = json.dumps(old[::-1] if order else old)
    line = f'bien_dong:\n  - {{ngay: 2023-03-01, tu: {merged}, thanh: ["03272"]}}\n'
    line = f"so_lieu_ky_truoc: ky-truoc\n{line}cap:\n"
    change(tmp_path, "chuong-trinh.yaml", "cap:\n", line)
    programme = open_programme(path)
    last = programme.last_values("03272")
    assert last is not None
    assert last.number(("can_bo", "nu"), 2023) == 101
    assert crossed(path) == [
        "unit-jump: xã Bản Hai (03272): Cán bộ nữ (can_bo.nu) kỳ trước 101, kỳ này 3, giảm 97%"
    ]

"""Values of one unit: read fast as strictly, refused with places, the same from every kind of file."""

from __future__ import annotations

import json
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import InputRefused
from reportgen.load.fast_json import read_plain_json
from reportgen.load.json_places import PathsOf, json_source
from reportgen.load.unit_files import UnitFiles, open_units
from reportgen.load.unit_values import UnitReader
from reportgen.load.yaml_json import read_json
from reportgen.model.figures_input import FiguresInput
from reportgen.model.skeleton import Skeleton
from reportgen.model.unit_values import NO_TEXTS, UnitValues

SKELETON: dict[str, Any] = {
    "ky": {"hien_tai": 2023, "goc": 2020},
    "can_bo": {
        "nhan": "Cán bộ",
        "tong_so": {"2020": None, "2023": None},
        "chi_tieu": {
            "dai_hoc": {
                "nhan": "Đại học",
                "so_luong": {"2020": None, "2023": None},
                "muc_tieu": {"2025": 50},
            },
            "nu": {"so_luong": None},
            "tot": {"so_luong": None, "mau_so": None},
            "gioi": {"so_luong": None, "mau_so": {"2020": 5, "2023": "tong_so"}},
            "nam": {"cong_thuc": "can_bo.tong_so - nu"},
        },
    },
    "dia_ban": {
        "chi_tieu": {"dien_tich": {"gia_tri": None, "don_vi_tinh": "km²"}, "chuan": {"so_luong": 12}}
    },
    "dan_toc": {"truong": {"so_nguoi": {"nhan": "Số người"}}, "danh_sach": []},
}
SLOTS = Skeleton(FiguresInput.model_validate(SKELETON))
READER = UnitReader(SLOTS)


def bytes_of(so_lieu: object, **more: object) -> bytes:
    text = json.dumps({"don_vi": "01", "so_lieu": so_lieu, **more}, ensure_ascii=False, default=str)
    return text.encode()


def read(so_lieu: object, **more: object) -> UnitValues:
    return READER.read_json(bytes_of(so_lieu, **more), "01.json", "01")


def strictly(raw: bytes) -> UnitValues:
    return READER.read(read_json(raw, "01.json"), "01", raw, ".json")


def merged(values: UnitValues) -> FiguresInput:
    numbers: Any = values.values
    return SLOTS.merge(numbers, values.lists, texts=values.texts, facts=values.facts)


def said(so_lieu: object, **more: object) -> list[str]:
    with pytest.raises(InputRefused) as error:
        read(so_lieu, **more)
    return [f"{each.where.line}:{each.where.column} {each.message}" for each in error.value.findings]


# --- what values mean --------------------------------------------------------------------------------


def test_a_bare_number_belongs_to_the_current_period() -> None:
    values = read({"can_bo": {"tong_so": 12, "tot": {"so_luong": 21, "mau_so": 24}}})
    assert values.values == {"can_bo": {"tong_so": {2023: 12}, "tot": {2023: 21}, "tot.mau_so": {2023: 24}}}


def test_what_a_unit_does_not_give_is_not_there_yet_but_for_numbers_of_the_skeleton() -> None:
    figures = merged(read({"can_bo": {"tong_so": {"2023": 12}}}))
    assert figures.groups["can_bo"].totals == {2020: None, 2023: 12}
    assert figures.groups["can_bo"].indicators["nu"].counts == {2023: None}
    assert figures.groups["can_bo"].indicators["gioi"].denominators == {2020: 5, 2023: "tong_so"}
    assert figures.groups["dia_ban"].indicators["chuan"].counts == {2023: 12}
    assert figures.groups["dan_toc"].rows == ()


def test_a_number_of_its_own_goes_before_that_of_the_skeleton() -> None:
    assert merged(read({"dia_ban": {"chuan": 14}})).groups["dia_ban"].indicators["chuan"].counts == {2023: 14}


def test_a_total_to_fill_in_may_be_written_as_null() -> None:
    slots = Skeleton(
        FiguresInput.model_validate(
            {"ky": {"hien_tai": 2023}, "g": {"tong_so": None, "chi_tieu": {"a": {"so_luong": None}}}}
        )
    )
    given = slots.merge({"g": {"tong_so": {2023: 3}}}, {}, texts=NO_TEXTS, facts={})
    assert given.groups["g"].totals == {2023: 3}


@pytest.mark.parametrize(
    ("so_lieu", "message"),
    [
        ({"can_boo": {"nu": 1}}, "khung số liệu không có nhóm “can_boo”; có phải “can_bo”?"),
        ({"can_bo": {"nuu": 1}}, "nhóm “can_bo” của khung số liệu không có chỉ tiêu “nuu”; có phải “nu”?"),
        ({"dia_ban": {"tong_so": 1}}, "nhóm “dia_ban” của khung số liệu không có tong_so"),
        ({"can_bo": {"nam": 3}}, "“can_bo.nam” là số tính theo công thức (can_bo.tong_so - nu), không nhập"),
        ({"can_bo": {"nu": {"2019": 3}}}, "“can_bo.nu”: khung số liệu không có kỳ “2019”"),
        ({"can_bo": {"nu": {"02023": 3}}}, "“can_bo.nu”: khung số liệu không có kỳ “02023”"),
        ({"can_bo": {"nu": "3"}}, "“can_bo.nu”: phải là số nguyên, đang là “3”"),
        ({"can_bo": {"nu": 3.5}}, "“can_bo.nu”: phải là số nguyên, đang là 3.5"),
        ({"can_bo": {"nu": True}}, "“can_bo.nu”: phải là số nguyên, đang là true"),
        ({"can_bo": {"nu": [3]}}, "“can_bo.nu”: phải là số nguyên, đang là một danh sách"),
        ({"dia_ban": {"dien_tich": "1.029,31"}}, "“dia_ban.dien_tich”: phải là số, đang là “1.029,31”"),
        ({"can_bo": {"nu": {"mau_so": 4}}}, "khung số liệu không cho “can_bo.nu” mẫu số riêng"),
        (
            {"can_bo": {"gioi": {"mau_so": 4}}},
            "“can_bo.gioi.mau_so” kỳ 2023 tính theo công thức (tong_so), không nhập",
        ),
        ({"can_bo": {"tot": {"gia_tri": 3}}}, "“can_bo.tot” không có mục “gia_tri”"),
        ({"can_bo": 3}, "“can_bo” phải là nhóm mục “tên: giá trị”, đang là 3"),
        ({"dan_toc": {"ma": "dao"}}, "“dan_toc” phải là danh sách, đang là một nhóm mục"),
        (
            {"dan_toc": [{"so_nguoii": 3}]},
            "danh sách “dan_toc” không có trường “so_nguoii”; có phải “so_nguoi”?",
        ),
        ([1], "“so_lieu” phải là nhóm mục “tên: giá trị”, đang là một danh sách"),
    ],
)
def test_a_value_that_the_skeleton_does_not_ask_for_is_refused(so_lieu: object, message: str) -> None:
    assert [line.partition(" ")[2] for line in said(so_lieu)] == [message]


def test_all_mistakes_are_told_at_once_with_their_places() -> None:
    raw = b'{"don_vi": "02",\n "so_lieu": {\n  "can_bo": {"nu": "3",\n   "nuu": 4}}}'
    with pytest.raises(InputRefused) as error:
        READER.read_json(raw, "01.json", "01")
    assert [(each.where.line, each.where.column) for each in error.value.findings] == [
        (1, 12),
        (3, 20),
        (4, 4),
    ]
    assert error.value.findings[0].message == "tệp của đơn vị 01 ghi don_vi: 02"


def test_an_unknown_key_beside_the_numbers_is_refused() -> None:
    assert said({}, so_luong={}) == ["1:33 không có mục “so_luong”; có phải “so_lieu”?"]


def test_a_file_with_periods_is_a_figures_file_of_its_own() -> None:
    whole = {"ky": {"hien_tai": 2023}, "can_bo": {"tong_so": 12, "chi_tieu": {"nu": 3, "khac": 1}}}
    values = READER.read_json(json.dumps(whole).encode(), "01.json", "01")
    assert values.whole is not None
    assert values.whole.groups["can_bo"].indicators["khac"].counts == {0: 1}
    assert values.values == {"can_bo": {"tong_so": {2023: 12}, "nu": {2023: 3}}}


# --- fast as strictly --------------------------------------------------------------------------------

COUNTS = st.none() | st.integers(min_value=-(10**6), max_value=10**6)
MEASURED = COUNTS | st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=0, max_value=9999)
ODD = st.sampled_from(
    ["x", True, [1], {"so_luong": 1}, {"2019": 1}, {}, {"mau_so": 2}, {"so_luong": {"2023": 1}, "mau_so": 3}]
)


def by_period(numbers: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return numbers | st.dictionaries(st.sampled_from(["2020", "2023"]), numbers)


def groups(odd: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    counts, measured = by_period(COUNTS) | odd, by_period(MEASURED) | odd
    rows = st.fixed_dictionaries(
        {"ma": st.sampled_from(["dao", "thai"])}, optional={"so_nguoi": COUNTS | odd}
    )
    can_bo = dict.fromkeys(("tong_so", "dai_hoc", "nu", "tot", "gioi", "nam"), counts)
    return st.fixed_dictionaries(
        {},
        optional={
            "can_bo": st.fixed_dictionaries({}, optional=can_bo),
            "dia_ban": st.fixed_dictionaries({}, optional={"dien_tich": measured, "chuan": counts}),
            "dan_toc": st.lists(rows, max_size=3),
        },
    )


class _AsTyped(json.JSONEncoder):
    def default(self, value: object) -> object:
        return float(value) if isinstance(value, Decimal) else super().default(value)


@given(groups(ODD | st.nothing()))
def test_the_fast_way_gives_what_the_strict_way_gives(so_lieu: dict[str, Any]) -> None:
    raw = json.dumps({"so_lieu": so_lieu}, cls=_AsTyped).encode()
    data = read_plain_json(raw)
    fast = READER._fast.read(data["so_lieu"]) if isinstance(data, dict) else None
    try:
        strict = strictly(raw)
    except InputRefused:
        assert fast is None
    else:
        assert fast is None or fast == (strict.values, strict.lists)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text('aăđ"\\{}[],: \n/', max_size=6),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text('ab"\\:,', max_size=3), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), JSON, max_size=5), st.sampled_from([None, 1]))
def test_places_found_fast_are_those_of_the_strict_reader(value: dict[str, Any], indent: int | None) -> None:
    raw = json.dumps(value, ensure_ascii=False, indent=indent).encode()
    fast = json_source(raw, "x.json")
    strict = read_json(raw, "x.json").source
    assert fast == strict
    paths = PathsOf(value)
    assert set(paths) == set(strict.spots)
    assert all(path in paths and (*path, "d") not in paths for path in strict.spots)


@given(groups(st.nothing()))
def test_putting_numbers_in_gives_what_validating_the_whole_file_gives(so_lieu: dict[str, Any]) -> None:
    for computed in ("nam", "gioi"):
        so_lieu.get("can_bo", {}).pop(computed, None)
    raw = json.dumps({"so_lieu": so_lieu}, cls=_AsTyped).encode()
    values = strictly(raw)
    assert merged(values) == FiguresInput.model_validate(as_whole(values))


def as_whole(values: UnitValues) -> dict[str, Any]:
    """The figures file that a person would write with these numbers."""
    whole = deepcopy(SKELETON)
    for slot in SLOTS:
        at: Any = whole
        for step in slot.path[:-1]:
            at = at[step]
        numbers = {**slot.base, **values.numbers(slot.key)}
        at[slot.path[-1]] = {**slot.fixed, **numbers}
    whole["dan_toc"]["danh_sach"] = list(values.lists.get("dan_toc", ()))
    return whole


# --- kinds of files ----------------------------------------------------------------------------------

UNITS = {
    "01": {
        "can_bo": {"tong_so": {"2020": 11, "2023": 12}, "tot": {"so_luong": 21, "mau_so": 24}},
        "dia_ban": {"dien_tich": 1029.31},
    },
    "02": {"can_bo": {"tong_so": {"2023": 1200}, "nu": None}},
}
CSV = """don_vi;chi_tieu;ky;gia_tri
01;can_bo.tong_so;2020;11
01;can_bo.tong_so;2023;12
01;can_bo.tot;;21
02;can_bo.tong_so;2023;1.200
01;can_bo.tot.mau_so;2023;24
01;dia_ban.dien_tich;;1.029,31
02;can_bo.nu;2023;chưa có
"""


def folder(path: Path) -> Path:
    for code, so_lieu in UNITS.items():
        (path / f"{code}.json").write_text(json.dumps({"don_vi": code, "so_lieu": so_lieu}))
    (path / "~$01.json").write_text("khóa của Excel")
    return path


def folder_of_yaml(path: Path) -> Path:
    for code, so_lieu in UNITS.items():
        (path / f"{code}.yaml").write_text(json.dumps({"so_lieu": so_lieu}))
    return path


def folder_of_csv(path: Path) -> Path:
    head, *lines = CSV.splitlines()
    for code in UNITS:
        own = [line.removeprefix(f"{code};") for line in lines if line.startswith(code)]
        (path / f"{code}.csv").write_text("\n".join([head.removeprefix("don_vi;"), *own]))
    return path


def jsonl(path: Path) -> Path:
    lines = [json.dumps({"don_vi": code, "so_lieu": so_lieu}) for code, so_lieu in UNITS.items()]
    (path / "tat-ca.jsonl").write_text("\n\n".join(lines))
    return path / "tat-ca.jsonl"


def one_csv(path: Path) -> Path:
    (path / "tat-ca.csv").write_text("\ufeff" + CSV)
    return path / "tat-ca.csv"


def comma_csv(path: Path) -> Path:
    text = CSV.replace("1.029,31", '"1.029,31"').replace(";", ",")
    (path / "tat-ca.csv").write_text(text.replace("\n", "\r\n"))
    return path / "tat-ca.csv"


def list_of_json(path: Path) -> Path:
    units = [{"don_vi": code, "so_lieu": so_lieu} for code, so_lieu in UNITS.items()]
    (path / "tat-ca.json").write_text(json.dumps(units))
    return path / "tat-ca.json"


def json_by_code(path: Path) -> Path:
    (path / "tat-ca.json").write_text(json.dumps({code: {"so_lieu": each} for code, each in UNITS.items()}))
    return path / "tat-ca.json"


KINDS = [folder, folder_of_yaml, folder_of_csv, jsonl, one_csv, comma_csv, list_of_json, json_by_code]


@pytest.mark.parametrize("write", KINDS)
def test_every_kind_of_file_gives_the_same_values(write: Any, tmp_path: Path) -> None:
    units: UnitFiles = open_units(write(tmp_path), SLOTS)
    assert sorted(units.codes) == ["01", "02"]
    assert units.findings == []
    assert units.read("03") is None
    assert units.digest("03") == ""
    assert len({units.digest("01"), units.digest("02")}) == 2
    first, second = units.read("01"), units.read("02")
    assert first is not None
    assert second is not None
    assert first.values == {
        "can_bo": {"tong_so": {2020: 11, 2023: 12}, "tot": {2023: 21}, "tot.mau_so": {2023: 24}},
        "dia_ban": {"dien_tich": {2023: Decimal("1029.31")}},
    }
    assert second.values == {"can_bo": {"tong_so": {2023: 1200}, "nu": {2023: None}}}


@pytest.mark.parametrize(
    ("write", "place"),
    [
        (folder, "01.json:1:73"),
        (jsonl, "tat-ca.jsonl:1:73"),
        (one_csv, "tat-ca.csv:3:4"),
        (list_of_json, "tat-ca.json:1:74"),
    ],
)
def test_a_number_knows_where_it_stands(write: Any, place: str, tmp_path: Path) -> None:
    values = open_units(write(tmp_path), SLOTS).read("01")
    assert values is not None
    where = values.source.where(("so_lieu", "can_bo", "tong_so", 2023))
    assert str(where) == f"{tmp_path.as_posix()}/{place}"


def test_numbers_written_the_vietnamese_way_are_told_as_understood(tmp_path: Path) -> None:
    values = open_units(one_csv(tmp_path), SLOTS).read("01")
    assert values is not None
    assert [note.message for note in values.notes] == ["“1.029,31” đã hiểu là 1029,31"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("01;can_bo.nu;2023;12.5", "5:4 “can_bo.nu”: phải là số nguyên, đang là “12.5”"),
        ("01;can_bo.nu;2023;1,5", "5:4 “can_bo.nu”: phải là số nguyên, đang là 1,5"),
        (
            "01;can_bo.nuu;2023;1",
            "5:2 nhóm “can_bo” của khung số liệu không có chỉ tiêu “nuu”; có phải “nu”?",
        ),
        ("01;can_bo;2023;1", "5:2 “can_bo” không phải tên chỉ tiêu"),
        ("01;;2023;1", "5:1 dòng không ghi chi_tieu"),
        ("01;can_bo.tong_so;2023;13", "5:2 “can_bo.tong_so” kỳ 2023 bị lặp; đã có ở dòng 3"),
        ("01;can_bo.nu;2023;1;x", "5:1 dòng có 5 ô, tiêu đề chỉ có 4 cột"),
    ],
)
def test_a_wrong_line_of_a_table_is_refused_at_its_cell(line: str, message: str, tmp_path: Path) -> None:
    lines = CSV.splitlines()
    (tmp_path / "x.csv").write_text("\n".join([*lines[:4], line, *lines[4:]]))
    with pytest.raises(InputRefused) as error:
        open_units(tmp_path / "x.csv", SLOTS).read("01")
    told = [f"{each.where.line}:{each.where.column} {each.message}" for each in error.value.findings]
    assert [each for each in told if "đã hiểu" not in each] == [message]


def test_two_files_of_one_unit_are_a_mistake(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "01.yaml").write_text("so_lieu: {}")
    (finding,) = open_units(tmp_path, SLOTS).findings
    assert finding.message == "đơn vị 01 có hai tệp số liệu: 01.json, 01.yaml"


def test_a_line_that_is_no_unit_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"don_vi": "01"}\n{"so_lieu": {}}\n{"don_vi": "01"}\n')
    messages = [finding.message for finding in open_units(tmp_path / "x.jsonl", SLOTS).findings]
    assert messages == ["dòng không phải JSON có don_vi", "đơn vị 01 bị lặp; đã có ở dòng 1"]

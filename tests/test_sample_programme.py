"""The sample of a whole province: real units, figures that add up to the two real reports, three faults."""

from __future__ import annotations

import filecmp
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from reportgen.errors import InputRefused
from reportgen.load import load_figures
from reportgen.model.figures_input import FiguresInput, GroupInput
from reportgen.service.programme import OpenProgramme, open_programme
from tools.sample_programme import (
    FAULTS,
    FIGURES,
    HOME,
    ROSTER,
    known_totals,
    made_up_districts,
    main,
    write,
)
from tools.sample_units import DISTRICTS

SAMPLES = HOME.parent
NOW = 2023


@pytest.fixture(scope="module")
def programme() -> OpenProgramme:
    return open_programme(HOME / "chuong-trinh.yaml")


def test_the_tree_is_that_of_lai_chau_in_2023(programme: OpenProgramme) -> None:
    levels = Counter(programme.unit(code).level for code in programme.codes)
    assert levels == {"tinh": 1, "huyen": 8, "xa": 106}
    sizes = {programme.unit(code).name: len(programme.roster.children(code)) for code in ("105", "109")}
    assert sizes == {"Thành phố Lai Châu": 7, "Huyện Phong Thổ": 17}
    kinds = Counter(kind for district in DISTRICTS for kind, _ in district.communes)
    assert kinds == {"Phường": 5, "Thị trấn": 7, "Xã": 94}


@pytest.mark.parametrize("group", ["can_bo", "chu_chot", "cong_chuc"])
def test_the_communes_of_phong_tho_give_the_figures_of_its_report(
    group: str, programme: OpenProgramme
) -> None:
    ours = programme.unit_figures("109").figures.groups[group]
    theirs = load_figures(SAMPLES / "phong-tho" / "so-lieu.yaml").figures.groups[group]
    assert ours.totals == theirs.totals
    for key, indicator in theirs.indicators.items():
        assert dated(ours.indicators[key].counts) == dated(indicator.counts), key
        assert dated(ours.indicators[key].denominators) == dated(indicator.denominators), key
        assert ours.indicators[key].targets == indicator.targets, key


def dated(counts: object) -> dict[int, object]:
    """The counts by period; those without one belong to the current one."""
    assert isinstance(counts, dict)
    return {period or NOW: count for period, count in counts.items()}


@pytest.mark.parametrize(
    ("path", "expected"),
    [  # samples/lai-chau/so-lieu.yaml; 45 of 46 ratings: 22 of 23 in 2021 and 23 of 23 in 2022
        ("dia_ban.ho", 12775),
        ("dia_ban.ho_dtts", 3260),
        ("dia_ban.thon", 72),
        ("dan_cu.dtts", 12216),
        ("chu_chot.dai_hoc", 23),
        ("chu_chot.cao_cap", 16),
        ("chu_chot.quan_ly_nha_nuoc", 23),
        ("chu_chot.boi_duong", 23),
        ("chu_chot.nu", 6),
        ("chu_chot.dan_toc_thieu_so", 5),
        ("chu_chot.pho_bi_thu", 8),
        ("chu_chot.hdnd_kiem_nhiem", 6),
        ("chu_chot.hoan_thanh_tot", 45),
        ("chu_chot.tieu_chuan", None),
        ("truong_hoc.chuan_quoc_gia", 24),
        ("giao_duc.hoc_sinh", 12965),
    ],
)
def test_the_communes_of_the_city_give_the_figures_of_its_report(
    path: str, expected: int | None, programme: OpenProgramme
) -> None:
    group, name = path.split(".")
    counts = programme.unit_figures("105").figures.groups[group].indicators[name].counts
    assert dated(counts)[NOW] == expected


def test_the_city_has_the_totals_of_its_report(programme: OpenProgramme) -> None:
    groups = programme.unit_figures("105").figures.groups
    totals = {name: dated(groups[name].totals)[NOW] for name in ("dan_cu", "chu_chot", "truong_hoc")}
    assert totals == {"dan_cu": 46609, "chu_chot": 23, "truong_hoc": 30}


def test_the_report_of_phong_tho_can_be_built_from_its_communes(programme: OpenProgramme) -> None:
    """Biểu 01 to 03 of the real report, every group of it replaced by what the communes give."""
    own = load_figures(SAMPLES / "phong-tho" / "so-lieu.yaml")
    ours = programme.unit_figures("109").figures.groups
    data = {
        **own.data,
        **{name: with_counts(own.data[name], ours[name]) for name in ("can_bo", "chu_chot", "cong_chuc")},
    }
    assert FiguresInput.model_validate(data).groups == own.figures.groups


def with_counts(group: dict[str, Any], ours: GroupInput) -> dict[str, Any]:
    """The group as typed, its numbers those of the communes."""
    indicators = {
        key: {**spec, "so_luong": same_shape(spec["so_luong"], ours.indicators[key].counts)}
        for key, spec in group["chi_tieu"].items()
    }
    return {**group, "tong_so": ours.totals, "chi_tieu": indicators}


def same_shape(typed: object, counts: object) -> object:
    return dated(counts) if isinstance(typed, dict) else dated(counts)[NOW]


@pytest.mark.parametrize(
    ("code", "message"),
    [("11005", "“cong_chuc.tong_so”: phải là số nguyên, đang là “1O”")],
)
def test_a_letter_for_a_digit_is_refused_at_its_place(
    code: str, message: str, programme: OpenProgramme
) -> None:
    with pytest.raises(InputRefused) as caught:
        programme.unit_figures(code)
    assert [finding.message for finding in caught.value.findings] == [message]
    line = (HOME / FIGURES).read_text(encoding="utf-8").splitlines()[caught.value.findings[0].where.line - 1]
    assert json.loads(line)["don_vi"] == code


def test_the_unit_that_sent_nothing_has_no_figures(programme: OpenProgramme) -> None:
    assert not programme.has_values("10608")
    assert [
        code
        for code in programme.codes
        if programme.unit(code).level == "xa" and not programme.has_values(code)
    ] == ["10608"]


def test_the_sample_is_what_its_maker_writes(tmp_path: Path) -> None:
    write(tmp_path, DISTRICTS, FAULTS, known=known_totals())
    assert all(filecmp.cmp(tmp_path / name, HOME / name, shallow=False) for name in (ROSTER, FIGURES))


@pytest.mark.parametrize("count", [1, 13, 14, 40])
def test_a_province_of_any_size_can_be_made(count: int, tmp_path: Path) -> None:
    main([str(tmp_path), str(count)])
    programme = open_programme(tmp_path / "chuong-trinh.yaml")
    levels = Counter(programme.unit(code).level for code in programme.codes)
    assert levels == {"tinh": 1, "huyen": len(list(made_up_districts(count))), "xa": count}
    for code in programme.codes:
        programme.unit_figures(code)

"""Figures beside those to type are those that were approved here in the period before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.model.office.approvals import Step
from reportgen.service.office import approvals, programmes, reports
from reportgen.service.office.blank_workbooks import blank_workbook
from reportgen.service.office.office import Office
from tests.entry_forms import opened
from tests.offices import bundle, person, report
from tests.programmes import SMALL, change

THEN, NOW = 1, 2
MERGED_AND_RENAMED = """\
so_lieu_ky_truoc: ky-truoc
bien_dong:
  - {ngay: 2024-02-01, tu: ["03271", "03272"], thanh: ["03271"]}
  - {ngay: 2024-03-01, tu: ["03281"], thanh: ["03282"]}
"""


@pytest.fixture
def next_year(office: Office, tmp_path: Path) -> None:
    """The year after: a commune came to another, one has a new code; the bundle knows figures of its own."""
    folder = tmp_path / "nam-2024"
    shutil.copytree(SMALL, folder, ignore=shutil.ignore_patterns("so-lieu"))
    change(folder, "chuong-trinh.yaml", "nam: 2023", "nam: 2024")
    with (folder / "chuong-trinh.yaml").open("a", encoding="utf-8") as file:
        file.write(MERGED_AND_RENAMED)
    skeleton = (folder / "khung-so-lieu.yaml").read_text(encoding="utf-8").replace("2023", "2024")
    (folder / "khung-so-lieu.yaml").write_text(skeleton, encoding="utf-8")
    change(
        folder,
        "don-vi.yaml",
        'xã Bản Hai, cap: xa, cha: "109"',
        'xã Bản Hai, cap: xa, cha: "109", den: 2024-01-31',
    )
    change(folder, "don-vi.yaml", 'ma: "03281", ten: xã Nà Bốn', 'ma: "03282", ten: xã Nà Năm')
    (folder / "so-lieu").mkdir()
    (folder / "ky-truoc").mkdir()
    told = '{"don_vi": "%s", "so_lieu": {"can_bo": {"nu": 77}}}'
    for code in ("03271", "03272", "03281"):
        (folder / "ky-truoc" / f"{code}.json").write_text(told % code, encoding="utf-8")
    programmes.publish_programme(office, person(office, "an"), bundle(folder), "nam-2024.zip")


def approve(office: Office, *units: str) -> None:
    admin = person(office, "an")
    for unit in units:
        number = report(office, unit, THEN)
        for step in Step:
            shown = reports.open_report(office, admin, number).content_hash
            approvals.sign(office, admin, number, step, content_hash=shown)


def last(office: Office, unit: str) -> dict[str, str]:
    """What stands beside the figures of a unit's report of now."""
    shown = reports.open_report(office, person(office, "an"), report(office, unit, NOW))
    return {
        f"{row.group}.{row.key}": row.last for section in shown.sections for row in section.rows if row.last
    }


@pytest.mark.usefixtures("next_year")
def test_what_was_approved_stands_beside_and_merged_units_are_added_up(office: Office) -> None:
    approve(office, "03271", "03272")
    found = last(office, "03271")
    assert (found["can_bo.tong_so"], found["can_bo.nu"]) == ("22", "5")
    assert found["dia_ban.dan_so"] == "4.000"


@pytest.mark.usefixtures("next_year")
def test_a_renamed_unit_has_the_figures_of_its_old_code(office: Office) -> None:
    approve(office, "03281")
    assert last(office, "03282")["dia_ban.dan_so"] == "2.000"


@pytest.mark.usefixtures("next_year")
def test_what_nobody_approved_is_not_shown_for_settled(office: Office) -> None:
    assert last(office, "03282") == {"can_bo.nu": "77"}, "the bundle knows it"
    approve(office, "03271")
    assert last(office, "03271")["can_bo.nu"] == "79", "2 that were approved, 77 of the bundle"


@pytest.mark.usefixtures("next_year")
def test_a_district_has_what_its_communes_made_together(office: Office) -> None:
    approve(office, "03271", "03272", "109")
    assert last(office, "109")["can_bo.tong_so"] == "22"


@pytest.mark.usefixtures("next_year")
def test_the_blank_workbook_has_the_same_figures(office: Office) -> None:
    approve(office, "03281")
    _, workbook = blank_workbook(office, person(office, "an"), report(office, "03282", NOW))
    cells = {str(cell.value) for row in opened(workbook)["Số liệu"].iter_rows() for cell in row}
    assert "2000" in cells
    assert "77" not in cells


def test_a_period_without_one_before_has_no_such_column(office: Office) -> None:
    assert last_of_first(office) == set()


def last_of_first(office: Office) -> set[str]:
    shown = reports.open_report(office, person(office, "an"), report(office, "03271", THEN))
    return {row.last for section in shown.sections for row in section.rows} - {""}

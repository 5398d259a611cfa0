"""Figures beside those to type are those that were approved here in the period before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.errors import InputRefused
from reportgen.model.office.approvals import Step
from reportgen.model.office.people import Actor, Grant, Role
from reportgen.model.office.refusals import Denied
from reportgen.model.office.reports import ReportState
from reportgen.service.office import accounts, approvals, last_period, programmes, reports
from reportgen.service.office.blank_workbooks import blank_workbook
from reportgen.service.office.office import Office
from reportgen.service.office.opened import opened as open_period
from tests.entry_forms import opened
from tests.offices import LEAVES, PASSWORD, bundle, person, report
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
    publish_next_year(office, tmp_path, "nam: 2024")


@pytest.fixture
def next_year_that_prints_the_last(office: Office, tmp_path: Path) -> None:
    """The same, and numbers of the year before that a unit doesn't give itself come from then."""
    publish_next_year(office, tmp_path, "nam: 2024, truoc: 2023")


def publish_next_year(office: Office, tmp_path: Path, year: str) -> None:
    folder = next_year_in(tmp_path, year)
    programmes.publish_programme(office, person(office, "an"), bundle(folder), "nam-2024.zip")


def next_year_in(tmp_path: Path, year: str) -> Path:
    """The programme of the year after; `year` is what it says of its period."""
    folder = tmp_path / "nam-2024"
    shutil.copytree(SMALL, folder, ignore=shutil.ignore_patterns("so-lieu"))
    change(folder, "chuong-trinh.yaml", "nam: 2023", year)
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
    return folder


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
def test_what_is_approved_after_somebody_looked_stands_beside_at_once(office: Office) -> None:
    assert last(office, "03282") == {"can_bo.nu": "77"}
    approve(office, "03281")
    found = last(office, "03282")
    assert (found["can_bo.tong_so"], found["can_bo.nu"], found["dia_ban.dan_so"]) == ("9", "0", "2.000")


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


def women_then(office: Office, unit: str) -> object:
    """The number of the year before that a document of now prints."""
    cycle = open_period(office, NOW)
    with cycle.at_work() as (programme, _):
        return programme.unit_values(unit).values["can_bo"]["nu"][2023]


def enter(office: Office, unit: str) -> None:
    clerk = person(office, "an")
    reports.save_figures(office, clerk, report(office, unit, NOW), {"can_bo.nu@2024": "4"}, base_revision=0)


@pytest.mark.usefixtures("next_year_that_prints_the_last")
def test_documents_print_what_was_approved_once_it_is_taken_into_the_programme(office: Office) -> None:
    keeper = person(office, "mau")
    enter(office, "03282")
    enter(office, "03271")
    approve(office, "03281")
    assert women_then(office, "03282") == 77, "the bundle is what the programme says until it is changed"
    made = last_period.take_last_period(office, keeper, NOW)
    assert (made.number, made.note) == (3, "lấy số đã duyệt của kỳ trước: 1 đơn vị")
    assert women_then(office, "03282") == 0
    assert women_then(office, "03271") == 77 + 77, "nobody approved the two that became one"


@pytest.mark.usefixtures("next_year_that_prints_the_last")
def test_taking_the_same_figures_twice_makes_one_version_and_more_approvals_can_be_taken(
    office: Office,
) -> None:
    keeper = person(office, "mau")
    approve(office, "03281")
    first = last_period.take_last_period(office, keeper, NOW)
    again = last_period.take_last_period(office, keeper, NOW)
    assert (again.number, again.bundle) == (first.number, first.bundle)
    approve(office, "03271")
    assert last_period.take_last_period(office, keeper, NOW).note.endswith("2 đơn vị")
    held = open_period(office, NOW).loaded
    assert held.programme.last_values == last_period.FILE
    assert held.source.text.count(last_period.FILE) == 1, "the entry is replaced, not written twice"


@pytest.mark.usefixtures("next_year")
def test_jumps_are_told_against_what_was_approved(office: Office) -> None:
    approve(office, *LEAVES)
    last_period.take_last_period(office, person(office, "mau"), NOW)
    cycle = open_period(office, NOW)
    with cycle.at_work() as (programme, _):
        then = programme.last_values("03282")
    assert then is not None
    assert then.values["dia_ban"]["dan_so"] == {2024: 2000}, "under the year that the programme gives to it"


def test_a_programme_that_names_no_last_figures_gets_the_entry(office: Office, tmp_path: Path) -> None:
    folder = next_year_in(tmp_path, "nam: 2024, truoc: 2023")
    change(folder, "chuong-trinh.yaml", "so_lieu_ky_truoc: ky-truoc\n", "")
    programmes.publish_programme(office, person(office, "an"), bundle(folder), "nam-2024.zip")
    approve(office, "03281")
    last_period.take_last_period(office, person(office, "mau"), NOW)
    enter(office, "03282")
    assert women_then(office, "03282") == 0


@pytest.mark.usefixtures("next_year_that_prints_the_last")
def test_a_signed_report_whose_last_figures_change_has_to_be_signed_again(office: Office) -> None:
    enter(office, "03282")
    admin, number = person(office, "an"), report(office, "03282", NOW)
    shown = reports.open_report(office, admin, number).content_hash
    approvals.sign(office, admin, number, Step.PREPARED, content_hash=shown)
    approve(office, "03281")
    last_period.take_last_period(office, person(office, "mau"), NOW)
    states = {line.id: line.state for line in reports.my_reports(office, admin)}
    assert states[number] == ReportState.ENTERED, "the signature of its preparer holds no longer"


def publish_under_another_key(office: Office, tmp_path: Path, publisher: Actor) -> None:
    folder = next_year_in(tmp_path, "nam: 2024")
    change(folder, "chuong-trinh.yaml", "ma: thu-2023", "ma: thu-2024\nma_ky_truoc: thu-2023")
    programmes.publish_programme(office, publisher, bundle(folder), "nam-2024.zip")


def test_a_programme_with_a_key_of_its_own_year_names_its_forerunner(office: Office, tmp_path: Path) -> None:
    publish_under_another_key(office, tmp_path, person(office, "mau"))
    approve(office, "03281")
    assert last(office, "03282")["dia_ban.dan_so"] == "2.000"


def test_only_who_keeps_the_forerunner_too_may_name_it(office: Office, tmp_path: Path) -> None:
    admin = person(office, "an")
    user = accounts.create_user(office, admin, "chimot", "Người giữ một", PASSWORD)
    accounts.grant(office, admin, user.id, Grant(Role.TEMPLATE_KEEPER, programme="thu-2024"))
    with pytest.raises(Denied):
        publish_under_another_key(office, tmp_path, person(office, "chimot"))


@pytest.mark.usefixtures("next_year")
def test_nothing_is_taken_while_nobody_approved_and_by_nobody_else_than_the_keeper(office: Office) -> None:
    with pytest.raises(InputRefused, match="chưa có báo cáo nào của kỳ trước được duyệt"):
        last_period.take_last_period(office, person(office, "mau"), NOW)
    approve(office, "03281")
    with pytest.raises(Denied):
        last_period.take_last_period(office, person(office, "lanhdao"), NOW)


def test_a_period_without_one_before_has_no_such_column(office: Office) -> None:
    assert last_of_first(office) == set()


def last_of_first(office: Office) -> set[str]:
    shown = reports.open_report(office, person(office, "an"), report(office, "03271", THEN))
    return {row.last for section in shown.sections for row in section.rows} - {""}

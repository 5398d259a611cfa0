"""Reports as clerks work with them: shown, entered, merged, refused; on both databases."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.errors import InputRefused
from reportgen.load.programme import load_programme
from reportgen.model.office.people import Actor
from reportgen.model.office.refusals import Conflict, Denied, Frozen, NotFound
from reportgen.model.office.reports import CellView, ReportState, ReportView, Saved
from reportgen.service.entry_forms import form_of, make_forms
from reportgen.service.office import entering, history, programmes, reports
from reportgen.service.office.office import Office
from reportgen.service.office.unit_document import machine_text
from tests.offices import person, report
from tests.programmes import SMALL, copied

GRADUATES, WOMEN, AREA = "can_bo.dai_hoc@2023", "can_bo.nu@2023", "dia_ban.dien_tich@2023"


FIELDS = {
    f"{each.id}@{each.period}": each
    for each in form_of(load_programme(SMALL / "chuong-trinh.yaml", has_values=False)).fields()
}


def cell(view: ReportView, name: str) -> CellView:
    cells = (each for group in view.sections for row in group.rows for each in row.cells.values())
    return next(each for each in cells if each.id == name)


@pytest.fixture
def clerk(office: Office) -> Actor:
    return person(office, "xa1")


@pytest.fixture
def number(office: Office) -> int:
    return report(office, "03271")


# --- showing -------------------------------------------------------------------------------------------


def test_clerk_sees_own_report_only(office: Office, clerk: Actor) -> None:
    lines = reports.my_reports(office, clerk)
    assert [(line.unit_code, line.state, line.may_edit) for line in lines] == [
        ("03271", ReportState.ENTERED, True)
    ]
    with pytest.raises(Denied) as denied:
        reports.open_report(office, clerk, report(office, "03272"))
    assert denied.value.is_hidden
    assert reports.my_reports(office, person(office, "khong")) == []


def test_consolidator_sees_the_district_and_edits_its_report_only(office: Office) -> None:
    lines = reports.my_reports(office, person(office, "huyen"))
    assert [(line.unit_code, line.may_edit) for line in lines] == [
        ("109", True),
        ("03271", False),
        ("03272", False),
    ]


def test_grid_shows_figures_the_vietnamese_way(office: Office, clerk: Actor, number: int) -> None:
    saved = reports.save_figures(office, clerk, number, {"dia_ban.dan_so@2023": "12.345"}, base_revision=1)
    view = reports.open_report(office, clerk, number)
    assert view.revision == saved.revision == 2
    shown = cell(view, "dia_ban.dan_so@2023")
    assert (shown.raw, shown.shown) == ("12345", "12.345")
    assert cell(view, "dia_ban.chuan@2023").is_shared
    assert cell(view, "dia_ban.chuan@2023").shown == "12"
    assert view.may == {"xem", "nhap"}


def test_district_shows_what_its_communes_make(office: Office, clerk: Actor, number: int) -> None:
    other = json.loads(reports.figures_json(office, person(office, "xa2"), report(office, "03272"))[1])
    theirs = other["so_lieu"]["can_bo"]["dai_hoc"]["2023"]
    reports.save_figures(office, clerk, number, {GRADUATES: "7"}, base_revision=1)
    view = reports.open_report(office, person(office, "huyen"), report(office, "109"))
    assert cell(view, GRADUATES).is_summed
    assert cell(view, GRADUATES).raw == str(7 + theirs)
    reports.save_figures(office, clerk, number, {GRADUATES: "8"}, base_revision=2)
    view = reports.open_report(office, person(office, "tinh"), report(office, "12"))
    assert int(cell(view, GRADUATES).raw) >= 8 + theirs


# --- entering ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "typed", "kept", "shown"),
    [
        (GRADUATES, "12", "12", "12"),
        (GRADUATES, "1.029", "1029", "1.029"),
        (GRADUATES, " 1 029 ", "1029", "1.029"),
        (GRADUATES, "12 người", "12", "12"),
        (GRADUATES, "12,0", "12", "12"),
        (GRADUATES, "chưa có số liệu", None, ""),
        (GRADUATES, "…", None, ""),
        (GRADUATES, "", None, ""),
        (AREA, "1029,310", "1029.310", "1.029,310"),
        (AREA, "97,5 km²", "97.5", "97,5"),
        (AREA, "0", "0", "0"),
        (AREA, "12345678901,05", "12345678901.05", "12.345.678.901,05"),
    ],
)
def test_number_is_read_the_vietnamese_way(name: str, typed: str, kept: str | None, shown: str) -> None:
    read = entering.figures(FIELDS, {name: typed})
    assert read.refused == []
    assert machine_text(read.places[name]) == kept
    assert read.shown == {name: shown}


@pytest.mark.parametrize(
    ("name", "typed", "rule"),
    [
        (GRADUATES, "mười", "wrong-cell"),
        (GRADUATES, "12,5", "count-not-whole"),
        (GRADUATES, "-3", "negative-count"),
        (GRADUATES, "1 2", "wrong-cell"),
        (GRADUATES, "-", "dash-cell"),
        (GRADUATES, "12 triệu", "wrong-cell"),
        (AREA, "97.229", "two-meanings"),
        (AREA, "12.5", "wrong-cell"),
        ("can_bo.la@2023", "1", "unknown-cell"),
        ("can_bo.dai_hoc@1999", "1", "unknown-cell"),
        ("dia_ban.chuan@2023", "1", "unknown-cell"),
        ("x'; DROP TABLE report", "1", "unknown-cell"),
    ],
)
def test_what_is_no_such_number_is_refused(name: str, typed: str, rule: str) -> None:
    read = entering.figures(FIELDS, {name: typed, WOMEN: "4"})
    assert [(each.cell, each.rule) for each in read.refused] == [(name, rule)]
    assert read.places == {WOMEN: 4}


def test_refused_cell_is_told_and_the_others_are_stored(office: Office, clerk: Actor, number: int) -> None:
    sent = {GRADUATES: "mười", "x'; DROP TABLE report": "1", WOMEN: "7"}
    saved = reports.save_figures(office, clerk, number, sent, base_revision=1)
    assert [each.cell for each in saved.refused] == [GRADUATES, "x'; DROP TABLE report"]
    assert saved.accepted == {WOMEN: "7"}
    assert cell(reports.open_report(office, clerk, number), WOMEN).raw == "7"


def test_saying_the_same_again_is_no_change(office: Office, clerk: Actor, number: int) -> None:
    first = reports.save_figures(office, clerk, number, {WOMEN: "4", AREA: "9,50"}, base_revision=1)
    again = reports.save_figures(office, clerk, number, {WOMEN: "04", AREA: "9,5"}, base_revision=2)
    assert first.revision == again.revision == 2
    assert len(history.revisions(office, clerk, number)) == 2


def test_exact_decimals_survive_the_database(office: Office, clerk: Actor, number: int) -> None:
    exact = "0,1234567890123456789"
    reports.save_figures(office, clerk, number, {AREA: exact}, base_revision=1)
    _, text = reports.figures_json(office, clerk, number)
    kept = json.loads(text, parse_float=Decimal)["so_lieu"]["dia_ban"]["dien_tich"]
    assert kept == {"2023": Decimal("0.1234567890123456789")}


@pytest.mark.parametrize(("who", "unit"), [("xa1", "03271"), ("huyen", "109")])
def test_grid_laid_out_again_after_changes_is_that_of_a_process_that_sees_it_first(
    office: Office, clerk: Actor, number: int, who: str, unit: str
) -> None:
    reader, seen = person(office, who), report(office, unit)
    changes = [(WOMEN, "7"), (AREA, "9,5"), (AREA, "9,25"), (AREA, ""), (GRADUATES, "3"), (WOMEN, "4")]
    before = reports.open_report(office, reader, seen)
    for revision, (name, typed) in enumerate(changes, 1):
        reports.save_figures(office, clerk, number, {name: typed}, base_revision=revision)
        view, fresh = reports.open_report(office, reader, seen), Office(office.settings)
        assert view == reports.open_report(fresh, reader, seen)
        assert view.sections != before.sections
        before = view
        fresh.close()


def test_list_is_stored_as_a_whole_or_not_at_all(office: Office, clerk: Actor, number: int) -> None:
    rows: list[dict[str, object]] = [
        {"ma": "thai", "so_nguoi": "1.200"},
        {"ma": "mong", "so_nguoi": 3},
        {"ma": "", "so_nguoi": ""},
    ]
    saved = reports.save_rows(office, clerk, number, "dan_toc", rows, base_revision=1)
    view = reports.open_report(office, clerk, number)
    kept = next(each for each in view.lists if each.key == "dan_toc").rows
    assert kept == ({"ma": "thai", "so_nguoi": 1200}, {"ma": "mong", "so_nguoi": 3})
    wrong = [{"ma": "thai", "so_nguoi": "nhiều"}, {"ma": "mong", "la": "1"}]
    refused = reports.save_rows(office, clerk, number, "dan_toc", wrong, base_revision=saved.revision).refused
    assert [each.cell for each in refused] == ["ds.dan_toc.0.so_nguoi", "ds.dan_toc.1.la"]
    assert reports.open_report(office, clerk, number).lists == view.lists
    with pytest.raises(NotFound):
        reports.save_rows(office, clerk, number, "khong_co", [], base_revision=saved.revision)


def test_unit_has_its_own_text_of_a_section_until_it_takes_the_common_one(
    office: Office, clerk: Actor, number: int
) -> None:
    common = reports.open_report(office, clerk, number).narrative[1]
    assert (common.path, common.is_own) == ("noi_dung.0", False)
    own = "Xã có {{ can_bo.tong_so }} cán bộ./."
    reports.save_section(office, clerk, number, "noi_dung.0", own, base_revision=1)
    shown = reports.open_report(office, clerk, number).narrative[1]
    assert (shown.text, shown.is_own) == (own, True)
    other = reports.open_report(office, person(office, "xa2"), report(office, "03272")).narrative[1]
    assert other == common
    reports.save_section(office, clerk, number, "noi_dung.0", common.text, base_revision=2)
    assert reports.open_report(office, clerk, number).narrative[1] == common
    with pytest.raises(NotFound):
        reports.save_section(office, clerk, number, "noi_dung.7", own, base_revision=3)
    for text, told in (("a\x07b", "ký tự điều khiển"), ("{% for h in can_bo %}" * 4, "quá 3 tầng")):
        with pytest.raises(InputRefused, match=told):
            reports.save_section(office, clerk, number, "noi_dung.0", text, base_revision=3)


def test_letterhead_of_a_unit(office: Office, clerk: Actor, number: int) -> None:
    sent = {"so": "45", "ngay": "20/12/2023", "ky_ten.ho_ten": "Lò Thị B", "noi_nhan": "Như trên\nLưu: VT"}
    saved = reports.save_texts(office, clerk, number, sent, base_revision=1)
    assert saved.refused == ()
    view = reports.open_report(office, clerk, number)
    assert view.texts["so"] == 45
    printed = reports.letterhead(office, clerk, number)
    assert printed["ky_ten.ho_ten"] == "Lò Thị B"
    assert printed["ky_ten.chuc_vu"] == "CHỦ TỊCH", "the parts of a signature go together"
    assert printed["noi_nhan"] == ["Như trên", "Lưu: VT"]
    wrong = reports.save_texts(
        office, clerk, number, {"ngay": "31/2/2023", "la": "x"}, base_revision=2
    ).refused
    assert [each.cell for each in wrong] == ["vb.ngay", "vb.la"]
    assert "31/2/2023" in wrong[0].message


# --- two people ----------------------------------------------------------------------------------------


def test_changes_of_other_cells_are_merged_and_told(office: Office, clerk: Actor, number: int) -> None:
    reports.save_figures(office, person(office, "an"), number, {WOMEN: "4"}, base_revision=1)
    saved = reports.save_figures(office, clerk, number, {GRADUATES: "9"}, base_revision=1)
    assert saved.revision == 3
    assert [(each.cell, each.theirs, each.by) for each in saved.merged] == [(WOMEN, "4", "Nguyễn Văn An")]
    view = reports.open_report(office, clerk, number)
    assert (cell(view, WOMEN).raw, cell(view, GRADUATES).raw) == ("4", "9")


def test_change_of_the_same_cell_is_a_conflict_that_names_who_and_what(
    office: Office, clerk: Actor, number: int
) -> None:
    before = cell(reports.open_report(office, clerk, number), WOMEN).raw
    reports.save_figures(office, person(office, "an"), number, {WOMEN: "4"}, base_revision=1)
    with pytest.raises(Conflict) as met:
        reports.save_figures(office, clerk, number, {WOMEN: "5", GRADUATES: "8"}, base_revision=1)
    found = met.value.theirs[0]
    assert (found.cell, found.base, found.mine, found.theirs, found.by) == (
        WOMEN,
        before,
        "5",
        "4",
        "Nguyễn Văn An",
    )
    assert met.value.revision == 2
    assert reports.open_report(office, clerk, number).revision == 2, "nothing was stored"
    same = reports.save_figures(office, clerk, number, {WOMEN: "4"}, base_revision=1)
    assert same.revision == 2, "both want the same"


def test_sections_lists_and_texts_conflict_alike(office: Office, clerk: Actor, number: int) -> None:
    admin = person(office, "an")
    reports.save_section(office, admin, number, "noi_dung.0", "Của An.", base_revision=1)
    reports.save_rows(office, admin, number, "dan_toc", [{"ma": "thai"}], base_revision=2)
    reports.save_texts(office, admin, number, {"so": "7"}, base_revision=3)
    attempts: dict[str, Callable[[], Saved]] = {
        "muc": lambda: reports.save_section(office, clerk, number, "noi_dung.0", "Của tôi.", base_revision=1),
        "ds": lambda: reports.save_rows(office, clerk, number, "dan_toc", [], base_revision=1),
        "vb": lambda: reports.save_texts(office, clerk, number, {"so": "8"}, base_revision=1),
    }
    for place, attempt in attempts.items():
        with pytest.raises(Conflict) as met:
            attempt()
        assert met.value.theirs[0].cell.startswith(place)
        assert met.value.theirs[0].by == "Nguyễn Văn An"


@pytest.mark.parametrize("base", [-1, 99])
def test_base_that_never_was_is_refused(office: Office, clerk: Actor, number: int, base: int) -> None:
    with pytest.raises(Conflict):
        reports.save_figures(office, clerk, number, {WOMEN: "4"}, base_revision=base)


def test_many_editors_at_once_lose_nothing(office: Office, clerk: Actor, number: int) -> None:
    names = [GRADUATES, WOMEN, AREA, "dia_ban.dan_so@2023", "can_bo.tong_so@2020"]

    def enter(name: str) -> None:
        reports.save_figures(office, clerk, number, {name: "19"}, base_revision=1)
        revision = reports.open_report(office, clerk, number).revision
        for value in range(20, 26):
            saved = reports.save_figures(office, clerk, number, {name: str(value)}, base_revision=revision)
            revision = saved.revision

    threads = [threading.Thread(target=enter, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    view = reports.open_report(office, clerk, number)
    assert [cell(view, name).raw for name in names] == ["25"] * len(names)
    assert view.revision == 1 + 7 * len(names)
    assert history.verify_chain(office).is_whole


# --- files ---------------------------------------------------------------------------------------------


def test_values_go_out_and_in_as_the_files_have_them(office: Office, clerk: Actor, number: int) -> None:
    revision, text = reports.figures_json(office, clerk, number)
    same = reports.put_figures_json(office, clerk, number, text.encode(), base_revision=revision)
    assert same.revision == revision
    data = json.loads(text)
    data["so_lieu"]["can_bo"]["dai_hoc"] = {"2023": 9}
    data["van_ban"] = {"so": 12}
    sent = json.dumps(data).encode()
    saved = reports.put_figures_json(office, clerk, number, sent, base_revision=revision)
    assert json.loads(reports.figures_json(office, clerk, number)[1]) == {
        key: data[key] for key in ("don_vi", "van_ban", "so_lieu")
    }
    wrong = b'{"don_vi": "03271", "so_lieu": {"can_bo": {"dai_hoc": "nhi\\u1ec1u", "la": 1}}}'
    with pytest.raises(InputRefused) as refused:
        reports.put_figures_json(office, clerk, number, wrong, base_revision=saved.revision)
    assert len(refused.value.findings) == 2


def test_workbook_is_taken_cell_by_cell(office: Office, clerk: Actor, number: int, tmp_path: Path) -> None:
    import openpyxl

    path = copied(tmp_path / "mau")
    make_forms(path, tmp_path / "bieu", codes=["03271", "03272"])
    workbook = tmp_path / "bieu" / "03271.xlsx"
    book = openpyxl.load_workbook(workbook)
    for name, value in (("sl.can_bo.dai_hoc.2023", 9), ("sl.can_bo.nu.2023", "nhiều")):
        sheet, _, place = book.defined_names[name].attr_text.partition("!")
        book[sheet.strip("'")][place.replace("$", "")] = value
    book.save(workbook)
    taken = reports.take_workbook(office, clerk, number, workbook.read_bytes(), "03271.xlsx")
    assert taken.saved is not None
    assert taken.saved.accepted == {GRADUATES: "9"}
    assert [each.cell for each in taken.saved.refused] == [WOMEN]
    change = history.figure_history(office, clerk, number, GRADUATES)[0]
    assert (change.new, change.via, change.file) == ("9", "workbook", "03271.xlsx")
    assert change.cell.startswith("Số liệu!")
    other = (tmp_path / "bieu" / "03272.xlsx").read_bytes()
    refused = reports.take_workbook(office, clerk, number, other, "03272.xlsx")
    assert refused.saved is None
    assert [each.rule for each in refused.findings] == ["unit-code-differs"]
    broken = reports.take_workbook(office, clerk, number, b"PK not a workbook", "hong.xlsx")
    assert broken.saved is None


# --- closed periods ------------------------------------------------------------------------------------


def test_closed_period_is_read_only(office: Office, clerk: Actor, number: int) -> None:
    keeper = person(office, "mau")
    programmes.close_cycle(office, keeper, 1)
    with pytest.raises(Frozen, match="đã đóng"):
        reports.save_figures(office, clerk, number, {WOMEN: "4"}, base_revision=1)
    assert reports.open_report(office, clerk, number).may == {"xem"}
    programmes.open_cycle(office, keeper, 1)
    assert reports.save_figures(office, clerk, number, {WOMEN: "4"}, base_revision=1).revision == 2
    with pytest.raises(Denied):
        programmes.close_cycle(office, clerk, 1)

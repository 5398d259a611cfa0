"""Programmes published and reports made of what is stored; the board of a period; on both databases."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import pytest

from reportgen.errors import InputRefused, UsageProblem
from reportgen.model.batch import Task
from reportgen.model.office.boards import BoardState
from reportgen.model.office.people import Actor
from reportgen.model.office.refusals import Denied, NotFound
from reportgen.service.batching import BatchOptions, unit_files
from reportgen.service.office import board, building, programmes, reports
from reportgen.service.office.office import Office
from reportgen.service.office.trial import try_programme
from reportgen.service.programme_reports import open_reports
from tests.offices import bundle, person, renewed, report, settings
from tests.programmes import SMALL, copied

GRADUATES, WOMEN = "can_bo.dai_hoc@2023", "can_bo.nu@2023"
ROOT = Path(__file__).parent.parent


@pytest.fixture
def admin(office: Office) -> Actor:
    return person(office, "an")


# --- publishing ------------------------------------------------------------------------------------------


def test_programme_gives_each_unit_a_report_with_what_the_bundle_has_of_it(
    office: Office, admin: Actor
) -> None:
    lines = reports.my_reports(office, admin)
    assert {line.unit_code: line.revision for line in lines} == {
        "12": 0,
        "109": 0,
        "110": 0,
        "03271": 1,
        "03272": 1,
        "03281": 1,
    }
    view = programmes.cycles(office, admin)[0]
    assert (view.programme, view.period, view.is_single) == ("thu-2023", "2022-12-15/2023-12-14", False)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"x.txt": b"x"}, "không thấy tệp chương trình"),
        ({"a/chuong-trinh.yaml": b"ma: a", "b/chuong-trinh.yaml": b"ma: b"}, "có 2 tệp chuong-trinh.yaml"),
        ({"../chuong-trinh.yaml": b"ma: a"}, "tên tệp dẫn ra ngoài thư mục"),
        ({"/etc/chuong-trinh.yaml": b"ma: a"}, "đường dẫn không được phép"),
        ({"c:\\chuong-trinh.yaml": b"ma: a"}, "đường dẫn không được phép"),
        ({"chuong-trinh.yaml": b"ma: 1"}, "ma"),
        ({"chuong-trinh.yaml": b"0" * 3_000_000}, "lớn bất thường"),
    ],
)
def test_bundle_that_is_no_programme_is_refused(
    office: Office, admin: Actor, files: dict[str, bytes], told: str
) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    with pytest.raises(InputRefused, match=told):
        programmes.publish_programme(office, admin, target.getvalue(), "goi.zip")
    assert len(programmes.cycles(office, admin)) == 1


def test_template_with_a_misspelt_name_is_refused_before_anybody_uses_it(
    office: Office, admin: Actor
) -> None:
    text = (
        (SMALL / "bao-cao-xa.yaml")
        .read_text(encoding="utf-8")
        .replace("can_bo.dai_hoc }}", "can_bo.dai_hok }}")
    )
    with pytest.raises(InputRefused) as refused:
        programmes.publish_programme(
            office, admin, bundle(SMALL, bao_cao_xa_dot_yaml=text.encode()), "thu.zip"
        )
    finding = refused.value.findings[0]
    assert (finding.where.file, finding.rule) == ("bao-cao-xa.yaml", "unknown-name")
    assert "dai_hoc" in finding.message


@pytest.mark.parametrize("name", ["json.py", "yaml.py", "reportgen/__init__.py"])
def test_no_code_of_a_bundle_is_ever_run(tmp_path: Path, name: str) -> None:
    programme, traces = copied(tmp_path / "goi"), tmp_path / "da-chay"
    foreign = programme.parent / name
    foreign.parent.mkdir(exist_ok=True)
    foreign.write_text(f"open({str(traces)!r}, 'w')\nraise SystemExit(3)\n", encoding="utf-8")
    assert try_programme(settings(tmp_path), programme) == []
    assert not traces.exists()


def test_programme_that_takes_too_much_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="quá lớn hoặc quá phức tạp"):
        try_programme(renewed(settings(tmp_path), trial_megabytes=64), copied(tmp_path / "goi"))


def test_only_template_keepers_publish(office: Office) -> None:
    for login in ("xa1", "tinh", "lanhdao", "khong"):
        with pytest.raises(Denied):
            programmes.publish_programme(office, person(office, login), bundle(SMALL), "thu.zip")
        with pytest.raises(Denied):
            programmes.load_sample(office, person(office, login), "phong-tho")


def test_single_report_becomes_a_programme_of_one_unit_with_the_same_document(
    office: Office, admin: Actor
) -> None:
    with pytest.raises(UsageProblem, match="phong-tho"):
        programmes.load_sample(office, admin, "khong-co")
    view = programmes.load_sample(office, admin, "phong-tho")
    assert (view.programme, view.is_single) == ("phong-tho", True)
    number = report(office, "don-vi", view.cycle_id)
    shown = reports.open_report(office, admin, number)
    cells = {each.id: each for group in shown.sections for row in group.rows for each in row.cells.values()}
    assert cells["can_bo.dai_hoc@2023"].shown == "121"
    assert cells["dia_ban.dien_tich@2023"].shown == "1.029,31"
    assert [each.key for each in shown.lists] == ["dan_toc"]
    made = {each.kind: each for each in building.build(office, admin, number)}
    assert {*made} == {"docx", "phu-luc", "doi-chieu", "json"}
    ours = texts_of(building.artefact(office, admin, made["docx"].id)[1])
    assert ours == texts_of(built_by_command())


def built_by_command() -> bytes:
    from reportgen.service.making import make

    return make(ROOT / "samples" / "phong-tho" / "bao-cao.yaml").filled.bytes()


def texts_of(document: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return package.read("word/document.xml").decode()


# --- building --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["03271", "109", "12"])
def test_documents_are_those_of_the_command_line(office: Office, admin: Actor, unit: str) -> None:
    """What is stored says the same as the files, so a leaf and what is consolidated print the same."""
    made = building.build(office, admin, report(office, unit), ["docx"])
    files, _ = unit_files(
        open_reports(SMALL / "chuong-trinh.yaml"), Task(unit, "x"), BatchOptions(office.today(), False, False)
    )
    assert texts_of(building.artefact(office, admin, made[0].id)[1]) == texts_of(files["x.docx"])


def test_same_content_is_made_once(office: Office, admin: Actor) -> None:
    number = report(office, "03271")
    first = building.build(office, admin, number)
    assert building.build(office, admin, number) == first
    reports.save_figures(office, admin, number, {WOMEN: "1"}, base_revision=1)
    second = building.build(office, admin, number)
    assert {each.sha256 for each in first}.isdisjoint(each.sha256 for each in second)
    assert len(building.artefacts(office, admin, number)) == 8
    with pytest.raises(UsageProblem):
        building.build(office, admin, number, ["exe"])
    with pytest.raises(NotFound):
        building.artefact(office, admin, 999)
    with pytest.raises(Denied):
        building.artefact(office, person(office, "xa2"), first[0].id)


def test_sources_in_the_tie_out_are_cells_of_the_grid(office: Office, admin: Actor) -> None:
    number = report(office, "03271")
    made = next(each for each in building.build(office, admin, number) if each.kind == "json")
    tied = json.loads(building.artefact(office, admin, made.id)[1])
    figure = next(each for each in tied["figures"] if each["id"] == "can_bo.dai_hoc.so_luong.2023")
    assert figure["sources"] == [{"file": "so-lieu-03271.json", "sheet": "lần sửa 1", "cell": GRADUATES}]


def test_findings_name_the_cell_and_the_section(office: Office, admin: Actor) -> None:
    number = report(office, "03271")
    reports.save_figures(office, admin, number, {GRADUATES: "900"}, base_revision=1)
    text = "Có {{ can_bo.khong_co }} cán bộ./."
    found = building.findings(office, admin, number)
    assert GRADUATES in {each.where.cell for each in found.findings}
    assert not any("/" in each.where.file for each in found.findings), "no path of the machine"
    reports.save_section(office, admin, number, "noi_dung.0", text, base_revision=2)
    found = building.findings(office, admin, number)
    assert [each.where.part for each in found.findings if each.rule == "unknown-name"] == ["muc.noi_dung.0"]
    with pytest.raises(InputRefused):
        building.build(office, admin, number)


def test_section_is_shown_with_live_figures_and_safe(office: Office, admin: Actor) -> None:
    number = report(office, "03271")
    text = "Có **{{ can_bo.dai_hoc }}** <script>alert(1)</script> người ({{ phu_luc.bieu_01 }}).\n\n- Một"
    shown = building.shown_section(office, admin, number, "noi_dung.0", text)
    assert shown.findings == ()
    assert '<data value="fig:can_bo.dai_hoc.so_luong.2023"><strong>08</strong></data>' in shown.html
    assert "&lt;script&gt;" in shown.html
    assert "<p>- Một</p>" in shown.html
    wrong = building.shown_section(office, admin, number, "noi_dung.0", "{{ can_bo.sai }} {% if %}")
    assert wrong.html == ""
    assert {each.where.part for each in wrong.findings} == {"muc.noi_dung.0"}
    assert reports.open_report(office, admin, number).revision == 1, "nothing is stored"
    with pytest.raises(NotFound):
        building.shown_section(office, admin, number, "noi_dung.9", text)


@pytest.mark.libreoffice
def test_preview_is_pages_of_this_report_only(office: Office, admin: Actor) -> None:
    if not office.database.is_sqlite:
        return
    number = report(office, "03271")
    seen = building.preview(office, admin, number)
    assert seen.pages == 2
    assert building.preview_page(office, admin, number, seen.hash, 2).startswith(b"\x89PNG")
    assert building.preview(office, admin, number) == seen
    for unit, page in (("03271", 3), ("03271", 0), ("03272", 1)):
        with pytest.raises(NotFound):
            building.preview_page(office, admin, report(office, unit), seen.hash, page)
    pdf = building.build(office, admin, number, ["pdf"])[0]
    assert building.artefact(office, admin, pdf.id)[1].startswith(b"%PDF")


# --- the board -------------------------------------------------------------------------------------------

BEFORE, AFTER = dt.date(2023, 12, 15), dt.date(2024, 1, 15)


def states(office: Office, login: str, today: dt.date) -> dict[str, BoardState]:
    return {
        row.unit_code: row.state for row in board.board(office, person(office, login), 1, today=today).rows
    }


def test_board_tells_missing_late_wrong_and_signed(office: Office, admin: Actor) -> None:
    assert set(states(office, "tinh", BEFORE).values()) == {BoardState.ENTERED}
    assert states(office, "tinh", AFTER)["03271"] is BoardState.LATE
    wrong = '{"don_vi": "03272", "so_lieu": {"can_bo": {"tong_so": {"2023": 5}, "dai_hoc": {"2023": -1}}}}'
    reports.put_figures_json(office, admin, report(office, "03272"), wrong.encode(), base_revision=1)
    found = board.board(office, person(office, "huyen"), 1, today=BEFORE)
    row = next(row for row in found.rows if row.unit_code == "03272")
    assert (row.state, row.depth, row.parent) == (BoardState.WRONG, 2, "109")
    assert row.errors > 0
    assert found.totals[BoardState.WRONG] >= 1
    again = board.board(office, person(office, "huyen"), 1, today=BEFORE)
    assert again == found


def test_board_shows_each_person_their_part(office: Office) -> None:
    assert set(states(office, "xa1", BEFORE)) == {"03271"}
    assert set(states(office, "huyen", BEFORE)) == {"109", "03271", "03272"}
    with pytest.raises(Denied) as denied:
        states(office, "khong", BEFORE)
    assert denied.value.is_hidden


def test_reminders_are_for_those_who_are_due(office: Office) -> None:
    tinh = person(office, "tinh")
    assert board.reminders(office, tinh, 1, today=BEFORE) == []
    found = board.reminders(office, tinh, 1, today=AFTER)
    assert {each.unit_code for each in found} == {"12", "109", "110", "03271", "03272", "03281"}
    assert "đã quá hạn 28 ngày" in found[0].text, "from 18/12/2023 to 15/1/2024"
    table = board.reminders_csv(office, tinh, 1, today=AFTER).decode("utf-8-sig").splitlines()
    assert table[0].startswith("Mã đơn vị;Đơn vị;")
    assert len(table) == 7


def test_units_are_compared_with_each_other_and_drawn(office: Office, admin: Actor) -> None:
    whole = board.cross_checks(office, admin, 1)
    part = board.cross_checks(office, person(office, "huyen"), 1)
    assert {each.rule for each in part.findings} <= {each.rule for each in whole.findings}
    drawn = board.chart_data(office, person(office, "huyen"), 1, "109", [GRADUATES, WOMEN])
    assert drawn.labels == ("xã Bản Một", "xã Bản Hai")
    assert drawn.series[0].values[0] == "8"
    sections, _ = board.consolidated(office, person(office, "huyen"), 1, "109")
    assert sections[0].key == "can_bo"
    with pytest.raises(NotFound):
        board.consolidated(office, admin, 1, "03271")
    with pytest.raises(Denied):
        board.consolidated(office, person(office, "huyen"), 1, "110")
    with pytest.raises(NotFound):
        board.chart_data(office, admin, 1, "109", ["can_bo.la@2023"])

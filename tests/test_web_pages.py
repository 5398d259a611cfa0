"""Pages asked for as forms send and answer: lists, letterheads, workbooks, words people read."""

from __future__ import annotations

import datetime as dt
import html
import io
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import httpx
import openpyxl
import pytest

from reportgen.errors import Finding, Severity, Where
from reportgen.model.office.people import Actor
from reportgen.service.office import accounts, building, reports
from reportgen.service.office.office import Office
from reportgen.web import readable
from reportgen.web.finding_links import linked
from tests.offices import PASSWORD, Prepared
from tests.web_office import copy_of, served

CLERK, REPORT = "xa1", 4
HERE = f"/bao-cao/{REPORT}"


@pytest.fixture
def office(prepared_office: Prepared, tmp_path: Path) -> Iterator[Office]:
    opened, _, _ = copy_of(prepared_office, tmp_path / "van-phong")
    yield opened
    opened.close()


@pytest.fixture
def clerk(office: Office) -> Actor:
    return accounts.sign_in(office, CLERK, PASSWORD).actor


@pytest.fixture
def client(office: Office) -> Iterator[httpx.Client]:
    with served(office) as url, httpx.Client(base_url=url) as browser:
        browser.post("/dang-nhap", data={"ten": CLERK, "mat_khau": PASSWORD})
        yield browser


def send(
    client: httpx.Client,
    path: str,
    fields: Mapping[str, str] | None = None,
    files: Mapping[str, tuple[str, bytes]] | None = None,
) -> httpx.Response:
    """Send a form as its page has it: with the page's sign and revision, and these fields."""
    page = client.get(path).text
    own = dict(re.findall(r'type="hidden" name="(csrf|base_revision)"[^>]* value="([^"]*)"', page))
    return client.post(path, data={**own, **(fields or {})}, files=files)


# --- lists, letterheads ----------------------------------------------------------------------------------


def test_a_list_is_saved_and_rows_left_empty_are_left_out(
    client: httpx.Client, office: Office, clerk: Actor
) -> None:
    rows = {"h:0:ma": "thai", "h:0:so_nguoi": "1.500", "h:1:ma": " ", "h:2:ma": "mong", "h:2:so_nguoi": "20"}
    answer = send(client, f"{HERE}/danh-sach/dan_toc", rows)
    assert answer.status_code == 303
    shown = reports.open_report(office, clerk, REPORT).lists[0].rows
    assert [dict(row) for row in shown] == [{"ma": "thai", "so_nguoi": 1500}, {"ma": "mong", "so_nguoi": 20}]


def test_a_wrong_cell_of_a_list_comes_back_as_it_was_typed(client: httpx.Client) -> None:
    answer = send(client, f"{HERE}/danh-sach/dan_toc", {"h:0:ma": "<b>thai", "h:0:so_nguoi": "nhiều"})
    assert answer.status_code == 422
    assert 'value="nhiều"' in answer.text
    assert 'value="&lt;b&gt;thai"' in answer.text


def test_the_letterhead_of_one_unit_is_saved(client: httpx.Client, office: Office, clerk: Actor) -> None:
    fields = {"vb.so": "45", "vb.ngay": "19/12/2023", "vb.noi_nhan": "UBND huyện\r\nLưu: VT."}
    assert send(client, f"{HERE}/van-ban", fields).status_code == 303
    texts = reports.open_report(office, clerk, REPORT).texts
    assert texts["so"] == 45
    assert texts["noi_nhan"] == ["UBND huyện", "Lưu: VT."]
    assert 'name="vb.so" value="45"' in client.get(f"{HERE}/van-ban").text


def test_a_wrong_letterhead_is_told_at_its_field(client: httpx.Client) -> None:
    answer = send(client, f"{HERE}/van-ban", {"vb.ngay": "31/2/2023"})
    assert answer.status_code == 422
    assert 'value="31/2/2023"' in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_the_common_text_is_taken_back(client: httpx.Client, office: Office, clerk: Actor) -> None:
    path = f"{HERE}/noi-dung/noi_dung.0"
    common = next(s for s in reports.open_report(office, clerk, REPORT).narrative if s.path == "noi_dung.0")
    assert send(client, path, {"loi_van": "Lời riêng."}).status_code == 303
    assert "Lấy lại lời văn chung" in client.get(path).text
    sign = re.findall(r'name="csrf" value="([^"]*)"', client.get(path).text)[0]
    fields = {"csrf": sign, "base_revision": str(reports.open_report(office, clerk, REPORT).revision)}
    assert client.post(f"{path}/lay-lai", data=fields).status_code == 303
    assert common in reports.open_report(office, clerk, REPORT).narrative


def test_saving_a_section_as_it_stands_makes_it_nobodys_own(
    client: httpx.Client, office: Office, clerk: Actor
) -> None:
    path = f"{HERE}/noi-dung/noi_dung.0"
    shown = re.findall(r"(?s)<textarea[^>]*>(.*?)</textarea>", client.get(path).text)[0]
    before = reports.open_report(office, clerk, REPORT).revision
    assert send(client, path, {"loi_van": html.unescape(shown)}).status_code == 303
    assert reports.open_report(office, clerk, REPORT).revision == before


# --- workbooks -------------------------------------------------------------------------------------------


def workbook(client: httpx.Client, **values: int | str) -> bytes:
    """The unit's workbook with some cells filled in, by their defined names."""
    blank = client.get(f"{HERE}/so-lieu/bieu-excel/tai-ve")
    assert blank.headers["content-disposition"] == "attachment; filename*=UTF-8''03271.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(blank.content))
    for name, value in values.items():
        place = book.defined_names["sl." + name.replace("__", ".")].attr_text
        sheet, _, cell = place.replace("$", "").rpartition("!")
        book[sheet.strip("'")][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_taken_with_a_verdict_for_its_cells(
    client: httpx.Client, office: Office, clerk: Actor
) -> None:
    filled = workbook(client, can_bo__tong_so__2023=19, can_bo__nu__2023="sáu", dia_ban__dan_so__2023="4.321")
    answer = send(client, f"{HERE}/so-lieu/bieu-excel", files={"tep": ("../../x.xlsx", filled)})
    assert answer.status_code == 200
    assert "Cán bộ nữ, Năm 2023" in answer.text
    assert "Chưa đọc được" in answer.text
    rows = [row for section in reports.open_report(office, clerk, REPORT).sections for row in section.rows]
    shown = {cell.id: cell.shown for row in rows for cell in row.cells.values()}
    assert shown["can_bo.tong_so@2023"] == "19"
    assert shown["dia_ban.dan_so@2023"] == "4.321"


@pytest.mark.parametrize("path", [f"{HERE}/so-lieu/bieu-excel", f"{HERE}/word"])
@pytest.mark.parametrize(
    ("name", "data"), [("a.exe", b"MZ"), ("a.xlsx", b"PK\x03\x04"), ("a.docx", b"<xml/>"), ("a.docx", b"")]
)
def test_a_file_of_another_kind_is_refused_with_a_reason(
    client: httpx.Client, path: str, name: str, data: bytes
) -> None:
    answer = send(client, path, files={"tep": (name, data)})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert client.get(path).status_code == 200


def test_no_file_at_all_is_told(client: httpx.Client) -> None:
    assert "Chưa chọn tệp nào." in send(client, f"{HERE}/word").text


def test_a_file_that_was_never_sent_is_not_found(client: httpx.Client) -> None:
    sign = re.findall(r'name="csrf" value="([^"]*)"', client.get(f"{HERE}/word").text)[0]
    answer = client.post(f"{HERE}/word/tai-ve", data={"csrf": sign, "ban": "0" * 64})
    assert answer.status_code == 404


# --- files ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "made"),
    [({"tep": "word"}, {"docx"}), ({"tep": "tat-ca"}, {"docx", "phu-luc", "doi-chieu", "json"})],
)
def test_the_word_file_can_be_made_alone(
    client: httpx.Client, office: Office, clerk: Actor, asked: dict[str, str], made: set[str]
) -> None:
    assert send(client, f"{HERE}/tai-ve", asked).status_code == 303
    assert {each.kind for each in building.artefacts(office, clerk, REPORT)} == made
    assert "Lập lại" in client.get(f"{HERE}/tai-ve").text
    assert f"Đã lập {len(made)} tệp từ nội dung hiện nay" in client.get(HERE).text


def test_whoever_builds_again_is_told_that_nothing_has_changed(
    client: httpx.Client, office: Office, clerk: Actor
) -> None:
    said = "Không có gì thay đổi từ lần lập lúc"
    for expected in (False, True):
        answer = send(client, f"{HERE}/tai-ve", {"tep": "word"})
        assert (said in client.get(answer.headers["location"]).text) == expected
    assert len(building.artefacts(office, clerk, REPORT)) == 1
    send(client, f"{HERE}/van-ban", {"vb.so": "77"})
    answer = send(client, f"{HERE}/tai-ve", {"tep": "word"})
    assert said not in client.get(answer.headers["location"]).text
    assert len(building.artefacts(office, clerk, REPORT)) == 2


def test_files_of_earlier_figures_are_told_from_those_of_today(client: httpx.Client) -> None:
    send(client, f"{HERE}/tai-ve", {"tep": "word"})
    send(client, f"{HERE}/van-ban", {"vb.so": "77"})
    page = client.get(f"{HERE}/tai-ve").text
    assert "Các tệp bên dưới đã cũ" in page
    assert "Các tệp lập trước đây (1)" in page


# --- whose report ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "/so-lieu", "/noi-dung", "/van-ban", "/xem", "/tai-ve", "/word"])
def test_the_report_of_another_unit_is_as_if_it_were_not_there(client: httpx.Client, path: str) -> None:
    answers = [client.get(f"/bao-cao/{number}{path}") for number in (5, 99, "x")]
    assert {answer.status_code for answer in answers} == {404}
    assert "Bản Hai" not in answers[0].text


def test_words_can_be_written_before_there_are_figures(
    client: httpx.Client, office: Office, clerk: Actor
) -> None:
    view = reports.open_report(office, clerk, REPORT)
    blank = {cell.id: "" for section in view.sections for row in section.rows for cell in row.cells.values()}
    own = {name: "" for name in blank if "chuan" not in name}
    reports.save_figures(office, clerk, REPORT, own, base_revision=view.revision)
    for path in ("", "/so-lieu", "/noi-dung/noi_dung.0", "/so-de-chen", "/xem", "/tai-ve"):
        assert client.get(HERE + path).status_code == 200, path
    assert send(client, f"{HERE}/noi-dung/noi_dung.0", {"loi_van": "Chưa có gì."}).status_code == 303


def test_a_password_is_changed_and_every_session_ends(client: httpx.Client) -> None:
    new = "mot hai ba bon nam"
    words = {"mat_khau_cu": PASSWORD, "mat_khau_moi": new}
    wrong = send(client, "/mat-khau", {**words, "nhap_lai": new + "x"})
    assert wrong.status_code == 422
    changed = send(client, "/mat-khau", {**words, "nhap_lai": new})
    assert changed.headers["location"] == "/dang-nhap"
    assert client.get("/").headers["location"] == "/dang-nhap"


# --- words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kept", "cell", "shown"),
    [
        ("1234567", "a.b@2023", "1.234.567"),
        ("-12.50", "a.b@2023", "-12,50"),
        ("0.05", "a.b@2023", "0,05"),
        (None, "a.b@2023", ""),
        ("12 xã", "a.b@2023", "12 xã"),
        ("1234", "muc.mo_dau", "1234"),
        ('[{"ma":"thai","so":1500}]', "ds.dan_toc", "thai · 1.500"),
    ],
)
def test_kept_values_are_shown_as_people_write_them(kept: str | None, cell: str, shown: str) -> None:
    assert readable.kept_value(kept, cell) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("không có quyền", "Không có quyền."),
        ("đã đóng.", "Đã đóng."),
        ("can_bo.nu: vượt", "can_bo.nu: vượt."),
        ("có phải vậy?", "Có phải vậy?"),
        ("", ""),
    ],
)
def test_messages_become_sentences(text: str, shown: str) -> None:
    assert readable.sentence(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("một\nhai\n\nba\n", "một hai\n\nba"),
        ("- một\n- hai\n  tiếp", "- một\n- hai tiếp"),
        ("một\n{% if x %}\nhai\n{% endif %}\nba", "một\n{% if x %}\nhai\n{% endif %}\nba"),
        ("dòng  \nngắt", "dòng  \nngắt"),
        ("1. một\n2) hai", "1. một\n2) hai"),
    ],
)
def test_paragraphs_flow_and_other_lines_stand(text: str, shown: str) -> None:
    assert readable.flowing(text) == shown


def test_moments_are_those_of_the_country() -> None:
    moment = dt.datetime(2023, 12, 17, 18, 5, 9, tzinfo=dt.UTC)
    assert readable.moment(moment) == "01:05 ngày 18/12/2023"
    assert readable.clock(moment) == "01:05:09"
    assert readable.day(dt.date(2023, 12, 5)) == "05/12/2023"


@pytest.mark.parametrize(("size", "shown"), [(0, "1 KB"), (12_400, "12 KB"), (1_250_000, "1,2 MB")])
def test_sizes_of_files(size: int, shown: str) -> None:
    assert readable.size_of_file(size) == shown


def test_numbers_keep_their_decimals() -> None:
    assert readable.number_or_text(Decimal("30.0")) == "30,0"


def test_findings_lead_to_their_places_the_gravest_first() -> None:
    findings = [
        Finding("a", "ghi nhận", Where(part="muc.noi_dung.1.muc.0"), severity=Severity.INFO),
        Finding("b", "chú ý", Where("x.yaml", 3), severity=Severity.WARNING),
        Finding(
            "c", "can_bo.nu kỳ 2023 lớn hơn can_bo.khac", Where(cell="can_bo.hoan_thanh_tot.mau_so@2023")
        ),
        Finding("d", "lỗi khác", Where("y"), also=(Where(cell="can_bo.nu@2023"),)),
    ]
    found = linked(findings, 7, {"can_bo.nu": "Cán bộ cấp xã: Cán bộ nữ"})
    assert found[0].message == "“Cán bộ cấp xã: Cán bộ nữ” kỳ 2023 lớn hơn can_bo.khac"
    assert [(each.finding.rule, each.address) for each in found] == [
        ("c", "/bao-cao/7/so-lieu#o-can_bo-hoan_thanh_tot-mau_so-2023"),
        ("d", "/bao-cao/7/so-lieu#o-can_bo-nu-2023"),
        ("b", ""),
        ("a", "/bao-cao/7/noi-dung/noi_dung.1.muc.0#loi-van"),
    ]

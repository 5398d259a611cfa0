"""The API as another system uses it: the same reports, the same rules, answers that can be relied on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from reportgen.model.office.people import Grant, Role
from reportgen.service.office import accounts
from tests.hostile_uploads import BUNDLE_UPLOADS, WORD_UPLOADS, WORKBOOK_UPLOADS, Hostile
from tests.live_office import Live, live
from tests.web_office import person

UNIT = "03272"
CELL = "can_bo.tong_so@2023"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with live(tmp_path_factory.mktemp("api")) as made:
        yield made


@pytest.fixture(scope="module")
def api(server: Live) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{server.url}/api", headers=server.headers, timeout=120) as client:
        yield client


@pytest.fixture(scope="module")
def report(api: httpx.Client) -> str:
    """The address of a commune's report."""
    (line,) = api.get("/reports", params={"unit": UNIT}).json()["items"]
    return f"/reports/{line['id']}"


def tag(api: httpx.Client, report: str) -> str:
    return api.get(report).headers["etag"]


def saved(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()


# --- figures -----------------------------------------------------------------------------------------


def test_cells_are_read_the_vietnamese_way_and_wrong_ones_refused(api: httpx.Client, report: str) -> None:
    cells = {CELL: "1.234", "can_bo.dai_hoc@2023": "12a"}
    answer = api.patch(f"{report}/cells", json={"cells": cells}, headers={"If-Match": tag(api, report)})
    said = saved(answer)
    assert said["accepted"] == {CELL: "1.234"}
    assert [each["cell"] for each in said["refused"]] == ["can_bo.dai_hoc@2023"]
    assert answer.headers["etag"] == f'"r{said["revision"]}"'
    assert api.get(f"{report}/figures").json()["so_lieu"]["can_bo"]["tong_so"]["2023"] == 1234


def test_figures_go_out_and_in_as_files_have_them(api: httpx.Client, report: str) -> None:
    first = api.get(f"{report}/figures")
    data = first.json()
    data["so_lieu"].setdefault("dia_ban", {})["dien_tich"] = {"2023": 60.25}
    put = api.put(f"{report}/figures", json=data, headers={"If-Match": first.headers["etag"]})
    saved(put)
    again = api.get(f"{report}/figures")
    assert '"dien_tich":{"2023":60.25}' in again.text.replace(" ", "")
    assert again.headers["etag"] == put.headers["etag"] != first.headers["etag"]


def test_wrong_figures_are_told_with_their_places_and_nothing_is_stored(
    api: httpx.Client, report: str
) -> None:
    before = api.get(f"{report}/figures")
    data = {"don_vi": UNIT, "so_lieu": {"can_bo": {"tong_so": {"2023": "nhiều"}}}}
    answer = api.put(f"{report}/figures", json=data, headers={"If-Match": before.headers["etag"]})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    (finding,) = answer.json()["findings"]
    assert finding["where"]["line"] == 1
    assert "nhiều" in finding["message"] + finding["quote"]
    assert api.get(f"{report}/figures").text == before.text


def test_two_systems_at_one_cell_are_told_and_at_two_cells_are_merged(api: httpx.Client, report: str) -> None:
    old = {"If-Match": tag(api, report)}
    saved(api.patch(f"{report}/cells", json={"cells": {CELL: "50"}}, headers=old))
    clash = api.patch(f"{report}/cells", json={"cells": {CELL: "60"}}, headers=old)
    assert clash.status_code == 409
    (conflict,) = clash.json()["conflicts"]
    assert (conflict["cell"], conflict["mine"], conflict["theirs"]) == (CELL, "60", "50")
    other = saved(api.patch(f"{report}/cells", json={"cells": {"can_bo.nu@2023": "7"}}, headers=old))
    assert [each["cell"] for each in other["merged"]] == [CELL]


def test_a_change_without_the_revision_it_is_based_on_is_refused(api: httpx.Client, report: str) -> None:
    answer = api.patch(f"{report}/cells", json={"cells": {CELL: "1"}})
    assert answer.status_code == 422
    assert "if-match" in answer.json()["detail"].lower()


# --- files, signatures, history ----------------------------------------------------------------------


def test_a_report_is_built_signed_and_kept_in_history(api: httpx.Client) -> None:
    (line,) = api.get("/reports", params={"unit": "03271"}).json()["items"]
    report = f"/reports/{line['id']}"
    built = api.post(f"{report}/artefacts", json={"kinds": ["docx"]})
    assert built.status_code == 201, built.text
    (artefact,) = built.json()["items"]
    file = api.get(f"/artefacts/{artefact['id']}")
    assert file.headers["etag"] == f'"{artefact["sha256"]}"'
    with zipfile.ZipFile(io.BytesIO(file.content)) as document:
        assert "word/document.xml" in document.namelist()
    view = api.get(report).json()
    signed = api.post(f"{report}/sign-offs", json={"step": "lap", "content_hash": view["content_hash"]})
    assert signed.status_code == 201, signed.text
    wrong = api.post(f"{report}/sign-offs", json={"step": "kiem_tra", "content_hash": "0" * 64})
    assert wrong.status_code == 409
    assert [each["number"] for each in api.get(f"{report}/revisions").json()["items"]] == [1]
    events = api.get("/events", params={"subject": f"report:{line['id']}"}).json()["items"]
    assert "report-built" in {each["action"] for each in events}


def test_an_edited_document_is_brought_up_to_date(api: httpx.Client) -> None:
    (line,) = api.get("/reports", params={"unit": "03271"}).json()["items"]
    (artefact,) = api.post(f"/reports/{line['id']}/artefacts", json={"kinds": ["docx"]}).json()["items"]
    document = api.get(f"/artefacts/{artefact['id']}").content
    answer = api.post(f"/reports/{line['id']}/refresh", files={"tep": ("a.docx", document)})
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"PK")


# --- what can be relied on ---------------------------------------------------------------------------


def test_a_request_that_comes_twice_is_done_once(api: httpx.Client) -> None:
    new = {"login": "moi.1", "name": "Mới", "password": "bay cái ghế gỗ"}
    first, second = (api.post("/users", json=new, headers={"Idempotency-Key": "k1"}) for _ in range(2))
    assert first.status_code == second.status_code == 201
    assert second.json() == first.json()
    assert second.headers["idempotency-replayed"] == "true"
    other = api.post("/users", json={**new, "login": "moi.2"}, headers={"Idempotency-Key": "k1"})
    assert other.status_code == 422
    assert "đã dùng cho một yêu cầu khác" in other.json()["detail"]


def test_a_request_that_failed_may_be_tried_again_with_its_key(api: httpx.Client) -> None:
    bad = {"login": "moi.3", "name": "Mới", "password": "ngắn"}
    key = {"Idempotency-Key": "k2"}
    assert api.post("/users", json=bad, headers=key).status_code == 422
    assert api.post("/users", json={**bad, "password": "bay cái ghế gỗ"}, headers=key).status_code == 201


def test_long_lists_come_in_pages_that_miss_nothing(api: httpx.Client) -> None:
    whole = [each["id"] for each in api.get("/reports", params={"limit": 200}).json()["items"]]
    seen, cursor = [], ""
    for _ in range(100):
        page = api.get("/reports", params={"limit": 2, "cursor": cursor}).json()
        seen += [each["id"] for each in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == whole
    assert len(whole) > 4


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer rg_x"}, {"Authorization": "Basic YTpi"}])
def test_without_a_token_that_holds_nothing_is_told(server: Live, header: dict[str, str]) -> None:
    answer = httpx.get(f"{server.url}/api/reports", headers=header, timeout=60)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_sessions_cookie_opens_no_api(server: Live) -> None:
    ticket = accounts.begin_foreign_session(server.office, server.admin.login)
    cookies = {"reportgen_session": ticket.token}
    assert httpx.get(f"{server.url}/api/me", cookies=cookies, timeout=60).status_code == 401


def test_a_token_of_a_clerk_reaches_the_clerks_report_only(server: Live, api: httpx.Client) -> None:
    clerk = person(server.office, server.admin, "ban.hai", "Lò Văn Hai", Grant(Role.CLERK, unit_code=UNIT))
    bearer = {"Authorization": f"Bearer {accounts.create_token(server.office, clerk, 'a', 1)}"}
    ids = [each["id"] for each in api.get("/reports", params={"limit": 200}).json()["items"]]
    with httpx.Client(base_url=f"{server.url}/api", headers=bearer, timeout=60) as own:
        (mine,) = own.get("/reports").json()["items"]
        assert mine["unit_code"] == UNIT
        others = [number for number in ids if number != mine["id"]]
        assert {own.get(f"/reports/{number}").status_code for number in others} == {404}
        assert own.get("/users").status_code == 403
        assert own.post(f"/cycles/{server.cycle}/jobs", json={}).status_code == 403


def test_the_description_speaks_vietnamese_of_every_call(api: httpx.Client) -> None:
    paths = api.get("/openapi.json").json()["paths"]
    calls = [call for item in paths.values() for call in item.values()]
    assert len(calls) > 40
    assert all(call["summary"] and call["description"] for call in calls)
    assert {"401", "422"} <= set.intersection(*(set(call["responses"]) for call in calls))


# --- hostile uploads ---------------------------------------------------------------------------------

DOORS = (
    *((name, hostile, "/programmes") for name, hostile in BUNDLE_UPLOADS.items()),
    *((name, hostile, "{report}/refresh") for name, hostile in WORD_UPLOADS.items()),
    *((name, hostile, "{report}/workbook") for name, hostile in WORKBOOK_UPLOADS.items()),
)


@pytest.mark.parametrize(("name", "hostile", "door"), DOORS, ids=[name for name, _, _ in DOORS])
def test_a_hostile_upload_is_refused_and_the_server_lives(
    api: httpx.Client,
    report: str,
    name: str,
    hostile: Hostile,
    door: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = tag(api, report)
    answer = api.post(door.format(report=report), files={"tep": (hostile.name, hostile.make())})
    assert answer.status_code == 422, answer.text
    assert hostile.rule in {finding["rule"] for finding in answer.json()["findings"]}
    (logged,) = [each.getMessage() for each in caplog.records if each.name == "reportgen.uploads"]
    assert hostile.rule in logged
    assert api.get("/me").status_code == 200
    assert tag(api, report) == before


def test_more_than_a_request_may_hold_is_refused_before_it_is_read(api: httpx.Client, report: str) -> None:
    answer = api.post(f"{report}/workbook", files={"tep": ("a.xlsx", bytes(65 << 20))})
    assert answer.status_code == 413


def test_a_formula_typed_as_text_stays_text_in_every_workbook(api: httpx.Client, report: str) -> None:
    texts = {"so": "=HYPERLINK(1)"}
    api.patch(f"{report}/texts", json={"texts": texts}, headers={"If-Match": tag(api, report)})
    for kind in ("phu-luc", "doi-chieu"):
        built = api.post(f"{report}/artefacts", json={"kinds": [kind]})
        for artefact in built.json().get("items", ()):
            content = api.get(f"/artefacts/{artefact['id']}").content
            with zipfile.ZipFile(io.BytesIO(content)) as workbook:
                sheets = [name for name in workbook.namelist() if name.startswith("xl/worksheets/sheet")]
                assert not any(b"<f>HYPERLINK" in workbook.read(name) for name in sheets)

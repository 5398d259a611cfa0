"""Every address of the pages and of the API, asked for by every kind of person: nobody gets across units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select
from starlette.routing import BaseRoute

from reportgen.model.office.people import Grant, Role
from reportgen.service.batch_run import Selection
from reportgen.service.office import accounts, building, jobs, webhooks
from reportgen.service.office.blank_workbooks import blank_workbook
from reportgen.service.office.office import Office
from reportgen.store.tables_base import Base
from reportgen.web.app import create_app
from tests.offices import PASSWORD, PEOPLE, Prepared, bundle, person, report
from tests.programmes import SMALL
from tests.web_office import copy_of, served

OWN, OTHER, PARENT, APPROVER, KEEPER = "xa1", "xa4", "huyen", "lanhdao", "mau"
READER, ADMIN, NOBODY, STRANGER = "xem", "quantri", "khong", ""
ROLES = (OWN, OTHER, PARENT, APPROVER, KEEPER, READER, ADMIN, NOBODY, STRANGER)
"""Clerk of 03271, clerk of 03281, consolidator of 109, approver of 12, keeper of templates, reader of 03271,
an administrator without roles, an account without roles, and somebody who is not signed in."""

ALL = frozenset(ROLES)
SIGNED_IN = ALL - {STRANGER}
READ = frozenset({OWN, PARENT, APPROVER, KEEPER, READER})
EDIT, REVIEW = frozenset({OWN}), frozenset({PARENT, APPROVER})
PERIOD = READ | {OTHER}
ABOVE = frozenset({PARENT, APPROVER, KEEPER})
CONSOLIDATE, KEEP, MANAGE = frozenset({PARENT}), frozenset({KEEPER}), frozenset({ADMIN})

R, K, A = "/bao-cao/{report_id}", "/ky/{cycle_id}", "/quan-tri"
MAY: dict[frozenset[str], str] = {
    ALL: """GET /healthz | GET /readyz | GET /metrics | GET /static/{digest}/{name} | GET /favicon.ico
        GET /dang-nhap | POST /dang-nhap | GET /bat-dau | POST /bat-dau | GET /api/openapi.json
        GET /dang-nhap/tinh | GET /dang-nhap/tinh/tro-ve""",
    SIGNED_IN: f"""POST /dang-xuat | GET /mat-khau | POST /mat-khau | GET / | GET /ky | GET /tro-giup
        GET {A}/the-truy-cap | POST {A}/the-truy-cap
        GET /api/cycles | GET /api/reports | GET /api/me | GET /api/tokens | POST /api/tokens""",
    READ: f"""GET {R} | GET {R}/so-lieu | GET {R}/so-lieu/bieu-excel | GET {R}/so-lieu/bieu-excel/tai-ve
        GET {R}/danh-sach/{{key}} | GET {R}/noi-dung | GET {R}/noi-dung/{{path}} | GET {R}/so-de-chen
        POST {R}/noi-dung/{{path}}/xem-thu | GET {R}/van-ban | GET {R}/xem | GET {R}/xem/trang
        GET {R}/xem/trang/{{digest}}/{{number}}.png | GET {R}/tai-ve | POST {R}/tai-ve
        GET {R}/tai-ve/{{artefact_id}} | GET {R}/word | POST {R}/word | POST {R}/word/tai-ve
        GET {R}/duyet | GET {R}/lich-su
        GET /api/reports/{{report_id}} | GET /api/reports/{{report_id}}/figures
        GET /api/reports/{{report_id}}/findings | POST /api/reports/{{report_id}}/artefacts
        GET /api/reports/{{report_id}}/artefacts | GET /api/artefacts/{{artefact_id}}
        POST /api/reports/{{report_id}}/refresh | GET /api/reports/{{report_id}}/sign-offs
        GET /api/reports/{{report_id}}/impact | GET /api/reports/{{report_id}}/revisions
        GET /api/reports/{{report_id}}/comparison | GET /api/reports/{{report_id}}/cells/{{cell}}/history""",
    EDIT: f"""POST {R}/so-lieu | POST {R}/so-lieu/luu | POST {R}/so-lieu/bieu-excel
        POST {R}/danh-sach/{{key}} | POST {R}/noi-dung/{{path}} | POST {R}/noi-dung/{{path}}/luu
        POST {R}/noi-dung/{{path}}/lay-lai
        POST {R}/van-ban | POST {R}/duyet | POST {R}/lich-su
        PUT /api/reports/{{report_id}}/figures | PATCH /api/reports/{{report_id}}/cells
        PUT /api/reports/{{report_id}}/lists/{{name}} | PUT /api/reports/{{report_id}}/sections/{{path}}
        PATCH /api/reports/{{report_id}}/texts | POST /api/reports/{{report_id}}/workbook
        POST /api/reports/{{report_id}}/sign-offs
        POST /api/reports/{{report_id}}/revisions/{{number}}/restore""",
    REVIEW: f"POST {R}/duyet/tra-lai | POST /api/reports/{{report_id}}/send-back",
    PERIOD: f"""GET {K} | GET {K}/nhac | GET {K}/nhac.csv | GET {K}/kiem-tra-cheo
        GET /api/cycles/{{cycle_id}} | GET /api/cycles/{{cycle_id}}/board
        GET /api/cycles/{{cycle_id}}/reminders | GET /api/cycles/{{cycle_id}}/cross-checks""",
    ABOVE: f"""GET {K}/tong-hop | GET {K}/bieu-do
        GET /api/cycles/{{cycle_id}}/units/{{unit}}/consolidated
        GET /api/cycles/{{cycle_id}}/units/{{unit}}/chart""",
    CONSOLIDATE: f"""GET {K}/lap | POST {K}/lap | GET {K}/lap/{{job_id}} | GET {K}/lap/{{job_id}}/dien-bien
        GET {K}/lap/{{job_id}}/tai-ve | POST {K}/lap/{{job_id}}/dung
        POST /api/cycles/{{cycle_id}}/jobs | GET /api/cycles/{{cycle_id}}/jobs | GET /api/jobs/{{job_id}}
        DELETE /api/jobs/{{job_id}} | GET /api/jobs/{{job_id}}/result""",
    KEEP: f"""GET {A}/chuong-trinh | POST {A}/chuong-trinh | POST {A}/chuong-trinh/mau
        GET {A}/chuong-trinh/ky/{{cycle_id}}/tai-ve | POST {A}/chuong-trinh/ky/{{cycle_id}}/dong
        POST {A}/chuong-trinh/ky/{{cycle_id}}/mo | POST {A}/chuong-trinh/ky/{{cycle_id}}/so-ky-truoc
        POST /api/cycles/{{cycle_id}}/last-period
        POST /api/samples/{{name}}
        POST /api/programmes | GET /api/programmes/{{programme}}/versions | PATCH /api/cycles/{{cycle_id}}
        GET /api/cycles/{{cycle_id}}/bundle""",
    MANAGE: f"""GET {A}/nguoi-dung | POST {A}/nguoi-dung | GET {A}/nguoi-dung/{{user_id}}
        POST {A}/nguoi-dung/{{user_id}}/quyen | POST {A}/nguoi-dung/{{user_id}}/thu-quyen
        POST {A}/nguoi-dung/{{user_id}}/mat-khau | POST {A}/nguoi-dung/{{user_id}}/ngung
        POST {A}/nguoi-dung/{{user_id}}/mo-lai | POST /api/users/{{user_id}}/reactivate
        POST {A}/the-truy-cap/thu-hoi | GET {A}/webhook | POST {A}/webhook | POST {A}/webhook/bo
        GET {A}/webhook/{{webhook_id}} | GET {A}/nhat-ky
        GET /api/users | POST /api/users | DELETE /api/users/{{user_id}} | PUT /api/users/{{user_id}}/password
        POST /api/users/{{user_id}}/grants | DELETE /api/grants/{{grant_id}} | DELETE /api/tokens/{{token_id}}
        GET /api/events | GET /api/webhooks | POST /api/webhooks | DELETE /api/webhooks/{{webhook_id}}
        GET /api/webhooks/{{webhook_id}}/deliveries""",
}
WHO = {each.strip(): who for who, told in MAY.items() for each in re.split(r"[|\n]", told)}
FORMS: dict[str, dict[str, str]] = {
    f"{R}/so-lieu": {"o:can_bo.nu@2023": "1", "base_revision": "1"},
    f"{R}/so-lieu/luu": {"o:can_bo.nu@2023": "1", "base_revision": "1"},
    f"{R}/danh-sach/{{key}}": {"h:0:ma": "x", "h:0:so_nguoi": "1", "base_revision": "1"},
    f"{R}/noi-dung/{{path}}": {"loi_van": "Khác.", "base_revision": "1"},
    f"{R}/noi-dung/{{path}}/luu": {"loi_van": "Khác.", "base_revision": "1"},
    f"{R}/van-ban": {"vb.so": "99", "base_revision": "1"},
    f"{R}/duyet": {"buoc": "lap", "noi_dung": "0" * 64},
    f"{R}/duyet/tra-lai": {"ly_do": "Sửa lại"},
    f"{R}/lich-su": {"lan": "1", "ly_do": "Lấy lại"},
    f"{A}/nguoi-dung": {"ten": "moi.nv", "ho_ten": "Người Mới", "mat_khau": PASSWORD},
    f"{A}/nguoi-dung/{{user_id}}/quyen": {"vai_tro": "nguoi_xem"},
    f"{A}/nguoi-dung/{{user_id}}/mat-khau": {"mat_khau": PASSWORD + " khac"},
    f"{A}/webhook": {"dia_chi": "https://93.184.216.34/"},
    f"{A}/chuong-trinh/mau": {"mau": "lai-chau"},
}
BODIES: dict[str, Any] = {
    "PUT /api/reports/{report_id}/figures": {"don_vi": "03271", "so_lieu": {"can_bo": {"nu": 1}}},
    "PATCH /api/reports/{report_id}/cells": {"cells": {"can_bo.nu@2023": "1"}},
    "PUT /api/reports/{report_id}/lists/{name}": {"rows": []},
    "PUT /api/reports/{report_id}/sections/{path}": {"text": "Khác."},
    "PATCH /api/reports/{report_id}/texts": {"texts": {"so": "99"}},
    "POST /api/reports/{report_id}/artefacts": {"kinds": ["docx"]},
    "POST /api/reports/{report_id}/sign-offs": {"step": "lap", "content_hash": "0" * 64},
    "POST /api/reports/{report_id}/send-back": {"why": "Sửa lại"},
    "POST /api/reports/{report_id}/revisions/{number}/restore": {"why": "Lấy lại"},
    "POST /api/cycles/{cycle_id}/jobs": {"units": ["03271"]},
    "PATCH /api/cycles/{cycle_id}": {"is_open": False},
    "POST /api/users": {"login": "moi.nv", "name": "Người Mới", "password": PASSWORD},
    "PUT /api/users/{user_id}/password": {"password": PASSWORD + " khac"},
    "POST /api/users/{user_id}/grants": {"role": "nguoi_xem"},
    "POST /api/webhooks": {"url": "https://93.184.216.34/"},
    "POST /api/tokens": {"name": "x", "days": 1},
}
QUERIES = {
    "/api/reports/{report_id}/comparison": "?a=1&b=1",
    "/api/cycles/{cycle_id}/units/{unit}/chart": "?figure=can_bo.dai_hoc@2023",
    f"{K}/tong-hop": "?don_vi=109",
    f"{K}/bieu-do": "?don_vi=109",
}
NOT_LOOKED_AT = {f"{R}/xem/trang", f"{R}/xem/trang/{{digest}}/{{number}}.png", f"{K}/lap/{{job_id}}/tai-ve"}
NOT_LOOKED_AT |= {"/api/jobs/{job_id}/result", "/static/{digest}/{name}"}
NOT_LOOKED_AT |= {"/bat-dau", "/dang-nhap/tinh", "/dang-nhap/tinh/tro-ve"}
"""Need LibreOffice, a finished batch or a province's server: only those who may not ask for them."""
STRANGE_TO: dict[str, tuple[str, ...]] = {
    OWN: ("Bản Hai", "Nà Bốn"),
    READER: ("Bản Hai", "Nà Bốn"),
    OTHER: ("Bản Một", "Bản Hai"),
    PARENT: ("Nà Bốn", "Pa Mẫu"),
    ADMIN: (),
    NOBODY: ("Bản Một", "Nà Bốn"),
}
"""Names of units that a person may not read; they stand in no answer to them."""


def every_route(routes: list[BaseRoute], before: str = "") -> Iterator[tuple[str, str]]:
    """Methods and addresses of an application, of what is mounted in it, too."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from every_route(inner.routes, before)
        elif getattr(route, "routes", None):
            yield from every_route(route.routes, before + route.path)  # type: ignore[attr-defined]
        else:
            methods = sorted(route.methods - {"HEAD", "OPTIONS"})  # type: ignore[attr-defined]
            yield from ((each, before + route.path) for each in methods)  # type: ignore[attr-defined]


@dataclass
class Matrix:
    """An office with one thing of each kind, and its application."""

    office: Office
    names: dict[str, str]
    files: dict[str, tuple[str, bytes]]

    def address(self, path: str) -> str:
        if path.startswith("/api/samples"):
            return "/api/samples/lai-chau"
        return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: self.names[found[1]], path) + QUERIES.get(path, "")

    def counts(self) -> dict[str, int]:
        """How many rows every table holds; sessions begin and end with signing in."""
        with self.office.database.read() as session:
            return {
                table.name: session.scalar(select(func.count()).select_from(table)) or 0
                for table in Base.metadata.sorted_tables
            }


@dataclass(frozen=True)
class Furnished:
    """An office with one thing of each kind, to be copied; their names, and what is sent to it."""

    prepared: Prepared
    names: dict[str, str]
    files: dict[str, tuple[str, bytes]]


@pytest.fixture(scope="module")
def furnished(prepared_office: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Furnished:
    folder = tmp_path_factory.mktemp("matrix") / "office"
    office, admin, _ = copy_of(prepared_office, folder)
    accounts.create_user(office, admin, ADMIN, "Quản trị không vai trò", PASSWORD, is_admin=True)
    spare = accounts.create_user(office, admin, "du.phong", "Dự Phòng", PASSWORD)
    grant = accounts.grant(office, admin, spare.id, Grant(Role.READER, unit_code="03281"))
    number = report(office, "03271")
    files = building.build(office, admin, number)
    parent = person(office, PARENT)
    job = jobs.start_batch(office, parent, 1, Selection(frozenset({"03271"})))
    jobs.stop_job(office, parent, job)
    hook, _ = webhooks.create_webhook(office, admin, "https://93.184.216.34/")
    accounts.create_token(office, admin, "của An", 30)
    names = {
        **{"report_id": str(number), "cycle_id": "1", "job_id": str(job), "user_id": str(spare.id)},
        **{"grant_id": str(grant.id), "webhook_id": str(hook.id), "token_id": "1", "number": "1"},
        **{"artefact_id": str(files[0].id), "key": "dan_toc", "name": "dan_toc", "path": "noi_dung.0"},
        **{"digest": "0" * 64, "unit": "109", "programme": "thu-2023", "cell": "can_bo.nu@2023"},
    }
    form = blank_workbook(office, admin, number)
    document = building.artefact(office, admin, files[0].id)[1]
    sent = {
        f"{R}/so-lieu/bieu-excel": form,
        "/api/reports/{report_id}/workbook": form,
        f"{R}/word": ("sua.docx", document),
        "/api/reports/{report_id}/refresh": ("sua.docx", document),
        "/api/programmes": ("ct.zip", bundle(SMALL)),
        f"{A}/chuong-trinh": ("ct.zip", bundle(SMALL)),
    }
    office.close()
    return Furnished(Prepared(folder), names, sent)


@pytest.fixture
def matrix(furnished: Furnished, tmp_path: Path) -> Iterator[Matrix]:
    office, _, _ = copy_of(furnished.prepared, tmp_path / "office")
    yield Matrix(office, furnished.names, furnished.files)
    office.close()


def test_every_address_says_who_may() -> None:
    """An address that is new is in nobody's table: whoever adds it says here who may."""
    assert set(PEOPLE) >= {OWN, OTHER, PARENT, APPROVER, KEEPER, READER, NOBODY}
    assert sum(len(re.split(r"[|\n]", told)) for told in MAY.values()) == len(WHO)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "stranger")
def test_nobody_gets_what_is_not_theirs_and_everybody_gets_what_is(matrix: Matrix, role: str) -> None:
    routes = list(create_app(matrix.office).routes)
    addresses = [f"{method} {path}" for method, path in every_route(routes)]
    assert sorted(set(addresses)) == sorted(WHO)
    with served(matrix.office) as url, httpx.Client(base_url=url, timeout=30) as client:
        csrf, headers = _let_in(matrix, client, role)
        before = matrix.counts()
        assert list(_wrong(matrix, client, role, addresses, csrf, headers)) == []
        assert matrix.counts() == before


def _wrong(
    matrix: Matrix, client: httpx.Client, role: str, addresses: list[str], csrf: str, headers: dict[str, str]
) -> Iterator[str]:
    """Tell every answer that is not what the table says, or that tells of units that are strange to one."""
    for each in addresses:
        is_theirs = role in WHO[each]
        method, path = each.split(" ", 1)
        if is_theirs and (method != "GET" or path in NOT_LOOKED_AT):
            continue
        answer = client.request(method, matrix.address(path), **_sent(matrix, each, csrf, headers))
        if is_theirs != _is_let(answer.status_code, answer.headers.get("location", "")):
            yield f"{each}: {answer.status_code}"
        yield from (f"{each} tells of {name}" for name in STRANGE_TO.get(role, ()) if name in answer.text)


def _let_in(matrix: Matrix, client: httpx.Client, role: str) -> tuple[str, dict[str, str]]:
    """Sign somebody in by page and by token."""
    if role == STRANGER:
        return "x", {}
    ticket = accounts.sign_in(matrix.office, role, PASSWORD)
    client.cookies.set("reportgen_session", ticket.token)
    token = accounts.create_token(matrix.office, ticket.actor, "thử", 1)
    return ticket.csrf, {"Authorization": f"Bearer {token}"}


def _sent(matrix: Matrix, each: str, csrf: str, headers: dict[str, str]) -> dict[str, Any]:
    """What goes along with a request: the sign of the session on pages, a body and a token on the API."""
    method, path = each.split(" ", 1)
    files = {"tep": matrix.files[path]} if path in matrix.files else None
    if not path.startswith("/api"):
        data = {"csrf": csrf, **FORMS.get(path, {})}
        return {} if method == "GET" else {"data": data, "files": files}
    said = {"headers": {**headers, "If-Match": '"r1"'}}
    return {**said, "files": files} if files else {**said, "json": BODIES.get(each)}


def _is_let(status: int, location: str) -> bool:
    """Whether an answer is one to somebody who may; wrong matter (422) would be one, too, if it came."""
    return status not in (401, 403, 404) and not (status == 303 and location.startswith("/dang-nhap"))

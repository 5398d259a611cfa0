"""What stands before the pages: sessions, origins, signs of forms, sizes, and headers that browsers obey."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import APIRouter
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from reportgen.service.office import accounts
from reportgen.service.office.office import Office
from reportgen.web.app import create_app
from reportgen.web.guard import CONTENT_POLICY, Guard
from reportgen.web.routes.sign_in import own_address
from reportgen.web.static_files import static_files
from tests.offices import PASSWORD, settings
from tests.web_office import admin_of, run_apart, served

OPEN_TO_ALL = {"/dang-nhap", "/bat-dau"}
NO_PAGES = ("/dang-nhap/", "/api", "/static", "/favicon", "/healthz", "/readyz", "/metrics")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    opened = Office.open(settings(tmp_path_factory.mktemp("office")))
    admin_of(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def url(office: Office) -> Iterator[str]:
    with served(office) as address:
        yield address


@pytest.fixture
def stranger(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url) as client:
        yield client


@pytest.fixture
def signed_in(stranger: httpx.Client) -> httpx.Client:
    answer = stranger.post("/dang-nhap", data={"ten": "quan.tri", "mat_khau": PASSWORD})
    assert answer.status_code == 303
    return stranger


def all_routes(router: APIRouter) -> Iterator[Route]:
    """The routes of a router and of those that it includes."""
    for route in router.routes:
        if isinstance(route, Route):
            yield route
        elif isinstance(inner := getattr(route, "original_router", None), APIRouter):
            yield from all_routes(inner)


def page_routes(office: Office, method: str) -> list[str]:
    """Addresses of pages, numbers put in."""
    found = [route.path for route in all_routes(create_app(office).router) if method in (route.methods or ())]
    return [re.sub(r"\{\w+\}", "1", path) for path in found if not path.startswith(NO_PAGES)]


def test_every_page_asks_strangers_to_sign_in(office: Office, stranger: httpx.Client) -> None:
    paths = set(page_routes(office, "GET")) - OPEN_TO_ALL
    assert "/bao-cao/1/so-lieu" in paths
    for path in paths:
        answer = stranger.get(path)
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/dang-nhap"), path


def test_every_form_wants_the_sign_of_its_session(office: Office, signed_in: httpx.Client) -> None:
    paths = set(page_routes(office, "POST")) - OPEN_TO_ALL
    assert "/dang-xuat" in paths
    for path in paths:
        for sign in ({}, {"csrf": "khong-phai"}):
            assert signed_in.post(path, data=sign).status_code == 403, path
    assert signed_in.get("/tro-giup").status_code == 200  # the forged sign-out did nothing


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 422),
        ({}, 422),
    ],
)
def test_a_form_sent_by_another_site_is_refused(
    stranger: httpx.Client, headers: dict[str, str], status: int
) -> None:
    answer = stranger.post("/dang-nhap", data={"ten": "a", "mat_khau": "b"}, headers=headers)
    assert answer.status_code == status


def test_the_form_of_an_own_page_is_taken(stranger: httpx.Client, url: str) -> None:
    answer = stranger.post("/dang-nhap", data={"ten": "a", "mat_khau": "b"}, headers={"Origin": url})
    assert answer.status_code == 422


@pytest.mark.parametrize("path", ["/dang-nhap", "/", "/khong-co", "/favicon.ico", "/static/x/pages.css"])
def test_every_answer_has_the_headers_that_guard(stranger: httpx.Client, path: str) -> None:
    headers = stranger.get(path).headers
    assert headers["content-security-policy"] == CONTENT_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert "unsafe" not in headers["content-security-policy"]


def test_pages_are_never_kept_and_files_of_the_present_digest_for_ever(signed_in: httpx.Client) -> None:
    page = signed_in.get("/tro-giup")
    assert page.headers["cache-control"] == "no-store"
    style = page.text.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "immutable" in signed_in.get(style).headers["cache-control"]
    assert signed_in.get("/static/old/pages.css").headers["cache-control"] == "no-cache"


async def read_all(scope: Scope, receive: Receive, send: Send) -> None:
    while (await receive())["more_body"]:
        pass
    await PlainTextResponse("read")(scope, receive, send)


@pytest.mark.parametrize(
    ("said", "pieces", "status", "taken"),
    [
        ({}, 2, 200, 2),
        ({}, 9, 413, 3),  # counted: the third piece is one too many
        ({"content-length": "13"}, 9, 413, 0),
        ({"content-length": "many"}, 1, 413, 0),
        ({"content-length": "10"}, 2, 200, 2),
    ],
)
def test_what_is_too_large_is_read_no_further(
    said: dict[str, str], pieces: int, status: int, taken: int
) -> None:
    sent: list[Message] = []
    asked = 0

    async def receive() -> Message:
        nonlocal asked
        asked += 1
        return {"type": "http.request", "body": b"12345", "more_body": asked < pieces}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(name.encode(), value.encode()) for name, value in said.items()]
    scope = {"type": "http", "method": "POST", "path": "/", "headers": headers}
    run_apart(Guard(read_all, most_bytes=12)(scope, receive, send))
    assert (sent[0]["status"], asked) == (status, taken)


def test_the_session_cookie_is_for_the_server_only(stranger: httpx.Client) -> None:
    answer = stranger.post("/dang-nhap", data={"ten": "quan.tri", "mat_khau": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("reportgen_session=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_signing_out_ends_the_session_itself(signed_in: httpx.Client) -> None:
    sign = signed_in.get("/tro-giup").text.split('name="csrf" value="')[1].split('"')[0]
    token = signed_in.cookies["reportgen_session"]
    assert signed_in.post("/dang-xuat", data={"csrf": sign}).status_code == 303
    signed_in.cookies.set("reportgen_session", token)
    assert signed_in.get("/tro-giup").status_code == 303


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("/bao-cao/3", "/bao-cao/3"),
        ("/so?a=1", "/so?a=1"),
        ("//elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("https://elsewhere.example", "/"),
        ("/\t/elsewhere.example", "/"),
        ("", "/"),
    ],
)
def test_signing_in_leads_to_own_addresses_only(asked: str, given: str) -> None:
    assert own_address(asked) == given


def test_what_people_type_is_shown_as_text(stranger: httpx.Client) -> None:
    answer = stranger.post("/dang-nhap", data={"ten": '"><script>alert(1)</script>', "mat_khau": "b"})
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text


def test_the_first_account_needs_the_code_that_the_server_printed(tmp_path: Path) -> None:
    office = Office.open(settings(tmp_path))
    with served(office) as url, httpx.Client(base_url=url) as client:
        assert client.get("/").headers["location"] == "/dang-nhap"
        assert client.get("/dang-nhap").headers["location"] == "/bat-dau"
        form = {"ma": "0000", "ten": "lan.nt", "ho_ten": "Nguyễn Thị Lan", "mat_khau": PASSWORD}
        refused = client.post("/bat-dau", data=form)
        assert refused.status_code == 422
        assert 'value="Nguyễn Thị Lan"' in refused.text
        assert PASSWORD not in refused.text
        code = accounts.setup_code(office)
        assert client.post("/bat-dau", data={**form, "ma": code}).headers["location"] == "/"
        assert client.get("/bat-dau").headers["location"] == "/dang-nhap"
    office.close()


def test_the_script_of_others_is_the_one_that_was_looked_at() -> None:
    page = Path("docs/dependencies.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"(?m)^\| `(\S+\.js)` .* `([0-9a-f]{64})` \|$", page))
    carried = [name for name in static_files().contents if name.endswith(".min.js")]
    assert {name: hashlib.sha256(static_files().contents[name]).hexdigest() for name in carried} == told


def test_pages_hold_no_script_style_or_address_from_elsewhere() -> None:
    for template in Path(create_app.__code__.co_filename).parent.glob("templates/**/*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?! src=)|https?://|hx-on|js:", text), (
            template
        )

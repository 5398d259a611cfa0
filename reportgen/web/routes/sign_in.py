"""Signing in and out, the first account, and a new password."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from reportgen.errors import Finding, InputRefused
from reportgen.model.office.people import Ticket
from reportgen.model.office.refusals import Denied
from reportgen.service.office import accounts
from reportgen.web.rendering import render
from reportgen.web.visit import (
    Form,
    Here,
    forget,
    go_to,
    office_of,
    pages_for_signed_in,
    remember,
    session_token,
    text_of,
)

open_to_all = APIRouter(include_in_schema=False)
router = pages_for_signed_in()


@open_to_all.get("/dang-nhap")
def sign_in_page(request: Request, tiep: str = "/") -> Response:
    """Ask for name and password; an office without accounts is set up first."""
    if is_new(request):
        return go_to("/bat-dau")
    return render(request, "sign_in.html", next_page=own_address(tiep), login="", findings=())


@open_to_all.post("/dang-nhap")
def sign_in(request: Request, form: Form) -> Response:
    """Let somebody in."""
    login, next_page = text_of(form, "ten"), own_address(text_of(form, "tiep"))
    try:
        ticket = accounts.sign_in(office_of(request), login, text_of(form, "mat_khau"), _client(request))
    except Denied as denied:
        context = {"next_page": next_page, "login": login, "findings": [_finding(denied)]}
        return render(request, "sign_in.html", status=HTTPStatus.UNPROCESSABLE_ENTITY, **context)
    return _let_in(request, ticket, next_page)


@open_to_all.get("/bat-dau")
def set_up_page(request: Request, ma: str = "") -> Response:
    """Ask for the first account, the administrator's; the link that serve prints brings the code."""
    if not is_new(request):
        return go_to("/dang-nhap")
    given = {"ma": ma[:40], "ten": "", "ho_ten": ""}
    return render(request, "set_up.html", given=given, findings=())


@open_to_all.post("/bat-dau")
def set_up(request: Request, form: Form) -> Response:
    """Make the first account and let its owner in."""
    given = {name: text_of(form, name) for name in ("ma", "ten", "ho_ten", "mat_khau")}
    person = given["ten"], given["ho_ten"], given["mat_khau"]
    findings: Sequence[Finding]
    try:
        ticket = accounts.set_up(office_of(request), given["ma"], *person, client=_client(request))
    except Denied as denied:
        findings = [_finding(denied)]
    except InputRefused as refused:
        findings = refused.findings
    else:
        return _let_in(request, ticket, "/")
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "set_up.html", status=status, given=given, findings=findings)


@router.post("/dang-xuat")
def sign_out(here: Here) -> Response:
    """End the session."""
    accounts.sign_out(here.office, session_token(here.request))
    response = go_to("/dang-nhap")
    forget(here.request, response)
    return response


@router.get("/mat-khau")
def password_page(here: Here) -> Response:
    """Ask for the old and the new password."""
    return here.page("password.html", findings=())


@router.post("/mat-khau")
def change_password(here: Here, form: Form) -> Response:
    """Change one's own password; every session ends, so that a stolen one does, too."""
    old, new, again = (text_of(form, name) for name in ("mat_khau_cu", "mat_khau_moi", "nhap_lai"))
    findings: Sequence[Finding] = (
        [] if new == again else [Finding("not-the-same", "hai lần gõ không giống nhau")]
    )
    if not findings:
        try:
            accounts.change_password(here.office, here.actor, old, new)
        except Denied as denied:
            findings = [_finding(denied)]
        except InputRefused as refused:
            findings = refused.findings
        else:
            return go_to("/dang-nhap")
    return here.page("password.html", status=HTTPStatus.UNPROCESSABLE_ENTITY, findings=findings)


def is_new(request: Request) -> bool:
    """Tell whether the office has no account yet; that it has one is asked of the database only once."""
    if not getattr(request.app.state, "is_set_up", False):
        request.app.state.is_set_up = accounts.setup_code(office_of(request)) is None
    return not request.app.state.is_set_up


def _client(request: Request) -> str:
    return request.client.host if request.client else ""


def _finding(denied: Denied) -> Finding:
    return Finding("denied", denied.message, remedy=denied.remedy)


def _let_in(request: Request, ticket: Ticket, next_page: str) -> Response:
    response = go_to(next_page)
    remember(request, response, ticket.token)
    return response


def own_address(address: str) -> str:
    """Return an address of ours to go on to, or the first page for any other."""
    is_own = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_own and address.isprintable() else "/"

"""Signing in through the accounts of a province, when the office is told of them."""

from __future__ import annotations

import base64
import binascii
import json
from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from reportgen.errors import EnvironmentProblem, Finding
from reportgen.model.office.refusals import Denied, NotFound
from reportgen.service.office.office import OidcSettings
from reportgen.web.rendering import render
from reportgen.web.visit import go_to, office_of, remember

router = APIRouter(include_in_schema=False)
START, BACK = "/dang-nhap/tinh", "/dang-nhap/tinh/tro-ve"
COOKIE, SECONDS = "reportgen_journey", 600


def _settings(request: Request) -> OidcSettings:
    settings = office_of(request).settings.oidc
    if settings is None:
        raise NotFound("cơ quan không dùng tài khoản của tỉnh")
    return settings


@router.get(START)
def start(request: Request) -> Response:
    """Send the browser to the province's server."""
    from reportgen.service.office.foreign_accounts import Journey, address_of  # the extra [oidc]

    settings, journey = _settings(request), Journey.begin()
    try:
        response = go_to(address_of(settings, journey, _back(request)))
    except EnvironmentProblem as problem:
        return _refused(request, str(problem.problem), problem.remedy)
    packed = base64.urlsafe_b64encode(json.dumps(journey.as_json()).encode()).decode()
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, packed, SECONDS, path=START, httponly=True, samesite="lax", secure=secure)
    return response


@router.get(BACK)
def come_back(request: Request, state: str = "", code: str = "") -> Response:
    """Let somebody in whom the province's server knows, and who has an account here."""
    from reportgen.service.office import foreign_accounts as service

    _settings(request)
    client = request.client.host if request.client else ""
    try:
        given = json.loads(base64.urlsafe_b64decode(request.cookies.get(COOKIE, "")))
        journey = service.Journey(str(given["state"]), str(given["nonce"]), str(given["verifier"]))
    except (binascii.Error, ValueError, KeyError, TypeError):
        return _refused(request, "lượt đăng nhập này đã cũ", "đăng nhập lại")
    try:
        ticket = service.come_back(office_of(request), journey, state, code, _back(request), client)
    except Denied as denied:
        return _refused(request, denied.message, denied.remedy)
    except EnvironmentProblem as problem:
        return _refused(request, problem.problem, problem.remedy)
    response = go_to("/")
    remember(request, response, ticket.token)
    response.delete_cookie(COOKIE, path=START)
    return response


def _back(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}{BACK}"


def _refused(request: Request, message: str, remedy: str) -> Response:
    findings = [Finding("sign-in", message, remedy=remedy)]
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "sign_in.html", status=status, next_page="/", login="", findings=findings)

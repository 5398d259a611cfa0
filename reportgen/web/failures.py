"""What people see when something cannot be done: a page that says why and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from reportgen.errors import EnvironmentProblem, Finding, InputRefused
from reportgen.model.office.refusals import Denied, NotFound
from reportgen.web.guard import HEADERS
from reportgen.web.readable import sentence
from reportgen.web.rendering import render
from reportgen.web.visit import Forged, NotSignedIn, go_to

TITLES = {
    HTTPStatus.FORBIDDEN: "Không có quyền xem hoặc làm việc này",
    HTTPStatus.NOT_FOUND: "Không tìm thấy trang này",
    HTTPStatus.METHOD_NOT_ALLOWED: "Trang này không nhận yêu cầu như vậy",
}
DENIED = "denied"
LOST = "Có thể đường dẫn đã cũ hoặc gõ thiếu. Hãy về trang Việc của tôi rồi mở lại từ đó."
NOT_YOURS = "Nếu đây là việc được giao, hãy nhờ người quản trị cấp quyền."


def answer_failures(app: FastAPI) -> None:
    """Give every expected failure its page; what nobody expected says so and is logged."""
    app.add_exception_handler(NotSignedIn, _ask_to_sign_in)
    app.add_exception_handler(Forged, _forged)
    app.add_exception_handler(Denied, _denied)
    app.add_exception_handler(NotFound, _not_found)
    app.add_exception_handler(RequestValidationError, _not_found)
    app.add_exception_handler(HTTPException, _plain)
    app.add_exception_handler(InputRefused, _refused)
    app.add_exception_handler(EnvironmentProblem, _lacking)
    app.add_exception_handler(Exception, _broken)


def status_of(problems: Sequence[Finding]) -> HTTPStatus:
    """Return the status of a page that tells what could not be done, among them what one may not do."""
    if any(each.rule == DENIED for each in problems):
        return HTTPStatus.FORBIDDEN
    return HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK


def told(denied: Denied) -> Finding:
    """Return a refusal as something that a page tells."""
    return Finding(DENIED, denied.message, remedy=denied.remedy)


def _failure(request: Request, status: int, title: str, text: str, **more: object) -> Response:
    is_partial = request.headers.get("hx-request") == "true"
    name = "failure_partial.html" if is_partial else "failure.html"
    return render(request, name, status=status, title=title, text=text, **{"findings": (), **more})


def _ask_to_sign_in(request: Request, _: Exception) -> Response:
    if request.method == "GET" and request.headers.get("hx-request") != "true":
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return go_to("/dang-nhap" if asked == "/" else f"/dang-nhap?tiep={quote(asked, safe='/')}")
    text = "Mở trang đăng nhập ở thẻ khác, đăng nhập rồi quay lại đây làm tiếp; chữ và số đang nhập vẫn còn."
    return _failure(request, HTTPStatus.UNAUTHORIZED, "Phiên làm việc đã hết", text)


def _forged(request: Request, _: Exception) -> Response:
    text = "Trang đã mở từ một phiên trước. Hãy tải lại trang rồi làm lại."
    return _failure(request, HTTPStatus.FORBIDDEN, "Chưa nhận được yêu cầu này", text)


def _denied(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, Denied)
    if problem.is_hidden:
        return _not_found(request, problem)
    text = f"{sentence(problem.message)} {sentence(problem.remedy or NOT_YOURS)}"
    return _failure(request, HTTPStatus.FORBIDDEN, TITLES[HTTPStatus.FORBIDDEN], text)


def _not_found(request: Request, _: Exception) -> Response:
    return _failure(request, HTTPStatus.NOT_FOUND, TITLES[HTTPStatus.NOT_FOUND], LOST)


def _plain(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)
    title = TITLES.get(HTTPStatus(problem.status_code), "Không làm được việc này")
    return _failure(request, problem.status_code, title, LOST)


def _refused(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, InputRefused)
    text = "Có điểm cần sửa trước khi làm tiếp:"
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return _failure(request, status, "Chưa làm được", text, findings=problem.findings)


def _lacking(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, EnvironmentProblem)
    text = f"{sentence(problem.problem)} {sentence(problem.remedy)}".strip()
    return _failure(request, HTTPStatus.SERVICE_UNAVAILABLE, "Máy chủ chưa làm được việc này", text)


def _broken(request: Request, _: Exception) -> Response:
    text = (
        "Lỗi của chương trình, không phải của người nhập. Số liệu đã lưu không mất; hãy báo người quản trị."
    )
    response = _failure(request, HTTPStatus.INTERNAL_SERVER_ERROR, "Chương trình gặp lỗi", text)
    response.headers.update(HEADERS)
    return response

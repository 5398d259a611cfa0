"""What other systems are told when something cannot be done: application/problem+json, with places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from reportgen.errors import EnvironmentProblem, Finding, InputRefused, UsageProblem, Where
from reportgen.model.office.refusals import Conflict, Denied, NotFound

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "Yêu cầu không đọc được",
    401: "Chưa có thẻ truy cập, hoặc thẻ không còn dùng được",
    403: "Không có quyền",
    404: "Không tìm thấy",
    405: "Địa chỉ này không nhận cách gọi ấy",
    409: "Trùng với thay đổi khác",
    413: "Nội dung gửi lên quá lớn",
    415: "Không nhận kiểu nội dung này",
    422: "Dữ liệu có lỗi",
    429: "Gọi quá nhiều",
    500: "Chương trình gặp lỗi",
    503: "Máy chủ chưa làm được việc này",
}


class Unauthorised(Exception):
    """The request bears no token that holds."""


class Repeated(Exception):
    """The key of a request is in use: by another request, or by the same that is still being answered."""

    def __init__(self, detail: str, status: int) -> None:
        super().__init__(detail)
        self.detail, self.status = detail, status


def problem(
    status: int, detail: str, *, kind: str = "about:blank", findings: Iterable[Finding] = (), **more: Any
) -> Response:
    """Return an answer that says why not; `findings` as everywhere (docs/ket-qua.md)."""
    said: dict[str, Any] = {
        "type": kind,
        "title": TITLES.get(status, HTTPStatus(status).phrase),
        "status": status,
        "detail": detail,
        "findings": [finding.as_json() for finding in findings],
        **more,
    }
    headers = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else None
    return JSONResponse(said, status, headers, media_type=MEDIA_TYPE)


def answer_problems(api: FastAPI) -> None:
    """Give every expected failure its answer."""
    api.add_exception_handler(Unauthorised, _unauthorised)
    api.add_exception_handler(Repeated, _repeated)
    api.add_exception_handler(Denied, _denied)
    api.add_exception_handler(NotFound, _not_found)
    api.add_exception_handler(Conflict, _conflict)
    api.add_exception_handler(InputRefused, _refused)
    api.add_exception_handler(UsageProblem, _usage)
    api.add_exception_handler(EnvironmentProblem, _lacking)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(HTTPException, _plain)
    api.add_exception_handler(Exception, _broken)


def _unauthorised(_: Request, __: Exception) -> Response:
    return problem(401, "Gửi tiêu đề Authorization: Bearer <thẻ truy cập>; lập thẻ ở trang Thẻ truy cập.")


def _repeated(_: Request, error: Exception) -> Response:
    assert isinstance(error, Repeated)
    return problem(error.status, error.detail, kind="urn:reportgen:idempotency")


def _denied(_: Request, error: Exception) -> Response:
    """Hide what is not even theirs to know behind the answer for what does not exist."""
    assert isinstance(error, Denied)
    if error.is_hidden:
        return problem(404, error.message)
    detail = f"{error.message}; {error.remedy}" if error.remedy else error.message
    return problem(403, detail)


def _not_found(_: Request, error: Exception) -> Response:
    assert isinstance(error, NotFound)
    return problem(404, error.message)


def _conflict(_: Request, error: Exception) -> Response:
    assert isinstance(error, Conflict)
    theirs = [
        {
            "cell": each.cell,
            "base": each.base,
            "mine": each.mine,
            "theirs": each.theirs,
            "by": each.by,
            "at": each.at.isoformat(),
        }
        for each in error.theirs
    ]
    kind = "urn:reportgen:conflict"
    return problem(409, error.message, kind=kind, conflicts=theirs, revision=error.revision)


def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, InputRefused)
    first = error.findings[0].message if error.findings else TITLES[422]
    return problem(422, first, kind="urn:reportgen:refused", findings=error.findings)


def _usage(_: Request, error: Exception) -> Response:
    return problem(422, str(error))


def _lacking(_: Request, error: Exception) -> Response:
    assert isinstance(error, EnvironmentProblem)
    return problem(503, f"{error.problem}. {error.remedy}".strip())


MESSAGES = {
    "missing": "thiếu",
    "json_invalid": "không phải JSON",
    "extra_forbidden": "không có mục này",
    "string_too_short": "quá ngắn",
    "string_too_long": "quá dài",
    "string_pattern_mismatch": "viết không đúng dạng",
    "int_parsing": "không phải số nguyên",
    "int_type": "không phải số nguyên",
    "string_type": "không phải chuỗi chữ",
    "bool_type": "không phải true hay false",
    "list_type": "không phải danh sách",
    "dict_type": "không phải đối tượng",
    "enum": "không có giá trị này",
    "literal_error": "không có giá trị này",
}


def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    findings = [_field_finding(each) for each in error.errors()]
    return problem(422, findings[0].message, kind="urn:reportgen:request", findings=findings)


def _field_finding(error: Any) -> Finding:
    place = "/".join(str(part) for part in _place(error["loc"]))
    said = MESSAGES.get(error["type"], "giá trị không nhận được")
    remedy = "xem mô tả ở /api/openapi.json"
    return Finding("request-field", f"{place}: {said}", Where("yêu cầu", part=place[:200]), remedy)


def _place(location: Sequence[str | int]) -> Sequence[str | int]:
    return location or ("body",)


def _plain(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = problem(error.status_code, TITLES.get(error.status_code, str(error.detail)))
    response.headers.update(error.headers or {})
    return response


def _broken(_: Request, __: Exception) -> Response:
    return problem(500, "Lỗi của chương trình; số liệu đã lưu không mất. Báo người quản trị mã X-Request-ID.")


# --- in the description ------------------------------------------------------------------------------

SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "Vì sao không làm được (RFC 9457); findings là các phát hiện có chỗ và cách sửa.",
    "required": ["type", "title", "status", "detail", "findings"],
    "properties": {
        "type": {"type": "string", "description": "Loại vấn đề"},
        "title": {"type": "string", "description": "Tên vấn đề"},
        "status": {"type": "integer", "description": "Mã HTTP"},
        "detail": {"type": "string", "description": "Điều cụ thể đã xảy ra"},
        "findings": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}},
        "conflicts": {"type": "array", "items": {"$ref": "#/components/schemas/Conflict"}},
        "revision": {"type": "integer", "description": "Lần sửa hiện nay, khi trùng thay đổi"},
    },
}
CONFLICT_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "Một chỗ mà người khác vừa sửa khác đi.",
    "properties": {
        "cell": {"type": "string", "description": "Ô, danh sách, mục hay phần văn bản"},
        "base": {"type": ["string", "null"], "description": "Giá trị lúc mở"},
        "mine": {"type": ["string", "null"], "description": "Giá trị gửi lên"},
        "theirs": {"type": ["string", "null"], "description": "Giá trị người khác đã lưu"},
        "by": {"type": "string", "description": "Ai đã lưu"},
        "at": {"type": "string", "format": "date-time", "description": "Lúc nào"},
    },
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return how the description tells of answers that say why not; every route has 401, 422 and 503."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": TITLES[status], "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in sorted({400, 401, 422, 503, *statuses})
    }

"""What is made of a report: findings, files, edited Word files brought up to date."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Response, UploadFile

from reportgen.model.checking import Checked
from reportgen.service.office import building, documents
from reportgen.web.api.caller import By, RowNumber
from reportgen.web.api.paging import Cursor, Limit, Page, page_of
from reportgen.web.api.problems import problems
from reportgen.web.api.repeating import RepeatableRoute
from reportgen.web.api.shapes_reports import ArtefactShape, ArtefactsShape, CheckedShape, NewBuild

router = APIRouter(route_class=RepeatableRoute, tags=["Kiểm tra, lập văn bản"])
BYTES: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
KINDS_OF_FILES: dict[str, Any] = {
    **dict.fromkeys((building.WORD, building.WORKBOOK, "application/pdf"), BYTES),
    "application/json": {"schema": {"type": "object"}},
}


@router.get(
    "/reports/{report_id}/findings",
    summary="Kiểm tra báo cáo",
    response_model=CheckedShape,
    responses=problems(404),
)
def findings(by: By, report_id: RowNumber) -> Any:
    """Kiểm tra số liệu, lời văn và thể thức của báo cáo lúc này, như reportgen check."""
    checked: Checked = building.findings(by.office, by.actor, report_id)
    return {"findings": checked.findings, "passed": sum(checked.passed.values())}


@router.post(
    "/reports/{report_id}/artefacts",
    summary="Lập văn bản",
    status_code=201,
    response_model=ArtefactsShape,
    responses=problems(404),
)
def build(by: By, report_id: RowNumber, new: NewBuild) -> Any:
    """Lập các tệp của báo cáo; nội dung không đổi thì trả lại tệp đã lập. Còn lỗi thì 422, kể đủ các lỗi."""
    return {"items": building.build(by.office, by.actor, report_id, new.kinds)}


@router.get(
    "/reports/{report_id}/artefacts",
    summary="Các tệp đã lập",
    response_model=Page[ArtefactShape],
    responses=problems(404),
)
def artefacts(by: By, report_id: RowNumber, cursor: Cursor = "", limit: Limit = 50) -> Any:
    """Trả về các tệp đã lập từ báo cáo này, kể cả từ các lần sửa trước."""
    return page_of(building.artefacts(by.office, by.actor, report_id), lambda each: each.id, cursor, limit)


@router.get(
    "/artefacts/{artefact_id}",
    summary="Tải một tệp",
    response_class=Response,
    responses={200: {"description": "Nội dung tệp", "content": KINDS_OF_FILES}, **problems(404)},
)
def artefact(by: By, artefact_id: RowNumber) -> Response:
    """Tải một tệp đã lập; ETag là sha256 của nó."""
    view, data = building.artefact(by.office, by.actor, artefact_id)
    return attached(data, view.name, view.media_type, etag=view.sha256)


def attached(data: bytes, name: str, media_type: str, *, etag: str = "") -> Response:
    """Return a file to be saved under its name."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    headers |= {"ETag": f'"{etag}"'} if etag else {}
    return Response(data, media_type=media_type, headers=headers)


@router.post(
    "/reports/{report_id}/refresh",
    summary="Cập nhật số trong văn bản đã sửa tay",
    response_class=Response,
    responses={
        200: {"description": "Văn bản .docx đã cập nhật số", "content": {building.WORD: BYTES}},
        **problems(403, 404),
    },
)
def refresh(
    by: By,
    report_id: RowNumber,
    tep: Annotated[UploadFile, Form(description="Văn bản .docx do reportgen lập, đã sửa trong Word")],
    theo_doi: Annotated[bool, Form(description="Ghi thay đổi ở chế độ Track Changes")] = False,
) -> Response:
    """Đưa số hiện nay vào văn bản đã sửa tay, giữ mọi chữ đã sửa; nơi sửa tay vào số thì để nguyên."""
    data = tep.file.read()
    edited = documents.inspect_edited(by.office, by.actor, report_id, data, tep.filename or "")
    made = documents.refresh_edited(by.office, by.actor, report_id, edited.upload, track_changes=theo_doi)
    return attached(made.data, made.name, building.WORD)

"""Signatures, revisions, the history of a figure, and the chain of events."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from reportgen.service.office import approvals
from reportgen.service.office import history as service
from reportgen.web.api.caller import By, RowNumber
from reportgen.web.api.paging import Cursor, Limit, Page, cursor_at, page_of, start_of
from reportgen.web.api.problems import problems
from reportgen.web.api.repeating import RepeatableRoute
from reportgen.web.api.shapes import EventShape
from reportgen.web.api.shapes_reports import (
    ComparisonShape,
    FigureChangeShape,
    ImpactShape,
    NewSignOff,
    Reason,
    RevisionShape,
    SavedShape,
    SignOffShape,
)

router = APIRouter(route_class=RepeatableRoute, tags=["Ký duyệt, lịch sử"])
Number = Annotated[int, Path(ge=1, le=999_999_999, description="Lần sửa", examples=[1])]
Revision = Annotated[int, Query(ge=1, le=999_999_999, description="Lần sửa", examples=[1])]
CellId = Annotated[
    str,
    Path(
        pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_.]*@[0-9]{1,9}$",
        max_length=200,
        examples=["can_bo.dai_hoc@2023"],
    ),
]


@router.get(
    "/reports/{report_id}/sign-offs",
    summary="Các chữ ký",
    response_model=Page[SignOffShape],
    responses=problems(404),
)
def sign_offs(by: By, report_id: RowNumber, cursor: Cursor = "", limit: Limit = 50) -> Any:
    """Trả về mọi chữ ký dưới báo cáo, cả chữ ký đã hết hiệu lực và vì sao."""
    return page_of(approvals.sign_offs(by.office, by.actor, report_id), lambda each: each.id, cursor, limit)


@router.post(
    "/reports/{report_id}/sign-offs",
    summary="Ký",
    status_code=201,
    response_model=SignOffShape,
    responses=problems(403, 404, 409),
)
def sign(by: By, report_id: RowNumber, new: NewSignOff) -> Any:
    """Ký một bước, đúng với nội dung đã xem (content_hash); duyệt thì báo cáo được chốt.

    Chương trình ghi `duyet_khac_nguoi_lap: true` thì ai đã ký bước `lap` không duyệt được báo cáo ấy (403).
    """
    return approvals.sign(
        by.office, by.actor, report_id, new.step, content_hash=new.content_hash, note=new.note
    )


@router.post(
    "/reports/{report_id}/send-back",
    summary="Trả lại",
    status_code=204,
    responses=problems(403, 404, 409),
)
def send_back(by: By, report_id: RowNumber, reason: Reason) -> None:
    """Trả báo cáo lại để sửa, kèm lý do; các chữ ký dưới báo cáo và ở cấp trên hết hiệu lực."""
    approvals.send_back(by.office, by.actor, report_id, reason.why)


@router.get(
    "/reports/{report_id}/impact",
    summary="Đã đổi gì từ chữ ký cuối",
    response_model=ImpactShape,
    responses=problems(404),
)
def impact(by: By, report_id: RowNumber) -> Any:
    """Trả về điều đã đổi từ chữ ký cuối, in ở đâu, và sửa nữa thì chữ ký nào hết hiệu lực."""
    return approvals.impact(by.office, by.actor, report_id)


@router.get(
    "/reports/{report_id}/revisions",
    summary="Các lần sửa",
    response_model=Page[RevisionShape],
    responses=problems(404),
)
def revisions(by: By, report_id: RowNumber, cursor: Cursor = "", limit: Limit = 50) -> Any:
    """Trả về mọi lần sửa: ai, lúc nào, vì sao, đổi bao nhiêu."""
    return page_of(service.revisions(by.office, by.actor, report_id), lambda each: each.number, cursor, limit)


@router.get(
    "/reports/{report_id}/comparison",
    summary="So hai lần sửa",
    response_model=ComparisonShape,
    responses=problems(404),
)
def compare(by: By, report_id: RowNumber, a: Revision, b: Revision) -> Any:
    """Trả về các số và phần lời khác nhau giữa hai lần sửa."""
    return service.compare(by.office, by.actor, report_id, a, b)


@router.post(
    "/reports/{report_id}/revisions/{number}/restore",
    summary="Khôi phục một lần sửa",
    response_model=SavedShape,
    responses=problems(403, 404, 409),
)
def restore(by: By, report_id: RowNumber, number: Number, reason: Reason, response: Response) -> Any:
    """Đưa báo cáo về như ở một lần sửa, thành lần sửa mới; không xoá gì."""
    saved = service.restore(by.office, by.actor, report_id, number, reason.why)
    response.headers["ETag"] = f'"r{saved.revision}"'
    return saved


@router.get(
    "/reports/{report_id}/cells/{cell}/history",
    summary="Lịch sử một số",
    response_model=list[FigureChangeShape],
    responses=problems(404),
)
def figure_history(by: By, report_id: RowNumber, cell: CellId) -> Any:
    """Trả về mọi lần đổi của một số: ai, lúc nào, từ bao nhiêu thành bao nhiêu, vì sao, từ tệp nào."""
    return service.figure_history(by.office, by.actor, report_id, cell)


@router.get("/events", summary="Nhật ký", response_model=Page[EventShape], responses=problems(403, 404))
def events(
    by: By,
    subject: Annotated[
        str, Query(pattern=r"^([a-z]+:[0-9]{1,15})?$", description="Chỉ việc với cái này")
    ] = "",
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Any:
    """Trả về các việc đã xảy ra, mới nhất trước; của cả cơ quan thì chỉ người quản trị."""
    page = service.events(by.office, by.actor, before=start_of(cursor), most=limit, subject=subject)
    return {"items": page.events, "next": cursor_at(page.next) if page.next else None}

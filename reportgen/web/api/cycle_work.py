"""A period as its consolidator sees it: the board, reminders, cross-checks, charts, batches."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from reportgen.service.batch_run import Selection
from reportgen.service.office import board as service
from reportgen.service.office import jobs
from reportgen.web.api.caller import By, RowNumber
from reportgen.web.api.making import BYTES, attached
from reportgen.web.api.paging import Cursor, Limit, Page, page_of
from reportgen.web.api.problems import problems
from reportgen.web.api.repeating import RepeatableRoute
from reportgen.web.api.shapes import JobShape, NewJob
from reportgen.web.api.shapes_board import BoardShape, ChartShape, ConsolidatedShape, RemindersShape
from reportgen.web.api.shapes_reports import CheckedShape

router = APIRouter(route_class=RepeatableRoute, tags=["Tổng hợp"])
Unit = Annotated[
    str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$", description="Mã đơn vị", examples=["109"])
]
FigureIds = Annotated[
    list[Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_.]*@[0-9]{1,9}$", max_length=200)]],
    Query(min_length=1, max_length=20, description="Các số liệu", examples=[["can_bo.dai_hoc@2023"]]),
]


@router.get(
    "/cycles/{cycle_id}/board", summary="Bảng theo dõi", response_model=BoardShape, responses=problems(404)
)
def board(by: By, cycle_id: RowNumber) -> Any:
    """Trả về mọi đơn vị của kỳ mà mình được xem: thiếu, trễ, sai, đã duyệt."""
    return service.board(by.office, by.actor, cycle_id)


@router.get(
    "/cycles/{cycle_id}/reminders",
    summary="Cần nhắc ai",
    response_model=RemindersShape,
    responses=problems(403, 404),
)
def reminders(by: By, cycle_id: RowNumber) -> Any:
    """Trả về các đơn vị cần nhắc, trễ nhất trước, với câu nhắc."""
    return {"items": service.reminders(by.office, by.actor, cycle_id)}


@router.get(
    "/cycles/{cycle_id}/cross-checks",
    summary="Kiểm tra chéo",
    response_model=CheckedShape,
    responses=problems(403, 404),
)
def cross_checks(by: By, cycle_id: RowNumber) -> Any:
    """So các đơn vị với nhau và với cấp trên."""
    checked = service.cross_checks(by.office, by.actor, cycle_id)
    return {"findings": checked.findings, "passed": sum(checked.passed.values())}


@router.get(
    "/cycles/{cycle_id}/units/{unit}/consolidated",
    summary="Số tổng hợp",
    response_model=ConsolidatedShape,
    responses=problems(403, 404),
)
def consolidated(by: By, cycle_id: RowNumber, unit: Unit) -> Any:
    """Trả về số của các đơn vị cấp dưới gộp lại."""
    sections, lists = service.consolidated(by.office, by.actor, cycle_id, unit)
    return {"sections": sections, "lists": lists}


@router.get(
    "/cycles/{cycle_id}/units/{unit}/chart",
    summary="Số liệu biểu đồ",
    response_model=ChartShape,
    responses=problems(403, 404),
)
def chart(by: By, cycle_id: RowNumber, unit: Unit, figure: FigureIds) -> Any:
    """Trả về các số liệu của những đơn vị ngay dưới một đơn vị."""
    return service.chart_data(by.office, by.actor, cycle_id, unit, figure)


# --- batches -----------------------------------------------------------------------------------------


@router.post(
    "/cycles/{cycle_id}/jobs",
    summary="Lập hàng loạt",
    status_code=202,
    response_model=JobShape,
    responses=problems(403, 404),
)
def start(by: By, cycle_id: RowNumber, new: NewJob) -> Any:
    """Lập báo cáo của các đơn vị mình tổng hợp, ở tiến trình riêng; hỏi GET /jobs/{id} xem đến đâu."""
    wanted = {jobs.ANNEXES: new.annexes, jobs.TIE_OUT: new.tie_out, jobs.PDF: new.pdf}
    kinds = [kind for kind, is_wanted in wanted.items() if is_wanted]
    selection = Selection(frozenset(new.units), frozenset(new.levels))
    return jobs.job(by.office, by.actor, jobs.start_batch(by.office, by.actor, cycle_id, selection, kinds))


@router.get(
    "/cycles/{cycle_id}/jobs",
    summary="Các việc lập hàng loạt",
    response_model=Page[JobShape],
    responses=problems(403, 404),
)
def all_jobs(by: By, cycle_id: RowNumber, cursor: Cursor = "", limit: Limit = 50) -> Any:
    """Trả về các việc gần đây của kỳ."""
    return page_of(jobs.jobs(by.office, by.actor, cycle_id), lambda each: each.id, cursor, limit)


@router.get("/jobs/{job_id}", summary="Một việc đến đâu", response_model=JobShape, responses=problems(404))
def job(by: By, job_id: RowNumber) -> Any:
    """Trả về một việc: bao nhiêu đơn vị xong, lỗi, và kết quả của từng đơn vị khi xong."""
    return jobs.job(by.office, by.actor, job_id)


@router.delete("/jobs/{job_id}", summary="Dừng một việc", response_model=JobShape, responses=problems(404))
def stop(by: By, job_id: RowNumber) -> Any:
    """Dừng một việc đang chờ hay đang lập; phần đã lập dùng lại được ở lần sau."""
    return jobs.stop_job(by.office, by.actor, job_id)


@router.get(
    "/jobs/{job_id}/result",
    summary="Tải kết quả",
    response_class=Response,
    responses={
        200: {"description": "Tệp .zip mọi văn bản", "content": {"application/zip": BYTES}},
        **problems(404),
    },
)
def result(by: By, job_id: RowNumber) -> Response:
    """Tải một tệp .zip có mọi văn bản đã lập."""
    name, data = jobs.job_result(by.office, by.actor, job_id)
    return attached(data, name, "application/zip")

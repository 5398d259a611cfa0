"""Programmes, their versions and periods."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Response, UploadFile

from reportgen.model.office.cycles import VersionView
from reportgen.model.office.refusals import NotFound
from reportgen.service.office import last_period
from reportgen.service.office import programmes as service
from reportgen.web.api.caller import By, RowNumber
from reportgen.web.api.paging import Cursor, Limit, Page, page_of
from reportgen.web.api.problems import problems
from reportgen.web.api.repeating import RepeatableRoute
from reportgen.web.api.shapes import CycleChange, CycleShape, VersionShape

router = APIRouter(route_class=RepeatableRoute)
PROGRAMMES: list[str | Enum] = ["Chương trình"]
CYCLES: list[str | Enum] = ["Kỳ báo cáo"]
Key = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,40}$", description="Mã chương trình", examples=["thu-2023"])]
ZIP: dict[str, Any] = {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}


@router.post(
    "/programmes",
    tags=PROGRAMMES,
    summary="Đưa chương trình lên",
    status_code=201,
    response_model=VersionShape,
    responses=problems(403),
)
def publish(
    by: By,
    tep: Annotated[
        UploadFile, Form(description="Tệp .zip có chuong-trinh.yaml, hoặc bao-cao.yaml và số liệu")
    ],
    ghi_chu: Annotated[str, Form(max_length=500, description="Ghi chú cho phiên bản")] = "",
) -> VersionView:
    """Đưa một chương trình lên thành phiên bản mới của kỳ; chỉ người quản trị mẫu.

    Tệp được xem xét và lập thử trong một tiến trình bị giới hạn trước khi dùng; báo cáo đã nhập giữ nguyên.
    """
    data = tep.file.read()
    return service.publish_programme(by.office, by.actor, data, tep.filename or "", ghi_chu)


@router.post(
    "/samples/{name}",
    tags=PROGRAMMES,
    summary="Nạp một mẫu có sẵn",
    status_code=201,
    response_model=VersionShape,
    responses=problems(403),
)
def load_sample(by: By, name: Key) -> VersionView:
    """Đưa lên một mẫu đi kèm phần mềm để làm thử: phong-tho, lai-chau (một đơn vị), toan-tinh (cả tỉnh)."""
    return service.load_sample(by.office, by.actor, name)


@router.get(
    "/programmes/{programme}/versions",
    tags=PROGRAMMES,
    summary="Các phiên bản",
    response_model=Page[VersionShape],
    responses=problems(403, 404),
)
def versions(by: By, programme: Key, cursor: Cursor = "", limit: Limit = 50) -> Any:
    """Trả về các phiên bản của một chương trình."""
    return page_of(service.versions(by.office, by.actor, programme), lambda each: each.number, cursor, limit)


@router.get(
    "/cycles", tags=CYCLES, summary="Các kỳ báo cáo", response_model=Page[CycleShape], responses=problems()
)
def cycles(by: By, cursor: Cursor = "", limit: Limit = 50) -> Any:
    """Trả về các kỳ mà mình có việc."""
    return page_of(service.cycles(by.office, by.actor), lambda each: each.id, cursor, limit)


@router.get(
    "/cycles/{cycle_id}",
    tags=CYCLES,
    summary="Một kỳ báo cáo",
    response_model=CycleShape,
    responses=problems(404),
)
def cycle(by: By, cycle_id: RowNumber) -> Any:
    """Trả về một kỳ báo cáo."""
    found = next((each for each in service.cycles(by.office, by.actor) if each.id == cycle_id), None)
    if found is None:
        raise NotFound("không có kỳ báo cáo này")
    return found


@router.patch(
    "/cycles/{cycle_id}",
    tags=CYCLES,
    summary="Đóng, mở kỳ",
    response_model=CycleShape,
    responses=problems(403, 404),
)
def change_cycle(by: By, cycle_id: RowNumber, change: CycleChange) -> Any:
    """Đóng kỳ (không ai sửa được nữa) hoặc mở lại; chỉ người quản trị mẫu."""
    change_it = service.open_cycle if change.is_open else service.close_cycle
    change_it(by.office, by.actor, cycle_id)
    return cycle(by, cycle_id)


@router.post(
    "/cycles/{cycle_id}/last-period",
    tags=CYCLES,
    summary="Lấy số kỳ trước đã duyệt",
    status_code=201,
    response_model=VersionShape,
    responses=problems(403, 404),
)
def take_last_period(by: By, cycle_id: RowNumber) -> VersionView:
    """Đưa số đã duyệt của kỳ trước vào chương trình, thành phiên bản mới; chỉ người quản trị mẫu.

    Đơn vị chưa được duyệt kỳ trước thì giữ số kỳ trước mà chương trình đang có.
    """
    return last_period.take_last_period(by.office, by.actor, cycle_id)


@router.get(
    "/cycles/{cycle_id}/bundle",
    tags=CYCLES,
    summary="Tệp chương trình đang dùng",
    response_class=Response,
    responses={200: {"description": "Tệp nén", **ZIP}, **problems(403, 404)},
)
def bundle(by: By, cycle_id: RowNumber) -> Response:
    """Tải tệp nén của chương trình đang dùng trong kỳ; chỉ người quản trị mẫu."""
    return Response(service.bundle_of(by.office, by.actor, cycle_id), media_type="application/zip")

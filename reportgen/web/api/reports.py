"""Reports for other systems: their values and words, read and changed."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Form, Header, Path, Query, Request, Response, UploadFile
from starlette.concurrency import run_in_threadpool

from reportgen.errors import Finding, InputRefused
from reportgen.model.office.reports import Saved, Taken
from reportgen.service.office import reports as service
from reportgen.service.office.gate import Kind, gate_upload, shown_name
from reportgen.service.office.taking import take_workbook
from reportgen.web.api.caller import By, RowNumber
from reportgen.web.api.paging import Cursor, Limit, Page, page_of
from reportgen.web.api.problems import problems
from reportgen.web.api.repeating import RepeatableRoute
from reportgen.web.api.shapes_reports import (
    CellsChange,
    LineShape,
    ReportShape,
    RowsChange,
    SavedShape,
    SectionChange,
    TakenShape,
    TextsChange,
)

router = APIRouter(route_class=RepeatableRoute, tags=["Báo cáo"])
MOST_REPORTS = 100_000
CHANGING = problems(403, 404, 409)
ETAG = re.compile(r'(?:W/)?"?r?([0-9]{1,9})"?')
ETAG_TOLD: dict[str, Any] = {
    "headers": {"ETag": {"description": "Lần sửa, đưa vào If-Match", "schema": {"type": "string"}}}
}
Base = Annotated[
    str,
    Header(
        alias="If-Match",
        pattern=r'^(W/)?"?r?[0-9]{1,9}"?$',
        description='Lần sửa đã xem, như ETag trả về: "r3"',
        examples=['"r3"'],
    ),
]
Name = Annotated[
    str, Path(pattern=r"^[a-z][a-z0-9_]{0,60}$", description="Tên danh sách", examples=["dan_toc"])
]
SectionPath = Annotated[
    str,
    Path(
        pattern=r"^[a-z_]+(\.[a-z0-9_]+){0,12}$", max_length=200, description="Tên mục", examples=["mo_dau"]
    ),
]
UnitCode = Annotated[str, Query(max_length=40, description="Chỉ đơn vị này", examples=["10608"])]
FIGURES_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "Một dòng của so-lieu.jsonl (docs/so-lieu.md; reportgen schema so-lieu-don-vi)",
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["so_lieu"],
                    "properties": {"so_lieu": {"type": "object"}},
                },
                "example": {"don_vi": "10608", "so_lieu": {"can_bo": {"dai_hoc": 12}}},
            }
        },
    }
}


def revision_of(given: str) -> int:
    """Return the revision that an If-Match names; raises InputRefused."""
    found = ETAG.fullmatch(given.strip())
    if found is None:
        remedy = 'đưa nguyên giá trị ETag đã nhận, ví dụ "r3"'
        raise InputRefused([Finding("if-match", f"If-Match không đọc được: {given[:40]}", remedy=remedy)])
    return int(found[1])


def _marked(response: Response, saved: Saved) -> Saved:
    response.headers["ETag"] = f'"r{saved.revision}"'
    return saved


@router.get("/reports", summary="Các báo cáo", response_model=Page[LineShape], responses=problems())
def reports(
    by: By,
    cycle: Annotated[int | None, Query(ge=1, le=2**53, description="Chỉ kỳ này", examples=[1])] = None,
    unit: UnitCode = "",
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Any:
    """Trả về các báo cáo mà mình được xem."""
    found = service.my_reports(by.office, by.actor, cycle_id=cycle, most=MOST_REPORTS)
    wanted = (each for each in found if not unit or each.unit_code == unit)
    return page_of(wanted, lambda each: each.id, cursor, limit)


@router.get(
    "/reports/{report_id}",
    summary="Một báo cáo",
    response_model=ReportShape,
    responses={200: ETAG_TOLD, **problems(404)},
)
def report(by: By, report_id: RowNumber, response: Response) -> Any:
    """Trả về một báo cáo: bảng số liệu, danh sách, phần lời, và mình được làm gì với nó."""
    view = service.open_report(by.office, by.actor, report_id)
    response.headers["ETag"] = f'"r{view.revision}"'
    return view


@router.get(
    "/reports/{report_id}/figures",
    summary="Số liệu, như trong tệp",
    response_class=Response,
    responses={
        200: {
            "description": "Một dòng của so-lieu.jsonl",
            "content": {"application/json": {"schema": {"type": "object"}}},
            **ETAG_TOLD,
        },
        **problems(404),
    },
)
def figures(by: By, report_id: RowNumber) -> Response:
    """Trả về số liệu của đơn vị như một dòng của so-lieu.jsonl: số chính xác; null là chưa có số liệu."""
    revision, text = service.figures_json(by.office, by.actor, report_id)
    return Response(text, media_type="application/json", headers={"ETag": f'"r{revision}"'})


@router.put(
    "/reports/{report_id}/figures",
    summary="Thay số liệu",
    response_model=SavedShape,
    responses={200: ETAG_TOLD, **CHANGING},
    openapi_extra=FIGURES_BODY,
)
async def put_figures(
    by: By,
    report_id: RowNumber,
    base: Base,
    request: Request,
    response: Response,
    why: Annotated[str, Query(max_length=1000, description="Vì sao sửa")] = "",
) -> Any:
    """Thay số liệu của đơn vị bằng một dòng của so-lieu.jsonl; có lỗi thì không lưu gì.

    Số không có trong đó là bỏ đi.
    """
    data = await request.body()
    name = "so-lieu.json"
    gate_upload(data, name, (Kind.JSON,))
    revision = revision_of(base)
    saved = await run_in_threadpool(
        service.put_figures_json, by.office, by.actor, report_id, data, base_revision=revision, why=why
    )
    return _marked(response, saved)


@router.patch(
    "/reports/{report_id}/cells",
    summary="Sửa các ô",
    response_model=SavedShape,
    responses={200: ETAG_TOLD, **CHANGING},
)
def change_cells(by: By, report_id: RowNumber, base: Base, change: CellsChange, response: Response) -> Any:
    """Lưu các ô như gõ trên trang: ô sai thì kể ở refused và không lưu, ô đúng vẫn lưu.

    Hai người sửa hai ô khác nhau thì gộp; cùng một ô thì 409 và không lưu gì.
    """
    saved = service.save_figures(
        by.office, by.actor, report_id, change.cells, base_revision=revision_of(base), why=change.why
    )
    return _marked(response, saved)


@router.put(
    "/reports/{report_id}/lists/{name}",
    summary="Thay một danh sách",
    response_model=SavedShape,
    responses={200: ETAG_TOLD, **CHANGING},
)
def change_rows(
    by: By, report_id: RowNumber, name: Name, base: Base, change: RowsChange, response: Response
) -> Any:
    """Thay mọi hàng của một danh sách; có ô sai thì cả danh sách không lưu."""
    saved = service.save_rows(
        by.office, by.actor, report_id, name, change.rows, base_revision=revision_of(base), why=change.why
    )
    return _marked(response, saved)


@router.put(
    "/reports/{report_id}/sections/{path}",
    summary="Sửa lời của một mục",
    response_model=SavedShape,
    responses={200: ETAG_TOLD, **CHANGING},
)
def change_section(
    by: By, report_id: RowNumber, path: SectionPath, base: Base, change: SectionChange, response: Response
) -> Any:
    """Thay lời của một mục bằng lời riêng của đơn vị; null: dùng lại lời của chương trình."""
    saved = service.save_section(
        by.office, by.actor, report_id, path, change.text, base_revision=revision_of(base)
    )
    return _marked(response, saved)


@router.patch(
    "/reports/{report_id}/texts",
    summary="Sửa số, ngày, nơi nhận, người ký",
    response_model=SavedShape,
    responses={200: ETAG_TOLD, **CHANGING},
)
def change_texts(by: By, report_id: RowNumber, base: Base, change: TextsChange, response: Response) -> Any:
    """Sửa phần đầu và phần cuối văn bản của đơn vị."""
    saved = service.save_texts(by.office, by.actor, report_id, change.texts, base_revision=revision_of(base))
    return _marked(response, saved)


@router.post(
    "/reports/{report_id}/workbook",
    summary="Gửi biểu nhập Excel",
    response_model=TakenShape,
    responses=CHANGING,
)
def workbook(
    by: By,
    report_id: RowNumber,
    tep: Annotated[UploadFile, Form(description="Biểu nhập .xlsx do reportgen lập, đã điền")],
) -> Taken:
    """Đọc biểu đã điền, từng ô một: ô đọc được thì lưu, ô sai thì kể ra; ô trống không đổi gì."""
    data, name = tep.file.read(), shown_name(tep.filename or "")
    gate_upload(data, name, (Kind.WORKBOOK,))
    return take_workbook(by.office, by.actor, report_id, data, name)

"""What all pages of one report have in common."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi.responses import HTMLResponse

from reportgen.model.office.reports import ReportHead, ReportView
from reportgen.web.visit import Visit

STEPS = (
    ("", "Tổng quan"),
    ("/so-lieu", "Số liệu"),
    ("/noi-dung", "Nội dung"),
    ("/van-ban", "Số, ngày, người ký"),
    ("/xem", "Xem bản in"),
    ("/tai-ve", "Lập, tải về"),
    ("/word", "Bản Word đã sửa"),
    ("/duyet", "Duyệt"),
    ("/lich-su", "Lịch sử"),
)


def report_page(
    here: Visit, name: str, report: ReportView | ReportHead, /, *, status: int = HTTPStatus.OK, **context: Any
) -> HTMLResponse:
    """Return a page of a report, with the way to its other pages."""
    return here.page(name, status=status, report=report, report_steps=STEPS, **context)

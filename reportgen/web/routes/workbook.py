"""The entry workbook of a unit: sent in, with a verdict for every cell."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import Response

from reportgen.errors import InputRefused
from reportgen.model.office.people import Action
from reportgen.model.office.refusals import Conflict
from reportgen.model.office.reports import Taken
from reportgen.service.office import building, reports
from reportgen.service.office.blank_workbooks import blank_workbook
from reportgen.service.office.gate import Kind, gate_upload, shown_name
from reportgen.web.report_pages import report_page
from reportgen.web.routes.downloads import attachment
from reportgen.web.routes.figures import cell_labels
from reportgen.web.visit import Form, Here, Uploaded, Visit, pages_for_signed_in, whole_number

router = pages_for_signed_in()


@router.get("/bao-cao/{report_id}/so-lieu/bieu-excel")
def workbook_page(here: Here, report_id: int) -> Response:
    """Ask for the workbook."""
    return _page(here, report_id)


@router.get("/bao-cao/{report_id}/so-lieu/bieu-excel/tai-ve")
def blank(here: Here, report_id: int) -> Response:
    """Send the unit's blank workbook."""
    name, data = blank_workbook(here.office, here.actor, report_id)
    return attachment(name, data, building.WORKBOOK)


@router.post("/bao-cao/{report_id}/so-lieu/bieu-excel")
def take(here: Here, report_id: int, form: Form, upload: Uploaded) -> Response:
    """Take the workbook in and tell how each of its cells was read."""
    if upload is None:
        return _page(here, report_id, problem="Chưa chọn tệp nào.")
    name, base = shown_name(upload.name), whole_number(form, "base_revision")
    try:
        gate_upload(upload.data, name, {Kind.WORKBOOK})
        taken = reports.take_workbook(
            here.office, here.actor, report_id, upload.data, name, base_revision=base
        )
    except InputRefused as refused:
        return _page(here, report_id, findings=refused.findings, name=name)
    except Conflict as conflict:
        return _page(here, report_id, conflict=conflict, name=name)
    return _page(here, report_id, taken, name=name)


def _page(here: Visit, report_id: int, taken: Taken | None = None, **context: object) -> Response:
    report = reports.open_report(here.office, here.actor, report_id)
    context = {"problem": "", "findings": (), "name": "", "conflict": None, **context}
    is_wrong = any(context.values()) and taken is None
    return report_page(
        here,
        "report/workbook.html",
        report,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong or _is_refused(taken) else HTTPStatus.OK,
        may_edit=Action.EDIT in report.may,
        taken=taken,
        labels=cell_labels(report),
        **context,
    )


def _is_refused(taken: Taken | None) -> bool:
    return taken is not None and taken.saved is None

"""An edited Word file: sent in, told what was edited, given back with the figures of now."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from fastapi import Response

from reportgen.errors import Finding, InputRefused
from reportgen.model.office.edited import Edited
from reportgen.service.office import building, documents
from reportgen.service.office.heads import report_head
from reportgen.web.report_pages import report_page
from reportgen.web.routes.downloads import attachment
from reportgen.web.visit import Form, Here, Uploaded, Visit, pages_for_signed_in, text_of

router = pages_for_signed_in()


@router.get("/bao-cao/{report_id}/word")
def edited_page(here: Here, report_id: int) -> Response:
    """Ask for the edited file."""
    return _page(here, report_id)


@router.post("/bao-cao/{report_id}/word")
def inspect(here: Here, report_id: int, upload: Uploaded) -> Response:
    """Tell what was edited in a file and what has changed since."""
    if upload is None:
        return _page(here, report_id, problem="Chưa chọn tệp nào.")
    try:
        edited = documents.inspect_edited(here.office, here.actor, report_id, upload.data, upload.name)
    except InputRefused as refused:
        return _page(here, report_id, findings=refused.findings)
    return _page(here, report_id, edited)


@router.post("/bao-cao/{report_id}/word/tai-ve")
def refresh(here: Here, report_id: int, form: Form) -> Response:
    """Send the file back with the figures of now."""
    overwrite = [str(each) for each in form.getlist("lay_so_moi")]
    tracks = text_of(form, "theo_doi") == "co"
    upload = text_of(form, "ban")
    made = documents.refresh_edited(
        here.office, here.actor, report_id, upload, track_changes=tracks, overwrite=overwrite
    )
    return attachment(made.name, made.data, building.WORD)


def _page(
    here: Visit,
    report_id: int,
    edited: Edited | None = None,
    *,
    problem: str = "",
    findings: Sequence[Finding] = (),
) -> Response:
    report = report_head(here.office, here.actor, report_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem or findings else HTTPStatus.OK
    name = "report/edited_word.html"
    return report_page(here, name, report, status=status, edited=edited, problem=problem, findings=findings)

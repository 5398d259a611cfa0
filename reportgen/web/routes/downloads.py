"""Files of a report: made, listed, downloaded."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import quote

from fastapi import Response
from starlette.datastructures import FormData

from reportgen.errors import Finding, InputRefused
from reportgen.model.office.building import ArtefactView
from reportgen.service.office import building
from reportgen.service.office.heads import figure_labels, report_files
from reportgen.web.finding_links import linked
from reportgen.web.report_pages import report_page
from reportgen.web.visit import Form, Here, Visit, go_to, pages_for_signed_in, text_of

router = pages_for_signed_in()

FIRST_TO_LAST = (building.DOCX, building.PDF, building.ANNEXES, "", building.TIE_OUT, building.JSON)
OF_OFFICES = FIRST_TO_LAST.index("")
"""The place of an office's own workbooks, whose kinds have their own names."""


@router.get("/bao-cao/{report_id}/tai-ve")
def downloads_page(here: Here, report_id: int, *, nhu_cu: bool = False) -> Response:
    """List the files that were made, those of the present content first; `nhu_cu` after a needless build."""
    return _page(here, report_id, is_unchanged=nhu_cu)


@router.post("/bao-cao/{report_id}/tai-ve")
def build(here: Here, report_id: int, form: Form) -> Response:
    """Make the files of the present content."""
    try:
        built = building.build_changed(here.office, here.actor, report_id, _kinds(form))
    except InputRefused as refused:
        return _page(here, report_id, refused.findings)
    return go_to(f"/bao-cao/{report_id}/tai-ve{'?nhu_cu=1' if built.is_unchanged else ''}")


@router.get("/bao-cao/{report_id}/tai-ve/{artefact_id}")
def download(here: Here, report_id: int, artefact_id: int) -> Response:
    """Send one file."""
    view, data = building.artefact(here.office, here.actor, artefact_id)
    return attachment(view.name, data, view.media_type)


def _kinds(form: FormData) -> Sequence[str]:
    """Return what is wanted: all files, unless the form asks for the Word file only; a PDF if ticked."""
    kinds = (building.DOCX,) if text_of(form, "tep") == "word" else building.ALL_BUT_PDF
    return (*kinds, building.PDF) if text_of(form, "pdf") == "co" else kinds


def attachment(name: str, data: bytes, media_type: str) -> Response:
    """Return a file to be saved; browsers read the name from `filename*`."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(data, media_type=media_type, headers=headers)


def _position(file: ArtefactView) -> int:
    """Return where a file stands in the list: what people want first, what machines want last."""
    return FIRST_TO_LAST.index(file.kind) if file.kind in FIRST_TO_LAST else OF_OFFICES


def _page(
    here: Visit, report_id: int, refused: Sequence[Finding] = (), *, is_unchanged: bool = False
) -> Response:
    files = report_files(here.office, here.actor, report_id)
    return report_page(
        here,
        "report/downloads.html",
        files.head,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
        current=sorted(files.current, key=_position),
        older=sorted(files.older, key=_position),
        is_unchanged=is_unchanged,
        refused=linked(refused, report_id, figure_labels(here.office, report_id)) if refused else (),
    )

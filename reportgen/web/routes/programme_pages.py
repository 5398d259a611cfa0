"""Programmes: published, their versions, their periods closed and opened."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from fastapi import Response

from reportgen.errors import Finding, InputRefused, UsageProblem
from reportgen.model.office.cycles import CycleView, VersionView
from reportgen.model.office.people import Action
from reportgen.model.office.refusals import Denied
from reportgen.service.office import last_period, programmes
from reportgen.service.office.access import ALLOWS, keeps_templates
from reportgen.web.admin_pages import admin_page
from reportgen.web.routes.downloads import attachment
from reportgen.web.visit import Form, Here, Uploaded, Visit, go_to, pages_for_signed_in, text_of

router = pages_for_signed_in()
ADDRESS = "/quan-tri/chuong-trinh"
ZIP = "application/zip"
NOT_KEPT = "bạn không có quyền đưa chương trình, mẫu lên"
HOW_TO_KEEP = "nhờ người quản trị tài khoản giao vai trò Quản trị mẫu"


@router.get(ADDRESS)
def programmes_page(here: Here) -> Response:
    """List the programmes that somebody keeps, with their periods and versions."""
    return _page(here)


@router.post(ADDRESS)
def publish(here: Here, form: Form, upload: Uploaded) -> Response:
    """Publish a bundle, or tell all that is wrong in it."""
    _require(here)
    if upload is None:
        return _page(here, [Finding("no-file", "chưa chọn tệp nào", remedy="chọn tệp .zip của chương trình")])
    note = text_of(form, "ghi_chu").strip()
    try:
        made = programmes.publish_programme(here.office, here.actor, upload.data, upload.name, note)
    except InputRefused as refused:
        return _page(here, refused.findings, name=upload.name)
    return _page(here, made=made)


@router.post(ADDRESS + "/mau")
def load_sample(here: Here, form: Form) -> Response:
    """Publish a sample that comes with the program."""
    _require(here)
    try:
        made = programmes.load_sample(here.office, here.actor, text_of(form, "mau"))
    except UsageProblem as problem:
        return _page(here, [Finding("sample-unknown", str(problem))])
    return _page(here, made=made)


@router.get(ADDRESS + "/ky/{cycle_id}/tai-ve")
def bundle(here: Here, cycle_id: int) -> Response:
    """Send the bundle that is in force."""
    data = programmes.bundle_of(here.office, here.actor, cycle_id)
    return attachment(f"chuong-trinh-ky-{cycle_id}.zip", data, ZIP)


@router.post(ADDRESS + "/ky/{cycle_id}/so-ky-truoc")
def take_last_period(here: Here, cycle_id: int) -> Response:
    """Put what was approved in the period before into the programme, as a new version."""
    _require(here)
    try:
        made = last_period.take_last_period(here.office, here.actor, cycle_id)
    except InputRefused as refused:
        return _page(here, refused.findings, name="số kỳ trước")
    return _page(here, made=made)


@router.post(ADDRESS + "/ky/{cycle_id}/dong")
def close(here: Here, cycle_id: int) -> Response:
    """Close a period."""
    programmes.close_cycle(here.office, here.actor, cycle_id)
    return go_to(ADDRESS)


@router.post(ADDRESS + "/ky/{cycle_id}/mo")
def reopen(here: Here, cycle_id: int) -> Response:
    """Open a closed period again."""
    programmes.open_cycle(here.office, here.actor, cycle_id)
    return go_to(ADDRESS)


def _require(here: Visit) -> None:
    if not keeps_templates(here.actor):
        raise Denied(NOT_KEPT, remedy=HOW_TO_KEEP)


def _kept(here: Visit) -> list[CycleView]:
    """Return the periods of the programmes that somebody keeps."""
    keeps = [each for each in here.actor.grants if Action.KEEP_TEMPLATES in ALLOWS[each.role]]
    found = programmes.cycles(here.office, here.actor)
    return [view for view in found if any(each.programme in (None, view.programme) for each in keeps)]


def _page(
    here: Visit, problems: Sequence[Finding] = (), *, name: str = "", made: VersionView | None = None
) -> Response:
    _require(here)
    cycles = _kept(here)
    keys = dict.fromkeys(each.programme for each in cycles)
    return admin_page(
        here,
        "admin/programmes.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK,
        problems=problems,
        name=name,
        made=made,
        cycles=cycles,
        followers={each.id for each in cycles if last_period.has_one_before(here.office, each)},
        versions={key: programmes.versions(here.office, here.actor, key) for key in keys},
        samples=programmes.samples(),
    )

"""Number, date, signatory and recipients of one unit's document."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import Response
from starlette.datastructures import FormData

from reportgen.model.office.people import Action
from reportgen.model.office.refusals import Conflict
from reportgen.model.office.reports import ReportView, Saved
from reportgen.service.office import reports
from reportgen.web.conflicts import chosen, conflict_page
from reportgen.web.report_pages import report_page
from reportgen.web.visit import Form, Here, Visit, go_to, pages_for_signed_in, whole_number

router = pages_for_signed_in()
TEXT = "vb."
FIELDS = {
    "Số, ngày": (
        ("so", "Số văn bản", "Để trống khi chưa cấp số.", 1),
        ("ngay", "Ngày ban hành", "Ví dụ 18/12/2023; chưa rõ ngày thì ghi 12/2023.", 1),
        ("ky_hieu", "Ký hiệu", "Ví dụ BC-UBND.", 1),
        ("dia_danh", "Địa danh", "", 1),
    ),
    "Người ký": (
        ("ky_ten.quyen_han", "Quyền hạn ký", "Ví dụ TM. ỦY BAN NHÂN DÂN; mỗi dòng in một dòng.", 2),
        ("ky_ten.chuc_vu", "Chức vụ", "", 1),
        ("ky_ten.ho_ten", "Họ và tên", "", 1),
    ),
    "Nơi nhận": (("noi_nhan", "Nơi nhận", "Mỗi nơi một dòng.", 4),),
    "Cơ quan": (
        ("co_quan.chu_quan", "Cơ quan chủ quản", "Dòng trên, ở đầu văn bản.", 2),
        ("co_quan.ban_hanh", "Cơ quan ban hành", "Dòng dưới, in đậm.", 2),
        ("co_quan.ten_goi", "Tên viết thường", "Dùng trong câu, ví dụ Ủy ban nhân dân xã Bản Một.", 1),
    ),
}
"""By heading: name, label, hint, rows of the field."""
LABELS = {name: label for fields in FIELDS.values() for name, label, *_ in fields}


@router.get("/bao-cao/{report_id}/van-ban")
def letterhead_page(here: Here, report_id: int) -> Response:
    """Show what the unit has of its own."""
    report = reports.open_report(here.office, here.actor, report_id)
    return _page(here, report, _as_typed(report.texts))


@router.post("/bao-cao/{report_id}/van-ban")
def save(here: Here, report_id: int, form: Form) -> Response:
    """Save all of it; what is refused comes back as it was typed."""
    sent = {name.removeprefix(TEXT): text for name, text in chosen(form).items() if name.startswith(TEXT)}
    base = whole_number(form, "base_revision")
    try:
        saved = reports.save_texts(here.office, here.actor, report_id, sent, base_revision=base)
    except Conflict as conflict:
        return _conflict(here, report_id, form, conflict)
    if not saved.refused:
        return go_to(f"/bao-cao/{report_id}/van-ban")
    return _page(here, reports.open_report(here.office, here.actor, report_id), sent, saved)


def _as_typed(texts: Mapping[str, object]) -> dict[str, str]:
    """Return texts as a form has them: lines below each other, days the Vietnamese way."""
    return {name: _text(name, value) for name, value in texts.items() if value is not None}


def _text(name: str, value: object) -> str:
    if name == "ngay":
        return "/".join(reversed(str(value).split("-")))
    return "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _page(here: Visit, report: ReportView, given: Mapping[str, str], saved: Saved | None = None) -> Response:
    return report_page(
        here,
        "report/letterhead.html",
        report,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if saved else HTTPStatus.OK,
        may_edit=Action.EDIT in report.may,
        fields=FIELDS,
        given=given,
        common=_as_typed(reports.letterhead(here.office, here.actor, report.line.id)),
        wrong={each.cell.removeprefix(TEXT): each for each in saved.refused} if saved else {},
    )


def _conflict(here: Visit, report_id: int, form: FormData, conflict: Conflict) -> Response:
    report = reports.open_report(here.office, here.actor, report_id)
    labels = {f"{TEXT}{name}": label for name, label in LABELS.items()}
    address = f"/bao-cao/{report_id}/van-ban"
    return conflict_page(here, report, form, conflict, address=address, labels=labels, prefix="")

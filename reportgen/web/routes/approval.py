"""Signatures under a report: given, waited for, lapsed; sending it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Response

from reportgen.errors import Finding, InputRefused
from reportgen.model.office.approvals import SignOffView, Step
from reportgen.model.office.people import Action
from reportgen.model.office.refusals import Conflict, Denied, NotFound
from reportgen.service.office import approvals
from reportgen.service.office.awaited import awaited
from reportgen.service.office.heads import figure_labels, report_head
from reportgen.web.failures import status_of, told
from reportgen.web.finding_links import linked
from reportgen.web.report_pages import report_page
from reportgen.web.visit import Form, Here, Visit, go_to, pages_for_signed_in, text_of

router = pages_for_signed_in()
TITLES = {
    Step.PREPARED: ("Người lập", "Ký đã lập xong"),
    Step.REVIEWED: ("Kiểm tra", "Ký đã kiểm tra"),
    Step.APPROVED: ("Duyệt", "Duyệt và chốt báo cáo"),
}
"""How each step is called, and what its button says."""
WAITS_FOR = {
    Step.PREPARED: "người lập báo cáo của đơn vị",
    Step.REVIEWED: "người tổng hợp hoặc lãnh đạo",
    Step.APPROVED: "lãnh đạo",
}


@dataclass(frozen=True, slots=True)
class StepShown:
    """One of the three signatures: given, the next one, or a later one."""

    step: Step
    title: str
    button: str
    waits_for: str
    signed: SignOffView | None
    is_next: bool
    may_sign: bool


@router.get("/bao-cao/{report_id}/duyet")
def approval_page(here: Here, report_id: int) -> Response:
    """Show who has signed what, and what has changed since."""
    return _page(here, report_id)


@router.post("/bao-cao/{report_id}/duyet")
def sign(here: Here, report_id: int, form: Form) -> Response:
    """Sign the step that the button names, for the content that was shown."""
    step = _step(text_of(form, "buoc"))
    note, content = text_of(form, "ghi_chu"), text_of(form, "noi_dung")
    try:
        approvals.sign(here.office, here.actor, report_id, step, content_hash=content, note=note)
    except Conflict as conflict:
        return _page(here, report_id, [Finding("changed-meanwhile", conflict.message)])
    except InputRefused as refused:
        return _page(here, report_id, refused.findings)
    except Denied as denied:
        return _refused(here, report_id, denied)
    return go_to(f"/bao-cao/{report_id}/duyet")


@router.post("/bao-cao/{report_id}/duyet/tra-lai")
def send_back(here: Here, report_id: int, form: Form) -> Response:
    """Send the report back with a reason."""
    try:
        approvals.send_back(here.office, here.actor, report_id, text_of(form, "ly_do"))
    except InputRefused as refused:
        return _page(here, report_id, refused.findings)
    except Denied as denied:
        return _refused(here, report_id, denied)
    return go_to(f"/bao-cao/{report_id}/duyet")


def _refused(here: Visit, report_id: int, denied: Denied) -> Response:
    """Tell on the page itself why a step cannot be taken; who may not see the report learns nothing."""
    if denied.is_hidden:
        raise denied
    return _page(here, report_id, [told(denied)])


def _step(text: str) -> Step:
    if text not in set(Step):
        raise NotFound("không có bước ký này")
    return Step(text)


def _page(here: Visit, report_id: int, problems: Sequence[Finding] = ()) -> Response:
    report = report_head(here.office, here.actor, report_id)
    given = approvals.sign_offs(here.office, here.actor, report_id)
    must_be_another = approvals.must_be_another(here.office, here.actor, report_id, given)
    may = report.may - {Action.APPROVE} if must_be_another else report.may
    steps = _steps(given, may if report.line.is_open else frozenset())
    may_send_back = bool(report.may & {Action.REVIEW, Action.APPROVE}) and any(each.holds for each in given)
    return report_page(
        here,
        "report/approval.html",
        report,
        status=status_of(problems),
        problems=linked(problems, report_id, figure_labels(here.office, report_id)),
        steps=steps,
        lapsed=[each for each in given if not each.holds],
        may_send_back=may_send_back,
        must_be_another=must_be_another and Action.APPROVE in report.may,
        impact=approvals.impact(here.office, here.actor, report_id),
        awaited=awaited(here.office, here.actor, report_id),
        was_signed=bool(given),
    )


def _steps(given: Sequence[SignOffView], may: frozenset[str]) -> list[StepShown]:
    holding = {each.step: each for each in given if each.holds}
    following = next((step for step in Step if step not in holding), None)
    return [
        StepShown(
            step,
            *TITLES[step],
            WAITS_FOR[step],
            holding.get(step),
            step is following,
            step is following and approvals.NEEDS[step] in may,
        )
        for step in Step
    ]

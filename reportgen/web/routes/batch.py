"""Making the reports of a period together: asked for, followed while it goes on, downloaded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from reportgen.errors import Finding, UsageProblem
from reportgen.model.batch import State
from reportgen.model.office.jobs import JobView, UnitVerdict
from reportgen.model.office.refusals import NotFound
from reportgen.service.batch_run import Selection
from reportgen.service.office import jobs
from reportgen.service.office.cycle_heads import report_numbers, unit_names
from reportgen.service.office.heads import figure_labels
from reportgen.web.cycle_pages import cycle_page, head_of
from reportgen.web.finding_links import in_words
from reportgen.web.rendering import templates
from reportgen.web.routes.downloads import attachment
from reportgen.web.visit import Form, Here, Visit, go_to, pages_for_signed_in, text_of

router = pages_for_signed_in()
KINDS = {
    jobs.ANNEXES: "Phụ lục (Excel)",
    jobs.TIE_OUT: "Bảng đối chiếu nguồn số liệu (Excel)",
    jobs.PDF: "Bản PDF (lâu hơn nhiều)",
}
SECONDS_BETWEEN = 1.0
MOST_ASKED = 600
"""After so many looks the stream ends; browsers ask for it again by themselves."""
MOST_VERDICTS = 500


@dataclass(frozen=True, slots=True)
class UnitTold:
    """What a batch found of one unit; `number` 0 when its report is not theirs to read."""

    name: str
    code: str
    number: int
    is_made: bool
    findings: list[tuple[str, str]]
    """Messages with their remedies."""


@router.get("/ky/{cycle_id}/lap")
def batch_page(here: Here, cycle_id: int) -> Response:
    """Ask what is to be made, and list what was."""
    return _page(here, cycle_id)


@router.post("/ky/{cycle_id}/lap")
def start(here: Here, cycle_id: int, form: Form) -> Response:
    """Let the reports be made."""
    kinds = [kind for kind in KINDS if kind in form.getlist("loai")]
    try:
        number = jobs.start_batch(here.office, here.actor, cycle_id, _selection(form), kinds)
    except UsageProblem as problem:
        return _page(here, cycle_id, [Finding("selection", str(problem))])
    return go_to(f"/ky/{cycle_id}/lap/{number}")


@router.get("/ky/{cycle_id}/lap/{job_id}")
def job_page(here: Here, cycle_id: int, job_id: int) -> Response:
    """Show how far it is; a piece of a page for scripts."""
    job = _job(here, cycle_id, job_id)
    if here.is_partial:
        return here.page("cycle/job_partial.html", job=job)
    told = _told(here, cycle_id, [each for each in job.verdicts if each.findings][:MOST_VERDICTS])
    return cycle_page(here, "cycle/job.html", head_of(here, cycle_id), job=job, told=told)


def _told(here: Visit, cycle_id: int, verdicts: list[UnitVerdict]) -> list[UnitTold]:
    """Return what is to be looked at again, unit by unit; those that could not be made come first."""
    numbers, names = report_numbers(here.office, here.actor, cycle_id), unit_names(here.office, cycle_id)
    labels = figure_labels(here.office, next(iter(numbers.values()))) if numbers else {}
    told = [
        UnitTold(
            names.get(each.unit_code, each.unit_code),
            each.unit_code,
            numbers.get(each.unit_code, 0),
            each.state == State.DONE,
            [(in_words(str(one["message"]), labels), str(one.get("remedy") or "")) for one in each.findings],
        )
        for each in verdicts
    ]
    return sorted(told, key=lambda each: each.is_made)


@router.get("/ky/{cycle_id}/lap/{job_id}/dien-bien")
async def progress(here: Here, cycle_id: int, job_id: int) -> Response:
    """Send the progress whenever it changes (server-sent events), until it is over."""
    first = await run_in_threadpool(_job, here, cycle_id, job_id)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(here, first), media_type="text/event-stream", headers=headers)


@router.get("/ky/{cycle_id}/lap/{job_id}/tai-ve")
def download(here: Here, cycle_id: int, job_id: int) -> Response:
    """Send the one file with everything in it."""
    _job(here, cycle_id, job_id)
    name, data = jobs.job_result(here.office, here.actor, job_id)
    return attachment(name, data, "application/zip")


@router.post("/ky/{cycle_id}/lap/{job_id}/dung")
def stop(here: Here, cycle_id: int, job_id: int) -> Response:
    """Stop it."""
    _job(here, cycle_id, job_id)
    jobs.stop_job(here.office, here.actor, job_id)
    return go_to(f"/ky/{cycle_id}/lap/{job_id}")


def _selection(form: FormData) -> Selection:
    codes = frozenset(text_of(form, "don_vi").replace(",", " ").replace(";", " ").split())
    levels = frozenset(str(each) for each in form.getlist("cap"))
    return Selection(codes, levels, only_failed=text_of(form, "chi_con_lai") == "co")


def _job(here: Visit, cycle_id: int, job_id: int) -> JobView:
    job = jobs.job(here.office, here.actor, job_id)
    if job.cycle_id != cycle_id:
        raise NotFound("không có việc này")
    return job


async def _events(here: Visit, job: JobView) -> AsyncIterator[str]:
    shown = ""
    for _ in range(MOST_ASKED):
        told = templates().get_template("cycle/job_partial.html").render(job=job)
        if told != shown:
            shown = told
            lines = "".join(f"data: {line}\n" for line in told.splitlines())
            yield f"event: {'xong' if job.state.is_over else 'tien-do'}\n{lines}\n"
        if job.state.is_over or await here.request.is_disconnected():
            return
        await asyncio.sleep(SECONDS_BETWEEN)
        job = await run_in_threadpool(jobs.job, here.office, here.actor, job.id)


def _page(here: Visit, cycle_id: int, problems: Sequence[Finding] = ()) -> Response:
    return cycle_page(
        here,
        "cycle/batch.html",
        head_of(here, cycle_id),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK,
        problems=problems,
        jobs=jobs.jobs(here.office, here.actor, cycle_id),
        kinds=KINDS,
    )

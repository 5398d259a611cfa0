"""Long work that people ask for: a batch of a period, what it has come to, and its files."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy.orm import Session

from reportgen.errors import UsageProblem
from reportgen.model.office.jobs import JobState, JobView, UnitVerdict
from reportgen.model.office.people import Action, Actor
from reportgen.model.office.refusals import Denied, NotFound
from reportgen.service.batch_run import Selection
from reportgen.service.office.access import ASK_ADMIN, allowed
from reportgen.service.office.office import Office
from reportgen.service.office.opened import OpenedCycle, opened
from reportgen.store import accounts as people
from reportgen.store import jobs as rows
from reportgen.store.events import append
from reportgen.store.tables_running import JobRow

BATCH = "batch"
ANNEXES, TIE_OUT, PDF = "phu-luc", "doi-chieu", "pdf"
KINDS = frozenset({ANNEXES, TIE_OUT, PDF})
"""What a batch may make of each unit beside the Word file."""


def start_batch(
    office: Office,
    actor: Actor,
    cycle_id: int,
    selection: Selection = Selection(),  # noqa: B008 — frozen
    kinds: Collection[str] = (ANNEXES, TIE_OUT),
) -> int:
    """Let the reports of a period be made, of all units that one consolidates; return the job's number.

    Raises NotFound, Denied unless one consolidates a unit of it, UsageProblem for unknown units or kinds.
    """
    if unknown := sorted(set(kinds) - KINDS):
        raise UsageProblem(f"không có loại “{unknown[0]}”; chọn trong: {', '.join(sorted(KINDS))}")
    cycle = opened(office, cycle_id)
    codes = _chosen(cycle, actor, selection)
    asked = {"codes": codes, "kinds": sorted(kinds), "only_failed": selection.only_failed}
    with office.database.write() as session:
        job = JobRow(
            kind=BATCH,
            cycle_id=cycle_id,
            asked=asked,
            state=JobState.WAITING.value,
            total=len(codes),
            user_id=actor.user_id,
            at=office.clock(),
        )
        session.add(job)
        session.flush()
        append(session, office.clock(), actor.user_id, "job-started", f"job:{job.id}", {"cycle": cycle_id})
        return job.id


def _chosen(cycle: OpenedCycle, actor: Actor, selection: Selection) -> list[str]:
    """Return the units that are asked for and may be made."""
    mine = consolidated_units(cycle, actor)
    if not mine:
        raise Denied(f"bạn không có quyền {Action.CONSOLIDATE.label} ở kỳ này", remedy=ASK_ADMIN)
    _refuse_unknown("đơn vị", selection.codes, mine)
    _refuse_unknown("cấp", selection.levels, {cycle.roster[code].level for code in mine})
    return [
        code
        for code in mine
        if (not selection.codes or code in selection.codes)
        and (not selection.levels or cycle.roster[code].level in selection.levels)
    ]


def consolidated_units(cycle: OpenedCycle, actor: Actor) -> list[str]:
    """Return the units with a report that somebody may let be made together."""
    levels, roster = cycle.reports.levels, cycle.roster
    return [
        code
        for code, unit in roster.units.items()
        if unit.level in levels and Action.CONSOLIDATE in allowed(actor, cycle.cycle, roster.path(code))
    ]


def _refuse_unknown(what: str, asked: Iterable[str], known: Collection[str]) -> None:
    if unknown := sorted(set(asked) - set(known)):
        raise UsageProblem(f"không có {what} “{unknown[0]}” trong những đơn vị bạn được tổng hợp")


# --- looking at jobs ---------------------------------------------------------------------------------


def job(office: Office, actor: Actor, job_id: int) -> JobView:
    """Return how far a job is; raises NotFound, also for jobs of periods that are not theirs to know."""
    with office.database.read() as session:
        return _view(office, session, _mine(office, session, actor, job_id))


def jobs(office: Office, actor: Actor, cycle_id: int) -> list[JobView]:
    """Return the latest jobs of a period, newest first, without verdicts; raises NotFound or Denied."""
    if not consolidated_units(opened(office, cycle_id), actor):
        raise Denied("không có kỳ này, hoặc bạn không có quyền xem", remedy=ASK_ADMIN, is_hidden=True)
    with office.database.read() as session:
        names = people.names(session)
        return [_line(row, names) for row in rows.of_cycle(session, cycle_id) if _sees(office, actor, row)]


def job_result(office: Office, actor: Actor, job_id: int) -> tuple[str, bytes]:
    """Return name and content of the file that a job made; raises NotFound until it is there."""
    with office.database.read() as session:
        result = _mine(office, session, actor, job_id).result
    if "sha256" not in result:
        raise NotFound("việc này chưa có tệp kết quả")
    return result["name"], office.blobs.get(result["sha256"])


def stop_job(office: Office, actor: Actor, job_id: int) -> JobView:
    """Stop a job that waits or runs; what it has made so far serves the next one. Raises NotFound."""
    with office.database.write() as session:
        row = _mine(office, session, actor, job_id)
        if not JobState(row.state).is_over:
            row.state, row.ended_at = JobState.STOPPED.value, office.clock()
            append(session, office.clock(), actor.user_id, "job-stopped", f"job:{job_id}")
        return _view(office, session, row)


def _mine(office: Office, session: Session, actor: Actor, job_id: int) -> JobRow:
    row = session.get(JobRow, job_id)
    if row is None or not _sees(office, actor, row):
        raise NotFound("không có việc này")
    return row


def _sees(office: Office, actor: Actor, row: JobRow) -> bool:
    """Whether somebody consolidates every unit of a job: its file holds the documents of all of them."""
    if row.user_id == actor.user_id:
        return True
    assert row.cycle_id is not None, "every job is of a period"
    return set(row.asked["codes"]) <= set(consolidated_units(opened(office, row.cycle_id), actor))


def _view(office: Office, session: Session, row: JobRow) -> JobView:
    return _line(row, people.names(session), _verdicts(office, row))


def _line(row: JobRow, names: dict[int, str], verdicts: tuple[UnitVerdict, ...] = ()) -> JobView:
    assert row.cycle_id is not None, "every job is of a period"
    result: dict[str, Any] = row.result
    return JobView(
        row.id,
        row.kind,
        row.cycle_id,
        JobState(row.state),
        row.total,
        row.done,
        row.failed,
        names.get(row.user_id, ""),
        row.at,
        row.ended_at,
        result.get("message", ""),
        verdicts,
        result.get("name", ""),
        result.get("bytes", 0),
    )


def _verdicts(office: Office, row: JobRow) -> tuple[UnitVerdict, ...]:
    """Return all verdicts once they are kept, those of failed units before."""
    kept = row.result.get("verdicts")
    text = office.blobs.get(kept).decode() if kept else row.log
    told = (json.loads(line) for line in text.splitlines())
    return tuple(UnitVerdict(each["unit"], each["state"], tuple(each["findings"])) for each in told)

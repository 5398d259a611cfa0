"""Queries about jobs: who takes which, which were left lying, how far they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import Session

from reportgen.model.office.jobs import JobState
from reportgen.store.tables_running import Delivery, JobRow


def has_any(session: Session, before: dt.datetime) -> bool:
    """Whether a job waits, or runs unheard of: asked often, and without a lock."""
    unheard = or_(JobRow.heartbeat.is_(None), JobRow.heartbeat < before)
    running = and_(JobRow.state == JobState.RUNNING.value, unheard)
    wanted = or_(JobRow.state == JobState.WAITING.value, running)
    return session.scalar(select(JobRow.id).where(wanted).limit(1)) is not None


def claim(session: Session, now: dt.datetime) -> JobRow | None:
    """Take the job that waits longest; two processes never take the same."""
    waiting = select(JobRow).where(JobRow.state == JobState.WAITING.value).order_by(JobRow.id).limit(1)
    job = session.scalar(waiting.with_for_update(skip_locked=True))
    if job is not None:
        job.state, job.heartbeat, job.attempts = JobState.RUNNING.value, now, job.attempts + 1
    return job


def silent(session: Session, before: dt.datetime) -> Sequence[JobRow]:
    """Return the jobs that run, but whose process has not been heard of since."""
    unheard = or_(JobRow.heartbeat.is_(None), JobRow.heartbeat < before)
    return session.scalars(select(JobRow).where(JobRow.state == JobState.RUNNING.value, unheard)).all()


def tell(session: Session, job_id: int, **fields: Any) -> bool:
    """Write down how far a running job is; False when somebody has stopped it."""
    mine = update(JobRow).where(JobRow.id == job_id, JobRow.state == JobState.RUNNING.value)
    return session.execute(mine.values(**fields)).rowcount == 1  # type: ignore[attr-defined,no-any-return]


def of_cycle(session: Session, cycle_id: int, most: int = 50) -> Sequence[JobRow]:
    """Return the jobs of a period, newest first."""
    mine = select(JobRow).where(JobRow.cycle_id == cycle_id)
    return session.scalars(mine.order_by(JobRow.id.desc()).limit(most)).all()


def waiting_work(session: Session) -> dict[tuple[str, str], int]:
    """Return how many jobs and deliveries there are by kind and state."""
    jobs = session.execute(
        select(JobRow.kind, JobRow.state, func.count()).group_by(JobRow.kind, JobRow.state)
    )
    deliveries = session.execute(select(Delivery.status, func.count()).group_by(Delivery.status))
    found = {(kind, state): count for kind, state, count in jobs}
    return found | {("webhook", status): count for status, count in deliveries}

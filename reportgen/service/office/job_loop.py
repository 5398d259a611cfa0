"""The process that does what pages may not wait for: jobs, each in a process of its own, and messages."""

from __future__ import annotations

import datetime as dt
import multiprocessing as mp
import threading
from dataclasses import dataclass
from multiprocessing.process import BaseProcess

from reportgen.batch.pool import end_with_parent
from reportgen.model.office.jobs import JobState
from reportgen.service.office.cycle_batch import run_job
from reportgen.service.office.office import Office, OfficeSettings
from reportgen.service.office.webhooks import deliver
from reportgen.store import jobs as rows
from reportgen.store.tables_running import JobRow

PAUSE = 0.5
SILENT = dt.timedelta(seconds=60)
"""A job whose process has not been heard of for so long is taken up by another."""
MOST_ATTEMPTS = 3
BROKE_OFF = "việc này làm gãy tiến trình nhiều lần; xem nhật ký máy chủ (bộ nhớ, đĩa) rồi chạy lại"


def run_jobs(office: Office, stop: threading.Event) -> None:
    """Do jobs one after the other, and tell other systems of events, until told to stop."""
    teller = threading.Thread(target=_tell_until, args=(office, stop))
    teller.start()
    running: Running | None = None
    while not stop.wait(PAUSE):
        if running is None or running.is_over(office):
            running = _next(office)
    if running is not None:
        running.break_off(office)
    teller.join()


def _tell_until(office: Office, stop: threading.Event) -> None:
    while not stop.wait(PAUSE):
        deliver(office)


@dataclass(frozen=True, slots=True)
class Running:
    """A job and its process."""

    job_id: int
    process: BaseProcess

    def is_over(self, office: Office) -> bool:
        """Whether it has ended; notes that it lives, ends it when somebody stopped it."""
        if self.process.is_alive():
            with office.database.write(alone=False) as session:
                if not rows.tell(session, self.job_id, heartbeat=office.clock()):
                    self.process.terminate()
            return False
        with office.database.write(alone=False) as session:
            _put_back(session.get_one(JobRow, self.job_id))
        return True

    def break_off(self, office: Office) -> None:
        """End its process and let it wait for the next one; that it was begun does not count."""
        self.process.terminate()
        self.process.join()
        with office.database.write(alone=False) as session:
            if rows.tell(session, self.job_id, state=JobState.WAITING.value):
                session.get_one(JobRow, self.job_id).attempts -= 1


def _put_back(job: JobRow) -> None:
    """Let a job wait again whose process ended without an end of the job."""
    if job.state == JobState.RUNNING.value:
        is_hopeless = job.attempts >= MOST_ATTEMPTS
        job.state = JobState.FAILED.value if is_hopeless else JobState.WAITING.value
        job.result = {"message": BROKE_OFF} if is_hopeless else {}


def _next(office: Office) -> Running | None:
    """Begin the job that waits longest."""
    now = office.clock()
    with office.database.read() as session:
        if not rows.has_any(session, now - SILENT):
            return None
    with office.database.write(alone=False) as session:
        for lost in rows.silent(session, now - SILENT):
            _put_back(lost)
        job = rows.claim(session, now)
        if job is None:
            return None
        job_id = job.id
    process = mp.get_context("spawn").Process(target=_be_job, args=(office.settings, job_id))
    process.start()
    return Running(job_id, process)


def _be_job(settings: OfficeSettings, job_id: int) -> None:
    threading.Thread(target=end_with_parent, daemon=True).start()
    run_job(settings, job_id)

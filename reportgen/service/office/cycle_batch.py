"""One batch of a period, in a process of its own: the engine of `reportgen batch` on the office's values."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from reportgen.batch.package import write_package
from reportgen.batch.sqlite import open_ledger
from reportgen.errors import EnvironmentProblem, InputRefused, UsageProblem
from reportgen.load import LoadedFigures
from reportgen.model.batch import Outcome, State, Tally, Verdict
from reportgen.model.office.jobs import JobState
from reportgen.model.roster import Roster
from reportgen.service.batch_run import BatchRequest, Selection, run_batch
from reportgen.service.batching import BatchOptions, LevelReport
from reportgen.service.office.contents import hash_of
from reportgen.service.office.jobs import ANNEXES, PDF, TIE_OUT
from reportgen.service.office.narrative import level_report
from reportgen.service.office.office import Office, OfficeSettings
from reportgen.service.office.opened import OpenedCycle, opened
from reportgen.service.programme import OpenProgramme
from reportgen.store import jobs as rows
from reportgen.store import reports as report_rows
from reportgen.store.events import append
from reportgen.store.tables_running import JobRow

MOST_TOLD = 500
"""Failed units that are told while a batch runs; in the end all are."""


class Stopped(Exception):
    """Somebody stopped the job."""


@dataclass
class CycleReports:
    """An open period, as a batch sees it: values and texts of the moment when it began."""

    cycle: OpenedCycle
    programme: OpenProgramme
    narratives: Mapping[str, str]

    @property
    def key(self) -> str:
        """The programme's own name."""
        return self.cycle.reports.key

    @property
    def roster(self) -> Roster:
        """The units that count."""
        return self.cycle.roster

    @property
    def levels(self) -> frozenset[str]:
        """The levels that have a report."""
        return self.cycle.reports.levels

    @cached_property
    def depends_on_day(self) -> bool:
        """Whether a verdict may change by itself."""
        return self.cycle.reports.depends_on_day

    def level_report(self, code: str) -> LevelReport:
        """Return what the unit's document is made with, its own texts included."""
        return level_report(self.cycle, code, self._narrative(code))

    def unit_figures(self, code: str) -> LoadedFigures:
        """Return the unit's figures; raises InputRefused with every mistake in them."""
        return self.programme.unit_figures(code)

    def input_key(self, code: str) -> str:
        """Return the hash of everything that the unit's files depend on."""
        return hash_of(self.programme, code, self._narrative(code))

    def _narrative(self, code: str) -> str:
        return self.narratives.get(code, "{}")


class Progress:
    """Writes down how far the batch is, after each slice."""

    def __init__(self, office: Office, job_id: int) -> None:
        self._office, self._job_id = office, job_id
        self._failed: list[str] = []

    def rendered(self, tally: Tally, outcomes: list[Outcome]) -> None:
        """Take in what became of a slice; raises Stopped when somebody stopped the job."""
        room = MOST_TOLD - len(self._failed)
        failed = [each for each in outcomes if each.state is not State.DONE][:room]
        self._failed += [verdict_line(each) for each in failed]
        self._tell(done=tally.made + tally.unchanged, failed=tally.failed, log="\n".join(self._failed))

    def converted(self, ended: int, failed: int) -> None:
        """Take in how many PDF are made."""
        self._tell()

    def _tell(self, **fields: Any) -> None:
        with self._office.database.write(alone=False) as session:
            if not rows.tell(session, self._job_id, heartbeat=self._office.clock(), **fields):
                raise Stopped


def verdict_line(verdict: Outcome | Verdict) -> str:
    """Return the verdict on a unit as a line of JSON."""
    findings = [finding.as_json() for finding in verdict.findings]
    told = {"unit": verdict.code, "state": verdict.state.value, "findings": findings}
    return json.dumps(told, ensure_ascii=False)


def run_job(settings: OfficeSettings, job_id: int) -> None:
    """Do a batch from beginning to end; whatever breaks it off, the next try goes on from there."""
    office = Office.open(settings)
    os.register_at_fork(after_in_child=lambda: office.database.engine.dispose(close=False))
    with office.database.read() as session:
        job = session.get_one(JobRow, job_id)
    try:
        result = _result(office, job)
    except Stopped:
        return
    except (InputRefused, UsageProblem, EnvironmentProblem) as problem:
        _end(office, job, JobState.FAILED, {"message": str(problem)})
    else:
        _end(office, job, JobState.DONE, result)


def _result(office: Office, job: JobRow) -> dict[str, Any]:
    """Make the documents, and keep those of the units asked for, and the verdicts on them."""
    assert job.cycle_id is not None, "every job is of a period"
    with opened(office, job.cycle_id).at_work() as (programme, session):
        own = report_rows.narratives(session, job.cycle_id)
        reports = CycleReports(opened(office, job.cycle_id, session), programme, own)
    request = request_of(office, job)
    run_batch(reports, request, Progress(office, job.id))
    verdicts = _verdicts(request, reports.key, frozenset(job.asked["codes"]))
    return _kept(office, job, request, reports.key, verdicts)


def _verdicts(request: BatchRequest, key: str, asked: frozenset[str]) -> list[Verdict]:
    ledger = open_ledger(request.own_folder, key)
    try:
        return [each for each in ledger.verdicts() if each.code in asked]
    finally:
        ledger.close()


def request_of(office: Office, job: JobRow) -> BatchRequest:
    """Return what the engine is asked for; the folder of a period is kept, so that little is made twice."""
    kinds = set(job.asked["kinds"])
    out = office.settings.folder / "batches" / str(job.cycle_id)
    out.mkdir(parents=True, exist_ok=True)
    return BatchRequest(
        out=out,
        options=BatchOptions(office.today(), ANNEXES in kinds, TIE_OUT in kinds, overwrites=True),
        selection=Selection(frozenset(job.asked["codes"]), only_failed=job.asked["only_failed"]),
        pdf=PDF in kinds,
    )


def _kept(
    office: Office, job: JobRow, request: BatchRequest, key: str, verdicts: list[Verdict]
) -> dict[str, Any]:
    """Put what was asked for into one file; the period's folder may hold more, made for other people."""
    good = (each for each in verdicts if each.state is State.DONE)
    made = (artefact.name for verdict in good for artefact in verdict.artefacts)
    names = [name for name in made if request.pdf or not name.endswith(".pdf")]
    package = request.own_folder / f"{key}-{job.id}.zip"
    write_package(package, request.files_folder, names)
    data = package.read_bytes()
    package.unlink()
    told = "\n".join(map(verdict_line, verdicts)).encode()
    sha256, verdicts_sha256 = office.blobs.put(data), office.blobs.put(told)
    return {"name": package.name, "sha256": sha256, "bytes": len(data), "verdicts": verdicts_sha256}


def _end(office: Office, job: JobRow, state: JobState, result: dict[str, Any]) -> None:
    with office.database.write() as session:
        fields = {"state": state.value, "ended_at": office.clock(), "result": result}
        if rows.tell(session, job.id, **fields):
            detail = {"state": state.value, "cycle": job.cycle_id}
            append(session, office.clock(), job.user_id, "job-ended", f"job:{job.id}", detail)

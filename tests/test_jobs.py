"""A batch of a period: asked for by a consolidator, done by another process, its files one package."""

from __future__ import annotations

import datetime as dt
import io
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from reportgen.errors import UsageProblem
from reportgen.model.office.jobs import JobState, JobView
from reportgen.model.office.people import Actor, Grant, Role
from reportgen.model.office.refusals import Denied, NotFound
from reportgen.service.batch_run import Selection
from reportgen.service.office import accounts, jobs, programmes, reports
from reportgen.service.office.job_loop import MOST_ATTEMPTS, run_jobs
from reportgen.service.office.office import Office
from reportgen.store.tables_running import JobRow
from tests.hostile_uploads import programme
from tests.live_office import settings_in
from tests.web_office import admin_of

PATIENCE = 240.0
SLOW = dt.timedelta(minutes=5)


@contextmanager
def working(office: Office) -> Iterator[None]:
    """The jobs process, as a thread."""
    stop = threading.Event()
    worker = threading.Thread(target=run_jobs, args=(office, stop))
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join()


def ended(office: Office, actor: Actor, job_id: int) -> JobView:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        view = jobs.job(office, actor, job_id)
        if view.state.is_over:
            return view
        time.sleep(0.1)
    raise AssertionError(f"job {job_id} does not end: {view}")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = Office.open(settings_in(tmp_path_factory.mktemp("van-phong")))
    yield office
    office.close()


@pytest.fixture(scope="module")
def admin(office: Office) -> Actor:
    return admin_of(office)


@pytest.fixture(scope="module")
def cycle(office: Office, admin: Actor) -> int:
    return programmes.publish_programme(office, admin, programme(), "thu.zip").cycle_id


def person(office: Office, admin: Actor, login: str, *grants: Grant) -> Actor:
    user = accounts.create_user(office, admin, login, "Lò Văn B", "tre xanh soi bong")
    for each in grants:
        accounts.grant(office, admin, user.id, each)
    return accounts.actor_of_user(office, user.id)


def test_a_batch_makes_every_unit_and_tells_of_each(office: Office, admin: Actor, cycle: int) -> None:
    job_id = jobs.start_batch(office, admin, cycle, kinds=())
    waiting = jobs.job(office, admin, job_id)
    assert waiting.state is JobState.WAITING
    with working(office):
        view = ended(office, admin, job_id)
    assert view.state is JobState.DONE, view.message
    assert view.done + view.failed == view.total == len(view.verdicts)
    name, data = jobs.job_result(office, admin, job_id)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        documents = [each for each in package.namelist() if each.endswith(".docx")]
    assert name == f"thu-2023-{job_id}.zip"
    assert len(documents) == view.done > 0
    failed = [each for each in view.verdicts if each.state != "done"]
    assert len(failed) == view.failed
    assert all(each.findings for each in failed)


def test_a_batch_prints_what_was_entered_and_the_units_own_words(
    office: Office, admin: Actor, cycle: int
) -> None:
    line = next(each for each in reports.my_reports(office, admin) if each.level == "xa" and each.revision)
    view = reports.open_report(office, admin, line.id)
    section = next(each for each in view.narrative if each.has_text)
    own = "Câu riêng của đơn vị này."
    reports.save_section(office, admin, line.id, section.path, own, base_revision=view.revision)
    job_id = jobs.start_batch(office, admin, cycle, Selection(frozenset({line.unit_code})), kinds=())
    with working(office):
        ended(office, admin, job_id)
    _, data = jobs.job_result(office, admin, job_id)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        (document,) = package.namelist()
        with zipfile.ZipFile(io.BytesIO(package.read(document))) as word:
            assert own in word.read("word/document.xml").decode()


@pytest.mark.libreoffice
def test_a_batch_makes_pdf_when_asked(office: Office, admin: Actor, cycle: int) -> None:
    lines = [each for each in reports.my_reports(office, admin) if each.level == "xa" and each.revision]
    codes = frozenset(each.unit_code for each in lines[:2])
    job_id = jobs.start_batch(office, admin, cycle, Selection(codes), kinds=("pdf",))
    with working(office):
        view = ended(office, admin, job_id)
    assert (view.state, view.done, view.failed) == (JobState.DONE, len(codes), 0), view
    _, data = jobs.job_result(office, admin, job_id)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        pages = [package.read(name) for name in package.namelist() if name.endswith(".pdf")]
        words = [name for name in package.namelist() if name.endswith(".docx")]
    assert len(pages) == len(words) == len(codes)
    assert all(page.startswith(b"%PDF-") and b"%%EOF" in page[-32:] for page in pages)


def test_who_consolidates_some_units_gets_only_those(office: Office, admin: Actor, cycle: int) -> None:
    lines = [each for each in reports.my_reports(office, admin) if each.level == "huyen"]
    district = person(
        office, admin, "huyen", Grant(Role.CONSOLIDATOR, unit_code=lines[0].unit_code, subtree=True)
    )
    with working(office):
        whole = jobs.start_batch(office, admin, cycle, kinds=())
        own = jobs.start_batch(office, district, cycle, kinds=())
        everything, mine = ended(office, admin, whole), ended(office, district, own)
    assert 0 < mine.total < everything.total
    assert {each.unit_code for each in mine.verdicts} < {each.unit_code for each in everything.verdicts}
    _, data = jobs.job_result(office, district, own)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert len(package.namelist()) == mine.done
    with pytest.raises(NotFound):
        jobs.job(office, district, whole)
    seen = {each.id for each in jobs.jobs(office, district, cycle)}
    assert own in seen
    assert whole not in seen
    with pytest.raises(UsageProblem, match="không có đơn vị"):
        jobs.start_batch(office, district, cycle, Selection(frozenset({lines[-1].unit_code + "0"})))


def test_a_clerk_may_not_start_a_batch(office: Office, admin: Actor, cycle: int) -> None:
    clerk = person(office, admin, "chuyen.vien", Grant(Role.CLERK))
    with pytest.raises(Denied):
        jobs.start_batch(office, clerk, cycle)


def test_a_job_whose_process_died_is_taken_up_again(office: Office, admin: Actor, cycle: int) -> None:
    job_id = jobs.start_batch(office, admin, cycle, kinds=())
    leave_lying(office, job_id, attempts=1)
    with working(office):
        assert ended(office, admin, job_id).state is JobState.DONE


def test_a_job_that_always_breaks_off_is_given_up(office: Office, admin: Actor, cycle: int) -> None:
    job_id = jobs.start_batch(office, admin, cycle, kinds=())
    leave_lying(office, job_id, attempts=MOST_ATTEMPTS)
    with working(office):
        view = ended(office, admin, job_id)
    assert view.state is JobState.FAILED
    assert "làm gãy tiến trình" in view.message


def leave_lying(office: Office, job_id: int, attempts: int) -> None:
    """As a process leaves a job that was killed five minutes ago."""
    with office.database.write() as session:
        job = session.get_one(JobRow, job_id)
        job.state, job.attempts, job.heartbeat = "running", attempts, office.clock() - SLOW


def test_a_stopped_job_is_not_done(office: Office, admin: Actor, cycle: int) -> None:
    job_id = jobs.start_batch(office, admin, cycle, kinds=())
    jobs.stop_job(office, admin, job_id)
    next_one = jobs.start_batch(office, admin, cycle, kinds=())
    with working(office):
        assert ended(office, admin, next_one).state is JobState.DONE
    assert jobs.job(office, admin, job_id).state is JobState.STOPPED
    with pytest.raises(NotFound):
        jobs.job_result(office, admin, job_id)

"""Processes killed while they write: what was acknowledged is there, and the database is whole."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import get_context

from sqlalchemy import select, text

from reportgen.service.office import history, reports
from reportgen.service.office.located import open_cycle_of
from reportgen.service.office.office import Office
from reportgen.service.office.unit_document import UnitDocument, cell_of
from reportgen.store.reports import revision as kept_revision
from reportgen.store.tables_reports import FigureChange, ReportRow, RevisionRow
from tests.offices import person, report
from tests.writing_process import write

PROCESSES = get_context("forkserver")
"""Writers are forked from a process that has imported everything, so that they start at once."""
KILLS = {True: 50, False: 12}
AT_ONCE = 2
"""Processes that write to the same report at once."""


def test_killed_writers_lose_nothing_that_was_acknowledged(office: Office) -> None:
    """Many kills, at moments that a seed chooses; two at a time, so that one may wait for the other."""
    PROCESSES.set_forkserver_preload(["tests.writing_process"])
    number, kills = report(office, "03271"), KILLS[office.database.is_sqlite]
    chance = random.Random(6)  # noqa: S311 - the same moments each time
    acknowledged: dict[int, tuple[str, int]] = {}
    for round_number in range(kills // AT_ONCE):
        writers = [
            _Writer(office, number, 1000 * (AT_ONCE * round_number + n)) for n in range(1, 1 + AT_ONCE)
        ]
        for writer in writers:
            assert writer.told.recv_bytes() == b"ready"
        acknowledged |= dict(writers[0].one() for _ in range(chance.randint(1, 6)))
        time.sleep(chance.uniform(0, 0.02))
        for writer in writers:
            writer.process.kill()
        for writer in writers:
            acknowledged |= dict(writer.acknowledged())
    assert len(acknowledged) > kills, "they have written something"
    _check(office, number, acknowledged)


class _Writer:
    def __init__(self, office: Office, number: int, start: int) -> None:
        self.told, other_end = PROCESSES.Pipe(duplex=False)
        settings = office.settings
        arguments = (str(settings.folder), settings.database_url, number, start, other_end)
        self.process = PROCESSES.Process(target=write, args=arguments)
        self.process.start()
        other_end.close()

    def acknowledged(self) -> Iterator[tuple[int, tuple[str, int]]]:
        """What it has told besides, by revision; a message cut short was not told."""
        self.process.join()
        assert self.process.exitcode == -signal.SIGKILL
        with suppress(EOFError):
            while True:
                yield self.one()
        self.told.close()

    def one(self) -> tuple[int, tuple[str, int]]:
        """The next thing that it tells; waits for it."""
        revision, cell, value = self.told.recv_bytes().decode().split()
        return int(revision), (cell, int(value))


def _check(office: Office, number: int, acknowledged: dict[int, tuple[str, int]]) -> None:
    slots = open_cycle_of(office, number).loaded.slots
    with office.database.read() as session:
        if office.database.is_sqlite:
            assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        row = session.get_one(ReportRow, number)
        numbers = session.scalars(
            select(RevisionRow.number).where(RevisionRow.report_id == number).order_by(RevisionRow.number)
        ).all()
        assert list(numbers) == list(range(1, row.revision + 1)), "no revision is missing, none is too many"
        changed = {
            change.revision: (f"{change.figure}@{change.period}", int(change.new or 0))
            for change in session.scalars(select(FigureChange).where(FigureChange.report_id == number))
        }
        for revision, (name, value) in acknowledged.items():
            kept, cell = kept_revision(session, number, revision), cell_of(name)
            assert kept is not None
            assert cell is not None
            assert UnitDocument.read(kept.values, "03271", slots).cells[cell] == value
            assert changed[revision] == (name, value)
        assert set(changed) == set(numbers) - {1}
    verdict = history.verify_chain(office)
    assert verdict.is_whole
    told = history.events(office, person(office, "an"), subject=f"report:{number}", most=500)
    assert {each.detail["revision"] for each in told.events} >= set(sorted(acknowledged)[-300:])
    last = reports.save_figures(
        office, person(office, "xa1"), number, {"can_bo.nu@2023": "1"}, base_revision=max(numbers)
    )
    assert last.revision == max(numbers) + 1

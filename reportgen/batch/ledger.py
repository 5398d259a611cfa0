"""The ledger of a batch: which unit stands where, and which files were made of which inputs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from typing import Any, Protocol

from reportgen.errors import Finding, Severity, Where
from reportgen.model.batch import Artefact, BatchUnit, Outcome, State, Task, Verdict

PAGE = 500
NO_WEIGHTS: Mapping[str, int] = {}

TABLE = """create table if not exists batch_unit (
  batch text not null, code text not null, ordinal integer not null, level text not null, stem text not null,
  wanted integer not null, state text not null, settled integer not null default 1,
  key text not null default '', attempt integer not null default 0, artefacts text not null default '[]',
  findings text not null default '[]', trace text not null default '', seconds real not null default 0,
  run text not null, primary key (batch, code))"""
INDEX = "create index if not exists batch_unit_in_order on batch_unit (batch, ordinal)"

ENROL = """insert into batch_unit (batch, code, ordinal, level, stem, wanted, run, state)
values (?, ?, ?, ?, ?, ?, ?, 'waiting')
on conflict (batch, code) do update set ordinal = excluded.ordinal, level = excluded.level,
  stem = excluded.stem, wanted = excluded.wanted, run = excluded.run,
  state = case when excluded.wanted = 1 then 'waiting' else batch_unit.state end,
  attempt = case when excluded.wanted = 1 then 0 else batch_unit.attempt end"""
CLAIM = """update batch_unit set state = 'working', settled = 0, attempt = attempt + 1
where batch = ? and code = ? and run = ? and state in ('waiting', 'working')"""
FINISH = """update batch_unit
set state = ?, settled = 1, key = ?, artefacts = ?, findings = ?, trace = ?, seconds = ?
where batch = ? and code = ? and run = ?"""
ATTACH = "update batch_unit set state = ?, artefacts = ?, findings = ? where batch = ? and code = ?"
TASKS = """select ordinal, code, stem, key, artefacts, settled, findings, attempt from batch_unit
where batch = ? and wanted = 1 and ordinal > ? and state in ('waiting', 'working') order by ordinal limit ?"""
OPEN_TASK = """select code, stem, key, artefacts, settled, findings, attempt from batch_unit
where batch = ? and code = ? and run = ? and wanted = 1 and state in ('waiting', 'working')"""
DEPARTED = """select code, stem, key, artefacts, settled, findings, attempt from batch_unit
where batch = ? and ordinal = 0"""
VERDICTS = """select ordinal, code, level, state, attempt, artefacts, findings, trace, wanted, key
from batch_unit where batch = ? and ordinal > ? order by ordinal limit ?"""


class Database(Protocol):
    """What a ledger needs of a database; parameters are written `?`."""

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows, if it has any."""

    def many(self, sql: str, values: Iterable[Sequence[object]]) -> None:
        """Run one statement for each row of values."""

    def transaction(self) -> AbstractContextManager[object]:
        """Make everything inside happen together or not at all."""

    def close(self) -> None:
        """Let go of the database."""


class Ledger:
    """The units of one batch. A database may hold the ledgers of several, told apart by name.

    `run` names what is to be made of which inputs: late word from workers of an older run changes nothing.
    """

    def __init__(self, database: Database, batch: str, run: str = "") -> None:
        self.database, self.batch, self.run = database, batch, run

    def create(self) -> None:
        """Make the table if it is not there."""
        with self.database.transaction():
            self.database.rows(TABLE)
            self.database.rows(INDEX)

    def enrol(self, units: Iterable[BatchUnit]) -> None:
        """Begin a run: every wanted unit waits for a verdict; what earlier runs made stays known.

        Units that are no longer named are kept as departed until they are forgotten.
        """
        with self.database.transaction():
            self.database.rows("update batch_unit set ordinal = 0, wanted = 0 where batch = ?", (self.batch,))
            self.database.many(
                ENROL,
                (
                    (self.batch, unit.code, ordinal, unit.level, unit.stem, int(unit.is_wanted), self.run)
                    for ordinal, unit in enumerate(units, start=1)
                ),
            )

    def done(self) -> set[str]:
        """Return the codes of the units whose verdict is good."""
        sql = "select code from batch_unit where batch = ? and state = 'done'"
        return {code for (code,) in self.database.rows(sql, (self.batch,))}

    def tasks(self) -> Iterator[Task]:
        """Yield the wanted units that have no verdict, in the order of the roster, a page at a time."""
        for _, *row in self._pages(TASKS):
            yield _task(*row)

    def tasks_among(self, codes: Iterable[str]) -> list[Task]:
        """Return those of some wanted units that have no verdict in this run."""
        return [
            _task(*row)
            for code in codes
            for row in self.database.rows(OPEN_TASK, (self.batch, code, self.run))
        ]

    def states(self) -> dict[State, int]:
        """Return how many of the wanted units stand where."""
        sql = "select state, count(*) from batch_unit where batch = ? and wanted = 1 group by state"
        return {State(state): count for state, count in self.database.rows(sql, (self.batch,))}

    def claim(self, codes: Iterable[str]) -> None:
        """Note that these are being done from now on."""
        with self.database.transaction():
            self.database.many(CLAIM, ((self.batch, code, self.run) for code in codes))

    def finish(self, outcomes: Iterable[Outcome]) -> None:
        """Write down verdicts, all together."""
        with self.database.transaction():
            self.database.many(FINISH, (self._finished(outcome) for outcome in outcomes))

    def _finished(self, outcome: Outcome) -> tuple[object, ...]:
        files, findings = _texts(outcome.artefacts, outcome.findings)
        verdict = (outcome.state.value, outcome.key, files, findings, outcome.trace, outcome.seconds)
        return (*verdict, self.batch, outcome.code, self.run)

    def attach(self, verdicts: Iterable[Verdict]) -> None:
        """Write down what became of units after their files were made: converted, or not."""
        with self.database.transaction():
            self.database.many(
                ATTACH,
                (
                    (each.state.value, *_texts(each.artefacts, each.findings), self.batch, each.code)
                    for each in verdicts
                ),
            )

    def verdicts(self) -> Iterator[Verdict]:
        """Yield every unit of the roster as it stands, a page at a time."""
        for _, code, level, state, attempt, artefacts, findings, trace, wanted, key in self._pages(VERDICTS):
            files, found = artefacts_of(artefacts), findings_of(findings)
            yield Verdict(code, level, State(state), attempt, files, found, trace, bool(wanted), key)

    def _pages(self, sql: str) -> Iterator[tuple[Any, ...]]:
        last = 0
        while page := self.database.rows(sql, (self.batch, last, PAGE)):
            yield from page
            last = page[-1][0]

    def wanted(self) -> int:
        """Return how many units this run was asked for."""
        sql = "select count(*) from batch_unit where batch = ? and wanted = 1"
        return int(self.database.rows(sql, (self.batch,))[0][0])

    def departed(self) -> list[Task]:
        """Return the units that earlier runs knew and the roster no longer names."""
        return [_task(*row) for row in self.database.rows(DEPARTED, (self.batch,))]

    def forget_departed(self) -> None:
        """Drop the units that the roster no longer names."""
        with self.database.transaction():
            self.database.rows("delete from batch_unit where batch = ? and ordinal = 0", (self.batch,))

    def other_batches(self) -> list[str]:
        """Return the names of other batches in the same database."""
        sql = "select distinct batch from batch_unit where batch <> ?"
        return [name for (name,) in self.database.rows(sql, (self.batch,))]

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()


def _texts(artefacts: Iterable[Artefact], findings: Iterable[Finding]) -> tuple[str, str]:
    files = json.dumps([asdict(artefact) for artefact in artefacts])
    return files, json.dumps([finding.as_json() for finding in findings], ensure_ascii=False)


def artefacts_of(text: str) -> tuple[Artefact, ...]:
    """Read artefacts as the ledger keeps them."""
    return tuple(Artefact(**each) for each in json.loads(text))


def findings_of(text: str) -> tuple[Finding, ...]:
    """Read findings as the ledger keeps them: in their JSON shape."""
    return tuple(_finding(each) for each in json.loads(text))


def _finding(value: dict[str, Any]) -> Finding:
    where = Where(**value.pop("where"))
    also = tuple(Where(**place) for place in value.pop("also", ()))
    return Finding(**{**value, "where": where, "also": also, "severity": Severity(value["severity"])})


def _task(code: str, stem: str, key: str, artefacts: str, settled: int, findings: str, attempt: int) -> Task:
    return Task(code, stem, key, artefacts_of(artefacts), bool(settled), findings_of(findings), attempt)


def slices_of(
    tasks: Iterable[Task], size: int, weights: Mapping[str, int] = NO_WEIGHTS
) -> Iterator[tuple[Task, ...]]:
    """Cut tasks into slices that are handed out whole; `weights` tells of units that are work for several."""
    piece: list[Task] = []
    room = size
    for task in tasks:
        weight = weights.get(task.code, 1)
        if piece and weight > room:
            yield tuple(piece)
            piece, room = [], size
        piece.append(task)
        room -= weight
    if piece:
        yield tuple(piece)

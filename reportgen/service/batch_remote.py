"""A batch done by workers on any number of machines: inputs and results go through a store."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from reportgen.batch.ledger import Ledger, slices_of
from reportgen.batch.pool import MOST_SECONDS_OF_A_TASK
from reportgen.batch.postgres import PostgresDatabase
from reportgen.batch.queue import Queue
from reportgen.batch.results_folder import is_there
from reportgen.batch.run import Stop
from reportgen.batch.store import Store, open_store
from reportgen.batch.worker import do_tasks, run_processes
from reportgen.model.batch import Artefact, BatchUnit, Outcome, State, Tally, Task, Verdict
from reportgen.service.batch_run import (
    SLICE,
    BatchReports,
    BatchRequest,
    BatchResult,
    BatchWatch,
    run_batch,
    slice_size,
    weights_of,
)
from reportgen.service.batching import (
    BatchOptions,
    FolderResults,
    RenderWork,
    UnitReports,
    edited_findings,
)
from reportgen.service.bundle import pack, unpack


@dataclass(frozen=True, slots=True)
class Shop:
    """Where work is handed out and results are left."""

    database: str
    store: str


class RemoteReports(BatchReports, Protocol):
    """An open programme whose files can be sent elsewhere."""

    @property
    def path(self) -> Path:
        """The programme's own file."""

    @property
    def files(self) -> Iterable[Path]:
        """Every other file and folder that documents are made of."""


@dataclass(frozen=True, slots=True)
class StoreResults:
    """Files by their content; nobody edits them there, and none is removed."""

    store: Store

    def has(self, artefact: Artefact) -> bool:
        """Whether a file is there as it was made."""
        return self.store.has(artefact.sha256)

    def edited(self, _: Task) -> list[str]:
        """Return nothing: what is kept by its content does not change."""
        return []

    def write(self, files: Mapping[str, bytes]) -> None:
        """Keep files."""
        for data in files.values():
            self.store.put(data)

    def remove(self, artefacts: Iterable[Artefact]) -> None:
        """Keep what nobody needs: who owns the store decides how long."""


# --- who asks ----------------------------------------------------------------------------------------


def run_remote(reports: RemoteReports, request: BatchRequest, watch: BatchWatch, shop: Shop) -> BatchResult:
    """Have workers make what is missing or out of date, and put it in place here.

    Raises what `run_batch` raises; when it is broken off, workers end what is handed out all the same.
    """
    return run_batch(reports, request, watch, partial(_render_remotely, reports, request, shop))


def _render_remotely(
    reports: RemoteReports, request: BatchRequest, shop: Shop, local: Ledger, watch: BatchWatch, stop: Stop
) -> Tally:
    """Hand out the units that wait in the local ledger, wait for workers, and fetch what they made."""
    store = open_store(shop.store)
    bundle, programme = pack(reports.path, reports.files)
    about = {
        "batch": reports.key,
        "bundle": store.put(bundle),
        "programme": programme,
        "options": _options_json(request.options),
    }
    ledger = _remote_ledger(shop, about)
    try:
        weights = weights_of(reports.roster)
        waiting = sorted(local.tasks(), key=lambda task: -weights.get(task.code, 1))  # the longest work first
        ledger.create()
        ledger.enrol(BatchUnit(task.code, "", task.stem) for task in waiting)
        pieces = slices_of(waiting, slice_size(request.options), weights)
        queue = Queue(shop.database)
        queue.hand_out(about, ([task.code for task in piece] for piece in pieces))
        queue.wait(reports.key, lambda: stop.is_asked or _is_over(ledger, len(waiting), watch))
        return _fetch(ledger, local, store, request, watch)
    finally:
        ledger.close()


def _is_over(ledger: Ledger, wanted: int, watch: BatchWatch) -> bool:
    states = ledger.states()
    failed = states.get(State.FAILED, 0) + states.get(State.CRASHED, 0)
    watch.rendered(Tally(wanted, made=states.get(State.DONE, 0), failed=failed), [])
    return states.get(State.DONE, 0) + failed == wanted


def _fetch(ledger: Ledger, local: Ledger, store: Store, request: BatchRequest, watch: BatchWatch) -> Tally:
    """Bring results into the folder, with the care for edited files that a local run has."""
    tally = Tally(local.wanted())
    results = FolderResults(request.files_folder)
    tasks = {task.code: task for task in local.tasks()}
    for verdicts in _pieces(each for each in ledger.verdicts() if each.state.is_verdict):
        local.claim(each.code for each in verdicts)
        outcomes = [_fetched(each, tasks[each.code], store, results, request.options) for each in verdicts]
        local.finish(outcomes)
        tally.count(outcomes)
        watch.rendered(tally, outcomes)
    return tally


def _pieces(verdicts: Iterable[Verdict]) -> Iterator[list[Verdict]]:
    piece: list[Verdict] = []
    for verdict in verdicts:
        piece.append(verdict)
        if len(piece) == SLICE:
            yield piece
            piece = []
    if piece:
        yield piece


def _fetched(
    verdict: Verdict, task: Task, store: Store, results: FolderResults, options: BatchOptions
) -> Outcome:
    outcome = Outcome(
        verdict.code, verdict.state, verdict.key, verdict.artefacts, verdict.findings, trace=verdict.trace
    )
    if verdict.state is not State.DONE:
        results.remove(task.artefacts)
        return outcome
    lacking = [each for each in verdict.artefacts if not is_there(results.folder, each)]
    if lacking and not options.overwrites and (names := results.edited(task)):
        return replace(
            outcome, state=State.FAILED, key="", artefacts=task.artefacts, findings=edited_findings(names)
        )
    results.write({each.name: store.get(each.sha256) for each in lacking})
    hashes = {each.sha256 for each in verdict.artefacts}
    converted = [each for each in task.artefacts if each.made_of in hashes and results.has(each)]
    names_now = {each.name for each in (*verdict.artefacts, *converted)}
    results.remove(each for each in task.artefacts if each.name not in names_now)
    return replace(outcome, artefacts=(*verdict.artefacts, *converted), is_unchanged=not lacking)


# --- who works ---------------------------------------------------------------------------------------


Opener = Callable[[Path], UnitReports]
"""Opens a programme's file."""


def run_workers(shop: Shop, opener: Opener, *, processes: int, until_empty: bool) -> None:
    """Do jobs on this machine until stopped, or until none is left."""
    body = partial(_work, shop, opener, until_empty)
    run_processes(processes, body, restarts=True)


def _work(shop: Shop, opener: Opener, until_empty: bool) -> None:
    worker = Worker(shop, opener)
    Queue(shop.database, worker.render).work(until_empty=until_empty)


class Worker:
    """One process that renders: it keeps the programme it had last."""

    def __init__(self, shop: Shop, opener: Opener) -> None:
        self.shop, self.opener = shop, opener
        self.store = open_store(shop.store if "://" in shop.store else str(Path(shop.store).absolute()))
        self._bundle = ""
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._reports: UnitReports | None = None

    def render(self, about: Mapping[str, Any], codes: list[str]) -> None:
        """Do the units of one job."""
        reports = self._opened(about)
        work = RenderWork(reports, StoreResults(self.store), _options_of(about["options"]))
        ledger = _remote_ledger(self.shop, about)
        try:
            do_tasks(ledger, codes, work, MOST_SECONDS_OF_A_TASK)
        finally:
            ledger.close()

    def _opened(self, about: Mapping[str, Any]) -> UnitReports:
        if self._reports is None or self._bundle != about["bundle"]:
            last, self._folder = self._folder, tempfile.TemporaryDirectory(prefix="reportgen-")
            unpack(self.store.get(about["bundle"]), Path(self._folder.name))
            os.chdir(
                self._folder.name
            )  # what names files, as the tie-out does, names no folder of this machine
            if last is not None:
                last.cleanup()
            self._reports = self.opener(Path(about["programme"]))
            self._bundle = about["bundle"]
        return self._reports


def _remote_ledger(shop: Shop, about: Mapping[str, Any]) -> Ledger:
    """Open the shared ledger; the run is named after everything that decides what is made."""
    run = hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()
    return Ledger(PostgresDatabase(shop.database), about["batch"], run)


def _options_json(options: BatchOptions) -> dict[str, Any]:
    return {
        "today": options.today.isoformat(),
        "with_annexes": options.with_annexes,
        "with_tie_out": options.with_tie_out,
    }


def _options_of(value: Mapping[str, Any]) -> BatchOptions:
    return BatchOptions(dt.date.fromisoformat(value["today"]), value["with_annexes"], value["with_tie_out"])

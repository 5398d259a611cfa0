"""A whole batch on this machine: roster to ledger, every unit, PDF, package, and the last look."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from reportgen.batch.converting import convert_all
from reportgen.batch.file_names import file_name, unique
from reportgen.batch.ledger import Ledger
from reportgen.batch.package import write_package
from reportgen.batch.reconcile import Reconciled, reconcile
from reportgen.batch.results_folder import OWN_FOLDER, sweep
from reportgen.batch.run import Stop, run
from reportgen.batch.sqlite import open_ledger
from reportgen.errors import Finding, UsageProblem
from reportgen.model.batch import BatchUnit, Outcome, Tally
from reportgen.model.roster import Roster
from reportgen.service.batch_checks import check_levels, findings_of_levels, read_verdicts, write_verdicts
from reportgen.service.batch_pdf import pdf_converter
from reportgen.service.batching import BatchOptions, FolderResults, RenderWork, UnitReports
from reportgen.vietnamese import suggest

LEVEL_VERDICTS = "cap-da-kiem.json"
SLICE, SLICE_WITH_WORKBOOKS = 50, 10
LEAST_SLICES_OF_A_PROCESS = 4


class BatchReports(UnitReports, Protocol):
    """An open programme, as far as a batch needs it."""

    @property
    def key(self) -> str:
        """The programme's own name."""

    @property
    def roster(self) -> Roster:
        """The units that count."""

    @property
    def levels(self) -> frozenset[str]:
        """The levels that have a report."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which units are asked for; nothing said means all."""

    codes: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    only_failed: bool = False
    """Only those that have no good verdict yet."""


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """What a batch shall bring, and where to."""

    out: Path
    options: BatchOptions
    selection: Selection = Selection()
    is_flat: bool = False
    zipped: bool = False
    pdf: bool = False
    processes: int = field(default_factory=lambda: os.cpu_count() or 1)

    @property
    def own_folder(self) -> Path:
        """Where the ledger is kept."""
        return self.out / OWN_FOLDER

    @property
    def files_folder(self) -> Path:
        """Where the documents are put: out of sight when people get them as one package."""
        return self.own_folder / "van-ban" if self.zipped else self.out


class BatchWatch(Protocol):
    """Whoever shows how far a batch has come."""

    def rendered(self, tally: Tally, outcomes: list[Outcome]) -> None:
        """Take in what became of a slice."""

    def converted(self, ended: int, failed: int) -> None:
        """Take in how many PDF are made."""


@dataclass(frozen=True, slots=True)
class BatchResult:
    """How a batch ended."""

    tally: Tally
    reconciled: Reconciled
    package: Path | None = None
    converted: int = 0
    traces: Path | None = None
    """Where the traces of our own mistakes are, if there were any."""
    findings: tuple[Finding, ...] = ()
    """What was found of the levels, once for all their documents."""


Rendering = Callable[[Ledger, BatchWatch, Stop], Tally]
"""Brings the tasks that wait in a ledger to their verdicts."""


def run_batch(
    reports: BatchReports, request: BatchRequest, watch: BatchWatch, rendering: Rendering | None = None
) -> BatchResult:
    """Make what is missing or out of date of every unit asked for, here unless `rendering` says otherwise.

    Raises InputRefused when the report of a level is wrong itself, UsageProblem when the folder is taken or
    an unknown unit is asked for, EnvironmentProblem when the machine lacks something, KeyboardInterrupt after
    Ctrl-C; a later run goes on where it stopped.
    """
    units = chosen_units(reports, request)
    known = read_verdicts(request.own_folder / LEVEL_VERDICTS)
    levels = check_levels(reports, units, request.options.today, known)
    ledger = open_ledger(request.own_folder, reports.key)
    try:
        sweep(request.out)
        write_verdicts(request.own_folder / LEVEL_VERDICTS, known | levels)
        ledger.enrol(_wanted(units, request.selection, ledger))
        render = rendering or partial(_render_here, reports, request)
        return replace(_run(reports.key, request, ledger, watch, render), findings=findings_of_levels(levels))
    finally:
        ledger.close()


def _render_here(
    reports: BatchReports, request: BatchRequest, ledger: Ledger, watch: BatchWatch, stop: Stop
) -> Tally:
    work = RenderWork(reports, FolderResults(request.files_folder), request.options)
    share = ledger.wanted() // (LEAST_SLICES_OF_A_PROCESS * request.processes)  # few units are spread, too
    size = max(1, min(slice_size(request.options), share))
    processes, weights = request.processes, weights_of(reports.roster)
    return run(ledger, work, watch.rendered, stop, processes=processes, slice_size=size, weights=weights)


def weights_of(roster: Roster) -> dict[str, int]:
    """Return how many units' work each parent is: it is made of its children, and often lists them."""
    return {code: 1 + len(roster.children(code)) for code in roster.parents}


def slice_size(options: BatchOptions) -> int:
    """Return how many units are handed out at once: half a second of work, or two with workbooks."""
    return SLICE_WITH_WORKBOOKS if options.with_annexes or options.with_tie_out else SLICE


def _run(
    key: str, request: BatchRequest, ledger: Ledger, watch: BatchWatch, render: Rendering
) -> BatchResult:
    folder = request.files_folder
    with Stop.on_ctrl_c() as stop:
        tally = render(ledger, watch, stop)
        converted = _convert(request, ledger, watch, stop) if request.pdf else 0
    stop.raise_if_asked()
    found = reconcile(ledger, folder)
    package = request.out / f"{key}.zip" if request.zipped else None
    if package is not None:
        write_package(package, folder, found.names)
    traces = _write_traces(request, found)
    flush_all()
    return BatchResult(tally, found, package, converted, traces)


# --- the roster --------------------------------------------------------------------------------------


def chosen_units(reports: BatchReports, request: BatchRequest) -> list[BatchUnit]:
    """Return every unit that has a report, with the names of its files, and whether it is asked for.

    Raises UsageProblem when a code or a level is asked for that the programme does not have.
    """
    selection, roster, levels = request.selection, reports.roster, reports.levels
    codes = [code for code in roster.units if roster[code].level in levels]
    _refuse_unknown("cấp", selection.levels, levels)
    _refuse_unknown("đơn vị", selection.codes, codes)
    stems = unique((code, stem_of(roster, code, is_flat=request.is_flat)) for code in codes)
    return [
        BatchUnit(code, roster[code].level, stem, _is_asked_for(roster, code, selection))
        for code, stem in zip(codes, stems, strict=True)
    ]


def stem_of(roster: Roster, code: str, *, is_flat: bool) -> str:
    """Return `xa/109-huyen-phong-tho/03271-xa-sin-suoi-ho`, or the last part of it."""
    unit, parent = roster[code], roster.parent(code)
    name = file_name(code, unit.name)
    if is_flat:
        return name
    folders = [unit.level, *([file_name(parent.code, parent.name)] if parent else [])]
    return "/".join([*folders, name])


def _is_asked_for(roster: Roster, code: str, selection: Selection) -> bool:
    by_code = not selection.codes or code in selection.codes
    return by_code and (not selection.levels or roster[code].level in selection.levels)


def _refuse_unknown(what: str, asked: Iterable[str], known: Iterable[str]) -> None:
    known = frozenset(known)
    if unknown := sorted(set(asked) - known):
        raise UsageProblem(
            f"Chương trình không có báo cáo cho {what} “{unknown[0]}”{suggest(unknown[0], known)}."
        )


def _wanted(units: list[BatchUnit], selection: Selection, ledger: Ledger) -> Iterator[BatchUnit]:
    done = ledger.done() if selection.only_failed else set()
    for unit in units:
        yield replace(unit, is_wanted=unit.is_wanted and unit.code not in done)


# --- after the documents -----------------------------------------------------------------------------


def _convert(request: BatchRequest, ledger: Ledger, watch: BatchWatch, stop: Stop) -> int:
    with pdf_converter(request.own_folder) as convert:
        return convert_all(
            ledger,
            request.files_folder,
            convert,
            watch.converted,
            calls=request.processes,
            is_stopped=lambda: stop.is_asked,
        )


def _write_traces(request: BatchRequest, found: Reconciled) -> Path | None:
    path = request.own_folder / "loi-chuong-trinh.txt"
    path.unlink(missing_ok=True)
    traces = [f"{each.code}\n{each.trace}\n" for each in found.failed if each.trace]
    if not traces:
        return None
    path.write_text("\n".join(traces), encoding="utf-8")
    return path


def flush_all() -> None:
    """Make everything that was written last over a power cut, once for thousands of files."""
    if hasattr(os, "sync"):
        os.sync()

"""One unit of a batch: its files made and written, or its mistakes told; pool, queue and tests run this."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from reportgen.batch import results_folder
from reportgen.check.waivers import cover_partly, place_waivers
from reportgen.compute import Book, check_overrides, derived_values
from reportgen.errors import Finding, InputRefused, Severity, Where
from reportgen.load import LoadedDefinition, LoadedFigures
from reportgen.model.batch import Artefact, Outcome, State, Task
from reportgen.model.checking import Checked, Waiver, merge
from reportgen.model.form import Form
from reportgen.publish.files import write_files
from reportgen.service.making import made_in_good_hope
from reportgen.service.planned_files import Plans, Wanted
from reportgen.service.publication_checks import check_own_data
from reportgen.validate import validate_figures


@dataclass(frozen=True)
class LevelReport:
    """What the documents of all units of a level are made with; `folder` is that of the definition."""

    loaded: LoadedDefinition
    form: Form
    folder: Path

    @cached_property
    def waivers(self) -> tuple[Waiver, ...]:
        """The waivers of the definition."""
        return place_waivers(self.loaded.definition.waivers, self.loaded.source)

    @cached_property
    def plans(self) -> Plans:
        """What the workbooks of its units have in common."""
        return Plans()


class UnitReports(Protocol):
    """An open programme, as far as rendering one unit needs it."""

    def level_report(self, code: str) -> LevelReport:
        """Return what the unit's document is made with."""

    def unit_figures(self, code: str) -> LoadedFigures:
        """Return the unit's figures; raise InputRefused with every mistake in them."""

    def input_key(self, code: str) -> str:
        """Return the hash of everything that the unit's files depend on."""

    @property
    def depends_on_day(self) -> bool:
        """Whether a verdict may change by itself, because a waiver or an override ends on some day."""


class Results(Protocol):
    """Where the files of units are kept."""

    def has(self, artefact: Artefact) -> bool:
        """Whether a file is there as it was made."""

    def edited(self, task: Task) -> list[str]:
        """Return the names of the unit's files that somebody changed since they were made."""

    def write(self, files: Mapping[str, bytes]) -> None:
        """Put files in place, none of them half written."""

    def remove(self, artefacts: Iterable[Artefact]) -> None:
        """Remove files that nobody needs any more, unless somebody changed them."""


@dataclass(frozen=True, slots=True)
class FolderResults:
    """Files in a folder, for people."""

    folder: Path

    def has(self, artefact: Artefact) -> bool:
        """Whether a file is there as it was made."""
        return results_folder.is_there(self.folder, artefact)

    def edited(self, task: Task) -> list[str]:
        """Return the names of the unit's files that somebody changed since they were made."""
        return results_folder.edited(self.folder, task)

    def write(self, files: Mapping[str, bytes]) -> None:
        """Put files in place, none of them half written; the batch flushes them all in the end."""
        write_files({self.folder / name: data for name, data in files.items()}, durable=False)

    def remove(self, artefacts: Iterable[Artefact]) -> None:
        """Remove files that nobody needs any more, unless somebody changed them."""
        results_folder.remove_untouched(self.folder, artefacts)


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """What is made of each unit beside the Word file, and on which day."""

    today: dt.date
    with_annexes: bool = True
    with_tie_out: bool = True
    overwrites: bool = False
    """Whether files that people edited since they were made are replaced."""


Check = Callable[[LevelReport, LoadedFigures, BatchOptions, Book], Checked]


@dataclass(frozen=True)
class RenderWork:
    """What a process does with each task."""

    reports: UnitReports
    results: Results
    options: BatchOptions

    def do(self, task: Task) -> Outcome:
        """Make the files of one unit."""
        return render_unit(self.reports, task, self.results, self.options)


def render_unit(reports: UnitReports, task: Task, results: Results, options: BatchOptions) -> Outcome:
    """Make the files of one unit unless they are there already.

    Mistakes in the unit's data are its verdict; its older files, if untouched, are then removed, so that
    nobody takes them for good. Raises EnvironmentProblem when the disk does not let us.
    """
    key = _key(reports, task, options)
    if task.key == key and (there := _what_is_there(task, results)):
        findings = tuple(each for each in task.findings if each.severity is not Severity.ERROR)
        return Outcome(task.code, State.DONE, key, there, findings, is_unchanged=True)
    if not options.overwrites and (names := results.edited(task)):
        return Outcome(task.code, State.FAILED, artefacts=task.artefacts, findings=edited_findings(names))
    try:
        files, findings = unit_files(reports, task, options)
    except InputRefused as refused:
        results.remove(task.artefacts)
        return Outcome(task.code, State.FAILED, findings=refused.findings)
    results.write(files)
    made = [artefact_of(name, data) for name, data in files.items()]
    still_good = _still_good(task, results, made)
    results.remove(each for each in task.artefacts if each.name not in files and each not in still_good)
    return Outcome(task.code, State.DONE, key, (*made, *still_good), findings)


def artefact_of(name: str, data: bytes) -> Artefact:
    """Return the record of a file."""
    return Artefact(name, hashlib.sha256(data).hexdigest(), len(data))


def _key(reports: UnitReports, task: Task, options: BatchOptions) -> str:
    asked = f"{reports.input_key(task.code)} {task.stem} {options.with_annexes} {options.with_tie_out}"
    asked += f" {options.today}" if reports.depends_on_day else ""
    return hashlib.sha256(asked.encode()).hexdigest()


def _what_is_there(task: Task, results: Results) -> tuple[Artefact, ...]:
    """Return the unit's files if none is missing; a PDF that is gone can be converted again from them."""
    there = tuple(filter(results.has, task.artefacts))
    return there if all(each in there or each.made_of for each in task.artefacts) else ()


def _still_good(task: Task, results: Results, made: Iterable[Artefact]) -> list[Artefact]:
    """Return the files that were converted from what was made again just the same."""
    hashes = {each.sha256 for each in made}
    return [each for each in task.artefacts if each.made_of in hashes and results.has(each)]


def edited_findings(names: Iterable[str]) -> tuple[Finding, ...]:
    """Return what is told of files that are not replaced because somebody changed them."""
    message = "tệp đã có người sửa sau khi lập nên không ghi đè"
    remedy = "đưa bản sửa ra chỗ khác (cập nhật nó bằng reportgen refresh), hoặc chạy lại với --ghi-de"
    return tuple(Finding("edited-by-hand", message, Where(file=name), remedy) for name in names)


# --- what a unit's files hold ------------------------------------------------------------------------


def unit_files(
    reports: UnitReports, task: Task, options: BatchOptions, check: Check | None = None
) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    """Return the unit's files by name, and what people should know of its data, as far as `check` tells it.

    `check` finds what `check_unit` does, at least when that is to stand in a tie-out or stops publication.
    Raises InputRefused with everything that stops publication.
    """
    level, given = reports.level_report(task.code), reports.unit_figures(task.code)
    book = Book(given.figures, level.loaded.definition.decimals)
    checked = (check or check_unit)(level, given, options, book)
    if checked.is_blocking:
        book.release()
        raise InputRefused(checked.findings)
    stem = task.stem.rpartition("/")[2]
    made = made_in_good_hope(level.form, level.loaded, given, stem, book)
    files = {".docx": made.filled.bytes()}
    if options.with_annexes or options.with_tie_out:
        findings = (*given.notes, *checked.findings)
        wanted = Wanted(options.with_annexes, options.with_tie_out, findings, checked.waived)
        files |= level.plans.files(made, level.folder, wanted)
    made.filled.release()
    return {f"{task.stem}{ending}": data for ending, data in files.items()}, _worth_telling(checked)


def check_unit(
    level: LevelReport, given: LoadedFigures, options: BatchOptions, book: Book | None = None
) -> Checked:
    """Ask what depends on the figures of one unit; what depends on the form is asked once a level.

    `book` is that of the figures, where it is at hand.
    """
    return cover_partly(find_in_unit(level, given, options, book), level.waivers, options.today)


def find_in_unit(
    level: LevelReport, given: LoadedFigures, options: BatchOptions, book: Book | None = None
) -> Checked:
    """Return what there is to tell of the figures of one unit, whatever somebody waived of it.

    What is only to be noted goes into the tie-out, and is asked for when there is one.
    """
    figures, source, tells_infos = given.figures, given.source, options.with_tie_out
    decimals = level.loaded.definition.decimals
    findings = check_overrides(figures, source, decimals=decimals, tells_infos=tells_infos, at_hand=book)
    findings += validate_figures(figures, source, derived=derived_values(figures, book))
    own = check_own_data(level.loaded, given, options.today, tells_infos=tells_infos, book=book)
    return merge([Checked(tuple(findings)), own])


def find_what_stops(given: LoadedFigures, book: Book) -> Checked:
    """Return the errors in figures without overrides of an office without rules; there are no others."""
    derived = derived_values(given.figures, book)
    return Checked(tuple(validate_figures(given.figures, given.source, derived=derived, only_errors=True)))


def _worth_telling(checked: Checked) -> tuple[Finding, ...]:
    return tuple(each for each in checked.findings if each.severity is not Severity.INFO)

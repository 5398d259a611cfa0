"""A programme read with its roster and its skeleton: all mistakes of the three files told at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from reportgen.errors import Finding, InputRefused, Severity
from reportgen.load.calendar import load_calendar
from reportgen.load.later_source import later_source
from reportgen.load.load import (
    TEXT_READERS,
    LoadedFigures,
    Read,
    load_figures,
    read_file,
    reading_of,
    validated,
)
from reportgen.load.plain_units import units_of
from reportgen.load.programme_checks import ProgrammeCheck
from reportgen.load.reporting_days import due_findings, worked_out
from reportgen.load.roster import read_roster_csv
from reportgen.load.roster_checks import RosterCheck
from reportgen.load.roster_lines import read_roster_lines, stream_roster
from reportgen.load.text import MAX_BYTES, MAX_BYTES_OF_LINES
from reportgen.load.yaml_json import Reading, read_yaml
from reportgen.model.programme import Programme, RosterFile
from reportgen.model.reporting_period import ReportingPeriod
from reportgen.model.roster import Roster
from reportgen.model.skeleton import Skeleton
from reportgen.model.source import Source
from reportgen.model.unit import Unit


def _read_workbook(raw: bytes, file: str) -> Reading:
    from reportgen.load.roster_workbook import read_roster_workbook  # openpyxl is slow to import

    return read_roster_workbook(raw, file)


ROSTER_READERS: dict[str, Read] = {
    **TEXT_READERS,
    ".csv": read_roster_csv,
    ".jsonl": read_roster_lines,
    ".xlsx": _read_workbook,
}
_read_plain_yaml: Read = partial(read_yaml, keeps_spots=False)
PLAIN_ROSTER_READERS = {**ROSTER_READERS, ".yaml": _read_plain_yaml, ".yml": _read_plain_yaml}
"""Places take ten times the memory of the units, and are needed for findings only."""
LINED = (".csv", ".jsonl")
T = TypeVar("T")
PROGRAMME_EXAMPLE, ROSTER_EXAMPLES = "chuong-trinh.yaml", "don-vi.yaml, don-vi.csv"


@dataclass(frozen=True, slots=True)
class LoadedProgramme:
    """A programme and everything its units share; `roster` has the units that are valid at the cut-off."""

    programme: Programme
    roster: Roster
    skeleton: LoadedFigures
    slots: Skeleton
    """The skeleton as what units have to fill in."""
    period: ReportingPeriod
    source: Source
    roster_source: Source
    folder: Path
    all_units: tuple[Unit, ...]
    """Every entry of the roster, valid or not."""
    notes: tuple[Finding, ...] = ()

    def path(self, name: str) -> Path:
        """Return the path of a file that the programme names."""
        return self.folder / name


def load_programme(path: Path, *, has_values: bool = True) -> LoadedProgramme:
    """Read a programme from YAML or JSON, with its roster and its skeleton.

    Without `has_values` the values of its units need not be there yet.

    Raises InputRefused with everything that can be found wrong in the three.
    """
    file = path.as_posix()
    reading = reading_of(read_file(path, file), file, path.suffix, TEXT_READERS, PROGRAMME_EXAMPLE)
    programme, _ = validated(reading, Programme)
    findings: list[Finding] = []
    roster = _attempt(lambda: _roster(programme, reading.source, path.parent), findings)
    skeleton = _attempt(lambda: load_figures(path.parent / programme.skeleton), findings)
    period, unknown = worked_out(programme.period, programme.levels, load_calendar(), reading.source)
    findings += [*unknown, *due_findings(programme, period, load_calendar(), reading.source)]
    slots = Skeleton(skeleton.figures, last=programme.period.last) if skeleton is not None else None
    check = ProgrammeCheck(programme, reading.source, path.parent, period)
    units, roster_source, notes = roster if roster is not None else ((), reading.source, ())
    findings += check.findings(slots, units, has_values=has_values)
    if roster is not None:
        wrong = RosterCheck(units, roster_source, period.cutoff_on).findings(programme.levels)
        if all(
            each.severity is not Severity.ERROR for each in wrong
        ):  # the names of a broken tree say nothing
            wrong += check.unit_patterns(units, roster_source)
        findings += wrong
    if any(each.severity is Severity.ERROR for each in findings):
        raise InputRefused(dict.fromkeys(findings))
    assert skeleton is not None, "its findings are errors"
    assert slots is not None, "made of the skeleton"
    tree = Roster.on(units, period.cutoff_on)
    told = (*skeleton.notes, *notes, *findings)
    return LoadedProgramme(
        programme, tree, skeleton, slots, period, reading.source, roster_source, path.parent, units, told
    )


def _attempt(read: Callable[[], T], findings: list[Finding]) -> T | None:
    """Return what is read, or None with its findings noted."""
    try:
        return read()
    except InputRefused as refused:
        findings += refused.findings
        return None


def _roster(
    programme: Programme, source: Source, folder: Path
) -> tuple[tuple[Unit, ...], Source, tuple[Finding, ...]]:
    """Return the units, where they stand, and what was understood on the way."""
    if not isinstance(programme.units, str):
        return tuple(map(Unit.of, programme.units)), source, ()
    path = folder / programme.units
    streamed = stream_roster(path, path.as_posix()) if _is_lined(path) and path.is_file() else None
    if streamed is not None:
        return streamed.units, streamed.source, ()
    reading = _read_roster(path, PLAIN_ROSTER_READERS)
    units = _plain_units(reading)
    if units is None:
        reading = _with_root(_read_roster(path, ROSTER_READERS))
        units = tuple(map(Unit.of, validated(reading, RosterFile)[0].units))
    sha256 = reading.source.sha256
    later = later_source(
        reading.source.file, sha256, lambda: _with_root(_read_roster(path, ROSTER_READERS)).source
    )
    return units, later, reading.findings


def _is_lined(path: Path) -> bool:
    return path.suffix.lower() in LINED


def _read_roster(path: Path, readers: dict[str, Read]) -> Reading:
    file = path.as_posix()
    raw = read_file(path, file, most=MAX_BYTES_OF_LINES if _is_lined(path) else MAX_BYTES)
    return reading_of(raw, file, path.suffix, readers, ROSTER_EXAMPLES)


def _plain_units(reading: Reading) -> tuple[Unit, ...] | None:
    """Return the units of a roster in which nothing is wrong; None when the model has to explain."""
    data = {"don_vi": reading.data} if isinstance(reading.data, list) else reading.data
    is_sound = reading.is_sound and all(each.severity is not Severity.ERROR for each in reading.findings)
    if not is_sound or not isinstance(data, dict) or set(data) != {"don_vi"}:
        return None
    entries = data["don_vi"]
    return units_of(entries) if isinstance(entries, list) and entries else None


def _with_root(reading: Reading) -> Reading:
    """Take a bare list of units for the whole of `don_vi`."""
    if not isinstance(reading.data, list):
        return reading
    spots = {("don_vi", *path): spot for path, spot in reading.source.spots.items()}
    source = Source(
        reading.source.file,
        reading.source.text,
        {**spots, (): reading.source.spots[()]},
        reading.source.sha256,
        reading.source.line_starts,
    )
    return Reading({"don_vi": reading.data}, source, reading.findings, reading.is_sound)

"""What came back of the forms of a programme: a verdict for every unit that was asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from reportgen.errors import Finding, Severity
from reportgen.model.entry_reading import CellState, EntryReading, Remark


class UnitState(StrEnum):
    """What a unit handed in; only the first two are taken over."""

    COMPLETE = "complete"
    BLANKS = "blanks"
    WRONG = "wrong"
    TWICE = "twice"
    MISSING = "missing"

    @property
    def label(self) -> str:
        """What people call it."""
        return LABELS[self]

    @property
    def is_taken(self) -> bool:
        """Whether the unit's figures are taken over."""
        return self in (UnitState.COMPLETE, UnitState.BLANKS)


LABELS = {
    UnitState.COMPLETE: "đủ",
    UnitState.BLANKS: "đủ, còn ô trống",
    UnitState.WRONG: "có ô chưa đọc được",
    UnitState.TWICE: "hai tệp khác nhau",
    UnitState.MISSING: "chưa gửi",
}


@dataclass(frozen=True, slots=True)
class Received:
    """One file of a unit, and the day it came."""

    reading: EntryReading
    on: dt.date


@dataclass(frozen=True, slots=True)
class UnitVerdict:
    """Everything about one unit: what it handed in, when, and what has to be mended."""

    code: str
    name: str
    level: str
    state: UnitState
    due: dt.date
    files: tuple[Received, ...] = ()
    findings: tuple[Finding, ...] = ()
    """About the unit as a whole."""

    @property
    def received_on(self) -> dt.date | None:
        """The day on which the first of its files came; None when none did."""
        return min((each.on for each in self.files), default=None)

    @property
    def is_late(self) -> bool:
        """Whether what came, came after the last day."""
        return self.received_on is not None and self.received_on > self.due

    @property
    def taken(self) -> EntryReading | None:
        """The reading whose figures are taken over; None when the unit has none that can be."""
        return self.files[0].reading if self.state.is_taken else None

    def count(self, state: CellState) -> int:
        """Return how many cells of its files were read that way."""
        return sum(each.reading.count(state) for each in self.files)

    def remarks(self) -> Iterator[Remark]:
        """Yield what its clerks wrote beside the figures."""
        for each in self.files:
            yield from each.reading.remarks

    def problems(self) -> Iterator[Finding]:
        """Yield what has to be told about it, errors first."""
        told = [*self.findings]
        for each in self.files:
            told += each.reading.findings
            told += (cell.finding() for cell in each.reading.cells if cell.state.is_told)
        yield from sorted(told, key=lambda finding: list(Severity).index(finding.severity))


@dataclass(frozen=True, slots=True)
class Collection:
    """All verdicts, in the order of the roster; `strays` are files that belong to no unit that was asked."""

    programme: str
    title: str
    units: tuple[UnitVerdict, ...]
    strays: tuple[Received, ...] = ()
    findings: tuple[Finding, ...] = ()
    """About the folder as a whole."""
    dates_from: str = ""
    """What the days on which files came rest on."""

    def of(self, state: UnitState) -> tuple[UnitVerdict, ...]:
        """Return the units in one state."""
        return tuple(unit for unit in self.units if unit.state is state)

    @property
    def late(self) -> tuple[UnitVerdict, ...]:
        """The units that handed in after their last day."""
        return tuple(unit for unit in self.units if unit.is_late)

    @property
    def is_whole(self) -> bool:
        """Whether every unit handed in figures that can be taken, and nothing else lay in the folder."""
        everyone = all(unit.state.is_taken for unit in self.units)
        errors = any(each.severity is Severity.ERROR for each in self.findings)
        return everyone and not self.strays and not errors

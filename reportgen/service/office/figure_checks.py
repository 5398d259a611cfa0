"""How many mistakes the figures of each unit hold: asked once for each state of them, then remembered."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import update

from reportgen.errors import InputRefused, Severity
from reportgen.service.batching import BatchOptions, check_unit
from reportgen.service.office.office import Office
from reportgen.service.office.opened import OpenedCycle
from reportgen.service.programme import OpenProgramme
from reportgen.store.tables_reports import ReportRow

PATIENCE_SECONDS = 2.0
"""A page that shows thousands of units does not wait for all of them to be checked."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many findings the figures of a unit have."""

    errors: int
    warnings: int


class FigureChecks:
    """Counts the findings on the figures of units; its caller is at work with the period."""

    def __init__(self, office: Office, opened: OpenedCycle, programme: OpenProgramme) -> None:
        self._office, self._opened, self._programme = office, opened, programme
        self._deadline = time.monotonic() + PATIENCE_SECONDS
        self._fresh: dict[int, tuple[str, Counted]] = {}
        self.unchecked = 0
        today = f" {office.today()}" if opened.reports.depends_on_day else ""
        self._day = today

    def of(self, row: ReportRow) -> Counted:
        """Return the counts of a unit: those that are remembered, or found now while there is time."""
        try:
            state = self._programme.input_key(row.unit_code) + self._day
        except InputRefused as refused:
            return Counted(len(refused.findings), 0)
        if row.checked != state:
            if time.monotonic() > self._deadline:
                self.unchecked += 1
                return Counted(row.errors, row.warnings)
            self._fresh[row.id] = (state, self._count(row.unit_code))
            return self._fresh[row.id][1]
        return Counted(row.errors, row.warnings)

    def _count(self, code: str) -> Counted:
        try:
            level = self._opened.reports.level_report(code)
            given = self._programme.unit_figures(code)
            options = BatchOptions(self._office.today(), with_tie_out=False)
            findings: Iterable[object] = check_unit(level, given, options).findings
        except InputRefused as refused:
            findings = refused.findings
        weights = [getattr(each, "severity", Severity.INFO) for each in findings]
        return Counted(weights.count(Severity.ERROR), weights.count(Severity.WARNING))

    def remember(self) -> None:
        """Write down what was found, for all processes; called when nobody is at work any more."""
        if not self._fresh:
            return
        with self._office.database.write(alone=False) as session:
            for report_id, (state, counted) in self._fresh.items():
                fresh = {"checked": state, "errors": counted.errors, "warnings": counted.warnings}
                session.execute(update(ReportRow).where(ReportRow.id == report_id).values(**fresh))

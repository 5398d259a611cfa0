"""All files of a unit of a programme: Word file, annex workbook, tie-out as workbook and as JSON."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reportgen.errors import InputRefused
from reportgen.model.batch import Task
from reportgen.service.batching import BatchOptions, unit_files
from reportgen.service.programme_reports import open_reports

PROGRAMME = Path(__file__).parents[1] / "samples" / "toan-tinh" / "chuong-trinh.yaml"
LEVEL, DAY = "xa", dt.date(2023, 12, 25)


class UnitFiles:
    """The communes of the sample programme whose figures hold no mistake."""

    def __init__(self) -> None:
        self.reports = open_reports(PROGRAMME)
        self.everything = BatchOptions(DAY)
        self.word_alone = BatchOptions(DAY, with_annexes=False, with_tie_out=False)
        units = self.reports.roster.units.values()
        self.codes = [unit.code for unit in units if unit.level == LEVEL and self._is_sound(unit.code)]

    def _is_sound(self, code: str) -> bool:
        try:
            self._make(code, self.everything)
        except InputRefused:
            return False
        return True

    def all_files(self, n: int) -> None:
        """Make everything."""
        self._make(self._code(n), self.everything)

    def word_file(self, n: int) -> None:
        """Make the Word file alone."""
        self._make(self._code(n), self.word_alone)

    def _code(self, n: int) -> str:
        return self.codes[n % len(self.codes)]

    def _make(self, code: str, options: BatchOptions) -> None:
        unit_files(self.reports, Task(code, code), options)

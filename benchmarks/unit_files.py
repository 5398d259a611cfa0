"""All files of a unit of a programme: Word file, annex workbook, tie-out as workbook and as JSON."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from reportgen.model.batch import Task
from reportgen.service.batching import BatchOptions, unit_files
from reportgen.service.programme_reports import open_reports
from tools.sample_programme import main as sample_programme

COMMUNES, LEVEL, DAY = 800, "xa", dt.date(2023, 12, 25)


class UnitFiles:
    """Made-up communes of the sample programme, each made once: no figures are ever met again."""

    def __init__(self) -> None:
        self._temporary = tempfile.TemporaryDirectory(prefix="reportgen-bench-")
        sample_programme([self._temporary.name, str(COMMUNES)])
        self.reports = open_reports(Path(self._temporary.name, "chuong-trinh.yaml"))
        self.everything = BatchOptions(DAY)
        self.word_alone = BatchOptions(DAY, with_annexes=False, with_tie_out=False)
        self._left = iter(self.reports.roster.of_level(LEVEL))

    def all_files(self, _: int) -> None:
        """Make everything."""
        self._make(self.everything)

    def word_file(self, _: int) -> None:
        """Make the Word file alone."""
        self._make(self.word_alone)

    def _make(self, options: BatchOptions) -> None:
        code = next(self._left)
        unit_files(self.reports, Task(code, code), options)

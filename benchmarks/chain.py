"""One more unit, whole: JSON figures in, validated, computed, filled with every anchor, written."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import reportgen
from benchmarks.units import DEFINITION, unit_json
from reportgen.fill import Filled

UNITS = 60


class Chain:
    """The compiled report and some units' figures."""

    def __init__(self) -> None:
        self.report = reportgen.open_report(DEFINITION)
        self.units = [unit_json(seed) for seed in range(UNITS)]
        self.given = [self.report.read_json(unit) for unit in self.units]
        self._temporary = tempfile.TemporaryDirectory(prefix="reportgen-bench-")
        self.folder = Path(self._temporary.name)
        self.written = 0

    def whole(self, n: int) -> Filled:
        """Everything from JSON to a file on disk."""
        filled = self.report.fill(self.report.read_json(self.units[n % UNITS]))
        self.write(filled)
        return filled

    def write(self, filled: Filled) -> None:
        """Write a new file in one system call, as a batch does; now and then the old ones go."""
        self.written += 1
        if self.written % 1000 == 0:
            shutil.rmtree(self.folder)
            self.folder.mkdir()
        handle = os.open(self.folder / f"{self.written}.docx", os.O_WRONLY | os.O_CREAT, 0o644)
        os.writev(handle, filled.blobs)
        os.close(handle)

    def fill(self, n: int) -> bytes:
        """Compute and fill with anchors, in memory."""
        return self.report.fill(self.given[n % UNITS]).bytes()

    def fill_plain(self, n: int) -> bytes:
        """The same without anchors."""
        return self.report.fill(self.given[n % UNITS], anchored=False).bytes()

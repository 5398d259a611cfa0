"""One more unit, whole: JSON figures in, validated, computed, filled with every anchor, written."""

from __future__ import annotations

import dataclasses
import os
import shutil
import tempfile
from pathlib import Path

import reportgen
from benchmarks.units import DEFINITION, unit_json
from reportgen.fill import Filled
from reportgen.model.package import member, package

UNITS = 60


class Chain:
    """The compiled report and some units' figures."""

    def __init__(self) -> None:
        self.report = reportgen.open_report(DEFINITION)
        self.units = [unit_json(seed) for seed in range(UNITS)]
        self.varied = [unit_json(seed, seed % 6) for seed in range(UNITS)]
        self.given = [self.report.read_json(unit) for unit in self.units]
        self.filled = self.report.fill(self.given[0])
        self._temporary = tempfile.TemporaryDirectory(prefix="reportgen-bench-")
        self.folder = Path(self._temporary.name)
        self.written = 0

    def whole(self, n: int) -> Filled:
        """Everything from JSON to a file on disk."""
        return self._made(self.units[n % UNITS])

    def of_other_shape(self, n: int) -> Filled:
        """The same for units whose first list is never as long as that of the unit before."""
        return self._made(self.varied[n % UNITS])

    def _made(self, unit: bytes) -> Filled:
        filled = self.report.fill(self.report.read_json(unit))
        self.write(filled)
        filled.release()
        return filled

    def floor(self, _: int) -> None:
        """What is left when everything is known beforehand: checksum, deflate and write one unit's file."""
        packed = [member(name, data) for name, data in self.filled.members.items()]
        self.write(dataclasses.replace(self.filled, blobs=package(self.report.form.static, packed)))

    def write(self, filled: Filled) -> None:
        """Write a new file in one system call, as a batch does; now and then the old ones go."""
        self.written += 1
        if self.written % 1000 == 0:
            shutil.rmtree(self.folder)
            self.folder.mkdir()
        handle = os.open(self.folder / f"{self.written}.docx", os.O_WRONLY | os.O_CREAT, 0o644)
        os.writev(handle, filled.blobs)
        os.close(handle)

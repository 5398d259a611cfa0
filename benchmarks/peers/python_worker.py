"""A warm process that makes documents in one way: `python -m benchmarks.peers.python_worker WAY FOLDER`.

Each line "FIRST COUNT" on standard input makes those documents; the answer is "CPU WALL", in seconds.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from docxtpl import DocxTemplate

import reportgen
from benchmarks.units import DEFINITION
from reportgen.compute import check_data_rules, check_override_days, check_overrides, derived_values
from reportgen.fill import Filled
from reportgen.model.figures_input import FiguresInput
from reportgen.model.package import member, package
from reportgen.model.source import Source
from reportgen.validate import validate_figures

FIGURES, UNITS = "figures.jsonl", "units.json"
CHAIN, CHECKED, FLOOR, DOCXTPL = "chain", "checked", "floor", "docxtpl"
Make = Callable[[int], None]


class Chain:
    """Our chain: JSON figures in, validated, computed, filled with every anchor, written."""

    def __init__(self, folder: Path, way: str) -> None:
        self.report = reportgen.open_report(DEFINITION)
        self.units = (folder / FIGURES).read_bytes().splitlines()
        self.out = folder / way
        self.finished = self.report.fill(self.report.read_json(self.units[0]))
        self.today = dt.date(2024, 1, 1)
        self.nowhere = Source("so-lieu.json", "", {})  # whoever wants places reads the unit again
        gc.collect()
        gc.freeze()
        if way != CHECKED:  # checks leave cycles behind: without the collector memory would grow
            gc.disable()

    def whole(self, n: int) -> None:
        """Make one unit's document."""
        self._fill(self.report.read_json(self.units[n]), n)

    def checked(self, n: int) -> None:
        """Make it after the checks on its data."""
        given = self.report.read_json(self.units[n])
        self._check(given)
        self._fill(given, n)

    def floor(self, n: int) -> None:
        """Only pack and write a document that is finished: checksum, deflate, one file."""
        packed = [member(name, data) for name, data in self.finished.members.items()]
        blobs = package(self.report.form.static, packed)
        self._write(replace(self.finished, blobs=blobs), n)

    def _fill(self, given: FiguresInput, n: int) -> None:
        filled = self.report.fill(given)
        self._write(filled, n)
        filled.release()

    def _check(self, given: FiguresInput) -> None:
        definition = self.report.definition
        check_overrides(given, self.nowhere, decimals=definition.decimals)
        validate_figures(given, self.nowhere, derived=derived_values(given))
        check_data_rules(given, self.nowhere, definition=definition, definition_source=self.report.source)
        check_override_days(given, self.nowhere, self.today)

    def _write(self, filled: Filled, n: int) -> None:
        handle = os.open(self.out / f"{n}.docx", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.writev(handle, filled.blobs)
        os.close(handle)


def docxtpl(folder: Path) -> Make:
    """Return what merges by docxtpl; a template object is good for one document."""
    units = json.loads((folder / UNITS).read_bytes())
    template, out = folder / f"{DOCXTPL}.docx", folder / DOCXTPL

    def merge(n: int) -> None:
        document = DocxTemplate(template)
        document.render(units[n], autoescape=True)
        document.save(out / f"{n}.docx")

    return merge


def maker(way: str, folder: Path) -> Make:
    """Return what makes one document in the way of that name."""
    if way == DOCXTPL:
        return docxtpl(folder)
    chain = Chain(folder, way)
    return {CHAIN: chain.whole, CHECKED: chain.checked, FLOOR: chain.floor}[way]


def main() -> None:
    """Make what is asked for until nobody asks any more."""
    make = maker(sys.argv[1], Path(sys.argv[2]))
    for line in sys.stdin:
        first, count = map(int, line.split())
        cpu, start = time.process_time(), time.perf_counter()
        for n in range(first, first + count):
            make(n)
        print(time.process_time() - cpu, time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()

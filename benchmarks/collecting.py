"""`reportgen collect` from end to end: the forms of many communes, filled in and read back on all cores.

Not part of `make bench`, as it takes minutes: `python -m benchmarks.collecting [communes]`
"""

from __future__ import annotations

import io
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from reportgen.load.entry_workbook import read_entry_workbook
from reportgen.load.programme import LoadedProgramme, load_programme
from reportgen.load.unit_files import UnitFiles, open_units
from reportgen.model.unit_values import figure_key
from reportgen.service.entry_forms import form_of, make_forms
from tools.sample_programme import main as sample_programme

PROVINCE = 3321
DATA_SHEET = "xl/worksheets/sheet1.xml"
BLANK = re.compile(rb'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")/>')


def main(arguments: list[str]) -> int:
    """Make, fill and collect the forms of so many communes; return 1 when not all of them are taken."""
    communes = int(arguments[0]) if arguments else PROVINCE
    with tempfile.TemporaryDirectory(prefix="reportgen-bench-") as name:
        folder = Path(name)
        sample_programme([name, str(communes)])
        programme = folder / "chuong-trinh.yaml"
        forms = make_forms(programme, folder / "bieu").files
        fill(forms, programme)
        wall, cpu, taken = _collected(programme, folder)
    print(f"{len(forms)} forms collected: {wall:.1f} s, {1000 * cpu / len(forms):.1f} ms CPU each")
    print(f"all taken: {'yes' if taken == len(forms) else f'NO, {taken}'}")
    return int(taken != len(forms))


def fill(forms: tuple[Path, ...], programme: Path) -> None:
    """Type the figures of each commune into its form, as a careful clerk would."""
    loaded = load_programme(programme)
    given = open_units(loaded.path(loaded.programme.values), loaded.slots)
    cells = _cells_of(forms[0], loaded)
    for path in forms:
        path.write_bytes(_filled(path.read_bytes(), dict(_numbers(given, path.stem, cells))))


def _cells_of(form: Path, loaded: LoadedProgramme) -> dict[str, tuple[str, int]]:
    """Return figure and period of each cell to fill in; they stand at the same places in all forms."""
    reading = read_entry_workbook(form.read_bytes(), form.name, form_of(loaded))
    return {each.where.cell: (each.figure, each.period) for each in reading.cells}


def _numbers(
    given: UnitFiles, code: str, cells: Mapping[str, tuple[str, int]]
) -> Iterator[tuple[str, object]]:
    values = given.read(code)
    assert values is not None, "every commune of a made-up province has figures"
    for cell, (name, period) in cells.items():
        number = values.number(figure_key(name), period)
        if number is not None:
            yield cell, number


def _filled(form: bytes, numbers: Mapping[str, object]) -> bytes:
    """Return a form with numbers in its empty cells."""

    def cell(found: re.Match[bytes]) -> bytes:
        number = numbers.get(found[1].decode())
        return (
            found[0]
            if number is None
            else b'<c r="%b"%b><v>%b</v></c>' % (*found.groups(), str(number).encode())
        )

    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, BLANK.sub(cell, content) if name == DATA_SHEET else content)
    return made.getvalue()


def _collected(programme: Path, folder: Path) -> tuple[float, float, int]:
    """Return seconds, CPU seconds, and how many units have given values."""
    out = folder / "thu.jsonl"
    command = [
        sys.executable,
        "-m",
        "reportgen",
        "collect",
        str(folder / "bieu"),
        "--chuong-trinh",
        str(programme),
    ]
    start, before = time.perf_counter(), _cpu()
    subprocess.run(
        [*command, "--out", str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    wall, cpu = time.perf_counter() - start, _cpu() - before
    units = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    return wall, cpu, sum(1 for unit in units if unit["so_lieu"])


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

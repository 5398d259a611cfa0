"""Batches: how fast, how much memory, how they stand being killed, and PDF by the thousand.

Not part of `make bench`, as it takes minutes:
`python -m benchmarks.batch [engine|scale|province|whole|kills|pdf]…`

`whole` writes 100,000 Word files, 2 GB in the folder for temporary files, and takes some six minutes of CPU
time on both cores; it tells time and memory for each 10,000 as they are done.
"""

from __future__ import annotations

import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.watching import Mark, watched
from reportgen.batch.run import Stop, run
from reportgen.batch.sqlite import open_ledger
from reportgen.model.batch import BatchUnit, Outcome, State, Task
from tests.batch_programme import make_large_programme, make_programme
from tests.batch_work import contents
from tools.sample_programme import main as sample_programme

SIZES = (1000, 5000, 20000)
PROVINCE, MOST_PROVINCE_SECONDS = 3321, 15
ENGINE_SIZES, MOST_GROWN_MB = (10_000, 100_000), 5
WHOLE, WHOLE_STEP, MOST_KB_OF_A_UNIT, MOST_TIMES_LONGER = 100_000, 10_000, 3, 1.1
KILLS, KILLS_A_RUN, KILLED_UNITS = 50, 5, 400
DOCUMENTS = 1000


def main(parts: list[str]) -> int:
    """Run what is asked for, or everything; return 1 when a promise is missed."""
    chosen = {
        "engine": engine,
        "scale": scale,
        "province": province,
        "whole": whole,
        "kills": kills,
        "pdf": pdf,
    }
    return max(chosen[part]() for part in parts or chosen)


def batch(programme: Path, out: Path, *more: str) -> list[str]:
    """Return the command of a batch of Word files."""
    command = [sys.executable, "-m", "reportgen", "batch", str(programme), "--out", str(out)]
    return [*command, "--chi-docx", *more]


@contextmanager
def programme_of(communes: int) -> Iterator[tuple[Path, Path]]:
    """Give a programme's file and a folder for results."""
    with tempfile.TemporaryDirectory(prefix="reportgen-bench-") as folder:
        yield make_programme(Path(folder, "chuong-trinh"), communes), Path(folder, "ra")


# --- speed and memory --------------------------------------------------------------------------------


def scale() -> int:
    """Small reports of more and more communes: time must grow as they do, memory only by the roster."""
    cpu: dict[int, float] = {}
    peak: dict[int, float] = {}
    for communes in (PROVINCE, *SIZES):
        with programme_of(communes) as (programme, out):
            wall, cpu[communes], peak[communes] = _measured(batch(programme, out))
            again, _, _ = _measured(batch(programme, out))
        shown = f"{1000 * cpu[communes] / communes:6.2f} ms CPU a unit, peak {peak[communes]:6.0f} MB"
        print(f"{communes:6} communes {wall:7.1f} s, {shown}; nothing changed: {again:6.1f} s", flush=True)
    first, last = SIZES[0], SIZES[-1]
    each = (cpu[last] - cpu[first]) / (last - first)
    grown = 1024 * (peak[last] - peak[first]) / (last - first)
    ratio = (cpu[last] / last) / (cpu[first] / first)
    print(f"a unit more: {1000 * each:.2f} ms CPU, {grown:.1f} KB; 100,000: {each * 100_000:.0f} s CPU")
    print(f"a unit of {last} against one of {first}: {ratio:.2f}, at most 1: {'yes' if ratio <= 1 else 'NO'}")
    return int(ratio > 1)


def _measured(command: list[str]) -> tuple[float, float, float]:
    """Return seconds, CPU seconds and the peak MB of the largest process."""
    code = (
        "import resource, subprocess, sys, time; start = time.perf_counter(); "
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); "
        "wall = time.perf_counter() - start; used = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
    wall, cpu, peak = map(float, done.stdout.split())
    return wall, cpu, peak


def province() -> int:
    """Make the Word files of 3,321 communes of the sample programme, their data checked, on two cores."""
    with tempfile.TemporaryDirectory(prefix="reportgen-bench-") as folder:
        sample_programme([folder, str(PROVINCE)])
        wall, cpu, peak = _measured(batch(Path(folder, "chuong-trinh.yaml"), Path(folder, "ra")))
    print(f"{PROVINCE} communes of the sample: {wall:.1f} s, {cpu:.1f} s CPU, peak {peak:.0f} MB", flush=True)
    print(f"at most {MOST_PROVINCE_SECONDS} s: {'yes' if wall <= MOST_PROVINCE_SECONDS else 'NO'}")
    return int(wall > MOST_PROVINCE_SECONDS)


def whole(communes: int = WHOLE, step: int = WHOLE_STEP) -> int:
    """Put very many communes through a whole batch: the last take as long and as much as the first."""
    marks: list[Mark] = []
    with tempfile.TemporaryDirectory(prefix="reportgen-bench-") as folder:
        programme = make_large_programme(Path(folder, "chuong-trinh"), communes)
        for mark in watched(batch(programme, Path(folder, "ra")), step):
            marks.append(mark)
            each = f"{1000 * mark.cpu / mark.units:.2f} ms CPU a unit"
            print(f"{mark.units:6} done: {mark.wall:4.0f} s, {each}, {mark.megabytes:.0f} MB", flush=True)
    first, half, last = marks[0], marks[len(marks) // 2], marks[-1]
    early, late = ((b.cpu - a.cpu) / max(1, b.units - a.units) for a, b in ((first, half), (half, last)))
    kept = 1024 * (last.megabytes - first.megabytes) / max(1, last.units - first.units)
    holds = late <= MOST_TIMES_LONGER * early and kept <= MOST_KB_OF_A_UNIT
    print(f"a unit of the second half takes {late / early:.2f} times one of the first (at most", end=" ")
    print(
        f"{MOST_TIMES_LONGER}), and {kept:.2f} KB (at most {MOST_KB_OF_A_UNIT}): {'yes' if holds else 'NO'}"
    )
    return int(not holds)


# --- the engine alone --------------------------------------------------------------------------------


class Nothing:
    """Work that makes nothing: what is left is ledger, processes and slices."""

    def do(self, task: Task) -> Outcome:
        return Outcome(task.code, State.DONE, "khoá")


def engine() -> int:
    """Put simulated units through ledger and processes: memory must not grow with their number."""
    peaks = {}
    for count in ENGINE_SIZES:
        code = f"from benchmarks.batch import engine_run; engine_run({count})"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        cpu, peaks[count] = map(float, done.stdout.split())
        print(
            f"{count:6} simulated units: {1000 * cpu / count:.3f} ms CPU each, peak {peaks[count]:.0f} MB",
            flush=True,
        )
    grown = peaks[ENGINE_SIZES[-1]] - peaks[ENGINE_SIZES[0]]
    print(f"grown by {grown:.0f} MB, at most {MOST_GROWN_MB}: {'yes' if grown <= MOST_GROWN_MB else 'NO'}")
    return int(grown > MOST_GROWN_MB)


def engine_run(count: int) -> None:
    """Run the engine in this process and print CPU seconds and the peak of the parent in MB."""
    with tempfile.TemporaryDirectory(prefix="reportgen-bench-") as folder:
        ledger = open_ledger(Path(folder), "thu")
        codes = (f"{number:06}" for number in range(count))
        ledger.enrol(BatchUnit(code, "xa", f"xa/{code}") for code in codes)
        tally = run(ledger, Nothing(), lambda *_: None, Stop(), processes=2, slice_size=50)
        assert tally.made == count
        ledger.close()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(sum(each.ru_utime + each.ru_stime for each in used), used[0].ru_maxrss / 1024)


# --- killed ------------------------------------------------------------------------------------------


def kills() -> int:
    """Kill batches at random moments; the run after some kills must leave the files of a quiet one."""
    chance, hits = random.Random(7), 0
    with programme_of(KILLED_UNITS) as (programme, out):
        quiet = out.with_name("yen")
        taken, _, _ = _measured(batch(programme, quiet))
        expected, command = contents(quiet), batch(programme, out)
        while hits < KILLS:
            hits += sum(_is_killed(command, chance.random() * taken) for _ in range(KILLS_A_RUN))
            subprocess.run(command, check=True, capture_output=True)
            if contents(out) != expected:
                print(f"after {hits} kills the files differ: NO")
                return 1
            shutil.rmtree(out)
    print(f"{hits} batches killed at work, finished by the next, same bytes: yes")
    return 0


def _is_killed(command: list[str], seconds: float) -> bool:
    """Kill a batch after some time; False when it was done before."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


# --- PDF ---------------------------------------------------------------------------------------------


def pdf() -> int:
    """Convert many small documents with both cores, without a hang and without growing."""
    import pypdfium2

    with programme_of(DOCUMENTS) as (programme, out):
        subprocess.run(batch(programme, out), check=True, capture_output=True)
        wall, cpu, peak = _measured(batch(programme, out, "--pdf"))
        made = sorted(out.rglob("*.pdf"))
        pages = sum(len(pypdfium2.PdfDocument(file)) for file in made)
        again, _, _ = _measured(batch(programme, out, "--pdf"))
    print(f"{len(made)} PDF, {pages} pages in {wall:.0f} s: {pages / wall:.1f} pages a second")
    print(f"{1000 * cpu / len(made):.0f} ms CPU a document, peak {peak:.0f} MB; nothing to do: {again:.1f} s")
    return int(len(made) < DOCUMENTS)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    start = time.perf_counter()
    code = main(sys.argv[1:])
    print(f"took {time.perf_counter() - start:.0f} s")
    sys.exit(code)

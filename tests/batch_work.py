"""A stand-in for rendering, which writes real files and misbehaves when its data say so.

Run as a program it is a whole batch, to be killed from outside: `python -m tests.batch_work FOLDER UNITS`.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.batch import results_folder
from reportgen.batch.ledger import NO_WEIGHTS
from reportgen.batch.run import Stop, run
from reportgen.batch.sqlite import open_ledger
from reportgen.errors import EnvironmentProblem, Finding
from reportgen.model.batch import Artefact, BatchUnit, Outcome, State, Tally, Task
from reportgen.publish.files import write_files

WRONG, KILLED, HANGING, BUGGY, FULL = "sai", "chet", "treo", "loi", "day"


@dataclass
class FakeWork:
    """Writes each unit's text into its file; the text may also be the name of a mishap."""

    folder: Path
    texts: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0

    def do(self, task: Task) -> Outcome:
        text = self.texts.get(task.code, f"so lieu cua {task.code}")
        if mishap := MISHAPS.get(text):
            mishap()
        if text == WRONG:
            finding = Finding("sum-differs", "tổng không bằng cộng các phần")
            return Outcome(task.code, State.FAILED, findings=(finding,))
        there = all(results_folder.is_there(self.folder, each) for each in task.artefacts)
        if task.key == text and task.artefacts and there:
            return Outcome(task.code, State.DONE, text, task.artefacts, is_unchanged=True)
        time.sleep(self.pause)
        data = f"{text}\n".encode() * 200
        write_files({self.folder / f"{task.stem}.txt": data}, durable=False)
        made = Artefact(f"{task.stem}.txt", hashlib.sha256(data).hexdigest(), len(data))
        return Outcome(task.code, State.DONE, text, (made,))


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _hang() -> None:
    time.sleep(600)


def _bug() -> None:
    raise ZeroDivisionError("một lỗi của chương trình")


def _full() -> None:
    raise EnvironmentProblem("không ghi được: đĩa đã đầy", remedy="dọn chỗ trống")


MISHAPS = {KILLED: _die, HANGING: _hang, BUGGY: _bug, FULL: _full}


def units(count: int) -> list[BatchUnit]:
    codes = (f"{number:05}" for number in range(count))
    return [BatchUnit(code, "xa", f"xa/{code}-xa-{code}") for code in codes]


def batch(
    folder: Path,
    roster: Iterable[BatchUnit],
    work: FakeWork,
    *,
    slice_size: int = 7,
    seconds: int = 60,
    weights: Mapping[str, int] = NO_WEIGHTS,
) -> Tally:
    """Run one batch over a roster and leave its ledger closed."""
    ledger = open_ledger(folder / results_folder.OWN_FOLDER, "thu")
    results_folder.sweep(folder)
    try:
        ledger.enrol(roster)
        with Stop.on_ctrl_c() as stop:
            tally = run(
                ledger,
                work,
                lambda *_: None,
                stop,
                processes=2,
                slice_size=slice_size,
                seconds=seconds,
                weights=weights,
            )
        stop.raise_if_asked()
        return tally
    finally:
        ledger.close()


def contents(folder: Path) -> dict[str, bytes]:
    """The files that people see, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and results_folder.OWN_FOLDER not in path.parts
    }


if __name__ == "__main__":
    target = Path(sys.argv[1])
    try:
        batch(target, units(int(sys.argv[2])), FakeWork(target, pause=0.002))
    except KeyboardInterrupt:
        sys.exit(130)

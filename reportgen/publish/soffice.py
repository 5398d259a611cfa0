"""Run headless LibreOffice on many files within a time limit, and say which files it could not convert.

It starts in two seconds and then needs half a second a file, so files share one start. Its
process hangs or dies on some files; they are taken in order, so the first without a result is suspected.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import EnvironmentProblem

PROGRAMS = ("soffice", "libreoffice")
POLL_SECONDS = 0.05

# A template may link pictures or data elsewhere: a conversion must reach for nothing outside the file.
SAFE_SETTINGS = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "BlockUntrustedRefererLinks": "true",
        "DisableMacrosExecution": "true",
    },
}
Settings = dict[str, dict[str, str]]

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}
</oor:items>
"""
PROFILE_ITEM = (
    '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)


@dataclass(frozen=True, slots=True)
class Conversion:
    """What LibreOffice is asked for: its two filters, and how to tell that a result is whole.

    The filter that reads is named, because LibreOffice reads what it does not know as plain text.
    """

    source: str
    target: str
    suffix: str
    is_whole: Callable[[Path], bool]
    settings: Settings


@dataclass(frozen=True, slots=True)
class Outcome:
    """Results by source file, and the files that gave none; `slow` are those that ran into the time limit."""

    made: dict[Path, Path]
    broken: tuple[Path, ...] = ()
    slow: tuple[Path, ...] = ()


def find_soffice() -> str:
    """Return the full path of LibreOffice; raise EnvironmentProblem when it is not on PATH."""
    for program in PROGRAMS:
        if found := shutil.which(program):
            return found
    raise EnvironmentProblem(
        "Không lập được PDF: máy không có LibreOffice (không thấy lệnh soffice hay libreoffice trong PATH).",
        remedy="cài LibreOffice; trên Debian: apt-get install libreoffice-writer-nogui",
    )


def convert(
    files: Sequence[Path], folder: Path, *, conversion: Conversion, seconds_per_file: float
) -> Outcome:
    """Convert files into `folder`, as 0000.<suffix>, 0001.<suffix> … in the order given.

    The limit is the time LibreOffice may pass without a further result, its start included.
    """
    program = find_soffice()
    empty = [file for file in files if file.stat().st_size == 0]  # LibreOffice takes it for a new document
    with tempfile.TemporaryDirectory(prefix="reportgen-") as staging:
        staged = {
            _stage(file, Path(staging), number): file
            for number, file in enumerate(files)
            if file not in empty
        }
        outcome = _convert_staged(program, staged, folder, conversion, seconds_per_file)
    return _joined([Outcome({}, broken=tuple(empty)), outcome])


def _stage(file: Path, staging: Path, number: int) -> Path:
    """Copy a file under a plain name of its own: LibreOffice puts all results into one folder, by stem."""
    return Path(shutil.copyfile(file, staging / f"{number:04}{file.suffix}"))


def _convert_staged(
    program: str, staged: dict[Path, Path], folder: Path, conversion: Conversion, limit: float
) -> Outcome:
    if not staged:
        return Outcome({})
    is_slow = _run_within_limit(program, list(staged), folder, conversion, limit)
    made, left = {}, {}
    for copy, source in staged.items():
        result = folder / f"{copy.stem}{conversion.suffix}"
        if conversion.is_whole(result):
            made[source] = result
        else:
            left[copy] = source
    if len(staged) == 1:
        failed = tuple(left.values())
        return Outcome(made, slow=failed) if is_slow else Outcome(made, broken=failed)
    parts = [_convert_staged(program, part, folder, conversion, limit) for part in _suspect_and_rest(left)]
    return _joined([Outcome(made), *parts])


def _suspect_and_rest(left: dict[Path, Path]) -> Iterator[dict[Path, Path]]:
    """Yield the file at which the process stood, then those it never came to."""
    items = list(left.items())
    return (dict(part) for part in (items[:1], items[1:]) if part)


def _joined(outcomes: list[Outcome]) -> Outcome:
    return Outcome(
        made={source: result for outcome in outcomes for source, result in outcome.made.items()},
        broken=tuple(file for outcome in outcomes for file in outcome.broken),
        slow=tuple(file for outcome in outcomes for file in outcome.slow),
    )


def _run_within_limit(
    program: str, copies: list[Path], folder: Path, conversion: Conversion, limit: float
) -> bool:
    """Run LibreOffice once; True when it was stopped because no further result came in time."""
    with _profile(conversion.settings) as profile:
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        command += ["--nolockcheck", f"--infilter={conversion.source}"]
        command += ["--convert-to", conversion.target, "--outdir", str(folder)]
        with _own_process_group([*command, *map(str, copies)]) as process:
            return not _ends_in_time(process, folder, limit)


def _ends_in_time(process: subprocess.Popen[bytes], folder: Path, limit: float) -> bool:
    finished, deadline = 0, time.monotonic() + limit
    while process.poll() is None:
        now_finished = sum(1 for _ in folder.iterdir())
        if now_finished > finished:
            finished, deadline = now_finished, time.monotonic() + limit
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


@contextmanager
def _own_process_group(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program and leave nothing of it behind: the office proper is a child of what we start."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):  # the whole group may have ended by itself
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def _profile(settings: Settings) -> Iterator[Path]:
    """Make a fresh profile: no lock of another office, no setting of the person logged in."""
    with tempfile.TemporaryDirectory(prefix="reportgen-office-", ignore_cleanup_errors=True) as folder:
        items = [
            PROFILE_ITEM.format(path=path, name=name, value=value)
            for path, values in {**SAFE_SETTINGS, **settings}.items()
            for name, value in values.items()
        ]
        user = Path(folder, "user")
        user.mkdir()
        Path(user, "registrymodifications.xcu").write_text(
            PROFILE.format(items="\n".join(items)), encoding="utf-8"
        )
        yield Path(folder)

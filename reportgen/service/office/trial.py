"""A programme tried out before it is published: read and compiled in a process that may not take much.

Run as `python -m reportgen.service.office.trial <programme> <megabytes> <seconds>`; prints findings as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from reportgen.compile import check_names
from reportgen.errors import Finding, InputRefused, Severity, Where
from reportgen.fill.filler import gather_names
from reportgen.load.programme import load_programme
from reportgen.model.unit_values import UnitValues
from reportgen.service.office.bundles import within
from reportgen.service.office.confined import confine
from reportgen.service.office.office import OfficeSettings
from reportgen.service.programme import OpenProgramme
from reportgen.service.programme_reports import ProgrammeReports
from reportgen.service.reading import computed

KEPT_VARIABLES = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "TEMP", "VIRTUAL_ENV")
NOTHING_OF_THE_BUNDLE = ("-P", "-m")
"""The bundle's folder is the current one: no module may be imported from there."""
LIMIT = "chương trình, mẫu quá lớn hoặc quá phức tạp: thử trong {seconds} giây, {megabytes} MB không xong"


def try_programme(settings: OfficeSettings, programme: Path) -> list[Finding]:
    """Read and compile a programme in a process of its own; return what its publisher should know.

    Raises InputRefused with everything wrong in it, or because it takes more than a programme may.
    """
    seconds, megabytes = settings.trial_seconds, settings.trial_megabytes
    command = [sys.executable, *NOTHING_OF_THE_BUNDLE, "reportgen.service.office.trial", programme.name]
    environment = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    environment |= {"REPORTGEN_CACHE": "", "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
    searched = [str(_root()), *environment.get("PYTHONPATH", "").split(os.pathsep)]
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, searched))  # an empty one is the current folder
    try:
        run = subprocess.run(
            [*command, str(megabytes), str(seconds)],
            capture_output=True,
            timeout=seconds,
            cwd=programme.parent,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        run = None
    if run is None or run.returncode != 0:
        message = LIMIT.format(seconds=seconds, megabytes=megabytes)
        remedy = "chạy reportgen check trên máy của bạn; bỏ bớt mục, bảng, mẫu quá lớn"
        raise InputRefused([Finding("trial-broke-off", message, Where(programme.name), remedy)])
    findings = [_finding(each) for each in json.loads(run.stdout)]
    if any(each.severity is Severity.ERROR for each in findings):
        raise InputRefused(findings)
    return findings


def _root() -> Path:
    """Return the folder in which the package stands."""
    return Path(__file__).resolve().parents[3]


def _finding(data: Mapping[str, object]) -> Finding:
    places = [_where(each) for each in (data["where"], *data.get("also", ()))]  # type: ignore[misc]
    texts = {name: str(data[name]) for name in ("rule", "message", "remedy", "quote", "expected", "clause")}
    return Finding(**texts, where=places[0], severity=Severity(str(data["severity"])), also=tuple(places[1:]))


def _where(data: Mapping[str, object]) -> Where:
    known = {field.name for field in fields(Where)}
    return Where(**{name: each for name, each in data.items() if name in known})  # type: ignore[arg-type]


# --- in the other process ----------------------------------------------------------------------------------


class BlankUnits:
    """Every unit has come, and says nothing; a `UnitFiles`."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.findings: list[Finding] = []
        self._codes = {code: Where() for code in codes}

    @property
    def codes(self) -> Mapping[str, Where]:
        """All units."""
        return self._codes

    def digest(self, code: str) -> str:
        """Return nothing: there is no content."""
        return ""

    def read(self, code: str) -> UnitValues | None:
        """Return values without a number."""
        return UnitValues(code)


def trial(programme: Path) -> tuple[Finding, ...]:
    """Read a programme, compile its reports, and look up every name in them."""
    try:
        loaded = load_programme(programme, has_values=False)
        within(programme.parent, loaded.programme.values, programme.name)
        opened = OpenProgramme(loaded, BlankUnits(tuple(loaded.roster.units)))
    except InputRefused as refused:
        return refused.findings
    findings = list(loaded.notes)
    for name, level in loaded.programme.levels.items():
        if level.report is not None:
            findings += _level(opened, name)
    return (*findings, *_outside(ProgrammeReports(programme, opened), programme))


def _outside(reports: ProgrammeReports, programme: Path) -> Iterator[Finding]:
    """Find what a document would be made of that did not come with the bundle."""
    try:
        for path in reports.files:
            within(programme.parent, str(path), programme.name)
    except InputRefused as refused:
        yield from refused.findings


def _level(opened: OpenProgramme, name: str) -> tuple[Finding, ...]:
    try:
        form = opened.form(name)
        units = opened.roster.of_level(name)
        if not units:
            return form.notes
        given = opened.unit_figures(units[0])
        names, _, _ = gather_names(form, computed(form, given.figures), given.figures.texts)
        return (*form.notes, *check_names(form, names))
    except InputRefused as refused:
        return refused.findings


def _limit(megabytes: int, seconds: int) -> None:
    """Take as little as was agreed; where the system knows no limits, the time alone counts."""
    try:
        import resource
    except ModuleNotFoundError:  # Windows
        return
    size = megabytes << 20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(programme: str, megabytes: str, seconds: str) -> None:
    """Print the findings on a programme as JSON."""
    _limit(int(megabytes), int(seconds))
    confine(Path())
    sys.stdout.write(json.dumps([each.as_json() for each in trial(Path(programme))], ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])

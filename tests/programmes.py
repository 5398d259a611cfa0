"""The small programme of three levels (tests/small_programme), copied so that a test may change it."""

from __future__ import annotations

import shutil
from pathlib import Path

from reportgen.errors import Finding, InputRefused
from reportgen.load.programme import LoadedProgramme, load_programme

SMALL = Path(__file__).parent / "small_programme"


def copied(folder: Path) -> Path:
    """A copy of the programme; the path of its file."""
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    return folder / "chuong-trinh.yaml"


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def refused(path: Path) -> list[Finding]:
    """The mistakes for which a programme is refused."""
    try:
        load_programme(path)
    except InputRefused as error:
        return list(error.findings)
    raise AssertionError("the programme was accepted")


def loaded(path: Path = SMALL / "chuong-trinh.yaml") -> LoadedProgramme:
    return load_programme(path)


def told(findings: list[Finding] | tuple[Finding, ...], folder: Path) -> list[str]:
    """Findings as `place: message`, the folder left out."""
    return [
        f"{finding.where}: {finding.message}".replace(f"{folder.as_posix()}/", "") for finding in findings
    ]

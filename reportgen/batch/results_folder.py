"""The folder of results: what of it is ours, whole and untouched; nothing else is ever removed."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Collection, Iterable
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path

from reportgen.model.batch import Artefact, Task

OWN_FOLDER = ".reportgen"
TEMPORARY = ".*.tmp"
"""How files are named while they are written."""


def is_there(folder: Path, artefact: Artefact) -> bool:
    """Whether a file is on disk as it was made."""
    path = folder / artefact.name
    try:
        return path.stat().st_size == artefact.size and sha256_of(path) == artefact.sha256
    except OSError:
        return False


def sha256_of(path: Path) -> str:
    """Return the hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def edited(folder: Path, task: Task) -> list[str]:
    """Return the names of files that somebody changed since they were made; a torn file counts as lost.

    After a run that broke off nobody can tell, and what it may have written itself is not held against it.
    """
    if not task.is_settled:
        return []
    return [
        each.name for each in task.artefacts if not is_there(folder, each) and _is_whole(folder / each.name)
    ]


def _is_whole(path: Path) -> bool:
    """Word files and workbooks are zip files, whose directory is written last."""
    return path.suffix not in {".docx", ".xlsx"} or zipfile.is_zipfile(path) if path.is_file() else False


def remove_untouched(folder: Path, artefacts: Iterable[Artefact]) -> list[str]:
    """Remove files that nobody needs any more, and the folders that are empty then.

    Returns the names of those that stay because somebody changed them.
    """
    kept = []
    for artefact in artefacts:
        path = folder / artefact.name
        if is_there(folder, artefact):
            path.unlink()
            _remove_empty(path.parent, folder)
        elif path.exists():
            kept.append(artefact.name)
    return kept


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top:
        with suppress(OSError):  # not empty: it stays, and so do those above
            folder.rmdir()
        if folder.exists():
            return
        folder = folder.parent


def sweep(folder: Path) -> int:
    """Remove what runs that were killed left half written; return how many files."""
    stale = [path for path in folder.rglob(TEMPORARY) if path.is_file()]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def strangers(folder: Path, known: Collection[str]) -> list[str]:
    """Return the files of the folder that are not among the known names, sorted.

    Only these are kept: a path of each file of a large batch would be more than all else that it remembers.
    """
    found = []
    for where, _, files in os.walk(folder):
        inside = Path(where).relative_to(folder).as_posix()
        prefix = "" if inside == "." else f"{inside}/"
        names = (prefix + file for file in files if not fnmatch(file, TEMPORARY))
        found += [name for name in names if name not in known and not name.startswith(f"{OWN_FOLDER}/")]
    return sorted((name for name in found if (folder / name).is_file()), key=lambda name: name.split("/"))

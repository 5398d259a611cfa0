"""The folder of results: what of it is ours, whole and untouched; nothing else is ever removed."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
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


def strangers(folder: Path, known: Collection[str]) -> Iterator[str]:
    """Yield the files of the folder that are not among the known names, sorted."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        ours = name in known or name.startswith(f"{OWN_FOLDER}/") or path.match(TEMPORARY)
        if not ours and path.is_file():
            yield name

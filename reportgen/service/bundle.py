"""The files of a programme as one zip, so that workers elsewhere need no path of ours."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

from reportgen.batch.package import FIXED_DATE


def pack(programme: Path, files: Iterable[Path]) -> tuple[bytes, str]:
    """Return the zip, and the programme's name in it; the same files give the same bytes.

    Folders are taken with all they hold. Names are kept as they stand to one another.
    """
    whole = sorted({file.resolve() for path in (programme, *files) for file in _files(path)})
    root = Path(os.path.commonpath([file.parent for file in whole]))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for file in whole:
            entry = zipfile.ZipInfo(file.relative_to(root).as_posix(), FIXED_DATE)
            package.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED)
    return target.getvalue(), programme.resolve().relative_to(root).as_posix()


def _files(path: Path) -> Iterable[Path]:
    return (file for file in path.rglob("*") if file.is_file()) if path.is_dir() else (path,)


def unpack(data: bytes, folder: Path) -> None:
    """Unpack a bundle into a folder."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        package.extractall(folder)

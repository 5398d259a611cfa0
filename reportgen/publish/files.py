"""Output files put in place all together or not at all, and never half-written."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from reportgen.errors import EnvironmentProblem, os_reason


def write_files(contents: Mapping[Path, bytes], *, durable: bool = True) -> None:
    """Write every file under a temporary name, flush all to disk, then give them their names.

    Unless `durable`, the flush is left to whoever writes thousands of files and flushes once. Raises
    EnvironmentProblem when a folder cannot be written; no file has then changed.
    """
    temporary = {path: path.with_name(f".{path.name}.{os.getpid()}.tmp") for path in contents}
    try:
        for folder in {path.parent for path in contents}:
            folder.mkdir(parents=True, exist_ok=True)
        for path, data in contents.items():
            _write(temporary[path], data, durable=durable)
        for path in contents:
            temporary[path].replace(path)
            del temporary[path]
        for folder in {path.parent for path in contents} if durable else ():
            _flush_folder(folder)
    except OSError as error:
        problem = f"không ghi được {error.filename or next(iter(contents), '')}: {os_reason(error)}"
        remedy = "kiểm tra quyền ghi, chỗ trống trên đĩa và tên thư mục"
        raise EnvironmentProblem(problem, remedy=remedy) from error
    finally:
        for path in temporary.values():
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def _write(path: Path, data: bytes, *, durable: bool) -> None:
    with path.open("xb") as file:
        file.write(data)
        if durable:
            file.flush()
            os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the new names last over a power cut; systems without folder handles need no such step."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

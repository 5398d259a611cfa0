"""Output files put in place all together or not at all, and never half-written."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Mapping
from pathlib import Path

from reportgen.errors import EnvironmentProblem


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write every file under a temporary name, flush all to disk, then give them their names.

    Raises EnvironmentProblem when a folder cannot be written; no file has then changed.
    """
    temporary = {path: path.with_name(f".{path.name}.{os.getpid()}.tmp") for path in contents}
    try:
        for path, data in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(temporary[path], data)
        for path in contents:
            temporary[path].replace(path)
        for folder in {path.parent for path in contents}:
            _flush_folder(folder)
    except OSError as error:
        problem = f"không ghi được {error.filename or next(iter(contents), '')}: {_reason(error)}"
        remedy = "kiểm tra quyền ghi, chỗ trống trên đĩa và tên thư mục"
        raise EnvironmentProblem(problem, remedy=remedy) from error
    finally:
        for path in temporary.values():
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
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


REASONS = {
    PermissionError: "không có quyền ghi",
    FileExistsError: "đã có tệp cùng tên thư mục",
    NotADirectoryError: "đường dẫn đi qua một tệp, không phải thư mục",
    IsADirectoryError: "đó là một thư mục",
}
REASON_OF_NUMBER = {
    errno.ENOSPC: "đĩa đã đầy",
    errno.EROFS: "đĩa chỉ cho đọc",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.ENOENT: "không tạo được thư mục ở đó",
}


def _reason(error: OSError) -> str:
    return REASONS.get(type(error)) or REASON_OF_NUMBER.get(
        error.errno or 0, f"hệ điều hành báo lỗi số {error.errno}"
    )

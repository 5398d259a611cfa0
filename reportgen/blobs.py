"""Files kept by the hash of their content in a folder: kept once, and nothing is ever changed."""

from __future__ import annotations

import hashlib
import os
import threading
from contextlib import suppress
from pathlib import Path

from reportgen.errors import EnvironmentProblem, os_reason


def place_of(sha256: str) -> str:
    """Return `ab/abcdef…`: a folder for each of 256 beginnings, so that none gets too full."""
    return f"{sha256[:2]}/{sha256}"


class FolderStore:
    """A store in a folder that all machines, processes and threads see."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._root = folder, os.fspath(folder)

    def put(self, data: bytes) -> str:
        """Keep some content and return its sha256; on disk for good before it has its name."""
        sha256 = hashlib.sha256(data).hexdigest()
        place = f"{self._root}/{place_of(sha256)}"
        if os.path.isfile(place):
            return sha256
        try:
            self._write(place, data)
        except OSError as error:
            problem = f"không ghi được vào kho {self.folder}: {os_reason(error)}"
            raise EnvironmentProblem(problem, remedy="kiểm tra quyền ghi và chỗ trống trên đĩa") from error
        return sha256

    def _write(self, place: str, data: bytes) -> None:
        folder, name = os.path.split(place)
        temporary = f"{folder}/.{name}.{os.getpid()}-{threading.get_ident()}.tmp"
        if not os.path.isdir(folder):
            os.makedirs(folder, exist_ok=True)
            _flush(self._root)  # of the new folder's own name
        with open(temporary, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, place)
        _flush(folder)

    def get(self, sha256: str) -> bytes:
        """Return content; raises EnvironmentProblem when it is not there, or not what it was."""
        try:
            data = (self.folder / place_of(sha256)).read_bytes()
        except OSError as error:
            raise lost(sha256, str(self.folder)) from error
        return as_it_was(data, sha256, str(self.folder))

    def has(self, sha256: str) -> bool:
        """Whether some content is kept."""
        return (self.folder / place_of(sha256)).is_file()

    def url(self, sha256: str) -> str:
        """Return where some content is kept, for people."""
        return (self.folder / place_of(sha256)).absolute().as_uri()


def _flush(folder: str) -> None:
    """Have a new name written to the disk; where folders cannot be opened, the system sees to that."""
    with suppress(PermissionError):  # Windows
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def lost(sha256: str, where: str) -> EnvironmentProblem:
    """Return the problem that content is gone."""
    return EnvironmentProblem(f"kho {where} không có tệp {sha256}", remedy="kiểm tra kho rồi chạy lại")


def as_it_was(data: bytes, sha256: str, where: str) -> bytes:
    """Return content that has its hash; raises EnvironmentProblem when it has not."""
    if hashlib.sha256(data).hexdigest() != sha256:
        remedy = "xoá tệp ấy trong kho rồi chạy lại"
        raise EnvironmentProblem(f"tệp {sha256} trong kho {where} đã bị hỏng", remedy=remedy)
    return data

"""Files kept by the hash of their content: the same content is kept once, and nothing is ever changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from reportgen.errors import EnvironmentProblem, os_reason

S3 = "s3://"


class Store(Protocol):
    """Where workers on several machines leave what they made."""

    def put(self, data: bytes) -> str:
        """Keep some content and return its sha256."""

    def get(self, sha256: str) -> bytes:
        """Return content; raises EnvironmentProblem when it is not there, or not what it was."""

    def has(self, sha256: str) -> bool:
        """Whether some content is kept."""

    def url(self, sha256: str) -> str:
        """Return where some content is kept, for people."""


def open_store(address: str) -> Store:
    """Open a folder, or `s3://bucket/prefix`; raises EnvironmentProblem when it cannot be used."""
    return S3Store(address) if address.startswith(S3) else FolderStore(Path(address))


def place_of(sha256: str) -> str:
    """Return `ab/abcdef…`: a folder for each of 256 beginnings, so that none gets too full."""
    return f"{sha256[:2]}/{sha256}"


class FolderStore:
    """A store in a folder that all machines see."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, data: bytes) -> str:
        """Keep some content and return its sha256; on disk for good before it has its name."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.folder / place_of(sha256)
        if path.is_file():
            return sha256
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except OSError as error:
            problem = f"không ghi được vào kho {self.folder}: {os_reason(error)}"
            raise EnvironmentProblem(problem, remedy="kiểm tra quyền ghi và chỗ trống trên đĩa") from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return content; raises EnvironmentProblem when it is not there, or not what it was."""
        try:
            data = (self.folder / place_of(sha256)).read_bytes()
        except OSError as error:
            raise _lost(sha256, str(self.folder)) from error
        return _as_it_was(data, sha256, str(self.folder))

    def has(self, sha256: str) -> bool:
        """Whether some content is kept."""
        return (self.folder / place_of(sha256)).is_file()

    def url(self, sha256: str) -> str:
        """Return where some content is kept, for people."""
        return (self.folder / place_of(sha256)).absolute().as_uri()


class S3Store:
    """A store in a bucket; addresses and keys come from the usual AWS_… variables. Needs the extra [s3]."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        try:
            from obstore.exceptions import BaseError
            from obstore.store import S3Store as Bucket
        except ModuleNotFoundError as error:
            raise EnvironmentProblem(
                "Thiếu thư viện obstore để dùng kho S3.", remedy="pip install 'reportgen[s3]'"
            ) from error
        self._problem = BaseError
        self._bucket: Any = Bucket.from_url(self.address)

    def put(self, data: bytes) -> str:
        """Keep some content and return its sha256."""
        sha256 = hashlib.sha256(data).hexdigest()
        if not self.has(sha256):
            with self._told():
                self._bucket.put(place_of(sha256), data)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return content; raises EnvironmentProblem when it is not there, or not what it was."""
        with self._told():
            try:
                data = bytes(self._bucket.get(place_of(sha256)).bytes())
            except FileNotFoundError as error:
                raise _lost(sha256, self.address) from error
        return _as_it_was(data, sha256, self.address)

    def has(self, sha256: str) -> bool:
        """Whether some content is kept."""
        with self._told():
            try:
                self._bucket.head(place_of(sha256))
            except FileNotFoundError:
                return False
        return True

    def url(self, sha256: str) -> str:
        """Return where some content is kept, for people."""
        return f"{self.address}/{place_of(sha256)}"

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (self._problem, FileNotFoundError) as error:
            reason = str(error).strip().splitlines()[0]
            remedy = "kiểm tra địa chỉ kho và các biến AWS_…"
            raise EnvironmentProblem(
                f"không dùng được kho {self.address}: {reason}", remedy=remedy
            ) from error


def _lost(sha256: str, where: str) -> EnvironmentProblem:
    return EnvironmentProblem(f"kho {where} không có tệp {sha256}", remedy="kiểm tra kho rồi chạy lại")


def _as_it_was(data: bytes, sha256: str, where: str) -> bytes:
    if hashlib.sha256(data).hexdigest() != sha256:
        remedy = "xoá tệp ấy trong kho rồi chạy lại"
        raise EnvironmentProblem(f"tệp {sha256} trong kho {where} đã bị hỏng", remedy=remedy)
    return data

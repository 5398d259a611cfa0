"""Files kept by the hash of their content: the same content is kept once, and nothing is ever changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from reportgen.blobs import FolderStore, as_it_was, lost, place_of
from reportgen.errors import EnvironmentProblem

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
                raise lost(sha256, self.address) from error
        return as_it_was(data, sha256, self.address)

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

"""Waiting for the disk to have what was committed: once for all who wait, and in nobody else's way."""

from __future__ import annotations

import os
import threading

from reportgen.errors import os_reason

_write_out = getattr(os, "fdatasync", os.fsync)
"""What SQLite itself asks of the system after a commit."""


class DiskFailed(Exception):
    """What was committed may be gone after a power cut."""


class WriteAheadLog:
    """The file into which SQLite commits; who comes while the disk is at work is served by its next round.

    SQLite would wait for the disk before it lets the next writer in, commit after commit. The log is written
    in order: what the disk has of it holds all commits up to there, those that were read meanwhile, too.
    """

    def __init__(self, file: str) -> None:
        self._file = f"{file}-wal"
        self._committed = self._lasting = 0
        self._at_work = threading.Lock()
        self._has_failed = ""

    def committed(self) -> int:
        """Note a commit, before the next one begins; return its number."""
        self._committed += 1
        return self._committed

    def last(self, commit: int) -> None:
        """Return when the disk has a commit for good; a connection to the database stays open meanwhile.

        Raises DiskFailed when it has not, and from then on: asked again, a disk may say yes to what it lost.
        """
        with self._at_work:
            if self._has_failed:
                raise DiskFailed(self._has_failed)
            if commit > self._lasting:
                self._lasting = self._written_out()

    def _written_out(self) -> int:
        """Have everything written out; return the number of the last commit among it."""
        there = self._committed
        try:
            # opened anew: SQLite makes another file when all connections were closed
            log = os.open(self._file, os.O_RDWR)
        except FileNotFoundError:
            return there  # the file system lets no log be shared, so SQLite has waited for the disk itself
        try:
            _write_out(log)
        except OSError as error:
            self._has_failed = os_reason(error)
            raise DiskFailed(self._has_failed) from error
        finally:
            os.close(log)
        return there

"""Why the service does not do what it was asked for, when no file of the user is at fault."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.errors import ExitCode, ReportgenError


class Denied(ReportgenError):
    """The person may not do that; `is_hidden` when even the existence of the thing is not theirs to know."""

    exit_code = ExitCode.REFUSED

    def __init__(self, message: str, *, remedy: str = "", is_hidden: bool = False) -> None:
        super().__init__(message)
        self.message, self.remedy, self.is_hidden = message, remedy, is_hidden


class NotFound(ReportgenError):
    """There is no such thing."""

    exit_code = ExitCode.REFUSED

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class CellConflict:
    """One place that two people changed: `cell` is a CellId, `ds.<list>`, `muc.<section>`, `vb.<text>`."""

    cell: str
    base: str | None
    mine: str | None
    theirs: str | None
    by: str
    at: dt.datetime


class Conflict(ReportgenError):
    """Somebody changed the same meanwhile; nothing was stored. `revision` is the report's present one."""

    exit_code = ExitCode.REFUSED

    def __init__(self, message: str, theirs: Sequence[CellConflict] = (), *, revision: int = 0) -> None:
        super().__init__(message)
        self.message, self.theirs, self.revision = message, tuple(theirs), revision


class Frozen(Denied):
    """The report is approved, or its period closed: it is sent back, or the period opened, first."""

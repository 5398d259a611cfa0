"""Programmes and their periods as people see them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reportgen.errors import Finding


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of a programme that was published, and what its publisher should know."""

    cycle_id: int
    programme: str
    title: str
    number: int
    period: str
    bundle: str
    is_single: bool
    by: str
    at: dt.datetime
    note: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class CycleView:
    """A programme in one period."""

    id: int
    programme: str
    title: str
    period: str
    period_text: str
    version: int
    is_open: bool
    is_single: bool
    data_version: int

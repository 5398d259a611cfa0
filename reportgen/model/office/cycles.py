"""Programmes and their periods as people see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True)
class UnitAbove:
    """A unit that others report to; `depth` counts from the root."""

    code: str
    name: str
    depth: int


@dataclass(frozen=True, slots=True)
class CycleHead:
    """A period without its matter: which it is, what somebody sees of it and may do in it."""

    cycle: CycleView
    units: int
    """How many units somebody may see."""
    parents: tuple[UnitAbove, ...]
    levels: Mapping[str, str]
    """Names of the levels by key."""
    may: frozenset[str]
    """Values of `Action` that somebody may do at some unit of it."""

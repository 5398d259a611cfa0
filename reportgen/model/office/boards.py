"""A period at one glance: every unit of it, what is due, what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class BoardState(StrEnum):
    """Where a unit stands for its consolidator."""

    MISSING = "missing"
    LATE = "late"
    WRONG = "wrong"
    ENTERED = "entered"
    PREPARED = "prepared"
    REVIEWED = "reviewed"
    APPROVED = "approved"

    @property
    def label(self) -> str:
        """What people call it."""
        return BOARD_LABELS[self]


BOARD_LABELS = {
    BoardState.MISSING: "chưa có số liệu",
    BoardState.LATE: "quá hạn",
    BoardState.WRONG: "có lỗi",
    BoardState.ENTERED: "đang nhập",
    BoardState.PREPARED: "đã lập",
    BoardState.REVIEWED: "đã kiểm tra",
    BoardState.APPROVED: "đã duyệt",
}


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One unit of a period."""

    report_id: int
    unit_code: str
    unit_name: str
    level: str
    parent: str | None
    depth: int
    state: BoardState
    due: dt.date
    is_late: bool
    errors: int
    warnings: int
    revision: int
    changed_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Board:
    """All units of a period that the person may see, in the order of the roster."""

    cycle_id: int
    title: str
    period_text: str
    rows: tuple[BoardRow, ...]
    totals: Mapping[BoardState, int]
    today: dt.date
    unchecked: int = 0
    """How many units have figures that nobody has checked yet; asking again goes on with them."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A unit to be reminded, and a sentence to send it."""

    unit_code: str
    unit_name: str
    state: BoardState
    due: dt.date
    days_late: int
    text: str


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """One line or row of bars: exact numbers in machine notation, None is «chưa có số liệu»."""

    name: str
    values: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class ChartData:
    """A figure over the units below one, or over periods."""

    title: str
    measure_unit: str
    labels: tuple[str, ...]
    series: tuple[ChartSeries, ...]

"""Reports as their clerks see them: cells, lists, sections, texts, and what came of saving them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from reportgen.errors import Finding, Severity
from reportgen.model.office.refusals import CellConflict
from reportgen.model.unit_values import Row

CellId = str
"""`can_bo.dai_hoc@2023`, `can_bo.hoan_thanh_tot.mau_so@2023`."""


class ReportState(StrEnum):
    """How far a report is."""

    MISSING = "missing"
    ENTERED = "entered"
    PREPARED = "prepared"
    REVIEWED = "reviewed"
    APPROVED = "approved"

    @property
    def label(self) -> str:
        """What people call it."""
        return STATE_LABELS[self]


STATE_LABELS = {
    ReportState.MISSING: "chưa có số liệu",
    ReportState.ENTERED: "đang nhập",
    ReportState.PREPARED: "đã lập",
    ReportState.REVIEWED: "đã kiểm tra",
    ReportState.APPROVED: "đã duyệt",
}


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report in a list of them."""

    id: int
    cycle_id: int
    programme: str
    title: str
    period: str
    period_text: str
    unit_code: str
    unit_name: str
    level: str
    state: ReportState
    revision: int
    due: dt.date
    is_open: bool
    may_edit: bool = False
    changed_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell of the grid. `raw` is machine notation, `shown` Vietnamese; both empty: no figure yet.

    `is_shared`: the programme gives it to all units; `is_summed`: made of the units below, nobody types it.
    `note` says what is wrong with a stored value that is no number.
    """

    id: CellId
    period: int
    raw: str = ""
    shown: str = ""
    is_shared: bool = False
    is_summed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of the grid: an indicator with its cells by year; `last` is the figure of the last period."""

    group: str
    key: str
    label: str
    measure_unit: str
    depth: int
    is_total: bool
    cells: Mapping[int, CellView]
    last: str = ""
    target: str = ""
    decimals: int | None = None
    is_count: bool = True


@dataclass(frozen=True, slots=True)
class GridSection:
    """The rows of one group."""

    key: str
    label: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list."""

    key: str
    label: str
    measure_unit: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class ListView:
    """A list with its rows; numbers are exact."""

    key: str
    label: str
    columns: tuple[ListColumn, ...]
    rows: tuple[Row, ...]
    is_summed: bool = False


class SectionView(NamedTuple):
    """One section of the narrative; `path` names it (`mo_dau`, `noi_dung.1.muc.0`, `ket`)."""

    path: str
    title: str
    number: str
    depth: int
    text: str
    is_own: bool = False
    """Whether the unit has its own text instead of the programme's."""
    has_text: bool = True


@dataclass(frozen=True, slots=True)
class ReportHead:
    """A report without its matter: which it is, how far it is, what the person may do with it now."""

    line: ReportLine
    revision: int
    content_hash: str
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A whole report for its clerk."""

    line: ReportLine
    revision: int
    content_hash: str
    years: tuple[int, ...]
    current: int
    sections: tuple[GridSection, ...]
    lists: tuple[ListView, ...]
    narrative: tuple[SectionView, ...]
    texts: Mapping[str, object]
    """The unit's own letterhead fields by dotted name: `so`, `ngay`, `ky_ten.ho_ten` …"""
    is_parent: bool
    may: frozenset[str]
    """Values of `Action` that the person may do with it now."""


@dataclass(frozen=True, slots=True)
class CellFinding:
    """What has to be said about one cell that was sent; refused ones are not stored."""

    cell: CellId
    message: str
    remedy: str = ""
    rule: str = ""
    severity: Severity = Severity.ERROR
    sent: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save; `revision` is the base of the next one.

    `merged`: somebody else changed other cells since `base_revision`; theirs by cell, with the new values.
    """

    revision: int
    accepted: Mapping[CellId, str] = field(default_factory=dict)
    refused: tuple[CellFinding, ...] = ()
    understood: tuple[CellFinding, ...] = ()
    merged: tuple[CellConflict, ...] = ()
    voided: tuple[str, ...] = ()
    """Labels of the signatures that the change made void."""


@dataclass(frozen=True, slots=True)
class TakenCell:
    """One cell of a workbook that was sent in."""

    cell: CellId
    state: str
    """A value of `CellState`: ok, understood, refused, blank."""
    shown: str
    value: int | Decimal | str | None
    place: str
    message: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read of a workbook; `saved` is None when it was not taken (`findings` say why)."""

    cells: tuple[TakenCell, ...]
    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    saved: Saved | None

"""The days of a reporting period: cut-off and deadlines, worked out with the calendar of working days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from reportgen.errors import Finding, Severity
from reportgen.model.base import Path
from reportgen.model.programme import Level, Programme
from reportgen.model.reporting_period import Due, PeriodRule, ReportingPeriod
from reportgen.model.source import Source
from reportgen.model.working_days import WorkingCalendar

CLAUSE = "Điều 8 Nghị định 09/2019/NĐ-CP"


def worked_out(
    rule: PeriodRule, levels: Mapping[str, Level], calendar: WorkingCalendar, source: Source
) -> tuple[ReportingPeriod, list[Finding]]:
    """Return the days of a period, and a note on years whose holidays are not known."""
    first, cutoff = rule.dates()
    due = {name: _day(level.due or rule.due, cutoff, calendar) for name, level in levels.items()}
    period = ReportingPeriod(rule.kind, rule.year, first, cutoff, due)
    counted = any(type(level.due or rule.due) is int for level in levels.values())
    unknown = calendar.unknown_years(cutoff, max(due.values())) if counted else ()
    return period, [_unknown_year(year, source) for year in unknown]


def _day(due: Due, cutoff: dt.date, calendar: WorkingCalendar) -> dt.date:
    return calendar.add(cutoff, due) if isinstance(due, int) else due


def _unknown_year(year: int, source: Source) -> Finding:
    message = f"chưa có lịch nghỉ lễ, Tết năm {year}: hạn gửi chỉ trừ thứ Bảy, Chủ nhật"
    remedy = "ghi han là một ngày, ví dụ han: 2031-12-18"
    return Finding("calendar-year", message, source.where(("ky", "han")), remedy, severity=Severity.WARNING)


def due_findings(
    programme: Programme, period: ReportingPeriod, calendar: WorkingCalendar, source: Source
) -> Iterator[Finding]:
    """Yield the deadlines that leave less than one working day after the cut-off."""
    earliest = calendar.add(period.cutoff_on, 1)
    given: list[tuple[Due | None, Path]] = [(programme.period.due, ("ky", "han"))]
    given += [(level.due, ("cap", name, "han")) for name, level in programme.levels.items()]
    for due, path in given:
        if isinstance(due, dt.date) and due < earliest:
            message = (
                f"hạn gửi {due:%d/%m/%Y} chưa đủ một ngày làm việc sau ngày chốt {period.cutoff_on:%d/%m/%Y}"
            )
            remedy = f"sớm nhất là {earliest:%d/%m/%Y}"
            yield Finding("due-too-early", message, source.where(path), remedy, clause=CLAUSE)

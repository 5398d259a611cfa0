"""A period at one glance: every unit, what is missing, late, wrong; consolidated figures; charts."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reportgen.errors import Finding, Where
from reportgen.model.checking import Checked, merge
from reportgen.model.office.boards import (
    Board,
    BoardRow,
    BoardState,
    ChartData,
    ChartSeries,
    Reminder,
)
from reportgen.model.office.people import Action, Actor
from reportgen.model.office.refusals import Denied, NotFound
from reportgen.model.office.reports import GridSection, ListView, ReportState
from reportgen.service.cross_checking import cross_check
from reportgen.service.office.access import ASK_ADMIN, allowed, require
from reportgen.service.office.figure_checks import FigureChecks
from reportgen.service.office.grid import Grid, LaidOut, plain
from reportgen.service.office.office import Office
from reportgen.service.office.opened import OpenedCycle, opened
from reportgen.service.office.unit_document import UnitDocument, cell_of, machine_text
from reportgen.service.programme import OpenProgramme
from reportgen.store import reports as rows
from reportgen.store.tables_reports import ReportRow

SIGNED = {
    ReportState.PREPARED: BoardState.PREPARED,
    ReportState.REVIEWED: BoardState.REVIEWED,
    ReportState.APPROVED: BoardState.APPROVED,
}
TO_REMIND = (BoardState.LATE, BoardState.WRONG, BoardState.MISSING)
HEADINGS = ("Mã đơn vị", "Đơn vị", "Tình trạng", "Hạn gửi", "Số ngày quá hạn", "Nội dung nhắc")


def board(office: Office, actor: Actor, cycle_id: int, *, today: dt.date | None = None) -> Board:
    """Return every unit of a period that somebody may see; raises NotFound or Denied."""
    cycle, day = opened(office, cycle_id), today or office.today()
    seen = _seen(cycle, actor)
    with cycle.at_work() as (programme, session):
        checks = FigureChecks(office, cycle, programme)
        there = {row.unit_code: row for row in rows.of_cycle(session, cycle_id)}
        found = tuple(_row(cycle, programme, checks, there[code], day) for code in seen if code in there)
    checks.remember()
    totals = Counter(row.state for row in found)
    view = cycle.cycle
    return Board(cycle_id, view.title, view.period_text, found, dict(totals), day, checks.unchecked)


def _seen(cycle: OpenedCycle, actor: Actor) -> list[str]:
    """Return the units whose reports somebody may read, in the order of the roster."""
    codes = [
        code
        for code in cycle.roster.units
        if Action.READ in allowed(actor, cycle.cycle, cycle.roster.path(code))
    ]
    if not codes:
        raise Denied("bạn không có báo cáo nào trong kỳ này", remedy=ASK_ADMIN, is_hidden=True)
    return codes


def _row(
    cycle: OpenedCycle, programme: OpenProgramme, checks: FigureChecks, row: ReportRow, today: dt.date
) -> BoardRow:
    unit, path = cycle.roster[row.unit_code], cycle.roster.path(row.unit_code)
    due = cycle.loaded.period.due_on(unit.level)
    has_figures = _has_figures(programme, row.unit_code)
    counted = checks.of(row) if has_figures else None
    errors, warnings = (counted.errors, counted.warnings) if counted is not None else (0, 0)
    is_late = today > due and ReportState(row.state) not in SIGNED
    return BoardRow(
        row.id,
        unit.code,
        unit.name,
        unit.level,
        path[-2] if len(path) > 1 else None,
        len(path) - 1,
        _state(ReportState(row.state), errors, has_figures=has_figures, is_late=is_late),
        due,
        is_late,
        errors,
        warnings,
        row.revision,
        row.changed_at,
    )


def _has_figures(programme: OpenProgramme, code: str) -> bool:
    """Whether a unit, or any below it, has handed in something."""
    return any(programme.has_values(each) for each in (code, *programme.roster.leaves(code)))


def _state(kept: ReportState, errors: int, *, has_figures: bool, is_late: bool) -> BoardState:
    if kept in SIGNED:
        return SIGNED[kept]
    if errors:
        return BoardState.WRONG
    if is_late:
        return BoardState.LATE
    return BoardState.ENTERED if has_figures else BoardState.MISSING


# --- reminding -------------------------------------------------------------------------------------------


def reminders(office: Office, actor: Actor, cycle_id: int, *, today: dt.date | None = None) -> list[Reminder]:
    """Return the units that have to be reminded, the latest first; raises NotFound or Denied."""
    seen = board(office, actor, cycle_id, today=today)
    found = [_reminder(row, seen) for row in seen.rows if row.state in TO_REMIND]
    return sorted(found, key=lambda each: (-each.days_late, each.unit_code))


def _reminder(row: BoardRow, seen: Board) -> Reminder:
    days = max((seen.today - row.due).days, 0)
    late = f", đã quá hạn {days} ngày" if days else ""
    asked = {
        BoardState.WRONG: f"sửa {row.errors} lỗi trong số liệu",
        BoardState.MISSING: "nhập số liệu",
        BoardState.LATE: "nhập số liệu" if not row.revision else "hoàn thành và ký",
    }[row.state]
    text = (
        f"Đề nghị {row.unit_name} {asked} báo cáo “{seen.title}” ({seen.period_text}); "
        f"hạn gửi {row.due:%d/%m/%Y}{late}."
    )
    return Reminder(row.unit_code, row.unit_name, row.state, row.due, days, text)


def reminders_csv(office: Office, actor: Actor, cycle_id: int, *, today: dt.date | None = None) -> bytes:
    """Return the reminders as CSV that Excel opens as it is (UTF-8 with a mark, semicolons)."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";")
    writer.writerow(HEADINGS)
    for each in reminders(office, actor, cycle_id, today=today):
        cells = (each.unit_code, each.unit_name, each.state.label, f"{each.due:%d/%m/%Y}", each.days_late)
        writer.writerow([*map(_safe, map(str, cells)), _safe(each.text)])
    return target.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    """Return a cell that a spreadsheet takes for text, whatever it begins with."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


# --- figures of many units -------------------------------------------------------------------------------


def cross_checks(office: Office, actor: Actor, cycle_id: int) -> Checked:
    """Compare the units of a period with each other and with those above them; raises NotFound or Denied.

    Whoever sees a part of the tree only gets what the families in it say.
    """
    cycle = opened(office, cycle_id)
    seen = set(_seen(cycle, actor))
    with cycle.at_work() as (programme, _):
        if seen.issuperset(cycle.roster.units):
            checked = cross_check(programme)
        else:
            parents = [
                code
                for code in cycle.roster.parents
                if code in seen and seen.issuperset(cycle.roster.children(code))
            ]
            checked = merge(cross_check(programme, code) for code in parents)
        folder = f"{cycle.path.parent.as_posix()}/"
        return replace(checked, findings=tuple(_short(each, folder) for each in checked.findings))


def _short(finding: Finding, folder: str) -> Finding:
    def shorter(where: Where) -> Where:
        return replace(where, file=where.file.removeprefix(folder))

    return replace(finding, where=shorter(finding.where), also=tuple(map(shorter, finding.also)))


def consolidated(
    office: Office, actor: Actor, cycle_id: int, unit: str
) -> tuple[tuple[GridSection, ...], tuple[ListView, ...]]:
    """Return what the units below one make together; raises NotFound or Denied."""
    cycle = opened(office, cycle_id)
    require(actor, Action.READ, cycle.cycle, unit, cycle.roster)
    if not cycle.roster.is_parent(unit):
        raise NotFound("đơn vị này không có đơn vị cấp dưới")
    with cycle.at_work() as (programme, _):
        grid = Grid(cycle, UnitDocument(unit), programme.consolidated(unit), LaidOut.nothing())
        return grid.sections().sections, grid.lists()


def chart_data(office: Office, actor: Actor, cycle_id: int, unit: str, figures: Sequence[str]) -> ChartData:
    """Return figures (`can_bo.dai_hoc@2023`) of the units directly below one, for a chart.

    Raises NotFound for a unit or a figure that there is not, Denied.
    """
    cycle = opened(office, cycle_id)
    require(actor, Action.READ, cycle.cycle, unit, cycle.roster)
    seen = set(_seen(cycle, actor))
    codes = [code for code in cycle.roster.children(unit) or (unit,) if code in seen]
    with cycle.at_work() as (programme, _):
        series = tuple(_series(cycle, programme, codes, figure) for figure in figures)
        names = tuple(programme.names[code] for code in codes)
    first = cycle.fields[figures[0]] if figures else None
    return ChartData(cycle.roster[unit].name, first.measure_unit if first is not None else "", names, series)


def _series(cycle: OpenedCycle, programme: OpenProgramme, codes: Sequence[str], figure: str) -> ChartSeries:
    entry, cell = cycle.fields.get(figure), cell_of(figure)
    if entry is None or cell is None:
        raise NotFound(f"biểu không có số {figure}")
    numbers = [programme.child(code).number(cell[:2], cell[2]) for code in codes]
    shown = tuple(machine_text(plain(number)) for number in numbers)
    return ChartSeries(f"{entry.label} ({entry.period})", shown)

"""A report at a glance: its head, its files, how far it is; far quicker to come by than the whole report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial

from reportgen.model.office.building import ArtefactView, Overview, ReportFiles
from reportgen.model.office.people import Action, Actor
from reportgen.model.office.reports import ReportHead
from reportgen.service.office.building import view_of
from reportgen.service.office.contents import content_hash
from reportgen.service.office.grid import count_cells
from reportgen.service.office.located import Located, at_work, open_cycle_of
from reportgen.service.office.office import Office
from reportgen.service.office.previewing import PREVIEW
from reportgen.service.office.reports import line_of, sections_of
from reportgen.service.programme import OpenProgramme
from reportgen.store import artefacts as rows

MOST_OLDER = 50
"""Earlier files that a page lists; the API lists all."""
_view_of: Callable[[rows.KeptFile], ArtefactView] = lru_cache(rows.MOST_RECURRING)(view_of)


def report_head(office: Office, actor: Actor, report_id: int) -> ReportHead:
    """Return a report without its grid and narrative; raises NotFound or Denied."""
    with at_work(office, actor, Action.READ, report_id) as (report, programme):
        return head_of(report, programme, actor)


def report_files(office: Office, actor: Actor, report_id: int) -> ReportFiles:
    """Return a report with the files that were made of it; raises NotFound or Denied."""
    with at_work(office, actor, Action.READ, report_id) as (report, programme):
        return _files(report, head_of(report, programme, actor))


def overview(office: Office, actor: Actor, report_id: int) -> Overview:
    """Return how far a report is; raises NotFound, Denied, InputRefused for mistakes in its definition."""
    with at_work(office, actor, Action.READ, report_id) as (report, programme):
        files = _files(report, head_of(report, programme, actor), most=1)  # whether there is any
        values = report.row.id, report.row.revision, report.opened.units.version
        made = partial(_typed_and_blank, report, programme)
        typed, blank = report.opened.remember(("typed and blank", values), made)
        sections = sections_of(report)
        return Overview(
            files,
            typed,
            blank,
            sum(section.has_text for section in sections),
            sum(section.is_own for section in sections),
        )


def figure_labels(office: Office, report_id: int) -> Mapping[str, str]:
    """Return what people call the figures of a report's form: `can_bo.nu` is `Cán bộ cấp xã: Cán bộ nữ`."""
    form = open_cycle_of(office, report_id).form
    return {
        f"{row.group}.{row.member}": f"{section.label}: {row.label}"
        for section in form.sections
        for row in section.rows
    }


def head_of(report: Located, programme: OpenProgramme, actor: Actor) -> ReportHead:
    """Return the head of a report for whoever is at work with its period."""
    rights = report.rights(actor)
    line = line_of(report.opened, report.row, is_open=report.is_open, may_edit=Action.EDIT in rights)
    may = frozenset(each.value for each in rights)
    return ReportHead(line, report.row.revision, content_hash(report, programme), may)


def _files(report: Located, head: ReportHead, most: int = MOST_OLDER) -> ReportFiles:
    session, number = report.session, report.row.id
    current = [row for row in rows.of_content(session, number, head.content_hash) if row.kind != PREVIEW]
    latest = rows.latest(session, number, most, without=PREVIEW)
    older = (row for row in latest if row.content_hash != head.content_hash)
    return ReportFiles(head, tuple(map(_view_of, reversed(current))), tuple(map(_view_of, older)))


def _typed_and_blank(report: Located, programme: OpenProgramme) -> tuple[int, int]:
    made = programme.child(report.code) if report.opened.roster.is_parent(report.code) else None
    return count_cells(report.opened, report.document(), made)

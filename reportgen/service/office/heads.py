"""What every page of a report says above its own matter: far quicker to come by than the whole report."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.model.office.people import Action, Actor
from reportgen.model.office.reports import ReportHead
from reportgen.service.office.contents import content_hash
from reportgen.service.office.located import at_work, open_cycle_of
from reportgen.service.office.office import Office
from reportgen.service.office.reports import line_of


def report_head(office: Office, actor: Actor, report_id: int) -> ReportHead:
    """Return a report without its grid and narrative; raises NotFound or Denied."""
    with at_work(office, actor, Action.READ, report_id) as (report, programme):
        rights = report.rights(actor)
        line = line_of(report.opened, report.row, is_open=report.is_open, may_edit=Action.EDIT in rights)
        may = frozenset(each.value for each in rights)
        return ReportHead(line, report.row.revision, content_hash(report, programme), may)


def figure_labels(office: Office, report_id: int) -> Mapping[str, str]:
    """Return what people call the figures of a report's form: `can_bo.nu` is `Cán bộ cấp xã: Cán bộ nữ`."""
    form = open_cycle_of(office, report_id).form
    return {
        f"{row.group}.{row.member}": f"{section.label}: {row.label}"
        for section in form.sections
        for row in section.rows
    }

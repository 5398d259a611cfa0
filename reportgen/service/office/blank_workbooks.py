"""The data-entry workbook of one unit, blank, for those who would rather type in Excel."""

from __future__ import annotations

from reportgen.model.office.people import Action, Actor
from reportgen.publish.entry_copies import EntryCopies
from reportgen.service.entry_forms import entry_unit
from reportgen.service.office.located import at_work
from reportgen.service.office.office import Office


def blank_workbook(office: Office, actor: Actor, report_id: int) -> tuple[str, bytes]:
    """Return name and bytes of the unit's workbook; raises NotFound or Denied."""
    with at_work(office, actor, Action.READ, report_id) as (report, _):
        opened, code = report.opened, report.code
        copies = EntryCopies(opened.form, has_last=opened.last.has_any)
        return f"{code}.xlsx", copies.workbook(entry_unit(opened.loaded, code), opened.last.of(code))

"""A report found by its number, with all that is needed to work with it; access is asked for here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial

from sqlalchemy.orm import Session

from reportgen.model.office.people import Action, Actor
from reportgen.model.office.refusals import Denied, Frozen, NotFound
from reportgen.model.office.reports import ReportState
from reportgen.service.office.access import ASK_ADMIN, allowed, require
from reportgen.service.office.merging import Places
from reportgen.service.office.office import Office
from reportgen.service.office.opened import OpenedCycle, kept_open, newest_opened, opened_as
from reportgen.service.office.unit_document import UnitDocument
from reportgen.service.programme import OpenProgramme
from reportgen.store import programmes, reports

NO_SUCH = "không có báo cáo này, hoặc bạn không có quyền xem"


@dataclass
class Located:
    """A report inside a transaction, as it was found."""

    session: Session
    opened: OpenedCycle
    row: reports.Report
    revision: reports.Revision | None
    """Its present revision; None when nobody has touched it."""
    is_open: bool
    """Whether its period is."""
    data_version: int
    """That of its period."""

    @property
    def code(self) -> str:
        """The unit whose report it is."""
        return self.row.unit_code

    @property
    def state(self) -> ReportState:
        """How far it is."""
        return ReportState(self.row.state)

    @property
    def narrative(self) -> str:
        """The texts of its own, as they are kept."""
        return self.revision.narrative if self.revision is not None else "{}"

    def document(self) -> UnitDocument:
        """Return its present values, taken apart."""
        return self._present.copied()

    @cached_property
    def places(self) -> Places:
        """All places of it that say something, as they are kept."""
        return Places(self._present, self.narrative)

    @cached_property
    def _present(self) -> UnitDocument:
        return self.document_at(self.revision)

    def document_at(self, revision: reports.Revision | None) -> UnitDocument:
        """Return the values of a revision, taken apart; not to be changed."""
        text, slots = revision.values if revision is not None else "", self.opened.loaded.slots
        make = partial(UnitDocument.read, text, self.code, slots, self.opened.units.memory(self.code))
        return self.opened.documents.get((self.code, text), make)

    def rights(self, actor: Actor) -> frozenset[Action]:
        """Return what somebody may do with it, as it stands."""
        path = self.opened.roster.path(self.code)
        rights = allowed(actor, self.opened.cycle, path)
        if not self.is_open:
            return rights & {Action.READ}
        return rights - {Action.EDIT} if self.state is ReportState.APPROVED else rights

    def require_changeable(self) -> None:
        """Raise Frozen when nobody may change it now."""
        if not self.is_open:
            raise Frozen("kỳ báo cáo đã đóng", remedy="đề nghị người quản trị mẫu mở lại kỳ")
        if self.state is ReportState.APPROVED:
            remedy = "lãnh đạo trả lại báo cáo kèm lý do, rồi sửa"
            raise Frozen("báo cáo đã duyệt nên không sửa được", remedy=remedy)


def open_cycle_of(office: Office, report_id: int) -> OpenedCycle:
    """Return the period of a report, opened outside any transaction: reading a programme takes time.

    It may be an older version of its programme, if another one was published just now.
    """
    cycle_id = office.cycle_of.get(report_id)
    kept = newest_opened(office, cycle_id) if cycle_id is not None else None
    if kept is not None:
        return kept
    with office.database.read() as session:
        found = reports.in_cycle(session, report_id)
        if found is None:
            raise NotFound(NO_SUCH)
        office.cycle_of[report_id] = found[0].cycle_id
        return opened_as(office, found[1])


@contextmanager
def at_work(
    office: Office, actor: Actor, action: Action, report_id: int
) -> Iterator[tuple[Located, OpenProgramme]]:
    """Give a report and its programme, both of one moment, to somebody who may do something with it.

    Raises NotFound, or Denied: hidden from whoever may not even read it.
    """
    cycle = open_cycle_of(office, report_id)
    while True:
        with cycle.lock, office.database.read() as session:
            report = located(office, session, actor, action, report_id)
            if report.opened is cycle:
                cycle.catch_up(session, report.data_version)
                if report.revision is not None:
                    cycle.units.have_at_hand(report.row.id, report.row.revision, report.revision.values)
                yield report, cycle.programme
                return
            cycle = report.opened


def located(office: Office, session: Session, actor: Actor, action: Action, report_id: int) -> Located:
    """Return a report for somebody who may do something with it.

    Raises NotFound, or Denied: hidden from whoever may not even read it.
    """
    found = reports.standing(session, report_id)
    if found is None:
        raise NotFound(NO_SUCH)
    row, cycle = found.row, kept_open(office, found) or _opened_now(office, session, found.row)
    if row.unit_code not in cycle.roster:
        raise Denied(NO_SUCH, remedy=ASK_ADMIN, is_hidden=True)
    require(actor, action, cycle.cycle, row.unit_code, cycle.roster)
    return Located(session, cycle, row, found.revision, found.is_open, found.data_version)


def _opened_now(office: Office, session: Session, row: reports.Report) -> OpenedCycle:
    found = programmes.cycle(session, row.cycle_id)
    assert found is not None, "a report has a period"
    return opened_as(office, found)

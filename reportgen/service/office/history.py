"""What was: revisions of a report, changes of its figures, the chain of events."""

from __future__ import annotations

import json

from sqlalchemy import select

from reportgen.errors import Finding, InputRefused
from reportgen.model.office.history import (
    ChainVerdict,
    Comparison,
    EventPage,
    EventView,
    FigureChangeView,
    RevisionView,
    TextDifference,
)
from reportgen.model.office.people import Action, Actor
from reportgen.model.office.refusals import NotFound
from reportgen.model.office.reports import CellId, Saved
from reportgen.service.office.access import require_admin
from reportgen.service.office.located import Located, located
from reportgen.service.office.merging import Flat, flat, told
from reportgen.service.office.office import Office
from reportgen.service.office.saving import Wanted, place_text, save
from reportgen.service.office.unit_document import cell_of
from reportgen.store import accounts as people
from reportgen.store import changes as changed_rows
from reportgen.store import reports as rows
from reportgen.store.events import BEGINNING, link_hash, links
from reportgen.store.tables_running import Event

REPORT = "report:"
MOST_EVENTS = 500


def revisions(office: Office, actor: Actor, report_id: int) -> list[RevisionView]:
    """Return all revisions of a report, the newest first; raises NotFound or Denied."""
    with office.database.read() as session:
        located(office, session, actor, Action.READ, report_id)
        names = people.names(session)
        figures, texts = changed_rows.counts(session, report_id)
        return [
            RevisionView(
                row.number,
                names[row.user_id],
                row.at,
                row.why,
                row.via,
                row.restored_from,
                figures.get(row.number, 0),
                texts.get(row.number, 0),
            )
            for row in rows.revisions(session, report_id)
        ]


def figure_history(office: Office, actor: Actor, report_id: int, cell: CellId) -> list[FigureChangeView]:
    """Return all changes of one figure, the newest first; raises NotFound or Denied."""
    place = cell_of(cell)
    if place is None:
        raise NotFound("không có ô này")
    figure, period = f"{place[0]}.{place[1]}", place[2]
    with office.database.read() as session:
        report = located(office, session, actor, Action.READ, report_id)
        names, label = people.names(session), _label(report, cell)
        found = [
            FigureChangeView(
                row.revision,
                figure,
                period,
                label,
                row.old,
                row.new,
                names[row.user_id],
                row.at,
                row.why,
                row.via,
                row.file,
                row.cell,
            )
            for row in changed_rows.of_figure(session, report_id, figure, period)
        ]
        first = rows.revision(session, report_id, 1)
        if first is not None and not any(each.revision == 1 for each in found):
            found += _given_first(report, first, cell, names)
        return found


def _given_first(
    report: Located, first: rows.Revision, cell: CellId, names: dict[int, str]
) -> list[FigureChangeView]:
    """Return the figure that came with the programme: such are not written down one by one."""
    given = told(flat(report.document_at(first), "{}").get(cell))
    place = cell_of(cell)
    if given is None or place is None:
        return []
    figure, label = f"{place[0]}.{place[1]}", _label(report, cell)
    by, at = names[first.user_id], first.at
    return [FigureChangeView(1, figure, place[2], label, None, given, by, at, first.why, first.via, "", "")]


def _label(report: Located, cell: CellId) -> str:
    entry = report.opened.fields.get(cell)
    return entry.label if entry is not None else cell


def compare(office: Office, actor: Actor, report_id: int, a: int, b: int) -> Comparison:
    """Return what differs between two revisions (0: before anybody touched it); raises NotFound or Denied."""
    with office.database.read() as session:
        report = located(office, session, actor, Action.READ, report_id)
        old, new = _state(report, a), _state(report, b)
        later = rows.revision(session, report_id, max(a, b))
        differing = [name for name in dict.fromkeys([*old, *new]) if old.get(name) != new.get(name)]
        since = changed_rows.since(session, report_id, min(a, b))
        by = people.names(session)[later.user_id] if later is not None else ""
        figures, texts = [], []
        for name in differing:
            place, was, now = cell_of(name), told(old.get(name)), told(new.get(name))
            if place is None or later is None:
                texts.append(TextDifference(name, _title(report, name), was or "", now or ""))
                continue
            known = since.get(name)
            is_within = known is not None and known.revision <= max(a, b)
            who, when = (known.by, known.at) if known is not None and is_within else (by, later.at)
            figure, label = f"{place[0]}.{place[1]}", _label(report, name)
            figures.append(
                FigureChangeView(b, figure, place[2], label, was, now, who, when, "", later.via, "", "")
            )
        return Comparison(a, b, tuple(figures), tuple(texts))


def _title(report: Located, name: str) -> str:
    return place_text(report, name, None, None)


def _state(report: Located, number: int) -> Flat:
    if number == 0:
        return {}
    row = rows.revision(report.session, report.row.id, number)
    if row is None:
        raise NotFound(f"báo cáo không có lần sửa {number}")
    return flat(report.document_at(row), row.narrative)


def restore(office: Office, actor: Actor, report_id: int, number: int, why: str) -> Saved:
    """Make a report again what it was at a revision, as a new revision.

    Raises InputRefused without a reason, Frozen, NotFound, Denied.
    """
    if not why.strip():
        raise InputRefused([Finding("reason-missing", "chưa ghi lý do khôi phục", remedy="ghi lý do")])

    def want(report: Located) -> Wanted:
        wanted = _state(report, number)
        present = flat(report.document(), report.narrative)
        places = {name: wanted.get(name) for name in (*present, *wanted)}
        return Wanted(places, report.row.revision, why.strip(), actor.via, restored_from=number)

    return save(office, actor, report_id, want)


# --- events ----------------------------------------------------------------------------------------------


def events(office: Office, actor: Actor, *, before: int = 0, most: int = 50, subject: str = "") -> EventPage:
    """Return events, the newest first; `subject` (`report:7`) asks for those of one thing.

    `before` is the `next` of the page before. Raises Denied unless one manages accounts, or may read the
    report that is asked for.
    """
    most = min(most, MOST_EVENTS)
    with office.database.read() as session:
        number = subject.removeprefix(REPORT)
        if subject.startswith(REPORT) and number.isdigit():
            if not actor.is_admin:
                located(office, session, actor, Action.READ, int(number))
        else:
            require_admin(actor)
        asked = select(Event).order_by(Event.id.desc()).limit(most + 1)
        asked = asked.where(Event.id < before) if before else asked
        asked = asked.where(Event.subject == subject) if subject else asked
        found, names = session.scalars(asked).all(), people.names(session)
        views = tuple(_event(row, names) for row in found[:most])
        return EventPage(views, views[-1].id if len(found) > most else 0)


def _event(row: Event, names: dict[int, str]) -> EventView:
    by = names.get(row.user_id or 0, "")
    return EventView(row.id, row.at, by, row.action, row.subject, json.loads(row.detail), row.hash)


def verify_chain(office: Office) -> ChainVerdict:
    """Go along the whole chain of events, and tell whether any link was changed or is missing.

    Links cut off at the end are seen only by comparing `head` with one that was written down elsewhere.
    """
    head, count = BEGINNING, 0
    with office.database.read() as session:
        for row in links(session):
            expected = link_hash(count + 1, row.at, row.user_id, row.action, row.subject, row.detail, head)
            if row.id != count + 1 or row.prev_hash != head or row.hash != expected:
                message = f"nhật ký bị sửa hoặc bị xoá ở sự kiện số {count + 1}"
                return ChainVerdict(False, count, head, count + 1, message)
            head, count = row.hash, count + 1
    return ChainVerdict(True, count, head)

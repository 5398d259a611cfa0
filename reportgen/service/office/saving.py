"""Changes of a report stored: merged with those of others, or refused, never over them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reportgen.model.office.people import Action, Actor
from reportgen.model.office.refusals import CellConflict, Conflict
from reportgen.model.office.reports import CellFinding, ReportState, Saved
from reportgen.service.office.located import Located, located, open_cycle_of
from reportgen.service.office.merging import Flat, Places, apply, is_figure, merge, told
from reportgen.service.office.office import Office
from reportgen.service.office.unit_document import cell_of, vietnamese_text
from reportgen.service.office.voiding import void_above, void_own
from reportgen.store import changes as changed_rows
from reportgen.store import reports
from reportgen.store.events import append

MOST_TOLD = 5
"""Changes that are told one by one where a signature lapses."""
TOO_OLD = "trang này cũ hơn báo cáo đang lưu"
CHANGED_MEANWHILE = "có người vừa sửa cùng chỗ này; chưa lưu gì của bạn"


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to store: values by place, and where they come from."""

    places: Flat
    base_revision: int
    why: str = ""
    via: str = "page"
    file: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    """Where in that file each place stands."""
    restored_from: int | None = None
    refused: tuple[CellFinding, ...] = ()
    understood: tuple[CellFinding, ...] = ()
    accepted: Mapping[str, str] = field(default_factory=dict)


Want = Callable[[Located], Wanted]


def save(office: Office, actor: Actor, report_id: int, want: Want) -> Saved:
    """Store what is wanted of a report as a new revision; nothing when it says so already.

    Raises Denied, Frozen, NotFound, and Conflict when somebody else changed the same places meanwhile.
    """
    open_cycle_of(office, report_id)
    with office.database.write() as session:
        report = located(office, session, actor, Action.EDIT, report_id)
        report.require_changeable()
        wanted = want(report)
        others = _others(report, wanted.base_revision)
        changes = _changes(report, wanted, others)
        result = _Stored(report.row.revision)
        if changes:
            result = _store(office, actor, report, wanted, changes)
        merged = [
            CellConflict(name, each.old, None, each.new, each.by, each.at)
            for name, each in others.items()
            if name not in changes
        ]
        return Saved(
            result.revision,
            wanted.accepted,
            wanted.refused,
            wanted.understood,
            tuple(merged),
            result.voided,
        )


def _others(report: Located, base_revision: int) -> dict[str, changed_rows.Changed]:
    """Return what was changed since the page was read."""
    present = report.row.revision
    if not 0 <= base_revision <= present:
        raise Conflict(TOO_OLD, revision=present)
    if base_revision == present:
        return {}
    return changed_rows.since(report.session, report.row.id, base_revision)


def _changes(report: Located, wanted: Wanted, others: Mapping[str, changed_rows.Changed]) -> Flat:
    now = base = report.places
    if wanted.base_revision != report.row.revision:
        before = reports.revision(report.session, report.row.id, wanted.base_revision)
        base = Places(report.document_at(before), before.narrative if before is not None else "{}")
    merged = merge(base, now, wanted.places)
    if merged.conflicts:
        theirs = [
            _conflict(report, name, base.get(name), wanted.places[name], others.get(name))
            for name in merged.conflicts
        ]
        raise Conflict(CHANGED_MEANWHILE, theirs, revision=report.row.revision)
    return merged.changes


def _conflict(
    report: Located, name: str, base: object, mine: object, theirs: changed_rows.Changed | None
) -> CellConflict:
    """Tell who changed a place and when; the values that came with a programme are nobody's change."""
    present = report.places.get(name)
    assert report.revision is not None, "what was changed has a revision"
    by, at = (theirs.by, theirs.at) if theirs is not None else ("chương trình", report.revision.at)
    return CellConflict(name, told(base), told(mine), told(present), by, at)


@dataclass(frozen=True)
class _Stored:
    revision: int
    voided: tuple[str, ...] = ()


def _store(office: Office, actor: Actor, report: Located, wanted: Wanted, changes: Flat) -> _Stored:
    """Add a revision with the changes, and everything that follows from them."""
    before = report.places
    document = report.document()
    narrative = apply(changes, document, report.narrative)
    values = document.text(report.opened.loaded.slots, report.opened.units.memory(report.code))
    number = report.row.revision + 1
    _move_on(office, report, number, values)
    _add_revision(office, actor, report, wanted, number, values, narrative)
    _note_changes(office, actor, report, wanted, number, before, changes)
    why = change_text(report, before, changes)
    voided = void_own(office, actor, report, f"{actor.name} sửa {why}", number)
    if any(is_figure(name) or name.startswith("ds.") for name in changes):
        voided += void_above(office, actor, report, f"{actor.name} sửa {why}")
    detail = {"revision": number, "changes": len(changes), "via": wanted.via, "voided": list(voided)}
    append(report.session, office.clock(), actor.user_id, "report-changed", f"report:{report.row.id}", detail)
    return _Stored(number, voided)


def _move_on(office: Office, report: Located, number: int, values: str) -> None:
    """Let the report go on to a revision, if it is still where it was found."""
    sha256 = hashlib.sha256(values.encode()).hexdigest()
    session, row = report.session, report.row
    fresh: dict[str, object] = {"revision": number, "state": ReportState.ENTERED.value}
    fresh["changed_at"] = office.clock()
    if sha256 != row.values_sha256:
        version = report.data_version + 1  # read after the writer's lock was taken
        reports.move_period(session, row.cycle_id, version)
        fresh |= {"values_sha256": sha256, "data_version": version}
    if not reports.move_on(session, row, fresh):
        raise Conflict(CHANGED_MEANWHILE, revision=row.revision)


def _add_revision(
    office: Office,
    actor: Actor,
    report: Located,
    wanted: Wanted,
    number: int,
    values: str,
    narrative: str,
) -> None:
    fresh = {
        "report_id": report.row.id,
        "number": number,
        "values": values,
        "narrative": narrative,
        "user_id": actor.user_id,
        "at": office.clock(),
        "why": wanted.why,
        "via": wanted.via,
        "restored_from": wanted.restored_from,
    }
    reports.add_revision(report.session, fresh)


def _note_changes(
    office: Office,
    actor: Actor,
    report: Located,
    wanted: Wanted,
    number: int,
    before: Places,
    changes: Flat,
) -> None:
    common = {"report_id": report.row.id, "revision": number, "user_id": actor.user_id, "at": office.clock()}
    of_figure = {**common, "why": wanted.why, "via": wanted.via, "file": wanted.file}
    figures, texts = list[Mapping[str, object]](), list[Mapping[str, object]]()
    for name, value in changes.items():
        old, new = told(before.get(name)), told(value)
        if (cell := cell_of(name)) is None:
            texts.append({**common, "section": name, "old": old or "", "new": new or ""})
            continue
        place = {"figure": f"{cell[0]}.{cell[1]}", "period": cell[2], "cell": wanted.cells.get(name, "")}
        figures.append({**of_figure, **place, "old": old, "new": new})
    changed_rows.add(report.session, figures, texts)


def change_text(report: Located, before: Places, changes: Flat) -> str:
    """Tell what a change changes, for whoever signed."""
    shown = [place_text(report, name, before.get(name), value) for name, value in changes.items()]
    more = len(shown) - MOST_TOLD
    return "; ".join(shown[:MOST_TOLD]) + (f"; và {more} chỗ nữa" if more > 0 else "")


def place_text(report: Located, name: str, old: object, new: object) -> str:
    """Tell of one place what it was and what it is."""
    entry = report.opened.fields.get(name)
    if entry is not None:
        was, is_now = (vietnamese_text(each) or "trống" for each in (old, new))
        return f"{entry.label} ({entry.period}): {was} → {is_now}"
    kinds = {"ds.": "danh sách", "vb.": "thể thức văn bản", "tt.": "thông tin", "muc.": "lời văn mục"}
    kind = next((text for start, text in kinds.items() if name.startswith(start)), "số liệu")
    return f"{kind} {name.partition('.')[2] if kind != 'số liệu' else name}"

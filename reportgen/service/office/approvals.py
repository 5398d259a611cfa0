"""Signatures: prepared, reviewed, approved; bound to a content, void when it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.errors import Finding, InputRefused
from reportgen.model.office.approvals import Impact, ImpactFigure, SignOffView, Step
from reportgen.model.office.people import Action, Actor
from reportgen.model.office.refusals import Conflict, Denied
from reportgen.model.office.reports import ReportState
from reportgen.service.office.access import ASK_ADMIN
from reportgen.service.office.building import build
from reportgen.service.office.contents import content_hash
from reportgen.service.office.located import Located, at_work, located, open_cycle_of
from reportgen.service.office.made_reports import MadeReport
from reportgen.service.office.merging import flat, is_figure, told
from reportgen.service.office.office import Office
from reportgen.service.office.saving import place_text
from reportgen.service.office.unit_document import cell_of
from reportgen.service.office.voiding import void_above, void_own
from reportgen.service.programme import OpenProgramme
from reportgen.service.publishing import tie_out_of
from reportgen.store import accounts as people
from reportgen.store import reports
from reportgen.store import sign_offs as rows
from reportgen.store.events import append
from reportgen.store.tables_reports import SignOff

NEEDS = {Step.PREPARED: Action.EDIT, Step.REVIEWED: Action.REVIEW, Step.APPROVED: Action.APPROVE}
LEADS_TO = {
    Step.PREPARED: ReportState.PREPARED,
    Step.REVIEWED: ReportState.REVIEWED,
    Step.APPROVED: ReportState.APPROVED,
}
CHANGED = "báo cáo đã thay đổi từ lúc bạn mở trang; xem lại rồi ký"
PREPARED_BY_ONESELF = (
    "bạn đã ký bước “người lập” của báo cáo này; chương trình quy định người duyệt phải là người khác"
)
ASK_ANOTHER = "nhờ người khác có quyền duyệt ký bước này"
MOST_NAMED = 10


@dataclass(frozen=True)
class _Seen:
    """What somebody is about to sign."""

    revision: int
    data_version: int


def sign(
    office: Office, actor: Actor, report_id: int, step: Step, *, content_hash: str, note: str = ""
) -> SignOffView:
    """Sign a report at a step, as it was when `content_hash` was shown; `duyet` keeps files and freezes it.

    Raises Conflict when it is another content by now, Denied (also while a step before, or a unit below, is
    not done), InputRefused with the errors that stand in the way of `duyet`, NotFound.
    """
    seen = _seen(office, actor, report_id, step, content_hash)
    if step is Step.APPROVED:
        build(office, actor, report_id)
    with office.database.write() as session:
        report = located(office, session, actor, NEEDS[step], report_id)
        report.require_changeable()
        version = reports.data_version(session, report.row.cycle_id)
        if (report.row.revision, version) != (seen.revision, seen.data_version):
            raise Conflict(CHANGED, revision=report.row.revision)
        _require_turn(report, step, actor)
        row = SignOff(
            report_id=report_id,
            step=step.value,
            revision=report.row.revision,
            content_hash=content_hash,
            user_id=actor.user_id,
            at=office.clock(),
            note=note.strip(),
        )
        session.add(row)
        reports.sign(session, report_id, LEADS_TO[step].value, content_hash)
        detail = {"step": step.value, "revision": row.revision, "content": content_hash, "note": row.note}
        append(session, office.clock(), actor.user_id, "report-signed", f"report:{report_id}", detail)
        return _view(row, people.names(session))


def _seen(office: Office, actor: Actor, report_id: int, step: Step, shown: str) -> _Seen:
    """Return which state has the content that was shown; raises Conflict when it is another one."""
    with at_work(office, actor, NEEDS[step], report_id) as (report, programme):
        report.require_changeable()
        if content_hash(report, programme) != shown:
            raise Conflict(CHANGED, revision=report.row.revision)
        if not programme.has_figures(report.code):
            raise Denied("báo cáo chưa có số liệu", remedy="nhập số liệu rồi ký")
        _require_turn(report, step, actor)
        return _Seen(report.row.revision, report.opened.units.version)


def _require_turn(report: Located, step: Step, actor: Actor) -> None:
    """Raise Denied unless the steps before, and only those, are signed, and the units below are done."""
    signed = {Step(each.step): each.user_id for each in rows.holding(report.session, report.row.id)}
    order = list(Step)
    missing = [each for each in order[: order.index(step)] if each not in signed]
    if missing:
        raise Denied(f"chưa có chữ ký bước “{missing[0].label}”", remedy="ký lần lượt: lập, kiểm tra, duyệt")
    if step in signed:
        raise Denied(f"bước “{step.label}” đã ký")
    if step is Step.APPROVED and _has_four_eyes(report) and signed[Step.PREPARED] == actor.user_id:
        raise Denied(PREPARED_BY_ONESELF, remedy=ASK_ANOTHER)
    if step is Step.APPROVED and (below := _not_approved(report)):
        named = ", ".join(report.opened.programme.names[code] for code in below[:MOST_NAMED])
        more = f" và {len(below) - MOST_NAMED} đơn vị nữa" if len(below) > MOST_NAMED else ""
        raise Denied(
            f"còn {len(below)} đơn vị cấp dưới chưa duyệt: {named}{more}", remedy="duyệt cấp dưới trước"
        )


def _has_four_eyes(report: Located) -> bool:
    return report.opened.loaded.programme.four_eyes


def must_be_another(office: Office, actor: Actor, report_id: int, given: Sequence[SignOffView]) -> bool:
    """Tell whether somebody else has to approve, because this person signed as the one who prepared."""
    is_own = any(
        each.holds and each.step is Step.PREPARED and each.user_id == actor.user_id for each in given
    )
    return is_own and open_cycle_of(office, report_id).loaded.programme.four_eyes


def _not_approved(report: Located) -> list[str]:
    children = set(report.opened.roster.children(report.code))
    if not children:
        return []
    there = reports.of_cycle(report.session, report.row.cycle_id)
    approved = {row.unit_code for row in there if row.state == ReportState.APPROVED}
    return [code for code in report.opened.roster.children(report.code) if code not in approved]


def send_back(office: Office, actor: Actor, report_id: int, why: str) -> None:
    """Make all signatures under a report void, and those above it, so that it is worked on again.

    Raises Denied unless one reviews or approves it, InputRefused without a reason, NotFound.
    """
    if not why.strip():
        finding = Finding("reason-missing", "chưa ghi lý do trả lại", remedy="ghi rõ chỗ nào cần sửa")
        raise InputRefused([finding])
    with office.database.write() as session:
        report = located(office, session, actor, Action.READ, report_id)
        if not report.rights(actor) & {Action.REVIEW, Action.APPROVE}:
            raise Denied("bạn không có quyền trả lại báo cáo này", remedy=ASK_ADMIN)
        text = f"{actor.name} trả lại: {why.strip()}"
        voided = void_own(office, actor, report, text, report.row.revision)
        if not voided:
            raise Denied("báo cáo chưa có chữ ký nào để trả lại")
        voided += void_above(office, actor, report, text)
        detail = {"why": why.strip(), "revision": report.row.revision, "voided": list(voided)}
        append(session, office.clock(), actor.user_id, "report-sent-back", f"report:{report_id}", detail)


def sign_offs(office: Office, actor: Actor, report_id: int) -> list[SignOffView]:
    """Return all signatures under a report, those that lapsed too, the newest first."""
    with office.database.read() as session:
        located(office, session, actor, Action.READ, report_id)
        names = people.names(session)
        return [_view(row, names) for row in reversed(rows.of_report(session, report_id))]


def _view(row: SignOff, names: dict[int, str]) -> SignOffView:
    return SignOffView(
        row.id,
        Step(row.step),
        row.revision,
        row.content_hash,
        names[row.user_id],
        row.at,
        row.note,
        row.voided_at,
        names.get(row.voided_by or 0, ""),
        row.voided_why or "",
        row.user_id,
    )


# --- what a change means ---------------------------------------------------------------------------------


def impact(office: Office, actor: Actor, report_id: int) -> Impact:
    """Return what has changed since the last signature, where it is printed, and what would lapse.

    A report that nobody has signed is compared with its first revision. Raises NotFound or Denied.
    """
    with at_work(office, actor, Action.READ, report_id) as (report, programme):
        signed = rows.of_report(report.session, report_id)
        since = signed[-1].revision if signed else min(report.row.revision, 1)
        figures, texts = _changed(report, since, _places(office, report, programme))
        names = people.names(report.session)
        lapsing = tuple(_view(row, names) for row in signed if row.voided_at is None)
        return Impact(
            since, figures, texts, sum(len(each.places) for each in figures), lapsing, _above(report)
        )


def _changed(
    report: Located, since: int, places: dict[str, list[str]]
) -> tuple[tuple[ImpactFigure, ...], tuple[str, ...]]:
    before = reports.revision(report.session, report.row.id, since)
    old = flat(report.document_at(before), before.narrative if before is not None else "{}")
    new = flat(report.document(), report.narrative)
    differing = [name for name in dict.fromkeys([*old, *new]) if old.get(name) != new.get(name)]
    figures, texts = [], []
    for name in differing:
        cell = cell_of(name)
        if cell is None:
            texts.append(place_text(report, name, old.get(name), new.get(name)))
            continue
        entry = report.opened.fields.get(name)
        label = entry.label if entry is not None else name
        printed = tuple(dict.fromkeys(places.get(name, ())))
        was, now = told(old.get(name)), told(new.get(name))
        figures.append(ImpactFigure(f"{cell[0]}.{cell[1]}", cell[2], label, was, now, printed))
    return tuple(figures), tuple(texts)


def _places(office: Office, report: Located, programme: OpenProgramme) -> dict[str, list[str]]:
    """Return where each figure is printed, alone or in what is worked out from it, by its CellId."""
    try:
        tied = tie_out_of(MadeReport(report, programme, office.today()).made())
    except InputRefused:
        return {}
    found: dict[str, list[str]] = {}
    for figure in tied.figures:
        for source in figure.sources:
            if is_figure(source.cell):
                found.setdefault(source.cell, []).extend(
                    f"{each.place}: {each.text}" for each in figure.places
                )
    return found


def _above(report: Located) -> tuple[str, ...]:
    """Return the names of the units above whose signatures would lapse."""
    above = report.opened.roster.path(report.code)[:-1]
    found = rows.holding_of_units(report.session, report.row.cycle_id, above) if above else []
    names = report.opened.programme.names
    return tuple(dict.fromkeys(names[row.unit_code] for _, row in found))

"""What is made of a report: findings, files, pages to look at, a section as it would print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from sqlalchemy.orm import Session

from reportgen.errors import UsageProblem
from reportgen.model.checking import Checked
from reportgen.model.office.building import ArtefactView
from reportgen.model.office.people import Action, Actor
from reportgen.model.office.refusals import NotFound
from reportgen.service.office.contents import content_hash
from reportgen.service.office.located import at_work, located
from reportgen.service.office.made_reports import MadeReport
from reportgen.service.office.office import Office
from reportgen.service.office.previewing import PREVIEW, pdf_of, preview, preview_page
from reportgen.service.office.showing import shown_section
from reportgen.store import artefacts as rows
from reportgen.store.events import append
from reportgen.store.tables_reports import ArtefactRow

DOCX, PDF, ANNEXES, TIE_OUT, JSON = "docx", "pdf", "phu-luc", "doi-chieu", "json"
ALL_BUT_PDF = (DOCX, ANNEXES, TIE_OUT, JSON)
OWN_FORM = "bieu-"
"""Begins the kind of an office's own workbook, its annex behind it."""
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA = {DOCX: WORD, PDF: "application/pdf", JSON: "application/json"}


def findings(office: Office, actor: Actor, report_id: int, *, thorough: bool = True) -> Checked:
    """Check a report as it stands: its figures and, when thorough, its text and its form.

    `where.cell` of a finding about a figure is its CellId, `where.part` of one about a section `muc.<path>`.
    Raises NotFound or Denied.
    """
    with at_work(office, actor, Action.READ, report_id) as (report, programme):
        made = MadeReport(report, programme, office.today())
        key = ("findings", content_hash(report, programme), made.today, thorough)
        return report.opened.remember(key, partial(made.checked, thorough=thorough))


@dataclass(frozen=True)
class _Fresh:
    """Files just made, of which content and revision."""

    content: str
    revision: int
    files: Mapping[str, tuple[str, bytes]]
    """Name and bytes by kind."""


class Built(NamedTuple):
    """The files of a report."""

    files: list[ArtefactView]
    is_unchanged: bool
    """Whether all of them were there: nothing has changed since they were made."""


def build(
    office: Office, actor: Actor, report_id: int, kinds: Sequence[str] = ALL_BUT_PDF
) -> list[ArtefactView]:
    """Return what `build_changed` makes, or finds made."""
    return build_changed(office, actor, report_id, kinds).files


def build_changed(office: Office, actor: Actor, report_id: int, kinds: Sequence[str] = ALL_BUT_PDF) -> Built:
    """Make the files of a report, or return those that were made of the same content.

    A report without annexes has no `phu-luc`. Raises InputRefused with everything that stops publication,
    NotFound, Denied, UsageProblem for an unknown kind; EnvironmentProblem for `pdf` without LibreOffice.
    """
    if unknown := set(kinds) - {*ALL_BUT_PDF, PDF}:
        raise UsageProblem(f"không có loại tệp {', '.join(sorted(unknown))}")
    fresh = _made(office, actor, report_id, frozenset(kinds))
    if isinstance(fresh, list):
        return Built(fresh, is_unchanged=True)
    files = dict(fresh.files)
    if PDF in kinds:
        name, document = files[DOCX]
        files[PDF] = (name.removesuffix(".docx") + ".pdf", pdf_of(office, document))
    return Built(_keep(office, actor, report_id, fresh, files, frozenset(kinds)), is_unchanged=False)


def _made(office: Office, actor: Actor, report_id: int, kinds: frozenset[str]) -> list[ArtefactView] | _Fresh:
    """Return what is kept of this content when that is all that is asked for, else the files made anew."""
    with at_work(office, actor, Action.READ, report_id) as (report, programme):
        content = content_hash(report, programme)
        made = MadeReport(report, programme, office.today())
        there = [] if made.depends_on_day else rows.of_content(report.session, report_id, content)
        kept = _in_order(view_of(row) for row in there if _is_asked(row.kind, kinds))
        if _has_all(kept, kinds):
            return kept
        files = made.files(with_annexes=ANNEXES in kinds, with_tie_out=bool(kinds & {TIE_OUT, JSON}))
        by_kind = {_kind(name, made.stem): (name, data) for name, data in files.items()}
        return _Fresh(content, report.row.revision, by_kind)


def _is_asked(kind: str, kinds: frozenset[str]) -> bool:
    return kind in kinds or (kind.startswith(OWN_FORM) and ANNEXES in kinds)


def _has_all(kept: Sequence[ArtefactView], kinds: frozenset[str]) -> bool:
    """Whether nothing is missing; a report that was made with its annexes and has none needs none."""
    there = {each.kind for each in kept}
    return kinds - {ANNEXES} <= there and (ANNEXES not in kinds or ANNEXES in there or JSON in there)


def _kind(name: str, stem: str) -> str:
    ending = name.removeprefix(stem)
    if ending in (".docx", ".json"):
        return ending[1:]
    kind = ending.removeprefix("-").removesuffix(".xlsx")
    return kind if kind in (ANNEXES, TIE_OUT) else f"{OWN_FORM}{kind}"


def _keep(
    office: Office,
    actor: Actor,
    report_id: int,
    fresh: _Fresh,
    files: Mapping[str, tuple[str, bytes]],
    kinds: frozenset[str],
) -> list[ArtefactView]:
    """Keep files among the blobs and write them down once."""
    asked = {kind: each for kind, each in files.items() if _is_asked(kind, kinds | {DOCX})}
    hashes = {kind: office.blobs.put(data) for kind, (_, data) in asked.items()}
    with office.database.write() as session:
        there = {(row.kind, row.sha256): row for row in rows.of_content(session, report_id, fresh.content)}
        new = {kind for kind in asked if (kind, hashes[kind]) not in there}
        for kind in sorted(new):
            name, data = asked[kind]
            file = _file(office, report_id, fresh, kind, hashes[kind], name, len(data))
            there[kind, file.sha256] = rows.add(session, file)
        if new:
            detail = {"revision": fresh.revision, "files": {kind: hashes[kind] for kind in sorted(new)}}
            append(session, office.clock(), actor.user_id, "report-built", f"report:{report_id}", detail)
        made = (view_of(there[kind, hashes[kind]]) for kind in asked if _is_asked(kind, kinds))
        return _in_order(made)


def _in_order(views: Iterable[ArtefactView]) -> list[ArtefactView]:
    """Return files in the order in which people open them; offices' own workbooks come last."""
    order = (DOCX, PDF, ANNEXES, TIE_OUT, JSON)
    return sorted(views, key=lambda each: (order.index(each.kind) if each.kind in order else 9, each.kind))


def _file(
    office: Office, report_id: int, fresh: _Fresh, kind: str, sha256: str, name: str, size: int
) -> rows.KeptFile:
    at, content = office.clock(), fresh.content
    return rows.KeptFile(0, report_id, fresh.revision, kind, name, sha256, size, at, content)


def document(office: Office, actor: Actor, report_id: int) -> tuple[str, bytes]:
    """Return name and bytes of the Word file as it stands, kept nowhere: the quickest way to it.

    Raises InputRefused with everything that stops publication, NotFound, Denied.
    """
    with at_work(office, actor, Action.READ, report_id) as (report, programme):
        made = MadeReport(report, programme, office.today())
        files = made.files(with_annexes=False, with_tie_out=False)
        return next(iter(files.items()))


def artefacts(office: Office, actor: Actor, report_id: int) -> list[ArtefactView]:
    """Return the files that were made of a report, the newest first; raises NotFound or Denied."""
    with office.database.read() as session:
        located(office, session, actor, Action.READ, report_id)
        return [view_of(row) for row in rows.of_report(session, report_id) if row.kind != PREVIEW]


def artefact(office: Office, actor: Actor, artefact_id: int) -> tuple[ArtefactView, bytes]:
    """Return a file that was made; raises NotFound or Denied."""
    with office.database.read() as session:
        row = _artefact(office, session, actor, artefact_id)
    return view_of(row), office.blobs.get(row.sha256)


def _artefact(office: Office, session: Session, actor: Actor, artefact_id: int) -> ArtefactRow:
    row = session.get(ArtefactRow, artefact_id)
    if row is None or row.kind == PREVIEW:
        raise NotFound("không có tệp này")
    located(office, session, actor, Action.READ, row.report_id)
    return row


def view_of(row: ArtefactRow | rows.KeptFile) -> ArtefactView:
    """Return a file as people see it."""
    return ArtefactView(
        row.id,
        row.report_id,
        row.revision,
        row.kind,
        row.name,
        row.sha256,
        row.size,
        row.at,
        row.content_hash,
        MEDIA.get(row.kind, WORKBOOK),
    )


__all__ = [
    "ALL_BUT_PDF",
    "ANNEXES",
    "DOCX",
    "JSON",
    "PDF",
    "TIE_OUT",
    "WORD",
    "WORKBOOK",
    "artefact",
    "artefacts",
    "build",
    "build_changed",
    "document",
    "findings",
    "preview",
    "preview_page",
    "shown_section",
    "view_of",
]

"""The document as real pages: PDF by LibreOffice, pictures of its pages, both kept by content."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from reportgen.model.office.building import PreviewView
from reportgen.model.office.people import Action, Actor
from reportgen.model.office.refusals import NotFound
from reportgen.publish.pdf import convert_to_pdf, pages_as_png
from reportgen.service.office.contents import content_hash
from reportgen.service.office.located import at_work, located
from reportgen.service.office.made_reports import MadeReport
from reportgen.service.office.office import Office
from reportgen.store import artefacts as rows
from reportgen.store.tables_reports import ArtefactRow, Rendering

PREVIEW = "xem-truoc"
DPI = 100
"""Sharp enough to read a page of A4 on a screen: 827 points wide."""


def preview(office: Office, actor: Actor, report_id: int) -> PreviewView:
    """Return the pages of the document as it stands, errors and all, made once for each document.

    Raises InputRefused when no document can be made at all, EnvironmentProblem without LibreOffice.
    """
    with at_work(office, actor, Action.READ, report_id) as (report, programme):
        content, revision = content_hash(report, programme), report.row.revision
        there = rows.of_content(report.session, report_id, content)
        known = next((row.sha256 for row in there if row.kind == PREVIEW), "")
        data = b"" if known else MadeReport(report, programme, office.today()).made().filled.bytes()
    sha256 = known or hashlib.sha256(data).hexdigest()
    rendered = _rendering(office, sha256, data)
    if not known:
        _note(office, report_id, revision, content, sha256, len(data))
    return PreviewView(len(rendered.pages.split()), sha256, content, revision)


def preview_page(office: Office, actor: Actor, report_id: int, document: str, number: int) -> bytes:
    """Return page `number` (from 1) of a preview as PNG; `document` is the `hash` of the PreviewView.

    Raises NotFound for pages of another report, or that there are not; Denied.
    """
    with office.database.read() as session:
        located(office, session, actor, Action.READ, report_id)
        found = rows.rendering(session, document) if rows.is_of_report(session, report_id, document) else None
    pages = found.pages.split() if found is not None else []
    if not 1 <= number <= len(pages):
        raise NotFound("không có trang này")
    return office.blobs.get(pages[number - 1])


def pdf_of(office: Office, document: bytes) -> bytes:
    """Return a Word file as PDF, converted once; raises EnvironmentProblem without LibreOffice."""
    rendered = _rendering(office, hashlib.sha256(document).hexdigest(), document)
    return office.blobs.get(rendered.pdf)


def _rendering(office: Office, sha256: str, document: bytes) -> Rendering:
    """Return the pages of a document: those that are kept, or made by one of few LibreOffice."""
    with office.renderers:
        with office.database.read() as session:
            found = rows.rendering(session, sha256)
        if found is not None:
            return found
        pdf, pages = _converted(document or office.blobs.get(sha256))
    made = Rendering(
        document=sha256,
        pdf=office.blobs.put(pdf),
        pages="\n".join(map(office.blobs.put, pages)),
        at=office.clock(),
    )
    with office.database.write(alone=False) as session:
        return session.merge(made)


def _converted(document: bytes) -> tuple[bytes, list[bytes]]:
    with tempfile.TemporaryDirectory(prefix="reportgen-") as name:
        folder = Path(name)
        source = folder / "xem.docx"
        source.write_bytes(document)
        pdf = convert_to_pdf([source], folder)[source]
        return pdf.read_bytes(), [page.read_bytes() for page in pages_as_png(pdf, folder / "trang", DPI)]


def _note(office: Office, report_id: int, revision: int, content: str, sha256: str, size: int) -> None:
    """Write down of which report and content the pages are."""
    with office.database.write(alone=False) as session:
        session.add(
            ArtefactRow(
                report_id=report_id,
                revision=revision,
                content_hash=content,
                kind=PREVIEW,
                sha256=sha256,
                name="",
                size=size,
                at=office.clock(),
            )
        )

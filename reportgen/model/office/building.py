"""What is made of a report: files, pages to look at, a section with its figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from reportgen.errors import Finding
from reportgen.model.office.reports import ReportHead


class ArtefactView(NamedTuple):
    """A file that was made; `kind` is docx, pdf, phu-luc, doi-chieu, json, bieu-<key>."""

    id: int
    report_id: int
    revision: int
    kind: str
    name: str
    sha256: str
    size: int
    at: dt.datetime
    content_hash: str = ""
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class PreviewView:
    """The pages of the present document; `hash` names them until something changes."""

    pages: int
    hash: str
    content_hash: str
    revision: int


@dataclass(frozen=True, slots=True)
class SectionShown:
    """A section as it would print: safe HTML, its figures marked with `<data value="id">`, and mistakes."""

    html: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """A report and what was made of it, the newest first: of its present content, and of earlier ones."""

    head: ReportHead
    current: tuple[ArtefactView, ...]
    older: tuple[ArtefactView, ...]
    """Only the latest."""


@dataclass(frozen=True, slots=True)
class Overview:
    """How far a report is."""

    files: ReportFiles
    typed: int
    """Cells that people type."""
    blank: int
    """Those of them that say nothing yet."""
    sections: int
    """Sections with words."""
    own: int
    """Those in which the unit has its own."""

"""One section of a narrative with all that stands around it while somebody writes it, read at one moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportgen.errors import InputRefused
from reportgen.model.office.building import SectionShown
from reportgen.model.office.people import Action, Actor
from reportgen.model.office.refusals import NotFound
from reportgen.model.office.reports import ReportHead, SectionView
from reportgen.service.office.entering import section_text
from reportgen.service.office.figure_names import FigureName, names_in
from reportgen.service.office.heads import head_of
from reportgen.service.office.located import at_work
from reportgen.service.office.office import Office
from reportgen.service.office.reports import sections_of
from reportgen.service.office.showing import shown_in

NO_SECTION = "Không có mục này trong báo cáo"


@dataclass(frozen=True, slots=True)
class SectionInReport:
    """A section among those of its report."""

    head: ReportHead
    narrative: tuple[SectionView, ...]
    section: SectionView
    text: str
    """Of the section, as it is written."""
    shown: SectionShown
    """How that text would print now."""
    names: tuple[FigureName, ...] | None
    """Figures to insert; None while they cannot be worked out, which is no reason not to write."""


def written_section(
    office: Office, actor: Actor, report_id: int, path: str, text: Callable[[SectionView], str]
) -> SectionInReport:
    """Return a section with a text to show in it; nothing is stored.

    Raises NotFound when there is no such section with words, Denied, and as `open_report` does.
    """
    with at_work(office, actor, Action.READ, report_id) as (report, programme):
        narrative = sections_of(report)
        section = section_of(narrative, path)
        plain = text(section)
        shown = shown_in(report, programme, path, section_text(plain))
        try:
            names = names_in(report, programme, office.today(), "")
        except InputRefused:
            names = None
        return SectionInReport(head_of(report, programme, actor), narrative, section, plain, shown, names)


def section_of(narrative: tuple[SectionView, ...], path: str) -> SectionView:
    """Return the section with words of a path; raises NotFound."""
    for section in narrative:
        if section.path == path and section.has_text:
            return section
    raise NotFound(NO_SECTION)

"""One section of the narrative as it would print, with the present figures in it, for the page beside it."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from typing import Any

from reportgen.errors import Finding, InputRefused, Where
from reportgen.load import LoadedDefinition
from reportgen.load.load import parse_definition
from reportgen.model.form import Form
from reportgen.model.frozen import canonical
from reportgen.model.office.building import SectionShown
from reportgen.model.office.people import Action, Actor
from reportgen.model.office.refusals import NotFound
from reportgen.service.making import made_with, parts_in_good_hope
from reportgen.service.office.contents import content_hash
from reportgen.service.office.entering import section_text
from reportgen.service.office.located import Located, at_work
from reportgen.service.office.narrative import programme_text
from reportgen.service.office.office import Office
from reportgen.service.office.section_markup import markup_between
from reportgen.service.programme import OpenProgramme
from reportgen.service.reading import compile_definition

BODY = "word/document.xml"
BEGIN, END = "⟦đầu mục⟧", "⟦cuối mục⟧"
FILE = "muc.json"
DROPPED = ("mo_dau", "ket", "kinh_gui", "can_cu", "noi_nhan", "can_xem_lai", "bo_qua")
"""What a section does not need to be shown."""


def shown_section(office: Office, actor: Actor, report_id: int, section: str, text: str) -> SectionShown:
    """Return a section as it would print with this text and the present figures; nothing is stored.

    Raises NotFound when there is no such section, Denied; mistakes in the text are findings.
    """
    plain = section_text(text)
    with at_work(office, actor, Action.READ, report_id) as (report, programme):
        return shown_in(report, programme, section, plain)


def shown_in(report: Located, programme: OpenProgramme, section: str, plain: str) -> SectionShown:
    """Return the same for whoever is at work with the period; raises NotFound."""
    loaded = programme.definition(report.opened.roster[report.code].level)
    if programme_text(loaded.definition, section) is None:
        raise NotFound(f"báo cáo không có mục {section}")
    if not plain.strip():
        return SectionShown("")
    key = ("shown", content_hash(report, programme), section, plain)
    return report.opened.remember(key, lambda: _shown(report, programme, loaded, section, plain))


def _shown(
    report: Located, programme: OpenProgramme, loaded: LoadedDefinition, section: str, text: str
) -> SectionShown:
    try:
        body = _body(report, programme, loaded, text)
        return SectionShown(markup_between(body, BEGIN, END))
    except InputRefused as refused:
        return SectionShown("", tuple(_in_text(each, section) for each in refused.findings))


def _body(report: Located, programme: OpenProgramme, loaded: LoadedDefinition, text: str) -> bytes:
    """Return the body of a document that holds this section alone; its form is the same for all figures."""
    level = report.opened.roster[report.code].level
    key = ("section alone", level, text)
    alone = report.opened.own_forms.get(key, lambda: _compiled(report, programme, loaded, text))
    figures = programme.unit_figures(report.code)
    if alone.is_sound:
        return parts_in_good_hope(alone.form, alone.loaded, figures)[BODY]
    made = made_with(alone.form, alone.loaded, figures, "muc")
    alone.is_sound = True
    return made.filled.members[BODY]


@dataclass
class _Alone:
    """A section compiled as a report that is its body alone.

    It is sound when it has been filled once, all its names looked through.
    """

    loaded: LoadedDefinition
    form: Form
    is_sound: bool = False


def _compiled(report: Located, programme: OpenProgramme, loaded: LoadedDefinition, text: str) -> _Alone:
    level = report.opened.roster[report.code].level
    alone = parse_definition(canonical(_alone(loaded.data, text)).encode(), FILE, ".json")
    given = report.opened.loaded.skeleton.figures.model_copy(
        update={"texts": report.opened.loaded.programme.levels[level].texts}
    )
    form = compile_definition(alone, programme.report_path(level).parent, given)
    body = tuple(each for each in form.parts if each.name == BODY)
    return _Alone(alone, replace(form, parts=body, static=()))


def _alone(data: Any, text: str) -> dict[str, Any]:
    """Return a definition with one section only; annexes keep their names, so that texts may name them."""
    alone = {key: each for key, each in copy.deepcopy(data).items() if key not in DROPPED}
    alone["noi_dung"] = [{"van_ban": f"{BEGIN}\n\n{text}\n\n{END}", "danh_so": False}]
    for annex in alone.get("phu_luc", ()):
        for key in ("bang", "van_ban", "van_ban_sau", "bieu_mau", "can_xem_lai", "khi"):
            annex.pop(key, None)
        annex["van_ban"] = "."
    return alone


def _in_text(finding: Finding, section: str) -> Finding:
    where = Where(part=f"muc.{section}")
    quote = finding.quote if BEGIN not in finding.quote else ""
    return replace(finding, where=where if finding.where.file == FILE else finding.where, quote=quote)

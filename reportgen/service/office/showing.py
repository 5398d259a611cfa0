"""One section of the narrative as it would print, with the present figures in it, for the page beside it."""

from __future__ import annotations

import copy
import html
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from lxml import etree

from reportgen.errors import Finding, InputRefused, Where
from reportgen.load import LoadedDefinition
from reportgen.load.load import parse_definition
from reportgen.model.form import Form
from reportgen.model.frozen import canonical
from reportgen.model.office.building import SectionShown
from reportgen.model.office.people import Action, Actor
from reportgen.model.office.refusals import NotFound
from reportgen.service.making import made_in_good_hope, made_with
from reportgen.service.office.contents import content_hash
from reportgen.service.office.entering import section_text
from reportgen.service.office.located import Located, at_work
from reportgen.service.office.narrative import programme_text
from reportgen.service.office.office import Office
from reportgen.service.programme import OpenProgramme
from reportgen.service.reading import compile_definition

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROPERTIES, ITALIC, BOLD, TEXT_OF_RUN = f"{W}rPr", f"{W}i", f"{W}b", f"{W}t"
BEGIN, END = "⟦đầu mục⟧", "⟦cuối mục⟧"
FILE = "muc.json"
MOST_SHOWN = 128
"""Sections as they were shown: a figure that changes is in few of them."""
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
        return SectionShown(_html(_document(report, programme, loaded, text)))
    except InputRefused as refused:
        return SectionShown("", tuple(_in_text(each, section) for each in refused.findings))


def _document(report: Located, programme: OpenProgramme, loaded: LoadedDefinition, text: str) -> bytes:
    """Return the body of a document that holds this section alone; its form is the same for all figures."""
    level = report.opened.roster[report.code].level
    key = ("section alone", level, text)
    alone = report.opened.own_forms.get(key, lambda: _compiled(report, programme, loaded, text))
    make = made_in_good_hope if alone.is_sound else made_with
    made = make(alone.form, alone.loaded, programme.unit_figures(report.code), "muc")
    alone.is_sound = True
    return made.filled.members["word/document.xml"]


@dataclass
class _Alone:
    """A section compiled as a report; sound when it has been filled once, all its names looked through."""

    loaded: LoadedDefinition
    form: Form
    is_sound: bool = False


def _compiled(report: Located, programme: OpenProgramme, loaded: LoadedDefinition, text: str) -> _Alone:
    level = report.opened.roster[report.code].level
    alone = parse_definition(canonical(_alone(loaded.data, text)).encode(), FILE, ".json")
    given = report.opened.loaded.skeleton.figures.model_copy(
        update={"texts": report.opened.loaded.programme.levels[level].texts}
    )
    return _Alone(alone, compile_definition(alone, programme.report_path(level).parent, given))


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


# --- HTML ------------------------------------------------------------------------------------------------


@lru_cache(MOST_SHOWN)
def _html(document: bytes) -> str:
    body = etree.fromstring(document).find(f"{W}body")
    assert body is not None, "a document has a body"
    shown, is_inside = [], False
    for block in body:
        said = _said(block)
        if BEGIN in said or END in said:
            is_inside = BEGIN in said
        elif is_inside:
            shown.append(_block(block))
    return "\n".join(shown)


def _block(block: etree._Element) -> str:
    if block.tag == f"{W}p":
        return f"<p>{''.join(_inline(block))}</p>"
    return "".join(_block(each) for each in block.iter(f"{W}p"))


def _inline(element: etree._Element) -> Iterator[str]:
    """Yield the text of a paragraph; a figure carries its id, emphasis its element."""
    for child in element:
        if child.tag == f"{W}r":
            yield _run(child)
        elif child.tag == f"{W}sdt":
            tag, content = child.find(f"{W}sdtPr/{W}tag"), child.find(f"{W}sdtContent")
            inner = "".join(_inline(content)) if content is not None else ""
            name = html.escape(tag.get(f"{W}val", "") if tag is not None else "")
            yield f'<data value="{name}">{inner}</data>'
        elif child.tag in (f"{W}hyperlink", f"{W}ins", f"{W}smartTag"):
            yield from _inline(child)


def _run(run: etree._Element) -> str:
    text = html.escape(_said(run))
    looks = next(run.iterchildren(PROPERTIES), None)
    tags = {each.tag for each in looks} if looks is not None else set()
    text = f"<em>{text}</em>" if ITALIC in tags else text
    return f"<strong>{text}</strong>" if BOLD in tags else text


def _said(element: etree._Element) -> str:
    return "".join([each.text or "" for each in element.iter(TEXT_OF_RUN)])

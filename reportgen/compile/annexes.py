"""Annexes -> titles, texts and tables in sections of their own."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from lxml import etree

from reportgen.compile.annex_table import TableWriter
from reportgen.compile.charts import charts
from reportgen.compile.inline_text import inline_text
from reportgen.compile.sections import loose_text
from reportgen.compile.tags import one_line
from reportgen.compile.wordml import paragraph, run, to_text, usable_width, w
from reportgen.model.base import Path
from reportgen.model.definition import Annex

if TYPE_CHECKING:
    from reportgen.compile.compiler import Compiler

# Word wants a paragraph between a table and the end of its section; one point high, it makes no blank page.
TINY = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
SECTION_ORDER = (
    *("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc"),
    *("pgBorders", "lnNumType"),
)
BEFORE_NUMBERING = frozenset(map(w, SECTION_ORDER))
"""What stands before w:pgNumType in a section's properties."""


def annexes(compiler: Compiler, body_section: etree._Element) -> str:
    """Return all annexes, and the choice of the last section's properties.

    Every section ends with a paragraph that carries its properties, except the last one printed, whose
    properties end the body: which one that is, is known only after the conditions (`_cuoi`).
    """
    tags, plain = compiler.tags, to_text(body_section)
    here = compiler.source.where(("phu_luc",))
    out, finals = [_section_end(compiler, 0, plain)], [(0, plain)]
    for number, annex in enumerate(compiler.definition.annexes, 1):
        properties = section_properties(body_section, landscape=annex.landscape)
        start = tags.add(f"{{% if _pl[{number}] %}}", here)
        body = _annex(compiler, annex, number, usable_width(properties))
        shown = to_text(properties)
        out += [start, body, _section_end(compiler, number, shown), tags.add("{% endif %}", here)]
        finals.append((number, shown))
    for number, shown in finals:
        out += [tags.add(f"{{% if _cuoi == {number} %}}", here), shown, tags.add("{% endif %}", here)]
    return "".join(out)


def _section_end(compiler: Compiler, number: int, properties: str) -> str:
    here = compiler.source.where(("phu_luc",))
    holder = f"<w:p><w:pPr>{TINY}{properties}</w:pPr></w:p>"
    is_followed = compiler.tags.add(f"{{% if _cuoi != {number} %}}", here)
    return is_followed + holder + compiler.tags.add("{% endif %}", here)


def section_properties(model: etree._Element, *, landscape: bool) -> etree._Element:
    """Turn the body's section to the annex's paper, with page numbers from 1 (NĐ 30, I.III.1đ)."""
    section = copy.deepcopy(model)
    for old in section.findall(w("type")):
        section.remove(old)  # an annex begins on a new page, whatever the body's section does
    size = section.find(w("pgSz"))
    assert size is not None, "checked by TemplatePackage"
    short, long = sorted(int(size.get(w(side), "0")) for side in "wh")
    size.set(w("w"), str(long if landscape else short))
    size.set(w("h"), str(short if landscape else long))
    if landscape:
        size.set(w("orient"), "landscape")
    elif w("orient") in size.attrib:
        del size.attrib[w("orient")]
    numbering = section.find(w("pgNumType"))
    if numbering is None:
        numbering = etree.Element(w("pgNumType"))
        section.insert(sum(child.tag in BEFORE_NUMBERING for child in section), numbering)
    numbering.set(w("start"), "1")
    return section


def _annex(compiler: Compiler, annex: Annex, number: int, width: int) -> str:
    path: Path = ("phu_luc", number - 1)
    place = f"p{number}"
    body = _head(compiler, annex, number, path, place)
    body += loose_text(compiler, annex.text, (*path, "van_ban"), place)
    if annex.table is not None:
        body += TableWriter(compiler, annex, annex.table, number, width).xml()
    body += charts(compiler, annex.charts, path, width, annex=number)
    return body + loose_text(compiler, annex.text_after, (*path, "van_ban_sau"), place)


def _head(compiler: Compiler, annex: Annex, number: int, path: Path, place: str) -> str:
    here = compiler.source.where(path)
    align = '<w:jc w:val="right"/>' if annex.label_after else ""
    label = run(compiler.tags.add(f"{{{{ _nhan[{number}]|so }}}}", here))
    label = paragraph("VBPhuLucNhan", label, place=f"{place}.0", properties=align)
    rest = ""
    if annex.title:
        title = inline_text(compiler, annex.title, (*path, "tieu_de"))
        rest = paragraph("VBPhuLucTieuDe", title, place=f"{place}.0")
    if annex.caption is None:
        caption = run(compiler.tags.add(f"{{{{ _kem_theo[{number}]|so }}}}", here))
        rest += paragraph("VBPhuLucKemTheo", caption, place=f"{place}.0")
    elif annex.caption:
        caption = compiler.tags.protect(one_line(annex.caption), compiler.locate((*path, "kem_theo")))
        rest += paragraph("VBPhuLucKemTheo", run(caption), place=f"{place}.0")
    return rest + label if annex.label_after else label + rest

"""Sections of the narrative -> headings and paragraphs, and their outline for numbering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.compile.charts import charts
from reportgen.compile.inline_text import inline_text
from reportgen.compile.narrative import KEEP_NEXT, is_lead
from reportgen.compile.tags import in_source
from reportgen.compile.wordml import paragraph, run
from reportgen.errors import Finding
from reportgen.model.base import Path
from reportgen.model.definition import Section
from reportgen.model.form import SectionEntry
from reportgen.model.numbering import NumberPattern

if TYPE_CHECKING:
    from reportgen.compile.compiler import Compiler

DEEPEST_HEADING = 6
UPRIGHT = '<w:b w:val="0"/><w:i w:val="0"/>'
Ancestors = tuple[Section, ...]


def narrative(compiler: Compiler) -> str:
    """Return the whole body: opening, sections, closing."""
    definition = compiler.definition
    body = [loose_text(compiler, definition.opening, ("mo_dau",), "mo_dau")]
    body += [section(compiler, node, ("noi_dung", i), ()) for i, node in enumerate(definition.sections)]
    body.append(loose_text(compiler, definition.closing, ("ket",), "ket"))
    return "".join(body)


def loose_text(compiler: Compiler, text: str | None, path: Path, place: str) -> str:
    """Return the paragraphs of a text that belongs to no section."""
    if text is None:
        return ""
    protected = compiler.tags.protect(text, in_source(compiler.source, path))
    return compiler.narrator.paragraphs(protected, place, compiler.source.where(path))


def section(compiler: Compiler, node: Section, path: Path, above: Ancestors) -> str:
    """Return one section with all that is below it, wrapped in its condition if it has one."""
    index = len(compiler.sections)
    condition = compiler.condition(node.condition, (*path, "khi"))
    pattern = _pattern(compiler, node, path, above)
    compiler.sections.append(SectionEntry(len(above) + 1, pattern, condition, node.title or ""))
    body = _own(compiler, node, path, len(above) + 1, index)
    body += charts(compiler, node.charts, path, compiler.body_width, section=index)
    for i, below in enumerate(node.sections):
        body += section(compiler, below, (*path, "muc", i), (*above, node))
    if condition is None:
        return body
    start = compiler.tags.add(f"{{% if _in[{index}] %}}", condition.where)
    return start + body + compiler.tags.add("{% endif %}", condition.where)


def _pattern(compiler: Compiler, node: Section, path: Path, above: Ancestors) -> NumberPattern | None:
    """Return the section's numbering: as its parent asks, else by level; None for an unnumbered one."""
    if not node.numbered:
        return None
    text = (above[-1].child_numbering if above else None) or compiler.numbering_of(len(above) + 1)
    pattern = NumberPattern.parse(text)
    shown = above[max(0, len(above) + 1 - pattern.depth) :]
    if not all(parent.numbered for parent in shown):
        message = f"kiểu đánh số “{text}” cần số của mục cha, mà mục cha không đánh số"
        remedy = "bỏ danh_so: false ở mục cha, hoặc đặt danh_so_muc cho các mục con của nó"
        compiler.findings.append(Finding("section-number", message, compiler.source.where(path), remedy))
    return pattern


def _own(compiler: Compiler, node: Section, path: Path, level: int, index: int) -> str:
    """Heading and text of the section itself; without a title its number leads the first paragraph."""
    where, place, lead = compiler.source.where((*path, "van_ban")), f"m{index}", ""
    if node.numbered:
        lead = run(compiler.tags.add(f"{{{{ _muc[{index}]|so }}}}", compiler.source.where(path)))
    heading = ""
    if node.title:
        heading, lead = _heading(compiler, node, path, level, lead, place), ""
    text = compiler.tags.protect(node.text or "", in_source(compiler.source, (*path, "van_ban")))
    return heading + compiler.narrator.paragraphs(text, place, where, lead=lead)


def _heading(compiler: Compiler, node: Section, path: Path, level: int, lead: str, place: str) -> str:
    title = inline_text(compiler, node.title or "", (*path, "tieu_de"))
    keep = ""
    if node.inline is not None:
        title += run(" ", extra=UPRIGHT) + inline_text(
            compiler, node.inline, (*path, "noi_lien"), extra=UPRIGHT
        )
        keep = KEEP_NEXT if is_lead(node.inline) else '<w:keepNext w:val="0"/>'
    style = f"VBMuc{min(level, DEEPEST_HEADING)}"
    return paragraph(style, lead + title, place=f"{place}.0", properties=keep)

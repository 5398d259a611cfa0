"""Sections of the narrative -> headings and paragraphs, and their outline for numbering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportgen.compile.narrative import KEEP_NEXT, is_lead
from reportgen.compile.tags import in_source
from reportgen.compile.wordml import paragraph, run
from reportgen.model.base import Path
from reportgen.model.definition import Section
from reportgen.model.form import SectionEntry
from reportgen.model.numbering import NumberPattern

if TYPE_CHECKING:
    from reportgen.compile.compiler import Compiler

DEEPEST_HEADING = 6
UPRIGHT = '<w:b w:val="0"/><w:i w:val="0"/>'


def narrative(compiler: Compiler) -> str:
    """The whole body: opening, sections, closing."""
    definition = compiler.definition
    body = [loose_text(compiler, definition.opening, ("mo_dau",), "mo_dau")]
    body.append(sections(compiler, definition.sections, ("noi_dung",), 1, None))
    body.append(loose_text(compiler, definition.closing, ("ket",), "ket"))
    return "".join(body)


def loose_text(compiler: Compiler, text: str | None, path: Path, place: str) -> str:
    """Paragraphs that belong to no section."""
    if text is None:
        return ""
    protected = compiler.tags.protect(text, in_source(compiler.source, path))
    return compiler.narrator.paragraphs(protected, place, compiler.source.where(path))


def sections(compiler: Compiler, nodes: Sequence[Section], path: Path, level: int, numbering: str | None) -> str:
    """Sections of one level with all that is below them; `numbering` is what their parent asks for."""
    return "".join(section(compiler, node, (*path, i), level, numbering) for i, node in enumerate(nodes))


def section(compiler: Compiler, node: Section, path: Path, level: int, numbering: str | None) -> str:
    """One section, wrapped in its condition if it has one."""
    index = len(compiler.sections)
    pattern = NumberPattern.parse(numbering or compiler.numbering_of(level)) if node.numbered else None
    condition = compiler.condition(node.condition, (*path, "khi"))
    compiler.sections.append(SectionEntry(level, pattern, condition, node.title or ""))
    body = _own(compiler, node, path, level, index)
    body += sections(compiler, node.sections, (*path, "muc"), level + 1, node.child_numbering)
    if condition is None:
        return body
    start = compiler.tags.add(f"{{% if _in[{index}] %}}", condition.where)
    return start + body + compiler.tags.add("{% endif %}", condition.where)


def _own(compiler: Compiler, node: Section, path: Path, level: int, index: int) -> str:
    number = compiler.tags.add(f"{{{{ _muc[{index}]|so }}}}", compiler.source.where(path))
    place = f"m{index}"
    lead = run(number) if node.numbered else ""
    heading = "" if node.title is None else _heading(compiler, node, path, level, lead, place)
    if node.text is None:
        return heading
    protected = compiler.tags.protect(node.text, in_source(compiler.source, (*path, "van_ban")))
    lead = "" if heading else lead
    return heading + compiler.narrator.paragraphs(protected, place, compiler.source.where((*path, "van_ban")), lead=lead)


def _heading(compiler: Compiler, node: Section, path: Path, level: int, lead: str, place: str) -> str:
    title = _inline(compiler, node.title or "", (*path, "tieu_de"))
    keep = ""
    if node.inline is not None:
        title += run(" ", extra=UPRIGHT) + _inline(compiler, node.inline, (*path, "noi_lien"), extra=UPRIGHT)
        keep = KEEP_NEXT if is_lead(node.inline) else '<w:keepNext w:val="0"/>'
    style = f"VBMuc{min(level, DEEPEST_HEADING)}"
    return paragraph(style, lead + title, place=f"{place}.0", properties=keep)


def _inline(compiler: Compiler, text: str, path: Path, extra: str = "") -> str:
    protected = compiler.tags.protect(" ".join(text.split()), in_source(compiler.source, path))
    return compiler.narrator.inline(protected, compiler.source.where(path), extra=extra)

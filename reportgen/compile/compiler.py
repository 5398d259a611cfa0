"""COMPILE: definition + Word template -> Form, once for all units."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import TemplateSyntaxError
from lxml import etree

from reportgen.compile.annexes import TableWriter, annexes
from reportgen.compile.authoring import check_expression, check_tag, syntax_message
from reportgen.compile.environment import make_environment
from reportgen.compile.jinja_source import SIGNATURE, PartSource, SourceWriter, read_place
from reportgen.compile.narrative import Narrator
from reportgen.compile.nesting import check_nesting, is_inside_control
from reportgen.compile.runs import split_runs
from reportgen.compile.sections import narrative
from reportgen.compile.tags import TAG, Locate, Tag, Tags, in_source
from reportgen.compile.template_package import DOCUMENT, FOOTNOTES, TemplatePackage
from reportgen.compile.texts import texts_with_tags
from reportgen.compile.wordml import AUTOMATIC, PLACE, declare_w15, fragment, w
from reportgen.errors import Finding, InputRefused, Where
from reportgen.model.base import Path
from reportgen.model.columns import expression, formula_id, formulas
from reportgen.model.definition import Annex, AnnexTable, Definition, OfficeForm
from reportgen.model.form import AnnexEntry, Condition, Form, Part, SectionEntry, Site, TextTemplate, TypedNumeral
from reportgen.model.layout import LayoutRules
from reportgen.model.numbering import NumberPattern
from reportgen.model.source import Source

DIGITS = re.compile(r"\d[\d.,/]*")
BODY_MARKER, ANNEX_MARKER = "noi_dung", "phu_luc"


def compile_form(
    definition: Definition,
    source: Source,
    template: bytes,
    *,
    template_name: str,
    rules: LayoutRules,
    gate: Mapping[str, Callable[..., Any]],
) -> Form:
    """Compile a definition and a Word template into a form that any unit's figures can fill.

    Raises InputRefused with every mistake of the author, in the definition and in the template.
    """
    return Compiler(definition, source, template, template_name, rules, gate).form()


class Compiler:
    """State of one compilation: tags, outline and findings gathered on the way."""

    def __init__(
        self,
        definition: Definition,
        source: Source,
        template: bytes,
        template_name: str,
        rules: LayoutRules,
        gate: Mapping[str, Callable[..., Any]],
    ) -> None:
        self.definition, self.source, self.rules = definition, source, rules
        self.environment = make_environment(gate)
        self.tags = Tags()
        self.narrator = Narrator(self.tags)
        self.sections: list[SectionEntry] = []
        self.typed: list[TypedNumeral] = []
        self.typed_if_printed: list[TypedNumeral] = []
        self.findings: list[Finding] = []
        self.package = TemplatePackage(template, template_name, self.tags)

    # --- what sections and annexes ask for ---------------------------------------------------------

    def numbering_of(self, level: int) -> str:
        """Default pattern of a level; past the last one the deepest repeats."""
        patterns = self.definition.numbering or self.rules.numbering
        return patterns[min(level, len(patterns)) - 1] if patterns else ""

    def locate(self, path: Path) -> Locate:
        """Places of the tags in the scalar at `path`."""
        return in_source(self.source, path)

    def condition(self, text: str | None, path: Path) -> Condition | None:
        """A compiled `khi:`; a mistake in it is a finding."""
        if text is None:
            return None
        where = self.source.where(path)
        if not self.check(text, where):
            return None
        test = self.environment.compile_expression(text, undefined_to_none=False)
        return Condition(test, where, text)

    def check(self, text: str, where: Where) -> bool:
        """Whether an author's expression is sound; what is not is a finding."""
        found = check_expression(text, Tag(text, text, True, where), self.environment)
        self.findings += found
        return not found

    # --- the form ----------------------------------------------------------------------------------

    def form(self) -> Form:
        """Everything compiled; raises InputRefused when anything was wrong."""
        self._check_phrases()
        document = declare_w15(self._document())
        trees = {**self.package.trees, DOCUMENT: document}
        first_id = 1 + max([int(mark.get(w("id"), "0")) for tree in trees.values() for mark in tree.iter(w("bookmarkStart"))] or [99])
        self._check_styles(document)
        writer = SourceWriter(self.tags, self.source, self.definition.phrases)
        text_sources = [writer.write_text(path, text) for path, text in texts_with_tags(self.definition)]
        self._check_tags()
        annex_entries = tuple(self._annex_entry(n, annex) for n, annex in enumerate(self.definition.annexes, 1))
        sources, expanded = self._part_sources(trees, writer)
        if self.findings:
            raise InputRefused(in_order(self.findings))
        parts = tuple(self._part(source, writer.sites) for source in sources)
        texts = tuple(TextTemplate(path, self._part(source, writer.sites)) for path, source in text_sources)
        return Form(
            definition=self.definition,
            rules=self.rules,
            environment=self.environment,
            sites=tuple(writer.sites),
            parts=parts,
            sections=tuple(self.sections),
            annexes=annex_entries,
            texts=texts,
            static=self.package.static_members({part.name for part in parts}),
            typed=tuple(self.typed),
            typed_if_printed=tuple(self.typed_if_printed),
            first_id=first_id,
            formulas=all_formulas(self.definition),
            notes=tuple(self.narrator.notes),
            expanded=expanded,
        )

    def _document(self) -> etree._Element:
        """The document part with body and annexes in place of their markers."""
        document = self.package.trees[DOCUMENT]
        body = document.find(w("body"))
        section = body.find(w("sectPr")) if body is not None else None
        if body is None or section is None:
            raise InputRefused([self._template_finding("mẫu không có thân văn bản", "tạo mẫu từ một mẫu có sẵn")])
        self._replace_marker(document, BODY_MARKER, narrative(self))
        keep_last_with_next(document)
        body.remove(section)
        self._replace_marker(document, ANNEX_MARKER, annexes(self, section))
        return document

    def _replace_marker(self, document: etree._Element, name: str, xml: str) -> None:
        body = document.find(w("body"))
        for node in document.iter():
            for slot in ("text", "tail"):
                for char in TAG.findall(getattr(node, slot) or ""):
                    if self.tags[char].is_output and self.tags[char].inner == name:
                        parent = node if slot == "text" else node.getparent()
                        if parent is not body or body is None:
                            message = f"{{{{p {name} }}}} phải đứng riêng một đoạn trong thân văn bản"
                            self.findings.append(self._template_finding(message, "đưa dấu này ra khỏi bảng, khung"))
                            return
                        put_in_place(node, slot, char, fragment(xml, document))
                        return
        message = f"mẫu thiếu đoạn {{{{p {name} }}}}"
        self.findings.append(self._template_finding(message, f"thêm một đoạn chỉ có {{{{p {name} }}}}"))

    def _template_finding(self, message: str, remedy: str) -> Finding:
        return Finding("template-marker", message, Where(self.package.name, part=DOCUMENT), remedy)

    def _part_sources(
        self, trees: Mapping[str, etree._Element], writer: SourceWriter
    ) -> tuple[list[PartSource], dict[str, str]]:
        """Sources of the dynamic parts; footnotes last, since they print what the others collected."""
        sources, expanded = [], {}
        for name in sorted(trees, key=lambda part: (part == FOOTNOTES, part != DOCUMENT, part)):
            root = declare_w15(trees[name])
            if name == FOOTNOTES:
                root[-1].tail = self.tags.add("{{ _ghi_chu_cuoi }}", Where())
            elif not TAG.search(etree.tostring(root, encoding="unicode")):
                continue
            expanded[name] = etree.tostring(root, encoding="unicode")
            properties = split_runs(root)
            self.findings += check_nesting(root, self.tags, properties)
            self._note_typed(root, name)
            sources.append(writer.write(name, root, properties))
        return sources, {name: self.tags.restore(xml, lambda tag: tag.source) for name, xml in expanded.items()}

    def _part(self, source: PartSource, sites: list[Site]) -> Part:
        try:
            template = self.environment.from_string(source.text)
        except TemplateSyntaxError as error:  # every tag has been checked alone, so this is a structural mistake
            site = sites[source.sites[max(0, (error.lineno or 2) - 2)]]
            message = f"sai cú pháp: {syntax_message(error)}"
            raise InputRefused([Finding("tag-syntax", message, site.where, "sửa lại thẻ này", site.source)]) from None
        return Part(source.name, source.text, template, tuple(source.sites))

    # --- checks ------------------------------------------------------------------------------------

    def _check_tags(self) -> None:
        """Every tag that an author wrote, alone."""
        for tag in self.tags.by_authors():
            if tag.inner not in (BODY_MARKER, ANNEX_MARKER):
                self.findings += check_tag(tag, self.environment)

    def _check_phrases(self) -> None:
        for signature, text in self.definition.phrases.items():
            path: Path = ("cum_tu", signature)
            if not SIGNATURE.fullmatch(signature.strip()):
                remedy = "ví dụ dat(x, nam)"
                where = self.source.where(path, key=True)
                self.findings.append(Finding("phrase-name", "tên cụm từ viết chưa đúng", where, remedy, signature))
                continue
            self.tags.protect(" ".join(text.split()), self.locate(path))  # only so that its tags are checked

    def _check_styles(self, document: etree._Element) -> None:
        used = {str(style.get(w("val"))) for tag in ("pStyle", "rStyle") for style in document.iter(w(tag))}
        missing = sorted(used - self.package.style_ids())
        if missing:
            message = "mẫu thiếu kiểu " + ", ".join(missing)
            self.findings.append(Finding("template-style", message, Where(self.package.name), "chép kiểu từ mẫu có sẵn (docs/mau-word.md)"))
        if self.narrator.has_footnotes and FOOTNOTES not in self.package.trees:
            message = "lời văn có chú thích nhưng mẫu chưa có phần chú thích"
            remedy = "mở mẫu trong Word, chèn một chú thích rồi xoá đi, lưu lại"
            self.findings.append(Finding("template-footnotes", message, Where(self.package.name), remedy))

    def _note_typed(self, root: etree._Element, part: str) -> None:
        """Remember the numerals that authors typed; those under a control tag are noted when they are printed."""
        for text, is_conditional in list(is_inside_control(root, self.tags)):
            owner = next(text.iterancestors(w("p")), None)
            mark = str(owner.get(PLACE, "")) if owner is not None else ""
            if mark == AUTOMATIC or not part.startswith("word/"):
                continue
            for numeral in DIGITS.findall(text.text or ""):
                found = TypedNumeral(numeral.rstrip(".,/"), read_place(mark, part))
                if not is_conditional:
                    self.typed.append(found)
                    continue
                run = text.getparent()
                assert run is not None
                run.tail = self.tags.add(f"{{{{ {len(self.typed_if_printed)}|_go }}}}", Where()) + (run.tail or "")
                self.typed_if_printed.append(found)

    # --- annexes -----------------------------------------------------------------------------------

    def _annex_entry(self, number: int, annex: Annex) -> AnnexEntry:
        several = len(self.definition.annexes) > 1
        default = self.rules.annex_labels.many if several else self.rules.annex_labels.single
        pattern = NumberPattern.parse(annex.label or self.definition.annex_label or default)
        path: Path = ("phu_luc", number - 1)
        condition = self.condition(annex.condition, (*path, "khi"))
        entry = AnnexEntry(annex.key, annex.label, pattern, condition, annex.title)
        if annex.table is not None:
            entry = dataclasses.replace(entry, **self._table_cells(annex, annex.table, number))
        if annex.form is not None:
            entry = dataclasses.replace(entry, **self._office_form(annex.form, (*path, "bieu_mau")))
        return entry

    def _table_cells(self, annex: Annex, table: AnnexTable, number: int) -> dict[str, Any]:
        writer = TableWriter(self, annex, table, number, 1)
        cells = [expression(column, formula_id(annex.key, n)) for n, column in enumerate(table.leaves(), 1)]
        where = self.source.where((*writer.path, "nguon"))
        return {
            "cells": tuple(self._compiled(cell) for cell in cells),
            "sites": tuple(Site(where, column.title, style=writer.style_of(column)) for column in table.leaves()),
            "row_condition": self._compiled(table.row_condition) if table.row_condition else None,
        }

    def _office_form(self, form: OfficeForm, path: Path) -> dict[str, Any]:
        cells = {name: self._placed(text, (*path, "o", name)) for name, text in form.cells.items()}
        rows = {
            name: tuple(self._placed(text, (*path, "khoi", name, n)) for n, text in enumerate(texts))
            for name, texts in form.rows.items()
        }
        return {"form_cells": cells, "form_rows": rows}

    def _placed(self, text: str, path: Path) -> tuple[Callable[..., Any], Site]:
        where = self.source.where(path)
        return self._compiled(text if self.check(text, where) else "''"), Site(where, text)

    def _compiled(self, text: str) -> Callable[..., Any]:
        return self.environment.compile_expression(text, undefined_to_none=False)


def keep_last_with_next(document: etree._Element) -> None:
    """Bind the last paragraph of the narrative to what follows, so that the signature never stands alone on a page."""
    marked = [node for node in document.iter(w("p")) if node.get(PLACE)]
    properties = marked[-1].find(w("pPr")) if marked else None
    if properties is not None and properties.find(w("keepNext")) is None:
        properties.insert(1, etree.Element(w("keepNext")))  # after pStyle: the schema fixes the order


def put_in_place(node: etree._Element, slot: str, char: str, generated: etree._Element) -> None:
    """Put generated elements where a marker character stood, text before and after it kept."""
    before, _, after = (getattr(node, slot) or "").partition(char)
    children = list(generated)
    lead = before + (generated.text or "")
    setattr(node, slot, lead if children else lead + after)
    if not children:
        return
    children[-1].tail = (children[-1].tail or "") + after
    if slot == "text":
        for index, child in enumerate(children):
            node.insert(index, child)
        return
    parent = node.getparent()
    assert parent is not None
    start = parent.index(node) + 1
    for index, child in enumerate(children):
        parent.insert(start + index, child)


def all_formulas(definition: Definition) -> dict[str, str]:
    """Formulas of all derived columns, by id."""
    tables = [(annex.key, annex.table) for annex in definition.annexes if annex.table is not None]
    return {key: text for annex_key, table in tables for key, text in formulas(annex_key, table).items()}


def in_order(findings: list[Finding]) -> list[Finding]:
    """Findings by place, each once."""
    unique = list(dict.fromkeys(findings))
    return sorted(unique, key=lambda finding: (finding.where.file, finding.where.line, finding.where.column))

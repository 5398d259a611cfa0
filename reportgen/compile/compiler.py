"""COMPILE: definition + Word template -> Form, once for all units."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import TemplateSyntaxError
from lxml import etree

from reportgen.compile.annexes import annexes
from reportgen.compile.authoring import Authoring, syntax_message
from reportgen.compile.charts import NAMESPACES, first_free_drawing
from reportgen.compile.environment import copied, make_environment
from reportgen.compile.jinja_source import PartSource, SourceWriter, read_place
from reportgen.compile.markers import (
    free_the_end,
    keep_last_with_next,
    markers_elsewhere,
    replace_marker,
)
from reportgen.compile.narrative import Narrator
from reportgen.compile.nesting import ALL_NOTES, check_nesting, check_text_nesting, is_inside_control
from reportgen.compile.outline import all_formulas, annex_entry
from reportgen.compile.passages import Passages
from reportgen.compile.phrases import Phrases
from reportgen.compile.plain_expressions import parse
from reportgen.compile.runs import split_runs
from reportgen.compile.sections import narrative
from reportgen.compile.tags import ANNEXES, BODY, MARKERS, TAG, Locate, Tag, Tags, in_source
from reportgen.compile.template_package import DOCUMENT, FOOTNOTES, TemplatePackage
from reportgen.compile.texts import misplaced_tags, texts_with_tags
from reportgen.compile.wordml import AUTOMATIC, PLACE, escape, run_start, usable_width, w, with_namespaces
from reportgen.errors import Finding, InputRefused, Where
from reportgen.model.base import Path
from reportgen.model.definition import Definition
from reportgen.model.figure import NumberStyle
from reportgen.model.form import (
    ChartEntry,
    Condition,
    Form,
    Part,
    SectionEntry,
    Site,
    TextTemplate,
    TypedNumeral,
)
from reportgen.model.layout import LayoutRules
from reportgen.model.outline import make_outline
from reportgen.model.source import Source

DIGITS = re.compile(r"\d[\d.,/]*")
FIRST_ID, OUT_OF_REACH = 100, 1_000_000_000
"""Anchors count on from the ids of the template; Word's own random ones are beyond reach."""

Gate = Mapping[str, Callable[..., Any]]
Trees = Mapping[str, etree._Element]


def compile_form(
    definition: Definition,
    source: Source,
    template: bytes,
    *,
    template_name: str,
    rules: LayoutRules,
    gate: Gate,
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
        gate: Gate,
    ) -> None:
        self.definition, self.source, self.rules = definition, source, rules
        self.environment = make_environment(gate)
        self.tags = Tags(NumberStyle(zeros=definition.trailing_zeros, missing=definition.missing.prose))
        self.narrator = Narrator(self.tags)
        self.phrases = Phrases(definition.phrases, source, self.tags)
        self.authoring = Authoring(self.environment, self.phrases)
        self.passages = Passages()
        self.sections: list[SectionEntry] = []
        self.typed: list[TypedNumeral] = []
        self.typed_if_printed: list[TypedNumeral] = []
        self.findings: list[Finding] = []
        self.charts: list[ChartEntry] = []
        self.body_width = self.first_drawing = 0
        """Twips between the margins of the body; the largest id of the template's own drawings."""
        self.package = TemplatePackage(template, template_name, self.tags)

    # --- what sections and annexes ask for ---------------------------------------------------------

    def numbering_of(self, level: int) -> str:
        """Return the default pattern of a level; past the last one the deepest repeats."""
        patterns = self.definition.numbering or self.rules.numbering
        return patterns[min(level, len(patterns)) - 1] if patterns else ""

    def locate(self, path: Path) -> Locate:
        """Return the places of the tags in the scalar at `path`."""
        return in_source(self.source, path)

    def condition(self, text: str | None, path: Path) -> Condition | None:
        """Compile a `khi:`; a mistake in it is a finding."""
        if text is None:
            return None
        where = self.source.where(path)
        if not self.is_sound(text, where):
            return None
        return Condition(self.environment.expression(text), where, text)

    def is_sound(self, text: str, where: Where) -> bool:
        """Tell whether an author's expression is sound; what is not is a finding."""
        found = self.authoring.check_expression(Tag(text, text, True, where))
        self.findings += found
        return not found

    # --- the form ----------------------------------------------------------------------------------

    def form(self) -> Form:
        """Return everything compiled; raises InputRefused when anything was wrong."""
        trees = {part: with_namespaces(tree) for part, tree in self.package.trees.items()}
        trees[DOCUMENT] = self._with_content(trees[DOCUMENT])
        writer = SourceWriter(self.tags, self.phrases)
        texts = self._text_sources(writer)
        annex_entries = tuple(
            annex_entry(self, n, annex) for n, annex in enumerate(self.definition.annexes, 1)
        )
        self._check_template(trees)
        sources, expanded = self._part_sources(trees, writer)
        self._check_texts()
        self._refuse_what_is_wrong()
        parts = tuple(self._part(source, writer.sites, self.passages) for source in sources)
        form = Form(
            definition=self.definition,
            rules=self.rules,
            environment=self.environment,
            sites=tuple(writer.sites),
            run_starts=tuple(run_start(site.properties).encode() for site in writer.sites),
            passages=tuple(self.passages.found),
            loops=tuple(self.passages.loops),
            parts=parts,
            sections=tuple(self.sections),
            annexes=annex_entries,
            texts=tuple(TextTemplate(path, self._part(source, writer.sites)) for path, source in texts),
            static=self.package.static_members({part.name for part in parts}, with_charts=bool(self.charts)),
            typed=tuple(self.typed),
            typed_if_printed=tuple(self.typed_if_printed),
            first_id=first_free_id(trees),
            first_note=first_free_note(trees),
            prose=self.tags.prose,
            formulas=all_formulas(self.definition),
            phrases={phrase.name: phrase.where for phrase in self.phrases},
            notes=(*self.phrases.notes, *self.narrator.notes),
            expanded=expanded,
            template_name=self.package.name,
            template_sha256=self.package.sha256,
        )
        return self._numbered(form)

    def _refuse_what_is_wrong(self) -> None:
        findings = [*self.tags.findings, *self.narrator.findings, *self.phrases.findings]
        findings += [*self.package.findings, *self.findings]
        if findings:
            raise InputRefused(in_order(findings))

    def _numbered(self, form: Form) -> Form:
        """Return the form ready for charts, and with its outline if no condition can change that."""
        if self.charts:
            package = self.package.chart_package()
            form = dataclasses.replace(form, charts=tuple(self.charts), chart_package=package)
        conditions = [entry.condition for entry in form.sections] + [
            entry.condition for entry in form.annexes
        ]
        if any(conditions):
            return form
        outline = make_outline(form.sections, form.annexes, form.only_annex_pattern, lambda _: True)
        return dataclasses.replace(form, outline=outline)

    def _with_content(self, document: etree._Element) -> etree._Element:
        """Return the document part with body and annexes in place of their markers."""
        if any(self.definition.all_charts()):
            document = with_namespaces(document, NAMESPACES)
        tags, name = self.tags, self.package.name
        body = document.find(w("body"))
        section = body.find(w("sectPr")) if body is not None else None
        assert body is not None, "checked by TemplatePackage"
        assert section is not None, "checked by TemplatePackage"
        self.body_width, self.first_drawing = usable_width(section), first_free_drawing(document)
        self.findings += free_the_end(document, tags, name)
        self.findings += replace_marker(document, tags, BODY, narrative(self), name)
        keep_last_with_next(document, tags)
        body.remove(section)
        self.findings += replace_marker(document, tags, ANNEXES, annexes(self, section), name)
        return document

    def _text_sources(self, writer: SourceWriter) -> list[tuple[Path, PartSource]]:
        """Return the sources of those texts of letterhead, end and annex titles that hold tags."""
        result = []
        for path, text in texts_with_tags(self.definition):
            protected = self.tags.protect(text, self.locate(path))
            self.findings += check_text_nesting(protected, self.tags)
            result.append((path, writer.write_text(".".join(map(str, path)), protected)))
        return result

    def _part_sources(self, trees: Trees, writer: SourceWriter) -> tuple[list[PartSource], dict[str, str]]:
        """Return the sources of the dynamic parts; footnotes last: they print what the others collected."""
        sources, expanded = [], {}
        for name in sorted(trees, key=lambda part: (part == FOOTNOTES, part != DOCUMENT, part)):
            root = trees[name]
            if name == FOOTNOTES:
                self._add_notes(root)
            elif not TAG.search(etree.tostring(root, encoding="unicode")):
                continue
            expanded[name] = etree.tostring(root, encoding="unicode")
            properties = split_runs(root)
            self.findings += check_nesting(root, self.tags, properties)
            self._note_typed(root, name)
            sources.append(writer.write(name, root, properties))
        return sources, {
            name: self.tags.restore(xml, lambda tag: escape(tag.source)) for name, xml in expanded.items()
        }

    def _add_notes(self, root: etree._Element) -> None:
        """Put the place of all footnotes at the end of their part."""
        char = self.tags.add(f"{{{{ {ALL_NOTES} }}}}", Where())
        if len(root):
            root[-1].tail = (root[-1].tail or "") + char
        else:
            root.text = (root.text or "") + char

    def _part(self, source: PartSource, sites: list[Site], passages: Passages | None = None) -> Part:
        """Compile a source; one that prints runs does it in passages."""
        try:
            tree = parse(self.environment, source.text)
            as_read = copied(tree)
            template = self.environment.from_string(passages.gathered(tree) if passages else tree)
        except TemplateSyntaxError as error:  # each tag has been checked alone and their order, too
            site = sites[source.sites[min(max(0, error.lineno - 2), len(source.sites) - 1)]]
            message = f"sai cú pháp: {syntax_message(error)}"
            raise InputRefused(
                [Finding("tag-syntax", message, site.where, "sửa lại thẻ này", site.source)]
            ) from None
        return Part(source.name, source.text, template, tuple(source.sites), as_read)

    # --- checks ------------------------------------------------------------------------------------

    def _check_texts(self) -> None:
        """Check every tag that an author wrote, alone, and what stands where no tag belongs."""
        for tag in self.tags.by_authors():
            if not tag.is_output or tag.inner not in MARKERS:
                self.findings += self.authoring.check_tag(tag)
        for phrase in self.phrases:
            self.findings += check_text_nesting(phrase.text, self.tags)
        for path, text in misplaced_tags(self.definition):
            message, remedy = "chỗ này không điền thẻ được", "viết chữ thường, không có {{ }} hay {% %}"
            self.findings.append(Finding("tag-misplaced", message, self.source.where(path), remedy, text))

    def _check_template(self, trees: Trees) -> None:
        """Check that the template has what the narrative needs, and markers only in its body."""
        name = self.package.name
        for part, root in trees.items():
            if part != DOCUMENT:
                self.findings += markers_elsewhere(root, self.tags, name, part)
        document = trees[DOCUMENT]
        used = {str(style.get(w("val"))) for tag in ("pStyle", "rStyle") for style in document.iter(w(tag))}
        if missing := sorted(used - self.package.style_ids()):
            message = "mẫu thiếu kiểu " + ", ".join(missing)
            remedy = "chép kiểu từ mẫu có sẵn (docs/mau-word.md)"
            self.findings.append(Finding("template-style", message, Where(name), remedy))
        if self.narrator.has_footnotes and FOOTNOTES not in trees:
            message = "lời văn có chú thích nhưng mẫu chưa có phần chú thích"
            remedy = "mở mẫu trong Word, chèn một chú thích rồi xoá đi, lưu lại"
            self.findings.append(Finding("template-footnotes", message, Where(name), remedy))

    def _note_typed(self, root: etree._Element, part: str) -> None:
        """Remember the numerals that authors typed; those under a control tag are noted when printed."""
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
                note = self.tags.add(f"{{{{ {len(self.typed_if_printed)}|_go }}}}", Where())
                run.tail = note + (run.tail or "")
                self.typed_if_printed.append(found)


def first_free_id(trees: Trees) -> int:
    """Return a number above the ids of the template's bookmarks and controls, where anchors begin."""
    marks = (mark.get(w("id")) for tree in trees.values() for mark in tree.iter(w("bookmarkStart")))
    controls = (
        identity.get(w("val"))
        for tree in trees.values()
        for properties in tree.iter(w("sdtPr"))
        for identity in properties.iter(w("id"))
    )
    numbers = [int(str(each)) for each in (*marks, *controls) if str(each).isdecimal()]
    return 1 + max((number for number in numbers if number < OUT_OF_REACH), default=FIRST_ID - 1)


def first_free_note(trees: Trees) -> int:
    """Return a number above the ids of the template's own footnotes."""
    notes = trees[FOOTNOTES].iter(w("footnote")) if FOOTNOTES in trees else ()
    numbers = [int(str(note.get(w("id")))) for note in notes if str(note.get(w("id"))).isdecimal()]
    return 1 + max(numbers, default=0)


def in_order(findings: list[Finding]) -> list[Finding]:
    """Return the findings by place, each once."""
    unique = list(dict.fromkeys(findings))
    return sorted(unique, key=lambda finding: (finding.where.file, finding.where.line, finding.where.column))

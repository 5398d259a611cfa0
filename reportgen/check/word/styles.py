"""The styles of a document, each with everything it inherits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from reportgen.check.package import w
from reportgen.check.word.properties import (
    ParagraphProperties,
    RunProperties,
    paragraph_properties,
    run_properties,
    value_of,
)

STYLE_ID = w("styleId")


class Style(NamedTuple):
    """What a style says together with those it is based on."""

    id: str
    run: RunProperties
    paragraph: ParagraphProperties


EMPTY = Style("", RunProperties(), ParagraphProperties())


class Styles:
    """Look-up of styles by id; an id that is not there gives the default or an empty style."""

    def __init__(self, tree: etree._Element | None, fonts: Mapping[str, str]) -> None:
        self._tree = tree
        self._fonts = fonts
        elements = [] if tree is None else tree.findall(w("style"))
        self._elements = {element.get(STYLE_ID) or "": element for element in elements}
        self._resolved: dict[str, Style] = {"": EMPTY}

    @cached_property
    def defaults(self) -> Style:
        """What the document says before any style."""
        if self._tree is None:
            return EMPTY
        run = self._tree.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        paragraph = self._tree.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}")
        return Style("", run_properties(run, self._fonts), paragraph_properties(paragraph))

    @cached_property
    def default_paragraph(self) -> str:
        """Id of the style of paragraphs that name none."""
        return self._default("paragraph")

    @cached_property
    def default_table(self) -> str:
        """Id of the style of tables that name none."""
        return self._default("table")

    def paragraph(self, style_id: str | None) -> Style:
        """Return a paragraph style; the default one for none or an unknown one."""
        known = style_id if style_id in self._elements else self.default_paragraph
        return self.style(self._kind_or_link(known or "", "paragraph"))

    def character(self, style_id: str | None) -> Style:
        """Return a character style, empty for none."""
        return self.style(self._kind_or_link(style_id, "character")) if style_id else EMPTY

    def style(self, style_id: str) -> Style:
        """Return a style of any kind with what it inherits."""
        if style_id not in self._resolved:
            run, paragraph = RunProperties(), ParagraphProperties()
            for element in reversed(list(self.chain(style_id))):
                run.update(run_properties(element.find(w("rPr")), self._fonts))
                paragraph.update(paragraph_properties(element.find(w("pPr"))))
            self._resolved[style_id] = Style(style_id, run, paragraph)
        return self._resolved[style_id]

    def first_row(self, table_style: str) -> Style:
        """Return a table style as its first row has it."""
        key = f"{table_style} firstRow"  # a blank cannot stand in a style id that Word writes
        if key not in self._resolved:
            whole = self.style(table_style)
            run, paragraph = RunProperties(**whole.run), ParagraphProperties(**whole.paragraph)
            for element in reversed(list(self.chain(table_style))):
                for part in element.iterfind(w("tblStylePr")):
                    if part.get(w("type")) == "firstRow":
                        run.update(run_properties(part.find(w("rPr")), self._fonts))
                        paragraph.update(paragraph_properties(part.find(w("pPr"))))
            self._resolved[key] = Style(key, run, paragraph)
        return self._resolved[key]

    def chain(self, style_id: str) -> Iterator[etree._Element]:
        """Yield a style and those it is based on, the nearest first."""
        seen: set[str] = set()
        while style_id in self._elements and style_id not in seen:
            seen.add(style_id)
            element = self._elements[style_id]
            yield element
            based_on = element.find(w("basedOn"))
            style_id = "" if based_on is None else value_of(based_on)

    def _default(self, kind: str) -> str:
        for style_id, element in self._elements.items():
            is_default = (element.get(w("default")) or "0") not in ("0", "false")
            if element.get(w("type")) == kind and is_default:
                return style_id
        return ""

    def _kind_or_link(self, style_id: str, kind: str) -> str:
        """Follow the link from a style to its twin of the other kind where that one is meant."""
        element = self._elements.get(style_id)
        if element is None or (element.get(w("type")) or kind) == kind:
            return style_id
        link = element.find(w("link"))
        return style_id if link is None else value_of(link)

"""Effective looks: what the levels of formatting come to, from the document's defaults to the run itself."""

from __future__ import annotations

from typing import Any

from lxml import etree

from reportgen.check.package import w
from reportgen.check.word.properties import (
    ParagraphProperties,
    RunProperties,
    run_properties,
    value_of,
)
from reportgen.check.word.styles import EMPTY, Style, Styles
from reportgen.model.word_document import LineRule, Look, ParagraphLook

TOGGLES = ("b", "i", "caps", "vanish")
DEFAULT_FONT, DEFAULT_SIZE = "Times New Roman", 20  # of Word, where a file names none
OUTLINE_LEVELS = 9
LINE_RULES = frozenset(rule.value for rule in LineRule)


class Looks:
    """Works out looks and remembers them, since a document has few different ones."""

    def __init__(self, styles: Styles, fonts: dict[str, str]) -> None:
        self.styles = styles
        self._fonts = fonts
        self._runs: dict[Any, tuple[RunProperties, dict[bool, Look]]] = {}

    def run(
        self, properties: etree._Element | None, paragraph: Style, table: Style
    ) -> tuple[RunProperties, dict[bool, Look]]:
        """Return the effective properties of a run, and the looks made of them by `is_upper` so far."""
        direct = run_properties(properties, self._fonts)
        style_id = _style_id(properties, w("rStyle"))
        key = (paragraph.id, table.id, style_id, tuple(direct.items()))
        if key not in self._runs:
            character = self.styles.character(style_id)
            self._runs[key] = (self._merge(direct, character.run, paragraph.run, table.run), {})
        return self._runs[key]

    def _merge(self, direct: RunProperties, *styles: RunProperties) -> RunProperties:
        """Merge levels from the nearest; bold and its like are switched over by each style that has them."""
        merged = RunProperties(**self.styles.defaults.run)
        for properties in reversed(styles):
            merged.update(properties)
        for name in TOGGLES:
            is_default: Any = self.styles.defaults.run.get(name, False)
            switched = sum(bool(properties.get(name)) for properties in styles) % 2 == 1
            merged[name] = is_default or switched  # type: ignore[literal-required] # all are keys
        merged.update(direct)
        return merged


def look_of(effective: tuple[RunProperties, dict[bool, Look]], text: str) -> Look:
    """Return the look of a text in a run; typed capitals count like capitals by formatting."""
    properties, made = effective
    is_upper = (properties.get("caps", False) and any(map(str.isalpha, text))) or text.isupper()
    if is_upper not in made:
        font = properties.get("font", DEFAULT_FONT)
        latin = properties.get("latin", font)
        made[is_upper] = Look(
            font=font,
            size_half_points=properties.get("sz", DEFAULT_SIZE),
            is_bold=properties.get("b", False),
            is_italic=properties.get("i", False),
            is_underlined=properties.get("u", False),
            is_upper=is_upper,
            color=properties.get("color", "auto"),
            is_raised=properties.get("raised", False),
            latin_font="" if latin == font else latin,
        )
    return made[is_upper]


def paragraph_style(styles: Styles, properties: etree._Element | None) -> Style:
    """Return the style of a paragraph."""
    return styles.paragraph(_style_id(properties, w("pStyle")))


def merged_paragraph(
    styles: Styles,
    direct: ParagraphProperties,
    style: Style,
    table: Style = EMPTY,
    numbered: ParagraphProperties | None = None,
) -> ParagraphProperties:
    """Merge the levels of a paragraph; the indents of a number set on the spot win over the style's."""
    merged = ParagraphProperties(**styles.defaults.paragraph)
    merged.update(table.paragraph)
    if numbered and "num_id" not in direct:
        merged.update(numbered)
    merged.update(style.paragraph)
    if numbered and "num_id" in direct:
        merged.update(numbered)
    merged.update(direct)
    return merged


def paragraph_look(merged: ParagraphProperties, style_id: str, room: int) -> ParagraphLook:
    """Turn merged properties into the value."""
    rule = merged.get("line_rule", "auto")
    outline = merged.get("outline", OUTLINE_LEVELS)
    return ParagraphLook(
        style=style_id,
        alignment=merged.get("jc", "left"),
        left=merged.get("left", 0),
        right=merged.get("right", 0),
        first_line=merged.get("first_line", 0),
        before=merged.get("before", 0),
        after=merged.get("after", 0),
        line=merged.get("line", 240),
        line_rule=LineRule(rule) if rule in LINE_RULES else LineRule.MULTIPLE,
        ignores_gap_between_same_style=merged.get("contextual", False),
        keeps_with_next=merged.get("keep_next", False),
        starts_page=merged.get("page_break", False),
        outline_level=outline if outline < OUTLINE_LEVELS else None,
        is_boxed=merged.get("boxed", False),
        has_line_below=merged.get("below", False),
        has_line_above=merged.get("above", False),
        room=room,
    )


def _style_id(properties: etree._Element | None, tag: str) -> str | None:
    element = None if properties is None else properties.find(tag)
    return None if element is None else value_of(element)

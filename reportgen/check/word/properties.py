"""Run and paragraph properties as one level states them: a style, a numbering level, or the text itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypedDict

from lxml import etree

from reportgen.check.package import w

VAL = w("val")
OFF = frozenset(("0", "false", "off", "none"))
WHOLE = re.compile(r"\s*[-+]?[0-9]{1,10}(?![0-9])")
AUTOMATIC_GAP = 280
"""What Word puts where the gap is left to it: 14 points."""
BLACK_OF_THEME = frozenset(("text1", "dark1"))


class RunProperties(TypedDict, total=False):
    """What a level says about runs; a key that is missing is left to the level below."""

    b: bool
    i: bool
    caps: bool
    vanish: bool
    u: bool
    sz: int
    color: str
    font: str
    latin: str
    raised: bool


class ParagraphProperties(TypedDict, total=False):
    """What a level says about paragraphs, lengths in twips."""

    jc: str
    left: int
    right: int
    first_line: int
    before: int
    after: int
    line: int
    line_rule: str
    contextual: bool
    keep_next: bool
    page_break: bool
    outline: int
    above: bool
    below: bool
    boxed: bool
    num_id: str
    num_level: int


def value_of(element: etree._Element) -> str:
    """Return the w:val of an element, empty when it has none."""
    return element.get(VAL) or ""


def is_on(element: etree._Element) -> bool:
    """Tell whether an on/off property is on; without a value it is."""
    return value_of(element) not in OFF


def whole(text: str | None, default: int = 0) -> int:
    """Read a whole number; fractions are cut, what is no number of Word's gives the default."""
    found = WHOLE.match(text or "")
    return int(found[0]) if found else default


def run_properties(element: etree._Element | None, fonts: Mapping[str, str]) -> RunProperties:
    """Read a w:rPr; theme fonts become the typefaces they stand for."""
    properties = RunProperties()
    if element is not None:
        for child in element:
            if read := RUN_READERS.get(child.tag):
                read(properties, child, fonts)
    return properties


def paragraph_properties(element: etree._Element | None) -> ParagraphProperties:
    """Read a w:pPr."""
    properties = ParagraphProperties()
    if element is not None:
        for child in element:
            if read := PARAGRAPH_READERS.get(child.tag):
                read(properties, child)
    return properties


Fonts = Mapping[str, str]
RunReader = Callable[[RunProperties, etree._Element, Fonts], None]
ParagraphReader = Callable[[ParagraphProperties, etree._Element], None]


def _bold(properties: RunProperties, element: etree._Element, _: Fonts) -> None:
    properties["b"] = is_on(element)


def _italic(properties: RunProperties, element: etree._Element, _: Fonts) -> None:
    properties["i"] = is_on(element)


def _capitals(properties: RunProperties, element: etree._Element, _: Fonts) -> None:
    properties["caps"] = is_on(element) or properties.get("caps", False)


def _vanish(properties: RunProperties, element: etree._Element, _: Fonts) -> None:
    properties["vanish"] = is_on(element)


def _underline(properties: RunProperties, element: etree._Element, _: Fonts) -> None:
    properties["u"] = value_of(element) not in OFF


def _size(properties: RunProperties, element: etree._Element, _: Fonts) -> None:
    properties["sz"] = whole(value_of(element), 20)


def _color(properties: RunProperties, element: etree._Element, _: Fonts) -> None:
    theme = element.get(w("themeColor")) or ""
    is_tinted = element.get(w("themeTint")) or element.get(w("themeShade"))
    is_black = theme in BLACK_OF_THEME and not is_tinted
    properties["color"] = (
        "auto" if is_black else (value_of(element) or "auto").upper().replace("AUTO", "auto")
    )


def _raise(properties: RunProperties, element: etree._Element, _: Fonts) -> None:
    properties["raised"] = value_of(element) == "superscript"


def _fonts(properties: RunProperties, element: etree._Element, fonts: Fonts) -> None:
    for key, slot in (("font", "hAnsi"), ("latin", "ascii")):
        typeface = fonts.get(element.get(w(f"{slot}Theme")) or "") or element.get(w(slot))
        if typeface:
            properties[key] = typeface  # type: ignore[literal-required] # both keys are of the TypedDict


RUN_READERS: dict[str, RunReader] = {
    w("b"): _bold,
    w("i"): _italic,
    w("caps"): _capitals,
    w("smallCaps"): _capitals,
    w("vanish"): _vanish,
    w("u"): _underline,
    w("sz"): _size,
    w("color"): _color,
    w("vertAlign"): _raise,
    w("rFonts"): _fonts,
}

ALIGNMENTS = {"start": "left", "end": "right", "distribute": "both", "thaiDistribute": "both"}


def _alignment(properties: ParagraphProperties, element: etree._Element) -> None:
    value = value_of(element)
    properties["jc"] = ALIGNMENTS.get(value, value)


def _indent(properties: ParagraphProperties, element: etree._Element) -> None:
    left = element.get(w("start")) or element.get(w("left"))
    right = element.get(w("end")) or element.get(w("right"))
    if left is not None:
        properties["left"] = whole(left)
    if right is not None:
        properties["right"] = whole(right)
    if (hanging := element.get(w("hanging"))) is not None:
        properties["first_line"] = -whole(hanging)
    elif (first := element.get(w("firstLine"))) is not None:
        properties["first_line"] = whole(first)


def _spacing(properties: ParagraphProperties, element: etree._Element) -> None:
    for side in ("before", "after"):
        value = element.get(w(side))
        automatic = element.get(w(f"{side}Autospacing"))
        if automatic is not None and automatic not in OFF:
            properties[side] = AUTOMATIC_GAP
        elif value is not None:
            properties[side] = whole(value)
    if (line := element.get(w("line"))) is not None:
        properties["line"] = whole(line, 240)
        properties["line_rule"] = element.get(w("lineRule")) or "auto"


def _contextual(properties: ParagraphProperties, element: etree._Element) -> None:
    properties["contextual"] = is_on(element)


def _keep_next(properties: ParagraphProperties, element: etree._Element) -> None:
    properties["keep_next"] = is_on(element)


def _page_break(properties: ParagraphProperties, element: etree._Element) -> None:
    properties["page_break"] = is_on(element)


def _outline(properties: ParagraphProperties, element: etree._Element) -> None:
    properties["outline"] = whole(value_of(element), 9)


def _borders(properties: ParagraphProperties, element: etree._Element) -> None:
    drawn = {side.tag for side in element if value_of(side) not in ("", "nil", "none")}
    properties["above"], properties["below"] = w("top") in drawn, w("bottom") in drawn
    properties["boxed"] = {w("top"), w("bottom"), w("left"), w("right")} <= drawn


def _numbering(properties: ParagraphProperties, element: etree._Element) -> None:
    for child in element:
        if child.tag == w("numId"):
            properties["num_id"] = value_of(child)
        elif child.tag == w("ilvl"):
            properties["num_level"] = whole(value_of(child))


PARAGRAPH_READERS: dict[str, ParagraphReader] = {
    w("jc"): _alignment,
    w("ind"): _indent,
    w("spacing"): _spacing,
    w("contextualSpacing"): _contextual,
    w("keepNext"): _keep_next,
    w("pageBreakBefore"): _page_break,
    w("outlineLvl"): _outline,
    w("pBdr"): _borders,
    w("numPr"): _numbering,
}

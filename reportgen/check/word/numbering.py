"""Automatic numbers of paragraphs, worked out as Word prints them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from reportgen.check.package import w
from reportgen.check.word.properties import (
    ParagraphProperties,
    is_on,
    paragraph_properties,
    value_of,
    whole,
)
from reportgen.vietnamese import ordinal_word, roman

NUM_ID, LEVEL = w("numId"), w("ilvl")
PLACEHOLDER = re.compile(r"%([1-9])")
LATIN = "abcdefghijklmnopqrstuvwxyz"
MOST_WORTH_COUNTING = 100_000
"""Beyond it a start value is nonsense, and its Roman numeral would fill pages."""
SYMBOL_BULLETS = {"\uf0b7": "•", "\uf02d": "-", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "o": "o"}


class Level(NamedTuple):
    """One level of a list: how its number looks, where it starts and after which level it starts again."""

    format: str
    text: str
    start: int
    restarts_after: int
    is_legal: bool
    style: str
    paragraph: ParagraphProperties


class Numbering:
    """The lists of a document with their counters; ask for each paragraph once, in reading order."""

    def __init__(self, tree: etree._Element | None) -> None:
        found = [] if tree is None else list(tree)
        abstracts = [element for element in found if element.tag == w("abstractNum")]
        self._abstracts = {element.get(w("abstractNumId")) or "": _levels(element) for element in abstracts}
        self._link_styles(abstracts)
        self._lists: dict[str, str] = {}
        self._overrides: dict[str, dict[int, Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        for element in found:
            if element.tag == w("num"):
                self._read_list(element)
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def level(self, properties: ParagraphProperties, style_id: str) -> tuple[str, int, Level] | None:
        """Return list, depth and level that a paragraph belongs to, None when it bears no number."""
        num_id = properties.get("num_id", "0")
        levels = self._levels_of(num_id)
        if not levels:
            return None
        depth = properties.get("num_level")
        if depth is None:
            depth = next((each for each, level in levels.items() if level.style == style_id), 0)
        return (num_id, depth, levels[depth]) if depth in levels else None

    def label(self, num_id: str, depth: int) -> str:
        """Count one more at a level of a list and return the number as printed."""
        counters = self._counters.setdefault(self._lists.get(num_id, num_id), {})
        levels = self._levels_of(num_id)
        level = levels[depth]
        start = self._starts.get(num_id, {}).get(depth)
        if start is not None and (num_id, depth) not in self._begun:
            counters.pop(depth, None)
        self._begun.add((num_id, depth))
        counters[depth] = counters.get(depth, (level.start if start is None else start) - 1) + 1
        for deeper in [each for each in counters if each > depth]:
            restarts = levels[deeper].restarts_after if deeper in levels else deeper
            if restarts and depth < restarts:
                del counters[deeper]
        return _printed(level, levels, counters)

    def _levels_of(self, num_id: str) -> Mapping[int, Level]:
        levels = self._abstracts.get(self._lists.get(num_id, ""), {})
        overrides = self._overrides.get(num_id)
        return {**levels, **overrides} if overrides else levels

    def _link_styles(self, abstracts: list[etree._Element]) -> None:
        """Give lists that only point to a list style the levels of the one that defines it."""
        linked = {
            value_of(link): element.get(w("abstractNumId")) or ""
            for element in abstracts
            if (link := element.find(w("styleLink"))) is not None
        }
        for element in abstracts:
            link = element.find(w("numStyleLink"))
            target = None if link is None else linked.get(value_of(link))
            if target:
                self._abstracts[element.get(w("abstractNumId")) or ""] = self._abstracts[target]

    def _read_list(self, element: etree._Element) -> None:
        num_id = element.get(NUM_ID) or ""
        abstract = element.find(w("abstractNumId"))
        self._lists[num_id] = "" if abstract is None else value_of(abstract)
        for override in element.iterfind(w("lvlOverride")):
            depth = whole(override.get(LEVEL))
            if (start := override.find(w("startOverride"))) is not None:
                self._starts.setdefault(num_id, {})[depth] = _sane(whole(value_of(start), 1))
            if (level := override.find(w("lvl"))) is not None:
                self._overrides.setdefault(num_id, {})[depth] = _level(level)


def _levels(element: etree._Element) -> dict[int, Level]:
    return {whole(level.get(LEVEL)): _level(level) for level in element.iterfind(w("lvl"))}


def _level(element: etree._Element) -> Level:
    def value(name: str, default: str) -> str:
        child = element.find(w(name))
        return default if child is None else value_of(child)

    legal = element.find(w("isLgl"))
    depth = whole(element.get(LEVEL))
    return Level(
        format=value("numFmt", "decimal"),
        text=value("lvlText", ""),
        start=_sane(whole(value("start", "0"))),
        restarts_after=whole(value("lvlRestart", ""), depth),
        is_legal=legal is not None and is_on(legal),
        style=value("pStyle", ""),
        paragraph=paragraph_properties(element.find(w("pPr"))),
    )


def _sane(number: int) -> int:
    return number if 0 <= number <= MOST_WORTH_COUNTING else 1


def _printed(level: Level, levels: Mapping[int, Level], counters: Mapping[int, int]) -> str:
    if level.format == "bullet":
        return SYMBOL_BULLETS.get(level.text, level.text)
    if level.format == "none":
        return PLACEHOLDER.sub("", level.text)

    def number(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        shown = levels.get(depth)
        if shown is None:
            return ""
        return _formatted(counters.get(depth, shown.start), "decimal" if level.is_legal else shown.format)

    return PLACEHOLDER.sub(number, level.text)


def _formatted(number: int, kind: str) -> str:
    if kind in ("upperRoman", "lowerRoman"):
        return roman(number) if kind == "upperRoman" else roman(number).lower()
    if kind in ("upperLetter", "lowerLetter"):
        text = _latin(number)
        return text.upper() if kind == "upperLetter" else text
    if kind == "decimalZero":
        return f"{number:02d}"
    if kind in ("ordinalText", "vietnameseCounting", "cardinalText"):
        return ordinal_word(number)
    if kind == "none":
        return ""
    return str(number)


def _latin(number: int) -> str:
    """Return a … z, aa, bb … as Word counts letters."""
    if number < 1:
        return ""
    times, place = divmod(number - 1, len(LATIN))
    return LATIN[place] * (times + 1)

"""Which paragraphs are headings and how deep: by outline level, else by their number and look."""

from __future__ import annotations

import re

from reportgen.model.word_document import Paragraph

LONGEST_SHOWN, LONGEST_HEADING, LONGEST_PHRASE = 60, 250, 120
SENTENCE_ENDS = (".", ";", ",", ":", "?", "!")
PART, CHAPTER, SECTION, ARTICLE = 0, 1, 2, 3
ROMAN, NUMBER, LETTER = 4, 5, 30

BIG = re.compile(
    r"(PHẦN|CHƯƠNG|MỤC|TIỂU MỤC|PHỤ LỤC|BIỂU)(\s+(SỐ\s+)?([IVXLC]+|\d+|THỨ\s+\w+))?\b", re.IGNORECASE
)
BIG_LEVELS = {
    "PHẦN": PART,
    "CHƯƠNG": CHAPTER,
    "MỤC": SECTION,
    "TIỂU MỤC": ARTICLE,
    "PHỤ LỤC": PART,
    "BIỂU": PART,
}
ARTICLE_NUMBER = re.compile(r"Điều\s+\d+\s*\.")
ROMAN_NUMBER = re.compile(r"[IVXLC]+\s?(?:[.\-–/]|\s-)\s*(?=\S)")
ARABIC_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\s?[.\-–)]?\s+(?=\S)")
LETTER_NUMBER = re.compile(r"[a-zđ]\s?[).]\s*(?=\S)")


def heading_level(paragraph: Paragraph) -> int | None:
    """Return how deep a heading lies, smaller is higher up; None for what is no heading.

    Levels compare with each other only; body text that merely begins with a number is no heading.
    """
    text = " ".join(paragraph.printed.split())
    if not text or len(text) > LONGEST_HEADING:
        return None
    by_text = _level_by_text(text, paragraph)
    outline = paragraph.look.outline_level
    if outline is None:
        return by_text
    return ROMAN + outline if by_text is None else by_text


def shown(paragraph: Paragraph) -> str:
    """Return a heading as a place names it."""
    text = " ".join(paragraph.printed.split())
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1].rstrip() + "…"


class HeadingPath:
    """The headings above the place that is being read."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []
        self.path: tuple[str, ...] = ()

    def meet(self, paragraph: Paragraph) -> None:
        """Open a heading, which closes those of its level and below."""
        level = heading_level(paragraph)
        if level is None:
            return
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        self._open.append((level, shown(paragraph)))
        self.path = tuple(text for _, text in self._open)


def _level_by_text(text: str, paragraph: Paragraph) -> int | None:
    is_bold, is_upper = _is_all(paragraph, "is_bold"), _is_all(paragraph, "is_upper")
    if (found := BIG.match(text)) and (is_bold or is_upper) and found.end() == len(text):
        return BIG_LEVELS[found[1].upper()]
    if ARTICLE_NUMBER.match(text) and begins_bold(paragraph):
        return ARTICLE
    if ROMAN_NUMBER.match(text) and (is_upper or is_bold):
        return ROMAN
    if found := ARABIC_NUMBER.match(text):
        is_title = is_bold or (begins_bold(paragraph) and not text.endswith((";", ",")))
        return NUMBER + found[1].count(".") if is_title or _is_short_phrase(text) else None
    return LETTER if LETTER_NUMBER.match(text) and is_bold else None


def _is_all(paragraph: Paragraph, trait: str) -> bool:
    looks = [run.look for run in paragraph.runs if any(map(str.isalpha, run.text))]
    return bool(looks) and all(getattr(look, trait) for look in looks)


def _is_short_phrase(text: str) -> bool:
    return len(text) <= LONGEST_PHRASE and not text.endswith(SENTENCE_ENDS)


def begins_bold(paragraph: Paragraph) -> bool:
    """Tell whether the first letters of a paragraph are bold."""
    return next((run.look.is_bold for run in paragraph.runs if any(map(str.isalpha, run.text))), False)

"""Where each character of a text value stands in its file, and how new words are written there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportgen.model.base import Path
from reportgen.model.source import Source

ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/", " ": " "}
HEADER = re.compile(r"[|>][^\n]*\n")


@dataclass(frozen=True, slots=True)
class ScalarText:
    """A text value: where each of its characters begins and ends in the file, and how it is quoted.

    `quote` is the quotation mark, empty for plain texts and texts behind `|` or `>`; only the latter
    (`is_block`) can hold more paragraphs.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quote: str
    is_block: bool

    def written(self, words: str) -> str:
        """Return words as they are written inside this text."""
        if self.quote == '"':
            return words.replace("\\", "\\\\").replace('"', '\\"')
        return words.replace("'", "''") if self.quote == "'" else words


def scalar_text(source: Source, path: Path, value: str) -> ScalarText | None:
    """Return where the characters of a value stand; None when the file writes them in a way of its own."""
    spot = source.spots.get(tuple(map(str, path)))
    if spot is None or spot.end <= spot.start:
        return None
    text, first, last = source.text, spot.start, spot.end
    quote = text[first] if text[first] in "\"'" else ""
    header = HEADER.match(text, first)
    at = header.end() if header is not None else first + len(quote)
    starts: list[int] = []
    ends: list[int] = []
    for char in value:
        found = _next(
            text, at, last, char, quote, is_after_blank=bool(starts) and value[len(starts) - 1].isspace()
        )
        if found is None:
            return None
        start, at = found
        starts.append(start)
        ends.append(at)
    stretch_blanks(text, starts, ends)
    return ScalarText(tuple(starts), tuple(ends), quote, header is not None)


def stretch_blanks(text: str, starts: list[int], ends: list[int]) -> None:
    """Let each blank reach to the next character: indentation behind a line break belongs to it."""
    for number in range(len(starts) - 1):
        between = text[ends[number] : starts[number + 1]]
        if between.isspace() and text[starts[number] : ends[number]].isspace():
            ends[number] = starts[number + 1]


def _next(
    text: str, at: int, last: int, char: str, quote: str, *, is_after_blank: bool
) -> tuple[int, int] | None:
    """Return where the next character of a value begins and ends; None when something else stands there."""
    if char.isspace():
        return _blank(text, at, last, quote, is_after_blank=is_after_blank)
    while at < last and text[at].isspace():
        at += 1  # indentation, and line breaks that are folded into one blank
    if at >= last:
        return None
    if quote == '"' and text[at] == "\\":
        return (at, at + 2) if ESCAPES.get(text[at + 1]) == char else None
    if quote == "'" and text[at : at + 2] == "''":
        return (at, at + 2) if char == "'" else None
    return (at, at + 1) if text[at] == char else None


def _blank(text: str, at: int, last: int, quote: str, *, is_after_blank: bool) -> tuple[int, int] | None:
    """Return the next blank or line break; several may share what the file writes for them."""
    if quote == '"' and text[at] == "\\" and ESCAPES.get(text[at + 1], "").isspace():
        return at, at + 2
    if at < last and text[at].isspace():
        return at, at + 1
    return (at, at) if is_after_blank or at >= last else None

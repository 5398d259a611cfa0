"""Which characters of a piece of narrative are printed: not its emphasis, escapes and footnotes."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.revise.scalar_text import stretch_blanks

NOTE = "\ue101"
"""What a reference to a footnote is in the text of a paragraph."""
SILENT = "*_\\"


@dataclass(frozen=True, slots=True)
class PrintedPiece:
    """Where each printed character of a piece begins and ends in its text."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]


def printed_piece(value: str, start: int, end: int, shown: str) -> PrintedPiece | None:
    """Return where in value[start:end] each printed character stands; None when they do not agree."""
    starts: list[int] = []
    ends: list[int] = []
    at = start
    for number, char in enumerate(shown):
        found = _next(value, at, end, char, is_after_blank=number > 0 and shown[number - 1].isspace())
        if found is None:
            return None
        starts.append(found[0])
        ends.append(found[1])
        at = found[1]
    stretch_blanks(value, starts, ends)
    return PrintedPiece(tuple(starts), tuple(ends))


def _next(value: str, at: int, end: int, char: str, *, is_after_blank: bool) -> tuple[int, int] | None:
    """Return where the next printed character stands; any white space is printed as one blank."""
    if char.isspace() and is_after_blank and not value[at:end][:1].isspace():
        return at, at
    while at < end:
        if value.startswith("^[", at) and char == NOTE:
            return at, _end_of_note(value, at, end)
        if value[at] == char or (char.isspace() and value[at].isspace()):
            return at, at + 1
        if value[at] not in SILENT and not value[at].isspace():
            return None
        at += 1
    return None


def _end_of_note(value: str, at: int, end: int) -> int:
    depth = 0
    for position in range(at + 1, end):
        if value[position - 1] != "\\":
            depth += {"[": 1, "]": -1}.get(value[position], 0)
        if not depth:
            return position + 1
    return end

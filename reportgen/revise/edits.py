"""Edits of a text by position, and where the entries of a YAML or JSON file begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reportgen.model.base import Path
from reportgen.model.source import Source


class CannotPull(Exception):
    """A hand edit that has no place in the definition; says why."""


class Edit(NamedTuple):
    """The characters from `start` to `end` are replaced by a text."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text after all edits; of two that overlap, the later one is a mistake of the caller."""
    out, at = [], 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        assert edit.start >= at, f"edits overlap at {edit.start}"
        out += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*out, text[at:]])


class Layout:
    """How the entries of one file are written: in blocks, or in braces and brackets."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.is_json = source.file.lower().endswith(".json")
        self.newline = "\r\n" if "\r\n" in source.text else "\n"
        self._ends: dict[tuple[str, ...], int] = {}
        for path, spot in source.spots.items():
            for depth in range(len(path) + 1):
                above = path[:depth]
                self._ends[above] = max(self._ends.get(above, 0), spot.end)

    def has(self, path: Path) -> bool:
        """Tell whether the file has an entry at a path."""
        return _texts(path) in self.source.spots

    def replace(self, path: Path, value: str) -> Edit:
        """Put another value in the place of a scalar."""
        spot = self.source.spots[_texts(path)]
        is_glued = spot.start == spot.end and self.source.text[spot.start - 1 : spot.start] == ":"
        return Edit(spot.start, spot.end, f" {value}" if is_glued else value)

    def rename(self, path: Path, name: str) -> Edit:
        """Give an entry another key."""
        start, old = self.source.spots[_texts(path)].key_start, str(path[-1])
        length = len(old) + 2 * (self.source.text[start] in "'\"")
        return Edit(start, start + length, self.key(name))

    def written(self, path: Path) -> str:
        """Return a scalar as it is written."""
        spot = self.source.spots[_texts(path)]
        return self.source.text[spot.start : spot.end]

    def key(self, name: object) -> str:
        """Return a key as this file writes it."""
        return f'"{name}"' if self.is_json else str(name)

    def word(self, value: str) -> str:
        """Return a plain word as this file writes it."""
        return f'"{value}"' if self.is_json else value

    def entry_before(self, path: Path, name: str, value: str) -> Edit:
        """Put a new entry before the one at a path, in the same mapping."""
        start = self.source.spots[_texts(path)].key_start
        entry = f"{self.key(name)}: {value}"
        if self.is_flow(path[:-1]):
            return Edit(start, start, f"{entry}, ")
        return Edit(start, start, f"{entry}{self.newline}{' ' * self._column(start)}")

    def entry_after(self, path: Path, name: str, value: str) -> Edit:
        """Put a new entry behind the one at a path, which must hold a scalar."""
        spot, entry = self.source.spots[_texts(path)], f"{self.key(name)}: {value}"
        if self.is_flow(path[:-1]):
            return Edit(spot.end, spot.end, f", {entry}")
        end = self._line_end(spot.end)
        return Edit(end, end, f"{self.newline}{' ' * self._column(spot.key_start)}{entry}")

    def without(self, path: Path) -> Edit | None:
        """Take the lines of an entry or list item out; None where it shares a line with others."""
        spot = self.source.spots[_texts(path)]
        start = self.source.text.rfind("\n", 0, spot.key_start) + 1
        end = self._line_end(self._ends[_texts(path)])
        lead = self.source.text[start : spot.key_start].strip()
        if self.is_flow(path[:-1]) or lead not in ("", "-"):
            return None
        return Edit(start, min(end + len(self.newline), len(self.source.text)), "")

    def item_after(self, path: Path, value: str) -> Edit:
        """Put a new item behind the one at a path, which must hold a scalar."""
        spot = self.source.spots[_texts(path)]
        if self.is_flow(path[:-1]):
            return Edit(spot.end, spot.end, f", {value}")
        start = self.source.text.rfind("-", 0, spot.start)
        end = self._line_end(spot.end)
        return Edit(end, end, f"{self.newline}{' ' * self._column(start)}- {value}")

    def without_item(self, path: Path) -> Edit | None:
        """Take an item out of a list; None when it is the only one, or shares a line with the list's key."""
        if not self.is_flow(path[:-1]):
            return self.without(path)
        spot, number = self.source.spots[_texts(path)], int(path[-1])
        before = self.source.spots.get(_texts((*path[:-1], number - 1)))
        after = self.source.spots.get(_texts((*path[:-1], number + 1)))
        if before is not None:
            return Edit(before.end, spot.end, "")
        return None if after is None else Edit(spot.start, after.start, "")

    def items(self, path: Path, texts: Mapping[int, str]) -> Edit:
        """Put texts in the place of the mappings of a list in brackets; what has no text goes."""
        spots = self.source.spots
        count = sum(len(each) == len(path) + 1 and each[:-1] == _texts(path) for each in spots)
        start, last = spots[_texts((*path, 0))].start, _texts((*path, count - 1))
        end = self.source.text.index("}", self._ends[last]) + 1
        return Edit(start, end, ", ".join(texts[number] for number in sorted(texts)))

    def item_with(self, path: Path, key: str, value: str) -> str:
        """Return a mapping in braces as it is written, with another value of a key."""
        start, spot = self.source.spots[_texts(path)].start, self.source.spots[_texts((*path, key))]
        end = self.source.text.index("}", self._ends[_texts(path)]) + 1
        return self.source.text[start : spot.start] + value + self.source.text[spot.end : end]

    def is_flow(self, path: Path) -> bool:
        """Tell whether a mapping or list is written in braces or brackets."""
        start = self.source.spots[_texts(path)].start
        return self.source.text[start : start + 1] in ("{", "[")

    def _column(self, offset: int) -> int:
        return offset - (self.source.text.rfind("\n", 0, offset) + 1)

    def _line_end(self, offset: int) -> int:
        """Return the end of the line on which the characters before an offset stand."""
        while offset and self.source.text[offset - 1] in "\r\n ":
            offset -= 1
        end = self.source.text.find(self.newline, offset)
        return len(self.source.text) if end < 0 else end


def _texts(path: Path) -> tuple[str, ...]:
    return tuple(map(str, path))

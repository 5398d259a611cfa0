"""The passages of a document with their order: which line leads a list, which items belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.audit.passages import Passage


@dataclass(frozen=True)
class Outline:
    """All passages of a document, in order."""

    passages: tuple[Passage, ...]

    @cached_property
    def leads(self) -> tuple[int | None, ...]:
        """For each passage the index of the line that opens its list («…, trong đó:»), None outside lists."""
        return tuple(_leads(self.passages))

    @cached_property
    def items(self) -> dict[int, tuple[int, ...]]:
        """For each line that opens a list the indices of its items, those of inner lists left out."""
        found: dict[int, list[int]] = {}
        for index, lead in enumerate(self.leads):
            if lead is not None:
                found.setdefault(lead, []).append(index)
        return {lead: tuple(items) for lead, items in found.items()}

    @cached_property
    def _with_figures(self) -> tuple[tuple[int, Passage], ...]:
        return tuple((index, passage) for index, passage in enumerate(self.passages) if passage.figures)

    def __iter__(self) -> Iterator[tuple[int, Passage]]:
        return iter(self._with_figures)

    def lead_of(self, index: int) -> Passage | None:
        """Return the line that opens the list of a passage."""
        lead = self.leads[index]
        return None if lead is None else self.passages[lead]


def _leads(passages: Sequence[Passage]) -> Iterator[int | None]:
    """Take a bullet's list opens where the line before its first item ends with a colon."""
    open_lists: dict[str, int | None] = {}
    for index, passage in enumerate(passages):
        bullet = passage.bullet or _plain_bullet(passages, index, open_lists)
        if not bullet or passage.is_in_table:
            open_lists.clear()
            yield None
            continue
        if bullet in open_lists:
            _close_inner(open_lists, bullet)
        else:
            open_lists[bullet] = _colon_before(passages, index)
        yield open_lists[bullet]


PLAIN = "plain"
LONGEST_PLAIN_ITEM = 160


def _plain_bullet(passages: Sequence[Passage], index: int, open_lists: dict[str, int | None]) -> str:
    """Short lines after a colon that end in `;` make a list without signs, the last ends in a full stop."""
    text = passages[index].text.rstrip()
    ends_like_item = text.endswith((";", ",")) or (PLAIN in open_lists and text.endswith("."))
    if len(text) > LONGEST_PLAIN_ITEM or not ends_like_item:
        return ""
    if PLAIN in open_lists:
        return PLAIN if passages[index - 1].text.rstrip().endswith((";", ",")) else ""
    return PLAIN if _colon_before(passages, index) is not None else ""


def _close_inner(open_lists: dict[str, int | None], bullet: str) -> None:
    inner = list(open_lists)[list(open_lists).index(bullet) + 1 :]
    for sign in inner:
        del open_lists[sign]


def _colon_before(passages: Sequence[Passage], index: int) -> int | None:
    return index - 1 if index and _OPENS_LIST.search(passages[index - 1].text) else None


_OPENS_LIST = re.compile(r"(?::|\b(?:như sau|sau đây|dưới đây)\.)\s*$")

"""Whether the numbers before headings and items follow one another: gaps, repetitions, wrong starts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reportgen.check.wording.numbering import Kind, Mark


class Break(NamedTuple):
    """A number that does not follow: `due` is the value expected, `before` the mark it should follow.

    `parent` is the heading above when the number names another parent than that: 2.1. under 1.
    """

    mark: Mark
    due: int
    before: Mark | None = None
    parent: Mark | None = None


Key = tuple[object, ...]


@dataclass(slots=True)
class _Level:
    """One level of the outline being read; `interrupted` holds the ends of lists that a restart cut off."""

    key: Key
    last: Mark
    interrupted: set[int] = field(default_factory=set)


# A list of these may begin inside the paragraph above, or may be the days of the week.
MAY_START_ANYWHERE = (Kind.LETTER, Kind.BRACKETED, Kind.ORDINAL, Kind.ARTICLE)


def breaks(found: Sequence[Mark]) -> list[Break]:
    """Return what does not follow, whether bold tells levels apart or not.

    A list may restart at 1, since headings without a number may stand between; so a restart is no break.
    """
    by_look = {item.mark.line for item in _breaks(found, by_look=True)}
    return [item for item in _breaks(found, by_look=False) if item.mark.line in by_look]


def _breaks(found: Sequence[Mark], *, by_look: bool) -> Iterator[Break]:
    levels: list[_Level] = []
    ended: dict[Key, Mark] = {}
    for mark in found:
        if not mark.value:
            continue
        key = _key(mark, by_look)
        if any(level.key == key for level in levels):
            while levels[-1].key != key:
                levels.pop()
            yield from _next(levels[-1], mark)
            levels[-1].last = mark
        else:
            yield from _first(levels, mark, ended.get(key))
            levels.append(_Level(key, mark))
        ended[key] = mark


def _key(mark: Mark, by_look: bool) -> Key:
    sign = "" if mark.kind in (Kind.ROMAN, Kind.NESTED) else mark.sign
    return (mark.kind, sign, mark.parents, by_look and mark.is_bold)


def _next(level: _Level, mark: Mark) -> Iterator[Break]:
    before = level.last
    if mark.value == before.value + 1:
        return
    if mark.value - 1 in level.interrupted:
        level.interrupted.discard(mark.value - 1)
    elif mark.value == 1 and not _is_heading_repeated(before, mark):
        level.interrupted.add(before.value)
    else:
        yield Break(mark, before.value + 1, before)
        level.interrupted.add(before.value + 1)  # the next may go on from what was due


def _is_heading_repeated(before: Mark, mark: Mark) -> bool:
    if before.value != 1:
        return False
    return mark.kind in (Kind.ROMAN, Kind.NESTED) or (mark.is_bold and before.is_bold)


def _first(levels: Sequence[_Level], mark: Mark, last: Mark | None) -> Iterator[Break]:
    parent = _wrong_parent(levels, mark)
    if parent is not None:
        yield Break(mark, mark.value, parent=parent)
    elif (
        mark.value == 1 or mark.kind in MAY_START_ANYWHERE or (mark.kind is Kind.ARABIC and not mark.is_bold)
    ):
        return
    elif last is None or mark.value != last.value + 1:  # numbers may run on through the levels above
        yield Break(mark, 1)


def _wrong_parent(levels: Sequence[_Level], mark: Mark) -> Mark | None:
    """Return the heading under which a nested number stands, when the number names another one."""
    if mark.kind is not Kind.NESTED:
        return None
    for level in reversed(levels):
        above = level.last
        if above.kind is Kind.NESTED and len(above.parents) >= len(mark.parents):
            continue
        if above.kind in (Kind.ARABIC, Kind.NESTED, Kind.ROMAN):
            own = (*above.parents, above.value)
            return None if len(own) != len(mark.parents) or own == mark.parents else above
    return None

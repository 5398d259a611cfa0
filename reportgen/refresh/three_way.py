"""Three versions of one paragraph: which new wording goes in, and where it meets what a person changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.refresh.align import opcodes
from reportgen.refresh.editor import Replace
from reportgen.refresh.paragraph import Token


@dataclass(frozen=True, slots=True)
class _Change:
    """Tokens `b0` to `b1` of the base became `x0` to `x1` of another version."""

    b0: int
    b1: int
    x0: int
    x1: int


def merge(base: Sequence[Token], ours: Sequence[Token], theirs: Sequence[Token]) -> list[Replace]:
    """Return what to change in `theirs`, as edited, so that it also says what `ours`, as built now, says.

    A new wording that overlaps or touches an edit, blanks between them left aside, is a conflict.
    """
    new = _changes(base, ours)
    edited = _changes(base, theirs)
    result = []
    for group in _groups(new, edited, base):
        own = [change for change in group if change in new]
        others = [change for change in group if change in edited]
        if not own:
            continue
        b0, b1 = min(c.b0 for c in group), max(c.b1 for c in group)
        o0, o1 = _translate(b0, new), _translate_end(b1, new)
        t0, t1 = _translate(b0, edited), _translate_end(b1, edited)
        if _keys(ours[o0:o1]) == _keys(theirs[t0:t1]):
            continue
        start, end = _characters(theirs, t0, t1)
        result.append(Replace(start, end, tuple(ours[o0:o1]), is_conflict=bool(others)))
    return result


def _changes(base: Sequence[Token], other: Sequence[Token]) -> list[_Change]:
    steps = opcodes(_keys(base), _keys(other))
    return [_Change(b0, b1, x0, x1) for tag, b0, b1, x0, x1 in steps if tag != "equal"]


def _keys(tokens: Sequence[Token]) -> list[str]:
    return [token.key for token in tokens]


def _groups(new: list[_Change], edited: list[_Change], base: Sequence[Token]) -> Iterator[list[_Change]]:
    """Yield changes that overlap or touch, together; those of one side alone stay apart."""
    waiting: list[_Change] = []
    for change in sorted({*new, *edited}, key=lambda each: (each.b0, each.b1)):
        if waiting and not _touches(waiting, change, base):
            yield waiting
            waiting = []
        waiting.append(change)
    if waiting:
        yield waiting


def _touches(waiting: list[_Change], change: _Change, base: Sequence[Token]) -> bool:
    end = max(each.b1 for each in waiting)
    return change.b0 <= end or all(token.key == " " for token in base[end : change.b0])


def _translate(b: int, changes: list[_Change]) -> int:
    """Return where a place of the base that begins a group lies in the other version."""
    shift = 0
    for change in changes:
        if change.b0 >= b:
            break
        shift = change.x1 - change.b1
    return b + shift


def _translate_end(b: int, changes: list[_Change]) -> int:
    """Return where a place of the base that ends a group lies in the other version."""
    shift = 0
    for change in changes:
        if change.b0 > b or change.b1 > b:
            break
        shift = change.x1 - change.b1
    return b + shift


def _characters(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    if first < last:
        return tokens[first].start, tokens[last - 1].end
    place = tokens[first].start if first < len(tokens) else (tokens[-1].end if tokens else 0)
    return place, place

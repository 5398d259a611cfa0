"""Lines of tie-outs with gaps for what a unit has of its own: its *items*, all of which stand in one list.

The list has sections, one for each kind of items, so that it is filled a section at a time. A *board* says
where they begin, what a unit is asked for, and what lines that come one after the other look like together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import accumulate, zip_longest
from operator import itemgetter
from typing import Any, NamedTuple

from reportgen.model.base import Path
from reportgen.publish.tie_out_json import BETWEEN_FIGURES
from reportgen.publish.unit_figures import AskedOperand

NOTHING, OPERAND, FORMULA, FRACTION, EXACT, NOTE, JSON_PLACE, XML_PLACE, TEXT, SHOWN, SOURCES = range(11)
"""The sections: nothing at all; formulas; a figure's value and remark; places; printed texts.

`SHOWN` and `SOURCES` are made of several others: what is printed in several ways, inputs at several places.
"""
BETWEEN_TEXTS = "\0"
"""What none of the texts holds."""
END, OWN = "\0", "\1"
"""Signs: what ends a stretch, and what stands for a line that only its unit can tell."""
FIRST_SIGN = 2
"""The sign of the first line that is known; the next one has the next number."""
MOST_STRETCHES, ROOM = 2_000, 64
Items = tuple[int, ...]
Picking = Callable[[Sequence[Any]], tuple[Any, ...]]


class Gap(NamedTuple):
    """What an item fills: its section and its number there."""

    section: int
    number: int


EMPTY = Gap(NOTHING, 0)


class Wanting(NamedTuple):
    """A text with gaps, as a format."""

    form: str
    gaps: Sequence[Gap]


class Text(NamedTuple):
    """The same with what picks the items that fill the gaps."""

    form: bytes
    picked: Picking

    def filled(self, items: Sequence[bytes]) -> bytes:
        """Return the text of a unit."""
        return self.form % self.picked(items)


class FigureLine(NamedTuple):
    """What is known of a figure printed by certain sites."""

    label: str
    json: Wanting
    entries: Wanting
    """Its texts as the table of texts holds them."""
    cells: tuple[Gap, ...]
    """What its height depends on: how it is printed, exact value, formula, sources."""
    doubts: Sequence[Gap]
    """Of what there may be more to say than the line has gaps for."""
    note: Gap
    printed: int
    computed: int
    """How often it is printed, and how often as the result of a formula."""
    lines: int
    """How high the row is at least."""


class Stretch(NamedTuple):
    """Lines one after the other."""

    json: Text
    entries: Text
    cells: Sequence[Picking]
    """By column, what picks how many lines of text the cells take."""
    doubts: frozenset[int]
    notes: Sequence[tuple[str, int]]
    """Labels, and the items of remarks."""
    printed: Sequence[int]
    computed: int
    lines: Sequence[int]


class Asked(NamedTuple):
    """What has to be found of a unit."""

    figures: Sequence[str]
    operands: Sequence[AskedOperand]
    formulas: Text | None
    """All wordings that have gaps."""
    inputs: tuple[Path, ...]
    texts: Mapping[tuple[int, str], int]
    """The items of printed texts, by site and figure."""
    shown: Sequence[Picking]
    """What picks the first ones of the texts that each of these is made of, the second ones, and so on."""
    sources: Sequence[Picking]
    """The same for places."""


class Board:
    """What a unit is asked for, and stretches of the lines that are known; threads may share it."""

    def __init__(
        self, sections: Sequence[slice], asked: Asked, lines: Sequence[FigureLine], before: Board | None
    ) -> None:
        self.sections, self.asked, self.lines = sections, asked, lines
        self.starts = [section.start for section in sections]
        is_alike = before is not None and before.starts == self.starts
        self._stretches: dict[str, Stretch] = before._stretches if before and is_alike else {}

    def stretch(self, signs: str) -> Stretch:
        """Return lines by their signs; those met last are kept."""
        found = self._stretches.get(signs)
        if found is None:
            if len(self._stretches) >= MOST_STRETCHES:
                self._stretches = {}
            found = self._stretches[signs] = self._put_together(
                [self.lines[ord(sign) - FIRST_SIGN] for sign in signs]
            )
        return found

    def _put_together(self, lines: Sequence[FigureLine]) -> Stretch:
        columns = zip(*[line.cells for line in lines], strict=True)
        notes = self._items([line.note for line in lines])
        return Stretch(
            self._text([line.json for line in lines], BETWEEN_FIGURES),
            self._text([line.entries for line in lines]),
            tuple([picking(self._items(column)) for column in columns]),
            frozenset(self._items([gap for line in lines for gap in line.doubts])),
            list(zip([line.label for line in lines], notes, strict=True)),
            [line.printed for line in lines],
            sum([line.computed for line in lines]),
            [line.lines for line in lines],
        )

    def _text(self, texts: Sequence[Wanting], between: str = "") -> Text:
        form = between.join([text.form for text in texts])
        return Text(form.encode(), picking(self._items([gap for text in texts for gap in text.gaps])))

    def _items(self, gaps: Iterable[Gap]) -> list[int]:
        starts = self.starts
        return [starts[section] + number for section, number in gaps]


def sections_of(sizes: Sequence[int]) -> list[slice]:
    """Return where sections of these sizes stand; each may grow a little before the next ones move."""
    rooms = [-(-size // ROOM) * ROOM for size in sizes]
    starts = accumulate(rooms[:-1], initial=0)
    return [slice(start, start + size) for start, size in zip(starts, sizes, strict=True)]


def picking(items: Sequence[int]) -> Picking:
    """Return what picks these items."""
    if len(items) > 1:
        return itemgetter(*items)
    return lambda given: tuple([given[item] for item in items])


def by_rank(groups: Collection[Sequence[int]]) -> list[Picking]:
    """Return what picks the first ones of groups, the second ones, and so on; item 0 where there is none."""
    return [picking(each) for each in zip_longest(*groups, fillvalue=0)]

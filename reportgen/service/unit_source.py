"""Where the figures of one unit stand: labels in the skeleton, numbers in the unit's own file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import add
from typing import NamedTuple

from reportgen.consolidate import place_of
from reportgen.errors import Where
from reportgen.load.json_places import AlikeSpots, Layout, Offset
from reportgen.model.base import Path
from reportgen.model.skeleton import Skeleton
from reportgen.model.source import FixedPlaces, Places, Source, Spot, existing
from reportgen.model.unit_values import DENOMINATOR, TOTAL, Numbers, UnitValues

Texts = tuple[str, ...]
TextPlace = Callable[[Texts], Where | None]
"""Where a text or a fact of a unit stands outside its own file; None when it stands nowhere."""
NOTHING: Mapping[str, Numbers] = {}
MOST_STEPS, MOST_PATHS = 64, 20_000
"""How many are remembered: the units of a programme ask for the same ones."""
NO_OFFSET = Offset(0, 0)
OWN_KEYS = frozenset({"van_ban", "thong_tin"})


class UnitSpots(Mapping[Texts, Spot]):
    """The spots of the skeleton, those of numbers being in the unit's file or where they were added up."""

    def __init__(self, common: CommonPlaces, values: UnitValues, made_of: str, text_place: TextPlace) -> None:
        self._common, self._skeleton, self._slots = common, common.skeleton, common.slots
        self._values, self._made_of, self._text_place = values, made_of, text_place

    def __getitem__(self, path: Texts) -> Spot:
        place = self._in_unit(path)
        if place is not None:
            return Spot(cell=place)
        spot = self._skeleton.spots[path]
        if not path:
            return Spot(cell=Where(self._values.source.file or self._made_of or self._skeleton.file))
        return spot

    def _in_unit(self, path: Texts) -> Where | None:
        """Return where the unit gives the value of a path; None when it does not."""
        if path and path[0] in OWN_KEYS:
            own = self._values.source
            return own.where(path) if path in own.spots else self._text_place(path)
        return self.number_place(path)

    def number_place(self, path: Path) -> Where | None:
        """Return where the unit gives a number; None when it does not, or when that is the path of none."""
        known = _known(self._slots, path, self._is_whole)
        if known is None:
            return None
        given = self._values.values.get(known.group, NOTHING).get(known.member)
        if given is None or (known.period is not None and known.period not in given):
            return None
        if self._values.summed and (known.group, known.member, known.year) in self._values.summed:
            return Where(self._made_of)
        own, start = self._own, self._start(known)
        return own.where(known.place) if start is None else own.at_offset(start)

    def _start(self, known: Known) -> int | None:
        """Return where a number begins in the text of the unit; None when that cannot be said so easily."""
        spots, place = self._own.spots, known.place
        if place not in spots and place[:-1] not in spots:
            place = known.shorthand
        if isinstance(spots, AlikeSpots):
            return spots.start(place)
        spot = spots.get(place)
        return spot.start if spot is not None and spot.cell is None else None

    def place(self, path: Path) -> Where | None:
        """Return where a value stands; None where that cannot be said so easily."""
        own, values = self._own, self._values
        if not isinstance(own.spots, AlikeSpots) or values.summed:
            return self.number_place(path) if path[0] not in OWN_KEYS else None
        fixed, known, start = self._common.step(own.spots.layout, path, is_whole=self._is_whole)
        if known is None:
            return fixed
        given = values.values.get(known.group, NOTHING).get(known.member)
        if given is None or (known.period is not None and known.period not in given):
            return None
        return own.at_offset(start.start + own.spots.moved[start.gaps])

    def places(self, paths: Sequence[Path], where: Callable[[Path], Where]) -> Places:
        """Return where values stand; `where` looks for one."""
        own, values = self._own, self._values
        if not isinstance(own.spots, AlikeSpots) or values.summed:
            return Places(FixedPlaces([None] * len(paths)), dict(enumerate(map(where, paths))))
        steps = self._common.steps(own.spots.layout, paths, is_whole=self._is_whole)
        others = {number: where(paths[number]) for number in (*steps.others, *self._absent(steps.members))}
        moves = map(own.spots.moved.__getitem__, steps.gaps)
        return Places(
            steps.fixed, others, own.file, _by_line(own, steps.numbers, map(add, steps.starts, moves))
        )

    def _absent(self, members: Iterable[Member]) -> Iterator[int]:
        """Yield which numbers the unit does not give."""
        values = self._values.values
        for group, member, periods, numbers in members:
            given = values.get(group, NOTHING).get(member)
            if given is None:
                yield from [number for number, _ in numbers]
            elif not periods <= given.keys():
                yield from [
                    number for number, period in numbers if period is not None and period not in given
                ]

    @cached_property
    def _is_whole(self) -> bool:
        return self._values.whole is not None

    @cached_property
    def _own(self) -> Source:
        return self._values.source.opened

    def __contains__(self, path: object) -> bool:
        return isinstance(path, tuple) and (path in self._skeleton.spots or self._in_unit(path) is not None)

    def __iter__(self) -> Iterator[Texts]:
        return iter(self._skeleton.spots)

    def __len__(self) -> int:
        return len(self._skeleton.spots)


@dataclass(frozen=True, slots=True)
class UnitSource(Source):
    """The source of a unit's figures: where its numbers stand is asked most."""

    def where(self, path: Path, *, key: bool = False) -> Where:
        """Return the place of the value (or of its key), or of the deepest part that exists."""
        if not key and isinstance(self.spots, UnitSpots):
            place = self.spots.place(path)
            if place is not None:
                return place
        return Source.where(self, path, key=key)

    def places(self, paths: Sequence[Path]) -> Places:
        """Return the places of many values."""
        if not isinstance(self.spots, UnitSpots):
            return Source.places(self, paths)
        return self.spots.places(paths, self.where)


class Step(NamedTuple):
    """How a value is found in texts that are alike: in the skeleton, or as a number of a unit."""

    fixed: Where | None
    known: Known | None
    start: Offset = NO_OFFSET


class Steps(NamedTuple):
    """The same for many values."""

    fixed: FixedPlaces
    others: Sequence[int]
    """Which ones have to be looked for in each text."""
    members: Sequence[Member]
    """Whose numbers are to be found."""
    numbers: Sequence[int]
    """Which values are numbers of a unit, and their offsets in the layout."""
    starts: Sequence[int]
    gaps: Sequence[int]


class Member(NamedTuple):
    """A member of a group, the periods of its numbers, and which values these are: None for all of it."""

    group: str
    member: str
    periods: frozenset[int]
    numbers: Sequence[tuple[int, int | None]]


def _by_line(
    source: Source, numbers: Sequence[int], offsets: Iterable[int]
) -> dict[int, tuple[Sequence[int], Sequence[int]]]:
    """Return values by line with their columns; a unit of a file of many stands in one line."""
    at, lines = list(offsets), source.line_starts
    if at and min(at) >= lines[-1]:
        first = lines[-1] - 1
        return {len(lines): (numbers, [offset - first for offset in at])}
    found: dict[int, tuple[list[int], list[int]]] = {}
    for number, offset in zip(numbers, at, strict=True):
        line = bisect_right(lines, offset)
        of_line = found.setdefault(line, ([], []))
        of_line[0].append(number)
        of_line[1].append(offset - lines[line - 1] + 1)
    return dict(found)


class CommonPlaces:
    """Where the skeleton of a programme stands, and how to find what units say; threads may share it."""

    def __init__(self, skeleton: Source, slots: Skeleton) -> None:
        self.skeleton, self.slots = skeleton, slots
        self._steps: dict[tuple[Layout, bool, Sequence[Path]], Steps] = {}
        self._step: dict[tuple[Layout, bool, Path], Step] = {}

    def step(self, layout: Layout, path: Path, *, is_whole: bool) -> Step:
        """Return how a value is found in texts of a layout."""
        key = (layout, is_whole, path)
        found = self._step.get(key)
        if found is None:
            if len(self._step) >= MOST_PATHS:
                self._step.clear()
            found = self._step[key] = self._step_to(layout.spots, path, is_whole)
        return found

    def _step_to(self, spots: Mapping[Texts, tuple[Offset, ...]], path: Path, is_whole: bool) -> Step:
        known = _known(self.slots, path, is_whole)
        if known is None:
            return Step(self._fixed(path, is_whole), None)
        is_short = known.place[:-1] not in spots and known.shorthand in spots
        return Step(None, known, spots[known.shorthand if is_short else existing(spots, known.place)][0])

    def steps(self, layout: Layout, paths: Sequence[Path], *, is_whole: bool) -> Steps:
        """Return how each of the values is found in texts of a layout."""
        key = (layout, is_whole, paths)
        found = self._steps.get(key)
        if found is None:
            if len(self._steps) >= MOST_STEPS:
                self._steps.clear()
            steps = [self.step(layout, path, is_whole=is_whole) for path in paths]
            found = self._steps[key] = _together(steps)
        return found

    def _fixed(self, path: Path, is_whole: bool) -> Where | None:
        """Return where the skeleton has what is no number; None for what a unit may say itself."""
        parts = (path[:count] for count in range(1, len(path)))
        is_own = path[0] in OWN_KEYS or any(_known(self.slots, part, is_whole) for part in parts)
        return None if is_own else self.skeleton.where(path)


def _together(steps: Sequence[Step]) -> Steps:
    members: dict[tuple[str, str], list[tuple[int, int | None]]] = {}
    found = [(number, known, start) for number, (_, known, start) in enumerate(steps) if known is not None]
    for number, known, _ in found:
        members.setdefault((known.group, known.member), []).append((number, known.period))
    return Steps(
        FixedPlaces([step.fixed for step in steps]),
        [number for number, step in enumerate(steps) if step.fixed is None and step.known is None],
        [
            Member(*key, frozenset([period for _, period in numbers if period is not None]), numbers)
            for key, numbers in members.items()
        ],
        [number for number, _, _ in found],
        [start.start for _, _, start in found],
        [start.gaps for _, _, start in found],
    )


class Known(NamedTuple):
    """Which number a path means, and where it stands in a unit's own file."""

    group: str
    member: str
    period: int | None
    year: int
    place: Texts
    shorthand: Texts
    """Where it mostly stands: periods without a name for what they count."""


@lru_cache(maxsize=MOST_PATHS)
def _known(slots: Skeleton, path: Path, is_whole: bool) -> Known | None:
    """Return which number a path means, or numbers by period; None when it is the path of none."""
    texts = tuple(map(str, path))
    if len(texts) in (2, 3) and texts[1] == TOTAL:
        (group, kind), member = texts[:2], TOTAL
    elif len(texts) in (4, 5) and texts[1] == "chi_tieu":
        group, _, member, kind = texts[:4]
        member += DENOMINATOR if kind == "mau_so" else ""
    else:
        return None
    slot, period = slots.slot((group, member)), _period(texts[len(texts) // 2 * 2 :])
    if slot is None or slot.path[-1] != kind:
        return None
    year = slots.current if period is None else period
    place = tuple(map(str, place_of(slot, year, is_whole=is_whole)))
    return Known(group, member, period, year, place, (*place[:-2], place[-1]))


def _period(rest: Texts) -> int | None:
    return int(rest[0]) if rest and rest[0].isdigit() else None


def unit_source(common: CommonPlaces, values: UnitValues, made_of: str, text_place: TextPlace) -> Source:
    """Return the source of a unit's figures; `made_of` says what consolidated ones were made of."""
    spots, skeleton = UnitSpots(common, values, made_of, text_place), common.skeleton
    return UnitSource(skeleton.file, skeleton.text, spots, skeleton.sha256, skeleton.line_starts)

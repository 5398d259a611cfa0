"""Where the figures of one unit stand: labels in the skeleton, numbers in the unit's own file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from reportgen.consolidate import place_of
from reportgen.errors import Where
from reportgen.model.skeleton import Skeleton
from reportgen.model.source import Source, Spot
from reportgen.model.unit_values import DENOMINATOR, TOTAL, UnitValues

Texts = tuple[str, ...]
TextPlace = Callable[[Texts], Where | None]
"""Where a text or a fact of a unit stands outside its own file; None when it stands nowhere."""
OWN_KEYS = frozenset({"van_ban", "thong_tin"})


class UnitSpots(Mapping[Texts, Spot]):
    """The spots of the skeleton, those of numbers being in the unit's file or where they were added up."""

    def __init__(
        self, skeleton: Source, slots: Skeleton, values: UnitValues, made_of: str, text_place: TextPlace
    ) -> None:
        self._skeleton, self._slots, self._values = skeleton, slots, values
        self._made_of, self._text_place = made_of, text_place

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
        numbered = self._numbered(path)
        if numbered is None:
            return None
        group, member, period = numbered
        given = self._values.values.get(group, {}).get(member)
        if given is None or (period is not None and period not in given):
            return None
        return self._place(group, member, period)

    def _numbered(self, path: Texts) -> tuple[str, str, int | None] | None:
        """Return group, member and period of the path of a number, or of numbers by period."""
        if len(path) in (2, 3) and path[1] == TOTAL:
            return path[0], TOTAL, _period(path[2:])
        if len(path) not in (4, 5) or path[1] != "chi_tieu":
            return None
        member = path[2] + DENOMINATOR if path[3] == "mau_so" else path[2]
        slot = self._slots.slot((path[0], member))
        return (path[0], member, _period(path[4:])) if slot and slot.path[-1] == path[3] else None

    def _place(self, group: str, member: str, period: int | None) -> Where:
        slot = self._slots.slot((group, member))
        assert slot is not None, "numbers belong to slots"
        year = self._slots.current if period is None else period
        if (group, member, year) in self._values.summed:
            return Where(self._made_of)
        return self._values.source.where(place_of(slot, year, is_whole=self._values.whole is not None))

    def __contains__(self, path: object) -> bool:
        return isinstance(path, tuple) and (path in self._skeleton.spots or self._in_unit(path) is not None)

    def __iter__(self) -> Iterator[Texts]:
        return iter(self._skeleton.spots)

    def __len__(self) -> int:
        return len(self._skeleton.spots)


def _period(rest: Texts) -> int | None:
    return int(rest[0]) if rest and rest[0].isdigit() else None


def unit_source(
    skeleton: Source, slots: Skeleton, values: UnitValues, made_of: str, text_place: TextPlace
) -> Source:
    """Return the source of a unit's figures; `made_of` says what consolidated ones were made of."""
    spots = UnitSpots(skeleton, slots, values, made_of, text_place)
    return Source(skeleton.file, skeleton.text, spots, skeleton.sha256, skeleton.line_starts)

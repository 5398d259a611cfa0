"""Where the values of a JSON text stand, found in one pass over its tokens.

Only for text that `read_plain_json` has accepted; the places are those that the strict reader gives. Texts of
units differ in numbers and codes only, so the pass is made once for all that are alike: with these cut out.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from reportgen.load.text import BYTE_ORDER_MARK
from reportgen.model.source import Source, Spot

STRING = r'"(?:[^"\\]|\\.)*"'
MEMBER = re.compile(rf'(?:({STRING})\s*:\s*)?({STRING}|[{{}}\[\]]|[^\s{{}}\[\],:"]+)')
"""A value with its key, if it has one; or the end of a list or an object."""
OWN = re.compile(r':( ?)("\w*"|-?[0-9][0-9.eE+-]*|null)')
"""A value behind its key, or what looks like one inside a string: another one in its place moves the rest.

It begins with a sign, and looks back at none, so that only colons are tried.
"""
STAND_IN = "0"
MOST_LAYOUTS, LONGEST_ALIKE = 32, 100_000
Path = tuple[str, ...]
NOWHERE = Spot()


class PathsOf(Mapping[Path, Spot]):
    """The paths of plain data, for those who need not know where in the text they stand."""

    def __init__(self, data: object) -> None:
        self._data = data

    def __getitem__(self, path: Path) -> Spot:
        found = self._data
        for part in path:
            if isinstance(found, list):
                found = dict(_parts(found))
            if not isinstance(found, dict) or part not in found:
                raise KeyError(path)
            found = found[part]
        return NOWHERE

    def __iter__(self) -> Iterator[Path]:
        return _paths(self._data, ())

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _paths(data: object, path: Path) -> Iterator[Path]:
    yield path
    for part, inner in _parts(data):
        yield from _paths(inner, (*path, part))


def _parts(data: object) -> Iterator[tuple[str, object]]:
    if isinstance(data, dict):
        yield from data.items()
    elif isinstance(data, list):
        yield from ((str(index), each) for index, each in enumerate(data))


def json_source(raw: bytes, file: str) -> Source:
    """Return a plain JSON text with the place of every value in it."""
    text = raw.removeprefix(BYTE_ORDER_MARK).decode("utf-8")
    spots = _alike_spots(text) if len(text) <= LONGEST_ALIKE else None
    sha256 = hashlib.sha256(raw).hexdigest()
    return Source.of_text(file, text, _spots(text) if spots is None else spots, sha256=sha256)


class Offset(NamedTuple):
    """A place in a layout: how far from the beginning, and how many gaps are before it."""

    start: int
    gaps: int


class Layout:
    """Where values stand in all texts that are alike, were each gap filled by the stand-in."""

    def __init__(self, spots: Mapping[Path, tuple[Offset, Offset, Offset]]) -> None:
        self.spots = spots


class AlikeSpots(Mapping[Path, Spot]):
    """The spots of a text by its layout, moved by as much as what fills the gaps before them is longer."""

    def __init__(self, layout: Layout, moved: Sequence[int]) -> None:
        self.layout, self.moved = layout, moved

    def __getitem__(self, path: Path) -> Spot:
        start, end, key_start = self.layout.spots[path]
        return Spot(self._moved(start), self._moved(end), self._moved(key_start))

    def start(self, path: Path) -> int | None:
        """Return where a value begins; None when there is none at a path."""
        found = self.layout.spots.get(path)
        return self._moved(found[0]) if found is not None else None

    def _moved(self, offset: Offset) -> int:
        return offset.start + self.moved[offset.gaps]

    def __iter__(self) -> Iterator[Path]:
        return iter(self.layout.spots)

    def __len__(self) -> int:
        return len(self.layout.spots)

    def __contains__(self, path: object) -> bool:
        return path in self.layout.spots


def _alike_spots(text: str) -> AlikeSpots | None:
    pieces = OWN.split(text)
    layout = _layout(tuple(pieces[::3]), tuple(pieces[1::3]))
    longer = [len(own) - len(STAND_IN) for own in pieces[2::3]]
    return AlikeSpots(layout, tuple(accumulate(longer, initial=0))) if layout is not None else None


@lru_cache(maxsize=MOST_LAYOUTS)
def _layout(between: tuple[str, ...], spaces: tuple[str, ...]) -> Layout | None:
    """Return where the values stand in a text of these pieces, between any two a colon, a space, a stand-in.

    None when a key has a colon, behind which it would have a gap itself.
    """
    pieces = [f"{text}:{space}" for text, space in zip(between, spaces, strict=False)] + [between[-1]]
    ends = accumulate(len(piece) + len(STAND_IN) for piece in pieces[:-1])
    gaps = [end - len(STAND_IN) for end in ends]
    spots = _spots(STAND_IN.join(pieces))
    if any(":" in path[-1] for path in spots if path):
        return None
    return Layout(
        {
            path: (_offset(spot.start, gaps), _offset(spot.end, gaps), _offset(spot.key_start, gaps))
            for path, spot in spots.items()
        }
    )


def _offset(at: int, gaps: Sequence[int]) -> Offset:
    return Offset(at, bisect_left(gaps, at))


def _spots(text: str) -> dict[Path, Spot]:
    spots: dict[Path, Spot] = {}
    above: list[tuple[Path, int]] = []
    path: Path = ()
    index = -1  # the item of a list that comes next; -1 inside an object
    for found in MEMBER.finditer(text):
        key, piece = found.groups()
        if piece in "}]":
            path, index = above.pop()
            continue
        place = path
        if key is not None:
            place = (*path, _key(key))
        elif above:
            place = (*path, str(index))
            index += 1
        spots[place] = Spot(found.start(2), found.end(), found.start())
        if piece in "{[":
            above.append((path, index))
            path, index = place, -1 if piece == "{" else 0
    return spots


def _key(piece: str) -> str:
    return str(json.loads(piece)) if "\\" in piece else piece[1:-1]

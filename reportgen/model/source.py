"""Where the values of a file stand: the map from a path inside the data to a place a person can open."""

from __future__ import annotations

import re
from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from reportgen.errors import Where
from reportgen.model.base import Path

LINE_FEED, LINE_END = re.compile(r"\n"), re.compile(r"\r\n?|\n")
WHITE = r"(?:\s|\\n|\\(?=\s))+"
"""Any run of white space, as text or as the escapes of a double-quoted scalar."""
WRITTEN_AS = {"'": "''?", '"': r"\\?\"", "\\": r"\\\\?"}
"""Characters that a quoted scalar may write in two ways."""
GAP = re.compile(WHITE)
SURE = re.compile(r"[^\s'\"\\]{2}")
"""A beginning that can be written in one way only."""
UNSURE = re.compile(r"['\"\\]")


class Spot(NamedTuple):
    """Where one value stands: the span of the value and the start of its key in the text, or its cells.

    Offsets, since a file has thousands of values and a person asks for the place of a few.
    """

    start: int = 0
    end: int = 0
    key_start: int = 0
    cell: Where | None = None
    key_cell: Where | None = None


class FixedPlaces:
    """Places that many units have in common, None where each has its own; two are never equal."""

    __slots__ = ("places",)

    def __init__(self, places: Sequence[Where | None]) -> None:
        self.places = places


class Places(NamedTuple):
    """Where many values stand, for those who ask for a hundred at once."""

    fixed: FixedPlaces
    own: Mapping[int, Where]
    """Other places, by the number of the value; they count before all others."""
    file: str = ""
    in_file: Mapping[int, tuple[Sequence[int], Sequence[int]]] = {}
    """By line of this file, the numbers of values that stand there, and their columns."""


class Later(Mapping[tuple[str, ...], Spot]):
    """Places that are looked up in a source opened at the first question."""

    @property
    @abstractmethod
    def source(self) -> Source:
        """The file with its places."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its name, its NFC text (empty for a workbook), and a spot for every path in it.

    All parts of the keys of `spots` are texts, list indexes too: ("noi_dung", "0", "van_ban").
    """

    file: str
    text: str
    spots: Mapping[tuple[str, ...], Spot]
    sha256: str = ""
    line_starts: tuple[int, ...] = field(default=(0,), repr=False)

    @classmethod
    def of_text(
        cls, file: str, text: str, spots: Mapping[tuple[str, ...], Spot], *, sha256: str = ""
    ) -> Self:
        """Make the source of a text file, its lines counted."""
        return cls(file, text, spots, sha256, count_lines(text))

    @property
    def is_workbook(self) -> bool:
        """Whether places are cells rather than lines."""
        return not self.text

    @property
    def opened(self) -> Source:
        """The same with its places at hand, where they are read only when they are needed."""
        later = self.spots
        return later.source if isinstance(later, Later) else self

    def existing(self, path: Iterable[str | int]) -> tuple[str, ...]:
        """Return the deepest path of the file along `path`.

        Parts that the file does not have are passed over: union tags, the `so_luong` of the shorthand
        `xa: 17`, the key of the current period, the name of an unnamed target.
        """
        return existing(self.spots, tuple(map(str, path)))

    def where(self, path: Path, *, key: bool = False) -> Where:
        """Return the place of the value (or of its key), or of the deepest part that exists."""
        found = self.existing(path)
        spot = self.spots.get(found)
        if spot is None:
            return Where(self.file)
        is_whole = bool(found) and found[-1] == str(path[-1])
        return self._place(spot, key=key and is_whole)

    def places(self, paths: Sequence[Path]) -> Places:
        """Return the places of many values."""
        return Places(FixedPlaces([None] * len(paths)), dict(enumerate(map(self.where, paths))))

    def _place(self, spot: Spot, *, key: bool = False) -> Where:
        if spot.cell is not None:
            return spot.key_cell or spot.cell if key else spot.cell
        return self.at_offset(spot.key_start if key else spot.start)

    def place_in_text(self, path: Path, pieces: list[str]) -> Iterator[Where]:
        """Yield the places of `pieces` inside the scalar at `path`, searched one after the other.

        White space may differ between the value and the file (folded and indented scalars), so any run of
        it matches any other. A piece that cannot be found (written with escapes) gets the scalar's start.
        """
        spot = self.spots.get(tuple(map(str, path)))
        if spot is None or spot.end <= spot.start:
            yield from (self.where(path) for _ in pieces)
            return
        cursor = spot.start
        for piece in pieces:
            found = self._find(piece, cursor, spot.end)
            if found is None:
                yield self._place(spot)
                continue
            cursor = found[1]
            yield self.at_offset(found[0])

    def _find(self, piece: str, start: int, end: int) -> tuple[int, int] | None:
        """Return where a piece is first written.

        Nearly always it stands there as it is, and nothing before begins like it. A pattern is made only for
        the rest: making one takes a hundred times as long as finding the piece.
        """
        exact, beginning = self.text.find(piece, start, end), piece[:2]
        if exact >= 0 and SURE.fullmatch(beginning) and self.text.find(beginning, start, exact + 1) < 0:
            return exact, exact + len(piece)
        words = piece.split()
        if words and not UNSURE.search(piece):
            return self._find_words(words, start, end)
        found = _as_written(piece).search(self.text, start, end)
        return found.span() if found is not None else None

    def _find_words(self, words: list[str], start: int, end: int) -> tuple[int, int] | None:
        """Return where words that can be written in one way only first stand, any gaps between them."""
        while (begin := self.text.find(words[0], start, end)) >= 0:
            cursor = begin + len(words[0])
            for word in words[1:]:
                gap = GAP.match(self.text, cursor, end)
                if gap is None or not self.text.startswith(word, gap.end(), end):
                    break
                cursor = gap.end() + len(word)
            else:
                return begin, cursor
            start = begin + 1
        return None

    def at_offset(self, offset: int) -> Where:
        """Return line and column of an offset into the text."""
        line = bisect_right(self.line_starts, offset)
        return Where(self.file, line, offset - self.line_starts[line - 1] + 1)


def existing(spots: Container[tuple[str, ...]], path: tuple[str, ...]) -> tuple[str, ...]:
    """Return the deepest path there is along `path`, parts that there are not being passed over."""
    if path in spots:
        return path
    found: tuple[str, ...] = ()
    for part in path:
        deeper = (*found, part)
        if deeper in spots:
            found = deeper
    return found


def count_lines(text: str) -> tuple[int, ...]:
    """Return the offsets at which the lines of a text begin."""
    line_end = LINE_END if "\r" in text else LINE_FEED  # one sign is looked for by leaps
    return (0, *[found.end() for found in line_end.finditer(text)])


def _as_written(piece: str) -> re.Pattern[str]:
    words = ("".join(WRITTEN_AS.get(char) or re.escape(char) for char in word) for word in piece.split())
    return re.compile(WHITE.join(words))

"""Places looked up only when somebody asks: a file read fast is read a second time, with its places."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportgen.model.source import Later, Source, Spot

Texts = tuple[str, ...]


class LaterSpots(Later):
    """The spots of a source that is opened at the first question."""

    def __init__(self, read: Callable[[], Source]) -> None:
        self._read = read
        self._source: Source | None = None

    @property
    def source(self) -> Source:
        """The file with its places."""
        if self._source is None:
            self._source = self._read()
        return self._source

    def __getitem__(self, path: Texts) -> Spot:
        spot, source = self.source.spots[path], self.source
        if spot.cell is not None:
            return spot
        return Spot(cell=source.at_offset(spot.start), key_cell=source.at_offset(spot.key_start))

    def __iter__(self) -> Iterator[Texts]:
        return iter(self.source.spots)

    def __len__(self) -> int:
        return len(self.source.spots)

    def __contains__(self, path: object) -> bool:
        return path in self.source.spots


def later_source(file: str, sha256: str, read: Callable[[], Source]) -> Source:
    """Return the source of a file whose places are read when they are needed."""
    return Source(file, "", LaterSpots(read), sha256)

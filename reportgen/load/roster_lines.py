"""A roster of one unit a line (CSV, JSONL) read line by line: nothing is kept but units and their offsets."""

from __future__ import annotations

import hashlib
import unicodedata
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from reportgen.errors import Where
from reportgen.load.delimited import Delimited, TextCell, read_header, split_line
from reportgen.load.fast_json import REPLACEMENT, read_plain_json
from reportgen.load.plain_units import unit_of
from reportgen.load.roster import FACT, HEADINGS, NEEDED, ROOT, entry_of, roster_reading
from reportgen.load.text import BYTE_ORDER_MARK
from reportgen.load.yaml_json import Reading, read_json
from reportgen.model.source import Source, Spot
from reportgen.model.unit import Unit

Texts = tuple[str, ...]
LONGEST_LINE = 100_000


class UnusualLine(Exception):
    """A line that the strict reader has to judge."""


@dataclass(frozen=True, slots=True)
class Streamed:
    """The units of a file, and where they stand."""

    units: tuple[Unit, ...]
    source: Source


def stream_roster(path: Path, file: str) -> Streamed | None:
    """Read a roster of lines; None when anything in it is unusual, so that the strict reader has to judge.

    Raises OSError as the file system does.
    """
    units: list[Unit] = []
    offsets, numbers = array("q"), array("l")
    digest = hashlib.sha256()
    offset = 0
    try:
        with path.open("rb") as lines:
            kind = _kind(path, file, lines.readline(LONGEST_LINE))
            lines.seek(0)
            for number, raw in enumerate(iter(lambda: lines.readline(LONGEST_LINE), b""), 1):
                digest.update(raw)
                entry = kind.entry(raw, number)
                if entry is not None:
                    units.append(unit_of(entry))
                    offsets.append(offset)
                    numbers.append(number)
                offset += len(raw)
    except (UnusualLine, UnicodeDecodeError, ValidationError):
        return None
    if not units:
        return None
    spots = LineSpots(path, file, offsets, numbers, kind.spots)
    return Streamed(tuple(units), Source(file, "", spots, digest.hexdigest()))


def _kind(path: Path, file: str, first: bytes) -> CsvLines | JsonLines:
    return CsvLines(file, first) if path.suffix.lower() == ".csv" else JsonLines(file)


class CsvLines:
    """Lines of cells under a header."""

    def __init__(self, file: str, first: bytes) -> None:
        text = _plain(first.removeprefix(BYTE_ORDER_MARK))
        self.header: Delimited
        self.header, findings = read_header(text, file, HEADINGS, NEEDED, FACT)
        if findings:
            raise UnusualLine

    def entry(self, raw: bytes, number: int) -> dict[str, object] | None:
        """Return what a line says of a unit; None for a line without one."""
        if number == 1:
            return None
        line = _plain(raw)
        if not line.strip():
            return None
        texts = split_line(line, self.header.delimiter) if line.count('"') % 2 == 0 else []
        if not 0 < len(texts) <= len(self.header.keys):
            raise UnusualLine
        cells = zip(self.header.keys, map(str.strip, texts), strict=False)
        return entry_of((key, text) for key, text in cells if key and text)

    def spots(self, raw: bytes, number: int) -> Mapping[Texts, Spot]:
        """Return where the parts of a unit stand, as if it were the first."""
        cells: dict[str, TextCell] = self.header.row(_plain(raw), number)
        return roster_reading([cells], self.header.file, "", []).source.spots


class JsonLines:
    """JSON of one unit a line."""

    def __init__(self, file: str) -> None:
        self.file = file

    def entry(self, raw: bytes, number: int) -> object | None:
        """Return what a line says of a unit; None for a line without one."""
        raw = raw.removeprefix(BYTE_ORDER_MARK) if number == 1 else raw
        if not raw.strip():
            return None
        if len(raw) >= LONGEST_LINE or (entry := read_plain_json(raw)) is None:
            raise UnusualLine
        return entry

    def spots(self, raw: bytes, number: int) -> Mapping[Texts, Spot]:
        """Return where the parts of a unit stand, as if it were the first."""
        reading = read_json(raw.removeprefix(BYTE_ORDER_MARK), self.file)
        return {(ROOT, "0", *path): spot for path, spot in at_line(reading.source, number).items()}


def at_line(source: Source, number: int) -> dict[Texts, Spot]:
    """Return the spots of one line of a file as places in the file."""
    return {
        path: Spot(
            cell=replace(source.at_offset(spot.start), line=number),
            key_cell=replace(source.at_offset(spot.key_start), line=number),
        )
        for path, spot in source.spots.items()
    }


def _plain(raw: bytes) -> str:
    if len(raw) >= LONGEST_LINE:
        raise UnusualLine
    text = raw.decode("utf-8").rstrip("\r\n")
    is_clean = text.replace("\t", " ").isprintable() and REPLACEMENT not in text
    if not is_clean or not unicodedata.is_normalized("NFC", text):
        raise UnusualLine
    return text


class LineSpots(Mapping[Texts, Spot]):
    """Where the parts of units stand, found in the line of the unit that is asked for."""

    def __init__(
        self,
        path: Path,
        file: str,
        offsets: array[int],
        numbers: array[int],
        read: Callable[[bytes, int], Mapping[Texts, Spot]],
    ) -> None:
        self._path, self._file, self._offsets, self._numbers, self._read = path, file, offsets, numbers, read
        self._last: tuple[int, Mapping[Texts, Spot]] = (-1, {})

    def _of_unit(self, index: int) -> Mapping[Texts, Spot]:
        if self._last[0] != index:
            with self._path.open("rb") as lines:
                lines.seek(self._offsets[index])
                self._last = index, self._read(lines.readline(LONGEST_LINE), self._numbers[index])
        return self._last[1]

    def __getitem__(self, path: Texts) -> Spot:
        if path in ((), (ROOT,)):
            return Spot(cell=Where(self._file, 1, 1))
        if path[0] != ROOT or not path[1].isdecimal() or int(path[1]) >= len(self._offsets):
            raise KeyError(path)
        return self._of_unit(int(path[1]))[(ROOT, "0", *path[2:])]

    def __iter__(self) -> Iterator[Texts]:
        yield from ((), (ROOT,))
        for index in range(len(self)):
            yield from ((ROOT, str(index), *path[2:]) for path in self._of_unit(index) if len(path) > 1)

    def __len__(self) -> int:
        return len(self._offsets)


def read_roster_lines(raw: bytes, file: str) -> Reading:
    """Read a roster of JSON lines with the place of everything."""
    units: list[object] = []
    spots: dict[Texts, Spot] = dict.fromkeys([(), (ROOT,)], Spot(cell=Where(file, 1, 1)))
    findings = []
    is_sound = True
    for number, line in enumerate(raw.removeprefix(BYTE_ORDER_MARK).split(b"\n"), 1):
        if line.strip():
            reading = read_json(line, file)
            places = at_line(reading.source, number)
            spots |= {(ROOT, str(len(units)), *path): spot for path, spot in places.items()}
            findings += [replace(each, where=replace(each.where, line=number)) for each in reading.findings]
            is_sound = is_sound and reading.is_sound
            units.append(reading.data)
    source = Source(file, "", spots, hashlib.sha256(raw).hexdigest())
    return Reading({ROOT: units}, source, tuple(findings), is_sound)

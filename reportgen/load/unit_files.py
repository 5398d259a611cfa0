"""Where the values of units are kept: a folder with a file each, or one file for all; read one by one."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

from reportgen.errors import Finding, InputRefused, Severity, Where
from reportgen.load.delimited import Delimited, read_header, split_line
from reportgen.load.load import TEXT_READERS, read_file
from reportgen.load.text import BYTE_ORDER_MARK, SAVE_AS_UTF8, decode
from reportgen.load.unit_table import HEADINGS, table_reading
from reportgen.load.unit_values import UnitReader
from reportgen.model.skeleton import Skeleton
from reportgen.model.source import Source
from reportgen.model.unit_values import UnitValues

SUFFIXES = (".json", ".yaml", ".yml", ".xlsx", ".csv")
CODE_FIRST = re.compile(rb'\s*\{\s*"don_vi"\s*:\s*"([A-Za-z0-9_-]{1,40})"')


class UnitFiles(Protocol):
    """The values of units, wherever they are kept. Nothing is held in memory but where each unit stands."""

    findings: list[Finding]
    """What is wrong with the folder or file as a whole."""

    @property
    def codes(self) -> Mapping[str, Where]:
        """The units that have values, and where."""

    def digest(self, code: str) -> str:
        """Return the sha256 of what a unit's values are read from; empty when there is nothing."""

    def read(self, code: str) -> UnitValues | None:
        """Return the values of a unit; None when there are none. Raises InputRefused with its mistakes."""


def open_units(path: Path, slots: Skeleton) -> UnitFiles:
    """Find out which units have values in a folder, or in one .jsonl, .csv or .json file.

    Raises InputRefused when there is nothing that can be read.
    """
    reader = UnitReader(slots)
    if path.is_dir():
        return FolderOfUnits(path, reader)
    openers: dict[str, Callable[[Path, UnitReader], UnitFiles]] = {
        ".jsonl": LinesOfUnits,
        ".csv": TableOfUnits,
        ".json": JsonOfUnits,
    }
    opener = openers.get(path.suffix.lower())
    if opener is None:
        message = f"số liệu các đơn vị phải là thư mục, hoặc tệp {', '.join(openers)}"
        raise InputRefused([Finding("file-kind", message, Where(path.as_posix()), "sửa mục so_lieu")])
    if not path.is_file():
        read_file(path, path.as_posix())  # tells what is the matter
    return opener(path, reader)


class FolderOfUnits:
    """A folder with one file for each unit, called by its code."""

    def __init__(self, folder: Path, reader: UnitReader) -> None:
        self._reader = reader
        self.findings: list[Finding] = []
        self._paths: dict[str, Path] = {}
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in SUFFIXES and not path.name.startswith(("~", ".")):
                self._add(path)

    def _add(self, path: Path) -> None:
        other = self._paths.setdefault(path.stem, path)
        if other is not path:
            message = f"đơn vị {path.stem} có hai tệp số liệu: {other.name}, {path.name}"
            self.findings.append(Finding("unit-files-two", message, Where(path.as_posix()), "bỏ một tệp"))

    @cached_property
    def codes(self) -> Mapping[str, Where]:
        """The units that have a file."""
        return {code: Where(path.as_posix()) for code, path in self._paths.items()}

    def digest(self, code: str) -> str:
        """Return the sha256 of a unit's file."""
        path = self._paths.get(code)
        return hashlib.sha256(path.read_bytes()).hexdigest() if path is not None else ""

    def raw_json(self, code: str) -> bytes:
        """Return what is written about a unit, right or wrong; empty when it is no JSON."""
        path = self._paths.get(code)
        return path.read_bytes() if path is not None and path.suffix.lower() == ".json" else b""

    def read(self, code: str) -> UnitValues | None:
        """Return the values of a unit.

        Raises InputRefused with everything wrong in its file.
        """
        path = self._paths.get(code)
        if path is None:
            return None
        file, suffix = path.as_posix(), path.suffix.lower()
        raw = read_file(path, file)
        if suffix == ".json":
            return self._reader.read_json(raw, file, code)
        if suffix == ".xlsx":
            return self._reader.whole(raw, file, code, suffix)
        if suffix == ".csv":
            return _read_table(raw, file, code, self._reader)
        return self._reader.read(TEXT_READERS[suffix](raw, file), code, raw, suffix)


def _read_table(raw: bytes, file: str, code: str, reader: UnitReader) -> UnitValues:
    first, *lines = decode(raw, file).splitlines()
    header, problems = read_header(first, file, HEADINGS, ("chi_tieu", "gia_tri"))
    numbered = [(number, line) for number, line in enumerate(lines, 2) if line.strip()]
    column = header.keys.index("don_vi") if "don_vi" in header.keys else -1
    for number, line in numbered if column >= 0 else ():
        given = split_line(line, header.delimiter)[column].strip()
        if given != code:
            message = f"tệp của đơn vị {code} ghi don_vi: {given}"
            problems.append(
                Finding("unit-code-differs", message, Where(file, number, column + 1), "sửa don_vi")
            )
    return reader.read(table_reading(numbered, header, reader.slots, problems), code, raw, ".csv")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bytes of a file that belong to one unit, and the number of their first line."""

    start: int
    length: int
    line: int


class OneFile:
    """One file with the values of all units: where each stands is found in one pass."""

    def __init__(self, path: Path, reader: UnitReader) -> None:
        self._path, self._file, self._reader = path, path.as_posix(), reader
        self.findings: list[Finding] = []
        self._stretches: dict[str, list[Stretch]] = {}
        self._find()

    def _find(self) -> None:
        raise NotImplementedError

    @cached_property
    def codes(self) -> Mapping[str, Where]:
        """The units that have values, and the line at which they begin."""
        return {code: Where(self._file, parts[0].line, 1) for code, parts in self._stretches.items()}

    def digest(self, code: str) -> str:
        """Return the sha256 of what is written about a unit."""
        parts = self._bytes(code)
        return hashlib.sha256(b"".join(raw for _, raw in parts)).hexdigest() if parts else ""

    def _bytes(self, code: str) -> list[tuple[int, bytes]]:
        """Return line number and bytes of every stretch of a unit."""
        handle = os.open(self._file, os.O_RDONLY)  # a third of the time that a file object takes
        try:
            return [
                (each.line, os.pread(handle, each.length, each.start))
                for each in self._stretches.get(code, ())
            ]
        finally:
            os.close(handle)

    def _note_twice(self, code: str, line: int) -> None:
        first = self._stretches[code][0].line
        message = f"đơn vị {code} bị lặp; đã có ở dòng {first}"
        self.findings.append(Finding("unit-files-two", message, Where(self._file, line, 1), "bỏ một dòng"))


class LinesOfUnits(OneFile):
    """JSONL: one unit a line."""

    def _find(self) -> None:
        start = 0
        with self._path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                line = raw.removeprefix(BYTE_ORDER_MARK) if number == 1 else raw
                if line.strip():
                    stretch = Stretch(start + len(raw) - len(line), len(line.rstrip(b"\r\n")), number)
                    self._add(_code_of(line), stretch)
                start += len(raw)

    def _add(self, code: str | None, stretch: Stretch) -> None:
        if code is None:
            message = "dòng không phải JSON có don_vi"
            where = Where(self._file, stretch.line, 1)
            remedy = 'mỗi dòng một đơn vị: {"don_vi": "03271", "so_lieu": {…}}'
            self.findings.append(Finding("unit-line", message, where, remedy))
        elif code in self._stretches:
            self._note_twice(code, stretch.line)
        else:
            self._stretches[code] = [stretch]

    def raw_json(self, code: str) -> bytes:
        """Return what is written about a unit, right or wrong."""
        parts = self._bytes(code)
        return parts[0][1] if parts else b""

    def read(self, code: str) -> UnitValues | None:
        """Return the values of a unit.

        Raises InputRefused with everything wrong in its line.
        """
        parts = self._bytes(code)
        if not parts:
            return None
        line, raw = parts[0]
        return self._reader.read_json(raw, self._file, code, lambda source: _at_line(source, line))


def _code_of(line: bytes) -> str | None:
    if found := CODE_FIRST.match(line):
        return found[1].decode()
    try:
        data = json.loads(line)
    except ValueError:
        return None
    code = data.get("don_vi") if isinstance(data, dict) else None
    return str(code) if isinstance(code, str | int) and not isinstance(code, bool) else None


def _at_line(source: Source, line: int) -> Source:
    """Return the source of one line of a file, its places being those in the file."""
    return Source(source.file, source.text, source.spots, source.sha256, (0,) * line)


class TableOfUnits(OneFile):
    """CSV: one number a line; the lines of a unit stand together or not."""

    _header: Delimited

    def _find(self) -> None:
        start = 0
        with self._path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                if number == 1:
                    self._read_header(raw)
                elif raw.strip() and "don_vi" in self._header.keys:
                    self._add(raw, start, number)
                start += len(raw)

    def _read_header(self, raw: bytes) -> None:
        text = _text(raw.removeprefix(BYTE_ORDER_MARK), self._file, 1)
        needed = ("don_vi", "chi_tieu", "gia_tri")
        self._header, self.findings = read_header(text.rstrip("\r\n"), self._file, HEADINGS, needed)
        self._column = self._header.keys.index("don_vi") if "don_vi" in self._header.keys else 0
        self._delimiter = self._header.delimiter.encode()

    def _add(self, raw: bytes, start: int, number: int) -> None:
        parts = raw.split(self._delimiter, self._column + 1)
        code = (
            parts[self._column].strip(b' "\r\n').decode("utf-8", "replace")
            if self._column < len(parts)
            else ""
        )
        if not code:
            where = Where(self._file, number, self._column + 1)
            self.findings.append(Finding("csv-row", "dòng không ghi don_vi", where, "ghi mã đơn vị"))
            return
        known = self._stretches.setdefault(code, [])
        if known and known[-1].start + known[-1].length == start:
            last = known[-1]
            known[-1] = Stretch(last.start, last.length + len(raw), last.line)
        else:
            known.append(Stretch(start, len(raw), number))

    def read(self, code: str) -> UnitValues | None:
        """Return the values of a unit.

        Raises InputRefused with everything wrong in its lines.
        """
        parts = self._bytes(code)
        if not parts:
            return None
        lines = [
            (number, text)
            for first, raw in parts
            for number, text in enumerate(_text(raw, self._file, first).splitlines(), first)
            if text.strip()
        ]
        reading = table_reading(lines, self._header, self._reader.slots)
        return self._reader.read(reading, code, b"", ".csv")


def _text(raw: bytes, file: str, line: int) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line += raw[: error.start].count(b"\n")
        message = f"tệp không phải chữ UTF-8 (gặp byte 0x{raw[error.start]:02X})"
        raise InputRefused([Finding("encoding", message, Where(file, line, 1), SAVE_AS_UTF8)]) from None


class JsonOfUnits:
    """One JSON file with all units, as a list or by code: for a few units, since it is read whole."""

    def __init__(self, path: Path, reader: UnitReader) -> None:
        self._reader, self._file = reader, path.as_posix()
        self.findings: list[Finding] = []
        raw = read_file(path, self._file)
        reading = TEXT_READERS[".json"](raw, self._file)
        if any(each.severity is Severity.ERROR for each in reading.findings):
            raise InputRefused(reading.findings)
        self._source = reading.source
        self._units = dict(self._entries(reading.data))

    def _entries(self, data: object) -> Iterator[tuple[str, _Entry]]:
        given = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
        seen: set[str] = set()
        for key, each in given:
            code = each.get("don_vi", key) if isinstance(each, dict) else None
            where = self._source.where((key,))
            if code is None or (isinstance(data, list) and "don_vi" not in each):
                message = "phải là một đơn vị có don_vi"
                self.findings.append(
                    Finding("unit-line", message, where, '{"don_vi": "03271", "so_lieu": {…}}')
                )
            elif str(code) in seen:
                message = f"đơn vị {code} bị lặp"
                self.findings.append(Finding("unit-files-two", message, where, "bỏ một lần"))
            else:
                seen.add(str(code))
                yield str(code), _Entry(str(key), each, where)

    @cached_property
    def codes(self) -> Mapping[str, Where]:
        """The units that have values, and where."""
        return {code: each.where for code, each in self._units.items()}

    def digest(self, code: str) -> str:
        """Return the sha256 of what is written about a unit."""
        entry = self._units.get(code)
        if entry is None:
            return ""
        text = json.dumps(entry.data, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    def read(self, code: str) -> UnitValues | None:
        """Return the values of a unit.

        Raises InputRefused with everything wrong about it.
        """
        entry = self._units.get(code)
        return (
            self._reader.read_part(entry.data, self._source, entry.key, code) if entry is not None else None
        )


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    data: dict[str, object] = field(repr=False)
    where: Where

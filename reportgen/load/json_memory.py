"""The JSON of one unit as it was read last: groups whose text is the same are not read again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from reportgen.load.fast_json import read_plain_json
from reportgen.load.text import MAX_BYTES

T = TypeVar("T")
FIGURES = "so_lieu"
BEFORE_GROUPS = f',"{FIGURES}":{{'.encode()
"""The figures stand last in what we write; where they do not, all is read together."""
SCANNER = json.JSONDecoder()


class _Group(NamedTuple):
    name: str
    raw: bytes
    """Its JSON, name and all."""
    value: Any
    made: dict[str, Any]


class JsonMemory:
    """Reads the JSON of a unit again and again; a group that says the same is the very object of before.

    Nobody changes what was read. What is made of a group may be kept beside it. Threads may share it.
    """

    def __init__(self) -> None:
        self._head: tuple[bytes, object | None] = (b"", None)
        self._groups: Mapping[bytes, _Group] = {}

    def read(self, raw: bytes) -> object | None:
        """Return the value of JSON text, or None when anything about it is unusual: as `read_plain_json`."""
        by_group = self._by_group(raw) if len(raw) <= MAX_BYTES else None
        return by_group if by_group is not None else read_plain_json(raw)

    def made(self, what: str, name: str, value: object, make: Callable[[], T]) -> T:
        """Return what is made of the value of a group; kept as long as the group says the same."""
        group = self._groups.get(name.encode())
        if group is None or group.value is not value:
            return make()
        if what not in group.made:
            group.made[what] = make()
        made: T = group.made[what]
        return made

    def _by_group(self, raw: bytes) -> dict[str, Any] | None:
        start = raw.find(BEFORE_GROUPS)
        head = self._read_head(raw[:start]) if start > 0 else None
        if not isinstance(head, dict) or not head or FIGURES in head:
            return None
        groups: dict[bytes, _Group] = {}
        place = start + len(BEFORE_GROUPS)
        while (found := self._group(raw, place)) is not None and found[0] not in groups:
            groups[found[0]] = found[1]
            place += len(found[1].raw) + 1
            if raw[place - 1 : place] != b",":
                break
        if raw[place - 1 :] != b"}}":
            return None
        self._groups = groups
        return {**head, FIGURES: {group.name: group.value for group in groups.values()}}

    def _read_head(self, raw: bytes) -> object | None:
        if self._head[0] != raw:
            self._head = raw, read_plain_json(raw + b"}")
        return self._head[1]

    def _group(self, raw: bytes, place: int) -> tuple[bytes, _Group] | None:
        """Return the name and the group that begin in a place; None when they are unusual, or not there."""
        name_end = raw.find(b'":', place)
        name = raw[place + 1 : name_end]
        known = self._groups.get(name)
        if known is not None and raw.startswith(known.raw, place):
            end = place + len(known.raw)
            if raw[end : end + 1] in (b",", b"}"):
                return name, known
        fresh = _first_group(raw[place:]) if name_end > 0 else None
        return (name, fresh) if fresh is not None and fresh.name.encode() == name else None


def _first_group(raw: bytes) -> _Group | None:
    """Return the group that text begins with; None when it is unusual."""
    try:
        text = raw.decode()
        end = SCANNER.raw_decode(text, text.find('":') + 2)[1]
    except (ValueError, RecursionError):
        return None
    own = text[:end].encode()
    read = read_plain_json(b"{%b}" % own)
    if not isinstance(read, dict) or len(read) != 1:
        return None
    (name, value), *_ = read.items()
    return _Group(name, own, value, {})

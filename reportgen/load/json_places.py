"""Where the values of a JSON text stand, found in one pass over its tokens.

Only for text that `read_plain_json` has accepted; the places are those that the strict reader gives.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping

from reportgen.load.text import BYTE_ORDER_MARK
from reportgen.model.source import Source, Spot

STRING = r'"(?:[^"\\]|\\.)*"'
MEMBER = re.compile(rf'(?:({STRING})\s*:\s*)?({STRING}|[{{}}\[\]]|[^\s{{}}\[\],:"]+)')
"""A value with its key, if it has one; or the end of a list or an object."""
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
    return Source.of_text(file, text, _spots(text), sha256=hashlib.sha256(raw).hexdigest())


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

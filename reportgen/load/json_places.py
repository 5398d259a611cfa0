"""Where the values of a JSON text stand, found in one pass over its tokens.

Only for text that `read_plain_json` has accepted; the places are those that the strict reader gives.
"""

from __future__ import annotations

import hashlib
import json
import re

from reportgen.load.text import BYTE_ORDER_MARK
from reportgen.model.source import Source, Spot

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
Path = tuple[str, ...]


def json_source(raw: bytes, file: str) -> Source:
    """Return a plain JSON text with the place of every value in it."""
    text = raw.removeprefix(BYTE_ORDER_MARK).decode("utf-8")
    return Source.of_text(file, text, _spots(text), sha256=hashlib.sha256(raw).hexdigest())


def _spots(text: str) -> dict[Path, Spot]:
    spots: dict[Path, Spot] = {}
    above: list[tuple[Path, int]] = []
    path: Path = ()
    index = -1  # the item of a list that comes next; -1 inside an object
    key, key_start, is_key = "", 0, False
    for found in TOKEN.finditer(text):
        piece, start = found[0], found.start()
        if piece == ":":
            is_key = False
        elif piece == ",":
            is_key = index < 0
        elif piece in "}]":
            path, index = above.pop()
            is_key = False
        elif is_key:
            key, key_start = _key(piece), start
        else:
            place = _place(path, index, key) if above else ()
            spots[place] = Spot(start, found.end(), start if index >= 0 or not above else key_start)
            index += index >= 0
            if piece in "{[":
                above.append((path, index))
                path, index, is_key = place, -1 if piece == "{" else 0, piece == "{"
    return spots


def _key(piece: str) -> str:
    return str(json.loads(piece)) if "\\" in piece else piece[1:-1]


def _place(path: Path, index: int, key: str) -> Path:
    return (*path, key if index < 0 else str(index))

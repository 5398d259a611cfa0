"""Where the values of a JSON text stand, found in one pass over its tokens.

Only for text that `read_plain_json` has accepted; the places are those that the strict reader gives.
"""

from __future__ import annotations

import hashlib
import json
import re

from reportgen.load.text import BYTE_ORDER_MARK
from reportgen.model.source import Source, Spot

STRING = r'"(?:[^"\\]|\\.)*"'
MEMBER = re.compile(rf'(?:({STRING})\s*:\s*)?({STRING}|[{{}}\[\]]|[^\s{{}}\[\],:"]+)')
"""A value with its key, if it has one; or the end of a list or an object."""
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

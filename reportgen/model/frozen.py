"""A frozen set of figures (bộ số liệu chốt): content under its own hash, with who, when and from which file.

The seal guards against slips, not against forgers: whoever can write the file can seal it anew.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

HEAD, CONTENT, SEAL = "chot", "so_lieu", "niem_phong"
ID_LENGTH, NAME_LENGTH = 16, 8


@dataclass(frozen=True, slots=True)
class FrozenSet:
    """Which set it is: the id follows from the figures alone, so the same figures are the same set."""

    id: str
    at: str
    """When, in ISO 8601."""
    by: str
    note: str
    file: str
    """The file it was made of, by name."""
    sha256: str
    """… and the hash of that file."""

    @property
    def short(self) -> str:
        """The beginning of the id, as file names and people use it."""
        return self.id[:NAME_LENGTH]

    def head(self) -> dict[str, str]:
        """Return it as the file holds it."""
        values = (self.id, self.at, self.by, self.note, self.file, self.sha256)
        return dict(zip(HEAD_KEYS, values, strict=True))


HEAD_KEYS = ("ma", "luc", "nguoi", "ghi_chu", "tep", "sha256")


AROUND = "\ue000"
"""Stands around decimals until they lose their quotes; a sign that no text has any use for."""
QUOTED = re.compile(f'"{AROUND}([^{AROUND}"]*){AROUND}"')

ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""What `canonical` gives, many times as fast, for data without decimals."""


def canonical(value: Any) -> str:
    """Return plain data as JSON without a choice: order kept, numbers as typed, no white space."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if not isinstance(value, dict | list | tuple | Mapping):
        return _text(value)
    try:
        return ENCODER.encode(value)
    except TypeError:  # decimals somewhere in it
        return _unquoted(value) or _with_decimals(value)


def _unquoted(value: Any) -> str:
    """Return the same, all of it encoded at once; empty when the data has signs of ours in it."""
    decimals = 0

    def marked(each: Any) -> Any:
        nonlocal decimals
        if isinstance(each, Decimal):
            decimals += 1
            return f"{AROUND}{each:f}{AROUND}"
        return dict(each)

    text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=marked).encode(value)
    bare, found = QUOTED.subn(r"\1", text)
    return bare if found == decimals and AROUND not in bare else ""


def _with_decimals(value: Mapping[str, Any] | Sequence[Any]) -> str:
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{_text(str(key))}:{canonical(each)}" for key, each in value.items()) + "}"
    return "[" + ",".join(map(canonical, value)) + "]"


def _text(value: object) -> str:
    if type(value) is str:  # nearly all there is: a whole encoder for each takes ten times as long
        return encode_basestring(value)
    return str(value) if type(value) is int else json.dumps(value, ensure_ascii=False)


def content_id(data: Any) -> str:
    """Return the id of a set of figures."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()[:ID_LENGTH]


def seal_of(file: Mapping[str, Any]) -> str:
    """Return the seal of a whole file: the hash of everything in it but the seal."""
    rest = {key: value for key, value in file.items() if key != SEAL}
    return hashlib.sha256(canonical(rest).encode()).hexdigest()

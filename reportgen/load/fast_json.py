"""The lean way in for batches: JSON figures straight into values, no positions kept.

It accepts only what the strict reader accepts with the same values, and tells nothing about the rest:
whoever gets None reads the file again with `read_json`, which explains.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from typing import NoReturn

from reportgen.load.text import BYTE_ORDER_MARK, FORBIDDEN, FORBIDDEN_IN_VALUE, MAX_BYTES
from reportgen.load.yaml_tree import DECIMAL_NUMBER, MAX_DIGITS

REPLACEMENT = "\ufffd"
LONGEST_KEY, LONGEST_ESCAPED_KEY = 1000, 128
"""The strict reader takes keys of up to 1,024 characters as they are written, each escape being six.

Whatever stands between two quotes is measured: quicker than looking at every key.
"""
DIGITS, QUOTES = b"0123456789", b'"'
NESTED = frozenset({dict, list})
LONG_NUMBER, LONG_STRETCH = b"x" * (MAX_DIGITS + 1), b" " * (LONGEST_KEY + 1)
"""More digits than the strict reader takes for one number; a key that is too long, all else being blanks."""


def _only(kept: bytes) -> bytes:
    """Return the table that makes the kept bytes `x` and all others blanks: a search for runs in no time."""
    return bytes(ord("x") if byte in kept else ord(" ") for byte in range(256))


ONLY_DIGITS, ONLY_QUOTES = _only(DIGITS), _only(QUOTES)


class _Unusual(Exception):
    """Something the strict reader has to judge."""


def read_plain_json(raw: bytes) -> object | None:
    """Return the value of JSON text, or None when anything about it is unusual."""
    if len(raw) > MAX_BYTES:
        return None
    try:
        text = raw.removeprefix(BYTE_ORDER_MARK).decode("utf-8")
        if not _is_clean(text):
            return None
        if LONG_STRETCH in raw.translate(ONLY_QUOTES) and len(max(text.split('"'), key=len)) > LONGEST_KEY:
            return None
        has_escapes, has_long_number = "\\" in text, LONG_NUMBER in raw.translate(ONLY_DIGITS)
        if not has_escapes and not has_long_number:
            plain: object = PLAIN_DECODER.decode(text)
            if _keys(plain) == text.count(":"):  # one stands behind each key, so that none is lost
                return plain
        value: object = (CAREFUL_DECODER if has_long_number else DECODER).decode(text)
        return value if not has_escapes or _are_clean_values(value) else None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError, _Unusual):
        return None


def _is_clean(text: str) -> bool:
    """Whether no character is forbidden; `isprintable` is the quick test, the pattern the exact one."""
    is_plain = text.isprintable() or text.replace("\n", " ").isprintable()
    if text.isascii():
        return is_plain or not FORBIDDEN.search(text)
    is_plain = is_plain and REPLACEMENT not in text
    return (is_plain or not FORBIDDEN.search(text)) and unicodedata.is_normalized("NFC", text)


def _are_clean_values(value: object) -> bool:
    """Escapes may bring in what the text itself did not show."""
    texts = list(_texts(value))
    if len(max(texts, key=len, default="")) > LONGEST_ESCAPED_KEY:
        return False
    joined = "\n".join(texts)
    return not FORBIDDEN_IN_VALUE.search(joined) and unicodedata.is_normalized("NFC", joined)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _keys(value: object) -> int:
    """Return how many keys the mappings of a value have together, counted level by level."""
    count, level = 0, [value]
    while level:
        mappings = [each for each in level if type(each) is dict]
        count += sum(map(len, mappings))
        inner = chain(*[each.values() for each in mappings], *[each for each in level if type(each) is list])
        level = [each for each in inner if type(each) in NESTED]
    return count


def _mapping(pairs: list[tuple[str, object]]) -> dict[str, object]:
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        raise _Unusual
    return mapping


def _whole(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise _Unusual
    return int(text)


def _decimal(text: str) -> Decimal:
    if not DECIMAL_NUMBER.fullmatch(text):
        raise _Unusual
    return Decimal(text)


def _refuse(_: str) -> NoReturn:
    raise _Unusual


PLAIN_DECODER = json.JSONDecoder(parse_float=_decimal, parse_constant=_refuse)
"""Takes the last of equal keys: whoever uses it counts them."""
DECODER = json.JSONDecoder(object_pairs_hook=_mapping, parse_float=_decimal, parse_constant=_refuse)
CAREFUL_DECODER = json.JSONDecoder(
    object_pairs_hook=_mapping, parse_int=_whole, parse_float=_decimal, parse_constant=_refuse
)

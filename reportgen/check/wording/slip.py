"""One breach of a rule in a text, and the ways in which texts are made comparable and quoted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from reportgen.errors import Severity
from reportgen.vietnamese import one_tone_style

Span = tuple[int, int, int]
"""Line (from 0), start and end of a place in several lines."""


class Slip(NamedTuple):
    """What is wrong in which characters of which line, with the actual value in the message.

    `line` counts the lines given, from 0; `start` and `end` both 0 mean the whole line. `at_most` lowers the
    severity of the rule for this case; `also` are further places of the same cause.
    """

    rule: str
    message: str
    expected: str = ""
    line: int = 0
    start: int = 0
    end: int = 0
    at_most: Severity | None = None
    also: tuple[Span, ...] = ()


Slips = Iterator[Slip]

BLOT = "\x00"

SMALL = "a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
GREAT = SMALL.replace("a-z", "").upper() + "A-Z"

BLANKS = re.compile(r"[\u00a0\u2007\u202f\u2009]")


@lru_cache(maxsize=4096)
def blanks_alike(text: str) -> str:
    """Return the text with every kind of blank as a plain one; the length stays."""
    return BLANKS.sub(" ", text)


@lru_cache(maxsize=4096)
def tones_alike(text: str) -> str:
    """Return the text with plain blanks and one way of placing tone marks; the length stays."""
    return one_tone_style(blanks_alike(text))


ADDRESS_SIGN = re.compile(r"://|@|\bwww\.|\.(?:vn|com|net|org|gov|edu|docx?|xlsx?|pdf)\b")
WORD = re.compile(r"\S+")


@lru_cache(maxsize=4096)
def without_addresses(text: str) -> str:
    """Return the text with plain blanks, and every word that is an address or a file name blotted out."""
    text = blanks_alike(text)
    if not ADDRESS_SIGN.search(text):
        return text
    return WORD.sub(lambda word: BLOT * len(word[0]) if ADDRESS_SIGN.search(word[0]) else word[0], text)


def comparable(text: str) -> str:
    """Return the text trimmed, with single blanks and one way of placing tone marks."""
    return " ".join(tones_alike(text).split())


def shorten(text: str, most: int = 60) -> str:
    """Return a quote of a text for a message."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def one_slip(
    rule: str,
    texts: Sequence[str],
    places: Iterable[Span],
    message: Callable[[str], str],
    expected: Callable[[str], str] = lambda quote: "",
    at_most: Severity | None = None,
) -> Slips:
    """Yield one slip for all places of one cause: at the first place, the others beside it."""
    places = tuple(places)
    if places:
        (line, start, end), *others = places
        quote = texts[line][start:end]
        yield Slip(rule, message(quote), expected(quote), line, start, end, at_most, tuple(others))

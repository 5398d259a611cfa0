"""Numbers that stand before headings and items: what each counts in, its value and its sign."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from reportgen.check.wording.slip import GREAT, blanks_alike
from reportgen.vietnamese import LETTERS, ORDINAL_WORDS


class Kind(StrEnum):
    """What a number counts in."""

    PART = "Phần"
    CHAPTER = "Chương"
    SECTION = "Mục"
    SUBSECTION = "Tiểu mục"
    ARTICLE = "Điều"
    ROMAN = "I"
    CAPITAL = "A"
    ARABIC = "1"
    NESTED = "1.1"
    LETTER = "a"
    BRACKETED = "(1)"
    ORDINAL = "Thứ nhất"


class Mark(NamedTuple):
    """The number at the start of a line: `I-`, `1.`, `2.1.`, `a)`; `value` counts from 1, `sign` follows it.

    `value` 0 is a letter that no list may use (f, j, w, z).
    """

    line: int
    kind: Kind
    text: str
    value: int
    sign: str
    parents: tuple[int, ...] = ()
    is_bold: bool = False


MOST = 60  # a greater number at the start of a line is a figure or a year
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
ROMAN_SHAPE = re.compile(r"(?:XL|X{0,3})(?:IX|IV|V?I{0,3})")
ORDINAL = "|".join(sorted(ORDINAL_WORDS, key=len, reverse=True))
NAMED = re.compile(
    r"\s*(?P<word>Phần|Chương|Tiểu mục|Mục|Điều)\s+(?P<number>\d{1,2}|[IVXL]+|thứ\s+(?:" + ORDINAL + r"))"
    rf"(?P<sign>\s*[.:–-]|(?=\s*$|\s+(?-i:[{GREAT}])))",
    re.IGNORECASE,
)
PATTERNS = (
    (Kind.NESTED, rf"(?P<number>\d{{1,2}}(?:\.\d{{1,2}})+)(?P<sign>[.)]?)(?=\s+[{GREAT}“\"(])"),
    (Kind.ROMAN, rf"(?P<number>[IVXL]+)(?P<sign>\s?[.)/–-])(?:(?=\s+[{GREAT}“])|(?<=[.-])(?=[{GREAT}]))"),
    (Kind.CAPITAL, rf"(?P<number>[A-E])(?P<sign>\s?[.)/–-])(?=\s+[{GREAT}])"),
    (
        Kind.ARABIC,
        rf"(?P<number>\d{{1,2}})(?P<sign>\s?[.)/–-])(?:(?=\s+[^\W\d]|\s+[“\"(])|(?<=[.)])(?=[{GREAT}]))",
    ),
    (Kind.BRACKETED, r"(?P<number>\(\d{1,2}\))(?P<sign>[-.]?)(?=\s)"),
    (Kind.LETTER, r"(?P<number>[a-zđ])(?P<sign>\s?[.)/–-])(?=\s)"),
    (Kind.LETTER, r"(?P<number>\([a-zđ])(?P<sign>\))(?=\s)"),
    (Kind.ORDINAL, rf"-?\s*(?P<number>Thứ\s+(?:{ORDINAL}))(?P<sign>[,:]|\s+là\b)"),
)
NUMBERED = tuple((kind, re.compile(r"\s*" + pattern)) for kind, pattern in PATTERNS)


def marks(lines: Iterable[str], bold: Iterable[bool] = ()) -> list[Mark]:
    """Return the number of each line that begins with one; lines inside an open “ are passed over."""
    found, is_quoting, weights = [], False, iter(bold)
    for number, line in enumerate(lines):
        is_bold = next(weights, False)
        mark = None if is_quoting else read_mark(line, number, is_bold=is_bold)
        if mark is not None:
            found.append(mark)
        is_quoting = _is_quoting_after(line, is_quoting)
    return found


def _is_quoting_after(line: str, is_quoting: bool) -> bool:
    opened, closed = line.rfind("“"), line.rfind("”")
    return is_quoting if opened == closed == -1 else opened > closed


def read_mark(line: str, number: int = 0, *, is_bold: bool = False) -> Mark | None:
    """Return the number with which a line begins, or None."""
    line = blanks_alike(line)
    named = NAMED.match(line)
    if named:
        value = _value(Kind.ROMAN if named["number"][0] in "IVXLivxl" else Kind.ARABIC, named["number"])
        return (
            None
            if not value
            else Mark(number, Kind(named["word"].capitalize()), named[0].strip(), value, "", (), is_bold)
        )
    for kind, pattern in NUMBERED:
        found = pattern.match(line)
        value = _value(kind, found["number"]) if found else None
        if found and value is not None and value <= MOST:
            parents = tuple(map(int, found["number"].split(".")[:-1])) if kind is Kind.NESTED else ()
            return Mark(number, kind, found[0].strip(), value, _sign(found), parents, is_bold)
    return None


def _sign(found: re.Match[str]) -> str:
    sign = found["sign"].strip()
    return "(" + sign if found["number"].startswith("(") else sign


def _value(kind: Kind, written: str) -> int | None:
    if kind is Kind.NESTED:
        return int(written.rpartition(".")[2]) or None
    if kind is Kind.ROMAN:
        return _roman(written.upper())
    if kind is Kind.CAPITAL:
        return "ABCDE".index(written) + 1
    if kind is Kind.LETTER:
        return LETTERS.find(written.strip("(")) + 1
    if written.lower().startswith("thứ"):
        return ORDINAL_WORDS.index(" ".join(written.lower().split()).removeprefix("thứ ")) + 1
    return int(written.strip("()")) or None


def _roman(written: str) -> int | None:
    if not ROMAN_SHAPE.fullmatch(written):
        return None
    values = [ROMAN_VALUES[letter] for letter in written]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))

"""What a table cell says: a number, a range, nothing, a dash or words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class Kind(Enum):
    """How a cell is to be taken."""

    BLANK = 0
    DASH = 1
    NUMBER = 2
    RANGE = 3
    WORDS = 4


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: `scaled` / 10**`decimals`."""

    scaled: int
    decimals: int

    @property
    def value(self) -> Fraction:
        """The exact number printed."""
        return Fraction(self.scaled, 10**self.decimals)

    @property
    def half_step(self) -> Fraction:
        """Half of the last printed place: how far the true value may be away."""
        return Fraction(1, 2 * 10**self.decimals)


@dataclass(frozen=True, slots=True)
class CellValue:
    """The reading of a cell; `low` and `high` are equal for one number, None without any."""

    kind: Kind
    low: Number | None = None
    high: Number | None = None
    has_percent: bool = False

    @property
    def number(self) -> Number | None:
        """The single number of the cell, if it is one."""
        return self.low if self.kind is Kind.NUMBER else None


LONGEST = 40
"""Characters of the longest cell that may hold a figure."""
BLANK = CellValue(Kind.BLANK)
VIETNAMESE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
ENGLISH = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
DASHES = re.compile(r"[-–—−.…_xX]+")
# What may stand round the number of a cell without changing it: a bound, a unit, a note mark.
_BEFORE = r"(?:[≥≤><~≈]|trên|dưới|khoảng|gần|hơn)?\s*"
_SIGN = r"(?P<sign>[-+−–]\s*|tăng\s+|giảm\s+|Tăng\s+|Giảm\s+)?"
_AFTER = r"\s*(?P<unit>%|[^\W\d][^\d;:()/]{0,24})?\s*(?:\(\*+\)|\*+)?"
UNSIGNED_TELLERS = re.compile(r"\d,\d{3}\.\d|\d,\d{3},\d{3}(?!\d)|(?<![\d.,])\d+\.(?:\d{1,2}|\d{4,})(?!\d)")
VIETNAMESE_TELLERS = re.compile(
    r"\d\.\d{3},\d|\d\.\d{3}\.\d{3}(?!\d)|(?<![\d.,])\d+,(?:\d{1,2}|\d{4,})(?!\d)"
)


def is_english(texts: list[str]) -> bool:
    """Say whether a table groups digits with commas: some cell proves it and none proves the contrary."""
    proofs = sum(1 for text in texts if UNSIGNED_TELLERS.search(text))
    return proofs > 0 and not any(VIETNAMESE_TELLERS.search(text) for text in texts)


def _patterns(number: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    one = re.compile(rf"{_BEFORE}{_SIGN}(?P<number>{number}){_AFTER}")
    two = re.compile(rf"(?P<low>{number})\s*%?\s*(?:-|–|—|đến)\s*(?P<high>{number}){_AFTER}")
    return one, two


READERS = {False: _patterns(VIETNAMESE), True: _patterns(ENGLISH)}


def read_cell(text: str, *, english: bool = False) -> CellValue:
    """Read the text of a cell; a number may bear a sign, a unit or a bound."""
    compact = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))", "", text.strip().strip("\u00a0"))
    if not compact:
        return BLANK
    if len(compact) > LONGEST:
        return CellValue(Kind.WORDS)
    if DASHES.fullmatch(compact):
        return CellValue(Kind.DASH)
    one, two = READERS[english]
    if found := one.fullmatch(compact):
        negative = (found["sign"] or "").strip() in {"-", "−", "–", "giảm", "Giảm"}
        number = _number(found["number"], english=english, negative=negative)
        return CellValue(Kind.NUMBER, number, number, found["unit"] == "%")
    if found := two.fullmatch(compact):
        low, high = (_number(found[end], english=english) for end in ("low", "high"))
        return CellValue(Kind.RANGE, low, high, "%" in compact)
    return CellValue(Kind.WORDS)


def _number(text: str, *, english: bool, negative: bool = False) -> Number:
    mark = "." if english else ","
    whole, _, decimals = text.replace("," if english else ".", "").partition(mark)
    scaled = int(whole + decimals)
    return Number(-scaled if negative else scaled, len(decimals))

"""Read the numbers of a Vietnamese text: exact value, stated decimals, unit, range, ratio, bound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from reportgen.audit.not_figures import Mark, find_marks
from reportgen.audit.units import BARE, Measure, Unit, read_unit


class Style(StrEnum):
    """How the digits are grouped."""

    VIETNAMESE = "1.029,31"
    UNGROUPED = "1299"
    ENGLISH = "12.5"


class Bound(StrEnum):
    """Whether a number is said to be exact, and if not, on which side the true one lies."""

    EXACT = ""
    ABOUT = "khoảng"
    AT_LEAST = "từ … trở lên"
    ABOVE = "trên"
    AT_MOST = "không quá"
    BELOW = "dưới"


@dataclass(frozen=True, slots=True)
class Number:
    """One printed number. `value` is as printed, so «5,2 triệu» is 26/5; `quantity` counts in the base unit.

    `start` and `end` cover digits and percent sign, `unit_end` the unit after them. `other` is the second
    reading of digits like «79,885», a decimal comma first, thousands second.
    """

    start: int
    end: int
    unit_end: int
    text: str
    value: Fraction
    decimals: int
    unit: Unit
    bound: Bound = Bound.EXACT
    other: Fraction | None = None
    style: Style = Style.VIETNAMESE
    is_padded: bool = False

    @property
    def said(self) -> tuple[object, ...]:
        """What it says, wherever it stands: two numbers that say the same judge and are judged alike."""
        return self.value, self.decimals, self.unit, self.bound, self.other, self.style, self.is_padded

    @property
    def is_percent(self) -> bool:
        """Whether it is printed with a percent sign."""
        return self.unit.measure is Measure.PERCENT

    @property
    def quantity(self) -> Fraction:
        """The value in the base of its measure: đồng, m², m, kg, or pieces."""
        return self.value if self.unit.factor == 1 else self.value * self.unit.factor

    @property
    def step(self) -> Fraction:
        """One unit of the last printed digit, in the base of its measure."""
        step = _last_digit(self.decimals)
        return step if self.unit.factor == 1 else self.unit.factor * step


@lru_cache
def _last_digit(decimals: int) -> Fraction:
    return Fraction(1, 10**decimals)


@dataclass(frozen=True, slots=True)
class Figure:
    """What is printed as one: a number, a range «35% - 40%», or a ratio «3/17», «13,33%/35% - 40%»."""

    top: tuple[Number, ...]
    bottom: tuple[Number, ...] = ()

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All its numbers in order."""
        return self.top + self.bottom

    @property
    def number(self) -> Number:
        """Its first number."""
        return self.top[0]

    @property
    def start(self) -> int:
        """Where its first digit stands."""
        return self.top[0].start

    @property
    def end(self) -> int:
        """Where its last digit or percent sign ends."""
        return self.numbers[-1].end

    @property
    def unit_end(self) -> int:
        """Where the unit after it ends."""
        return self.numbers[-1].unit_end

    @property
    def unit(self) -> Unit:
        """The unit printed last, which counts for all of them."""
        return self.numbers[-1].unit

    @property
    def is_plain(self) -> bool:
        """Whether it is one number, no range and no ratio."""
        return len(self.top) == 1 and not self.bottom

    @property
    def is_pair(self) -> bool:
        """Whether it tells two counts at once: `15 vụ/22 bị can`."""
        if not self.bottom:
            return False
        one, other = self.top[0].unit.noun, self.bottom[0].unit.noun
        return "" not in (one, other) and one != other

    @property
    def is_ratio(self) -> bool:
        """Whether it is printed with a slash."""
        return bool(self.bottom)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as read: its figures, and the digits that are none."""

    figures: tuple[Figure, ...]
    marks: tuple[Mark, ...]

    @property
    def numbers(self) -> Iterator[Number]:
        """All numbers of all figures, in order."""
        return (number for figure in self.figures for number in figure.numbers)


def lower(text: str) -> str:
    """Return the text in lower case, every character at its place (a few letters would become two)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


_NUMERAL = re.compile(
    r"(?<![0-9])(?P<sign>(?<![\w%)\].,/])[-−+](?=[0-9]))?"
    r"(?P<digits>[0-9]+(?:[\u00a0\u202f][0-9]{3}(?![0-9])|[ ]000(?![0-9])|[.,][0-9]+)*)"
)
_VIETNAMESE = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
_ENGLISH = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_TWO_READINGS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")


def read_numbers(text: str) -> tuple[Number, ...]:
    """Return every number of a text in order."""
    return tuple(read(text).numbers)


def read(text: str) -> Reading:
    """Read the figures of a text and what looks like a figure but is a date, a symbol, a list mark …."""
    if not any(char.isdigit() for char in text):
        return Reading((), ())
    lowered = lower(text)
    marks = find_marks(text, lowered, lambda end: read_unit(lowered, end)[0] is not BARE)
    numbers = _of_one_unit(lowered, _summed_amounts(text, list(_numbers(text, lowered, marks))))
    return Reading(tuple(_figures(lowered, numbers)), tuple(marks))


_NEVER_SHARED = {Measure.COUNT, Measure.PERCENT, Measure.TIME, Measure.RATE}  # «tuổi Đảng 39, 40 năm 46»
_JOINED = re.compile(r",?[ ]+và[ ]+|,[ ]+")


def _of_one_unit(lowered: str, numbers: list[Number]) -> list[Number]:
    """`lần lượt 182, 164 và 201 tỷ đồng`: the unit printed last counts for all."""
    for at in range(len(numbers) - 2, -1, -1):
        one, following = numbers[at], numbers[at + 1]
        is_measured = following.unit.measure not in _NEVER_SHARED
        if one.unit is BARE and is_measured and _JOINED.fullmatch(lowered, one.end, following.start):
            numbers[at] = replace(one, unit=following.unit)
    return numbers


def _numbers(text: str, lowered: str, marks: list[Mark]) -> Iterator[Number]:
    following = iter(marks)
    mark = next(following, None)
    for match in _NUMERAL.finditer(text):
        while mark and mark.end <= match.start("digits"):
            mark = next(following, None)
        if mark and mark.start < match.end("digits"):
            continue
        number = _number(match, lowered)
        if number:
            yield number


LARGER_UNIT = 1000


def _summed_amounts(text: str, numbers: list[Number]) -> list[Number]:
    """`3.569 tỷ 659 triệu đồng` is one amount, told in the unit printed last."""
    kept: list[Number] = []
    for number in numbers:
        if kept and _continues(text, kept[-1], number):
            number = _added(text, kept.pop(), number)
        kept.append(number)
    return kept


def _continues(text: str, left: Number, right: Number) -> bool:
    ends = text[left.unit_end : right.start].isspace() and right.unit.measure is Measure.MONEY
    is_scale = left.unit.text in _SCALES and not left.decimals and 0 < right.value < LARGER_UNIT
    return ends and is_scale and left.unit.factor == LARGER_UNIT * right.unit.factor


_SCALES = ("tỷ", "tỉ", "triệu", "nghìn", "ngàn", "tỷ đồng", "tỉ đồng", "triệu đồng")


def _added(text: str, left: Number, right: Number) -> Number:
    value = left.value * LARGER_UNIT + right.value
    return replace(right, start=left.start, text=text[left.start : right.end], value=value, bound=left.bound)


def _number(match: re.Match[str], lowered: str) -> Number | None:
    digits = match["digits"]
    parsed = parse_digits(digits)
    if not parsed:
        return None
    value, decimals, style = parsed
    unit, unit_end = read_unit(lowered, match.end())
    if unit.text == "đồng" and value < SMALLEST_MONEY:  # «03 vàng, 04 bạc, 05 đồng»
        unit, unit_end = BARE, match.end()
    end = unit_end if unit.measure in _SIGNS else match.end()
    return Number(
        start=match.start(),
        end=end,
        unit_end=unit_end,
        text=match.string[match.start() : end],
        value=-value if match["sign"] in ("-", "−") else value,
        decimals=decimals,
        unit=unit,
        bound=_bound(lowered, match.start(), end, unit_end),
        other=Fraction(digits.replace(",", "")) if _TWO_READINGS.fullmatch(digits) else None,
        style=style,
        is_padded=digits.startswith("0") and len(digits) > 1 and digits.isdecimal(),
    )


SMALLEST_MONEY = 50
_SIGNS = {Measure.PERCENT, Measure.PER_MILLE}


def parse_digits(digits: str) -> tuple[Fraction, int, Style] | None:
    """Return value, decimals and style of unsigned digits; None when no way of grouping explains them."""
    compact = re.sub(r"\s", "", digits)
    if _VIETNAMESE.fullmatch(compact):
        whole, _, rest = compact.partition(",")
        is_long = compact.isdecimal() and len(compact) > 3 and compact == digits
        style = Style.UNGROUPED if is_long else Style.VIETNAMESE
        return Fraction(f"{whole.replace('.', '')}.{rest or 0}"), len(rest), style
    if _ENGLISH.fullmatch(compact):
        whole, _, rest = compact.partition(".")
        return Fraction(f"{whole.replace(',', '')}.{rest or 0}"), len(rest), Style.ENGLISH
    return None


# Words right before a number, longest first where one ends another.
_BEFORE = (
    (Bound.AT_LEAST, ("ít nhất", "tối thiểu", "không dưới", "không ít hơn", "không thấp hơn")),
    (Bound.AT_MOST, ("không quá", "tối đa", "nhiều nhất", "không vượt quá", "không hơn")),
    (Bound.BELOW, ("gần", "dưới", "chưa đến", "chưa tới", "ngót")),
    (Bound.ABOVE, ("hơn", "trên", "vượt quá")),
    (Bound.ABOUT, ("khoảng", "xấp xỉ", "ước khoảng", "chừng", "độ")),
)
# «chuyển cấp trên 04 tin», «vi phạm tốc độ 1.973 trường hợp»: no bounds.
_IS_NOUN = re.compile(r"\b(?:cấp trên|(?:tốc|nhiệt|mật|trình|mức|chế|tiến|cường|thái|nồng) độ)$")
_COMPARED = ("cao", "thấp", "nhiều", "ít", "lớn", "nhỏ", "kém")
_LONGEST_BOUND = 16
_COMPARATIVE = re.compile(
    r"\b(?:cao|thấp|lớn|nhỏ|nhiều|ít|dài|ngắn|kém|tốt|trẻ|già|đông|nhanh|chậm|rộng|hẹp|nặng|nhẹ|đắt|rẻ|sớm|"
    r"muộn|xa|sâu)\s+hơn$"
)  # «cao hơn 5%»: a change
_OR_MORE = re.compile(r"[^.,;:()0-9]{0,40}?\btrở (?P<way>lên|xuống)")


def _bound(lowered: str, start: int, end: int, unit_end: int) -> Bound:
    after = _OR_MORE.match(lowered, end)
    if after:
        return Bound.AT_LEAST if after["way"] == "lên" and _says_from(lowered, start) else Bound.EXACT
    before = lowered[max(0, start - _LONGEST_BOUND) : start].rstrip()
    if _COMPARATIVE.search(before):
        return Bound.EXACT
    for bound, words in _BEFORE:
        word = next((w for w in words if before.endswith(w) and not before[: -len(w)][-1:].isalpha()), "")
        if word and not _IS_NOUN.search(before):
            before = before[: -len(word)].rstrip() if word == "hơn" else ""
            is_compared = word.endswith(" hơn") or before.endswith(_COMPARED)
            return Bound.EXACT if is_compared and _COMPARES.match(lowered, unit_end) else bound
    return Bound.EXACT


# «cao hơn 42 tỷ đồng so với năm 2023»: a difference, no bound.
_COMPARES = re.compile(r"\s*(?:[^\W\d]+\s+){0,4}?so\s+(?:với|năm|cùng)\b")


def _says_from(lowered: str, start: int) -> bool:
    """«từ 90% trở lên» is a bound; «12 người trình độ đại học trở lên» is a count."""
    return lowered[:start].rstrip().endswith("từ")


_SLASH = re.compile(r"[ ]?/[ ]?")
_RANGE = re.compile(r"[ ]*[-–—÷][ ]*")
_TO = re.compile(r"[ ]+đến[ ]+")


def _figures(lowered: str, numbers: list[Number]) -> Iterator[Figure]:
    index = 0
    while index < len(numbers):
        top, index = _amount(lowered, numbers, index)
        if index < len(numbers) and _is_over(lowered, top[-1], numbers[index]):
            bottom, index = _amount(lowered, numbers, index)
            yield Figure(_with_unit(top, bottom[-1].unit), _with_unit(bottom, bottom[-1].unit))
        else:
            yield Figure(_with_unit(top, top[-1].unit))


def _with_unit(numbers: tuple[Number, ...], unit: Unit) -> tuple[Number, ...]:
    """Numbers printed without unit count in the one printed last: `132/120 ha`, `35 - 40%`."""
    if all(number.unit is not BARE for number in numbers) or unit.measure is Measure.COUNT:
        return numbers
    return tuple(replace(number, unit=unit) if number.unit is BARE else number for number in numbers)


def _amount(lowered: str, numbers: list[Number], index: int) -> tuple[tuple[Number, ...], int]:
    first = numbers[index]
    if index + 1 < len(numbers) and _is_range(lowered, first, numbers[index + 1]):
        return (first, numbers[index + 1]), index + 2
    return (first,), index + 1


def _is_over(lowered: str, left: Number, right: Number) -> bool:
    return left.unit_end <= right.start and any(
        _SLASH.fullmatch(lowered, end, right.start) for end in (left.end, left.unit_end)
    )


def _is_range(lowered: str, left: Number, right: Number) -> bool:
    if left.unit.measure is not right.unit.measure and left.unit is not BARE:
        return False
    if _RANGE.fullmatch(lowered, left.unit_end, right.start):
        return True
    from_left = lowered[: left.start].rstrip().endswith("từ")
    is_told = from_left and not re.search(r"(?:tăng|giảm)[^.;0-9]{0,40}$", lowered[: left.start])
    return is_told and bool(_TO.fullmatch(lowered, left.unit_end, right.start))


def texts(numbers: Iterable[Number]) -> str:
    """Return the printed numbers as a list for a message: «3.510 + 1.859»."""
    return " + ".join(number.text for number in numbers)

"""The numbers of running text with what tells which fact each of them is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reportgen.audit.facts import names_in
from reportgen.audit.label_words import LINKING, words_of
from reportgen.audit.meant.around import Said
from reportgen.audit.numbers import Number
from reportgen.audit.reckoned.gap_reading import Way, is_of_then, is_one_noun, way_of
from reportgen.audit.reckoned.quantities import Quantity
from reportgen.audit.subjects import subject_words
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.words import EARLIER

_STOP = re.compile(r";|[.](?=\s)")
_OPENING = re.compile(
    r"(?:[-+*•]|\(?[0-9a-zđ]{1,3}[.)]|\s)*(?:[^.;:()0-9]{3,60}|[^:]{0,60}?\bcùng kỳ\b[^:]{0,20}):"
)
_YEAR = re.compile(r"(?<![0-9./])(?:19|20)[0-9]{2}(?![0-9])")
_COMPARED = re.compile(r"so với[^;.()]{0,40}?20[0-9]{2}")
_PART_OF_TIME = re.compile(
    r"\b(?:tháng\s+[0-9]{1,2}|quý\s+(?:iv|i{1,3}|[1-4])|đợt\s+[0-9]+|tuần\s+[0-9]+|"
    r"vụ\s+(?:đông|hè|thu|mùa|chiêm|xuân))\b"
)
_AIMS = re.compile(r"\b(?:phấn đấu|mục tiêu|dự kiến|chỉ tiêu|kế hoạch|yêu cầu|quy định)\b")
_MEANS = re.compile(r"\b(?:định mức|tối thiểu|mỗi|bình quân)\b")
# «về hình phạt đối với 119 bị cáo đã xét xử»: the words before it tell what is said of them
_TAKES_UP = re.compile(r"\b(?:của|đối với|trong(?: tổng)?(?: số)?|phân tích|trên(?: tổng)?(?: số)?)\s*$")
_ADJUNCT = re.compile(r"\b(?:so với|ở|tại|do|vì|để|nhằm|theo)\b")
_ACRONYM = re.compile(r"\b[A-ZĐ]{3,}\b")
_VOID = (
    "đồng triệu tỷ nghìn ha phần trăm lệ số tổng đạt được như vậy hoàn thành lại còn tiếp tục nêu mục đúng "
    "bằng mới phải nên vẫn lên tăng giảm nhưng cùng tính chung gồm riêng ngành đây trong ra thứ hai ba một "
    "bốn nay hạn chế tồn tại khó khăn lượng lần dự toán kế hoạch cùng kỳ"
)
_EMPTY = frozenset(_VOID.split()) | LINKING
LONGEST_WIDE = 240
LONGEST_AIM = 90


@dataclass(frozen=True)
class Mention:
    """A number of running text with the words around it."""

    said: Said

    @property
    def number(self) -> Number:
        """The number."""
        return self.said.number

    @cached_property
    def own(self) -> frozenset[str]:
        """The telling words of its clause, or all when it has none; of what is taken up those behind."""
        said = self.said
        tail = _ADJUNCT.split(said.tail)[0]
        is_taken_up = said.number in said.passage.figures[said.index].bottom or _TAKES_UP.search(said.label)
        behind = _telling(tail) if is_taken_up else frozenset()
        return behind or _telling(f"{said.label} {tail}") or self.wide

    @cached_property
    def wide(self) -> frozenset[str]:
        """The telling words from the last semicolon or full stop on, those of the passage's opening too."""
        return _telling(f"{self.opening} {self.before} {self.said.tail}")

    @cached_property
    def pairs(self) -> frozenset[tuple[str, ...]]:
        """The neighbouring words that `wide` is of, and its short names, each as good as two words."""
        words = words_of(f"{self.opening} {self.before} {self.said.tail}")
        start = self.number.start - len(self.before)
        names = _ACRONYM.findall(self.said.passage.text[start : self.number.start])
        told = {pair for pair in pairwise(words) if not _EMPTY.issuperset(pair)}
        return frozenset(told) | {(name,) for name in names}

    @cached_property
    def before(self) -> str:
        """The words from the last semicolon or full stop on."""
        start = max(self.said.sentence[0], self.number.start - LONGEST_WIDE)
        return _STOP.split(self.said.passage.lowered[start : self.number.start])[-1]

    @cached_property
    def opening(self) -> str:
        """The label that opens the passage: `c) Thuế thu nhập cá nhân: …`."""
        found = _OPENING.match(self.said.passage.lowered)
        return found[0] if found and found.end() <= self.number.start else ""

    @cached_property
    def names(self) -> frozenset[str]:
        """The places and units that its sentence names before it."""
        return names_in(self.said.passage.text[self.said.sentence[0] : self.number.start])

    @cached_property
    def years(self) -> frozenset[str]:
        """The years of its sentence, without those that it compares with."""
        return frozenset(_YEAR.findall(_COMPARED.sub("", self.said.passage.text[slice(*self.said.sentence)])))

    @cached_property
    def times(self) -> frozenset[str]:
        """The months, quarters and rounds told before it."""
        return frozenset(_PART_OF_TIME.findall(self.before))

    @cached_property
    def time(self) -> Time:
        """Whether it is of now."""
        time = time_of(self.said.passage, self.said.index)
        is_then = is_of_then(self._quantity) or EARLIER.search(self.opening)
        return Time.THEN if time is Time.NOW and is_then else time

    @cached_property
    def way(self) -> Way | None:
        """Whether it is a rise or a fall; None for a value."""
        way = way_of(self._quantity)
        return None if way is Way.REST else way

    @cached_property
    def is_aim(self) -> bool:
        """Whether its clause speaks of aims, norms or means."""
        return bool(_AIMS.search(self.before[-LONGEST_AIM:]) or _MEANS.search(self.said.label))

    @property
    def _quantity(self) -> Quantity:
        return Quantity(self.said.passage, self.said.index, self.number, self.said.sentence[0])


def _telling(text: str) -> frozenset[str]:
    return subject_words(text) - _EMPTY


def may_be_one(one: Mention, other: Mention) -> bool:
    """Whether nothing told of two numbers keeps them apart: unit, noun, way, time, year, place, aim."""
    if one.said.is_with(other.said) or one.way is not other.way:
        return False
    if one.time is not other.time or one.is_aim is not other.is_aim:
        return False
    nouns = one.number.unit.noun, other.number.unit.noun
    if all(nouns) and not is_one_noun(*nouns):
        return False
    told = ((one.years, other.years), (one.times, other.times), (one.names, other.names))
    return all(left & right or not (left and right) for left, right in told)


def shared_words(one: Mention, other: Mention) -> tuple[int, int]:
    """Return how many words of one's clause are said of the other, and how many there are."""
    return len(one.own & other.wide), len(one.own)

"""Read a printed mean: what is counted, for each of what, and how surely the words say so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reportgen.audit.meant.around import Said
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.reckoned.chance import digits_of
from reportgen.audit.units import BARE, COUNTED, Measure, Unit, read_unit
from reportgen.audit.words import CHANGE, PLANNED

_NEVER = (Measure.PERCENT, Measure.PER_MILLE, Measure.POINTS)
_MEAN = re.compile(
    r"\b(?:bình\s+quân|trung\s+bình|mật\s+độ|suất\s+(?:đầu\s+tư|chi|vốn)|tính\s+ra|năng\s+suất|cự\s+ly|mỗi|từng)\b"
)
_SURE = re.compile(r"\b(?:bình\s+quân|trung\s+bình|mật\s+độ|suất\s+đầu\s+tư|tính\s+ra|năng\s+suất)\b")
# «mức bình quân chung của tỉnh», «theo quy định 45 học sinh/lớp»: said of others, or what should be.
_NORM = re.compile(
    r"\b(?:tối đa|tối thiểu|quy định|chuẩn|định mức|khoán|phấn đấu|mục tiêu|chỉ tiêu|nhu cầu|ít nhất|"
    r"bình quân chung(?!\s*$)|cả nước|toàn quốc|phải|dự kiến|hỗ trợ|mức (?!giải ngân|thu\b|chi\b)|"
    r"khoảng cách|trung bình khá|loại trung bình|lương|giá|thu nhập|đóng|công suất|(?<!chi )phí|trong đó|"
    r"riêng)\b"
)
_ABOVE_MEAN = re.compile(
    r"\b(?:vượt|cao hơn|thấp hơn|nhiều hơn|ít hơn|hơn|kém)\b[^;,.]{0,30}\b(?:bình quân|trung bình)\b"
)
_EVENLY = re.compile(r"\b(?:đồng mức|cùng mức|đều ở mức|bình quân mức|mức bình quân|mức trung bình)\b")
_GRADE = re.compile(r"(?:[,;:(]|loại|xếp|khá|yếu|học lực|dân số|số)\s+trung bình\s*$")
_HEADS = re.compile(r"\b(?:(?:một|mỗi|1)\s+)?vạn\s+dân\b")
_RATE = re.compile(
    r"\s*(?P<of>[^\W\d]+(?:,?\s+[^\W\d]+){0,2}?)?\s*/\s*(?:1\s+|01\s+)?(?P<each>[^\W\d]+(?:\s+[^\W\d]+){0,2})"
)
_EACH = re.compile(r"\b(?:mỗi|từng|trên một|cho một|bình quân một)\s+(?P<each>[^\W\d]+(?:\s+[^\W\d]+){0,3})")
_EVERY = re.compile(r"\b(?:hằng|hàng|theo|bình quân(?:\s+[0-9]{1,2})?)\s+(?P<each>tháng|năm|quý|tuần|ngày)\b")
_COUNTED_MEAN = re.compile(
    r"\b(?:bình quân|trung bình)\s+(?:một\s+|01\s+|1\s+)?(?P<each>[^\W\d]+(?:\s+[^\W\d]+)?)"
)
_NOUNS = frozenset(COUNTED)
_SUBJECT = re.compile(r"\b(?:số|lượng)\s+(?P<of>[^\W\d]+(?:\s+[^\W\d]+)?)\s+(?:trên|bình quân|mỗi|tính)\b")
LONGEST = 110
_OF_TWO = re.compile(r"[^/]+/(?P<each>[^/]+)/\s?(?P<per>ngày|tuần|tháng|quý|năm)")
_ASIDE = re.compile(r"\([^()]*\)")  # «bình quân mỗi ngày (30 ngày) tiêm 395 trẻ»


@dataclass(frozen=True, slots=True)
class Mean:
    """A printed mean: the unit and the words of what is counted, and the words of what it is divided by.

    `per`: the time by which it is divided too, as in `triệu đồng/người/tháng`.
    """

    said: Said
    of: Unit
    of_words: str
    each: str
    is_sure: bool
    heads: bool = False
    per: str = ""

    @property
    def printed(self) -> Number:
        """The number, exact where `chừng 1.236` has more digits than a guess."""
        number = self.said.number
        is_fine = len(digits_of(number.text).rstrip("0")) >= FEWEST_FINE
        return replace(number, bound=Bound.EXACT) if is_fine else number


FEWEST_FINE = 4


def read_mean(said: Said) -> Mean | None:
    """Return what a figure is the mean of; None when it is none, a norm, or a change."""
    passage, figure = said.passage, said.passage.figures[said.index]
    if not figure.is_plain or figure.unit.measure in _NEVER or figure.unit.noun == "lần":
        return None
    before = _EVENLY.sub("bình quân", lead_of(said))
    cue = _MEAN.search(before)
    after = passage.after(said.index)[:40]
    unknown = _RATE.match(passage.after(said.index)) if figure.unit.measure is not Measure.RATE else None
    is_rate = figure.unit.measure is Measure.RATE or bool(unknown)
    heads = bool(_HEADS.search(f"{before} {figure.unit.text} {after}"))
    if not (cue or is_rate or heads) or CHANGE.search(before) or _GRADE.search(before):
        return None
    said_before = _EVENLY.sub("bình quân", passage.before(said.index))
    if (
        PLANNED.search(before)
        or _ABOVE_MEAN.search(before)
        or _NORM.search(said_before)
        or _NORM.search(before)
    ):
        return None
    of, each = _of(said, before, unknown), "vạn dân" if heads else _each(said, before, unknown)
    of_words = (unknown["of"] or "") if unknown else ""
    if of is BARE and not of_words:
        subject = _SUBJECT.search(before)
        of_words = subject["of"] if subject else ""
    is_sure = bool(_SURE.search(before)) or heads or _goes_on(said)
    two = _OF_TWO.fullmatch(figure.unit.text)
    if two:
        return Mean(said, of, of.noun, two["each"].strip(), is_sure, per=two["per"])
    return Mean(said, of, of_words or of.noun, each, is_sure, heads)


def _goes_on(said: Said) -> bool:
    """`bình quân 32,4 học sinh/lớp tiểu học, 38,7 học sinh/lớp THCS`: the second mean of a list."""
    passage, last = said.passage, said.index - 1
    if (
        last < 0
        or said.number.unit.measure is not Measure.RATE
        or last not in passage.in_sentence(said.index)
    ):
        return False
    is_rate = passage.figures[last].unit.measure is Measure.RATE
    return is_rate and bool(
        _NEXT.fullmatch(passage.between(last, said.index)) and _SURE.search(passage.before(last))
    )


_NEXT = re.compile(r"[^;,.()0-9]{0,30}(?:,|và)\s*(?:[^\W\d]+\s+){0,3}")


def lead_of(said: Said) -> str:
    """Return the words of the clause that lead to a mean; `01` or `9 tháng` inside are words of it."""
    passage, index = said.passage, said.index
    start = said.sentence[0]
    for place in range(index - 1, max(-1, index - 3), -1):
        figure = passage.figures[place]
        if figure.unit.measure is not Measure.TIME and figure.number.value != 1:
            start = max(start, figure.unit_end)
            break
    text = passage.lowered[max(start, said.number.start - LONGEST) : said.number.start]
    return re.split(r"[;:()]", _ASIDE.sub(" ", text).rstrip(" :"))[-1]


def _of(said: Said, before: str, unknown: re.Match[str] | None) -> Unit:
    unit = said.number.unit
    if unit.measure is Measure.RATE:
        return read_unit(unit.text.partition("/")[0].strip(), 0)[0]
    if unknown and unknown["of"] and not unit.text:
        return read_unit(f" {unknown['of']}", 0)[0]
    return unit


def _each(said: Said, before: str, unknown: re.Match[str] | None) -> str:
    unit = said.number.unit
    if unit.measure is Measure.RATE:
        per = unit.text.partition("/")[2].split("/")[-1].strip()
        follows = re.match(r"(?:\s+[^\W\d]+){0,2}", said.passage.rest(said.index))
        return f"{per}{follows.group() if follows else ''}"
    if unknown:
        return str(unknown["each"])
    for pattern in (_EACH, _EVERY, _COUNTED_MEAN):
        found = list(pattern.finditer(before))[-1:]
        if found and (pattern is not _COUNTED_MEAN or _is_noun(found[0]["each"])):
            return str(found[0]["each"])
    follows = re.match(
        r"[^;,.()0-9]{0,30}?\b(?:trên|cho)\s+(?:một|mỗi|1)\s+(?P<each>[^\W\d]+)",
        said.passage.after(said.index),
    )
    return str(follows["each"]) if follows else ""


def _is_noun(text: str) -> bool:
    words = text.split()
    return text in _NOUNS or words[0] in _NOUNS

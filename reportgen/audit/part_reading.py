"""Whether a number is a part of a total: by its unit, by its words, by where it stands in its item."""

from __future__ import annotations

import re

from reportgen.audit.nouns import family, may_share
from reportgen.audit.numbers import Figure, Number
from reportgen.audit.passages import Passage
from reportgen.audit.units import BARE, Measure, flow_of
from reportgen.audit.words import AMONG, COMPARES, CONCURRENT, CONSISTS, FULL_TIME

_OPENER = re.compile(rf"[;(]|\s\s|(?:{AMONG.pattern}|{CONSISTS.pattern})[,:]?")
_SAME_ITEM = re.compile(r"[^;,:.()–]*")
_JUST_COMPARED = re.compile(rf"(?:{COMPARES.pattern})(?:[^.;:,()0-9]{{0,25}}|[^.;:,()0-9]{{0,25}}:\s*)$")


def is_compared(passage: Passage, index: int) -> bool:
    """Whether the words before a number compare it with something."""
    return bool(_JUST_COMPARED.search(passage.before(index)))


def label_of(passage: Passage, index: int) -> tuple[str, str]:
    """Return the words before a number back to the sign that separates parts, and those after it."""
    before = _OPENER.split(passage.before(index))[-1]
    after = re.split(r"[;,.()]", passage.after(index))[0]
    return before, after


def is_part(passage: Passage, index: int, total: Number, *, is_first: bool) -> bool:
    """Whether a number of a list is a part of a total; `is_first`: nothing but shares stands before it."""
    figure = passage.figures[index]
    if len(figure.top) > 1 or not fits(total, figure) or _is_concurrent(passage, index):
        return False
    if _counts_unknown(passage, index) and total.unit.measure in _MEASURED:
        return False
    is_kind = family(total.unit) == "document" and "kế hoạch" in passage.before(index)
    if not is_kind and is_compared(passage, index):
        return False
    if is_counted_label(passage, index):
        return False
    is_second = (
        not is_first
        and not is_counted_label(passage, index - 1)
        and _SAME_ITEM.fullmatch(passage.before(index)) is not None
    )
    is_second = is_second and not _is_of_label(passage, index)
    return not is_second or " và " in passage.before(index)


def _counts_unknown(passage: Passage, index: int) -> bool:
    """`86,3 ha, trong đó … 412 giấy với 31,2 ha`: a noun that is not known follows."""
    is_whole = passage.figures[index].unit is BARE and not passage.figures[index].number.decimals
    return is_whole and bool(re.match(r"\s*(?!và\b|cho\b)[^\W\d]{2}", passage.rest(index)))


def _is_concurrent(passage: Passage, index: int) -> bool:
    start, end = passage.sentence_of(passage.figures[index].start)
    is_told = CONCURRENT.search(" ".join(label_of(passage, index)))
    return bool(is_told) and not FULL_TIME.search(passage.lowered, start, end)


def _is_of_label(passage: Passage, index: int) -> bool:
    """`30 năm tuổi Đảng 39`, `thu hưởng 100% 412,6 triệu đồng`: the number before belongs to the label."""
    before = passage.figures[index - 1]
    is_right_after = before.number.is_percent and not passage.between(index - 1, index).strip()
    return before.unit.measure is Measure.TIME or is_right_after


def is_counted_label(passage: Passage, index: int) -> bool:
    """`Văn phòng 34, 11 hạt kiểm lâm 173, đội cơ động 24`: 11 tells whose number 173 is."""
    if index + 1 >= len(passage.figures) or not re.search(r"[,;:(]\s*$", passage.before(index)):
        return False
    gap, following = passage.between(index, index + 1), passage.figures[index + 1]
    is_last = following.unit is BARE and re.match(r"\s*(?:[,;.)]|$)", passage.rest(index + 1))
    return (
        bool(is_last)
        and passage.figures[index].is_plain
        and re.fullmatch(r"[^\d,;:.()]{3,40}", gap) is not None
    )


_MEASURED = {
    Measure.MONEY,
    Measure.FOREIGN_MONEY,
    Measure.AREA,
    Measure.LENGTH,
    Measure.MASS,
    Measure.VOLUME,
    Measure.POWER,
}


def fits(total: Number, figure: Figure) -> bool:
    """Whether a figure can be a part of a total: the same measure, nothing known against it."""
    if figure.unit is BARE and figure.is_plain and total.unit.measure in _MEASURED:
        return True
    if flow_of(total.unit):
        return figure.unit.text in (total.unit.text, flow_of(total.unit))
    return may_share(total.unit, figure.number.unit) and (
        figure.is_pair or may_share(total.unit, figure.unit)
    )

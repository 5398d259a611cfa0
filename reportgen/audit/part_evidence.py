"""What speaks for and against the parts of a breakdown making its total: units, slips, lists cut short."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from reportgen.audit.breakdown import Breakdown, Opening, Part
from reportgen.audit.nouns import family, family_of
from reportgen.audit.numbers import parse_digits
from reportgen.audit.slips import is_one_step
from reportgen.audit.units import Measure
from reportgen.audit.verdict import are_swapped, show
from reportgen.audit.words import NAMES_SOME, OPEN_END

LONGEST_TAIL = 40  # characters after a list, where «…» would stand


ROLES_COUNT = "(chức danh không ghi số là 1 người)"  # how a sum with roles told without a number is explained


def sum_of(parts: Sequence[Part]) -> Fraction:
    """Return what the parts make together, in base units."""
    return sum((part.number.quantity for part in parts), Fraction(0))


def span_of(breakdown: Breakdown) -> tuple[int, int]:
    """Return from where to where a breakdown stands in its passage."""
    ends = [part.number.end for part in breakdown.parts if part.passage is breakdown.passage]
    return breakdown.total.start, max([breakdown.total.end, *ends])


def odd_unit(breakdown: Breakdown) -> Part | None:
    """Return the part whose unit alone is at fault: in that of another number the sum comes right."""
    units = {number.unit for number in (breakdown.total, *(part.number for part in breakdown.parts))}
    if len(units) < 2 or breakdown.total.unit.measure is Measure.COUNT:
        return None
    rest = breakdown.total.quantity - sum_of(breakdown.parts)
    for part in breakdown.parts:
        wanted = part.number.quantity + rest
        if any(part.number.value * unit.factor == wanted for unit in units - {part.number.unit}):
            return part
    return None


def has_swapped_digits(breakdown: Breakdown) -> bool:
    """Whether the sum comes right with the digits of one part in another order."""
    rest = breakdown.total.quantity - sum_of(breakdown.parts)
    return len(breakdown.parts) < 9 and any(
        are_swapped(part.number, part.number.quantity + rest) for part in breakdown.parts
    )


def has_slip(breakdown: Breakdown) -> bool:
    """Whether one digit of the total or of one part makes the sum right."""
    rest = breakdown.total.quantity - sum_of(breakdown.parts)
    numbers = [(breakdown.total, -rest), *((part.number, rest) for part in breakdown.parts)]
    wanted = ((number, number.quantity + way) for number, way in numbers)
    return any(value > 0 and is_one_step(number.text, show(value, number)) for number, value in wanted)


_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*(?![0-9]*\s*%)")


def has_unread_part(breakdown: Breakdown) -> bool:
    """Whether digits of the list that were read as no part are exactly what the parts lack."""
    rest = breakdown.total.quantity - sum_of(breakdown.parts)
    start, end = breakdown.total.unit_end, span_of(breakdown)[1]
    taken = {part.number.start for part in breakdown.parts}
    found = (m for m in _DIGITS.finditer(breakdown.passage.lowered, start, end) if m.start() not in taken)
    read = (parse_digits(match.group()) for match in found)
    values = (parsed[0] * breakdown.total.unit.factor for parsed in read if parsed)
    return any(abs(value - rest) < breakdown.total.step for value in values)


_UNNUMBERED = re.compile(r"\(\s*[^,;:()0-9]+,\s*$")


def has_unnumbered_part(breakdown: Breakdown) -> bool:
    """`9 đồng chí (Chủ nhiệm, 03 Phó Chủ nhiệm và 05 ủy viên)`, `3 xã: …; huyện Bình có xã Cam; …`."""
    first, last = breakdown.parts[0].number, breakdown.parts[-1].number
    text = breakdown.passage.lowered[breakdown.total.end : first.start]
    is_inside = {part.passage is breakdown.passage for part in breakdown.parts} == {True}
    return is_inside and (
        bool(_UNNUMBERED.search(text)) or has_bare_item(breakdown.passage.lowered[first.start : last.end])
    )


def has_bare_item(text: str) -> bool:
    """Return whether an item of a list parted by `;` tells no number."""
    return any(not re.search("[0-9]", item) for item in text.split(";"))


_ROLE = re.compile(
    r"\b(?:trưởng|phó|chủ nhiệm|chủ tịch|bí thư|giám đốc|thư ký|chánh|thủ trưởng)\b(?!\s+các\b)"
)
_NO_LIST = re.compile(r"[(:]|\svà\s|\bkiêm\b")
_PLURAL = re.compile(r"\b(?:các|những|một số|đại diện|kể cả|trong đó)\b")


def unnumbered_roles(breakdown: Breakdown) -> int:
    """Return how many roles the bracket after a total names without a number; 0 when it names others too."""
    if breakdown.opening is not Opening.BRACKET or family(breakdown.total.unit) != family_of("người"):
        return 0
    text = breakdown.passage.lowered[breakdown.total.end :]
    inside, closing, _ = text.partition("(")[2].partition(")")
    items = re.split(r"[,;]|\svà\s+(?=[0-9])", inside) if closing else []
    bare = [item for item in items if not re.search("[0-9]", item)]
    # «Trưởng ban và Phó ban: 03 người», «05 ủy viên và Thư ký», «Chủ tịch do Bí thư, Phó Bí thư kiêm nhiệm»
    if _NO_LIST.search(" ; ".join(items)):
        return 0
    are_roles = all(_ROLE.search(item) and not _PLURAL.search(item) for item in bare)
    return len(bare) if are_roles else 0


def leaves_list(breakdown: Breakdown) -> bool:
    """`63 tổ chức đảng, trong đó có 41 cấp ủy; kết luận 52 tổ chức đảng …`: the list was one part long."""
    first, *rest = breakdown.parts
    noun = breakdown.total.unit.noun
    is_other = first.number.unit.noun != noun and breakdown.opening is Opening.AMONG
    return is_other and bool(rest) and all(p.group and p.number.unit.noun == noun for p in rest)


def own_labels(breakdown: Breakdown) -> list[str]:
    """Return what the parts are called, without the end of the part before."""
    return [f"{re.split(r'[,;:]', part.before)[-1]} {part.after}" for part in breakdown.parts]


def are_bins(breakdown: Breakdown) -> bool:
    """`58 dự án đạt 100%, 76 dự án từ 70% đến dưới 100%, … 21 dự án dưới 30%`."""
    start, end = breakdown.total.end, span_of(breakdown)[1]
    last = breakdown.passage.sentence_of(max(start, end - 1))[1]
    text = breakdown.passage.lowered[start : min(end + LONGEST_TAIL, last)]
    return len(breakdown.parts) > 2 and bool(
        re.search(r"\bnăm tuổi\b|\bđến\s+dưới\b|\btừ\s+[0-9]+\s*(?:-|–|đến)\s*[0-9]+", text)
    )


def names_some(breakdown: Breakdown) -> bool:
    """Whether a list says that it names only some of the parts: `một số cây trồng chính như sau`, `…`."""
    start, end = span_of(breakdown)
    is_below = breakdown.parts[0].passage is not breakdown.passage
    end = len(breakdown.passage.text) if is_below else end + LONGEST_TAIL
    text = breakdown.passage.lowered[start:end]
    return bool(OPEN_END.search(text) or NAMES_SOME.search(text))

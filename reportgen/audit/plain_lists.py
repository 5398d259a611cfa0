"""Totals and parts that no word opens: `36 hội nghị; cấp tỉnh 06 hội nghị, cấp huyện 30 hội nghị`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate

from reportgen.audit.axes import divides
from reportgen.audit.nouns import family
from reportgen.audit.numbers import Bound, Figure, Number, texts
from reportgen.audit.outline import Outline
from reportgen.audit.parts import OF_THESE, breakdowns, can_be_total
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, are_swapped, estimate, makes, show
from reportgen.audit.words import (
    AMONG,
    BOTH,
    CHANGE,
    COMPARES,
    CONSISTS,
    EARLIER,
    NAMES_SOME,
    OVERLAPPING,
    PLANNED,
    TOTAL,
)
from reportgen.errors import Severity

SUM = "total-of-parts"
WHOLE = "part-exceeds-whole"
MOST_PARTS = 12


def plain_lists(outline: Outline) -> Iterator[Outcome]:
    """Verify totals that lists without an opening word divide, and parts that exceed their whole."""
    for _, passage in outline:
        if passage.is_in_table or len(passage.figures) < 2:
            continue
        opened: set[int] | None = None
        for index, figure in enumerate(passage.figures):
            if not _is_whole(passage, index):
                continue
            yield from _parallel(passage, index)
            yield from _selected(passage, index)
            places = _same_kind_after(passage, index)
            if len(places) < 2:
                continue
            opened = opened if opened is not None else {each.total.start for each in breakdowns(passage)}
            if figure.start not in opened:
                yield from _divided(passage, index, places)


def _is_whole(passage: Passage, index: int) -> bool:
    figure, before = passage.figures[index], passage.before(index)
    is_value = figure.is_plain and figure.number.bound is Bound.EXACT and can_be_total(figure.unit)
    is_told = figure.unit.noun != "" or figure.unit.measure is not Measure.COUNT
    before = re.sub(r".*\b(?:gồm|có)\s*$", "", before)
    if figure.unit.noun == "nhiệm vụ":
        before = before.replace("được giao", "").replace("giao", "")
    return is_value and is_told and not _is_other_value(before)


def _is_other_value(before: str) -> bool:
    return any(pattern.search(before) for pattern in (CHANGE, COMPARES, EARLIER, PLANNED))


def _same_kind_after(passage: Passage, index: int) -> list[int]:
    """Return the numbers that follow in the same unit, shares left out; none when one is something else."""
    unit = passage.figures[index].unit
    places: list[int] = []
    if any(passage.figures[place].unit == unit for place in passage.in_sentence(index) if place < index):
        return []
    for place in passage.in_sentence(index):
        figure = passage.figures[place]
        if place <= index or figure.number.is_percent:
            continue
        if places and AMONG.search(passage.before(place)):  # «còn 08 dự án, trong đó 02 dự án chậm»
            break
        is_part = figure.is_plain and figure.unit == unit and passage.depths[place] == passage.depths[index]
        if not is_part or _is_other_value(passage.before(place)):
            return []
        places.append(place)
    return places if len(places) <= MOST_PARTS else []


def _divided(passage: Passage, index: int, places: Sequence[int]) -> Iterator[Statement]:
    whole, parts = passage.figures[index].number, [passage.figures[place].number for place in places]
    labels = [f"{passage.before(place)} {_until_stop(passage, place)}" for place in places]
    if divides([f"{passage.before(index)} {_until_stop(passage, index)}", *labels]):
        return  # «khiển trách 31, cảnh cáo 17, …»: the first of a list, no whole
    if makes(whole, parts) or _some_add_up(whole, parts):
        yield _sum_statement(passage, whole, parts, Verdict.RIGHT)
        return
    if _names_other_total(passage, places) and not divides(labels):
        return
    made = sum((part.quantity for part in parts), Fraction(0))
    share = made / whole.quantity if whole.quantity else Fraction(2)
    is_open = OVERLAPPING.search(" ; ".join(labels)) is not None
    is_called = len(parts) > 2 and TOTAL.search(passage.before(index)) and not is_open
    is_divided = (divides(labels) or is_called) and Fraction(7, 10) <= share <= Fraction(7, 5)
    is_near = Fraction(9, 10) <= share <= Fraction(11, 10)
    is_swapped = Fraction(1, 2) <= share <= 2 and _is_swapped(whole, parts)
    is_item = ";" in passage.between(index, places[0])  # «thuế 21.340; phí 8.116; …»: the first of a list
    is_slip = len(parts) > 2 and (is_swapped or (is_near and not is_item)) and not is_open
    if (is_divided or is_slip) and not _names_some(passage, index, places):
        yield _sum_statement(passage, whole, parts, Verdict.WRONG)


def _names_some(passage: Passage, index: int, places: Sequence[int]) -> bool:
    """Whether the words around a list say that it is only begun, or that things count in several parts."""
    start, end = passage.figures[index].end, passage.sentence_of(passage.figures[places[-1]].start)[1]
    listed = passage.lowered[start : passage.figures[places[-1]].start]
    return bool(NAMES_SOME.search(listed) or BOTH.search(passage.lowered, start, end))


def _some_add_up(whole: Number, parts: Sequence[Number]) -> bool:
    """`42 đảng viên, chính thức 38, dự bị 04; vắng 03`: what follows the parts divides in another way."""
    return whole.quantity in [*accumulate(part.quantity for part in parts)][1:]


def _names_other_total(passage: Passage, places: Sequence[int]) -> bool:
    """`tổng thu 4.120 triệu đồng, tổng chi 3.685 triệu đồng`: one total is no part of another."""
    return any(TOTAL.search(re.split(r"[;,]", passage.before(place))[-1]) for place in places)


def _until_stop(passage: Passage, place: int) -> str:
    return re.split(r"[;,.()]", passage.rest(place))[0]


def _is_swapped(whole: Number, parts: Sequence[Number]) -> bool:
    """Whether two digits of the total or of one part in another order make the sum right."""
    rest = whole.quantity - sum((part.quantity for part in parts), Fraction(0))
    return are_swapped(whole, whole.quantity - rest) or any(
        are_swapped(part, part.quantity + rest) for part in parts
    )


# --- two kinds of things at once ----------------------------------------------------------------------

_JOINS = re.compile(r"[^;.():]{0,60}(?:\bvà|,|\bvới|\bcho|/)\s*(?:\w+\s+){0,3}$")


def _parallel(passage: Passage, index: int) -> Iterator[Statement]:
    """`85 vụ, 124 bị can; trong đó: ma túy 45 vụ, 62 bị can; trật tự xã hội 40 vụ, 62 bị can`."""
    sentence = passage.in_sentence(index)
    if index + 5 not in sentence or not _is_whole(passage, index + 1):
        return
    first, second = passage.figures[index], passage.figures[index + 1]
    if (
        family(first.unit) == family(second.unit) != ""
        or first.unit == second.unit
        or not _JOINS.match(passage.between(index, index + 1))
    ):
        return
    gap = passage.lowered[second.unit_end : passage.figures[index + 2].start]
    if not (AMONG.search(gap) or CONSISTS.search(gap) or gap.rstrip().endswith((":", "("))):
        return
    rest = [passage.figures[place] for place in sentence if place > index + 1]
    rest = [figure for figure in rest if not figure.number.is_percent]
    if not _alternate(rest, first, second):
        return
    for whole, parts in ((first.number, rest[::2]), (second.number, rest[1::2])):
        numbers = [figure.number for figure in parts]
        is_right = sum((n.quantity for n in numbers), Fraction(0)) == whole.quantity
        yield _sum_statement(passage, whole, numbers, Verdict.RIGHT if is_right else Verdict.WRONG)


def _alternate(rest: Sequence[Figure], first: Figure, second: Figure) -> bool:
    """Whether a list names both kinds in each of two or more items, and one of the sums comes right."""
    units = [family(figure.unit) or figure.unit.noun for figure in rest]
    wanted = [family(each.unit) or each.unit.noun for each in (first, second)] * (len(rest) // 2)
    if len(rest) < 4 or len(rest) % 2 or units != wanted or not all(figure.is_plain for figure in rest):
        return False
    sums = [sum((f.number.quantity for f in rest[at::2]), Fraction(0)) for at in (0, 1)]
    return sums[0] == first.number.quantity or sums[1] == second.number.quantity


# --- more than there are ------------------------------------------------------------------------------

_TAKEN = re.compile(
    r"[,;]\s*(?:trong đó\s+)?(?:đã\s+|mới\s+|còn\s+)?"
    r"(?:nữ|hoàn thành|phát hiện|xử lý|đạt|có|được|giải ngân|nghiệm thu|quyết toán|công nhận)?\s*$"
)
_ALONE = re.compile(r"[,;]\s*(?:riêng|trong đó)\s[^,;.()0-9]{0,40}$")
_DONE = re.compile(r"[,;]\s*đã\s+[^,;.()0-9]{2,25}$")
_IS_SO = re.compile(
    r"\s*(?:(?:đã|đang|chưa|không|bị|được)\s+\S|(?:đạt|vi phạm|hoàn thành|là\s+nữ|nữ|đủ|còn)\b|[,.;(]|$)"
)
_IN_A_STATE = re.compile(
    r"\s*(?:(?:đã|đang|chưa|không|bị|được)\s+\S[^,;]*|chết|tử vong|mất tích|vi phạm)\s*[,;]\s*$"
)
_CARRIED = re.compile(r"\b(?:kỳ trước|tồn|chuyển sang|lũy kế|từ trước|đầu kỳ|cộng dồn|bổ sung|thêm)\b")


def _selected(passage: Passage, index: int) -> Iterator[Statement]:
    """`Kiểm tra 45 cơ sở, phát hiện 52 cơ sở vi phạm`."""
    place, sentence = index + 1, passage.in_sentence(index)
    if place not in sentence or sentence[0] != index or not _is_whole(passage, place):
        return
    whole, part = passage.figures[index], passage.figures[place]
    is_larger = estimate(part.number).low > estimate(whole.number).high
    start, end = passage.sentence_of(whole.start)
    if not is_larger or not _is_of_these(passage, index) or _CARRIED.search(passage.lowered, start, end):
        return
    yield Statement(
        WHOLE,
        passage,
        whole.start,
        part.end,
        Verdict.WRONG,
        f"phần {part.number.text} lớn hơn tổng số {whole.number.text}",
        "",
        "Kiểm tra lại tổng số và phần trong tổng số.",
        Severity.WARNING,
    )


def _is_of_these(passage: Passage, index: int) -> bool:
    """Whether the number after one is said of some of the same things."""
    place, before = index + 1, passage.before(index)
    whole, part, gap = passage.figures[index].unit, passage.figures[place].unit, passage.between(index, place)
    is_kin = part.noun != "" and whole.noun.endswith(f" {part.noun}")  # «nhà trường», «trường»
    is_women = part.noun == "" and part.measure is Measure.COUNT and "nữ" in passage.before(place)
    if not (whole == part or is_kin or is_women) or passage.depths[place] != passage.depths[index]:
        return False
    if _IN_A_STATE.match(gap):  # «làm 02 người chết, 05 người bị thương»
        return False
    is_opened = bool(OF_THESE.search(before)) and gap.count(",") == 1 and ";" not in gap
    is_total = bool(TOTAL.search(before) or OF_THESE.search(before))
    is_taken = bool(_TAKEN.search(gap) or _ALONE.search(gap)) or (is_total and bool(_DONE.search(gap)))
    return (is_taken or is_opened) and bool(_IS_SO.match(passage.rest(place)))


def _sum_statement(passage: Passage, whole: Number, parts: Sequence[Number], verdict: Verdict) -> Statement:
    found = sum((part.quantity for part in parts), Fraction(0))
    expected = show(found, whole)
    is_right = verdict is Verdict.RIGHT
    message = f"các phần cộng lại không bằng tổng số {whole.text}: {texts(parts)} = {expected}"
    return Statement(
        SUM,
        passage,
        whole.start,
        max(part.end for part in parts),
        verdict,
        "" if is_right else message,
        expected,
        f"Kiểm tra lại từng phần; nếu các phần đúng thì sửa {whole.text} thành {expected}.",
        Severity.WARNING,
    )

"""Find the total and the parts of a breakdown: in brackets, after «trong đó» or «gồm», in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.audit.breakdown import Breakdown, Opening, Part
from reportgen.audit.nouns import family, may_share
from reportgen.audit.numbers import Figure, Number
from reportgen.audit.part_reading import fits, is_compared, is_part, label_of
from reportgen.audit.passages import FARTHEST, Passage
from reportgen.audit.units import BARE, Measure, Unit, flow_of
from reportgen.audit.words import (
    AMONG,
    CHANGE,
    COMPARES,
    CONSISTS,
    NEW_DEED,
    TOTAL,
)

NO_TOTALS = {Measure.PERCENT, Measure.PER_MILLE, Measure.POINTS, Measure.RATE, Measure.TIME}
_SENTENCE_ENDS = re.compile(r"[.!?…]\s+\S")
_COLON = re.compile(
    r"[^;,.():]{0,80}(?:,\s*[^;,.():]{0,20}\b(?:xếp loại|phân loại|chia|trình độ|kết quả|cơ cấu|theo|"
    r"nguồn|thành phần)[^;,.():]{0,30})?:"
)
_HAVING = re.compile(r",\s*có\s*$")
_NEW_SUBJECT = re.compile(
    r"\b(?:riêng|ngoài ra|đồng thời|bên cạnh đó|trong khi|so với|cùng kỳ|l[uũ][yỹ] kế|cộng dồn|"
    r"nâng (?:tổng )?số)\b"
)


def breakdowns(passage: Passage) -> Iterator[Breakdown]:
    """Yield every breakdown inside one passage."""
    for index in range(len(passage.figures) - 1):
        opened = _opening(passage, index)
        if opened:
            yield from _breakdown(passage, *opened)


def can_be_total(unit: Unit) -> bool:
    """Whether amounts of a unit can be added up: shares and rates cannot, `tấn/ngày` can."""
    return unit.measure not in NO_TOTALS or bool(flow_of(unit))


def _is_multiple(number: Number) -> bool:
    """`1,3 lần`: nothing that parts make."""
    return number.unit.noun == "lần" and number.decimals > 0


_IS_MEAN = re.compile(r"\b(?:bình quân|trung bình)(?:\s+(?:khoảng|là|đạt))?\s*$")


_OR_MORE = re.compile(r"\s*(?:[^\W\d]+\s+){0,2}?trở (?:lên|xuống)\b")


def _may_be_total(passage: Passage, index: int) -> bool:
    figure = passage.figures[index]
    if passage.lowered[: figure.start].endswith("/"):  # «110,2 bé trai/100 bé gái»
        return False
    is_value = len(figure.top) == 1 and can_be_total(figure.number.unit) and not _is_multiple(figure.number)
    number = figure.number
    if number.unit.measure is Measure.COUNT and number.decimals and number.unit.factor == 1:  # «1,91 (… 396)»
        return False
    if _OR_MORE.match(passage.rest(index)):  # «690 ha trở lên, trong đó lúa 470 ha»: a limit
        return False
    is_against = is_compared(passage, index) and not (
        flow_of(figure.unit) and _IS_MEAN.search(passage.before(index))
    )
    return is_value and not is_against and not _is_change(passage.before(index))


_CUT = re.compile(r"\b(?:cắt\s+giảm|tiết\s+giảm|còn\s+thiếu|thiếu)\s*$")


def _is_change(before: str) -> bool:
    """Whether a number is a change; `cắt giảm 148,2 tỷ đồng`, `còn thiếu 89 giáo viên` are amounts."""
    return bool(CHANGE.search(before)) and not _CUT.search(before)


def _opening(passage: Passage, index: int) -> tuple[list[int], Opening, range] | None:
    """By what a breakdown opens after a figure: the figures that may be its total, and those it covers."""
    gap = passage.lowered[passage.figures[index].end : passage.figures[index + 1].start]
    if passage.depths[index + 1] > passage.depths[index]:
        return _bracket(passage, index, gap)
    if passage.depths[index + 1] < passage.depths[index] and ")" not in gap:
        return None
    head, _, tail = _split_at_sentence_end(gap)
    is_new_sentence = bool(tail)
    if is_new_sentence and not (AMONG.match(tail) or CONSISTS.match(tail)):
        return _next_sentence(passage, index)
    among, consists = AMONG.search(gap), CONSISTS.search(gap)
    if among or consists:
        kind = Opening.CONSISTS if consists else Opening.AMONG
        return _totals_before(passage, index), kind, _until_sentence_end(passage, index)
    is_alone = _may_be_total(passage, index)
    if is_alone and OF_THESE.search(passage.before(index)) and "có" in _up_to_next_kind(passage, index):
        return [index], Opening.AMONG, _until_sentence_end(passage, index)
    if is_alone and _COLON.match(head):
        following = passage.figures[index + 1].unit.measure
        is_other = following not in (passage.figures[index].unit.measure, Measure.PERCENT, Measure.COUNT)
        totals = _totals_before(passage, index) if is_other else [index]
        return totals, Opening.COLON, _until_sentence_end(passage, index)
    if is_alone and _HAVING.search(gap) and passage.figures[index].unit == passage.figures[index + 1].unit:
        outer = [p for p in passage.in_sentence(index) if p <= index and not passage.depths[p]]
        return outer[-1:], Opening.AMONG, _until_sentence_end(passage, index)
    return None


_OF_LAST = re.compile(
    r"\s*[^;:.()0-9]{0,40}(?:,\s*)?\b(?:đạt|bằng|chiếm|tỷ lệ|tỉ lệ)(?:\s+(?:tỷ lệ|tỉ lệ))?\s*"
)


def _is_share_of_last(passage: Passage, index: int) -> bool:
    """`41/45 trạm, đạt 91,1% (vùng thấp 22, …)`: the bracket divides what the share is of."""
    if not passage.figures[index].number.is_percent or index not in passage.in_sentence(index)[1:]:
        return False
    is_level = passage.depths[index - 1] == passage.depths[index]
    are_amounts = not passage.figures[index + 1].number.is_percent
    return is_level and are_amounts and bool(_OF_LAST.fullmatch(passage.between(index - 1, index)))


def _up_to_next_kind(passage: Passage, index: int) -> str:
    """Return the text up to the next number but percentages: `trong 21 dự án đạt dưới 30% có 06 dự án`."""
    following = (
        i for i in passage.in_sentence(index) if i > index and not passage.figures[i].number.is_percent
    )
    end = next((passage.figures[i].start for i in following), passage.figures[index].end)
    return passage.lowered[passage.figures[index].end : end].split(",")[0]


OF_THESE = re.compile(r"(?:^|[;,.]\s*)(?:trong|trên)\s+(?:tổng\s+số\s+|số\s+)?$")
MOST_TOTALS = 4


def _totals_before(passage: Passage, index: int) -> list[int]:
    """Tell what «trong đó» may break down: the last value before it outside brackets, or one before that."""
    depth = passage.depths[index + 1]
    sentence = passage.in_sentence(index)
    places = [
        p
        for p in sentence
        if p <= index and passage.depths[p] == depth
        if _may_be_total(passage, p) or (p == index and _is_planned_total(passage, p))
    ]
    following = passage.figures[index + 1].unit
    if not places or may_share(passage.figures[places[-1]].unit, following):
        return places[::-1][:MOST_TOTALS]
    ordered = sorted(places, key=lambda p: (passage.figures[p].unit != following, -p))
    return ordered[:MOST_TOTALS]


def _split_at_sentence_end(gap: str) -> tuple[str, str, str]:
    match = _SENTENCE_ENDS.search(gap)
    return (gap[: match.start()], ".", gap[match.end() - 1 :]) if match else (gap, "", "")


# «(năm trước tương ứng là 20.815; 56.104 và 204.975 con)»: one number for each of those before
_IN_ORDER = re.compile(r"\b(?:tương ứng|theo thứ tự)\b")


def _bracket(passage: Passage, index: int, gap: str) -> tuple[list[int], Opening, range] | None:
    figure = passage.figures[index]
    outside, _, inside = gap[figure.unit_end - figure.end :].partition("(")
    whole = index - _is_share_of_last(passage, index)
    if _IN_ORDER.search(inside):
        return None
    if not _may_be_total(passage, whole) and not _is_planned_total(passage, whole):
        return None
    if _SENTENCE_ENDS.search(outside) or ";" in outside or COMPARES.search(outside):
        return None
    depth, end = passage.depths[index], index + 1
    last = min(len(passage.figures), index + FARTHEST)
    while end < last and passage.depths[end] > depth:
        end += 1
    opening = Opening.AMONG if AMONG.search(inside) else Opening.BRACKET
    totals = [whole] if whole < index else _totals_of_bracket(passage, index)
    return totals, opening, range(index + 1, end)


def _totals_of_bracket(passage: Passage, index: int) -> list[int]:
    """`123 lượt với 174 người (86 lượt …, 37 lượt …)`: the number of the same unit, not the nearest."""
    inner = passage.figures[index + 1].unit
    is_other = inner.noun != "" and inner != passage.figures[index].unit
    if not is_other or index - 1 not in passage.in_sentence(index):
        return [index]
    is_level = passage.depths[index - 1] == passage.depths[index]  # «(… 03 đảng bộ), 575 tổ chức (246 …)»
    is_like = is_level and passage.figures[index - 1].unit == inner and _may_be_total(passage, index - 1)
    return [index - 1] if is_like else [index]


_PLANNED_TOTAL = re.compile(
    r"(?:^|[:;,.]\s*)(?:tổng\s+)?(?:số\s+)?(?:kế hoạch|dự toán)(?:\s+vốn|\s+giao)?\s*$"
)


def _is_planned_total(passage: Passage, index: int) -> bool:
    """`kế hoạch 38,6 tỷ đồng (nhà nước 14,2 tỷ đồng, dân góp 24,4 tỷ đồng)`: a plan has parts too."""
    figure, following = passage.figures[index], passage.figures[index + 1 : index + 3]
    is_value = figure.is_plain and figure.unit.measure is not Measure.COUNT and can_be_total(figure.unit)
    are_alike = bool(following) and all(f.unit.measure is figure.unit.measure for f in following)
    return is_value and are_alike and bool(_PLANNED_TOTAL.search(passage.before(index)))


def _until_sentence_end(passage: Passage, index: int) -> range:
    end = passage.in_sentence(index + 1).stop
    return range(index + 1, end)


_RESULT_OPENS = re.compile(r"(?:qua|kết quả|theo đó|sau|đã)\b")


def _next_sentence(passage: Passage, index: int) -> tuple[list[int], Opening, range] | None:
    """`Tổng số … là 362 lượt. Qua rà soát, giữ nguyên là …; đưa ra …; bổ sung …`."""
    sentence = passage.in_sentence(index)
    following = passage.in_sentence(index + 1)
    start = passage.sentence_of(passage.figures[index + 1].start)[0]
    opens = _RESULT_OPENS.match(passage.lowered, start)
    is_last = sentence[-1] == index and TOTAL.search(passage.before(index)) and _may_be_total(passage, index)
    return ([index], Opening.NEXT_SENTENCE, following) if opens and is_last else None


def _breakdown(passage: Passage, totals: list[int], opening: Opening, region: range) -> Iterator[Breakdown]:
    seen: set[str] = set()  # «412 lớp với 11.230 học sinh, trong đó: …»: a list may divide both
    for at, index in enumerate(totals):
        total = _total_at(passage, index)
        parts, shares, has_inner = _parts(passage, total, region, passage.depths[region.start])
        if parts and (not seen or (family(total.unit) not in seen and _is_in_each_item(parts))):
            seen.add(family(total.unit))
            yield Breakdown(
                passage,
                total,
                tuple(parts),
                opening,
                has_inner,
                _is_said(passage, index),
                total.unit.measure is not Measure.COUNT
                and all(passage.figures[i].unit is BARE for i in _plain_places(passage, region, parts)),
                tuple(shares),
                _others(passage, totals, at),
            )
            if not family(total.unit):
                return


def _plain_places(passage: Passage, region: range, parts: list[Part]) -> list[int]:
    starts = {part.number.start for part in parts}
    return [index for index in region if passage.figures[index].start in starts]


def _is_in_each_item(parts: list[Part]) -> bool:
    """Whether every item of a list, three or more of them, has one part of this kind."""
    return len(parts) > 2 and [part.group for part in parts] == list(range(len(parts)))


def _others(passage: Passage, totals: list[int], at: int) -> tuple[tuple[Number, bool], ...]:
    """Return what else may be the total: of a ratio the lower number, then the totals said before."""
    figure = passage.figures[totals[at]]
    below = ((figure.bottom[0], False),) if len(figure.bottom) == 1 else ()
    return below + tuple((_total_at(passage, i), _is_said(passage, i)) for i in totals[at + 1 :])


def _total_at(passage: Passage, index: int) -> Number:
    """Return the number, or the upper one of a ratio with the noun printed after it."""
    figure = passage.figures[index]
    return replace(figure.number, unit=figure.unit) if figure.number.unit is BARE else figure.number


def _is_said(passage: Passage, index: int) -> bool:
    return bool(TOTAL.search(passage.before(index)))


def _parts(
    passage: Passage, total: Number, region: range, depth: int
) -> tuple[list[Part], list[Number], bool]:
    parts: list[Part] = []
    shares: list[Number] = []
    group, has_inner, is_inside = 0, False, False
    for index in region:
        figure, before = passage.figures[index], passage.before(index)
        if ";" in before or (_SENTENCE_ENDS.search(before) and index > region.start):
            group, is_inside = group + 1, False
        if index > region.start and (_NEW_SUBJECT.search(before) or NEW_DEED.search(before)):
            break
        if figure.is_plain and figure.unit.measure is Measure.PERCENT and not is_inside:
            shares.append(figure.number)
        elif passage.depths[index] != depth or is_inside:
            continue
        elif is_part(passage, index, total, is_first=_is_first(passage, region, index)):
            number = _in_unit_of(total, figure.number)
            parts.append(Part(number, *label_of(passage, index), group, passage, _whole_of(figure)))
            after = _up_to_next(passage, index)
            is_inside = bool(AMONG.search(after) or _INNER.search(after))
            has_inner = has_inner or is_inside
    return parts, shares, has_inner


_INNER = re.compile(r",\s*(?:gồm|bao gồm)(?:\s+có)?\s*$")


def _is_first(passage: Passage, region: range, index: int) -> bool:
    """Whether only percentages stand before a number of the list: `21 dự án đạt dưới 30% có 06 dự án`."""
    return all(passage.figures[place].number.is_percent for place in range(region.start, index))


def _in_unit_of(total: Number, number: Number) -> Number:
    """Return a number printed without unit in the unit of its total: `73,29 km² (A 21,46, B 33,08)`."""
    if number.unit is BARE and total.unit.measure is not Measure.COUNT:
        return replace(number, unit=total.unit)
    return number


def _whole_of(figure: Figure) -> Number | None:
    return figure.bottom[0] if len(figure.bottom) == 1 and not figure.is_pair else None


def _up_to_next(passage: Passage, index: int) -> str:
    """Tell what stands between a figure's unit and the next figure."""
    after = passage.after(index)
    return after.split(";")[0]


def of_list(lead: Passage, items: Sequence[Passage]) -> Breakdown | None:
    """Return the breakdown that a line ending in a colon opens over the items below it."""
    index = _total_of_lead(lead)
    if index is None:
        return None
    total = lead.figures[index].number
    parts = [part for item in items if (part := _first_part(item, total))]
    if len(parts) < len(items) or len(parts) < 2:
        return None
    tail = lead.lowered[lead.figures[index].end :]
    opening = Opening.CONSISTS if CONSISTS.search(tail) else Opening.AMONG
    return Breakdown(lead, total, tuple(parts), opening, is_said_total=bool(TOTAL.search(lead.before(index))))


def _total_of_lead(lead: Passage) -> int | None:
    outer = [
        index
        for index, figure in enumerate(lead.figures)
        if lead.depths[index] == 0 and figure.is_plain and figure.unit.measure not in NO_TOTALS
        if not CHANGE.search(lead.before(index)) and not _is_multiple(figure.number)
    ]
    said = [index for index in outer if TOTAL.search(lead.before(index))]
    return said[-1] if said else outer[-1] if outer else None


def _first_part(item: Passage, total: Number) -> Part | None:
    for index, figure in enumerate(item.figures):
        if figure.unit.measure is Measure.PERCENT:
            return None
        if figure.is_plain and fits(total, figure) and not is_compared(item, index):
            return Part(figure.number, *label_of(item, index), index, item)
    return None

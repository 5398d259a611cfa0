"""Lists whose total is said before: `Phân loại: 158 đơn lưu; 116 đơn chuyển`, `Nam 1.309 ca, nữ 1.236 ca`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reportgen.audit.axes import divides
from reportgen.audit.nouns import family
from reportgen.audit.numbers import Bound, Figure, Number, texts
from reportgen.audit.outline import Outline
from reportgen.audit.parts import can_be_total
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.subjects import subject_words
from reportgen.audit.units import BARE, Measure
from reportgen.audit.verdict import Verdict, are_swapped, makes, show
from reportgen.audit.words import CHANGE, COMPARES, EARLIER, OVERLAPPING
from reportgen.errors import Severity

SUM = "total-of-parts"
WHOLE = "part-exceeds-whole"
_OPENS = re.compile(
    r"(?:[-+*•]\s*)?(?:phân loại|phân theo|theo|cấp|kết quả|xếp loại|hình thức|nguyên nhân|cơ cấu|"
    r"thành phần|nội dung|chia|về)[^;:.,()0-9]{0,50}:"
)
_OF_NAMED = re.compile(
    r"(?:[-+*•]\s*)?(?:trong|trên)\s+(?:tổng\s+)?(?P<name>[^;:.,()0-9]{6,60}?)(?P<sign>:|,|\bcó\b)"
)
FEWEST_PARTS = 3
FARTHEST = 30
MOST_PASSAGES = 3
FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Said:
    """A number said before a list, with the words of its clause, and whether it opens its sentence."""

    number: Number
    words: frozenset[str]
    is_first: bool


def loose_lists(outline: Outline) -> Iterator[Outcome]:
    """Verify lists that a sentence gives without their total."""
    for place, passage in outline:
        if passage.is_in_table:
            continue
        for start, end in passage.sentences:
            places = [i for i, figure in enumerate(passage.figures) if start <= figure.start < end]
            if places:
                yield from _sentence(outline, place, passage, places)


def _sentence(outline: Outline, place: int, passage: Passage, places: list[int]) -> Iterator[Statement]:
    start = passage.sentence_of(passage.figures[places[0]].start)[0]
    lead = passage.lowered[start : passage.figures[places[0]].start].lstrip()
    named = None if lead.startswith(("trong đó", "trong tháng", "trong năm")) else _OF_NAMED.match(lead)
    parts = _parts(passage, places)
    if named and parts:
        yield from _of_named(outline, place, passage, parts, named)
    elif _is_list(passage, lead, places, parts):
        yield from _listed(outline, place, passage, parts)


def _is_list(passage: Passage, lead: str, places: list[int], parts: list[int]) -> bool:
    if len(parts) >= FEWEST_PARTS and _OPENS.match(lead):
        return True
    return len(parts) == 2 == len(places) and divides([_label(passage, i) for i in parts])


def _label(passage: Passage, index: int) -> str:
    before = re.split(r"[,;:]", passage.before(index))[-1]
    return f"{before} {re.split(r'[;,.()]', passage.rest(index))[0]}"


def _parts(passage: Passage, places: list[int]) -> list[int]:
    """Return the plain amounts of a sentence outside brackets; none when they are of unlike kinds."""
    found = [i for i in places if passage.depths[i] == 0 and not passage.figures[i].number.is_percent]
    figures = [passage.figures[i] for i in found]
    units = {figure.unit for figure in figures} - {BARE}
    is_plain = all(_is_plain(passage, i) for i in found)
    return found if is_plain and len(units) <= 1 and _are_amounts(figures) else []


def _are_amounts(figures: Sequence[Figure]) -> bool:
    return bool(figures) and all(can_be_total(figure.unit) for figure in figures)


def _is_plain(passage: Passage, index: int) -> bool:
    figure, before = passage.figures[index], passage.before(index)
    is_value = figure.is_plain and figure.number.bound is Bound.EXACT
    return is_value and not any(pattern.search(before) for pattern in (CHANGE, COMPARES, EARLIER))


def _said_before(outline: Outline, place: int, passage: Passage, first: int) -> list[Said]:
    """Return the amounts said before a list, the nearest first."""
    found = [said for i in range(first - 1, max(-1, first - FARTHEST), -1) if (said := _said(passage, i))]
    headings = outline.passages[place].headings
    for index in range(place - 1, max(-1, place - 1 - MOST_PASSAGES), -1):
        other = outline.passages[index]
        if other.is_in_table or other.headings != headings:
            break
        last = len(other.figures)
        found += [said for i in range(last - 1, max(-1, last - FARTHEST), -1) if (said := _said(other, i))]
    return found


def _said(passage: Passage, index: int) -> Said | None:
    figure = passage.figures[index]
    is_amount = figure.is_plain and figure.number.bound is Bound.EXACT and can_be_total(figure.unit)
    if not is_amount or CHANGE.search(passage.before(index)) or EARLIER.search(passage.before(index)):
        return None
    before = re.split(r"[;,:()]", passage.before(index))[-1]
    after = re.split(r"[;,.:()]", passage.after(index))[0]
    is_first = passage.in_sentence(index)[0] == index
    return Said(figure.number, subject_words(f"{before} {after}"), is_first)


def _is_of_kind(whole: Number, unit_of: Number) -> bool:
    if whole.unit.measure is not unit_of.unit.measure:
        return unit_of.unit is BARE
    if whole.unit.measure is not Measure.COUNT or unit_of.unit is BARE:
        return True
    same = family(whole.unit) == family(unit_of.unit) != ""
    return whole.unit.noun == unit_of.unit.noun or same or _last(whole) == _last(unit_of)


def _last(number: Number) -> str:
    return number.unit.noun.split(" ")[-1] if number.unit.noun else "?"


def _listed(outline: Outline, place: int, passage: Passage, parts: list[int]) -> Iterator[Statement]:
    numbers = [passage.figures[i].number for i in parts]
    told = next((number for number in numbers if number.unit is not BARE), numbers[0])
    said = [
        each for each in _said_before(outline, place, passage, parts[0]) if _is_of_kind(each.number, told)
    ]
    if any(_agrees(each.number, numbers) for each in said):
        yield _statement(passage, numbers, said[0].number, Verdict.RIGHT)
        return
    labels = " ; ".join(_label(passage, i) for i in parts)
    if OVERLAPPING.search(labels) and not divides([_label(passage, i) for i in parts]):
        return
    slips = [each for each in said if each.is_first and _is_slip(each.number, numbers)]
    if len({each.number.value for each in slips}) == 1:
        yield _statement(passage, numbers, slips[0].number, Verdict.WRONG)


def _agrees(whole: Number, parts: Sequence[Number]) -> bool:
    if all(part.unit is BARE for part in parts) or whole.unit.measure is Measure.COUNT:
        return sum((part.value for part in parts), Fraction(0)) == whole.value
    return makes(whole, parts)


SLIPPED = Fraction(1, 5)


def _is_slip(whole: Number, parts: Sequence[Number]) -> bool:
    """Whether two digits of one part in another order make the sum right."""
    if any(part.unit.measure is not whole.unit.measure for part in parts):
        return False
    rest = whole.quantity - sum((part.quantity for part in parts), Fraction(0))
    is_near = abs(rest) <= SLIPPED * whole.quantity
    return is_near and any(are_swapped(part, part.quantity + rest) for part in parts)


def _of_named(
    outline: Outline, place: int, passage: Passage, parts: list[int], named: re.Match[str]
) -> Iterator[Statement]:
    """`Trong vốn ngân sách địa phương: nguồn cân đối 862 tỷ đồng, …`, `Trong số em đạt giải có 31 nữ`."""
    numbers = [passage.figures[i].number for i in parts]
    name, sign = subject_words(named["name"]), named["sign"]
    if len(name) < FEWEST_WORDS:
        return
    said = [each for each in _said_before(outline, place, passage, parts[0]) if name <= each.words]
    said = [each for each in said if _is_of_kind(each.number, numbers[0]) or numbers[0].unit is BARE]
    if not said:
        return
    whole = said[0].number
    if any(_agrees(each.number, numbers) for each in said):
        yield _statement(passage, numbers, whole, Verdict.RIGHT)
    elif sign == ":" and len(numbers) > 1 and _is_near(whole, numbers):
        yield _statement(passage, numbers, whole, Verdict.WRONG)
    elif len({each.number.value for each in said}) == 1 and numbers[0].quantity > whole.quantity:
        yield _too_large(passage, numbers[0], whole)


def _is_near(whole: Number, parts: Sequence[Number]) -> bool:
    found = sum((part.quantity for part in parts), Fraction(0))
    return whole.quantity * 4 <= found * 5 <= whole.quantity * 6


def _statement(passage: Passage, parts: Sequence[Number], whole: Number, verdict: Verdict) -> Statement:
    found = sum((part.quantity for part in parts), Fraction(0))
    expected = show(found, whole)
    is_right = verdict is Verdict.RIGHT
    return Statement(
        SUM,
        passage,
        parts[0].start,
        parts[-1].end,
        verdict,
        ""
        if is_right
        else f"các phần cộng lại không bằng {whole.text} nêu trước: {texts(parts)} = {expected}",
        expected,
        "Kiểm tra lại tổng số và từng phần.",
        Severity.WARNING,
    )


def _too_large(passage: Passage, part: Number, whole: Number) -> Statement:
    return Statement(
        WHOLE,
        passage,
        part.start,
        part.end,
        Verdict.WRONG,
        f"phần {part.text} lớn hơn tổng số {whole.text} nêu trước",
        "",
        "Kiểm tra lại tổng số và phần trong tổng số.",
        Severity.WARNING,
    )

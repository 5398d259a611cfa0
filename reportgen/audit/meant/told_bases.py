"""What a change is compared with, as its sentence tells: in brackets, or by the name of another value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.audit.meant.around import PASSAGES_BACK, Said
from reportgen.audit.meant.partitions import kind_of
from reportgen.audit.nouns import is_part_of_kind
from reportgen.audit.numbers import Bound
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.passages import Passage
from reportgen.audit.subjects import subject_words
from reportgen.audit.then_and_now import is_base_of_change, opens_other_clause, year_of
from reportgen.audit.units import Measure
from reportgen.audit.words import RANKS, words

_UP = words("tăng|vượt|cao hơn|nhiều hơn|lớn hơn|nhích|nhỉnh hơn|dài hơn|rộng hơn|đông hơn|già hơn|hơn")
_DOWN = words("giảm|thấp hơn|ít hơn|nhỏ hơn|hụt|thiếu|kém|tụt|trẻ hơn|ngắn hơn|chậm|chậm hơn|sụt")
_WAY = re.compile(rf"(?<!giá trị gia )\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?P<than>[^;,.()0-9]{{0,60}})$")
_WAY_FROM = re.compile(
    rf"(?<!giá trị gia )\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?P<than>[^;,.()]{{2,80}})\([^;()]{{0,30}}$"
)
_CLOSES = re.compile(r"[^;,.()0-9]{0,25}\)\s*(?:là|tới|đến|khoảng|số tiền|tương ứng|\s)*$")
_PLAN = re.compile(r"\b(?:phấn đấu|mục tiêu là|yêu cầu|quy định|dự kiến)\b[^;.]{0,40}$")
_COMPARED = re.compile(
    r"\b(?:so\s+với|so|cùng kỳ|cùng thời điểm|năm trước|năm ngoái|kỳ trước|trước|đầu năm|cuối năm|đầu kỳ|"
    r"giai đoạn|nhiệm kỳ|kế hoạch|dự toán|chỉ tiêu|mục tiêu|bình quân|trung bình)\b|20[0-9]{2}"
)
_OF_THEN_AFTER = re.compile(r"[^;()0-9]{0,25}\b(?:cùng kỳ|năm trước|năm ngoái|kỳ trước|đầu năm|đầu kỳ)\b")
_BRACKET = re.compile(r"[^;()]{0,90}\([^;()]{0,80}")
_SO_VOI = re.compile(
    r"\b(?:so|đối chiếu)\s+(?:với\s+|sánh\s+với\s+|cùng\s+)?(?P<name>[^;()]{2,80})\([^;()]{0,50}$"
)
_NAMED_AFTER = re.compile(r"[^;,.()0-9]{0,20}?\bso\s+với\s+(?P<name>[^;,.()]{3,60})")
_NAMED_BEFORE = re.compile(r"\bso\s+với\s+(?P<name>[^;,.()]{3,60}?)\s*(?:,|thì\b)")
# «cùng kỳ», «kế hoạch», «năm 2022»: a time or a plan, no name of a thing.
_NO_NAME = re.compile(
    r"\b(?:cùng kỳ|năm|kỳ|tháng|quý|kế hoạch|kh|dự toán|chỉ tiêu|mục tiêu|nghị quyết|giao|quy định|trước|"
    r"nhiệm kỳ|giai đoạn|mức chung|cả nước|yêu cầu|thời điểm|tổng số|nhu cầu|khi|cuối|đầu|vụ|mùa)\b"
)
_KIND = re.compile(
    r"^(?:(?:của|mức|nhóm|khối|huyện|xã|tỉnh|thành phố|thị xã|trường|dự án|công trình|ngành|lĩnh vực)\s+)+"
)
SHORTEST_NAME = 4
MOST_NAMED = 3  # places of a name in one passage; a hostile text stays linear
LONGEST_GAP = 80


@dataclass(frozen=True, slots=True)
class Told:
    """A printed change: its direction, what it is compared with, and where the words of its verb begin."""

    said: Said
    is_up: bool
    verb: int
    bases: tuple[Said, ...]
    is_named: bool


def read_told(figures: OpenFigures, said: Said) -> Told | None:
    """Return a change whose base is told; None when it is none, a plan or a limit."""
    passage, index, number = said.passage, said.index, said.number
    is_plain = passage.figures[index].is_plain and number.bound is Bound.EXACT and number.value > 0
    if not is_plain or number.unit.noun == "lần" or said.measure in (Measure.PER_MILLE, Measure.TIME):
        return None
    if RANKS.match(passage.rest(index)):
        return None
    before = passage.before(index)
    if _CLOSES.fullmatch(before) and index and passage.depths[index - 1] > passage.depths[index]:
        return _from_bracket(figures, said)
    way = way_before(said)
    if way is None or _PLAN.search(before[: way.start()]):
        return None
    verb = number.start - len(before) + way.start()
    bases = tuple(_bracketed(figures, said, way["than"])) or tuple(_bracketed_before(figures, said, verb))
    bases = bases or tuple(_of_clause(figures, said, verb))
    is_named = not bases
    bases = bases or tuple(_by_name(figures, said, way["than"], verb))
    return Told(said, bool(way["up"]), verb, bases, is_named) if bases else None


def way_before(said: Said) -> re.Match[str] | None:
    """Return the verb of a change in the words right before it."""
    return _WAY.search(said.passage.before(said.index))


def _from_bracket(figures: OpenFigures, said: Said) -> Told | None:
    """`cao hơn bình quân cả nước (ước 50,0%) là 3,2 điểm phần trăm`."""
    first = _first_of_bracket(said.passage, said.index - 1)
    text = said.passage.lowered[said.sentence[0] : said.passage.figures[first].start]
    way = _WAY_FROM.search(text)
    own = figures.around.of(said.place)
    bases = tuple(o for o in own if first <= o.index < said.index and may_be_base(said, o))
    if way is None or len(bases) != 1 or _PLAN.search(text[: way.start()]):
        return None
    return Told(said, bool(way["up"]), said.sentence[0] + way.start(), bases, is_named=False)


def _first_of_bracket(passage: Passage, last: int) -> int:
    opened = passage.lowered.rfind("(", 0, passage.figures[last].start)
    first = last
    while first and passage.figures[first - 1].start > opened:
        first -= 1
    return first


def may_be_base(said: Said, other: Said) -> bool:
    """Whether a number is measured so that a change may be one from it."""
    if said.number.is_percent:
        return other.measure not in (Measure.POINTS, Measure.TIME) and not other.is_change
    if said.measure is Measure.POINTS:
        return other.number.is_percent
    return are_kin(said, other) and not other.is_change


def are_kin(one: Said, other: Said) -> bool:
    """Whether two numbers may count the same thing; «trường hợp» and «đơn vị» are of any kind."""
    mine, theirs = one.number.unit, other.number.unit
    if mine.measure is not theirs.measure:
        rate, amount = (mine, theirs) if mine.measure is Measure.RATE else (theirs, mine)
        return rate.measure is Measure.RATE and rate.text.partition("/")[0].strip() == amount.text != ""
    if mine.measure is Measure.RATE:
        return mine.noun == theirs.noun
    if mine.measure is not Measure.COUNT:
        return True
    kinds = kind_of(one), kind_of(other)
    return (
        "" in kinds or kinds[0] == kinds[1] or is_part_of_kind(mine, theirs) or is_part_of_kind(theirs, mine)
    )


def _bracketed(figures: OpenFigures, said: Said, than: str) -> Iterator[Said]:
    """`tăng 29 trường hợp so với năm 2022 (297 trường hợp)`, `tăng 09 người (119 bị can cùng kỳ)`."""
    passage, depth = said.passage, said.passage.depths[said.index]
    found = []
    for other in figures.around.after(said):
        if passage.depths[other.index] <= depth:
            break
        gap = passage.lowered[said.number.end : other.number.start]
        is_told = _COMPARED.search(f"{than} {gap}") or _OF_THEN_AFTER.match(passage.rest(other.index))
        is_own = _BRACKET.fullmatch(gap) and not opens_other_clause(gap, _COMPARED)
        if is_told and is_own and may_be_base(said, other):
            found.append(other)
    same = [o for o in found if o.number.unit == said.number.unit]
    yield from (same or found)[:1] if len(found) < 3 else ()


def _bracketed_before(figures: OpenFigures, said: Said, verb: int) -> Iterator[Said]:
    """`so với đầu năm (1.220 doanh nghiệp) số doanh nghiệp tăng 66 đơn vị`."""
    passage, start = said.passage, said.sentence[0]
    own = [o for o in figures.around.of(said.place) if o.is_with(said) and o.number.start < verb]
    found = []
    for other in own[::-1]:
        between = passage.lowered[other.number.end : verb]
        if ";" in between or len(between) > LONGEST_GAP:
            break
        is_inside = passage.depths[other.index] > passage.depths[said.index] and ")" in between
        opened = _SO_VOI.search(passage.lowered, max(start, other.number.start - 140), other.number.start)
        is_of_other = is_base_of_change(passage, other.index) and not _SAID_AGAIN.match(between)
        if is_inside and opened and not is_of_other and "(" not in between and may_be_base(said, other):
            found.append(other)
    yield from _most_like(said, verb, found)


def _most_like(said: Said, verb: int, found: Sequence[Said]) -> Sequence[Said]:
    """Return of `(44 vụ, 46 người bị nạn, 8 người chết)` the one that the words before a change name."""
    lead = re.split(r"[;,()]", said.passage.lowered[said.sentence[0] : verb])[-1]
    subject = subject_words(f"{lead} {said.tail}")
    same = [o for o in found if o.number.unit == said.number.unit] or found
    return sorted(same, key=lambda o: -len(subject & subject_words(o.tail)))[:1]


# «tăng 7,9% so với cùng kỳ (803 tỷ đồng), số tuyệt đối tăng 63 tỷ đồng»
_SAID_AGAIN = re.compile(r"[^;()0-9]{0,20}\)\s*[,;]?\s*(?:về\s+)?(?:số\s+tuyệt\s+đối|tương\s+ứng|tức)\b")
_THEN_CLAUSE = re.compile(
    r"\s*(?:so với\s+)?(?:cùng kỳ|năm trước|năm ngoái|đầu năm|đầu kỳ|đầu nhiệm kỳ|năm học trước|"
    r"nhiệm kỳ trước)\b"
)


def _of_clause(figures: OpenFigures, said: Said, verb: int) -> Iterator[Said]:
    """`…; cùng kỳ năm trước là 3.916,4 tỷ đồng, bằng 44,8% kế hoạch; như vậy về tỷ lệ cao hơn 8,4 điểm %`."""
    text, start = said.passage.lowered, said.sentence[0]
    own = [o for o in figures.around.of(said.place) if o.is_with(said) and o.number.start < verb]
    for other in own[::-1]:
        clause = max(start, text.rfind(";", start, other.number.start) + 1)
        is_left = ";" in text[other.number.end : verb] and clause > start
        if is_left and _THEN_CLAUSE.match(text, clause) and may_be_base(said, other):
            yield from [other] if not said.passage.depths[other.index] else []
            return


# --- by name ------------------------------------------------------------------------------------------


def _by_name(figures: OpenFigures, said: Said, than: str, verb: int) -> Iterator[Said]:
    passage = said.passage
    after = _NAMED_AFTER.match(passage.lowered, passage.figures[said.index].unit_end, said.sentence[1])
    before = _NAMED_BEFORE.search(passage.lowered, said.sentence[0], verb)
    name = after["name"] if after else than if than.strip() else before["name"] if before else ""
    name = re.sub(r"^(?:\s|so với|hơn|so)+|(?:\s|là|được|khoảng|gần)+$", "", name)
    year = _YEAR_NAME.fullmatch(name.strip())
    if year:
        yield from _of_year(figures, said, int(year["year"]), verb)
    if len(name) < SHORTEST_NAME or _NO_NAME.search(name):
        return
    for text in dict.fromkeys((name, _KIND.sub("", name))):
        if len(text) >= SHORTEST_NAME:
            found = list(_labelled(figures, said, text))
            rates = [each for each in found if each.number.is_percent]
            yield from (*[each for each in found if not each.number.is_percent][:1], *rates[:1])
            if found:
                return


_YEAR_NAME = re.compile(r"(?:cuối\s+|đầu\s+)?(?:năm\s+)(?:học\s+)?(?P<year>20[0-9]{2})")
FEWEST_SHARED = 2


def _of_year(figures: OpenFigures, said: Said, year: int, verb: int) -> Iterator[Said]:
    """Yield the value of a year that the words of the change name: `năm 2023 thu 391,02 tỷ đồng`."""
    lead = re.split(r"[;()]", said.passage.lowered[max(said.sentence[0], verb - LONGEST_GAP) : verb])[-1]
    subject = subject_words(lead)
    for other in figures.around.before(said):
        is_of_year = year_of(other.passage, other.index) == year and other.number.value > 0
        if is_of_year and may_be_base(said, other) and len(subject & other.words) >= FEWEST_SHARED:
            yield other
            return


def _labelled(figures: OpenFigures, said: Said, name: str) -> Iterator[Said]:
    """Yield the first value and the first percentage behind a name, in the passages before, nearest first."""
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for place in range(said.place, max(-1, said.place - 1 - PASSAGES_BACK), -1):
        passage = figures.outline.passages[place]
        if passage.is_in_table:
            return
        end = _clause_start(said) if place == said.place else len(passage.lowered)
        for told in list(pattern.finditer(passage.lowered, 0, end))[: -1 - MOST_NAMED : -1]:
            own = [o for o in figures.around.of(place) if told.end() <= o.number.start < end]
            own = [o for o in own if o.sentence[0] <= told.start() and may_be_base(said, o)]
            own = [o for o in own if ";" not in passage.lowered[told.end() : o.number.start]]
            yield from own[:3]


def _clause_start(said: Said) -> int:
    """Return where the last clause of its sentence begins that a semicolon or the sentence opens."""
    semicolon = said.passage.lowered.rfind(";", said.sentence[0], said.number.start)
    return max(semicolon, said.sentence[0])

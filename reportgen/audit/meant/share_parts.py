"""Of what a printed share is said: the number before it, one that its words name, or several together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.audit.meant.around import Said, Surroundings
from reportgen.audit.meant.index import Index, name_words
from reportgen.audit.nouns import may_share
from reportgen.audit.numbers import Figure, Number
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, estimate, total


@dataclass(frozen=True)
class Part:
    """What a share may be said of; `whole` when the sentence gives it, `wholes` how many make it together."""

    operands: tuple[Said, ...]
    value: Estimate
    text: str
    is_meant: bool = True
    whole: Said | None = None
    wholes: int = 1
    is_sure: bool = False

    @property
    def number(self) -> Number:
        """Its first number."""
        return self.operands[0].number


_TIED = re.compile(
    r"(?:\b(?:chiếm|bằng|đạt|tương đương|tương ứng|ứng với|tức|tỷ lệ|tỉ lệ|bao phủ)\b[^;()0-9]{0,30}"
    r"|[(,]\s*)$"
)
_JOINS = re.compile(
    r"\b(?:cộng(?!\s+(?:đồng|tác|hòa|sản))|gộp|tính chung|cả)\b"
    r"|\b(?P<count>[0-9]{1,2}|hai|ba|bốn|năm|các)\s+(?:[^\W\d]+\s+){1,3}(?:này|trên|nói trên|nêu trên)\b"
)
_COUNT = re.compile(r"\b(?P<count>[0-9]{1,2}|hai|ba|bốn|năm)\s+[^\W\d]+")
_SPELLED = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5}
OF_NOUN = re.compile(r"\s*(?:về|tính theo|theo)\s+(?:số\s+)?(?P<noun>[^\W\d]+(?:\s+[^\W\d]+)?)")
_NAME = re.compile(
    r"(?:^|[;,.:]|\b(?:như vậy|trong đó|riêng)\b)\s*(?P<name>[^;,.:()]+?)\s+(?:chiếm|bằng)\b[^;,.:()]{0,20}$"
)
MOST_NAMED = 8
MOST_ASIDE, FEW = 100, 13
_ASIDE = {"tiêu chí", "nội dung", "lần", "nhóm", "chỉ tiêu"}


def parts_of(around: Surroundings, index: Index, said: Said) -> list[Part]:
    """Return what a share may be said of, as far as its words tell."""
    back = around.before(said)[::-1]
    earlier = [o for o in back if o.passage is said.passage and not o.number.is_percent]
    clause = [o for o in earlier if o.is_with(said)]
    for found in (
        _by_noun(said, earlier),
        _in_pairs(said, clause),
        _joined(around, said, clause),
        _told(around, said, clause),
        _at_least(around, said),
        _named(index, said),
        _rest(said, clause),
    ):
        parts = list(found)
        if parts:
            return parts
    return []


def _one(said: Said, whole: Said | None = None, wholes: int = 1) -> Part:
    return Part((said,), estimate(said.number), said.number.text, whole=whole, wholes=wholes)


def _together(run: Sequence[Said], whole: Said | None = None) -> Part:
    text = " + ".join(each.number.text for each in run)
    return Part(tuple(run), total(estimate(each.number) for each in run), f"({text})", whole=whole)


# --- right before the share ---------------------------------------------------------------------------


def _told(around: Surroundings, said: Said, clause: Sequence[Said]) -> Iterator[Part]:
    """`5.412 lượt, bằng 4,1% …`, `205.894 hộ đạt đủ 8 tiêu chí (92,94%)`."""
    passage, at = said.passage, said.index - 1
    if not _TIED.search(passage.before(said.index)):
        return
    while at in passage.in_sentence(said.index) and _is_aside(passage.figures[at], said, at):
        at -= 1
    told = [o for o in clause if o.index == at]
    if not told or ";" in passage.lowered[told[-1].number.end : said.number.start] or told[-1].is_change:
        return
    if len(told) == 2:
        if _is_sure(told):
            yield replace(_one(told[0], told[1]), is_sure=True)
        return
    if passage.depths[at] > passage.depths[said.index]:
        return
    if not _OF_NUMBER.fullmatch(passage.after(said.index)):
        is_now = time_of(passage, at) is Time.NOW
        yield _one(told[0], _whole_before(told[0], clause) if is_now else None)
        return
    after = [o for o in around.after(said) if o.index == said.index + 1]
    yield _one(told[0], after[0] if len(after) == 1 and not after[0].number.is_percent else None)


_OF_NUMBER = re.compile(r"\s*(?:(?:trên|trong|của|so với)\s+)(?:tổng\s+)?(?:số\s+)?")


def _is_aside(figure: Figure, said: Said, at: int) -> bool:
    """`trong vòng 48 giờ, đạt 94,9%`, `đạt đủ 8 tiêu chí (92,9%)`: no number that has shares."""
    is_small = figure.is_plain and figure.number.value < MOST_ASIDE
    gap = said.passage.rest(at).split()
    if (
        is_small
        and not figure.unit.text
        and gap[-1:] == ["("]
        and 1 < len(gap) < 4
        and figure.number.value < FEW
    ):
        return True  # «đủ 4 môn (96,2%)»
    is_other = figure.unit.measure is Measure.TIME or figure.unit.noun in _ASIDE
    return is_small and is_other and at + 1 <= said.index


def _is_sure(told: Sequence[Said]) -> bool:
    top, bottom = (o.number.unit for o in told)
    return not (top.noun and bottom.noun and top.noun != bottom.noun)


_TAKES = re.compile(
    r"\b(?:thụ lý|tiếp nhận|dự thi|dự|đăng ký|phát hiện|kiểm tra|thẩm định|phải|có|tổng số|nhận|xét|"
    r"triển khai|kê khai|khám|xét nghiệm|giao|tuyển|rà soát|lấy|gửi|cấp|tổng|toàn)\b"
)


def _whole_before(part: Said, clause: Sequence[Said]) -> Said | None:
    """Return the one number of the sentence before a part that counts the same and may be its whole."""
    same = [o for o in clause if o.number.start < part.number.start and _is_like(o, part) and _is_value(o)]
    wholes = [o for o in same if o.number.quantity >= part.number.quantity]
    if not wholes and len(same) == 1 and (_TAKES.search(same[0].label) or _TAKES.search(same[0].tail)):
        wholes = same
    return wholes[0] if len(wholes) == 1 else None


def _is_like(one: Said, other: Said) -> bool:
    if one.measure is not other.measure or one.measure is Measure.RATE:
        return False
    if one.measure is not Measure.COUNT:
        return True
    nouns = {one.number.unit.noun, other.number.unit.noun}
    return (len(nouns - {""}) < 2 and bool(nouns - {""})) or (
        may_share(one.number.unit, other.number.unit) and "" not in nouns
    )


def _is_value(said: Said) -> bool:
    return not said.is_change and time_of(said.passage, said.index) is Time.NOW and not said.number.is_percent


# --- several shares or several parts -------------------------------------------------------------------


def _by_noun(said: Said, earlier: Sequence[Said]) -> Iterator[Part]:
    """`74 vụ/126 bị cáo, đạt 80,4% về số vụ và 83,4% về số bị cáo`."""
    noun = OF_NOUN.match(said.passage.after(said.index))
    words = noun["noun"] if noun else ""
    own = [o for o in earlier if o.is_with(said) and _names(words, o)] if words else []
    if len({o.number.unit.noun for o in earlier if o.is_with(said)}) < 2 or not own:
        return
    part = own[-1]
    wholes = [o for o in earlier if not o.is_with(said) and _names(words, o) and _is_value(o)]
    wholes = [o for o in wholes if o.number.quantity > part.number.quantity]
    opening = [
        o
        for o in wholes
        if _TAKES.search(o.label) or _TAKES.search(o.passage.before(o.index - 1) if o.index else "")
    ]
    yield _one(part, next(iter([*opening, *wholes]), None))


def _names(words: str, said: Said) -> bool:
    noun = said.number.unit.noun
    return bool(noun) and (
        words == noun or f"{words} ".startswith(f"{noun} ") or f"{noun} ".startswith(f"{words} ")
    )


_THEN_RESPECTIVELY = re.compile(r"\b(?:lần lượt|tương ứng|theo thứ tự)\b[^;()0-9]{0,30}$")
_AND = re.compile(r"\s*(?:,|và|;)\s*(?:là\s+|đạt\s+)?")


def _in_pairs(said: Said, clause: Sequence[Said]) -> Iterator[Part]:
    """`nền đường 22,4 km, mặt đường 17,9 km, tương ứng 87,2% và 69,6% chiều dài tuyến`."""
    passage, first = said.passage, said.index
    while (
        first
        and passage.figures[first - 1].number.is_percent
        and _AND.fullmatch(passage.lowered[passage.figures[first - 1].end : passage.figures[first].start])
    ):
        first -= 1
    last = said.index
    while (
        last + 1 < len(passage.figures)
        and passage.figures[last + 1].number.is_percent
        and _AND.fullmatch(passage.lowered[passage.figures[last].end : passage.figures[last + 1].start])
    ):
        last += 1
    count = last - first + 1
    tops = [o for o in clause if o.index < first][-count:]
    if count < 2 or len(tops) < count or not _THEN_RESPECTIVELY.search(passage.before(first)):
        return
    if len({o.measure for o in tops}) == 1:
        yield _one(tops[said.index - first])


def _joined(around: Surroundings, said: Said, clause: Sequence[Said]) -> Iterator[Part]:
    """Yield numbers taken together: `A 521 ca, B 364 ca và C 297 ca`, `3 địa phương này cộng lại`."""
    lead = said.passage.lowered[said.sentence[0] : said.number.start]
    joins = list(_JOINS.finditer(re.split(r"[;]", lead)[-1]))
    count = _count_of(joins[-1]["count"] if joins else "")
    if joins and not count and (named := _COUNT.search(lead, joins[-1].start())):
        count = _count_of(named["count"])
    told = [o for o in clause if o.index == said.index - 1]
    if (
        joins
        and told
        and count
        and _TIED.search(said.passage.before(said.index))
        and not _is_counting(told[0])
    ):
        yield _one(told[0], wholes=count)
        return
    run = _run_before(around, said, count) if joins else _listed(said, clause)
    if run:
        yield _together(run) if len(run) > 1 else _one(run[0])


def _is_counting(said: Said) -> bool:
    return said.number.value < 10 and not said.number.decimals


def _count_of(text: str | None) -> int:
    if not text:
        return 0
    return _SPELLED.get(text, 0) or (int(text) if text.isdigit() else 0)


def _run_before(around: Surroundings, said: Said, count: int) -> list[Said]:
    """Return the like numbers in a row that a joining word takes together."""
    back = [o for o in around.before(said) if o.passage is said.passage and not o.number.is_percent]
    if back and _is_counting(back[0]) and back[0].number.value == count:
        back = back[1:]
    run = back[:1]
    for other in back[1:]:
        is_like = (
            other.number.unit.measure is run[0].number.unit.measure and other.sentence == run[0].sentence
        )
        is_level = other.passage.depths[other.index] == run[0].passage.depths[run[0].index]
        if not is_like or not is_level or (count and len(run) == count):
            break
        run.append(other)
    return run if len(run) > 1 and (not count or len(run) == count) else []


def _listed(said: Said, clause: Sequence[Said]) -> list[Said]:
    """`gồm A (521 ca), B (364 ca) và C (297 ca), chiếm …`: each number alone in its bracket."""
    before = said.passage.before(said.index)
    depth = said.passage.depths[said.index] - before.rstrip().endswith("(")
    if not re.search(r"\)\s*,?\s*(?:\S+\s+){0,2}(?:chiếm|bằng|đạt)\b[^;0-9]*$", before):
        return []
    inner = [o for o in clause if o.passage.depths[o.index] == depth + 1]
    outer = [
        o for o in clause if inner and o.index == inner[0].index - 1 and o.number.unit == inner[0].number.unit
    ]
    if outer:
        return outer
    return inner if len({o.number.unit for o in inner}) == 1 and len(inner) > 1 else []


# --- named by words ------------------------------------------------------------------------------------

_UP = re.compile(r"(?P<label>[^;,.:()]{2,60}?)\s+trở lên\b[^;,.:()0-9]*(?:chiếm|đạt|bằng|là)\b[^;,.:()0-9]*$")
_POSTGRADUATE = re.compile(r"\b(?:sau|trên) đại học\b[^;,.:()0-9]*(?:chiếm|đạt|bằng|là)\b[^;,.:()0-9]*$")
_DEGREES = re.compile(r"\b(?:tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ)\s*:?\s*$")


def _at_least(around: Surroundings, said: Said) -> Iterator[Part]:
    """`loại đặc biệt 12, loại I 40, loại II 60. Loại I trở lên chiếm 46,4%`: the first ones together."""
    before = said.passage.before(said.index)
    back = [o for o in around.before(said) if o.passage is said.passage and not o.number.is_percent][::-1]
    if _POSTGRADUATE.search(before):
        degrees = [o for o in back if _DEGREES.search(o.label)]
        if len(degrees) == 2:
            yield replace(_together(degrees, _total_of_list(degrees[0], back)), is_sure=True)
        return
    told = _UP.search(before)
    words = " ".join(told["label"].split()[-3:]) if told else ""
    ends = [o for o in back if told and _ends_alike(words, o)]
    if len(ends) == 1 and (opening := _total_of_list(ends[0], back)):
        run = [o for o in _list_of(opening, back) if o.number.start <= ends[0].number.start]
        if len(run) > 1:
            yield replace(_together(run, opening), is_sure=True)


def _ends_alike(words: str, said: Said) -> bool:
    label = f"{said.label} {said.tail}"
    return (
        any(words.endswith(part) for part in (said.label, " ".join(said.label.split()[-2:])) if len(part) > 1)
        or words in label
    )


def _list_of(opening: Said, back: Sequence[Said]) -> list[Said]:
    depth = opening.passage.depths[opening.index]
    later = [o for o in back if o.number.start > opening.number.start]
    return [o for o in later if o.passage.depths[o.index] == depth and o.measure is opening.measure]


def _total_of_list(member: Said, back: Sequence[Said]) -> Said | None:
    """Return the number whose list, in its sentence, holds a member and makes it."""
    for opening in [o for o in back if o.number.start < member.number.start][::-1]:
        parts = [o for o in _list_of(opening, back) if o.number.start >= member.sentence[0]]
        for end in range(2, len(parts) + 1):
            holds = any(o is member for o in parts[:end])
            if holds and sum(o.number.quantity for o in parts[:end]) == opening.number.quantity:
                return opening
    return None


def _named(index: Index, said: Said) -> Iterator[Part]:
    """`Số bị cáo được hưởng án treo chiếm 22,7% …`: counted in another sentence."""
    told = _NAME.search(said.passage.before(said.index))
    words = name_words(told["name"]) if told else frozenset()
    if len(words) < 2:
        return
    near = [n for n in index.named(words, said.place) if n.said and 0 <= said.place - n.place < 3]
    near = [n for n in near if n.number.start < said.number.start or n.place < said.place]
    values = [n.said for n in near[:MOST_NAMED] if n.said and not n.number.is_percent]
    now = [value for value in values if _is_value(value)]
    if len({o.number.quantity for o in now}) == 1:
        yield _one(now[0])


_LACKS = re.compile(
    r"\b(?:thất nghiệp|hao hụt|thất thoát|tỷ lệ chưa|tỷ lệ không|tỷ lệ còn lại)\b[^;,.()0-9]*$"
)


def _rest(said: Said, clause: Sequence[Said]) -> Iterator[Part]:
    """`lực lượng lao động 331.240, có việc làm 321.860; tỷ lệ thất nghiệp 2,83%`: of what is not there."""
    if not _LACKS.search(said.passage.before(said.index)):
        return
    values = [o for o in clause if _is_value(o) and o.number.unit.noun]
    pairs = [(one, two) for one, two in ((values[0], values[-1]),)] if len(values) > 1 else []
    for whole, part in pairs:
        if _is_like(whole, part) and whole.number.quantity > part.number.quantity:
            rest = estimate(whole.number) - estimate(part.number)
            yield Part((whole, part), rest, f"({whole.number.text} - {part.number.text})", whole=whole)

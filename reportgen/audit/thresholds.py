"""Verdicts in words on a number and its target: `đạt 90%, vượt chỉ tiêu (từ 88% trở lên)`, `chưa đạt …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from reportgen.audit.comparison import comparable
from reportgen.audit.nouns import family
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.other_values import leaves_what_is_said
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.subjects import subject_words
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict
from reportgen.audit.words import AGAINST_TARGET, CHANGE, PLANNED, words
from reportgen.errors import Severity

RULE = "verdict-against-target"


class Claim(Enum):
    """What the words say of the value."""

    ABOVE = auto()
    BELOW = auto()
    MET = auto()
    MISSED = auto()


_CLAIMS = (
    (
        Claim.MISSED,
        "chưa đạt|không đạt|chưa hoàn thành|không hoàn thành|chưa đáp ứng|không đáp ứng|chưa bảo đảm|"
        "chưa đảm bảo|không bảo đảm|không đảm bảo|chưa đến|chưa tới|không đạt được|chưa đạt được",
    ),
    (Claim.ABOVE, "vượt|cao hơn|nhiều hơn|lớn hơn|tăng so với|tăng hơn so với|đạt và vượt|dài hơn"),
    (Claim.BELOW, "thấp hơn|ít hơn|nhỏ hơn|giảm so với|giảm hơn so với|kém hơn|ngắn hơn"),
    (Claim.MET, "đạt|hoàn thành|bảo đảm|đảm bảo|đáp ứng|phù hợp với|trong"),
)
_CLAIM = re.compile(
    r"\b(?:" + "|".join(f"(?P<{claim.name}>{words(said)})" for claim, said in _CLAIMS) + r")\b"
)
_GOALS = "mục tiêu|chỉ tiêu|kế hoạch|dự toán|nghị quyết|yêu cầu|quy định|đề ra|được giao|tỉnh giao|đề án"
_GOAL = re.compile(rf"\b(?:{words(_GOALS)})\b")
_LEVELS = "mức|bình quân|trung bình|ngưỡng|giới hạn|quy chuẩn|tiêu chuẩn|so với|năm|cùng kỳ|khống chế|toàn"
_COMPARED = re.compile(rf"\b(?:{words(_GOALS)}|{words(_LEVELS)})\b")
_BRACKET = re.compile(r"(?P<what>[^;()]{0,90})\((?P<lead>[^;()0-9]{0,50})$")
# «chưa đạt mục tiêu 90%», «cao hơn bình quân chung của tỉnh là 56,1»
_BARE = re.compile(r"(?P<what>[^;()]{0,60}?)(?P<lead>\b(?:là|từ|ít nhất|tối thiểu)\s*)?$")
_CLAIM_AFTER = re.compile(rf"[^;()0-9]{{0,30}}\)?\s*,\s*(?P<claim>{_CLAIM.pattern})(?P<what>[^,;()]{{0,40}})")
_MOVED = re.compile(r"\b(?:tăng|giảm)\b")
# Of these less is better, so that «vượt chỉ tiêu (3%)» may stand beside a smaller number.
_LESS_IS_BETTER = re.compile(
    r"\b(?:giảm|còn|xuống|hạ|kéo|nghèo|tử vong|suy dinh dưỡng|thấp còi|nhẹ cân|thất nghiệp|thất thoát|"
    r"quá hạn|"
    r"vi phạm|tai nạn|tội phạm|bỏ học|tảo hôn|nợ|hao hụt|thời gian|sinh con thứ|lây nhiễm|mất|lỗi|trễ)\b"
)
_DOWN_TO = re.compile(r"\b(?:còn|xuống)\s*$")
_UPPER = (Bound.AT_MOST, Bound.BELOW)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim in words, and the target that it names."""

    claim: Claim
    what: str
    target: Number
    start: int
    lead: str = ""
    is_literal: bool = False
    is_bracketed: bool = True


def verdicts_in_words(outline: Outline) -> Iterator[Outcome]:
    """Verify each claim that a value meets, misses, exceeds or stays below a number."""
    for _, passage in outline:
        for index in range(len(passage.figures)):
            told = _told(passage, index)
            if told is None:
                yield from _after_both(passage, index)
                yield from _both_in_bracket(passage, index)
                continue
            value = _value(passage, index, told)
            if value:
                yield from _judged(passage, passage, value, told)
            elif _GOAL.search(told.what) and told.is_bracketed and told.target.is_percent:
                yield from _elsewhere(outline, passage, told)


def _told(passage: Passage, index: int) -> Told | None:
    figure = passage.figures[index]
    if not figure.is_plain or figure.unit.measure is Measure.POINTS:
        return None
    gap = passage.before(index)
    claims = list(_CLAIM.finditer(gap))
    if not claims:
        return None
    first = _first_of_clause(gap, claims)
    claim = Claim[str(first.lastgroup)]
    start = figure.start - len(gap) + first.start()
    bracket = _BRACKET.match(gap, first.end())
    if bracket and passage.depths[index] and _COMPARED.search(bracket["what"]):
        return Told(
            claim,
            bracket["what"],
            _with_bound(passage, figure.number, bracket["lead"]),
            start,
            bracket["lead"],
            _is_literal(first),
        )
    bare = _BARE.match(gap, first.end())
    if not bare or not _COMPARED.search(bare["what"]):
        return None
    needs_no_word = claim is Claim.MISSED and _GOAL.search(bare["what"])
    if claim is Claim.MET or not (bare["lead"] or needs_no_word) or _MOVED.search(bare["what"]):
        return None
    return Told(
        claim, bare["what"], _with_bound(passage, figure.number, ""), start, "", _is_literal(first), False
    )


def _is_literal(claim: re.Match[str]) -> bool:
    """Whether a claim is about the numbers only: of poor households «thấp hơn» is less, «vượt» either."""
    return claim[0].endswith("hơn")


def _first_of_clause(gap: str, claims: list[re.Match[str]]) -> re.Match[str]:
    """Return the claim nearest to the number; «đạt» inside «vượt mức đạt …» or «đạt và vượt» is not one."""
    last = claims[-1]
    for claim in reversed(claims[:-1]):
        between = gap[claim.end() : last.start()]
        if re.search(r"[,;.(]", between):
            break
        last = claim
    return last


def _with_bound(passage: Passage, number: Number, lead: str) -> Number:
    """Take «57 tạ/ha trở lên» and «giảm từ 5%» for what a target means by them."""
    if _DOWN_TO.search(lead) and number.bound is Bound.EXACT:
        return replace(number, bound=Bound.AT_MOST)
    tail = re.match(r"[^.,;()0-9]{0,20}?\btrở (lên|xuống)", passage.lowered[number.end : number.end + 40])
    if not tail or number.bound is not Bound.EXACT:
        return number
    return replace(number, bound=Bound.AT_LEAST if tail[1] == "lên" else Bound.AT_MOST)


def _value(passage: Passage, index: int, told: Told) -> Number | None:
    """Return the value that the claim is about: the nearest of its kind before the claim."""
    is_move = bool(_MOVED.search(told.lead)) and not _DOWN_TO.search(told.lead)
    depth = passage.depths[index] - told.is_bracketed
    for place in reversed(passage.in_sentence(index)):
        figure = passage.figures[place]
        if place >= index or figure.end > told.start or passage.depths[place] > depth:
            continue
        if len(figure.top) > 1 or figure.number.bound is not Bound.EXACT:
            return None
        if figure.number.is_percent is not told.target.is_percent:
            continue
        if bool(CHANGE.search(passage.before(place))) is not is_move:
            continue
        if figure.is_ratio and figure.number.is_percent:
            return None
        return figure.number if _are_of_a_kind(figure.number, told.target, figure.unit.noun) else None
    return None


def _are_of_a_kind(value: Number, target: Number, noun: str) -> bool:
    if value.unit.measure is Measure.COUNT and target.unit.measure is Measure.COUNT:
        same = noun == target.unit.noun or not target.unit.noun
        return same or (family(value.unit) != "" and family(value.unit) == family(target.unit))
    if Measure.TIME in (value.unit.measure, target.unit.measure):
        return value.unit.measure is target.unit.measure and value.unit.factor == target.unit.factor
    return comparable(value, target)


def _judged(
    passage: Passage, valued: Passage, value: Number, told: Told, severity: Severity | None = None
) -> Iterator[Statement]:
    before = valued.lowered[valued.sentence_of(value.start)[0] : value.start]
    holds = _holds(value, told, less_is_better=bool(_LESS_IS_BETTER.search(before)))
    if holds is None or (not holds and leaves_what_is_said(passage, told.target)):
        return
    is_here = passage is valued
    words_said = passage.text[told.start : told.target.unit_end]
    yield Statement(
        RULE,
        passage,
        value.start if is_here and value.start < told.start else told.start,
        max(told.target.end, value.end if is_here else 0),
        Verdict.RIGHT if holds else Verdict.WRONG,
        f"{value.text} không hợp với lời đánh giá “{words_said}”",
        "",
        "Kiểm tra lại lời đánh giá, kết quả và mức so sánh.",
        severity,
        () if is_here else (valued.where(value.start, value.end),),
    )


def _holds(value: Number, told: Told, *, less_is_better: bool) -> bool | None:
    """Return whether the claim is true, None when the words leave it open."""
    mine, limit, bound = value.quantity, told.target.quantity, told.target.bound
    is_goal = bool(_GOAL.search(told.what))
    if told.claim is Claim.BELOW:
        return mine < limit
    if told.claim is Claim.ABOVE and (told.is_literal or not is_goal):
        return mine > limit
    if bound in _UPPER:
        within = mine < limit if bound is Bound.BELOW else mine <= limit
        return within is not (told.claim is Claim.MISSED)
    if bound is Bound.EXACT and (less_is_better or (told.claim is Claim.MET and not is_goal)):
        return None
    reached = mine > limit if bound is Bound.ABOVE else mine >= limit
    if told.claim is Claim.ABOVE and bound is Bound.EXACT:
        reached = mine > limit
    return reached is not (told.claim is Claim.MISSED)


def _after_both(passage: Passage, index: int) -> Iterator[Statement]:
    """`Mục tiêu từ 65% trở lên; kết quả đạt 67,2%, vượt mục tiêu đề ra`: the claim follows both numbers."""
    after = passage.after(index)
    claim = _CLAIM_AFTER.match(after)
    if not claim or not _GOAL.search(claim["what"]) or not passage.figures[index].is_plain:
        return
    kind = next(kind for kind in Claim if claim[kind.name])
    pair = _target_and_value(passage, index)
    if pair is None or re.match(r"\s*\(", after[claim.end() :]):
        return
    target, value = pair
    start = passage.figures[index].end + claim.start("claim")
    told = Told(kind, claim["what"], _with_bound(passage, target, ""), start)
    if told.target.bound is not Bound.EXACT or target.is_percent:
        yield from _judged(passage, passage, value, told)


_CLAIM_OPENS = re.compile(rf"(?:{_CLAIM.pattern})(?P<what>[^,;()0-9]{{0,40}})\(\s*[^()]*$")


def _both_in_bracket(passage: Passage, index: int) -> Iterator[Statement]:
    """`vượt kế hoạch (thực hiện 138 ha, kế hoạch 120 ha)`: the bracket gives the value and the target."""
    figure, sentence = passage.figures[index], passage.in_sentence(index)
    if not figure.is_plain or not passage.depths[index] or not PLANNED.search(passage.before(index)):
        return
    start = passage.sentence_of(figure.start)[0]
    opened = _CLAIM_OPENS.search(passage.lowered, start, figure.start)
    if opened is None or not _GOAL.search(opened["what"]):
        return
    bracket = passage.lowered.index("(", opened.start())
    inside = [p for p in sentence if p < index and passage.figures[p].start > bracket]
    values = [passage.figures[p].number for p in inside if _may_be_value(passage, p, figure.number)]
    if len(values) == 1:
        kind = next(kind for kind in Claim if opened[kind.name])
        target = _with_bound(passage, figure.number, "")
        yield from _judged(passage, passage, values[0], Told(kind, opened["what"], target, opened.start()))


def _may_be_value(passage: Passage, place: int, target: Number) -> bool:
    figure, before = passage.figures[place], passage.before(place).rpartition("(")[2]
    is_result = figure.is_plain and not CHANGE.search(before) and not PLANNED.search(before)
    return is_result and _are_of_a_kind(figure.number, target, figure.unit.noun)


def _target_and_value(passage: Passage, index: int) -> tuple[Number, Number] | None:
    """Return the target and the value among the last two numbers of one kind, by their labels."""
    last = passage.figures[index].number
    places = passage.in_sentence(index)
    if places[0] == index and index and PLANNED.search(passage.before(index - 1)):
        places = range(index - 1, places.stop)  # «Mục tiêu: 70%. Kết quả: 68,5%, chưa đạt mục tiêu»
    same = [p for p in places if p <= index and passage.figures[p].is_plain]
    same = [p for p in same if not AGAINST_TARGET.match(passage.after(p))]  # «96,5% kế hoạch năm»
    same = [p for p in same if _are_of_a_kind(passage.figures[p].number, last, last.unit.noun)]
    if len(same) < 2 or any(CHANGE.search(passage.before(p)) for p in same[-2:]):
        return None
    labelled = [bool(PLANNED.search(passage.before(p))) for p in same[-2:]]
    one, other = (passage.figures[p].number for p in same[-2:])
    if labelled[0] is labelled[1]:
        return None
    target, value = (one, other) if labelled[0] else (other, one)
    return (target, value) if value.bound is Bound.EXACT else None


MOST_LOOKED_AT = 2000
FEWEST_SHARED = 3


def _elsewhere(outline: Outline, passage: Passage, told: Told) -> Iterator[Statement]:
    """`Tỷ lệ thu gom ở nông thôn chưa đạt mục tiêu (trên 90%)`: the value stands in another sentence."""
    sentence = passage.sentence_of(told.start)[0]
    clause = re.split(r"[;:()]", passage.lowered[sentence : told.start])[-1]
    about = subject_words(clause)
    if not re.search(r"\btỷ lệ|\btỉ lệ", clause):
        return
    if len(about) < FEWEST_SHARED:
        yield from _just_before(outline, passage, told, clause)
        return
    scored = [(_likeness(other, index, about), other, index) for other, index in _shares(outline, passage)]
    best = max((score for score, _, _ in scored), default=(0, 0))
    found = [(other, index) for score, other, index in scored if score == best]
    if best[0] * 5 >= len(about) * 3 and best[0] >= FEWEST_SHARED and len(found) == 1:
        other, index = found[0]
        yield from _judged(passage, other, other.figures[index].number, told, Severity.WARNING)


_RATE_NAME = re.compile(r"(?:tỷ|tỉ)\s+lệ\s+(?P<name>[^\W\d]+\s+[^\W\d]+)\s*$")


def _just_before(outline: Outline, passage: Passage, told: Told, clause: str) -> Iterator[Statement]:
    """`Đã khám phá 281/314 vụ, đạt 89,5%. … Tỷ lệ khám phá cao hơn chỉ tiêu giao (75%)`."""
    named = _RATE_NAME.search(clause)
    start = passage.sentence_of(told.start)[0]
    last = next((i for i in reversed(range(len(passage.figures))) if passage.figures[i].end <= start), None)
    places = () if last is None else (*passage.in_sentence(last), *reversed(range(last)))
    for index in places if named else ():
        figure = passage.figures[index]
        if figure.end > start or not figure.is_plain or not figure.number.is_percent or not named:
            continue
        own = passage.lowered[passage.sentence_of(figure.start)[0] : figure.start]
        if named["name"] in own and re.search(r"\b(?:đạt|là|còn)\s*$", own):
            yield from _judged(passage, passage, figure.number, told, Severity.WARNING)
            return


def _shares(outline: Outline, passage: Passage) -> Iterator[tuple[Passage, int]]:
    left = MOST_LOOKED_AT
    for _, other in outline:
        if other.is_in_table or other is passage:
            continue
        for index, figure in enumerate(other.figures):
            left -= 1
            if left < 0:
                return
            is_share = figure.is_plain and figure.number.is_percent and figure.number.bound is Bound.EXACT
            if is_share and re.search(r"\b(?:đạt|là|còn)\s*$", other.before(index)):
                yield other, index


def _likeness(passage: Passage, index: int, about: frozenset[str]) -> tuple[int, int]:
    """How many words of the subject the sentence says before a number, and how many right before it."""
    start = passage.sentence_of(passage.figures[index].start)[0]
    told = subject_words(passage.lowered[start : passage.figures[index].start])
    return len(about & told), len(about & subject_words(passage.before(index)))

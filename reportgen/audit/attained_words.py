"""Verdicts in words on an attainment: `đạt 96% kế hoạch, vượt kế hoạch đề ra`, `bằng 104%, chưa đạt`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.comparison import pairs
from reportgen.audit.numbers import Bound
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.percent import Role, role_of
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.verdict import Verdict, estimate, judge
from reportgen.audit.words import PLANNED, REACHED, words
from reportgen.errors import Severity

RULE = "verdict-against-target"
_GOALS = words("kế hoạch|chỉ tiêu|mục tiêu|dự toán|nghị quyết")
_MISSED = words(
    "chưa đạt|không đạt|chưa hoàn thành|không hoàn thành|thấp hơn|hụt|chưa bảo đảm|chưa đảm bảo|"
    "không đạt được|chưa đạt được"
)
_PASSED = words("hoàn thành vượt mức|vượt mức|đạt và vượt|hoàn thành và vượt|vượt|cao hơn")
_MET = words("hoàn thành|đạt")
_CLAIM = re.compile(
    rf"\b(?:(?P<missed>{_MISSED})|(?P<passed>{_PASSED})|(?P<met>{_MET}))\s+(?:so\s+với\s+)?(?:mức\s+|các\s+|"
    rf"tổng\s+)?(?P<goal>{_GOALS})(?P<rest>[^;,.()0-9%]*)"
)
_PART_OF_PLAN = re.compile(r"\b(?:tháng|quý|tiến độ|vụ|kỳ|giai đoạn|nhiệm kỳ|đợt|tuần)\b")
_SAME_GOAL = re.compile(r"\s*(?:so\s+với\s+|so\s+)?(?:tổng\s+)?(?P<goal>(?:[^\W\d]+\s*)*)")
_GENERAL_WORDS = "kế hoạch chỉ tiêu mục tiêu dự toán đề ra được giao năm đã vốn cả của so với là"
_GENERAL = frozenset(_GENERAL_WORDS.split())
HUNDRED = 100


def attained_words(outline: Outline) -> Iterator[Outcome]:
    """Verify each claim that a plan is met, passed or missed beside the percentage of that plan."""
    for _, passage in outline:
        for index, figure in enumerate(passage.figures):
            is_share = figure.is_plain and figure.number.is_percent and figure.number.bound is Bound.EXACT
            if is_share and REACHED.search(passage.before(index)) and _is_of_plan(passage, index):
                yield from _claimed(passage, index)


def _is_of_plan(passage: Passage, index: int) -> bool:
    """Whether a percentage says how far a plan is reached: by its words, or by the numbers before it."""
    role = role_of(passage, index)
    if role is not Role.SHARE:
        return role is Role.AGAINST_TARGET
    for pair in pairs(passage, index, planned=True):
        if not pair.is_sure:
            return False
        now, base = passage.figures[pair.now].number, passage.figures[pair.base].number
        quotient = estimate(now).over(estimate(base))
        if quotient and PLANNED.search(passage.before(pair.base)):
            return judge(passage.figures[index].number, quotient.times(HUNDRED)) is Verdict.RIGHT
    return False


def _claimed(passage: Passage, index: int) -> Iterator[Statement]:
    figure = passage.figures[index]
    end = passage.sentence_of(figure.start)[1]
    following = [place for place in passage.in_sentence(index) if place > index]
    stop = next((passage.figures[place].start for place in following if not _is_goal(passage, place)), end)
    text = passage.lowered[figure.end : stop].split(";")[0]
    goal = _SAME_GOAL.match(text)
    claim = _CLAIM.search(text, goal.end("goal") if goal else 0)
    if claim is None or not _is_same_goal(goal["goal"] if goal else "", claim):
        return
    percent = figure.number.value
    if re.match(r"\s*\(", text[claim.end() :]):  # «hoàn thành chỉ tiêu được giao (từ 95% trở lên)»
        return
    if "giảm" in text[: claim.start()] or _is_partly(goal["goal"] if goal else "", claim, percent < 90):
        return
    is_right = (
        percent < HUNDRED if claim["missed"] else percent > HUNDRED if claim["passed"] else percent >= HUNDRED
    )
    if (percent == HUNDRED and claim["passed"]) or (claim["met"] and percent < HUNDRED and "cơ bản" in text):
        return
    said = " ".join(claim[0].split())
    yield Statement(
        RULE,
        passage,
        figure.start,
        figure.end + claim.end("goal"),
        Verdict.RIGHT if is_right else Verdict.WRONG,
        f"{figure.number.text} không hợp với lời đánh giá “{said}”",
        "",
        "Kiểm tra lại lời đánh giá và mức đạt kế hoạch.",
        Severity.ERROR,
    )


def _is_goal(passage: Passage, place: int) -> bool:
    """Whether a number is the plan in brackets: «đạt 91% kế hoạch (2.000 người), vượt …»."""
    return passage.depths[place] > 0


def _is_same_goal(named: str, claim: re.Match[str]) -> bool:
    """Whether a claim names nothing that the attainment does not: «dự toán tỉnh giao» is not «huyện giao»."""
    return set(claim["rest"].split()) <= _GENERAL | set(named.split())


def _is_partly(named: str, claim: re.Match[str], is_far: bool) -> bool:
    """Whether a plan of the year is weighed in the middle of it: «đạt 52% kế hoạch năm, đạt kế hoạch»."""
    if claim["missed"]:
        return bool(_PART_OF_PLAN.search(claim["rest"]))
    return bool(_PART_OF_PLAN.search(claim["rest"])) or (is_far and "năm" not in claim["rest"])

"""Shares of one whole that are listed together and must make 100%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.percent import Role, role_of
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.verdict import Verdict, show
from reportgen.audit.words import OPEN_END, OVERLAPPING, REST, any_of
from reportgen.errors import Severity

RULE = "shares-of-hundred"
STRUCTURE = any_of("cơ cấu|tỷ trọng|tỉ trọng")
NEAR = Fraction(3)  # points: shares that come so close to 100 without «còn lại» were meant to make it

ROUGH = Fraction(1)  # points that shares said with «khoảng», «gần» may miss


def shares_of_hundred(outline: Outline) -> Iterator[Outcome]:
    """Verify each list of shares that says, or nearly makes, the whole."""
    for _, passage in outline:
        for run in _runs(passage):
            yield from _judged(passage, run)
        for numbers in _dashed(passage):
            start = passage.sentence_of(numbers[0].start)[0]
            is_sure = bool(STRUCTURE.search(passage.lowered[start : numbers[0].start]))
            yield from _verified(passage, numbers, is_sure=is_sure)


def _dashed(passage: Passage) -> Iterator[list[Number]]:
    """Yield what `cơ cấu nông nghiệp - công nghiệp - dịch vụ là 22,8% - 47,9% - 29,3%` lists."""
    run: list[Number] = []
    for index, figure in enumerate(passage.figures):
        if run and not _DASH.fullmatch(passage.between(index - 1, index)):
            yield from [run] if len(run) > 2 else []
            run = []
        is_share = not figure.is_ratio and all(number.is_percent for number in figure.top)
        run = [*run, *figure.top] if is_share else []
    yield from [run] if len(run) > 2 else []


_DASH = re.compile(r"\s*[-–]\s*")


def _runs(passage: Passage) -> Iterator[list[int]]:
    """Yield lists of shares: percentages of one sentence, counts between them left out."""
    run: list[int] = []
    for index, figure in enumerate(passage.figures):
        is_same_sentence = not run or index in passage.in_sentence(run[-1])
        if run and not is_same_sentence:
            yield run
            run = []
        if not figure.is_plain or not figure.number.is_percent or _is_limit(passage, index):
            continue
        if len(run) > 2 and passage.depths[index] != passage.depths[run[-1]] and _makes_all(passage, run):
            yield run
            run = []
        if role_of(passage, index) is Role.SHARE:
            run.append(index)
        elif run:
            yield run
            run = []
    yield run


def _is_limit(passage: Passage, index: int) -> bool:
    """Whether a share is said as a limit: `từ 5% trở lên`, `giảm xuống dưới 2,5%`."""
    number = passage.figures[index].number
    is_bound = number.bound not in (Bound.EXACT, Bound.ABOUT)
    return is_bound and passage.before(index).rstrip().endswith(("dưới", "từ", "trên"))


def _makes_all(passage: Passage, run: list[int]) -> bool:
    """Whether the shares so far make the whole, so that those in brackets after them are others."""
    return abs(_sum([passage.figures[index].number for index in run]) - 100) <= NEAR


def _judged(passage: Passage, run: list[int]) -> Iterator[Statement]:
    if len(run) < 2:
        return
    leads = [passage.before(index).rsplit(";", 1)[-1] for index in run]
    rest = next((at for at, lead in enumerate(leads) if at and REST.search(lead)), None)
    if rest is not None:
        run, leads = run[: rest + 1], leads[: rest + 1]
    numbers = [passage.figures[index].number for index in run]
    start = passage.sentence_of(numbers[0].start)[0]
    is_whole = rest is not None or bool(STRUCTURE.search(passage.lowered[start : numbers[0].start]))
    if not is_whole and (len(run) < 3 or any(OVERLAPPING.search(lead) for lead in leads)):
        return
    if not is_whole and len({";" in passage.before(index) for index in run[1:]}) > 1:
        return  # «trình độ đại học 37%, cao đẳng 26%; chính trị cao cấp 1%, trung cấp 38%»: two lists
    yield from _verified(passage, numbers, is_sure=rest is not None or (is_whole and len(run) > 2))


def _verified(passage: Passage, numbers: list[Number], *, is_sure: bool) -> Iterator[Statement]:
    total = _sum(numbers)
    room = sum((number.step / 2 for number in numbers), Fraction(0))
    is_rough = any(number.bound is not Bound.EXACT for number in numbers)
    if abs(total - 100) <= room:
        yield _statement(passage, numbers, Verdict.RIGHT, "")
    elif (is_rough and abs(total - 100) <= ROUGH) or (total < 100 and _is_open(passage, numbers)):
        return
    elif is_sure or abs(total - 100) <= NEAR:
        printed = show(total, min(numbers, key=lambda number: number.step))
        message = f"các tỷ lệ cộng lại là {printed}, không phải 100%: " + " + ".join(n.text for n in numbers)
        yield _statement(passage, numbers, Verdict.WRONG, message)


def _is_open(passage: Passage, numbers: list[Number]) -> bool:
    """Whether a list of shares says that it goes on: `…`, `v.v.`."""
    return OPEN_END.match(passage.lowered[numbers[-1].end :].lstrip()) is not None


def _statement(passage: Passage, numbers: list[Number], verdict: Verdict, message: str) -> Statement:
    return Statement(
        RULE,
        passage,
        numbers[0].start,
        numbers[-1].end,
        verdict,
        message,
        "100%",
        "Kiểm tra lại từng tỷ lệ; cả nhóm phải cộng lại thành 100%.",
        Severity.ERROR if abs(_sum(numbers) - 100) > NEAR else Severity.WARNING,
    )


def _sum(numbers: list[Number]) -> Fraction:
    return sum((number.value for number in numbers), Fraction(0))

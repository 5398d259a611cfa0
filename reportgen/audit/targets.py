"""Attainment of quoted targets: `Mục tiêu: “60% …” (theo A). Kết quả: có 16/23, đạt …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reportgen.audit.numbers import Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.percent import Role, role_of
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.verdict import Estimate, Verdict, estimate, exactly, judge, show
from reportgen.audit.words import AIM
from reportgen.errors import Severity
from reportgen.vietnamese import format_ratio

RULE = "attainment"
CONTRADICTION = "attainment-contradicts"

_RESULT = re.compile(r"\b(?:kết quả|đến nay|thực hiện|hiện nay|tính đến)\b")
_TARGET_LINE = re.compile(rf"\b(?:{AIM}|chỉ tiêu)\b")
_LATER = re.compile(r"(?:đến|định hướng|tầm nhìn)[^.;“”\"]{0,20}20[0-9]{2}[^0-9]{0,12}$")
_SOURCES = ("nghị quyết", "kế hoạch", "đề án", "chương trình", "quyết định", "dự toán")


@dataclass(frozen=True, slots=True)
class Target:
    """A target said in the text, and the words by which an attainment may name it."""

    number: Number
    sources: frozenset[str]


@dataclass(frozen=True, slots=True)
class Attained:
    """A printed attainment, and the sources of targets that it names."""

    index: int
    number: Number
    sources: frozenset[str]


def quoted_targets(outline: Outline) -> Iterator[Outcome]:
    """Verify attainments of targets that stand before `Kết quả` in the same paragraph."""
    for _, passage in outline:
        split = _result_start(passage)
        if split is None:
            continue
        targets = _targets(passage, split)
        attained = _attained(passage, split)
        if targets and attained:
            yield from _verified(passage, split, targets, attained)


def _result_start(passage: Passage) -> int | None:
    target = _TARGET_LINE.search(passage.lowered)
    if not target:
        return None
    result = _RESULT.search(passage.lowered, target.end())
    has_target = result and any(figure.end <= result.start() for figure in passage.figures)
    return result.start() if result and has_target else None


def _targets(passage: Passage, split: int) -> list[Target]:
    found: list[Target] = []
    for index, figure in enumerate(passage.figures):
        if figure.start >= split or not figure.is_plain or not figure.number.is_percent:
            continue
        if not _LATER.search(passage.lowered, 0, figure.start):
            found.append(Target(figure.number, _sources_after(passage, index, split)))
    return found


def _sources_after(passage: Passage, index: int, split: int) -> frozenset[str]:
    """Return sources in the brackets that follow the target's quotation: «“30% …” (theo Nghị quyết …)»."""
    rest = passage.lowered[passage.figures[index].end : split]
    bracket = re.search(r"\((?:theo|của)[^)]*", rest)
    return _sources(bracket.group()) if bracket else _sources(passage.lowered[: passage.figures[0].start])


def _sources(text: str) -> frozenset[str]:
    return frozenset(source for source in _SOURCES if source in text)


def _attained(passage: Passage, split: int) -> list[Attained]:
    found = []
    for index, figure in enumerate(passage.figures):
        is_percent = figure.is_plain and figure.number.is_percent
        if figure.start > split and is_percent and role_of(passage, index) is Role.AGAINST_TARGET:
            named = _sources(passage.after(index).split(";")[0])
            found.append(Attained(index, figure.number, named))
    return found


def same_results(outline: Outline) -> Iterator[Outcome]:
    """Find one result, told in the same words, that attains equal targets differently."""
    first: dict[str, tuple[Passage, Attained]] = {}
    for _, passage in outline:
        split = _result_start(passage)
        attained = _attained(passage, split) if split is not None else []
        if split is None or len(attained) != 1 or _achieved(passage, split) is not None:
            continue
        told = passage.lowered[split : passage.figures[attained[0].index].start]
        if len(told) < SHORTEST_RESULT:
            continue
        before, other = first.setdefault(told, (passage, attained[0]))
        if before is not passage:
            yield from _compared((before, other), (passage, attained[0]))


SHORTEST_RESULT = 40  # letters: «Kết quả: đạt» alone names no result


Told = tuple[Passage, Attained]


def _compared(first: Told, second: Told) -> Iterator[Statement]:
    """Tell what «A hoặc B» asks is met at least as well as what «A, B» asks."""
    values = [told[1].number.value for told in (first, second)]
    is_either = [" hoặc " in told[0].lowered[: told[1].number.start] for told in (first, second)]
    if is_either[0] is is_either[1]:
        return  # two targets in other words: nothing says that the attainments must agree
    either, both = values if is_either[0] else values[::-1]
    yield _contradiction(first, second, Verdict.RIGHT if either >= both else Verdict.WRONG)


def _contradiction(first: Told, second: Told, verdict: Verdict) -> Statement:
    (before, one), (passage, other) = first, second
    return Statement(
        CONTRADICTION,
        passage,
        other.number.start,
        other.number.end,
        verdict,
        f"cùng một kết quả nhưng một chỗ ghi đạt {one.number.text}, chỗ này ghi đạt {other.number.text}; "
        "mục tiêu nối bằng “hoặc” chỉ cần một vế là đạt, nên không thể đạt thấp hơn",
        remedy="Đối chiếu kết quả với từng mục tiêu (“và”, “hoặc”) rồi ghi lại mức đạt.",
        severity=Severity.WARNING,
        also=(before.where(one.number.start, one.number.end),),
    )


def _verified(
    passage: Passage, split: int, targets: Sequence[Target], attained: Sequence[Attained]
) -> Iterator[Outcome]:
    achieved = _achieved(passage, split)
    if achieved is None:
        achieved = _implied(targets, attained)
    if achieved is None:
        yield from _too_much(passage, targets, attained)
        return
    for one in attained:
        yield _statement(passage, split, achieved, _chosen(targets, one), one)


def _too_much(
    passage: Passage, targets: Sequence[Target], attained: Sequence[Attained]
) -> Iterator[Statement]:
    """`Mục tiêu: “100% …”. Kết quả: Đạt 104% mục tiêu`: then more than all would have it."""
    for one in attained:
        chosen = _chosen(targets, one)
        if all(_over_all(one.number, target) > 100 for target in chosen):
            yield Statement(
                "impossible-percent",
                passage,
                one.number.start,
                one.number.end,
                Verdict.WRONG,
                f"đạt {one.number.text} của mục tiêu {chosen[0].number.text} là quá 100%",
                remedy="Kiểm tra lại mức đạt và mục tiêu.",
            )


def _over_all(attained: Number, target: Target) -> Fraction:
    return (attained.value - attained.step / 2) * target.number.value / 100


def _achieved(passage: Passage, split: int) -> Estimate | None:
    """Return the result in percent: an exact ratio if there is one, else the first share."""
    after = [(i, f) for i, f in enumerate(passage.figures) if f.start > split]
    for _, figure in after:
        if figure.is_ratio and len(figure.numbers) == 2 and not figure.number.is_percent:
            quotient = estimate(figure.top[0]).over(estimate(figure.bottom[0]))
            return quotient.times(100) if quotient else None
    for index, figure in after:
        is_share = figure.is_plain and figure.number.is_percent and role_of(passage, index) is Role.SHARE
        if is_share:
            return estimate(figure.number)
    return None


def _implied(targets: Sequence[Target], attained: Sequence[Attained]) -> Estimate | None:
    """Return the result that one attainment of a 100% target tells, to hold the others against."""
    if len(attained) < 2:
        return None
    for one in attained:
        chosen = _chosen(targets, one)
        if len(chosen) == 1 and chosen[0].number.value == 100 and one.number.value <= 100:
            return exactly(one.number.quantity)
    return None


def _chosen(targets: Sequence[Target], one: Attained) -> list[Target]:
    """Targets that the attainment may be about: of a source that it names, else any."""
    named = [target for target in targets if target.sources & one.sources and len(one.sources) == 1]
    return named or list(targets)


def _statement(
    passage: Passage, split: int, achieved: Estimate, targets: Sequence[Target], one: Attained
) -> Statement:
    judged = [(_judged(one.number, achieved, target), target) for target in targets if target.number.value]
    verdict, target = min(judged, key=lambda pair: pair[0].rank)
    if verdict is Verdict.WRONG and any(_is_met(one.number, achieved, other) for other in targets):
        verdict = Verdict.RIGHT
    exact = _over(achieved, target)
    expected = show(exact.best, one.number)
    start = next(figure.start for figure in passage.figures if figure.start > split)
    formula = f"{show_percent(achieved)} so với mục tiêu {target.number.text}"
    return Statement(
        RULE,
        passage,
        start,
        one.number.end,
        verdict,
        say_computed(one.number.text, formula, expected, verdict),
        expected,
        say_remedy(one.number.text, expected, verdict),
        Severity.WARNING if verdict is Verdict.FROM_ROUNDED else None,
    )


def _is_met(printed: Number, achieved: Estimate, target: Target) -> bool:
    """Whether «đạt 100% mục tiêu» says in words that the target is met or passed (seeds C15)."""
    return printed.value == 100 and achieved.best >= target.number.quantity


def _judged(printed: Number, achieved: Estimate, target: Target) -> Verdict:
    verdict = judge(printed, _over(achieved, target))
    if verdict is not Verdict.WRONG:
        return verdict
    rounded = (exactly(_rounded(achieved.best, decimals)) for decimals in (0, 1, 2))
    if any(judge(printed, _over(value, target)) is Verdict.RIGHT for value in rounded):
        return Verdict.FROM_ROUNDED
    return verdict


def _over(achieved: Estimate, target: Target) -> Estimate:
    return achieved.times(Fraction(100) / target.number.quantity)


def _rounded(value: Fraction, decimals: int) -> Fraction:
    scale = 10**decimals
    return Fraction(int(value * scale + Fraction(1, 2)), scale)


def show_percent(value: Estimate) -> str:
    """Print a percentage for a message, to two decimals."""
    text = format_ratio(value.best.as_integer_ratio(), 2)
    return text.rstrip("0").rstrip(",") + "%"

"""Attainment of a target said as `achieved/target`: `63,68%/50% …, đạt 127,36% mục tiêu`, ranges included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from reportgen.audit.numbers import Figure, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.percent import Role, role_of
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.units import PERCENT, Measure
from reportgen.audit.verdict import Estimate, Verdict, estimate, exactly, judge, show
from reportgen.audit.words import REACHED
from reportgen.errors import Severity

RULE = "attainment"
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Share:
    """The unrounded share behind a printed percentage, and the counts that tell it."""

    value: Fraction
    text: str


@dataclass
class Context:
    """What the paragraphs read so far tell: totals at hand, shares known by their printed digits."""

    totals: tuple[Number, ...] = ()
    shares: dict[str, set[Share]] = field(default_factory=dict)
    prints_above_hundred: bool = False


def attainments(outline: Outline) -> Iterator[Outcome]:
    """Verify each attainment that stands after its `achieved/target`."""
    context = Context(prints_above_hundred=any(_prints_above(passage) for _, passage in outline))
    for place, passage in outline:
        lead = outline.lead_of(place)
        context.totals = _head_counts(passage) + (_head_counts(lead) if lead else ())
        for index in _attained(passage):
            yield from _attainment(passage, index, context)


def _attained(passage: Passage) -> Iterator[int]:
    for index in range(len(passage.figures) - 1):
        if _is_against_target(passage.figures[index]) and _is_attainment(passage, index + 1):
            yield index


def _prints_above(passage: Passage) -> bool:
    return any(passage.figures[index + 1].number.value > HUNDRED for index in _attained(passage))


def _is_against_target(figure: Figure) -> bool:
    return figure.is_ratio and figure.numbers[-1].unit.measure is Measure.PERCENT


def _is_attainment(passage: Passage, index: int) -> bool:
    figure = passage.figures[index]
    if figure.is_ratio or index not in passage.in_sentence(index - 1) or ";" in passage.before(index):
        return False
    if figure.unit.measure is Measure.PERCENT:
        return bool(REACHED.search(passage.before(index))) or role_of(passage, index) is Role.AGAINST_TARGET
    return _lacks_sign(passage, index)


def _lacks_sign(passage: Passage, index: int) -> bool:
    """Whether a number without unit says an attainment: «đạt 99,38 mục tiêu đề ra»."""
    figure = passage.figures[index]
    is_bare = figure.unit.measure is Measure.COUNT and figure.unit.factor == 1
    says_so = role_of(passage, index) is Role.AGAINST_TARGET and REACHED.search(passage.before(index))
    return is_bare and bool(says_so)


def _attainment(passage: Passage, index: int, context: Context) -> Iterator[Outcome]:
    achieved, printed = passage.figures[index], passage.figures[index + 1]
    pairs = list(_pairs(achieved, printed))
    if not pairs or any(not target.value for _, target, _ in pairs):
        return
    step = min(passage.figures[place].top[0].step for place in _attained(passage))
    share = _share(pairs[0][0], context)
    judged = [_judged(_as_percent(said), top, target, share, step) for top, target, said in pairs]
    worst = max((verdict for verdict, _ in judged), key=lambda verdict: verdict.rank)
    formula = f"{share.text} : " if share and worst is not Verdict.RIGHT else ""
    formula += passage.text[(achieved.bottom[0].start if formula else achieved.start) : achieved.end]
    expected = " - ".join(text for _, text in judged)
    yield _statement(passage, index, worst, expected, formula, context)


def _pairs(achieved: Figure, printed: Figure) -> Iterator[tuple[Number, Number, Number]]:
    """Each achieved value with its target and its attainment; nothing when their numbers do not match."""
    counts = {len(achieved.bottom), len(printed.top)}
    if len(counts) > 1 or len(achieved.top) not in (1, len(achieved.bottom)):
        return
    tops = achieved.top * len(achieved.bottom) if len(achieved.top) == 1 else achieved.top
    yield from zip(tops, achieved.bottom, printed.top, strict=True)


def _as_percent(number: Number) -> Number:
    if number.unit.measure is Measure.PERCENT:
        return number
    return Number(
        number.start, number.end, number.end, f"{number.text}%", number.value, number.decimals, PERCENT
    )


def _judged(
    printed: Number, top: Number, target: Number, share: Share | None, step: Fraction
) -> tuple[Verdict, str]:
    """Return the verdict on one attainment, and how it should be printed."""
    shown = _over(exactly(top.quantity), target)
    room = _over(Estimate(top.quantity, top.quantity - step / 2, top.quantity + step / 2), target)
    best = _over(exactly(share.value), target) if share else shown
    verdict = judge(printed, best if share else room)
    if (
        verdict is Verdict.WRONG
        and not share
        and judge(printed, _over(estimate(top), target)) is Verdict.RIGHT
    ):
        verdict = Verdict.TRUNCATED  # only coarser digits than those of the other percentages explain it
    if share and verdict is not Verdict.RIGHT:
        verdict = _by_digits(printed, shown, room)
    return verdict, show(best.best, printed)


def _over(value: Estimate, target: Number) -> Estimate:
    return value.times(Fraction(HUNDRED) / target.quantity)


def _by_digits(printed: Number, shown: Estimate, room: Estimate) -> Verdict:
    """Weigh an attainment that does not follow from the counts may still follow from the printed digits."""
    verdict = judge(printed, shown)
    if verdict is Verdict.RIGHT:
        return Verdict.FROM_ROUNDED
    if verdict is Verdict.WRONG and judge(printed, room) is Verdict.RIGHT:
        return Verdict.TRUNCATED
    return verdict


MOST_COUNTED = 2000


def _head_counts(passage: Passage) -> tuple[Number, ...]:
    """Totals of the paragraph that achieved percentages may be shares of."""
    return tuple(
        figure.number
        for figure in passage.figures
        if figure.is_plain
        and figure.unit.measure is Measure.COUNT
        and 1 < figure.number.value <= MOST_COUNTED
    )


def _share(top: Number, context: Context) -> Share | None:
    """Return the unrounded share behind a printed one, when exactly one count of a known total fits it.

    What one paragraph tells is remembered for others that print the same digits.
    """
    if top.unit.measure is not Measure.PERCENT or top.decimals < 2:
        return None
    fits = {share for whole in context.totals if (share := _only_share(top, int(whole.value)))}
    known = context.shares.setdefault(top.text, set())
    known |= fits
    fits = fits or known
    return next(iter(fits)) if len({share.value for share in fits}) == 1 else None


def _only_share(top: Number, whole: int) -> Share | None:
    if whole * top.step * 5 > HUNDRED:  # the digits are too few to tell one count of such a total from chance
        return None
    count = round(top.value * whole / HUNDRED)
    share = Fraction(HUNDRED * count, whole)
    return Share(share, f"{count}/{whole}") if judge(top, exactly(share)) is Verdict.RIGHT else None


def _statement(
    passage: Passage, index: int, verdict: Verdict, expected: str, formula: str, context: Context
) -> Statement:
    achieved, printed = passage.figures[index], passage.figures[index + 1]
    start, end = achieved.start, printed.end
    said = passage.text[printed.start : end]
    severity = None
    if verdict is Verdict.WRONG and _is_met_in_words(printed, achieved):
        is_met = achieved.top[0].quantity >= achieved.bottom[0].quantity
        mild = Severity.WARNING if context.prints_above_hundred else Severity.INFO
        severity = mild if is_met else None
    return Statement(
        RULE,
        passage,
        start,
        end,
        verdict,
        say_computed(said, formula, expected, verdict),
        expected,
        say_remedy(said, expected, verdict),
        severity,
    )


def _is_met_in_words(printed: Figure, achieved: Figure) -> bool:
    """Whether «đạt 100% mục tiêu» may only say that the target is met (seeds C15)."""
    return printed.is_plain and printed.number.value == HUNDRED and len(achieved.numbers) == 2

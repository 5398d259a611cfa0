"""How clearly a total and a divisor are meant by a mean: their words, their sentence, their brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.audit.meant.around import Said
from reportgen.audit.meant.judging import is_near
from reportgen.audit.meant.mean_reading import Mean, lead_of
from reportgen.audit.subjects import subject_words
from reportgen.audit.units import COUNTED
from reportgen.audit.verdict import Estimate, Verdict, judge

CLEAR, LEAD = 6, 2
_NOUNS = sorted(COUNTED, key=len, reverse=True)
_EMPTY = frozenset(["bình", "quân", "trung", "mỗi", "mức", "tính", "ra", "chung", "một", "bằng", "đó"])
_TOTAL = re.compile(r"\b(?:tổng|cộng)\b")


@dataclass(frozen=True, slots=True)
class Signed:
    """A total over a divisor, and how many signs there are that both are meant."""

    signs: int
    top: Said
    divisor: Said
    exact: Estimate


def clearly_meant(mean: Mean, readings: Sequence[tuple[Said, Said, Estimate]]) -> Signed | None:
    """Return the reading that the words say best, when it is off and none that is right is said as well."""
    words = mean_words(mean)
    divisors = {id(d): _of_divisor(mean, words, d) for _, d, _ in readings}
    signed = [Signed(_of_top(mean, words, t) + divisors[id(d)], t, d, e) for t, d, e in readings]
    best = max((each.signs for each in signed), default=0)
    right = max((each.signs for each in signed if _is_right(mean, each.exact)), default=0)
    if not right or best < CLEAR or right > best - LEAD:
        return None
    meant = list(_distinct(each for each in signed if each.signs == best))
    return meant[0] if len(meant) == 1 and is_near(mean.said.number, meant[0].exact, far=True) else None


def _is_right(mean: Mean, exact: Estimate) -> bool:
    return judge(mean.printed, exact).rank < Verdict.WRONG.rank


def _distinct(signed: Iterator[Signed]) -> Iterator[Signed]:
    told = set()
    for each in signed:
        if each.exact.best not in told:
            told.add(each.exact.best)
            yield each


def mean_words(mean: Mean) -> frozenset[str]:
    """Return the words of its clause, without those of its unit."""
    said = mean.said
    behind = said.passage.rest(said.index)
    tail = re.split(r"[;,.()]", behind)[0]
    return subject_words(f"{lead_of(said)} {tail}") - _EMPTY - _unit_words(mean)


def _unit_words(mean: Mean) -> frozenset[str]:
    noun = next((n for n in _NOUNS if f"{mean.each} ".startswith(f"{n} ")), mean.each.partition(" ")[0])
    return frozenset(f"{mean.said.number.unit.text} {mean.of_words} {noun}".split())


def _of_top(mean: Mean, words: frozenset[str], top: Said) -> int:
    return 2 * len(words & top.words) + _of_place(mean.said, top)


def _of_divisor(mean: Mean, words: frozenset[str], divisor: Said) -> int:
    figure = divisor.passage.figures[divisor.index]
    is_whole_of_ratio = bool(figure.bottom) and divisor.number is figure.bottom[0]
    return 2 * len(words & divisor.words) + _of_place(mean.said, divisor) - 2 * is_whole_of_ratio


def _of_place(said: Said, other: Said) -> int:
    """Return points for standing in the sentence, fewer inside a bracket in which the mean does not stand."""
    is_deeper = other.passage.depths[other.index] > said.passage.depths[said.index]
    is_own_bracket = is_deeper and abs(other.index - said.index) == 1
    near = 3 if other.is_with(said) else 2 if other.passage is said.passage else 0
    return near - 2 * (is_deeper and not is_own_bracket)

"""Whether a list that does not add up is right all the same: parts overlap, or only the first ones divide."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import accumulate

from reportgen.audit.breakdown import Breakdown, Part
from reportgen.audit.numbers import parse_digits
from reportgen.audit.passages import Passage
from reportgen.audit.verdict import Verdict, estimate, judge

HUNDRED = 100
# «một số trẻ tiêm cả hai loại»
_BOTH = re.compile(r"\bcả\s+(?:hai|ba|2|02|3|03)\b|\btrùng\b|\bvừa\b[^;.]*\bvừa\b")
_YEAR = re.compile(r"\b(?:năm|nhiệm kỳ|giai đoạn)\s+(?:[0-9]{4}|trước|ngoái)\b|\bcùng kỳ\b")
_COUNT = re.compile(r"(?<![0-9.,/])[0-9][0-9.,]*(?![0-9.,]*[/%])")


def is_right_otherwise(breakdown: Breakdown) -> bool:
    """Whether words or other numbers say why the parts need not add up to the total."""
    return (
        _is_begun(breakdown)
        or _has_own_shares(breakdown)
        or bool(_BOTH.search(_span(breakdown)))
        or _is_of_years(breakdown)
        or _names_rest(breakdown)
        or is_level(breakdown)
    )


def is_level(breakdown: Breakdown) -> bool:
    """Whether a larger `part` is a value beside the total: `vượt mức 32,0 m là 3,7 m`, `cần 372, đã có 256`.

    Total and part then make another number told with them.
    """
    total = breakdown.total.quantity
    others = {number.quantity for figure in breakdown.passage.figures for number in figure.numbers}
    return any(
        {total + part.number.quantity, abs(total - part.number.quantity)} & (others - {Fraction(0)})
        for part in breakdown.parts
        if part.number.quantity > total
    )


def _quantities(breakdown: Breakdown) -> list[Fraction]:
    return [part.number.quantity for part in breakdown.parts]


def _is_begun(breakdown: Breakdown) -> bool:
    """`47 sản phẩm: 37 …, 09 …, 01 …, của 34 chủ thể`: the first make the total, the next is other."""
    for count, made in enumerate(accumulate(_quantities(breakdown)), 1):
        if count > 1 and made == breakdown.total.quantity:
            return count == len(breakdown.parts) or _is_other_thing(breakdown, count)
    return False


def _is_other_thing(breakdown: Breakdown, at: int) -> bool:
    part, noun = breakdown.parts[at], breakdown.parts[at].number.unit.noun
    nouns = {breakdown.total.unit.noun, *(other.number.unit.noun for other in breakdown.parts[:at])} - {""}
    return bool(noun and nouns and noun not in nouns) or part.before.rstrip().endswith("của")


def _has_own_shares(breakdown: Breakdown) -> bool:
    """`52 ca, trong đó 31 ca dương tính (59,6%), 29 ca chưa tiêm (55,8%)`: each is a part for itself."""
    if len(breakdown.shares) != len(breakdown.parts):
        return False
    whole = estimate(breakdown.total)
    for part, share in zip(breakdown.parts, breakdown.shares, strict=True):
        exact = estimate(part.number).over(whole)
        if exact is None or judge(share, exact.times(HUNDRED)) is not Verdict.RIGHT:
            return False
    return sum(_quantities(breakdown)) > breakdown.total.quantity


def _span(breakdown: Breakdown) -> str:
    """Return the text from the total to the end of the last part's clause."""
    last = breakdown.parts[-1]
    if last.passage is not breakdown.passage:
        return ""
    text = breakdown.passage.lowered[breakdown.total.end :]
    after = text[max(0, last.number.end - breakdown.total.end) :]
    return text[: len(text) - len(after)] + re.split(r"[;.)]", after)[0]


def _is_of_years(breakdown: Breakdown) -> bool:
    """`59 trường, trong đó 27 …; năm 2020 có 54`: some parts are of another time than the others."""
    told = [bool(_YEAR.search(_lead(part))) for part in breakdown.parts]
    return any(told) and not all(told) and not told[0]


def _lead(part: Part) -> str:
    return re.split(r"[,;]", part.before)[-1]


def _names_rest(breakdown: Breakdown) -> bool:
    rest = breakdown.total.quantity - sum(_quantities(breakdown))
    return is_named(rest, breakdown.passage, _span(breakdown))


def is_named(rest: Fraction, passage: Passage, listed: str) -> bool:
    """`295 văn bản (nghị quyết 14, quyết định 63, công văn 218)`: whether what lacks was read as a name."""
    told = {number.quantity for figure in passage.figures for number in figure.numbers}
    names = (parse_digits(found.group().rstrip(".,")) for found in _COUNT.finditer(listed))
    return rest > 1 and rest not in told and any(name and name[0] == rest for name in names)

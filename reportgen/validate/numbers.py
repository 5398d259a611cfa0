"""Rules on single numbers: signs, denominators, slips of a factor of a thousand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from reportgen.errors import Finding
from reportgen.model.base import Path
from reportgen.model.figures_input import CURRENT, Period
from reportgen.validate.case import FiguresCase, Numbers, shown, warning

THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
SLIP = 500
"""A number that many times another one's is taken for a slip of the thousands point."""


def counts_are_not_negative(case: FiguresCase) -> Iterator[Finding]:
    """Check that counts, totals and denominators are zero or more."""
    for name, group in case.groups.items():
        for period in _negative(group.totals):
            yield _negative_count(case, (name, "tong_so", period), "tổng số", group.totals)
        for key, data in group.indicators.items():
            for period in _negative(data.counts):
                yield _negative_count(
                    case, (name, "chi_tieu", key, "so_luong", period), "số lượng", data.counts
                )
            for period in _negative(data.denominators):
                path = (name, "chi_tieu", key, "mau_so", period)
                yield _negative_count(case, path, "mẫu số", data.denominators)


def _negative(numbers: Mapping[Period, int | str | None] | None) -> Iterable[Period]:
    """Return the periods of the negative ones."""
    return [p for p, n in numbers.items() if isinstance(n, int) and n < 0] if numbers else ()


def _negative_count(
    case: FiguresCase, path: Path, what: str, numbers: Mapping[Period, int | str | None] | None
) -> Finding:
    message = f"{what} {(numbers or {})[int(path[-1])]} là số âm"
    return Finding("negative-count", message, case.given(*path), "ghi số từ 0; chưa có thì ghi null")


def counts_fit_denominators(case: FiguresCase) -> Iterator[Finding]:
    """Check that a count above its denominator gives more than 100 %."""
    for name, group, key, data in case.indicators():
        if data.counts is None or not (group.totals or data.denominators):
            continue
        totals = case.by_period(group.totals or {})
        own = case.by_period(data.denominators)
        for period, number in case.own(name, key).items():
            base = own.get(period) if period in own else totals.get(period)
            if isinstance(base, int) and base > 0 and number[0] > base:
                whose = "mẫu số riêng" if period in own else f"tổng số của “{name}”"
                message = f"{name}.{key} kỳ {period} là {shown(number)}, lớn hơn {whose} {shown((base, 1))}"
                remedy = "kiểm tra hai số; nếu tính trên số khác thì ghi mau_so"
                yield warning("count-above-denominator", message, case.of_number(name, key, period), remedy)


def periods_are_of_one_size(case: FiguresCase) -> Iterator[Finding]:
    """Check that two periods of one figure that differ a thousandfold are a slip of the thousands point."""
    for name, group in case.groups.items():
        if group.totals and len(group.totals) > 1:
            yield from _slips(case, f"{name}.tong_so", (name, "tong_so"), case.totals(name))
        for key, data in group.indicators.items():
            typed = data.values if data.counts is None else data.counts
            if typed and len(typed) > 1:
                what = "gia_tri" if data.counts is None else "so_luong"
                yield from _slips(case, f"{name}.{key}", (name, "chi_tieu", key, what), case.own(name, key))


def _slips(case: FiguresCase, name: str, path: Path, numbers: Numbers) -> Iterator[Finding]:
    """Compare each period with the one before it."""
    periods = sorted(numbers)
    for before, after in pairwise(periods):
        a, b = numbers[before], numbers[after]
        small, large = sorted((abs(a[0] * b[1]), abs(b[0] * a[1])))
        if small and large >= SLIP * small:
            message = f"{name}: kỳ {before} là {shown(a)}, kỳ {after} là {shown(b)}, lệch cỡ 1000 lần"
            remedy = "kiểm tra dấu chấm: trong YAML, 28827 viết liền; 28.827 là số thập phân"
            yield warning("thousandfold", message, case.given(*path, after), remedy)


def shorthand_is_no_thousands_point(case: FiguresCase) -> Iterator[Finding]:
    """Check that `ho: 1.250` without `gia_tri` is not a count typed with the point of thousands."""
    for name, _, key, data in case.indicators():
        number = data.values.get(CURRENT) if data.values else None
        if number is None or not THOUSANDS.fullmatch(str(number)):
            continue
        path = (name, "chi_tieu", key)
        if case.figures_source.existing((*path, "gia_tri")) == path:
            read = str(number).replace(".", ",")
            message = f"{name}.{key}: {number} được hiểu là số thập phân {read}"
            whole = str(number).replace(".", "")
            remedy = f"nếu là {whole} thì viết liền; đúng là số đo thì ghi {{gia_tri: {number}}}"
            yield warning("thousands-point", message, case.given(*path), remedy)


RULES = (
    counts_are_not_negative,
    counts_fit_denominators,
    periods_are_of_one_size,
    shorthand_is_no_thousands_point,
)
ONLY_WARNING = frozenset({counts_fit_denominators, periods_are_of_one_size, shorthand_is_no_thousands_point})
"""Those that never stop publication."""

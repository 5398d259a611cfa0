"""Rules on single numbers: signs, denominators, slips of a factor of a thousand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reportgen.errors import Finding
from reportgen.model.base import Path
from reportgen.model.figures_input import CURRENT, IndicatorInput
from reportgen.validate.case import FiguresCase, Numbers, shown, warning

THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
SLIP = 500
"""A number that many times another one's is taken for a slip of the thousands point."""


def counts_are_not_negative(case: FiguresCase) -> Iterator[Finding]:
    """Check that counts, totals and denominators are zero or more."""
    for name, group in case.figures.groups.items():
        yield from _negative(case, (name, "tong_so"), "tổng số", dict(group.totals or {}))
        for key, data in group.indicators.items():
            path = (name, "chi_tieu", key)
            yield from _negative(case, (*path, "so_luong"), "số lượng", dict(data.counts or {}))
            yield from _negative(case, (*path, "mau_so"), "mẫu số", dict(data.denominators))


def _negative(
    case: FiguresCase, path: Path, what: str, numbers: dict[int, int | str | None]
) -> Iterator[Finding]:
    for period, number in numbers.items():
        if isinstance(number, int) and number < 0:
            message = f"{what} {number} là số âm"
            yield Finding(
                "negative-count", message, case.given(*path, period), "ghi số từ 0; chưa có thì ghi null"
            )


def counts_fit_denominators(case: FiguresCase) -> Iterator[Finding]:
    """Check that a count above its denominator gives more than 100 %."""
    for name, _, key, data in case.indicators():
        if data.counts is None:
            continue
        totals = case.totals(name)
        own = case.by_period(data.denominators)
        for period, number in case.own(name, key).items():
            base = own.get(period) if period in own else totals.get(period, (None,))[0]
            if isinstance(base, int) and base > 0 and number[0] > base:
                whose = "mẫu số riêng" if period in own else f"tổng số của “{name}”"
                message = f"{name}.{key} kỳ {period} là {shown(number)}, lớn hơn {whose} {shown((base, 1))}"
                remedy = "kiểm tra hai số; nếu tính trên số khác thì ghi mau_so"
                yield warning("count-above-denominator", message, case.of_number(name, key, period), remedy)


def periods_are_of_one_size(case: FiguresCase) -> Iterator[Finding]:
    """Check that two periods of one figure that differ a thousandfold are a slip of the thousands point."""
    for name, group in case.figures.groups.items():
        yield from _slips(case, f"{name}.tong_so", (name, "tong_so"), case.totals(name))
        for key, data in group.indicators.items():
            what = _what(data)
            if what:
                yield from _slips(case, f"{name}.{key}", (name, "chi_tieu", key, what), case.own(name, key))


def _what(data: IndicatorInput) -> str:
    return "so_luong" if data.counts is not None else "gia_tri" if data.values is not None else ""


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
        path = (name, "chi_tieu", key)
        number = (data.values or {}).get(CURRENT)
        is_shorthand = case.figures_source.existing((*path, "gia_tri")) == path
        if number is not None and is_shorthand and THOUSANDS.fullmatch(str(number)):
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

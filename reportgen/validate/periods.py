"""Rules on periods: their order, and numbers of periods that can hardly be meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportgen.errors import Finding
from reportgen.model.base import Path
from reportgen.model.figures_input import CURRENT, Period
from reportgen.validate.case import FiguresCase, warning

YEARS = range(1900, 2201)


def periods_are_in_order(case: FiguresCase) -> Iterator[Finding]:
    """Check that the base lies before the current period, the target not before the base."""
    periods = case.figures.periods
    current, base, target = periods.current, periods.base, periods.target
    if base == current:
        message = f"kỳ so sánh (goc: {base}) trùng kỳ báo cáo (hien_tai: {current})"
        yield Finding("base-period", message, case.given("ky", "goc"), "ghi kỳ trước đó, hoặc bỏ goc")
    elif base is not None and base > current:
        message = f"kỳ so sánh {base} sau kỳ báo cáo {current}"
        yield warning("base-period", message, case.given("ky", "goc"), "kiểm tra ky.goc, ky.hien_tai")
    if target is not None and target < (base or current):
        message = (
            f"năm mục tiêu {target} trước kỳ so sánh {base}" if base else f"năm mục tiêu {target} đã qua"
        )
        yield warning("target-period", message, case.given("ky", "muc_tieu"), "kiểm tra ky.muc_tieu")


def _numbers(case: FiguresCase) -> Iterator[tuple[Path, Mapping[Period, object]]]:
    """Yield every place with numbers by period."""
    for name, group in case.groups.items():
        if group.totals:
            yield (name, "tong_so"), group.totals
        for key, data in group.indicators.items():
            if data.counts:
                yield (name, "chi_tieu", key, "so_luong"), data.counts
            if data.values:
                yield (name, "chi_tieu", key, "gia_tri"), data.values
            if data.denominators:
                yield (name, "chi_tieu", key, "mau_so"), data.denominators


def no_period_is_given_twice(case: FiguresCase) -> Iterator[Finding]:
    """Check that the current period is written either `0` or by its year."""
    current = case.figures.periods.current
    for path, given in _numbers(case):
        if CURRENT in given and current in given:
            message = f"kỳ {current} có hai số: một số ghi kỳ 0, một số ghi kỳ {current}"
            yield Finding("period-twice", message, case.given(*path, CURRENT), "chỉ giữ một số")


def periods_are_likely(case: FiguresCase) -> Iterator[Finding]:
    """Check that numbers belong to a year, and not to one after the current period."""
    current = case.figures.periods.current
    likely: set[Period] = set()
    for path, given in _numbers(case):
        if likely.issuperset(given):
            continue
        for period in given:
            if period > current:
                rule, what = "period-after-current", f"sau kỳ báo cáo {current}"
                remedy = "kiểm tra năm, hoặc ky.hien_tai"
            elif period != CURRENT and current in YEARS and period not in YEARS:
                rule, what = "period-not-a-year", "không giống một năm"
                remedy = f"viết đủ bốn chữ số, ví dụ {current}"
            else:
                likely.add(period)
                continue
            message = f"{'.'.join(map(str, path))} có số của kỳ {period}, {what}"
            yield warning(rule, message, case.given(*path, period, key=True), remedy)


RULES = (periods_are_in_order, no_period_is_given_twice, periods_are_likely)
ONLY_WARNING = frozenset({periods_are_likely})
"""Those that never stop publication."""

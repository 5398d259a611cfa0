"""Rules on figures that hold for any report unless its author says otherwise: jumps, slips of scale, targets.

They tell what is unlikely, not what is wrong, so each says with which number it compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from reportgen.compute.book import Book
from reportgen.compute.data_rules import numbers_apart
from reportgen.compute.group import Group
from reportgen.compute.indicator import Indicator
from reportgen.compute.moulded_remarks import (
    ANY,
    FIGURE_JUMP,
    RATE_JUMP,
    TARGET_BELOW_BASE,
    Causes,
    Remarks,
)
from reportgen.compute.quiet_rows import (
    FALL,
    LEAST_CHANGE,
    POINTS,
    RISE,
    QuietRows,
    is_below,
    may_be_slip,
    may_not_be_jump,
)
from reportgen.compute.rows import ListGroup
from reportgen.compute.trace import word_measure
from reportgen.errors import Finding, Severity
from reportgen.model.base import Path
from reportgen.model.checking import Checked, NotEvaluated
from reportgen.model.data_rule import Limits
from reportgen.model.figure import CannotCompute, Figure
from reportgen.model.figures_input import Period
from reportgen.model.source import Source
from reportgen.vietnamese import Ratio

SLIPS = ((10, 1), (100, 10))
"""A slip of the decimal point, and how far from it (in times) the quotient of two numbers may lie."""
THOUSANDFOLD = 500
"""From there on `thousandfold` tells."""
LEAST_OF_SLIP, LEAST_ROWS, LEAST_SHARES = 20, 5, 3
MOST_UNLIKE_PEERS, NEAR_HUNDRED = 3, 3
MOST_SHOWN = 10_000
RULES = ("figure-jump", "rate-jump", "scale-slip", "shares", "target-percent", "target-below-base")
IDLE = {
    "figure-jump": "không chỉ tiêu nào có số của hai kỳ",
    "rate-jump": "không chỉ tiêu nào có tỷ lệ của hai kỳ",
    "scale-slip": "không có hai kỳ, hay năm hàng của một danh sách, để so",
    "shares": "không có cột tỷ trọng nào (đơn vị tính %, từ ba hàng)",
    "target-percent": "không có mục tiêu tính bằng tỷ lệ",
    "target-below-base": "không có mục tiêu nào kèm tỷ lệ của kỳ so sánh",
}
"""Why a rule had nothing to look at."""

MEND_TARGET = "mục tiêu của chỉ tiêu có mẫu số tính bằng %; mục tiêu bằng số thì bỏ mẫu số"
CHECK = "đối chiếu với biểu gốc; số đúng thì không phải sửa"


class GeneralRules:
    """The general rules on their way through the figures of one unit."""

    def __init__(self, book: Book, source: Source, limits: Limits, *, tells_infos: bool = True) -> None:
        self.book, self.source, self.limits, self.tells_infos = book, source, limits, tells_infos
        self.findings: list[Finding] = []
        self.looked_at: Counter[str] = Counter()
        self.quiet = QuietRows(book.current, book.base, limits, self.looked_at, tells_infos=tells_infos)
        self.known = self.quiet.known_by(book.given)
        asks_by_places = tells_infos and not self.quiet.has_own_limits
        self.remarks = Remarks(book.given, book.current, book.base) if asks_by_places else None

    def checked(self) -> Checked:
        """Ask all rules that are not switched off, and of those that only note only if notes are wanted."""
        for group in self.book.groups.values():
            self._of_list(group) if isinstance(group, ListGroup) else self._of_group(group)
        off = set(self.limits.off)
        findings = tuple(finding for finding in self.findings if finding.rule not in off)
        broken = Counter(finding.rule for finding in findings)
        idle = [NotEvaluated(rule, "đã tắt ở nguong") for rule in RULES if rule in off]
        idle += [NotEvaluated(rule, IDLE[rule]) for rule in RULES if not self.looked_at[rule] | (rule in off)]
        passed = {rule: self.looked_at[rule] - broken[rule] for rule in RULES if rule not in off}
        return Checked(findings, tuple(idle), {rule: number for rule, number in passed.items() if number})

    def _tell(self, rule: str, severity: Severity, message: str, paths: list[Path], remedy: str) -> None:
        places = list(dict.fromkeys(self.source.where(path) for path in paths))
        self.findings.append(
            Finding(rule, message, places[0], remedy, severity=severity, also=tuple(places[1:]))
        )

    # --- one indicator ---------------------------------------------------------------------------

    def _of_group(self, group: Group) -> None:
        """Ask of every row; those that are quiet, as nearly all are, are not even made."""
        loud = self.remarks.loud(group.key, self.looked_at) if self.remarks is not None else None
        if loud is not None:
            for name, causes in loud:
                self._of_loud_row(group.look(name), causes)
            return
        known = self.known.looks(group.key)
        if known is not None:
            for rule, number in known.items():
                self.looked_at[rule] += number
            return
        before = dict(self.looked_at)
        if self._is_quiet(group):
            self.known.learn(group.key, before, self.looked_at)

    def _is_quiet(self, group: Group) -> bool:
        """Ask of the rows of a group that are not quiet, and tell whether all are."""
        quiet, data, is_quiet = self.quiet, group.data, True
        if data.totals is not None and not quiet.passes_total(data.totals):
            assert group.total_row is not None, "it has totals"
            self._of_row(group.total_row)
            is_quiet = False
        for name, indicator in data.indicators.items():
            if not quiet.passes(indicator, data.totals):
                self._of_row(group.look(name))
                is_quiet = False
        return is_quiet

    def _of_row(self, row: Indicator) -> None:
        if row.data.expression is None:
            numbers = {p: n for p, n in sorted(row.own.items()) if n is not None}
            self._slips(row, numbers)
            if self.tells_infos or self.limits.rise or self.limits.fall:
                self._jumps(row, numbers)
        if row.compares_rates:
            if self.tells_infos or self.limits.points:
                self._rate_jumps(row)
            self._targets(row)

    def _of_loud_row(self, row: Indicator, causes: Causes) -> None:
        """Ask what is known to give cause for a remark."""
        if causes is ANY:
            self._of_row(row)
            return
        if FIGURE_JUMP in causes:
            self._jumps(row, {p: n for p, n in sorted(row.own.items()) if n is not None})
        if RATE_JUMP in causes:
            self._rate_jumps(row)
        if TARGET_BELOW_BASE in causes:
            for name, years in row.data.targets.items():
                self._targets_above_base(row, name, years)

    def _slips(self, row: Indicator, numbers: dict[Period, Ratio]) -> None:
        for before, after in pairwise(numbers):
            self.looked_at["scale-slip"] += 1
            if not may_be_slip(numbers[before], numbers[after]):
                continue
            one, other = Fraction(*numbers[before]), Fraction(*numbers[after])
            if factor := slip_between(one, other):
                a, b = _shown(one), _shown(other)
                message = f"{row.path}: kỳ {before} là {a}, kỳ {after} là {b}, lệch đúng cỡ {factor} lần"
                paths = [row.input_path("own", period) for period in (after, before)]
                remedy = "kiểm tra gõ thừa, thiếu chữ số hoặc sai đơn vị tính; " + CHECK
                self._tell("scale-slip", Severity.WARNING, message, paths, remedy)

    def _jumps(self, row: Indicator, numbers: dict[Period, Ratio]) -> None:
        pair = self._last_two(list(numbers))
        if pair is None or numbers[pair[0]][0] <= 0:
            return
        self.looked_at["figure-jump"] += 1
        if not (self.limits.rise or self.limits.fall) and may_not_be_jump(*(numbers[p] for p in pair)):
            return
        before, after = (Fraction(*numbers[period]) for period in pair)
        change = (after - before) / before * 100
        limit, default = (self.limits.rise, RISE) if change > 0 else (self.limits.fall, FALL)
        is_small = abs(after - before) < LEAST_CHANGE and limit is None
        is_told_elsewhere = slip_between(before, after) or _times(before, after) >= THOUSANDFOLD
        if abs(change) <= Fraction(limit or default) or is_small or is_told_elsewhere:
            return
        a, b = (_shown(number) for number in (before, after))
        verb = "tăng" if change > 0 else "giảm"
        message = (
            f"{row.path}: kỳ {pair[0]} là {a}, kỳ {pair[1]} là {b}, {verb} {_shown(abs(change))}% "
            f"(ngưỡng {_shown(limit or default)}%)"
        )
        paths = [row.input_path("own", period) for period in (pair[1], pair[0])]
        self._tell("figure-jump", _severity(limit), message, paths, CHECK)

    def _last_two(self, periods: list[Period]) -> tuple[Period, Period] | None:
        """Return the current period and the one before it that has a number."""
        earlier = [period for period in periods if period < self.book.current]
        return (earlier[-1], self.book.current) if earlier and self.book.current in periods else None

    def _rate_jumps(self, row: Indicator) -> None:
        periods = row.own if row.data.expression is None else self.book.periods()
        rates = {p: rate for p in sorted(periods) if (rate := _rate(row, p)) is not None}
        pair = self._last_two(list(rates))
        if pair is None or row.is_total:
            return
        self.looked_at["rate-jump"] += 1
        (a, b), (c, d), limit = rates[pair[0]], rates[pair[1]], self.limits.points
        if limit is None and 100 * abs(c * b - a * d) <= int(POINTS) * b * d:
            return
        before, after = Fraction(a, b), Fraction(c, d)
        change = (after - before) * 100
        if abs(change) <= Fraction(limit or POINTS):
            return
        was, now = (f"{_shown(rate * 100)}%" for rate in (before, after))
        message = (
            f"{row.path}: tỷ lệ kỳ {pair[0]} là {was}, kỳ {pair[1]} là {now}, "
            f"{'tăng' if change > 0 else 'giảm'} {_shown(abs(change))} điểm phần trăm "
            f"(ngưỡng {_shown(limit or POINTS)})"
        )
        paths = [path for period in (pair[1], pair[0]) for path in _inputs_of_rate(row, period)]
        self._tell("rate-jump", _severity(limit), message, paths, CHECK)

    # --- targets ---------------------------------------------------------------------------------

    def _targets(self, row: Indicator) -> None:
        for name, years in row.data.targets.items():
            for year, ends in years.items():
                self.looked_at["target-percent"] += 1
                outside = [Fraction(n, d) for n, d in ends if not 0 <= n <= 100 * d]
                if outside:
                    what = f"{_target_text(row, name)} năm {year} là {_shown(outside[0])}%"
                    message = f"{what}, ngoài khoảng 0 đến 100% của một tỷ lệ"
                    path = row.target_path(year, name)
                    self._tell("target-percent", Severity.WARNING, message, [path], MEND_TARGET)
            if self.tells_infos:
                self._targets_above_base(row, name, years)

    def _targets_above_base(self, row: Indicator, name: str, years: dict[Period, tuple[Ratio, ...]]) -> None:
        """Tell of targets for the years to come that the base period had passed already."""
        base_period = self.book.base
        base = _rate(row, base_period) if base_period is not None else None
        coming = {year: ends for year, ends in years.items() if year > self.book.current}
        if base is None or base_period is None or not coming:
            return
        self.looked_at["target-below-base"] += 1
        below = {
            year: [Fraction(*end) for end in ends] for year, ends in coming.items() if is_below(ends, base)
        }
        if below:
            shown = ", ".join(
                f"{' - '.join(map(_shown, ends))}% (năm {year})" for year, ends in below.items()
            )
            passed = _shown(Fraction(*base) * 100)
            message = f"{_target_text(row, name)} {shown} thấp hơn kỳ {base_period} đã có: {passed}%"
            paths = [row.target_path(year, name) for year in below]
            paths += _inputs_of_rate(row, base_period)
            self._tell("target-below-base", Severity.INFO, message, paths, CHECK)

    # --- lists -----------------------------------------------------------------------------------

    def _of_list(self, group: ListGroup) -> None:
        for name in group.fields:
            figures = [figure for row in group.rows if (figure := _number(row.cells.get(name))) is not None]
            keys = [n for n, row in enumerate(group.rows) if _number(row.cells.get(name)) is not None]
            if len(figures) >= LEAST_ROWS:
                self._peers(group, name, keys, figures)
            spec = group.data.fields.get(name)
            if spec is not None and spec.measure_unit == "%" and len(figures) >= LEAST_SHARES:
                self._shares(group, name, figures)

    def _peers(self, group: ListGroup, name: str, keys: list[int], numbers: list[Fraction]) -> None:
        """Look for a number that is far from all others, while those are near each other."""
        self.looked_at["scale-slip"] += len(numbers)
        for index in slips_among(numbers):
            row, others = group.rows[keys[index]], [*numbers[:index], *numbers[index + 1 :]]
            shown = _shown(numbers[index])
            low, high = (_shown(n) for n in (min(others), max(others)))
            message = f"{row.path}.{name} là {shown}, trong khi các hàng khác từ {low} đến {high}"
            remedy = "kiểm tra gõ thừa, thiếu chữ số hoặc dấu chấm hàng nghìn; " + CHECK
            self._tell("scale-slip", Severity.WARNING, message, [row.input_path(name)], remedy)

    def _shares(self, group: ListGroup, name: str, numbers: list[Fraction]) -> None:
        """Check that shares which nearly make 100 do so but for the rounding of each."""
        total = sum(numbers, Fraction(0))
        if abs(total - 100) > NEAR_HUNDRED:
            return
        self.looked_at["shares"] += 1
        decimals = max(_decimals(row.cells.get(name)) for row in group.rows)
        rounding = Fraction(len(numbers), 2 * 10**decimals)
        if abs(total - 100) > rounding:
            shown = _shown(total)
            message = f"{group.key}.{name}: {len(numbers)} tỷ trọng cộng được {shown}%, không phải 100%"
            paths = [row.input_path(name) for row in group.rows]
            remedy = "sửa tỷ trọng sai, hoặc thêm hàng còn thiếu"
            self._tell("shares", Severity.WARNING, message, paths, remedy)


def _target_text(row: Indicator, name: str) -> str:
    return f"{row.path}: mục tiêu" + (f" “{name}”" if name else "")


def slip_between(a: Fraction, b: Fraction) -> int:
    """Return 10 or 100 when one number is that many times the other, as by a digit too many; else 0."""
    small, large = sorted((abs(a), abs(b)))
    if small < LEAST_OF_SLIP:
        return 0
    return next((factor for factor, room in SLIPS if abs(large / small - factor) <= room), 0)


def slips_among(numbers: Sequence[Fraction]) -> list[int]:
    """Return where numbers stand that are far from all others; one that adds up the others is none.

    Whatever lies between two others is near one of them, so that only the least and the greatest may be far.
    """
    extremes = {numbers.index(min(numbers)), numbers.index(max(numbers))}
    return [each for each in sorted(extremes) if is_slip_among(each, numbers)]


def is_slip_among(index: int, numbers: Sequence[Fraction]) -> bool:
    """Tell whether a number is far from all others, while those are near each other."""
    number, others = numbers[index], [*numbers[:index], *numbers[index + 1 :]]
    low, high = min(others), max(others)
    if number <= 0 or low <= 0 or number == sum(others):
        return False
    times = max(number / high, low / number)
    if number.denominator > 1 and all(other.denominator == 1 for other in others) and times >= 100:
        return True  # 1.250 among whole thousands
    are_alike = high <= MOST_UNLIKE_PEERS * low and min(number, low) >= LEAST_OF_SLIP
    return times >= THOUSANDFOLD or (are_alike and times >= 8)


def _times(a: Fraction, b: Fraction) -> Fraction:
    small, large = sorted((abs(a), abs(b)))
    return large / small if small else Fraction(0)


def _rate(row: Indicator, period: Period) -> Ratio | None:
    """Return a rate as a fraction of 1; None when there is none."""
    try:
        rate = row.rate(period)
    except CannotCompute:
        return None
    return rate if isinstance(rate, tuple) else None


def _inputs_of_rate(row: Indicator, period: Period) -> tuple[Path, ...]:
    figure = row.measure("ty_le", period)
    return word_measure(row, figure.id).inputs if isinstance(figure, Figure) else ()


def _number(cell: int | Decimal | str | None) -> Fraction | None:
    return Fraction(cell) if isinstance(cell, int | Decimal) else None


def _decimals(cell: object) -> int:
    return max(0, -int(cell.as_tuple().exponent)) if isinstance(cell, Decimal) else 0


@lru_cache(maxsize=MOST_SHOWN)
def _shown(number: Fraction | Decimal) -> str:
    return numbers_apart(number.as_integer_ratio())[0]


def _severity(limit: Decimal | None) -> Severity:
    """Whoever sets a limit wants to hear of it; the cautious default one only informs."""
    return Severity.INFO if limit is None else Severity.WARNING

"""Rules on figures that hold for any report unless its author says otherwise: jumps, slips of scale, targets.

They tell what is unlikely, not what is wrong, so each says with which number it compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from reportgen.compute.book import Book
from reportgen.compute.group import Group
from reportgen.compute.indicator import Indicator
from reportgen.compute.moulded_remarks import Remarks
from reportgen.compute.quiet_rows import QuietRows, may_be_slip
from reportgen.compute.remark_rows import Remark
from reportgen.compute.remark_texts import (
    FIGURE_JUMP,
    LEAST_OF_SLIP,
    RATE_JUMP,
    TARGET_BELOW_BASE,
    THOUSANDFOLD,
    below_rate,
    figure_jump,
    rate_jump,
    shown,
    slip_between,
    target_text,
    targets_below,
)
from reportgen.compute.rows import ListGroup
from reportgen.compute.trace import inputs_of_rate
from reportgen.errors import Finding, Severity
from reportgen.model.base import Path
from reportgen.model.checking import Checked, NotEvaluated
from reportgen.model.data_rule import Limits
from reportgen.model.figure import CannotCompute
from reportgen.model.figures_input import Period
from reportgen.model.source import Source
from reportgen.vietnamese import Ratio

LEAST_ROWS, LEAST_SHARES = 5, 3
MOST_UNLIKE_PEERS, NEAR_HUNDRED = 3, 3
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
        self.remarks = Remarks(book) if asks_by_places else None

    def checked(self) -> Checked:
        """Ask all rules that are not switched off, and of those that only note only if notes are wanted."""
        if self.remarks is not None:
            self.looked_at.update(self.remarks.looks)
        for group in self.book.groups.values():
            self._of_list(group) if isinstance(group, ListGroup) else self._of_group(group)
        off = set(self.limits.off)
        findings = tuple(finding for finding in self.findings if finding.rule not in off)
        broken = Counter(finding.rule for finding in findings)
        idle = [NotEvaluated(rule, "đã tắt ở nguong") for rule in RULES if rule in off]
        idle += [NotEvaluated(rule, IDLE[rule]) for rule in RULES if not self.looked_at[rule] | (rule in off)]
        passed = {rule: self.looked_at[rule] - broken[rule] for rule in RULES if rule not in off}
        return Checked(findings, tuple(idle), {rule: number for rule, number in passed.items() if number})

    def _tell(
        self, rule: str, severity: Severity, message: str, paths: Iterable[Path], remedy: str = CHECK
    ) -> None:
        first, *others = dict.fromkeys(map(self.source.where, paths))
        self.findings.append(Finding(rule, message, first, remedy, severity=severity, also=tuple(others)))

    # --- one indicator ---------------------------------------------------------------------------

    def _of_group(self, group: Group) -> None:
        """Ask of every row; those that are quiet, as nearly all are, are not even made."""
        if self.remarks is not None and group.key in self.remarks.groups:
            self._of_loud_rows(group, self.remarks.loud.get(group.key, {}))
            return
        known = self.known.looks(group.key)
        if known is not None:
            for rule, number in known.items():
                self.looked_at[rule] += number
            return
        before = dict(self.looked_at)
        if self._is_quiet(group):
            self.known.learn(group.key, before, self.looked_at)

    def _of_loud_rows(self, group: Group, loud: Mapping[str, Sequence[Remark] | None]) -> None:
        """Take over the remarks on rows, and ask of those that need their figures."""
        for name, remarks in loud.items():
            if remarks is None:
                self._of_row(group.look(name))
            for remark in remarks or ():
                self._tell(*remark)

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

    def _slips(self, row: Indicator, numbers: dict[Period, Ratio]) -> None:
        for before, after in pairwise(numbers):
            self.looked_at["scale-slip"] += 1
            if not may_be_slip(numbers[before], numbers[after]):
                continue
            one, other = Fraction(*numbers[before]), Fraction(*numbers[after])
            if factor := slip_between(one, other):
                a, b = shown(numbers[before]), shown(numbers[after])
                message = f"{row.path}: kỳ {before} là {a}, kỳ {after} là {b}, lệch đúng cỡ {factor} lần"
                paths = [row.input_path("own", period) for period in (after, before)]
                remedy = "kiểm tra gõ thừa, thiếu chữ số hoặc sai đơn vị tính; " + CHECK
                self._tell("scale-slip", Severity.WARNING, message, paths, remedy)

    def _jumps(self, row: Indicator, numbers: dict[Period, Ratio]) -> None:
        pair = self._last_two(list(numbers))
        if pair is None or numbers[pair[0]][0] <= 0:
            return
        self.looked_at[FIGURE_JUMP] += 1
        said = figure_jump(row.path, pair, (numbers[pair[0]], numbers[pair[1]]), self.limits)
        if said is not None:
            self._tell(FIGURE_JUMP, *said, [row.input_path("own", period) for period in (pair[1], pair[0])])

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
        self.looked_at[RATE_JUMP] += 1
        said = rate_jump(row.path, pair, (rates[pair[0]], rates[pair[1]]), self.limits.points)
        if said is not None:
            paths = [path for period in (pair[1], pair[0]) for path in inputs_of_rate(row, period)]
            self._tell(RATE_JUMP, *said, paths)

    # --- targets ---------------------------------------------------------------------------------

    def _targets(self, row: Indicator) -> None:
        for name, years in row.data.targets.items():
            for year, ends in years.items():
                self.looked_at["target-percent"] += 1
                outside = [(n, d) for n, d in ends if not 0 <= n <= 100 * d]
                if outside:
                    what = f"{target_text(row.path, name)} năm {year} là {shown(outside[0])}%"
                    message = f"{what}, ngoài khoảng 0 đến 100% của một tỷ lệ"
                    path = row.target_path(year, name)
                    self._tell("target-percent", Severity.WARNING, message, [path], MEND_TARGET)
            if self.tells_infos:
                self._targets_above_base(row, name, years)

    def _targets_above_base(self, row: Indicator, name: str, years: dict[Period, tuple[Ratio, ...]]) -> None:
        """Tell of targets for the years to come that the base period had passed already."""
        base = self.book.base
        rate = _rate(row, base) if base is not None else None
        coming = {year: ends for year, ends in years.items() if year > self.book.current}
        if rate is None or base is None or not coming:
            return
        self.looked_at[TARGET_BELOW_BASE] += 1
        below = below_rate(coming, rate)
        if below:
            message = targets_below(target_text(row.path, name), below, base, rate)
            paths = [*[row.target_path(year, name) for year in below], *inputs_of_rate(row, base)]
            self._tell(TARGET_BELOW_BASE, Severity.INFO, message, paths)

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
            number, low, high = (
                shown(each.as_integer_ratio()) for each in (numbers[index], min(others), max(others))
            )
            message = f"{row.path}.{name} là {number}, trong khi các hàng khác từ {low} đến {high}"
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
            sum_shown = shown(total.as_integer_ratio())
            message = f"{group.key}.{name}: {len(numbers)} tỷ trọng cộng được {sum_shown}%, không phải 100%"
            paths = [row.input_path(name) for row in group.rows]
            remedy = "sửa tỷ trọng sai, hoặc thêm hàng còn thiếu"
            self._tell("shares", Severity.WARNING, message, paths, remedy)


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


def _rate(row: Indicator, period: Period) -> Ratio | None:
    """Return a rate as a fraction of 1; None when there is none."""
    try:
        rate = row.rate(period)
    except CannotCompute:
        return None
    return rate if isinstance(rate, tuple) else None


def _number(cell: int | Decimal | str | None) -> Fraction | None:
    return Fraction(cell) if isinstance(cell, int | Decimal) else None


def _decimals(cell: object) -> int:
    return max(0, -int(cell.as_tuple().exponent)) if isinstance(cell, Decimal) else 0

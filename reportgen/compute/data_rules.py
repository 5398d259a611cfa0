"""The rules that an office sets for its figures (`quy_tac`): checked as written, then asked by period."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from reportgen.compute.book import Book
from reportgen.compute.check import Expression, problems_of
from reportgen.compute.exact import Exact
from reportgen.compute.expression import Scope, evaluate, kind_of, named, operand_nodes, operands
from reportgen.compute.syntax import parse
from reportgen.compute.trace import inputs_of
from reportgen.errors import Finding, Severity, Where
from reportgen.model.base import Path
from reportgen.model.checking import Checked, NotEvaluated
from reportgen.model.data_rule import IN_WORDS, SIGNS, Comparison, DataRule
from reportgen.model.figure import RATE, Blank, CannotCompute, Figure, Measure, View
from reportgen.model.figures_input import Period
from reportgen.model.gap import Gap
from reportgen.model.source import Source
from reportgen.vietnamese import Ratio, format_ratio, suggest

HOLDS = {
    Comparison.LESS: lambda gap, slack: gap < slack,
    Comparison.AT_MOST: lambda gap, slack: gap <= slack,
    Comparison.EQUAL: lambda gap, slack: abs(gap) <= slack,
    Comparison.DIFFERENT: lambda gap, slack: abs(gap) > slack,
    Comparison.AT_LEAST: lambda gap, slack: gap >= -slack,
    Comparison.MORE: lambda gap, slack: gap > -slack,
}
"""Whether a comparison holds for left − right, with the tolerance granted."""
ASKED = {
    Comparison.LESS: "phải nhỏ hơn",
    Comparison.AT_MOST: "không được lớn hơn",
    Comparison.EQUAL: "phải bằng",
    Comparison.DIFFERENT: "phải khác",
    Comparison.AT_LEAST: "không được nhỏ hơn",
    Comparison.MORE: "phải lớn hơn",
}
SIGN = re.compile(r"<=|>=|!=|==|[<>=≤≥≠]")
OF_CURRENT = frozenset(
    {"dat", "so_voi", "tang_truong", "chenh_lech", "chenh_lech_ty_le"}
    | {"muc_giam", "muc_giam_ty_le", "suy_giam"}
)
"""Measures that without brackets speak of the current period only."""
MEND = "sửa số sai ở chỗ nêu trên; nếu quy tắc không còn đúng thì sửa quy_tac"
MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Placed:
    """A rule with the file it stands in and its path there."""

    rule: DataRule
    source: Source
    path: Path

    def where(self, *more: str | int) -> Where:
        """Return the place of the rule, or of a part of it."""
        return self.source.where((*self.path, *more))


@dataclass(slots=True)
class Outcome:
    """What the rules asked so far have brought."""

    findings: list[Finding] = field(default_factory=list)
    not_evaluated: list[NotEvaluated] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)

    def checked(self) -> Checked:
        """Return it as a value."""
        return Checked(tuple(self.findings), tuple(self.not_evaluated), dict(self.passed))


def check_own_rules(book: Book, figures_source: Source, rules: Iterable[Placed]) -> Checked:
    """Ask every rule of every period it is for; what a file does not say yet is never a pass."""
    outcome, first = Outcome(), dict[str, Where]()
    for placed in rules:
        key = placed.rule.key
        if key in first:
            message = f"mã quy tắc “{key}” bị lặp"
            where = placed.where("ma")
            outcome.findings.append(
                Finding("data-rule-twice", message, where, "đặt mã khác", also=(first[key],))
            )
        first.setdefault(key, placed.where("ma"))
        problems = list(_problems(book, placed))
        outcome.findings += problems
        if any(problem.severity is Severity.ERROR for problem in problems):
            outcome.not_evaluated.append(NotEvaluated(placed.rule.rule, "quy tắc viết chưa đúng"))
        else:
            _Asking(book, figures_source, placed, outcome).ask()
    return outcome.checked()


# --- the rule as written ----------------------------------------------------------------------------


def _problems(book: Book, placed: Placed) -> Iterator[Finding]:
    """Yield what is wrong with the rule itself, whatever the figures are."""
    rule = placed.rule
    rows = _rows(book, rule)
    if rule.rows is not None and rows is None:
        message = f"moi_hang: không có nhóm “{rule.rows}”{suggest(rule.rows, book.groups)}"
        yield Finding("data-rule-rows", message, placed.where("moi_hang"), "ghi tên một nhóm số liệu")
        return
    if rule.condition is not None and _split(rule.condition) is None:
        message = f"khi: “{rule.condition}” không phải một so sánh"
        remedy = "viết một phép so sánh, ví dụ can_bo.tong_so > 0"
        yield Finding("data-rule-condition", message, placed.where("khi"), remedy)
        return
    row = next(iter(rows or ()), None)
    if rows is not None and row is None:
        return
    for text, path in _expressions(placed):
        yield from problems_of(
            Expression(text, path, book.scope(None, book.current, path, row)), placed.source
        )


def _expressions(placed: Placed) -> Iterator[tuple[str, Path]]:
    yield placed.rule.left, (*placed.path, "trai")
    yield placed.rule.right, (*placed.path, "phai")
    sides = _split(placed.rule.condition) if placed.rule.condition is not None else None
    for text in (sides[0], sides[2]) if sides is not None else ():
        yield text, (*placed.path, "khi")


def _split(text: str) -> tuple[str, Comparison, str] | None:
    """Return the sides of one comparison; None when the text is no such thing."""
    signs = list(SIGN.finditer(text))
    if len(signs) != 1:
        return None
    sign = signs[0]
    left, right = text[: sign.start()].strip(), text[sign.end() :].strip()
    return (left, IN_WORDS.get(sign[0]) or Comparison(sign[0]), right) if left and right else None


def _rows(book: Book, rule: DataRule) -> list[View] | None:
    """Return the rows that a rule is asked of; None when its group is not there or it names none."""
    group = book.groups.get(rule.rows or "")
    return None if group is None else list(group)


# --- the rule asked of the figures ------------------------------------------------------------------


class _Asking:
    """One rule on its way through periods and rows."""

    def __init__(self, book: Book, source: Source, placed: Placed, outcome: Outcome) -> None:
        self.book, self.source, self.placed, self.outcome = book, source, placed, outcome
        self.rule = placed.rule
        self.condition = _split(self.rule.condition) if self.rule.condition is not None else None
        self.is_excluded = False

    def ask(self) -> None:
        """Ask the rule wherever it applies; say so when it applies nowhere."""
        rows: list[View | None] = [None]
        if self.rule.rows is not None:
            rows = list(_rows(self.book, self.rule) or ())
        count = len(self.outcome.findings) + len(self.outcome.not_evaluated) + self._passed
        for row in rows:
            self._ask_periods(row)
        if len(self.outcome.findings) + len(self.outcome.not_evaluated) + self._passed == count:
            self._not_evaluated(self._nowhere(bool(rows)))

    @property
    def _passed(self) -> int:
        return self.outcome.passed[self.rule.rule]

    def _nowhere(self, has_rows: bool) -> str:
        if not has_rows:
            return f"“{self.rule.rows}” không có hàng nào"
        if self.is_excluded:
            return f"không kỳ nào thoả điều kiện khi: {self.rule.condition}"
        return "không kỳ nào có số của cả hai vế"

    def _not_evaluated(self, reason: str) -> None:
        self.outcome.not_evaluated.append(NotEvaluated(self.rule.rule, reason))

    def _ask_periods(self, row: View | None) -> None:
        """Ask the rule of each period; sides that name their periods themselves are asked once."""
        asked: set[tuple[str, ...]] = set()
        for period in self.rule.periods or self._all_periods(row):
            scope = self.book.scope(None, period, self.placed.path, row)
            try:
                used = tuple(figure.id for figure in self._operands(scope))
                if used in asked and not self.rule.periods:
                    continue
                asked.add(used)
                self._ask_once(scope, row)
            except CannotCompute as error:
                self._not_evaluated(f"{_period_text(period, row)}: {error.problem}")

    def _all_periods(self, row: View | None) -> list[Period]:
        """Return every period that numbers are typed for; the current one where a side knows no other."""
        scope = self.book.scope(None, self.book.current, self.placed.path, row)
        if any(_is_of_current(node, scope) for text in self._texts() for node in operand_nodes(parse(text))):
            return [self.book.current]
        return sorted(self.book.periods(), key=lambda period: (period != self.book.current, period))

    def _texts(self) -> tuple[str, str]:
        return self.rule.left, self.rule.right

    def _operands(self, scope: Scope) -> list[Figure]:
        return [figure for text in self._texts() for figure in operands(text, scope)]

    def _ask_once(self, scope: Scope, row: View | None) -> None:
        name = _period_text(scope.period, row)
        left, right = (evaluate(text, scope) for text in self._texts())
        if not self._is_meant(scope):
            self.is_excluded = True
            return
        absent = [side for side in (left, right) if not isinstance(side, tuple)]
        if absent and isinstance(absent[0], Blank) and not self.rule.periods:
            return  # a period that one side does not have: nothing to compare
        if absent:
            self._not_evaluated(f"{name}: {_why(absent[0])}")
            return
        assert isinstance(left, tuple), "else it would be absent"
        assert isinstance(right, tuple), "else it would be absent"
        gap = Fraction(*left) - Fraction(*right)
        if HOLDS[self.rule.comparison](gap, Fraction(self.rule.tolerance)):
            self.outcome.passed[self.rule.rule] += 1
        else:
            self.outcome.findings.append(self._finding(scope, name, left, right))

    def _is_meant(self, scope: Scope) -> bool:
        """Tell whether the condition holds; one that cannot be told holds, so that the gap is seen."""
        if self.condition is None:
            return True
        left, comparison, right = self.condition
        sides = [evaluate(text, scope) for text in (left, right)]
        numbers = [Fraction(*side) for side in sides if isinstance(side, tuple)]
        return len(numbers) < 2 or HOLDS[comparison](numbers[0] - numbers[1], Fraction(0))

    # --- telling ---------------------------------------------------------------------------------

    def _finding(self, scope: Scope, name: str, left: Ratio, right: Ratio) -> Finding:
        rule = self.rule
        units = [_unit(text, scope) for text in self._texts()]
        shown = numbers_apart(left, right)
        sides = [
            _side(text, number + unit) for text, number, unit in zip(self._texts(), shown, units, strict=True)
        ]
        gap = abs(Fraction(*left) - Fraction(*right)).as_integer_ratio()
        message = f"{name}: {sides[0]} {ASKED[rule.comparison]} {sides[1]}"
        if rule.comparison is not Comparison.DIFFERENT:
            message += f" (lệch {numbers_apart(gap, (0, 1))[0]}"
            if rule.tolerance:
                message += f", sai số cho phép {number_alone(rule.tolerance.as_integer_ratio())}"
            message += ")"
        places = self._places(scope)
        return Finding(
            rule.rule,
            f"{rule.message.rstrip('. ')}: {message}" if rule.message else message,
            places[0],
            rule.remedy or MEND,
            quote=rule.statement,
            expected=f"{SIGNS[rule.comparison]} {shown[1]}{units[1]}",
            clause=f"quy_tac {rule.key} ({self.placed.where('ma')})",
            severity=rule.level.severity,
            also=tuple(places[1:]),
        )

    def _places(self, scope: Scope) -> list[Where]:
        """Return where the figures of both sides are typed, each place once; else where the rule stands."""
        inputs = inputs_of(self._operands(scope))
        return list(dict.fromkeys(self.source.where(path) for path in inputs)) or [self.placed.where()]


def _is_of_current(node: ast.expr, scope: Scope) -> bool:
    found = named(node, scope)
    return isinstance(found, Measure) and found.name in OF_CURRENT and not isinstance(node, ast.Call)


def _period_text(period: Period, row: View | None) -> str:
    return f"kỳ {period}" + (f", hàng “{row.look('nhan')}”" if row is not None else "")


def _why(absent: Exact) -> str:
    if isinstance(absent, Blank):
        return absent.reason
    assert isinstance(absent, Gap), "a number is not absent"
    return absent.problem


def _side(text: str, number: str) -> str:
    """Return `can_bo.nu = 200`; a number that was typed says nothing more."""
    return number if not re.search(r"[a-z]", text) else f"{' '.join(text.split())} = {number}"


def _unit(text: str, scope: Scope) -> str:
    return "%" if kind_of(text, scope) is RATE else ""


def numbers_apart(*values: Ratio) -> list[str]:
    """Return exact numbers in Vietnamese digits, rounded to two decimals unless that hides a difference."""
    exact = list(map(_exact_decimals, values))
    distinct = len({Fraction(*value) for value in values})
    for decimals in range(2, MOST_DECIMALS + 1, 2):
        shown = [
            format_ratio(value, decimals if own is None else own)
            for value, own in zip(values, exact, strict=True)
        ]
        if len({text.rstrip("0").rstrip(",") if "," in text else text for text in shown}) == distinct:
            return shown
    return shown


def number_alone(value: Ratio) -> str:
    """Return an exact number in Vietnamese digits, rounded to two decimals where it has too many."""
    exact = _exact_decimals(value)
    return format_ratio(value, 2 if exact is None else exact)


def _exact_decimals(value: Ratio) -> int | None:
    """Return how many decimals show a number exactly; None when too many would."""
    numerator, denominator = value
    return next((d for d in range(MOST_DECIMALS + 1) if numerator * 10**d % denominator == 0), None)

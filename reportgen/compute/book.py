"""All figures of one unit, found by name: the result of the compute stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from reportgen.compute.exact import Exact
from reportgen.compute.expression import Scope, evaluate, kind_of, operands
from reportgen.compute.group import Group, ListGroup
from reportgen.compute.indicator import Indicator
from reportgen.model.base import Path
from reportgen.model.figure import (
    RATE, Blank, CannotCompute, Figure, Figures, Gap, NotApplicable, Origin, TemplateCallable, Trace, View,
)
from reportgen.model.figures_input import FiguresInput, Period, ValueKind
from reportgen.vietnamese import suggest

T = TypeVar("T")


def compute(given: FiguresInput, *, decimals: int = 2, formulas: Mapping[str, str] | None = None) -> Figures:
    """Every figure of one unit by name; each is worked out when it is first asked for.

    `decimals` is the number of decimals of rates; `formulas` holds the expressions of annex columns over a row `h`
    by the column's id.
    """
    book = Book(given, decimals)
    names: dict[str, Any] = dict(book.groups)
    names["ky"] = {"hien_tai": book.current, "goc": book.base, "muc_tieu": book.target}
    names["thong_tin"] = given.facts
    names["_cong_thuc"] = {key: Formula(book, key, text) for key, text in (formulas or {}).items()}
    return Figures(names, book.cache)


class Book:
    """The groups of one unit and what they share: periods, decimals, figures made so far."""

    def __init__(self, given: FiguresInput, decimals: int) -> None:
        self.current, self.base, self.target = given.periods.current, given.periods.base, given.periods.target
        self.decimals = decimals
        self.cache: dict[str, Figure] = {}
        self._evaluating: set[tuple[str, Period]] = set()
        self.groups: dict[str, Group | ListGroup] = {
            key: Group(self, key, data) if data.rows is None else ListGroup(self, key, data)
            for key, data in given.groups.items()
        }

    def base_period(self) -> Period:
        """The period reports compare with.

        Raises CannotCompute when the figures name none.
        """
        if self.base is None:
            raise CannotCompute("chưa rõ so với kỳ nào", cause=("ky",), remedy="ghi kỳ, ví dụ so_voi(2020), hoặc ky.goc")
        return self.base

    def evaluate(self, indicator: Indicator, period: Period) -> Exact:
        """The value of a derived indicator in a period.

        Raises CannotCompute for unknown names and for definitions that go round in a circle.
        """
        mark = (indicator.path, period)
        if mark in self._evaluating:
            raise CannotCompute(f"công thức của {indicator.path} quay vòng về chính nó", cause=indicator.input_path("own"))
        self._evaluating.add(mark)
        try:
            return self._with_cause(indicator, evaluate, period)
        finally:
            self._evaluating.discard(mark)

    def evaluate_in(self, indicator: Indicator, text: str, period: Period, cause: Path) -> Exact:
        """The value of an expression that an indicator uses, such as its denominator."""
        return evaluate(text, self.scope(indicator.group, period, cause))

    def expression_kind(self, indicator: Indicator) -> ValueKind:
        """What a derived indicator is: as its author says, else as its operands suggest."""
        if indicator.data.kind is not None:
            return indicator.data.kind
        return self._with_cause(indicator, kind_of, self.current)

    def operands(self, indicator: Indicator, period: Period) -> Iterator[Figure]:
        """The figures a derived indicator is made of."""
        return operands(indicator.data.expression or "", self.scope(indicator.group, period, indicator.input_path("own")))

    def operands_of(self, indicator: Indicator, path: Path, period: Period) -> Iterator[Figure]:
        """The figures an indicator's own denominator refers to; none when it is a number."""
        text = indicator.own_base(period)
        if isinstance(text, str):
            yield from operands(text, self.scope(indicator.group, period, path))

    def _with_cause(self, indicator: Indicator, work: Callable[[str, Scope], T], period: Period) -> T:
        cause = indicator.input_path("own")
        try:
            return work(indicator.data.expression or "", self.scope(indicator.group, period, cause))
        except CannotCompute as error:
            raise CannotCompute(error.problem, cause=error.cause or cause, remedy=error.remedy) from None

    def scope(self, group: Group | None, period: Period, cause: Path, row: View | None = None) -> Scope:
        """Names of an expression: the row `h`, the indicators of its own group, then the groups."""

        def find(name: str) -> Any:
            if name == "h" and row is not None:
                return row
            if group is not None and (name in group.rows or name == "tong_so"):
                return group.look(name)
            if name in self.groups:
                return self.groups[name]
            known = [*(group.rows if group is not None else ()), *self.groups]
            raise CannotCompute(f"không có tên “{name}”{suggest(name, known)}")

        return Scope(find, period, cause)


class Formula(Origin, TemplateCallable):
    """The expression of an annex column, applied to one row after the other."""

    __slots__ = ("book", "key", "text")

    def __init__(self, book: Book, key: str, text: str) -> None:
        self.book, self.key, self.text = book, key, text

    def __call__(self, row: Any) -> Figure | Blank:
        """The cell of that row; blank where an operand does not apply to the row."""
        figure_id = f"{row.path}.{self.key}"
        found = self.book.cache.get(figure_id)
        if found is None:
            try:
                found = self._make(figure_id, row)
            except NotApplicable as error:  # an operand is blank in this row
                return Blank(error.problem, error.cause)
            self.book.cache[figure_id] = found
        return found

    def _make(self, figure_id: str, row: Any) -> Figure:
        scope = self.book.scope(None, self.book.current, (), row)
        kind, value = kind_of(self.text, scope), evaluate(self.text, scope)
        decimals = 0 if kind is ValueKind.COUNT else self.book.decimals
        if isinstance(value, Gap):
            return Figure(figure_id, (), kind, decimals, self, value)
        pair = (value[0], value[1] * 100) if kind is RATE else value
        return Figure(figure_id, (pair,), kind, decimals, self)

    def trace(self, figure: Figure) -> Trace:
        """The expression; its operands stand in the same row."""
        return Trace(self.text)

    def label_of(self, figure: Figure) -> str:
        """`bieu_01.7: h.so_luong - …`."""
        return f"{self.key}: {self.text}"


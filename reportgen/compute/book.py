"""All figures of one unit, found by name: the result of the compute stage."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any, TypeVar

from reportgen.compute.exact import Exact
from reportgen.compute.exact_columns import ExactPlan
from reportgen.compute.expression import Scope, decimals_of, evaluate, kind_of, operands
from reportgen.compute.formula import Formula
from reportgen.compute.group import Group
from reportgen.compute.indicator import Indicator
from reportgen.compute.inputs import IndicatorInputs
from reportgen.compute.overrides import overrides_of
from reportgen.compute.plan import Plan
from reportgen.compute.rows import ListGroup
from reportgen.compute.teller import Periods
from reportgen.compute.typed_rows import TOTAL
from reportgen.model.base import Path
from reportgen.model.figure import Blank, CannotCompute, Figure, Figures, View
from reportgen.model.figures_input import FiguresInput, Period, ValueKind
from reportgen.model.mould import Mould, MouldedGroups
from reportgen.model.override import Override
from reportgen.model.slots import Asking, ExactValue, Measured
from reportgen.vietnamese import suggest

T = TypeVar("T")


def compute(
    given: FiguresInput,
    *,
    decimals: int = 2,
    formulas: Mapping[str, str] | None = None,
    book: Book | None = None,
) -> Figures:
    """Return every figure of one unit by name; each is worked out when it is first asked for.

    `decimals` is the number of decimals of rates; `formulas` holds the expressions of annex columns over a
    row `h` by the column's id. `book` is that of the same figures and decimals, where it is at hand.
    """
    if book is None or given.overrides:
        book = Book(given, decimals)
    if given.overrides:
        book.overrides = overrides_of(Book(given, decimals), given.overrides)
    names: dict[str, Any] = dict(book.groups)
    names["ky"] = book.period_names()
    names["thong_tin"] = given.facts
    names["_cong_thuc"] = {key: Formula(book, key, text) for key, text in (formulas or {}).items()}
    return Figures(names, book.cache, book.calendar, None if book.overrides else book, book.release)


class Book:
    """The groups of one unit and what they share: periods, decimals, figures made so far."""

    def __init__(self, given: FiguresInput, decimals: int = 2) -> None:
        self.calendar = Periods(given.periods.current, given.periods.base, given.periods.target)
        self.current: Period = self.calendar.current
        self.base, self.target = self.calendar.base, self.calendar.target
        self.decimals, self.given = decimals, given.groups
        self.cache: dict[str, Figure] = {}
        self.overrides: Mapping[str, Override] = {}
        self._under_way: set[Hashable] = set()
        self.groups: dict[str, Group | ListGroup] = {
            key: Group(self, key, data) if data.rows is None else ListGroup(self, key, data)
            for key, data in self.given.items()
        }

    def keep(self, figure: Figure) -> Figure:
        """Give a new figure its override, if there is one; keep the first of each id, to be found again."""
        if self.overrides:
            figure.override = self.overrides.get(figure.id)
        return self.cache.setdefault(figure.id, figure)

    def part(self, names: Container[str]) -> Book:
        """Return the book with some groups to go through; what they are worked out of stays at hand."""
        made = copy(self)
        made.groups = {name: group for name, group in self.groups.items() if name in names}
        return made

    def release(self) -> None:
        """Cut the ties between groups, rows and figures, so that nothing holds them any longer."""
        for group in self.groups.values():
            group.release()
        self.groups.clear()

    def period_names(self) -> dict[str, int | Blank]:
        """Return what `ky.hien_tai`, `ky.goc` and `ky.muc_tieu` mean; a period that is not given is blank."""
        periods = {"hien_tai": self.current, "goc": self.base, "muc_tieu": self.target}
        return {
            name: period if period is not None else Blank(f"tệp số liệu không ghi ky.{name}", ("ky",))
            for name, period in periods.items()
        }

    def indicator(self, path: str) -> Indicator:
        """Return an indicator by its path; raise KeyError when there is none."""
        group, _, name = path.partition(".")
        found = self.groups[group].look(name)
        assert isinstance(found, Indicator), path
        return found

    def plan(self, askings: Sequence[Asking | None]) -> Plan:
        """Return how the texts of measures are told for units with these periods."""
        return Plan(askings, self.calendar)

    def told(self, plan: Plan) -> Sequence[str]:
        """Return the texts for this unit, empty where it takes a figure."""
        return plan.texts(self)

    def plan_exact(self, measured: Sequence[Measured]) -> ExactPlan:
        """Return how exact values are found for units with these periods."""
        return ExactPlan(measured, self.calendar)

    def exact_values(self, plan: ExactPlan) -> Sequence[ExactValue | None]:
        """Return the values for this unit, None where it takes a figure."""
        return plan.values(self)

    @property
    def mould(self) -> Mould | None:
        """What it has in common with units that differ in numbers only."""
        cast = self.given.cast() if isinstance(self.given, MouldedGroups) else None
        return cast.mould if cast is not None else None

    def rows(self) -> Iterator[Indicator]:
        """Yield every total and indicator, in the order of the file."""
        for group in self.groups.values():
            if isinstance(group, Group):
                yield from ([group.total_row] if group.total_row is not None else [])
                yield from group

    def periods(self) -> set[Period]:
        """Return the periods for which any number is typed, and the current one."""
        return {period for row in self.rows() for period in row.own} | {self.current}

    def base_period(self) -> Period:
        """Return the period reports compare with.

        Raises CannotCompute when the figures name none.
        """
        if self.base is None:
            remedy = "ghi kỳ, ví dụ so_voi(2020), hoặc ky.goc trong tệp số liệu"
            raise CannotCompute("chưa rõ so với kỳ nào", cause=("ky",), remedy=remedy)
        return self.base

    # --- derived indicators ------------------------------------------------------------------------

    def evaluate(self, indicator: IndicatorInputs, period: Period) -> Exact:
        """Return the value of a derived indicator in a period.

        Raises CannotCompute for unknown names and for definitions that go round in a circle.
        """
        return self._of_expression(indicator, evaluate, period)

    def evaluate_base(self, indicator: IndicatorInputs, text: str, period: Period) -> Exact:
        """Return the value of the expression that is an indicator's denominator."""
        cause = indicator.input_path("mau_so", period)
        return self._guarded(
            indicator,
            cause,
            (text, period),
            lambda: evaluate(text, self.scope(indicator.group, period, cause)),
        )

    def expression_kind(self, indicator: IndicatorInputs) -> ValueKind:
        """Tell what a derived indicator is: as its author says, else as its operands suggest."""
        if indicator.data.kind is not None:
            return indicator.data.kind
        return self._of_expression(indicator, kind_of, self.current)

    def expression_decimals(self, indicator: IndicatorInputs) -> int:
        """Return the decimals of a derived measured value."""
        found = self._of_expression(indicator, decimals_of, self.current)
        return self.decimals if found is None else found

    def operands(self, indicator: Indicator, period: Period) -> Iterator[Figure]:
        """Yield the figures a derived indicator is made of."""
        scope = self.scope(indicator.group, period, indicator.input_path("own"))
        yield from operands(indicator.data.expression or "", scope)

    def operands_of_base(self, indicator: Indicator, period: Period) -> Iterator[Figure]:
        """Yield the figures an indicator's own denominator refers to; none when it is a number."""
        text = indicator.own_base(period) if indicator.base_path(period)[1] != TOTAL else None
        if isinstance(text, str):
            yield from operands(text, self.scope(indicator.group, period, indicator.base_path(period)))

    def _of_expression(
        self, indicator: IndicatorInputs, work: Callable[[str, Scope], T], period: Period
    ) -> T:
        cause, text = indicator.input_path("own"), indicator.data.expression or ""
        mark = (work, period)
        return self._guarded(
            indicator, cause, mark, lambda: work(text, self.scope(indicator.group, period, cause))
        )

    def _guarded(self, indicator: IndicatorInputs, cause: Path, mark: Hashable, work: Callable[[], T]) -> T:
        """Do the work unless it is under way already; an error without a cause gets this one."""
        key = (indicator.path, mark)
        if key in self._under_way:
            raise CannotCompute(f"công thức của {indicator.path} quay vòng về chính nó", cause=cause)
        self._under_way.add(key)
        try:
            return work()
        except CannotCompute as error:
            raise CannotCompute(error.problem, cause=error.cause or cause, remedy=error.remedy) from None
        finally:
            self._under_way.discard(key)

    def scope(self, group: Group | None, period: Period, cause: Path, row: View | None = None) -> Scope:
        """Return the names of an expression: the row `h`, the indicators of its own group, the groups."""

        def find(name: str) -> Any:
            if name == "h" and row is not None:
                return row
            if group is not None and group.has(name):
                return group.look(name)
            if name in self.groups:
                return self.groups[name]
            own = () if group is None else (*group.data.indicators, *((TOTAL,) if group.has(TOTAL) else ()))
            raise CannotCompute(f"không có tên “{name}”{suggest(name, [*own, *self.groups])}")

        return Scope(find, period, cause)

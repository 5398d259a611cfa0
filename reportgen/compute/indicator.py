"""Indicators: what templates and expressions may ask one row of figures for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from reportgen.compute.measures import MEASURES, Measures
from reportgen.compute.trace import operand_text, trace_measure, word_measure
from reportgen.model.figure import Blank, Figure, Indicating, Measure, TemplateCallable
from reportgen.model.figures_input import UNNAMED, Period
from reportgen.model.wording import Operand, Trace, Wording


class Question(TemplateCallable):
    """A yes-or-no question about an indicator: `co_so_lieu`, `co_so_lieu(2020)`, `co_muc_tieu(2025)`."""

    __slots__ = ("name", "owner")

    def __init__(self, owner: Indicator, name: str) -> None:
        self.owner, self.name = owner, name

    def __call__(self, *args: int | str) -> bool:
        """Answer for a period; without one for the current one."""
        return self.owner.answered(self.name, *args)

    def __bool__(self) -> bool:
        return self()


class Indicator(Measures, Indicating, TemplateCallable):
    """One row of figures. `key` is its name in the group; the total of a group is an indicator, too."""

    __slots__ = ()

    # --- what templates see ----------------------------------------------------------------------

    def look(self, name: str) -> Any:
        """Return a measure, a text or a question (docs/so-lieu.md)."""
        look = LOOKS.get(name)
        if look is not None:
            return look(self)
        if name in MEASURES:
            return Measure(self, name)
        raise KeyError(name)

    def known_names(self) -> Iterable[str]:
        """Measures, texts and questions."""
        return (*MEASURES, *TEXTS, *QUESTIONS, *TESTS)

    @property
    def title(self) -> str:
        """Its path, as written in expressions."""
        return self.path

    def __call__(self, *args: int | str) -> Figure | Blank:
        """Return its own number in a period: `can_bo.tong_so(2020)`."""
        return self.measure("so_luong", *args)

    def answered(self, name: str, *args: int | str) -> bool:
        """Return the answer to a question.

        Raises CannotCompute when no period can be told or what stands in the brackets is wrong.
        """
        self.check_arguments(name, args)
        return QUESTIONS[name](self, *args)

    def co_so_lieu(self, period: Period | None = None) -> bool:
        """Tell whether its own number is there."""
        return isinstance(self.exact(period or self.book.current), tuple)

    def co_muc_tieu(self, year: Period | None = None, target: str = UNNAMED) -> bool:
        """Tell whether it has a target for that year."""
        return self._target(self._target_year(target) if year is None else year, target) is not None

    @property
    def is_total(self) -> bool:
        """Whether it is the total row of its group."""
        return False

    # --- figures and their trace -----------------------------------------------------------------

    def trace(self, figure: Figure) -> Trace:
        """Return formula and inputs of one of its figures."""
        return trace_measure(self, figure)

    def wording(self, figure: Figure) -> Wording | None:
        """Return how the trace of one of its figures is worded."""
        return word_measure(self, figure.id)

    def operand(self, operand: Operand) -> str:
        """Return one of its numbers as formulas show it."""
        return operand_text(self, operand)

    def label_of(self, figure: Figure) -> str:
        """Return `Nhãn (đạt so với mục tiêu 2025)`."""
        return self.compose_label(self.label, figure.id)

    @staticmethod
    def compose_label(label: str, figure_id: str) -> str:
        """Return the row's label with the measure that the id names: `can_bo.nu.dat.2025`."""
        _, _, measure, *period = figure_id.split(".")
        return f"{label} ({MEASURES.get(measure, measure)} {' '.join(period)})"


TEXTS: dict[str, Callable[[Indicator], str]] = {
    "nhan": lambda row: row.label,
    "don_vi_tinh": lambda row: row.measure_unit,
    "ghi_chu": lambda row: row.data.note,
    "tt": lambda row: "" if row.is_total else row.group.ordinal(row.key),
    "ma": lambda row: row.key,
}
TESTS: dict[str, Callable[[Indicator], bool]] = {
    "la_con": lambda row: row.data.is_sub_row,
    "la_tong": lambda row: row.is_total,
}
QUESTIONS: dict[str, Callable[..., bool]] = {
    "co_so_lieu": Indicator.co_so_lieu,
    "co_muc_tieu": Indicator.co_muc_tieu,
}
LOOKS: dict[str, Callable[[Indicator], Any]] = {
    **TEXTS,
    **TESTS,
    **{name: partial(Question, name=name) for name in QUESTIONS},
}

"""Indicators: what templates and expressions may ask one row of figures for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from reportgen.compute.measures import MEASURES, Measures
from reportgen.compute.trace import trace_measure
from reportgen.model.figure import Blank, Figure, Indicating, Measure, TemplateCallable, Trace
from reportgen.model.figures_input import UNNAMED, IndicatorInput, Period

if TYPE_CHECKING:
    from reportgen.compute.book import Book
    from reportgen.compute.group import Group

TEXTS = ("nhan", "don_vi_tinh", "ghi_chu", "tt", "ma")
TESTS = ("co_so_lieu", "co_muc_tieu", "la_con", "la_tong")


class Question(TemplateCallable):
    """A yes-or-no question about an indicator: `co_so_lieu`, `co_so_lieu(2020)`, `co_muc_tieu(2025)`."""

    __slots__ = ("name", "owner")

    def __init__(self, owner: Indicator, name: str) -> None:
        self.owner, self.name = owner, name

    def __call__(self, *args: int | str) -> bool:
        """Answer for a period; without one for the current one."""
        self.owner.check_arguments(self.name, args)
        return bool(getattr(self.owner, self.name)(*args))

    def __bool__(self) -> bool:
        return self()


class Indicator(Measures, Indicating, TemplateCallable):
    """One row of figures. `key` is its name in the group; the total of a group is an indicator, too."""

    __slots__ = ("ordinal",)

    def __init__(self, book: Book, group: Group, key: str, data: IndicatorInput, ordinal: str) -> None:
        super().__init__(book, group, key, data)
        self.ordinal = ordinal

    # --- what templates see ----------------------------------------------------------------------

    def look(self, name: str) -> Any:
        """Return a measure, a text or a question (docs/so-lieu.md)."""
        if name in MEASURES:
            return Measure(self, name)
        if name in TEXTS:
            return self._text(name)
        if name in ("co_so_lieu", "co_muc_tieu"):
            return Question(self, name)
        if name in TESTS:
            return self.data.is_sub_row if name == "la_con" else self.is_total
        raise KeyError(name)

    def known_names(self) -> Iterable[str]:
        """Measures, texts and questions."""
        return (*MEASURES, *TEXTS, *TESTS)

    @property
    def title(self) -> str:
        """Its path, as written in expressions."""
        return self.path

    def __call__(self, *args: int | str) -> Figure | Blank:
        """Return its own number in a period: `can_bo.tong_so(2020)`."""
        return self.measure("so_luong", *args)

    def _text(self, name: str) -> str:
        if name == "nhan":
            return self.label
        if name == "tt":
            return self.ordinal
        if name == "ma":
            return self.key
        return self.measure_unit if name == "don_vi_tinh" else self.data.note

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

    def label_of(self, figure: Figure) -> str:
        """Return `Nhãn (đạt so với mục tiêu 2025)`."""
        return self.compose_label(self.label, figure.id)

    @staticmethod
    def compose_label(label: str, figure_id: str) -> str:
        """Return the row's label with the measure that the id names: `can_bo.nu.dat.2025`."""
        _, _, measure, *period = figure_id.split(".")
        return f"{label} ({MEASURES.get(measure, measure)} {' '.join(period)})"

"""Indicators and totals: every quantity a report may print of them, made on demand and kept.

Conventions of official tables: rates from counts over the row's own denominator, attainment and comparison
from unrounded rates, never capped; a range target gives the attainment of each end in the order of the ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reportgen.compute.exact import Exact, divide, multiply, subtract
from reportgen.compute.inputs import IndicatorInputs
from reportgen.compute.trace import trace_measure
from reportgen.model.figure import (
    COUNT,
    RATE,
    VALUE,
    Blank,
    CannotCompute,
    Figure,
    Gap,
    Indicating,
    Measure,
    Origin,
    TemplateCallable,
    Trace,
)
from reportgen.model.figures_input import UNNAMED, IndicatorInput, Period, ValueKind
from reportgen.vietnamese import Ratio, suggest

if TYPE_CHECKING:
    from reportgen.compute.book import Book
    from reportgen.compute.group import Group

MEASURES = {
    "so_luong": "số lượng",
    "gia_tri": "giá trị",
    "mau_so": "mẫu số",
    "ty_le": "tỷ lệ",
    "muc_tieu": "mục tiêu",
    "dat": "đạt so với mục tiêu",
    "so_voi": "so với kỳ",
    "chenh_lech": "chênh lệch so với kỳ",
    "chenh_lech_ty_le": "chênh lệch tỷ lệ so với kỳ",
    "tang_truong": "tăng so với kỳ",
}
ONE = (1, 1)
TEXTS = ("nhan", "don_vi_tinh", "ghi_chu", "tt", "ma")
TESTS = ("co_so_lieu", "co_muc_tieu", "la_con", "la_tong")
ARGUMENTS = {"muc_tieu": (int, str), "co_muc_tieu": (int, str), "dat": (int, str, int)}
"""What a measure takes in brackets; those not listed take a period."""


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


class Indicator(IndicatorInputs, Indicating, Origin, TemplateCallable):
    """One row of figures. `key` is its name in the group; the total of a group is an indicator, too."""

    __slots__ = ("_figures", "_has_rate", "_kind", "_measures", "_rates", "ordinal")

    def __init__(self, book: Book, group: Group, key: str, data: IndicatorInput, ordinal: str) -> None:
        super().__init__(book, group, key, data)
        self.ordinal = ordinal
        self._figures: dict[tuple[Any, ...], Figure | Blank] = {}
        self._measures: dict[str, Measure] = {}
        self._rates: dict[Period, Exact] = {}
        self._kind = COUNT if data.counts is not None else VALUE if data.values is not None else None
        self._has_rate: bool | None = None

    # --- what templates see ----------------------------------------------------------------------

    def look(self, name: str) -> Any:
        """Return a measure, a text or a question (docs/so-lieu.md)."""
        found = self._measures.get(name)
        if found is not None:
            return found
        if name in MEASURES:
            return self._measures.setdefault(name, Measure(self, name))
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

    def printed(self) -> Figure | Blank:
        """Return its own number in the current period."""
        return self.measure("so_luong")

    def __call__(self, *args: int | str) -> Figure | Blank:
        """Return its own number in a period: `can_bo.tong_so(2020)`."""
        return self.measure("so_luong", *args)

    def _text(self, name: str) -> str:
        if name == "nhan":
            return self.data.label or self.key
        if name == "don_vi_tinh":
            return self.data.measure_unit or self.group.data.measure_unit
        return {"ghi_chu": self.data.note, "tt": self.ordinal, "ma": self.key}[name]

    def co_so_lieu(self, period: Period | None = None) -> bool:
        """Tell whether its own number is there."""
        return isinstance(self.exact(period or self.book.current), tuple)

    def co_muc_tieu(self, year: Period | None = None, target: str = UNNAMED) -> bool:
        """Tell whether it has a target for that year."""
        return self._target(self._target_year(year, target), target) is not None

    @property
    def is_total(self) -> bool:
        """Whether it is the total row of its group."""
        return False

    # --- kinds -----------------------------------------------------------------------------------

    @property
    def kind(self) -> ValueKind:
        """Whether its own number is a count, a measured value or a rate."""
        if self._kind is None:
            self._kind = self.book.expression_kind(self)
        return self._kind

    @property
    def has_rate(self) -> bool:
        """Whether it has a denominator: then its targets are rates, else numbers of its own unit."""
        if self._has_rate is None:
            has_total = self.group.data.totals is not None
            self._has_rate = bool(self.data.denominators) or (has_total and self.kind is COUNT)
        return self._has_rate

    @property
    def compares_rates(self) -> bool:
        """Whether two periods are compared by their rates, else by their own numbers."""
        return self.has_rate or self.kind is RATE

    def kind_of(self, measure: str) -> ValueKind:
        """Return the kind of one of its measures."""
        if measure == "mau_so":
            return COUNT
        if measure in ("so_luong", "gia_tri", "chenh_lech"):
            return self.kind
        return self.kind if measure == "muc_tieu" and not self.compares_rates else RATE

    # --- quantities ------------------------------------------------------------------------------

    def measure(self, name: str, *args: int | str) -> Figure | Blank:
        """Return the quantity `name` for a period (and target name); made once per unit.

        Raises CannotCompute when no period can be told or what stands in the brackets is wrong.
        """
        if args and (len(args) > 1 or type(args[0]) is not int):
            self.check_arguments(name, args)
        key = (name, *args)
        found = self._figures.get(key)
        if found is None:
            found = self._figures[key] = METHODS[name](self, *args)
            if isinstance(found, Figure):
                self.book.cache.setdefault(found.id, found)
        return found

    def check_arguments(self, name: str, args: tuple[object, ...]) -> None:
        """Raise CannotCompute unless `args` are what the measure takes."""
        expected = ARGUMENTS.get(name, (int,))
        if len(args) > len(expected) or any(
            type(arg) is not kind for arg, kind in zip(args, expected, strict=False)
        ):
            given = ", ".join(f"'{arg}'" if isinstance(arg, str) else str(arg) for arg in args)
            sample = f"{name}(2025, 'ke_hoach')" if str in expected else f"{name}(2020)"
            raise CannotCompute(
                f"{self.path}.{name} không nhận ({given})", remedy=f"viết kỳ là số, ví dụ {sample}"
            )

    def _so_luong(self, period: Period | None = None) -> Figure | Blank:
        period = period or self.book.current
        value, kind = self.exact(period), self.kind
        name = "so_luong" if kind is COUNT else "gia_tri"
        if kind is RATE:
            value = _from_percent(value)
        return self._figure_of(f"{name}.{period}", value, kind)

    _gia_tri = _so_luong

    def _mau_so(self, period: Period | None = None) -> Figure | Blank:
        period = period or self.book.current
        return self._figure_of(f"mau_so.{period}", self._denominator(period), COUNT)

    def _ty_le(self, period: Period | None = None) -> Figure | Blank:
        period = period or self.book.current
        if self.kind is RATE:
            return self.measure("so_luong", period)
        figure = self._figure_of(f"ty_le.{period}", self._rate(period), RATE)
        if isinstance(figure, Figure) and self.key in self.group.data.balanced:
            figure.adjusted = self.group.balance(period)
        return figure

    def _muc_tieu(self, year: Period | None = None, target: str = UNNAMED) -> Figure | Blank:
        year = self._target_year(year, target)
        ends = self._target(year, target)
        if ends is None:
            return self._no_target(year, target)
        suffix = f"muc_tieu.{year}" + (f".{target}" if target else "")
        if self.compares_rates:
            return self._make(suffix, tuple((n, 100 * d) for n, d in ends), RATE)
        return self._make(suffix, ends, self.kind)

    def _dat(
        self, year: Period | None = None, target: str = UNNAMED, period: Period | None = None
    ) -> Figure | Blank:
        year = self._target_year(year, target)
        ends = self._target(year, target)
        if ends is None:
            return self._no_target(year, target)
        period = period or self.book.current
        suffix = f"dat.{year}" + (f".{target}" if target else "")
        suffix += f".{period}" if period != self.book.current else ""
        achieved, percent = self._compared(period), 100 if self.compares_rates else 1
        results = [self._attained(achieved, (n, percent * d), year, target) for n, d in ends]
        pairs = tuple(result for result in results if isinstance(result, tuple))
        if len(pairs) == len(results):
            return self._make(suffix, pairs, RATE)
        return self._figure_of(
            suffix, next(result for result in results if not isinstance(result, tuple)), RATE
        )

    def _attained(self, achieved: Exact, end: Ratio, year: Period, target: str) -> Exact:
        return divide(achieved, end, () if end[0] else self.target_path(year, target))

    def _so_voi(self, period: Period | None = None) -> Figure | Blank:
        period = period or self.book.base_period()
        return self._figure_of(f"so_voi.{period}", self._ratio(period), RATE)

    def _tang_truong(self, period: Period | None = None) -> Figure | Blank:
        period = period or self.book.base_period()
        return self._figure_of(f"tang_truong.{period}", subtract(self._ratio(period), ONE), RATE)

    def _chenh_lech(self, period: Period | None = None) -> Figure | Blank:
        period = period or self.book.base_period()
        if self.kind is RATE:
            return self.measure("chenh_lech_ty_le", period)
        change = subtract(self.exact(self.book.current), self.exact(period))
        return self._figure_of(f"chenh_lech.{period}", change, self.kind)

    def _chenh_lech_ty_le(self, period: Period | None = None) -> Figure | Blank:
        period = period or self.book.base_period()
        change = subtract(self._rate(self.book.current), self._rate(period))
        return self._figure_of(f"chenh_lech_ty_le.{period}", change, RATE)

    # --- exact values ----------------------------------------------------------------------------

    def _denominator(self, period: Period) -> Exact:
        base = self.base(period) if self.has_rate else None
        if base is None:
            return Blank(f"{self.path} không có mẫu số kỳ {period}", self.input_path("mau_so"))
        return base

    def _rate(self, period: Period) -> Exact:
        found = self._rates.get(period)
        if found is None:
            found = self._rates[period] = self._make_rate(period)
        return found

    def _make_rate(self, period: Period) -> Exact:
        value = self.exact(period)
        if self.kind is RATE:
            return _from_percent(value)
        base = self._denominator(period)
        is_zero = isinstance(base, tuple) and base[0] == 0
        return divide(value, base, self.base_path(period) if is_zero else ())

    def _compared(self, period: Period) -> Exact:
        return self._rate(period) if self.compares_rates else self.exact(period)

    def _ratio(self, period: Period) -> Exact:
        now, then = self._compared(self.book.current), self._compared(period)
        is_zero = isinstance(then, tuple) and then[0] == 0
        return divide(now, then, self.input_path("own", period) if is_zero else ())

    # --- targets ---------------------------------------------------------------------------------

    def _target_year(self, year: Period | None, target: str) -> Period:
        if year is not None:
            return year
        if self.book.target is not None:
            return self.book.target
        years = self.data.targets.get(target) or {}
        if len(years) == 1:
            return next(iter(years))
        raise CannotCompute(f"chưa rõ mục tiêu năm nào của {self.path}", remedy="ghi năm, ví dụ dat(2025)")

    def _target(self, year: Period, target: str) -> tuple[Ratio, ...] | None:
        targets = self.data.targets
        if target not in targets:
            self._check_target_name(target)
            return None
        return targets[target].get(year)

    def _check_target_name(self, target: str) -> None:
        names = [name for name in self.data.targets if name]
        if not target and names:
            remedy = f"ghi tên, ví dụ dat(2025, '{names[0]}')"
            raise CannotCompute(f"{self.path} có mục tiêu theo tên: {', '.join(names)}", remedy=remedy)
        known = self.group.target_names()
        if target and known and target not in known:
            raise CannotCompute(f"{self.path} không có mục tiêu “{target}”{suggest(target, known)}")

    def _no_target(self, year: Period, target: str) -> Blank:
        name = f" “{target}”" if target else ""
        return Blank(f"{self.path} không có mục tiêu{name} năm {year}", self.input_path("muc_tieu"))

    # --- figures and their trace -----------------------------------------------------------------

    def _figure_of(self, suffix: str, value: Exact, kind: ValueKind) -> Figure | Blank:
        if isinstance(value, tuple):
            return self._make(suffix, (value,), kind)
        return self._make(suffix, (), kind, value) if isinstance(value, Gap) else value

    def _make(self, suffix: str, pairs: tuple[Ratio, ...], kind: ValueKind, gap: Gap | None = None) -> Figure:
        unit = self._text("don_vi_tinh") if kind is VALUE else ""
        return Figure(f"{self.path}.{suffix}", pairs, kind, self.decimals_of(kind), self, gap, unit)

    def decimals_of(self, kind: ValueKind) -> int:
        """Return the decimals a figure of this kind is printed with unless the place says otherwise."""
        if kind is COUNT:
            return 0
        if self.data.decimals is not None:
            return self.data.decimals
        if kind is RATE:
            return self.book.decimals
        if self.data.values is not None:
            return max(map(decimal_places, self.data.values.values()), default=0)
        return self.book.expression_decimals(self)

    def trace(self, figure: Figure) -> Trace:
        """Return formula and inputs of one of its figures."""
        return trace_measure(self, figure)

    def label_of(self, figure: Figure) -> str:
        """Return `Nhãn (đạt so với mục tiêu 2025)`."""
        return self.compose_label(self.label, figure.id)

    @property
    def label(self) -> str:
        """What its row is called."""
        return self.data.label or self.key

    @staticmethod
    def compose_label(label: str, figure_id: str) -> str:
        """Return the row's label with the measure that the id names: `can_bo.nu.dat.2025`."""
        _, _, measure, *period = figure_id.split(".")
        return f"{label} ({MEASURES.get(measure, measure)} {' '.join(period)})"


METHODS: dict[str, Callable[..., Figure | Blank]] = {
    name: getattr(Indicator, f"_{name}") for name in MEASURES
}


def decimal_places(value: Decimal | int | None) -> int:
    """Return the digits after the point as typed: 97.229 has three, 17 none."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return max(0, -int(exponent))


def _from_percent(value: Exact) -> Exact:
    return multiply(value, (1, 100))

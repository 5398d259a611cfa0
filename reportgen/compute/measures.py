"""What is worked out for an indicator: every quantity a report may print of it, made on demand and kept.

Conventions of official tables: rates from counts over the row's own denominator, attainment and comparison
from unrounded rates, never capped; a range target gives the attainment of each end in the order of the ends.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from reportgen.compute.exact import Exact, divide, multiply, subtract
from reportgen.compute.inputs import IndicatorInputs
from reportgen.compute.teller import decimal_places
from reportgen.model.balance import Balance
from reportgen.model.figure import COUNT, RATE, VALUE, Blank, CannotCompute, Figure, Origin
from reportgen.model.figures_input import UNNAMED, IndicatorInput, Period, ValueKind
from reportgen.model.gap import Gap
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
    "muc_giam": "mức giảm so với kỳ",
    "muc_giam_ty_le": "mức giảm tỷ lệ so với kỳ",
    "suy_giam": "giảm so với kỳ",
}
ONE = (1, 1)
ARGUMENTS = {"muc_tieu": (int, str), "co_muc_tieu": (int, str), "dat": (int, str, int)}
"""What a measure takes in brackets; those not listed take a period."""


class WorkedOut(NamedTuple):
    """A measure worked out: how its id ends, its number or the ends of its range, why it has none."""

    suffix: str
    pairs: tuple[Ratio, ...]
    kind: ValueKind
    gap: Gap | None = None
    adjusted: Balance | None = None


class Measures(IndicatorInputs, Origin):
    """The quantities of one indicator."""

    __slots__ = ("_figures", "_has_rate", "_kind", "_rates", "rate_decimals")

    def __init__(self, book: Book, group: Group, key: str, data: IndicatorInput) -> None:
        super().__init__(book, group, key, data)
        self._figures: dict[tuple[Any, ...], Figure | Blank] = {}
        self._rates: dict[Period, Exact] = {}
        self._kind = COUNT if data.counts is not None else VALUE if data.values is not None else None
        self._has_rate: bool | None = None
        self.rate_decimals = book.decimals if data.decimals is None else data.decimals

    def release(self) -> None:
        """Let go of its figures."""
        self._figures.clear()

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
        if measure in ("so_luong", "gia_tri", "chenh_lech", "muc_giam"):
            return self.kind
        return self.kind if measure == "muc_tieu" and not self.compares_rates else RATE

    # --- quantities ------------------------------------------------------------------------------

    def measure(self, name: str, *args: int | str) -> Figure | Blank:
        """Return the quantity `name` for a period (and target name); made once per unit.

        Raises CannotCompute when no period can be told or what stands in the brackets is wrong.
        """
        self.check_arguments(name, args)
        key = (name, *args)
        found = self._figures.get(key)
        if found is None:
            found = self._figures[key] = self._figure_of(METHODS[name](self, *args))
        return found

    def asked(self, key: tuple[Any, ...]) -> Figure | Blank:
        """Return a measure by name and arguments in one: the quick way to what has been made already."""
        found = self._figures.get(key)
        return self.measure(*key) if found is None else found

    def difference(self, number: int, name: str, *args: int | str) -> int | None:
        """Return how a measure stands to a number: only the sign counts; None when its figure has to tell."""
        self.check_arguments(name, args)
        found = METHODS[name](self, *args)
        if type(found) is not WorkedOut or len(found.pairs) != 1:
            return None
        numerator, denominator = found.pairs[0]
        return (100 * numerator if found.kind is RATE else numerator) - number * denominator

    def check_arguments(self, name: str, args: tuple[object, ...]) -> None:
        """Raise CannotCompute unless `args` are what the measure takes."""
        if not args or (len(args) == 1 and type(args[0]) is int):
            return
        expected = ARGUMENTS.get(name, (int,))
        if len(args) > len(expected) or any(
            type(arg) is not kind for arg, kind in zip(args, expected, strict=False)
        ):
            given = ", ".join(f"'{arg}'" if isinstance(arg, str) else str(arg) for arg in args)
            sample = f"{name}(2025, 'ke_hoach')" if str in expected else f"{name}(2020)"
            raise CannotCompute(
                f"{self.path}.{name} không nhận ({given})", remedy=f"viết kỳ là số, ví dụ {sample}"
            )

    def _so_luong(self, period: Period | None = None) -> WorkedOut | Blank:
        period = period or self.book.current
        value, kind = self.exact(period), self._kind or self.kind
        if kind is COUNT:
            return _worked(f"so_luong.{period}", value, COUNT)
        return _worked(f"gia_tri.{period}", _from_percent(value) if kind is RATE else value, kind)

    _gia_tri = _so_luong

    def _mau_so(self, period: Period | None = None) -> WorkedOut | Blank:
        period = period or self.book.current
        return _worked(f"mau_so.{period}", self._denominator(period), COUNT)

    def _ty_le(self, period: Period | None = None) -> WorkedOut | Blank:
        period = period or self.book.current
        if self._kind is not COUNT and self.kind is RATE:
            return self._so_luong(period)
        found = _worked(f"ty_le.{period}", self.rate(period), RATE)
        balanced = self.group.data.balanced
        if balanced and self.key in balanced and type(found) is WorkedOut:
            return found._replace(adjusted=self.group.balance(period))
        return found

    def _muc_tieu(self, year: Period | None = None, target: str = UNNAMED) -> WorkedOut | Blank:
        year = self._target_year(target) if year is None else year
        ends = self._target(year, target)
        if ends is None:
            return self._no_target(year, target)
        suffix = f"muc_tieu.{year}.{target}" if target else f"muc_tieu.{year}"
        if self.compares_rates:
            return WorkedOut(suffix, _in_percent(ends), RATE)
        return WorkedOut(suffix, ends, self.kind)

    def _dat(
        self, year: Period | None = None, target: str = UNNAMED, period: Period | None = None
    ) -> WorkedOut | Blank:
        year, current = self._target_year(target) if year is None else year, self.book.current
        ends = self._target(year, target)
        if ends is None:
            return self._no_target(year, target)
        suffix = f"dat.{year}.{target}" if target else f"dat.{year}"
        if period and period != current:
            suffix += f".{period}"
        is_rate = self.compares_rates
        achieved = self.rate(period or current) if is_rate else self.exact(period or current)
        ends = _in_percent(ends) if is_rate else ends
        results = [divide(achieved, end, () if end[0] else self.target_path(year, target)) for end in ends]
        if len(results) == 1:
            return _worked(suffix, results[0], RATE)
        pairs = tuple(result for result in results if isinstance(result, tuple))
        if len(pairs) == len(results):
            return WorkedOut(suffix, pairs, RATE)
        return _worked(suffix, next(each for each in results if not isinstance(each, tuple)), RATE)

    def _so_voi(self, period: Period | None = None) -> WorkedOut | Blank:
        period = period or self.book.base_period()
        return _worked(f"so_voi.{period}", self._ratio(period), RATE)

    def _tang_truong(self, period: Period | None = None) -> WorkedOut | Blank:
        period = period or self.book.base_period()
        return _worked(f"tang_truong.{period}", subtract(self._ratio(period), ONE), RATE)

    def _chenh_lech(self, period: Period | None = None) -> WorkedOut | Blank:
        period = period or self.book.base_period()
        if self.kind is RATE:
            return self._chenh_lech_ty_le(period)
        change = subtract(self.exact(self.book.current), self.exact(period))
        return _worked(f"chenh_lech.{period}", change, self.kind)

    def _chenh_lech_ty_le(self, period: Period | None = None) -> WorkedOut | Blank:
        period = period or self.book.base_period()
        change = subtract(self.rate(self.book.current), self.rate(period))
        return _worked(f"chenh_lech_ty_le.{period}", change, RATE)

    def _muc_giam(self, period: Period | None = None) -> WorkedOut | Blank:
        """How much less than then: what prose says without a sign after «giảm»."""
        period = period or self.book.base_period()
        if self.kind is RATE:
            return self._muc_giam_ty_le(period)
        change = subtract(self.exact(period), self.exact(self.book.current))
        return _worked(f"muc_giam.{period}", change, self.kind)

    def _muc_giam_ty_le(self, period: Period | None = None) -> WorkedOut | Blank:
        period = period or self.book.base_period()
        change = subtract(self.rate(period), self.rate(self.book.current))
        return _worked(f"muc_giam_ty_le.{period}", change, RATE)

    def _suy_giam(self, period: Period | None = None) -> WorkedOut | Blank:
        period = period or self.book.base_period()
        return _worked(f"suy_giam.{period}", subtract(ONE, self._ratio(period)), RATE)

    # --- exact values ----------------------------------------------------------------------------

    def _denominator(self, period: Period) -> Exact:
        base = self.base(period) if self.has_rate else None
        if base is None:
            return Blank(f"{self.path} không có mẫu số kỳ {period}", self.input_path("mau_so"))
        return base

    def rate(self, period: Period) -> Exact:
        """Return its number over its denominator, as a fraction of 1.

        Raises CannotCompute when an expression behind it cannot be worked out.
        """
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
        return self.rate(period) if self.compares_rates else self.exact(period)

    def _ratio(self, period: Period) -> Exact:
        now, then = self._compared(self.book.current), self._compared(period)
        is_zero = isinstance(then, tuple) and then[0] == 0
        return divide(now, then, self.input_path("own", period) if is_zero else ())

    # --- targets ---------------------------------------------------------------------------------

    def _target_year(self, target: str) -> Period:
        """Return the year of a target when none is asked for."""
        if self.book.target is not None:
            return self.book.target
        years = self.data.targets.get(target) or {}
        if len(years) == 1:
            return next(iter(years))
        raise CannotCompute(f"chưa rõ mục tiêu năm nào của {self.path}", remedy="ghi năm, ví dụ dat(2025)")

    def _target(self, year: Period, target: str) -> tuple[Ratio, ...] | None:
        years = self.data.targets.get(target)
        if years is None:
            self._check_target_name(target)
            return None
        return years.get(year)

    def _check_target_name(self, target: str) -> None:
        names = [name for name in self.data.targets if name]
        if not target and names:
            remedy = f"ghi tên, ví dụ dat(2025, '{names[0]}')"
            raise CannotCompute(f"{self.path} có mục tiêu theo tên: {', '.join(names)}", remedy=remedy)
        if target and (known := self.group.target_names()) and target not in known:
            raise CannotCompute(f"{self.path} không có mục tiêu “{target}”{suggest(target, known)}")

    def _no_target(self, year: Period, target: str) -> Blank:
        name = f" “{target}”" if target else ""
        return Blank(f"{self.path} không có mục tiêu{name} năm {year}", self.input_path("muc_tieu"))

    # --- figures ---------------------------------------------------------------------------------

    def _figure_of(self, found: WorkedOut | Blank) -> Figure | Blank:
        """Return the figure of a measure that has been worked out."""
        if not isinstance(found, WorkedOut):
            return found
        figure_id, kind = f"{self.path}.{found.suffix}", found.kind
        decimals = self.rate_decimals if kind is RATE else self.decimals_of(kind)
        unit = self.measure_unit if kind is VALUE else ""
        figure = Figure(figure_id, found.pairs, kind, decimals, self, found.gap, unit)
        figure.adjusted = found.adjusted
        self.book.keep(figure)
        return figure

    @property
    def measure_unit(self) -> str:
        """What it is counted in: its own unit, else its group's."""
        return self.data.measure_unit or self.group.data.measure_unit

    def decimals_of(self, kind: ValueKind) -> int:
        """Return the decimals a figure of this kind is printed with unless the place says otherwise."""
        if kind is COUNT:
            return 0
        if kind is RATE or self.data.decimals is not None:
            return self.rate_decimals
        if self.data.values is not None:
            return max(map(decimal_places, self.data.values.values()), default=0)
        return self.book.expression_decimals(self)


def _worked(suffix: str, value: Exact, kind: ValueKind) -> WorkedOut | Blank:
    if isinstance(value, tuple):
        return WorkedOut(suffix, (value,), kind)
    return WorkedOut(suffix, (), kind, value) if isinstance(value, Gap) else value


METHODS: dict[str, Callable[..., WorkedOut | Blank]] = {
    name: getattr(Measures, f"_{name}") for name in MEASURES
}


def _in_percent(ends: tuple[Ratio, ...]) -> tuple[Ratio, ...]:
    """Return the ends of a target in percent as rates."""
    if len(ends) == 1:
        numerator, denominator = ends[0]
        return ((numerator, 100 * denominator),)
    return tuple([(numerator, 100 * denominator) for numerator, denominator in ends])


def _from_percent(value: Exact) -> Exact:
    return multiply(value, (1, 100))

"""Indicators and totals: every quantity a report may print of them, made on demand and kept.

Conventions C1-C16 of official tables: rates from counts over the row's own denominator, attainment and comparison
from unrounded rates, never capped; a range target gives the attainment of each end in the order of the ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from reportgen.compute.exact import Exact, divide, scale, subtract
from reportgen.compute.trace import trace_measure
from reportgen.model.base import Path
from reportgen.model.figure import (
    COUNT,
    RATE,
    VALUE,
    Blank,
    CannotCompute,
    Figure,
    Gap,
    Measure,
    Origin,
    Quantity,
    TemplateCallable,
    Trace,
)
from reportgen.model.figures_input import CURRENT, UNNAMED, IndicatorInput, Period, ValueKind
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
TEXTS = ("nhan", "don_vi_tinh", "ghi_chu", "tt", "ma")
TESTS = ("co_so_lieu", "co_muc_tieu", "la_con", "la_tong")


class Question(TemplateCallable):
    """A yes-or-no question about an indicator, with or without a period: `co_so_lieu`, `co_muc_tieu(2025)`."""

    __slots__ = ("ask",)

    def __init__(self, ask: Any) -> None:
        self.ask = ask

    def __call__(self, *args: int | str) -> bool:
        return bool(self.ask(*args))

    def __bool__(self) -> bool:
        return bool(self.ask())


class Indicator(Quantity, Origin):
    """One row of figures. `key` is its name in the group; the total of a group is an indicator, too."""

    __slots__ = ("_figures", "_kind", "_measures", "book", "data", "group", "key", "ordinal", "own", "path")

    def __init__(self, book: Book, group: Group, key: str, data: IndicatorInput, ordinal: str) -> None:
        self.book, self.group, self.key, self.data, self.ordinal = book, group, key, data, ordinal
        self.path = f"{group.key}.{key}"
        self.own = self._own_numbers()
        self._figures: dict[tuple[Any, ...], Figure | Blank] = {}
        self._measures: dict[str, Measure] = {}
        self._kind = COUNT if data.counts is not None else VALUE if data.values is not None else None

    # --- what templates see ----------------------------------------------------------------------

    def look(self, name: str) -> Any:
        """Measures, texts and questions; see docs/bieu-thuc.md."""
        found = self._measures.get(name)
        if found is not None:
            return found
        if name in MEASURES:
            return self._measures.setdefault(name, Measure(self, name))
        if name in TEXTS:
            return self._text(name)
        if name in TESTS:
            return self._question(name)
        raise KeyError(name)

    def known_names(self) -> Iterable[str]:
        """Measures, texts and questions."""
        return (*MEASURES, *TEXTS, *TESTS)

    @property
    def title(self) -> str:
        """Its path, as written in expressions."""
        return self.path

    def printed(self) -> Figure | Blank:
        """Its own number in the current period."""
        return self.measure("so_luong")

    def _text(self, name: str) -> str:
        if name == "nhan":
            return self.data.label or self.key
        if name == "don_vi_tinh":
            return self.data.measure_unit or self.group.data.measure_unit
        return {"ghi_chu": self.data.note, "tt": self.ordinal, "ma": self.key}[name]

    def _question(self, name: str) -> Question | bool:
        if name == "co_so_lieu":
            return Question(lambda period=None: not isinstance(self._asked(period), Gap | Blank))
        if name == "co_muc_tieu":
            return Question(lambda year=None, target="": self._target(year, target) is not None)
        return self.data.is_sub_row if name == "la_con" else self.is_total

    def _asked(self, period: Period | None) -> Exact | Blank:
        return self.exact(period or self.book.current)

    @property
    def is_total(self) -> bool:
        """Whether it is the total row of its group."""
        return False

    # --- its own numbers -------------------------------------------------------------------------

    @property
    def kind(self) -> ValueKind:
        """Whether its own number is a count, a measured value or a rate."""
        if self._kind is None:
            self._kind = self.book.expression_kind(self)
        return self._kind

    def _own_numbers(self) -> dict[Period, Ratio | None]:
        data, current = self.data, self.book.current
        if data.counts is not None:
            return {period or current: None if n is None else (n, 1) for period, n in data.counts.items()}
        if data.values is not None:
            return {p or current: None if v is None else v.as_integer_ratio() for p, v in data.values.items()}
        return {}

    def exact(self, period: Period) -> Exact | Blank:
        """Its own number; a gap when it is not there yet, a blank when that period is not declared at all."""
        value = self.own.get(period)
        if value is not None:
            return value
        if self.data.expression is not None:
            return self.book.evaluate(self, period)
        if period in self.own:
            return Gap(self.input_path("own", period))
        return Blank(f"{self.path} không có số liệu kỳ {period}", self.input_path("own"))

    def own_base(self, period: Period) -> int | str | None:
        """Its own denominator as typed: a number, an expression, or None when it is not there yet.

        Raises KeyError when the group's total is its denominator.
        """
        own = self.data.denominators
        return own[CURRENT] if period == self.book.current and period not in own else own[period]

    def base(self, period: Period) -> Exact | None:
        """Its denominator: its own one, else the group's total; None when it has neither."""
        try:
            own = self.own_base(period)
        except KeyError:
            return self.group.total(period)
        if isinstance(own, str):
            return self.book.evaluate_in(self, own, period, self.input_path("mau_so", period))
        return (own, 1) if own is not None else Gap(self.input_path("mau_so", period))

    def base_path(self, period: Period) -> Path:
        """Where its denominator is typed."""
        try:
            self.own_base(period)
        except KeyError:
            return (self.group.key, "tong_so", period)
        return self.input_path("mau_so", period)

    def input_path(self, what: str, period: Period | None = None) -> Path:
        """Where one of its inputs is typed; `own` is its count, value or expression."""
        if what == "own":
            data = self.data
            what = "so_luong" if data.counts is not None else "gia_tri" if data.values is not None else "cong_thuc"
        path: Path = (self.group.key, "chi_tieu", self.key, what)
        return path if period is None or what == "cong_thuc" else (*path, period)

    # --- quantities ------------------------------------------------------------------------------

    def measure(self, name: str, *args: int | str) -> Figure | Blank:
        """The quantity `name` for a period (and target name); made once per unit.

        Raises CannotCompute when no period can be told or a name of a target is wrong.
        """
        key = (name, *args)
        found = self._figures.get(key)
        if found is None:
            found = self._figures[key] = getattr(self, "_" + name)(*args)
            if isinstance(found, Figure):
                self.book.cache.setdefault(found.id, found)
        return found

    def _so_luong(self, period: Period | None = None) -> Figure | Blank:
        period = period or self.book.current
        value, kind = self.exact(period), self.kind
        name = "so_luong" if kind is COUNT else "gia_tri"
        if kind is RATE and not isinstance(value, Gap | Blank):
            value = (value[0], value[1] * 100)
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
        suffix = f"muc_tieu.{year}" + (f".{target}" if target else "")
        if ends is None:
            return self._no_target(year, target)
        pairs = tuple((n, 100 * d) for n, d in ends) if self.has_rate else ends
        return self._make(suffix, pairs, RATE if self.has_rate else self.kind)

    def _dat(self, year: Period | None = None, target: str = UNNAMED, period: Period | None = None) -> Figure | Blank:
        year = self._target_year(year, target)
        ends = self._target(year, target)
        if ends is None:
            return self._no_target(year, target)
        period = period or self.book.current
        suffix = f"dat.{year}" + (f".{target}" if target else "")
        suffix += f".{period}" if period != self.book.current else ""
        achieved = self._rate(period) if self.has_rate else self.exact(period)
        if isinstance(achieved, Blank):
            return achieved
        results = [divide(achieved, (n, 100 * d) if self.has_rate else (n, d), self.target_path(year, target)) for n, d in ends]
        gap = next((result for result in results if isinstance(result, Gap)), None)
        return self._make(suffix, tuple(r for r in results if not isinstance(r, Gap)), RATE, gap)

    def _so_voi(self, period: Period | None = None) -> Figure | Blank:
        period = period or self.book.base_period()
        now, then = self._compared(self.book.current), self._compared(period)
        if isinstance(now, Blank) or isinstance(then, Blank):
            return now if isinstance(now, Blank) else then if isinstance(then, Blank) else Blank("")
        return self._figure_of(f"so_voi.{period}", divide(now, then, self.input_path("own", period)), RATE)

    def _tang_truong(self, period: Period | None = None) -> Figure | Blank:
        period = period or self.book.base_period()
        ratio = self.measure("so_voi", period)
        if isinstance(ratio, Blank):
            return ratio
        value = ratio.gap or subtract(ratio.pairs[0], (1, 1))
        return self._figure_of(f"tang_truong.{period}", value, RATE)

    def _chenh_lech(self, period: Period | None = None) -> Figure | Blank:
        period = period or self.book.base_period()
        if self.kind is RATE:
            return self.measure("chenh_lech_ty_le", period)
        now, then = self.exact(self.book.current), self.exact(period)
        if isinstance(now, Blank):
            return now
        if isinstance(then, Blank):
            return then
        return self._figure_of(f"chenh_lech.{period}", subtract(now, then), self.kind)

    def _chenh_lech_ty_le(self, period: Period | None = None) -> Figure | Blank:
        period = period or self.book.base_period()
        now, then = self._rate(self.book.current), self._rate(period)
        if isinstance(now, Blank):
            return now
        if isinstance(then, Blank):
            return then
        return self._figure_of(f"chenh_lech_ty_le.{period}", subtract(now, then), RATE)

    @property
    def has_rate(self) -> bool:
        """Whether it has a denominator: then its targets are rates, else numbers of its own unit."""
        return bool(self.data.denominators) or (self.group.data.totals is not None and self.kind is COUNT)

    def _denominator(self, period: Period) -> Exact | Blank:
        base = self.base(period) if self.has_rate else None
        if base is None:
            return Blank(f"{self.path} không có mẫu số kỳ {period}", self.input_path("mau_so"))
        return base

    def _rate(self, period: Period) -> Exact | Blank:
        if self.kind is RATE:
            own = self.exact(period)
            return own if isinstance(own, Blank) else scale(own, (1, 100))
        value, base = self.exact(period), self._denominator(period)
        if isinstance(value, Blank):
            return value
        return base if isinstance(base, Blank) else divide(value, base, self.base_path(period))

    def _compared(self, period: Period) -> Exact | Blank:
        return self._rate(period) if self.has_rate or self.kind is RATE else self.exact(period)

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

    def _target(self, year: Period | None, target: str) -> tuple[Ratio, ...] | None:
        targets = self.data.targets
        if target not in targets:
            self._check_target_name(target)
            return None
        return targets[target].get(self._target_year(year, target))

    def _check_target_name(self, target: str) -> None:
        names = [name for name in self.data.targets if name]
        if not target and names:
            listed = ", ".join(names)
            raise CannotCompute(f"{self.path} có nhiều mục tiêu: {listed}", remedy=f"ghi tên, ví dụ dat(2025, '{names[0]}')")
        known = self.group.target_names()
        if target and known and target not in known:
            raise CannotCompute(f"{self.path} không có mục tiêu “{target}”{suggest(target, known)}")

    def _no_target(self, year: Period, target: str) -> Blank:
        name = f" “{target}”" if target else ""
        return Blank(f"{self.path} không có mục tiêu{name} năm {year}", self.input_path("muc_tieu"))

    def target_path(self, year: Period, target: str) -> Path:
        """Where a target is typed."""
        path = self.input_path("muc_tieu")
        return (*path, target, year) if target else (*path, year)

    # --- figures and their trace -----------------------------------------------------------------

    def _figure_of(self, suffix: str, value: Exact | Blank, kind: ValueKind) -> Figure | Blank:
        if isinstance(value, Blank):
            return value
        if isinstance(value, Gap):
            return self._make(suffix, (), kind, value)
        return self._make(suffix, (value,), kind)

    def _make(self, suffix: str, pairs: tuple[Ratio, ...], kind: ValueKind, gap: Gap | None = None) -> Figure:
        unit = self.data.measure_unit if kind is VALUE else ""
        return Figure(f"{self.path}.{suffix}", pairs, kind, self.decimals_of(kind), self, gap, unit)

    def decimals_of(self, kind: ValueKind) -> int:
        """Decimals a figure of this kind is printed with unless the place says otherwise."""
        if kind is COUNT:
            return 0
        if self.data.decimals is not None:
            return self.data.decimals
        if kind is VALUE and self.data.values is not None:
            given = [value for value in self.data.values.values() if value is not None]
            return max((decimal_places(value) for value in given), default=0)
        return self.book.decimals

    def trace(self, figure: Figure) -> Trace:
        """Formula and inputs of one of its figures."""
        return trace_measure(self, figure)

    def label_of(self, figure: Figure) -> str:
        """`Nhãn (đạt so với mục tiêu 2025)`."""
        measure, _, period = figure.id[len(self.path) + 1 :].partition(".")
        return f"{self._text('nhan')} ({MEASURES.get(measure, measure)} {period.replace('.', ' ')})"


def decimal_places(value: Any) -> int:
    """Digits after the point as typed: 97.229 has three, 17 none."""
    exponent = getattr(value, "as_tuple", lambda: None)()
    return max(0, -int(exponent.exponent)) if exponent is not None else 0

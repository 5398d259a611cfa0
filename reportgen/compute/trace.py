"""Where a figure comes from: its formula with the operands filled in, and the inputs that gave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.model.base import Path
from reportgen.model.figure import RATE, Blank, Figure, Gap, Trace
from reportgen.vietnamese import Ratio, format_ratio

if TYPE_CHECKING:
    from reportgen.compute.indicator import Indicator

Term = tuple[str, tuple[Path, ...]]
"""A piece of a formula with the inputs it stands for."""


def trace_measure(owner: Indicator, figure: Figure) -> Trace:
    """Formula and inputs of a figure of an indicator; the formula is empty for a number as typed."""
    measure, *args = figure.id[len(owner.path) + 1 :].split(".")
    terms = {
        "so_luong": _own_trace,
        "gia_tri": _own_trace,
        "mau_so": _base_trace,
        "ty_le": _rate_trace,
        "muc_tieu": _target_trace,
        "dat": _attainment_trace,
        "so_voi": _comparison_trace,
        "tang_truong": _growth_trace,
        "chenh_lech": _difference_trace,
        "chenh_lech_ty_le": _rate_difference_trace,
    }[measure](owner, args)
    note = "đã điều chỉnh để các tỷ lệ cộng đúng 100 (phần dư lớn nhất)" if figure.adjusted else ""
    formula, inputs = terms
    is_typed = len(inputs) == 1 and owner.data.expression is None
    return Trace("" if is_typed else formula, tuple(dict.fromkeys(inputs)), note)


def plain(value: Ratio) -> str:
    """A number of a formula, exact where it has few decimals."""
    numerator, denominator = value
    if numerator % denominator == 0:
        return format_ratio(value, 0)
    places = next((d for d in range(1, 7) if numerator * 10**d % denominator == 0), None)
    return format_ratio(value, places) if places else f"{numerator}/{denominator}"


def _own(owner: Indicator, period: int) -> Term:
    if owner.data.expression is not None:
        used = list(owner.book.operands(owner, period))
        inputs = dict.fromkeys(path for figure in used if figure.origin is not None for path in figure.origin.trace(figure).inputs)
        return f"({owner.data.expression})", (owner.input_path("own"), *inputs)
    value = owner.exact(period)
    shown = "chưa có" if isinstance(value, Gap | Blank) else plain(value)
    return shown, (owner.input_path("own", period),)


def _base(owner: Indicator, period: int) -> Term:
    value = owner.base(period)
    shown = "chưa có" if value is None or isinstance(value, Gap) else plain(value)
    path = owner.base_path(period)
    used = owner.book.operands_of(owner, path, period) if path[1] != "tong_so" else ()
    inputs = [inner for figure in used if figure.origin is not None for inner in figure.origin.trace(figure).inputs]
    return shown, (path, *inputs)


def _rate(owner: Indicator, period: int) -> Term:
    own, base = _own(owner, period), _base(owner, period)
    if owner.kind is RATE or not owner.has_rate:
        return own
    return f"{own[0]} / {base[0]}", own[1] + base[1]


def _target(owner: Indicator, args: list[str]) -> Term:
    year, target = int(args[0]), args[1] if len(args) > 1 and not args[1].isdigit() else ""
    ends = owner.data.targets.get(target, {}).get(year, ())
    unit = "%" if owner.has_rate else ""
    return " - ".join(plain(end) + unit for end in ends), (owner.target_path(year, target),)


def _own_trace(owner: Indicator, args: list[str]) -> Term:
    return _own(owner, int(args[0]))


def _base_trace(owner: Indicator, args: list[str]) -> Term:
    return _base(owner, int(args[0]))


def _rate_trace(owner: Indicator, args: list[str]) -> Term:
    return _rate(owner, int(args[0]))


def _target_trace(owner: Indicator, args: list[str]) -> Term:
    return _target(owner, args)


def _attainment_trace(owner: Indicator, args: list[str]) -> Term:
    period = int(args[-1]) if len(args) > 1 and args[-1].isdigit() else owner.book.current
    rate, target = _rate(owner, period), _target(owner, args)
    return f"({rate[0]}) / {target[0]}", rate[1] + target[1]


def _comparison_trace(owner: Indicator, args: list[str]) -> Term:
    now, then = _rate(owner, owner.book.current), _rate(owner, int(args[0]))
    return f"({now[0]}) / ({then[0]})", now[1] + then[1]


def _growth_trace(owner: Indicator, args: list[str]) -> Term:
    formula, inputs = _comparison_trace(owner, args)
    return f"{formula} - 1", inputs


def _difference_trace(owner: Indicator, args: list[str]) -> Term:
    now, then = _own(owner, owner.book.current), _own(owner, int(args[0]))
    return f"{now[0]} - {then[0]}", now[1] + then[1]


def _rate_difference_trace(owner: Indicator, args: list[str]) -> Term:
    now, then = _rate(owner, owner.book.current), _rate(owner, int(args[0]))
    return f"{now[0]} - {then[0]}", now[1] + then[1]

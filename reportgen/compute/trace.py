"""Where a figure comes from: its formula with the operands filled in, and the inputs that gave them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reportgen.compute.exact import Exact
from reportgen.model.base import Path
from reportgen.model.figure import RATE, Figure, Trace
from reportgen.vietnamese import Ratio, format_ratio

if TYPE_CHECKING:
    from reportgen.compute.indicator import Indicator

Term = tuple[str, tuple[Path, ...]]
"""A piece of a formula with the inputs it stands for."""

ADJUSTED = "đã điều chỉnh để các tỷ lệ cộng đúng 100 (phần dư lớn nhất)"


def trace_measure(owner: Indicator, figure: Figure) -> Trace:
    """Return formula and inputs of a figure of an indicator; the formula is empty for a number as typed."""
    measure, *args = figure.id[len(owner.path) + 1 :].split(".")
    formula, inputs = MEASURE_TERMS[measure](owner, args)
    is_typed = len(inputs) == 1 and owner.data.expression is None
    return Trace(
        "" if is_typed else formula, tuple(dict.fromkeys(inputs)), ADJUSTED if figure.adjusted else ""
    )


def inputs_of(figures: Iterable[Figure]) -> Iterator[Path]:
    """Yield the inputs that figures come from."""
    for figure in figures:
        if figure.origin is not None:
            yield from figure.origin.trace(figure).inputs


def plain(value: Ratio) -> str:
    """Return a number as a formula shows it: exact where it has few decimals, else as a fraction."""
    numerator, denominator = value
    if numerator % denominator == 0:
        return format_ratio(value, 0)
    places = next((d for d in range(1, 7) if numerator * 10**d % denominator == 0), None)
    return format_ratio(value, places) if places else f"{numerator}/{denominator}"


def _shown(value: Exact | None) -> str:
    return plain(value) if isinstance(value, tuple) else "chưa có"


def _own(owner: Indicator, period: int) -> Term:
    if owner.data.expression is not None:
        inputs = inputs_of(owner.book.operands(owner, period))
        return f"({owner.data.expression})", (owner.input_path("own"), *inputs)
    return _shown(owner.exact(period)), (owner.input_path("own", period),)


def _base(owner: Indicator, period: int) -> Term:
    inputs = inputs_of(owner.book.operands_of_base(owner, period))
    return _shown(owner.base(period)), (owner.base_path(period), *inputs)


def _rate(owner: Indicator, period: int) -> Term:
    own = _own(owner, period)
    if owner.kind is RATE:
        return own
    base = _base(owner, period)
    return f"{own[0]} / {base[0]}", own[1] + base[1]


def _compared(owner: Indicator, period: int) -> Term:
    return _rate(owner, period) if owner.compares_rates else _own(owner, period)


def _target(owner: Indicator, args: list[str]) -> Term:
    year, target = int(args[0]), args[1] if len(args) > 1 and not args[1].isdigit() else ""
    ends = owner.data.targets.get(target, {}).get(year, ())
    unit = "%" if owner.compares_rates else ""
    return " - ".join(plain(end) + unit for end in ends), (owner.target_path(year, target),)


def _attainment(owner: Indicator, args: list[str]) -> Term:
    period = int(args[-1]) if len(args) > 1 and args[-1].isdigit() else owner.book.current
    achieved, target = _compared(owner, period), _target(owner, args)
    return f"({achieved[0]}) / {target[0]}", achieved[1] + target[1]


def _comparison(owner: Indicator, args: list[str]) -> Term:
    now, then = _compared(owner, owner.book.current), _compared(owner, int(args[0]))
    return f"({now[0]}) / ({then[0]})", now[1] + then[1]


def _growth(owner: Indicator, args: list[str]) -> Term:
    formula, inputs = _comparison(owner, args)
    return f"{formula} - 1", inputs


def _decline(owner: Indicator, args: list[str]) -> Term:
    formula, inputs = _comparison(owner, args)
    return f"1 - {formula}", inputs


def _shortfall(owner: Indicator, args: list[str]) -> Term:
    now, then = _own(owner, owner.book.current), _own(owner, int(args[0]))
    return f"{then[0]} - {now[0]}", now[1] + then[1]


def _rate_shortfall(owner: Indicator, args: list[str]) -> Term:
    now, then = _rate(owner, owner.book.current), _rate(owner, int(args[0]))
    return f"{then[0]} - {now[0]}", now[1] + then[1]


def _difference(owner: Indicator, args: list[str]) -> Term:
    now, then = _own(owner, owner.book.current), _own(owner, int(args[0]))
    return f"{now[0]} - {then[0]}", now[1] + then[1]


def _rate_difference(owner: Indicator, args: list[str]) -> Term:
    now, then = _rate(owner, owner.book.current), _rate(owner, int(args[0]))
    return f"{now[0]} - {then[0]}", now[1] + then[1]


MEASURE_TERMS = {
    "so_luong": lambda owner, args: _own(owner, int(args[0])),
    "gia_tri": lambda owner, args: _own(owner, int(args[0])),
    "mau_so": lambda owner, args: _base(owner, int(args[0])),
    "ty_le": lambda owner, args: _rate(owner, int(args[0])),
    "muc_tieu": _target,
    "dat": _attainment,
    "so_voi": _comparison,
    "tang_truong": _growth,
    "chenh_lech": _difference,
    "chenh_lech_ty_le": _rate_difference,
    "muc_giam": _shortfall,
    "muc_giam_ty_le": _rate_shortfall,
    "suy_giam": _decline,
}

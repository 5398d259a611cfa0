"""Where a figure comes from: its formula, worded with gaps, the operands, and the inputs that gave them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.model.base import Path
from reportgen.model.figure import RATE, Figure
from reportgen.model.wording import Operand, Trace, Wording
from reportgen.vietnamese import Ratio, format_ratio

if TYPE_CHECKING:
    from reportgen.compute.indicator import Indicator

MOST_NUMBERS = 20_000
"""How many are remembered as formulas show them: the units of a level share most."""


class Term(NamedTuple):
    """A piece of a formula: a format with gaps for operands, and the inputs that it stands for."""

    form: str
    operands: tuple[Operand, ...] = ()
    inputs: tuple[Path, ...] = ()


Wordings = Callable[["Indicator", list[str]], Term]
ADJUSTED = "đã điều chỉnh để các tỷ lệ cộng đúng 100 (phần dư lớn nhất)"


def trace_measure(owner: Indicator, figure: Figure) -> Trace:
    """Return formula and inputs of a figure of an indicator; the formula is empty for a number as typed."""
    wording = word_measure(owner, figure.id)
    formula = wording.form % tuple([owner.operand(each) for each in wording.operands])
    return Trace(formula, wording.inputs, ADJUSTED if figure.adjusted else "")


def word_measure(owner: Indicator, figure_id: str) -> Wording:
    """Return how the formula of a figure is worded, whatever its operands are."""
    measure, *args = figure_id[len(owner.path) + 1 :].split(".")
    form, operands, inputs = MEASURE_TERMS[measure](owner, args)
    if len(inputs) == 1 and owner.data.expression is None:
        return Wording("", (), inputs)
    return Wording(form, operands, tuple(dict.fromkeys(inputs)))


def inputs_of_rate(owner: Indicator, period: int) -> tuple[Path, ...]:
    """Return the inputs of the rate of an indicator that has one in a period."""
    return word_measure(owner, f"{owner.path}.ty_le.{period}").inputs


def operand_text(owner: Indicator, operand: Operand) -> str:
    """Return a number of an indicator as formulas show it."""
    value = owner.exact(operand.period) if operand.is_own else owner.base(operand.period)
    return plain(value) if isinstance(value, tuple) else "chưa có"


def inputs_of(figures: Iterable[Figure]) -> Iterator[Path]:
    """Yield the inputs that figures come from."""
    for figure in figures:
        if figure.origin is not None:
            yield from figure.origin.trace(figure).inputs


@lru_cache(maxsize=MOST_NUMBERS)
def plain(value: Ratio) -> str:
    """Return a number as a formula shows it: exact where it has few decimals, else as a fraction."""
    numerator, denominator = value
    if numerator % denominator == 0:
        return format_ratio(value, 0)
    places = next((d for d in range(1, 7) if numerator * 10**d % denominator == 0), None)
    return format_ratio(value, places) if places else f"{numerator}/{denominator}"


def _as_is(text: str) -> str:
    return text.replace("%", "%%")


def _joined(form: str, *terms: Term) -> Term:
    """Return terms within a form that has a gap for each of them."""
    operands = tuple(operand for term in terms for operand in term.operands)
    inputs = tuple(path for term in terms for path in term.inputs)
    return Term(form % tuple(term.form for term in terms), operands, inputs)


def _own(owner: Indicator, period: int) -> Term:
    if owner.data.expression is not None:
        inputs = inputs_of(owner.book.operands(owner, period))
        return Term(_as_is(f"({owner.data.expression})"), (), (owner.input_path("own"), *inputs))
    return Term("%s", (Operand(period, is_own=True),), (owner.input_path("own", period),))


def _base(owner: Indicator, period: int) -> Term:
    inputs = inputs_of(owner.book.operands_of_base(owner, period))
    return Term("%s", (Operand(period, is_own=False),), (owner.base_path(period), *inputs))


def _rate(owner: Indicator, period: int) -> Term:
    own = _own(owner, period)
    return own if owner.kind is RATE else _joined("%s / %s", own, _base(owner, period))


def _compared(owner: Indicator, period: int) -> Term:
    return _rate(owner, period) if owner.compares_rates else _own(owner, period)


def _target(owner: Indicator, args: list[str]) -> Term:
    year, target = int(args[0]), args[1] if len(args) > 1 and not args[1].isdigit() else ""
    ends = owner.data.targets.get(target, {}).get(year, ())
    unit = "%" if owner.compares_rates else ""
    shown = " - ".join(plain(end) + unit for end in ends)
    return Term(_as_is(shown), (), (owner.target_path(year, target),))


def _attainment(owner: Indicator, args: list[str]) -> Term:
    period = int(args[-1]) if len(args) > 1 and args[-1].isdigit() else owner.book.current
    return _joined("(%s) / %s", _compared(owner, period), _target(owner, args))


def _then_and_now(form: str, compared: Callable[[Indicator, int], Term], *, is_later_first: bool) -> Wordings:
    """Return how two periods are compared, the current one being the later."""

    def word(owner: Indicator, args: list[str]) -> Term:
        now, then = compared(owner, owner.book.current), compared(owner, int(args[0]))
        found = _joined(form, now, then) if is_later_first else _joined(form, then, now)
        return found._replace(inputs=now.inputs + then.inputs)

    return word


MEASURE_TERMS: dict[str, Wordings] = {
    "so_luong": lambda owner, args: _own(owner, int(args[0])),
    "gia_tri": lambda owner, args: _own(owner, int(args[0])),
    "mau_so": lambda owner, args: _base(owner, int(args[0])),
    "ty_le": lambda owner, args: _rate(owner, int(args[0])),
    "muc_tieu": _target,
    "dat": _attainment,
    "so_voi": _then_and_now("(%s) / (%s)", _compared, is_later_first=True),
    "tang_truong": _then_and_now("(%s) / (%s) - 1", _compared, is_later_first=True),
    "suy_giam": _then_and_now("1 - (%s) / (%s)", _compared, is_later_first=True),
    "chenh_lech": _then_and_now("%s - %s", _own, is_later_first=True),
    "chenh_lech_ty_le": _then_and_now("%s - %s", _rate, is_later_first=True),
    "muc_giam": _then_and_now("%s - %s", _own, is_later_first=False),
    "muc_giam_ty_le": _then_and_now("%s - %s", _rate, is_later_first=False),
}

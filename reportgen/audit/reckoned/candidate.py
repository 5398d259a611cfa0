"""One value that a printed number may have, computed only when its rough size makes that worth while."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from reportgen.audit.numbers import Number
from reportgen.audit.reckoned.quantities import Quantity
from reportgen.audit.verdict import Estimate, estimate, exactly, total

ONE = Fraction(1)


@dataclass(frozen=True)
class Candidate:
    """The sum of `tops` less `minus`, over the sum of `bottoms` when there are any, times `factor`.

    `may_excuse_only`: the words tie the number to another one, so that this can prove it right but not wrong.
    `is_named`: its unit names what it is divided by.
    """

    rule: str
    tops: tuple[Quantity, ...]
    bottoms: tuple[Quantity, ...] = ()
    minus: tuple[Quantity, ...] = ()
    factor: Fraction = ONE
    may_excuse_only: bool = False
    is_named: bool = False

    @cached_property
    def exact(self) -> Estimate:
        """Its value with the limits that the printed digits leave."""
        value = _together(self.tops) - _together(self.minus) if self.minus else _together(self.tops)
        quotient = value.over(_together(self.bottoms)) if self.bottoms else value
        return (quotient or exactly(0)).times(self.factor)

    def steps(self, printed: Number) -> int:
        """Return its value in units of the last digit of a printed number, rounded."""
        top = _amount(self.tops)
        if self.minus:
            top -= _amount(self.minus)
        bottom = _amount(self.bottoms) if self.bottoms else ONE
        step = printed.step
        over = top.numerator * bottom.denominator * self.factor.numerator * step.denominator
        under = top.denominator * bottom.numerator * self.factor.denominator * step.numerator
        return (2 * over + under) // (2 * under) if under > 0 else 0

    @property
    def operands(self) -> tuple[Quantity, ...]:
        """All numbers it is computed from."""
        return (*self.tops, *self.minus, *self.bottoms)

    @property
    def formula(self) -> str:
        """How it is computed, for a message."""
        top = _text(self.tops)
        if self.minus and self.bottoms:
            return f"chênh lệch giữa {top} và {_text(self.minus)} so với {_text(self.bottoms)}"
        if self.minus:
            return f"{top} - {_text(self.minus)}"
        return f"{top}/{_text(self.bottoms)}" if self.bottoms else top


def _amount(quantities: tuple[Quantity, ...]) -> Fraction:
    """Add quantities up; mostly there is one only, to which nothing has to be added."""
    made = quantities[0].number.quantity
    for each in quantities[1:]:
        made += each.number.quantity
    return made


def _together(quantities: tuple[Quantity, ...]) -> Estimate:
    if len(quantities) == 1:
        return estimate(quantities[0].number)
    return total(estimate(q.number) for q in quantities)


def _text(quantities: tuple[Quantity, ...]) -> str:
    text = " + ".join(q.number.text for q in quantities)
    return f"({text})" if len(quantities) > 1 else text

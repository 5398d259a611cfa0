"""Excel formulas as terms: text with its operands and divisors, so that gaps and zero divisors stay visible.

A cell without a number holds a text («…», "-"). Such a text passes through every formula that depends on it,
as a gap does when figures are computed; dividing by zero gives "-".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

SUM, PRODUCT, ATOM = 1, 2, 3
UNDEFINED = "-"
DEEPEST_NESTING = 60
"""Excel allows 64 functions inside one another."""


class NotLive(Exception):
    """A number that no formula of the sheet can give; the text says why."""


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of a formula; `strength` is how tightly its outermost operator binds.

    `operands` are the cells and ranges it reads, in the order in which a text in them counts.
    """

    text: str
    strength: int = ATOM
    operands: tuple[str, ...] = ()
    divisors: tuple[str, ...] = ()

    def within(self, strength: int) -> str:
        """Return its text as a part of a term that binds that tightly."""
        return self.text if self.strength >= strength else f"({self.text})"


def reference(cell: str) -> Term:
    """Return the value of a cell, or of all cells of a range."""
    return Term(cell, operands=(cell,))


def number(value: Decimal | int) -> Term:
    """Return a constant."""
    return Term(f"{value:f}" if isinstance(value, Decimal) else str(value))


def plus(left: Term, right: Term) -> Term:
    """Return the sum; a text on its right counts first, as in exact addition."""
    text = f"{left.text}+{right.within(SUM)}"
    return Term(text, SUM, right.operands + left.operands, left.divisors + right.divisors)


def minus(left: Term, right: Term) -> Term:
    """Return the difference."""
    text = f"{left.text}-{right.within(PRODUCT)}"
    return Term(text, SUM, left.operands + right.operands, left.divisors + right.divisors)


def times(left: Term, right: Term) -> Term:
    """Return the product."""
    text = f"{left.within(PRODUCT)}*{right.within(PRODUCT)}"
    return Term(text, PRODUCT, left.operands + right.operands, left.divisors + right.divisors)


def over(left: Term, right: Term) -> Term:
    """Return the quotient, guarded against a divisor of zero."""
    text = f"{left.within(PRODUCT)}/{right.within(ATOM)}"
    divisors = (*left.divisors, *right.divisors, right.text)
    return Term(text, PRODUCT, left.operands + right.operands, divisors)


def negative(term: Term) -> Term:
    """Return the term with its sign changed."""
    return Term(f"-{term.within(ATOM)}", SUM, term.operands, term.divisors)


def percent(part: Term, whole: Term) -> Term:
    """Return how many percent of the whole the part is.

    Multiplied before it is divided: the only rounding is then that of the quotient.
    """
    return over(times(part, number(100)), whole)


def call(function: str, arguments: Sequence[Term]) -> Term:
    """Return a function of several terms."""
    operands = tuple(operand for term in arguments for operand in term.operands)
    divisors = tuple(divisor for term in arguments for divisor in term.divisors)
    return Term(f"{function}({','.join(term.text for term in arguments)})", ATOM, operands, divisors)


def formula(term: Term, missing: str) -> str:
    """Return the whole formula with its guards.

    Raises NotLive when it would nest deeper than Excel allows.
    """
    operands, divisors = tuple(dict.fromkeys(term.operands)), tuple(dict.fromkeys(term.divisors))
    if len(operands) + len(divisors) > DEEPEST_NESTING:
        raise NotLive("công thức dùng quá nhiều ô")
    text = term.text
    for divisor in reversed(divisors):
        text = f'IF({divisor}=0,"{UNDEFINED}",{text})'
    for operand in reversed(operands):
        text = _guarded(operand, text, missing) if text != operand else text
    return "=" + text


def _guarded(operand: str, text: str, missing: str) -> str:
    if ":" in operand:
        shown = missing.replace('"', '""')
        return f'IF(COUNT({operand})<ROWS({operand}),"{shown}",{text})'
    return f"IF(ISTEXT({operand}),{operand},{text})"

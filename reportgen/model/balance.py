"""Shares of a whole, rounded so that they add up to exactly 100."""

from __future__ import annotations

from fractions import Fraction

from reportgen.vietnamese import Ratio


class Balance:
    """Shares that must add up to exactly 100: the largest remainders are rounded up (seeds C16).

    Holds the exact shares of all members; a member's percent is worked out for the decimals asked for.
    """

    __slots__ = ("_scaled", "shares")

    def __init__(self, shares: dict[str, Ratio]) -> None:
        self.shares = shares
        self._scaled: dict[int, dict[str, int]] = {}

    def percent(self, figure_id: str, decimals: int) -> int:
        """Return adjusted percent of one member, times 10**decimals."""
        if decimals not in self._scaled:
            self._scaled[decimals] = self._adjust(decimals)
        return self._scaled[decimals][figure_id]

    def _adjust(self, decimals: int) -> dict[str, int]:
        whole = 100 * 10**decimals
        floors = {key: n * whole // d for key, (n, d) in self.shares.items()}
        missing = whole - sum(floors.values())
        remainders = sorted(self.shares, key=lambda key: self._remainder(key, whole))
        for key in remainders[: max(missing, 0)]:
            floors[key] += 1
        return floors

    def _remainder(self, key: str, whole: int) -> Fraction:
        numerator, denominator = self.shares[key]
        return -Fraction(numerator * whole % denominator, denominator)

"""Why a figure has no value."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.model.base import Path


@dataclass(frozen=True, slots=True)
class Gap:
    """Why a figure has no value: an input that is not there yet, or a denominator of zero."""

    cause: Path
    is_zero_denominator: bool = False

    @property
    def problem(self) -> str:
        """One Vietnamese clause naming the input."""
        name = ".".join(map(str, self.cause))
        return f"{name} bằng 0 nên không chia được" if self.is_zero_denominator else f"chưa có số liệu {name}"

    @property
    def remedy(self) -> str:
        """What the author can do about it."""
        if self.is_zero_denominator:
            return "kiểm tra số liệu, hoặc đặt điều kiện (khi / if) để không in chỗ này"
        return "nhập số liệu, hoặc hỏi trước bằng co_so_lieu"

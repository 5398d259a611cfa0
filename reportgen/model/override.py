"""Numbers that somebody decided to print instead of the computed ones (`ghi_de`): declared, never silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from reportgen.model.base import Value
from reportgen.model.number import Number, ValueKind
from reportgen.model.waiver import Day, Said
from reportgen.vietnamese import Ratio, half_up, percent_half_up

if TYPE_CHECKING:
    from reportgen.model.figure import Figure


class OverrideLine(Value):
    """One number to print instead of a computed one, or a step of the last printed digit; who, why, how long.

    With `decimals` it holds only where the figure is printed with so many.
    """

    figure: Said = Field(
        alias="so", title="Số được ghi đè: mã như trong bảng đối chiếu, hoặc tên như trong lời văn"
    )
    value: Number | None = Field(None, alias="gia_tri", title="Giá trị in ra (tỷ lệ tính theo phần trăm)")
    step: Literal[1, -1] | None = Field(
        None, alias="dieu_chinh", title="Điều chỉnh làm tròn: 1 hoặc -1 đơn vị ở chữ số cuối được in"
    )
    decimals: int | None = Field(
        None, alias="so_le", title="Chỉ nơi in với số chữ số thập phân này", ge=0, le=6
    )
    reason: Said = Field(alias="ly_do", title="Lý do")
    by: Said = Field(alias="nguoi", title="Người quyết định")
    until: Day = Field(None, alias="den", title="Hiệu lực đến hết ngày")

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if (self.value is None) == (self.step is None):
            raise ValueError("ghi đè phải có đúng một trong: gia_tri, dieu_chinh")
        return self

    def ratio(self, *, is_rate: bool) -> Ratio:
        """Return the number to print, exactly; a rate is typed in percent."""
        assert self.value is not None, "asked only where a value is given"
        numerator, denominator = self.value.as_integer_ratio()
        return (numerator, 100 * denominator if is_rate else denominator)

    @property
    def decision(self) -> str:
        """Who decided, why and until when."""
        until = f"; đến hết {self.until:%d/%m/%Y}" if self.until is not None else ""
        return f"lý do: {self.reason}; người quyết định: {self.by}{until}"


@dataclass(frozen=True, slots=True)
class Override:
    """All lines about one figure."""

    lines: tuple[OverrideLine, ...]

    def line(self, decimals: int) -> OverrideLine | None:
        """Return the line that holds where the figure is printed with so many decimals."""
        exact = (line for line in self.lines if line.decimals == decimals)
        return next(exact, next((line for line in self.lines if line.decimals is None), None))

    @property
    def decisions(self) -> str:
        """Who decided what, for the tie-out."""
        return "; ".join(line.decision for line in self.lines)


def as_computed(figure: Figure) -> Figure:
    """Return a figure without its override."""
    other = figure.shown()
    other.override = None
    return other


def overridden(figure: Figure, decimals: int) -> Figure:
    """Return a figure with the number that is printed with so many decimals in place of the computed one.

    Whatever is computed from the figure is computed from the true number, never from this one.
    """
    other = as_computed(figure)
    line = figure.override.line(decimals) if figure.override is not None else None
    if line is not None and line.value is not None:
        pair = line.ratio(is_rate=figure.kind is ValueKind.RATE)
        other.pairs, other.gap, other.adjusted = (pair,), None, None
    elif line is not None and line.step is not None:
        other.pairs = tuple(_stepped(figure, pair, decimals, line.step) for pair in figure.pairs)
        other.adjusted = None
    return other


def _stepped(figure: Figure, pair: Ratio, decimals: int, step: int) -> Ratio:
    """Return a number rounded to the decimals printed, and then one unit of the last of them away."""
    if figure.kind is not ValueKind.RATE:
        return (half_up(pair, decimals) + step, 10**decimals)
    balance = figure.adjusted
    percent = percent_half_up(pair, decimals) if balance is None else balance.percent(figure.id, decimals)
    return (percent + step, 100 * 10**decimals)

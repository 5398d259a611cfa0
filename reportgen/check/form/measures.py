"""Lengths and sizes as a clerk reads them, and the width of a text set in Times New Roman."""

from __future__ import annotations

from decimal import Decimal

from reportgen.model.layout import Span
from reportgen.model.text_width import width_of
from reportgen.model.word_document import Look

TWIPS_PER_MM = Decimal(1440) / Decimal("25.4")
TWIPS_PER_POINT = 20


def mm(twips: int) -> str:
    """Return a length in millimetres with at most one decimal: 20, 12,7."""
    return decimal_text((Decimal(twips) / TWIPS_PER_MM).quantize(Decimal("0.1")))


def points(half_points: int) -> str:
    """Return a font size: 13, 13,5."""
    return decimal_text(Decimal(half_points) / 2)


def decimal_text(value: Decimal) -> str:
    """Return a number with a decimal comma and no idle zeros."""
    return f"{value.normalize():f}".replace(".", ",")


def span_text(span: Span, unit: str = "") -> str:
    """Return what a span allows: “14”, “từ 13 đến 14”, “ít nhất 6 pt”."""
    unit = f" {unit}" if unit else ""
    if span.least is not None and span.least == span.most:
        return decimal_text(span.least) + unit
    if span.least is None or span.most is None:
        bound, word = (span.least, "ít nhất") if span.most is None else (span.most, "nhiều nhất")
        return f"{word} {decimal_text(bound)}{unit}" if bound is not None else "tùy ý"
    return f"từ {decimal_text(span.least)} đến {decimal_text(span.most)}{unit}"


def text_width(text: str, look: Look) -> int:
    """Return the width in twips of a text on one line in a look."""
    text = text.upper() if look.is_upper else text
    return width_of(text, look.is_bold) * look.size_half_points * 10 // 1000

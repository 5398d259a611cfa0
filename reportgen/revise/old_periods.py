"""Texts that still name the period that is over, and the one it was compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reportgen.errors import Finding, Severity
from reportgen.model.base import Path
from reportgen.model.source import Source

NOT_TEXT = frozenset({"ky", "the_thuc", "mau", "so_lieu", "danh_so", "nguong", "bo_qua", "ghi_de"})
NAMES = frozenset(
    {"gom", "can_bang_100", "trong_do_cua", "loai", "ma", "nguon", "hang", "tep", "can_xem_lai"}
)
MOVED = frozenset({"cot", "chuoi", "nhom"})
"""Columns of annexes, series and points of charts have been moved on already."""
PARTS_OF_YEAR = (
    r"[Qq]uý\s+(?:[IVX]+|\d|một|hai|ba|tư)\b|\b\d+\s+tháng\s+(?:đầu|cuối)\s+năm|[Gg]iai đoạn\s+\d{4}"
)
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
MOST_SHOWN = 30


def old_periods(source: Source, data: Mapping[str, Any], old: int, base: int | None) -> Iterator[Finding]:
    """Yield every place in the texts of a file that names a year, part of a year or span that may be over."""
    years = "|".join(str(year) for year in (old, base) if year is not None)
    pattern = re.compile(rf"(?<![\w.,])(?:{years})(?!\w|[.,]\d)|{PARTS_OF_YEAR}")
    for path in _texts(data, ()):
        spot = source.spots[tuple(map(str, path))]
        written = source.text[spot.start : spot.end]
        tags = [found.span() for found in TAG.finditer(written)]
        for found in pattern.finditer(written):
            is_in_tag = any(start <= found.start() < end for start, end in tags)
            what = "biểu thức còn gọi kỳ" if is_in_tag else "lời văn còn ghi"
            yield Finding(
                "old-period",
                f"{what} “{' '.join(found[0].split())}”",
                source.at_offset(spot.start + found.start()),
                "sửa theo kỳ mới, nếu chỗ này nói về kỳ đang báo cáo",
                _around(written, *found.span()),
                severity=Severity.WARNING,
            )


def _texts(value: Any, path: Path) -> Iterator[Path]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in NAMES | MOVED and (path or key not in NOT_TEXT):
                yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*path, number))
    elif isinstance(value, str):
        yield path


def _around(text: str, start: int, end: int) -> str:
    """Return a few words around a place."""
    before = " ".join(text[max(0, start - MOST_SHOWN) : start].split())
    after = " ".join(text[end : end + MOST_SHOWN].split())
    left, right = text[start - 1 : start], text[end : end + 1]
    joined = (
        f"{before}{' ' if left.isspace() else ''}{text[start:end]}{' ' if right.isspace() else ''}{after}"
    )
    return " ".join(joined.split())

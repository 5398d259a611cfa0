"""Rows of groups and lists, for tables and charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportgen.model.figure import Figures
from reportgen.vietnamese import suggest


def rows_problem(name: str, rows: Sequence[str] | None, figures: Figures) -> str | None:
    """Return what stands in the way of rows: no group or list of that name, or no such rows in it."""
    source: Any = figures.names.get(name)
    if not hasattr(source, "table_rows"):
        groups = [known for known, value in figures.names.items() if hasattr(value, "table_rows")]
        return f"không có nhóm hay danh sách “{name}”{suggest(name, groups)}"
    if not rows:
        return None
    known = [row.look("ma") for row in source]
    unknown = [each for each in rows if each not in known]
    return f"{name} không có hàng “{unknown[0]}”{suggest(unknown[0], known)}" if unknown else None

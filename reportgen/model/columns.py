"""Column kinds of annex tables: what each is as an expression over the row `h`.

One table serves the Word cells, the workbook cells and the checks, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.base import Path
from reportgen.model.definition import AnnexTable, Column, ColumnKind

MEASURE_KINDS = frozenset(
    {
        ColumnKind.COUNT,
        ColumnKind.DENOMINATOR,
        ColumnKind.RATE,
        ColumnKind.TARGET,
        ColumnKind.ATTAINMENT,
        ColumnKind.COMPARISON,
        ColumnKind.DIFFERENCE,
        ColumnKind.RATE_DIFFERENCE,
        ColumnKind.GROWTH,
    }
)


def expression(column: Column, formula_id: str) -> str:
    """Return the jinja expression of a cell of this column; `formula_id` names its formula if any."""
    kind = column.kind
    assert kind is not None, "only leaves have cells"
    if kind in MEASURE_KINDS:
        return f"h.{kind.value}({arguments(column)})"
    if kind is ColumnKind.FIELD:
        return f"h.{column.field}"
    if kind in (ColumnKind.EXPRESSION, ColumnKind.SUM):
        return f"_cong_thuc['{formula_id}'](h)"
    return f"h.{kind.value}"


def arguments(column: Column) -> str:
    """Period and target name of a measure, as written in an expression."""
    if column.period is None:
        return ""
    return f"{column.period}, '{column.target}'" if column.target else str(column.period)


def leaf_paths(columns: tuple[Column, ...]) -> Iterator[Path]:
    """Yield where each column that holds cells stands below `cot`, left to right: (2, "cot", 0)."""
    for index, column in enumerate(columns):
        if not column.columns:
            yield (index,)
        for below in leaf_paths(column.columns):
            yield (index, "cot", *below)


def formulas(annex_key: str, table: AnnexTable) -> dict[str, str]:
    """Collect the formulas of the derived columns by id: their own expression, or a sum of columns."""
    leaves = table.leaves()
    result = {}
    for number, column in enumerate(leaves, 1):
        if column.kind is ColumnKind.EXPRESSION:
            result[formula_id(annex_key, number)] = column.expression or ""
        elif column.kind is ColumnKind.SUM:
            parts = [expression(leaves[other - 1], "") for other in column.of]
            result[formula_id(annex_key, number)] = f"tong({', '.join(parts)})"
    return result


def formula_id(annex_key: str, number: int) -> str:
    """Id of the formula of an annex's n-th column."""
    return f"{annex_key}.cot_{number}"

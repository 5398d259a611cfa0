"""Tables with rates in rows: «Tỷ lệ hộ nghèo» under «Tổng số hộ» and «Hộ nghèo», periods side by side."""

from __future__ import annotations

import re
from dataclasses import replace

from reportgen.audit.tables.cell_values import Kind
from reportgen.audit.tables.constraints import Constraint, Explained
from reportgen.audit.tables.figures import TableFigures
from reportgen.audit.tables.grid import Grid, GridCell
from reportgen.audit.tables.head import ColumnHead, Says, TableHead, says
from reportgen.audit.tables.relations import Relation, RelationKind, expectations, verdict_of
from reportgen.audit.tables.rows import Ordinal, RowHead, TableRows
from reportgen.audit.tables.search import find_relation

RATE = re.compile(r"tỷ lệ|tỉ lệ|tỷ trọng|%")
LEAST_PERIODS = 2


def transposed(figures: TableFigures) -> TableFigures | None:
    """Return the table with rows and columns exchanged, if some rows are rates over several periods."""
    periods = [column for column in figures.columns if figures.head.columns[column].years]
    rates = [row for row in figures.body if RATE.search(_name(figures, row).lower())]
    if len(periods) < LEAST_PERIODS or not rates or len(rates) == len(figures.body):
        return None
    body = figures.body
    cells = tuple(
        tuple(replace(figures.cell(row.row, column), row=at, column=to) for to, row in enumerate(body))
        for at, column in enumerate(periods)
    )
    heads = tuple(_head(_name(figures, row)) for row in body)
    names = tuple(
        RowHead(at, "", Ordinal.NONE, figures.head.columns[column].words, 0, False, False, False)
        for at, column in enumerate(periods)
    )
    values = {
        (at, to): figures.value(row.row, column)
        for at, column in enumerate(periods)
        for to, row in enumerate(body)
    }
    return TableFigures(
        figures.number,
        figures.caption,
        _grid(figures, cells),
        TableHead(0, heads),
        TableRows(None, None, names, values),
        tuple(range(len(body))),
    )


def _grid(figures: TableFigures, cells: tuple[tuple[GridCell, ...], ...]) -> Grid:
    return Grid(figures.grid.place, cells, 0)


def _name(figures: TableFigures, row: RowHead) -> str:
    unit = figures.rows.unit_column
    return f"{row.name} {figures.cell(row.row, unit).text}" if unit is not None else row.name


def _head(name: str) -> ColumnHead:
    return ColumnHead((), name, says(name), Says.NOTHING, ())


def explain_rate_rows(figures: TableFigures) -> Explained:
    """Find, for each rate of an exchanged table, the two rows that it is the ratio of."""
    relations = []
    for column in figures.columns:
        if RATE.search(figures.head.columns[column].own.lower()):
            found = find_relation(figures, column)
            if found and found.relation.kind is RelationKind.RATIO and found.support >= 2:
                relations.append(found.relation)
    constraints = [constraint for relation in relations for constraint in _constraints(figures, relation)]
    return Explained(tuple(constraints), (), (), tuple(relations))


def _constraints(figures: TableFigures, relation: Relation) -> list[Constraint]:
    found = []
    for row in figures.body:
        verdict = verdict_of(figures, relation, row.row)
        if verdict is not None and figures.value(row.row, relation.target).kind is Kind.NUMBER:
            cells = tuple((row.row, column) for column in (relation.target, *relation.operands))
            expected = expectations(figures, relation, row.row)
            found.append(Constraint(relation.kind.rule, cells[0], cells, expected, verdict))
    return found

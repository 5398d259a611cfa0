"""The live formula of each annex cell, over the cells that hold its operands.

Operands are asked of the figure's own view, by the names templates use, so a formula says what was computed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reportgen.model.figure import RATE, CannotCompute, Figure, Origin
from reportgen.publish.annex_expressions import expression_term, figure_from
from reportgen.publish.annex_grid import AnnexGrid, Spot, address, measure_of
from reportgen.publish.excel_terms import NotLive, Term, minus, number, percent, reference

Names = Mapping[str, Any]
Arguments = list[str]
OWN_MEASURES = ("so_luong", "gia_tri")


class AnnexFormulas:
    """Makes the formulas of one worksheet; `names` is what expressions may name, as in `Figures.names`."""

    def __init__(self, grid: AnnexGrid, names: Names) -> None:
        self.grid, self.names = grid, names

    def term(self, figure: Figure, spot: Spot) -> Term | None:
        """Return the formula of the cell at `spot`; None for a number as typed.

        Raises NotLive for a computed number whose operands no formula can name.
        """
        origin, key = figure.origin, self.grid.key_of(figure)
        if origin is None:
            return None
        if key != figure.id:
            home = self.grid.spots.get(key, spot)
            return None if home == spot else reference(address(home, spot.row))
        measure, *arguments = measure_of(figure)
        try:
            if not origin.title:
                return self._column_cell(origin, figure, spot.row)
            if not arguments:
                return self._column_sum(self.grid.traces.of(figure).inputs)
            if measure in DERIVED:
                return DERIVED[measure](self, origin, arguments, spot.row)
            return self._expression(origin, figure, measure, int(arguments[-1]), spot.row)
        except CannotCompute as error:
            raise NotLive(error.problem) from None

    def read(self, origin: Origin, name: str, arguments: Arguments, row: int) -> Term:
        """Return the cell of another quantity of the same view."""
        values = [int(word) if word.isdigit() else word for word in arguments]
        return self.read_figure(figure_from(origin.look(name)(*values)), row)

    def read_figure(self, figure: Figure, row: int) -> Term:
        """Return the cell of a figure; a helper cell when it does not stand in the table."""
        return reference(self.grid.address(figure, row))

    def rate(self, origin: Origin, arguments: Arguments, row: int) -> Term:
        """Return what periods are compared by: the rate, or the number where it has no denominator."""
        values = [int(word) for word in arguments]
        has_rate = not origin.look("la_tong") and isinstance(origin.look("ty_le")(*values), Figure)
        return self.read(origin, "ty_le" if has_rate else "so_luong", arguments, row)

    def _column_cell(self, origin: Origin, figure: Figure, row: int) -> Term:
        """Translate a column's expression, over the row of the table."""
        names = {**self.names, "h": self._row_view(figure.id.rsplit(".", 2)[0])}
        return expression_term(self, self.grid.traces.of(figure).formula, names, row)

    def _expression(self, origin: Origin, figure: Figure, measure: str, period: int, row: int) -> Term | None:
        """Translate a derived indicator, over its own group and for its own period."""
        if measure not in OWN_MEASURES:
            return None
        group = self.names.get(origin.title.partition(".")[0])
        return expression_term(self, self.grid.traces.of(figure).formula, self.names, row, group, period)

    def _row_view(self, path: str) -> Any:
        group, _, row = path.rpartition(".")
        try:
            return self.names[group].look(row)
        except KeyError:
            raise NotLive(f"không thấy hàng {path}") from None

    def _column_sum(self, inputs: tuple[Any, ...]) -> Term:
        return self.column([self.grid.spots.get(path) for path in inputs], "SUM")

    def column(self, spots: list[Spot | None], function: str = "") -> Term:
        """Return cells that stand one below the other as a range, or a function of it."""
        known = [spot for spot in spots if spot is not None]
        first = min(known, key=lambda spot: spot.row, default=None)
        if first is None or set(known) != {Spot(first.row + n, first.column) for n in range(len(spots))}:
            raise NotLive("có hàng không in trong biểu")
        last = Spot(first.row + len(spots) - 1, first.column)
        cells = f"{address(first, first.row)}:{address(last, last.row)}"
        return Term(f"{function}({cells})" if function else cells, operands=(cells,))


Derivation = Callable[[AnnexFormulas, Origin, Arguments, int], Term]


def _rate(make: AnnexFormulas, origin: Origin, arguments: Arguments, row: int) -> Term:
    return percent(make.read(origin, "so_luong", arguments, row), make.read(origin, "mau_so", arguments, row))


def _attainment(make: AnnexFormulas, origin: Origin, arguments: Arguments, row: int) -> Term:
    year, *rest = arguments
    name = rest[:1] if rest and not rest[0].isdigit() else []
    period = rest[len(name) :]
    values: list[Any] = [int(year), *name]
    target = figure_from(origin.look("muc_tieu")(*values))
    achieved = "ty_le" if target.kind is RATE else "so_luong"
    return percent(make.read(origin, achieved, period, row), make.read_figure(target, row))


def _comparison(make: AnnexFormulas, origin: Origin, arguments: Arguments, row: int) -> Term:
    return percent(make.rate(origin, [], row), make.rate(origin, arguments, row))


def _growth(make: AnnexFormulas, origin: Origin, arguments: Arguments, row: int) -> Term:
    return minus(_comparison(make, origin, arguments, row), number(100))


def _difference(make: AnnexFormulas, origin: Origin, arguments: Arguments, row: int) -> Term:
    return minus(make.read(origin, "so_luong", [], row), make.read(origin, "so_luong", arguments, row))


def _rate_difference(make: AnnexFormulas, origin: Origin, arguments: Arguments, row: int) -> Term:
    return minus(make.read(origin, "ty_le", [], row), make.read(origin, "ty_le", arguments, row))


DERIVED: dict[str, Derivation] = {
    "ty_le": _rate,
    "dat": _attainment,
    "so_voi": _comparison,
    "tang_truong": _growth,
    "chenh_lech": _difference,
    "chenh_lech_ty_le": _rate_difference,
}

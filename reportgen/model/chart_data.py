"""A chart with its numbers: what is drawn, what the tie-out tells of it, what a document remembers of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.model.chart import ChartKind
from reportgen.model.figure import Figure

CHART_STYLE = "VBBieuDo"
"""Paragraph style of a chart, its caption and its note."""
NAME_PREFIX = "bieu_do_"


def object_name(key: str) -> str:
    """Return the name of a chart's drawing, by which it is found again in an edited document."""
    return NAME_PREFIX + key


def relationship_id(key: str) -> str:
    """Return the id of the relationship from the document to a chart."""
    return f"rIdBieuDo_{key}"


def chart_part(key: str) -> str:
    """Return the name of a chart's part."""
    return f"word/charts/{NAME_PREFIX}{key}.xml"


def workbook_part(key: str) -> str:
    """Return the name of a chart's embedded workbook."""
    return f"word/embeddings/{NAME_PREFIX}{key}.xlsx"


def links_part(key: str) -> str:
    """Return the name of the part with a chart's relationships."""
    return f"word/charts/_rels/{NAME_PREFIX}{key}.xml.rels"


@dataclass(frozen=True, slots=True)
class Point:
    """One number of a chart: as printed beside it, and in machine notation; no number is a gap."""

    text: str
    number: str
    figure_id: str = ""


NO_POINT = Point("", "")


@dataclass(frozen=True, slots=True)
class PointSeries:
    """A named row of points, one for each category of its chart."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class ChartData:
    """The numbers of a chart by series and category."""

    key: str
    categories: tuple[str, ...]
    series: tuple[PointSeries, ...]

    def as_json(self) -> str:
        """Return what a document remembers of the chart."""
        series = [[each.name, [[p.text, p.number, p.figure_id] for p in each.points]] for each in self.series]
        return json.dumps([self.categories, series], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, key: str, text: str) -> ChartData:
        """Read what `as_json` wrote; raises ValueError for anything else."""
        try:
            categories, series = json.loads(text)
            read = tuple(PointSeries(name, tuple(Point(*each) for each in points)) for name, points in series)
            return cls(key, tuple(categories), read)
        except TypeError as error:
            raise ValueError("not the data of a chart") from error


@dataclass(frozen=True, slots=True)
class DrawnPoint:
    """A figure that a chart shows, and what is printed for it."""

    figure: Figure
    text: str
    series: str
    category: str


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart of one document: data, words around it, and the figures behind its points."""

    data: ChartData
    kind: ChartKind
    label: str
    """`Biểu đồ 1`."""
    title: str
    points: tuple[DrawnPoint, ...]

    def places(self) -> Iterator[tuple[DrawnPoint, str]]:
        """Yield every figure with its place as a reader finds it."""
        for point in self.points:
            names = [name for name in (point.series, point.category) if name]
            yield point, ", ".join([self.label, *(f"“{name}”" for name in names)])


def column_letter(number: int) -> str:
    """Return the letter of a workbook column, counted from 0; charts have few."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number]


def cells(column: int, first: int, last: int) -> str:
    """Return a reference to cells of one column of a chart's workbook; rows count from 1."""
    letter = column_letter(column)
    if first == last:
        return f"Sheet1!${letter}${first}"
    return f"Sheet1!${letter}${first}:${letter}${last}"


def table_rows(data: ChartData) -> Sequence[Sequence[str | Point]]:
    """Return the rows of a chart's workbook: names of the series above, then a row for each category."""
    head: list[str | Point] = ["", *(series.name for series in data.series)]
    body: list[list[str | Point]] = [
        [category, *(series.points[n] for series in data.series)]
        for n, category in enumerate(data.categories)
    ]
    return [head, *body]

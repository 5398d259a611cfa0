"""One chart that was made, edited and is built anew: which numbers it gets, and the account of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen.model.chart_data import ChartData, Point, PointSeries, chart_part
from reportgen.model.chart_workbook import chart_workbook
from reportgen.model.refreshed import FigureChange, FigureStatus, WordingChange, WordingStatus
from reportgen.refresh.chart_part import (
    has_same_names,
    places_of,
    read_data,
    same_number,
    write_data,
)
from reportgen.refresh.chart_sheet import rewritten
from reportgen.refresh.drawings import Drawing, checksum
from reportgen.refresh.manifest import RememberedChart
from reportgen.refresh.wordml import parse, serialize

if TYPE_CHECKING:
    from reportgen.refresh.charts import Charts

KEPT_BY_HAND = "\0"
"""No label says this: marks points whose label is left alone."""


@dataclass(slots=True)
class Update:
    """One chart that all three versions have."""

    charts: Charts
    drawing: Drawing
    part: str
    made: RememberedChart
    now: RememberedChart

    def run(self) -> bool:
        """Write the new numbers; tell whether anything changed."""
        key, links = self.drawing.key, self.charts.links
        data = links.get(self.part) or b""
        fresh = self.charts.ours.parts[chart_part(key)]
        if checksum(data) == self.made.chart_mark:
            self._note(self.made.data, frozenset())
            links.changed[self.part] = fresh
            self._write_workbook(self.now.data)
            return fresh != data
        root = parse(data)
        shown = read_data(root, key)
        if not has_same_names(shown, self.made.data):
            return self._edited_shape(fresh)
        held = frozenset(self._held(shown))
        wanted = _with_held(self.now.data, shown, self._places(), held)
        self._note(shown, held)
        if has_same_names(wanted, shown) and _same_texts(self.made.data, self.now.data, held):
            return False
        old = _marked(self.made.data, held)
        write_data(root, parse(fresh), old, wanted)
        links.changed[self.part] = serialize(root)
        self._write_workbook(wanted)
        return True

    def _edited_shape(self, fresh: bytes) -> bool:
        """Leave a chart alone whose table a person changed, unless they chose the new one."""
        key = self.drawing.key
        if self.charts.choices.overwrites_all or key in self.charts.choices.overwrite:
            self.charts.links.changed[self.part] = fresh
            self._write_workbook(self.now.data)
            return True
        if self.made.data != self.now.data:
            self.charts.tell("chart-edited", key, self.drawing)
        return False

    def _places(self) -> tuple[dict[int, int], dict[int, int]]:
        """Return where the series and the categories of the document as made are in the new build."""
        old, new = self.made.data, self.now.data
        series = places_of([each.name for each in old.series], [each.name for each in new.series])
        return series, places_of(old.categories, new.categories)

    def _held(self, shown: ChartData) -> Iterator[tuple[int, int]]:
        """Yield the points whose number or label a person changed, and which the new one does not replace."""
        choices = self.charts.choices
        for s, (made, theirs) in enumerate(zip(self.made.data.series, shown.series, strict=True)):
            for p, (was, is_now) in enumerate(zip(made.points, theirs.points, strict=True)):
                category = self.made.data.categories[p]
                labels = ("", was.text, f"{category}: {was.text}")
                is_typed = not same_number(was, is_now) or is_now.text not in labels
                is_chosen = choices.overwrites_all or was.figure_id in choices.overwrite
                if is_typed and not is_chosen:
                    yield s, p

    def _note(self, shown: ChartData, held: frozenset[tuple[int, int]]) -> None:
        """Tell what becomes of every point."""
        series, categories = self._places()
        kept_points = set()
        for s, made in enumerate(self.made.data.series):
            for p, was in enumerate(made.points):
                new = self._new_point(series.get(s), categories.get(p))
                if new is not None:
                    kept_points.add((series[s], categories[p]))
                    self._note_point(was, shown.series[s].points[p], new, is_held=(s, p) in held)
                elif was.figure_id:
                    self._note_wording(WordingStatus.REMOVED, self.made.data, s, p)
        for s, now in enumerate(self.now.data.series):
            for p, point in enumerate(now.points):
                if (s, p) not in kept_points and point.figure_id:
                    self._note_wording(WordingStatus.INSERTED, self.now.data, s, p)

    def _new_point(self, series: int | None, category: int | None) -> Point | None:
        if series is None or category is None:
            return None
        return self.now.data.series[series].points[category]

    def _note_point(self, was: Point, is_now: Point, new: Point, *, is_held: bool) -> None:
        if not (new.figure_id or was.figure_id):
            return
        before = was.text if same_number(was, is_now) else is_now.number.replace(".", ",")
        if is_held:
            status, before = FigureStatus.HAND_CHANGED, is_now.text if is_now.text != was.text else before
        elif not same_number(was, is_now):
            status = FigureStatus.OVERWRITTEN
        else:
            status = FigureStatus.SAME if was.text == new.text else FigureStatus.UPDATED
        change = FigureChange(new.figure_id or was.figure_id, status, before, new.text)
        self.charts.account.figures.append((change, self.drawing.paragraph))

    def _note_wording(self, status: WordingStatus, data: ChartData, series: int, category: int) -> None:
        point = data.series[series].points[category]
        names = [data.categories[category], data.series[series].name if len(data.series) > 1 else ""]
        text = f"biểu đồ “{data.key}”: {', '.join(filter(None, names))}: {point.text}"
        texts = (text, "") if status is WordingStatus.REMOVED else ("", text)
        self.charts.account.wordings.append((WordingChange(status, *texts), self.drawing.paragraph))

    def _write_workbook(self, data: ChartData) -> None:
        """Put the numbers into the embedded workbook as well, if the document still has it."""
        links = self.charts.links
        part = next((name for name in links.targets(self.part).values() if name.endswith(".xlsx")), None)
        old = None if part is None else links.get(part)
        if part is None or old is None:
            return
        if checksum(old) == self.made.workbook_mark:
            links.changed[part] = chart_workbook(data)
            return
        changed = rewritten(old, self.made.data, data)
        if changed is not None:
            links.changed[part] = changed
        else:
            self.charts.tell("chart-workbook", self.drawing.key, self.drawing)


def _same_texts(one: ChartData, other: ChartData, held: frozenset[tuple[int, int]]) -> bool:
    """Tell whether two charts of one shape print the same, points in hand aside."""
    return all(
        (s, p) in held or left.text == right.text
        for s, pair in enumerate(zip(one.series, other.series, strict=True))
        for p, (left, right) in enumerate(zip(pair[0].points, pair[1].points, strict=True))
    )


def _with_held(
    new: ChartData,
    shown: ChartData,
    places: tuple[dict[int, int], dict[int, int]],
    held: frozenset[tuple[int, int]],
) -> ChartData:
    """Return the new data with the numbers that people typed in their places."""
    typed = {
        (places[0][s], places[1][p]): shown.series[s].points[p].number
        for s, p in held
        if s in places[0] and p in places[1]
    }
    series = (
        PointSeries(
            each.name,
            tuple(
                replace(point, number=typed.get((s, p), point.number)) for p, point in enumerate(each.points)
            ),
        )
        for s, each in enumerate(new.series)
    )
    return ChartData(new.key, new.categories, tuple(series))


def _marked(data: ChartData, held: frozenset[tuple[int, int]]) -> ChartData:
    """Return the data as made, points in hand marked so that their labels are left alone."""
    series = (
        PointSeries(
            each.name,
            tuple(
                replace(point, text=KEPT_BY_HAND) if (s, p) in held else point
                for p, point in enumerate(each.points)
            ),
        )
        for s, each in enumerate(data.series)
    )
    return ChartData(data.key, data.categories, tuple(series))

"""Join what one report printed with where it came from: the values of the tie-out."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePath

from reportgen.errors import Where
from reportgen.model.annex_sheet import AnnexSheet
from reportgen.model.base import Path
from reportgen.model.chart_data import DrawnChart
from reportgen.model.definition import ColumnKind
from reportgen.model.figure import PROSE, RATE, Figure
from reportgen.model.form import COPY, Form
from reportgen.model.override import as_computed
from reportgen.model.source import Source
from reportgen.model.tie_out import (
    Printed,
    PrintedPlace,
    Summand,
    TieOut,
    TieOutFigure,
    TypedEntry,
    TypedText,
)
from reportgen.model.traces import Traces
from reportgen.model.wording import Trace
from reportgen.publish.number_texts import fraction
from reportgen.publish.place_names import PlaceNames, rows_by_figure


def tie_out(
    form: Form,
    *,
    printed: Sequence[Printed],
    typed_texts: Sequence[TypedText],
    typed_printed: Sequence[int],
    numbers: Mapping[int, str],
    labels: Mapping[int, str],
    sheets: Sequence[AnnexSheet],
    source: Source,
    inputs: Mapping[str, str],
    traces: Traces | None = None,
    charts: Sequence[DrawnChart] = (),
    summands: Sequence[Summand] = (),
) -> TieOut:
    """Return the tie-out of one filled form.

    `printed`, `typed_texts` and `typed_printed` are the printer's records, `numbers` and `labels` the
    outline's; `source` is the figures file, `inputs` the sha256 of every file read, by name, `traces` what
    is known already of where the unit's figures come from,
    `charts` what is drawn, `summands` what the units below gave.
    """
    names, places = PlaceNames(form, numbers, labels, rows_by_figure(form, sheets)), InputPlaces(source)
    shown = [*_in_text(form, printed, names), *_in_charts(charts)]
    of_data = typed_in_data(
        form,
        typed_texts,
        names,
        labels={*labels.values(), *(chart.label for chart in charts)},
        ordinals=ordinal_columns(form),
    )
    typed = [*typed_in_definition(form, typed_printed, names), *of_data]
    return TieOut(
        tuple(_figures(shown, places, traces or Traces())),
        (*typed, *_typed_in_charts(charts)),
        dict(sorted(inputs.items())),
        summands,
    )


OfTable = tuple[int | None, int]
"""A column of a table: the number of its annex and its own."""
Shown = tuple[Figure, PrintedPlace]
"""A figure and one place that shows it."""


class InputPlaces:
    """Where inputs stand, by file name alone: the folder a report is made in must not change its tie-out."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.known: dict[Path, Where] = {}
        self.distinct: dict[Where, Where] = {}

    def of(self, inputs: Iterable[Path]) -> tuple[Where, ...]:
        """Return the places of inputs, each once."""
        return tuple({id(place): place for place in map(self.one, inputs)}.values())

    def one(self, path: Path) -> Where:
        """Return the place of an input; inputs that stand at one place have the same."""
        place = self.known.get(path)
        if place is None:
            where = self.source.where(path)  # not always in that file: a frozen set, a unit's own, a sum
            place = replace(where, file=name) if (name := file_name(where.file)) != where.file else where
            place = self.known[path] = self.distinct.setdefault(place, place)
        return place


@lru_cache(maxsize=1000)
def file_name(file: str) -> str:
    """Return the name of a file without its folder."""
    return PurePath(file).name


def _in_text(form: Form, printed: Sequence[Printed], names: PlaceNames) -> Iterator[Shown]:
    for record in printed:
        if form.sites[record.site].place.block == COPY:
            continue
        yield record.figure, PrintedPlace(names.of_site(record.site, record.figure.id), record.text)


def _in_charts(charts: Sequence[DrawnChart]) -> Iterator[Shown]:
    for chart in charts:
        yield from ((point.figure, PrintedPlace(place, point.text)) for point, place in chart.places())


def _figures(shown: Iterable[Shown], sources: InputPlaces, traces: Traces) -> Iterator[TieOutFigure]:
    by_id: dict[str, list[Shown]] = {}
    for record in shown:
        by_id.setdefault(record[0].id, []).append(record)
    for records in by_id.values():
        figure = records[0][0]
        yield tie_out_figure(figure, traces.of(figure), tuple(place for _, place in records), sources)


def tie_out_figure(
    figure: Figure, trace: Trace, places: tuple[PrintedPlace, ...], typed: InputPlaces
) -> TieOutFigure:
    """Return one figure with all that can be told of it."""
    note = figure.gap.problem if figure.gap is not None else trace.note
    return TieOutFigure(
        id=figure.id,
        label=figure.origin.label_of(figure) if figure.origin is not None else figure.id,
        values=tuple(map(fraction, figure.pairs)) if figure.gap is None else (),
        is_rate=figure.kind is RATE,
        formula=trace.formula,
        sources=typed.of(trace.inputs),
        places=places,
        note=note if figure.override is None else "; ".join(filter(None, (_override_note(figure), note))),
    )


def _override_note(figure: Figure) -> str:
    assert figure.override is not None
    computed = as_computed(figure).text(PROSE)
    return f"ghi đè: giá trị tính được {computed}; {figure.override.decisions}"


def typed_in_definition(form: Form, typed_printed: Sequence[int], names: PlaceNames) -> Iterator[TypedEntry]:
    """Yield the numerals of the definition, the last ones under conditions that printed them."""
    for numeral in (*form.typed, *(form.typed_if_printed[index] for index in typed_printed)):
        yield TypedEntry(numeral.text, names.of_place(numeral.place))


def typed_in_data(
    form: Form,
    texts: Sequence[TypedText],
    names: PlaceNames,
    *,
    labels: Container[str],
    ordinals: Container[OfTable],
) -> Iterator[TypedEntry]:
    """Yield texts of the unit with digits in them, without the labels and ordinals that nobody typed."""
    for text, site in texts:
        place = form.sites[site].place
        if text not in labels and (place.annex, place.column) not in ordinals:
            yield TypedEntry(text, names.of_site(site))


def _typed_in_charts(charts: Sequence[DrawnChart]) -> Iterator[TypedEntry]:
    """Names of points and series with digits in them; a title stands in the text as well."""
    for chart in charts:
        names = [*chart.data.categories, *(series.name for series in chart.data.series)]
        for name in dict.fromkeys(names):
            if name != chart.title and any(char.isdecimal() for char in name):
                yield TypedEntry(name, chart.label)


def ordinal_columns(form: Form) -> set[OfTable]:
    """Return the columns of ordinals, by the number of their annex and their own."""
    return {
        (number, column)
        for number, annex in enumerate(form.definition.annexes, 1)
        for column, leaf in enumerate(annex.table.leaves() if annex.table is not None else (), 1)
        if leaf.kind is ColumnKind.ORDINAL
    }

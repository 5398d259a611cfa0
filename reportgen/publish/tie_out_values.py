"""Join what one report printed with where it came from: the values of the tie-out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import PurePath

from reportgen.errors import Where
from reportgen.model.annex_sheet import AnnexSheet
from reportgen.model.base import Path
from reportgen.model.definition import ColumnKind
from reportgen.model.figure import PROSE, RATE, Figure
from reportgen.model.form import Form
from reportgen.model.override import as_computed
from reportgen.model.source import Source
from reportgen.model.tie_out import Printed, PrintedPlace, TieOut, TieOutFigure, TypedEntry, TypedText
from reportgen.publish.place_names import PlaceNames


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
) -> TieOut:
    """Return the tie-out of one filled form.

    `printed`, `typed_texts` and `typed_printed` are the printer's records, `numbers` and `labels` the
    outline's; `source` is the figures file, `inputs` the sha256 of every file read, by name.
    """
    names, places = PlaceNames(form, numbers, labels, sheets), _Places(source)
    typed = [
        *_typed_in_definition(form, typed_printed, names),
        *_typed_in_data(form, typed_texts, set(labels.values()), names),
    ]
    return TieOut(tuple(_figures(printed, names, places)), tuple(typed), dict(sorted(inputs.items())))


class _Places:
    """Where inputs stand, by file name alone: the folder a report is made in must not change its tie-out."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.known: dict[Path, Where] = {}

    def of(self, inputs: Iterable[Path]) -> tuple[Where, ...]:
        """Return the places of inputs, each once."""
        return tuple(dict.fromkeys(map(self._one, inputs)))

    def _one(self, path: Path) -> Where:
        if path not in self.known:
            where = self.source.where(path)  # not always in that file: a frozen set, a unit's own, a sum
            self.known[path] = replace(where, file=PurePath(where.file).name)
        return self.known[path]


def _figures(printed: Sequence[Printed], names: PlaceNames, sources: _Places) -> Iterator[TieOutFigure]:
    by_id: dict[str, list[Printed]] = {}
    for record in printed:
        by_id.setdefault(record.figure.id, []).append(record)
    for figure_id, records in by_id.items():
        places = tuple(PrintedPlace(names.of_site(record.site, figure_id), record.text) for record in records)
        yield _figure(records[0].figure, places, sources)


def _figure(figure: Figure, places: tuple[PrintedPlace, ...], typed: _Places) -> TieOutFigure:
    trace = figure.origin.trace(figure) if figure.origin is not None else None
    note = figure.gap.problem if figure.gap is not None else trace.note if trace is not None else ""
    return TieOutFigure(
        id=figure.id,
        label=figure.origin.label_of(figure) if figure.origin is not None else figure.id,
        values=tuple(str(Fraction(*pair)) for pair in figure.pairs) if figure.gap is None else (),
        is_rate=figure.kind is RATE,
        formula=trace.formula if trace is not None else "",
        sources=typed.of(trace.inputs) if trace is not None else (),
        places=places,
        note="; ".join(filter(None, (_override_note(figure), note))),
    )


def _override_note(figure: Figure) -> str:
    if figure.override is None:
        return ""
    computed = as_computed(figure).text(PROSE)
    return f"ghi đè: giá trị tính được {computed}; {figure.override.decisions}"


def _typed_in_definition(form: Form, typed_printed: Sequence[int], names: PlaceNames) -> Iterator[TypedEntry]:
    for numeral in (*form.typed, *(form.typed_if_printed[index] for index in typed_printed)):
        yield TypedEntry(numeral.text, names.of_place(numeral.place))


def _typed_in_data(
    form: Form, texts: Sequence[TypedText], labels: set[str], names: PlaceNames
) -> Iterator[TypedEntry]:
    """Texts of the unit with digits in them, without the labels and ordinals that nobody typed."""
    ordinals = _ordinal_columns(form)
    for text, site in texts:
        place = form.sites[site].place
        if text not in labels and (place.annex, place.column) not in ordinals:
            yield TypedEntry(text, names.of_site(site))


def _ordinal_columns(form: Form) -> set[tuple[int | None, int]]:
    """Return the columns of ordinals, by the number of their annex and their own."""
    return {
        (number, column)
        for number, annex in enumerate(form.definition.annexes, 1)
        for column, leaf in enumerate(annex.table.leaves() if annex.table is not None else (), 1)
        if leaf.kind is ColumnKind.ORDINAL
    }

"""Publish the tie-out for machines: `<stem>.json`, a figure a line, so that two of them can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pydantic_core import to_json

from reportgen.errors import Finding, Where
from reportgen.model.checking import Waived
from reportgen.model.tie_out import MOST_SUMMANDS, Summand, TieOut, TieOutFigure, TypedEntry

BETWEEN_FIGURES = ",\n"
BETWEEN = BETWEEN_FIGURES.encode()


def tie_out_json(tie_out: TieOut, findings: Sequence[Finding] = (), waived: Sequence[Waived] = ()) -> bytes:
    """Return the tie-out and the findings as JSON in UTF-8, the same bytes for the same content."""
    figures = BETWEEN_FIGURES.join(map(figure_json, tie_out.figures)).encode()
    typed = map(typed_json, tie_out.typed)
    return json_of(figures, typed, tie_out.inputs, findings, waived, tie_out.summands)


def json_of(
    figures: bytes,
    typed: Iterable[bytes],
    inputs: Mapping[str, str],
    findings: Sequence[Finding],
    waived: Sequence[Waived],
    summands: Sequence[Summand] = (),
) -> bytes:
    """Return the JSON of figures that are written and joined already, and of typed numerals, a line each."""
    parts = [
        *_list("figures", figures),
        *_list("typed", _lines(typed)),
        b'"inputs":',
        to_json(dict(inputs)),
        BETWEEN,
        *_list("findings", _lines(to_json(finding.as_json()) for finding in findings)),
        *_list("waived", _lines(to_json(each.as_json()) for each in waived)),
    ]
    if summands:
        parts += _list("summands", _lines(map(_summand_json, summands[:MOST_SUMMANDS])))
        parts += b'"summands_left_out":%d' % max(0, len(summands) - MOST_SUMMANDS), BETWEEN
    return b"".join([b"{\n", *parts[:-1], b"\n}\n"])


def _list(name: str, lines: bytes) -> list[bytes]:
    """Return a list, a line to each of its entries, and what comes before the next thing."""
    head = f'"{name}":['.encode()
    return [head, b"\n", lines, b"\n]", BETWEEN] if lines else [head, b"]", BETWEEN]


def _lines(entries: Iterable[bytes]) -> bytes:
    return BETWEEN.join(entries)


def typed_json(entry: TypedEntry) -> bytes:
    """Return a typed numeral."""
    return to_json({"text": entry.text, "place": entry.place})


def _summand_json(summand: Summand) -> bytes:
    place = summand.place.as_json() if summand.place is not None else {}
    value = None if summand.value is None else str(summand.value)
    return to_json(
        {
            "figure": summand.figure,
            "method": summand.method,
            "unit": summand.code,
            "name": summand.unit,
            "value": value,
            "source": place,
        }
    )


def figure_json(figure: TieOutFigure) -> str:
    """Return one figure; `text` is how it is printed first, each place has its own."""
    texts = tuple([in_json(place.text) for place in figure.places])
    return figure_head(figure.id, figure.label) + figure_rest(
        texts[0],
        " - ".join(figure.values),
        in_json(figure.formula),
        sources_json(map(place_json, figure.sources)),
        places_form([place.place for place in figure.places]) % texts,
        in_json(figure.note),
    )


def figure_head(figure_id: str, label: str) -> str:
    """Return how a figure begins: what is the same wherever it is printed."""
    return f'{{"id":"{in_json(figure_id)}","label":"{in_json(label)}",'


def figure_rest(text: str, value: str, formula: str, sources: str, places: str, note: str) -> str:
    """Return what a figure has of its unit; all is JSON already, texts without their quotes."""
    return (
        f'"text":"{text}","value":"{value}","formula":"{formula}",'
        f'"sources":{sources},"places":{places},"note":"{note}"}}'
    )


def places_form(places: Sequence[str]) -> str:
    """Return the places of a figure as a format, with a gap for the text at each."""
    named = [in_json(place).replace("%", "%%") for place in places]
    return "[" + ",".join([f'{{"place":"{name}","text":"%s"}}' for name in named]) + "]"


def sources_json(places: Iterable[str]) -> str:
    """Return the sources of a figure."""
    return f"[{','.join(places)}]"


def place_json(place: Where) -> str:
    """Return one source."""
    return to_json(place.as_json()).decode()


def in_json(text: str) -> str:
    """Return a text as it stands between the quotes."""
    return to_json(text).decode()[1:-1]

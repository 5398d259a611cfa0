"""Publish the tie-out for machines: `<stem>.json`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pydantic_core import to_json

from reportgen.errors import Finding, Where
from reportgen.model.checking import Waived
from reportgen.model.tie_out import MOST_SUMMANDS, Summand, TieOut, TieOutFigure, TypedEntry

BETWEEN_FIGURES = ",\n"


def tie_out_json(tie_out: TieOut, findings: Sequence[Finding] = (), waived: Sequence[Waived] = ()) -> bytes:
    """Return the tie-out and the findings as JSON in UTF-8, the same bytes for the same content."""
    figures = BETWEEN_FIGURES.join(map(figure_json, tie_out.figures)).encode()
    return json_of(figures, tie_out.typed, tie_out.inputs, findings, waived, tie_out.summands)


def json_of(
    figures: bytes,
    typed: Iterable[TypedEntry],
    inputs: Mapping[str, str],
    findings: Sequence[Finding],
    waived: Sequence[Waived],
    summands: Sequence[Summand] = (),
) -> bytes:
    """Return the JSON of figures that are written and joined already."""
    rest: dict[str, object] = {
        "typed": [{"text": entry.text, "place": entry.place} for entry in typed],
        "inputs": dict(inputs),
        "findings": [finding.as_json() for finding in findings],
        "waived": [each.as_json() for each in waived],
    }
    if summands:
        rest["summands"] = [_summand_json(each) for each in summands[:MOST_SUMMANDS]]
        rest["summands_left_out"] = max(0, len(summands) - MOST_SUMMANDS)
    head = [b'{\n  "figures": [\n', figures, b"\n  ],\n"] if figures else [b'{\n  "figures": [],\n']
    return b"".join([*head, to_json(rest, indent=2)[2:], b"\n"])


def _summand_json(summand: Summand) -> dict[str, object]:
    place = summand.place.as_json() if summand.place is not None else {}
    value = None if summand.value is None else str(summand.value)
    return {
        "figure": summand.figure,
        "method": summand.method,
        "unit": summand.code,
        "name": summand.unit,
        "value": value,
        "source": place,
    }


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
    return f'    {{\n      "id": "{in_json(figure_id)}",\n      "label": "{in_json(label)}",\n'


def figure_rest(text: str, value: str, formula: str, sources: str, places: str, note: str) -> str:
    """Return what a figure has of its unit; all is JSON already, texts without their quotes."""
    return (
        f'      "text": "{text}",\n      "value": "{value}",\n      "formula": "{formula}",\n'
        f'      "sources": {sources},\n      "places": {places},\n      "note": "{note}"\n    }}'
    )


def places_form(places: Sequence[str]) -> str:
    """Return the places of a figure as a format, with a gap for the text at each."""
    named = [in_json(place).replace("%", "%%") for place in places]
    shown = [
        f'        {{\n          "place": "{name}",\n          "text": "%s"\n        }}' for name in named
    ]
    return "[\n" + ",\n".join(shown) + "\n      ]"


def sources_json(places: Iterable[str]) -> str:
    """Return the sources of a figure."""
    shown = ",\n".join(places)
    return f"[\n{shown}\n      ]" if shown else "[]"


def place_json(place: Where) -> str:
    """Return one source, indented as it stands in its figure."""
    said = [f'          "{name}": {to_json(value).decode()}' for name, value in place.as_json().items()]
    return "        {\n" + ",\n".join(said) + "\n        }"


def in_json(text: str) -> str:
    """Return a text as it stands between the quotes."""
    return to_json(text).decode()[1:-1]

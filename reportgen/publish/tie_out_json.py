"""Publish the tie-out for machines: `<stem>.json`."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic_core import to_json

from reportgen.errors import Finding
from reportgen.model.checking import Waived
from reportgen.model.tie_out import TieOut, TieOutFigure


def tie_out_json(tie_out: TieOut, findings: Sequence[Finding] = (), waived: Sequence[Waived] = ()) -> bytes:
    """Return the tie-out and the findings as JSON in UTF-8, the same bytes for the same content."""
    places: dict[int, dict[str, str | int]] = {}
    content = {
        "figures": [_figure(figure, places) for figure in tie_out.figures],
        "typed": [{"text": entry.text, "place": entry.place} for entry in tie_out.typed],
        "inputs": dict(tie_out.inputs),
        "findings": [finding.as_json() for finding in findings],
        "waived": [each.as_json() for each in waived],
    }
    return to_json(content, indent=2) + b"\n"  # as json.dumps writes it, in a tenth of the time


def _figure(figure: TieOutFigure, known: dict[int, dict[str, str | int]]) -> dict[str, object]:
    """Return one figure; `text` is how it is printed first, each place has its own.

    `known` are places as JSON by identity: the figures of a unit share many.
    """
    first = figure.places[0].text
    return {
        "id": figure.id,
        "label": figure.label,
        "text": first,
        "value": " - ".join(figure.values),
        "formula": figure.formula,
        "sources": [
            known.get(id(place)) or known.setdefault(id(place), place.as_json()) for place in figure.sources
        ],
        "places": [{"place": place.place, "text": place.text} for place in figure.places],
        "note": figure.note,
    }

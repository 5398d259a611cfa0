"""All filters that templates of a form go through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reportgen.fill.chosen_rows import print_chosen
from reportgen.fill.gate import FILTERS
from reportgen.fill.passages import print_passage
from reportgen.fill.rounds import gather, print_as_before, print_rounds

GATE: Mapping[str, Callable[..., Any]] = {
    **FILTERS,
    "_doan": print_passage,
    "_vong": print_rounds,
    "_gom": gather,
    "_nhu_truoc": print_as_before,
    "_chon": print_chosen,
}

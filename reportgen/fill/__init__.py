"""FILL: a form and the figures of one unit -> the bytes of a document. No lxml or markdown here."""

from reportgen.fill.annex_sheets import annex_sheets, printed_rows
from reportgen.fill.diagnose import diagnose
from reportgen.fill.filler import Filled, fill, fill_parts, names_of
from reportgen.fill.filters import GATE

__all__ = [
    "GATE",
    "Filled",
    "annex_sheets",
    "diagnose",
    "fill",
    "fill_parts",
    "names_of",
    "printed_rows",
]

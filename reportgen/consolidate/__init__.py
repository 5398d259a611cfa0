"""CONSOLIDATE: the values of units -> those of the unit above them, and what they say about each other."""

from reportgen.consolidate.consolidate import consolidate, printable
from reportgen.consolidate.cross_checks import Siblings, SiblingsChecked
from reportgen.consolidate.own_values import place_of, with_own_values
from reportgen.consolidate.succession import LastValues, carry_over
from reportgen.consolidate.unit_lists import unit_list_group

__all__ = [
    "LastValues",
    "Siblings",
    "SiblingsChecked",
    "carry_over",
    "consolidate",
    "place_of",
    "printable",
    "unit_list_group",
    "with_own_values",
]

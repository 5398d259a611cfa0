"""COMPUTE: typed figures of one unit -> exact figures that templates can name."""

from reportgen.compute.book import Book, compute
from reportgen.compute.check import check_columns, check_expressions, derived_values
from reportgen.compute.override_checks import check_override_days, check_overrides, figure_ids
from reportgen.compute.rules import check_data_rules

__all__ = [
    "Book",
    "check_columns",
    "check_data_rules",
    "check_expressions",
    "check_override_days",
    "check_overrides",
    "compute",
    "derived_values",
    "figure_ids",
]

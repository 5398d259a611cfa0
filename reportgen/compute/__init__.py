"""COMPUTE: typed figures of one unit -> exact figures that templates can name."""

from reportgen.compute.book import compute
from reportgen.compute.check import check_columns, check_expressions, derived_values

__all__ = ["check_columns", "check_expressions", "compute", "derived_values"]

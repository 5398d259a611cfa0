"""COMPUTE: typed figures of one unit -> exact figures that templates can name."""

from reportgen.compute.book import compute

__all__ = ["compute"]

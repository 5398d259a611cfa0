"""COMPILE: a definition and a Word template -> everything of a report that no figure can change."""

from reportgen.compile.compiler import compile_form
from reportgen.compile.names import check_names

__all__ = ["check_names", "compile_form"]

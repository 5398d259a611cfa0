"""Findings written into a copy of a Word file, each as a Word comment at its very place."""

from reportgen.check.comments.annotate import annotate

__all__ = ["annotate"]

"""Builds our Word templates (.docx) from the form rules, which the checker reads too."""

from __future__ import annotations

from reportgen.template.package import build_template

__all__ = ["build_template"]

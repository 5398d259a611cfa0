"""VALIDATE: rules over several fields of the definition and the figures, which no single field can tell."""

from reportgen.validate.validate import validate, validate_figures

__all__ = ["validate", "validate_figures"]

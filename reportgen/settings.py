"""Where the files that come with the program live: Word and Excel templates, form rules, samples."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def templates_folder() -> Path:
    """Return the folder of the built-in templates (`docx/`, `xlsx/`)."""
    return _resources() / "templates"


def data_folder() -> Path:
    """Return the folder of the data that the program reads (`the-thuc/`)."""
    return _resources() / "data"


def samples_folder() -> Path:
    """Return the folder of the sample programmes and reports."""
    return _resources() / "samples"


def _resources() -> Path:
    """Inside an installed wheel they are part of the package; in a checkout they stand beside it."""
    installed = PACKAGE / "_resources"
    return installed if installed.is_dir() else PACKAGE.parent

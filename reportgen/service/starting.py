"""Starting files for a new report."""

from __future__ import annotations

import tempfile
from pathlib import Path

from reportgen.load import load_figures
from reportgen.publish.files import write_files
from reportgen.publish.starting_files import starting_files


def start_report(regime: str, folder: Path, *, as_workbook: bool = False) -> list[Path]:
    """Write the commented starting files of a regime; the figures as a workbook when asked.

    Raises InputRefused when one of the files is there already.
    """
    files = starting_files(regime, folder)
    if as_workbook:
        files = _with_workbook(files, folder)
    write_files(files)
    return list(files)


def _with_workbook(files: dict[Path, bytes], folder: Path) -> dict[Path, bytes]:
    from reportgen.publish.figures_workbook import write_figures_workbook

    definition, figures = files
    with tempfile.TemporaryDirectory(prefix="reportgen-") as name:
        typed, workbook = Path(name) / figures.name, Path(name) / "so-lieu.xlsx"
        typed.write_bytes(files[figures])
        write_figures_workbook(load_figures(typed).figures, workbook)
        text = files[definition].replace(b"so_lieu: so-lieu.yaml", b"so_lieu: so-lieu.xlsx")
        return {definition: text, folder / workbook.name: workbook.read_bytes()}

"""Reports for programs: compiled once, filled for many units; or built whole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reportgen.errors import InputRefused
from reportgen.fill import Filled, fill
from reportgen.load import AlikeJson, LoadedDefinition, figures_from_json, load_definition, load_figures
from reportgen.model.definition import Definition
from reportgen.model.figure import Figures
from reportgen.model.figures_input import FiguresInput
from reportgen.model.form import Form
from reportgen.service.making import make
from reportgen.service.publication_checks import check_before_publication
from reportgen.service.publishing import Built, publish
from reportgen.service.reading import compile_definition, computed


class Report:
    """A compiled report: filled for as many units as wanted. Safe to share between threads."""

    def __init__(self, loaded: LoadedDefinition, form: Form) -> None:
        self.form, self.source = form, loaded.source
        self._alike = AlikeJson()

    @property
    def definition(self) -> Definition:
        """The definition it was compiled from."""
        return self.form.definition

    def read_figures(self, path: str | Path) -> FiguresInput:
        """Read the figures of one unit from a file.

        Raises InputRefused with everything wrong in it.
        """
        return load_figures(Path(path)).figures

    def read_json(self, data: bytes, name: str = "so-lieu.json") -> FiguresInput:
        """Read the figures of one unit from JSON: the fast way for many units.

        Raises InputRefused with everything wrong in it.
        """
        return figures_from_json(data, name, self._alike)

    def compute(self, given: FiguresInput) -> Figures:
        """Work out the figures of one unit."""
        return computed(self.form, given)

    def fill(self, given: FiguresInput, *, anchored: bool = True) -> Filled:
        """Fill the report with the figures of one unit; `.bytes()` of the result is the .docx.

        Raises InputRefused at the first mistake met.
        """
        return fill(self.form, self.compute(given), given.texts, anchored=anchored)


def open_report(definition: str | Path) -> Report:
    """Read and compile a definition.

    Raises InputRefused with every mistake in the definition and its template.
    """
    path = Path(definition)
    loaded = load_definition(path)
    return Report(loaded, compile_definition(loaded, path.parent, None))


def build(
    definition: str | Path,
    out: str | Path,
    *,
    figures: str | Path | None = None,
    pdf: bool = False,
    force: bool = False,
) -> Built:
    """Make all files of one report in the folder `out`, replacing older ones.

    Raises InputRefused with every mistake of the author, and with every error that the checks find, unless
    `force`: then the report is published as a draft, and says so. Raises EnvironmentProblem when the machine
    lacks something. No file is written or changed when anything is raised.
    """
    path = Path(definition)
    made = make(path, figures)
    today = dt.datetime.now().astimezone().date()
    checked = check_before_publication(made, made.filled.bytes(), today)
    if checked.is_blocking:
        if not force:
            raise InputRefused((*made.notes, *checked.findings))
        made = make(path, figures, as_draft=True)
    return publish(path, Path(out), made, checked, pdf=pdf)

"""The report of a parent unit: its figures made of its children's, as a file of figures and as documents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.errors import Finding, InputRefused, Severity
from reportgen.load import LoadedDefinition, LoadedFigures
from reportgen.model.checking import Checked
from reportgen.publish.figures_file import figures_yaml
from reportgen.publish.files import write_files
from reportgen.service.cross_checking import ABOUT_SUMS, cross_check
from reportgen.service.making import Made, made_of
from reportgen.service.programme import OpenProgramme, open_programme
from reportgen.service.publication_checks import check_before_publication
from reportgen.service.publishing import Built, publish


@dataclass(frozen=True, slots=True)
class Consolidated:
    """What was made for a parent: the file of its figures, its documents, and what its units say."""

    code: str
    figures: Path
    built: Built
    crossed: Checked

    @property
    def files(self) -> list[Path]:
        """All files, in the order in which people open them."""
        return [*self.built.files, self.figures]

    @property
    def has_broken_units(self) -> bool:
        """Whether figures of some unit below could not be read."""
        return self.crossed.is_blocking


def consolidate_unit(
    path: Path, code: str, out: Path, *, pdf: bool = False, force: bool = False
) -> Consolidated:
    """Make the figures and the report of a parent in the folder `out`, replacing older ones.

    Raises InputRefused with every mistake of the authors, and with every error that the checks find, unless
    `force`: then the report is published as a draft. Units below with mistakes have given nothing.
    """
    programme = open_programme(path)
    crossed = cross_check(programme, _parent(programme, code))
    given = programme.unit_figures(code)
    told = tuple(note for note in given.notes if note.rule not in ABOUT_SUMS)  # the cross checks tell those
    given = replace(given, notes=told)
    level = programme.unit(code).level
    loaded, report = programme.definition(level), programme.report_path(level)
    made = _named(made_of(loaded, given, report), code)
    today = dt.datetime.now().astimezone().date()
    checked = check_before_publication(made, made.filled.bytes(), today)
    if checked.is_blocking:
        if not force:
            raise InputRefused((*made.notes, *checked.findings))
        made = _named(made_of(_as_draft(loaded), given, report), code)
    built = publish(report, out, made, checked, pdf=pdf)
    figures = out / f"{code}-so-lieu.yaml"
    write_files({figures: _figures_file(programme, code, given)})
    return Consolidated(code, figures, built, crossed)


def check_units(path: Path, code: str | None) -> tuple[OpenProgramme, Checked]:
    """Return what the units of a programme, or those below one, say about each other.

    Raises InputRefused with the mistakes of the programme.
    """
    programme = open_programme(path)
    if code is not None:
        _parent(programme, code)
    return programme, cross_check(programme, code)


def _parent(programme: OpenProgramme, code: str) -> str:
    programme.unit(code)
    if not programme.roster.is_parent(code):
        message = f"đơn vị {code} ({programme.names[code]}) không có đơn vị cấp dưới để tổng hợp"
        parents = [each for each in programme.roster.units if programme.roster.is_parent(each)]
        remedy = (
            f"các đơn vị có cấp dưới: {', '.join(parents)}" if parents else "ghi cha cho các đơn vị cấp dưới"
        )
        raise InputRefused([Finding("unit-without-children", message, programme.place(code), remedy)])
    return code


def _named(made: Made, code: str) -> Made:
    return replace(made, stem=f"{code}-{made.stem}")


def _as_draft(loaded: LoadedDefinition) -> LoadedDefinition:
    return replace(loaded, definition=loaded.definition.model_copy(update={"draft": True}))


def _figures_file(programme: OpenProgramme, code: str, given: LoadedFigures) -> bytes:
    notes = [note.message for note in programme.unit_values(code).notes if note.severity is not Severity.INFO]
    children = programme.roster.children(code)
    head = [f"Số liệu của {programme.names[code]}, tổng hợp từ {len(children)} đơn vị: {', '.join(children)}"]
    return figures_yaml(given.figures, [*head, *notes])

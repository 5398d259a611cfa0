"""The files of a filled report: made, looked over, and written together."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reportgen.check.package_lint import lint_package
from reportgen.check.typed_texts import typed_signs
from reportgen.errors import Finding, InputRefused, Where
from reportgen.load import read_file
from reportgen.model.annex_sheet import AnnexSheet
from reportgen.model.checking import Checked, Waived
from reportgen.model.tie_out import TieOut
from reportgen.publish.annex_workbook import annex_workbook
from reportgen.publish.files import write_files
from reportgen.publish.tie_out_json import tie_out_json
from reportgen.publish.tie_out_values import file_name, tie_out
from reportgen.publish.tie_out_workbook import tie_out_workbook
from reportgen.service.making import Made
from reportgen.settings import templates_folder

ANNEXES, TIE_OUT, TIE_OUT_JSON = "-phu-luc.xlsx", "-doi-chieu.xlsx", ".json"
"""What the names of files end with."""


class Counts(NamedTuple):
    """How many numerals are printed."""

    figures: int
    """… from the figures, computed ones included."""
    computed: int
    typed: int
    """… as somebody typed them into the text."""


class Built(NamedTuple):
    """The files of one report, and what its author should know."""

    docx: Path
    tie_out: Path
    json: Path
    counts: Counts
    annexes: Path | None = None
    forms: tuple[Path, ...] = ()
    pdf: Path | None = None
    findings: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()

    @property
    def files(self) -> list[Path]:
        """All files, in the order in which people open them."""
        files = (self.docx, self.pdf, self.annexes, *self.forms, self.tie_out, self.json)
        return [path for path in files if path is not None]


class OfficeForm(NamedTuple):
    """An office's own workbook, filled, and the file it was made from."""

    template: str
    sha256: str
    data: bytes


def publish(path: Path, out: Path, made: Made, checked: Checked, *, pdf: bool) -> Built:
    """Write all files of a report into the folder `out`, with what the checks of it have found.

    Raises InputRefused when the document or an office form would be defective; nothing is written then.
    """
    stem, docx = made.stem, made.filled.bytes()
    typed = typed_signs(made.form.definition, made.given.figures)
    if defects := lint_package(docx, file=made.document_name, typed=typed):
        raise InputRefused(defects)
    findings = (*made.notes, *checked.findings)
    forms = office_forms(made, path.parent)
    tied = tie_out_of(made, forms.values())
    built = Built(
        docx=out / f"{stem}.docx",
        tie_out=out / f"{stem}{TIE_OUT}",
        json=out / f"{stem}{TIE_OUT_JSON}",
        annexes=out / f"{stem}{ANNEXES}" if any(sheet.rows for sheet in made.sheets) else None,
        forms=tuple(out / f"{stem}-{key}.xlsx" for key in forms),
        pdf=out / f"{stem}.pdf" if pdf else None,
        findings=findings,
        waived=checked.waived,
        counts=Counts(tied.printed_count, tied.computed_count, len(tied.typed)),
    )
    parts = {".docx": docx, **annex_files(made, forms), **tie_out_files(tied, findings, checked.waived)}
    contents = {out / f"{stem}{ending}": data for ending, data in parts.items()}
    if built.pdf is not None:
        contents[built.pdf] = _as_pdf(docx, stem)
    write_files(contents)
    return built


def annex_files(made: Made, forms: Mapping[str, OfficeForm]) -> dict[str, bytes]:
    """Return the workbooks of the annexes by what their names end with."""
    files = office_form_files(forms)
    if tables := [sheet for sheet in made.sheets if sheet.rows]:
        missing = made.form.definition.missing.table
        files[ANNEXES] = annex_workbook(tables, made.filled.names, missing=missing, traces=made.traces)
    return files


def office_form_files(forms: Mapping[str, OfficeForm]) -> dict[str, bytes]:
    """Return the offices' own workbooks by what their names end with."""
    return {f"-{key}.xlsx": form.data for key, form in forms.items()}


def tie_out_files(tied: TieOut, findings: Sequence[Finding], waived: Sequence[Waived]) -> dict[str, bytes]:
    """Return the trace of every figure, for people and for programs, by what the names end with."""
    return {
        TIE_OUT: tie_out_workbook(tied, findings, waived),
        TIE_OUT_JSON: tie_out_json(tied, findings, waived),
    }


def tie_out_of(made: Made, forms: Iterable[OfficeForm] = ()) -> TieOut:
    """Return the trace of every figure printed; `forms` are the office workbooks that were filled."""
    printer, decided = made.filled.printer, made.filled.outline
    return tie_out(
        made.form,
        printed=printer.printed,
        typed_texts=printer.typed,
        typed_printed=printer.typed_printed,
        numbers=decided.numbers,
        labels=decided.labels,
        sheets=made.sheets,
        source=made.given.source,
        traces=made.traces,
        charts=made.filled.charts,
        summands=made.given.summands(),
        inputs=inputs_of(made, forms),
    )


def inputs_of(made: Made, forms: Iterable[OfficeForm] = ()) -> dict[str, str]:
    """Return the sha256 of every file that was read, by its name."""
    return {
        **{file_name(source.file): source.sha256 for source in (made.loaded.source, made.given.source)},
        **made.given.inputs,
        made.form.template_name: made.form.template_sha256,
        **{form.template: form.sha256 for form in forms},
    }


def office_forms(made: Made, folder: Path) -> dict[str, OfficeForm]:
    """Fill the offices' own workbooks, by annex key; raise InputRefused with the mistakes of all."""
    filled: dict[str, OfficeForm] = {}
    findings: list[Finding] = []
    sheets = {sheet.annex.key: sheet for sheet in made.sheets}
    for number, annex in enumerate(made.form.definition.annexes):
        if annex.form is None or annex.key not in sheets:
            continue
        where = made.loaded.source.where(("phu_luc", number, "bieu_mau", "tep"))
        try:
            filled[annex.key] = _office_form(_form_path(annex.form.file, folder, where), sheets[annex.key])
        except InputRefused as refused:
            findings += refused.findings
    if findings:
        raise InputRefused(findings)
    return filled


def _office_form(path: Path, sheet: AnnexSheet) -> OfficeForm:
    from reportgen.load.workbook import open_workbook  # openpyxl takes a fifth of a second to import
    from reportgen.publish.office_form import fill_office_form

    template = read_file(path, path.name)
    open_workbook(template, path.name)
    digest = hashlib.sha256(template).hexdigest()
    return OfficeForm(path.name, digest, fill_office_form(template, sheet, path.name))


def office_form_path(name: str, folder: Path) -> Path | None:
    """Return the workbook of that name beside a definition, else among ours; None when there is none."""
    candidates = [folder / name, templates_folder() / "xlsx" / name]
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def _form_path(name: str, folder: Path, where: Where) -> Path:
    found = office_form_path(name, folder)
    if found is not None:
        return found
    remedy = "đặt tệp cạnh tệp định nghĩa, hoặc trong templates/xlsx/"
    raise InputRefused([Finding("no-office-form", f"không có biểu mẫu “{name}”", where, remedy)])


def _as_pdf(docx: bytes, stem: str) -> bytes:
    from reportgen.publish.pdf import convert_to_pdf, verify_fonts  # needs the extra [pdf]

    with tempfile.TemporaryDirectory(prefix="reportgen-") as name:
        folder = Path(name)
        source = folder / f"{stem}.docx"
        source.write_bytes(docx)
        made = convert_to_pdf([source], folder)[source]
        verify_fonts(made)
        return made.read_bytes()

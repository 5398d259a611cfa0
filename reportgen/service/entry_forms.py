"""Data-entry workbooks for the units of a programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import Finding, UsageProblem
from reportgen.load.programme import LoadedProgramme, load_programme
from reportgen.model.entry_form import EntryForm, entry_form
from reportgen.publish.entry_copies import EntryCopies, EntryUnit
from reportgen.publish.files import write_files
from reportgen.service.last_figures import LastFigures
from reportgen.vietnamese import suggest

SLICE = 200
"""Workbooks written at a time: all of a slice get their names, or none."""


@dataclass(frozen=True, slots=True)
class MadeForms:
    """The workbooks that were written, and what has to be said about them."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...] = ()


def make_forms(
    programme: Path, out: Path, *, codes: Sequence[str] = (), levels: Sequence[str] = ()
) -> MadeForms:
    """Write one workbook `<mã>.xlsx` into `out` for each unit that is asked for.

    Raises InputRefused for mistakes of the programme's files, UsageProblem for unknown codes or levels.
    """
    loaded = load_programme(programme, has_values=False)
    asked = units_asked(loaded, codes=codes, levels=levels)
    last = LastFigures(loaded)
    copies = EntryCopies(form_of(loaded), has_last=last.has_any)
    _refuse_to_overwrite(loaded, asked, out, copies, last)
    files: list[Path] = []
    for start in range(0, len(asked), SLICE):
        contents = {
            out / f"{code}.xlsx": copies.workbook(entry_unit(loaded, code), last.of(code))
            for code in asked[start : start + SLICE]
        }
        write_files(contents)
        files += contents
    return MadeForms(tuple(files), (*loaded.notes, *last.findings))


def _refuse_to_overwrite(
    loaded: LoadedProgramme, asked: Sequence[str], out: Path, copies: EntryCopies, last: LastFigures
) -> None:
    """Stop before a form that somebody may have filled in is replaced; the very same form is no loss."""
    there = [code for code in asked if (out / f"{code}.xlsx").exists()]
    other = [
        code
        for code in there
        if (out / f"{code}.xlsx").read_bytes() != copies.workbook(entry_unit(loaded, code), last.of(code))
    ]
    if other:
        message = f"đã có {len(other)} tệp khác cùng tên trong {out.as_posix()}, như {other[0]}.xlsx"
        raise UsageProblem(f"{message}; biểu có thể đã được nhập: chọn thư mục khác bằng --out")


def form_of(loaded: LoadedProgramme) -> EntryForm:
    """Return the form that the units of a programme fill in."""
    period = loaded.period
    return entry_form(
        loaded.skeleton.figures,
        programme=loaded.programme.key,
        title=loaded.programme.title,
        version=loaded.programme.form_version,
        period=f"{period.starts_on:%Y-%m-%d}/{period.cutoff_on:%Y-%m-%d}",
        period_text=period.sentence,
    )


def units_asked(
    loaded: LoadedProgramme, *, codes: Sequence[str] = (), levels: Sequence[str] = ()
) -> list[str]:
    """Return the units that fill in forms: those named, those of the levels, else those nobody reports to.

    Raises UsageProblem for a code or level that is not there.
    """
    roster = loaded.roster
    if unknown := [code for code in codes if code not in roster]:
        raise UsageProblem(f"không có đơn vị {unknown[0]}{suggest(unknown[0], roster.units)}")
    if wrong := [level for level in levels if level not in loaded.programme.levels]:
        known = loaded.programme.levels
        raise UsageProblem(f"không có cấp {wrong[0]}{suggest(wrong[0], known)}; các cấp: {', '.join(known)}")
    if levels:
        in_levels = {code for level in levels for code in roster.of_level(level)}
        return [code for code in roster.units if code in in_levels and (not codes or code in codes)]
    if codes:
        return [code for code in roster.units if code in codes]
    return [code for code in roster.units if not roster.is_parent(code)]


def entry_unit(loaded: LoadedProgramme, code: str) -> EntryUnit:
    """Return the unit that a workbook is for."""
    unit, above = loaded.roster[code], loaded.roster.path(code)[:-1]
    return EntryUnit(code, unit.name, ", ".join(loaded.roster[each].name for each in reversed(above)))

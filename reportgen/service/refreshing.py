"""Bring an edited document up to date with its report, and tell two versions of a report apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reportgen.check.comments import annotate
from reportgen.check.word_gate import gate_word
from reportgen.errors import InputRefused, UsageProblem, Where
from reportgen.load import LoadedFigures, load_figures, read_file
from reportgen.model.difference import Difference, FigureDifference, InputDifference, SignOff, lapsed
from reportgen.model.refreshed import SILENTLY, Choices, Refreshed
from reportgen.model.tie_out import TieOutFigure
from reportgen.publish.files import write_files
from reportgen.refresh.compare import compare
from reportgen.refresh.refresh import refresh
from reportgen.service.check_values import FileKind
from reportgen.service.checking import MOST_BYTES_OF_WORD, kind_of
from reportgen.service.making import Made, make
from reportgen.service.publishing import tie_out_of

SHOWN_AS_COMMENT = "refresh-conflict"
TRACKED = Choices(tracks_all=True)


@dataclass(frozen=True, slots=True)
class RefreshOutcome:
    """What a refresh did, the traces of the figures by id, and the file written (None: a trial)."""

    refreshed: Refreshed
    traces: Mapping[str, TieOutFigure]
    path: Path | None = None


def refresh_document(
    edited: Path,
    definition: Path,
    out: Path | None,
    *,
    figures: Path | None = None,
    choices: Choices = SILENTLY,
) -> RefreshOutcome:
    """Write the edited document with the figures and wording of its report as it would be built now.

    `out` None writes nothing. The edited file itself is never written to. Raises InputRefused when one of the
    files cannot be read or the report cannot be built, UsageProblem when `out` is no place to write to.
    """
    if out is not None:
        _refuse_to_overwrite(edited, out)
    data = read_word(edited)
    made = make(definition, figures)
    refreshed = refresh(data, made.filled.bytes(), file=edited.as_posix(), choices=choices)
    conflicts = [finding for finding in refreshed.findings if finding.rule == SHOWN_AS_COMMENT]
    if conflicts:
        refreshed = replace(refreshed, data=annotate(refreshed.data, conflicts))
    if out is not None:
        write_files({out: refreshed.data})
    return RefreshOutcome(refreshed, traces_of(made), out)


def _refuse_to_overwrite(edited: Path, out: Path) -> None:
    if out.suffix.lower() != ".docx":
        raise UsageProblem(f"--out cần tên tệp .docx (đang là “{out.name}”)")
    if out.exists() and edited.exists() and edited.samefile(out):
        raise UsageProblem("--out phải là tệp khác: bản đã sửa không bao giờ bị ghi đè")


def read_word(path: Path) -> bytes:
    """Return a Word file that is safe to open; raise InputRefused when it is not."""
    data = read_file(path, path.as_posix(), most=MOST_BYTES_OF_WORD)
    if refused := gate_word(data, path.as_posix()):
        raise InputRefused(refused)
    return data


def traces_of(made: Made) -> dict[str, TieOutFigure]:
    """Return the trace of every figure of a report by its id."""
    return {figure.id: figure for figure in tie_out_of(made).figures}


# --- differences -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two versions: its document and traces, its figures file, as far as it has them."""

    file: str
    docx: bytes | None = None
    given: LoadedFigures | None = None
    traces: Mapping[str, TieOutFigure] | None = None


def differ(
    old: Path,
    new: Path,
    *,
    tracked: Path | None = None,
    choices: Choices = TRACKED,
    sign_offs: Iterable[SignOff] = (),
) -> Difference:
    """Return how two definitions, Word files or figures files differ, and which of the sign-offs lapse.

    `tracked` is where to write the old document with every change tracked. Raises InputRefused for
    what cannot be read or built, UsageProblem for two files that cannot be compared.
    """
    before, after = _side(old), _side(new)
    inputs = input_differences(before.given, after.given) if before.given and after.given else ()
    if before.docx is None or after.docx is None:
        if before.docx is not after.docx or tracked is not None:
            message = "chỉ so được hai báo cáo (định nghĩa hoặc .docx), hoặc hai tệp số liệu; "
            raise UsageProblem(message + "--track-changes chỉ dùng cho hai báo cáo")
        return Difference(inputs=inputs)
    found = compare(before.docx, after.docx, file=after.file)
    if tracked is not None:
        write_files({tracked: refresh(before.docx, after.docx, file=before.file, choices=choices).data})
    traces = {**(before.traces or {}), **(after.traces or {})}
    figures = tuple(traced(each, traces) for each in found.figures)
    return replace(found, inputs=inputs, figures=figures, lapsed=lapsed(sign_offs, after.docx))


def _side(path: Path) -> _Side:
    kind = kind_of(path)
    if kind is FileKind.FIGURES:
        return _Side(path.as_posix(), given=load_figures(path))
    if kind is FileKind.WORD:
        return _Side(path.as_posix(), docx=read_word(path))
    made = make(path)
    return _Side(made.document_name, made.filled.bytes(), made.given, traces_of(made))


def traced(difference: FigureDifference, traces: Mapping[str, TieOutFigure]) -> FigureDifference:
    """Return a difference with the figure's label and sources."""
    trace = traces.get(difference.figure)
    return difference if trace is None else replace(difference, label=trace.label, sources=trace.sources)


def input_differences(before: LoadedFigures, after: LoadedFigures) -> tuple[InputDifference, ...]:
    """Return the values that are not the same in two sets of figures, each with its places."""
    old, new = _leaves(before), _leaves(after)
    return tuple(
        InputDifference(
            _shown(path),
            old.get(path),
            new.get(path),
            before.source.where(path) if path in old else Where(),
            after.source.where(path) if path in new else Where(),
        )
        for path in dict.fromkeys([*old, *new])
        if old.get(path) != new.get(path)
    )


def _shown(path: tuple[str | int, ...]) -> str:
    """Return a path as its author would say it; a last 0 is the current period, which nobody wrote."""
    return ".".join(map(str, path[:-1] if path[-1] == 0 else path))


def _leaves(given: LoadedFigures) -> dict[tuple[str | int, ...], str]:
    """Return every value of a figures file as text, by its path."""
    found: dict[tuple[str | int, ...], str] = {}

    def walk(value: Any, path: tuple[str | int, ...]) -> None:
        if isinstance(value, Mapping):
            for key, inner in value.items():
                walk(inner, (*path, key))
        elif isinstance(value, list | tuple):
            for index, inner in enumerate(value):
                walk(inner, (*path, index))
        elif value is not None:
            found[path] = str(value)

    walk(given.figures.model_dump(by_alias=True, exclude_defaults=True), ())
    return found

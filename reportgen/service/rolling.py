"""A report rolled forward to its next period: new files, and what people have to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.check.stale_texts import stale_texts
from reportgen.compute import figure_ids
from reportgen.errors import Finding, InputRefused, UsageProblem, Where
from reportgen.load import LoadedDefinition, LoadedFigures, parse_definition, parse_figures, read_file
from reportgen.model.frozen import canonical
from reportgen.publish.figures_workbook import figures_workbook
from reportgen.publish.files import write_files
from reportgen.revise.edits import apply_edits
from reportgen.revise.old_periods import old_periods
from reportgen.revise.roll_definition import roll_definition
from reportgen.revise.roll_figures import Periods, roll_figures
from reportgen.service.reading import load_both

WORKBOOK = ".xlsx"


@dataclass(frozen=True, slots=True)
class RolledForward:
    """The new files, the places that still name old periods, and how many texts wait to be read again."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    stale_count: int
    dropped: tuple[str, ...] = ()
    """What was decided for the old period only and is not carried over."""


def roll_forward(
    old: int, new: int, definition: Path, out: Path | None = None, *, figures: Path | None = None
) -> RolledForward:
    """Write definition and figures of the period `new`, made from those of `old`, into the folder `out`.

    Without `out` they go into a folder named after the new period, beside the definition. The old files
    are only read. Raises InputRefused for files that cannot be rolled forward, UsageProblem when the call
    makes no sense or a new file is there already.
    """
    if new <= old:
        raise UsageProblem(f"kỳ mới phải sau kỳ cũ (đang là {old} → {new})")
    loaded, given = load_both(definition, figures)
    figures_path = figures or definition.parent / str(loaded.definition.figures)
    _refuse_unsuitable(given, figures_path, old)
    folder = out if out is not None else definition.parent / str(new)
    targets = (folder / definition.name, folder / figures_path.name)
    _refuse_to_overwrite(targets)
    base = given.figures.periods.base
    rolled = _rolled(loaded, given, Periods(old, new), figures_path.name)
    contents = dict(zip(targets, rolled, strict=True))
    made = parse_definition(contents[targets[0]], targets[0].as_posix(), targets[0].suffix)
    opened = parse_figures(contents[targets[1]], targets[1].as_posix(), targets[1].suffix)
    contents.update(_companions(loaded, definition.parent, folder))
    write_files(contents)
    files = (made, opened)
    places = (found for each in files for found in old_periods(each.source, each.data, old, base))
    stale = stale_texts(made.definition, made.source)
    return RolledForward(tuple(contents), tuple(places), len(stale), tuple(_dropped(loaded, given, opened)))


def _refuse_unsuitable(given: LoadedFigures, path: Path, old: int) -> None:
    where = Where(path.as_posix())
    if given.frozen is not None:
        message, remedy = "đây là bộ số liệu đã chốt", "chạy với --so-lieu và tệp số liệu gốc"
        raise InputRefused([Finding("rollforward-frozen", message, where, remedy)])
    current = given.figures.periods.current
    if current != old:
        message = f"kỳ hiện tại của tệp số liệu là {current}, không phải {old}"
        remedy = f"gọi lại với kỳ cũ là {current}"
        place = given.source.where(("ky", "hien_tai"))
        raise InputRefused([Finding("rollforward-period", message, place, remedy)])


def _refuse_to_overwrite(targets: tuple[Path, ...]) -> None:
    there = [path.as_posix() for path in targets if path.exists()]
    if there:
        raise UsageProblem(f"đã có {', '.join(there)}; chọn thư mục khác bằng --out")


def _rolled(
    loaded: LoadedDefinition, given: LoadedFigures, periods: Periods, figures: str
) -> tuple[bytes, bytes]:
    base = given.figures.periods.base
    definition = roll_definition(loaded.source, loaded.definition, periods, base, figures=figures)
    is_workbook = Path(figures).suffix.lower() == WORKBOOK
    opened = _rolled_workbook(given, periods) if is_workbook else _rolled_text(given, periods).encode()
    return apply_edits(loaded.source.text, definition).encode(), opened


def _rolled_text(given: LoadedFigures, periods: Periods) -> str:
    ids = figure_ids(given.figures)
    return apply_edits(given.source.text, roll_figures(given.source, given.data, periods, ids))


def _rolled_workbook(given: LoadedFigures, periods: Periods) -> bytes:
    """Return a new workbook of the rolled figures: what stood in the old one, in the layout of `new`."""
    name = f"{given.source.file}.json"  # the roller writes as the file's ending says
    as_json = parse_figures(canonical(given.data).encode(), name, ".json")
    return figures_workbook(parse_figures(_rolled_text(as_json, periods).encode(), name, ".json").figures)


def _companions(loaded: LoadedDefinition, here: Path, there: Path) -> dict[Path, bytes]:
    """Return the Word template and the office forms that stand beside the definition, for the new folder."""
    forms = (annex.form.file for annex in loaded.definition.annexes if annex.form is not None)
    names = [name for name in (loaded.definition.template, *forms) if name is not None]
    files = {there / name: here / name for name in names if (here / name).is_file()}
    return {new: read_file(old, old.as_posix()) for new, old in files.items() if not new.exists()}


def _dropped(loaded: LoadedDefinition, given: LoadedFigures, new: LoadedFigures) -> Iterator[str]:
    for waiver in loaded.definition.waivers:
        yield f"bỏ qua “{waiver.rule}” ({waiver.by})"
    kept = [line.model_copy(update={"figure": ""}) for line in new.figures.overrides]
    for line in given.figures.overrides:
        if line.model_copy(update={"figure": ""}) not in kept:
            yield f"ghi đè “{line.figure}” ({line.by})"

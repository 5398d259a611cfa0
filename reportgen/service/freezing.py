"""A set of figures frozen (chốt): checked, hashed, written once, and never changed again."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

from reportgen.compute import check_expressions, check_overrides, derived_values
from reportgen.errors import InputRefused, UsageProblem
from reportgen.load import LoadedFigures, load_figures
from reportgen.model.frozen import FrozenSet, content_id
from reportgen.publish.files import write_files
from reportgen.publish.frozen_set import frozen_file, frozen_name
from reportgen.service.reading import errors
from reportgen.validate import validate_figures

READ_ONLY = 0o444


@dataclass(frozen=True, slots=True)
class Frozen:
    """The set and its file; `is_new` is False when the same figures had been frozen before."""

    set: FrozenSet
    path: Path
    is_new: bool


def freeze(
    figures: Path, out: Path | None = None, *, by: str, note: str = "", at: dt.datetime | None = None
) -> Frozen:
    """Write a figures file as a frozen set beside it, or into the folder `out`.

    The same figures have the same id and are written once: a second call returns what the first one wrote.
    Raises InputRefused for figures that are wrong, UsageProblem for a set that is frozen already.
    """
    given = load_figures(figures)
    if given.frozen is not None:
        raise UsageProblem(f"{figures.as_posix()} đã là bộ số liệu chốt {given.frozen.short}")
    _refuse_wrong(given)
    moment = at if at is not None else dt.datetime.now().astimezone()
    known = FrozenSet(
        id=content_id(given.data),
        at=moment.isoformat(timespec="seconds"),
        by=by,
        note=note,
        file=figures.name,
        sha256=given.source.sha256 or hashlib.sha256(figures.read_bytes()).hexdigest(),
    )
    path = (out if out is not None else figures.parent) / frozen_name(figures.stem, known)
    if path.exists():
        before = load_figures(path).frozen
        if before is not None and before.id == known.id:
            return Frozen(before, path, is_new=False)
        raise UsageProblem(f"đã có {path.as_posix()} với nội dung khác; chọn thư mục khác bằng --out")
    write_files({path: frozen_file(known, given.data, given.source)})
    path.chmod(READ_ONLY)
    return Frozen(known, path, is_new=True)


def _refuse_wrong(given: LoadedFigures) -> None:
    """Refuse figures with an error that would stop any report made of them."""
    found = check_expressions(given.figures, given.source)
    if not found:
        derived = derived_values(given.figures)
        found += validate_figures(given.figures, given.source, derived=derived)
        found += check_overrides(given.figures, given.source)
    if wrong := errors(found):
        raise InputRefused(wrong)

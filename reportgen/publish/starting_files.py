"""The commented files a new report starts from."""

from __future__ import annotations

from pathlib import Path

from reportgen.errors import Finding, InputRefused, Where
from reportgen.settings import data_folder

DEFINITION, FIGURES = "bao-cao.yaml", "so-lieu.yaml"


def starting_files(regime: str, folder: Path) -> dict[Path, bytes]:
    """Return the starting definition and figures of a regime, by where they go.

    Raises InputRefused when one of them is there already.
    """
    source = data_folder() / "khoi-dau" / regime
    files = {folder / name: (source / name).read_bytes() for name in (DEFINITION, FIGURES)}
    remedy = "chọn thư mục khác, hoặc đổi tên tệp cũ"
    there = [path for path in files if path.exists()]
    if there:
        raise InputRefused(
            Finding("file-exists", "đã có tệp này", Where(path.as_posix()), remedy) for path in there
        )
    return files

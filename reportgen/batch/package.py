"""All documents of a batch in one zip file, the same bytes for the same documents."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from reportgen.errors import EnvironmentProblem, os_reason

FIXED_DATE = (2020, 1, 1, 0, 0, 0)
COPIED_AT_ONCE = 1 << 20


def write_package(target: Path, folder: Path, names: Iterable[str]) -> None:
    """Write files of a folder into a zip file, one after the other and as they are: they are compressed.

    Raises EnvironmentProblem when the disk does not let us; an older package is then as it was.
    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as package:
            for name in names:
                entry = zipfile.ZipInfo(name, FIXED_DATE)
                entry.file_size = (folder / name).stat().st_size
                with (folder / name).open("rb") as source, package.open(entry, "w") as to:
                    shutil.copyfileobj(source, to, COPIED_AT_ONCE)
        temporary.replace(target)
    except OSError as error:
        problem = f"không ghi được {target}: {os_reason(error)}"
        remedy = "kiểm tra quyền ghi và chỗ trống trên đĩa"
        raise EnvironmentProblem(problem, remedy=remedy) from error
    finally:
        temporary.unlink(missing_ok=True)

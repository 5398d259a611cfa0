"""Bundles of a programme's files, which came through the gate: packed, and unpacked where they are read."""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from reportgen.errors import Finding, InputRefused, Where
from reportgen.service.office.office import Office

FIXED_DATE = (2020, 1, 1, 0, 0, 0)
PROGRAMME_NAMES = ("chuong-trinh.yaml", "chuong-trinh.yml", "chuong-trinh.json")
REPORT_NAMES = ("bao-cao.yaml", "bao-cao.yml", "bao-cao.json")


def main_file(files: Mapping[str, bytes], name: str) -> tuple[str, bool]:
    """Return the file by which a bundle is opened, and whether it is that of a single report.

    Raises InputRefused unless there is exactly one programme, or else exactly one report.
    """
    for names, is_single in ((PROGRAMME_NAMES, False), (REPORT_NAMES, True)):
        found = [each for each in files if PurePosixPath(each).name in names]
        if len(found) == 1:
            return found[0], is_single
        if found:
            raise _refused(name, f"có {len(found)} tệp {names[0]}: {', '.join(found[:3])}", "mỗi gói một tệp")
    remedy = f"gói phải có {PROGRAMME_NAMES[0]} (chương trình), hoặc {REPORT_NAMES[0]} (một báo cáo)"
    raise _refused(name, "không thấy tệp chương trình hay báo cáo nào trong gói", remedy)


def within(folder: Path, name: str, file: str) -> Path:
    """Return the path of a file that `file` of a bundle names; raises InputRefused when it is elsewhere."""
    path = folder / name
    if path.resolve().is_relative_to(folder.resolve()):
        return path
    remedy = "chép tệp ấy vào thư mục của chương trình rồi nén lại"
    raise InputRefused([Finding("bundle-outside", f"tệp ở ngoài gói: {name[:100]}", Where(file), remedy)])


def _refused(name: str, message: str, remedy: str) -> InputRefused:
    return InputRefused([Finding("bundle", message, Where(name), remedy)])


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files of a bundle into a folder; names are plain."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return the files as a zip: the same files give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in sorted(files):
            package.writestr(zipfile.ZipInfo(name, FIXED_DATE), files[name], zipfile.ZIP_DEFLATED)
    return target.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the files of a zip that `packed` made."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def folder_of(office: Office, bundle: str) -> Path:
    """Return where a bundle is unpacked; unpacked from the blobs when it is not yet."""
    folder = office.bundles / bundle
    if folder.is_dir():
        return folder
    office.bundles.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".", dir=office.bundles))
    write(unpacked(office.blobs.get(bundle)), temporary)
    try:
        temporary.rename(folder)
    except OSError:  # another process was faster
        if not folder.is_dir():
            raise
        shutil.rmtree(temporary, ignore_errors=True)
    return folder

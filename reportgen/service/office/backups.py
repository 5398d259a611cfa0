"""Everything the service keeps in one file, taken while people work, and put back on any machine."""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from reportgen import __version__
from reportgen.blobs import FolderStore, place_of
from reportgen.errors import EnvironmentProblem, Finding, InputRefused, UsageProblem, Where, os_reason
from reportgen.service.office.office import Office, OfficeSettings
from reportgen.store import copying
from reportgen.store.database import Database
from reportgen.store.events import BEGINNING, link_hash, links
from reportgen.store.migrating import HEAD, migrate, move

FORMAT = 1
MANIFEST, TABLES, BLOBS = "sao-luu.json", "bang/", "kho/"
BLOB = re.compile(r"kho/[0-9a-f]{2}/([0-9a-f]{64})")
NAME_OF_BLOB = re.compile(r"[0-9a-f]{64}")
HASHES = {
    "programme_version": ("bundle",),
    "artefact": ("sha256",),
    "uploaded": ("sha256",),
    "rendering": ("pdf", "pages"),
}
"""Columns that name contents in the store of files."""
FIXED_DATE = (2020, 1, 1, 0, 0, 0)
TAKE_ANOTHER = "lấy bản sao lưu khác, hoặc chép lại tệp từ nơi lưu"


@dataclass(frozen=True, slots=True)
class Copied:
    """What a backup holds."""

    rows: int
    files: int
    bytes: int


# --- out ---------------------------------------------------------------------------------------------


def backup(settings: OfficeSettings, out: Path) -> Copied:
    """Write one state of the database and every file that it speaks of; others may go on working.

    Files are written before rows speak of them and are never taken away: what is copied after the rows
    has every file of theirs. Raises EnvironmentProblem when the disk does not let us.
    """
    office = Office(settings)
    temporary = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    if copying.is_unused(office.database):
        raise UsageProblem(f"Chưa có gì để sao lưu ở {settings.folder}: xem lại --data, --database.")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            _write(file, office.database, office.blobs)
            file.flush()
            os.fsync(file.fileno())
        copied = verify(temporary)
        temporary.replace(out)
    except OSError as error:
        problem = f"không ghi được {out}: {os_reason(error)}"
        raise EnvironmentProblem(problem, remedy="kiểm tra quyền ghi và chỗ trống trên đĩa") from error
    finally:
        temporary.unlink(missing_ok=True)
        office.close()
    return copied


def _write(file: IO[bytes], database: Database, blobs: FolderStore) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        with copying.snapshot(database) as connection:
            told = {
                table.name: _write_table(archive, table.name, copying.lines(connection, table))
                for table in copying.tables()
            }
        for sha256 in _kept(blobs):
            entry = zipfile.ZipInfo(BLOBS + place_of(sha256), FIXED_DATE)
            archive.writestr(entry, blobs.get(sha256), zipfile.ZIP_STORED)
        manifest = {"dinh_dang": FORMAT, "phien_ban": __version__, "buoc": HEAD, "bang": told}
        archive.writestr(zipfile.ZipInfo(MANIFEST, FIXED_DATE), json.dumps(manifest, indent=1))


def _write_table(archive: zipfile.ZipFile, name: str, rows: Iterable[bytes]) -> dict[str, Any]:
    digest, count = hashlib.sha256(), 0
    entry = zipfile.ZipInfo(f"{TABLES}{name}.jsonl", FIXED_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as to:
        for row in rows:
            to.write(row)
            digest.update(row)
            count += 1
    return {"dong": count, "sha256": digest.hexdigest()}


def _kept(blobs: FolderStore) -> Iterator[str]:
    for folder in sorted(blobs.folder.glob("??")):
        yield from sorted(path.name for path in folder.iterdir() if NAME_OF_BLOB.fullmatch(path.name))


# --- looking at it -----------------------------------------------------------------------------------


def verify(path: Path) -> Copied:
    """Read a backup whole: every row and file is what it was, and every file that a row names is there.

    Raises InputRefused with what is wrong.
    """
    with _opened(path) as archive:
        manifest = _manifest(archive, path)
        files, size = _verified_blobs(archive, path)
        named: set[str] = set()
        rows = 0
        for name, told in manifest["bang"].items():
            rows += _verified_table(archive, name, told, path, named)
        events = map(copying.row_of, _lines(archive, f"{TABLES}event.jsonl", path))
        if broken := first_broken(events):
            raise _damaged(path, f"chuỗi nhật ký đứt ở dòng {broken}")
        if missing := sorted(named - files):
            raise _damaged(path, f"thiếu {len(missing)} tệp mà số liệu nói tới, như {missing[0][:12]}…")
    return Copied(rows, len(files), size)


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise InputRefused(
            [Finding("file-missing", "không tìm thấy tệp", Where(str(path)), "kiểm tra lại tên tệp")]
        ) from error
    except (zipfile.BadZipFile, OSError) as error:
        raise _damaged(path, "không phải tệp sao lưu, hoặc đã hỏng") from error


def _manifest(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    if MANIFEST not in archive.namelist():
        raise _damaged(path, f"không có {MANIFEST}")
    manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if manifest.get("dinh_dang") != FORMAT:
        raise _damaged(path, f"định dạng {manifest.get('dinh_dang')}, phiên bản này đọc định dạng {FORMAT}")
    return manifest


def _verified_blobs(archive: zipfile.ZipFile, path: Path) -> tuple[set[str], int]:
    found, size = set(), 0
    for entry in archive.infolist():
        if (name := BLOB.fullmatch(entry.filename)) is not None:
            digest = hashlib.sha256()
            for line in _lines(archive, entry.filename, path):
                digest.update(line)
            if digest.hexdigest() != name[1]:
                raise _damaged(path, f"tệp {name[1][:12]}… đã bị hỏng")
            found.add(name[1])
            size += entry.file_size
    return found, size


def _verified_table(
    archive: zipfile.ZipFile, name: str, told: dict[str, Any], path: Path, named: set[str]
) -> int:
    digest, count, columns = hashlib.sha256(), 0, HASHES.get(name, ())
    for line in _lines(archive, f"{TABLES}{name}.jsonl", path):
        digest.update(line)
        count += 1
        if columns:
            row = copying.row_of(line)
            named.update(sha256 for column in columns for sha256 in str(row[column]).split())
    if digest.hexdigest() != told["sha256"]:
        raise _damaged(path, f"bảng {name} đã bị hỏng")
    return count


def _lines(archive: zipfile.ZipFile, name: str, path: Path) -> Iterator[bytes]:
    try:
        with archive.open(name) as lines:
            yield from lines
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise _damaged(path, f"không đọc được phần {name}") from error


def _damaged(path: Path, how: str) -> InputRefused:
    message = f"bản sao lưu không dùng được: {how}"
    return InputRefused([Finding("backup-damaged", message, Where(str(path)), TAKE_ANOTHER)])


# --- in ----------------------------------------------------------------------------------------------


def restore(settings: OfficeSettings, path: Path) -> Copied:
    """Put a backup into a database that nobody has used, and its files into the store.

    Raises InputRefused when the backup is damaged, UsageProblem when there is something already.
    """
    copied = verify(path)
    settings.folder.mkdir(parents=True, exist_ok=True)
    office = Office(settings)
    if not copying.is_unused(office.database):
        raise UsageProblem(
            "Cơ sở dữ liệu đã có người dùng; không khôi phục đè lên. Chọn --data, --database còn trống."
        )
    with _opened(path) as archive:
        for entry in archive.infolist():
            if BLOB.fullmatch(entry.filename):
                office.blobs.put(archive.read(entry))
        _put_rows(archive, _manifest(archive, path), office.database)
    migrate(office.database)
    with office.database.read() as session:
        if broken := first_broken(event.__dict__ for event in links(session)):
            raise _damaged(path, f"chuỗi nhật ký đứt ở dòng {broken}")
    office.close()
    return copied


def _put_rows(archive: zipfile.ZipFile, manifest: dict[str, Any], database: Database) -> None:
    move(database, manifest["buoc"])
    with copying.filling(database) as filling:
        for name in filling.tables:
            if name in manifest["bang"]:
                with archive.open(f"{TABLES}{name}.jsonl") as lines:
                    filling.put(name, map(copying.row_of, lines))


def first_broken(events: Iterable[Mapping[str, Any]]) -> int:
    """Return the number of the first event that is not what its hash says, or missing; 0 when all are."""
    before = BEGINNING
    for number, event in enumerate(events, start=1):
        told = (event["at"], event["user_id"], event["action"], event["subject"], event["detail"])
        if event["id"] != number or event["hash"] != link_hash(number, *told, before):
            return number
        before = event["hash"]
    return 0

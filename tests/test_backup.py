"""A backup taken while people work holds one whole state, and comes back on either database."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from reportgen.cli import main
from reportgen.errors import InputRefused, UsageProblem
from reportgen.model.office.people import Actor
from reportgen.service.office import accounts
from reportgen.service.office.backups import backup, first_broken, restore, verify
from reportgen.service.office.office import Office, OfficeSettings
from reportgen.store.events import links
from reportgen.store.tables_accounts import ApiToken, User
from reportgen.store.tables_running import Event
from tests.postgres import server

PASSWORD = "mật khẩu đủ dài 2026"  # noqa: S105 — of an office that lives for a second


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with server() as address:
        yield address


@pytest.fixture
def settings(tmp_path: Path) -> OfficeSettings:
    return quick(tmp_path / "goc")


def quick(folder: Path, url: str = "") -> OfficeSettings:
    return OfficeSettings(folder, url, password_memory=8, password_rounds=1)


def begun(office: Office) -> Actor:
    code = accounts.setup_code(office)
    assert code is not None
    return accounts.set_up(office, code, "admin", "Lò Thị A", PASSWORD).actor


@contextmanager
def writing(office: Office, actor: Actor) -> Iterator[None]:
    """Somebody goes on working meanwhile: a file among the blobs, then a row and an event, on and on."""
    stop = threading.Event()

    def work() -> None:
        number = 0
        while not stop.is_set():
            office.blobs.put(f"tệp {number}".encode())
            accounts.create_token(office, actor, f"thẻ {number}", 1)
            number += 1

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join()


def is_consistent(office: Office) -> int:
    """Every token has its event; return how many there are."""
    with office.database.read() as session:
        tokens = {f"token:{key}" for key in session.scalars(select(ApiToken.id))}
        made = session.scalars(select(Event.subject).where(Event.action == "token-created"))
        assert set(made) == tokens
        assert first_broken(event.__dict__ for event in links(session)) == 0
    return len(tokens)


def test_a_backup_taken_during_writes_is_one_whole_state(settings: OfficeSettings, tmp_path: Path) -> None:
    office = Office.open(settings)
    actor = begun(office)
    with writing(office, actor):
        for number in range(3):
            copied = backup(settings, tmp_path / f"{number}.zip")
    office.close()
    assert copied.rows > 3
    restored = quick(tmp_path / "moi")
    restore(restored, tmp_path / "2.zip")
    there = Office.open(restored)
    assert 0 < is_consistent(there) <= is_consistent(Office.open(settings))
    assert accounts.sign_in(there, "admin", PASSWORD).actor.name == "Lò Thị A"
    assert accounts.create_token(there, actor, "sau khôi phục", 1)
    is_consistent(there)


def test_a_backup_moves_an_office_to_postgresql_and_back(
    settings: OfficeSettings, tmp_path: Path, postgres: str
) -> None:
    office = Office.open(settings)
    actor = begun(office)
    sha256 = office.blobs.put("Báo cáo".encode())
    accounts.create_token(office, actor, "thẻ", 5)
    backup(settings, tmp_path / "a.zip")
    moved = quick(tmp_path / "pg", postgres)
    restore(moved, tmp_path / "a.zip")
    there = Office.open(moved)
    with writing(there, actor):  # numbers of rows go on after those that came
        backup(moved, tmp_path / "b.zip")
    count = is_consistent(there)
    there.close()
    assert count > 1
    back = quick(tmp_path / "lai")
    restore(back, tmp_path / "b.zip")
    again = Office.open(back)
    assert is_consistent(again) >= 1
    assert again.blobs.get(sha256) == "Báo cáo".encode()
    with office.database.read() as old, again.database.read() as new:
        was, now = old.get_one(User, 1), new.get_one(User, 1)
        assert (now.login, now.name, now.password, now.made_at) == (
            was.login,
            was.name,
            was.password,
            was.made_at,
        )


def test_a_restore_never_writes_over_an_office(settings: OfficeSettings, tmp_path: Path) -> None:
    begun(Office.open(settings))
    backup(settings, tmp_path / "a.zip")
    with pytest.raises(UsageProblem, match="không khôi phục đè lên"):
        restore(settings, tmp_path / "a.zip")


def test_a_backup_is_for_its_owner_only(settings: OfficeSettings, tmp_path: Path) -> None:
    begun(Office.open(settings))
    backup(settings, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").stat().st_mode & 0o077 == 0


def test_nothing_is_backed_up_of_an_empty_folder(settings: OfficeSettings, tmp_path: Path) -> None:
    Office.open(settings)
    with pytest.raises(UsageProblem, match="Chưa có gì"):
        backup(settings, tmp_path / "a.zip")


@pytest.fixture
def archive(settings: OfficeSettings, tmp_path: Path) -> Path:
    office = Office.open(settings)
    begun(office)
    office.blobs.put(b"abc")
    backup(settings, tmp_path / "a.zip")
    return tmp_path / "a.zip"


def changed(archive: Path, part: str, old: bytes, new: bytes) -> Path:
    """The same archive with one part changed."""
    target = archive.with_name("b.zip")
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(target, "w") as to:
        for entry in source.infolist():
            data = source.read(entry)
            if part in entry.filename:
                assert old in data
                data = data.replace(old, new)
            to.writestr(entry, data)
    return target


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        ("kho/", b"abc", b"abd", "đã bị hỏng"),
        ("bang/user_account", b"admin", b"adnim", "bảng user_account đã bị hỏng"),
        ("sao-luu.json", b'"dinh_dang": 1', b'"dinh_dang": 9', "định dạng 9"),
    ],
)
def test_a_changed_backup_is_refused(archive: Path, part: str, old: bytes, new: bytes, said: str) -> None:
    with pytest.raises(InputRefused, match=said):
        verify(changed(archive, part, old, new))


def test_a_backup_that_is_cut_off_is_refused(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-100])
    with pytest.raises(InputRefused, match="không phải tệp sao lưu"):
        verify(archive)


def test_a_chain_with_a_changed_or_missing_link_is_seen(settings: OfficeSettings) -> None:
    office = Office.open(settings)
    actor = begun(office)
    for _ in range(2):
        accounts.create_token(office, actor, "thẻ", 5)
    with office.database.read() as session:
        events = [dict(event.__dict__) for event in links(session)]
    assert first_broken(events) == 0
    assert first_broken(events[:1] + events[2:]) == 2
    assert first_broken([*events[:1], {**events[1], "action": "khác"}, *events[2:]]) == 2


def test_the_commands_back_up_and_restore(
    settings: OfficeSettings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun(Office.open(settings))
    file = str(tmp_path / "s.zip")
    assert main(["backup", file, "--data", str(settings.folder)]) == 0
    assert main(["restore", file, "--data", str(tmp_path / "moi")]) == 0
    assert "chuỗi nhật ký nguyên vẹn" in capsys.readouterr().out
    assert main(["restore", file, "--data", str(tmp_path / "moi")]) == 2


def test_the_doctor_looks_without_leaving_anything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--data", str(tmp_path / "moi")]) == 0
    said = capsys.readouterr().out
    assert "Cơ sở dữ liệu: sqlite: chưa có, reportgen serve sẽ lập" in said
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_tells_that_the_database_does_not_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nobody = "postgresql://127.0.0.1:1/postgres"
    assert main(["doctor", "--data", str(tmp_path), "--database", nobody]) == 5
    assert "THIẾU  Cơ sở dữ liệu: postgresql: không trả lời" in capsys.readouterr().out

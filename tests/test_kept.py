"""Results kept for the next run: found again, and made again when anything about them is doubtful."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from reportgen.kept import MOST_FILES, SWITCH, kept, kept_folder

SOURCE = b"a: 1"
RESULT = {"a": 1, "ngày": "mai", "từ": dt.date(2020, 3, 5), "mục": ["I", None, True]}


class Maker:
    """Counts how often it is asked."""

    def __init__(self, result: object = RESULT) -> None:
        self.result, self.asked = result, 0

    def __call__(self) -> object:
        self.asked += 1
        return self.result


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(SWITCH, str(tmp_path / "kept"))
    return tmp_path / "kept"


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


@pytest.mark.usefixtures("folder")
def test_a_result_is_made_once_and_found_equal() -> None:
    make = Maker()
    assert kept("x-1", SOURCE, make) == kept("x-1", SOURCE, make) == RESULT
    assert make.asked == 1


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("maker", "source"), [("x-2", SOURCE), ("x-1", b"a: 2")])
def test_another_version_or_another_source_has_a_result_of_its_own(maker: str, source: bytes) -> None:
    kept("x-1", SOURCE, Maker("old"))
    assert kept(maker, source, Maker("new")) == "new"


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"[1]", b'0000\n{"a": 2}'])
def test_a_damaged_file_is_made_again(folder: Path, damage: bytes) -> None:
    kept("x-1", SOURCE, Maker())
    only_file(folder).write_bytes(damage)
    make = Maker()
    assert kept("x-1", SOURCE, make) == kept("x-1", SOURCE, make) == RESULT
    assert make.asked == 1


def test_a_changed_result_is_made_again(folder: Path) -> None:
    kept("x-1", SOURCE, Maker())
    path = only_file(folder)
    path.write_bytes(path.read_bytes().replace(b"mai", b"nay"))
    assert kept("x-1", SOURCE, Maker()) == RESULT


@pytest.mark.parametrize(
    "result",
    [{1: "a"}, ("a",), {"a"}, {"ngày": "2020-03-05"}, dt.datetime(2020, 3, 5, 1)],  # noqa: DTZ001 — only kept or not
    ids=["key that is no text", "tuple", "set", "object like a day", "moment"],
)
def test_what_json_would_change_is_not_kept(folder: Path, result: object) -> None:
    make = Maker(result)
    assert kept("x-1", SOURCE, make) == kept("x-1", SOURCE, make) == result
    assert make.asked == 2
    assert not list(folder.glob("*"))


def test_the_oldest_files_make_room(folder: Path) -> None:
    for number in range(MOST_FILES + 3):
        kept("x-1", str(number).encode(), Maker())
    assert len(list(folder.iterdir())) == MOST_FILES


def test_an_empty_switch_keeps_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(SWITCH, "")
    monkeypatch.chdir(tmp_path)
    make = Maker()
    assert kept("x-1", SOURCE, make) == kept("x-1", SOURCE, make) == RESULT
    assert make.asked == 2
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_stops_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(SWITCH, str(tmp_path / "file" / "kept"))
    assert kept("x-1", SOURCE, Maker()) == RESULT


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"HOME": "/home/lan"}, Path("/home/lan/.cache/reportgen")),
        ({"HOME": "/home/lan", "XDG_CACHE_HOME": "/tmp/x"}, Path("/tmp/x/reportgen")),  # noqa: S108
        ({}, None),
    ],
)
def test_the_folder_is_the_users_own(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], expected: Path | None
) -> None:
    for name in (SWITCH, "HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", "linux")
    assert kept_folder() == expected

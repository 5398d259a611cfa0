"""What a change of a programme reaches: which documents, how many places, who could not be made."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from reportgen.cli import main
from reportgen.errors import ExitCode
from reportgen.model.difference import SignOff
from reportgen.service.making import made_with
from reportgen.service.programme import open_programme
from reportgen.service.programme_difference import differ_programmes
from tests.programmes import change, copied

FILE = "so-lieu/03281.yaml"


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """The small programme twice."""
    for name in ("cu", "moi"):
        (tmp_path / name).mkdir()
    return copied(tmp_path / "cu"), copied(tmp_path / "moi")


def test_the_same_programme_has_no_difference(two: tuple[Path, Path]) -> None:
    found = differ_programmes(*two)
    assert found.is_empty
    assert (found.input_count, found.place_count, found.document_count) == (0, 0, 0)


def test_one_figure_reaches_the_unit_and_all_above_it(two: tuple[Path, Path]) -> None:
    change(two[1].parent, FILE, "dai_hoc: {2020: 1, 2023: 6}", "dai_hoc: {2020: 1, 2023: 7}")
    found = differ_programmes(*two)
    assert [unit.code for unit in found.units] == ["03281", "110", "12"]
    assert (found.input_count, found.document_count) == (1, 3)
    own = found.units[0].difference
    assert [(each.path, each.before, each.after) for each in own.inputs] == [
        ("can_bo.chi_tieu.dai_hoc.so_luong.2023", "6", "7")
    ]
    assert str(own.inputs[0].where_after).endswith("so-lieu/03281.yaml:5:30")
    # the count stands in the text and in the annex, the rate (6/9 and 7/9) in the text
    assert {(each.figure, each.before, each.after) for each in own.figures} == {
        ("can_bo.dai_hoc.so_luong.2023", ("06", "6"), ("07", "7")),
        ("can_bo.dai_hoc.ty_le.2023", ("66,67%",), ("77,78%",)),
    }
    assert own.place_count == 3


def test_sign_offs_of_documents_that_change_lapse(two: tuple[Path, Path]) -> None:
    change(two[1].parent, FILE, "dai_hoc: {2020: 1, 2023: 6}", "dai_hoc: {2020: 1, 2023: 7}")
    programme = open_programme(two[0])
    signed = {}
    for code in ("03281", "03271"):
        given = programme.unit_figures(code)
        level = programme.unit(code).level
        made = made_with(programme.form(level), programme.definition(level), given, code)
        digest = hashlib.sha256(made.filled.bytes()).hexdigest()
        signed[code] = [SignOff("Trần Thị B", digest), SignOff("Lê Văn C", digest)]
    found = differ_programmes(*two, sign_offs=signed)
    assert {unit.code: unit.difference.lapsed for unit in found.units if unit.difference.lapsed} == {
        "03281": ("Trần Thị B", "Lê Văn C")
    }
    assert found.lapsed_count == 2


def test_a_new_wording_of_a_level_reaches_every_unit_of_it(two: tuple[Path, Path]) -> None:
    change(two[1].parent, "bao-cao-xa.yaml", "Tổng số có", "Hiện nay có")
    found = differ_programmes(*two)
    assert [unit.code for unit in found.units] == ["03271", "03272", "03281"]
    assert (found.input_count, found.place_count) == (0, 0)
    assert all(len(unit.difference.texts) == 1 for unit in found.units)


def test_a_change_that_no_document_shows_is_no_difference(two: tuple[Path, Path]) -> None:
    file = two[1].parent / FILE
    file.write_text(f"# ghi chú\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    assert differ_programmes(*two).is_empty


def test_units_that_come_and_go_are_named(two: tuple[Path, Path]) -> None:
    roster = two[1].parent / "don-vi.yaml"
    lines = roster.read_text(encoding="utf-8").splitlines(keepends=True)
    roster.write_text("".join(line for line in lines if '"03272"' not in line), encoding="utf-8")
    (two[1].parent / "so-lieu" / "03272.json").unlink()
    assert differ_programmes(*two).removed == ("03272",)
    assert differ_programmes(two[1], two[0]).added == ("03272",)


def test_a_unit_that_cannot_be_made_is_told_and_stops_nobody(
    two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    change(two[1].parent, FILE, "dai_hoc: {2020: 1, 2023: 6}", "dai_hoc: {2020: 1, 2023: sáu}")
    assert main(["diff", *map(str, two)]) == ExitCode.SOME_UNITS_FAILED
    said = capsys.readouterr().out
    assert "xã Nà Bốn (03281): chưa lập được để so" in said
    assert "03281.yaml:5:30" in said


def test_the_command_says_how_far_a_change_reaches(
    two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    change(two[1].parent, FILE, "dai_hoc: {2020: 1, 2023: 6}", "dai_hoc: {2020: 1, 2023: 7}")
    assert main(["diff", *map(str, two)]) == ExitCode.DONE
    assert "1 số nhập thay đổi → " in (said := capsys.readouterr().out)
    assert "trong 3 văn bản." in said
    assert main(["diff", *map(str, two), "--json"]) == ExitCode.DONE
    data = json.loads(capsys.readouterr().out)
    assert (data["inputs"], data["documents"]) == (1, 3)
    assert data["units"][0]["figures"][0]["id"] == "can_bo.dai_hoc.so_luong.2023"

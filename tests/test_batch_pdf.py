"""PDF of many documents: two poisoned files among them are named, the others are made, and made once."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from reportgen.batch.converting import convert_all, needed
from reportgen.batch.ledger import Ledger
from reportgen.batch.results_folder import OWN_FOLDER
from reportgen.batch.sqlite import open_ledger
from reportgen.model.batch import Artefact, BatchUnit, Outcome, State
from reportgen.service.batch_pdf import pdf_converter
from tests.defect_files import good_file
from tests.hanging_office import poisoned, put_before_the_real_one

pytestmark = pytest.mark.libreoffice

COUNT = 8
BROKEN, HANGING = "3", "5"


def rendered(folder: Path, contents: dict[str, bytes]) -> Ledger:
    """A ledger in which every unit's document is done."""
    ledger = open_ledger(folder / OWN_FOLDER, "thu")
    ledger.enrol([BatchUnit(code, "xa", f"xa/{code}-xa") for code in contents])
    outcomes = []
    (folder / "xa").mkdir(exist_ok=True)
    for code, data in contents.items():
        (folder / f"xa/{code}-xa.docx").write_bytes(data)
        made = Artefact(f"xa/{code}-xa.docx", hashlib.sha256(data).hexdigest(), len(data))
        outcomes.append(Outcome(code, State.DONE, f"key {code}", (made,)))
    ledger.finish(outcomes)
    return ledger


def converted(ledger: Ledger, folder: Path, seconds: float = 30) -> int:
    with pdf_converter(folder / OWN_FOLDER, seconds_per_file=seconds) as convert:
        return convert_all(ledger, folder, convert, lambda *_: None, calls=2, is_stopped=lambda: False)


def test_poisoned_files_are_named_and_all_others_converted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_before_the_real_one(tmp_path / "bin", monkeypatch)
    contents = {str(number): good_file() for number in range(COUNT)}
    contents[BROKEN], contents[HANGING] = good_file()[:1500], poisoned(good_file())
    ledger = rendered(tmp_path, contents)
    converted(ledger, tmp_path, seconds=8)
    found = {each.code: each for each in ledger.verdicts()}
    ledger.close()
    rules = {code: [finding.rule for finding in each.findings] for code, each in found.items()}
    assert rules[BROKEN] == ["pdf-not-made"]
    assert rules[HANGING] == ["pdf-too-slow"]
    assert {code for code, each in found.items() if each.state is State.FAILED} == {BROKEN, HANGING}
    made = {path.name for path in (tmp_path / "xa").glob("*.pdf")}
    assert made == {f"{code}-xa.pdf" for code in contents if code not in {BROKEN, HANGING}}


def test_only_changed_documents_are_converted_again(tmp_path: Path) -> None:
    contents = {str(number): good_file() for number in range(2)}
    ledger = rendered(tmp_path, contents)
    assert converted(ledger, tmp_path) == 2
    assert list(needed(ledger, tmp_path)) == []
    (tmp_path / "xa/1-xa.pdf").unlink()
    assert [each.code for each in needed(ledger, tmp_path)] == ["1"]
    assert converted(ledger, tmp_path) == 1
    ledger.close()


def test_nothing_half_made_stays_behind(tmp_path: Path) -> None:
    ledger = rendered(tmp_path, {"1": good_file()})
    converted(ledger, tmp_path)
    ledger.close()
    assert sorted(path.name for path in (tmp_path / OWN_FOLDER).iterdir()) == [
        "dang-ghi",
        "so-theo-doi.sqlite",
    ]

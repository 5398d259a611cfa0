"""From a place of the document back to the words in the definition that made it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from reportgen.check.word import read_word
from reportgen.errors import Finding, Where
from reportgen.model.checking import Checked
from reportgen.model.word_document import Paragraph, WordDocument, paragraphs, where
from reportgen.service.definition_places import DefinitionPlaces
from reportgen.service.making import Made, make
from tests.built import ROOT, SAMPLES

WORD = re.compile(r"[^\W\d_]{2,}")
TAG_START = re.compile(r"\s*\{[{%]")


@cache
def made(name: str) -> tuple[Made, WordDocument, DefinitionPlaces]:
    report = make(ROOT / "samples" / name / "bao-cao.yaml")
    document = read_word(report.filled.bytes(), file="bao-cao.docx")
    return report, document, DefinitionPlaces(report.loaded, document)


def place_of(places: DefinitionPlaces, place: Where) -> Where:
    (finding,) = places.translate(Checked((Finding("rule", "sai", place),))).findings
    return finding.where


def running_text(document: WordDocument) -> list[Paragraph]:
    """The paragraphs of narrative: outside tables, with a few words."""
    found = [each for each in paragraphs(document.blocks) if not each.place.table]
    return [each for each in found if each.place.headings and len(WORD.findall(each.text)) > 3]


@pytest.mark.parametrize("name", SAMPLES)
def test_nearly_every_paragraph_is_found_in_its_definition(name: str) -> None:
    report, document, places = made(name)
    file = report.loaded.source.file
    found = [place_of(places, where("x", each.place)).file == file for each in running_text(document)]
    assert len(found) > 80
    assert sum(found) / len(found) > 0.97


@pytest.mark.parametrize("name", SAMPLES)
def test_a_word_is_placed_where_it_is_written_or_at_the_tag_that_prints_it(name: str) -> None:
    report, document, places = made(name)
    lines = report.loaded.source.text.splitlines()
    right = total = 0
    for paragraph in running_text(document):
        for word in list(WORD.finditer(paragraph.text))[::7]:
            place = place_of(places, where("x", paragraph.place, word.start(), word.end()))
            if place.line:
                total += 1
                written = lines[place.line - 1][place.column - 1 :]
                right += written.startswith(word[0]) or TAG_START.match(written) is not None
    assert total > 500
    assert right / total > 0.98


def test_a_place_keeps_its_heading_and_finds_its_way_back() -> None:
    report, document, _ = made("phong-tho")
    places = DefinitionPlaces(report.loaded, document)
    paragraph = running_text(document)[3]
    old = where("bao-cao.docx", paragraph.place, 0, 4)
    finding = Finding("rule", "sai", place_of(places, old))
    assert finding.where.file == report.loaded.source.file
    assert finding.where.heading == old.heading
    assert places.back(finding).where == old


def test_what_the_definition_does_not_say_keeps_its_place_in_the_document() -> None:
    _, document, places = made("phong-tho")
    cell = next(each for each in paragraphs(document.blocks) if each.place.table and each.text.isdigit())
    for place in (where("bao-cao.docx", cell.place), Where("bao-cao.docx"), Where("so-lieu.yaml", 3, 1)):
        assert place_of(places, place) == place


SMALL = """\
the_thuc: nha_nuoc
co_quan: {ban_hanh: ỦY BAN NHÂN DÂN XÃ MẪU}
so: 5
ky_hieu: BC-UBND
dia_danh: Mẫu
ngay: 2026-02-03
trich_yeu: "Kết quả \\
  công tác quý I"
so_lieu: so-lieu.yaml
noi_dung:
  - tieu_de: KẾT QUẢ ĐẠT ĐƯỢC
    van_ban: >
      Câu gập dòng thứ nhất, có
      {{ dan_so.ho }} hộ khá giả.

      - Mục **đậm {{ dan_so.ho }}** rồi *nghiêng* rồi thường^[Chú thích có nguồn].
ky_ten: {ho_ten: Nguyễn Văn A}
"""


@pytest.mark.parametrize(
    ("words", "line", "written"),
    [
        ("KẾT QUẢ ĐẠT ĐƯỢC", 11, "KẾT QUẢ ĐẠT ĐƯỢC"),
        ("Câu gập", 13, "Câu gập dòng thứ nhất"),
        ("khá giả", 14, "khá giả."),
        ("1.250 hộ khá", 14, "{{ dan_so.ho }} hộ"),
        ("đậm", 16, "đậm {{"),
        ("nghiêng", 16, "nghiêng*"),
        ("thường", 16, "thường^["),
    ],
)
def test_folded_bold_and_figures(words: str, line: int, written: str, tmp_path: Path) -> None:
    (tmp_path / "bao-cao.yaml").write_text(SMALL, encoding="utf-8")
    figures = "ky: {hien_tai: 2026}\ndan_so:\n  chi_tieu:\n    ho: 1250\n"
    (tmp_path / "so-lieu.yaml").write_text(figures, encoding="utf-8")
    report = make(tmp_path / "bao-cao.yaml")
    document = read_word(report.filled.bytes(), file="bao-cao.docx")
    paragraph = next(each for each in paragraphs(document.blocks) if words in each.text)
    start = paragraph.text.index(words)
    place = place_of(DefinitionPlaces(report.loaded, document), where("x", paragraph.place, start, start + 1))
    assert place.line == line
    assert SMALL.splitlines()[place.line - 1][place.column - 1 :].startswith(written)

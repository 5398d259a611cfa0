"""Both samples are real reports: reportgen makes the original out of their data, but for a known list."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from reportgen import build
from tests.sample_text import (
    ADDED_ANNEXES,
    REASONS,
    Difference,
    Hunk,
    corrected_words,
    document_words,
    hunks,
    listed_differences,
    seed_words,
    share_in_order,
)

SAMPLES = Path(__file__).parents[1] / "samples"
WORDPROCESSING = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Regenerated(NamedTuple):
    """One sample: words of the original, words of the document built from its data, and the known list."""

    original: list[str]
    document: list[str]
    listed: list[Difference]


@pytest.fixture(scope="module", params=["phong-tho", "lai-chau"])
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Regenerated:
    folder = SAMPLES / request.param
    result = build(folder / "bao-cao.yaml", tmp_path_factory.mktemp(request.param))
    listed = listed_differences((folder / "khac-biet.md").read_text(encoding="utf-8"))
    kept = [row for row in listed if row.regenerated != ADDED_ANNEXES]
    words = document_words(result.docx.read_bytes(), with_annexes=len(kept) == len(listed))
    return Regenerated(seed_words(folder / "goc.txt"), words, kept)


def test_the_document_differs_from_the_original_exactly_where_the_list_says(sample: Regenerated) -> None:
    actual = Counter(hunks(sample.original, sample.document))
    listed = Counter(row.hunk for row in sample.listed)
    assert sorted((actual - listed).elements()) == [], "differences that are not listed"
    assert sorted((listed - actual).elements()) == [], "listed differences that do not exist"


def test_every_listed_difference_names_a_known_reason(sample: Regenerated) -> None:
    assert [row for row in sample.listed if not row.reason.startswith(REASONS)] == []


def test_nearly_every_word_of_the_corrected_original_is_in_the_document_in_order(sample: Regenerated) -> None:
    words = corrected_words(sample.original, sample.document, sample.listed)
    assert share_in_order(words, sample.document) >= 0.995


# --- the functions the comparison rests on -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tổng số\t183\t100,00\t\t190", "Tổng số 183 100,00 190"),
        ("* Đến năm 2025:", "* Đến năm 2025:"),
        ("** Nguyên nhân khách quan:*", "* Nguyên nhân khách quan:"),
        ("- *Cơ cấu hợp lý*: Huyện đã", "- Cơ cấu hợp lý: Huyện đã"),
        ("**T/M HUYỆN ỦY\nPHÓ BÍ THƯ**", "T/M HUYỆN ỦY PHÓ BÍ THƯ"),
        ("\t<i>Trong đó xuất sắc</i>\t9", "Trong đó xuất sắc 9"),
        ("phát huy thế\n\nmạnh", "phát huy thế mạnh"),
        ("Số:          /BC-UBND", "Số: /BC-UBND"),
        ("năm\u00a02023", "năm 2023"),
        ("trước\n№ п/п\tДата\n12\t12\t2010.03.10\n\n№ 1/10\n2010.12.25\nsau", "trước sau"),
        ("ngày 15/3/2021\n1\tVăn hóa THPT\t185", "ngày 15/3/2021 1 Văn hóa THPT 185"),
        ("Nghi\u0323 quye\u0302\u0301t", "Nghị quyết"),
    ],
)
def test_an_original_is_cleaned_mechanically(tmp_path: Path, text: str, words: str) -> None:
    seed = tmp_path / "goc.txt"
    seed.write_text(text, encoding="utf-8")
    assert " ".join(seed_words(seed)) == words


def word_file(body: str, footnotes: str | None = None) -> bytes:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as parts:
        parts.writestr("word/document.xml", wordprocessing("document", f"<w:body>{body}</w:body>"))
        if footnotes is not None:
            parts.writestr("word/footnotes.xml", wordprocessing("footnotes", footnotes))
    return package.getvalue()


def wordprocessing(name: str, content: str) -> str:
    compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    return f'<w:{name} xmlns:w="{WORDPROCESSING}" xmlns:mc="{compatibility}">{content}</w:{name}>'


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (paragraph("đạt 63,", "68%") + paragraph("mục tiêu"), "đạt 63,68% mục tiêu"),
        (
            "<w:p><w:r><w:t>có </w:t></w:r><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>05</w:t></w:r>"
            "</w:sdtContent></w:sdt><w:r><w:t> xã</w:t></w:r></w:p>",
            "có 05 xã",
        ),
        (
            f"<w:tbl>{row(paragraph('TT'), paragraph('Chất', ' lượng'))}{row(paragraph('1'), '<w:p/>')}"
            "</w:tbl><w:p><w:r><w:t>Hết</w:t></w:r></w:p>",
            "TT Chất lượng 1 Hết",
        ),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a b c"),
        ("<w:p><w:r><w:t>06</w:t><w:noBreakHyphen/><w:t>NQ/TU</w:t></w:r></w:p>", "06-NQ/TU"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>3</w:t><w:delText>4</w:delText></w:r></w:p>", "3"),
        (
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>khung</w:t></mc:Choice>"
            "<mc:Fallback><w:t>khung</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            "khung",
        ),
    ],
)
def test_a_document_is_read_in_the_order_a_person_reads_it(body: str, words: str) -> None:
    assert " ".join(document_words(word_file(body))) == words


def test_footnotes_are_read_after_the_body() -> None:
    note = f'<w:footnote w:id="1">{paragraph("Theo Kế hoạch")}</w:footnote>'
    assert document_words(word_file(paragraph("Lời văn."), note)) == ["Lời", "văn.", "Theo", "Kế", "hoạch"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("a b c", "a b c", []),
        ("đồng chí Bí Đảng ủy", "đồng chí Bí thư Đảng ủy", [("", "thư")]),
        ("% 3 4 5 I 2", "% 1 2", [("3 4 5 I", "1")]),
        ("đạt 38,08% - 33,32% mục", "đạt 38,10% - 33,33% mục", [("38,08%", "38,10%"), ("33,32%", "33,33%")]),
        ("a b", "a", [("b", "")]),
    ],
)
def test_a_difference_holds_only_the_words_that_differ(first: str, second: str, expected: list[Hunk]) -> None:
    assert hunks(first.split(), second.split()) == expected


TABLE = r"""Lời mở đầu.

| Chỗ | Bản gốc | Bản tạo lại | Lý do |
|---|---|---|---|
| II, 1.3 |  | thư | Sửa lỗi: gõ thiếu |
| II, 2.2.2 | - | \* | Thống nhất: cùng dấu |
| I, 1 | 15,78%; | 15,79%; | Tính lại: 30/190 |
"""


def test_the_list_is_read_row_by_row_with_signs_unescaped() -> None:
    listed = listed_differences(TABLE)
    assert [row.hunk for row in listed] == [("", "thư"), ("-", "*"), ("15,78%;", "15,79%;")]
    assert listed[0].place == "II, 1.3"


def words_of(text: str) -> list[str]:
    return text.split()


def test_only_corrections_of_slips_are_made_in_the_original() -> None:
    original = words_of("đồng chí Bí Đảng ủy - Định hướng là 15,78%; nữ")
    document = words_of("đồng chí Bí thư Đảng ủy * Định hướng là 15,79%; nữ")
    corrected = corrected_words(original, document, listed_differences(TABLE))
    assert corrected == words_of("đồng chí Bí thư Đảng ủy - Định hướng là 15,78%; nữ")


def test_a_correction_is_made_as_often_as_it_is_listed() -> None:
    original, document = words_of("a đối b đối c"), words_of("a đối với b đối với c")
    listed = [Difference("", "", "với", "Sửa lỗi")]
    assert corrected_words(original, document, listed) == words_of("a đối với b đối c")


def test_the_share_counts_words_found_in_order() -> None:
    assert share_in_order(words_of("a b c d"), words_of("a b x d")) == 0.75

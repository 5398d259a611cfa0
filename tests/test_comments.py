"""Findings as Word comments: at their very place, with nothing else of the document changed."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen.check.comments import annotate
from reportgen.check.package import w
from reportgen.check.package_lint import lint_package
from reportgen.check.word import paragraph_elements, read_word, text_pieces
from reportgen.errors import Finding, Severity, Where
from reportgen.model.word_document import Paragraph, paragraphs
from tests.built import built
from tests.defect_files import DOCUMENT, FOOTNOTES, GOOD_PARTS, HEADER, R, W, packed

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BOLD = "<w:rPr><w:b/></w:rPr>"


def run(text: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def control(content: str, kind: str = "") -> str:
    return f'<w:sdt><w:sdtPr><w:id w:val="77"/>{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def document(paragraph: str) -> bytes:
    """The good file with one more paragraph in front."""
    return packed(
        {**GOOD_PARTS, DOCUMENT: GOOD_PARTS[DOCUMENT].replace("<w:body>", f"<w:body><w:p>{paragraph}</w:p>")}
    )


def finding(where: Where, message: str = "sai") -> Finding:
    return Finding("rule", message, where, remedy="sửa", quote="trích", expected="đúng", clause="Điều 1")


def at(start: int, end: int, paragraph: int = 1) -> Finding:
    return finding(Where("a.docx", part=DOCUMENT, paragraph=paragraph, start=start, end=end))


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def commented(data: bytes, identity: str = "0") -> str:
    """The text that stands between the marks of a comment."""
    tree = part(data, DOCUMENT)
    shown = {piece.run for paragraph in paragraph_elements(tree) for piece in text_pieces(paragraph)}
    inside, found = False, []
    for element in tree.iter():
        if element.get(w("id")) == identity and element.tag == w("commentRangeStart"):
            inside = True
        elif element.get(w("id")) == identity and element.tag == w("commentRangeEnd"):
            inside = False
        elif inside and element.getparent() in shown and element.tag in (w("t"), w("tab")):
            found.append(element.text or "\t")
    return "".join(found)


def comment_texts(data: bytes) -> list[str]:
    comments = part(data, "word/comments.xml").iter(w("comment"))
    return ["\n".join("".join(map(str, p.itertext())) for p in comment) for comment in comments]


def as_read(data: bytes) -> list[tuple[str, list[tuple[str, str]]]]:
    """Text and looks of every paragraph, whatever its runs are."""
    return [(each.text, joined(each)) for each in paragraphs(read_word(data, file="a.docx").blocks)]


def joined(paragraph: Paragraph) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    for each in paragraph.runs:
        # a run counts as upper case by its letters, which change when it is split
        look = repr((each.look._replace(is_upper=False), each.field))
        before = pieces.pop()[0] if pieces and pieces[-1][1] == look else ""
        pieces.append((before + each.text, look))
    return pieces


PLACES = {
    "inside one run": (run("Đạt 91,80% kế hoạch"), 4, 10, "91,80%"),
    "at the start": (run("Đạt 91,80%"), 0, 3, "Đạt"),
    "at the end": (run("Đạt ") + run("91,80%", BOLD), 4, 10, "91,80%"),
    "over runs of several looks": (run("Đạt 9") + run("1,8", BOLD) + run("0% kế"), 4, 10, "91,80%"),
    "with tabs and parts of a run": ("<w:r><w:t>Đạt</w:t><w:tab/><w:t>05 hộ</w:t></w:r>", 3, 6, "\t05"),
    "blanks that Word drops": ("<w:r><w:t> Đạt 05 </w:t></w:r>", 4, 6, "05"),
    "accents apart from letters": (run("\u0110a\u0323t 05 ho\u0323\u0302"), 4, 6, "05"),
    "inside a link": (f'<w:hyperlink w:anchor="x">{run("xem Biểu 01")}</w:hyperlink>', 4, 11, "Biểu 01"),
    "half in a link": (run("Đạt 0") + f'<w:hyperlink w:anchor="x">{run("5 hộ")}</w:hyperlink>', 4, 6, "05"),
    "a whole control": (run("Đạt ") + control(run("05")) + run(" hộ"), 4, 6, "05"),
    "inside a rich control": (control(run("Đạt 05 hộ")), 4, 6, "05"),
    "inside a control for plain text": (control(run("Đạt 05 hộ"), "<w:text/>"), 4, 6, "Đạt 05 hộ"),
    "inserted text": (f'<w:ins w:id="5" w:author="A">{run("Đạt 05 hộ")}</w:ins>', 4, 6, "05"),
    "after deleted text": (
        f'<w:del w:id="5" w:author="A"><w:r><w:delText>Có</w:delText></w:r></w:del>{run("Đạt 05")}',
        4,
        6,
        "05",
    ),
    "inside a field": (
        run("Biểu ")
        + FIELD.format("begin")
        + "<w:r><w:instrText> REF b </w:instrText></w:r>"
        + FIELD.format("separate")
        + run("số 01")
        + FIELD.format("end")
        + run(" này"),
        8,
        10,
        "số 01",
    ),
    "inside a simple field": (f'<w:fldSimple w:instr=" REF b ">{run("số 01")}</w:fldSimple>', 3, 5, "số 01"),
    "hidden text is not counted": (
        run("ẩn", "<w:rPr><w:vanish/></w:rPr>") + run("Đạt 05 hộ"),
        4,
        6,
        "05",
    ),
    "no characters: the whole paragraph": (run("Đạt ") + run("05", BOLD), 0, 0, "Đạt 05"),
    "more characters than there are": (run("Đạt 05"), 4, 99, "05"),
}


@pytest.mark.parametrize("what", PLACES)
def test_a_comment_marks_the_very_characters(what: str) -> None:
    xml, start, end, text = PLACES[what]
    before = document(xml)
    after = annotate(before, [at(start, end)])
    assert commented(after) == text
    assert as_read(after) == as_read(before)
    assert lint_package(after) == []


def test_comments_of_one_place_and_overlapping_ones_stand_side_by_side() -> None:
    before = document(run("Đạt 91,80% kế hoạch"))
    after = annotate(before, [at(4, 10), at(4, 10), at(0, 6), at(8, 19), at(0, 0)])
    assert [commented(after, str(n)) for n in range(5)] == [
        "91,80%",
        "91,80%",
        "Đạt 91",
        "0% kế hoạch",
        "Đạt 91,80% kế hoạch",
    ]
    assert as_read(after) == as_read(before)


def test_a_comment_says_everything_about_its_finding() -> None:
    assert comment_texts(annotate(document(run("a")), [at(0, 1)])) == [
        "[lỗi] sai\nTại: trích\nĐúng ra: đúng\nCách sửa: sửa\nCăn cứ: Điều 1\nQuy tắc: rule"
    ]


def test_further_places_of_a_cause_are_marked_too() -> None:
    also = tuple(Where("a.docx", part=DOCUMENT, paragraph=1, start=n, end=n + 1) for n in (1, 2))
    cause = Finding("rule", "sai", at(0, 1).where, also=also, severity=Severity.WARNING)
    after = annotate(document(run("abc")), [cause])
    assert [commented(after, str(n)) for n in range(3)] == ["a", "b", "c"]
    assert comment_texts(after)[1] == "[chú ý] như ở a.docx, đoạn 1: sai"


ELSEWHERE = {
    "the whole file": (Where("a.docx"), 1),
    "another part": (Where("a.docx", part="docProps/core.xml"), 1),
    "a paragraph that is not there": (Where("a.docx", part=DOCUMENT, paragraph=99), 1),
    "a header, printed by the second section": (Where("a.docx", part=HEADER, paragraph=1), 6),
    "a footnote, referred to in the second paragraph": (Where("a.docx", part=FOOTNOTES, paragraph=3), 2),
    "a text box": (Where("a.docx", part=DOCUMENT, paragraph=2), 1),
}
BOX = f"<w:r><w:pict><w:txbxContent><w:p>{run('trong khung')}</w:p></w:txbxContent></w:pict></w:r>"


@pytest.mark.parametrize("what", ELSEWHERE)
def test_what_word_cannot_comment_goes_to_the_nearest_paragraph_of_the_body(what: str) -> None:
    where, expected = ELSEWHERE[what]
    is_box = what == "a text box"
    after = annotate(document(run("Trên") + (BOX if is_box else "")), [finding(where)])
    numbers = [
        number
        for number, paragraph in enumerate(paragraph_elements(part(after, DOCUMENT)), 1)
        if paragraph.find(w("commentRangeStart")) is not None
    ]
    assert numbers == [expected]


def test_comments_of_people_are_kept() -> None:
    own = (
        f'<w:comments xmlns:w="{W}"><w:comment w:id="4" w:author="Lan">'
        f"<w:p>{run('Xem lại')}</w:p></w:comment></w:comments>"
    )
    marked = '<w:commentRangeStart w:id="4"/>' + run("Đạt 05") + '<w:commentRangeEnd w:id="4"/>'
    marked += '<w:r><w:commentReference w:id="4"/></w:r>'
    parts = {
        **GOOD_PARTS,
        DOCUMENT: GOOD_PARTS[DOCUMENT].replace("<w:body>", f"<w:body><w:p>{marked}</w:p>"),
        "word/ykien.xml": own,
    }
    rels = "word/_rels/document.xml.rels"
    line = f'<Relationship Id="rId9" Type="{R}/comments" Target="ykien.xml"/></Relationships>'
    parts[rels] = parts[rels].replace("</Relationships>", line)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    types = "[Content_Types].xml"
    declared = f'<Override PartName="/word/ykien.xml" ContentType="{kind}"/></Types>'
    parts[types] = parts[types].replace("</Types>", declared)
    after = annotate(packed(parts), [at(4, 6)])
    assert lint_package(after) == []
    comments = part(after, "word/ykien.xml")
    assert [(c.get(w("id")), c.get(w("author"))) for c in comments] == [("4", "Lan"), ("5", "reportgen")]
    assert commented(after, "4") == "Đạt 05"
    assert commented(after, "5") == "05"


@given(
    texts=st.lists(st.text("aă\u0306ệ\u0323 05,%\t", min_size=1, max_size=6), min_size=1, max_size=5),
    ranges=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4),
)
@settings(max_examples=60, deadline=None)
def test_marks_change_neither_text_nor_looks(texts: list[str], ranges: list[tuple[int, int]]) -> None:
    looks = ("", BOLD)
    before = document("".join(run(text, looks[n % 2]) for n, text in enumerate(texts)))
    after = annotate(before, [at(*each) for each in ranges])
    assert [text for text, _ in as_read(after)] == [text for text, _ in as_read(before)]


def everywhere(data: bytes) -> Iterator[Finding]:
    """A finding on the second word of every paragraph that has one."""
    for paragraph in paragraphs(read_word(data, file="a.docx").blocks):
        words = list(re.finditer(r"\S+", paragraph.text))
        if len(words) > 1 and not paragraph.place.is_in_text_box:
            yield at(words[1].start(), words[1].end(), paragraph.place.paragraph)


@pytest.mark.parametrize("name", ["phong-tho", "lai-chau"])
def test_a_whole_report_full_of_comments_is_a_sound_file(name: str, tmp_path: Path) -> None:
    before = built(name).docx.read_bytes()
    findings = list(everywhere(before))
    after = annotate(before, findings)
    assert len(comment_texts(after)) == len(findings) > 100
    assert as_read(after) == as_read(before)
    assert lint_package(after) == []
    file = tmp_path / "a.docx"
    file.write_bytes(after)
    assert OpenXmlValidator().validate(file).errors == []


DEFECTS = sorted((Path(__file__).parent / "defects").glob("*.docx"))


@pytest.mark.parametrize("file", DEFECTS[::20], ids=lambda file: file.stem)
def test_any_file_can_be_full_of_comments(file: Path) -> None:
    before = file.read_bytes()
    after = annotate(before, list(everywhere(before)))
    assert as_read(after) == as_read(before)
    known = {finding.rule for finding in lint_package(before)}
    assert {finding.rule for finding in lint_package(after)} <= known


def test_the_same_findings_give_the_same_bytes() -> None:
    data = document(run("Đạt 05"))
    assert annotate(data, [at(4, 6)]) == annotate(data, [at(4, 6)])


@pytest.mark.libreoffice
def test_libreoffice_shows_the_comments_at_their_places() -> None:
    after = annotate(
        built("lai-chau").docx.read_bytes(), list(everywhere(built("lai-chau").docx.read_bytes()))[:3]
    )
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "a.docx"
        file.write_bytes(after)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{name}/profile",
                "--headless",
                "--convert-to",
                "fodt",
                "--outdir",
                name,
                str(file),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        text = (Path(name) / "a.fodt").read_text(encoding="utf-8")
    assert text.count("<office:annotation ") == 3
    assert text.count("<office:annotation-end ") == 3
    assert text.count("[lỗi] sai") == 3

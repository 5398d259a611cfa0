"""Where a rule about words points to, and when it says that it cannot be asked."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.check.form import check_form
from reportgen.check.form.text_line import TextLine
from reportgen.check.form.words import split_at_breaks, typed
from reportgen.check.word import read_word
from reportgen.errors import Severity
from reportgen.load.form_rules import load_form_book
from reportgen.model.checking import Checked
from reportgen.model.word_document import paragraphs
from tests.form_defects import FOLDER, Defect
from tests.form_edits import File, W, changed, rewritten
from tests.form_reports import REPORTS
from tests.form_text_defects import TEXT_DEFECTS, lines
from tests.word_files import p, r, read_paragraphs, word_file
from tests.written_documents import STYLES

BOOK = load_form_book()
NUMBERED = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
    '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
IN_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def checked(data: bytes) -> Checked:
    return check_form(read_word(data, file="bao-cao.docx"), BOOK)


@pytest.mark.parametrize("defect", TEXT_DEFECTS, ids=str)
def test_finding_points_at_the_very_words_it_quotes(defect: Defect) -> None:
    document = read_word((FOLDER / f"{defect}.docx").read_bytes(), file="bao-cao.docx")
    found = {(each.place.part, each.place.paragraph): each for each in paragraphs(document.blocks)}
    for finding in check_form(document, BOOK).findings:
        place = finding.where
        text = found[(place.part, place.paragraph)].text
        quote = " ".join(text[place.start : place.end].split())
        hyphens_stand_below_the_subject = defect.what == "gach-noi-duoi-trich-yeu"
        assert hyphens_stand_below_the_subject or finding.quote.rstrip("…") in quote


def test_automatic_number_of_a_heading_is_read_but_not_pointed_at() -> None:
    body = "".join(
        p(r(text, "<w:b/>"), properties=IN_LIST + '<w:jc w:val="both"/>')
        for text in ("TÌNH HÌNH", "NHIỆM VỤ")
    )
    head = p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", properties='<w:jc w:val="center"/>')
    data = word_file(head + body, styles=STYLES, numbering=NUMBERED.format(start=3))
    (finding,) = (each for each in checked(data).findings if each.rule == "ND30-ND-06")
    assert finding.message == "mục đầu tiên là “III.”"
    assert (finding.where.paragraph, finding.where.start, finding.where.end) == (2, 0, len("TÌNH HÌNH"))


def test_lines_of_one_paragraph_are_told_apart() -> None:
    (paragraph,) = read_paragraphs(
        p("Kính gửi:", "<w:r><w:br/></w:r>", "- Bộ Nội vụ;", "<w:r><w:br/></w:r>", "- Bộ Tài chính.")
    )
    whole = TextLine(paragraph, 0, len(paragraph.text))
    assert typed(split_at_breaks([whole])) == ["Kính gửi:", "- Bộ Nội vụ;", "- Bộ Tài chính."]
    assert typed(split_at_breaks([TextLine(paragraph, 3, 14)])) == ["h gửi:", "- Bộ"]


def reasons(result: Checked) -> dict[str, str]:
    return {each.rule: each.reason for each in result.not_evaluated}


def test_rules_about_annexes_wait_for_an_annex() -> None:
    body = p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", properties='<w:jc w:val="center"/>') + p("Nội dung.")
    told = reasons(checked(word_file(body, styles=STYLES)))
    assert told["ND30-PL-02"] == "văn bản không có phụ lục mang nhãn “Phụ lục”"
    assert told["ND30-CC-01"] == "không tìm thấy căn cứ ban hành trong văn bản"
    assert told["ND30-SO-01"] == "không tìm thấy số, ký hiệu trong văn bản"


def test_a_file_of_one_annex_may_bear_any_number() -> None:
    body = p(r("Phụ lục II", "<w:b/>"), properties='<w:jc w:val="center"/>') + p("Danh mục các đơn vị.")
    result = checked(word_file(body, styles=STYLES))
    assert "ND30-PL-02" in reasons(result)
    assert not {finding.rule for finding in result.findings} & {"ND30-PL-01", "ND30-PL-02", "VH-01"}


def test_rules_of_two_tiers_bind_from_the_day_they_began() -> None:
    sentence = lines("Đề nghị UBND huyện xem xét.")
    assert "T2-01" in {each.rule for each in checked(changed(REPORTS["nd30"](), sentence)).findings}
    before = changed(
        REPORTS["nd30"](), sentence, rewritten("VBDiaDanhNgay", r("Công Hải, ngày 30 tháng 6 năm 2025"))
    )
    assert reasons(checked(before))["T2-01"] == "chỉ áp dụng cho văn bản từ ngày 01/7/2025"


def test_capital_letters_of_a_text_of_no_regime_are_left_alone() -> None:
    result = checked(word_file(p("Họp với Ủy ban Nhân dân xã, đạt 12.5% kế hoạch."), styles=STYLES))
    rules = {finding.rule: finding.severity for finding in result.findings}
    assert rules["TYP-01"] is Severity.WARNING
    assert not [rule for rule in rules if rule.startswith("VH")]


PIECES = (
    *("Số: ", "/", "-", "–", " ", "05", "2026", "BC", "UBND", "ĐU", "ngày ", "tháng ", "năm ", "31/02/2026"),
    *("I. ", "1. ", "1.1. ", "f) ", "Thứ nhất, ", "Chương I", "Điều 5. ", "TM. ", "T/M ", "KT.", "CHỦ TỊCH"),
    *("Kính gửi: ", "Nơi nhận:", "- Lưu: VT", "Căn cứ ", "Nghị quyết số 06-NQ/TU", "Phụ lục ", "(Kèm theo "),
    *(
        "“",
        "”",
        '"',
        "12.5%",
        "hoà",
        "hòa",
        "…",
        "./.",
        "²",
        "\t",
        "\u00a0",
        "\u200b",
        "BÁO CÁO",
        "MẬT",
        "SAO Y",
    ),
)


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(sorted(REPORTS)),
    st.dictionaries(
        st.integers(0, 60), st.lists(st.sampled_from(PIECES), max_size=8).map("".join), max_size=12
    ),
)
def test_no_text_in_any_place_makes_the_check_fail(base: str, texts: dict[int, str]) -> None:
    file = File(REPORTS[base]())
    holders = list(file.tree().iter(f"{W}t"))
    for place, text in texts.items():
        holders[place % len(holders)].text = text
    assert checked(file.data()).passed


LONG = {
    "dots": "." * 20_000,
    "digits": "1" * 20_000,
    "numbers": "1." * 10_000,
    "capitals": "A-" * 10_000,
    "words without blanks": "abc." * 5_000,
    "blanks after a date": "ngày 05" + " " * 20_000 + "x",
    "tabs": "ab" + "\t" * 20_000 + ".",
    "a symbol": "1-" + "A" * 20_000,
    "a basis": "Căn cứ Quyết định " + "1" * 20_000,
    "signs": "a ," * 7_000,
    "one word again and again": "nhân dân " * 2_200,
    "citations": "Quyết định số 1/QĐ-A " * 900,
    "hidden characters": "\u200b" * 20_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_checking_a_long_text_ends(text: str) -> None:
    data = changed(REPORTS["nd30"](), lines(text))
    document = read_word(data, file="bao-cao.docx")
    begin = time.process_time()
    check_form(document, BOOK)
    assert time.process_time() - begin < 30  # the slowest takes 0.7 s; one step too many costs minutes

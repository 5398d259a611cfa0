"""What stands between two marks of a document, as HTML."""

from __future__ import annotations

from reportgen.service.office.section_markup import markup_between

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(inside: str, start: str = "<w:p>") -> str:
    return f"{start}<w:pPr><w:i/></w:pPr>{inside}</w:p>"


def run(text: str, looks: str = "") -> str:
    return f"<w:r>{looks}<w:t>{text}</w:t></w:r>"


def shown(*blocks: str, head: str = "") -> str:
    body = "".join([paragraph(run("ngoài")), paragraph(run("đầu⟧")), *blocks, paragraph(run("cuối⟧"))])
    return markup_between(
        f"{head}<w:document {W}><w:body>{body}</w:body></w:document>".encode(), "đầu⟧", "cuối⟧"
    )


def test_paragraphs_between_the_marks_stand_line_by_line() -> None:
    text = shown(paragraph(run("một &amp; "), "<w:p w:rsidR='1'>"), paragraph(run("&lt;hai&gt; “3”")))
    assert text == "<p>một &amp; </p>\n<p>&lt;hai&gt; “3”</p>"
    assert shown() == ""


def test_a_figure_carries_its_id_and_emphasis_its_element() -> None:
    figure = (
        '<w:sdt><w:sdtPr><w:tag w:val="fig:a.x"/></w:sdtPr><w:sdtContent>'
        + run("5")
        + "</w:sdtContent></w:sdt>"
    )
    bold = run("đậm", "<w:rPr><w:b/><w:i/></w:rPr>")
    assert shown(paragraph(figure + bold)) == (
        '<p><data value="fig:a.x">5</data><strong><em>đậm</em></strong></p>'
    )


def test_a_table_is_its_paragraphs_and_its_last_one_is_no_part_of_the_mark() -> None:
    row = f"<w:tr><w:tc>{paragraph(run('a'))}</w:tc><w:tc>{paragraph(run('b'))}</w:tc></w:tr>"
    assert shown(f"<w:tbl>{row}</w:tbl>") == "<p>a</p><p>b</p>"


def test_a_declaration_before_the_document_is_passed_over() -> None:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    assert shown(paragraph(run("một")), head=head) == "<p>một</p>"


def test_sections_of_one_shape_say_each_their_own_and_are_escaped() -> None:
    """What the runs say is cut out and put back: of a run of two texts, too, and what is said twice."""

    def section(first: str, second: str, third: str) -> str:
        figure = (
            f'<w:sdt><w:sdtPr><w:tag w:val="a"/></w:sdtPr><w:sdtContent>{run(first)}</w:sdtContent></w:sdt>'
        )
        two = f"<w:r><w:t>{second}</w:t><w:tab/><w:t>{third}</w:t></w:r>"
        return shown(paragraph(figure + two), paragraph(run(first, "<w:rPr><w:b/></w:rPr>")))

    both = '<p><data value="a">{0}</data>{1}{2}</p>\n<p><strong>{0}</strong></p>'
    for words in (("1", "hai", "ba"), ("ba", "1", "1"), ("5 &lt; 6", "> “x” &amp;", "0")):
        assert section(*words) == both.format(*words)


def test_what_is_not_printed_takes_no_words_from_others() -> None:
    dropped = "<w:del><w:r><w:t>bỏ</w:t></w:r></w:del>"
    for gone in ("bỏ", "thôi"):
        assert shown(paragraph(run("a") + dropped.replace("bỏ", gone) + run("b"))) == "<p>ab</p>"

"""Reading any Word file: effective looks, all text that is printed and none that is not, places, lines."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.check.form import check_form
from reportgen.check.package import UnreadablePackage
from reportgen.check.word import paragraph_elements, read_word, text_pieces
from reportgen.load.form_rules import load_form_book
from reportgen.model.word_document import HeaderKind, LineMeans, Table, paragraphs
from tests.form_edits import BODY, HEADER, STYLES, File
from tests.form_reports import state_report
from tests.word_files import p, r, read, read_paragraphs, word_file

BOLD, ITALIC = "<w:b/>", "<w:i/>"


def style(name: str, run: str = "", paragraph: str = "", kind: str = "paragraph", more: str = "") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{more}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def based_on(name: str) -> str:
    return f'<w:basedOn w:val="{name}"/>'


P_STYLE, R_STYLE = '<w:pStyle w:val="{}"/>', '<w:rStyle w:val="{}"/>'


@pytest.mark.parametrize(
    ("paragraph_look", "character_look", "direct", "is_bold"),
    [
        ("", "", "", False),
        (BOLD, "", "", True),
        ("", BOLD, "", True),
        (BOLD, BOLD, "", False),  # the character style switches over what the paragraph style has
        (BOLD, BOLD, BOLD, True),
        (BOLD, "", '<w:b w:val="0"/>', False),
        (BOLD, "", '<w:b w:val="false"/>', False),
    ],
)
def test_bold_switches_over_between_styles_and_is_absolute_on_the_run(
    paragraph_look: str, character_look: str, direct: str, is_bold: bool
) -> None:
    styles = style("P", paragraph_look) + style("C", character_look, kind="character")
    body = p(r("chữ", R_STYLE.format("C") + direct), properties=P_STYLE.format("P"))
    assert read_paragraphs(body, styles=styles)[0].runs[0].look.is_bold is is_bold


def test_a_style_overrides_the_one_it_is_based_on() -> None:
    styles = style("A", BOLD + '<w:sz w:val="26"/>') + style("B", '<w:b w:val="0"/>', more=based_on("A"))
    look = read_paragraphs(p("chữ", properties=P_STYLE.format("B")), styles=styles)[0].runs[0].look
    assert (look.is_bold, look.size_half_points) == (False, 26)


def test_styles_based_on_each_other_do_not_hang() -> None:
    styles = style("A", BOLD, more=based_on("B")) + style("B", ITALIC, more=based_on("A"))
    look = read_paragraphs(p("chữ", properties=P_STYLE.format("A")), styles=styles)[0].runs[0].look
    assert (look.is_bold, look.is_italic) == (True, True)


def test_theme_font_wins_over_the_named_one_and_vietnamese_letters_take_the_hansi_slot() -> None:
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>'
        '<a:fontScheme><a:majorFont><a:latin typeface="Cambria"/></a:majorFont>'
        '<a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
    )
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Arial" w:hAnsiTheme="minorHAnsi"/>'
    look = read_paragraphs(p(r("chữ", fonts)), theme1=theme)[0].runs[0].look
    assert (look.font, look.latin_font) == ("Calibri", "Times New Roman")


def test_default_style_and_document_defaults_serve_what_nothing_else_says() -> None:
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="28"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>'
        '<w:pPr><w:jc w:val="both"/></w:pPr></w:style>'
    )
    paragraph = read_paragraphs(p("chữ"), styles=defaults + normal)[0]
    look = paragraph.look
    assert (look.alignment, look.after, look.line, look.style) == ("both", 160, 259, "N")
    assert paragraph.runs[0].look.size_half_points == 28


@pytest.mark.parametrize(
    ("text", "look", "is_upper"),
    [
        ("BÁO CÁO", "", True),
        ("Báo cáo", "<w:caps/>", True),
        ("Báo cáo", "", False),
        ("12/3", "<w:caps/>", False),
    ],
)
def test_capitals_are_typed_or_set(text: str, look: str, is_upper: bool) -> None:
    assert read_paragraphs(p(r(text, look)))[0].runs[0].look.is_upper is is_upper


BOX = "<w:txbxContent>{}</w:txbxContent>"
SHAPE = "<wps:wsp><wps:spPr/><wps:txbx>{}</wps:txbx></wps:wsp>"
COMPLEX = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('ô')}</w:sdtContent></w:sdt>", "ô"),
        (f"<w:ins>{r('thêm')}</w:ins>", "thêm"),
        ("<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>", ""),
        (f"<w:moveFrom>{r('cũ')}</w:moveFrom><w:moveTo>{r('mới')}</w:moveTo>", "mới"),
        (f"<w:hyperlink>{r('liên kết')}</w:hyperlink>", "liên kết"),
        (f"<w:smartTag>{r('thẻ')}</w:smartTag>", "thẻ"),
        (f'<w:fldSimple w:instr=" REF so ">{r("05")}</w:fldSimple>', "05"),
        (COMPLEX.format("REF so", r("05")), "05"),
        ("<w:r><w:t>NQ</w:t><w:noBreakHyphen/><w:t>HĐND</w:t></w:r>", "NQ-HĐND"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
        (
            f"<mc:AlternateContent><mc:Choice>{r('một')}</mc:Choice>"
            f"<mc:Fallback>{r('một')}</mc:Fallback></mc:AlternateContent>",
            "một",
        ),
        (r("ẩn", "<w:vanish/>"), ""),
        (r("Ta\u0302n"), "Tân"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "\uf0fc"),
        ("<w:r><w:t>  hai đầu </w:t></w:r>", "hai đầu"),
    ],
)
def test_text_is_what_is_printed(content: str, text: str) -> None:
    paragraph = read_paragraphs(p(content))[0]
    assert paragraph.text == text


def test_field_results_bear_the_name_of_their_field_even_without_a_result() -> None:
    empty = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    body = p(empty + '<w:r><w:fldChar w:fldCharType="end"/></w:r>') + p(COMPLEX.format("NUMPAGES", r("9")))
    runs = [paragraph.runs[0] for paragraph in read_paragraphs(body)]
    assert [(run.text, run.field) for run in runs] == [("", "PAGE"), ("9", "NUMPAGES")]


def test_a_field_may_go_over_paragraphs() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText>'
    body = p(begin + '<w:fldChar w:fldCharType="separate"/></w:r>' + r("Mục một")) + p(
        r("Mục hai") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    found = read_paragraphs(body + p("Thân"))
    assert [(each.text, each.runs[0].field) for each in found] == [
        ("Mục một", "TOC"),
        ("Mục hai", "TOC"),
        ("Thân", ""),
    ]


@pytest.mark.parametrize(
    "drawing",
    [
        "<w:drawing><wp:anchor>" + SHAPE.format(BOX.format(p("Số: 05"))) + "</wp:anchor></w:drawing>",
        "<w:pict><v:shape><v:textbox>" + BOX.format(p("Số: 05")) + "</v:textbox></v:shape></w:pict>",
    ],
)
def test_text_boxes_are_read_once_and_counted_in_order(drawing: str) -> None:
    copy = f"<w:pict><v:shape><v:textbox>{BOX.format(p('Số: 05'))}</v:textbox></v:shape></w:pict>"
    body = p(
        f"<w:r><mc:AlternateContent><mc:Choice>{drawing}</mc:Choice><mc:Fallback>{copy}</mc:Fallback>"
        "</mc:AlternateContent></w:r>",
        "Ngoài",
    ) + p("Sau")
    found = read_paragraphs(body)
    assert [(each.text, each.place.paragraph, each.place.is_in_text_box) for each in found] == [
        ("Ngoài", 1, False),
        ("Số: 05", 2, True),
        ("Sau", 3, False),
    ]


def test_number_of_a_paragraph_leads_back_to_its_element() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('ô')}</w:tc></w:tr></w:tbl>"
    data = word_file(p("một") + inner + f"<w:sdt><w:sdtContent>{p('ba')}</w:sdtContent></w:sdt>")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        elements = paragraph_elements(etree.fromstring(package.read("word/document.xml")))
    for paragraph in paragraphs(read_word(data, file="a.docx").blocks):
        element = elements[paragraph.place.paragraph - 1]
        assert "".join(piece.text for piece in text_pieces(element)) == paragraph.text


def level(number: int, kind: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


LISTS = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%1.%2.")
    + level(2, "lowerLetter", "%3)")
    + level(3, "bullet", "\uf0b7")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def numbered(depth: int, number: int = 1) -> str:
    return p("x", properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_those_that_word_prints() -> None:
    body = "".join(map(numbered, (0, 1, 1, 2, 2, 3, 0, 1, 2))) + numbered(0, 2) + numbered(0)
    assert [each.label for each in read_paragraphs(body, numbering=LISTS)] == [
        *("I.", "I.1.", "I.2.", "a)", "b)", "•"),
        *("II.", "II.1.", "a)"),
        *("V.", "VI."),
    ]


def test_a_style_may_bear_the_number() -> None:
    levels = level(0, "decimal", "Điều %1.", '<w:pStyle w:val="D"/>')
    lists = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = style("D", paragraph='<w:numPr><w:numId w:val="3"/></w:numPr>')
    body = p("Phạm vi", properties=P_STYLE.format("D")) * 2
    assert [each.printed for each in read_paragraphs(body, styles=styles, numbering=lists)] == [
        "Điều 1. Phạm vi",
        "Điều 2. Phạm vi",
    ]


def test_headings_are_known_by_level_by_number_and_by_look() -> None:
    outline = '<w:outlineLvl w:val="0"/>'
    body = (
        p("I. TÌNH HÌNH", properties=outline)
        + p(r("1. Kinh tế", BOLD))
        + p("1. Câu này chỉ là một khoản dài, không phải tiêu đề.")
        + p(r("2. Xã hội", BOLD))
        + p(r("II. KIẾN NGHỊ", BOLD))
        + p("Không.")
    )
    assert [each.place.headings for each in read_paragraphs(body)] == [
        (),
        ("I. TÌNH HÌNH",),
        ("I. TÌNH HÌNH", "1. Kinh tế"),
        ("I. TÌNH HÌNH", "1. Kinh tế"),
        ("I. TÌNH HÌNH", "2. Xã hội"),
        ("II. KIẾN NGHỊ",),
    ]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def test_merged_cells_keep_their_place_in_the_grid() -> None:
    down, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    two_columns = '<w:gridSpan w:val="2"/>'
    body = (
        '<w:tbl><w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="2000"/><w:gridCol w:w="3000"/></w:tblGrid>'
        f"<w:tr><w:trPr><w:tblHeader/><w:cantSplit/></w:trPr>{cell('TT', down)}"
        f"{cell('Năm', two_columns)}</w:tr>"
        f"<w:tr>{cell('', go_on)}{cell('2025')}{cell('2026')}</w:tr></w:tbl>"
    )
    table = read(body).blocks[0]
    assert isinstance(table, Table)
    assert [[(c.text, c.column, c.span, c.rows) for c in row.cells] for row in table.rows] == [
        [("TT", 1, 1, 2), ("Năm", 2, 2, 1)],
        [("2025", 2, 1, 1), ("2026", 3, 1, 1)],
    ]
    assert [(row.is_header, row.may_split) for row in table.rows] == [(True, False), (False, True)]
    places = [paragraph.place for paragraph in paragraphs((table,))]
    assert [(each.table, each.row, each.column) for each in places][-1] == (1, 2, 3)


BORDERS = "".join(f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right"))


@pytest.mark.parametrize(
    ("properties", "has_borders"),
    [("", False), (f"<w:tblBorders>{BORDERS}</w:tblBorders>", True), ('<w:tblStyle w:val="G"/>', True)],
)
def test_a_table_without_borders_is_known(properties: str, has_borders: bool) -> None:
    borders = f"<w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr>"
    grid = f'<w:style w:type="table" w:styleId="G">{borders}</w:style>'
    body = f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl>"
    table = read(body, styles=grid).blocks[0]
    assert isinstance(table, Table)
    assert table.has_borders is has_borders


LINE = (
    '<wps:wsp><wps:spPr><a:xfrm><a:ext cx="1270000" cy="0"/></a:xfrm><a:prstGeom prst="line"/></wps:spPr>'
    "</wps:wsp>"
)


@pytest.mark.parametrize(
    ("body", "means", "length"),
    [
        (p(f"<w:r><w:drawing><wp:anchor>{LINE}</wp:anchor></w:drawing></w:r>"), LineMeans.SHAPE, 2000),
        (p('<w:r><w:pict><v:line from="10pt,2pt" to="110pt,2pt"/></w:pict></w:r>'), LineMeans.SHAPE, 2000),
        (
            p('<w:r><w:pict><v:shape type="#_x0000_t32" style="width:100pt;height:0"/></w:pict></w:r>'),
            LineMeans.SHAPE,
            2000,
        ),
        (p(properties='<w:pBdr><w:top w:val="single"/></w:pBdr>'), LineMeans.BORDER_ABOVE, 9355),
        (
            p(
                "chữ",
                properties='<w:pBdr><w:bottom w:val="single"/></w:pBdr><w:ind w:left="3355" w:right="4000"/>',
            ),
            LineMeans.BORDER_BELOW,
            2000,
        ),
        (p(r("__________", '<w:sz w:val="28"/>')), LineMeans.UNDERSCORES, 1400),
        (
            p(r("Tự do\n") + "<w:r><w:br/></w:r>" + r("____", '<w:sz w:val="20"/>')),
            LineMeans.UNDERSCORES,
            400,
        ),
        (p("-----"), LineMeans.TYPED, 333),
        (p('<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:tab/></w:r>'), LineMeans.UNDERLINE, None),
    ],
)
def test_a_line_is_seen_whatever_draws_it(body: str, means: LineMeans, length: int | None) -> None:
    (line,) = read_paragraphs(body)[0].lines
    assert (line.means, line.length) == (means, length)


def test_headers_are_inherited_but_not_the_setting_of_a_different_first_page() -> None:
    def section(inside: str) -> str:
        return f"<w:sectPr>{inside}</w:sectPr>"

    reference = '<w:headerReference w:type="default" r:id="header1"/>'
    first = p("một", properties=section(reference + "<w:titlePg/>"))
    landscape = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgNumType w:start="1"/>'
    document = read(first + p("hai"), section=section(landscape), header1=p("- 2 -"))
    assert [each.has_first_page for each in document.sections] == [True, False]
    assert document.sections[1].is_landscape
    assert (document.sections[0].number_start, document.sections[1].number_start) == (None, 1)
    header = next(paragraphs(document.sections[1].headers[HeaderKind.DEFAULT]))
    assert (header.text, header.place.part) == ("- 2 -", "word/header1.xml")


def test_notes_are_read_and_referred_to() -> None:
    note = (
        f'<w:footnote w:type="separator" w:id="0">{p("x")}</w:footnote>'
        f'<w:footnote w:id="2">{p("Ghi chú")}</w:footnote>'
    )
    document = read(p("Thân", '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=note)
    paragraph = next(paragraphs(document.blocks))
    assert paragraph.notes == ("2",)
    assert {key: next(paragraphs(blocks)).text for key, blocks in document.footnotes.items()} == {
        "2": "Ghi chú"
    }


def nested_tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + p("đáy") + "</w:tc></w:tr></w:tbl>" * depth


@pytest.mark.parametrize("depth", [30, 10_000])
def test_tables_nested_beyond_sense_are_refused_not_overflowed(depth: int) -> None:
    with pytest.raises(UnreadablePackage):
        read(nested_tables(depth))


@pytest.mark.parametrize("data", [b"", b"PK", b"khong phai zip"])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadablePackage):
        read_word(data, file="a.docx")


MOST_SECONDS = 30  # a second at most; a pattern that backtracks takes minutes
ODD = ("", "x", "-5", "9" * 20, "1e5", "٣", "0.5", "²", "true")


@given(st.data())
def test_no_odd_value_in_the_file_makes_reading_fail(data: st.DataObject) -> None:
    file = File(state_report())
    for part in (BODY, STYLES, HEADER):
        elements = [each for each in file.tree(part).iter() if each.attrib]
        for element in data.draw(st.lists(st.sampled_from(elements), max_size=5)):
            name = data.draw(st.sampled_from(sorted(map(str, element.attrib))))
            element.set(name, data.draw(st.sampled_from(ODD)))
    assert read_word(file.data(), file="a.docx").sections


@pytest.mark.parametrize(
    "text", ["_" * 20_000 + "x", " " * 20_000 + "x", "\t" * 20_000 + "x", "- " * 9000 + "x"]
)
def test_long_runs_of_marks_end(text: str) -> None:
    begin = time.process_time()
    document = read(p(text))
    check_form(document, load_form_book())
    assert time.process_time() - begin < MOST_SECONDS

"""What offices really do and the rules allow, or forgive: no form rule may cry wolf over it."""

from __future__ import annotations

import copy

import pytest

from reportgen.check.form import check_form, take_apart
from reportgen.check.form.components import Component, Kind
from reportgen.check.word import read_word
from reportgen.errors import Finding, Severity
from reportgen.load.form_rules import load_form_book
from tests.form_defects import BOLD, CENTRED, ITALIC, borders, paragraph, size
from tests.form_edits import (
    HEADER,
    SETTINGS,
    STYLES,
    Edit,
    File,
    W,
    after,
    before,
    changed,
    drop,
    drop_next,
    look,
    page,
    rewritten,
    setting,
    text,
    together,
    xml,
)
from tests.form_reports import REPORTS
from tests.word_files import p, r, word_file

RAISED = '<w:vertAlign w:val="superscript"/>'
BOOK = load_form_book()


def findings(data: bytes) -> list[Finding]:
    found = check_form(read_word(data, file="bao-cao.docx"), BOOK).findings
    return [finding for finding in found if finding.severity is not Severity.INFO]


def shape(length_pt: int, *, solid: bool = True) -> str:
    dash = "" if solid else '<a:prstDash val="dash"/>'
    return (
        f'<w:r><w:drawing><wp:anchor><wp:extent cx="{length_pt * 12700}" cy="0"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:spPr><a:prstGeom prst="line"/>'
        f'<a:ln w="9525">{dash}</a:ln></wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor>'
        "</w:drawing></w:r>"
    )


def both_ways(length_pt: int) -> str:
    old = f'<w:r><w:pict><v:line from="0,0" to="{length_pt}pt,0"/></w:pict></w:r>'
    return (
        f"<mc:AlternateContent><mc:Choice>{shape(length_pt)}</mc:Choice>"
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )


def vml(length_pt: int) -> str:
    return f'<w:r><w:pict><v:line from="50pt,2pt" to="{50 + length_pt}pt,2pt"/></w:pict></w:r>'


def connector(length_pt: int) -> str:
    return (
        '<w:r><w:pict><v:shape type="#_x0000_t32" o:connectortype="straight"'
        f' style="position:absolute;width:{length_pt}pt;height:0"/></w:pict></w:r>'
    )


def underscores(count: int) -> str:
    return p(r("_" * count, RAISED + size(14)), properties=CENTRED)


def put(where: str, content: str) -> Edit:
    """Draw the line inside a component's own paragraph instead of under it."""

    def edit(file: File) -> None:
        file.paragraphs(where)[-1].extend(xml(content))

    return together(drop_next(where), edit)


NESTED = (
    '<w:tbl><w:tblPr><w:tblW w:w="3400" w:type="dxa"/><w:jc w:val="center"/></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="3400"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="3400" w:type="dxa"/>'
    f"<w:tcBorders>{borders('top')}</w:tcBorders></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
)
LINES = {
    "DrawingML line": put("VBTieuNgu", shape(170)),
    "DrawingML line with a copy in VML": put("VBTieuNgu", both_ways(165)),
    "VML line": put("VBTieuNgu", vml(172)),
    "VML connector": put("VBTieuNgu", connector(168)),
    "raised underscores": together(drop_next("VBTieuNgu"), after("VBTieuNgu", underscores(38))),
    "underscores in the same paragraph": put("VBTieuNgu", "<w:r><w:br/></w:r>" + r("_" * 38, RAISED)),
    "border of the text itself": together(
        drop_next("VBTieuNgu"),
        setting("VBTieuNgu", f'<w:pBdr>{borders("bottom")}</w:pBdr><w:ind w:left="1270" w:right="1270"/>'),
    ),
    "border of a nested table": together(drop_next("VBTieuNgu"), after("VBTieuNgu", NESTED)),
    "line anchored in the cell of the number": together(
        drop_next("VBTieuNgu"), before("VBSo", p(shape(170)))
    ),
    "both lines anchored in one paragraph": together(
        drop_next("VBTieuNgu"),
        drop_next("VBCoQuan"),
        before("VBQuocHieu", p(shape(60), shape(170))),
    ),
}


@pytest.mark.parametrize("edit", LINES.values(), ids=LINES)
def test_a_line_may_be_drawn_in_any_legal_way(edit: Edit) -> None:
    assert [str(finding) for finding in findings(changed(REPORTS["nd30"](), edit))] == []


def head_without_table(*paragraphs: str) -> Edit:
    """Put paragraphs in the place of the table of the head."""

    def edit(file: File) -> None:
        table = next(file.tree().iter(f"{W}tbl"))
        for element in xml("".join(paragraphs)):
            table.addprevious(element)
        parent = table.getparent()
        assert parent is not None
        parent.remove(table)

    return edit


def tabbed(left: str, left_look: str, right: str, right_look: str) -> str:
    stops = '<w:tabs><w:tab w:val="center" w:pos="1800"/><w:tab w:val="center" w:pos="6600"/></w:tabs>'
    tab = "<w:r><w:tab/></w:r>"
    return p(tab, r(left, left_look), tab, r(right, right_look), properties=stops)


BY_TABS = head_without_table(
    tabbed("UBND XÃ CÔNG HẢI", size(13), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD + size(13)),
    tabbed("PHÒNG VĂN HÓA - XÃ HỘI", BOLD + size(13), "Độc lập - Tự do - Hạnh phúc", BOLD + size(14)),
    p(shape(60), shape(170)),
    tabbed("Số: 05/BC-VHXH", size(13), "Công Hải, ngày 02 tháng 7 năm 2026", ITALIC + size(14)),
)


def text_box(*paragraphs: str) -> str:
    return (
        "<w:r><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:spPr>"
        '<a:prstGeom prst="rect"/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>'
        f"{''.join(paragraphs)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></w:r>"
    )


BY_BOXES = head_without_table(
    p(
        text_box(
            paragraph("UBND XÃ CÔNG HẢI", size(13), CENTRED),
            paragraph("PHÒNG VĂN HÓA - XÃ HỘI", BOLD + size(13), CENTRED),
            p(shape(60)),
            paragraph("Số: 05/BC-VHXH", size(13), CENTRED),
        ),
        text_box(
            paragraph("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD + size(13), CENTRED),
            paragraph("Độc lập - Tự do - Hạnh phúc", BOLD + size(14), CENTRED),
            p(shape(170)),
            paragraph("Công Hải, ngày 02 tháng 7 năm 2026", ITALIC + size(14), CENTRED),
        ),
    )
)
ONE_PARAGRAPH = together(
    drop("VBQuocHieu"),
    rewritten(
        "VBTieuNgu",
        r("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD + size(13))
        + "<w:r><w:br/></w:r>"
        + r("Độc lập - Tự do - Hạnh phúc", BOLD + size(14)),
    ),
)
CONTROLLED_DATE = rewritten(
    "VBDiaDanhNgay",
    "<w:sdt><w:sdtPr/><w:sdtContent>" + r("Công Hải, ngày 02 tháng 7 năm 2026") + "</w:sdtContent></w:sdt>",
)
TRACKED_NUMBER = rewritten(
    "VBSo",
    r("Số: ") + "<w:del><w:r><w:delText>04</w:delText></w:r></w:del>"
    f'<w:ins w:id="1" w:author="A">{r("05")}</w:ins>' + r("/BC-VHXH"),
)
SUBJECT_IN_TWO = after("VBTrichYeu", paragraph("trên địa bàn xã Công Hải", BOLD, CENTRED))
SUBJECT_IN_TABLE = together(
    drop_next("VBTrichYeu"),
    drop("VBTrichYeu"),
    after(
        "VBTenLoai",
        '<w:tbl><w:tblPr><w:tblW w:w="6600" w:type="dxa"/><w:jc w:val="center"/></w:tblPr><w:tblGrid>'
        '<w:gridCol w:w="6600"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="6600" w:type="dxa"/></w:tcPr>'
        + paragraph("Kết quả công tác văn hóa, xã hội 6 tháng đầu năm 2026", BOLD, CENTRED)
        + p(shape(150))
        + "</w:tc></w:tr></w:tbl>",
    ),
)
ATTACHED_IN_TWO = together(
    text("của Phòng Văn hóa - Xã hội xã Công Hải)", ""),
    after(
        "VBPhuLucKemTheo",
        paragraph("của Phòng Văn hóa - Xã hội xã Công Hải)", ITALIC, CENTRED),
        only=0,
    ),
    after(
        "VBPhuLucKemTheo",
        paragraph("của Phòng Văn hóa - Xã hội xã Công Hải)", ITALIC, CENTRED),
        only=1,
    ),
)
NOTE_IN_HEADING = text("TÌNH HÌNH THỰC HIỆN", "TÌNH HÌNH THỰC HIỆN (đến 30/6)")
FRAMED_PAGE_NUMBER = setting(
    "Header", '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="center"/>', HEADER
)
SET_BY_CAPS = together(
    rewritten("VBCoQuan", r("Phòng Văn hóa - Xã hội", "<w:caps/>")),
    rewritten("VBTenLoai", r("Báo cáo", "<w:caps/>")),
)
SMALLER_SET = together(
    look("VBQuocHieu", size(12)), look("VBTieuNgu", size(13)), look("VBDiaDanhNgay", size(13))
)
MARGINS_OF_THE_DECREE = page("pgMar", top=1418, bottom=1134, left=1985, right=1134)
SIGNED_BY_TABS = together(
    drop("VBNoiNhan"),
    drop("VBNoiNhanDong"),
    drop("VBQuyenHan"),
    drop("VBChucVu"),
    drop("VBHoTen"),
    after(
        "VBNganCach",
        tabbed("Nơi nhận:", BOLD + ITALIC + size(12), "KT. TRƯỞNG PHÒNG", BOLD)
        + tabbed("- Như trên;", size(11), "PHÓ TRƯỞNG PHÒNG", BOLD)
        + tabbed("- Lưu: VT, VHXH.", size(11), "", BOLD)
        + p()
        + p(r("\t\t\t\t\tNguyễn Văn An", BOLD), properties='<w:ind w:left="5000"/>' + CENTRED),
        only=1,
    ),
)
MIRRORED = together(
    page("pgMar", left=850, right=1701),
    lambda file: file.tree(SETTINGS).extend(xml("<w:mirrorMargins/>")),
)


def font_by_theme(file: File) -> None:
    for fonts in file.tree(STYLES).iter(f"{W}rFonts"):
        for slot in ("ascii", "hAnsi"):
            fonts.set(f"{W}{slot}", "Calibri")
            fonts.set(f"{W}{slot}Theme", "minorHAnsi")


def bold_by_character_style(file: File) -> None:
    style = '<w:style w:type="character" w:styleId="Dam"><w:name w:val="Dam"/><w:rPr><w:b/></w:rPr></w:style>'
    file.tree(STYLES).extend(xml(style))
    for holder in file.tree(STYLES).iter(f"{W}style"):
        if holder.get(f"{W}styleId") == "VBQuocHieu":
            bold = holder.find(f"{W}rPr/{W}b")
            assert bold is not None
            bold.set(f"{W}val", "0")
    look("VBQuocHieu", '<w:rStyle w:val="Dam"/>')(file)


STATE_VARIANTS: dict[str, Edit] = {
    "head laid out by tabs": BY_TABS,
    "head laid out by two text boxes": BY_BOXES,
    "Quốc hiệu and Tiêu ngữ in one paragraph": ONE_PARAGRAPH,
    "date in a content control": CONTROLLED_DATE,
    "number in tracked changes": TRACKED_NUMBER,
    "subject over two paragraphs": SUBJECT_IN_TWO,
    "subject in a table of one cell": SUBJECT_IN_TABLE,
    "(Kèm theo …) over two paragraphs": ATTACHED_IN_TWO,
    "small letters in brackets in a heading": NOTE_IN_HEADING,
    "nearly black by the theme": look("VBDoan", '<w:color w:val="0D0D0D"/>'),
    "page number in a frame": FRAMED_PAGE_NUMBER,
    "capitals by formatting": SET_BY_CAPS,
    "the smaller set of sizes": SMALLER_SET,
    "margins of the decree's own file": MARGINS_OF_THE_DECREE,
    "closing laid out by tabs": SIGNED_BY_TABS,
    "font by theme": font_by_theme,
    "bold by character style": bold_by_character_style,
    "old tone marks": text("CỘNG HÒA", "CỘNG HOÀ"),
}


@pytest.mark.parametrize("edit", STATE_VARIANTS.values(), ids=STATE_VARIANTS)
def test_a_state_document_may_be_made_in_other_ways(edit: Edit) -> None:
    assert [str(finding) for finding in findings(changed(REPORTS["nd30"](), edit))] == []


@pytest.mark.parametrize("edit", [MIRRORED], ids=["two-sided print"])
def test_a_party_document_may_be_made_in_other_ways(edit: Edit) -> None:
    assert [str(finding) for finding in findings(changed(REPORTS["hd36"](), edit))] == []


FORGIVEN = {
    "Letter paper in an annex": (page("pgSz", only=1, w=12240, h=15840), "ND30-PG-01", Severity.INFO),
    "indent by a tab": (
        together(
            setting("VBDoan", '<w:ind w:firstLine="0"/>', only=1), text("Công tác tuyên", "\tCông tác tuyên")
        ),
        "ND30-ND-03",
        Severity.WARNING,
    ),
    "a face named as a font": (
        look("VBDoan", '<w:rFonts w:ascii="Times New Roman Bold" w:hAnsi="Times New Roman Bold"/>', only=1),
        "ND30-PG-05",
        Severity.WARNING,
    ),
    "a blue link": (
        look("VBDoan", '<w:color w:val="0563C1"/><w:u w:val="single"/>', only=1),
        "ND30-PG-07",
        Severity.WARNING,
    ),
    "exact spacing out of the range": (
        setting("VBDoan", '<w:spacing w:before="120" w:line="560" w:lineRule="exact"/>'),
        "ND30-ND-05",
        Severity.WARNING,
    ),
}


@pytest.mark.parametrize(("edit", "rule", "severity"), FORGIVEN.values(), ids=FORGIVEN)
def test_what_is_half_wrong_weighs_less(edit: Edit, rule: str, severity: Severity) -> None:
    result = check_form(read_word(changed(REPORTS["nd30"](), edit), file="a.docx"), BOOK)
    assert [(finding.rule, finding.severity) for finding in result.findings] == [(rule, severity)]


def test_a_dashed_line_is_none() -> None:
    data = changed(REPORTS["nd30"](), put("VBTieuNgu", shape(170, solid=False)))
    assert [finding.rule for finding in findings(data)] == ["ND30-HD-04"]


def kind_of(data: bytes) -> Kind:
    return take_apart(read_word(data, file="a.docx"), BOOK).components.kind


def test_a_file_of_annexes_is_asked_about_annexes_only() -> None:
    body = paragraph("Phụ lục II", BOLD + size(14), CENTRED) + paragraph(
        "DANH SÁCH", BOLD + size(14), CENTRED
    )
    data = word_file(body)
    assert kind_of(data) is Kind.ANNEX
    result = check_form(read_word(data, file="a.docx"), BOOK)
    assert {each.reason for each in result.not_evaluated if each.rule == "ND30-HT-01"} == {
        "tệp chỉ có phụ lục, không có văn bản chính"
    }
    assert "ND30-PL-03" in result.passed


@pytest.mark.parametrize("issuer", ["TỈNH ĐOÀN KHÁNH HÒA", "CÔNG ĐOÀN CƠ SỞ XÃ CÔNG HẢI"])
def test_unions_follow_neither_regime_and_get_no_error(issuer: str) -> None:
    body = paragraph(issuer, BOLD, CENTRED) + paragraph("BÁO CÁO", BOLD, CENTRED) + p("Nội dung.")
    data = word_file(body, section='<w:sectPr><w:pgSz w:w="12240" w:h="15840"/></w:sectPr>')
    assert kind_of(data) is Kind.OTHER
    assert {finding.severity for finding in findings(data)} <= {Severity.WARNING}


def test_both_heads_in_one_document_are_noticed() -> None:
    data = changed(REPORTS["nd30"](), before("VBQuocHieu", p("ĐẢNG CỘNG SẢN VIỆT NAM")))
    components = take_apart(read_word(data, file="a.docx"), BOOK).components
    assert components.is_mixed
    assert components.kind is Kind.STATE


@pytest.mark.parametrize(
    ("old", "new", "rule_set"),
    [
        ("năm 2024", "năm 2024", "hd36"),
        ("tháng 7 năm 2024", "tháng 5 năm 2026", "hd36"),
        ("tháng 7 năm 2024", "tháng 6 năm 2026", "hd05"),
        ("ngày 02 tháng 7 năm 2024", "ngày      tháng      năm", "hd05"),
    ],
)
def test_the_date_of_a_party_document_chooses_the_rules(old: str, new: str, rule_set: str) -> None:
    form = take_apart(read_word(changed(REPORTS["hd36"](), text(old, new)), file="a.docx"), BOOK)
    assert form.layout.id == rule_set


@pytest.mark.parametrize(
    ("lines", "parent", "issuer"),
    [
        (["UBND TỈNH KHÁNH HÒA", "SỞ TÀI CHÍNH"], 1, 1),
        (["ỦY BAN NHÂN DÂN", "XÃ CÔNG HẢI"], 0, 2),
        (["SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG THPT LÊ QUÝ ĐÔN"], 1, 1),
        (["VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN VÀ", "ỦY BAN NHÂN DÂN"], 0, 2),
        (["UBND XÃ CÔNG HẢI", "TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG"], 1, 2),
    ],
)
def test_of_names_all_bold_the_words_tell_which_body_is_above(
    lines: list[str], parent: int, issuer: int
) -> None:
    names = "".join(paragraph(line, BOLD + size(13), CENTRED) for line in lines)
    data = changed(REPORTS["nd30"](), before("VBChuQuan", names), drop("VBChuQuan"), drop("VBCoQuan"))
    components = take_apart(read_word(data, file="a.docx"), BOOK).components
    found = [len(components.lines.get(each, ())) for each in (Component.CHU_QUAN, Component.CO_QUAN)]
    assert found == [parent, issuer]


EVEN_SETTING = "<w:evenAndOddHeaders/>"


def with_even_pages(*, numbered: bool) -> Edit:
    """Tell odd and even pages apart; the even ones take over the header of the odd ones, or none."""

    def edit(file: File) -> None:
        file.tree(SETTINGS).extend(xml(EVEN_SETTING))
        references = file.tree().findall(f".//{W}headerReference")
        for reference in references if numbered else []:
            if reference.get(f"{W}type") == "default":
                even = copy.deepcopy(reference)
                even.set(f"{W}type", "even")
                reference.addnext(even)
        for _ in range(40):
            file.paragraphs("VBDoan")[1].addnext(copy.deepcopy(file.paragraphs("VBDoan")[1]))

    return edit


def test_even_pages_need_their_number_too() -> None:
    good = changed(REPORTS["nd30"](), with_even_pages(numbered=True))
    bad = changed(REPORTS["nd30"](), with_even_pages(numbered=False))
    assert [str(finding) for finding in findings(good)] == []
    assert [finding.rule for finding in findings(bad)] == ["ND30-PG-08"]


def test_a_main_part_of_one_page_needs_no_number_of_its_own() -> None:
    def edit(file: File) -> None:
        first = file.sections()[0]
        for reference in first.findall(f"{W}headerReference"):
            first.remove(reference)

    data = changed(REPORTS["nd30"](), edit)
    assert [str(finding) for finding in findings(data)] == []

"""The part `document.xml`: letterhead, title, the places for the generated text, recipients and signature."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.model.definition import Regime
from reportgen.model.layout import LayoutRules
from reportgen.template.elements import Element, element, paragraph, run, twips_of_mm, twips_of_pt
from reportgen.template.styles import ADDRESSEE_NAME, LINE_STYLE, MARK_STYLE, SPACER_STYLE

# Widths in twips of the left and right halves of the letterhead. «Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm
# 2026» at 14 pt takes 5888, so the invisible table stands out of the text by 2,5 mm on both sides. The usual
# longest lines of the Party are «ĐẢNG BỘ TỈNH KHÁNH HÒA», 3764, and that date after «TP. Hồ Chí Minh», 5219.
LETTERHEAD = {Regime.STATE: (3685, 5954), Regime.PARTY: (4390, 5249)}
SIGNATURE = (4394, 4961)
SPACE_ABOVE_SIGNATURE = 240
LINE_THICKNESS = 6
"""Eighths of a point."""

STYLE_OF_HEADING = {"quoc_hieu": "VBQuocHieu", "tieu_ngu": "VBTieuNgu", "tieu_de_dang": "VBTieuDeDang"}


def document_part(rules: LayoutRules) -> Element:
    """Return the whole part. Tags are docxtpl's; the names in them are listed in docs/mau-word.md."""
    body = element(
        "body",
        _letterhead(rules),
        *_title(rules),
        *_when("kinh_gui", [_addressees()]),
        *_each("can_cu", "VBCanCu"),
        paragraph("VBDoan", "{{p noi_dung }}"),
        # Chained to the signature: a last paragraph that keeps with its next one keeps with the signature.
        paragraph(SPACER_STYLE, keep=element("keepNext")),
        _signature(rules),
        paragraph(SPACER_STYLE),
        paragraph("VBDoan", "{{p phu_luc }}"),
        section(rules),
    )
    return element("document", body)


def section(rules: LayoutRules) -> Element:
    """Return the page set-up of the main part, which annexes copy."""
    page, margins = rules.page, rules.page.margins_mm
    references = [element("headerReference", type=kind) for kind in ("default", "first")]
    for reference, relationship in zip(references, ("rIdHeader", "rIdFirstHeader"), strict=True):
        reference.set(f"{{{reference.nsmap['r']}}}id", relationship)
    sides = {side: twips_of_mm(getattr(margins, side).used) for side in ("top", "right", "bottom", "left")}
    distance = twips_of_mm(page.header_distance_mm.used)
    return element(
        "sectPr",
        *references,
        element("pgSz", w=twips_of_mm(page.width_mm), h=twips_of_mm(page.height_mm)),
        element("pgMar", **sides, header=distance, footer=distance, gutter=0),
        element("pgNumType", fmt="decimal", start=1),
        None if page.number_on_first_page else element("titlePg"),
    )


def _letterhead(rules: LayoutRules) -> Element:
    left, right = LETTERHEAD[rules.regime]
    issuer = [
        *_each("co_quan.chu_quan", "VBChuQuan"),
        *_each("co_quan.ban_hanh", "VBCoQuan"),
        *_below(rules, "co_quan", left),
    ]
    headings = [
        piece
        for role, style in STYLE_OF_HEADING.items()
        if role in rules.roles
        for piece in (paragraph(style, rules.roles[role].text or ""), *_below(rules, role, right))
    ]
    number = [
        paragraph("VBSo", "{{ so_ky_hieu }}"),
        *_when("du_thao", [paragraph("VBDuThao", "{{ du_thao }}")]),
    ]
    date = [paragraph("VBDiaDanhNgay", "{{ dia_danh_ngay }}")]
    return _table((left, right), [(issuer, headings), (number, date)])


def _title(rules: LayoutRules) -> list[Element]:
    width = twips_of_mm(rules.page.text_width_mm)
    return [
        paragraph("VBTenLoai", "{{ ten_loai }}"),
        paragraph("VBTrichYeu", "{{ trich_yeu }}"),
        *_below(rules, "trich_yeu", width),
        paragraph(SPACER_STYLE, spacing=element("spacing", before=120)),
    ]


def _addressees() -> Element:
    """Put label and names in one paragraph: each of several names brings its own line break."""
    loop = ("{% for noi in kinh_gui %}", "{{ noi }}", "{% endfor %}")
    return paragraph("VBKinhGui", "Kính gửi: ", *(run(piece, ADDRESSEE_NAME) for piece in loop))


def _signature(rules: LayoutRules) -> Element:
    label = rules.roles["noi_nhan"].text or ""
    recipients = [paragraph("VBNoiNhan", label), *_each("noi_nhan", "VBNoiNhanDong")]
    signatory = [
        *_each("ky_ten.quyen_han", "VBQuyenHan"),
        *_when("ky_ten.chuc_vu", [paragraph("VBChucVu", "{{ ky_ten.chuc_vu }}")]),
        paragraph("VBHoTen", "{{ ky_ten.ho_ten }}"),
    ]
    left = [*_when("noi_nhan", recipients), paragraph(SPACER_STYLE)]  # a cell must never be empty
    return _table(SIGNATURE, [(left, signatory)], top=SPACE_ABOVE_SIGNATURE)


def _each(names: str, style: str) -> Iterator[Element]:
    """Print each text of a list as a paragraph."""
    yield paragraph(style, f"{{%p for dong in {names} %}}")
    yield paragraph(style, "{{ dong }}")
    yield paragraph(style, "{%p endfor %}")


def _when(name: str, content: list[Element]) -> Iterator[Element]:
    """Keep the paragraphs only when the text or list is not empty."""
    yield paragraph("Normal", f"{{%p if {name} %}}")
    yield from content
    yield paragraph("Normal", "{%p endif %}")


def _below(rules: LayoutRules, role_name: str, width: int) -> Iterator[Element]:
    """Add what the rules put under a component: a drawn line, a mark on a line of its own, or nothing."""
    role = rules.roles[role_name]
    if role.line_below:
        lengths = role.line_below.lengths_pt
        for length in lengths:
            line = _drawn_line(length, width)
            yield from [line] if len(lengths) == 1 else _when(f"duong_ke.{role_name} == {length}", [line])
    if role.mark_below:
        yield paragraph(MARK_STYLE, role.mark_below)


def _drawn_line(length_pt: Decimal, width: int) -> Element:
    """Draw a centred line as the border of a paragraph, which every editor shows alike."""
    margin = (width - twips_of_pt(length_pt)) // 2
    border = element("pBdr", element("top", val="single", sz=LINE_THICKNESS, space=0, color="auto"))
    return paragraph(LINE_STYLE, border=border, indent=element("ind", left=margin, right=margin))


def _table(widths: tuple[int, int], rows: list[tuple[list[Element], list[Element]]], top: int = 0) -> Element:
    """Lay out pairs of cells without borders, in fixed widths, in rows that never break over pages."""
    properties = element(
        "tblPr",
        element("tblW", w=sum(widths), type="dxa"),
        element("jc", val="center"),
        element("tblLayout", type="fixed"),
        element(
            "tblCellMar",
            element("top", w=top, type="dxa"),
            *(element(side, w=0, type="dxa") for side in ("left", "bottom", "right")),
        ),
    )
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    return element("tbl", properties, grid, *(_row(widths, cells) for cells in rows))


def _row(widths: tuple[int, int], cells: tuple[list[Element], list[Element]]) -> Element:
    made = element("tr", element("trPr", element("cantSplit")))
    for width, content in zip(widths, cells, strict=True):
        made.append(element("tc", element("tcPr", element("tcW", w=width, type="dxa")), *content))
    return made

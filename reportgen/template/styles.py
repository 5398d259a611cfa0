"""The part `styles.xml`: one paragraph style per component, its look taken from the form rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportgen.model.chart_data import CHART_STYLE
from reportgen.model.layout import Alignment, LayoutRules, Role
from reportgen.template.elements import Element, element, half_points, switch, twips_of_mm, twips_of_pt

LANGUAGE = "vi-VN"
SINGLE_LINE = 240
"""One line in the unit of `w:spacing/@w:line`."""

JUSTIFICATION = {Alignment.CENTRE: "center", Alignment.JUSTIFIED: "both", Alignment.LEFT: "left"}


@dataclass(frozen=True)
class Layout:
    """What the form rules leave to taste: spacing in points, indents in twips, what stays together."""

    before_pt: int = 0
    after_pt: int = 0
    left: int = 0
    hanging: int = 0
    keep_next: bool = False
    like_body: bool = False
    """Indent, spacing and leading of the body text."""
    outline: int | None = None
    name: str = ""
    """Word's own name of a built-in style; ours are named by their id, which survives any editor."""


PLAIN = Layout()
BODY = Layout(like_body=True)
# Under «Kính gửi:» further lines begin below the colon, as in the decree's sample forms.
ADDRESSEES = Layout(before_pt=6, after_pt=6, left=2552, hanging=567)
# Room for signature and seal between position and name: four lines.
SIGNED_NAME = Layout(before_pt=68)


def _heading(level: int) -> Layout:
    return Layout(like_body=True, keep_next=True, outline=level - 1)


# Style id, role in the form rules, layout. The ids are what templates and the program agree on.
STYLES: tuple[tuple[str, str, Layout], ...] = (
    ("VBQuocHieu", "quoc_hieu", PLAIN),
    ("VBTieuNgu", "tieu_ngu", PLAIN),
    ("VBTieuDeDang", "tieu_de_dang", PLAIN),
    ("VBChuQuan", "chu_quan", PLAIN),
    ("VBCoQuan", "co_quan", PLAIN),
    ("VBSo", "so", Layout(before_pt=4)),
    ("VBDiaDanhNgay", "dia_danh", Layout(before_pt=4)),
    ("VBDuThao", "du_thao", Layout(before_pt=2)),
    ("VBTenLoai", "ten_loai", Layout(before_pt=18, keep_next=True)),
    ("VBTrichYeu", "trich_yeu", Layout(keep_next=True)),
    ("VBKinhGui", "kinh_gui", ADDRESSEES),
    ("VBCanCu", "can_cu", BODY),
    ("VBDoan", "noi_dung", BODY),
    ("VBGach", "noi_dung", BODY),
    ("VBCong", "noi_dung", BODY),
    ("VBSao", "noi_dung", BODY),
    *((f"VBMuc{level}", f"muc_{level}", _heading(level)) for level in range(1, 7)),
    ("VBQuyenHan", "quyen_han", Layout(keep_next=True)),
    ("VBChucVu", "chuc_vu", Layout(keep_next=True)),
    ("VBHoTen", "ho_ten", SIGNED_NAME),
    ("VBNoiNhan", "noi_nhan", Layout(keep_next=True)),
    ("VBNoiNhanDong", "noi_nhan_dong", PLAIN),
    ("VBPhuLucNhan", "phu_luc_nhan", Layout(keep_next=True, outline=0)),
    ("VBPhuLucTieuDe", "phu_luc_tieu_de", Layout(keep_next=True)),
    ("VBPhuLucKemTheo", "phu_luc_kem_theo", Layout(after_pt=6, keep_next=True)),
    ("VBBang", "bang", Layout(before_pt=2, after_pt=2)),
    ("VBBangDau", "bang_dau", Layout(before_pt=2, after_pt=2, keep_next=True)),
    ("FootnoteText", "chu_thich", Layout(name="footnote text")),
    ("Header", "so_trang", Layout(name="header")),
)
LINE_STYLE, MARK_STYLE, SPACER_STYLE, ADDRESSEE_NAME = "VBDuongKe", "VBDauNgan", "VBNganCach", "VBKinhGuiTen"


def styles_part(rules: LayoutRules) -> Element:
    """Return the whole part: defaults, Word's few built-in styles, ours."""
    return element(
        "styles",
        _defaults(rules),
        # Word shows only the styles of this file; its own 370 stay hidden.
        element(
            "latentStyles",
            defLockedState=0,
            defUIPriority=99,
            defSemiHidden=1,
            defUnhideWhenUsed=1,
            defQFormat=0,
        ),
        *_built_in(),
        *(_of_role(rules, *entry) for entry in STYLES if entry[1] in rules.roles),
        *_helpers(rules),
    )


def _defaults(rules: LayoutRules) -> Element:
    font = rules.page.font
    size = half_points(rules.roles["noi_dung"].size_pt.used)
    look = element(
        "rPr",
        element("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font),
        element("sz", val=size),
        element("szCs", val=size),
        element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"),
    )
    spacing = element("spacing", before=0, after=0, line=SINGLE_LINE, lineRule="auto")
    return element(
        "docDefaults",
        element("rPrDefault", look),
        element("pPrDefault", element("pPr", element("widowControl"), spacing)),
    )


def _built_in() -> Iterator[Element]:
    yield element(
        "style",
        element("name", val="Normal"),
        element("qFormat"),
        type="paragraph",
        default=1,
        styleId="Normal",
    )
    yield element(
        "style",
        element("name", val="Default Paragraph Font"),
        element("uiPriority", val=1),
        element("semiHidden"),
        type="character",
        default=1,
        styleId="DefaultParagraphFont",
    )
    no_margins = element(
        "tblCellMar", *(element(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right"))
    )
    yield element(
        "style",
        element("name", val="Normal Table"),
        element("uiPriority", val=99),
        element("semiHidden"),
        element("tblPr", element("tblInd", w=0, type="dxa"), no_margins),
        type="table",
        default=1,
        styleId="TableNormal",
    )
    yield element(
        "style",
        element("name", val="footnote reference"),
        element("uiPriority", val=99),
        element("rPr", element("vertAlign", val="superscript")),
        type="character",
        styleId="FootnoteReference",
    )


def _of_role(rules: LayoutRules, style_id: str, role_name: str, layout: Layout) -> Element:
    role = rules.roles[role_name]
    body = rules.roles["noi_dung"]
    properties = _paragraph_properties(role, layout, body)
    return _paragraph_style(style_id, layout.name or style_id, properties, _character_properties(role))


def _paragraph_style(style_id: str, name: str, *properties: Element) -> Element:
    built_in = name != style_id
    made = element(
        "style",
        element("name", val=name),
        element("basedOn", val="Normal"),
        element("uiPriority", val=99 if built_in else 1),
        None if built_in else element("qFormat"),
        *properties,
        type="paragraph",
        styleId=style_id,
    )
    if not built_in:
        made.set(made.tag.replace("}style", "}customStyle"), "1")
    return made


def _paragraph_properties(role: Role, layout: Layout, body: Role) -> Element:
    return element(
        "pPr",
        switch("keepNext", layout.keep_next),
        switch("keepLines", layout.outline is not None),
        _spacing(layout, body),
        _indent(layout, body),
        element("jc", val=JUSTIFICATION[role.alignment]) if role.alignment else None,
        element("outlineLvl", val=layout.outline) if layout.outline is not None else None,
    )


def _spacing(layout: Layout, body: Role) -> Element:
    if not layout.like_body:
        before, after = (twips_of_pt(Decimal(each)) for each in (layout.before_pt, layout.after_pt))
        return element("spacing", before=before, after=after)
    before = twips_of_pt(body.before_pt.used) if body.before_pt else 0
    if body.line_exact_pt:
        leading = {"line": twips_of_pt(body.line_exact_pt.used), "lineRule": "exact"}
    else:
        lines = body.line_multiple.used if body.line_multiple else Decimal(1)
        leading = {"line": round(lines * SINGLE_LINE), "lineRule": "auto"}
    return element("spacing", before=before, after=0, **leading)


def _indent(layout: Layout, body: Role) -> Element | None:
    if layout.like_body and body.first_line_mm:
        return element("ind", firstLine=twips_of_mm(body.first_line_mm.used))
    return element("ind", left=layout.left, hanging=layout.hanging) if layout.left else None


def _character_properties(role: Role) -> Element:
    size = half_points(role.size_pt.used)
    return element(
        "rPr",
        switch("b", role.is_bold),
        switch("bCs", role.is_bold),
        switch("i", role.is_italic),
        switch("iCs", role.is_italic),
        element("sz", val=size),
        element("szCs", val=size),
        element("u", val="single") if role.is_underlined else None,
    )


def _helpers(rules: LayoutRules) -> Iterator[Element]:
    """Styles without a role: mark, drawn line, invisible paragraph, chart, names after «Kính gửi:»."""
    yield _paragraph_style(MARK_STYLE, MARK_STYLE, element("pPr", element("jc", val="center")))
    for style_id, before, line in ((LINE_STYLE, 40, 80), (SPACER_STYLE, 0, 20)):
        spacing = element("spacing", before=before, after=0, line=line, lineRule="exact")
        small = element("rPr", element("sz", val=2), element("szCs", val=2))
        yield _paragraph_style(style_id, style_id, element("pPr", spacing), small)
    spacing = element("spacing", before=twips_of_pt(Decimal(6)), after=twips_of_pt(Decimal(6)))
    centred = element("pPr", element("keepLines"), spacing, element("jc", val="center"))
    yield _paragraph_style(CHART_STYLE, CHART_STYLE, centred)
    names = rules.roles["kinh_gui_ten"]
    size = half_points(names.size_pt.used)
    upright = [element("b", val=0), element("i", val=0), element("sz", val=size), element("szCs", val=size)]
    made = element(
        "style", element("name", val=ADDRESSEE_NAME), element("uiPriority", val=1), element("qFormat")
    )
    made.append(element("rPr", *upright))
    for name, value in (("type", "character"), ("customStyle", "1"), ("styleId", ADDRESSEE_NAME)):
        made.set(made.tag.replace("}style", f"}}{name}"), value)
    yield made

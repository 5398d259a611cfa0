"""The built-in Word templates: what they hold, that they are valid, and that they are up to date."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen.load.layout_rules import load_layout_rules
from reportgen.model.definition import Regime
from reportgen.model.layout import LayoutRules
from reportgen.settings import data_folder, templates_folder
from reportgen.template import build_template
from reportgen.template.document import LETTERHEAD
from reportgen.template.elements import W
from reportgen.template.styles import STYLES

NS = {"w": W}
ALL = load_layout_rules()
each_template = pytest.mark.parametrize("rules", ALL, ids=lambda rules: rules.id)

NAMES = [
    "{%p for dong in co_quan.chu_quan %}",
    "{%p for dong in co_quan.ban_hanh %}",
    "{{ so_ky_hieu }}",
    "{{ dia_danh_ngay }}",
    "{%p if du_thao %}",
    "{{ du_thao }}",
    "{{ ten_loai }}",
    "{{ trich_yeu }}",
    "{%p if kinh_gui %}",
    "{%p for dong in can_cu %}",
    "{{p noi_dung }}",
    "{%p if noi_nhan %}",
    "{%p for dong in noi_nhan %}",
    "{%p for dong in ky_ten.quyen_han %}",
    "{{ ky_ten.chuc_vu }}",
    "{{ ky_ten.ho_ten }}",
    "{{p phu_luc }}",
]
AGREED_STYLES = [
    *(f"VBMuc{level}" for level in range(1, 7)),
    *("VBDoan", "VBGach", "VBCong", "VBSao", "VBBang", "VBBangDau"),
    *("VBPhuLucNhan", "VBPhuLucTieuDe", "VBPhuLucKemTheo", "FootnoteText", "FootnoteReference"),
]


def part(rules: LayoutRules, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(build_template(rules))) as archive:
        return etree.fromstring(archive.read(name))


def query(root: etree._Element, path: str) -> list[str]:
    found = root.xpath(path, namespaces=NS)
    assert isinstance(found, list)
    return [str(each) for each in found]


def paragraph_texts(root: etree._Element) -> list[str]:
    return ["".join(query(each, ".//w:t/text()")) for each in root.iter(f"{{{W}}}p")]


def body_of(rules: LayoutRules) -> etree._Element:
    return part(rules, "word/document.xml")[0]


def test_the_files_of_the_program_are_found() -> None:
    assert (data_folder() / "the-thuc" / "nd30.yaml").is_file()
    assert (templates_folder() / "docx").is_dir()


@each_template
def test_the_files_in_the_repository_are_a_fresh_build(rules: LayoutRules) -> None:
    stored = templates_folder() / "docx" / f"{rules.template}.docx"
    assert stored.read_bytes() == build_template(rules), "run: python -m reportgen.template"


@each_template
def test_the_schema_of_word_finds_nothing(rules: LayoutRules, tmp_path: Path) -> None:
    path = tmp_path / "mau.docx"
    path.write_bytes(build_template(rules))
    assert OpenXmlValidator().validate(path).errors == []


@each_template
def test_every_name_of_the_contract_is_there(rules: LayoutRules) -> None:
    texts = paragraph_texts(body_of(rules))
    assert [name for name in NAMES if name not in texts] == []
    assert "Kính gửi: {% for noi in kinh_gui %}{{ noi }}{% endfor %}" in texts


@each_template
def test_markers_stand_alone_in_the_body_and_annexes_come_last(rules: LayoutRules) -> None:
    children = list(body_of(rules))
    texts = ["".join(query(each, ".//w:t/text()")) for each in children]
    assert texts.count("{{p noi_dung }}") == 1
    assert texts[-2] == "{{p phu_luc }}"
    assert children[-1].tag == f"{{{W}}}sectPr"


@each_template
def test_every_opening_tag_is_closed_in_the_same_place(rules: LayoutRules) -> None:
    for holder in (body_of(rules), *body_of(rules).iter(f"{{{W}}}tc")):
        own = ["".join(query(each, "./w:r/w:t/text()")) for each in holder.findall(f"{{{W}}}p")]
        tags = [found for text in own for found in re.findall(r"\{%p (for|if|endfor|endif)", text)]
        assert tags.count("for") == tags.count("endfor")
        assert tags.count("if") == tags.count("endif")


@each_template
def test_agreed_styles_exist_and_no_other_is_used(rules: LayoutRules) -> None:
    known = set(query(part(rules, "word/styles.xml"), "//w:style/@w:styleId"))
    assert [style for style in AGREED_STYLES if style not in known] == []
    for name in ("document", "header1", "header2", "footnotes"):
        used = query(part(rules, f"word/{name}.xml"), "//w:pStyle/@w:val | //w:rStyle/@w:val")
        assert set(used) <= known


@each_template
def test_styles_of_ours_are_named_by_their_id(rules: LayoutRules) -> None:
    styles = part(rules, "word/styles.xml")
    ours = query(styles, "//w:style[@w:customStyle]/@w:styleId")
    assert ours == query(styles, "//w:style[@w:customStyle]/w:name/@w:val")


@each_template
def test_each_style_has_the_look_of_its_role(rules: LayoutRules) -> None:
    styles = part(rules, "word/styles.xml")
    for style, role_name, _ in STYLES:
        if role_name not in rules.roles:
            continue
        role, path = rules.roles[role_name], f"//w:style[@w:styleId='{style}']/w:rPr"
        assert query(styles, f"{path}/w:sz/@w:val") == [str(int(role.size_pt.used * 2))]
        switches = [bool(styles.xpath(f"{path}/w:{tag}", namespaces=NS)) for tag in ("b", "i", "u")]
        assert switches == [bool(look) for look in (role.is_bold, role.is_italic, role.is_underlined)]


@each_template
def test_headings_keep_with_the_next_paragraph_and_show_in_the_outline(rules: LayoutRules) -> None:
    styles = part(rules, "word/styles.xml")
    for level in range(1, 7):
        path = f"//w:style[@w:styleId='VBMuc{level}']/w:pPr"
        assert styles.xpath(f"{path}/w:keepNext", namespaces=NS)
        assert query(styles, f"{path}/w:outlineLvl/@w:val") == [str(level - 1)]


@each_template
def test_times_new_roman_is_the_only_font(rules: LayoutRules) -> None:
    archive = zipfile.ZipFile(io.BytesIO(build_template(rules)))
    for name in archive.namelist():
        text = archive.read(name).decode()
        assert "asciiTheme" not in text
        assert set(re.findall(r'(?:typeface|w:ascii|w:hAnsi|w:eastAsia|w:cs)="([^"]*)"', text)) <= {
            "Times New Roman",
            "vi-VN",
        }
    defaults = part(rules, "word/styles.xml").find("w:docDefaults//w:rFonts", NS)
    assert defaults is not None
    assert set(defaults.attrib.values()) == {"Times New Roman"}
    assert len(defaults.attrib) == 4


@each_template
def test_the_page_is_a4_with_the_due_margins(rules: LayoutRules) -> None:
    body = body_of(rules)
    assert (query(body, "//w:pgSz/@w:w"), query(body, "//w:pgSz/@w:h")) == (["11906"], ["16838"])
    margins = {
        side: query(body, f"//w:pgMar/@w:{side}") for side in ("top", "bottom", "left", "right", "header")
    }
    assert margins == {
        "top": ["1134"],
        "bottom": ["1134"],
        "left": ["1701"],
        "right": ["850"],
        "header": ["567"],
    }


@each_template
def test_the_page_number_is_centred_above_and_hidden_on_the_first_page(rules: LayoutRules) -> None:
    assert "PAGE" in "".join(query(part(rules, "word/header1.xml"), "//w:instrText/text()"))
    assert query(part(rules, "word/header2.xml"), "//w:r") == []
    assert body_of(rules).find("w:sectPr/w:titlePg", NS) is not None
    styles = part(rules, "word/styles.xml")
    assert query(styles, "//w:style[@w:styleId='Header']/w:pPr/w:jc/@w:val") == ["center"]


@each_template
def test_footnotes_begin_with_the_two_separators(rules: LayoutRules) -> None:
    notes = part(rules, "word/footnotes.xml")
    assert query(notes, "//w:footnote/@w:id") == ["-1", "0"]
    assert query(part(rules, "word/settings.xml"), "//w:footnotePr/w:footnote/@w:id") == ["-1", "0"]


@each_template
def test_rows_of_the_layout_tables_do_not_break_and_show_no_border(rules: LayoutRules) -> None:
    body = body_of(rules)
    assert len(body.findall(".//w:tr", NS)) == len(body.findall(".//w:tr/w:trPr/w:cantSplit", NS)) == 3
    assert body.findall(".//w:tblBorders", NS) == []
    assert body.findall(".//w:tcBorders", NS) == []


# Advance widths of Times New Roman in twips.
TEXT_WIDTHS = [
    (Regime.STATE, 1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 5424),
    (Regime.STATE, 1, "Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2026", 5888),
    (Regime.STATE, 0, "ỦY BAN NHÂN DÂN", 2448),
    (Regime.PARTY, 1, "ĐẢNG CỘNG SẢN VIỆT NAM", 4133),
]


@pytest.mark.parametrize(("regime", "half", "text", "width"), TEXT_WIDTHS)
def test_fixed_texts_fit_on_one_line(regime: Regime, half: int, text: str, width: int) -> None:
    assert width <= LETTERHEAD[regime][half], text


@pytest.mark.parametrize(
    ("rules", "role_name", "text_width_pt"),
    [
        (rules, role, width)
        for rules in ALL
        for role, width in (
            ("tieu_ngu", 170.8),
            ("tieu_de_dang", 206.7),
            ("co_quan", 122.4),
            ("trich_yeu", 300),
        )
        if role in rules.roles and rules.roles[role].line_below
    ],
    ids=str,
)
def test_lines_have_their_share_of_the_text(rules: LayoutRules, role_name: str, text_width_pt: float) -> None:
    line = rules.roles[role_name].line_below
    assert line is not None
    share = float(line.length_under(Decimal(str(text_width_pt)))) / text_width_pt
    assert float(line.least_share) <= round(share, 3) <= float(line.most_share)


def test_party_and_state_forms_do_not_mix() -> None:
    texts = {rules.id: paragraph_texts(body_of(rules)) for rules in ALL}
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in texts["nd30"]
    assert {"*", "-----", "ĐẢNG CỘNG SẢN VIỆT NAM"}.isdisjoint(texts["nd30"])
    for party in ("hd36", "hd05"):
        assert {"*", "-----", "ĐẢNG CỘNG SẢN VIỆT NAM"} <= set(texts[party])
        assert "Độc lập - Tự do - Hạnh phúc" not in texts[party]


def test_the_guide_for_offices_names_every_style_and_every_name() -> None:
    guide = (Path(__file__).parent.parent / "docs" / "mau-word.md").read_text("utf-8")
    styles = [style for style, _, _ in STYLES if not re.fullmatch(r"VBMuc[2-5]", style)]
    names = [
        found for tag in NAMES for found in re.findall(r"[a-z_.]{4,}", tag) if found not in ("dong", "endfor")
    ]
    assert [each for each in [*styles, *names] if f"{each}" not in guide] == []

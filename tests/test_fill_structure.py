"""The structure of filled documents: sections, tables, anchors; no validator finds anything in any."""

from __future__ import annotations

import io
import itertools
import re
import zipfile

import docx
import pytest
from lxml import etree

from reportgen.fill import annex_sheets
from reportgen.model.manifest import MANIFEST_PART, bookmark_stem, control_tag
from tests.report_maker import (
    Case,
    W,
    assert_sound,
    body,
    built_in_template,
    clear_body,
    make,
    narrative,
    office_template,
    paragraphs,
    part,
    refused,
    saved,
    text_of,
    with_part,
)

COLUMNS = "cot: [{tieu_de: TT, loai: tt}, {tieu_de: Nhãn, loai: nhan}, {tieu_de: Số, loai: so_luong}]"
THREE = """\
phu_luc:
  - {{ma: a, tieu_de: MỘT, kho: ngang, {0}, bang: {{nguon: can_bo, {3}}}}}
  - ma: b
    tieu_de: HAI
    {1}
    van_ban: Lời trước.
    bang: {{nguon: dan_toc, cot: [{{loai: nhan}}, {{loai: truong, truong: so}}]}}
    van_ban_sau: Lời sau.
  - {{ma: c, tieu_de: BA, kho: ngang, {2}, van_ban: Không có bảng.}}
noi_dung: [{{tieu_de: A, van_ban: 'Có {{{{ can_bo.nu }}}}^[Chú thích {{{{ can_bo.nu.ty_le }}}}]'}}]
"""
KEPT, DROPPED = "khi: dia_ban.xa == 5", "khi: dia_ban.xa > 9"


def sections(case: Case) -> list[tuple[str, str]]:
    """(orientation, first page number) of every section."""
    found = []
    for each in part(case.fill()).iter(f"{W}sectPr"):
        size, numbering = each.find(f"{W}pgSz"), each.find(f"{W}pgNumType")
        assert size is not None
        assert numbering is not None
        found.append((str(size.get(f"{W}orient") or "portrait"), str(numbering.get(f"{W}start"))))
    return found


@pytest.mark.parametrize("printed", list(itertools.product([True, False], repeat=3)), ids=str)
def test_any_annexes_may_be_dropped(printed: tuple[bool, bool, bool]) -> None:
    conditions = [KEPT if each else DROPPED for each in printed]
    case = make(THREE.format(*conditions, COLUMNS))
    papers = ["landscape", "portrait", "landscape"]
    expected = ["portrait", *(paper for paper, is_printed in zip(papers, printed, strict=True) if is_printed)]
    assert sections(case) == [(paper, "1") for paper in expected]
    document = part(case.fill())
    assert document.find(f"{W}body")[-1].tag == f"{W}sectPr"  # type: ignore[index]
    assert_sound(case.fill())


def test_annex_texts_stand_round_the_table() -> None:
    case = make(THREE.format(KEPT, KEPT, KEPT, COLUMNS))
    order = [
        text for text in paragraphs(case.fill()) if text in ("HAI", "Lời trước.", "Dao", "Lời sau.", "BA")
    ]
    assert order == ["HAI", "Lời trước.", "Dao", "Lời sau.", "BA"]


# --- tables --------------------------------------------------------------------------------------------


def table(settings: str, columns: str = COLUMNS) -> Case:
    return make(
        f"phu_luc: [{{ma: a, tieu_de: T, bang: {{{settings}, {columns}}}}}]\nnoi_dung: [{{tieu_de: A}}]\n"
    )


def rows(case: Case) -> list[list[str]]:
    """Cells of the annex table with its header; a merged cell stands as many times as it is wide."""
    document = part(case.fill())
    annex = next(
        each for each in document.iter(f"{W}tbl") if each.find(f"{W}tblPr/{W}tblBorders") is not None
    )
    found = []
    for row in annex.iter(f"{W}tr"):
        cells: list[str] = []
        for cell in row.iter(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            cells += [text_of(cell)] * (1 if span is None else int(str(span.get(f"{W}val"))))
        found.append(cells)
    return found


HEAD_ROWS = [["TT", "Nhãn", "Số"], ["1", "2", "3"]]
NU, DAI_HOC, TRE = (
    ["1", "Cán bộ nữ", "30"],
    ["2", "Trình độ đại học", "121"],
    ["", "- Trong đó dưới 30 tuổi", "6"],
)
TOTAL = ["", "Tổng số", "190"]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("nguon: can_bo", [TOTAL, NU, DAI_HOC, TRE]),
        ("nguon: can_bo, dong_tong: cuoi", [NU, DAI_HOC, TRE, TOTAL]),
        ("nguon: can_bo, dong_tong: khong", [NU, DAI_HOC, TRE]),
        ("nguon: can_bo, nhan_tong: Cộng & chung", [["", "Cộng & chung", "190"], NU, DAI_HOC, TRE]),
        ("nguon: can_bo, hang: [dai_hoc, nu]", [TOTAL, DAI_HOC, NU]),
        ("nguon: can_bo, khi_hang: h.so_luong > 100", [TOTAL, DAI_HOC]),
        ("nguon: can_bo, khi_hang: h.so_luong > 999", [TOTAL]),
        ("nguon: can_bo, khi_hang: h.so_luong > 999, dong_tong: khong", []),
    ],
)
def test_rows_of_a_table(settings: str, expected: list[list[str]]) -> None:
    case = table(settings)
    assert rows(case) == HEAD_ROWS + expected
    assert_sound(case.fill())
    (sheet,) = annex_sheets(case.form, case.fill())
    assert [[cell.text for cell in row.cells] for row in sheet.rows] == [
        [text.removeprefix("- ") for text in row] for row in expected
    ]


def test_list_annex_adds_its_columns() -> None:
    columns = "so_cot: false, cot: [{loai: tt}, {loai: nhan}, {loai: truong, truong: so, so_le: 1}]"
    assert rows(table("nguon: dan_toc", columns))[1:] == [
        ["", "Tổng số", "15"],
        ["1", "Dao", "3"],
        ["2", "Mông", "12"],
    ]


def test_header_cells_merge_at_any_depth() -> None:
    columns = """cot: [{tieu_de: Nhãn, loai: nhan},
      {tieu_de: "Kỳ {{ ky.hien_tai }} & khác", cot: [{tieu_de: Số, loai: so_luong},
        {tieu_de: Tỷ lệ, cot: [{tieu_de: Nay, loai: ty_le},
          {tieu_de: Trước, loai: ty_le, nam: 2020, so_le: 1}]}]}]"""
    case = table("nguon: can_bo, hang: [nu]", columns)
    assert rows(case) == [
        ["Nhãn", "Kỳ 2023 & khác", "Kỳ 2023 & khác", "Kỳ 2023 & khác"],
        ["", "Số", "Tỷ lệ", "Tỷ lệ"],
        ["", "", "Nay", "Trước"],
        ["1", "2", "3", "4"],
        ["Tổng số", "190", "100,00", "100,0"],
        ["Cán bộ nữ", "30", "15,79", "13,7"],
    ]
    assert_sound(case.fill())
    (sheet,) = annex_sheets(case.form, case.fill())
    assert sheet.annex.table is not None
    assert sheet.annex.table.columns[1].title == "Kỳ 2023 & khác"


def test_total_row_is_bold_and_a_part_is_italic() -> None:
    document = part(table("nguon: can_bo").fill())
    looks = {
        text_of(run): (run.find(f"{W}rPr/{W}b") is not None, run.find(f"{W}rPr/{W}i") is not None)
        for run in document.iter(f"{W}r")
    }
    assert looks["190"] == (True, False)
    assert looks["Cán bộ nữ"] == (False, False)
    assert looks["Trong đó dưới 30 tuổi"] == (False, True)


def test_label_after_title_stands_above_the_table() -> None:
    settings = "ma: a, nhan: Biểu 01, nhan_o_cuoi: true, tieu_de: TÊN BIỂU"
    definition = f"phu_luc: [{{{settings}, bang: {{nguon: can_bo, {COLUMNS}}}}}]\n"
    found = paragraphs(make(definition + "noi_dung: [{tieu_de: A}]\n").fill())
    start = found.index("TÊN BIỂU")
    assert found[start + 1].startswith("(Kèm theo Báo cáo số")
    assert found[start + 2] == "Biểu 01"


@pytest.mark.parametrize(
    ("caption", "is_shown"), [("", True), ("kem_theo: '',", False), ("kem_theo: 'Năm {{ ky.goc }}',", True)]
)
def test_caption_of_an_annex(caption: str, is_shown: bool) -> None:
    case = make(f"phu_luc: [{{ma: a, {caption} tieu_de: T}}]\nnoi_dung: [{{tieu_de: A}}]\n")
    found = [text for text in paragraphs(case.fill()) if text.startswith(("(Kèm theo", "Năm 2020"))]
    assert len(found) == is_shown
    (sheet,) = annex_sheets(case.form, case.fill())
    assert [sheet.caption] == (found or [""])


def test_office_form_cells_and_rows() -> None:
    cells = "{n: ky.hien_tai, ten: thong_tin.ten, nu: can_bo.nu.ty_le}"
    form = f"bieu_mau: {{tep: a.xlsx, o: {cells}, khoi: {{k: [h.nhan, h.so_luong]}}}}"
    table = f"bang: {{nguon: can_bo, hang: [nu], dong_tong: khong, {COLUMNS}}}"
    case = make(f"phu_luc: [{{ma: a, tieu_de: T, {table}, {form}}}]\nnoi_dung: [{{tieu_de: A}}]\n")
    (sheet,) = annex_sheets(case.form, case.fill())
    assert sheet.form_cells is not None
    assert sheet.form_rows is not None
    assert {name: cell.text for name, cell in sheet.form_cells.items()} == {
        "n": "2023",
        "ten": "Xã A & B",
        "nu": "15,79",
    }
    assert [[cell.text for cell in row.cells] for row in sheet.form_rows["k"]] == [["Cán bộ nữ", "30"]]


# --- anchors -------------------------------------------------------------------------------------------


def test_manifest_and_anchors_agree() -> None:
    definition = THREE.format(KEPT, KEPT, KEPT, COLUMNS)
    document = docx.Document(io.BytesIO(built_in_template()))
    document.sections[0].header.paragraphs[0].text = "{{ can_bo.nu }}"
    filled = make(definition, template=saved(document)).fill()
    names: list[str] = []
    tags: list[str] = []
    ids: list[str] = []
    for name in (name for name in filled.parts if name.startswith("word/")):
        root = part(filled, name)
        names += [str(mark.get(f"{W}name")) for mark in root.iter(f"{W}bookmarkStart")]
        ids += [str(mark.get(f"{W}id")) for mark in root.iter(f"{W}bookmarkStart")]
        tags += [str(tag.get(f"{W}val")) for tag in root.iter(f"{W}tag")]
    lines = [(str(each.get("id")), int(str(each.get("n")))) for each in part(filled, MANIFEST_PART)]
    assert sorted(names) == sorted(
        f"{bookmark_stem(key)}{n}" for key, count in lines for n in range(1, count + 1)
    )
    assert sorted(tags) == sorted(control_tag(key) for key, count in lines for _ in range(count))
    assert len(set(ids)) == len(ids) == len(filled.printer.printed)
    assert dict(lines)["can_bo.nu.so_luong.2023"] == 3  # narrative, table, header
    assert_sound(filled)


def test_ids_go_on_above_those_of_the_template() -> None:
    template = office_template("{{p noi_dung }}", "{{p phu_luc }}")
    mark = '<w:bookmarkStart w:id="500" w:name="cu"/><w:bookmarkEnd w:id="500"/>'
    template = with_part(
        template,
        "word/document.xml",
        {"{{p noi_dung }}</w:t></w:r></w:p>": f"{{{{p noi_dung }}}}</w:t></w:r></w:p><w:p>{mark}</w:p>"},
    )
    filled = make(body("{{ can_bo.nu }}"), template=template).fill()
    assert [mark.get(f"{W}id") for mark in part(filled).iter(f"{W}bookmarkStart")] == ["502", "500"]


def test_template_with_notes_and_items_of_its_own() -> None:
    template = with_part(built_in_template(), "customXml/item1.xml", b"<a/>")
    note = '<w:footnote w:id="7"><w:p><w:r><w:t>cũ</w:t></w:r></w:p></w:footnote></w:footnotes>'
    template = with_part(template, "word/footnotes.xml", {"</w:footnotes>": note})
    filled = make(body("A^[mới]"), template=template).fill()
    assert [note.get(f"{W}id") for note in part(filled, "word/footnotes.xml")][-2:] == ["7", "8"]
    with zipfile.ZipFile(io.BytesIO(filled.bytes())) as package:
        assert package.read("customXml/item1.xml") == b"<a/>"
        assert len(set(package.namelist())) == len(package.namelist())


def test_report_made_a_template_again_is_told_and_wired_once() -> None:
    old = make(body("{{ can_bo.nu }}")).fill().bytes()
    document = docx.Document(io.BytesIO(old))
    document.add_paragraph("{{p noi_dung }}")
    document.add_paragraph("{{p phu_luc }}")
    assert [finding.message for finding in refused(body("A"), template=saved(document))] == [
        "mẫu còn 1 số liệu của một báo cáo đã lập"
    ]
    clear_body(document)
    document.add_paragraph("{{p noi_dung }}")
    document.add_paragraph("{{p phu_luc }}")
    filled = make(body("{{ can_bo.tong_so }}"), template=saved(document)).fill()
    with zipfile.ZipFile(io.BytesIO(filled.bytes())) as package:
        links = package.read("word/_rels/document.xml.rels").decode()
    assert links.count("/customXml") == links.count("item1000.xml") + 1 == 2
    assert_sound(filled)


def test_template_with_a_drawing_keeps_its_namespaces() -> None:
    drawing = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:extent cx="1" cy="1"/><wp:docPr id="1" name="logo"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/'
        'drawingml/2006/main"><a:graphicData uri="u"/></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
    template = with_part(built_in_template(), "word/document.xml", {"<w:body>": f"<w:body>{drawing}"})
    document = part(make(body("{{ can_bo.nu }}"), template=template).fill())
    assert document.find(".//{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData") is not None


def test_annex_after_a_page_border_and_a_continuous_section() -> None:
    template = with_part(
        built_in_template(),
        "word/document.xml",
        {"<w:pgNumType": '<w:pgBorders w:offsetFrom="page"/><w:pgNumType'},
    )
    template = with_part(template, "word/document.xml", {"<w:pgSz": '<w:type w:val="continuous"/><w:pgSz'})
    filled = make("phu_luc: [{ma: a, tieu_de: T}]\nnoi_dung: [{tieu_de: A}]\n", template=template).fill()
    body_section, annex_section = part(filled).iter(f"{W}sectPr")
    assert body_section.find(f"{W}type") is not None
    assert annex_section.find(f"{W}type") is None
    assert_sound(filled)


def test_tag_in_a_plain_content_control_is_told() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:id w:val="5"/><w:text/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>{{ trich_yeu }}</w:t></w:r></w:sdtContent></w:sdt>"
    )
    template = with_part(
        office_template("X", "{{p noi_dung }}", "{{p phu_luc }}"),
        "word/document.xml",
        {"<w:r><w:t>X</w:t></w:r>": control},
    )
    assert [finding.message for finding in refused(body("A"), template=template)] == [
        "thẻ đứng trong ô nhập chữ (content control) của Word"
    ]


# --- numerals that people typed ------------------------------------------------------------------------


def test_typed_numerals_are_known_and_only_the_printed_ones_count() -> None:
    case = make(body("Năm 2023 có {{ can_bo.nu }}{% if dia_ban.xa > 9 %} và 99{% else %} và 88{% endif %}."))
    filled = case.fill()
    assert "2023" in [numeral.text for numeral in case.form.typed]
    assert [case.form.typed_if_printed[index].text for index in filled.printer.typed_printed] == ["88"]


def test_every_figure_knows_its_place() -> None:
    definition = THREE.format(KEPT, KEPT, KEPT, COLUMNS)
    case = make(definition)
    sites = case.form.sites
    printed = {each.figure.id: sites[each.site].place for each in case.fill().printer.printed}
    assert (printed["dan_toc.dao.so"].annex, printed["dan_toc.dao.so"].column) == (2, 2)
    place = printed["can_bo.tong_so.so_luong.2023"]
    assert (place.annex, place.column) == (1, 3)
    assert printed["can_bo.nu.ty_le.2023"].part == "word/footnotes.xml"


def test_nothing_of_ours_is_left_in_the_parts() -> None:
    filled = make(THREE.format(KEPT, KEPT, KEPT, COLUMNS)).fill()
    for text in filled.parts.values():
        assert not re.search("[\ue000-\uf8ff\U000f0000-\U0010ffff]|\u2e42| noi=|\\{\\{|\\{%", text)
    assert narrative(filled)[0] == "I. A"
    assert etree.fromstring(filled.parts["docProps/core.xml"].encode()) is not None

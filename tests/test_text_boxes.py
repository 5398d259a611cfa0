"""Figures in text boxes: printed from a template, found and refreshed in both copies that Word keeps."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import etree

from reportgen import build
from reportgen.check.package_lint import lint_package
from reportgen.fill import fill
from reportgen.model.refreshed import Choices, FigureStatus
from reportgen.refresh.compare import compare
from reportgen.refresh.refresh import refresh
from tests.edited_documents import DOCUMENT, edited, texts, tree
from tests.libreoffice import edited_in_writer
from tests.report_maker import DUE_HEAD, FIGURES, W, built_in_template, make, with_part

WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
NAMES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="{WPS}" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
WORDS = (
    "<w:txbxContent><w:p><w:r><w:t>Nữ: {{ can_bo.nu }}"
    "{% if can_bo.nu.so_luong > 30 %} (tăng){% endif %}</w:t></w:r></w:p></w:txbxContent>"
)
DRAWN = (
    '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="2000000" cy="400000"/>'
    '<wp:docPr id="77" name="Ô chữ"/><a:graphic><a:graphicData '
    f'uri="{WPS}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" '
    'cy="400000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
    f"<wps:txbx>{WORDS}</wps:txbx>"
    "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
OLD = f'<w:pict><v:shape style="width:150pt;height:30pt"><v:textbox>{WORDS}</v:textbox></v:shape></w:pict>'
BOX = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">'
    f"{DRAWN}</mc:Choice><mc:Fallback>{OLD}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
OLD_BOX = f"<w:p><w:r>{OLD}</w:r></w:p>"
REPORT = "noi_dung: [{tieu_de: A, van_ban: 'Câu một: {{ can_bo.dai_hoc }}.'}]\n"
MORE = FIGURES.replace("2020: 25, 2023: 30", "2020: 25, 2023: 31")


def document(box: str, figures: str = FIGURES) -> bytes:
    case = make(REPORT, figures, template(box))
    return fill(case.form, case.figures, case.given.texts, keeps_base=True).bytes()


def template(box: str) -> bytes:
    """The built-in template with a text box before the narrative."""
    original = built_in_template()
    xml = etree.tostring(tree(original), encoding="unicode")
    start = re.search(r"<w:p>(?:(?!</w:p>).)*noi_dung", xml)
    assert start is not None
    xml = xml[: start.start()] + box + xml[start.start() :]
    xml = xml.replace("<w:document ", f"<w:document {NAMES} ", 1) if "xmlns:wps" not in xml else xml
    return with_part(original, DOCUMENT, xml.encode())


def boxes(docx: bytes) -> list[str]:
    return ["".join(t.text or "" for t in box.iter(f"{W}t")) for box in tree(docx).iter(f"{W}txbxContent")]


def typed(root: etree._Element) -> None:
    next(t for t in root.iter(f"{W}t") if t.text == "Câu một: ").text = "Câu do người sửa: "


both_kinds = pytest.mark.parametrize(("box", "copies"), [(BOX, 2), (OLD_BOX, 1)], ids=["wps", "v:textbox"])


@both_kinds
def test_figures_of_a_template_are_printed_in_its_text_boxes(box: str, copies: int) -> None:
    made = document(box)
    assert boxes(made) == ["Nữ: 30"] * copies
    assert lint_package(made) == []


def test_a_figure_in_a_text_box_is_told_once_in_the_tie_out(tmp_path: Path) -> None:
    (tmp_path / "mau.docx").write_bytes(template(BOX))
    (tmp_path / "so-lieu.yaml").write_text(FIGURES, encoding="utf-8")
    head = f"{DUE_HEAD}mau: mau.docx\nso_lieu: so-lieu.yaml\ndu_thao: true\n"
    (tmp_path / "bao-cao.yaml").write_text(head + REPORT, encoding="utf-8")
    built = build(tmp_path / "bao-cao.yaml", tmp_path)
    told = json.loads(built.json.read_text(encoding="utf-8"))["figures"]
    assert {figure["id"]: len(figure["places"]) for figure in told} == {
        "can_bo.nu.so_luong.2023": 1,
        "can_bo.dai_hoc.so_luong.2023": 1,
    }


@both_kinds
def test_figures_and_wording_in_text_boxes_are_refreshed(box: str, copies: int) -> None:
    result = refresh(edited(document(box), typed), document(box, MORE))
    assert boxes(result.data) == ["Nữ: 31 (tăng)"] * copies
    assert [(c.figure, c.after) for c in result.of(FigureStatus.UPDATED)] == [
        ("can_bo.nu.so_luong.2023", "31")
    ]
    assert result.findings == ()
    assert lint_package(result.data) == []


@both_kinds
def test_words_that_a_person_typed_into_a_text_box_stay(box: str, copies: int) -> None:
    def edit(root: etree._Element) -> None:
        for words in [t for t in root.iter(f"{W}t") if t.text == "Nữ: "]:
            words.text = "Cán bộ nữ: "

    result = refresh(edited(document(box), edit), document(box, MORE))
    assert boxes(result.data) == ["Cán bộ nữ: 31 (tăng)"] * copies


@both_kinds
def test_a_number_that_a_person_typed_into_a_text_box_is_told_once(box: str, copies: int) -> None:
    def edit(root: etree._Element) -> None:
        for content in root.iter(f"{W}txbxContent"):
            next(t for t in content.iter(f"{W}t") if t.text == "30").text = "29"

    result = refresh(edited(document(box), edit), document(box, MORE))
    assert boxes(result.data) == ["Nữ: 29 (tăng)"] * copies
    assert [finding.rule for finding in result.findings] == ["hand-changed-figure"]


def test_a_text_box_that_a_person_removed_is_told() -> None:
    def remove(root: etree._Element) -> None:
        paragraph = next(next(root.iter(f"{W}txbxContent")).iterancestors(f"{W}p"))
        paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]

    result = refresh(edited(document(BOX), remove), document(BOX, MORE))
    assert [finding.rule for finding in result.findings] == ["lost-anchor"]


def test_changes_in_text_boxes_are_tracked() -> None:
    own, fresh = edited(document(BOX), typed), document(BOX, MORE)
    tracked = refresh(own, fresh, choices=Choices(tracks_all=True)).data
    assert texts(tracked, view="rejected") == texts(own)
    assert texts(tracked) == texts(refresh(own, fresh).data)


def test_a_diff_tells_the_figures_of_text_boxes() -> None:
    found = compare(document(BOX), document(BOX, MORE), file="moi.docx")
    assert [(each.figure, len(each.places)) for each in found.figures] == [("can_bo.nu.so_luong.2023", 1)]
    assert [(each.before, each.after) for each in found.texts] == [("Nữ: 30", "Nữ: 31 (tăng)")]


@pytest.mark.libreoffice
def test_figures_in_text_boxes_are_found_after_libreoffice() -> None:
    own = edited_in_writer(document(BOX), "replace:Câu một=>Câu do người sửa")
    result = refresh(own, document(BOX, MORE))
    assert set(boxes(result.data)) == {"Nữ: 31 (tăng)"}
    assert result.findings == ()

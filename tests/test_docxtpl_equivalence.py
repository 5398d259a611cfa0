"""Our output against plain docxtpl: equal, once neighbouring runs of equal look are joined."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from lxml import etree

from reportgen.compile import compile_form
from reportgen.compute import compute
from reportgen.fill import GATE, fill
from reportgen.load.layout_rules import choose_rules
from reportgen.load.load import load_definition, load_figures
from tests.docxtpl_reference import Reference
from tests.report_maker import (
    Case,
    W,
    all_rules,
    body,
    built_in_template,
    clear_body,
    make,
    saved,
)

SAMPLES = Path(__file__).parent.parent / "samples"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


# --- comparing -----------------------------------------------------------------------------------------


def canonical(xml: bytes) -> list[str]:
    """Canonical XML by lines, neighbouring runs of one look joined, white space between elements dropped."""
    root = etree.fromstring(xml)
    for node in root.iter():
        if not (node.text or "").strip() and node.tag != f"{W}t":
            node.text = None
        if not (node.tail or "").strip():
            node.tail = None
    for run in list(root.iter(f"{W}r")):
        _join(run)
    for key in list(root.attrib):
        del root.attrib[key]
    holder = etree.Element("x")
    holder.append(root)
    etree.cleanup_namespaces(holder)
    return etree.tostring(holder, method="c14n").decode().replace("><", ">\n<").split("\n")


def _join(run: etree._Element) -> None:
    parent, before = run.getparent(), run.getprevious()
    assert parent is not None
    for key in list(run.attrib):
        del run.attrib[key]
    for text in run.findall(f"{W}t"):
        text.attrib.pop(SPACE, None)  # type: ignore[call-overload]
        if not text.text:
            run.remove(text)
    if all(child.tag == f"{W}rPr" for child in run):
        parent.remove(run)
    elif (
        before is not None and before.tag == f"{W}r" and _look(before) == _look(run) and _is_text(before, run)
    ):
        for child in [child for child in run if child.tag != f"{W}rPr"]:
            last = before[-1]
            if child.tag == last.tag == f"{W}t":
                last.text = (last.text or "") + (child.text or "")
            else:
                before.append(child)
        parent.remove(run)


def _look(run: etree._Element) -> bytes:
    look = run.find(f"{W}rPr")
    return b"" if look is None or not len(look) else etree.tostring(look, method="c14n")


def _is_text(*runs: etree._Element) -> bool:
    kinds = {f"{W}{name}" for name in ("rPr", "t", "br", "tab")}
    return all(child.tag in kinds for run in runs for child in run)


def assert_equal(case: Case, template: bytes) -> None:
    ours = case.fill(anchored=False).parts
    theirs = parts_of(Reference(case.form, template).render(case.figures, case.given.texts))
    assert "word/document.xml" in ours
    for name, text in ours.items():
        if name == "docProps/core.xml":  # docxtpl adds empty properties
            assert _properties(text.encode()).items() <= _properties(theirs[name]).items()
        else:
            assert canonical(text.encode()) == canonical(theirs[name]), name


def parts_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as members:
        return {name: members.read(name) for name in members.namelist()}


def _properties(xml: bytes) -> dict[str, str]:
    return {str(node.tag): node.text or "" for node in etree.fromstring(xml)}


# --- tests ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sample", ["phong-tho", "lai-chau"])
def test_sample_equals_docxtpl(sample: str) -> None:
    folder = SAMPLES / sample
    loaded = load_definition(folder / "bao-cao.yaml")
    assert loaded.definition.figures is not None
    given = load_figures(folder / loaded.definition.figures).figures
    issued_on = loaded.definition.issued_on
    assert issued_on is not None
    rules = choose_rules(all_rules(), loaded.definition.regime, issued_on.as_date())
    template = built_in_template(rules.template)
    form = compile_form(
        loaded.definition, loaded.source, template, template_name="mau.docx", rules=rules, gate=GATE
    )
    values = compute(given, decimals=loaded.definition.decimals, formulas=form.formulas)
    assert_equal(Case(form, values, given), template)
    assert len(fill(form, values, given.texts).printer.printed) > 300


def test_narrative_with_everything_equals_docxtpl() -> None:
    text = (
        "**Đạt {{ can_bo.nu.ty_le }}** và *{{ thong_tin.ten }}*: {{ cum(can_bo.nu) }}"
        "^[Theo {{ can_bo.tong_so }}.]\n\n{% for x in can_bo %}\n- {{ x.nhan }}: {{ x.so_luong }}"
        "{% if x.la_con %} (con){% else %}^[{{ x.nhan }}]{% endif %}\n{% endfor %}"
    )
    case = make('cum_tu: {"cum(x)": "có {{ x.so_luong }} {{ x.don_vi_tinh }}"}\n' + body(text))
    assert_equal(case, built_in_template())


Draw = Callable[[Document], None]


def paragraphs(*texts: str) -> Draw:
    def draw(document: Document) -> None:
        for text in texts:
            document.add_paragraph(text)

    return draw


def table(*rows: tuple[str, ...]) -> Draw:
    def draw(document: Document) -> None:
        drawn = document.add_table(len(rows), len(rows[0]))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                drawn.cell(row, column).text = text

    return draw


def cut_tags(document: Document) -> None:
    paragraph = document.add_paragraph()
    for text, is_bold in (
        ("Số {{ can", True),
        ("_bo.tong", None),
        ("_so }} người {", None),
        ("% if can_bo.nu > 3 %}A{% endif %}", True),
    ):
        paragraph.add_run(text).bold = is_bold


def header(document: Document) -> None:
    document.sections[0].header.paragraphs[0].add_run(
        "{{ can_bo.tong_so }} & {{ thong_tin.ten }}"
    ).bold = True


def properties(document: Document) -> None:
    document.core_properties.subject = "{{ trich_yeu }} {{ can_bo.nu.ty_le }}"


CONSTRUCTS: dict[str, tuple[Draw, str]] = {
    "output": (paragraphs("Có {{ can_bo.nu }} người"), "Có 30 người"),
    "several in a run": (paragraphs("{{ can_bo.nu }}/{{ can_bo.tong_so }}"), "30/190"),
    "escaping": (paragraphs("{{ thong_tin.ten }}"), "Xã A & B"),
    "cell": (table(("{{ can_bo.nu }}", "b")), "30"),
    "row loop": (
        table(("{%tr for x in can_bo %}", ""), ("{{ x.nhan }}", "{{ x.so_luong }}"), ("{%tr endfor %}", "")),
        "Trình độ đại học",
    ),
    "row condition": (table(("a", "b"), ("{%tr if false %}", ""), ("x", "y"), ("{%tr endif %}", "")), "a"),
    "paragraph condition": (paragraphs("{%p if ky.goc %}", "Có {{ ky.goc }}", "{%p endif %}"), "Có 2020"),
    "paragraph loop": (paragraphs("{%p for n in noi_nhan %}", "{{ n }}", "{%p endfor %}"), "- <Ba> & bốn;"),
    "inline if": (
        paragraphs("{% if can_bo.nu > 99 %}A{% elif can_bo.nu > 9 %}B{% else %}C{% endif %}"),
        "B",
    ),
    "inline for": (paragraphs("{% for d in dan_toc %}{{ d.ten }}; {% endfor %}hết"), "Dao; Mông; hết"),
    "set": (paragraphs("{% set x = can_bo.nu %}{{ x.ty_le }}"), "15,79%"),
    "comment": (paragraphs("A{# ghi chú #}B"), "AB"),
    "colspan": (table(("{% colspan 2 %}{{ trich_yeu }}", "b")), "Kết quả công tác"),
    "cellbg": (table(("{% cellbg 'FF0000' %}{{ trich_yeu }}", "b")), "Kết quả công tác"),
    "vm": (
        table(("{%tr for n in noi_nhan %}", ""), ("{% vm %}cùng", "{{ n }}"), ("{%tr endfor %}", "")),
        "cùng",
    ),
    "tags cut by Word": (cut_tags, "Số 190 người A"),
    "smaller than": (paragraphs("{% if can_bo.nu.ty_le < 50 and ky.goc != 2021 %}nhỏ{% endif %}"), "nhỏ"),
    "curly quotes": (paragraphs("{{ “chữ ” ~ trich_yeu }}"), "chữ Kết quả công tác"),
    "printed braces": (paragraphs("{_{ x }_}"), "{{ x }}"),
    "header": (header, ""),
    "properties": (properties, ""),
}


@pytest.mark.parametrize(("draw", "text"), CONSTRUCTS.values(), ids=CONSTRUCTS.keys())
def test_construct_of_docxtpl_equals_docxtpl(draw: Draw, text: str) -> None:
    document = docx.Document(io.BytesIO(built_in_template()))
    clear_body(document)
    document.add_paragraph("{{p noi_dung }}")
    draw(document)
    document.add_paragraph("{{p phu_luc }}")
    template = saved(document)
    case = make("noi_nhan: [<Ba> & bốn, Lưu]\nnoi_dung: [{tieu_de: A}]\n", template=template)
    assert_equal(case, template)
    shown = ["".join(each.text or "" for each in p.iter(f"{W}t")) for p in _paragraphs(case)]
    assert not text or text in shown


def _paragraphs(case: Case) -> list[etree._Element]:
    return list(etree.fromstring(case.fill().parts["word/document.xml"].encode()).iter(f"{W}p"))


def test_newline_and_tab_in_a_value_become_break_and_tab() -> None:
    template_text = "{{ trich_yeu }}"
    document = docx.Document(io.BytesIO(built_in_template()))
    clear_body(document)
    for text in ("{{p noi_dung }}", template_text, "{{p phu_luc }}"):
        document.add_paragraph(text)
    case = make("noi_dung: [{tieu_de: A}]\n", template=saved(document))
    object.__setattr__(case.form.definition, "subject", "một\nhai\tba")
    xml = case.fill(anchored=False).parts["word/document.xml"]
    assert 'một</w:t><w:br/><w:t xml:space="preserve">hai</w:t><w:tab/><w:t xml:space="preserve">ba' in xml

"""The peers of the benchmark merge what we print, and are installed in exact versions from nowhere named."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import docxtpl
import pytest
from lxml import etree

import reportgen
from benchmarks.peers import node_peers
from benchmarks.peers.skeleton import (
    DOCUMENT,
    Data,
    NotEqual,
    Skeleton,
    document_of,
    paragraphs,
    require_same_text,
)
from benchmarks.peers.templates import SYNTAXES, template_document, template_package
from benchmarks.units import DEFINITION, unit_json
from reportgen.settings import templates_folder
from tests.report_maker import W

NAMESPACE = W.strip("{}")
FOLDER = node_peers.HERE


def figure(text: str) -> str:
    control = (
        f'<w:sdt><w:sdtPr><w:tag w:val="fig:x"/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>'
    )
    return f'<w:bookmarkStart w:id="1" w:name="_F_1"/>{control}<w:bookmarkEnd w:id="1"/>'


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def row(*cells: str, look: str = "") -> str:
    return f"<w:tr>{look}{''.join(f'<w:tc><w:p>{cell}</w:p></w:tc>' for cell in cells)}</w:tr>"


def document(*, women: str = "30", second: str = "Xã B", verb: str = "Có") -> bytes:
    rows = [
        row(run("Xã"), run("Số")),
        row(run("Xã A"), figure("1")),
        row(run(second), figure("2")),
        row(run("Cộng"), figure("3"), look="<w:trPr><w:cantSplit/></w:trPr>"),
    ]
    prose = f"<w:p>{run(f'{verb} ')}{figure(women)}{run(' nữ')}</w:p>"
    body = f"<w:body>{prose}<w:tbl>{''.join(rows)}</w:tbl></w:body>"
    return f'<w:document xmlns:w="{NAMESPACE}">{body}</w:document>'.encode()


TEMPLATES = {
    "docxtpl": (
        "Có {{ f0 }} nữ|Xã|Số|{%tr for row in l0 %}|{{ row.c0 }}|{{ row.c1 }}|{%tr endfor %}|Cộng|{{ f1 }}"
    ),
    "docxtemplater": "Có {f0} nữ|Xã|Số|{#l0}{c0}|{c1}{/l0}|Cộng|{f1}",
    "carbone": ("Có {d.f0} nữ|Xã|Số|{d.l0[i].c0}|{d.l0[i].c1}|{d.l0[i+1].c0}|{d.l0[i+1].c1}|Cộng|{d.f1}"),
}


@pytest.mark.parametrize("engine", TEMPLATES)
def test_figures_become_placeholders_and_alike_rows_a_loop(engine: str) -> None:
    made = template_document(Skeleton(document()), SYNTAXES[engine])
    assert "|".join(paragraphs(made)) == TEMPLATES[engine]
    assert not list(etree.fromstring(made).iter(f"{W}sdt", f"{W}bookmarkStart", f"{W}bookmarkEnd"))


def test_data_of_another_unit_are_its_own_texts() -> None:
    expected: Data = {
        "f0": "28",
        "f1": "3",
        "l0": [{"c0": "Xã A", "c1": "1"}, {"c0": "Xã C", "c1": "2"}],
    }
    assert Skeleton(document()).data(document(women="28", second="Xã C")) == expected


def test_unit_whose_fixed_text_differs_is_refused() -> None:
    with pytest.raises(NotEqual, match="“Còn ” stands where other units have “Có ”"):
        Skeleton(document()).data(document(verb="Còn"))


def test_unit_with_fewer_texts_is_refused() -> None:
    shorter = document().replace(run(" nữ").encode(), b"")
    with pytest.raises(NotEqual, match="10 texts, other units have 11"):
        Skeleton(document()).data(shorter)


def test_difference_in_one_paragraph_is_told_with_both_texts() -> None:
    with pytest.raises(NotEqual, match="paragraph 1: ours “Có 30 nữ”, theirs “Có 31 nữ”"):
        require_same_text(document(), document(women="31"))


def test_merge_by_docxtpl_gives_our_text_for_another_unit() -> None:
    report = reportgen.open_report(DEFINITION)
    first, other = (report.fill(report.read_json(unit_json(seed))) for seed in (0, 1))
    skeleton = Skeleton(first.members[DOCUMENT])
    data = skeleton.data(other.members[DOCUMENT])
    source = (templates_folder() / "docx" / f"{report.form.rules.template}.docx").read_bytes()
    made = template_document(skeleton, SYNTAXES["docxtpl"])
    template = docxtpl.DocxTemplate(io.BytesIO(template_package(source, first.members, made)))
    template.render(data, autoescape=True)
    template.save(merged := io.BytesIO())
    require_same_text(other.members[DOCUMENT], document_of(merged.getvalue()))
    assert paragraphs(first.members[DOCUMENT]) != paragraphs(other.members[DOCUMENT])
    assert len(skeleton.single) > 300
    assert [len(loop.rows) for loop in skeleton.loops] == [2, 7, 2, 10, 8]


def test_every_npm_package_has_an_exact_version() -> None:
    for version in node_peers.versions().values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert set(node_peers.ENGINES) <= node_peers.versions().keys()


def test_no_registry_is_named_and_no_lock_file_kept() -> None:
    files = [path for path in FOLDER.iterdir() if path.is_file()]
    assert not {path.name for path in files} & {
        "package-lock.json",
        "npm-shrinkwrap.json",
        ".npmrc",
        "yarn.lock",
    }
    assert not [path.name for path in files if re.search(r"https?:|registry\.", path.read_text("utf-8"))]
    assert json.loads(node_peers.MANIFEST.read_bytes())["private"] is True
    assert "node_modules/" in Path(FOLDER.parents[1] / ".gitignore").read_text("utf-8").split()

"""Annexes that come or go in a document that people have edited: every page keeps its own paper."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen.check.package_lint import lint_package
from reportgen.model.refreshed import Choices
from reportgen.refresh.chart_part import read_data
from reportgen.refresh.refresh import refresh
from tests.edited_documents import do_steps, document, edited, parts, settle, texts, tree
from tests.libreoffice import edited_in_writer
from tests.outline import outline
from tests.report_maker import FIGURES, W
from tests.test_refresh import STEPS

DOCUMENT = "word/document.xml"
TABLE = "bang: {nguon: can_bo, cot: [{tieu_de: Chỉ tiêu, loai: nhan}, {tieu_de: Số, loai: so_luong}]}"
ANNEXES = {
    "a": f"  - {{ma: a, tieu_de: BIỂU A, kho: ngang, {TABLE}}}\n",
    "b": "  - {ma: b, tieu_de: BIỂU B, van_ban: Lời của biểu B.}\n",
    "c": f"  - {{ma: c, tieu_de: BIỂU C, kho: ngang, {TABLE}}}\n",
}
SUBSETS = ["".join(chosen) for count in range(4) for chosen in combinations("abc", count)]
TYPED = "Câu do người sửa."
TRACKED = Choices(tracks_all=True)


@cache
def built(annexes: str) -> bytes:
    listed = "".join(ANNEXES[name] for name in annexes)
    return document(
        "noi_dung: [{tieu_de: A, van_ban: Câu một.}]\n" + (f"phu_luc:\n{listed}" if listed else "")
    )


def type_words(root: etree._Element) -> None:
    next(t for t in root.iter(f"{W}t") if t.text == "Câu một.").text = TYPED


@cache
def edited_one(annexes: str) -> bytes:
    return edited(built(annexes), type_words)


def references(docx: bytes) -> list[list[str]]:
    """The kinds of headers and footers that each section has."""
    return [
        [
            f"{each.tag.removeprefix(W)} {each.get(f'{W}type')}"
            for each in section
            if "Reference" in str(each.tag)
        ]
        for section in tree(docx).iter(f"{W}sectPr")
    ]


@pytest.mark.parametrize("then", SUBSETS)
@pytest.mark.parametrize("now", SUBSETS)
def test_annexes_come_and_go_with_their_paper(then: str, now: str) -> None:
    result = refresh(edited_one(then), built(now))
    assert outline(result.data) == outline(built(now)).replace("Câu một.", TYPED)
    assert references(result.data) == references(built(now))
    assert refresh(result.data, built(now)).data == result.data


@pytest.mark.parametrize(("then", "now"), [("", "abc"), ("ac", "b"), ("abc", ""), ("b", "abc")])
def test_the_document_stays_sound(then: str, now: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    for choices in (Choices(), TRACKED):
        path.write_bytes(refresh(edited_one(then), built(now), choices=choices).data)
        assert lint_package(path.read_bytes()) == []
        assert OpenXmlValidator().validate(path).errors == []


@pytest.mark.parametrize(("then", "now"), [("", "a"), ("ab", "a"), ("a", "abc"), ("abc", "bc")])
def test_accepted_changes_give_the_new_pages_and_rejected_ones_the_old(then: str, now: str) -> None:
    tracked = refresh(edited_one(then), built(now), choices=TRACKED).data
    assert papers(tracked, accept=True) == papers(built(now))
    assert papers(tracked, accept=False) == papers(built(then))


def papers(docx: bytes, *, accept: bool = True) -> list[str]:
    """The orientation of each section, once tracked changes are settled."""
    root = tree(docx)
    for change in list(root.iter(f"{W}sectPrChange")):
        section = change.getparent()
        assert section is not None
        if not accept:
            section[:] = list(change[0])
        else:
            section.remove(change)
    gone = "del" if accept else "ins"
    for paragraph in list(root.iter(f"{W}p")):
        if (
            paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None
            and paragraph.find(f"{W}pPr/{W}sectPr") is not None
        ):
            paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]
    settle(root, accept=accept)
    return [size.get(f"{W}orient") or "" for size in root.iter(f"{W}pgSz")]


def test_a_section_that_a_person_set_up_anew_stays_so() -> None:
    def narrow(root: etree._Element) -> None:
        next(root.iter(f"{W}pgMar")).set(f"{W}left", "1000")

    result = refresh(edited(edited_one("a"), narrow), built("ab"))
    left = [margins.get(f"{W}left") for margins in tree(result.data).iter(f"{W}pgMar")]
    usual = [margins.get(f"{W}left") for margins in tree(built("ab")).iter(f"{W}pgMar")]
    assert left == ["1000", *usual[1:]]


def test_what_a_person_wrote_at_the_end_stays_before_a_new_annex() -> None:
    def add(root: etree._Element) -> None:
        end = root.findall(f"{W}body/{W}sectPr")[0]
        end.addprevious(
            etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>Ghi chú cuối.</w:t></w:r></w:p>')
        )

    result = refresh(edited(built(""), add), built("a"))
    shown = texts(result.data)
    assert shown.index("Ghi chú cuối.") < shown.index("Phụ lục")


CHART = "bieu_do: [{ma: so, loai: cot, tieu_de: Số, nguon: dan_toc, chuoi: [{gia_tri: h.so}]}]"
MORE = FIGURES.replace("so: 3}", "so: 4}\n    - {ma: kinh, ten: Kinh, so: 40}")


@cache
def long_one(annexes: str, figures: str) -> bytes:
    """A document with words, a chart and annexes."""
    text = "Xã có {{ can_bo.nu }} nữ.\\n\\nCâu hai của báo cáo.\\n\\n- Có {{ dia_ban.thon }} thôn."
    listed = "".join(ANNEXES[name] for name in annexes)
    return document(f'noi_dung: [{{tieu_de: A, van_ban: "{text}", {CHART}}}]\nphu_luc:\n{listed}', figures)


@given(STEPS, st.sampled_from(["ab", "bc", "c", "abc"]), st.booleans())
@settings(max_examples=30, deadline=None)
def test_nothing_a_person_typed_is_lost_though_annexes_and_charts_change(
    steps: list[tuple[str, int, str]], now: str, tracks: bool
) -> None:
    typed: list[str] = []
    own = edited(long_one("ab", FIGURES), lambda root: typed.extend(do_steps(root, steps)))
    fresh = long_one(now, MORE)
    result = refresh(own, fresh, choices=Choices(tracks_all=tracks))
    accepted, rejected = "".join(texts(result.data)), "".join(texts(result.data, view="rejected"))
    for mark in typed:
        assert mark in rejected
        assert mark in accepted or any(each.rule == "refresh-conflict" for each in result.findings)
    assert lint_package(result.data) == []
    part = "word/charts/bieu_do_so.xml"
    if part in parts(result.data) and "lost-chart" not in [each.rule for each in result.findings]:
        assert read_data(tree(result.data, part), "so") == read_data(tree(fresh, part), "so")
    again = refresh(result.data, fresh, choices=Choices(tracks_all=tracks))
    assert texts(again.data) == texts(result.data)


@pytest.mark.libreoffice
@pytest.mark.parametrize(("then", "now"), [("b", "abc"), ("abc", "b")])
def test_after_libreoffice_annexes_come_and_go_with_their_paper(then: str, now: str) -> None:
    own = edited_in_writer(built(then), "replace:Câu một=>Câu do người sửa")
    result = refresh(own, built(now)).data
    assert papers(result) == papers(built(now))
    assert texts(result) == [text.replace("Câu một.", TYPED) for text in texts(built(now))]
    assert texts(edited_in_writer(result)) == texts(result)

"""Narrative text: which paragraphs it makes, in which styles, with which emphasis."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.fill import Filled
from tests.report_maker import Case, W, assert_sound, body, make, narrative, paragraphs, part, text_of


def looks_of(paragraph: etree._Element) -> list[tuple[str, str]]:
    """Look and text of its runs, those of one look joined."""
    found: list[tuple[str, str]] = []
    for run in paragraph.iter(f"{W}r"):
        look = "".join(sign for sign in "bi" if run.find(f"{W}rPr/{W}{sign}") is not None)
        shown = text_of(run)
        if found and found[-1][0] == look:
            shown = found.pop()[1] + shown
        if shown:
            found.append((look, shown))
    return found


def filled(text: str, extra: str = "") -> Filled:
    return make(extra + body(text)).fill()


def styled(text: str) -> list[tuple[str, str]]:
    """(style, text) of the narrative below its heading."""
    found = []
    for node in part(filled(text)).iter(f"{W}p"):
        style = node.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else str(style.get(f"{W}val"))
        if name in ("VBDoan", "VBGach", "VBCong", "VBSao") and text_of(node):
            found.append((name, text_of(node)))
    return found


def looks(text: str) -> list[tuple[str, str]]:
    """(look, text) of the runs of the first paragraph below the heading: b, i."""
    paragraph = [node for node in part(filled(text)).iter(f"{W}p") if text_of(node)]
    first = next(node for node in paragraph if _style(node) == "VBDoan")
    return looks_of(first)


def _style(node: etree._Element) -> str:
    style = node.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("một\nhai", [("VBDoan", "một hai")]),
        ("một\n\nhai", [("VBDoan", "một"), ("VBDoan", "hai")]),
        (
            "một\n- hai\n  tiếp\n+ ba\n* bốn",
            [("VBDoan", "một"), ("VBGach", "- hai tiếp"), ("VBCong", "+ ba"), ("VBSao", "* bốn")],
        ),
        ("- một\n\nhai", [("VBGach", "- một"), ("VBDoan", "hai")]),
        ("-5 độ\n–10 độ", [("VBDoan", "-5 độ –10 độ")]),
        ("a - b - c", [("VBDoan", "a - b - c")]),
        ("2023. Kết quả\n1) một", [("VBDoan", "2023. Kết quả 1) một")]),
        ("{# ghi chú #}", []),
        ("một {# ghi\nchú #}hai", [("VBDoan", "một hai")]),
        ("{% for d in dan_toc %}\n- {{ d.ten }}\n{% endfor %}", [("VBGach", "- Dao"), ("VBGach", "- Mông")]),
        (
            "A {% for d in dan_toc %}{{ d.ten }}{% if not loop.last %}, {% endif %}{% endfor %}.",
            [("VBDoan", "A Dao, Mông.")],
        ),
        (
            "{% if dia_ban.xa > 9 %}\nA\n{% elif dia_ban.xa == 5 %}\nB\n\nC\n{% else %}\nD\n{% endif %}",
            [("VBDoan", "B"), ("VBDoan", "C")],
        ),
        ("{% set x = can_bo.nu %}\nCó {{ x.ty_le }}", [("VBDoan", "Có 15,79%")]),
        (
            "một\n{% if true %}\nhai\n{% endif %}\nba",
            [("VBDoan", "một"), ("VBDoan", "hai"), ("VBDoan", "ba")],
        ),
    ],
)
def test_lines_make_paragraphs(text: str, expected: list[tuple[str, str]]) -> None:
    assert styled(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **b** c", [("", "a "), ("b", "b"), ("", " c")]),
        ("a *b* ***c***", [("", "a "), ("i", "b"), ("", " "), ("bi", "c")]),
        ("**đạt {{ can_bo.nu }}** người", [("b", "đạt 30"), ("", " người")]),
        ("**{{ can_bo.nu }}**lần", [("b", "30"), ("", "lần")]),
        ("{{ can_bo.nu }}**đậm**", [("", "30"), ("b", "đậm")]),
        ("**A {% if true %}B** C{% endif %}", [("b", "A B"), ("", " C")]),
        (r"\*a\* 2\*3", [("", "*a* 2*3")]),
        (r"a\\b C:\Users", [("", r"a\b C:\Users")]),
        ("a * b và snake_case_x", [("", "a * b và snake_case_x")]),
        ("**cụm {{ dat(can_bo.nu) }}** hết", [("b", "cụm có 30 đồng chí"), ("", " hết")]),
        ("{{ 'a' ~ can_bo.nu.ty_le ~ 'b' }}", [("", "a15,79%b")]),
        ("{{ thong_tin.ten|hoa }} {{ dat(can_bo.nu)|hoa }}", [("", "XÃ A & B CÓ 30 ĐỒNG CHÍ")]),
        ("{{ can_bo.nu|hoa }} {{ can_bo.nu.ty_le|le(1) }} {{ can_bo.tre|tron }}", [("", "30 15,8% 6")]),
        ("{{ 'A' if dia_ban.xa > 9 }}B{{ 'C' if dia_ban.xa < 9 else 'D' }}", [("", "BC")]),
    ],
)
def test_emphasis(text: str, expected: list[tuple[str, str]]) -> None:
    extra = 'cum_tu: {"dat(x)": "có {{ x }} {{ x.don_vi_tinh }}"}\n'
    case = make(extra + body(text))
    first = next(
        node for node in part(case.fill()).iter(f"{W}p") if _style(node) == "VBDoan" and text_of(node)
    )
    assert looks_of(first) == expected


def test_phrases_may_call_phrases_that_come_later() -> None:
    first = '"mot(x)": "{{ hai(x) }}{% if x > 3 %}, đủ{% endif %}"'
    extra = f'cum_tu: {{{first}, "hai(x)": "{{% if x > 0 %}}có {{{{ x }}}}{{% endif %}}"}}\n'
    case = make(extra + body("{{ mot(can_bo.nu) }}"))
    assert case.findings() == []
    assert narrative(case.fill())[1] == "có 30, đủ"


def test_loose_bold_mark_is_noted_and_printed() -> None:
    case = make(body("**Kết quả:**đạt"))
    assert [note.message for note in case.form.notes] == ["dấu ** không thành chữ đậm"]
    assert narrative(case.fill())[1] == "**Kết quả:**đạt"


def test_escaped_stars_are_no_slip() -> None:
    assert make(body(r"a \*\*b\*\*")).form.notes == ()


def test_figures_stand_in_headings_and_inline_text() -> None:
    case = make("noi_dung: [{tieu_de: 'Có {{ can_bo.nu }} nữ:', noi_lien: 'đạt {{ can_bo.nu.ty_le }}'}]\n")
    assert narrative(case.fill()) == ["I. Có 30 nữ: đạt 15,79%"]


def test_style_of_numbers_follows_the_definition() -> None:
    settings = "so_khong_cuoi: bo_het\nchua_co: {van: (đang cập nhật), bang: '?'}\nso_le: 3\n"
    figures = "ky: {hien_tai: 2023}\na:\n  tong_so: 8\n  chi_tieu: {b: 1, c: null}\n"
    columns = "[{loai: nhan}, {loai: so_luong}, {loai: ty_le, so_le: 1}]"
    table = f"phu_luc: [{{ma: p, tieu_de: T, bang: {{nguon: a, cot: {columns}}}}}]\n"
    case = make(
        settings
        + table
        + body("{{ a.b.ty_le }} {{ a.c }} {{ cum(a.b) }}")
        + 'cum_tu: {"cum(x)": "{{ x.ty_le }} {{ x.ty_le|le(4) }}"}\n',
        figures,
    )
    found = paragraphs(case.fill())
    assert "12,5% (đang cập nhật) 12,5% 12,5%" in found
    assert [text for text in found if text in ("?", "12,5", "100,0")] == ["100,0", "12,5", "?", "?"]


def test_style_of_numbers_reaches_texts_without_runs() -> None:
    case = make(
        "ten_loai: 'BÁO CÁO {{ can_bo.nu.ty_le(2023)|le(0) }} {{ trong.moi }}'\n"
        "so_khong_cuoi: giu\nnoi_dung: [{tieu_de: A}]\n"
    )
    assert "BÁO CÁO 16% chưa có số liệu" in case.fill().parts["docProps/core.xml"]


# --- footnotes -----------------------------------------------------------------------------------------


def notes(made: Filled) -> list[str]:
    return [text.strip() for text in paragraphs(made, "word/footnotes.xml")]


def test_footnotes_in_loops_and_branches_with_figures() -> None:
    text = (
        "{% for d in dan_toc %}{{ d.ten }}^[Theo số liệu {{ d.so }} người.]{% endfor %} "
        "{% if false %}x^[không in]{% endif %}**đậm^[Ghi chú [1] {{ can_bo.nu }}] tiếp**"
    )
    made = filled(text)
    assert notes(made) == ["Theo số liệu 03 người.", "Theo số liệu 12 người.", "Ghi chú [1] 30"]
    assert_sound(made)
    references = part(made).iter(f"{W}footnoteReference")
    assert [each.get(f"{W}id") for each in references] == ["1", "2", "3"]


def test_bold_goes_on_over_a_footnote() -> None:
    assert looks("**đậm^[chú thích] tiếp** thường") == [("b", "đậm tiếp"), ("", " thường")]
    assert looks("**Kết quả:**^[chú thích] đạt") == [("b", "Kết quả:"), ("", " đạt")]


def test_escaped_footnote_mark_is_text() -> None:
    assert styled(r"a\^[b] c") == [("VBDoan", "a^[b] c")]


def test_last_paragraph_keeps_with_the_signature() -> None:
    def kept(definition: str) -> list[str]:
        document = part(make(definition).fill())
        return [
            text_of(node)
            for node in document.iter(f"{W}p")
            if node.find(f"{W}pPr/{W}keepNext") is not None and _style(node) in ("VBDoan", "VBGach")
        ]

    assert kept(body("A\n\nB^[note]")) == ["B"]
    assert kept(body("A\n\nB\n\n{% if dia_ban.xa > 9 %}\nC\n\nD\n{% endif %}")) == ["B"]
    assert kept(body("A\n\n{% if dia_ban.xa < 9 %}\nC\n\nD\n{% else %}\nE\n{% endif %}")) == ["A", "D"]
    assert kept(body("A:\n\n- B\n\nC")) == ["A:", "C"]


# --- sections without titles ---------------------------------------------------------------------------


def test_number_leads_the_first_paragraph_of_a_section_without_title() -> None:
    definition = (
        "noi_dung:\n  - tieu_de: NHIỆM VỤ\n    danh_so_muc: '(1)-'\n"
        "    muc: [{van_ban: Một}, {van_ban: '- Hai'}]\n"
    )
    assert narrative(make(definition).fill()) == ["I. NHIỆM VỤ", "(1)- Một", "(2)- - Hai"]


def test_empty_text_leaves_nothing() -> None:
    case: Case = make("mo_dau: ''\nket: ''\nnoi_dung: [{tieu_de: A, van_ban: ''}]\n")
    assert narrative(case.fill()) == ["I. A"]

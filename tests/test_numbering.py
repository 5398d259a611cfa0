"""Numbering: gapless at every level, whatever is dropped; labels of annexes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.report_maker import make, narrative, paragraphs, refused

HEADINGS = 'danh_so: ["I.", "1.", "1.1.", "a)"]\n'


def titles(definition: str) -> list[str]:
    return narrative(make(definition).fill())


def test_dropped_sections_leave_no_gap_at_any_level() -> None:
    assert titles(
        HEADINGS
        + """\
noi_dung:
  - {tieu_de: MỘT, khi: dia_ban.xa > 9, muc: [{tieu_de: không in}]}
  - tieu_de: HAI
    muc:
      - {tieu_de: a, khi: dia_ban.xa > 9}
      - tieu_de: b
        muc: [{tieu_de: x, khi: dia_ban.xa > 9}, {tieu_de: y, muc: [{tieu_de: z}]}]
      - {tieu_de: c, danh_so: false}
      - {tieu_de: d}
  - {tieu_de: BA, muc: [{tieu_de: e}]}
"""
    ) == ["I. HAI", "1. b", "1.1. y", "a) z", "c", "2. d", "II. BA", "1. e"]


def test_condition_inside_a_dropped_section_is_not_asked() -> None:
    definition = """\
noi_dung:
  - {tieu_de: MỘT, khi: dia_ban.xa > 9, muc: [{tieu_de: không in, khi: trong.moi > 3}]}
  - {tieu_de: HAI}
"""
    assert titles(definition) == ["I. HAI"]


def test_own_pattern_for_children() -> None:
    assert titles(
        """\
noi_dung:
  - {tieu_de: A, danh_so_muc: "Thứ nhất,", muc: [{tieu_de: a}, {tieu_de: b}]}
  - {tieu_de: B, danh_so_muc: "*", muc: [{tieu_de: a}]}
"""
    ) == ["I. A", "Thứ nhất, a", "Thứ hai, b", "II. B", "* a"]


def test_thirty_sections_and_many_letters() -> None:
    items = ", ".join(f"{{tieu_de: M{n}}}" for n in range(30))
    found = titles(f"danh_so: ['a)']\nnoi_dung: [{items}]\n")
    assert [text.split()[0] for text in found] == [
        *(
            "a)",
            "b)",
            "c)",
            "d)",
            "đ)",
            "e)",
            "g)",
            "h)",
            "i)",
            "k)",
            "l)",
            "m)",
            "n)",
            "o)",
            "p)",
            "q)",
            "r)",
            "s)",
        ),
        *("t)", "u)", "v)", "x)", "y)", "aa)", "ab)", "ac)", "ad)", "ađ)", "ae)", "ag)"),
    ]


def test_twenty_levels_deep() -> None:
    section = "{tieu_de: M20}"
    for level in range(19, 0, -1):
        section = f"{{tieu_de: M{level}, muc: [{section}]}}"
    found = titles(f"danh_so: ['1.']\nnoi_dung: [{section}]\n")
    assert found == [f"1. M{level}" for level in range(1, 21)]


TITLES = st.lists(st.tuples(st.integers(1, 4), st.booleans()), min_size=1, max_size=12)


@settings(max_examples=20)
@given(TITLES)
def test_numbers_of_brothers_count_from_one_without_gap(wanted: list[tuple[int, bool]]) -> None:
    tree: list[dict[str, object]] = []
    for level, is_printed in wanted:
        nodes = tree
        for _ in range(level - 1):
            if not nodes:
                break
            nodes = nodes[-1].setdefault("muc", [])  # type: ignore[assignment]
        nodes.append({"tieu_de": "M", **({} if is_printed else {"khi": "dia_ban.xa > 9"})})

    def expected(nodes: list[dict[str, object]]) -> list[str]:
        found, number = [], 0
        for node in nodes:
            if "khi" not in node:
                number += 1
                found += [f"{number}. M", *expected(node.get("muc", []))]  # type: ignore[arg-type]
        return found

    assert titles(f"danh_so: ['1.']\nnoi_dung: {json.dumps(tree)}\n") == expected(tree)


# --- annexes -------------------------------------------------------------------------------------------


def labels(annexes: str, extra: str = "") -> list[str]:
    case = make(f"{extra}phu_luc: [{annexes}]\nnoi_dung: [{{tieu_de: A}}]\n")
    filled = case.fill()
    assert all(label in paragraphs(filled) for label in filled.outline.labels.values())
    return list(filled.outline.labels.values())


NO = "khi: dia_ban.xa > 9"


@pytest.mark.parametrize(
    ("annexes", "extra", "expected"),
    [
        ("{ma: a}", "", ["Phụ lục"]),
        ("{ma: a}, {ma: b}", "", ["Phụ lục I", "Phụ lục II"]),
        (f"{{ma: a, {NO}}}, {{ma: b}}, {{ma: c}}", "", ["Phụ lục I", "Phụ lục II"]),
        (f"{{ma: a}}, {{ma: b, {NO}}}, {{ma: c}}", "", ["Phụ lục I", "Phụ lục II"]),
        (f"{{ma: a}}, {{ma: b, {NO}}}", "", ["Phụ lục"]),
        (f"{{ma: a, {NO}}}", "", []),
        ("{ma: a}, {ma: b}", "nhan_phu_luc: Biểu 01\n", ["Biểu 01", "Biểu 02"]),
        ("{ma: a}", "nhan_phu_luc: Biểu 01\n", ["Biểu 01"]),
        ("{ma: a}, {ma: b, nhan: Biểu tổng hợp}, {ma: c}", "", ["Phụ lục I", "Biểu tổng hợp", "Phụ lục II"]),
    ],
)
def test_labels_of_annexes(annexes: str, extra: str, expected: list[str]) -> None:
    assert labels(annexes, extra) == expected


def test_references_print_label_number_and_title() -> None:
    text = "{{ phu_luc.b }} {{ phu_luc.b.so }} {{ phu_luc.b.tieu_de }} {{ phu_luc.c }} {{ phu_luc.c.so }}"
    definition = f"""\
phu_luc: [{{ma: a, {NO}}}, {{ma: b, tieu_de: 'Năm {{{{ ky.hien_tai }}}}'}}, {{ma: c, nhan: Biểu 05}}]
noi_dung: [{{tieu_de: A, van_ban: '{text}'}}]
"""
    assert titles(definition)[1] == "Phụ lục I I Năm 2023 Biểu 05 05"


def test_two_annexes_of_one_label_are_told() -> None:
    (finding,) = refused("phu_luc: [{ma: a, nhan: Biểu}, {ma: b, nhan: Biểu}]\nnoi_dung: [{tieu_de: A}]\n")
    assert finding.message == "hai phụ lục cùng nhãn “Biểu”: a, b"

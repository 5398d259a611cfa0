"""Loops that choose rows by their numbers print what jinja would, whichever rows the units before chose."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from reportgen.compute import compute
from reportgen.compute.indicator import Indicator
from reportgen.errors import InputRefused
from reportgen.fill import fill
from reportgen.fill.chosen_rows import print_chosen
from reportgen.model.figures_input import FiguresInput
from reportgen.model.passage import RowTest
from reportgen.model.skeleton import Skeleton
from tests.report_maker import Case, body, make
from tests.test_passages import assert_same

FIGURES = """\
ky: {hien_tai: 2023, goc: 2020, muc_tieu: 2025}
can_bo:
  nhan: Cán bộ
  tong_so: {2020: 100, 2023: 100}
  chi_tieu:
    nu: {nhan: Cán bộ nữ, so_luong: {2020: 25, 2023: 30}, muc_tieu: {2025: 20}}
    tre: {nhan: Trong đó dưới 30 tuổi, so_luong: {2023: 6}, muc_tieu: {2025: 5}, trong_do_cua: nu}
    dai_hoc: {nhan: Đại học & sau đại học, so_luong: {2020: 48, 2023: 70}, muc_tieu: {2025: 80}}
    dang_vien: {nhan: Đảng viên, so_luong: {2020: 50, 2023: 60}}
"""
DIFFERS = "{% if can_bo.nu.so_luong > 30 %}\nCó {{ can_bo.nu }} nữ.\n{% endif %}\n\n"
"""A branch before the loop: behind it anchors are no longer those of the document before."""
ATTAINED = """\
{% for x in can_bo %}
{% if x.co_muc_tieu(2025) %}
{% if x.dat(2025) >= 100 %}
- {{ x.nhan }}: đạt {{ x.dat(2025) }}.
{% endif %}
{% endif %}
{% endfor %}

Hết, {{ can_bo.tong_so }}."""
BOTH = """\
{% for x in can_bo if x.so_luong >= 20 and x.ty_le < 65 %}
- {{ x.nhan }} {{ x.so_luong }}/{{ x.mau_so }}
{% endfor %}"""
PARTS = """\
{% for x in can_bo if x.la_con and x.so_luong > 5 %}
- {{ x.nhan }} {{ x.ty_le }}
{% endfor %}"""
NUMBERS = [(30, 6, 70), (31, 6, 80), (19, 4, 79), (32, 5, 90), (40, 1, 10), (33, 7, 85), (10, 9, 81)]


def units(case: Case, *all_numbers: tuple[int | None, int, int]) -> list[FiguresInput]:
    """Return units of one mould with these numbers of women, of those below thirty, and with a degree."""
    skeleton, made = Skeleton(case.given), []
    for nu, tre, dai_hoc in all_numbers:
        of_units: Any = {
            "nu": {2020: 25, 2023: nu},
            "tre": {2023: tre},
            "dai_hoc": {2020: 48, 2023: dai_hoc},
            "dang_vien": {2020: 50, 2023: 60},
        }
        numbers = {"can_bo": {"tong_so": {2020: 100, 2023: 100}, **of_units}}
        made.append(skeleton.merge(numbers, {}, texts=case.given.texts, facts={}))
    return made


@pytest.mark.parametrize("anchored", [True, False])
@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (ATTAINED, {"nu", "tre", "dai_hoc"}),
        (BOTH, {"nu", "dang_vien"}),
        (PARTS, {"tre"}),
    ],
)
def test_rows_chosen_by_numbers_print_as_tag_by_tag(text: str, rows: set[str], anchored: bool) -> None:
    case = make(body(DIFFERS + text), FIGURES)
    assert any(rounds.tests for rounds in case.form.loops)
    for given in units(case, *NUMBERS, *reversed(NUMBERS), *NUMBERS):
        assert_same(case.form, given, case.form.definition.decimals, anchored=anchored)
    known = case.form.slots.memory[anchored].last.chosen
    assert rows <= {path.removeprefix("can_bo.") for each in known.values() for path in each.stencils}


def test_what_has_been_attained_is_listed_with_its_numbers() -> None:
    """31 of 100 against 20 % is 155 %, 6 against 5 % is 120 %; 70 against 80 % is 87,5 %, too little."""
    case = make(body(DIFFERS + ATTAINED), FIGURES)
    for given in units(case, *NUMBERS, (31, 6, 70)):
        filled = fill(case.form, compute(given, formulas=case.form.formulas), given.texts)
    printed = [(each.figure.id, each.text) for each in filled.printer.printed]
    assert printed == [
        ("can_bo.nu.so_luong.2023", "31"),
        ("can_bo.nu.dat.2025", "155%"),
        ("can_bo.tre.dat.2025", "120%"),
        ("can_bo.tong_so.so_luong.2023", "100"),
    ]


def test_rows_of_known_units_are_not_asked_one_by_one() -> None:
    case, called = make(body(DIFFERS + ATTAINED), FIGURES), set[str]()
    *known, last = units(case, *NUMBERS, *NUMBERS, (35, 6, 70))
    for given in known:
        fill(case.form, compute(given), given.texts)
    figures = compute(last)
    sys.setprofile(lambda frame, event, _: called.add(frame.f_code.co_name) if event == "call" else None)
    try:
        fill(case.form, figures, last.texts)
    finally:
        sys.setprofile(None)
    assert print_chosen.__name__ in called
    assert Indicator.co_muc_tieu.__name__ not in called


def test_a_number_that_is_missing_is_told_as_in_the_first_unit() -> None:
    case = make(
        body("{% if can_bo.tre.so_luong > 5 %}\nCó {{ can_bo.tre }}.\n{% endif %}\n\n" + ATTAINED), FIGURES
    )
    *known, broken = units(case, *NUMBERS, *NUMBERS, (None, 6, 70))
    told = []
    for before in ([], known):
        for given in before:
            fill(case.form, compute(given), given.texts)
        with pytest.raises(InputRefused) as refused:
            fill(case.form, compute(broken), broken.texts)
        told.append(refused.value.findings)
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("condition", "tests"),
    [
        ("x.so_luong > 20", (RowTest(("so_luong",), sign="gt", number=20),)),
        (
            "x.co_muc_tieu(2025) and x.dat(2025) >= 100",
            (
                RowTest(("co_muc_tieu", 2025), is_called=True),
                RowTest(("dat", 2025), is_called=True, sign="gteq", number=100),
            ),
        ),
        ("x.co_muc_tieu(2025)", ()),
        ("x.so_luong > 20 or x.la_con", ()),
        ("not x.so_luong > 20", ()),
        ("20 < x.so_luong", ()),
        ("20 < x.so_luong < 30", ()),
        ("x.so_luong > can_bo.nu.so_luong", ()),
        ("x.so_luong > 20.5", ()),
        ("can_bo.nu.so_luong > 20", ()),
        ("x.so_luong > 20 and x.nhan == 'Nữ'", ()),
        ("x.co_so_lieu(2020) and x.so_luong > 20", ()),
    ],
)
def test_only_plain_questions_and_comparisons_are_taken(condition: str, tests: tuple[RowTest, ...]) -> None:
    loop = f"{{% for x in can_bo if {condition} %}}\n- {{{{ x.nhan }}}} {{{{ x.so_luong }}}}\n{{% endfor %}}"
    found = [rounds.tests for rounds in make(body(loop), FIGURES).form.loops if rounds.tests]
    assert found == ([tests] if tests else [])

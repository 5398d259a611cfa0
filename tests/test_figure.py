"""How a figure prints, compares and refuses."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne

import pytest

from reportgen.model.figure import (
    COUNT,
    PROSE,
    RATE,
    TABLE,
    VALUE,
    Blank,
    CannotCompute,
    Figure,
    NotApplicable,
    NumberStyle,
    View,
)
from reportgen.model.figures_input import ValueKind
from reportgen.model.gap import Gap
from reportgen.vietnamese import Ratio

ALL_ZEROS, NO_ZEROS = NumberStyle(zeros="giu"), NumberStyle(zeros="bo_het")


def a(kind: ValueKind, *pairs: Ratio, decimals: int = 2, unit: str = "") -> Figure:
    return Figure("a.x", pairs, kind, 0 if kind is COUNT else decimals, unit=unit)


@pytest.mark.parametrize(
    ("figure", "style", "text"),
    [
        (a(COUNT, (5, 1)), PROSE, "05"),
        (a(COUNT, (5, 1)), TABLE, "5"),
        (a(COUNT, (5, 1)).shown(plain=True), PROSE, "5"),
        (a(COUNT, (0, 1)), PROSE, "00"),
        (a(COUNT, (10, 2)), PROSE, "05"),  # not reduced
        (a(COUNT, (7, 2)), PROSE, "04"),
        (a(COUNT, (12775, 1)), PROSE, "12.775"),
        (a(COUNT, (5, 1)).shown(decimals=2), PROSE, "05"),  # a count has no decimals
        (a(RATE, (121, 190)), PROSE, "63,68%"),
        (a(RATE, (121, 190)), TABLE, "63,68"),
        (a(RATE, (121, 190)).shown(decimals=1), PROSE, "63,7%"),
        (a(RATE, (121, 190)).shown(plain=True), PROSE, "63,68"),
        (a(RATE, (7, 10)), PROSE, "70%"),
        (a(RATE, (7, 10)), TABLE, "70,00"),
        (a(RATE, (7, 10)), ALL_ZEROS, "70,00%"),
        (a(RATE, (918, 1000)), PROSE, "91,80%"),
        (a(RATE, (918, 1000)), NO_ZEROS, "91,8%"),
        (a(RATE, (7, 10)), NO_ZEROS, "70%"),
        (a(RATE, (1, 100000)), PROSE, "0%"),
        (a(RATE, (-1, 200)), PROSE, "-0,50%"),
        (a(RATE, (159, 160)), PROSE, "99,38%"),  # 99,375
        (a(RATE, (5, 8), decimals=0), PROSE, "63%"),  # 62,5
        (a(RATE, (-5, 8), decimals=0), PROSE, "-63%"),
        (a(RATE, (8, 21), (1, 3)), PROSE, "38,10% - 33,33%"),
        (a(RATE, (8, 21), (1, 3)), TABLE, "38,10 - 33,33"),
        (a(VALUE, (102931, 100)), PROSE, "1.029,31"),
        (a(VALUE, (9, 1), decimals=0), PROSE, "9"),
        (a(VALUE, (446, 5), unit="%"), PROSE, "89,20%"),
        (a(VALUE, (446, 5), unit="%"), TABLE, "89,20"),
        (a(VALUE, (446, 5), unit="%").shown(plain=True), PROSE, "89,20"),
        (a(RATE, (1, 3)), NumberStyle(is_table=True, decimals=0), "33"),
    ],
)
def test_a_figure_prints_as_its_place_asks(figure: Figure, style: NumberStyle, text: str) -> None:
    assert figure.text(style) == text


def test_a_gap_prints_the_words_for_it() -> None:
    figure = Figure("a.x", (), COUNT, 0, gap=Gap(("a", "x")))
    assert figure.text(NumberStyle(missing="chưa thống kê")) == "chưa thống kê"


RATE_OF_60 = a(RATE, (3, 5))


@pytest.mark.parametrize(
    ("left", "compare", "right", "expected"),
    [
        (a(COUNT, (5, 1)), gt, 4, True),
        (a(COUNT, (5, 1)), eq, 5, True),
        (a(COUNT, (10, 2)), eq, 5, True),
        (a(COUNT, (5, 1)), ne, 5, False),
        (RATE_OF_60, ge, 60, True),  # rates count in percent
        (RATE_OF_60, lt, 60.1, True),
        (RATE_OF_60, eq, Decimal("60.0"), True),
        (a(VALUE, (1, 10)), eq, 0.1, True),  # the digits of the literal, not its binary value
        (a(VALUE, (3, 10)), le, 0.3, True),
        (RATE_OF_60, gt, a(RATE, (59999, 100000)), True),
        (RATE_OF_60, gt, a(VALUE, (60, 1)), False),
        (a(COUNT, (-1, 1)), lt, 0, True),
    ],
)
def test_figures_compare_exactly(
    left: Figure, compare: Callable[[object, object], bool], right: object, expected: bool
) -> None:
    assert compare(left, right) is expected


MISSING = Figure("a.x", (), COUNT, 0, gap=Gap(("a", "x")))
RANGE = a(RATE, (1, 3), (2, 3))


@pytest.mark.parametrize(
    ("left", "right", "problem"),
    [
        (MISSING, 1, "chưa có số liệu a.x"),
        (a(COUNT, (1, 1)), MISSING, "chưa có số liệu a.x"),
        (RANGE, 1, "a.x là một khoảng, không so sánh được"),
        (a(COUNT, (1, 1)), RANGE, "a.x là một khoảng, không so sánh được"),
        (a(COUNT, (1, 1)), "1", "chỉ so sánh số liệu với số"),
        (a(COUNT, (1, 1)), True, "chỉ so sánh số liệu với số"),
        (a(COUNT, (1, 1)), None, "chỉ so sánh số liệu với số"),
    ],
)
@pytest.mark.parametrize("compare", [lt, le, gt, ge, eq, ne])
def test_what_cannot_be_compared_is_refused(
    left: Figure, right: object, problem: str, compare: Callable[[object, object], bool]
) -> None:
    with pytest.raises(CannotCompute, match=problem):
        compare(left, right)


def test_a_number_alone_is_no_condition() -> None:
    with pytest.raises(CannotCompute, match="không dùng làm điều kiện một mình"):
        bool(a(COUNT, (0, 1)))


@pytest.mark.parametrize(
    "use", [str, bool, lambda blank: blank > 0, lambda blank: blank == 0, lambda blank: blank != 0]
)
def test_a_blank_refuses_every_use(use: Callable[[Blank], object]) -> None:
    with pytest.raises(NotApplicable, match="không có mục tiêu"):
        use(Blank("không có mục tiêu", ("a",)))


def test_a_figure_without_origin_inside_a_text_is_a_token() -> None:
    assert str(a(RATE, (1, 3)).shown(decimals=1, plain=True)) == "\ue000a.x;1;1\ue001"


def test_a_view_shows_nothing_but_what_it_knows() -> None:
    with pytest.raises(KeyError):
        View().look("__class__")
    with pytest.raises(CannotCompute, match="không in được"):
        str(View())

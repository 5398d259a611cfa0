"""Numbers, ordinals and letters as official documents write them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.vietnamese import (
    day_text,
    format_ratio,
    group_digits,
    half_up,
    letter,
    month_text,
    nearest,
    ordinal_word,
    pad_count,
    parse_number,
    roman,
    suggest,
)

ratios = st.tuples(st.integers(-(10**9), 10**9), st.integers(1, 10**6))


@pytest.mark.parametrize(
    ("ratio", "decimals", "expected"),
    [
        ((625, 10), 0, 63),  # 62,5
        ((-625, 10), 0, -63),  # away from zero
        ((15900, 160), 2, 9938),  # 99,375
        ((1, 2), 0, 1),
        ((-1, 2), 0, -1),
        ((3, 2), 0, 2),
        ((5, 2), 0, 3),
        ((-1, 1000), 2, 0),
        ((1, 3), 2, 33),
        ((0, 7), 6, 0),
        ((4, 2), 0, 2),
    ],
)
def test_halves_are_rounded_away_from_zero(ratio: tuple[int, int], decimals: int, expected: int) -> None:
    assert half_up(ratio, decimals) == expected


@given(ratios, st.integers(0, 6))
def test_rounding_is_that_of_decimal(ratio: tuple[int, int], decimals: int) -> None:
    # a denominator of 2 and 5 only, so that the quotient is an exact decimal
    exact = Decimal(ratio[0]) / (Decimal(2) ** 20)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert half_up((ratio[0], 2**20), decimals) == int(rounded.scaleb(decimals))


@given(ratios, st.integers(0, 6), st.integers(1, 1000))
def test_rounding_does_not_depend_on_how_a_ratio_is_written(
    ratio: tuple[int, int], decimals: int, factor: int
) -> None:
    assert half_up((ratio[0] * factor, ratio[1] * factor), decimals) == half_up(ratio, decimals)


@given(st.integers(-(10**15), 10**15), st.integers(0, 6))
def test_reading_what_was_written_gives_the_number_back(scaled: int, decimals: int) -> None:
    assert parse_number(group_digits(scaled, decimals)) == Decimal(scaled).scaleb(-decimals)


@pytest.mark.parametrize(
    ("scaled", "decimals", "text"),
    [
        (102931, 2, "1.029,31"),
        (6368, 2, "63,68"),
        (5, 2, "0,05"),
        (-5, 2, "-0,05"),
        (99999, 2, "999,99"),
        (100000, 2, "1.000,00"),
        (12775, 0, "12.775"),
        (999, 0, "999"),
        (1000, 0, "1.000"),
        (-1234567, 0, "-1.234.567"),
        (97229, 3, "97,229"),
        (0, 0, "0"),
    ],
)
def test_thousands_have_dots_and_decimals_a_comma(scaled: int, decimals: int, text: str) -> None:
    assert group_digits(scaled, decimals) == text


@pytest.mark.parametrize(
    ("ratio", "decimals", "text"), [((121, 190), 2, "0,64"), ((12100, 190), 2, "63,68"), ((-5, 2), 0, "-3")]
)
def test_a_ratio_is_rounded_once(ratio: tuple[int, int], decimals: int, text: str) -> None:
    assert format_ratio(ratio, decimals) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.029,31", "1029.31"),
        ("12.775", "12775"),
        ("36,83", "36.83"),
        (" 5 ", "5"),
        ("-2,5", "-2.5"),
        ("1 234", "1234"),
        ("1\u00a0234,5", "1234.5"),
        ("12.5", None),
        ("1.23.456", None),
        ("1,2,3", None),
        ("", None),
        ("mười", None),
        ("5%", None),
    ],
)
def test_numbers_are_read_the_vietnamese_way(text: str, number: str | None) -> None:
    assert parse_number(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("number", "text"), [(0, "00"), (5, "05"), (9, "09"), (10, "10"), (1299, "1.299"), (-3, "-3")]
)
def test_counts_below_ten_get_a_zero(number: int, text: str) -> None:
    assert pad_count(number) == text


@pytest.mark.parametrize(("day", "text"), [(1, "01"), (9, "09"), (10, "10"), (31, "31"), (None, "     ")])
def test_days_below_ten_get_a_zero(day: int | None, text: str) -> None:
    assert day_text(day) == text


@pytest.mark.parametrize(("month", "text"), [(1, "01"), (2, "02"), (3, "3"), (12, "12"), (None, "     ")])
def test_only_january_and_february_get_a_zero(month: int | None, text: str) -> None:
    assert month_text(month) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "I"),
        (2, "II"),
        (4, "IV"),
        (5, "V"),
        (9, "IX"),
        (14, "XIV"),
        (40, "XL"),
        (49, "XLIX"),
        (90, "XC"),
        (199, "CXCIX"),
    ],
)
def test_roman_numerals(number: int, text: str) -> None:
    assert roman(number) == text


def test_letters_follow_the_vietnamese_alphabet() -> None:
    assert "".join(letter(number) for number in range(1, 24)) == "abcdđeghiklmnopqrstuvxy"
    assert [letter(number) for number in (24, 25, 46, 47)] == ["aa", "ab", "ay", "ba"]


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "nhất"),
        (2, "hai"),
        (4, "tư"),
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "21"),
    ],
)
def test_ordinal_words(number: int, word: str) -> None:
    assert ordinal_word(number) == word


def test_the_nearest_name_is_suggested() -> None:
    assert nearest("ty_lee", ["so_luong", "ty_le"]) == "ty_le"
    assert nearest("xyz", ["so_luong", "ty_le"]) is None
    assert suggest("dai_hocc", ["dai_hoc"]) == "; có phải “dai_hoc”?"
    assert suggest("xyz", ["dai_hoc"]) == ""

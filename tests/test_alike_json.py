"""Figures read by what is remembered of another text are those that reading them anew gives."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.errors import InputRefused
from reportgen.load import AlikeJson, figures_from_json
from reportgen.model.figures_input import FiguresInput

TEXT = """{
 "ky": {"hien_tai": 2023, "goc": 2020}, "thong_tin": {"ten": "xã Bản 12", "so_thon": 7},
 "a": {"nhan": "Nhóm 1", "tong_so": {"2020": 10, "2023": null},
       "chi_tieu": {"x": {"so_luong": {"2020": 3, "2023": 4}, "muc_tieu": {"2025": 50}, "mau_so": {"2023": 9},
                         "ghi_chu": "x"},
                    "y": 5, "z": {"gia_tri": {"2020": 1.50, "2023": 2}}, "u": 2.25, "v": {"so_luong": 8},
                    "w": {"so_luong": {"2023": 1}, "mau_so": {"2020": 30, "2023": "a.x"}}}},
 "l": {"danh_sach": [{"ma": "r1", "ten": "Dao", "so": 12}, {"ma": "r2", "ten": "Mông", "so": null}]},
 "k": {"tong_so": 6}
}"""
VALUE = re.compile(r'-?\d+(?:\.\d+)?|null|"[^"]*"')
OTHERS = (
    *("0", "7", "-3", "12", "007", "1.5", "2.250", "1e3", "-0", "1.", ".5", "+1", "null", "true", "[]", "{}"),
    *(
        "9" * 30,
        "9" * 31,
        "NaN",
        '"5"',
        '"xã Nậm"',
        '"xa\\u0303"',
        '"xa\u0303"',
        '"\ufffd"',
        '"a\\"b"',
        '"\u0007"',
    ),
    *('"' + "x" * 1001 + '"', "1 2", "1,2", ""),
)


def read(text: str, alike: AlikeJson | None = None) -> FiguresInput | list[str]:
    """Return the figures of a text, or what is told of its mistakes."""
    try:
        return figures_from_json(text.encode("utf-8", "surrogatepass"), "f", alike)
    except InputRefused as refused:
        return [str(each) for each in refused.findings]


def replaced(text: str, number: int, other: str) -> str:
    """Return the text with another value, or key, at one place."""
    found = list(VALUE.finditer(text))
    place = found[number % len(found)]
    return text[: place.start()] + other + text[place.end() :]


@settings(max_examples=300, deadline=None)
@given(changes=st.lists(st.tuples(st.integers(0, 99), st.sampled_from(OTHERS)), min_size=1, max_size=3))
def test_a_text_with_other_values_is_read_as_if_nothing_were_remembered(
    changes: list[tuple[int, str]],
) -> None:
    alike = AlikeJson()
    read(TEXT, alike)
    text = TEXT
    for number, other in changes:
        text = replaced(text, number, other)
    expected = read(text)
    assert read(text, alike) == expected
    assert repr(read(text, alike)) == repr(expected)  # 1.5 and 1.50 are equal, but not the same
    assert repr(read(TEXT, alike)) == repr(read(TEXT))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"2020": 3,', '"2020": 0,'),
        ('"2023": null', '"2023": 11'),
        ('"2020": 1.50', '"2020": -7'),
        ('"u": 2.25', '"u": 0.125'),
        ('"so": 12', '"so": 12.50'),
        ('"xã Bản 12"', '"thị trấn Phong Thổ"'),
        ('"y": 5', '"y": -1'),
    ],
)
def test_numbers_and_facts_need_no_parsing(old: str, new: str) -> None:
    alike = AlikeJson()
    read(TEXT, alike)
    text = TEXT.replace(old, new)
    assert text != TEXT
    assert alike.read(text.encode()) == read(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"y": 5', '"y": null'),  # a count may be missing, but then the model reads the shorthand
        ('"y": 5', '"y": 5.5'),  # measured, no longer counted
        ('"tong_so": 6', '"tong_so": null'),  # no total at all
        ('"nhan": "Nhóm 1"', '"nhan": "Nhóm 2"'),
        ('"2025": 50', '"2025": 60'),
        ("2020", "2021"),
    ],
)
def test_what_changes_the_shape_of_figures_is_read_anew(old: str, new: str) -> None:
    alike = AlikeJson()
    read(TEXT, alike)
    assert alike.read(TEXT.replace(old, new, 1).encode()) is None


def test_what_was_read_before_is_not_changed_by_what_comes_after() -> None:
    alike = AlikeJson()
    first = read(TEXT, alike)
    assert isinstance(first, FiguresInput)
    for number in range(5):
        assert isinstance(read(TEXT.replace('"2020": 3,', f'"2020": {number},'), alike), FiguresInput)
    assert first == read(TEXT)
    assert first.groups["a"].indicators["z"].values == {2020: Decimal("1.50"), 2023: 2}

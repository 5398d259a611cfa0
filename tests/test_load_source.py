"""From a path inside the data to a place in the file."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen.errors import Where
from reportgen.load.yaml_json import read_json, read_yaml
from reportgen.model.source import Source, Spot

FIGURES = """\
ky: {hien_tai: 2023}
a:
  chi_tieu:
    xa: 17
    b:
      so_luong: {2020: 48}
      muc_tieu: {2025: 50}
  danh_sach:
    - {ten: x}
    - ten: y
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), "f:1:1", "f:1:1"),
        (("ky", "hien_tai"), "f:1:16", "f:1:6"),
        (("a", "chi_tieu", "xa"), "f:4:9", "f:4:5"),
        # the shorthand has no so_luong and no period
        (("a", "chi_tieu", "xa", "so_luong", 0), "f:4:9", "f:4:9"),
        (("a", "chi_tieu", "b", "so_luong", 2020), "f:6:24", "f:6:18"),
        # an unnamed target, and the tag of a union
        (("a", "chi_tieu", "b", "muc_tieu", "", 2025, "int"), "f:7:24", "f:7:24"),
        (("a", "danh_sach", 1, "ten"), "f:10:12", "f:10:7"),
        (("a", "danh_sach", "1"), "f:10:7", "f:10:7"),
        (("a", "mau_so"), "f:3:3", "f:3:3"),
        (("none",), "f:1:1", "f:1:1"),
    ],
)
def test_a_path_leads_to_its_value_and_its_key(path: tuple[str | int, ...], value: str, key: str) -> None:
    source = read_yaml(FIGURES.encode(), "f").source
    assert (str(source.where(path)), str(source.where(path, key=True))) == (value, key)


def test_an_unread_file_is_its_own_place() -> None:
    assert Source("f", "", {}).where(("a", 1)) == Where("f")


TEXTS = {
    "literal block": (
        "x: |\n  Có {{ a }} và\n  {{ b }} người.\n",
        ["{{ a }}", "{{ b }}"],
        ["f:2:6", "f:3:3"],
    ),
    "folded block": ("x: >\n  Có {{ a }} và\n  {{ b }} người.\n", ["{{ a }} và {{ b }}"], ["f:2:6"]),
    "plain": ("x: Có {{ a }}, {{ a }}\n", ["{{ a }}", "{{ a }}"], ["f:1:7", "f:1:16"]),
    "plain over two lines": ("x: Có {{ a\n  }} và\n", ["{{ a }}"], ["f:1:7"]),
    "single quotes, doubled inside": ("x: 'Có ''{{ a }}'' và'\n", ["'{{ a }}'"], ["f:1:8"]),
    "double quotes, escaped inside": (
        'x: "Có \\"{{ a }}\\" và\\n{{ b }}"\n',
        ['"{{ a }}" và {{ b }}'],
        ["f:1:8"],
    ),
    "double quotes over two lines": (
        'x: "Có {{ a\n  }}, b \\\n  c"\n',
        ["{{ a }}", "b c"],
        ["f:1:8", "f:2:7"],
    ),
    "in a flow mapping": ("x: {y: 'Có {{ a }}'}\n", ["{{ a }}"], ["f:1:12"]),
    "a piece that is not there": ("x: abc\n", ["zz", "c"], ["f:1:4", "f:1:6"]),
    "windows line ends": ("y: 1\r\nx: |\r\n  a\r\n  b\r\n", ["b"], ["f:4:3"]),
}


@pytest.mark.parametrize(("text", "pieces", "places"), TEXTS.values(), ids=TEXTS)
def test_pieces_of_a_text_are_found_where_they_stand(text: str, pieces: list[str], places: list[str]) -> None:
    reading = read_yaml(text.encode(), "f")
    path = ("x", "y") if "{y:" in text else ("x",)
    assert [str(place) for place in reading.source.place_in_text(path, pieces)] == places


def test_pieces_of_a_json_text_are_found() -> None:
    source = read_json(b'{"x": ["a\\nb", "c"]}', "f").source
    assert [str(place) for place in source.place_in_text(("x", 0), ["a b"])] == ["f:1:9"]


def test_pieces_of_a_missing_text_are_at_its_parent() -> None:
    source = read_yaml(b"x: {y: 1}\n", "f").source
    assert [str(place) for place in source.place_in_text(("x", "z"), ["a"])] == ["f:1:4"]


def test_values_of_a_workbook_have_cells() -> None:
    cell, key_cell = Where("f", sheet="a", cell="C4"), Where("f", sheet="a", cell="A4")
    source = Source("f", "", {("a", "b"): Spot(cell=cell, key_cell=key_cell), ("a",): Spot(cell=cell)})
    assert str(source.where(("a", "b"))) == "f!a!C4"
    assert str(source.where(("a", "b"), key=True)) == "f!a!A4"
    assert str(source.where(("a",), key=True)) == "f!a!C4"
    assert [str(place) for place in source.place_in_text(("a", "b"), ["x"])] == ["f!a!C4"]


@pytest.mark.parametrize(
    ("offset", "place"), [(0, "f:1:1"), (2, "f:1:3"), (3, "f:2:1"), (5, "f:3:1"), (6, "f:3:2"), (7, "f:4:1")]
)
def test_offsets_count_all_kinds_of_line_ends(offset: int, place: str) -> None:
    assert str(Source.of_text("f", "ab\nc\rd\nx", {}).at_offset(offset)) == place


@given(
    text=st.lists(st.sampled_from(["a", "b", "n", "ab", "\\n", " ", "\n", "\\", '"'])).map("".join),
    words=st.lists(st.sampled_from(["a", "b", "n", "nb", "aa"]), min_size=1, max_size=4),
)
@example(text="a b a\\n\\\n b", words=["a", "b"])
def test_words_are_found_where_a_pattern_finds_them(text: str, words: list[str]) -> None:
    pattern = re.compile(r"(?:\s|\\n|\\(?=\s))+".join(words))
    found = pattern.search(text)
    source = Source.of_text("f", text, {("x",): Spot(0, len(text))})
    (place,) = source.place_in_text(("x",), [" ".join(words)])
    assert place == source.at_offset(found.start() if found else 0)

"""JSON of a unit read again: the same values as if all were read anew; groups that say the same are kept."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.load.fast_json import read_plain_json
from reportgen.load.json_memory import JsonMemory
from reportgen.model.frozen import canonical

SAID = '{"don_vi":"01","so_lieu":{"a":{"x":{"2023":1}},"b":{"y":2.50},"ds":[{"ten":"Mông"}],"c":12}}'


def read(memory: JsonMemory, text: str) -> Any:
    return memory.read(text.encode())


def anew(text: str) -> str:
    """Return what is read with no memory; unlike equality, `repr` tells 1 from 1.0."""
    return repr(read_plain_json(text.encode()))


def test_a_group_that_says_the_same_is_the_very_object_of_before() -> None:
    memory = JsonMemory()
    before = read(memory, SAID)["so_lieu"]
    now = read(memory, SAID.replace("2.50", "2.5"))["so_lieu"]
    assert str(now["b"]["y"]) == "2.5"
    assert now["a"] is before["a"]
    assert now["ds"] is before["ds"]
    assert read(memory, SAID)["so_lieu"]["b"] == before["b"]


def test_what_is_made_of_a_group_is_made_again_when_it_says_something_else() -> None:
    memory, made = JsonMemory(), list[object]()

    def seen(value: object) -> int:
        made.append(value)
        return len(made)

    def ask(text: str) -> int:
        value = read(memory, text)["so_lieu"]["a"]
        return memory.made("seen", "a", value, lambda: seen(value))

    other = SAID.replace('"2023":1}', '"2023":7}')
    assert [ask(each) for each in (SAID, SAID, other, other, SAID)] == [1, 1, 2, 2, 3]
    assert made == [{"x": {"2023": 1}}, {"x": {"2023": 7}}, {"x": {"2023": 1}}]


def test_of_a_value_that_was_not_read_nothing_is_kept() -> None:
    memory = JsonMemory()
    read(memory, SAID)
    assert [memory.made("what", "a", {"x": {"2023": 1}}, lambda n=n: n) for n in (1, 2)] == [1, 2]  # type: ignore[misc]


@pytest.mark.parametrize("sign", ["", ",", ":", "{", "}", "[", "]", '"', "1", " ", "\\", "\n", "e\u0323"])
def test_whatever_is_slipped_in_anywhere_is_read_as_with_no_memory(sign: str) -> None:
    for place in range(len(SAID)):
        memory = JsonMemory()
        read(memory, SAID)
        for text in (SAID[:place] + sign + SAID[place + 1 :], SAID[:place] + sign + SAID[place:]):
            assert repr(read(memory, text)) == anew(text), text
        assert repr(read(memory, SAID)) == anew(SAID)


@pytest.mark.parametrize(
    "text",
    [
        "",
        SAID[:-1],
        SAID + "}",
        SAID.replace('"c":12', '"a":{"x":{"2023":1}}'),  # twice the same group
        SAID.replace('"x":{"2023":1}', '"x":{"2023":1},"x":{"2023":1}'),
        SAID.replace('"don_vi":"01"', '"so_lieu":{"z":1}'),
        SAID.replace('"don_vi":"01",', ","),
        SAID.replace('"01"', '"01",'),
        SAID.replace('"don_vi":"01"', '"thong_tin":{"t":1,"so_lieu":{"a":{"x":{"2023":1}}}}'),
        SAID.replace("}}", '},"sau":1}', 1),
        SAID.replace('"c":12', '"c":"a: b"'),
        SAID.replace('"c":12', '"c":1' + "0" * 5000),
        SAID.replace('"c":12', '"c":' + "[" * 3000 + "]" * 3000),
        '{"don_vi":"01","so_lieu":{}}',
    ],
)
def test_unusual_texts_are_read_as_with_no_memory(text: str) -> None:
    memory = JsonMemory()
    read(memory, SAID)
    for each in (text, text, SAID):
        assert repr(read(memory, each)) == anew(each)


NUMBERS = st.none() | st.integers(0, 12) | st.decimals(0, 9, places=1) | st.sampled_from(["ba", 'a"b', "x:y"])
GROUP = st.dictionaries(st.sampled_from("xyz"), NUMBERS | st.dictionaries(st.sampled_from("12"), NUMBERS))
FIGURES = st.dictionaries(st.sampled_from(["a", "b", "c"]), GROUP | st.lists(GROUP, max_size=2))


@given(st.lists(FIGURES, max_size=5))
def test_one_revision_after_the_other_is_read_as_if_it_were_the_first(revisions: list[Any]) -> None:
    memory = JsonMemory()
    for figures in revisions:
        text = canonical({"don_vi": "01", "so_lieu": figures})
        assert repr(read(memory, text)) == anew(text)

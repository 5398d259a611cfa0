"""Rosters of any size: read plainly, line by line or whole, with one verdict and one place for everything."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from reportgen.errors import InputRefused
from reportgen.load.plain_units import plain_unit, units_of
from reportgen.load.programme import load_programme
from reportgen.load.roster_lines import stream_roster
from reportgen.model.programme import OrgUnit
from reportgen.model.unit import Unit
from tests.batch_programme import make_programme

CODES = st.one_of(
    st.sampled_from(["1", "03271", "A_b-9", "", "-1", "xã", "1\n", "a" * 40, "a" * 41]), st.integers(-1, 200)
)
NAMES = st.one_of(
    st.sampled_from(["", "xa", "Xa", "x" * 40, "x" * 41, "9a", "a\n"]), st.none(), st.integers()
)
FACTS = st.dictionaries(NAMES.filter(bool), st.one_of(st.text(), st.integers(), st.booleans(), st.none()))
ENTRIES: st.SearchStrategy[dict[str, object]] = st.fixed_dictionaries(
    {},
    optional={
        "ma": CODES,
        "ten": st.one_of(st.text(max_size=3), st.none()),
        "cap": NAMES,
        "cha": st.one_of(CODES, st.none()),
        "tu": st.sampled_from(["2020-01-01", "01/02/2024", "x", None]),
        "thong_tin": st.one_of(FACTS, st.none(), st.just([])),
        "la": st.just(1),
    },
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(ENTRIES)
def test_what_is_plainly_right_is_what_the_model_takes(entry: dict[str, object]) -> None:
    unit = plain_unit(entry)
    try:
        expected = Unit.of(OrgUnit.model_validate(entry))
    except ValidationError:
        assert unit is None
        assert units_of([entry]) is None
    else:
        assert unit in (None, expected)
        assert units_of([entry]) == (expected,)
        assert expected.facts == OrgUnit.model_validate(entry).facts


def test_a_usual_entry_needs_no_model() -> None:
    entry = {"ma": "03271", "ten": "Xã A", "cap": "xa", "cha": "109", "thong_tin": {"dia_danh": "A", "so": 7}}
    unit = plain_unit(entry)
    assert unit is not None
    assert (unit.code, unit.parent, unit.facts) == ("03271", "109", {"dia_danh": "A", "so": 7})


# --- one unit a line -----------------------------------------------------------------------------------

LINES = [
    {"ma": "T", "ten": "Tỉnh Mường Thí", "cap": "tinh", "thong_tin": {"dia_danh": "Mường Thí"}},
    {"ma": "01", "ten": "Huyện, Một", "cap": "huyen", "cha": "T", "tu": "01/02/2020"},
    {"ma": "02", "ten": "Huyện Hai", "cap": "huyen", "cha": "T"},
]
CSV = """\
\ufeffmã;tên;cấp;cấp trên;từ ngày;thong_tin.dia_danh
T;Tỉnh Mường Thí;tinh;;;Mường Thí

01;"Huyện, Một";huyen;T;01/02/2020;
02; Huyện Hai ;huyen;T
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["don-vi.csv", "don-vi.jsonl"])
def test_lines_are_read_one_by_one_with_their_places(tmp_path: Path, name: str) -> None:
    text = CSV if name.endswith(".csv") else "\n".join(json.dumps(each, ensure_ascii=False) for each in LINES)
    streamed = stream_roster(written(tmp_path, name, text), name)
    assert streamed is not None
    assert streamed.units == units_of(LINES)
    where = streamed.source.where(("don_vi", 2, "ten"))
    assert (where.line, where.column) == ((5, 2) if name.endswith(".csv") else (3, 21))
    assert streamed.source.where(("don_vi", 2, "tu")).line == where.line
    assert streamed.source.where(("don_vi", 9)).line == 1


@pytest.mark.parametrize(
    "text",
    [
        "ma;ten;cap\n1;a\u2028b;xa\n",
        "ma;ten;cap\n1;Xa\u0303;xa\n",
        "ma;ten;cap\n1;a;xa;b\n",
        'ma;ten;cap\n1;"a;xa\n',
        "ma;ten;cap;la\n1;a;xa\n",
        "ma;ten;cap\n1;;xa\n",
        "ma;ten;cap\r1;a;xa\r",
        "ma;ten;cap\n",
    ],
)
def test_whatever_is_unusual_is_left_to_the_strict_reader(tmp_path: Path, text: str) -> None:
    assert stream_roster(written(tmp_path, "don-vi.csv", text), "don-vi.csv") is None


def programme_with(folder: Path, name: str, text: str) -> Path:
    path = make_programme(folder / "chuong-trinh", 2)
    written(path.parent, name, text)
    given = path.read_text("utf-8")
    assert "don_vi: don-vi.yaml" in given
    path.write_text(given.replace("don_vi: don-vi.yaml", f"don_vi: {name}"), "utf-8")
    return path


def test_a_mistake_in_a_line_is_told_with_its_place(tmp_path: Path) -> None:
    lines = [*(json.dumps(each) for each in LINES), '{"ma": "03", "ten": "", "cap": "huyen", "cha": "T"}']
    with pytest.raises(InputRefused) as refused:
        load_programme(programme_with(tmp_path, "don-vi.jsonl", "\n".join(lines)))
    places = [(Path(each.where.file).name, each.where.line) for each in refused.value.findings]
    assert ("don-vi.jsonl", 4) in places


def test_a_roster_of_lines_stays_small(tmp_path: Path) -> None:
    count = 5_000
    head = "ma;ten;cap;cha;thong_tin.dia_danh;thong_tin.chu_tich\nT;Tỉnh Mường Thí;tinh;;Mường Thí;Lò Văn A\n"
    rows = (f"{n:06};Xã Bản Số {n};xa;T;Bản Số {n};Lò Văn Số {n}\n" for n in range(count))
    path = written(tmp_path, "don-vi.csv", head + "".join(rows))
    tracemalloc.start()
    streamed = stream_roster(path, "don-vi.csv")
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert streamed is not None
    assert len(streamed.units) == count + 1
    assert kept < 1000 * count

"""Strict reading of YAML and JSON: what is typed, what stays text, and where values stand."""

from __future__ import annotations

import contextlib
import hashlib
import json
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.errors import InputRefused
from reportgen.load import figures_from_json, load_definition, load_figures
from reportgen.load.fast_json import read_plain_json
from reportgen.load.yaml_json import read_json, read_yaml
from reportgen.model.definition import Definition
from reportgen.model.figures_input import FiguresInput
from reportgen.model.source import Source


def value_of(written: str) -> object:
    data = read_yaml(f"x: {written}\n".encode(), "f").data
    assert isinstance(data, dict)
    return data["x"]


@pytest.mark.parametrize("written", ["", "null", "~"])
def test_three_spellings_of_nothing(written: str) -> None:
    assert value_of(written) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-0", 0),
        ("17", 17),
        ("-3", -3),
        ("1" * 30, int("1" * 30)),
        ("0.10", Decimal("0.10")),
        ("1029.30", Decimal("1029.30")),
        ("1.029", Decimal("1.029")),
        ("-0.5", Decimal("-0.5")),
    ],
)
def test_machine_numbers_are_typed_exactly(written: str, value: object) -> None:
    read = value_of(written)
    assert (type(read), str(read)) == (type(value), str(value))


@pytest.mark.parametrize(
    "written",
    [
        *[
            "no",
            "yes",
            "on",
            "Off",
            "y",
            "True",
            "NULL",
            "1_000",
            "05",
            "010",
            "0o17",
            "0x1F",
            "12:30",
            "1:30:45",
            "2025-06-14",
            "14/6/2025",
            "1.029,31",
            "12,5",
            "1e3",
            "1E5",
            "NaN",
            ".inf",
            ".5",
            "1.",
            "+5",
            "=",
            "50%",
            "-",
        ][:-1],
        "1" * 31,
        "0." + "1" * 31,
    ],
)
def test_everything_else_stays_text(written: str) -> None:
    assert value_of(written) == written


@pytest.mark.parametrize("written", ['"12"', "'12'", "|\n  12", ">-\n  12"])
def test_quoted_and_block_scalars_are_always_text(written: str) -> None:
    assert str(value_of(written)).strip() == "12"
    assert isinstance(value_of(written), str)


@pytest.mark.parametrize(
    "text", ["\ufeffx: 1\n", "x: 1\r\n", "x: 1\r", "---\nx: 1\n", "# ghi chú\nx: 1 # a\n"]
)
def test_harmless_forms_of_a_file(text: str) -> None:
    reading = read_yaml(text.encode(), "f")
    assert (reading.data, reading.findings) == ({"x": 1}, ())


def test_cyrillic_is_allowed() -> None:
    assert value_of("Москва") == "Москва"


def test_decomposed_letters_are_composed_and_columns_count_composed_letters() -> None:
    composed = "tên: {số: Đại học, số_2: x}\n"
    reading = read_yaml(unicodedata.normalize("NFD", composed).encode(), "f")
    assert reading.data == {"tên": {"số": "Đại học", "số_2": "x"}}
    assert reading.source.text == composed
    assert str(reading.source.where(("tên", "số_2"))) == "f:1:26"
    assert str(reading.source.where(("tên", "số_2"), key=True)) == "f:1:20"


def test_decomposed_escape_is_composed() -> None:
    assert value_of('"e\\u0302"') == "ê"


@pytest.mark.parametrize(
    ("raw", "where", "message"),
    [
        ("tên: x".encode("utf-16"), "f", "tệp không phải chữ UTF-8: là UTF-16 hoặc không phải tệp chữ"),
        (
            "a: 1\nb: đã".encode("utf-16-le"),
            "f",
            "tệp không phải chữ UTF-8: là UTF-16 hoặc không phải tệp chữ",
        ),
        (b"a: 1\nten: x\xe1y\n", "f:2:7", "tệp không phải chữ UTF-8 (gặp byte 0xE1)"),
        (b"\xef\xbb\xbf\xff", "f:1:1", "tệp không phải chữ UTF-8 (gặp byte 0xFF)"),
        (b"x" * 8_000_001, "f", "tệp lớn 8,0 MB, quá mức 8 MB"),
        (b"", "f", "tệp rỗng"),
    ],
)
def test_unreadable_text_is_refused(raw: bytes, where: str, message: str) -> None:
    with pytest.raises(InputRefused) as caught:
        read_yaml(raw, "f")
    (finding,) = caught.value.findings
    assert (str(finding.where), finding.message) == (where, message)


def test_too_many_values_are_refused_before_the_end() -> None:
    (finding,) = read_yaml(b"[" + b"1," * 200_001 + b"]", "f").findings
    assert (finding.rule, str(finding.where)) == ("too-many-values", "f:1:400000")


def test_source_knows_the_hash_of_the_file() -> None:
    assert read_yaml(b"x: 1\n", "f").source.sha256 == hashlib.sha256(b"x: 1\n").hexdigest()


def test_json_keeps_decimals_surrogates_tabs_and_slashes() -> None:
    reading = read_json(b'{\n\t"a":\t1.50, "b": "\\/ \\ud83d\\ude00 \\\\ud83d", "c": [true, null]}', "f")
    assert reading.data == {"a": Decimal("1.50"), "b": "/ 😀 \\ud83d", "c": [True, None]}
    assert reading.findings == ()
    assert str(reading.source.where(("a",))) == "f:2:7"


JSON_TEXT = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x1F6FF, exclude_categories=["Cc", "Cs", "Co"])
)
JSON_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | JSON_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(JSON_TEXT, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(value=JSON_VALUE, indent=st.sampled_from([None, 2, "\t"]), ascii_only=st.booleans())
def test_json_means_the_same_to_both_readers(
    value: object, indent: int | str | None, ascii_only: bool
) -> None:
    raw = json.dumps({"x": value}, indent=indent, ensure_ascii=ascii_only).encode()
    fast, reading = read_plain_json(raw), read_json(raw, "f")
    assert fast is None or (fast == reading.data and not reading.findings)
    if not reading.findings and raw.isascii() and b"\\u" not in raw:
        assert fast is not None


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 2}',
        '{"a" :1,"a":2}',
        '{"a" :1, "b": {"c": [{"d": 1}, {"d": 1, "d": 2}]}}',
        '{"a": {"x": ":", "x": 1}, "b": "::"}',
        '{"a": 1, "a": {"b": 2, "c": 3}}',
    ],
)
def test_a_key_that_is_lost_is_left_to_the_strict_reader(text: str) -> None:
    assert read_plain_json(text.encode()) is None


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="ab:{}[],-|>\"'#&*!%@?\\ \n\t01.é", max_size=60))
def test_no_text_crashes_the_readers(text: str) -> None:
    for read in (read_yaml, read_json):
        with contextlib.suppress(InputRefused):
            read(text.encode("utf-8", "surrogatepass"), "f")


KEYS = st.sampled_from(
    [
        "ky",
        "hien_tai",
        "goc",
        "muc_tieu",
        "a",
        "chi_tieu",
        "b",
        "so_luong",
        "gia_tri",
        "tong_so",
        "danh_sach",
        "truong",
        "van_ban",
        "ngay",
        "so",
        "thong_tin",
        "mau_so",
        "2020",
        "02020",
        "x",
        "the_thuc",
        "co_quan",
        "ban_hanh",
        "noi_dung",
        "muc",
        "tieu_de",
        "phu_luc",
        "bang",
        "cot",
        "loai",
        "kho",
        "cua",
    ]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-5, 3000)
    | st.decimals(allow_nan=False, places=2)
    | st.text(max_size=5)
)
TREES = st.recursive(
    LEAVES | st.sampled_from(["31/2/2023", "35 - 40", "1.029,31", "dang"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None)
@given(data=st.dictionaries(KEYS, TREES, max_size=6), model=st.sampled_from(["so-lieu", "bao-cao"]))
def test_no_data_crashes_validation(
    data: dict[str, object], model: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / f"{model}.json"
    path.write_text(json.dumps(data, default=float), "utf-8")
    with contextlib.suppress(InputRefused):
        loaded = load_figures(path) if model == "so-lieu" else load_definition(path)
        assert isinstance(loaded.source, Source)


GOOD = b'{"ky": {"hien_tai": 2023}, "a": {"chi_tieu": {"b": {"gia_tri": 1.50}}}}'


def test_fast_json_gives_the_same_figures_as_the_file(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_bytes(GOOD)
    assert figures_from_json(GOOD, "f") == load_figures(path).figures
    assert str(figures_from_json(GOOD, "f").groups["a"].indicators["b"].values) == "{0: Decimal('1.50')}"


@pytest.mark.parametrize(
    ("raw", "where", "rule"),
    [
        (GOOD.replace(b"1.50", b'1.50, "gia_tri": 2'), "f:1:70", "duplicate-key"),
        (GOOD.replace(b"1.50", b"1e5"), "f:1:64", "json-number"),
        (GOOD.replace(b"1.50", b"NaN"), "f:1:64", "json-number"),
        (GOOD.replace(b"1.50", b'"1.50"'), "f:1:64", "wrong-value"),
        (GOOD.replace(b"1.50", b'"\\ue000"'), "f:1:64", "private-use-character"),
        (GOOD.replace(b"1.50", '"\ue000"'.encode()), "f:1:65", "private-use-character"),
        (GOOD.replace(b"1.50", b"9" * 40), "f:1:64", "json-number"),
        (GOOD[:-1], "f:1:71", "json-syntax"),
        (b"[" * 100_000, "f", "too-deep"),
        (b"", "f", "file-empty"),
        (b"\xff", "f:1:1", "encoding"),
    ],
)
def test_fast_json_explains_what_it_refuses(raw: bytes, where: str, rule: str) -> None:
    with pytest.raises(InputRefused) as caught:
        figures_from_json(raw, "f")
    finding = caught.value.findings[0]
    assert (str(finding.where), finding.rule) == (where, rule)


def test_fast_json_composes_decomposed_letters() -> None:
    raw = '{"ky": {"hien_tai": 2023}, "thong_tin": {"x": "e\u0302"}}'.encode()
    assert figures_from_json(raw, "f").facts == {"x": "ê"}
    escaped = raw.replace("\u0302".encode(), b"\\u0302")
    assert figures_from_json(escaped, "f").facts == {"x": "ê"}


@pytest.mark.parametrize("name", ["phong-tho", "lai-chau"])
def test_sample_files_load_whole(name: str) -> None:
    folder = Path(__file__).parent.parent / "samples" / name
    assert isinstance(load_definition(folder / "bao-cao.yaml").definition, Definition)
    assert isinstance(load_figures(folder / "so-lieu.yaml").figures, FiguresInput)


def test_missing_file_folder_and_unknown_kind_are_findings(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", "utf-8")
    (tmp_path / "a.xls").write_text("x", "utf-8")
    (tmp_path / "a").write_text("x", "utf-8")
    messages = []
    for name in ("none.yaml", ".", "a.txt", "a.xls", "a"):
        with pytest.raises(InputRefused) as caught:
            load_figures(tmp_path / name, shown_as=name)
        messages.append((caught.value.findings[0].rule, caught.value.findings[0].message))
    assert messages == [
        ("file-missing", "không tìm thấy tệp"),
        ("file-is-folder", "đây là thư mục, không phải tệp"),
        ("file-kind", "không đọc được tệp đuôi “.txt”"),
        ("file-kind", "không đọc được tệp đuôi “.xls”"),
        ("file-kind", "tên tệp không có đuôi"),
    ]


def test_a_definition_cannot_be_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"x")
    with pytest.raises(InputRefused) as caught:
        load_definition(tmp_path / "a.xlsx", shown_as="a.xlsx")
    assert caught.value.findings[0].remedy == "dùng tệp .yaml, .yml, .json (ví dụ bao-cao.yaml)"

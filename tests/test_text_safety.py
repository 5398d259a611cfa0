"""Whatever stands in texts comes out of the document as it went in, or is refused with a reason."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.errors import InputRefused
from tests.report_maker import Case, W, assert_sound, body, make, narrative, paragraphs, part, refused


def figures(text: str, **more: object) -> str:
    """Figures whose label and facts are a text; JSON is YAML."""
    indicator = {"nhan": text, "so_luong": 5}
    return json.dumps(
        {
            "ky": {"hien_tai": 2023},
            "thong_tin": {"ten": text, **more},
            "nhom": {"nhan": text, "tong_so": 10, "chi_tieu": {"a": indicator}},
            "ds": {"danh_sach": [{"ma": "m", "ten": text, "so": 3}]},
        },
        ensure_ascii=False,
    )


def printing(text: str) -> Case:
    definition = body("[{{ thong_tin.ten }}]\n\n**[{{ nhom.a.nhan }}]** {{ nhom.a }}")
    annex = "phu_luc: [{ma: p, bang: {nguon: ds, cot: [{loai: nhan}, {loai: truong, truong: so}]}}]\n"
    return make(annex + definition, figures(text))


TEXTS = {
    "XML signs": "A & B < C > D \"E\" 'F'",
    "entities": "&amp; &lt; &#10;",
    "end of CDATA": "]]> <![CDATA[",
    "decomposed": "Tổng số cán bộ",
    "no-break space": "Điều\u00a05 và 10\u202f000",
    "curly quotes": "“ngoặc” ‘đơn’ – —",
    "stars and backslashes": r"**không đậm** *a* \*b\* C:\thu\muc `x` # y",
    "note mark": "^[không phải chú thích]",
    "wide": "😀 𠀀 漢字",
    "long": "Nhãn rất dài " * 40,
    "percent": "{ 50 %d %s } {0} ${x}",
    "dashes": "- gạch đầu dòng + * và 1. số",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_text_is_printed_as_it_is(text: str) -> None:
    filled = printing(text).fill()
    expected = unicodedata.normalize("NFC", text)
    assert narrative(filled)[1:] == [f"[{expected}]", f"[{expected}] 05"]
    assert expected in paragraphs(filled)
    if "&amp;" not in text:  # what the lint takes, rightly, for a sign of double escaping
        assert_sound(filled)


def test_line_breaks_of_a_value_become_breaks() -> None:
    filled = printing("một\nhai").fill()
    assert narrative(filled)[1] == "[một\nhai]"
    assert_sound(filled)


@pytest.mark.parametrize("sign", ["\ue000", "\ue001", "\U000f0000", "\U00100000", "\x07", "\u202e"])
def test_marks_of_ours_and_control_characters_are_refused(sign: str) -> None:
    with pytest.raises(InputRefused):
        printing(f"a{sign}b")


def test_braces_in_a_value_are_never_a_tag() -> None:
    filled = printing("{{ nhom.a }} {% if %} {{").fill()
    assert narrative(filled)[1] == "[{{ nhom.a }} {% if %} {{]"


@settings(max_examples=30)
@given(
    st.text(
        st.characters(blacklist_categories=["Cs", "Co", "Cc", "Cn", "Zl", "Zp", "Cf"]),
        min_size=1,
        max_size=40,
    )
)
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    if not text.strip() or "\ufffd" in text:
        return
    expected = unicodedata.normalize("NFC", text)
    try:
        case = printing(text)
    except InputRefused:
        return
    found = narrative(case.fill())
    assert found[1:] == [f"[{expected}]", f"[{expected}] 05"]


@pytest.mark.parametrize("name", ["items", "keys", "values", "count", "index", "get", "first", "length"])
def test_field_with_a_name_of_python_is_a_field(name: str) -> None:
    given_figures = (
        f"ky: {{hien_tai: 2023}}\nthong_tin: {{{name}: được}}\nds:\n  danh_sach: [{{ma: m, {name}: đúng}}]\n"
    )
    text = f"{{{{ thong_tin.{name} }}}} {{% for d in ds %}}{{{{ d.{name} }}}}{{% endfor %}}"
    assert narrative(make(body(text), given_figures).fill())[1] == "được đúng"


def test_very_long_paragraph_is_whole() -> None:
    text = ("Lời văn “trong ngoặc” và 'nháy'. " * 400).strip()
    assert narrative(make(body(text)).fill())[1] == text


def test_unclosed_tag_before_many_quotes_is_told_at_once() -> None:
    findings = refused(body("{{ can_bo.nu " + "\"a\" 'b' " * 2000))
    assert [finding.rule for finding in findings] == ["tag-unclosed-mark"]


def test_typed_text_keeps_tabs_spaces_and_signs() -> None:
    filled = make(body(r"A & B < C, “ngoặc”, Điều 5, \{ ]]>, 100%")).fill()
    assert narrative(filled)[1] == "A & B < C, “ngoặc”, Điều 5, { ]]>, 100%"


def test_long_names_and_labels_are_cut_for_word_only() -> None:
    group, key = "n" * 38, "c" * 38
    indicator = f"{{nhan: {'Nhãn “dài” ' * 9}, so_luong: 5}}"
    given_figures = f"ky: {{hien_tai: 2023}}\n{group}:\n  chi_tieu:\n    {key}: {indicator}\n"
    filled = make(body(f"{{{{ {group}.{key} }}}}"), given_figures).fill()
    values = [str(each.get(f"{W}val")) for each in part(filled).iter(f"{W}alias", f"{W}tag")]
    assert all(0 < len(value) <= 64 for value in values)
    assert_sound(filled)


def test_keys_of_lists_with_signs_are_kept_apart() -> None:
    given_figures = (
        "ky: {hien_tai: 2023}\nds:\n  danh_sach: [{ma: 'a', ten: x, so: 3}, {ma: 'b', ten: y, so: 4}]\n"
    )
    text = "{% for d in ds %}{{ cum(d.so) }};{% endfor %}"
    case = make('cum_tu: {"cum(x)": "số {{ x }}"}\n' + body(text), given_figures)
    assert narrative(case.fill())[1] == "số 03;số 04;"


def test_sign_for_missing_figures_may_hold_xml_signs() -> None:
    case = make(
        "chua_co: {van: '<chưa & có>', bang: '<…>'}\n" + body("{{ trong.moi }} {{ 'x' ~ trong.moi }}")
    )
    filled = case.fill()
    assert narrative(filled)[1] == "<chưa & có> x<chưa & có>"
    assert_sound(filled)


PIECES = st.sampled_from(
    [
        *(
            "{{ can_bo.nu }}",
            "{{ can_bo.nu.ty_le|le(1) }}",
            "{{ x }}",
            "{{ can_bo",
            "}}",
            "{% if dia_ban.xa > 3 %}",
        ),
        *(
            "{% else %}",
            "{% endif %}",
            "{% for h in can_bo %}",
            "{% endfor %}",
            "{{ h.nhan }}",
            "{% set x = can_bo.nu %}",
        ),
        *(
            "**",
            "*",
            "^[",
            "]",
            "\n",
            "\n\n",
            "- ",
            "chữ ",
            "\\",
            "{#",
            "#}",
            "{%",
            "%}",
            "'",
            '"',
            "{{ loop.index }}",
        ),
        *(
            "{{ can_bo }}",
            "{% macro a() %}",
            "{{ 'a' ~ can_bo.nu }}",
            "{{ can_bo.nu > 3 }}",
            "{% elif can_bo %}",
        ),
    ]
)


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=12))
def test_any_narrative_is_printed_or_refused(pieces: list[str]) -> None:
    try:
        case = make(body("Đầu " + "".join(pieces).replace("\n", "\n      ")))
        found = case.findings()
        if not found:
            for text in case.fill().parts.values():
                assert "\U000f0000" not in text
    except InputRefused as error:
        found = list(error.findings)
    assert all(finding.message for finding in found)

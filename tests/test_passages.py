"""Printing in passages and by remembered anchors gives the bytes and records of printing tag by tag, anew."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

import reportgen
from reportgen.compute import compute
from reportgen.errors import InputRefused
from reportgen.fill import fill, names_of
from reportgen.fill.printer import Printer
from reportgen.fill.rendering import rendered, tag_by_tag
from reportgen.model.figures_input import FiguresInput
from reportgen.model.form import Form
from reportgen.model.skeleton import Skeleton
from reportgen.model.slots import Slots
from tests.figures_text import read_figures
from tests.report_maker import FIGURES, body, make

SAMPLES = Path(__file__).parent.parent / "samples"
TEXT = """\
**Đạt {{ can_bo.nu.ty_le }}**/{{ can_bo.nu.ty_le(2020) }} {{ can_bo.nu.ty_le|le(1) }} {{ thong_tin.ten }}
^[Theo {{ can_bo.tong_so }}.] {{ cum(can_bo.nu) }} {{ can_bo.nu ~ "/" ~ can_bo.tong_so }} {{ ky.goc }}
{{ ngan(can_bo.nu) }}

{% for x in can_bo %}
- {{ x.nhan }}: {{ x.so_luong }}, {{ x.ty_le() }}{% if x.la_con %} 7 con{% else %}^[{{ x.nhan }}]{% endif %}
{% endfor %}

{% if dia_ban.xa > 3 %}
{% set y = can_bo.nu %}
Năm {{ ky.hien_tai }}, {{ thong_tin.ten }} có {{ y }} {{ can_bo.nu.don_vi_tinh }},
{{ y.ty_le }}, {{ dia_ban.xa }} xã, {{ dan_toc.dao.so }}.
{% endif %}"""
PHRASES = (
    'cum_tu: {"cum(x)": "có 3 {{ x.so_luong }}", "ngan(x)": "{{ x.ty_le }} so với {{ x.ty_le(2020) }}"}\n'
)
COLUMNS = "[{loai: tt}, {loai: nhan}, {loai: so_luong}, {loai: ty_le}, {loai: dat}, {loai: ghi_chu}]"
TABLE = f"bang: {{nguon: can_bo, dong_tong: cuoi, cot: {COLUMNS}}}"
DEFINITION = PHRASES + f"phu_luc: [{{ma: a, tieu_de: T, {TABLE}}}]\n" + body(TEXT)


def anew(form: Form, figures: Any, given: FiguresInput, *, anchored: bool) -> tuple[dict[str, str], Printer]:
    """Every part rendered tag by tag, with no memory of any document before."""
    form.slots.memory = Slots().memory
    names, _ = names_of(form, figures, given.texts)
    printer = Printer(form, figures, anchored=anchored)
    return {part.name: rendered(form, tag_by_tag(form, part), names, printer) for part in form.parts}, printer


def records(printer: Printer) -> list[Any]:
    printed = [(each.figure.id, *each[1:]) for each in printer.printed]
    return [printed, printer.typed, printer.typed_printed, printer.notes]


def assert_same(form: Form, given: FiguresInput, decimals: int, *, anchored: bool) -> None:
    figures = compute(given, decimals=decimals, formulas=form.formulas)
    filled = fill(form, figures, given.texts, anchored=anchored)
    kept = form.slots.memory
    parts, printer = anew(form, figures, given, anchored=anchored)
    form.slots.memory = kept
    assert {name: filled.parts[name] for name in parts} == parts
    assert records(filled.printer) == records(printer)


@pytest.mark.parametrize("anchored", [True, False])
@pytest.mark.parametrize("sample", ["phong-tho", "lai-chau"])
def test_sample_prints_the_same_in_passages_and_tag_by_tag(sample: str, anchored: bool) -> None:
    report = reportgen.open_report(SAMPLES / sample / "bao-cao.yaml")
    given = report.read_figures(SAMPLES / sample / "so-lieu.yaml")
    for _ in range(2):
        assert_same(report.form, given, report.definition.decimals, anchored=anchored)


OTHERS = {
    "other numbers": ("{2020: 25, 2023: 30}", "{2020: 26, 2023: 31}"),
    "other label": ("Cán bộ nữ", "Phụ nữ"),
    "figure not there yet": ("{2020: 25, 2023: 30}", "{2020: 25, 2023: null}"),
    "condition that does not hold": ("xa: 5", "xa: 2"),
    "one row more": ("trong:", "    gia: {nhan: Trên 50 tuổi, so_luong: {2020: 1, 2023: 2}}\ntrong:"),
    "one row less": ("    tre: {nhan: Trong đó dưới 30 tuổi, so_luong: {2023: 6}, trong_do_cua: nu}\n", ""),
    "measured instead of counted": ("xa: 5", "xa: 5.5"),
    "denominator of its own": ("{2020: 25, 2023: 30}", "{2020: 25, 2023: 30}, mau_so: {2023: 60}"),
    "another number of decimals": ("{2020: 25, 2023: 30}", "{2020: 25, 2023: 30}, so_le: 1"),
    "other words": ("Xã A & B", "Xã C"),
    "words with other digits": ("Xã A & B", "Xã 7"),
    "a number for a word": ('"Xã A & B"', "12"),
    "derived instead of counted": ("so_luong: {2020: 25, 2023: 30}", "cong_thuc: tong_so - dai_hoc"),
    "range for a target": ("muc_tieu: {2025: 15}", "muc_tieu: {2025: 15 - 20}"),
    "no target": (", muc_tieu: {2025: 15}", ""),
    "other unit of measure": ("đồng chí", "người"),
    "other whole": ("tong_so: {2020: 183, 2023: 190}", "tong_so: {2020: 184, 2023: 191}"),
    "shares that add up": ("chi_tieu:\n    nu: {nhan", "can_bang_100: [nu]\n  chi_tieu:\n    nu: {nhan"),
    "other list": ("so: 12}", "so: 13}"),
    "number overridden": (
        "dan_toc:\n",
        "ghi_de: [{so: can_bo.nu.so_luong.2023, gia_tri: 31, ly_do: a, nguoi: b}]\ndan_toc:\n",
    ),
    "other year of the targets": ("muc_tieu: 2025}", "muc_tieu: 2030}"),
}


@pytest.mark.parametrize("change", OTHERS.values(), ids=OTHERS.keys())
def test_what_was_printed_before_makes_no_difference(change: tuple[str, str]) -> None:
    """Units of different shape after one another, there and back, each as if it were the only one."""
    old, new = change
    assert old in FIGURES
    case, other = make(DEFINITION), make(DEFINITION, FIGURES.replace(old, new))
    for given in (case.given, other.given, case.given, other.given, other.given):
        assert_same(case.form, given, case.form.definition.decimals, anchored=True)


def test_anchors_of_equal_units_are_remembered() -> None:
    case = make(DEFINITION)
    case.fill()
    first = case.form.slots.memory[True].last.slots
    case.fill()
    assert len(first) > 20
    assert case.form.slots.memory[True].last.slots is first


def test_units_that_differ_now_and_then_do_not_drive_out_what_is_remembered() -> None:
    case, other = make(DEFINITION), make(DEFINITION, FIGURES.replace("xa: 5", "xa: 2"))
    memory = case.form.slots.memory[True]
    for given in (case.given, other.given, other.given):
        _fill(case, given)
    remembered = memory.last.slots
    for given in (case.given, other.given, case.given, other.given):
        _fill(case, given)
    assert memory.last.slots is remembered


def test_units_of_other_shapes_are_soon_printed_by_stencil_too() -> None:
    """A passage that the remembered document lacks is learnt from the first that has it, for good."""
    case = make(DEFINITION)
    short = make(DEFINITION, FIGURES.replace("xa: 5", "xa: 2"))
    for given in (short.given, case.given, short.given):
        _fill(case, given)
    remembered = case.form.slots.memory[True].last
    other = make(DEFINITION, FIGURES.replace("xa: 5", "xa: 6")).given
    figures = compute(other, decimals=case.form.definition.decimals, formulas=case.form.formulas)
    filled = fill(case.form, figures, other.texts)
    assert filled.printer.learnt == {}
    assert case.form.slots.memory[True].last is remembered
    assert len(remembered.known) > len(remembered.slots)


def test_shapes_that_always_change_are_remembered_ever_less_often() -> None:
    case = make(DEFINITION)
    rows = [f"    g{n}: {{nhan: Nhóm {n}, so_luong: {{2020: 1, 2023: 2}}}}\n" for n in range(40)]
    seen: list[Any] = []
    for count in range(1, 40):
        given = make(DEFINITION, FIGURES.replace("trong:", "".join(rows[:count]) + "trong:")).given
        if count % 6:
            _fill(case, given)
        else:
            assert_same(case.form, given, case.form.definition.decimals, anchored=True)
        seen.append(case.form.slots.memory[True].last.slots)
    assert 3 < len({id(each) for each in seen}) <= 7  # at 1, 2, 4, 8, 16 and 32 documents


def _fill(case: Any, given: FiguresInput) -> None:
    figures = compute(given, decimals=case.form.definition.decimals, formulas=case.form.formulas)
    fill(case.form, figures, given.texts)


def test_a_mistake_is_told_at_its_tag_though_a_passage_has_many() -> None:
    case = make(body("A {{ can_bo.nu }} và {{ trong.nu.ty_le }} và {{ can_bo.tong_so }}"))
    with pytest.raises(InputRefused) as caught:
        case.fill()
    assert [finding.quote for finding in caught.value.findings] == ["{{ trong.nu.ty_le }}"]
    assert case.form.slots.memory[True].last.slots == []


def test_nothing_of_a_unit_gets_into_the_next_ones_document() -> None:
    """Neither words nor numbers, whether the next unit prints them or not."""
    case = make(DEFINITION)
    secret = make(DEFINITION, FIGURES.replace("Xã A & B", "Xã Mật 987").replace("xa: 5", "xa: 98765"))
    before = case.fill().bytes()
    for given in (secret.given, secret.given, case.given):
        figures = compute(given, decimals=case.form.definition.decimals, formulas=case.form.formulas)
        filled = fill(case.form, figures, given.texts)
    assert "98765" not in "".join(filled.parts.values())
    assert filled.bytes() == before
    assert not [text for text in strings_in(case.form.slots.memory[True].last.plan.__dict__) if "987" in text]


def strings_in(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    return [text for each in value for text in strings_in(each)] if isinstance(value, list | tuple) else []


def test_passages_are_printed_by_stencil_though_words_differ() -> None:
    """What takes the quick way must be quick for units that have words of their own."""
    case = make(DEFINITION)
    case.fill()
    remembered = case.form.slots.memory[True].last
    assert sum(stencil is not None for stencil in remembered.stencils.values()) > 5
    other = make(DEFINITION, FIGURES.replace("Xã A & B", "Xã C & D"))
    figures = compute(other.given, decimals=case.form.definition.decimals, formulas=case.form.formulas)
    filled = fill(case.form, figures, other.given.texts)
    assert case.form.slots.memory[True].last is remembered
    made = len(filled.printer.figures)
    assert made < len(filled.printer.printed) / 2


WRITTEN_OUT = "có 3 {{ x.so_luong }}/{{ x.mau_so }} đồng chí, đạt {{ x.ty_le(2020) }} năm 2025"


ROWS = "bang: {nguon: can_bo, khi_hang: h.so_luong > NUMBER, dong_tong: cuoi, cot: COLUMNS}"
LOOPS = """\
{% for x in can_bo if x.so_luong > 20 %}
- {{ x.nhan }} {{ x.so_luong }}
{% endfor %}

{% for x in can_bo %}
- {{ x.nhan }}: {{ x.ty_le }}, {{ thong_tin.ten }}
{% endfor %}

{% for d in dan_toc %}
- {{ d.ten }} {{ d.so }}
{% endfor %}"""


def test_units_of_a_mould_print_tables_as_others_of_it_did() -> None:
    """Jinja goes through rows that no number can change for the first units of a mould only."""
    table = ROWS.replace("h.so_luong > NUMBER", "h.la_tong or h.co_muc_tieu(2025)").replace(
        "COLUMNS", COLUMNS
    )
    case = make(f"phu_luc: [{{ma: a, tieu_de: T, {table}}}]\n" + body("Có {{ can_bo.tong_so }}."))
    skeleton = Skeleton(case.given)
    assert [rounds.is_of_shape for rounds in case.form.loops][-1]
    for count in (30, 31, 0, 32, 190, None, 33):
        numbers: Any = {"can_bo": {"nu": {2020: 25, 2023: count}, "dai_hoc": {2020: 0 if count == 0 else 48}}}
        unit = skeleton.merge(numbers, {}, texts=case.given.texts, facts={})
        assert_same(case.form, unit, case.form.definition.decimals, anchored=True)
    assert case.form.slots.memory[True].last.rounds


def test_loops_print_the_same_whatever_rows_came_before() -> None:
    """Rows that come and go with their numbers, rows with other words, no row at all."""
    table = ROWS.replace("NUMBER", "20").replace("COLUMNS", COLUMNS)
    definition = f"phu_luc: [{{ma: a, tieu_de: T, {table}}}]\n" + body(LOOPS)
    changes = [
        ("", ""),
        ("2023: 30}", "2023: 12}"),
        ("2023: 121}", "2023: 7}"),
        ("2023: 6}", "2023: 60}"),
        ("Cán bộ nữ", "Phụ nữ 3"),
        ("tong_so: {2020: 183, 2023: 190}", "tong_so: {2020: 183, 2023: 19}"),
        ("so: 12}", "so: null}"),
    ]
    case = make(definition)
    names = [choice.names for rounds in case.form.loops for choice in rounds.choices if choice.names != ("",)]
    assert names == [
        ("nhan", ""),
        ("ten", "so"),
        *[("tt", "nhan", "", "ghi_chu")] * 3,
    ]  # one names facts, too
    units = [make(definition, FIGURES.replace(old, new)).given for old, new in changes]
    for given in (*units, *reversed(units), *units):
        assert_same(case.form, given, case.form.definition.decimals, anchored=True)


def test_a_table_like_the_one_before_is_printed_by_one_stencil() -> None:
    case = make(DEFINITION)
    _fill(case, case.given)
    stencils = case.form.slots.memory[True].last.stencils
    tables = [stencil for (number, _), stencil in stencils.items() if number < 0 and stencil is not None]
    assert max(stencil.end - stencil.start for stencil in tables) >= 3 * 3  # rows of three figures at least


def test_a_phrase_with_numerals_prints_and_records_the_same_written_out_or_called() -> None:
    """A condition in a phrase keeps it a macro."""
    found = []
    for phrase in (WRITTEN_OUT, f"{{% if x.so_luong >= 0 %}}{WRITTEN_OUT}{{% endif %}}"):
        text = "Mở đầu {{ cum(can_bo.nu) }}; **{{ cum(can_bo.dai_hoc) }}**."
        case = make(f"cum_tu: {{'cum(x)': '{phrase}'}}\n" + body(text))
        filled = fill(case.form, compute(case.given), case.given.texts)
        typed = [(each.text, case.form.sites[each.site].place) for each in filled.printer.typed]
        found.append((filled.parts["word/document.xml"], typed))
    assert found[0] == found[1]
    assert " năm 2025" in found[0][1][-1][0]


def rows_of(count: int, first: int) -> str:
    """Return the figures of a unit whose list has so many rows, called by numbers from the first one."""
    rows = "".join(f"    - {{ma: r{n}, ten: Hàng {n}, so: {n}}}\n" for n in range(first, first + count))
    return f"ky: {{hien_tai: 2023}}\na: {{chi_tieu: {{x: 1}}}}\nl:\n  danh_sach:\n{rows}"


def calls_to_fill(count: int) -> int:
    """Return how many functions are called for a unit none of whose rows are those of the unit before."""
    columns = "[{loai: nhan}, {loai: truong, truong: so}]"
    definition = f"phu_luc: [{{ma: a, tieu_de: T, bang: {{nguon: l, cot: {columns}}}}}]\n" + body("{{ a.x }}")
    case = make(definition, rows_of(count, 0))
    for _ in range(3):
        _fill(case, case.given)
    other, calls = read_figures(rows_of(count, 1000))[0], 0

    def note(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(note)
    try:
        _fill(case, other)
    finally:
        sys.setprofile(None)
    return calls


def test_rows_that_no_stencil_fits_are_not_compared_with_all_of_them() -> None:
    assert calls_to_fill(160) < 3 * calls_to_fill(80)

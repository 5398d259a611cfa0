"""Every mistake an author can make in a definition or a Word template: what is said, and where."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field

import docx
import pytest

from reportgen.errors import Finding, InputRefused
from tests.report_maker import (
    FIGURES,
    HEAD,
    body,
    built_in_template,
    clear_body,
    make,
    office_template,
    refused,
    saved,
    with_part,
)

FIRST = HEAD.count("\n") + 1
"""Line on which a definition's own text begins; the narrative of `body` begins three lines below."""
TEXT = FIRST + 3
ENGLISH = re.compile(r"\b(?:expected|unexpected|undefined|object|callable|got|token|error|argument|not)\b")


@dataclass(frozen=True)
class Case:
    """A wrong text and what is told: (line, column, message) each."""

    name: str
    text: str
    told: list[tuple[int, int, str]] = field(default_factory=list)


def told(findings: list[Finding]) -> list[tuple[int, int, str]]:
    return [(finding.where.line, finding.where.column, finding.message) for finding in findings]


NOT_A_NAME = "không có tên “{}”"
COMPARISON = "là số, không dùng làm điều kiện một mình"
NO_SYNTAX = "sai cú pháp: "

IN_TEXT = [
    # names
    Case(
        "misspelt indicator",
        "{{ can_bo.nuu }}",
        [(TEXT, 17, "không có tên “nuu” trong “can_bo”; có phải “nu”?")],
    ),
    Case("misspelt group", "Có {{ can_boo.nu }}", [(TEXT, 13, "không có tên “can_boo”; có phải “can_bo”?")]),
    Case(
        "misspelt measure",
        "{{ can_bo.nu.ty_lee }}",
        [(TEXT, 20, "không có tên “ty_lee” trong “can_bo.nu”; có phải “ty_le”?")],
    ),
    Case("name after a measure", "{{ can_bo.nu.ty_le.abc }}", [(TEXT, 26, "không có tên “abc”")]),
    Case("name after a text", "{{ thong_tin.ten.abc }}", [(TEXT, 24, "không có tên “abc”")]),
    Case(
        "branch not taken",
        "{% if false %}{{ can_bo.xyz }}{% endif %}",
        [(TEXT, 31, "không có tên “xyz” trong “can_bo”")],
    ),
    Case(
        "loop variable in a branch not taken",
        "{% for h in can_bo %}{% if false %}{{ h.ty_lee }}{% endif %}{% endfor %}",
        [(TEXT, 47, "không có tên “ty_lee” trong “can_bo.nu”; có phải “ty_le”?")],
    ),
    Case(
        "name given by set",
        "{% set x = can_bo.nu %}{{ x.abc }}",
        [(TEXT, 35, "không có tên “abc” trong “can_bo.nu”")],
    ),
    Case(
        "loop variable after its loop",
        "{% for h in can_bo %}a{% endfor %}{{ h.nhan }}",
        [(TEXT, 44, "không có tên “h”")],
    ),
    Case("loop outside a loop", "{{ loop.index }}", [(TEXT, 10, "không có tên “loop”")]),
    Case("unknown annex", "{{ phu_luc.bieu_09 }}", [(TEXT, 18, "không có tên “bieu_09” trong “phu_luc”")]),
    Case("private name", "{{ _muc }}", [(TEXT, 7, "không có tên “_muc”")]),
    Case("attack", "{{ can_bo.nu.__class__ }}", [(TEXT, 20, "không có tên “__class__” trong “can_bo.nu”")]),
    Case("attack on a text", "{{ ''.__class__.__mro__ }}", [(TEXT, 7, "không có tên “__mro__”")]),
    Case(
        "missing row of a list", "{{ dan_toc.thai.so }}", [(TEXT, 18, "không có tên “thai” trong “dan_toc”")]
    ),
    Case("unknown function", "{{ range(5) }}", [(TEXT, 10, "không có tên “range”; có phải “trong”?")]),
    # syntax
    Case("unclosed output", "{{ can_bo.nu", [(TEXT, 7, "thẻ mở bằng {{ chưa đóng")]),
    Case(
        "unclosed before another", "{{ can_bo.nu và {{ can_bo.nu }}", [(TEXT, 7, "thẻ mở bằng {{ chưa đóng")]
    ),
    Case("unclosed statement", "{% if x", [(TEXT, 7, "thẻ mở bằng {% chưa đóng")]),
    Case("unclosed comment", "{# ghi chú", [(TEXT, 7, "thẻ mở bằng {# chưa đóng")]),
    Case("closing marks alone", "A }} B %} C", [(TEXT, 9, "thừa dấu }}"), (TEXT, 14, "thừa dấu %}")]),
    Case("empty tag", "{{ }}", [(TEXT, 7, "thẻ {{ }} rỗng")]),
    Case("bracket", "{{ (can_bo.nu }}", [(TEXT, 7, NO_SYNTAX + "cần “)” nhưng gặp “}”")]),
    Case("quote", "{{ 'a }}", [(TEXT, 7, NO_SYNTAX + "ký tự “'” không dùng được, hoặc thiếu dấu nháy đóng")]),
    Case(
        "curly quotes",
        "{{ ‘a’ }}",
        [(TEXT, 7, NO_SYNTAX + "ký tự “‘” không dùng được, hoặc thiếu dấu nháy đóng")],
    ),
    Case("dot at the end", "{{ can_bo.nu. }}", [(TEXT, 7, NO_SYNTAX + "thiếu tên sau dấu chấm")]),
    Case("assignment in an output", "{{ x = 1 }}", [(TEXT, 7, NO_SYNTAX + "cần “hết thẻ” nhưng gặp “=”")]),
    Case("half a comparison", "{% if can_bo.nu > %}A{% endif %}", [(TEXT, 7, NO_SYNTAX + "thẻ viết dở")]),
    Case(
        "else if",
        "{% if can_bo.nu > 3 %}A{% else if can_bo.nu > 2 %}B{% endif %}",
        [(TEXT, 30, "thẻ “else” viết thừa")],
    ),
    Case("set without value", "{% set x %}A", [(TEXT, 7, "thẻ “set” viết chưa đúng")]),
    Case(
        "set of a reserved name",
        "{% set loop = 1 %}A",
        [(TEXT, 7, "“loop” là tên dành riêng, không đặt lại được")],
    ),
    Case(
        "two loop variables", "{% for a, b in can_bo %}A{% endfor %}", [(TEXT, 7, "vòng lặp chỉ đặt một tên")]
    ),
    Case(
        "named argument",
        "{{ can_bo.nu.dat(nam=2025) }}",
        [(TEXT, 7, "tham số viết theo thứ tự, không viết tên")],
    ),
    # what is not for reports
    Case("arithmetic", "{{ dia_ban.xa + dia_ban.thon }}", [(TEXT, 7, "không tính toán trong lời văn")]),
    Case("minus", "{{ -dia_ban.xa }}", [(TEXT, 7, "không tính toán trong lời văn")]),
    Case("bomb", "{{ 'A' * 100000000 }}", [(TEXT, 7, "không tính toán trong lời văn")]),
    Case("index", "{{ can_bo['nu'] }}", [(TEXT, 7, "không dùng chỉ số [ ]")]),
    Case("test", "{% if can_bo.nu is defined %}A{% endif %}", [(TEXT, 7, "không dùng phép “is”")]),
    Case("dictionary", "{{ {'a': 1} }}", [(TEXT, 7, "biểu thức này không dùng được trong báo cáo")]),
    Case("unknown filter", "{{ can_bo.nu|tronn }}", [(TEXT, 7, "không có bộ lọc “|tronn”; có phải “tron”?")]),
    Case("filter without decimals", "{{ can_bo.nu.ty_le|le }}", [(TEXT, 7, "|le cần một số từ 0 đến 6")]),
    Case("too many decimals", "{{ can_bo.nu.ty_le|le(7) }}", [(TEXT, 7, "|le cần một số từ 0 đến 6")]),
    Case("argument of hoa", "{{ thong_tin.ten|hoa(1) }}", [(TEXT, 7, "|hoa không có tham số")]),
    Case(
        "macro",
        "{% macro a() %}x{% endmacro %}",
        [
            (TEXT, 7, "không dùng thẻ “macro” trong báo cáo"),
            (TEXT, 23, "không dùng thẻ “endmacro” trong báo cáo"),
        ],
    ),
    Case("include", "{% include 'x' %}", [(TEXT, 7, "không dùng thẻ “include” trong báo cáo")]),
    Case("raw", "{% raw %}A", [(TEXT, 7, "không dùng thẻ “raw” trong báo cáo")]),
    Case("docxtpl's paragraph tag", "{%p if ky.goc %}A", [(TEXT, 7, "không dùng thẻ “p” trong báo cáo")]),
    # order
    Case("not closed", "{% if can_bo.nu > 3 %}A", [(TEXT, 7, "thẻ chưa đóng")]),
    Case("not opened", "A {% endif %}", [(TEXT, 9, "thẻ endif không có thẻ mở")]),
    Case(
        "closed in another paragraph",
        "{% for h in can_bo %}A\n\n{% endfor %}",
        [(TEXT + 2, 7, f"thẻ này phải ở cùng đoạn (hoặc cùng cấp) với thẻ mở tại bao-cao.yaml:{TEXT}:7")],
    ),
    Case("else of nothing", "A {% else %} B", [(TEXT, 9, "thẻ else không có thẻ mở")]),
    # footnotes
    Case("open footnote", "A^[chưa đóng", [(TEXT - 1, 14, "chú thích ^[ chưa có dấu ] đóng")]),
    Case("footnote in a footnote", "A^[a ^[b] c]", [(TEXT - 1, 14, "chú thích nằm trong chú thích")]),
    Case("empty footnote", "A^[ ]", [(TEXT - 1, 14, "chú thích rỗng")]),
    # values
    Case(
        "printing a group",
        "{{ can_bo }}",
        [(TEXT, 7, "“can_bo” là một nhóm, không in được; ghi rõ chỉ tiêu bên trong")],
    ),
    Case("printing texts", "{{ noi_nhan }}", [(TEXT, 7, "đây là một danh sách, không in cả được")]),
    Case(
        "printing a function",
        "{{ can_bo.nu.co_so_lieu }}",
        [(TEXT, 7, "không in được giá trị này; số phải lấy từ số liệu")],
    ),
    Case(
        "printing a truth",
        "{{ can_bo.nu > 3 }}",
        [(TEXT, 7, "không in được giá trị này; số phải lấy từ số liệu")],
    ),
    Case(
        "printing a typed fraction",
        "{{ 1.5 }}",
        [(TEXT, 7, "không in được giá trị này; số phải lấy từ số liệu")],
    ),
    Case(
        "blank in prose",
        "{{ can_bo.dai_hoc.muc_tieu(2030) }}",
        [(TEXT, 7, "can_bo.dai_hoc không có mục tiêu năm 2030")],
    ),
    Case(
        "zero denominator",
        "{{ trong.nu.ty_le }}",
        [(TEXT, 7, "trong.tong_so.2023 bằng 0 nên không chia được")],
    ),
    Case(
        "number as condition",
        "{% if can_bo.nu %}A{% endif %}",
        [(TEXT, 7, f"can_bo.nu.so_luong.2023 {COMPARISON}")],
    ),
    Case(
        "number as inner condition",
        "{% if can_bo.nu > 3 and can_bo.nu %}A{% endif %}",
        [(TEXT, 7, f"can_bo.nu.so_luong.2023 {COMPARISON}")],
    ),
    Case(
        "number in an inline condition",
        "{{ 'A' if can_bo.nu else 'B' }}",
        [(TEXT, 7, f"can_bo.nu.so_luong.2023 {COMPARISON}")],
    ),
    Case(
        "condition on what is missing",
        "{% if trong.moi > 3 %}A{% endif %}",
        [(TEXT, 7, "chưa có số liệu trong.chi_tieu.moi.so_luong.2023")],
    ),
    Case(
        "range compared",
        "{% if can_bo.dai_hoc.muc_tieu > 3 %}A{% endif %}",
        [(TEXT, 7, "can_bo.dai_hoc.muc_tieu.2025 là một khoảng, không so sánh được")],
    ),
    Case(
        "compared with a range",
        "{% if can_bo.nu.ty_le > can_bo.dai_hoc.muc_tieu %}A{% endif %}",
        [(TEXT, 7, "can_bo.dai_hoc.muc_tieu.2025 là một khoảng, không so sánh được")],
    ),
    Case(
        "text against number",
        "{% if thong_tin.ten == 5 %}A{% endif %}",
        [(TEXT, 7, "hai vế không so sánh được với nhau")],
    ),
    Case(
        "group against number",
        "{% if can_bo > 5 %}A{% endif %}",
        [(TEXT, 7, "“can_bo” là một nhóm, không in được; ghi rõ chỉ tiêu bên trong")],
    ),
    Case(
        "in a number",
        "{% if 5 in dia_ban.xa %}A{% endif %}",
        [(TEXT, 7, "hai vế không so sánh được với nhau")],
    ),
    Case(
        "loop over a number",
        "{% for x in dia_ban.xa %}{{ x }}{% endfor %}",
        [(TEXT, 7, "“dia_ban.xa” không phải là danh sách, không lặp được")],
    ),
    Case(
        "loop over a text",
        "{% for x in thong_tin.ten %}{{ x }}{% endfor %}",
        [(TEXT, 7, "giá trị này không phải là danh sách, không lặp được")],
    ),
    Case("text called", "{{ can_bo.nu.nhan(2020) }}", [(TEXT, 7, "giá trị này không nhận tham số")]),
    Case(
        "too many arguments", "{{ can_bo.nu.ty_le(1, 2) }}", [(TEXT, 7, "can_bo.nu.ty_le không nhận (1, 2)")]
    ),
    Case("decimals of a text", "{{ thong_tin.ten|le(1) }}", [(TEXT, 7, "|le chỉ dùng cho số liệu")]),
    Case("capitals of a list", "{{ noi_nhan|hoa }}", [(TEXT, 7, "|hoa chỉ dùng cho chữ")]),
    Case(
        "list in a joined text", "{{ 'a' ~ noi_nhan }}", [(TEXT, 7, "đây là một danh sách, không in cả được")]
    ),
]


@pytest.mark.parametrize("case", IN_TEXT, ids=lambda case: case.name)
def test_mistake_in_narrative_is_told_at_its_tag(case: Case) -> None:
    findings = refused(body(case.text))
    assert told(findings) == case.told
    assert not ENGLISH.search(" ".join(f"{finding.message} {finding.remedy}" for finding in findings))
    assert all(finding.remedy for finding in findings)
    assert {finding.where.file for finding in findings} == {"bao-cao.yaml"}


NONE = "noi_dung: [{tieu_de: A}]\n"


def chart(settings: str) -> str:
    return f"noi_dung: [{{tieu_de: A, bieu_do: [{{ma: b, loai: cot, tieu_de: T, {settings}}}]}}]\n"


def table(settings: str) -> str:
    return (
        f"phu_luc: [{{ma: b, tieu_de: T, bang: {{{settings}, cot: [{{loai: nhan, tieu_de: N}}]}}}}]\n{NONE}"
    )


IN_DEFINITION = [
    Case(
        "unknown name in a chart",
        chart("nguon: can_bo, chuoi: [{gia_tri: h.ty_lee}]"),
        [(FIRST, 99, "không có tên “ty_lee” trong “can_bo.nu”; có phải “ty_le”?")],
    ),
    Case(
        "arithmetic in a chart",
        chart("nhom: [1], chuoi: [{gia_tri: [can_bo.nu * 2]}]"),
        [(FIRST, 96, "không tính toán trong lời văn")],
    ),
    Case(
        "words in a chart",
        chart("nguon: can_bo, chuoi: [{gia_tri: h.nhan}]"),
        [(FIRST, 99, "giá trị của biểu đồ phải là số liệu")],
    ),
    Case(
        "range in a chart",
        chart("nhom: [1, 2], chuoi: [{gia_tri: [can_bo.nu, can_bo.dai_hoc.muc_tieu(2025)]}]"),
        [(FIRST, 110, "“35,00 - 40,00” không vẽ được thành một điểm")],
    ),
    Case(
        "unknown rows of a chart",
        chart("nguon: can_bo, hang: [nux], chuoi: [{gia_tri: h}]"),
        [(FIRST, 112, "can_bo không có hàng “nux”; có phải “nu”?")],
    ),
    Case(
        "chart without rows",
        chart("nguon: can_bo, khi_hang: h.so_luong > 999, chuoi: [{gia_tri: h}]"),
        [(FIRST, 127, "biểu đồ “b” không có hàng nào để vẽ")],
    ),
    Case(
        "text that mentions a chart nobody prints",
        """noi_dung: [{van_ban: "{{ bieu_do.c }}", bieu_do: [{ma: b, loai: cot, tieu_de: T, """
        "nguon: dan_toc, chuoi: [{gia_tri: h.so}]}]}]\n",
        [(FIRST, 34, "không có tên “c” trong “bieu_do”")],
    ),
    Case(
        "condition of a chart",
        chart("khi: can_bo.nux > 1, nguon: can_bo, chuoi: [{gia_tri: h}]"),
        [(FIRST, 71, "không có tên “nux” trong “can_bo”; có phải “nu”?")],
    ),
    Case(
        "bad signature", 'cum_tu: {"dat(x": "a"}\n' + NONE, [(FIRST, 10, "tên cụm từ “dat(x” viết chưa đúng")]
    ),
    Case(
        "same parameter twice",
        'cum_tu: {"dat(x, x)": "a"}\n' + NONE,
        [(FIRST, 10, "cụm từ dat(x, x) có hai tham số cùng tên")],
    ),
    Case(
        "reserved name of a phrase",
        'cum_tu: {"if(x)": "a"}\n' + NONE,
        [(FIRST, 10, "“if” là tên dành riêng, không đặt cho cụm từ được")],
    ),
    Case(
        "quote left open in a phrase that is used",
        """cum_tu: {"dat(x)": "{{ ' }}"}\nnoi_dung: [{van_ban: "{{ dat(can_bo.nu) }}"}]\n""",
        [(FIRST, 21, "sai cú pháp: ký tự “'” không dùng được, hoặc thiếu dấu nháy đóng")],
    ),
    Case(
        "phrase twice", 'cum_tu: {"a()": "x", "a(x)": "y"}\n' + NONE, [(FIRST, 22, "cụm từ “a” khai hai lần")]
    ),
    Case(
        "phrase calls itself",
        'cum_tu: {"a(x)": "{{ a(x) }}"}\n' + NONE,
        [(FIRST, 10, "cụm từ gọi vòng về chính nó: a → a")],
    ),
    Case(
        "phrases in a circle",
        'cum_tu: {"a(x)": "{{ b(x) }}", "b(x)": "{{ a(x) }}"}\n' + NONE,
        [
            (FIRST, 10, "cụm từ gọi vòng về chính nó: a → b → a"),
            (FIRST, 32, "cụm từ gọi vòng về chính nó: b → a → b"),
        ],
    ),
    Case(
        "unclosed tag in a phrase",
        'cum_tu: {"a(x)": "{% if x > 3 %}A"}\n' + NONE,
        [(FIRST, 19, "thẻ chưa đóng")],
    ),
    Case(
        "wrong number of values",
        'cum_tu: {"a(x)": "{{ x }}"}\n' + body("{{ a() }} {{ a(1, 2) }}"),
        [
            (TEXT + 1, 7, "cụm từ a(x) cần 1 giá trị, ở đây có 0"),
            (TEXT + 1, 17, "cụm từ a(x) cần 1 giá trị, ở đây có 2"),
        ],
    ),
    Case(
        "phrase without brackets",
        'cum_tu: {"a()": "x"}\n' + body("{{ a }}"),
        [(TEXT + 1, 7, "cụm từ “a” viết thiếu ngoặc")],
    ),
    Case(
        "unknown phrase",
        body("{{ dat(can_bo.nu, 2025) }}"),
        [(TEXT, 10, "không có tên “dat”; có phải “dan_toc”?")],
    ),
    Case(
        "name inside a phrase",
        'cum_tu: {"a(x)": "{{ x.nuu }}"}\n' + body("{{ a(can_bo.nu) }}"),
        [(FIRST, 24, "không có tên “nuu” trong “can_bo.nu”")],
    ),
    Case(
        "phrase named like a group",
        'cum_tu: {"can_bo(x)": "{{ x }}"}\n' + body("{{ can_bo(dia_ban.xa) }}"),
        [(FIRST, 10, "cụm từ “can_bo” trùng tên với nhóm số liệu “can_bo”")],
    ),
    Case(
        "condition with braces",
        "noi_dung: [{tieu_de: A, khi: '{{ can_bo.nu > 3 }}'}]\n",
        [(FIRST, 30, "biểu thức ở đây viết không có ngoặc {{ }}")],
    ),
    Case(
        "half a condition",
        "noi_dung: [{tieu_de: A, khi: can_bo.nu >}]\n",
        [(FIRST, 30, NO_SYNTAX + "thẻ viết dở")],
    ),
    Case(
        "empty condition", "noi_dung: [{tieu_de: A, khi: ''}]\n", [(FIRST, 30, NO_SYNTAX + "thiếu biểu thức")]
    ),
    Case(
        "unknown name in a condition",
        "noi_dung: [{tieu_de: A, khi: can_bo.nuu > 3}]\n",
        [(FIRST, 30, "không có tên “nuu” trong “can_bo”; có phải “nu”?")],
    ),
    Case(
        "number as condition",
        "noi_dung: [{tieu_de: A, khi: can_bo.nu}]\n",
        [(FIRST, 30, f"can_bo.nu.so_luong.2023 {COMPARISON}")],
    ),
    Case(
        "conditions all at once",
        "noi_dung: [{tieu_de: A, khi: can_bo.nuu > 3}, {tieu_de: B, khi: trong.moi > 3}]\n",
        [
            (FIRST, 30, "không có tên “nuu” trong “can_bo”; có phải “nu”?"),
            (FIRST, 65, "chưa có số liệu trong.chi_tieu.moi.so_luong.2023"),
        ],
    ),
    Case(
        "number lost in a branch",
        "noi_dung:\n  - van_ban: |\n      {% if dia_ban.xa > 3 %}\n      A\n      {% endif %}\n",
        [
            (
                FIRST + 1,
                14,
                "mục không có tieu_de phải mở đầu bằng một đoạn luôn được in: số của mục đứng ở đó",
            )
        ],
    ),
    Case(
        "number of a parent without one",
        "noi_dung: [{tieu_de: A, danh_so: false, danh_so_muc: '1.1.', muc: [{tieu_de: B}]}]\n",
        [(FIRST, 68, "kiểu đánh số “1.1.” cần số của mục cha, mà mục cha không đánh số")],
    ),
    Case(
        "tag in a label",
        "nhan_phu_luc: 'Biểu {{ x }}'\n" + NONE,
        [(FIRST, 15, "chỗ này không điền thẻ được")],
    ),
    Case(
        "unclosed tag in the subject",
        "ten_loai: 'BÁO CÁO {% if ky.goc %}'\n" + NONE,
        [(FIRST, 20, "thẻ chưa đóng")],
    ),
    Case(
        "unknown name in recipients",
        "noi_nhan: ['Như trên {{ can_bo.nuu }}']\n" + NONE,
        [(FIRST, 22, "không có tên “nuu” trong “can_bo”; có phải “nu”?")],
    ),
    Case(
        "unknown group of a table",
        table("nguon: can_bu"),
        [(FIRST, 45, "không có nhóm hay danh sách “can_bu”; có phải “can_bo”?")],
    ),
    Case(
        "table of texts",
        table("nguon: thong_tin"),
        [(FIRST, 45, "không có nhóm hay danh sách “thong_tin”")],
    ),
    Case(
        "unknown row",
        table("nguon: can_bo, hang: [nuu]"),
        [(FIRST, 45, "can_bo không có hàng “nuu”; có phải “nu”?")],
    ),
    Case(
        "unknown row of a list",
        table("nguon: dan_toc, hang: [thai]"),
        [(FIRST, 45, "dan_toc không có hàng “thai”")],
    ),
    Case(
        "unknown name in a row condition",
        table("nguon: can_bo, khi_hang: h.nuu"),
        [(FIRST, 63, "không có tên “nuu” trong “can_bo.tong_so”")],
    ),
    Case(
        "half a row condition",
        table("nguon: can_bo, khi_hang: 'h.so_luong >'"),
        [(FIRST, 63, NO_SYNTAX + "thẻ viết dở")],
    ),
    Case(
        "annex dropped but referred to",
        "phu_luc: [{ma: b, khi: can_bo.nu > 100, tieu_de: T}]\n" + body("{{ phu_luc.b }}"),
        [(TEXT + 1, 18, "không có tên “b” trong “phu_luc”")],
    ),
    Case(
        "half an expression of an office form",
        "phu_luc: [{ma: b, bieu_mau: {tep: a.xlsx, o: {x: can_bo +}}}]\n" + NONE,
        [(FIRST, 50, NO_SYNTAX + "thẻ viết dở")],
    ),
    Case(
        "unknown name in an office form",
        "phu_luc: [{ma: b, bieu_mau: {tep: a.xlsx, o: {x: can_bo.nuu}}}]\n" + NONE,
        [(FIRST, 50, "không có tên “nuu” trong “can_bo”; có phải “nu”?")],
    ),
]


@pytest.mark.parametrize("case", IN_DEFINITION, ids=lambda case: case.name)
def test_mistake_in_a_definition_is_told_at_its_place(case: Case) -> None:
    findings = refused(case.text)
    assert told(findings) == case.told
    assert not ENGLISH.search(" ".join(f"{finding.message} {finding.remedy}" for finding in findings))
    assert all(finding.remedy for finding in findings)


BODY, ANNEXES = "{{p noi_dung }}", "{{p phu_luc }}"
IN_TEMPLATE = {
    "no narrative": ([ANNEXES], ["mẫu thiếu đoạn {{p noi_dung }}"]),
    "no annexes": ([BODY], ["mẫu thiếu đoạn {{p phu_luc }}"]),
    "marker twice": ([BODY, BODY, ANNEXES], ["mẫu có 2 đoạn {{p noi_dung }}"]),
    "marker without p": (
        ["{{ noi_dung }}", ANNEXES],
        ["{{p noi_dung }} phải đứng riêng một đoạn trong thân văn bản"],
    ),
    "annexes not last": ([BODY, ANNEXES, "Chữ"], ["{{p phu_luc }} phải là đoạn cuối của mẫu"]),
    "annexes first": ([ANNEXES, BODY], ["{{p phu_luc }} phải là đoạn cuối của mẫu"]),
    "annexes on a condition": (
        [BODY, "{%p if ky.goc %}", ANNEXES, "{%p endif %}"],
        ["{{p phu_luc }} phải là đoạn cuối của mẫu"],
    ),
    "unclosed tag": ([BODY, "Số {{ trich_yeu", "Hết", ANNEXES], ["thẻ mở bằng {{ chưa đóng"]),
    "closing mark": ([BODY, "50 %}", ANNEXES], ["thừa dấu %}"]),
    "unknown name": (
        [BODY, "Số {{ trich_yeuu }}", ANNEXES],
        ["không có tên “trich_yeuu”; có phải “trich_yeu”?"],
    ),
    "run tag": ([BODY, "{{r trich_yeu }}", ANNEXES], ["không dùng {{r }} hay {{p }} ở đây"]),
    "paragraph output": ([BODY, "{{p trich_yeu }}", ANNEXES], ["không dùng {{r }} hay {{p }} ở đây"]),
    "text beside p": (
        [BODY, "A {%p if ky.goc %}", "{%p endif %}", ANNEXES],
        ["thẻ {%p … %} phải đứng một mình trong đoạn: chữ bên cạnh sẽ mất", "thẻ endif không có thẻ mở"],
    ),
    "crossing paragraphs": (
        [BODY, "A{% if ky.goc %}B", "C{% endif %}", ANNEXES],
        [
            "thẻ này phải ở cùng đoạn (hoặc cùng cấp) với thẻ mở tại {% if ky.goc %} "
            "trong đoạn “A{% if ky.goc %}B”"
        ],
    ),
    "dashes": (
        [BODY, "A {%- if ky.goc %}B{% endif %}", ANNEXES],
        ["thẻ {%- … -%} làm mất chữ của đoạn bên cạnh"],
    ),
    "include": ([BODY, "{% include 'a' %}", ANNEXES], ["không dùng thẻ “include” trong báo cáo"]),
    "arithmetic and index": (
        [BODY, "{{ dia_ban.xa + 1 }} {{ noi_nhan[0] }}", ANNEXES],
        ["không tính toán trong lời văn", "không dùng chỉ số [ ]"],
    ),
    "all at once": (
        [BODY, "{{ a + }}", "{{ b|c }}", ANNEXES],
        ["sai cú pháp: thẻ viết dở", "không có bộ lọc “|c”"],
    ),
}


@pytest.mark.parametrize(("texts", "messages"), IN_TEMPLATE.values(), ids=IN_TEMPLATE.keys())
def test_mistake_in_a_template_is_told_with_its_part(texts: list[str], messages: list[str]) -> None:
    findings = refused(NONE, template=office_template(*texts))
    assert [finding.message for finding in findings] == messages
    assert {str(finding.where) for finding in findings} == {"mau.docx!word/document.xml"}


def test_tag_of_a_template_is_shown_with_its_paragraph() -> None:
    (finding,) = refused(NONE, template=office_template(BODY, "Số {{ abc }} người", ANNEXES))
    assert finding.quote == "{{ abc }} trong đoạn “Số {{ abc }} người”"


def test_marker_in_a_cell_or_a_header_is_told() -> None:
    document = docx.Document(io.BytesIO(built_in_template()))
    clear_body(document)
    document.add_table(1, 1).cell(0, 0).text = BODY
    document.add_paragraph(ANNEXES)
    document.sections[0].header.paragraphs[0].text = ANNEXES
    findings = refused(NONE, template=saved(document))
    assert sorted(finding.message for finding in findings) == [
        "{{p noi_dung }} phải đứng riêng một đoạn trong thân văn bản",
        "{{p phu_luc }} chỉ đứng trong thân văn bản",
    ]


def test_text_beside_a_row_tag_is_told() -> None:
    document = docx.Document(io.BytesIO(built_in_template()))
    clear_body(document)
    table = document.add_table(3, 2)
    for row, texts in enumerate(
        (("{%tr for n in noi_nhan %}", "mất"), ("{{ n }}", ""), ("{%tr endfor %}", ""))
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    for marker in (BODY, ANNEXES):
        document.add_paragraph(marker)
    (finding,) = refused(NONE, template=saved(document))
    assert finding.message == "thẻ {%tr … %} phải đứng một mình trong hàng: chữ bên cạnh sẽ mất"


def test_columns_loop_is_refused() -> None:
    document = docx.Document(io.BytesIO(built_in_template()))
    clear_body(document)
    table = document.add_table(1, 3)
    for column, text in enumerate(("{%tc for n in noi_nhan %}", "{{ n }}", "{%tc endfor %}")):
        table.cell(0, column).text = text
    for marker in (BODY, ANNEXES):
        document.add_paragraph(marker)
    (finding,) = refused(NONE, template=saved(document))
    assert finding.message == "không lặp theo cột trong mẫu Word"


BROKEN = {
    "no zip": (b"PK", "mẫu không phải tệp .docx"),
    "no page size": (
        with_part(built_in_template(), "word/document.xml", {"<w:pgMar ": "<w:paperSrc "}),
        "mẫu chưa đặt khổ giấy, lề",
    ),
    "style missing": (
        with_part(built_in_template(), "word/styles.xml", {'w:styleId="VBMuc1"': 'w:styleId="Khac"'}),
        "mẫu thiếu kiểu VBMuc1",
    ),
    "tag in settings": (
        with_part(built_in_template(), "word/theme/theme1.xml", {'name="': 'name="{{ trich_yeu }}'}),
        "thẻ trong phần word/theme/theme1.xml không được điền",
    ),
}


@pytest.mark.parametrize(("template", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_broken_template_is_refused(template: bytes, message: str) -> None:
    assert [finding.message for finding in refused(NONE, template=template)] == [message]


def test_template_without_footnotes_part_is_told() -> None:
    template = built_in_template()
    document = docx.Document(io.BytesIO(template))
    footnotes = next(r for r in document.part.rels.values() if r.reltype.endswith("/footnotes"))
    document.part.drop_rel(footnotes.rId)
    findings = refused(body("A^[b]"), template=saved(document))
    assert [finding.message for finding in findings] == [
        "lời văn có chú thích nhưng mẫu chưa có phần chú thích"
    ]


# --- causes --------------------------------------------------------------------------------------------


def test_one_missing_denominator_is_one_finding_with_all_its_places() -> None:
    (finding,) = refused(body("{{ trong.nu.ty_le }}\n\n{{ trong.nu.ty_le }} và {{ trong.nu.ty_le|le(1) }}"))
    assert str(finding.where) == f"bao-cao.yaml:{TEXT}:7"
    assert [place.line for place in finding.also] == [TEXT + 2, TEXT + 2]


def test_same_unknown_name_is_one_finding() -> None:
    (finding,) = refused(body("{{ can_bo.nuu }}\n\n{{ can_bo.nuu }}"))
    assert [str(place) for place in finding.also] == [f"bao-cao.yaml:{TEXT + 2}:17"]


def test_mistake_inside_a_phrase_names_every_caller_with_its_own_cause() -> None:
    figures = FIGURES + "rong:\n  tong_so: 0\n  chi_tieu: {nu: 0}\n"
    text = "{{ a(trong.nu) }} {{ a(can_bo.nu) }} {{ a(rong.nu) }} {{ a(trong.nu) }}"
    findings = refused('cum_tu: {"a(x)": "{{ x.ty_le }}"}\n' + body(text), figures)
    assert [finding.message for finding in findings] == [
        "trong.tong_so.2023 bằng 0 nên không chia được",
        "rong.tong_so.2023 bằng 0 nên không chia được",
    ]
    assert [place.column for place in findings[0].also] == [61]


def test_every_row_of_a_loop_is_diagnosed() -> None:
    figures = FIGURES + "rong:\n  chi_tieu: {a: {so_luong: 1, mau_so: 0}, b: {so_luong: 1, mau_so: 0}}\n"
    findings = refused(body("{% for h in rong %}{{ h.ty_le }}{% endfor %}"), figures)
    assert [finding.message for finding in findings] == [
        "rong.chi_tieu.a.mau_so.2023 bằng 0 nên không chia được",
        "rong.chi_tieu.b.mau_so.2023 bằng 0 nên không chia được",
    ]


def test_filling_stops_at_the_first_mistake_with_its_place() -> None:
    with pytest.raises(InputRefused) as caught:
        make(body("{{ trong.nu.ty_le }} {{ can_bo }}")).fill()
    assert [str(finding.where) for finding in caught.value.findings] == [f"bao-cao.yaml:{TEXT}:7"]


def test_bug_of_ours_is_not_taken_for_a_mistake_of_the_author(monkeypatch: pytest.MonkeyPatch) -> None:
    case = make(body("{{ can_bo.nu }}"))
    monkeypatch.setattr("reportgen.fill.printer.anchored_opening", None)
    with pytest.raises(TypeError):
        case.fill()

"""What authors may write inside a tag, checked tag by tag so that every mistake is found in one go."""

from __future__ import annotations

import re

from jinja2 import TemplateSyntaxError, nodes

from reportgen.compile.environment import AUTHOR_FILTERS, FormEnvironment
from reportgen.compile.tags import Tag
from reportgen.errors import Finding
from reportgen.vietnamese import suggest

FOR = re.compile(r"for\s+[a-z_]\w*\s+in\s+(?P<expression>.+)", re.DOTALL)
SET = re.compile(r"set\s+[a-z_]\w*\s*=\s*(?P<expression>.+)", re.DOTALL)
CONDITION = re.compile(r"(?:if|elif)\s+(?P<expression>.+)", re.DOTALL)
EXPRESSION_OF = {"for": FOR, "set": SET, "if": CONDITION, "elif": CONDITION}
NO_EXPRESSION = frozenset({"else", "endif", "endfor"})
ALLOWED = (
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Filter,
    nodes.CondExpr,
    nodes.Concat,
    nodes.List,
    nodes.Tuple,
    nodes.Call,
    nodes.Output,
    nodes.TemplateData,
)
SYNTAX = (
    (r"unexpected '\}'|expected token 'end of print statement', got '(?P<a>.+)'", "thừa hoặc thiếu dấu gần “{a}”"),
    (r"unexpected '(?P<a>.+)'", "dấu “{a}” đặt sai chỗ"),
    (r"expected token '(?P<b>.+)', got '(?P<a>.+)'", "sau chỗ này cần “{b}” nhưng gặp “{a}”"),
    (r"unexpected char '(?P<a>.+)'", "ký tự “{a}” không dùng được trong thẻ"),
    (r"[Ee]xpected an expression.*|unexpected end of template.*", "thiếu biểu thức"),
)


def check_tag(tag: Tag, environment: FormEnvironment) -> list[Finding]:
    """Findings on one tag of an author: syntax, statements and operations that are not for reports."""
    expression = _expression(tag)
    if isinstance(expression, Finding):
        return [expression]
    return [] if expression is None else check_expression(expression, tag, environment)


def check_expression(expression: str, tag: Tag, environment: FormEnvironment) -> list[Finding]:
    """Findings on the expression inside a tag or a condition."""
    try:
        tree = environment.parse("{{ " + expression + " }}")
    except TemplateSyntaxError as error:
        return [_finding(tag, f"sai cú pháp: {syntax_message(error)}", "sửa lại biểu thức trong thẻ", "syntax")]
    return [finding for node in tree.find_all(nodes.Node) for finding in _check(node, tag)]


def _expression(tag: Tag) -> str | Finding | None:
    if tag.is_output:
        return tag.inner or _finding(tag, "thẻ {{ }} rỗng", "ghi tên số liệu vào thẻ", "syntax")
    keyword = tag.keyword
    if keyword in NO_EXPRESSION:
        return None
    if keyword not in EXPRESSION_OF:
        return _finding(
            tag,
            f"không dùng thẻ “{keyword}” trong báo cáo",
            "chỉ dùng if, elif, else, for, set; cụm từ dùng lại khai ở cum_tu",
            "statement",
        )
    found = EXPRESSION_OF[keyword].fullmatch(tag.inner)
    return found["expression"] if found else _finding(tag, f"thẻ “{keyword}” viết chưa đúng", _MODEL[keyword], "syntax")


_MODEL = {
    "for": "viết {% for x in danh_sach %}",
    "set": "viết {% set x = … %}",
    "if": "viết {% if điều kiện %}",
    "elif": "viết {% elif điều kiện %}",
}


def _check(node: nodes.Node, tag: Tag) -> list[Finding]:
    if isinstance(node, nodes.BinExpr) and not isinstance(node, nodes.And | nodes.Or):
        remedy = "khai một chỉ tiêu có cong_thuc trong tệp số liệu rồi in chỉ tiêu đó"
        return [_finding(tag, "không tính toán trong lời văn", remedy, "arithmetic")]
    if isinstance(node, nodes.Filter) and node.name not in AUTHOR_FILTERS:
        hint = suggest(node.name, AUTHOR_FILTERS)
        return [_finding(tag, f"không có bộ lọc “|{node.name}”{hint}", "chỉ dùng |le(n), |tron, |hoa", "filter")]
    if isinstance(node, nodes.Name) and node.name.startswith("_"):
        return [_finding(tag, f"không có tên “{node.name}”", "tên không bắt đầu bằng dấu gạch dưới", "unknown-name")]
    if isinstance(node, nodes.Call) and (node.kwargs or node.dyn_args or node.dyn_kwargs):
        return [_finding(tag, "tham số viết theo thứ tự, không viết tên", "ví dụ dat(2025, 'ke_hoach')", "syntax")]
    if isinstance(node, ALLOWED) or isinstance(node, nodes.Template | nodes.EvalContextModifier):
        return []
    return [_finding(tag, "biểu thức này không dùng được trong báo cáo", "xem docs/bieu-thuc.md", "expression")]


def _finding(tag: Tag, message: str, remedy: str, rule: str) -> Finding:
    return Finding(f"tag-{rule}", message, tag.where, remedy, tag.source)


def syntax_message(error: TemplateSyntaxError) -> str:
    """jinja's syntax message in Vietnamese."""
    text = error.message or ""
    for pattern, said in SYNTAX:
        if found := re.search(pattern, text):
            return said.format(**{key: value or "}" for key, value in found.groupdict().items()})
    return "biểu thức chưa đúng"

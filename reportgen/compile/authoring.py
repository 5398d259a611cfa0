"""What authors may write inside a tag, checked tag by tag so that every mistake is found in one go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import TemplateSyntaxError, nodes

from reportgen.compile.environment import AUTHOR_FILTERS, FormEnvironment
from reportgen.compile.phrases import RESERVED, Phrases
from reportgen.compile.plain_expressions import plain_expression
from reportgen.compile.tags import LOOSE_MARK, Tag
from reportgen.errors import Finding
from reportgen.vietnamese import suggest

WHOLE = {
    "for": "{%% %s %%}{%% endfor %%}",
    "if": "{%% %s %%}{%% endif %%}",
    "elif": "{%% if true %%}{%% %s %%}{%% endif %%}",
    "set": "{%% %s %%}",
}
"""Each statement as the smallest template that holds it."""
CLOSING = frozenset({"else", "endif", "endfor"})
ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.EvalContextModifier,
    nodes.For,
    nodes.If,
    nodes.Assign,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.Concat,
    nodes.List,
    nodes.Tuple,
    nodes.Keyword,
)
MOST_DECIMALS = 6
TOKENS = {
    "end of print statement": "hết thẻ",
    "end of statement block": "hết thẻ",
    "end of template": "hết thẻ",
    "name": "tên",
    "integer": "số",
    "string": "chữ trong nháy",
}
SYNTAX = (
    (r"unexpected '(?P<a>.+)', expected '(?P<b>.+)'", "cần “{b}” nhưng gặp “{a}”"),
    (r"[Ee]xpected token '(?P<b>.+)', got '(?P<a>.+)'", "cần “{b}” nhưng gặp “{a}”"),
    (r"unexpected char ([\"'])(?P<a>.+?)\1 at", "ký tự “{a}” không dùng được, hoặc thiếu dấu nháy đóng"),
    (r"[Ee]xpected an expression", "thiếu biểu thức"),
    (r"[Ee]xpected name or number", "thiếu tên sau dấu chấm"),
    (r"unexpected '(?P<a>end of .+)'", "thẻ viết dở"),
    (r"unexpected '(?P<a>.+)'", "dấu “{a}” đặt sai chỗ"),
)


class Authoring:
    """Checks of tags and conditions against the environment and phrases of a form."""

    def __init__(self, environment: FormEnvironment, phrases: Phrases) -> None:
        self.environment, self.phrases = environment, phrases

    def check_tag(self, tag: Tag) -> list[Finding]:
        """Return findings on one tag of an author: syntax, statements, operations not meant for reports."""
        if tag.is_output:
            if not tag.inner:
                return [_finding(tag, "syntax", "thẻ {{ }} rỗng", "ghi tên số liệu vào thẻ")]
            return [] if self._is_plain(tag.inner) else self._check(tag, "{{ " + tag.inner + " }}")
        if tag.keyword in CLOSING:
            return _check_closing(tag)
        if tag.keyword not in WHOLE:
            remedy = "chỉ dùng if, elif, else, for, set; cụm từ dùng lại khai ở cum_tu"
            return [_finding(tag, "statement", f"không dùng thẻ “{tag.keyword}” trong báo cáo", remedy)]
        if tag.keyword == "set" and "=" not in tag.inner:
            return [_finding(tag, "syntax", "thẻ “set” viết chưa đúng", "viết {% set x = … %}")]
        return self._check(tag, WHOLE[tag.keyword] % tag.inner)

    def check_expression(self, tag: Tag) -> list[Finding]:
        """Return findings on an expression outside braces: a condition, a cell of an office form."""
        if LOOSE_MARK.search(tag.inner):
            return [_finding(tag, "syntax", "biểu thức ở đây viết không có ngoặc {{ }}", "bỏ cặp ngoặc")]
        return self._check(tag, "{{ " + tag.inner + " }}")

    def _is_plain(self, expression: str) -> bool:
        """Tell at a glance that nothing is wrong, which spares jinja reading it; False is no answer."""
        read = plain_expression(expression)
        if read is None:
            return False
        phrase = self.phrases.by_name.get(read.path)
        names = read.arguments or ()
        if phrase is None or read.arguments is None:
            names = (read.path, *names)
        elif len(names) != len(phrase.parameters):
            return False
        return not any(name.partition(".")[0] in self.phrases.by_name for name in names)

    def _check(self, tag: Tag, source: str) -> list[Finding]:
        try:
            tree = self.environment.parse(source)
        except TemplateSyntaxError as error:
            remedy = "sửa lại biểu thức trong thẻ"
            return [_finding(tag, "syntax", f"sai cú pháp: {syntax_message(error)}", remedy)]
        every = list(tree.find_all(nodes.Node))
        found = [each for node in every for each in self._problems(node)]
        found += self._phrases_without_brackets(every)
        return list(dict.fromkeys(_finding(tag, *problem) for problem in found))

    def _phrases_without_brackets(self, every: list[nodes.Node]) -> Iterator[tuple[str, str, str]]:
        called = {id(node.node) for node in every if isinstance(node, nodes.Call)}
        for name in (node for node in every if isinstance(node, nodes.Name)):
            phrase = self.phrases.by_name.get(name.name)
            if phrase is not None and name.ctx == "load" and id(name) not in called:
                yield "phrase", f"cụm từ “{phrase.name}” viết thiếu ngoặc", f"viết {phrase.signature}"

    def _problems(self, node: nodes.Node) -> Iterator[tuple[str, str, str]]:
        """Rule, message and remedy for each thing wrong with one node."""
        if isinstance(node, nodes.Filter):
            yield from _filter_problems(node)
        elif isinstance(node, nodes.Call):
            yield from self._call_problems(node)
        elif isinstance(node, nodes.Name):
            yield from self._name_problems(node)
        elif isinstance(node, nodes.For) and (node.recursive or not isinstance(node.target, nodes.Name)):
            yield "syntax", "vòng lặp chỉ đặt một tên", "viết {% for x in danh_sach %}"
        elif isinstance(node, nodes.Neg) and isinstance(node.node, nodes.Const):
            return
        elif not isinstance(node, ALLOWED):
            yield _not_allowed(node)

    def _call_problems(self, node: nodes.Call) -> Iterator[tuple[str, str, str]]:
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            yield "syntax", "tham số viết theo thứ tự, không viết tên", "ví dụ dat(2025, 'ke_hoach')"
        phrase = self.phrases.by_name.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        if phrase is not None and len(node.args) != len(phrase.parameters):
            message = (
                f"cụm từ {phrase.signature} cần {len(phrase.parameters)} giá trị, ở đây có {len(node.args)}"
            )
            yield "phrase", message, "viết đủ các giá trị theo thứ tự"

    def _name_problems(self, node: nodes.Name) -> Iterator[tuple[str, str, str]]:
        if node.name.startswith("_"):
            yield "unknown-name", f"không có tên “{node.name}”", "tên không bắt đầu bằng dấu gạch dưới"
        elif node.ctx == "store" and (node.name in RESERVED or node.name in self.phrases.by_name):
            yield "name", f"“{node.name}” là tên dành riêng, không đặt lại được", "đặt tên khác"


def _check_closing(tag: Tag) -> list[Finding]:
    if tag.inner == tag.keyword:
        return []
    remedy = "viết {% elif điều kiện %}" if tag.inner.startswith("else if") else f"viết {{% {tag.keyword} %}}"
    return [_finding(tag, "syntax", f"thẻ “{tag.keyword}” viết thừa", remedy)]


def _filter_problems(node: nodes.Filter) -> Iterator[tuple[str, str, str]]:
    if node.name not in AUTHOR_FILTERS:
        hint = suggest(node.name, AUTHOR_FILTERS)
        yield "filter", f"không có bộ lọc “|{node.name}”{hint}", "chỉ dùng |le(n), |tron, |hoa"
    elif node.name == "le" and not _is_decimals(node):
        yield "filter", f"|le cần một số từ 0 đến {MOST_DECIMALS}", "ví dụ |le(1)"
    elif node.name != "le" and (node.args or node.kwargs):
        yield "filter", f"|{node.name} không có tham số", f"viết |{node.name}"


def _is_decimals(node: nodes.Filter) -> bool:
    if len(node.args) != 1 or node.kwargs or not isinstance(node.args[0], nodes.Const):
        return False
    value = node.args[0].value
    return type(value) is int and 0 <= value <= MOST_DECIMALS


def _not_allowed(node: nodes.Node) -> tuple[str, str, str]:
    if isinstance(node, nodes.BinExpr | nodes.Neg | nodes.Pos):
        remedy = "khai một chỉ tiêu có cong_thuc trong tệp số liệu rồi in chỉ tiêu đó"
        return "arithmetic", "không tính toán trong lời văn", remedy
    if isinstance(node, nodes.Getitem | nodes.Slice):
        return "expression", "không dùng chỉ số [ ]", "viết .tên, ví dụ dan_toc.dao.ty_trong"
    if isinstance(node, nodes.Test):
        return "expression", "không dùng phép “is”", "dùng phép so sánh, co_so_lieu hoặc co_muc_tieu(năm)"
    return "expression", "biểu thức này không dùng được trong báo cáo", "xem docs/bieu-thuc.md"


def _finding(tag: Tag, rule: str, message: str, remedy: str) -> Finding:
    return Finding(f"tag-{rule}", message, tag.where, remedy, tag.quote)


def syntax_message(error: TemplateSyntaxError) -> str:
    """Return jinja's syntax message in Vietnamese."""
    for pattern, said in SYNTAX:
        if found := re.search(pattern, error.message or ""):
            return said.format(**{key: TOKENS.get(value, value) for key, value in found.groupdict().items()})
    return "biểu thức chưa đúng"

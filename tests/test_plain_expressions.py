"""What we read instead of jinja, against jinja itself: the same trees, and never a mistake overlooked."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment, nodes

from reportgen.compile.authoring import Authoring
from reportgen.compile.environment import make_environment
from reportgen.compile.phrases import JINJA_WORDS, Phrases
from reportgen.compile.plain_expressions import parse, plain_expression
from reportgen.compile.tags import Tag, Tags
from reportgen.errors import Where
from reportgen.model.source import Source

PHRASES = {"dat(x, nam)": "{{ x.dat(nam) }}", "don_vi()": "người"}
NAMES = ("a", "nu", "dat", "don_vi", "loop", "not", "true", "2025", "0", "_x", "'a'", "1.5")
EXPRESSIONS = st.lists(
    st.sampled_from((*NAMES, ".", "(", ")", ", ", ",", "|le(1)", " ", "-")), min_size=1, max_size=9
).map("".join)


def shown(node: Any) -> Any:
    """Everything about a tree, its lines and environments too."""
    if isinstance(node, nodes.Node):
        fields = [(name, shown(value)) for name, value in node.iter_fields()]
        return type(node).__name__, node.lineno, node.environment, fields
    return [shown(each) for each in node] if isinstance(node, list | tuple) else repr(node)


SOURCES = {
    "text only": "abc",
    "nothing": "",
    "path first": "{{\n(a.b)|_neo(3) }} và {{\n(c)|_chu(4) }}",
    "path last": "x{{\n(a.b)|_neo(3) }}",
    "call": "{{\n(a.dat(2025, b.c))|_neo(0) }}{{\n(f())|_cau }}",
    "word of jinja": "{{\n(true)|_neo(3) }}{{\n(f(none))|_neo(3) }}{{\n(loop.last)|_neo(1) }}",
    "in branches": "{%\nif a %}{{\n(b)|_neo(1) }}{%\nelif c %}x{%\nelse %}{{\n(e)|_so(3) }}{%\nendif %}z",
    "in a loop": "{%\nfor d in a.b %}{{\n(d.nhan)|_neo(1) }},{%\nendfor %}",
    "among others": "a{{\n(b|le(1))|_neo(1) }}{{\n(c)|_neo(2) }}{{\n_muc[3] }}{{\n(d)|_neo(4) }}",
    "in a phrase": "{%\nmacro dat(x, nam) %}{{\n(x.dat(nam))|_cau }}{%\nendmacro %}{{\n(b ~ 'c')|_neo(5) }}",
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_tree_is_that_of_jinja(source: str) -> None:
    environment = make_environment(dict.fromkeys(("_neo", "_chu", "_so", "_cau"), str))
    assert shown(parse(environment, source)) == shown(environment.parse(source))


@given(EXPRESSIONS)
@example("a.dat(2025, nu)")
@example("dat(a)")
def test_plain_expression_is_read_as_jinja_reads_it(expression: str) -> None:
    environment = Environment()  # noqa: S701 — renders nothing
    source = f"x{{{{\n({expression})|upper(7) }}}}y"
    if plain_expression(expression) is not None:
        source = source.replace("|upper", "|_neo")
        assert shown(parse(environment, source)) == shown(environment.parse(source))


@given(EXPRESSIONS)
@example("dat")
@example("dat(a)")
@example("dat(dat, a)")
@example("don_vi()")
@example("don_vi.a")
@example("a.dat")
@example("_x.a")
def test_nothing_is_found_with_a_plain_expression_that_is_found_without(expression: str) -> None:
    authoring = Authoring(make_environment({}), Phrases(PHRASES, Source("f", "", {}), Tags()))

    def rules(inner: str) -> list[tuple[str, str]]:
        tag = Tag(f"{{{{ {inner} }}}}", inner, True, Where("f"))
        return [(finding.rule, finding.message) for finding in authoring.check_tag(tag)]

    assert (
        rules(expression.strip()) == rules(f"({expression.strip()})") or plain_expression(expression) is None
    )


@pytest.mark.parametrize("word", JINJA_WORDS)
def test_words_of_jinja_are_left_to_jinja(word: str) -> None:
    assert plain_expression(word) is None
    assert plain_expression(f"a({word})") is None
    assert plain_expression(f"a.{word}") is not None

"""The jinja sandbox of forms: own look-up and own calls, no globals, a handful of filters.

Look-up is an allow-list: the names of a `View` and the keys of plain dicts, nothing else on any object. That
makes the sandbox as fast as no sandbox, and `{{ can_bo.book }}` is as unknown as any misspelt name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MethodType
from typing import Any, TypeVar

from jinja2 import StrictUndefined, nodes
from jinja2.runtime import Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.compile.guards import guarded
from reportgen.model.figure import (
    TOKEN_END,
    TOKEN_START,
    Blank,
    CannotCompute,
    Figure,
    Measure,
    TemplateCallable,
    View,
)
from reportgen.vietnamese import suggest

LOOP_NAMES = frozenset({"first", "last", "index", "length"})
TOKEN = re.compile(f"({TOKEN_START}[^{TOKEN_END}]*{TOKEN_END})")


AnyNode = TypeVar("AnyNode", bound=nodes.Node)


class Strict(StrictUndefined):
    """Fails with the missing name in Vietnamese."""

    @property
    def _undefined_message(self) -> str:
        owner, name = self._undefined_obj, str(self._undefined_name)
        if not isinstance(owner, View):
            return f"không có tên “{name}”"
        inside = f" trong “{owner.title}”" if owner.title else ""
        return f"không có tên “{name}”{inside}{suggest(name, owner.known_names())}"


class FormEnvironment(ImmutableSandboxedEnvironment):
    """Sandbox with our names only."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.expressions: dict[str, Callable[..., Any]] = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a view's name, a dict's key or a loop's position; anything else is undefined."""
        try:
            if isinstance(obj, View):
                return obj.look(attribute)
            if type(obj) is dict:
                return obj[attribute]
        except KeyError:
            return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in LOOP_NAMES:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return a key of one of our own tables; authors cannot write indexes."""
        if type(obj) is dict or type(obj) is list:
            return obj[argument]
        return self.undefined(obj=obj, name=str(argument))

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 — jinja's signature
        """Call a measure or question directly, phrases and notes through the sandbox, and nothing else."""
        if type(__obj) is Measure or isinstance(__obj, TemplateCallable):
            return __obj(*args)  # jinja adds _loop_vars to kwargs inside loops: nothing of ours takes them
        if type(__obj) is Macro:  # a phrase: as jinja calls it, without looking for what it may be
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return __obj(__context.eval_ctx, *args, **kwargs)
        if isinstance(__obj, MethodType | Undefined):
            return super().call(__context, __obj, *args, **kwargs)
        raise CannotCompute("giá trị này không nhận tham số", remedy="bỏ dấu ngoặc ( … ) sau tên")

    def expression(self, text: str) -> Callable[..., Any]:
        """Return an expression compiled, once for all places where it is written."""
        if text not in self.expressions:
            self.expressions[text] = self.compile_expression(text, undefined_to_none=False)
        return self.expressions[text]

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        """Make code of a template's tree, guarded."""
        return super()._generate(guarded(source), *args, **kwargs)


def decimals(value: Any, places: int) -> Figure | Blank:
    """`x|le(1)`: the figure with that many decimals at this place."""
    value = _figure(value, "le")
    return value if isinstance(value, Blank) else value.shown(decimals=places)


def plain(value: Any) -> Figure | Blank:
    """`x|tron`: the figure without zero padding and percent sign."""
    value = _figure(value, "tron")
    return value if isinstance(value, Blank) else value.shown(plain=True)


def upper(value: Any) -> str:
    """`x|hoa`: the text in capitals; figures in it stay themselves."""
    if isinstance(value, View):
        value = value.printed()
    if not isinstance(value, str | Figure | Blank | Undefined):
        raise CannotCompute("|hoa chỉ dùng cho chữ")
    pieces = TOKEN.split(str(value))
    return "".join(piece if piece.startswith(TOKEN_START) else piece.upper() for piece in pieces)


def _figure(value: Any, name: str) -> Figure | Blank:
    if isinstance(value, View):
        value = value.printed()
    if isinstance(value, Figure | Blank):
        return value
    if isinstance(value, Undefined):
        str(value)  # raises, and says which name
    raise CannotCompute(f"|{name} chỉ dùng cho số liệu")


AUTHOR_FILTERS: Mapping[str, Callable[..., Any]] = {"le": decimals, "tron": plain, "hoa": upper}


def copied(node: AnyNode) -> AnyNode:
    """Return a copy of a tree that jinja read: ten times as fast as reading it again."""
    twin = object.__new__(type(node))
    for name, value in vars(node).items():
        if isinstance(value, list):
            value = [copied(each) if isinstance(each, nodes.Node) else each for each in value]
        setattr(twin, name, copied(value) if isinstance(value, nodes.Node) else value)
    return twin


def make_environment(gate: Mapping[str, Callable[..., Any]]) -> FormEnvironment:
    """Return the environment of one form; `gate` holds the filters through which everything is printed."""
    environment = FormEnvironment(undefined=Strict, autoescape=False, keep_trailing_newline=True)
    environment.globals.clear()
    environment.tests.clear()
    environment.filters = {**AUTHOR_FILTERS, **gate}
    return environment

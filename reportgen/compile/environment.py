"""The jinja sandbox of forms: own look-up and own calls, no globals, a handful of filters.

Look-up is an allow-list: the names of a `View` and the keys of plain dicts, nothing else on any object. That makes the
sandbox as fast as no sandbox, and `{{ can_bo.book }}` is as unknown as any misspelt name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.model.figure import Blank, CannotCompute, Figure, Measure, TemplateCallable, View

LOOP_NAMES = frozenset({"first", "last", "index", "length"})


class Strict(StrictUndefined):
    """Fails with the missing name in Vietnamese."""

    @property
    def _undefined_message(self) -> str:
        owner = self._undefined_obj
        inside = f" trong “{owner.title}”" if isinstance(owner, View) and owner.title else ""
        return f"không có tên “{self._undefined_name}”{inside}"


class FormEnvironment(ImmutableSandboxedEnvironment):
    """Sandbox with our names only."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A view's name, a dict's key or a loop's position; anything else is undefined."""
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
        """A key of one of our own tables; authors cannot write indexes."""
        if type(obj) is dict or type(obj) is list:
            return obj[argument]
        return self.undefined(obj=obj, name=str(argument))

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 — jinja's signature
        """A measure or question directly; macros of ours through the sandbox."""
        if type(__obj) is Measure or isinstance(__obj, TemplateCallable):
            return __obj(*args)  # jinja adds _loop_vars to kwargs inside loops: nothing of ours takes them
        return super().call(__context, __obj, *args, **kwargs)


def decimals(value: Any, places: int) -> Figure | Blank:
    """`x|le(1)`: the figure with that many decimals at this place."""
    value = _figure(value, "le")
    return value if isinstance(value, Blank) else value.shown(decimals=places)


def plain(value: Any) -> Figure | Blank:
    """`x|tron`: the figure without zero padding and percent sign."""
    value = _figure(value, "tron")
    return value if isinstance(value, Blank) else value.shown(plain=True)


def upper(value: Any) -> str:
    """`x|hoa`: the text in capitals."""
    return str(value).upper()


def _figure(value: Any, name: str) -> Figure | Blank:
    if isinstance(value, View):
        value = value.printed()
    if isinstance(value, Figure | Blank):
        return value
    raise CannotCompute(f"|{name} chỉ dùng cho số liệu")


AUTHOR_FILTERS: Mapping[str, Callable[..., Any]] = {"le": decimals, "tron": plain, "hoa": upper}


def make_environment(gate: Mapping[str, Callable[..., Any]]) -> FormEnvironment:
    """The environment of one form; `gate` holds the filters through which everything is printed."""
    environment = FormEnvironment(undefined=Strict, autoescape=False, keep_trailing_newline=True)
    environment.globals.clear()
    environment.tests.clear()
    environment.filters = {**AUTHOR_FILTERS, **gate}
    return environment

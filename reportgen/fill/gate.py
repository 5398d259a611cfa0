"""What templates go through at run time: the only ways out of them, and the guards of their expressions.

Every `{{ }}` ends in one of the first filters, which escape, anchor and record; so `autoescape` is off and no
markup object exists: a value can never become XML. Loops, conditions, comparisons and `~` go through the
others, since python would take for true, equal or text what an author meant otherwise.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context, Undefined

from reportgen.fill.printer import Printer, escape
from reportgen.model.figure import (
    TOKEN_START,
    Blank,
    CannotCompute,
    Figure,
    Indicating,
    Quantity,
    View,
)

# --- ways out ----------------------------------------------------------------------------------------


def shown(printer: Printer, value: Any, index: int) -> bytes:
    """Return complete runs for a value that stands in a run: a figure gets its anchor, a text is escaped."""
    try:
        if isinstance(value, View):
            value = value.printed()
        if isinstance(value, str):
            return printer.mixed(value, index) if TOKEN_START in value else printer.text(value, index)
        if type(value) is Figure:
            return b"".join(printer.pieces(value, index))
        if isinstance(value, Blank) and printer.sites[index].style.is_table:
            return b""
        return printer.text(as_text(value), index)
    except CannotCompute as error:
        return printer.refuse(error, index)


def shown_plain(printer: Printer, value: Any, index: int) -> bytes:
    """Return escaped text for places without a run: attributes, document properties."""
    try:
        return escape(printer.plain(as_text(value))).encode()
    except CannotCompute as error:
        return printer.refuse(error, index)


def shown_automatic(printer: Printer, value: str, index: int) -> bytes:
    """Return a run with text that the program itself numbers or composes: nobody typed it."""
    if not value:
        return b""
    return printer.mixed(value, index) if TOKEN_START in value else printer.run(value, index)


def shown_as_it_is(_: Printer, value: Any, __: int) -> bytes:
    """Return what is XML already."""
    return str(value).encode()


WayOut = Callable[[Printer, Any, int], bytes]
WAYS_OUT: Mapping[str, WayOut] = {
    "_neo": shown,
    "_chu": shown_plain,
    "_so": shown_automatic,
    "": shown_as_it_is,
}


def _filter(way_out: WayOut) -> Callable[..., str]:
    """Return a way out as a filter: the printer is the one of the document that is being filled."""

    @pass_context
    def printed(context: Context, value: Any, index: int) -> str:
        return way_out(context.parent["_in_ra"], value, index).decode()

    return printed


@pass_context
def note_typed(context: Context, index: int) -> str:
    """Record that a conditional numeral has been printed."""
    context.parent["_in_ra"].typed_printed.append(index)
    return ""


def as_text(value: Any) -> str:
    """Return what a phrase or a text makes of a value: figures become tokens, numbers of the calendar digits.

    Raises CannotCompute for values that no report can print.
    """
    if isinstance(value, str | Figure | View):
        return str(value)
    if isinstance(value, Blank):
        raise value.refuse()
    _refuse_undefined(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None:
        raise CannotCompute("chỗ này chưa có giá trị", remedy="điền giá trị, hoặc bỏ thẻ này")
    if isinstance(value, list | tuple | dict):
        raise CannotCompute("đây là một danh sách, không in cả được", remedy="dùng {% for %} để in từng mục")
    raise CannotCompute(
        "không in được giá trị này; số phải lấy từ số liệu", remedy="khai số trong tệp số liệu"
    )


# --- guards ------------------------------------------------------------------------------------------


def looped(value: Any) -> Iterable[Any]:
    """Return what a loop goes through.

    Raises CannotCompute for anything but a group, a list of the figures or a list of texts.
    """
    if isinstance(value, list | tuple) or (isinstance(value, View) and hasattr(value, "__iter__")):
        return value
    _refuse_undefined(value)
    title = f"“{value.title}”" if isinstance(value, View) and value.title else "giá trị này"
    raise CannotCompute(
        f"{title} không phải là danh sách, không lặp được", remedy="lặp qua một nhóm hoặc danh sách"
    )


def truth(value: Any) -> bool:
    """Return whether a condition holds.

    Raises CannotCompute for figures that are compared with nothing, and for what is neither true nor false.
    """
    if type(value) is bool:
        return value
    if isinstance(value, View) and not isinstance(value, Quantity):
        if hasattr(value, "__iter__"):
            return any(True for _ in value)
        raise CannotCompute(f"“{value.title}” không dùng làm điều kiện được", remedy="viết rõ phép so sánh")
    return bool(value)


def compared(value: Any, *steps: Any) -> bool:
    """Return whether a chain of comparisons holds: value, then pairs of operator and operand.

    Raises CannotCompute for operands that cannot be compared, rather than taking them for different.
    """
    left = _operand(value)
    for name, right in zip(steps[::2], steps[1::2], strict=True):
        right = _operand(right)
        if not (type(right) is int and type(left) in NUMBERS and name in OF_NUMBERS):
            _check_pair(left, name, right)
        if not OPERATORS[name](left, right):
            return False
        left = right
    return True


OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
    "in": lambda item, items: (
        any(item == each for each in items) if isinstance(items, list) else item in items
    ),
    "notin": lambda item, items: not OPERATORS["in"](item, items),
}


NUMBERS, OF_NUMBERS = frozenset({int, Figure}), OPERATORS.keys() - {"in", "notin"}
"""What nearly every condition compares with a number, which takes no closer look."""


def _operand(value: Any) -> Any:
    if type(value) is int:
        return value
    if isinstance(value, list | tuple):
        return [_operand(each) for each in value]
    if isinstance(value, View):
        value = value.printed()
    if isinstance(value, Blank):
        raise value.refuse()
    _refuse_undefined(value)
    return value


def _check_pair(left: Any, name: str, right: Any) -> None:
    if isinstance(right, list):
        pairs = [(left, each) for each in right] if name in ("in", "notin") else [(0, "")]
    else:
        pairs = [(left, right)]
    for one, other in pairs:
        is_test_for_none = name in ("eq", "ne") and (one is None or other is None)
        is_alike = _sort(one) == _sort(other) != ""
        if not is_test_for_none and not (is_alike and (name not in ("in", "notin") or _fits_in(one, right))):
            raise CannotCompute("hai vế không so sánh được với nhau", remedy="so số với số, chữ với chữ")


def _sort(value: Any) -> str:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int | float | Figure):
        return "number"
    return "text" if isinstance(value, str) else ""


def _fits_in(item: Any, items: Any) -> bool:
    return isinstance(items, list) or isinstance(item, str)


def _refuse_undefined(value: Any) -> None:
    if isinstance(value, Undefined):
        str(value)  # raises, and says which name


QUESTIONS = frozenset({"co_so_lieu", "co_muc_tieu"})


@pass_context
def asked(context: Context, owner: Any, name: str, *arguments: int | str) -> Any:
    """Return a measure of an indicator, or the answer to a question, as calling it by its name would."""
    if isinstance(owner, Indicating):
        return owner.answered(name, *arguments) if name in QUESTIONS else owner.asked((name, *arguments))
    environment: Any = context.environment
    return environment.call(context, environment.getattr(owner, name), *arguments)


@pass_context
def measured_against(
    context: Context, owner: Any, sign: str, number: int, is_called: bool, name: str, *arguments: int | str
) -> bool:
    """Return whether a measure compares so with a whole number, without making a figure where that can be."""
    if isinstance(owner, Indicating):
        found = owner.difference(number, name, *arguments)
        if found is not None:
            return OPERATORS[sign](found, 0)
    environment: Any = context.environment
    value = asked(context, owner, name, *arguments) if is_called else environment.getattr(owner, name)
    return compared(value, sign, number)


FILTERS: Mapping[str, Callable[..., Any]] = {
    **{name: _filter(way_out) for name, way_out in WAYS_OUT.items() if name},
    "_go": note_typed,
    "_cau": as_text,
    "_lap": looped,
    "_dung": truth,
    "_hoi": asked,
    "_so_sanh": compared,
    "_so_do": measured_against,
}

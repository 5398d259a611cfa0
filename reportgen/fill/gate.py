"""The only way out of a template: every `{{ }}` ends in one of these filters, which escape, anchor and record.

Since each output passes here, `autoescape` is off and no markup object exists: a value can never become XML.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context, Undefined

from reportgen.fill.printer import Printer, escape
from reportgen.model.figure import Blank, CannotCompute, Figure, View


@pass_context
def emit(context: Context, value: Any, index: int) -> str:
    """Complete runs for a value that stands in a run: a figure gets its anchor, a text is escaped."""
    printer: Printer = context.parent["_in_ra"]
    if type(value) is Figure:
        return printer.figure(value, index)
    if isinstance(value, str):
        return printer.mixed(value, index) if "\ue000" in value else printer.text(value, index)
    if isinstance(value, View):
        return emit(context, value.printed(), index)  # type: ignore[no-any-return]
    if isinstance(value, Blank) and printer.sites[index].style.is_table:
        return ""
    return printer.text(as_text(value), index)


@pass_context
def emit_plain(context: Context, value: Any, index: int) -> str:
    """Escaped text for places without a run: attributes, document properties."""
    printer: Printer = context.parent["_in_ra"]
    return escape(printer.plain(as_text(value)))


@pass_context
def emit_automatic(context: Context, value: str, index: int) -> str:
    """A run with text that the program itself numbers or composes: no anchor, and nobody typed it."""
    printer: Printer = context.parent["_in_ra"]
    return printer.run(value, index) if value else ""


@pass_context
def note_typed(context: Context, index: int) -> str:
    """Record that a conditional numeral has been printed."""
    context.parent["_in_ra"].typed_printed.append(index)
    return ""


def as_text(value: Any) -> str:
    """What a phrase or a text makes of a value: figures become tokens, numbers of the calendar digits.

    Raises CannotCompute for values that no report can print.
    """
    if isinstance(value, str | Figure | View):
        return str(value)
    if isinstance(value, Blank):
        raise value.refuse()
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None:
        raise CannotCompute("chỗ này chưa có giá trị", remedy="điền giá trị, hoặc bỏ thẻ này")
    raise CannotCompute("không in được giá trị này; số phải lấy từ số liệu", remedy="khai số trong tệp số liệu")


GATE: Mapping[str, Callable[..., Any]] = {
    "_neo": emit,
    "_chu": emit_plain,
    "_so": emit_automatic,
    "_go": note_typed,
    "_cau": as_text,
}

"""One part of a form with the figures of one unit: in passages, which is fast, or tag by tag.

Both print the same; tag by tag every tag has its own line, which tells where a mistake is.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from jinja2.runtime import new_context

from reportgen.errors import Finding
from reportgen.fill.mistakes import AUTHOR_MISTAKES, mistake
from reportgen.fill.printer import Printer
from reportgen.model.form import Form, Part


def in_passages(form: Form, part: Part, names: Mapping[str, Any], printer: Printer) -> bytes:
    """Return a part; raises what the author's mistakes raise."""
    out = printer.out = []
    printer.known = {}
    context = _context(form, part, names, printer)
    for text in part.template.root_render_func(context):
        if text:  # from a footnote's reference; passages go straight into `out`
            out.append(text.encode())
    context.vars.clear()  # phrases hold the context that holds them: else only the collector would free all
    context.parent.clear()
    return b"".join(out)


def tag_by_tag(form: Form, part: Part, source: str | None = None) -> Part:
    """Return the part compiled anew without passages, from its own source or a changed one."""
    template = form.environment.from_string(part.source if source is None else source)
    return dataclasses.replace(part, template=template)


def rendered(form: Form, part: Part, names: Mapping[str, Any], printer: Printer) -> str:
    """Return a part that prints tag by tag; raises what the author's mistakes raise."""
    return "".join(part.template.root_render_func(_context(form, part, names, printer)))


def first_mistake(form: Form, names: Mapping[str, Any], printer: Printer) -> Finding | None:
    """Return the first mistake that filling meets, at its tag."""
    for part in form.parts:
        slow = tag_by_tag(form, part)
        try:
            rendered(form, slow, names, printer)
        except AUTHOR_MISTAKES as error:
            return mistake(form, slow, error).finding()
    return None


def _context(form: Form, part: Part, names: Mapping[str, Any], printer: Printer) -> Any:
    own = {"_in_ra": printer, "_ghi_chu": printer.footnote, "_ghi_chu_cuoi": "".join(printer.notes)}
    return new_context(form.environment, None, part.template.blocks, {**names, **own}, True, {})

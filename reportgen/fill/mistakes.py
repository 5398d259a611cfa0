"""Errors of a template at run time -> findings at the tag that caused them.

Tag k stands on line k + 2 of its part's source, so the traceback of a jinja error names the tag.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2.exceptions import UndefinedError

from reportgen.errors import NOWHERE, Finding
from reportgen.model.figure import CannotCompute
from reportgen.model.form import Form, Part, Site

AUTHOR_MISTAKES = (CannotCompute, UndefinedError)
"""What an author's template can raise; any other exception is a bug of ours."""


@dataclass(frozen=True, slots=True)
class AuthorMistake:
    """A mistake met while filling; `sites` leads from the outermost tag to the one that failed.

    `line` is the line of the outermost tag in its part's source, 0 when it is not known.
    """

    error: CannotCompute | UndefinedError
    sites: Sequence[Site]
    line: int = 0

    @property
    def cause(self) -> object:
        """What two mistakes have in common when mending one mends the other."""
        if isinstance(self.error, CannotCompute) and self.error.cause:
            return self.error.cause
        return self.sites[-1].where if self.sites else NOWHERE, str(self.error)

    def finding(self) -> Finding:
        """Return what to tell the author."""
        return finding_of(self.error, self.sites)


def mistake(form: Form, part: Part, error: CannotCompute | UndefinedError) -> AuthorMistake:
    """Return the error with the tags on the way to it: a phrase has its caller before it."""
    lines, trace = [], error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals.get("__jinja_template__") is part.template:
            lines.append(part.template.get_corresponding_lineno(trace.tb_lineno))
        trace = trace.tb_next
    own = [form.sites[part.sites[min(max(0, line - 2), len(part.sites) - 1)]] for line in lines]
    sites = [each for site in own for each in (site.caller, site) if each is not None]
    return AuthorMistake(error, sites, lines[0] if lines else 0)


def finding_of(error: CannotCompute | UndefinedError, sites: Sequence[Site]) -> Finding:
    """Return a finding for one mistake, at the innermost of its tags."""
    where, quote = (sites[-1].where, sites[-1].source) if sites else (NOWHERE, "")
    called = f" (gọi từ {sites[0].where})" if len(sites) > 1 and sites[0].where != where else ""
    if isinstance(error, CannotCompute):
        remedy = error.remedy or "sửa thẻ này, hoặc đặt điều kiện (khi / if) để không in chỗ này"
        return Finding("cannot-compute", error.problem + called, where, remedy, quote)
    message = (error.message or "") + called
    return Finding("unknown-name", message, where, "kiểm tra tên trong tệp số liệu hoặc định nghĩa", quote)

"""Errors of a template at run time -> findings at the tag that caused them.

Tag k stands on line k + 2 of its part's source, so the traceback of a jinja error names the tag.
"""

from __future__ import annotations

from collections.abc import Sequence

from jinja2.exceptions import TemplateError, UndefinedError
from jinja2.sandbox import SecurityError

from reportgen.errors import Finding, Where
from reportgen.model.figure import CannotCompute
from reportgen.model.form import Form, Part, Site

AUTHOR_MISTAKES = (CannotCompute, UndefinedError, SecurityError)
"""What an author's template can raise; any other exception is a bug of ours."""


class AuthorMistake(Exception):
    """A mistake met while filling; `sites` leads from the outermost tag to the one that failed."""

    def __init__(self, error: Exception, part: Part, sites: Sequence[Site], line: int) -> None:
        super().__init__(str(error))
        self.error, self.part, self.sites, self.line = error, part, sites, line

    def finding(self) -> Finding:
        """What to tell the author."""
        return finding_of(self.error, self.sites)


def mistake(form: Form, part: Part, error: Exception) -> AuthorMistake:
    """The error with the tags on the way to it: a phrase has its caller before it."""
    lines, trace = [], error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals.get("__jinja_template__") is part.template:
            lines.append(part.template.get_corresponding_lineno(trace.tb_lineno))
        trace = trace.tb_next
    sites = [form.sites[part.sites[min(max(0, line - 2), len(part.sites) - 1)]] for line in lines]
    return AuthorMistake(error, part, sites, lines[-1] if lines else 0)


def finding_of(error: Exception, sites: Sequence[Site]) -> Finding:
    """A finding for one mistake; the cause of a missing or zero figure is told by `cause_of`."""
    site = sites[-1] if sites else Site(Where(), "")
    called = f" (gọi từ {sites[0].where})" if len(sites) > 1 and sites[0].where != site.where else ""
    if isinstance(error, CannotCompute):
        return Finding("cannot-compute", error.problem + called, site.where, error.remedy, site.source)
    message = (error.message if isinstance(error, TemplateError) else None) or str(error)
    rule = "unknown-name" if isinstance(error, UndefinedError) else "not-allowed"
    return Finding(rule, message + called, site.where, "kiểm tra tên trong tệp số liệu", site.source)

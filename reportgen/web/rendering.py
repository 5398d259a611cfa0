"""Pages from templates; everything that people wrote is escaped."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from reportgen.model.entry_form import year_heading
from reportgen.web import event_words, navigation, readable
from reportgen.web.grid_rows import GridRows, has_last
from reportgen.web.kept_markup import KeptMarkup
from reportgen.web.static_files import static_files

FILTERS = {
    "ngay": readable.day,
    "luc": readable.moment,
    "gio": readable.clock,
    "nam": year_heading,
    "so": readable.number_or_text,
    "kept": readable.kept_value,
    "hoa_dau": readable.capitalized,
    "cau": readable.sentence,
    "loai_tep": readable.kind_of_file,
    "co_tep": readable.size_of_file,
    "place": readable.place,
    "so_cu": readable.kept_number,
    "ma_ngan": readable.short_hash,
    "has_last": has_last,
    "viec": event_words.action_label,
    "cach": event_words.way_label,
    "chi_tiet": event_words.detail_label,
    "vat": event_words.subject_label,
}


def render(request: Request, name: str, /, *, status: int = HTTPStatus.OK, **context: Any) -> HTMLResponse:
    """Return a page; `actor` None shows it as to a stranger."""
    context.setdefault("actor", None)
    context.setdefault("csrf", "")
    context.setdefault("has_province", request.app.state.office.settings.oidc is not None)
    return HTMLResponse(templates().get_template(name).render(here=request.scope["path"], **context), status)


@pass_context
def _csrf_field(context: Context) -> Markup:
    """Return the field by which a form shows that it is ours."""
    return Markup(f'<input type="hidden" name="csrf" value="{escape(context["csrf"])}">')  # noqa: S704 - escaped


class _Templates(Environment):
    """Templates that have all their globals in common: jinja's chain of two mappings is ten times slower."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the names that every template may use; none has names of its own."""
        assert not d
        return self.globals


@cache
def templates() -> Environment:
    """Return the templates with what they may use."""
    environment = _Templates(
        loader=PackageLoader("reportgen.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= {
        "csrf_field": _csrf_field,
        "main_ways": navigation.main_ways,
        "is_within": navigation.is_within,
    }
    grid_rows = GridRows(environment)
    environment.globals |= {"grid_row": grid_rows, "grid_section": grid_rows.section}
    kept = KeptMarkup(environment)
    environment.globals |= {"kept": kept, "kept_each": kept.each}
    environment.filters |= FILTERS | {"static": static_files().address}
    return environment

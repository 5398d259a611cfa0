"""A form rendered by plain docxtpl: the reference that tests and benchmarks compare with."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from reportgen.fill import names_of
from reportgen.model.figure import Blank, Figure, Figures, NumberStyle, View
from reportgen.model.figures_input import UnitTexts
from reportgen.model.form import Form

CELL = re.compile(r"\{\{ ((?:h\.|_cong_thuc).*?) \}\}")


class PlainEnvironment(Environment):
    """Jinja as docxtpl users have it, which can look into our figures."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, View):
            try:
                return obj.look(attribute)
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


class Reference:
    """The form's expanded parts written back as an ordinary docxtpl template."""

    def __init__(self, form: Form, template: bytes) -> None:
        self.form = form
        source = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(source, "w") as new:
            for member in old.namelist():
                expanded = form.expanded.get(member)
                new.writestr(member, old.read(member) if expanded is None else _as_template(expanded))
        self.template = source.getvalue()
        self.environment = _environment(form)

    def render(self, figures: Figures, texts: UnitTexts) -> bytes:
        """The document that docxtpl makes for one unit."""
        names, _ = names_of(self.form, figures, texts)
        _add_notes(names)
        document = DocxTemplate(io.BytesIO(self.template))
        document.render(names, jinja_env=self.environment, autoescape=True)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def _as_template(expanded: str) -> str:
    """Without our marks of places; a cell of an annex prints in the style of tables."""
    return CELL.sub(r"{{ (\1)|bang }}", re.sub(r' noi="[^"]*"', "", expanded))


def _environment(form: Form) -> Environment:
    table = NumberStyle(is_table=True, zeros="giu", missing="…", undefined="-")
    environment = PlainEnvironment(undefined=StrictUndefined, autoescape=True)
    environment.finalize = _shown(form.prose)
    environment.filters |= {"so": str, "bang": _shown(table)}
    for name in ("le", "tron", "hoa"):
        environment.filters[name] = form.environment.filters[name]
    for signature, text in form.definition.phrases.items():
        source = "{% macro " + signature + " %}" + " ".join(text.split()) + "{% endmacro %}"
        phrase = environment.from_string(source, globals=dict(environment.globals)).module
        name = signature.partition("(")[0]
        environment.globals[name] = getattr(phrase, name)
    return environment


def _shown(style: NumberStyle) -> Callable[[Any], Any]:
    def show(value: Any) -> Any:
        if isinstance(value, View):
            value = value.printed()
        if isinstance(value, Blank) and style.is_table:
            return ""
        return value.text(style) if isinstance(value, Figure) else value

    return show


def _add_notes(names: dict[str, Any]) -> None:
    notes: list[str] = []

    def footnote(caller: Callable[[], str]) -> Markup:
        notes.append(f'<w:footnote w:id="{len(notes) + 1}">{caller()}</w:footnote>')
        look = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        return Markup(f'<w:r>{look}<w:footnoteReference w:id="{len(notes)}"/></w:r>')  # noqa: S704 — ours

    class Late:
        def __html__(self) -> str:
            return "".join(notes)

    names["_ghi_chu"], names["_ghi_chu_cuoi"] = footnote, Late()

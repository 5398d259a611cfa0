"""Check the look of a component against its role: size, weight, slant, capitals, underline, alignment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from reportgen.check.form.components import Component
from reportgen.check.form.measures import points, span_text
from reportgen.check.form.rules import NAMES, Fault, Form, NotMeasurable, kind
from reportgen.check.form.text_line import TextLine
from reportgen.model.form_rule import FormRule
from reportgen.model.layout import Alignment, LayoutRules, Role
from reportgen.model.word_document import Look

SHARE_THAT_COUNTS = (1, 5)
"""What less than a fifth of the letters have is a slip of the hand within the line, not its look."""
SHARE_OF_SMALL_LETTERS = (1, 3)
QUOTE_LENGTH = 80
ALIGNMENTS = {Alignment.CENTRE: "center", Alignment.JUSTIFIED: "both", Alignment.LEFT: "left"}
ALIGNMENT_NAMES = {
    "center": "canh giữa",
    "both": "canh đều hai bên",
    "left": "canh trái",
    "right": "canh phải",
}

TRAITS = {"dam": "is_bold", "nghieng": "is_italic", "gach_chan": "is_underlined"}

Aspect = Callable[[TextLine, Role], tuple[str, str] | None]
"""Returns what is found and what it must be, None when it is right or the role leaves it open."""


def size(line: TextLine, role: Role) -> tuple[str, str] | None:
    """Compare the font size."""
    span = role.size_pt
    wrong = _share(line, lambda look: not span.allows(Decimal(look.size_half_points) / 2))
    return (f"cỡ chữ {_sizes(line)}", f"cỡ chữ {span_text(span)}") if wrong else None


def bold(line: TextLine, role: Role) -> tuple[str, str] | None:
    """Compare the weight."""
    return _switch(line, role.is_bold, "is_bold", ("chữ đậm", "chữ không đậm"))


def italic(line: TextLine, role: Role) -> tuple[str, str] | None:
    """Compare the slant."""
    return _switch(line, role.is_italic, "is_italic", ("chữ nghiêng", "chữ đứng"))


def underline(line: TextLine, role: Role) -> tuple[str, str] | None:
    """Compare the underline; whether it goes under the colon too does not matter."""
    if role.is_underlined and any(look.is_underlined for look, _ in line.looks):
        return None
    return _switch(line, role.is_underlined, "is_underlined", ("có gạch chân", "không gạch chân"))


def capitals(line: TextLine, role: Role) -> tuple[str, str] | None:
    """Compare letter case: a note in small letters does not make a title small, nor a name a line capital."""
    if role.is_upper is None or line.is_upper == role.is_upper:
        return None
    if line.is_upper:
        return "chữ in hoa", "chữ in thường"
    small, letters = line.count_small()
    least, of = SHARE_OF_SMALL_LETTERS
    is_small = letters > 0 and small * of >= least * letters
    return ("chữ in thường", "chữ in hoa") if role.is_upper and is_small else None


def alignment(line: TextLine, role: Role) -> tuple[str, str] | None:
    """Compare how the paragraph is set; where tabs or text boxes place the line it cannot be seen."""
    if role.alignment is None or _shares_paragraph(line) or line.place.is_in_text_box:
        return None
    found, wanted = line.paragraph.look.alignment, ALIGNMENTS[role.alignment]
    if found == wanted or (role.alignment is Alignment.LEFT and found == "both"):
        return None
    return ALIGNMENT_NAMES.get(found, found), ALIGNMENT_NAMES[wanted]


ASPECTS: dict[str, Aspect] = {
    "co": size,
    "dam": bold,
    "nghieng": italic,
    "gach_chan": underline,
    "hoa": capitals,
    "can": alignment,
}


@kind("dang_chu")
def look_of_role(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Compare each line of a component with the role of the same name, or the one named, in given aspects."""
    component = Component(rule.parameters["vai_tro"])
    role = form.layout.roles[rule.parameters.get("nhu", component.value)]
    aspects = rule.parameters.get("xet", list(ASPECTS))
    beginning = rule.parameters.get("bat_dau", "").casefold()
    lines = [line for line in form.found(component) if line.plain.casefold().startswith(beginning)]
    if not lines:
        raise NotMeasurable(f"{NAMES[component]} không bắt đầu bằng chữ “{rule.parameters['bat_dau']}”")
    for line in lines:
        wrong = [found for aspect in aspects if (found := ASPECTS[aspect](line, role))]
        if wrong:
            yield look_fault(form, line, component, wrong)


def look_fault(form: Form, line: TextLine, component: Component, wrong: list[tuple[str, str]]) -> Fault:
    """Say what a component looks like and what it has to, of each aspect that is wrong."""
    name = NAMES[component]
    found, expected = (", ".join(texts) for texts in zip(*wrong, strict=True))
    message = f"{name}: {found}; phải {expected}"
    return Fault(message, form.where(line), quote=line.plain[:QUOTE_LENGTH], expected=expected)


@kind("dang_chu_lan_lon")
def look_of_other_regime(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find a component that looks as the other regime wants it: `dau_hieu` names what gives it away."""
    component = Component(rule.parameters["vai_tro"])
    for line in form.found(component):
        if all(_has_sign(line, sign) for sign in rule.parameters["dau_hieu"]):
            yield Fault(
                rule.parameters["thong_bao"],
                form.where(line),
                quote=line.plain[:QUOTE_LENGTH],
                expected=rule.parameters.get("dung", ""),
            )


@kind("nhan_kinh_gui")
def addressee_label(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Compare the label «Kính gửi:», which looks otherwise than the names after it."""
    line = form.found(Component.KINH_GUI)[0]
    role = form.layout.roles["kinh_gui"]
    colon = line.text.find(":")
    label = TextLine(line.paragraph, line.start, line.start + colon + 1 if colon > 0 else line.end)
    wrong = [found for aspect in (size, bold, italic) if (found := aspect(label, role))]
    if wrong:
        yield look_fault(form, label, Component.KINH_GUI, wrong)


def _has_sign(line: TextLine, sign: str) -> bool:
    """Tell whether a line shows a sign: `dam`, `khong_dam`, `nghieng`, `gach_chan` … or sizes `co 15 16`."""
    if sign.startswith("co "):
        sizes = {2 * int(points) for points in sign.split()[1:]}
        return not _share(line, lambda look: look.size_half_points not in sizes)
    trait = TRAITS[sign.removeprefix("khong_")]
    wanted = not sign.startswith("khong_")
    return not _share(line, lambda look: getattr(look, trait) is not wanted)


def role_of(layout: LayoutRules, component: Component) -> Role:
    """Return the role of a component; raise NotMeasurable where the rules say nothing about it."""
    role = layout.roles.get(component.value)
    if role is None:
        raise NotMeasurable(f"{layout.title} không quy định cách trình bày {NAMES[component]}")
    return role


def _switch(
    line: TextLine, wanted: bool | None, trait: str, names: tuple[str, str]
) -> tuple[str, str] | None:
    if wanted is None or not _share(line, lambda look: getattr(look, trait) is not wanted):
        return None
    return (names[1], names[0]) if wanted else names


def _share(line: TextLine, is_wrong: Callable[[Look], bool]) -> bool:
    """Tell whether so many characters are wrong that it counts; raised marks of notes do not."""
    looks = [(look, count) for look, count in line.looks if not look.is_raised]
    wrong = sum(count for look, count in looks if is_wrong(look))
    least, of = SHARE_THAT_COUNTS
    return wrong > 0 and wrong * of >= least * sum(count for _, count in looks)


def _sizes(line: TextLine) -> str:
    return " và ".join(points(each) for each in sorted({look.size_half_points for look, _ in line.looks}))


def _shares_paragraph(line: TextLine) -> bool:
    return "\t" in line.paragraph.text or bool(line.paragraph.text[: line.start].strip(" \t\n"))


def most_common_size(lines: Sequence[TextLine]) -> int:
    """Return the size in half-points that most characters have."""
    counts: dict[int, int] = {}
    for line in lines:
        for look, count in line.looks:
            counts[look.size_half_points] = counts.get(look.size_half_points, 0) + count
    return max(counts, key=lambda each: counts[each])

"""Printing a passage: by the stencil of the document before where it fits, else hole by hole.

A stencil is what the passage printed last time, with gaps. It fits when all that stands in the passage's
holes is the same again but for numbers and words; the texts of measures have been told beforehand, so that
hundreds of figures take one list assignment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from reportgen.fill.gate import WAYS_OUT
from reportgen.fill.printer import DIGITS, Pieces, Printer, label_of, shown_as_xml
from reportgen.fill.tracing import Tracing
from reportgen.model.figure import OWN_NUMBER, TOKEN_START, Blank, CannotCompute, Figure, Indicating, View
from reportgen.model.passage import Hole, Passage
from reportgen.model.slots import MOST_TRIED, CalledWith, Slot, Stencil


@pass_context
def print_passage(context: Context, number: int, *values: Any) -> str:
    """Print a passage straight into the document."""
    printer: Printer = context.parent["_in_ra"]
    passage = printer.passages[number]
    printer.typed_printed += passage.noted
    if not passage.holes:
        printer.out.append(passage.after)
        return ""
    print_found(printer, number, Found(context, passage, values))
    return ""


def print_found(printer: Printer, number: int, found: Found) -> Stencil | None:
    """Print a passage and return its stencil, if it has one."""
    place = (number, len(printer.texts))
    if printer.counts is None:
        stencil = printer.stencils.get(place)
        if stencil is not None and is_reprinted(printer, stencil, found, in_step=True):
            return stencil
        if stencil is None and place in printer.stencils:
            _print(printer, found, None)
            return None
    return printed_as_alike(printer, number, found) or _print_learning(printer, number, found)


def printed_as_alike(printer: Printer, number: int, found: Found) -> Stencil | None:
    """Print by a stencil of the same kind that stood elsewhere, and return it; None when none fits."""
    if printer.is_learning or not printer.told:
        return None
    kind = (number, found.kind)
    alike = printer.last.by_kind.get(kind, ())
    first = printer.alike.get(kind, 0) if len(alike) > 1 else 0
    for step in range(min(len(alike), MOST_TRIED)):
        place = (first + step) % len(alike)
        if is_reprinted(printer, alike[place], found, in_step=False):
            if len(alike) > 1:
                printer.alike[kind] = place + 1
            return alike[place]
    return None


def _print_learning(printer: Printer, number: int, found: Found) -> Stencil | None:
    """Print a passage hole by hole and make its stencil, unless there are enough of its kind."""
    start, kind = len(printer.texts), (number, found.kind)
    if printer.counts is None:
        is_traced = (number, start) not in printer.stencils
    else:
        is_traced = printer.is_learning or printer.learns(kind)
    if not is_traced:
        _print(printer, found, None)
        return None
    tracing = Tracing(found.passage, start, printer.fixed)
    _print(printer, found, tracing)
    stencil = tracing.stencil(kind[1], len(printer.texts))
    if printer.counts is None or printer.is_learning:
        printer.new_stencils[number, start] = stencil
    elif printer.learns(kind):
        printer.learnt[kind] = stencil
    return stencil


class Found:
    """What stands in the holes of a passage; its paths are looked up when they are asked for."""

    __slots__ = ("context", "kind", "known", "passage", "paths", "values")

    def __init__(self, context: Context, passage: Passage, values: Sequence[Any]) -> None:
        self.context, self.passage, self.paths, self.values = context, passage, passage.paths, values
        self.kind: CalledWith = paths_of(values) if values else ()
        self.known: dict[tuple[str | int, ...], Any] = context.parent["_in_ra"].known

    def __getitem__(self, place: int) -> Any:
        if place >= len(self.paths):
            return self.values[place - len(self.paths)]
        return self.at(self.paths[place])

    def at(self, path: tuple[str | int, ...]) -> Any:
        """Return what a path means, the same wherever it stands in a part."""
        known = self.known
        if path not in known:
            known[path] = self._resolved(path)
        return known[path]

    def _resolved(self, path: tuple[str | int, ...]) -> Any:
        """Return what a path means, as jinja finds it: something undefined when there is no such thing."""
        environment: Any = self.context.environment
        name, parent = str(path[0]), self.context.parent
        value = parent[name] if name in parent else self.context.resolve(name)
        for step in path[1:]:
            is_name = type(step) is str
            value = environment.getattr(value, step) if is_name else environment.getitem(value, step)
        return value

    def answer(self, hole: Hole) -> Any:
        """Return what is printed in a hole: the value there, or the measure of it that is asked for."""
        value = self[hole.value]
        if isinstance(value, Indicating) and hole.gate == "_neo":
            return value.asked(hole.asked or OWN_NUMBER)
        return self.shown(hole, value)

    def shown(self, hole: Hole, value: Any) -> Any:
        """Return what is printed in a hole of a value that is no indicator."""
        if hole.asked is not None:
            value = self._asked(value, hole.asked, is_called=hole.is_called)
        return value.printed() if hole.gate == "_neo" and isinstance(value, View) else value

    def _asked(self, owner: Any, asked: tuple[Any, ...], *, is_called: bool) -> Any:
        """Return a measure of what is no indicator, as jinja would find it."""
        name, *arguments = asked
        environment: Any = self.context.environment
        value = environment.getattr(owner, name)
        return environment.call(self.context, value, *arguments) if is_called else value


def paths_of(values: Sequence[Any]) -> CalledWith:
    """Return the paths of the indicators among values, None for others."""
    return tuple([each.path if isinstance(each, Indicating) else None for each in values])


# --- by stencil ----------------------------------------------------------------------------------------


def is_reprinted(printer: Printer, stencil: Stencil, found: Found, *, in_step: bool) -> bool:
    """Print a passage as it was printed before, if all but numbers and words is as it was."""
    if stencil.called_with != found.kind:
        return False
    first, figures = len(printer.texts), {}
    texts, slots = printer.told[stencil.start : stencil.end], printer.last.known
    try:
        for place, hole in stencil.figures:
            figures[first + place] = figure = found.answer(hole)
            texts[place] = _text_of(slots[stencil.start + place], figure)
        words = said(stencil, found) if stencil.words else stencil.said
        if "" in texts or (stencil.blanks and not _are_blank(stencil.blanks, found)):
            return False
    except CannotCompute:
        return False  # told hole by hole
    is_reworded = words != stencil.said
    if is_reworded and not all(map(_is_word, words)):
        return False
    if figures:
        printer.figures.update(figures)
    if in_step and not is_reworded:
        _print_in_step(printer, stencil, texts)
    else:
        _print_anew(printer, stencil, texts, words, in_step=in_step)
    return True


def is_told(printer: Printer, stencil: Stencil, *, in_step: bool) -> bool:
    """Print what is known to be as it was but for numbers, if all of these are told."""
    texts = printer.told[stencil.start : stencil.end]
    if "" in texts:
        return False
    if in_step:
        _print_in_step(printer, stencil, texts)
    else:
        _print_anew(printer, stencil, texts, stencil.said, in_step=False)
    return True


def _print_in_step(printer: Printer, stencil: Stencil, texts: list[str]) -> None:
    printer.typed += stencil.typed
    pieces = stencil.pieces.copy()
    pieces[1::2] = [text.encode() for text in texts]
    printer.out += pieces
    printer.texts += texts


def _are_blank(holes: Iterable[Hole], found: Found) -> bool:
    return all(type(found.answer(hole)) is Blank for hole in holes)


def _text_of(slot: Slot, figure: Any) -> str:
    """Return how a figure is printed at the place of an equal one; nothing when it is another one."""
    is_equal = type(figure) is Figure and figure.id == slot.figure_id and label_of(figure) == slot.label
    return shown_as_xml(figure, slot.style) if is_equal else ""


def said(stencil: Stencil, found: Found) -> list[Any]:
    """Return the words that a passage says now."""
    values, first = found.values, len(found.paths)
    words = [
        values[place - first] if place >= first else found.at(found.paths[place])
        for place in stencil.words_at
    ]
    if not _TEXT.issuperset(map(type, words)):
        for number, word in enumerate(words):
            if type(word) is not str:
                words[number] = found.answer(stencil.words[number].hole)
    return words


_TEXT = frozenset({str})


def is_text(value: object) -> bool:
    """Tell whether a value is a text without figures in it."""
    return type(value) is str and TOKEN_START not in value


def _is_word(value: object) -> bool:
    return type(value) is int or is_text(value)


def _print_anew(
    printer: Printer, stencil: Stencil, texts: list[str], words: Sequence[Any], *, in_step: bool
) -> None:
    """Print a passage with other words, or with anchors of other numbers."""
    if in_step:
        slots = printer.last.known[stencil.start : stencil.end]
        fills = printer.anchored_texts(texts, [DIGITS[slot.occurrence] for slot in slots])
        printer.texts += texts
    else:
        fills = printer.anchored_elsewhere((stencil,), texts)
    if words != stencil.said:
        _print_reworded(printer, stencil, words, fills)
    else:
        printer.typed += stencil.typed
        printer.out.append(stencil.template % tuple(fills))


def _print_reworded(printer: Printer, stencil: Stencil, words: Sequence[Any], fills: Sequence[bytes]) -> None:
    """Print a passage with other words in it."""
    said = list[bytes]()
    for known, old, new in zip(stencil.words, stencil.said, words, strict=True):
        if new != old:
            said.append(WAYS_OUT[known.hole.gate](printer, new, known.hole.site))
        else:
            said.append(known.printed)
            printer.typed += () if known.typed is None else (known.typed,)
    filled, first = list[bytes](), 0
    for word, after in zip(said, stencil.words_after, strict=True):
        filled += fills[first:after]
        filled.append(word)
        first = after
    printer.out.append(stencil.worded % (*filled, *fills[first:]))


# --- hole by hole --------------------------------------------------------------------------------------


def _print(printer: Printer, found: Found, tracing: Tracing | None) -> None:
    """Print figures straight into the document, anything else through its gate."""
    out, passage = printer.out, found.passage
    values = {hole.value: found[hole.value] for hole in passage.holes}
    for hole in passage.holes:
        owner, typed_before = values[hole.value], len(printer.typed)
        value = _run(printer, hole, owner, found)
        out.append(hole.before)
        if tracing is not None:
            tracing.static(hole.before)
        if type(value) is tuple:
            out += value
            if tracing is not None:
                tracing.figure(
                    hole, owner, value, len(printer.texts) - 1, printer.slots[len(printer.texts) - 1]
                )
            continue
        printed = WAYS_OUT[hole.gate](printer, value, hole.site)
        out.append(printed)
        if tracing is not None:
            typed = printer.typed[typed_before] if len(printer.typed) > typed_before else None
            tracing.other(hole, value, printed, typed)
    out.append(passage.after)
    if tracing is not None:
        tracing.static(passage.after)


def _run(printer: Printer, hole: Hole, value: Any, found: Found) -> Pieces | Any:
    """Return the run of a figure, or whatever else is to be printed.

    Raises CannotCompute when a figure cannot be shown here.
    """
    if isinstance(value, Indicating) and hole.gate == "_neo":
        return printer.measured(value, hole.asked or OWN_NUMBER, hole.site)
    value = found.shown(hole, value)
    return printer.pieces(value, hole.site) if hole.gate == "_neo" and type(value) is Figure else value

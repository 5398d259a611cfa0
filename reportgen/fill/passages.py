"""Printing a passage: by the stencil of the document before where it fits, else hole by hole.

A stencil is what the passage printed last time, with gaps. It fits when all that stands in the passage's
holes is the same again but for numbers and words; the texts of measures have been told beforehand, so that
hundreds of figures take one list assignment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from reportgen.fill.gate import FILTERS, WAYS_OUT
from reportgen.fill.printer import Pieces, Printer, label_of, shown_as_xml
from reportgen.fill.tracing import Tracing
from reportgen.model.figure import OWN_NUMBER, TOKEN_START, Blank, CannotCompute, Figure, Indicating, View
from reportgen.model.passage import Hole, Passage
from reportgen.model.slots import Slot, Stencil


@pass_context
def print_passage(context: Context, number: int, *values: Any) -> str:
    """Print a passage straight into the document."""
    printer: Printer = context.parent["_in_ra"]
    passage, key = printer.passages[number], (number, len(printer.texts))
    found = Found(context, passage, values)
    if printer.counts is None:
        is_traced = key not in printer.stencils
        stencil = None if is_traced else printer.stencils[key]
        is_printed = stencil is not None and _is_reprinted(printer, stencil, found)
    else:
        is_traced = printer.is_learning
        stencils = () if is_traced or not printer.told else printer.last.by_passage.get(number, ())
        is_printed = any(_is_reprinted(printer, stencil, found) for stencil in stencils)
    if not is_printed:
        tracing = Tracing(passage, key[1], printer.fixed) if is_traced else None
        _print(printer, passage, found, tracing)
        if tracing is not None:
            printer.new_stencils[key] = tracing.stencil(len(printer.texts))
    return ""


class Found:
    """What stands in the holes of a passage; its paths are looked up when they are asked for."""

    __slots__ = ("context", "paths", "values")

    def __init__(self, context: Context, passage: Passage, values: Sequence[Any]) -> None:
        self.context, self.paths, self.values = context, passage.paths, values

    def __getitem__(self, place: int) -> Any:
        if place >= len(self.paths):
            return self.values[place - len(self.paths)]
        return self._at(self.paths[place])

    def _at(self, path: tuple[str | int, ...]) -> Any:
        """Return what a path means, as jinja finds it: something undefined when there is no such thing."""
        environment: Any = self.context.environment
        value = self.context.resolve(str(path[0]))
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


# --- by stencil ----------------------------------------------------------------------------------------


def _is_reprinted(printer: Printer, stencil: Stencil, found: Found) -> bool:
    """Print a passage as it was printed before, if all but numbers and words is as it was."""
    for place, path in stencil.owners:
        owner = found[place]
        if not isinstance(owner, Indicating) or owner.path != path:
            return False
    texts, figures = printer.told[stencil.start : stencil.end], {}
    try:
        for position, hole in stencil.figures:
            place = position - stencil.start
            figures[len(printer.texts) + place] = figure = found.answer(hole)
            texts[place] = _text_of(printer.last.slots[position], figure)
        words = _said(stencil, found)
        if "" in texts or not all(type(found.answer(hole)) is Blank for hole in stencil.blanks):
            return False
    except CannotCompute:
        return False  # told hole by hole
    is_reworded = words != stencil.said
    if is_reworded and not all(map(_is_word, words)):
        return False
    fills = [text.encode() for text in texts]
    if is_reworded or printer.counts is not None:
        printer.out += _reworded(printer, stencil, fills, words)
    else:
        printer.typed += stencil.typed
        pieces = stencil.pieces.copy()
        pieces[1::2] = fills
        printer.out += pieces
    printer.texts += texts
    printer.figures.update(figures)
    return True


def _text_of(slot: Slot, figure: Any) -> str:
    """Return how a figure is printed at the place of an equal one; nothing when it is another one."""
    is_equal = type(figure) is Figure and figure.id == slot.figure_id and label_of(figure) == slot.label
    return shown_as_xml(figure, slot.style) if is_equal else ""


def _said(stencil: Stencil, found: Found) -> list[Any]:
    """Return the words that a passage says now."""
    words = []
    values, first = found.values, len(found.paths)
    for word in stencil.words:
        place = word.hole.value
        value = values[place - first] if place >= first else found[place]
        words.append(value if type(value) is str else found.answer(word.hole))
    return words


def _is_word(value: object) -> bool:
    return type(value) is int or (type(value) is str and TOKEN_START not in value)


def _reworded(printer: Printer, stencil: Stencil, texts: list[bytes], words: Sequence[Any]) -> list[bytes]:
    """Return what a passage prints with other words, or with anchors of other numbers."""
    slots = printer.last.slots[stencil.start : stencil.end]
    if printer.counts is not None:
        slots = [printer.renumbered(slot) for slot in slots]
    fills = [slot.opening + text + slot.closing for slot, text in zip(slots, texts, strict=True)]
    for word, old, new in zip(stencil.words, stencil.said, words, strict=True):
        if new != old:
            fills.append(WAYS_OUT[word.hole.gate](printer, new, word.hole.site))
        else:
            fills.append(word.printed)
            printer.typed += () if word.typed is None else (word.typed,)
    pieces = stencil.bare.copy()
    pieces[1::2] = [fills[place] for place in stencil.order]
    return pieces


# --- hole by hole --------------------------------------------------------------------------------------


def _print(printer: Printer, passage: Passage, found: Found, tracing: Tracing | None) -> None:
    """Print figures straight into the document, anything else through its gate."""
    out = printer.out
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


GATE: Mapping[str, Callable[..., Any]] = {**FILTERS, "_doan": print_passage}
"""All filters that templates of a form go through."""

"""Tokens that stand for figures inside texts, and what they show where no runs can be printed."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.model.figure import TOKEN_END, TOKEN_SEPARATOR, TOKEN_START, Figure, NumberStyle


def figure_of(token: str, cache: Mapping[str, Figure]) -> Figure:
    """Return the figure that a token names, with its decimals."""
    figure_id, decimals, plain = token.rsplit(TOKEN_SEPARATOR, 2)
    figure = cache[figure_id]
    if figure.decimals == int(decimals) and not plain:
        return figure
    return figure.shown(decimals=int(decimals), plain=bool(plain))


def without_tokens(text: str, cache: Mapping[str, Figure], style: NumberStyle) -> str:
    """Return a text with its figure tokens shown; raises CannotCompute for what that style cannot show."""
    if TOKEN_START not in text:
        return text
    out = []
    for piece in text.split(TOKEN_START):
        token, found, rest = piece.partition(TOKEN_END)
        out.append(figure_of(token, cache).text(style) + rest if found else piece)
    return "".join(out)

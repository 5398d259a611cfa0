"""How many lines a text takes in a cell of a workbook."""

from __future__ import annotations

from functools import lru_cache

from reportgen.model.text_width import width_of

BLANK, DIGIT = width_of(" ", False), width_of("0", False)
ROOM_TO_SPARE = 1.1
"""Bold letters are wider, and so are the strokes of a screen."""
PADDING_POINTS = 4


@lru_cache(maxsize=20_000)
def lines_needed(text: str, points: float, size: float) -> int:
    """Return how many lines a text of that size takes in a cell of that width."""
    return sum(_lines(line.split(), max(_room(points, size), 1)) for line in text.split("\n"))


def digits_in_line(points: float, size: float) -> int:
    """Return how many digits fit into one line; signs between digits are not as wide."""
    return int(_room(points, size) / DIGIT)


def _room(points: float, size: float) -> float:
    return (points - PADDING_POINTS) * 1000 / (size * ROOM_TO_SPARE)


def _lines(words: list[str], room: float) -> int:
    """Count lines filled word by word; a word that is too long for one breaks anywhere."""
    lines, used = 1, 0.0
    for word in words:
        width = width_of(word, False)
        if used and used + BLANK + width <= room:
            used += BLANK + width
            continue
        lines += bool(used) + int((width - 1) // room)
        used = (width - 1) % room + 1
    return lines

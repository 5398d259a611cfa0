"""How wide a text is in Times New Roman: enough to tell how many lines it takes in a cell."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Widths of letters in thousandths of the size, as every face made to fit Times has them.
WIDTH_OF = {
    letter: width
    for letters, width in (
        (" ,.", 250),
        ("ijlt/:;|", 278),
        ("frI()[]-", 333),
        ("sJ", 389),
        ("acez?", 444),
        ("FPS=+<>≈", 556),
        ("BCRELTZ", 667),
        ("wADĐGHKNOQUVXY", 722),
        ("m%", 833),
        ("MW…", 1000),
    )
    for letter in letters
}
USUAL_WIDTH = 500
ROOM_TO_SPARE = 1.1
"""Bold letters are wider, and so are the strokes of a screen."""
PADDING_POINTS = 4


def lines_needed(text: str, points: float, size: float) -> int:
    """Return how many lines a text of that size takes in a cell of that width."""
    room = (points - PADDING_POINTS) * 1000 / (size * ROOM_TO_SPARE)
    return sum(_lines(line.split(), max(room, 1)) for line in text.split("\n"))


def _lines(words: list[str], room: float) -> int:
    """Count lines filled word by word; a word that is too long for one breaks anywhere."""
    lines, used = 1, 0.0
    for word in words:
        width = _width(word)
        if used and used + WIDTH_OF[" "] + width <= room:
            used += WIDTH_OF[" "] + width
            continue
        lines += bool(used) + int((width - 1) // room)
        used = (width - 1) % room + 1
    return lines


@lru_cache(maxsize=10_000)  # a report says the same words over and over
def _width(word: str) -> int:
    """Return the width of a word; marks above and below a letter take none."""
    letters = (unicodedata.normalize("NFD", letter)[0] for letter in word)
    return sum(WIDTH_OF.get(letter, USUAL_WIDTH) for letter in letters)

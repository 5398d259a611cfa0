"""How wide a text is in Times New Roman: what the lines under components are measured by."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Advance widths in thousandths of the size, as every face made to fit Times has them.
UPRIGHT = {
    letter: width
    for letters, width in (
        (" ,.", 250),
        ("ijlt/:;", 278),
        ("frI()[]-!", 333),
        ("sJ", 389),
        ("acez", 444),
        ("FPS", 556),
        ("ELTZ", 611),
        ("BCR", 667),
        ("wADĐGHKNOQUVXY", 722),
        ("m", 778),
        ("%", 833),
        ("M", 889),
        ("W", 944),
    )
    for letter in letters
}
BOLD = {
    letter: width
    for letters, width in (
        (" ,.", 250),
        ("il/", 278),
        ("fjt-:;()[]!", 333),
        ("Is", 389),
        ("ceJrz", 444),
        ("aogvxy", 500),
        ("bdđhknpquS", 556),
        ("FP", 611),
        ("BELTZ", 667),
        ("wACDĐNRUVXY", 722),
        ("GHKOQ", 778),
        ("m", 833),
        ("M", 944),
        ("%W", 1000),
    )
    for letter in letters
}
BOLD["J"] = 500
USUAL = 500


class _Widths(dict[str, int]):
    """Widths by letter; marks above and below letters take none, so a letter is as wide as its base."""

    def __missing__(self, letter: str) -> int:
        base = unicodedata.normalize("NFD", letter)[0]
        width = self[letter] = self[base] if base != letter and base in self else USUAL
        return width


WIDTHS = {False: _Widths(UPRIGHT), True: _Widths(BOLD)}


@lru_cache(maxsize=10_000)
def width_of(text: str, is_bold: bool) -> int:
    """Return the width on one line in thousandths of the size."""
    return sum(map(WIDTHS[is_bold].__getitem__, text))

"""Vietnamese numbers, dates, ordinals and letters as official documents write them.

Numbers here are exact integers and `Decimal`; nothing in this module is a float.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Literal

# NĐ 30/2020/NĐ-CP, Phụ lục I, II.6: điểm letters follow the Vietnamese alphabet, without f, j, w, z.
LETTERS = "abcdđeghiklmnopqrstuvxy"
ORDINALS = (
    "nhất hai ba tư năm sáu bảy tám chín mười mười_một mười_hai mười_ba mười_bốn mười_lăm "
    "mười_sáu mười_bảy mười_tám mười_chín hai_mươi"
)
ORDINAL_WORDS = [word.replace("_", " ") for word in ORDINALS.split()]
ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"))

Ratio = tuple[int, int]
"""An exact number as (numerator, positive denominator); not reduced, since reducing costs a gcd."""


def nfc(text: str) -> str:
    """Return the text in Unicode NFC, the only form used past the door."""
    return unicodedata.normalize("NFC", text)


TONE_MARKS = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
# «quý», «quỷ» and words with a closing letter (toàn, hoạch) have but one spelling.
# It begins with a plain set of letters, for which a text is searched ten times as fast as for alternatives.
OLD_TONE = re.compile(
    r"[ou](?<![qQ].)(?:(?<=o)[àáảãạèéẻẽẹ]|(?<=u)[ỳýỷỹỵ])(?![a-zà-ỹ])", re.IGNORECASE | re.DOTALL
)


def one_tone_style(text: str) -> str:
    """Return the text with `hoà`, `uỷ` written `hòa`, `ủy`: both are right and must compare equal.

    The length stays.
    """

    def respelt(found: re.Match[str]) -> str:
        old = found[0]
        new = TONE_MARKS[old.lower()]
        return "".join(b.upper() if a.isupper() else b for a, b in zip(old, new, strict=True))

    return OLD_TONE.sub(respelt, text)


POWERS: list[int] = [10**decimals for decimals in range(64)]


def half_up(value: Ratio, decimals: int) -> int:
    """Return the value times 10**decimals, rounded half away from zero (seeds C1: spreadsheet rounding)."""
    numerator, denominator = value
    scaled = (2 * abs(numerator) * POWERS[decimals] + denominator) // (2 * denominator)
    return scaled if numerator >= 0 else -scaled


def percent_half_up(value: Ratio, decimals: int) -> int:
    """Return the value in percent times 10**decimals, rounded half away from zero."""
    numerator, denominator = value
    scaled = (200 * abs(numerator) * POWERS[decimals] + denominator) // (2 * denominator)
    return scaled if numerator >= 0 else -scaled


def group_digits(scaled: int, decimals: int) -> str:
    """`scaled` / 10**decimals with dots between thousands and a decimal comma: 102931, 2 -> 1.029,31."""
    if decimals == 2 and 0 <= scaled < 100_000:  # nearly every percentage of a report
        return f"{scaled // 100},{scaled % 100:02d}"
    if decimals == 0 and 0 <= scaled < 1000:  # nearly every count
        return str(scaled)
    sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled)).rjust(decimals + 1, "0")
    whole = digits[: len(digits) - decimals] if decimals else digits
    if len(whole) > 3:
        whole = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{whole},{digits[-decimals:]}" if decimals else sign + whole


def without_zeros(shown: str, *, wholly: bool) -> str:
    """Return a decimal number without zeros behind the comma: 70,00 -> 70; `wholly` also 91,80 -> 91,8."""
    if shown[-1] != "0":
        return shown
    whole, _, fraction = shown.partition(",")
    if wholly:
        fraction = fraction.rstrip("0")
    return f"{whole},{fraction}" if fraction.strip("0") else whole


Zeros = Literal["bo_chan", "bo_het", "giu"]
"""Zeros behind the comma: dropped when there is nothing else there, always dropped, kept."""


@lru_cache(maxsize=20_000)
def percent_text(scaled: int, decimals: int, zeros: Zeros, is_table: bool, is_plain: bool = False) -> str:
    """Return a percentage, given times 10**decimals, as printed: the same few thousand in every unit."""
    shown = group_digits(scaled, decimals)
    if is_table:
        return shown
    if decimals and zeros != "giu":
        shown = without_zeros(shown, wholly=zeros == "bo_het")
    return shown if is_plain else shown + "%"


def format_ratio(value: Ratio, decimals: int) -> str:
    """Return the value rounded once, half-up, in Vietnamese digits."""
    return group_digits(half_up(value, decimals), decimals)


VIETNAMESE_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")


def parse_number(text: str) -> Decimal | None:
    """Read a number written the Vietnamese way (1.029,31); None when it is not one.

    A dot may only separate groups of three digits, so `12.5` is refused rather than read as 125.
    """
    compact = text.strip().replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    if not VIETNAMESE_NUMBER.fullmatch(compact):
        return None
    return Decimal(compact.replace(".", "").replace(",", "."))


def pad_count(number: int) -> str:
    """Return a count in prose: below ten with a leading zero (05 đồng chí), else grouped."""
    return f"0{number}" if 0 <= number < 10 else group_digits(number, 0)


def day_text(day: int | None) -> str:
    """Day of the date line, zero before 1 to 9 (NĐ 30, Phụ lục I, II.4b); blank when not known."""
    return "     " if day is None else f"{day:02d}"


def month_text(month: int | None) -> str:
    """Month of the date line: only 1 and 2 take a zero (NĐ 30, Phụ lục I, II.4b)."""
    if month is None:
        return "     "
    return f"{month:02d}" if month < 3 else str(month)


def roman(number: int) -> str:
    """Roman numeral of a positive number."""
    out = []
    for value, letters in (*ROMAN, (1, "I")):
        count, number = divmod(number, value)
        out.append(letters * count)
    return "".join(out)


def letter(number: int) -> str:
    """Return the n-th letter of the Vietnamese alphabet: a b c d đ e …; past y it goes on with aa, ab."""
    quotient, rest = divmod(number - 1, len(LETTERS))
    return (letter(quotient) if quotient else "") + LETTERS[rest]


def ordinal_word(number: int) -> str:
    """`nhất`, `hai`, `ba`, `tư` … as in «Thứ nhất»; digits past twenty."""
    return ORDINAL_WORDS[number - 1] if number <= len(ORDINAL_WORDS) else str(number)


def nearest(name: str, choices: Iterable[str]) -> str | None:
    """Return the choice a person most likely meant by a misspelt name, or None."""
    found = difflib.get_close_matches(name, list(choices), n=1, cutoff=0.6)
    return found[0] if found else None


def suggest(name: str, choices: Iterable[str]) -> str:
    """Return a half sentence with the nearest name, or nothing: `; có phải “ty_le”?`."""
    near = nearest(name, choices)
    return f"; có phải “{near}”?" if near else ""

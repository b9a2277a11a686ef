"""How wide texts are on a sheet, and how high what is wrapped."""

from __future__ import annotations

import math
import unicodedata

LINE_PT = 15
"""Height of a line of text in points."""


def text_width(*texts: str) -> int:
    """Return the width of a column that shows each text on one line, with its margins."""
    return max(map(_width, texts)) + 2


def wrapped_height(text: str, width: float) -> int:
    """Return the height in points of a text that is wrapped in a column of a width.

    Words are not cut, so that a line is not always full: a twelfth more is allowed for.
    """
    return sum(_lines(_width(line), width) for line in text.split("\n")) * LINE_PT


def _lines(letters: int, width: float) -> int:
    return 1 if letters <= width else math.ceil(letters * 13 / 12 / width)


def _width(text: str) -> int:
    """Return how many letters wide a text is, a Chinese character counting twice."""
    wide = ("W", "F")
    return sum(1 + (unicodedata.east_asian_width(letter) in wide) for letter in text)

"""Closed choices, yes and no, as a workbook shows them: in Chinese with the word of the format."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from optimizer.bilingual import Bilingual
from optimizer.instance.cells import SEPARATOR, cell_text
from optimizer.instance.schema import Column
from optimizer.io.rows import NotText
from optimizer.io.workbook.headers_zh import CHOICES_ZH

_YES_NO_ZH = {"true": "是 yes", "false": "否 no"}

_TRUTHS = {
    **{word: "true" for word in ("是 yes", "是", "yes", "1")},
    **{word: "false" for word in ("否 no", "否", "no", "0")},
}
"""Spreadsheets keep yes and no as numbers, and some write them as such."""


def offered(spec: Column) -> tuple[str, ...]:
    """Return what a column is chosen from as its cells show it, or nothing for other columns."""
    return tuple(_shown_by_word(spec).values())


def shown(spec: Column, value: object) -> object:
    """Return a value as its cell shows it: ``中心库 central`` for ``central``.

    What is no choice stays what it is, so does a word that is none of the choices.
    """
    words = _shown_by_word(spec)
    if isinstance(value, tuple | list):
        return tuple(shown(spec, item) for item in value)
    return words.get(cell_text(value), value) if words else value


def meant(spec: Column, cell: str) -> str | NotText:
    """Return the text of a cell with the words of the format in place of those it shows.

    Either half of what is shown will do: ``中心库``, ``central`` or both.
    """
    known = _word_by_shown(spec)
    if not known:
        return cell
    items = cell.split(SEPARATOR) if spec.many else [cell]
    words = [known.get(_plain(item), item) for item in items]
    if any(not word.isascii() for word in words):
        told = "、".join(offered(spec))
        return NotText(cell, Bilingual(f"Choose from: {told}.", f"请从中选择：{told}。"))
    return SEPARATOR.join(words)


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


@cache
def _shown_by_word(spec: Column) -> Mapping[str, str]:
    if spec.type is bool:
        return _YES_NO_ZH
    if not issubclass(spec.type, StrEnum):
        return {}
    return {word: f"{zh} {word}" for word, zh in CHOICES_ZH[spec.type.__name__].items()}


@cache
def _word_by_shown(spec: Column) -> Mapping[str, str]:
    if spec.type is bool:
        return _TRUTHS
    words = _shown_by_word(spec)
    both = {_plain(told): word for word, told in words.items()}
    return both | {_plain(told.split(" ", 1)[0]): word for word, told in words.items()}

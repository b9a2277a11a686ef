"""Phrases, numbers and names as they are read in English and in Chinese."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from optimizer.summary.wording import PHRASES

__all__ = [
    "PHRASES",
    "Lang",
    "Named",
    "amount",
    "counted",
    "counted_out",
    "in_sentence",
    "money",
    "name_of",
    "phrase",
]


class Lang(StrEnum):
    """Language of what a planner reads."""

    EN = "en"
    ZH = "zh"


class Named(Protocol):
    """A row with an English and a Chinese name."""

    @property
    def name(self) -> str:
        """Name in English or pinyin."""

    @property
    def name_zh(self) -> str:
        """Name in Chinese, or empty."""


def phrase(key: str, lang: Lang, **values: object) -> str:
    """Return a phrase in a language, its places filled."""
    english, chinese = PHRASES[key]
    return (chinese if lang is Lang.ZH else english).format(**values)


def counted(noun: str, number: int, lang: Lang) -> str:
    """Return a number with the phrase of its noun, as ``2 errors``."""
    if lang is Lang.ZH:
        return f"{phrase(noun, lang)} {number} 项"
    return f"{number} {phrase(noun, lang)}" + ("" if number == 1 else "s")


def name_of(row: Named, lang: Lang, fallback: str) -> str:
    """Return a row's name in a language, or the other's, or its id."""
    names = (row.name_zh, row.name) if lang is Lang.ZH else (row.name, row.name_zh)
    return names[0] or names[1] or fallback


def counted_out(unit: str, shown: str, lang: Lang) -> str:
    """Return an amount with its unit, which in English is singular for one: ``1 store``."""
    one = f"{unit}_one"
    return phrase(one if shown.lstrip("+-") == "1" and one in PHRASES else unit, lang, amount=shown)


def in_sentence(name: str) -> str:
    """Return a name as it stands within a sentence; an acronym keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def money(cny: float, lang: Lang) -> str:
    """Return an amount as it is read aloud: 万元 in Chinese, million or thousand in English."""
    if cny == 0:
        return phrase("cny_none", lang)
    if lang is Lang.ZH:
        return phrase("cny_wan", lang, wan=f"{cny / 1e4:,.2f}")
    if abs(cny) >= 1e6:
        return phrase("cny_million", lang, million=f"{cny / 1e6:,.2f}")
    return phrase("cny_thousand", lang, thousand=f"{cny / 1e3:,.2f}")


def amount(cny: float, lang: Lang) -> str:
    """Return an amount for a column: in 万元 in Chinese, in thousand CNY in English."""
    return f"{cny / (1e4 if lang is Lang.ZH else 1e3):,.2f}"

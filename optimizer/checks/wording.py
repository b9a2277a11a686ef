"""How doubts name rows and count them in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from optimizer.bilingual import Bilingual, chinese

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMED_AT_MOST = 5
"""So many names still fit into a sentence that is read aloud."""


class Named(Protocol):
    """A row with an id and names."""

    @property
    def id(self) -> str:
        """Id of the row."""

    @property
    def name(self) -> str:
        """Name in English or pinyin, or empty."""

    @property
    def name_zh(self) -> str:
        """Name in Chinese, or empty."""


def name_of(row: Named) -> Bilingual:
    """Return what a row is called where its id is not needed."""
    return Bilingual(row.name or row.name_zh or row.id, row.name_zh or row.name or row.id)


def called(row: Named, key: str = "") -> Bilingual:
    """Return a row's name with its id, or a key given, in brackets: ``Alder store (HA)``."""
    key = key or row.id
    name, in_chinese = name_of(row), name_of(row).zh
    return Bilingual(
        key if name == key else f"{name} ({key})",
        chinese(key) if in_chinese == key else f"{in_chinese}（{chinese(key)}）",
    )


def listed(names: Sequence[str]) -> Bilingual:
    """Return names as ``Alder, Birch and Cedar``, or the first ones ``and 3 more``."""
    first, rest = names[:NAMED_AT_MOST], len(names) - NAMED_AT_MOST
    in_chinese = "、".join(map(chinese, first))
    if rest > 0:
        return Bilingual(f"{', '.join(first)} and {rest} more", f"{in_chinese}等 {len(names):,} 项")
    english = " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
    return Bilingual(english, in_chinese)


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: ``1 place``, ``2 places``, ``2 families``."""
    return f"{number:,} {agreeing(number, noun, plural or noun + 's')}"


def agreeing(number: int, singular: str, plural: str) -> str:
    """Return the word that agrees with a number, as ``has`` or ``have``."""
    return singular if number == 1 else plural

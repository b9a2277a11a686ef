"""How doubts name rows and count them in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

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


def name_of(row: Named) -> str:
    """Return what a row is called where its id is not needed."""
    return row.name or row.name_zh or row.id


def called(row: Named, key: str = "") -> str:
    """Return a row's name with its id, or a key given, in brackets: ``Alder store (HA)``."""
    key = key or row.id
    name = name_of(row)
    return key if name == key else f"{name} ({key})"


def listed(names: Sequence[str]) -> str:
    """Return names as ``Alder, Birch and Cedar``, or the first ones ``and 3 more``."""
    rest = len(names) - NAMED_AT_MOST
    if rest > 0:
        return f"{', '.join(names[:NAMED_AT_MOST])} and {rest} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: ``1 place``, ``2 places``, ``2 families``."""
    return f"{number:,} {agreeing(number, noun, plural or noun + 's')}"


def agreeing(number: int, singular: str, plural: str) -> str:
    """Return the word that agrees with a number, as ``has`` or ``have``."""
    return singular if number == 1 else plural

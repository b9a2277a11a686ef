"""Texts that a planner reads in English or in Chinese."""

from __future__ import annotations


class Bilingual(str):
    """A text in English that knows itself in Chinese.

    Wherever a text is asked for it is the English one, so that messages, logs and files for
    machines need not know of languages; who speaks to a planner asks for `chinese`.

    Parameters
    ----------
    en, zh : str
        The same in both languages.
    """

    __slots__ = ("zh",)

    zh: str

    def __new__(cls, en: str, zh: str) -> Bilingual:
        """Make it of both texts."""
        text = super().__new__(cls, en)
        text.zh = zh
        return text

    def __reduce__(self) -> tuple[type[Bilingual], tuple[str, str]]:
        """Return what a copy is made of."""
        return Bilingual, (str(self), self.zh)


def chinese(text: str) -> str:
    """Return a text in Chinese where it is known, else as it is."""
    return text.zh if isinstance(text, Bilingual) else text

"""A plan in plain words: what a planner can read aloud, in Chinese or English."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from optimizer.summary.headline import headline, verification
from optimizer.summary.phrases import Lang
from optimizer.summary.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.instance import Instance
    from optimizer.plan import Result

__all__ = ["Lang", "default_lang", "summary"]


def summary(result: Result, instance: Instance, lang: Lang | str) -> str:
    """Return the summary of a result as plain text, without a final newline.

    Parameters
    ----------
    instance : Instance
        The instance the result is of; names and ceilings come from it.
    lang : Lang or str
        ``zh`` or ``en``.

    Raises
    ------
    ValueError
        When the language is neither.
    """
    return "\n".join(_lines(result, instance, Lang(lang)))


def _lines(result: Result, instance: Instance, lang: Lang) -> Iterator[str]:
    yield from headline(result, instance, lang)
    for section in SECTIONS:
        lines = section(result, instance, lang)
        if lines:
            yield ""
            yield from lines
    yield ""
    yield from verification(result, lang)


def default_lang(environment: Mapping[str, str] = os.environ) -> Lang:
    """Return Chinese where the environment's language is Chinese, else English."""
    spoken = environment.get("LC_ALL") or environment.get("LANG") or ""
    return Lang.ZH if spoken.startswith("zh") else Lang.EN

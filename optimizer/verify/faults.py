"""How it is said that a plan speaks of what the instance does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.instance.references import did_you_mean
from optimizer.plan import Violation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator


def known(kind: str, found: str, there: Collection[str]) -> Iterator[Violation]:
    """Yield an id that is not among those that are there."""
    if found not in there:
        yield unknown(kind, found, there)


def unknown(kind: str, found: str, there: Iterable[str]) -> Violation:
    """Return an id as unknown, with the nearest one that is there."""
    hint = did_you_mean(found, list(there))
    return fault(found, f"the instance has no {kind} {found!r}. {hint}".rstrip())


def fault(where: str, sentence: str) -> Violation:
    """Return what keeps a plan from being judged at all."""
    return Violation(promise="known_ids", where=where, amount=1.0, unit="lines", sentence=sentence)

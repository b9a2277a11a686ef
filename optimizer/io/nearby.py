"""What to say of a path that is not there: what was meant, or else what is."""

from __future__ import annotations

from pathlib import Path

from optimizer.instance.question import did_you_mean

NAMED_AT_MOST = 8
"""So many names still fit into a message."""


def not_there(path: Path, kind: str) -> str:
    """Return the message on a path at which nothing stands, without reading what is unreadable.

    Parameters
    ----------
    kind : str
        ``folder`` or ``file``: what was looked for.
    """
    lost = path if _is_folder(path.parent) else _first_lost(path)
    why = "" if lost == path else f", for there is no folder {lost}"
    return f"there is no {kind} {path}{why}. {_offer(lost, kind if lost == path else 'folder')}"


def _first_lost(path: Path) -> Path:
    """Return the first of the folders a path leads through that is not there."""
    return next(part for part in reversed(path.parents) if not _is_folder(part))


def _offer(lost: Path, kind: str) -> str:
    around = lost.parent
    try:
        beside = [other for other in around.iterdir() if not other.name.startswith(".")]
    except OSError as error:
        return f"{around} cannot be read: {error.strerror}."
    names = sorted(other.name for other in beside if kind == "file" or other.is_dir())
    where = around.resolve()
    near = did_you_mean(lost.name, names)
    if near or not names:
        return near or f"There is no {kind} in {where} at all."
    return f"In {where} there are: {_listed(names)}."


def _listed(names: list[str]) -> str:
    rest = len(names) - NAMED_AT_MOST
    return ", ".join(names[:NAMED_AT_MOST]) + (f" and {rest} more" if rest > 0 else "")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False

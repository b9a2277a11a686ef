"""What to say of a path that is not there: what was meant, or else what is."""

from __future__ import annotations

from pathlib import Path

from optimizer.bilingual import Bilingual, chinese
from optimizer.instance.references import did_you_mean
from optimizer.io.refused import why_refused

_KINDS_ZH = {"folder": "文件夹", "file": "文件"}

NAMED_AT_MOST = 8
"""So many names still fit into a message."""


def not_there(path: Path, kind: str) -> str:
    """Return the message on a path at which nothing stands, without reading what is unreadable.

    Parameters
    ----------
    kind : str
        ``folder`` or ``file``: what was looked for.
    """
    if _is_folder(path.parent):
        lost, why, kind_lost = path, Bilingual("", ""), kind
    else:
        lost, kind_lost = _first_lost(path), "folder"
        why = Bilingual(f", for there is no folder {lost}", f"，因为没有文件夹 {lost}")
    offer = _offer(lost, kind_lost)
    return Bilingual(
        f"there is no {kind} {path}{why}. {offer}",
        f"没有{_KINDS_ZH[kind]} {path}{why.zh}。{chinese(offer)}",
    )


def _first_lost(path: Path) -> Path:
    """Return the first of the folders a path leads through that is not there."""
    return next(part for part in reversed(path.parents) if not _is_folder(part))


def _offer(lost: Path, kind: str) -> str:
    around = lost.parent
    try:
        # A link that leads nowhere is there and is not.
        there = (other for other in around.iterdir() if other.name != lost.name)
        beside = [other for other in there if not other.name.startswith(".")]
    except OSError as error:
        why = why_refused(error)
        return Bilingual(f"{around} cannot be read: {why}.", f"无法读取 {around}：{why.zh}。")
    names = sorted(other.name for other in beside if kind == "file" or other.is_dir())
    where = around.resolve()
    near = did_you_mean(lost.name, names)
    if near or not names:
        return near or Bilingual(
            f"There is no {kind} in {where} at all.", f"{where} 中没有任何{_KINDS_ZH[kind]}。"
        )
    listed = _listed(names)
    return Bilingual(f"In {where} there are: {listed}.", f"{where} 中有：{listed.zh}。")


def _listed(names: list[str]) -> Bilingual:
    first, rest = names[:NAMED_AT_MOST], len(names) - NAMED_AT_MOST
    more, more_zh = (f" and {rest} more", f"等 {len(names)} 个") if rest > 0 else ("", "")
    return Bilingual(", ".join(first) + more, "、".join(first) + more_zh)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False

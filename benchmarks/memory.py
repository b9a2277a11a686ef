"""How much memory a process and those that it started hold together."""

from __future__ import annotations

import contextlib
from pathlib import Path

PROC = Path("/proc")


def held_mib(process: int) -> float | None:
    """Return what a process and its descendants hold, None where the system does not tell.

    What several of them share is counted once: proportional set size, see proc(5).
    """
    if not (PROC / str(process) / "smaps_rollup").exists():
        return None
    return sum(_own_kib(each) for each in _with_descendants(process)) / 1024


def _with_descendants(process: int) -> list[int]:
    found = [process]
    for each in found:
        # A process may end while it is looked at.
        with contextlib.suppress(OSError):
            for thread in (PROC / str(each) / "task").iterdir():
                with contextlib.suppress(OSError):
                    found += map(int, (thread / "children").read_text("ascii").split())
    return found


def _own_kib(process: int) -> int:
    with contextlib.suppress(OSError):
        for line in (PROC / str(process) / "smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0

"""The studies of the five plans: solved by the command a planner types, kept as plain text.

``make studies`` runs them all, ``python reports/studies.py gaotai yonghe`` some. Each text says
which command made it, when, on what, and how long it took.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from optimizer import Lang, apply_changes, read_instance, read_result, read_variants
from optimizer.summary import summary

ROOT = Path(__file__).resolve().parents[1]
PLANS = ("gaotai", "yonghe", "huantai", "qinhuangdao", "shanshan")
LIMITS = ("--time-limit", "120", "--mip-gap", "0.01")
KIB_PER_MIB = 1024


def main(names: list[str]) -> None:
    """Run the studies of the plans named, or of all."""
    for name in names or PLANS:
        variants = read_variants(ROOT / "instances" / name).values()
        for variant in ("", *(v.name for v in variants if v.changes)):
            _study(name, variant)


def _study(name: str, variant: str) -> None:
    """Solve one variant and write its summary in both languages."""
    chosen = ["--variant", variant] if variant else []
    command = ["reserve", "solve", f"instances/{name}", *chosen, *LIMITS]
    with tempfile.TemporaryDirectory() as scratch:
        made_by = _run(command, scratch)
        result = read_result(scratch)
    instance = read_instance(ROOT / "instances" / name)
    if variant:
        changes = read_variants(ROOT / "instances" / name)[variant].changes
        instance = apply_changes(instance, changes)
    for lang in Lang:
        file = ROOT / "reports" / f"{'-'.join(filter(None, (name, variant)))}.{lang.value}.txt"
        file.write_text(f"{made_by}\n\n{summary(result, instance, lang)}\n", encoding="utf-8")
    print(f"{' '.join(command)}: gap {result.gap:.2%}, {result.runtime_s:.0f} s", flush=True)


def _run(command: list[str], folder: str) -> str:
    """Run a command of the planner's and return what is to be known of the run."""
    program = Path(sys.executable).parent / command[0]
    with (Path(folder) / "errors.txt").open("w+", encoding="utf-8") as errors:
        started = time.monotonic()
        process = subprocess.Popen(
            [program, *command[1:], "--quiet", "-o", folder],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
        errors.seek(0)
        if status != 0:
            sys.exit(f"{' '.join(command)} failed:\n{errors.read()}")
    return (
        f"Made by: {' '.join(command)}\n"
        f"On {date.today().isoformat()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}; {seconds:.0f} s and at most "
        f"{usage.ru_maxrss / KIB_PER_MIB:,.0f} MiB of memory in all."
    )


if __name__ == "__main__":
    main(sys.argv[1:])

"""The published families of routing: where their files lie, and how each is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.routing import cordeau, solomon, split_delivery, taillard, vrplib
from benchmarks.routing.published import Published, Rounding

HUNDREDTHS = 100.0
"""Costs of the heterogeneous fleets of Pessoa, Sadykov and Uchoa are in hundredths."""

TENTHS = 10
"""Their lengths are given to engines in tenths, some thousand of which make a leg. In thousandths,
with costs in hundredths, PyVRP alone finds no answer that keeps the limits in 6 s: its
penalties end at 100,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A set of files.

    Parameters
    ----------
    folder : str
        Below the folder of published instances.
    pattern : str
        Of the files' names.
    listed : str
        How ``BKS.csv`` calls an instance: ``{stem}`` and ``{name}`` stand for its file.
    splits : bool
        Whether deliveries may be split.
    """

    folder: str
    pattern: str
    read: Callable[[Path], Published]
    listed: str = "{stem}"
    splits: bool = False


FAMILIES: Mapping[str, Family] = {
    "cvrp/X": Family(
        folder="cvrp/X", pattern="*.vrp", read=partial(vrplib.read, rounding=Rounding.WHOLE)
    ),
    "vrptw/solomon": Family(folder="vrptw/solomon", pattern="*.txt", read=solomon.read),
    "mdvrp/cordeau": Family(
        folder="mdvrp/cordeau", pattern="p*.txt", read=cordeau.read, listed="cordeau/{stem}"
    ),
    "mdvrp/mdvrptw_vidal": Family(
        folder="mdvrp/mdvrptw_vidal",
        pattern="*.vrp",
        read=partial(vrplib.read, rounding=Rounding.THOUSANDTHS),
        listed="mdvrptw_vidal/{stem}",
    ),
    **{
        f"hvrp/{name}": Family(
            folder=f"hvrp/{name}", pattern="*.txt", read=taillard.read, listed=name + "/{stem}"
        )
        for name in ("HFVRP", "VFMP_F", "VFMP_V", "VFMP_FV")
    },
    "hvrp/X_pessoa": Family(
        folder="hvrp/X_pessoa",
        pattern="*.vrp",
        read=partial(vrplib.read, rounding=Rounding.EXACT, per_cost=HUNDREDTHS, per_unit=TENTHS),
        listed="X_pessoa/{stem}",
    ),
    "mtvrptwr/yang": Family(
        folder="mtvrptwr", pattern="*.vrp", read=partial(vrplib.read, rounding=Rounding.TENTHS)
    ),
    "sdvrptw_site_dependent/cordeau_laporte": Family(
        folder="sdvrptw_site_dependent",
        pattern="*.vrp",
        read=partial(vrplib.read, rounding=Rounding.THOUSANDTHS),
    ),
    **{
        f"sdvrp/{name}": Family(
            folder=f"sdvrp/{name}",
            pattern=pattern,
            read=split_delivery.read,
            listed=name + "/{name}",
            splits=True,
        )
        for name, pattern in (
            ("SET-1", "*.txt"),
            ("SET-2", "*.sd"),
            ("SET-3", "*.cri"),
            ("SET-4", "*.sd"),
        )
    },
}
"""By family and set, as the names of cases begin."""

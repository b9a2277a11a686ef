"""The best values of the literature, as `BKS.csv` of each family lists them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SINGLE_SOURCE = "single-source"


@dataclass(frozen=True, slots=True)
class BestKnown:
    """The best value known for an instance.

    Parameters
    ----------
    value : float
        In the money of the instance.
    single_source : bool
        Whether it is for customers that may not be split. Our model splits them, so that its
        optimum is at most this value.
    """

    value: float
    single_source: bool = False


def read_best_known(path: Path, objective: str = "") -> Mapping[str, BestKnown]:
    """Return the best known values of a family by instance, empty where there is no list.

    Parameters
    ----------
    objective : str
        What the column ``objective`` must begin with, in lists that have several.

    Where an instance is listed both with and without split customers, the value with split
    customers is meant: that is the question our model asks.
    """
    if not path.is_file():
        return {}
    found: dict[str, BestKnown] = {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if not row.get("objective", objective).startswith(objective):
                continue
            known = BestKnown(float(row["bks"]), row.get("variant") == SINGLE_SOURCE)
            if row["instance"] not in found or found[row["instance"]].single_source:
                found[row["instance"]] = known
    return found

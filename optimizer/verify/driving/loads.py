"""The rule that what is loaded fits into the vehicle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan import Violation
from optimizer.verify.lanes import KG_PER_TONNE
from optimizer.verify.tolerance import excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.verify.evidence import Evidence

FLOOR = 0.0
"""Loads hold to a millionth of what the vehicle carries, and to no less."""


def load_within_vehicle(evidence: Evidence) -> Iterator[Violation]:
    """Load for a trip no more than the vehicle carries, by weight and by volume."""
    for run in evidence.driven.runs:
        holds = (("kg", KG_PER_TONNE * run.kind.payload_t), ("m3", run.kind.volume_m3))
        for trip in run.trips:
            loads = (sum(drop.kg for drop in trip.drops), sum(drop.m3 for drop in trip.drops))
            for (unit, most), load in zip(holds, loads, strict=True):
                over = excess(load, most, FLOOR)
                if over:
                    yield Violation(
                        promise="load_within_vehicle",
                        where=f"{trip.where}, {unit}",
                        amount=over,
                        unit=unit,
                        sentence=f"{run.name} loads {number(load)} {unit} for trip "
                        f"{trip.line.trip}, it carries {number(most)} {unit}: {number(over)} "
                        f"{unit} too much",
                    )

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
    """Load for a trip no more than the vehicle carries, by weight and by volume, piece by piece."""
    yield from _pieces(evidence)
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


def _pieces(evidence: Evidence) -> Iterator[Violation]:
    """Yield what is loaded in pieces that are larger than what the vehicle carries."""
    commodity = evidence.instance.commodity
    for run in evidence.driven.runs:
        holds = (("kg", KG_PER_TONNE * run.kind.payload_t), ("m3", run.kind.volume_m3))
        for trip in run.trips:
            names = sorted(
                {name for drop in trip.drops for name in evidence.content(drop.haul.flow)}
            )
            for name in names:
                sizes = (commodity[name].weight_kg, commodity[name].volume_m3)
                for (unit, most), size in zip(holds, sizes, strict=True):
                    over = excess(size, most, FLOOR)
                    if over:
                        yield Violation(
                            promise="load_within_vehicle",
                            where=f"{trip.where}, {name}, {unit}",
                            amount=over,
                            unit=unit,
                            sentence=f"{run.name} loads {name} for trip {trip.line.trip}, a piece "
                            f"of which is {number(size)} {unit}; it carries {number(most)} {unit}",
                        )

"""The promise that vehicles have the hours for what they carry, mode by mode."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from optimizer.instance.words import TransportMode
from optimizer.plan import Flow, Violation
from optimizer.verify.tolerance import LIFT, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.instance import FleetEntry
    from optimizer.verify.evidence import Evidence
    from optimizer.verify.lanes import Lane


class Haul(NamedTuple):
    """What a flow asks of the vehicles of one mode, in tonne-hours and cubic-meter-hours."""

    deadline_h: float
    tonne_h: float
    m3_h: float


def drive_within_fleet(evidence: Evidence) -> Iterator[Violation]:
    """Carry by each deadline no more than a mode's fleet can lift, by weight and by volume."""
    modes = {evidence.instance.vehicle[row.vehicle].mode for row in _standing(evidence)}
    for scenario in evidence.instance.scenarios:
        carried = list(evidence.timely(scenario.id))
        for mode in sorted(modes):
            hauls = [haul for pair in carried for haul in _hauls(evidence, mode, *pair)]
            for deadline_h in sorted({haul.deadline_h for haul in hauls}):
                due = [haul for haul in hauls if haul.deadline_h <= deadline_h]
                where = f"{scenario.id}, {mode}, {deadline_h:g} h"
                yield from _lifted(due, _lift(evidence, mode, deadline_h), where)


def _standing(evidence: Evidence) -> Iterator[FleetEntry]:
    return (row for row in evidence.instance.fleet if row.count > 0)


def _hauls(evidence: Evidence, mode: TransportMode, flow: Flow, lane: Lane) -> Iterator[Haul]:
    """Yield what a flow asks of a mode; who delivers asks nothing of the trucks."""
    source = evidence.instance.supplier.get(flow.origin)
    if mode is TransportMode.ROAD and source is not None and source.delivers:
        return
    cycles_h = [part.cycle_h for part in lane.parts if part.mode is mode and part.vehicle]
    if cycles_h:
        yield Haul(
            flow.deadline_h,
            evidence.tonnes(flow) * sum(cycles_h),
            evidence.cubic_meters(flow) * sum(cycles_h),
        )


def _lift(evidence: Evidence, mode: TransportMode, deadline_h: float) -> Haul:
    """Return the lift of a mode's fleet until a deadline."""
    response, vehicle = evidence.instance.response, evidence.instance.vehicle
    fixed_h = response.decision_h + response.handout_h + response.buffer_h
    shifts = [
        (vehicle[row.vehicle], row.count * max(0.0, deadline_h - fixed_h - row.available_after_h))
        for row in _standing(evidence)
        if vehicle[row.vehicle].mode is mode
    ]
    return Haul(
        deadline_h,
        sum(kind.payload_t * hours for kind, hours in shifts),
        sum(kind.volume_m3 * hours for kind, hours in shifts),
    )


def _lifted(due: list[Haul], lift: Haul, where: str) -> Iterator[Violation]:
    needs = (
        ("t", sum(haul.tonne_h for haul in due), lift.tonne_h),
        ("m3", sum(haul.m3_h for haul in due), lift.m3_h),
    )
    for unit, need, there in needs:
        over = excess(need, there, LIFT)
        if over:
            yield Violation(
                promise="drive_within_fleet",
                where=where,
                amount=over,
                unit=f"{unit} h",
                sentence=f"bringing everything due in {where} takes {number(need)} {unit} h of "
                f"vehicles, the fleet has {number(there)} {unit} h: {number(over)} {unit} h too "
                "much",
            )

"""Measures of indicators about modes: those goods are held in, and those they come by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.instance.words import AgreementStatus, ReserveMode
from optimizer.verify.evidence import requirement_of
from optimizer.verify.scope import least
from optimizer.verify.tolerance import PERSONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.instance import Source
    from optimizer.instance.words import TransportMode
    from optimizer.plan import Flow
    from optimizer.verify.needs import Requirement
    from optimizer.verify.scope import Scope


def modes(scope: Scope) -> float | None:
    """Return the number of reserve modes in use."""
    supplier = scope.evidence.instance.supplier
    used = {supplier[source].mode for (source, _), n in scope.contracts.items() if n > 0}
    if any(units > 0 for units in scope.held.values()):
        used.add(ReserveMode.OWN)
    return float(len(used))


def mode_share(scope: Scope) -> float | None:
    """Return the least share of the persons in need whom the reserve modes serve."""
    shares: list[float] = []
    for scenario, asked in scope.asked(scope.indicator.families):
        served = sum(
            flow.persons
            for flow in _flows(scope, scenario, asked)
            if _mode_of(scope, flow) in scope.indicator.reserve_modes
        )
        shares.append(served / sum(asked.values()))
    return least(shares)


def sources(scope: Scope) -> float | None:
    """Return the number of sources of the reserve modes whose agreement counts."""
    wanted = scope.indicator.reserve_modes or tuple(ReserveMode)
    offering = {
        row.supplier
        for row in scope.evidence.instance.supplies
        if row.quantity > 0 and scope.has_commodity(row.commodity)
    }
    counted = [
        source.id
        for source in scope.evidence.instance.sources
        if source.mode in wanted and scope.in_area(source.place) and _agrees(scope, source)
    ]
    return float(len(offering.intersection(counted)))


def transport_modes(scope: Scope) -> float | None:
    """Return the number of modes by which goods are carried to where they are needed."""
    used: set[TransportMode] = set()
    for scenario, asked in scope.asked(scope.indicator.families):
        for flow in _flows(scope, scenario, asked):
            lane = scope.evidence.lane(flow)
            stays = _mode_of(scope, flow) is ReserveMode.HOUSEHOLD
            if lane is not None and not stays and flow.persons > PERSONS:
                used.update(part.mode for part in lane.parts)
    return float(len(used))


def _flows(scope: Scope, scenario: str, asked: Mapping[Requirement, int]) -> Iterator[Flow]:
    """Yield the flows that count and serve something that is asked for."""
    return (flow for flow in scope.flows(scenario) if requirement_of(flow) in asked)


def _mode_of(scope: Scope, flow: Flow) -> ReserveMode:
    source = scope.evidence.instance.supplier.get(flow.origin)
    return ReserveMode.OWN if source is None else source.mode


def _agrees(scope: Scope, source: Source) -> bool:
    """Whether the agreement with a source counts: it is signed, or intending is enough."""
    return source.status is not AgreementStatus.INTENDED or (
        scope.evidence.instance.policy.count_intended
    )

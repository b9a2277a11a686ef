"""Measures of the modes in which goods are held and by which they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.indicators.forced import PERSONS_TOLERANCE
from optimizer.instance.words import AgreementStatus, ReserveMode

if TYPE_CHECKING:
    from optimizer.indicators.facts import Delivery
    from optimizer.indicators.scope import Scope
    from optimizer.instance import Source


def modes(scope: Scope) -> float | None:
    """Return the number of reserve modes in use."""
    in_use = {mode_of(scope, source) for (source, _), q in scope.contracted().items() if q > 0}
    if any(scope.stocked().values()):
        in_use.add(ReserveMode.OWN)
    return float(len(in_use))


def mode_share(scope: Scope) -> float | None:
    """Return the least share of the persons in need whom certain reserve modes serve."""
    origins = {
        origin
        for origin in scope.origins()
        if mode_of(scope, origin) in scope.indicator.reserve_modes
    }
    return min(
        (
            sum(scope.served(need, origins, need.bundle.deadline_h) for need in needs)
            / sum(need.persons for need in needs)
            for needs in scope.asked(scope.indicator.families)
        ),
        default=None,
    )


def sources(scope: Scope) -> float | None:
    """Return the number of sources whose agreement counts."""
    return float(sum(_is_agreed(scope, source) for source in scope.facts.instance.sources))


def transport_modes(scope: Scope) -> float | None:
    """Return the number of transport modes by which goods come."""
    origins = scope.origins()
    used = {
        part.mode
        for needs in scope.asked(scope.indicator.families)
        for need in needs
        for delivery in scope.deliveries(need)
        if delivery.origin in origins and _is_carried(scope, delivery)
        for part in delivery.lane.parts
    }
    return float(len(used))


def mode_of(scope: Scope, origin: str) -> ReserveMode:
    """Return the reserve mode of a source, and of every store that it is our own."""
    source = scope.facts.instance.supplier.get(origin)
    return source.mode if source else ReserveMode.OWN


def _is_agreed(scope: Scope, source: Source) -> bool:
    """Return whether a source counts: by mode, place, agreement and what it offers."""
    named = scope.indicator.reserve_modes
    is_firm = source.status is AgreementStatus.SIGNED or scope.facts.instance.policy.count_intended
    offers = any(
        supply.supplier == source.id
        and supply.quantity > 0
        and scope.has_commodity(supply.commodity)
        for supply in scope.facts.instance.supplies
    )
    return (
        is_firm and offers and (not named or source.mode in named) and scope.has_place(source.place)
    )


def _is_carried(scope: Scope, delivery: Delivery) -> bool:
    """Return whether anything moves at all: what households hold is in the homes already."""
    at_home = mode_of(scope, delivery.origin) is ReserveMode.HOUSEHOLD
    return delivery.persons > PERSONS_TOLERANCE and not at_home

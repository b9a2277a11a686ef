"""Measures of how many persons get what they need, and for how many days stock lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.indicators.scope import of_the_same_persons

if TYPE_CHECKING:
    from optimizer.indicators.scope import Scope
    from optimizer.instance import WorkingStock
    from optimizer.needs import Bundle


def need_share(scope: Scope) -> float | None:
    """Return the least share of the persons of a bundle who get it by its deadline."""
    origins, shares = scope.origins(), []
    for needs in scope.asked(scope.indicator.families):
        served: dict[Bundle, float] = {}
        persons: dict[Bundle, float] = {}
        for need in needs:
            amount = scope.served(need, origins, need.bundle.deadline_h)
            served[need.bundle] = served.get(need.bundle, 0.0) + amount
            persons[need.bundle] = persons.get(need.bundle, 0.0) + need.persons
        shares += [served[bundle] / persons[bundle] for bundle in served]
    return min(shares, default=None)


def persons_served(scope: Scope) -> float | None:
    """Return the least number of persons who get all their bundles."""
    origins = scope.origins()
    return min(
        (
            sum(
                min(scope.served(need, origins, need.bundle.deadline_h) for need in same)
                for same in of_the_same_persons(needs)
            )
            for needs in scope.asked(scope.indicator.families)
        ),
        default=None,
    )


def days_held(scope: Scope) -> float | None:
    """Return the days for which stock and contracts feed the group, of the scarcest commodity."""
    persons = _most_persons(scope)
    held: dict[str, float] = dict(scope.stocked())
    for (supplier, commodity), quantity in scope.contracted().items():
        units = scope.facts.instance.supplier[supplier].reliability * quantity
        held[commodity] = held.get(commodity, 0.0) + units
    return min(
        (
            held.get(commodity, 0.0) / (persons * per_day)
            for commodity in scope.indicator.commodities
            if scope.has_commodity(commodity)
            and (per_day := _largest_per_day(scope, commodity)) > 0
            and persons > 0
        ),
        default=None,
    )


def _most_persons(scope: Scope) -> float:
    return max(
        (
            sum({need.place: need.persons for need in needs}.values())
            for needs in scope.asked(scope.indicator.families)
        ),
        default=0.0,
    )


def _largest_per_day(scope: Scope, commodity: str) -> float:
    return max(
        (
            norm.per_day
            for norm in scope.facts.instance.norms
            if norm.commodity == commodity and norm.group == scope.indicator.group
        ),
        default=0.0,
    )


def working_days(scope: Scope) -> float | None:
    """Return the fewest days of daily work that an institution's stock lasts."""
    sites = {store.site for store in scope.stores()}
    return min(
        (
            _units_at(scope, row) / row.units_per_day
            for row in scope.facts.instance.working_stock
            if row.units_per_day > 0 and row.site in sites and scope.has_commodity(row.commodity)
        ),
        default=None,
    )


def _units_at(scope: Scope, row: WorkingStock) -> int:
    return sum(
        line.quantity
        for line in scope.facts.plan.stock
        if line.site == row.site and line.commodity == row.commodity
    )

"""Measures that count or add up what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.forced import forced_towns
from optimizer.indicators.forced import is_served_when_cut_off, stores_that_count

if TYPE_CHECKING:
    from optimizer.indicators.scope import Scope


def shelter_m2(scope: Scope) -> float | None:
    """Return the area of shelters for each resident."""
    places = [place for place in scope.facts.instance.places if scope.has_place(place.id)]
    population = sum(place.population for place in places)
    return sum(place.shelter_m2 for place in places) / population if population else None


def forced_share(scope: Scope) -> float | None:
    """Return the share of forced towns that have a store or are served when cut off."""
    instance, plan = scope.facts.instance, scope.facts.plan
    kept = [
        bool(stores_that_count(instance, plan, town))
        or is_served_when_cut_off(instance, plan, town)
        for town in forced_towns(instance)
        if scope.has_place(town)
    ]
    return sum(kept) / len(kept) if kept else None


def spending(scope: Scope) -> float | None:
    """Return the spending under the head."""
    assert scope.indicator.head is not None  # an indicator of spending without one cannot exist
    return scope.facts.spending_cny.get(scope.indicator.head.value, 0.0)


def stores(scope: Scope) -> float | None:
    """Return the number of stores."""
    return float(len(scope.stores()))


def floor_m2(scope: Scope) -> float | None:
    """Return the floor area of the stores."""
    option = scope.facts.instance.option
    return sum((option[store.site, store.option].floor_m2 for store in scope.stores()), 0.0)


def land_m2(scope: Scope) -> float | None:
    """Return the land area of the stores."""
    option = scope.facts.instance.option
    return sum((option[store.site, store.option].land_m2 for store in scope.stores()), 0.0)


def pieces(scope: Scope) -> float | None:
    """Return the units that the stores hold."""
    return float(sum(scope.stocked().values()))


def kinds(scope: Scope) -> float | None:
    """Return the number of commodities that the stores hold anything of."""
    return float(sum(quantity > 0 for quantity in scope.stocked().values()))


def outside(scope: Scope) -> float | None:
    """Return nothing: what stands outside is not computed."""
    return None

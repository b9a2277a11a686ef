"""The measures of indicators, one function for each; None where nothing is there to count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from optimizer.instance.words import Measure
from optimizer.verify.forced import forced_towns, neglect_of
from optimizer.verify.modes import mode_share, modes, sources, transport_modes
from optimizer.verify.money import spending_cny
from optimizer.verify.scope import least, share_of
from optimizer.verify.served import (
    need_share,
    person_share,
    persons_served,
    store_person_share,
    store_town_share,
    town_share,
)

if TYPE_CHECKING:
    from optimizer.verify.scope import Scope


def days_held(scope: Scope) -> float | None:
    """Return for how many days the scarcest commodity lasts the group."""
    supplier, days = scope.evidence.instance.supplier, []
    for name in scope.indicator.commodities:
        per_day = _daily_use(scope, name)
        if per_day > 0 and scope.has_commodity(name):
            held = sum(units for (_, k), units in scope.held.items() if k == name)
            held += sum(
                supplier[source].reliability * units
                for (source, k), units in scope.contracts.items()
                if k == name
            )
            days.append(held / per_day)
    return least(days)


def working_days(scope: Scope) -> float | None:
    """Return for how many days of its daily work the worst provided institution holds stock."""
    sites = {store.site for store in scope.stores}
    return least(
        scope.held.get((row.site, row.commodity), 0.0) / row.units_per_day
        for row in scope.evidence.instance.working_stock
        if row.site in sites and row.units_per_day > 0 and scope.has_commodity(row.commodity)
    )


def shelter_m2(scope: Scope) -> float | None:
    """Return the area of shelters for each resident."""
    places = [row for row in scope.evidence.instance.places if scope.in_area(row.id)]
    residents = sum(row.population for row in places)
    return sum(row.shelter_m2 for row in places) / residents if residents else None


def forced_share(scope: Scope) -> float | None:
    """Return the share of forced towns that have a store or are served when cut off."""
    towns = [town for town in forced_towns(scope.evidence) if scope.in_area(town)]
    return share_of(neglect_of(scope.evidence, town) is None for town in towns)


def spending(scope: Scope) -> float | None:
    """Return what is spent under the head, in CNY."""
    head = scope.indicator.head
    return None if head is None else spending_cny(scope.evidence)[head]


def stores(scope: Scope) -> float | None:
    """Return the number of stores."""
    return float(len(scope.stores))


def floor_m2(scope: Scope) -> float | None:
    """Return the floor area of the stores."""
    option = scope.evidence.instance.option
    return float(sum(option[store.site, store.option].floor_m2 for store in scope.stores))


def land_m2(scope: Scope) -> float | None:
    """Return the area of the land that the stores stand on."""
    option = scope.evidence.instance.option
    return float(sum(option[store.site, store.option].land_m2 for store in scope.stores))


def pieces(scope: Scope) -> float | None:
    """Return the units that the stores hold."""
    return float(sum(scope.held.values()))


def kinds(scope: Scope) -> float | None:
    """Return the number of commodities of which the stores hold anything."""
    return float(len({name for (_, name), units in scope.held.items() if units > 0}))


def outside(_: Scope) -> float | None:
    """Return nothing: it is not computed, the remark says why."""
    return None


MEASURES: Mapping[Measure, Callable[[Scope], float | None]] = {
    Measure.PERSON_SHARE: person_share,
    Measure.TOWN_SHARE: town_share,
    Measure.STORE_PERSON_SHARE: store_person_share,
    Measure.STORE_TOWN_SHARE: store_town_share,
    Measure.NEED_SHARE: need_share,
    Measure.PERSONS_SERVED: persons_served,
    Measure.MODE_SHARE: mode_share,
    Measure.DAYS_HELD: days_held,
    Measure.WORKING_DAYS: working_days,
    Measure.SHELTER_M2: shelter_m2,
    Measure.FORCED_SHARE: forced_share,
    Measure.SPENDING: spending,
    Measure.STORES: stores,
    Measure.FLOOR_M2: floor_m2,
    Measure.LAND_M2: land_m2,
    Measure.PIECES: pieces,
    Measure.KINDS: kinds,
    Measure.MODES: modes,
    Measure.SOURCES: sources,
    Measure.TRANSPORT_MODES: transport_modes,
    Measure.OUTSIDE: outside,
}
"""The function of each measure, in the order of the contract."""


def _daily_use(scope: Scope, commodity: str) -> float:
    """Return the units of a commodity that the group uses a day where it is most numerous."""
    instance, group = scope.evidence.instance, scope.indicator.group
    persons: dict[str, int] = defaultdict(int)
    for row in instance.scenario_people:
        if row.group == group and row.scenario in scope.levelled and scope.in_area(row.place):
            persons[row.scenario] += row.persons
    per_day = [
        norm.per_day
        for norm in instance.norms
        if norm.group == group and norm.commodity == commodity
    ]
    return max(persons.values(), default=0) * max(per_day, default=0.0)

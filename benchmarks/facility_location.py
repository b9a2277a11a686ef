"""Capacitated facility location as a question of ours.

Minimize the cost of the facilities that open plus that of serving each customer, where a
customer's demand may be split among facilities and no facility serves more than its capacity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.errors import UsageError
from optimizer.instance import (
    Commodity,
    Economics,
    Family,
    GivenLane,
    Group,
    Instance,
    Norm,
    Option,
    Place,
    Policy,
    Response,
    Scenario,
    ScenarioPeople,
    ServiceStandard,
    Site,
)
from optimizer.instance.words import Bindingness, Category, Level, PlaceKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

DEADLINE_H = 1.0
"""Any deadline will do: every lane takes no time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilityLocation:
    """A capacitated facility location problem.

    Parameters
    ----------
    capacities, demands : tuple of Decimal
        By facility and by customer, in the same unit and as exact as they were given.
    opening_costs : tuple of float
        By facility.
    serving_costs : tuple of tuple of float
        By facility and then by customer: the cost of serving the whole demand.
    """

    capacities: tuple[Decimal, ...]
    opening_costs: tuple[float, ...]
    demands: tuple[Decimal, ...]
    serving_costs: tuple[tuple[float, ...], ...]


def as_instance(problem: FacilityLocation, name: str, source: str) -> Instance:
    """Return the question whose least cost is the problem's optimum.

    A customer's demand is so many persons who each need one unit of 1 m3 and 1 t, which nothing
    but the lane's cost per tonne makes dear; operating costs are the opening costs; everybody
    must be served.

    Raises
    ------
    UsageError
        When a customer without demand has costs, which are per unit of demand here.
    """
    scale = _whole_scale((*problem.demands, *problem.capacities))
    persons = [int(demand * scale) for demand in problem.demands]
    facilities = [f"F{number}" for number in range(1, len(problem.capacities) + 1)]
    customers = [f"C{number}" for number in range(1, len(persons) + 1)]
    needing = [customer for customer, count in zip(customers, persons, strict=True) if count]
    return Instance(
        name=name,
        economics=Economics(discount_rate=0.0, source=source),
        response=Response(source=source),
        policy=Policy(source=source),
        places=tuple(_place(place, source) for place in [*facilities, *needing]),
        sites=tuple(Site(id=id_, place=id_, source=source) for id_ in facilities),
        options=tuple(_options(problem, facilities, scale, source)),
        lanes=tuple(_lanes(problem, facilities, customers, persons, source)),
        families=(_family(source),),
        commodities=(_commodity(source),),
        groups=(Group(id="customer", name="Unit of demand", source=source),),
        norms=(_norm(source),),
        scenarios=(_scenario(source),),
        scenario_people=tuple(_people(customers, persons, source)),
        standards=(_everybody(source),),
    )


def _whole_scale(numbers: Sequence[Decimal]) -> int:
    """Return the least power of ten that makes all the numbers whole."""
    exponents = [number.normalize().as_tuple().exponent for number in numbers]
    return int(10 ** max(0, *(-exponent for exponent in exponents if isinstance(exponent, int))))


def _place(place: str, source: str) -> Place:
    return Place(id=place, name=place, kind=PlaceKind.TOWN, lat=0.0, lon=0.0, source=source)


def _options(
    problem: FacilityLocation, facilities: Sequence[str], scale: int, source: str
) -> Iterator[Option]:
    rows = zip(facilities, problem.capacities, problem.opening_costs, strict=True)
    for facility, capacity, opening_cost in rows:
        yield Option(
            site=facility,
            id="open",
            role=Role.SUB,
            capacity_m3=float(capacity * scale),
            operating_cost_cny_per_year=opening_cost,
            source=source,
        )


def _lanes(
    problem: FacilityLocation,
    facilities: Sequence[str],
    customers: Sequence[str],
    persons: Sequence[int],
    source: str,
) -> Iterator[GivenLane]:
    for facility, costs in zip(facilities, problem.serving_costs, strict=True):
        for customer, count, cost in zip(customers, persons, costs, strict=True):
            if count:
                yield GivenLane(
                    from_place=facility,
                    to_place=customer,
                    travel_h=0.0,
                    cost_cny_per_t=cost / count,
                    source=source,
                )
            elif cost:
                raise UsageError(
                    f"{source}: {customer} has no demand but costs {cost:g} to serve; "
                    "such costs cannot be stated per unit."
                )


def _family(source: str) -> Family:
    return Family(
        id="demand",
        name="Demand",
        category=Category.LIVING,
        shortage_cny_per_person=0.0,
        source=source,
    )


def _commodity(source: str) -> Commodity:
    return Commodity(
        id="unit",
        name="Unit of demand",
        family="demand",
        unit="unit",
        volume_m3=1.0,
        weight_kg=1000.0,
        price_cny=0.0,
        source=source,
    )


def _norm(source: str) -> Norm:
    return Norm(group="customer", commodity="unit", once=1.0, deadline_h=DEADLINE_H, source=source)


def _scenario(source: str) -> Scenario:
    return Scenario(
        id="year", name="Any year", level=Level.II, probability=1.0, days=1, source=source
    )


def _people(
    customers: Sequence[str], persons: Sequence[int], source: str
) -> Iterator[ScenarioPeople]:
    for customer, count in zip(customers, persons, strict=True):
        if count:
            yield ScenarioPeople(
                scenario="year", place=customer, group="customer", persons=count, source=source
            )


def _everybody(source: str) -> ServiceStandard:
    return ServiceStandard(
        id="everybody",
        name="Everybody is served",
        deadline_h=DEADLINE_H,
        kind=Bindingness.BINDING,
        source=source,
    )

"""A region that is made up, as large as the core must cope with: always the same for a seed.

Every figure here is made up, to be of the order that counties know, and none is of a real place:
where towns, villages and vehicles are, how many people need what by when, and what vehicles carry,
take and cost. Twenty stores, a thousand deliveries and a hundred and fifty vehicles by default.

Stores come first and are towns; then villages, each joined by road to the nearest three places
there are by then, so that first roads are long and later ones short. The last tenth of the
villages is cut off: in the one scenario all their roads are closed for eight hours. One road in
ten has a bridge that the heaviest trucks may not cross. A village needs every kind of goods, each
by an hour of its own: as many deliveries as villages times kinds of goods. A third of the vehicles
stands at stores and is ready at once, the others in villages and are ready later.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

from benchmarks.routing.generated.fleet import VEHICLES, fleet
from benchmarks.routing.generated.goods import (
    BEYOND,
    GOODS,
    REACHED,
    commodity_of,
    family_of,
    groups,
    norms,
    standard_of,
)
from benchmarks.routing.generated.source import MADE_UP
from optimizer.instance import (
    Economics,
    Instance,
    Option,
    Place,
    Policy,
    Response,
    Road,
    Scenario,
    ScenarioPeople,
    ScenarioRoad,
    Site,
)
from optimizer.instance.words import Level, PlaceKind, RoadClass, Role, SiteStatus

SEED = 20_080_512
SCENARIO = "quake"

KM2_PER_STORE = 720
DETOUR = 1.3
"""Roads are so many times as long as the straight line."""
JOINED = 3
"""Places that a place is joined to when it is added."""
SOUTH_WEST, KM_PER_DEGREE, KM_PER_DEGREE_EAST = (38.0, 100.0), 111.0, 86.0
"""Latitude and longitude of the region's corner, and lengths of degrees there."""

CUT_OFF_SHARE, OPENS_H = 0.1, 8.0
WEAK_SHARE, WEAK_T = 0.1, 12.0
"""Of the roads; and what their bridges carry."""
PERSONS = (150, 900)
"""In a village: the fewest and the most."""

MOST_M3, HANDLED_T_PER_H, DOCKS = 1e5, 20.0, 2
MOBILIZATION_H = 0.5


def region(deliveries: int = 1000, stores: int = 20, vehicles: int = 150) -> Instance:
    """Return a region with so many deliveries, stores and vehicles.

    Parameters
    ----------
    deliveries : int
        Rounded to whole villages, one at least.
    """
    rng = random.Random(SEED)
    towns = [f"S{number}" for number in range(1, stores + 1)]
    count = max(1, round(deliveries / len(GOODS)))
    villages = [f"P{number}" for number in range(1, count + 1)]
    cut_off = frozenset(villages[count - round(CUT_OFF_SHARE * count) :])
    side_km = math.sqrt(KM2_PER_STORE * stores)
    names = [*towns, *villages]
    at = {name: (rng.uniform(0, side_km), rng.uniform(0, side_km)) for name in names}
    roads = tuple(_roads(rng, at, frozenset(towns)))
    persons = {village: rng.randint(*PERSONS) for village in villages}
    homes = [village for village in villages if village not in cut_off] or towns
    return Instance(
        name=f"generated-{deliveries}",
        economics=Economics(**MADE_UP),
        response=Response(decision_h=1.0, handout_h=1.0, shift_h=12.0, **MADE_UP),
        policy=Policy(**MADE_UP),
        places=tuple(_places(at, persons)),
        roads=roads,
        sites=tuple(_site(town) for town in towns),
        options=tuple(_option(town) for town in towns),
        families=tuple(family_of(goods) for goods in GOODS),
        commodities=tuple(commodity_of(goods) for goods in GOODS),
        groups=tuple(groups()),
        norms=tuple(norms()),
        vehicles=VEHICLES,
        fleet=tuple(fleet(rng, vehicles, towns, homes)),
        scenarios=(
            Scenario(
                id=SCENARIO, name="Earthquake", level=Level.I, probability=0.01, days=3, **MADE_UP
            ),
        ),
        scenario_people=tuple(
            ScenarioPeople(
                scenario=SCENARIO,
                place=village,
                group=BEYOND if village in cut_off else REACHED,
                persons=number,
                **MADE_UP,
            )
            for village, number in persons.items()
        ),
        scenario_roads=tuple(
            ScenarioRoad(scenario=SCENARIO, road=road.id, closed=True, reopens_h=OPENS_H, **MADE_UP)
            for road in roads
            if not cut_off.isdisjoint((road.from_place, road.to_place))
        ),
        standards=tuple(standard_of(goods) for goods in GOODS),
    )


def _roads(
    rng: random.Random, at: dict[str, tuple[float, float]], towns: frozenset[str]
) -> Iterator[Road]:
    """Yield the roads of every place to the nearest of those before it."""
    names = list(at)
    for number, end in enumerate(names):
        nearest = sorted(names[:number], key=lambda name: (math.dist(at[name], at[end]), name))
        for start in nearest[:JOINED]:
            yield Road(
                id=f"{start}-{end}",
                from_place=start,
                to_place=end,
                km=max(0.1, round(DETOUR * math.dist(at[start], at[end]), 1)),
                road_class=RoadClass.TRUNK if {start, end} <= towns else RoadClass.COUNTY,
                weight_limit_t=WEAK_T if rng.random() < WEAK_SHARE else None,
                **MADE_UP,
            )


def _places(at: dict[str, tuple[float, float]], persons: dict[str, int]) -> Iterator[Place]:
    south, west = SOUTH_WEST
    for name, (east_km, north_km) in at.items():
        yield Place(
            id=name,
            name=name,
            kind=PlaceKind.VILLAGE if name in persons else PlaceKind.TOWN,
            lat=south + north_km / KM_PER_DEGREE,
            lon=west + east_km / KM_PER_DEGREE_EAST,
            population=persons.get(name, 0),
            illustrative=True,
            **MADE_UP,
        )


def _site(town: str) -> Site:
    return Site(
        id=f"{town}-store",
        place=town,
        status=SiteStatus.EXISTING,
        mobilization_h=MOBILIZATION_H,
        **MADE_UP,
    )


def _option(town: str) -> Option:
    return Option(
        site=f"{town}-store",
        id="as_is",
        role=Role.SUB,
        capacity_m3=MOST_M3,
        handling_t_per_h=HANDLED_T_PER_H,
        docks=DOCKS,
        **MADE_UP,
    )

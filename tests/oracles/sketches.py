"""Small random questions in whole numbers: sketched, and spelled out as instances.

A person needs one piece of each kind, a family of its own; a piece is 1 m3 and 1 t, so a lane's
cost per tonne is its cost per person. Sites have no people of their own and are thousands of km
away: only given lanes are in time. Persons are even, so that half of them is a whole number.
"""

from dataclasses import dataclass

from hypothesis import strategies as st

from optimizer.instance import (
    Budget,
    Commodity,
    Economics,
    Family,
    GivenLane,
    Group,
    Instance,
    ModeLimit,
    Norm,
    Option,
    Place,
    Policy,
    Response,
    Scenario,
    ScenarioPeople,
    ServiceStandard,
    Site,
    Source,
    Supply,
)
from optimizer.instance.words import (
    Bindingness,
    Category,
    Head,
    Level,
    PlaceKind,
    ReserveMode,
    Role,
    SiteStatus,
)

A = {"source": "drawn at random"}
DEADLINE_H = 10.0
IN_TIME_H = 1.0
LATE_H = 11.0


@dataclass(frozen=True)
class Kind:
    """What a piece costs: held for a year, issued, and missing."""

    price: int
    issue: int
    short: int


@dataclass(frozen=True)
class Room:
    """An option: pieces it holds, what building it costs, and its role."""

    pieces: int
    cost: int
    role: Role


@dataclass(frozen=True)
class Shop:
    """A source of the first kind: pieces, yearly retainer, share of the persons it may serve.

    A piece costs its price to have contracted, and again when it is called.
    """

    pieces: int
    retainer: int
    share: float


@dataclass(frozen=True)
class Sketch:
    """A question: `persons` by scenario and place, `lanes` by scenario, origin and place.

    A lane that is ``None`` is too late; the shop is the origin after the last site.
    """

    tenths: tuple[int, ...]
    persons: tuple[tuple[int, ...], ...]
    kinds: tuple[Kind, ...]
    sites: tuple[tuple[Room, ...], ...]
    existing: tuple[bool, ...]
    lanes: tuple[tuple[tuple[int | None, ...], ...], ...]
    shop: Shop
    person_share: float
    central_max: int | None
    construction: int | None


@st.composite
def sketches(draw):
    """Draw a sketch whose every decision can be enumerated."""
    site_count, kind_count = draw(st.sampled_from([(3, 1), (2, 2), (2, 1), (1, 2)]))
    place_count, scenario_count = draw(st.integers(1, 3)), draw(st.integers(1, 2))
    costs = st.integers(0, 9)
    kinds = st.builds(Kind, st.integers(1, 9), costs, st.integers(0, 99))
    rooms = st.builds(Room, st.integers(1, 5), st.integers(0, 30), st.sampled_from(Role))

    def times(strategy, count):
        return st.tuples(*[strategy] * count)

    reach = times(st.one_of(st.none(), costs), place_count)
    return Sketch(
        tenths=draw(times(st.integers(1, 10), scenario_count)),
        persons=draw(times(times(st.sampled_from([0, 2, 4]), place_count), scenario_count)),
        kinds=draw(times(kinds, kind_count)),
        sites=draw(times(st.lists(rooms, min_size=1, max_size=2).map(tuple), site_count)),
        existing=draw(times(st.sampled_from([False, False, True]), site_count)),
        lanes=draw(times(times(reach, site_count + 1), scenario_count)),
        shop=draw(
            st.builds(Shop, st.integers(0, 3), st.sampled_from([0, 5]), st.sampled_from([0.5, 1]))
        ),
        person_share=draw(st.sampled_from([0, 0.5, 1])),
        central_max=draw(st.sampled_from([None, 1])),
        construction=draw(st.one_of(st.none(), st.integers(10, 60))),
    )


def as_instance(sketch):
    """Return the sketch as the question it stands for."""
    return Instance(
        name="sketch",
        economics=Economics(discount_rate=0.0, building_life_years=1.0, **A),
        response=Response(**A),
        policy=Policy(central_max=sketch.central_max, **A),
        places=(*_places("P", sketch.persons[0], 0.0), *_places("O", sketch.lanes[0], 90.0)),
        groups=(Group(id="all", name="Everybody", **A),),
        scenarios=tuple(
            Scenario(id=f"S{s}", name="Flood", level=Level.II, probability=tenths / 10, days=1, **A)
            for s, tenths in enumerate(sketch.tenths)
        ),
        scenario_people=tuple(
            ScenarioPeople(scenario=f"S{s}", place=f"P{p}", group="all", persons=persons, **A)
            for s, row in enumerate(sketch.persons)
            for p, persons in enumerate(row)
        ),
        lanes=tuple(_lanes(sketch)),
        **_stores(sketch),
        **_materials(sketch),
        **_shop(sketch),
        **_promises(sketch),
    )


def _places(letter, items, lon):
    return [
        Place(id=f"{letter}{i}", name=letter, kind=PlaceKind.TOWN, lat=i, lon=lon, **A)
        for i, _ in enumerate(items)
    ]


def _lanes(sketch):
    for s, origins in enumerate(sketch.lanes):
        for o, reach in enumerate(origins):
            for p, cost in enumerate(reach):
                yield GivenLane(
                    scenario=f"S{s}",
                    from_place=f"O{o}",
                    to_place=f"P{p}",
                    travel_h=LATE_H if cost is None else IN_TIME_H,
                    cost_cny_per_t=cost or 0,
                    **A,
                )


def _stores(sketch):
    status = {True: SiteStatus.EXISTING, False: SiteStatus.CANDIDATE}
    return {
        "sites": tuple(
            Site(id=f"W{i}", place=f"O{i}", status=status[existing], **A)
            for i, existing in enumerate(sketch.existing)
        ),
        "options": tuple(
            Option(
                site=f"W{i}",
                id=f"L{number}",
                role=room.role,
                capacity_m3=room.pieces,
                capital_cost_cny=room.cost,
                **A,
            )
            for i, rooms in enumerate(sketch.sites)
            for number, room in enumerate(rooms)
        ),
    }


def _materials(sketch):
    kinds = list(enumerate(sketch.kinds))
    return {
        "families": tuple(
            Family(
                id=f"F{k}", name="Family", category=Category.LIVING,
                shortage_cny_per_person=kind.short, **A,
            )
            for k, kind in kinds
        ),
        "commodities": tuple(
            Commodity(
                id=f"K{k}", name="Kind", family=f"F{k}", unit="piece", volume_m3=1, weight_kg=1000,
                price_cny=kind.price, shelf_life_years=1, issue_cost_cny=kind.issue, **A,
            )
            for k, kind in kinds
        ),
        "norms": tuple(
            Norm(group="all", commodity=f"K{k}", once=1, deadline_h=DEADLINE_H, **A)
            for k, _ in kinds
        ),
    }  # fmt: skip


def _shop(sketch):
    return {
        "sources": (
            Source(
                id="shop",
                name="Shop",
                place=f"O{len(sketch.sites)}",
                mode=ReserveMode.AGREEMENT,
                retainer_cny_per_year=sketch.shop.retainer,
                **A,
            ),
        ),
        "supplies": (
            Supply(
                supplier="shop", commodity="K0", quantity=sketch.shop.pieces, retainer_share=1, **A
            ),
        ),
        "mode_limits": (
            ModeLimit(
                mode=ReserveMode.AGREEMENT, family="F0", most_share=sketch.shop.share, **A
            ),
        ),
    }  # fmt: skip


def _promises(sketch):
    ceiling = sketch.construction
    return {
        "standards": tuple(
            ServiceStandard(
                id=f"D{k}", name="Standard", deadline_h=DEADLINE_H, families=(f"F{k}",),
                person_share=sketch.person_share, kind=Bindingness.BINDING, **A,
            )
            for k, _ in enumerate(sketch.kinds)
        ),
        "budgets": ()
        if ceiling is None
        else (Budget(head=Head.CONSTRUCTION, ceiling_cny=ceiling, **A),),
    }  # fmt: skip

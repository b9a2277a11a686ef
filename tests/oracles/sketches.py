"""Small random questions in whole numbers: sketched, and spelled out as instances.

A person needs one piece of each kind, a family of its own; a piece is 1 m3 and 1 t, so a lane's
cost per tonne is its cost per person. Sites have no people of their own and are thousands of km
away: only given lanes are in time. Persons are even, so that half of them is a whole number.
"""

from dataclasses import dataclass

from hypothesis import strategies as st
from made_up import (
    MADE_UP,
    commodity,
    family,
    group,
    norm,
    option,
    people,
    place,
    scenario,
    site,
    supplier,
    supply,
)

from optimizer.instance import (
    Budget,
    Economics,
    GivenLane,
    Instance,
    ModeLimit,
    Policy,
    Response,
    ServiceStandard,
)
from optimizer.instance.words import Bindingness, Head, ReserveMode, Role, SiteStatus

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
        economics=Economics(discount_rate=0.0, building_life_years=1.0, **MADE_UP),
        response=Response(**MADE_UP),
        policy=Policy(central_max=sketch.central_max, **MADE_UP),
        places=(*_places("P", sketch.persons[0], 0.0), *_places("O", sketch.lanes[0], 90.0)),
        groups=(group("all"),),
        scenarios=tuple(
            scenario(f"S{s}", probability=tenths / 10, days=1)
            for s, tenths in enumerate(sketch.tenths)
        ),
        scenario_people=tuple(
            people(f"P{p}", persons, "all", f"S{s}")
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
    return [place(f"{letter}{i}", i, lon) for i, _ in enumerate(items)]


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
                    **MADE_UP,
                )


def _stores(sketch):
    status = {True: SiteStatus.EXISTING, False: SiteStatus.CANDIDATE}
    return {
        "sites": tuple(
            site(f"W{i}", f"O{i}", status=status[existing])
            for i, existing in enumerate(sketch.existing)
        ),
        "options": tuple(
            option(f"W{i}", f"L{number}", room.role, room.pieces, capital_cost_cny=room.cost)
            for i, rooms in enumerate(sketch.sites)
            for number, room in enumerate(rooms)
        ),
    }


def _materials(sketch):
    kinds = list(enumerate(sketch.kinds))
    return {
        "families": tuple(
            family(f"F{k}", shortage_cny_per_person=kind.short)
            for k, kind in kinds
        ),
        "commodities": tuple(
            commodity(
                f"K{k}", f"F{k}", volume_m3=1, weight_kg=1000, price_cny=kind.price,
                shelf_life_years=1, issue_cost_cny=kind.issue,
            )
            for k, kind in kinds
        ),
        "norms": tuple(
            norm(DEADLINE_H, "all", f"K{k}")
            for k, _ in kinds
        ),
    }  # fmt: skip


def _shop(sketch):
    return {
        "sources": (
            supplier("shop", f"O{len(sketch.sites)}", retainer_cny_per_year=sketch.shop.retainer),
        ),
        "supplies": (
            supply("shop", "K0", sketch.shop.pieces, retainer_share=1),
        ),
        "mode_limits": (
            ModeLimit(
                mode=ReserveMode.AGREEMENT, family="F0", most_share=sketch.shop.share, **MADE_UP
            ),
        ),
    }  # fmt: skip


def _promises(sketch):
    ceiling = sketch.construction
    return {
        "standards": tuple(
            ServiceStandard(
                id=f"D{k}", name="Standard", deadline_h=DEADLINE_H, families=(f"F{k}",),
                person_share=sketch.person_share, kind=Bindingness.BINDING, **MADE_UP,
            )
            for k, _ in enumerate(sketch.kinds)
        ),
        "budgets": ()
        if ceiling is None
        else (Budget(head=Head.CONSTRUCTION, ceiling_cny=ceiling, **MADE_UP),),
    }  # fmt: skip

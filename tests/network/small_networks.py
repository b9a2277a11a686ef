"""Small questions about roads: site HA in place A, one group, one kit, the nameless vehicle."""

from made_up import (
    MADE_UP,
    SCENARIO,
    commodity,
    family,
    group,
    norm,
    people,
    place,
    scenario,
    site,
    vehicle,
)

from optimizer.instance import Economics, GivenLane, Instance, Policy, Response, ScenarioMode
from optimizer.instance.words import TransportMode
from optimizer.needs import Bundle, needs
from optimizer.network import lanes


def mode_change(mode, scenario_id=SCENARIO, **values):
    return ScenarioMode(scenario=scenario_id, mode=mode, **values, **MADE_UP)


def given(one, other, travel_h, **values):
    return GivenLane(from_place=one, to_place=other, travel_h=travel_h, **values, **MADE_UP)


def carrier(name, mode, kmh=100.0, **values):
    """Return a vehicle that does not move on roads."""
    return vehicle(name, 0.0, mode=TransportMode(mode), cruise_kmh=kmh, **values)


def response(**values):
    return Response(**({"default_speed_kmh": 50.0, "terrain_factor": 1.5} | values), **MADE_UP)


def question(to="B", deadlines_h=(100.0,), transport_cny_per_t_km=0.0, **tables):
    """Return an instance whose people are at the places named by the letters of ``to``."""
    ends = {end for row in tables.get("roads", ()) for end in (row.from_place, row.to_place)}
    defaults = {
        "places": tuple(place(name) for name in sorted(ends | set(to) | {"A"})),
        "sites": (site("HA", "A"),),
        "scenarios": (scenario(),),
        "scenario_people": tuple(people(name) for name in to),
        "response": response(),
        "groups": (group(),),
        "norms": tuple(norm(deadline_h) for deadline_h in deadlines_h),
        "families": (family("living"),),
        "commodities": (commodity("kit"),),
    }
    return Instance(
        name="network",
        economics=Economics(transport_cny_per_t_km=transport_cny_per_t_km, **MADE_UP),
        policy=Policy(**MADE_UP),
        **(defaults | tables),
    )


def all_lanes(instance):
    return lanes(instance, needs(instance))


def lanes_to(instance, place_id="B", origin="HA", deadline_h=100.0, scenario_id=SCENARIO):
    """Return the lanes for the kit by the sets of planned roads that they need."""
    bundle = Bundle("living", "people", deadline_h)
    return {
        lane.roads: lane
        for lane in all_lanes(instance).get((scenario_id, origin, place_id, bundle), ())
    }


def lane_to(instance, *args, **values):
    """Return the lane over what exists, or None where there is none."""
    return lanes_to(instance, *args, **values).get(())

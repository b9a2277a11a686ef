"""Small questions about roads: site HA in place A, one group, one kit, the nameless vehicle."""

from optimizer.instance import (
    Commodity,
    Economics,
    Family,
    FleetEntry,
    GivenLane,
    Group,
    Instance,
    Norm,
    Place,
    Policy,
    Response,
    Road,
    Scenario,
    ScenarioMode,
    ScenarioPeople,
    ScenarioRoad,
    Site,
    Source,
    Transfer,
    Vehicle,
)
from optimizer.instance.words import (
    Category,
    Level,
    PlaceKind,
    ReserveMode,
    RoadClass,
    TransportMode,
)
from optimizer.needs import Bundle, needs
from optimizer.network import lanes

SOURCE = "made up for calculation by hand"
SCENARIO = "S"


def place(name, lat=39.0, lon=100.0, **values):
    return Place(id=name, name=name, kind=PlaceKind.TOWN, lat=lat, lon=lon, source=SOURCE, **values)


def road(one, other, km, name=None, **values):
    return Road(
        id=name or f"{one}-{other}", from_place=one, to_place=other, km=km, source=SOURCE, **values
    )


def change(road_id, scenario=SCENARIO, **values):
    return ScenarioRoad(scenario=scenario, road=road_id, source=SOURCE, **values)


def mode_change(mode, scenario=SCENARIO, **values):
    return ScenarioMode(scenario=scenario, mode=mode, source=SOURCE, **values)


def transfer(at, from_mode, to_mode, hours=0.0, **values):
    return Transfer(
        place=at, from_mode=from_mode, to_mode=to_mode, hours=hours, source=SOURCE, **values
    )


def given(one, other, travel_h, **values):
    return GivenLane(from_place=one, to_place=other, travel_h=travel_h, source=SOURCE, **values)


def vehicle(name, kmh=40.0, **values):
    speeds = {f"{road_class}_kmh": kmh for road_class in RoadClass}
    properties = {"payload_t": 2.0, "volume_m3": 10.0} | speeds | values
    return Vehicle(id=name, name=name, source=SOURCE, **properties)


def carrier(name, mode, kmh=100.0, **values):
    """Return a vehicle that does not move on roads."""
    return vehicle(name, 0.0, mode=TransportMode(mode), cruise_kmh=kmh, **values)


def fleet_entry(vehicle_id, count, at="A", **values):
    return FleetEntry(vehicle=vehicle_id, place=at, count=count, source=SOURCE, **values)


def site(name, at, **values):
    return Site(id=name, place=at, source=SOURCE, **values)


def supplier(name, at, **values):
    properties = {"mode": ReserveMode.AGREEMENT} | values
    return Source(id=name, name=name, place=at, source=SOURCE, **properties)


def scenario(name=SCENARIO, **values):
    return Scenario(
        id=name, name=name, level=Level.II, probability=0.1, days=3, source=SOURCE, **values
    )


def people(at, scenario_id=SCENARIO, group="people", persons=10):
    return ScenarioPeople(
        scenario=scenario_id, place=at, group=group, persons=persons, source=SOURCE
    )


def norm(deadline_h, group="people", commodity_id="kit"):
    return Norm(group=group, commodity=commodity_id, once=1.0, deadline_h=deadline_h, source=SOURCE)


def family(name):
    return Family(
        id=name,
        name=name,
        category=Category.LIVING,
        shortage_cny_per_person=100.0,
        source=SOURCE,
    )


def commodity(name, family_id="living", **values):
    properties = {"volume_m3": 0.1, "weight_kg": 5.0} | values
    return Commodity(
        id=name,
        name=name,
        family=family_id,
        unit="piece",
        price_cny=50.0,
        source=SOURCE,
        **properties,
    )


def response(**values):
    return Response(**({"default_speed_kmh": 50.0, "terrain_factor": 1.5} | values), source=SOURCE)


def question(to="B", deadlines_h=(100.0,), transport_cny_per_t_km=0.0, **tables):
    """Return an instance whose people are at the places named by the letters of ``to``."""
    ends = {end for row in tables.get("roads", ()) for end in (row.from_place, row.to_place)}
    defaults = {
        "places": tuple(place(name) for name in sorted(ends | set(to) | {"A"})),
        "sites": (site("HA", "A"),),
        "scenarios": (scenario(),),
        "scenario_people": tuple(people(name) for name in to),
        "response": response(),
        "groups": (Group(id="people", name="people", source=SOURCE),),
        "norms": tuple(norm(deadline_h) for deadline_h in deadlines_h),
        "families": (family("living"),),
        "commodities": (commodity("kit"),),
    }
    return Instance(
        name="network",
        economics=Economics(transport_cny_per_t_km=transport_cny_per_t_km, source=SOURCE),
        policy=Policy(source=SOURCE),
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

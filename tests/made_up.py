"""Rows of tables made up for a test, plain in all that the test does not name.

Unless told otherwise, everybody is one of the `people`, needs a `kit` of the family `living`, and
does so in scenario `S`.
"""

from optimizer.instance import (
    Commodity,
    Family,
    FleetEntry,
    Fund,
    Group,
    Norm,
    Option,
    Place,
    Road,
    Scenario,
    ScenarioPeople,
    ScenarioRoad,
    Site,
    Source,
    Supply,
    Transfer,
    Vehicle,
)
from optimizer.instance.words import Category, Level, PlaceKind, ReserveMode, RoadClass

MADE_UP = {"source": "made up"}
SCENARIO = "S"


def place(name, lat=39.0, lon=100.0, **values):
    return Place(
        **({"id": name, "name": name, "kind": PlaceKind.TOWN} | values), lat=lat, lon=lon, **MADE_UP
    )


def road(one, other, km, name=None, **values):
    return Road(
        id=name or f"{one}-{other}", from_place=one, to_place=other, km=km, **values, **MADE_UP
    )


def road_change(road_id, scenario_id=SCENARIO, **values):
    return ScenarioRoad(scenario=scenario_id, road=road_id, **values, **MADE_UP)


def transfer(at, from_mode, to_mode, hours=0.0, **values):
    return Transfer(
        place=at, from_mode=from_mode, to_mode=to_mode, hours=hours, **values, **MADE_UP
    )


def vehicle(name, kmh=40.0, **values):
    """Return a vehicle that goes as fast on every class of road."""
    speeds = {f"{road_class}_kmh": kmh for road_class in RoadClass}
    figures = {"payload_t": 2.0, "volume_m3": 10.0} | speeds | values
    return Vehicle(id=name, name=name, **figures, **MADE_UP)


def fund(name, **values):
    return Fund(**({"id": name, "name": name} | values), **MADE_UP)


def fleet_entry(vehicle_id, count=1, at="A", **values):
    return FleetEntry(vehicle=vehicle_id, place=at, count=count, **values, **MADE_UP)


def site(name, at, **values):
    return Site(id=name, place=at, **values, **MADE_UP)


def option(at_site, name, role, capacity_m3, **values):
    return Option(site=at_site, id=name, role=role, capacity_m3=capacity_m3, **values, **MADE_UP)


def supplier(name, at="B", **values):
    return Source(
        id=name, name=name, place=at, **({"mode": ReserveMode.AGREEMENT} | values), **MADE_UP
    )


def supply(supplier_id, commodity_id, quantity=1000, **values):
    return Supply(
        supplier=supplier_id, commodity=commodity_id, quantity=quantity, **values, **MADE_UP
    )


def family(name, **values):
    figures = {"category": Category.LIVING, "shortage_cny_per_person": 100.0} | values
    return Family(id=name, name=name, **figures, **MADE_UP)


def commodity(name, family_id="living", **values):
    figures = {"unit": "piece", "volume_m3": 0.1, "weight_kg": 5.0, "price_cny": 50.0} | values
    return Commodity(id=name, name=name, family=family_id, **figures, **MADE_UP)


def group(name="people"):
    return Group(id=name, name=name, **MADE_UP)


def norm(deadline_h, group_id="people", commodity_id="kit", **values):
    """Return a norm: a piece for everyone, once, unless told otherwise."""
    each = values or {"once": 1.0}
    return Norm(group=group_id, commodity=commodity_id, deadline_h=deadline_h, **each, **MADE_UP)


def scenario(name=SCENARIO, **values):
    figures = {"level": Level.II, "probability": 0.1, "days": 3} | values
    return Scenario(id=name, name=name, **figures, **MADE_UP)


def people(at, persons=10, group_id="people", scenario_id=SCENARIO):
    return ScenarioPeople(
        scenario=scenario_id, place=at, group=group_id, persons=persons, **MADE_UP
    )

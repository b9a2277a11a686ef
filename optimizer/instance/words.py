"""The closed choices of the question, each value as it stands in a table."""

from __future__ import annotations

from enum import StrEnum


class PlaceKind(StrEnum):
    """What a place is."""

    TOWN = "town"
    VILLAGE = "village"
    COMMUNITY = "community"
    PARK = "park"
    SHELTER = "shelter"
    HOSPITAL = "hospital"
    RAILHEAD = "railhead"
    PORT = "port"
    AIRFIELD = "airfield"
    JUNCTION = "junction"
    PARTNER = "partner"


class SiteStatus(StrEnum):
    """What is already decided about a site."""

    EXISTING = "existing"
    CANDIDATE = "candidate"
    COMMITTED = "committed"
    EXCLUDED = "excluded"


class Role(StrEnum):
    """What a store is in the county's system."""

    CENTRAL = "central"
    SUB = "sub"
    POINT = "point"


class Storage(StrEnum):
    """The kind of room a family must be kept in."""

    GENERAL = "general"
    COLD = "cold"
    HAZARDOUS = "hazardous"


class Category(StrEnum):
    """The three classes of emergency materials: 生活保障, 医疗卫生, 抢险救援."""

    LIVING = "living"
    MEDICAL = "medical"
    RESCUE = "rescue"


class ReserveMode(StrEnum):
    """In which form a source holds what it would give."""

    AGREEMENT = "agreement"
    ENTRUSTED = "entrusted"
    PRODUCTION = "production"
    SOCIAL = "social"
    HOUSEHOLD = "household"
    REQUISITION = "requisition"
    PURCHASE = "purchase"
    DONATION = "donation"
    PARTNER = "partner"
    UPPER = "upper"


class Level(StrEnum):
    """Response level of a scenario, I being the gravest."""

    I = "I"  # noqa: E741 - the response level's own name
    II = "II"
    III = "III"
    IV = "IV"


class Season(StrEnum):
    """When a scenario strikes, or a norm holds."""

    ANY = "any"
    SUMMER = "summer"
    WINTER = "winter"


class TransportMode(StrEnum):
    """What moves on a link."""

    ROAD = "road"
    RAIL = "rail"
    SEA = "sea"
    AIR = "air"
    DRONE = "drone"


class RoadClass(StrEnum):
    """Class of a road; a vehicle has one speed for each."""

    MOTORWAY = "motorway"
    TRUNK = "trunk"
    COUNTY = "county"
    VILLAGE = "village"


class Owner(StrEnum):
    """Whose vehicles they are."""

    OWN = "own"
    CONTRACT = "contract"
    REQUISITION = "requisition"


class Bindingness(StrEnum):
    """Whether a standard must be met (约束性) or is aimed at (预期性)."""

    BINDING = "binding"
    EXPECTED = "expected"


class Head(StrEnum):
    """What a budget is for."""

    CONSTRUCTION = "construction"
    EQUIPMENT = "equipment"
    FIRST_STOCK = "first_stock"
    TOTAL = "total"
    YEARLY = "yearly"


class Objective(StrEnum):
    """What the best plan is best at."""

    LEAST_COST = "least_cost"
    MOST_COVERED = "most_covered"

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
    """What a store is in the system, from the upper tier to the lower.

    ``local`` is the stock of a village, a shelter or an institution.
    """

    CENTRAL = "central"
    SUB = "sub"
    POINT = "point"
    LOCAL = "local"


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
    """In which form goods are reserved; ``own`` is the stock of the plan's stores."""

    OWN = "own"
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


class AgreementStatus(StrEnum):
    """How far an agreement with a source has come."""

    SIGNED = "signed"
    INTENDED = "intended"


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
    ROADS = "roads"
    TOTAL = "total"
    YEARLY = "yearly"


class Objective(StrEnum):
    """What the best plan is best at."""

    LEAST_COST = "least_cost"
    MOST_COVERED = "most_covered"


class Comparison(StrEnum):
    """On which side of its target an indicator should be."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Measure(StrEnum):
    """How an indicator of the plan is computed; docs/model.md section 9 has the formulas."""

    PERSON_SHARE = "person_share"
    TOWN_SHARE = "town_share"
    STORE_PERSON_SHARE = "store_person_share"
    STORE_TOWN_SHARE = "store_town_share"
    NEED_SHARE = "need_share"
    PERSONS_SERVED = "persons_served"
    MODE_SHARE = "mode_share"
    DAYS_HELD = "days_held"
    WORKING_DAYS = "working_days"
    SHELTER_M2 = "shelter_m2"
    FORCED_SHARE = "forced_share"
    SPENDING = "spending"
    STORES = "stores"
    FLOOR_M2 = "floor_m2"
    LAND_M2 = "land_m2"
    PIECES = "pieces"
    KINDS = "kinds"
    MODES = "modes"
    SOURCES = "sources"
    TRANSPORT_MODES = "transport_modes"
    OUTSIDE = "outside"

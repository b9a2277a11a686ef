"""Where things are, and what joins them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from optimizer.bilingual import Bilingual
from optimizer.errors import Problem
from optimizer.instance.schema import Row, column, provenance
from optimizer.instance.words import PlaceKind, RoadClass, TransportMode


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Row):
    """A point on the map and on the network."""

    table: ClassVar[str] = "places"

    id: str = column("Id of the place", is_id=True)
    name: str = column("Name in English or pinyin")
    name_zh: str = column("Name in Chinese", default="")
    kind: PlaceKind = column("What the place is")
    parent: str | None = column(
        "The place it belongs to: a village's town", default=None, refers_to="places"
    )
    lat: float = column("Latitude, WGS-84", unit="degrees", minimum=-90, maximum=90)
    lon: float = column("Longitude, WGS-84", unit="degrees", minimum=-180, maximum=180)
    population: int = column(
        "Residents, those of places that belong to it not counted twice",
        unit="persons",
        default=0,
        minimum=0,
    )
    urban_population: int = column(
        "Residents that count as urban", unit="persons", default=0, minimum=0
    )
    hazard_class: int = column("Hazard, 1 low to 4 very high", default=1, minimum=1, maximum=4)
    access_class: int = column("Access, 1 good to 4 very poor", default=1, minimum=1, maximum=4)
    terrain_factor: float | None = column(
        "Road length over straight distance here; blank: the response's own",
        default=None,
        minimum=1,
    )
    shelter_m2: float = column(
        "Effective area of emergency shelters here", unit="m2", default=0.0, minimum=0
    )
    illustrative: bool = column(
        "Whether position and population are illustrative, not public data", default=False
    )
    source: str = provenance()

    def contradictions(self) -> Iterator[Problem]:
        """Yield an urban population above the population."""
        if self.urban_population > self.population:
            yield Problem(
                file=self.table,
                column="urban_population",
                found=str(self.urban_population),
                expected=Bilingual(
                    f"at most the population ({self.population})",
                    f"不大于总人口（{self.population}）",
                ),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Road(Row):
    """A link between two places by road, rail, sea or air, usable both ways."""

    table: ClassVar[str] = "roads"

    id: str = column("Id of the link", is_id=True)
    from_place: str = column("One end", refers_to="places")
    to_place: str = column("The other end", refers_to="places")
    name: str = column("Name of the road or bridge", default="")
    mode: TransportMode = column("What moves on it", default=TransportMode.ROAD)
    km: float = column("Length", unit="km", above=0)
    road_class: RoadClass = column("Class of the road", default=RoadClass.COUNTY)
    speed_kmh: float | None = column(
        "Speed that no vehicle exceeds; blank: the vehicle's speed on this class, or the "
        "response's default speed where no vehicles are given",
        unit="km/h",
        default=None,
        above=0,
    )
    weight_limit_t: float | None = column(
        "Heaviest vehicle allowed; blank: any", unit="t", default=None, above=0
    )
    planned_cost_cny: float | None = column(
        "Cost of building it; blank: it exists. A planned link carries nothing until the plan "
        "buys it",
        unit="CNY",
        default=None,
        minimum=0,
    )
    source: str = provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLane(Row):
    """Travel between two places as the user knows it, used instead of the roads."""

    table: ClassVar[str] = "lanes"
    key: ClassVar[tuple[str, ...]] = ("from_place", "to_place", "scenario")

    from_place: str = column("Where goods start", refers_to="places")
    to_place: str = column("Where goods are needed", refers_to="places")
    scenario: str | None = column(
        "Scenario it holds in; blank: in every scenario", default=None, refers_to="scenarios"
    )
    travel_h: float = column("Travel time", unit="h", minimum=0)
    km: float = column("Distance", unit="km", default=0.0, minimum=0)
    cost_cny_per_t: float = column(
        "Cost of moving goods over it, beside the vehicle's own",
        unit="CNY/t",
        default=0.0,
        minimum=0,
    )
    source: str = provenance()

"""Who supplies without being a store of ours, and what drives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from optimizer.bilingual import Bilingual
from optimizer.errors import Problem
from optimizer.instance.schema import Row, column, provenance, share
from optimizer.instance.words import (
    AgreementStatus,
    Owner,
    ReserveMode,
    RoadClass,
    TransportMode,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Row):
    """Anything that supplies without being a store of ours."""

    table: ClassVar[str] = "sources"

    id: str = column("Id of the source, not also the id of a site", is_id=True)
    name: str = column("Name in English or pinyin")
    name_zh: str = column("Name in Chinese", default="")
    place: str = column("Place its goods start from", refers_to="places")
    mode: ReserveMode = column("In which form it holds what it gives; not own")
    status: AgreementStatus = column(
        "Whether its agreement is signed or only intended", default=AgreementStatus.SIGNED
    )
    serves: tuple[str, ...] = column(
        "Places it may serve, with what belongs to them; blank: all. Households serve only "
        "within their own place",
        default=(),
        refers_to="places",
    )
    lead_h: float = column(
        "From the decision until its goods are ready to load", unit="h", default=0.0, minimum=0
    )
    reliability: float = share("Share of what is contracted that is counted on", default=1.0)
    retainer_cny_per_year: float = column(
        "Yearly cost of having it at all, whatever the quantity",
        unit="CNY/a",
        default=0.0,
        minimum=0,
    )
    handling_t_per_h: float | None = column(
        "Tonnes it can load in an hour; blank: no limit", unit="t/h", default=None, above=0
    )
    docks: int | None = column(
        "Vehicles it can load at the same time; blank: any number",
        unit="vehicles",
        default=None,
        minimum=1,
    )
    delivers: bool = column(
        "Whether it brings its goods itself by road, without the fleet's hours", default=True
    )
    source: str = provenance()

    def contradictions(self) -> Iterator[Problem]:
        """Yield a source that claims to be the stock of our own stores."""
        if self.mode is ReserveMode.OWN:
            yield Problem(
                file=self.table,
                column="mode",
                found=self.mode,
                expected=Bilingual(
                    "a mode of others; own stock stands at sites, in the table stock",
                    "外部来源的储备方式；自有储备请填入 stock 表",
                ),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply(Row):
    """What a source can give of one commodity."""

    table: ClassVar[str] = "supplies"
    key: ClassVar[tuple[str, ...]] = ("supplier", "commodity")

    supplier: str = column("Source that gives it", refers_to="sources")
    commodity: str = column("What it gives", refers_to="commodities")
    quantity: int = column("Most that can be contracted", unit="units", minimum=0)
    per_day: float | None = column(
        "Rate at which it comes after the lead time; blank: all at once",
        unit="units/day",
        default=None,
        above=0,
    )
    price_factor: float = column(
        "Price paid when it is called, as a multiple of the purchase price", default=1.0, minimum=0
    )
    retainer_share: float = column(
        "Yearly cost of a contracted unit as a share of its purchase price",
        unit="1/a",
        default=0.0,
        minimum=0,
    )
    source: str = provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle(Row):
    """A type of vehicle."""

    table: ClassVar[str] = "vehicles"

    id: str = column("Id of the type", is_id=True)
    name: str = column("Name in English")
    name_zh: str = column("Name in Chinese", default="")
    mode: TransportMode = column("What it moves on", default=TransportMode.ROAD)
    payload_t: float = column("Payload", unit="t", above=0)
    volume_m3: float = column("Load volume", unit="m3", above=0)
    gross_weight_t: float = column("Weight when loaded", unit="t", default=0.0, minimum=0)
    motorway_kmh: float = column("Speed; 0: may not use it", unit="km/h", default=0.0, minimum=0)
    trunk_kmh: float = column("Speed; 0: may not use it", unit="km/h", default=0.0, minimum=0)
    county_kmh: float = column("Speed; 0: may not use it", unit="km/h", default=0.0, minimum=0)
    village_kmh: float = column("Speed; 0: may not use it", unit="km/h", default=0.0, minimum=0)
    cruise_kmh: float = column(
        "Speed by rail, sea or air, for what does not move on roads",
        unit="km/h",
        default=0.0,
        minimum=0,
    )
    range_km: float | None = column(
        "Longest way out between two loadings; blank: any", unit="km", default=None, above=0
    )
    cost_cny_per_km: float = column("Cost of a km driven", unit="CNY/km", default=0.0, minimum=0)
    cost_cny_per_day: float = column(
        "Cost of a working day", unit="CNY/day", default=0.0, minimum=0
    )
    load_min: float = column("Loading a full load", unit="min", default=0.0, minimum=0)
    unload_min: float = column("Unloading a full load", unit="min", default=0.0, minimum=0)
    first_departure_h: float = column(
        "Hours after the start of the response of its first departure by a timetable; of no "
        "meaning without one",
        unit="h",
        default=0.0,
        minimum=0,
    )
    departs_every_h: float | None = column(
        "Hours between the departures of its timetable; blank: it leaves when it is loaded",
        unit="h",
        default=None,
        above=0,
    )
    source: str = provenance()

    def speed_kmh(self, road_class: RoadClass) -> float:
        """Return the speed on a class of road, 0 where the vehicle may not drive."""
        return {
            RoadClass.MOTORWAY: self.motorway_kmh,
            RoadClass.TRUNK: self.trunk_kmh,
            RoadClass.COUNTY: self.county_kmh,
            RoadClass.VILLAGE: self.village_kmh,
        }[road_class]

    def contradictions(self) -> Iterator[Problem]:
        """Yield a vehicle that does not move on roads and has no speed."""
        if self.mode is not TransportMode.ROAD and self.cruise_kmh == 0:
            yield Problem(
                file=self.table,
                column="cruise_kmh",
                found="0",
                expected=Bilingual(
                    f"more than 0, the speed by {self.mode}", f"大于 0（{self.mode} 方式的速度）"
                ),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetEntry(Row):
    """Vehicles of one type that stand at one place."""

    table: ClassVar[str] = "fleet"
    key: ClassVar[tuple[str, ...]] = ("vehicle", "place", "owner")

    vehicle: str = column("Type", refers_to="vehicles")
    place: str = column("Where they stand", refers_to="places")
    count: int = column("How many", unit="vehicles", minimum=0)
    owner: Owner = column("Whose they are", default=Owner.OWN)
    available_after_h: float = column(
        "From the decision until they can be used", unit="h", default=0.0, minimum=0
    )
    source: str = provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Row):
    """A place where goods change from one vehicle to another."""

    table: ClassVar[str] = "transfers"
    key: ClassVar[tuple[str, ...]] = ("place", "from_mode", "to_mode")

    place: str = column("Where it is: railhead, port, airfield, junction", refers_to="places")
    from_mode: TransportMode = column("What the goods come on")
    to_mode: TransportMode = column("What they go on with; road to road changes the size of truck")
    hours: float = column(
        "From the arrival of the one until the other leaves: unloading, sorting, loading",
        unit="h",
        minimum=0,
    )
    cost_cny_per_t: float = column("Cost of handling", unit="CNY/t", default=0.0, minimum=0)
    source: str = provenance()

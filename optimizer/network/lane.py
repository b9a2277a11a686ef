"""What a lane promises, and what it costs to use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.instance.words import TransportMode
from optimizer.needs import Bundle

if TYPE_CHECKING:
    from optimizer.plan import Flow

KG_PER_TONNE = 1000.0

BETWEEN_VEHICLES = ">"
"""What stands between the ids of the vehicles of a lane: ``truck96>van42``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one vehicle does on a lane, from its loading to its unloading.

    Parameters
    ----------
    vehicle : str or None
        Id of the vehicle type; None for the nameless one.
    mode : TransportMode
        What it moves on.
    start, end : str
        Places where it is loaded and unloaded.
    km, drive_h : float
        One way; hours without waiting at closed links.
    cycle_h : float
        Hours that a trip takes the vehicle: loading, moving out and back, unloading.
    trip_cost_cny : float
        Cost of one trip of one vehicle, out and back.
    payload_t, volume_m3 : float
        What one vehicle takes; infinite for the nameless one.
    """

    vehicle: str | None
    mode: TransportMode
    start: str
    end: str
    km: float
    drive_h: float
    cycle_h: float
    trip_cost_cny: float
    payload_t: float
    volume_m3: float

    def trips_per_person(self, weight_kg: float, volume_m3: float) -> float:
        """Return the share of a vehicle's trip that goods of a weight and a volume take."""
        return max(weight_kg / (KG_PER_TONNE * self.payload_t), volume_m3 / self.volume_m3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A way from an origin to a place that holds a bundle's deadline in a scenario.

    Bundles of one deadline whose pieces go into the same vehicles share a lane.

    Parameters
    ----------
    scenario, origin, place : str
        Ids; the origin is a site or a source.
    deadline_h : float
        Hours from the start of the response by which goods must be handed out.
    hours : float
        Hours from the start of the response until they are. At most the deadline.
    travel_h : float
        Hours between leaving the origin and arriving, with all waiting and transfers.
    drive_h, km : float
        Hours on the move and distance, one way, summed over the parts.
    parts : tuple of Part
        One to three: trunk, branch and last mile.
    cost_cny_per_t : float
        Cost of moving goods over the lane, beside the vehicles' own: transfers, what was given
        with the lane, and the nameless vehicle.
    window_h : float
        Hours in which goods may be loaded so that they come in time.
    estimated : bool
        Whether part of the way is an estimate because no road is given there.
    roads : tuple of str
        Ids of the planned links that it needs, sorted.
    """

    scenario: str
    origin: str
    place: str
    deadline_h: float
    hours: float
    travel_h: float
    drive_h: float
    km: float
    parts: tuple[Part, ...]
    cost_cny_per_t: float
    window_h: float
    estimated: bool
    roads: tuple[str, ...] = ()

    @property
    def vehicles(self) -> str:
        """Ids of the vehicle types in their order; the nameless one is empty."""
        return BETWEEN_VEHICLES.join(part.vehicle or "" for part in self.parts)

    def cost_cny_per_person(self, weight_kg: float, volume_m3: float) -> float:
        """Return what moving goods of a weight and a volume costs."""
        trips_cny = sum(
            part.trips_per_person(weight_kg, volume_m3) * part.trip_cost_cny for part in self.parts
        )
        return trips_cny + weight_kg / KG_PER_TONNE * self.cost_cny_per_t


Lanes = Mapping[tuple[str, str, str, Bundle], tuple[Lane, ...]]
"""Lanes by scenario, origin, place and bundle: one for each set of planned links, by `roads`."""


def lane_of(lanes: Lanes, flow: Flow) -> Lane | None:
    """Return the lane that a flow uses, None where it names one that there is not."""
    bundle = Bundle(flow.family, flow.group, flow.deadline_h)
    ways = lanes.get((flow.scenario, flow.origin, flow.place, bundle), ())
    return next((lane for lane in ways if lane.roads == flow.needed_roads), None)

"""What a lane promises, and what it costs to use it."""

from __future__ import annotations

from dataclasses import dataclass

KG_PER_TONNE = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A way from an origin to a place that holds a deadline in a scenario.

    Parameters
    ----------
    scenario, origin, place : str
        Ids; the origin is a site or a source.
    deadline_h : float
        Hours from the start of the response by which goods must be handed out.
    hours : float
        Hours from the start of the response until they are. At most the deadline.
    travel_h, drive_h : float
        Hours between leaving and arriving, with and without waiting at closed roads.
    km : float
        One way.
    vehicle : str or None
        Id of the vehicle type that drives; None for the nameless one.
    trip_cost_cny : float
        Cost of one trip of one vehicle, out and back.
    cycle_h : float
        Hours that a trip takes the vehicle: loading, driving out and back, unloading.
    payload_t, volume_m3 : float
        What one vehicle takes; infinite for the nameless one.
    cost_cny_per_t : float
        Cost of moving goods over the lane, beside the vehicle's own.
    window_h : float
        Hours in which goods may be loaded so that they come in time.
    estimated : bool
        Whether part of the way is an estimate because no road is given there.
    """

    scenario: str
    origin: str
    place: str
    deadline_h: float
    hours: float
    travel_h: float
    drive_h: float
    km: float
    vehicle: str | None
    trip_cost_cny: float
    cycle_h: float
    payload_t: float
    volume_m3: float
    cost_cny_per_t: float
    window_h: float
    estimated: bool

    def trips_per_person(self, weight_kg: float, volume_m3: float) -> float:
        """Return the share of a vehicle's trip that goods of a weight and a volume take."""
        return max(weight_kg / (KG_PER_TONNE * self.payload_t), volume_m3 / self.volume_m3)

"""What the judge says of a scenario that is driven anew, roads as they were and as they are.

What left before the hour of the state is judged by the roads of then, what leaves later by those of
now. What the judge cannot know is left out: what reports say against the schedule.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from optimizer.driving.replanning.situation import open_in_either
from optimizer.instance.words import TransportMode
from optimizer.verify import CHECKS
from optimizer.verify.driving.handing import hand_on_in_time
from optimizer.verify.driving.hauls import Haul, Stage
from optimizer.verify.driving.keys import flow_key
from optimizer.verify.driving.ranges import stay_within_range
from optimizer.verify.driving.travel import Hop, Travel
from optimizer.verify.driving.trips import drive_known_vehicles
from optimizer.verify.evidence import Evidence
from optimizer.verify.known import known_ids

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Flow, Plan, Violation
    from optimizer.verify.driving.frontier import Way

RULES = CHECKS[CHECKS.index(drive_known_vehicles) :]
"""The rules of docs/routing.md; the promises of docs/model.md are about plans made beforehand."""


HANDED_ON = hand_on_in_time.__name__
"""What left a transfer place before is not too early for what is sent once more."""

OF_TURNED = (
    (drive_known_vehicles.__name__, "vehicles"),
    (stay_within_range.__name__, "km"),
)
"""What is not judged of who turned on its way, by rule and unit: whether it comes home, and how far
it goes without loading. The tables know only where it was and comes to.
"""

COST = ", cost_cny"
"""By which roads those drove who were under way when roads changed, the tables do not say."""


class TravelOverTime(Travel):
    """The ways of vehicles, others from an hour on."""

    def __init__(self, before: Instance, after: Instance, plan: Plan, hour: float) -> None:
        super().__init__(before, plan)
        self._after = Travel(after, plan)
        self._either = Travel(open_in_either(before, after), plan)
        self._hour = hour

    def fastest(self, hop: Hop) -> Way | None:
        """Return the way that arrives first."""
        then = self._then(hop)
        return super().fastest(hop) if then is self else then.fastest(hop)

    def shortest_km(self, hop: Hop, fastest: Way) -> float:
        """Return the least km of the ways that take the least time."""
        then = self._then(hop)
        return super().shortest_km(hop, fastest) if then is self else then.shortest_km(hop, fastest)

    def least_moving(self, hop: Hop) -> tuple[Way, ...]:
        """Return ways that arrive as stated, none both later and with more hours on the move."""
        then = self._then(hop)
        return super().least_moving(hop) if then is self else then.least_moving(hop)

    def _then(self, hop: Hop) -> Travel:
        """Return the ways of a hop: who is under way at the hour may go by roads of either time."""
        if hop.leave_h >= self._hour:
            return self._after
        return self if hop.arrive_h <= self._hour else self._either


def judged(
    before: Instance,
    after: Instance,
    plan: Plan,
    hour: float,
    reported: Collection[str],
    turned: Collection[str],
    added: Mapping[Flow, TransportMode],
) -> tuple[Violation, ...]:
    """Return what a driven plan breaks of the rules of docs/routing.md.

    Parameters
    ----------
    reported : collection of str
        Vehicles that are not where the schedule has them: nothing is said of them alone.
    turned : collection of str
        Vehicles that were under way: their range and way home are judged only by where they were
        before, so nothing is said of these.
    added : mapping of Flow to TransportMode
        Flows of new needs: they go in one part, by a mode.
    """
    is_changed = before.scenario_roads != after.scenario_roads or bool(reported)
    evidence = Evidence(before, plan)
    unknown = tuple(known_ids(evidence))
    if unknown:
        return unknown
    driven = evidence.driven
    driven.__dict__["travel"] = TravelOverTime(before, after, plan, hour)
    driven.__dict__["hauls"] = {
        **driven.hauls,
        **{
            flow_key(flow): Haul(flow, None, (Stage(mode, None, flow.place),))
            for flow, mode in added.items()
        },
    }
    past = {
        f"{row.scenario}, {row.vehicle}, trip {row.trip}"
        for row in plan.driving.trips
        if row.load_h < hour
    }
    return tuple(
        violation
        for rule in RULES
        for violation in rule(evidence)
        if not _is_about(violation, reported)
        and not (violation.promise == HANDED_ON and _trip(violation) in past)
        and not ((violation.promise, violation.unit) in OF_TURNED and _is_about(violation, turned))
        and not (is_changed and violation.where.endswith(COST))
    )


def _is_about(violation: Violation, vehicles: Collection[str]) -> bool:
    text = f"{violation.where}, {violation.sentence} "
    return any(f" {vehicle}{end}" in text for vehicle in vehicles for end in (",", " "))


def _trip(violation: Violation) -> str:
    return ", ".join(violation.where.split(", ")[:3])

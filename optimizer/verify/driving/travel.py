"""How long vehicles need from place to place in a scenario, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from optimizer.instance.words import TransportMode
from optimizer.verify.driving.frontier import Bounds, Way, frontier
from optimizer.verify.roads import LinkNetwork, Setting
from optimizer.verify.search import Label, Search
from optimizer.verify.tolerance import CLOCK, HOURS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from optimizer.instance import GivenLane, Instance, Vehicle
    from optimizer.plan import Plan
    from optimizer.verify.driving.clock import Rests
    from optimizer.verify.driving.runs import Leg, Run
    from optimizer.verify.roads import Arc

Arcs = dict[str, list["Arc"]]


class Hop(NamedTuple):
    """A way that a vehicle is said to drive: from where to where, when, with which rests."""

    scenario: str
    vehicle: Vehicle
    ends: tuple[str, str]
    leave_h: float
    arrive_h: float
    rests: Rests


def hop_of(run: Run, leg: Leg) -> Hop:
    """Return a leg of a vehicle as a way to be driven."""
    ends = (leg.start, leg.end)
    return Hop(run.scenario, run.kind, ends, leg.leave_h, leg.arrive_h, run.rests)


class Travel:
    """The ways of vehicles over links that exist or that the plan buys."""

    def __init__(self, instance: Instance, plan: Plan) -> None:
        self._instance = instance
        self._planned = tuple(sorted(plan.roads))
        self._network = LinkNetwork(instance)
        self._given = {(row.scenario, row.from_place, row.to_place): row for row in instance.lanes}
        self._opens: dict[tuple[Setting, str], tuple[float, ...]] = {}
        self._open: dict[tuple[Setting, str, float], Arcs] = {}
        self._searches: dict[tuple[Setting, str, float, str], Search] = {}

    def fastest(self, hop: Hop) -> Way | None:
        """Return the way that arrives first, the shortest of these; None where none leads there."""
        fixed = self._fixed(hop)
        if fixed is not None:
            return min(fixed, default=None)
        way = self._open_way(hop, hop.leave_h)
        later = [hour for hour in self._openings(hop) if hour > hop.leave_h]
        # A way over a link that opens later arrives after that.
        if not later or (way is not None and hop.rests.hour(way.arrival_h) <= later[0]):
            return way
        return self._waiting_way(hop)

    def taken(self, hop: Hop) -> tuple[Way, ...]:
        """Return the ways of which a vehicle may take any, the first to arrive among them.

        Where roads open while it is under way these are the fastest over the roads that are
        open by one hour or another, if that takes no longer than stated. Which of them is first
        depends on rests, of which some may be needed on one way alone.
        """
        fastest = self.fastest(hop)
        if fastest is None:
            return ()
        if self._fixed(hop) is not None or not self._reopening(hop):
            return (fastest,)
        hours = [hour for hour in self._openings(hop) if hop.leave_h < hour < hop.arrive_h]
        others = (self._open_way(hop, hour) for hour in (hop.leave_h, *hours))
        return (fastest, *(way for way in others if way is not None and _arrives(hop, way)))

    def shortest_km(self, hop: Hop, fastest: Way) -> float:
        """Return the least km of the ways that take the least time, within the clock's tolerance.

        Parameters
        ----------
        fastest : Way
            The way that arrives first.
        """
        fixed = self._fixed(hop)
        latest_h = fastest.arrival_h + CLOCK
        ways = self._frontier(hop, latest_h, lambda way: way.km) if fixed is None else fixed
        timely = (way.km for way in ways if way.arrival_h <= latest_h)
        return min((*timely, *(way.km for way in self.taken(hop))), default=fastest.km)

    def least_moving(self, hop: Hop) -> tuple[Way, ...]:
        """Return ways that arrive as stated, none both later and with more hours on the move.

        Where none does, the one that arrives first is returned. A way over links that open
        later may have fewer hours of driving than the one that arrives first.
        """
        fastest = self.fastest(hop)
        if fastest is None:
            return ()
        if self._fixed(hop) is not None or not self._reopening(hop):
            return (fastest,)
        latest_h = hop.rests.awake_h(hop.arrive_h) + CLOCK
        ways = self._frontier(hop, latest_h, lambda way: way.moving_h) or (fastest,)
        way = self._open_way(hop, hop.leave_h)
        if way is None or way in ways or not _arrives(hop, way):
            return ways
        return (*ways, way)

    def _fixed(self, hop: Hop) -> tuple[Way, ...] | None:
        """Return the ways where they follow no network, None where they do."""
        start, end = hop.ends
        leave_h = hop.rests.awake_h(hop.leave_h)
        if start == end:
            return (Way(leave_h, 0.0, 0.0),)
        if hop.vehicle.mode is not TransportMode.ROAD:
            return None
        given = self._given_lane(hop)
        if given is not None:
            travel_h = given.travel_h / self._instance.scenario[hop.scenario].speed_factor
            return (Way(leave_h + travel_h, given.km, travel_h),)
        if self._network.has_roads:
            return None
        straight = self._network.straight_arcs(self._setting(hop), hop.vehicle, hop.ends)
        return tuple(_straight_way(arc, leave_h, hop.rests) for arc in straight)

    def _given_lane(self, hop: Hop) -> GivenLane | None:
        return self._given.get((hop.scenario, *hop.ends)) or self._given.get((None, *hop.ends))

    def _setting(self, hop: Hop) -> Setting:
        return self._network.setting(self._instance.scenario[hop.scenario], self._planned)

    def _arcs(self, hop: Hop) -> Mapping[str, list[Arc]]:
        return self._network.arcs(self._setting(hop), hop.vehicle)

    def _openings(self, hop: Hop) -> tuple[float, ...]:
        """Return the hours at which links of the vehicle open, sorted."""
        key = (self._setting(hop), hop.vehicle.id)
        if key not in self._opens:
            hours = {arc.opens_h for arcs in self._arcs(hop).values() for arc in arcs}
            self._opens[key] = tuple(sorted(hours))
        return self._opens[key]

    def _reopening(self, hop: Hop) -> bool:
        """Whether a link opens while the vehicle is on its way."""
        return any(hop.leave_h < hour < hop.arrive_h for hour in self._openings(hop))

    def _open_way(self, hop: Hop, by_h: float) -> Way | None:
        """Return the best way over links that are open by an hour, as if they were at once."""
        opened_h = max((hour for hour in self._openings(hop) if hour <= by_h), default=0.0)
        label = self._search(hop, opened_h, hop.ends[0]).label(hop.ends[1])
        if label is None:
            return None
        leave_h = hop.rests.awake_h(hop.leave_h)
        return Way(leave_h + label.arrival_h, label.km, label.moving_h)

    def _search(self, hop: Hop, opened_h: float, start: str) -> Search:
        """Return the search over all links that are open by an hour, from hour 0 on."""
        setting = self._setting(hop)
        key = (setting, hop.vehicle.id, opened_h)
        if key not in self._open:
            self._open[key] = {
                place: [arc._replace(opens_h=0.0) for arc in arcs if arc.opens_h <= opened_h]
                for place, arcs in self._arcs(hop).items()
            }
        if (*key, start) not in self._searches:
            seed = Label(0.0, 0.0, 0.0, 0, start)
            self._searches[*key, start] = Search(self._open[key], {start: seed})
        return self._searches[*key, start]

    def _waiting_way(self, hop: Hop) -> Way | None:
        """Return the best way over all links, those that open later too."""
        awake_h = hop.rests.awake_h
        arcs = {
            place: [arc._replace(opens_h=awake_h(arc.opens_h)) for arc in arcs]
            for place, arcs in self._arcs(hop).items()
        }
        seed = Label(awake_h(hop.leave_h), 0.0, 0.0, 0, hop.ends[0])
        label = Search(arcs, {hop.ends[0]: seed}).label(hop.ends[1])
        return None if label is None else Way(label.arrival_h, label.km, label.moving_h)

    def _frontier(self, hop: Hop, latest_h: float, cost: Callable[[Way], float]) -> tuple[Way, ...]:
        """Return the ways that arrive by an hour of the vehicle's own clock."""
        last_h = max(self._openings(hop), default=0.0)
        # Links are used both ways alike, so the way back is as long as the way there.
        back = self._search(hop, last_h, hop.ends[1])

        def least_h(place: str) -> float | None:
            label = back.label(place)
            return None if label is None else label.arrival_h

        clock, bounds = hop.rests.awake_h, Bounds(latest_h + HOURS, least_h)
        return frontier(self._arcs(hop), hop.ends, clock(hop.leave_h), clock, bounds, cost)


def _arrives(hop: Hop, way: Way) -> bool:
    """Whether a way arrives as stated."""
    return way.arrival_h <= hop.rests.awake_h(hop.arrive_h) + CLOCK


def _straight_way(arc: Arc, leave_h: float, rests: Rests) -> Way:
    opens_h = rests.awake_h(arc.opens_h)
    gates = ((0.0, arc.opens_h),) if opens_h > leave_h else ()
    return Way(max(leave_h, opens_h) + arc.travel_h, arc.km, arc.travel_h, gates)

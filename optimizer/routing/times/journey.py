"""One vehicle on its route: when it is where, by the rules of docs/routing.md.

This is asked for many thousand answers, so it runs through plain tuples; only where a way needs
rests or waiting does it step through them.
"""

from __future__ import annotations

from collections.abc import Sequence

from optimizer.routing.answer import Drop, Rest, Trip
from optimizer.routing.problem import NEVER_S
from optimizer.routing.times.crew import fastest, go, waiting
from optimizer.routing.times.facts import Facts
from optimizer.routing.times.handling import departure_s, handling_s, part_of
from optimizer.routing.times.loading import Loading, Run
from optimizer.routing.times.logs import Leg, Mark, StopLog, TripLog
from optimizer.routing.value import worth_of


class Journey:
    """A vehicle that sets out, does its trips and comes home.

    Attributes
    ----------
    trips : list of TripLog
        What it has done.
    marks : list of Mark
        How it stood before each of its trips, and before its way home.
    home : Leg or None
        Its way home, None if there is none.
    work_s, metres : int
        Driving, loading and unloading so far.
    """

    __slots__ = (
        "_arrival",
        "_crew",
        "_driven_s",
        "_facts",
        "_here",
        "_kind",
        "_late",
        "_now",
        "_unserved",
        "_vehicle",
        "_ways",
        "_worked_s",
        "home",
        "marks",
        "metres",
        "trips",
        "work_s",
    )

    def __init__(self, facts: Facts, vehicle: int) -> None:
        problem = facts.problem
        self._facts = facts
        self._vehicle = its = problem.vehicles[vehicle]
        self._kind = problem.kinds[its.kind]
        self._crew = facts.crews[its.kind]
        self._ways = problem.ways[self._kind.ways]
        self._here, self._now = its.start_point, its.ready_s
        self._driven_s, self._worked_s = its.driven_s, its.worked_s
        self._unserved = [0] * problem.classes
        self._late = [0] * problem.classes
        self._arrival = 0
        self.trips: list[TripLog] = []
        self.marks: list[Mark] = []
        self.home: Leg | None = None
        self.work_s = 0
        self.metres = 0

    def resume(self, mark: Mark) -> None:
        """Stand as a vehicle stood before one of its trips."""
        self._here, self._now, self._driven_s, self._worked_s = mark[:4]
        self._unserved, self._late = list(mark.unserved), list(mark.late)
        self._arrival, self.work_s, self.metres = mark.arrival, mark.work_s, mark.metres

    def run(self, trips: Sequence[Trip], done: int = 0) -> Run:
        """Do some trips and come home; see `Run`.

        Parameters
        ----------
        done : int
            Trips that it did before `resume`.
        """
        its, kind = self._vehicle, self._kind
        if done + len(trips) > its.most_trips:
            return None
        is_away = its.start_point != its.home
        for number, trip in enumerate(trips, done):
            if not trip.drops or (its.only_origins and trip.origin not in its.only_origins):
                return None
            self.marks.append(self._mark())
            leg = self._go(self._facts.problem.origins[trip.origin].point)
            if leg is None or ((number or is_away) and leg.metres > kind.range_m):
                return None
            loading = self._loading(trip)
            if loading is None:
                return None
            begin_s = yield loading
            rests = waiting(self._crew, self._now, begin_s)
            self._wait(begin_s)
            self._work(loading.load_s)
            loaded_s = self._now
            depart_s = departure_s(kind, loaded_s)
            rests += waiting(self._crew, loaded_s, depart_s)
            self._wait(depart_s)
            stops = self._serve(trip.drops)
            if stops is None:
                return None
            self.trips.append(
                TripLog(
                    trip.origin,
                    leg.leave_s,
                    leg.arrive_s,
                    begin_s,
                    loaded_s,
                    depart_s,
                    leg.metres,
                    leg.drive_s,
                    leg.rests + rests,
                    stops,
                )
            )
        self.marks.append(self._mark())
        if not self._comes_home():
            return None
        per_m, per_work_s, if_used = self._facts.costs[its.kind]
        return worth_of(
            self._facts.problem,
            unserved=self._unserved,
            late=self._late,
            arrival=self._arrival,
            cost=per_m * self.metres + per_work_s * self.work_s + if_used,
        )

    def _mark(self) -> Mark:
        return Mark(
            self._here,
            self._now,
            self._driven_s,
            self._worked_s,
            tuple(self._unserved),
            tuple(self._late),
            self._arrival,
            self.work_s,
            self.metres,
        )

    def _loading(self, trip: Trip) -> Loading | None:
        """Return what is loaded for a trip, and when crew and goods are ready for it.

        None where a piece does not fit into the vehicle or loading takes longer than a shift.
        """
        places = self._facts.places
        too_large = self._facts.too_large[self._vehicle.kind]
        if too_large and any(drop.delivery in too_large for drop in trip.drops):
            return None
        origin = self._facts.problem.origins[trip.origin]
        kg, litres, ready_s = 0, 0, max(self._now, origin.opens_s)
        for drop in trip.drops:
            kg += drop.kg
            litres += drop.litres
            goods_s = places[drop.delivery][3]
            if goods_s > ready_s:
                ready_s = goods_s
        busy_s = handling_s(origin, kg)
        load_s = max(part_of(self._kind.load_s, self._kind, kg, litres), busy_s)
        begin_s = self._fit_to_work(ready_s, load_s)
        if begin_s is None:
            return None
        return Loading(trip.origin, begin_s, load_s, busy_s, trip.drops)

    def _serve(self, drops: Sequence[Drop]) -> list[StopLog] | None:
        """Drive a loaded vehicle from stop to stop, None where it cannot."""
        places, kind = self._facts.places, self._kind
        stops: list[StopLog] = []
        range_m, index, count = kind.range_m, 0, len(drops)
        while index < count:
            first = index
            drop = drops[index]
            point, earliest_s, busy_s, _, handed_on = places[drop.delivery]
            kg, litres = drop.kg, drop.litres
            index += 1
            while index < count and places[drops[index].delivery][0] == point:
                drop = drops[index]
                earliest_s = max(earliest_s, places[drop.delivery][1])
                busy_s += places[drop.delivery][2]
                kg, litres, index = kg + drop.kg, litres + drop.litres, index + 1
            leg = self._go(point)
            if leg is None:
                return None
            range_m -= leg.metres
            if kind.unload_s and not handed_on:
                busy_s += part_of(kind.unload_s, kind, kg, litres)
            begin_s = self._fit_to_work(earliest_s, busy_s)
            if range_m < 0 or begin_s is None:
                return None
            rests = leg.rests
            if begin_s > self._now:
                rests += waiting(self._crew, self._now, begin_s)
                self._wait(begin_s)
            self._work(busy_s)
            left = drops[first:index]
            if not self._hand_out(left):
                return None
            stops.append(
                StopLog(
                    point,
                    left,
                    leg.leave_s,
                    leg.arrive_s,
                    begin_s,
                    self._now,
                    leg.metres,
                    leg.drive_s,
                    rests,
                )
            )
        return stops

    def _hand_out(self, drops: Sequence[Drop]) -> bool:
        """Count who gets what is dropped now, False where that may not be late and is."""
        promises = self._facts.promises
        for drop in drops:
            tail_s, deadline_s, priority, hard, weight, by = promises[drop.delivery]
            persons = weight * (drop.kg if by == 0 else drop.litres if by == 1 else 1)
            handed_s = self._now + tail_s
            self._unserved[priority] -= persons
            self._arrival += persons * handed_s
            if handed_s > deadline_s:
                if hard:
                    return False
                self._late[priority] += persons * (handed_s - deadline_s)
        return True

    def _comes_home(self) -> bool:
        """Drive home if there is a way, False where it had to come home and does not."""
        its = self._vehicle
        self.home = home = self._go(its.home)
        if home is None:
            return its.end_s >= NEVER_S and its.most_m >= NEVER_S
        return (
            home.metres <= self._kind.range_m
            and home.arrive_s <= its.end_s
            and self.metres <= its.most_m
        )

    def _go(self, point: int) -> Leg | None:
        """Drive to a point, None where there is no way."""
        here, now = self._here, self._now
        if point == here:
            return Leg(now, now, 0, 0, ())
        ways, crew = self._ways, self._crew
        seconds = ways.seconds[here][point]
        driven_s, worked_s = self._driven_s + seconds, self._worked_s + seconds
        rests: tuple[Rest, ...] = ()
        if (
            seconds >= NEVER_S
            or driven_s > crew.drive_s
            or worked_s > crew.shift_s
            or (ways.later and (here, point) in ways.later)
        ):
            way = fastest(ways.ways(here, point), now)
            if way is None:
                return None
            gone = go(crew, way, now, self._driven_s, self._worked_s)
            if gone is None:
                return None
            seconds, metres = way.seconds, way.metres
            arrive_s, driven_s, worked_s, rests = gone
        else:
            metres = ways.metres[here][point]
            arrive_s = now + seconds
        self._here, self._now = point, arrive_s
        self._driven_s, self._worked_s = driven_s, worked_s
        self.metres += metres
        self.work_s += seconds
        return Leg(now, arrive_s, metres, seconds, rests)

    def _fit_to_work(self, ready_s: int, busy_s: int) -> int | None:
        """Return when work of some seconds can begin, None where it is longer than a shift."""
        now, crew = self._now, self._crew
        begin_s = ready_s if ready_s > now else now
        if self._worked_s + busy_s > crew.shift_s and begin_s - now < crew.night_s:
            begin_s = now + crew.night_s
        return begin_s if busy_s <= crew.shift_s else None

    def _work(self, seconds: int) -> None:
        self._now += seconds
        self._worked_s += seconds
        self.work_s += seconds

    def _wait(self, until_s: int) -> None:
        """Wait; long enough, it is a rest."""
        pause_s = until_s - self._now
        if pause_s > 0:
            self._driven_s, self._worked_s = self._crew.after_pause(
                pause_s, self._driven_s, self._worked_s
            )
            self._now = until_s

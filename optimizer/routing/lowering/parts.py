"""Bases, clients and vehicles of a lowered task."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from optimizer.routing.lowering.pace import Pace
from optimizer.routing.lowering.ways import Places, first_arrival_s, prices
from optimizer.routing.problem import NEVER_S, Criterion, Delivery, RoutingProblem
from optimizer.routing.tasks.task import Base, Client, TaskVehicle
from optimizer.routing.value import share_in

LEEWAY_S = 900
"""By so much what is late anyway may get later: a task counts every loading as the average one,
and by its clock the present answer has to be possible."""

CLASS_WEIGHT = 20
"""By how much a person-second late of a class weighs more than one of the next, for engines that
add up: whether an answer is better is judged class by class."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a task is built of: bases are the origins and then the homes, as in `places`."""

    problem: RoutingProblem
    aim: str
    places: Places
    kinds: tuple[int, ...]
    scale: int

    def bases(self, *, with_docks: bool) -> tuple[Base, ...]:
        """Return origins, then homes. An origin with a rate loads one vehicle at a time."""
        origins = []
        for row, number in enumerate(self.places.origins):
            origin = self.problem.origins[number]
            docks = 1 if math.isfinite(origin.kg_per_h) else origin.docks
            base = Base(point=row, earliest=origin.opens_s, docks=docks if with_docks else None)
            origins.append(base)
        homes = range(len(origins), self.places.first_drop)
        return (*origins, *(Base(point=row) for row in homes))

    @property
    def _has_volume(self) -> bool:
        return any(self.problem.kinds[kind].litres < NEVER_S for kind in self.kinds)

    def client(self, number: int, origins: Sequence[int], done_s: int | None) -> Client:
        """Return a piece as a client; its service begins when the vehicle has unloaded it."""
        drop = self.places.drops[number]
        delivery = self.problem.deliveries[drop.delivery]
        due = max(delivery.deadline_s - delivery.tail_s - delivery.handling_s, 0)
        latest = due if delivery.deadline_s < NEVER_S else NEVER_S
        if done_s is not None and not delivery.hard and done_s - delivery.handling_s > due:
            latest = done_s - delivery.handling_s + LEEWAY_S
        at = {origin: base for base, origin in enumerate(self.places.origins)}
        bases = sorted(at[origin] for origin in origins if origin in at)
        everywhere = len(bases) == len(self.places.origins)
        latest_of = {Criterion.LATE: (due, NEVER_S), Criterion.ARRIVAL: (0, latest)}
        soft_due, last = latest_of.get(self.aim, (0, latest))
        weight = 0
        if self.aim != Criterion.COST and soft_due < NEVER_S // 2:
            persons = delivery.persons * share_in(delivery, drop)
            weight = max(round(persons * self.scale * self._weight(delivery)), 1)
        return Client(
            point=self.places.first_drop + number,
            loads=(drop.kg, drop.litres) if self._has_volume else (drop.kg,),
            service=delivery.handling_s,
            earliest=max(delivery.earliest_s, self._opens_s(delivery.point)),
            latest=latest if delivery.hard else last,
            release=delivery.ready_s,
            bases=() if everywhere else tuple(bases),
            due=soft_due if weight else 0,
            late_per_second=weight,
        )

    def _weight(self, delivery: Delivery) -> int:
        """Return by how much lateness of its class weighs more than that of the last class."""
        if self.aim != Criterion.LATE:
            return 1
        return int(CLASS_WEIGHT ** (self.problem.classes - 1 - delivery.priority))

    def _opens_s(self, point: int) -> int:
        """Return the second before which no kind gets to a point from any origin."""
        if not any(self.problem.ways[self.problem.kinds[k].ways].later for k in self.kinds):
            return 0
        first = min(
            first_arrival_s(
                self.problem.ways[self.problem.kinds[kind].ways],
                self.problem.origins[origin].point,
                point,
                self.problem.origins[origin].opens_s,
            )
            for kind in self.kinds
            for origin in self.places.origins
        )
        return first if first < NEVER_S and not self._open_at_once(point) else 0

    def _open_at_once(self, point: int) -> bool:
        return any(
            self.problem.ways[self.problem.kinds[kind].ways].seconds[
                self.problem.origins[origin].point
            ][point]
            < NEVER_S
            for kind in self.kinds
            for origin in self.places.origins
        )

    def vehicle(self, alike: Sequence[int], pace: Pace) -> TaskVehicle | None:
        """Return vehicles that are alike as a row, None where they reach no origin.

        Where it can only load at one origin, a row begins there, when it gets there first, and
        the way to it is part of the fixed cost. Otherwise it goes from home to an origin empty.
        Who waits in queues has his rests there.
        """
        vehicle = self.problem.vehicles[alike[0]]
        kind = self.problem.kinds[vehicle.kind]
        ways = self.problem.ways[kind.ways]
        may = [
            base
            for base, origin in enumerate(self.places.origins)
            if not vehicle.only_origins or origin in vehicle.only_origins
        ]
        arrivals = {
            base: first_arrival_s(
                ways,
                vehicle.start_point,
                self.problem.origins[self.places.origins[base]].point,
                vehicle.ready_s,
            )
            for base in may
        }
        may = [base for base in may if arrivals[base] < NEVER_S]
        if not may:
            return None
        home = len(self.places.origins) + self.places.homes.index(vehicle.home)
        fixed, per_metre = prices(kind, self.aim, self.scale)
        stands = len(self.places.origins) + self.places.homes.index(vehicle.start_point)
        start, earliest, trips = stands, vehicle.ready_s, vehicle.most_trips + 1
        if len(may) == 1:
            start, earliest, trips = may[0], arrivals[may[0]], vehicle.most_trips
            fixed += self._way_cost(vehicle.start_point, start, vehicle.kind)
        load_s = max(pace.loading_s(vehicle.kind, self.places.origins[base]) for base in may)
        litres = min(kind.litres, sum(drop.litres for drop in self.places.drops) + 1)
        return TaskVehicle(
            count=len(alike),
            profile=self.kinds.index(vehicle.kind),
            capacity=(kind.kg, litres) if self._has_volume else (kind.kg,),
            start=start,
            end=home,
            reloads=tuple(may) if trips > 1 else (),
            most_trips=min(trips, NEVER_S),
            earliest=earliest,
            latest=vehicle.end_s,
            most_metres=self._most_metres(vehicle.most_m, kind.cost_per_work_s),
            fixed=fixed,
            per_metre=per_metre,
            load_s=load_s,
            drive_s=NEVER_S if pace.queues else kind.drive_s,
            rest_s=0 if pace.queues else kind.rest_s,
        )

    def _way_cost(self, home: int, base: int, kind_number: int) -> int:
        """Return what the first way costs, empty, by the way that is open at once or first."""
        kind = self.problem.kinds[kind_number]
        point = self.problem.origins[self.places.origins[base]].point
        way = self.problem.ways[kind.ways].ways(home, point)[0]
        if self.aim != Criterion.COST:
            return way.seconds
        fen = way.metres * kind.cost_per_m + way.seconds * kind.cost_per_work_s
        return round(fen * self.scale)

    def _most_metres(self, most_m: int, cost_per_work_s: float) -> int:
        """Return the limit of metres, none where `metres` are something else."""
        return most_m if self.aim == Criterion.COST and not cost_per_work_s else NEVER_S

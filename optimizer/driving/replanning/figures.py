"""What a scenario is worth that was driven in part, and what of it is late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from optimizer.driving.replanning.schedule import Schedule, schedules, second
from optimizer.driving.replanning.whereabouts import Leg
from optimizer.instance.words import Bindingness
from optimizer.needs import Bundle
from optimizer.plan import DriveLine, Driving, FlowName, LateLine, flow_name
from optimizer.routing.bounding.bounds import beside
from optimizer.routing.problem import HOUR_S
from optimizer.routing.scenario.fleet import FEN_PER_CNY
from optimizer.routing.times.crew import fastest
from optimizer.service import service
from optimizer.state import REPLANNED

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.needs import Needs
    from optimizer.plan import DropLine, ServiceLine
    from optimizer.routing.problem import Kind, Way
    from optimizer.routing.scenario.deliveries import Carried
    from optimizer.routing.scenario.holdings import Holding
    from optimizer.routing.scenario.points import Ground


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What a scenario's figures are computed from.

    Parameters
    ----------
    parts : mapping of FlowName to int
        Of how many parts the way of each flow is.
    before, after : Ground
        Ways for what leaves before and from `hour` on.
    places : mapping of str to str
        Where origins load.
    """

    instance: Instance
    required: Needs
    scenario: str
    carried: Carried
    parts: Mapping[FlowName, int]
    holdings: Mapping[str, Holding]
    kinds: Mapping[str, Kind]
    before: Ground
    after: Ground
    now_s: int
    places: Mapping[str, str]


class Figures(NamedTuple):
    """Persons unserved, person-hours late and of arrival, and cost."""

    unserved: float
    late_person_h: float
    arrival_person_h: float
    cost_cny: float


def with_figures(
    scene: Scene,
    driving: Driving,
    reasons: Mapping[FlowName, str],
    seed: int,
    bound: Figures,
) -> tuple[Driving, tuple[ServiceLine, ...]]:
    """Return tables with what is late and what they are worth, and how standards are met.

    Parameters
    ----------
    bound : Figures
        What no way to go on can better.
    """
    handed = tuple(_handed_out(scene, driving))
    late = _late(scene, handed, reasons)
    lines = _service(scene, handed)
    missed = [line for line in lines if line.kind is Bindingness.BINDING and not line.met]
    found = figures(scene, driving)
    worth = DriveLine(
        scenario=scene.scenario,
        driven=not missed,
        persons_unserved=found.unserved,
        bound_persons_unserved=beside(bound.unserved, found.unserved),
        late_person_h=found.late_person_h,
        bound_late_person_h=beside(bound.late_person_h, found.late_person_h),
        arrival_person_h=found.arrival_person_h,
        bound_arrival_person_h=beside(bound.arrival_person_h, found.arrival_person_h),
        cost_cny=found.cost_cny,
        bound_cost_cny=beside(bound.cost_cny, found.cost_cny),
        engine=REPLANNED,
        seed=seed,
    )
    return replace(driving, late=late, drives=(worth,)), lines


def figures(scene: Scene, driving: Driving) -> Figures:
    """Return what tables are worth, of all that they drive and of nothing else."""
    handed = tuple(_handed_out(scene, driving))
    return Figures(
        sum(row.persons for row in driving.unserved),
        sum(drop.persons * max(0.0, hour - drop.deadline_h) for drop, hour in handed),
        sum(drop.persons * hour for drop, hour in handed),
        sum(_costs_fen(scene, driving)) / FEN_PER_CNY,
    )


def _handed_out(scene: Scene, driving: Driving) -> Iterator[tuple[DropLine, float]]:
    """Yield what is left where it is needed, with its hour of hand-out."""
    response = scene.instance.response
    tail_h = response.handout_h + response.buffer_h
    done_h = {(row.vehicle, row.trip, row.stop): row.done_h for row in driving.stops}
    for drop in driving.drops:
        if drop.part == scene.parts[flow_name(drop)]:
            yield drop, done_h[drop.vehicle, drop.trip, drop.stop] + tail_h


def _late(
    scene: Scene, handed: tuple[tuple[DropLine, float], ...], reasons: Mapping[FlowName, str]
) -> tuple[LateLine, ...]:
    persons: dict[FlowName, float] = {}
    latest_h: dict[FlowName, float] = {}
    for drop, hour in handed:
        if second(hour) > second(drop.deadline_h):
            name = flow_name(drop)
            persons[name] = persons.get(name, 0.0) + drop.persons
            latest_h[name] = max(latest_h.get(name, 0.0), hour)
    return tuple(
        LateLine(
            scene.scenario, *name, persons=persons[name], latest_h=latest_h[name],
            reason=reasons.get(name, ""),
        )
        for name in sorted(persons)
    )  # fmt: skip


def _service(scene: Scene, handed: tuple[tuple[DropLine, float], ...]) -> tuple[ServiceLine, ...]:
    carried = scene.carried
    found: dict[tuple[str, str, Bundle], tuple[tuple[float, float], ...]] = {}
    for flow, lane in (*carried.brought, *carried.at_home, *carried.nameless):
        key = (flow.scenario, flow.place, Bundle(flow.family, flow.group, flow.deadline_h))
        found[key] = (*found.get(key, ()), (lane.hours, flow.persons))
    for drop, hour in handed:
        key = (scene.scenario, drop.place, Bundle(drop.family, drop.group, drop.deadline_h))
        found[key] = (*found.get(key, ()), (hour, drop.persons))
    return tuple(
        line
        for line in service(scene.instance, scene.required, found)
        if line.scenario == scene.scenario
    )


def _costs_fen(scene: Scene, driving: Driving) -> Iterator[float]:
    """Yield what every way, loading and unloading costs."""
    for schedule in schedules(driving, scene.scenario).values():
        type_id, _, rest = schedule.vehicle.partition("@")
        kind, home = scene.kinds[type_id], rest.rpartition("/")[0]
        for leg in _legs(scene, schedule, home):
            way = _way(scene, type_id, leg)
            if way is not None:
                yield way.metres * kind.cost_per_m + way.seconds * kind.cost_per_work_s
        yield _handling_s(scene, schedule, kind) * kind.cost_per_work_s


def _way(scene: Scene, type_id: str, leg: Leg) -> Way | None:
    """Return the way of a leg, by the roads of when it was left."""
    ground = scene.before if leg.leave_s < scene.now_s else scene.after
    return fastest(ground.ways(ground.types[type_id], leg.start, leg.end), leg.leave_s)


def _legs(scene: Scene, schedule: Schedule, home: str) -> Iterator[Leg]:
    here = home
    for trip in schedule.trips:
        origin = trip.line.origin
        if trip.part == 1:
            origin = scene.places.get(origin, origin)
        yield Leg(here, origin, second(trip.line.leave_h), second(trip.line.reach_h))
        here = origin
        for stop in trip.stops:
            line = stop.line
            yield Leg(here, line.place, second(line.leave_h), second(line.arrive_h))
            here = line.place
    if schedule.back is not None:
        yield Leg(here, home, second(schedule.back.leave_h), second(schedule.back.home_h))


def _handling_s(scene: Scene, schedule: Schedule, kind: Kind) -> float:
    """Return the seconds of loading and unloading on all trips of a vehicle."""
    total = 0.0
    for trip in schedule.trips:
        if trip.part == 1:
            kg, share = _fullness(scene, trip.drops, kind)
            busy_s = 0.0
            holding = scene.holdings.get(trip.line.origin)
            if holding is not None:
                busy_s = kg / holding.kg_per_h * HOUR_S
            total += max(kind.load_s * share, busy_s)
        for stop in trip.stops:
            left = [drop for drop in stop.drops if drop.part == scene.parts[flow_name(drop)]]
            total += kind.unload_s * _fullness(scene, left, kind)[1]
    return total


def _fullness(scene: Scene, drops: Iterable[DropLine], kind: Kind) -> tuple[float, float]:
    """Return kg, and the share of the payload or volume that goods take, the larger one."""
    kg = litres = 0.0
    for drop in drops:
        key = (scene.scenario, Bundle(drop.family, drop.group, drop.deadline_h))
        kg += drop.persons * scene.required.weight_kg[key]
        litres += drop.persons * scene.required.volume_m3[key] * 1000
    return kg, max(kg / kind.kg, litres / kind.litres)

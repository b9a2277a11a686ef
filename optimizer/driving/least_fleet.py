"""How many vehicles of a mode no fleet can do without."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from optimizer.driving.more_vehicles import is_of
from optimizer.instance.words import Bindingness, TransportMode
from optimizer.needs import Bundle
from optimizer.routing.problem import HOUR_S, Delivery, Kind, RoutingProblem
from optimizer.service import SHARE_TOLERANCE

if TYPE_CHECKING:
    from optimizer.instance import Instance, ServiceStandard
    from optimizer.needs import Needs
    from optimizer.routing.scenario.stages import Driven

ROUNDING = 1e-6


def least_vehicles(
    instance: Instance, required: Needs, driven: Driven
) -> Mapping[TransportMode, int]:
    r"""Return the fewest vehicles of each mode that keep the binding standards of a scenario.

    A trip that drops the part q of its capacity of each delivery takes, for every delivery, at
    least the way out to it and loading and unloading what it holds; as parts add up to at most 1,
    at least :math:`\sum q (out + load + unload)`. Added up over trips this is the work of a
    delivery, counted by the type that it takes the least of. By the deadline one vehicle works at
    most from the first hour of loading on. Persons whom a standard may miss are those who take
    most work. Whatever vehicles of known types stand anywhere, they are no fewer.

    Only what leaves stores and sources counts, not what is handed on.
    """
    found: dict[TransportMode, int] = {}
    problem = driven.first.problem
    modes = [load.stretch.mode for load in driven.first.loads]
    for standard in instance.standards:
        level = instance.scenario[driven.scenario].level
        if standard.kind is not Bindingness.BINDING or (
            standard.levels and level not in standard.levels
        ):
            continue
        spare = _spare_persons(required, driven, standard)
        for mode in sorted(set(modes)):
            numbers = [n for n, its in enumerate(modes) if its is mode]
            count = _least(problem, mode, numbers, standard, spare)
            found[mode] = max(found.get(mode, 0), count)
    return found


def _spare_persons(required: Needs, driven: Driven, standard: ServiceStandard) -> float:
    """Return the persons whom a standard may miss, and those that the plan serves twice."""
    needed: dict[tuple[str, Bundle], float] = {}
    persons: dict[tuple[str, str], float] = {}
    for row in required.requirements:
        if row.scenario == driven.scenario:
            needed[row.place, row.bundle] = row.persons
            persons[row.place, row.bundle.group] = row.persons
    served: dict[tuple[str, Bundle], float] = defaultdict(float)
    flows = driven.carried
    for flow, _ in (*flows.driven, *flows.brought, *flows.at_home, *flows.nameless):
        served[flow.place, Bundle(flow.family, flow.group, flow.deadline_h)] += flow.persons
    twice = sum(max(0.0, each - needed.get(key, 0.0)) for key, each in served.items())
    may_miss = 1.0 - standard.person_share + SHARE_TOLERANCE
    return may_miss * sum(persons.values()) + twice


class _Load(NamedTuple):
    """What a place gets that a standard is for, measured by weight or by volume.

    Parameters
    ----------
    out_s, round_s : float
        Seconds of work without and with the ways back.
    persons : float
        Persons of it; of each person, at most its share of the work is saved by missing one.
    """

    out_s: float
    round_s: float
    persons: float


def _least(
    problem: RoutingProblem,
    mode: TransportMode,
    numbers: Sequence[int],
    standard: ServiceStandard,
    spare: float,
) -> int:
    """Return the fewest vehicles of a mode for one standard."""
    kinds = [kind for kind in problem.kinds if kind.mode is mode]
    asked = [problem.deliveries[number] for number in numbers]
    asked = [its for its in asked if is_of(its, standard)]
    opens_s = min(
        (problem.origins[index].opens_s for its in asked for index in its.origins), default=0
    )
    due_s = standard.deadline_h * HOUR_S - min((its.tail_s for its in asked), default=0)
    most_s = due_s - opens_s
    if most_s <= 0:
        return 0
    least = 0
    for measure in (_by_weight, _by_volume):
        loads, back_s = _loads(problem, kinds, asked, standard, measure)
        out_s = _after_missing([(load.out_s, load.persons) for load in loads], spare)
        round_s = _after_missing([(load.round_s, load.persons) for load in loads], spare)
        count = max(out_s / most_s, round_s / (most_s + back_s))
        least = max(least, math.ceil(count - ROUNDING))
    return least


def _by_weight(its: Delivery, kind: Kind) -> float:
    return its.kg / kind.kg if kind.kg else math.inf if its.kg else 0.0


def _by_volume(its: Delivery, kind: Kind) -> float:
    return its.litres / kind.litres if kind.litres else math.inf if its.litres else 0.0


def _loads(
    problem: RoutingProblem,
    kinds: Sequence[Kind],
    asked: Sequence[Delivery],
    standard: ServiceStandard,
    measure: Callable[[Delivery, Kind], float],
) -> tuple[Sequence[_Load], float]:
    """Return the work for each place, and the longest way back."""
    by_place: dict[str, list[_Load]] = defaultdict(list)
    longest_s = 0.0
    for its in asked:
        works = []
        for kind in kinds:
            out_s, back_s = _ways_s(problem, kind, its)
            share = measure(its, kind)
            if math.isfinite(out_s) and math.isfinite(share):
                busy_s = kind.load_s + (0 if its.handed_on else kind.unload_s)
                works.append((share * (out_s + busy_s), share * (out_s + back_s + busy_s)))
                longest_s = max(longest_s, back_s)
        persons = min(
            line.persons
            for line in its.lines
            if not standard.families or line.bundle.family in standard.families
        )
        if works:
            least = min(work for work, _ in works), min(work for _, work in works)
            by_place[its.place].append(_Load(*least, persons))
    found = [
        _Load(
            sum(load.out_s for load in some),
            sum(load.round_s for load in some),
            min(load.persons for load in some),
        )
        for _, some in sorted(by_place.items())
    ]
    return found, longest_s


def _ways_s(problem: RoutingProblem, kind: Kind, its: Delivery) -> tuple[float, float]:
    """Return the seconds on the move from the nearest origin, and back to the nearest of all."""
    ways = problem.ways[kind.ways]

    def seconds(start: int, end: int) -> float:
        if start == end:
            return 0.0
        return min((way.seconds for way in ways.ways(start, end)), default=math.inf)

    out_s = min(seconds(problem.origins[index].point, its.point) for index in its.origins)
    back_s = min(seconds(its.point, origin.point) for origin in problem.origins)
    return out_s, back_s if math.isfinite(back_s) else 0.0


def _after_missing(works: Sequence[tuple[float, float]], spare: float) -> float:
    """Return the work that is left when the persons are missed who take most of it."""
    left = 0.0
    for work, persons in sorted(works, key=lambda each: -each[0] / each[1]):
        missed = min(spare, persons)
        spare -= missed
        left += work * (1.0 - missed / persons)
    return left

"""The part of a problem that general engines can better, as tasks, and their answers back.

Pieces are the drops of the answer that is to be bettered, so stock, splits and who comes to a
place stay as they are: a piece is loaded where it was, unless all its origins hold without limit.
Origins that no vehicle and no piece joins are tasks of their own. What a task cannot say (shifts,
ranges, timetables, gates on the way) is judged afterwards with the whole problem.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass, replace

from optimizer.instance.words import Owner
from optimizer.routing.answer import Answer, Drop, Timed
from optimizer.routing.lowering.pace import Pace, as_driven, full, mean
from optimizer.routing.lowering.parts import Parts
from optimizer.routing.lowering.ways import Places, cost_scale, matrices
from optimizer.routing.problem import Criterion, RoutingProblem, Vehicle
from optimizer.routing.tasks.task import Task, TaskVehicle


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A drop that is to be driven.

    Parameters
    ----------
    origins : tuple of int
        Where it may be loaded.
    done_s : int or None
        Second at which it was unloaded in the answer that is bettered.
    """

    drop: Drop
    origins: tuple[int, ...]
    done_s: int | None = None


@dataclass(frozen=True, kw_only=True)
class Lowered:
    """A task and what its numbers stand for.

    Parameters
    ----------
    origins : tuple of int
        Origin of the first bases; the others are homes.
    pieces : tuple of Piece
        Of every client.
    vehicles : tuple of tuple of int
        Vehicles of every row of the task.
    scale : int
        Cost units of the task in a fen, or in a person-second.
    """

    task: Task
    origins: tuple[int, ...]
    pieces: tuple[Piece, ...]
    vehicles: tuple[tuple[int, ...], ...]
    scale: int


def lower_whole(problem: RoutingProblem) -> Lowered:
    """Return all of a problem as one task by cost, every delivery one client.

    Exact where origins hold without limit and vehicles stand at origins, as in published
    benchmarks; loading must take no time or be done by full loads.
    """
    pieces = [
        Piece(drop=Drop(number, its.kg, its.litres), origins=its.origins)
        for number, its in enumerate(problem.deliveries)
    ]
    origins = range(len(problem.origins))
    vehicles = range(len(problem.vehicles))
    return _lowered(problem, Criterion.COST, origins, pieces, vehicles, full(problem))


def lower(
    problem: RoutingProblem,
    timed: Timed,
    aim: str | None = None,
    among: Collection[int] | None = None,
) -> tuple[Lowered, ...]:
    """Return the tasks in which an answer may be bettered, those with most pieces first.

    Parameters
    ----------
    among : collection of int, optional
        Vehicles whose routes may change; None: all.
    aim : str, optional
        The `Criterion` that tasks count: lateness, arrival, or cost. But for the sake of less
        lateness nothing in time gets late, and what is late hardly later. By default
        the first of the rule that can be bettered.
    """
    aim = aim or _first_aim(problem, timed)
    free = range(len(problem.vehicles)) if among is None else frozenset(among)
    pieces = _pieces_of(problem, timed, free)
    pace = mean(problem, timed.answer) if among is None else as_driven(problem, timed)
    lowered = []
    for origins in _joined_origins(problem, timed.answer, pieces):
        own = [piece for piece in pieces if piece.origins[0] in origins]
        vehicles = _vehicles_of(problem, timed.answer, origins, free)
        if own and vehicles:
            lowered.append(_lowered(problem, aim, sorted(origins), own, vehicles, pace))
    return tuple(sorted(lowered, key=lambda its: -len(its.pieces)))


def _first_aim(problem: RoutingProblem, timed: Timed) -> str:
    if timed.late and Criterion.LATE in problem.rule:
        return Criterion.LATE
    return Criterion.ARRIVAL if Criterion.ARRIVAL in problem.rule else Criterion.COST


def _pieces_of(problem: RoutingProblem, timed: Timed, free: Container[int]) -> list[Piece]:
    """Return the drops of free vehicles, those that go by timetable left out."""
    pieces = []
    for route in timed.routes:
        by_timetable = problem.kinds[problem.vehicles[route.vehicle].kind].every_s
        if by_timetable or route.vehicle not in free:
            continue
        for trip in route.trips:
            for stop in trip.stops:
                for drop in stop.drops:
                    origins = _origins_of(problem, drop, trip.origin)
                    pieces.append(Piece(drop=drop, origins=origins, done_s=stop.done_s))
    return pieces


def _origins_of(problem: RoutingProblem, drop: Drop, loaded: int) -> tuple[int, ...]:
    """Return where a piece may be loaded: where it was, and everywhere if nothing is scarce."""
    origins = problem.deliveries[drop.delivery].origins
    if any(problem.origins[origin].stock is not None for origin in origins):
        return (loaded,)
    return (loaded, *(origin for origin in origins if origin != loaded))


def _joined_origins(
    problem: RoutingProblem, answer: Answer, pieces: Sequence[Piece]
) -> list[set[int]]:
    """Return sets of origins that vehicles and pieces join, by their first origin."""
    joined = [{origin} for origin in range(len(problem.origins))]
    links = [{trip.origin for trip in trips} for trips in answer]
    for link in (*links, *({*piece.origins} for piece in pieces)):
        touched = [origins for origins in joined if origins & link]
        if len(touched) > 1:
            joined = [origins for origins in joined if not origins & link]
            joined.append(set().union(*touched))
    return sorted(joined, key=min)


def _vehicles_of(
    problem: RoutingProblem, answer: Answer, origins: set[int], free: Container[int]
) -> list[int]:
    """Return the free vehicles that load at given origins, and those unused that are nearest."""
    own = []
    for number, vehicle in enumerate(problem.vehicles):
        if problem.kinds[vehicle.kind].every_s or number not in free:
            continue
        used = {trip.origin for trip in answer[number]}
        near = used or {_nearest_origin(problem, vehicle)}
        if near & origins:
            own.append(number)
    return own


def _nearest_origin(problem: RoutingProblem, vehicle: Vehicle) -> int:
    ways = problem.ways[problem.kinds[vehicle.kind].ways]
    origins = vehicle.only_origins or range(len(problem.origins))
    seconds = ways.seconds[vehicle.start_point]
    return min(origins, key=lambda o: (seconds[problem.origins[o].point], o))


def _lowered(
    problem: RoutingProblem,
    aim: str,
    origins: Sequence[int],
    pieces: Sequence[Piece],
    vehicles: Sequence[int],
    pace: Pace,
) -> Lowered:
    """Return the task of given origins, pieces and vehicles."""
    kinds = sorted({problem.vehicles[vehicle].kind for vehicle in vehicles})
    scale = cost_scale(problem, kinds, aim)
    its = [problem.vehicles[vehicle] for vehicle in vehicles]
    homes = sorted({point for each in its for point in (each.start_point, each.home)})
    places = Places(
        origins=tuple(origins), homes=tuple(homes), drops=tuple(piece.drop for piece in pieces)
    )
    parts = Parts(problem=problem, aim=aim, places=places, kinds=tuple(kinds), scale=scale)
    rows: list[tuple[TaskVehicle, tuple[int, ...]]] = []
    for alike in _rows_alike(problem, vehicles):
        row = parts.vehicle(alike, pace)
        if row is not None:
            rows.append((row, alike))
    ways = [matrices(problem, places, kind, aim, pace, scale) for kind in kinds]
    task = Task(
        name=problem.name,
        metres=[its.metres for its in ways],
        seconds=[its.seconds for its in ways],
        driving=[its.driving for its in ways],
        bases=parts.bases(with_docks=not pace.queues),
        clients=tuple(
            parts.client(number, piece.origins, piece.done_s) for number, piece in enumerate(pieces)
        ),
        vehicles=tuple(row for row, _ in rows),
    )
    return Lowered(
        task=task,
        origins=tuple(origins),
        pieces=tuple(pieces),
        vehicles=tuple(alike for _, alike in rows),
        scale=scale,
    )


def _rows_alike(problem: RoutingProblem, vehicles: Sequence[int]) -> list[tuple[int, ...]]:
    """Return vehicles in groups that only differ by name."""
    groups: dict[Vehicle, list[int]] = {}
    for number in vehicles:
        alike = replace(problem.vehicles[number], id="", owner=Owner.OWN)
        groups.setdefault(alike, []).append(number)
    return [tuple(group) for group in groups.values()]

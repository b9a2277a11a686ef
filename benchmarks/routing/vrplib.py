"""VRPLIB files as instances, with the sections that PyVRP's collection of instances added.

Nodes are numbered from 1, the depots first. A vehicle is one row of every section of vehicles.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from pathlib import Path

from benchmarks.routing.published import Customer, Depot, Published, Rounding, Van
from benchmarks.routing.vrplib_file import VrplibFile, read_file
from optimizer.errors import UsageError

KNOWN = frozenset(
    {
        "NODE_COORD",
        "DEMAND",
        "DEPOT",
        "CAPACITY",
        "SERVICE_TIME",
        "TIME_WINDOW",
        "RELEASE_TIME",
        "VEHICLES_DEPOT",
        "VEHICLES_RELOAD_DEPOT",
        "VEHICLES_MAX_DURATION",
        "VEHICLES_ALLOWED_CLIENTS",
        "VEHICLES_FIXED_COST",
        "VEHICLES_UNIT_DISTANCE_COST",
    }
)
"""Sections that are read. One that is not would be a limit overlooked."""


def read(path: Path, rounding: Rounding, per_cost: float = 1.0, per_unit: int = 0) -> Published:
    """Return a file as an instance.

    Parameters
    ----------
    per_cost : float
        What the costs in the file are divided by to be in the published unit.
    per_unit : int
        As in `Published`.

    Raises
    ------
    UsageError
        When something is missing, or the file holds limits that are not known here.
    """
    file = read_file(path)
    unknown = sorted(set(file.sections) - KNOWN)
    if unknown:
        raise UsageError(f"{file.origin}: found sections {', '.join(unknown)}, which are unknown.")
    if file.headings.get("EDGE_WEIGHT_TYPE") != "EUC_2D":
        raise UsageError(f"{file.origin}: expected EDGE_WEIGHT_TYPE EUC_2D.")
    depots = _depots(file)
    places = _places(file)
    vans = _vans(file, depots, len(places), per_cost)
    alike = Counter(vans)
    return Published(
        name=file.headings.get("NAME", path.stem),
        depots=tuple(
            Depot(x=place.x, y=place.y, earliest=place.earliest, latest=place.latest)
            for place in places[:depots]
        ),
        customers=tuple(places[depots:]),
        vans=tuple(replace(van, count=count) for van, count in alike.items()),
        rounding=rounding,
        per_unit=per_unit,
        numbered=tuple(list(alike).index(van) for van in vans)
        if "VEHICLES" in file.headings
        else (),
    )


def _depots(file: VrplibFile) -> int:
    """Return the number of depots, which must be the first nodes."""
    rows = file.sections.get("DEPOT", ((1.0,),))
    numbers = [int(row[0]) for row in rows if row[0] != -1]
    if numbers != list(range(1, len(numbers) + 1)):
        raise UsageError(f"{file.origin}: found depots {numbers}, expected the first nodes.")
    return len(numbers)


def _places(file: VrplibFile) -> list[Customer]:
    """Return every node, depots too."""
    nodes = file.count("DIMENSION")
    windows = ((0.0, math.inf),) * nodes
    if "TIME_WINDOW" in file.sections:
        windows = tuple((a, b) for a, b in file.rows("TIME_WINDOW", nodes, 2))
    return [
        Customer(
            x=x,
            y=y,
            demand=int(demand),
            service=service,
            earliest=earliest,
            latest=latest,
            release=release,
        )
        for (x, y), demand, service, (earliest, latest), release in zip(
            file.rows("NODE_COORD", nodes, 2),
            file.column("DEMAND", nodes, 0),
            file.column("SERVICE_TIME", nodes, 0),
            windows,
            file.column("RELEASE_TIME", nodes, 0),
            strict=True,
        )
    ]


def _vans(file: VrplibFile, depots: int, nodes: int, per_cost: float) -> list[Van]:
    """Return every vehicle by itself; where none are told there is one for each customer."""
    count = int(file.number("VEHICLES", nodes - depots))
    allowed = file.lists("VEHICLES_ALLOWED_CLIENTS", count)
    return [
        Van(
            count=1,
            capacity=int(capacity),
            depot=int(depot) - 1,
            fixed=fixed / per_cost,
            per_length=per_length / per_cost,
            most_time=most_time,
            reloads=tuple(node - 1 for node in reloads),
            allowed=frozenset(node - 1 - depots for node in served) if served else None,
        )
        for capacity, depot, fixed, per_length, most_time, reloads, served in zip(
            _capacities(file, count),
            file.column("VEHICLES_DEPOT", count, 1),
            file.column("VEHICLES_FIXED_COST", count, 0),
            file.column("VEHICLES_UNIT_DISTANCE_COST", count, per_cost),
            file.column("VEHICLES_MAX_DURATION", count, math.inf),
            file.lists("VEHICLES_RELOAD_DEPOT", count),
            allowed,
            strict=True,
        )
    ]


def _capacities(file: VrplibFile, count: int) -> tuple[float, ...]:
    if "CAPACITY" in file.sections:
        return file.column("CAPACITY", count, 0)
    return (file.number("CAPACITY"),) * count

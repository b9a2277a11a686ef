"""Whether this machine can plan: versions, and a small task for every engine in one process."""

from __future__ import annotations

import importlib.metadata
import platform
import time
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGES = ("pulp", "highspy", "ortools", "networkx", "pandas", "click", "rich", "numpy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How an engine did on a task whose answer is known.

    Parameters
    ----------
    found : str
        What it answered, or the error it met.
    passed : bool
        Whether that is the known answer.
    seconds : float
        Wall time, loading the engine included.
    """

    engine: str
    found: str
    passed: bool
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """Versions by package, and one trial for each engine."""

    versions: dict[str, str]
    trials: tuple[Trial, ...]

    @property
    def healthy(self) -> bool:
        """Whether every engine passed."""
        return all(trial.passed for trial in self.trials)


def diagnose() -> Diagnosis:
    """Return versions and trials; an engine that cannot be loaded is a failed trial."""
    versions = {"reserve-optimizer": VERSION, "python": platform.python_version()}
    versions |= {package: _version(package) for package in PACKAGES}
    return Diagnosis(versions=versions, trials=tuple(_trial(*task) for task in TASKS))


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _trial(engine: str, task: Callable[[], float], answer: float) -> Trial:
    began = time.monotonic()
    try:
        with warnings.catch_warnings():
            # SWIG's types lack a module name: OR-Tools warns of it while loading on Python 3.12.
            warnings.simplefilter("ignore", DeprecationWarning)
            value = task()
    except Exception as error:  # whatever an engine raises is what the diagnosis is for
        found, passed = f"{type(error).__name__}: {error}", False
    else:
        found, passed = f"{value:g}", abs(value - answer) < 1e-6
        found += "" if passed else f", expected {answer:g}"
    return Trial(engine=engine, found=found, passed=passed, seconds=time.monotonic() - began)


def _least_cost_of_two_stores() -> float:
    """Open one of two stores, at 3 or 5, for a need of 7 at 2 or 1 a unit: 12 is least."""
    import pulp

    problem = pulp.LpProblem("doctor", pulp.LpMinimize)
    opened = [problem.add_variable(f"open({i})", cat=pulp.LpBinary) for i in "AB"]
    flow = [problem.add_variable(f"flow({i})", lowBound=0) for i in "AB"]
    problem.setObjective(3 * opened[0] + 5 * opened[1] + 2 * flow[0] + flow[1])
    problem.addConstraint(pulp.lpSum(flow) == 7, "meet_need")
    for n in range(2):
        problem.addConstraint(flow[n] <= 7 * opened[n], f"ship_only_stock({n})")
    problem.solve(pulp.HiGHS(msg=False))
    return float(pulp.value(problem.objective))


def _shortest_round_trip() -> float:
    """Visit the corners of a square of side 10 and come back: 40."""
    from ortools.constraint_solver import pywrapcp

    manager = pywrapcp.RoutingIndexManager(4, 1, 0)
    routing = pywrapcp.RoutingModel(manager)
    side, diagonal = 10, 14
    matrix = [
        [0 if a == b else side if (a - b) % 2 else diagonal for b in range(4)] for a in range(4)
    ]
    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(matrix))
    trip = routing.SolveWithParameters(pywrapcp.DefaultRoutingSearchParameters())
    return float(trip.ObjectiveValue())


def _shortest_path() -> float:
    """Go round by B, 2 + 3 km, rather than straight, 6 km."""
    import networkx

    roads: networkx.Graph[str] = networkx.Graph()
    roads.add_weighted_edges_from([("A", "B", 2), ("B", "C", 3), ("A", "C", 6)], weight="km")
    return float(networkx.shortest_path_length(roads, "A", "C", weight="km"))


TASKS: tuple[tuple[str, Callable[[], float], float], ...] = (
    ("PuLP with HiGHS", _least_cost_of_two_stores, 12.0),
    ("OR-Tools routing", _shortest_round_trip, 40.0),
    ("networkx", _shortest_path, 5.0),
    ("HiGHS after OR-Tools", _least_cost_of_two_stores, 12.0),
)
"""Engine, task and answer; the last proves that both solvers live in one process."""

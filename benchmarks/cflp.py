"""The published sets of capacitated facility location, each with its own grammar.

Files hold numbers separated by blanks; where lines break means nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.best_known import read_best_known
from benchmarks.cases import Case, counting_order
from benchmarks.facility_location import FacilityLocation, as_instance
from benchmarks.number_file import Numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from optimizer.instance import Instance

CAPACITIES: Mapping[str, tuple[int, ...]] = {
    "capa": (8000, 10000, 12000, 14000),
    "capb": (5000, 6000, 7000, 8000),
    "capc": (5000, 5750, 6500, 7250),
}
"""Files in which the word ``capacity`` stands for each of these numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """How the files of a set are named and read."""

    pattern: str
    parse: Callable[[Numbers], FacilityLocation]


def cases(data: Path) -> Iterator[Case]:
    """Yield every instance of every set that is in the folder."""
    best_known = read_best_known(data / "cflp" / "BKS.csv")
    for set_name, grammar in GRAMMARS.items():
        paths = (data / "cflp" / set_name).glob(grammar.pattern)
        for path in sorted(paths, key=lambda path: counting_order(path.stem)):
            for capacity in CAPACITIES.get(path.stem, (None,)):
                listed = path.stem if capacity is None else f"{path.stem}@capacity={capacity}"
                yield Case(
                    family="cflp",
                    set=set_name,
                    instance=path.stem if capacity is None else f"{path.stem}-{capacity}",
                    read=partial(read, set_name, path, capacity),
                    best_known=best_known.get(f"{set_name}/{listed}"),
                )


def read(set_name: str, path: Path, capacity: int | None = None) -> Instance:
    """Return a file of a set as a question.

    Parameters
    ----------
    capacity : int or None
        What the word ``capacity`` stands for in the file, if it is there.
    """
    name = path.stem if capacity is None else f"{path.stem}-{capacity}"
    return as_instance(parse(set_name, path, capacity), name, f"{set_name}/{path.name}")


def parse(set_name: str, path: Path, capacity: int | None = None) -> FacilityLocation:
    """Return a file of a set as a facility location problem; parameters as `read`."""
    text = path.read_text(encoding="ascii")
    if capacity is not None:
        text = text.replace("capacity", str(capacity))
    return GRAMMARS[set_name].parse(Numbers(text, f"{set_name}/{path.name}"))


def parse_orlib(numbers: Numbers) -> FacilityLocation:
    """Return a file in which each customer's demand is followed by its costs."""
    facilities, customers = numbers.take_counts()
    capacities, opening_costs = _pairs(numbers, facilities)
    demands: list[Decimal] = []
    costs = []
    for _ in range(customers):
        demands += numbers.take(1)
        costs.append(numbers.take_floats(facilities))
    return FacilityLocation(
        capacities=capacities,
        opening_costs=opening_costs,
        demands=tuple(demands),
        serving_costs=tuple(zip(*costs, strict=True)),
    )


def parse_holmberg(numbers: Numbers) -> FacilityLocation:
    """Return a file with all demands before the costs, a row of costs per facility."""
    facilities, customers = numbers.take_counts()
    capacities, opening_costs = _pairs(numbers, facilities)
    return FacilityLocation(
        capacities=capacities,
        opening_costs=opening_costs,
        demands=numbers.take(customers),
        serving_costs=tuple(numbers.take_floats(customers) for _ in range(facilities)),
    )


def parse_diaz_fernandez(numbers: Numbers) -> FacilityLocation:
    """Return a file that counts customers first and gives a row of costs per customer."""
    customers, facilities = numbers.take_counts()
    costs = [numbers.take_floats(facilities) for _ in range(customers)]
    demands = numbers.take(customers)
    opening_costs = numbers.take_floats(facilities)
    return FacilityLocation(
        capacities=numbers.take(facilities),
        opening_costs=opening_costs,
        demands=demands,
        serving_costs=tuple(zip(*costs, strict=True)),
    )


def parse_tbed1(numbers: Numbers) -> FacilityLocation:
    """Return a file whose costs are per unit of demand, a row of them per facility."""
    customers, facilities = numbers.take_counts()
    demands = numbers.take(customers)
    capacities = numbers.take(facilities)
    opening_costs = numbers.take_floats(facilities)
    unit_costs = [numbers.take(customers) for _ in range(facilities)]
    return FacilityLocation(
        capacities=capacities,
        opening_costs=opening_costs,
        demands=demands,
        serving_costs=tuple(
            tuple(float(cost * demand) for cost, demand in zip(row, demands, strict=True))
            for row in unit_costs
        ),
    )


def _pairs(numbers: Numbers, count: int) -> tuple[tuple[Decimal, ...], tuple[float, ...]]:
    pairs = numbers.take(2 * count)
    return pairs[0::2], tuple(float(cost) for cost in pairs[1::2])


GRAMMARS: Mapping[str, Grammar] = {
    "orlib": Grammar(pattern="cap*.txt", parse=parse_orlib),
    "holmberg": Grammar(pattern="p*", parse=parse_holmberg),
    "yang": Grammar(pattern="p*", parse=parse_holmberg),
    "diaz_fernandez": Grammar(pattern="p*", parse=parse_diaz_fernandez),
    "tbed1": Grammar(pattern="*.plc", parse=parse_tbed1),
}

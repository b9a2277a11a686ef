"""The humanitarian family, and its result beside the one its paper printed."""

from __future__ import annotations

import csv
from functools import partial
from typing import TYPE_CHECKING

from benchmarks import rawls_turnquist
from benchmarks.best_known import read_best_known
from benchmarks.cases import Case

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from benchmarks.records import Record

SET = "rawls_turnquist_2010"
NOMINAL = f"humanitarian/{SET}/nominal"
PAPER_SOLUTION = "CPLEX_optimal_89.5M"
PAPER_OBJECTIVE = f"{SET} nominal (as published)"
OBJECTIVE = "objective, M$"
PAPER_COLUMNS: Mapping[str, str] = {
    "water": "water_1000gal",
    "food": "food_1000mre",
    "medical_kits": "medical_kits",
}
LISTED: Mapping[str, str] = {
    "nominal": f"{SET} files here, miles = {rawls_turnquist.MILES_PER_WEIGHT:g}*weight",
    "water_penalty_x10": f"{SET} water penalty x10 (= 100 x price; paper section 4, "
    "second experiment)",
}
"""What the list of best known values calls our instances."""
WATER_PENALTY: Mapping[str, float] = {"nominal": 1.0, "water_penalty_x10": 10.0}


def cases(data: Path) -> Iterator[Case]:
    """Yield the paper's two experiments, none where the folder is missing."""
    folder = data / "humanitarian" / SET
    if not folder.is_dir():
        return
    best_known = read_best_known(data / "humanitarian" / "BKS.csv")
    for name, listed in LISTED.items():
        yield Case(
            family="humanitarian",
            set=SET,
            instance=name,
            read=partial(rawls_turnquist.read, folder, WATER_PENALTY[name]),
            best_known=best_known.get(listed),
        )


def beside_paper(record: Record, data: Path) -> str:
    """Return our plan of the nominal case and the paper's, side by side.

    Ours is told with the objective as the paper counts it, without holding destroyed stock.
    """
    folder = data / "humanitarian" / SET
    best_known = read_best_known(data / "humanitarian" / "BKS.csv")
    paper = _paper_totals(folder)
    if PAPER_OBJECTIVE in best_known:
        paper[OBJECTIVE] = best_known[PAPER_OBJECTIVE].value / 1e6
    ours = {} if record.objective is None else _our_totals(record, record.objective, folder)
    lines = [f"{NOMINAL:48}{'here':>12}{'paper':>12}"]
    for name in dict.fromkeys([OBJECTIVE, *sorted(paper, key=_stores_last), *ours]):
        lines.append(f"{name:48}{_cell(name, ours)}{_cell(name, paper)}")
    return "\n".join(lines)


def _cell(name: str, totals: Mapping[str, float]) -> str:
    if not totals:
        return f"{'-':>12}"
    return f"{totals.get(name, 0.0):12.{2 if name == OBJECTIVE else 0}f}"


def _stores_last(name: str) -> bool:
    return name.endswith("stores")


def _our_totals(record: Record, objective: float, folder: Path) -> Mapping[str, float]:
    instance = rawls_turnquist.read(folder)
    destroyed = rawls_turnquist.destroyed_holding_usd(instance, record.stock)
    totals = {OBJECTIVE: (objective - destroyed) / 1e6}
    for line in record.stock:
        _add(totals, f"{line.commodity} in stock", line.quantity)
    for store in record.stores:
        _add(totals, f"{store.option} stores", 1)
    return totals


def _paper_totals(folder: Path) -> dict[str, float]:
    totals: dict[str, float] = {}
    with (folder / "published_solutions.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["solution"] == PAPER_SOLUTION:
                for commodity, column in PAPER_COLUMNS.items():
                    _add(totals, f"{commodity} in stock", float(row[column]))
                _add(totals, f"{row['size'].lower()} stores", 1)
    return totals


def _add(totals: dict[str, float], name: str, amount: float) -> None:
    totals[name] = totals.get(name, 0.0) + amount

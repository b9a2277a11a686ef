"""The published routing files, where they are here."""

import csv

import pytest
from bench_data import DATA, needs_data

from benchmarks.quick import QUICK
from benchmarks.routing import runs as routing
from benchmarks.routing.as_task import as_task
from benchmarks.routing.checker import check
from benchmarks.routing.families import FAMILIES
from benchmarks.routing.solution_file import read_solution
from optimizer.routing.tasks.rules import task_cost


@needs_data("cvrp")
@pytest.mark.parametrize("name", FAMILIES)
def test_every_published_routing_file_reads_and_has_a_best_known_value(name):
    family, set_name = name.split("/")
    cases = [c for c in routing.cases(DATA) if (c.family, c.set) == (family, set_name)]
    if not cases:
        pytest.skip(f"{name} is not in {DATA}")
    assert [case.name for case in cases if case.best_known is None] == []
    for case in cases:
        published = case.read()
        assert sum(customer.demand for customer in published.customers) > 0


@needs_data("cvrp")
@pytest.mark.parametrize(
    "name",
    ["cvrp/X", "mdvrp/mdvrptw_vidal", "hvrp/X_pessoa", "mtvrptwr/yang",
     "sdvrptw_site_dependent/cordeau_laporte"],
)  # fmt: skip
def test_published_solutions_keep_every_limit_and_cost_what_is_listed(name):
    family = FAMILIES[name]
    paths = sorted((DATA / family.folder).glob(family.pattern))[::5]
    if not paths:
        pytest.skip(f"{name} is not in {DATA}")
    with (DATA / name.split("/")[0] / "BKS.csv").open(encoding="utf-8") as lines:
        listed = {row["instance"]: float(row["bks"]) for row in csv.DictReader(lines)}
    for path in paths:
        published = family.read(path)
        routes = read_solution(path.with_suffix(".sol"), published)
        checked = check(published, routes)
        assert checked.faults == (), path.name
        best = listed[family.listed.format(stem=path.stem, name=path.name)]
        assert checked.cost == pytest.approx(best, abs=0.0051), path.name
        scaled = as_task(published)
        told = task_cost(scaled.task, routes)
        assert told is not None, path.name
        assert told / scaled.divisor == pytest.approx(best, rel=1e-4), path.name


@needs_data("cvrp")
def test_the_quick_selection_names_cases_that_are_there():
    names = {case.name for case in routing.cases(DATA)}
    families = {name.split("/")[0] for name in FAMILIES}
    assert {name for name in QUICK if name.split("/")[0] in families} <= names

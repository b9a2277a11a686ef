"""The published files, where they are here: each reads and says what its paper says."""

import csv
import math

import pytest
from bench_data import DATA, needs_data

from benchmarks import cflp, humanitarian, rawls_turnquist
from benchmarks.best_known import BestKnown
from optimizer.errors import UsageError


@needs_data("cflp")
def test_every_published_facility_file_reads_whole_and_has_a_best_known_value():
    cases = list(cflp.cases(DATA))
    assert len(cases) >= 100
    assert [case.name for case in cases if case.best_known is None] == []
    for path in sorted((DATA / "cflp").glob("*/*")):
        grammar = cflp.GRAMMARS[path.parent.name]
        if path.match(grammar.pattern):
            numbers = cflp.Numbers(
                path.read_text(encoding="ascii").replace("capacity", "8000"), path.name
            )
            grammar.parse(numbers)
            with pytest.raises(UsageError, match="found"):
                numbers.take(1)


@needs_data("cflp")
def test_cap41_has_the_demand_and_the_cost_of_the_published_file():
    problem = cflp.parse("orlib", DATA / "cflp" / "orlib" / "cap41.txt")
    assert len(problem.capacities) == 16
    assert sum(problem.demands) == 58268
    assert problem.serving_costs[0][0] == 6739.725
    assert problem.opening_costs[10] == 0


@needs_data("humanitarian")
def test_the_hurricanes_are_those_of_the_paper():
    folder = DATA / "humanitarian" / "rawls_turnquist_2010"
    instance = rawls_turnquist.read(folder)
    assert (len(instance.places), len(instance.scenarios)) == (30, 51)
    assert math.fsum(scenario.probability for scenario in instance.scenarios) == pytest.approx(1)
    assert [scenario.name for scenario in instance.scenarios][-1] == "No hurricane"


@needs_data("humanitarian")
def test_each_hurricane_needs_what_its_total_says_but_for_rounding():
    folder = DATA / "humanitarian" / "rawls_turnquist_2010"
    people = rawls_turnquist.read(folder).scenario_people
    with (folder / "scenarios.csv").open(encoding="utf-8") as lines:
        scenario_of = {row["hurricanes"]: row["scenario"] for row in csv.DictReader(lines)}
    with (folder / "hurricanes.csv").open(encoding="utf-8") as lines:
        totals = {row["hurricane"]: row for row in csv.DictReader(lines)}
    for hurricane, total in totals.items():
        scenario = f"S{int(scenario_of[hurricane]):02d}"
        for group, column in (("water", "total_water_1000gal"), ("food", "total_food_1000mre")):
            tenths = sum(p.persons for p in people if (p.scenario, p.group) == (scenario, group))
            assert tenths / 10 == pytest.approx(float(total[column]), abs=5)


@needs_data("humanitarian")
def test_both_experiments_of_the_paper_have_best_known_values():
    known = {case.instance: case.best_known for case in humanitarian.cases(DATA)}
    assert known == {"nominal": BestKnown(88844968), "water_penalty_x10": BestKnown(99.0e6)}

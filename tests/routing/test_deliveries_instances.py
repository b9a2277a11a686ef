"""Every scenario of the instances becomes routing problems that hold together."""

from pathlib import Path

import pytest

from optimizer.instance.words import ReserveMode, SiteStatus
from optimizer.io import read_instance
from optimizer.needs import needs
from optimizer.network import lanes
from optimizer.plan import Contract, Flow, Plan, StockLine, Store
from optimizer.routing.problem import NEVER_S
from optimizer.routing.scenario.stages import stage_problems

INSTANCES = Path(__file__).parents[2] / "instances"

UNITS = 10**6
"""Of everything, everywhere: more than anybody needs."""


def plenty(instance, requirements, found):
    """Return a plan that opens every site, holds plenty and serves all over their least lanes."""
    sites = [site for site in instance.sites if site.status is not SiteStatus.EXCLUDED]
    options = {option.site: option for option in reversed(instance.options)}
    commodities = [commodity.id for commodity in instance.commodities]
    return Plan(
        stores=tuple(Store(site.id, options[site.id].id, options[site.id].role) for site in sites),
        stock=tuple(StockLine(site.id, name, UNITS) for site in sites for name in commodities),
        contracts=tuple(
            Contract(row.id, name, UNITS) for row in instance.sources for name in commodities
        ),
        flows=tuple(flows_of(requirements, found)),
    )


def flows_of(requirements, found):
    """Yield a flow to each need from a store or source, from another for every bundle."""
    by_need = {}
    for (scenario, origin, place, bundle), some in found.items():
        if any(not lane.roads for lane in some):
            by_need.setdefault((scenario, place, bundle), []).append(origin)
    for number, need in enumerate(requirements.requirements):
        bundle = need.bundle
        origins = by_need.get((need.scenario, need.place, bundle), ())
        if origins:
            yield Flow(
                need.scenario, "", origins[number % len(origins)], need.place,
                bundle.family, bundle.group, bundle.deadline_h, need.persons,
            )  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "hamlet",
        "gaotai",
        "huantai",
        pytest.param("qinhuangdao", marks=pytest.mark.slow),
        pytest.param("shanshan", marks=pytest.mark.slow),
        "yonghe",
    ],
)
def test_all_that_vehicles_carry_is_in_the_problem_and_can_be_loaded(name):
    instance = read_instance(INSTANCES / name)
    requirements = needs(instance)
    found = lanes(instance, requirements)
    plan = plenty(instance, requirements, found)
    for scenario in instance.scenarios:
        driven = stage_problems(instance, requirements, found, plan, scenario.id)
        problem = driven.first.problem
        carried = driven.carried
        apart = (*carried.brought, *carried.at_home, *carried.nameless)
        asked = sum(flow.persons for flow in plan.flows if flow.scenario == scenario.id)
        assert sum(delivery.persons for delivery in problem.deliveries) + sum(
            pair.flow.persons for pair in apart
        ) == pytest.approx(asked)
        assert len(problem.vehicles) <= sum(row.count for row in instance.fleet)
        for delivery, load in zip(problem.deliveries, driven.first.loads, strict=True):
            check_delivery(instance, problem, delivery, load)


def check_delivery(instance, problem, delivery, load):
    """Expect that a vehicle of the mode comes from the planned origin, and what stands in."""
    planned, *others = (problem.origins[number] for number in delivery.origins)
    assert planned.id == load.consignment.origin
    assert delivery.kg > 0 or delivery.litres > 0
    fitting = [kind for kind in problem.kinds if kind.mode is load.stretch.mode]
    fleet = {row.vehicle for row in instance.fleet if row.count}
    assert fleet == set() or fitting
    for origin in (planned, *others) if fitting else ():
        assert all(origin.stock[commodity] > 0 for commodity in delivery.units)
        assert any(problem.ways[kind.ways].ways(origin.point, delivery.point) for kind in fitting)
    for kind in problem.kinds:
        if kind.mode is not load.stretch.mode:
            assert problem.ways[kind.ways].seconds[planned.point][delivery.point] == NEVER_S
    for origin in others:
        source = instance.supplier.get(origin.id)
        assert source is None or not source.delivers
        assert source is None or source.mode is not ReserveMode.HOUSEHOLD

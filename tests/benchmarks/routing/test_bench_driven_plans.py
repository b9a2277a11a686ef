"""Plans of instances that are driven in the benchmarks."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.routing.plans import plan_of
from benchmarks.routing.staged import Planned, judged, route_stages, unexplained
from benchmarks.routing.worth import worth_of_stages
from optimizer.io import read_instance
from optimizer.routing.construct import construct
from optimizer.routing.times.timing import timed


def test_a_plan_is_solved_once_and_then_kept(tmp_path):
    instance = read_instance(Path(__file__).parents[3] / "instances" / "hamlet")
    plan = plan_of(instance, tmp_path)
    kept = tmp_path / instance.digest / "plan.json"
    stamp = kept.stat().st_mtime_ns
    assert plan_of(instance, tmp_path) == plan
    assert kept.stat().st_mtime_ns == stamp
    kept.write_text("{}", encoding="utf-8")
    assert plan_of(instance, tmp_path).stores == plan.stores


@pytest.fixture(scope="module")
def hamlet(tmp_path_factory):
    """Every scenario of the hamlet's plan, and a router that constructs and does no more."""
    instance = read_instance(Path(__file__).parents[3] / "instances" / "hamlet")
    plan = plan_of(instance, tmp_path_factory.mktemp("plans"))
    return [Planned(instance=instance, plan=plan, scenario=s.id) for s in instance.scenarios]


def constructed(problem, _seconds):
    found = timed(problem, construct(problem))
    assert found is not None
    return found


def in_hours_and_cny(problem, value):
    """Return a value of the default rule, whose late persons and arrival are in seconds."""
    unserved, seconds = value[: problem.classes], value[problem.classes : -1]
    return (*unserved, *(each / 3600 for each in seconds), value[-1] / 100)


def test_a_driven_plan_is_judged_and_worth_what_its_stages_say(hamlet):
    for planned in hamlet:
        answers = route_stages(planned.driven, constructed, 5.0)
        stages = unexplained(answers)
        assert judged(planned, stages, "ours", 0) == []
        if len(answers) == 1:
            ((stage, found),) = answers
            expected = in_hours_and_cny(stage.problem, found.value)
            assert worth_of_stages(stages) == pytest.approx(expected, rel=1e-6, abs=1e-3)


def test_a_driven_plan_that_leaves_goods_standing_is_found_out(hamlet):
    planned = next(planned for planned in hamlet if planned.driven.first.problem.deliveries)
    ((stage, found),) = route_stages(planned.driven, constructed, 5.0)[:1]
    lost = replace(found, routes=found.routes[1:])
    assert judged(planned, unexplained([(stage, lost)]), "ours", 0) != []

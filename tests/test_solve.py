"""How a solve can end, and what its result tells."""

import importlib.metadata
import os
import signal
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from optimizer.errors import InfeasibleError, NoPlanError
from optimizer.io import read_instance
from optimizer.plan import Status
from optimizer.solve import SolveOptions, solve
from optimizer.variants import apply_changes
from optimizer.verify import spending, verify

INSTANCES = Path(__file__).parents[1] / "instances"
HAMLET = read_instance(INSTANCES / "hamlet")
COUNTY = "budgets.construction/county.ceiling_cny"
PROVINCE = "budgets.construction/province.ceiling_cny"
MOST_COVERED = {"policy.objective": "most_covered"}
TO_THE_END = SolveOptions(mip_gap=0.0, threads=1)
CENT = 1e-4


@pytest.fixture(scope="module")
def gaotai():
    return read_instance(INSTANCES / "gaotai")


@pytest.fixture(scope="module")
def best():
    return solve(HAMLET, TO_THE_END)


def interrupting(when):
    """Return a progress that presses Ctrl-C once, at the first report that ``when`` holds for."""
    pressed = []

    def listen(report):
        if when(report) and not pressed:
            pressed.append(report)
            os.kill(os.getpid(), signal.SIGINT)

    return listen


def test_a_proven_optimum_is_optimal(best):
    assert (best.status, best.reason) == (Status.OPTIMAL, "optimal")
    assert best.gap <= 1e-6
    assert best.bound_cny <= best.objective_cny


def test_a_result_is_verified_and_says_what_was_spent(best):
    assert best.violations == ()
    assert verify(HAMLET, best.plan) == ()
    assert best.spending_cny == spending(HAMLET, best.plan)
    assert best.objective_cny == pytest.approx(best.plan.objective_cny)


def test_a_result_says_what_it_was_made_from_and_how(best):
    assert (best.instance_name, best.instance_digest) == ("hamlet", HAMLET.digest)
    assert best.options == asdict(TO_THE_END)
    assert best.versions["highspy"] == importlib.metadata.version("highspy")
    assert best.model_rows > 0
    assert best.model_columns > 0


def test_service_is_told_for_every_standard_in_every_scenario_of_its_levels(best):
    lines = sorted((line.scenario, line.standard) for line in best.service)
    assert lines == [
        ("S1", "living_10h"), ("S1", "medical_5h"), ("S2", "living_10h"), ("S2", "medical_5h"),
    ]  # fmt: skip


def test_progress_hears_every_phase_in_order_and_the_plan_with_its_bound():
    reports = []
    result = solve(HAMLET, TO_THE_END, reports.append)
    heard = list(dict.fromkeys(report.phase for report in reports))
    assert heard == [phase for phase, _ in result.phases]
    assert heard[:2] == ["read the roads", "build the model"]
    assert heard[-1] == "verify the plan"
    seconds = [report.seconds for report in reports]
    assert seconds == sorted(seconds)
    settled = [report for report in reports if report.gap is not None]
    assert settled[-1].incumbent == pytest.approx(result.objective_cny)


def test_the_default_stops_at_its_gap():
    result = solve(HAMLET)
    assert result.gap <= SolveOptions().mip_gap
    assert result.options["mip_gap"] == SolveOptions().mip_gap


def test_a_question_nobody_asks_anything_of_is_answered_with_its_center_alone():
    """Somebody has to be center: B is cheapest, 15,000 + 2,000 + 6,000, and it holds nothing."""
    result = solve(apply_changes(HAMLET, {"scenario_people.*.persons": 0}), TO_THE_END)
    assert [store.site for store in result.plan.stores] == ["HB"]
    assert (result.plan.stock, result.plan.flows) == ((), ())
    assert result.objective_cny == pytest.approx(23_000)


def test_a_source_that_costs_nothing_and_reaches_nobody_is_left_alone():
    """The shop's goods come after 30 h; ready for nothing, it is not in the cost either."""
    late = {"sources.shop.lead_h": 30, "mode_limits.agreement/living.most_share": 0}
    free = {"sources.shop.retainer_cny_per_year": 0, "supplies.*.retainer_share": 0}
    result = solve(apply_changes(HAMLET, late | free), TO_THE_END)
    assert result.plan.contracts == ()
    assert result.objective_cny == pytest.approx(40_958.8371, abs=CENT)


def test_no_plan_within_the_promises_is_proven():
    with pytest.raises(InfeasibleError) as caught:
        solve(apply_changes(HAMLET, {COUNTY: 0, PROVINCE: 0}), TO_THE_END)
    assert caught.value.conflicts


MOST = {
    "everything": (600_000, 40.0, 46_552.2736),
    "a room in D": (520_000, 38.9, 40_878.9711),
    "a center in B": (450_000, 32.9, 41_759.0161),
    "one store": (350_000, 22.0, 39_921.0216),
}
"""What a construction budget buys: expected persons covered a year, and the cost.

Covered are, by living and by first aid, 100 persons in S1 and 50 in S2: 0.1 * 200 + 0.2 * 100 = 40.
The small store in D covers all. The room leaves 11 without living, 0.1 * 11 = 1.1 fewer. B as
center leaves C without first aid, 0.2 * 30 = 6 fewer. B alone leaves 60 without both, 12 fewer.
Costs are those of docs/hamlet.md, the last that of B alone.
"""


@pytest.mark.parametrize(("budget_cny", "covered", "cost_cny"), MOST.values(), ids=MOST)
def test_most_people_are_covered_within_the_budget_then_cost_is_least(
    budget_cny, covered, cost_cny
):
    result = solve(
        apply_changes(HAMLET, MOST_COVERED | {COUNTY: budget_cny, PROVINCE: 0}), TO_THE_END
    )
    assert result.coverage == pytest.approx(covered, abs=1e-3)
    assert result.coverage_bound == pytest.approx(covered, abs=1e-3)
    assert result.objective_cny == pytest.approx(cost_cny, abs=CENT)


def test_least_cost_tells_no_coverage(best):
    assert (best.coverage, best.coverage_bound) == (None, None)


@pytest.mark.parametrize("phase", ["build the model", "tighten the model", "place stores"])
def test_ctrl_c_before_there_is_a_plan_is_passed_on(phase):
    with pytest.raises(KeyboardInterrupt):
        solve(HAMLET, TO_THE_END, interrupting(lambda report: report.phase == phase))


def test_ctrl_c_once_there_is_a_plan_returns_it_verified():
    settled = interrupting(
        lambda report: report.phase == "settle the plan" and report.incumbent is not None
    )
    result = solve(HAMLET, TO_THE_END, settled)
    assert (result.status, result.reason) == (Status.FEASIBLE, "interrupted")
    assert verify(HAMLET, result.plan) == ()
    assert result.objective_cny >= 40_878.9711 - CENT


@pytest.mark.slow
def test_no_time_gives_no_plan_and_proves_nothing(gaotai):
    with pytest.raises(NoPlanError, match=r"no plan was found within 0\.1 s"):
        solve(gaotai, SolveOptions(time_limit_s=0.1))


@pytest.mark.slow
def test_little_time_is_told_as_the_reason(gaotai):
    result = solve(gaotai, SolveOptions(time_limit_s=20, mip_gap=1e-5))
    assert (result.status, result.reason) == (Status.FEASIBLE, "time limit")
    assert result.gap > 1e-5
    assert verify(gaotai, result.plan) == ()


@pytest.mark.slow
def test_a_gap_that_is_reached_is_told_as_the_reason(gaotai):
    result = solve(gaotai, SolveOptions(time_limit_s=120, mip_gap=0.05))
    assert (result.status, result.reason) == (Status.FEASIBLE, "gap reached")
    assert result.gap <= 0.05


def has_settled_before(phase):
    """Return whether a report is of a phase and comes after the first settled plan."""
    settled = []

    def claim(report):
        if report.phase == "settle the plan" and report.incumbent is not None:
            settled.append(report)
        return bool(settled) and report.phase == phase

    return claim


@pytest.mark.slow
def test_ctrl_c_in_a_long_search_keeps_the_best_plan(gaotai):
    searching = interrupting(has_settled_before("place stores"))
    result = solve(gaotai, SolveOptions(time_limit_s=120, mip_gap=1e-5), searching)
    assert (result.status, result.reason) == (Status.FEASIBLE, "interrupted")
    assert verify(gaotai, result.plan) == ()


@pytest.mark.slow
def test_ctrl_c_while_the_first_search_ends_is_not_forgotten(gaotai):
    found = interrupting(lambda report: report.phase == "place stores" and report.gap)
    result = solve(gaotai, SolveOptions(time_limit_s=30, mip_gap=1e-5), found)
    assert result.reason == "interrupted"


@pytest.mark.slow
def test_ctrl_c_before_the_first_plan_of_a_long_search_is_passed_on(gaotai):
    at_once = interrupting(lambda report: report.phase == "tighten the model")
    with pytest.raises(KeyboardInterrupt):
        solve(gaotai, replace(TO_THE_END, time_limit_s=120), at_once)

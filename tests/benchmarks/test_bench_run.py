"""A case run by itself, and how it ends."""

import math
import os
import time
from decimal import Decimal
from functools import partial

import pytest
from village import case

from benchmarks import run
from benchmarks.best_known import BestKnown
from benchmarks.facility_location import FacilityLocation, as_instance
from optimizer.errors import InfeasibleError, NoPlanError, UsageError
from optimizer.progress import Report


def test_only_whole_plans_count_as_first_plan_and_reached_gap():
    trace = run.Trace()
    for report in (
        Report(phase="place stores", seconds=1.0, incumbent=5.0, bound=5.0, gap=0.0),
        Report(phase=run.PLAN_PHASE, seconds=2.0),
        Report(phase=run.PLAN_PHASE, seconds=3.0, incumbent=math.inf, bound=5.0, gap=math.inf),
        Report(phase=run.PLAN_PHASE, seconds=4.0, incumbent=10.0),
        Report(phase=run.PLAN_PHASE, seconds=5.0, incumbent=10.0, bound=9.95, gap=0.005),
    ):
        trace(report)
    assert trace.seconds_to(math.inf) == 4.0
    assert trace.seconds_to(0.01) == 5.0
    assert trace.seconds_to(0.001) is None


def raise_(error):
    raise error


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InfeasibleError(()), "infeasible"),
        (NoPlanError("no plan within 1 s"), "no_plan"),
        (UsageError("cut off"), "refused"),
        (ZeroDivisionError("an error of ours"), "failed"),
    ],
)
def test_a_run_that_fails_says_how_and_why(error, status):
    found = run.measure(case(read=partial(raise_, error)), run.Limits(time_limit_s=1, mip_gap=0))
    assert (found.status, found.message) == (status, str(error))
    assert found.verified is None
    assert found.objective is None
    assert found.seconds >= 0


def test_a_process_that_dies_is_told_and_ends_nothing_else():
    found = run.run_apart(case(read=partial(os._exit, 3)), run.Limits(time_limit_s=1, mip_gap=0))
    assert (found.status, found.message) == ("crashed", "the process ended with code 3")


def test_a_process_that_does_not_stop_is_ended(monkeypatch):
    monkeypatch.setattr(run, "GRACE_S", 0.5)
    limits = run.Limits(time_limit_s=0.1, mip_gap=0)
    found = run.run_apart(case(read=partial(time.sleep, 600)), limits)
    assert found.status == "overran"


def test_a_village_of_two_facilities_is_solved_to_the_optimum_found_by_hand():
    limits = run.Limits(time_limit_s=20, mip_gap=0)
    found = run.run_apart(case(known=BestKnown(44.0)), limits)
    assert (found.status, found.message) == ("optimal", "")
    assert found.objective == pytest.approx(44.0)
    assert found.bound == pytest.approx(44.0)
    assert found.gap_to_best == pytest.approx(0.0, abs=1e-9)
    assert found.verified is True
    assert [store.site for store in found.stores] == ["F1"]
    assert found.first_plan_s <= found.tenth_percent_s <= found.seconds
    assert found.peak_mib > 1


def test_a_customer_may_be_split_where_no_facility_has_room_for_all():
    problem = FacilityLocation(
        capacities=(Decimal(6), Decimal(6)),
        opening_costs=(1.0, 1.0),
        demands=(Decimal(10),),
        serving_costs=((10.0,), (20.0,)),
    )
    found = run.measure(
        case(read=partial(as_instance, problem, "split", "by hand")),
        run.Limits(time_limit_s=20, mip_gap=0),
    )
    assert found.message == ""
    assert found.objective == pytest.approx(2 + 6 * 1 + 4 * 2)

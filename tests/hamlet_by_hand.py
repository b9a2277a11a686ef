"""The hamlet of docs/hamlet.md, what its plan costs by hand, and results made up for it."""

from dataclasses import replace
from pathlib import Path

from optimizer.io import read_instance
from optimizer.plan import CostHead, Plan, Result, Status

FOLDER = Path(__file__).parents[1] / "instances" / "hamlet"
HAMLET = read_instance(FOLDER)

COSTS_CNY = {
    CostHead.BUILDING: 26_000,
    CostHead.EQUIPMENT: 2_000,
    CostHead.OPERATION: 9_000,
    CostHead.ROTATION: 1_330,
    CostHead.HOLDING: 273,
    CostHead.RETAINER: 106,
    CostHead.TRANSPORT: 25.9711,
    CostHead.ISSUE: 1_374,
    CostHead.SUPPLY: 220,
    CostHead.SHORTAGE: 550,
}
"""Of the plan found by hand; all other heads cost nothing."""

LIVING = {"family": "living", "group": "relocated", "deadline_h": 10.0, "roads": ""}
MEDICAL = {"family": "medical", "group": "relocated", "deadline_h": 5.0, "roads": ""}
"""What everyone needs and by when, over roads there are: as lines of a plan name it."""

NOTHING = Plan()


def result_of(plan=NOTHING, instance=HAMLET, **changes):
    """Return the result of a solve that found a plan, its figures made up."""
    made = Result(
        instance_name=instance.name,
        instance_digest=instance.digest,
        plan=plan,
        status=Status.FEASIBLE,
        reason="time limit",
        objective_cny=1.0,
        bound_cny=1.0,
        gap=0.0,
        runtime_s=1.0,
    )
    return replace(made, **changes)

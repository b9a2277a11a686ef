"""The program against trying everything."""

import math

import pytest
from brute_force import least_cost
from hypothesis import event, given, settings
from sketches import Kind, Room, Shop, Sketch, as_instance, sketches

from optimizer.errors import InfeasibleError
from optimizer.instance.words import Role
from optimizer.solve import SolveOptions, solve

TO_THE_END = SolveOptions(mip_gap=0.0, threads=1)

VILLAGE = Sketch(
    tenths=(10,),
    persons=((4, 2),),
    kinds=(Kind(price=3, issue=1, short=20),),
    sites=((Room(5, 10, Role.CENTRAL),),),
    existing=(False,),
    lanes=(((2, 5), (None, 1)),),
    shop=Shop(pieces=2, retainer=5, share=1),
    person_share=0.5,
    central_max=1,
    construction=None,
)
"""One room, one shop that reaches the second place alone.

Room and shop: 10 + 4 * (3 + 1 + 2) + 5 + 2 * (3 + 3 + 1) = 53. The room with five pieces and one
person short: 10 + 4 * 6 + (3 + 1 + 5) + 20 = 63.
"""


def solved_cost(instance):
    try:
        return solve(instance, TO_THE_END).objective_cny
    except InfeasibleError:
        return math.inf


def test_brute_force_finds_what_a_pencil_finds():
    assert least_cost(VILLAGE) == pytest.approx(53)


def test_the_village_costs_what_a_pencil_finds():
    assert solved_cost(as_instance(VILLAGE)) == pytest.approx(53)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(sketches())
def test_no_plan_is_cheaper_than_trying_everything_and_one_is_as_cheap(sketch):
    cost = least_cost(sketch)
    event("infeasible" if math.isinf(cost) else "feasible")
    assert solved_cost(as_instance(sketch)) == pytest.approx(cost, rel=1e-6, abs=1e-6)

"""How many orders change at most, and what no way to go on can better."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from under_way import DRIVING, HAMLET, VAN1, VAN2, plan, replanned

from optimizer.driving.replanning.told import replanned_text
from optimizer.state import ClosedRoad, NeedGone, NewNeed, StopName, VehicleReport
from optimizer.summary.phrases import Lang
from optimizer.verify import verify

LOST = VehicleReport(vehicle=VAN1, lost=True)

HAPPENED = {
    "vehicles": st.sampled_from(
        [(), (LOST,), (VehicleReport(vehicle=VAN1, place="C", free_h=5.0),),
         (VehicleReport(vehicle=VAN2, place="D"),)]
    ),
    "closed": st.sampled_from(
        [(), (ClosedRoad("B-D", None),), (ClosedRoad("A-B", 6.0), ClosedRoad("A-D", None))]
    ),
    "new_needs": st.lists(
        st.builds(
            NewNeed, st.sampled_from("BD"), st.just("relocated"), st.just("living"),
            st.integers(1, 200), st.floats(10, 20),
        ),
        max_size=2,
    ).map(tuple),
    "needs_gone": st.sampled_from([(), (NeedGone("D", "relocated", ""),)]),
    "done": st.sampled_from([(), (StopName(VAN1, 1, 1),)]),
}  # fmt: skip
"""What happens, by key of a state."""


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    hour=st.floats(0, 4),
    most=st.integers(0, 2),
    quilts=st.sampled_from([75, 200]),
    happened=st.fixed_dictionaries({}, optional=HAPPENED),
)
def test_no_more_orders_change_than_may_or_than_have_to(hour, most, quilts, happened):
    result = replanned(hour, quilts=quilts, most_changed=most, **happened)
    forced = [change.vehicle for change in result.forced]
    assert len(result.orders) <= max(most, len(forced))
    unforced = replanned(hour, quilts=quilts, most_changed=0, **happened)
    assert [change.vehicle for change in unforced.orders] == forced
    for line in result.driving.drives:
        assert line.bound_persons_unserved <= line.persons_unserved
        assert line.bound_arrival_person_h <= line.arrival_person_h
        assert line.bound_cost_cny <= line.cost_cny


def test_that_more_have_to_change_than_may_is_told_in_words_and_numbers():
    text = replanned_text(replanned(2.0, most_changed=0, vehicles=(LOST,)), Lang.EN)
    assert "At most 0 were to change; 1 had to, 1 more" in text
    assert "it drives no more: 1" in text
    assert "超出 1 辆" in replanned_text(replanned(2.0, most_changed=0, vehicles=(LOST,)), Lang.ZH)


def test_what_is_done_is_its_own_bound():
    """At 9.0 nothing is left: arrival 254.625 person-hours; the way home may have been another."""
    (line,) = replanned(9.0).driving.drives
    assert line.bound_arrival_person_h == pytest.approx(254.625)
    assert 0 < line.bound_cost_cny <= line.cost_cny


def test_what_is_ahead_is_bounded_as_if_all_vehicles_were_free_for_it():
    """At 2.0 all is on board: B at 2.385 and D at 2.745 are as early as can be.

    B is reached at 2.385 and handed out from 3.385 on, D straight from there at 2.635, 3.635; no
    unloading is counted. That is at least 40 * 3.385 + 30 * 3.635 = 244.45.
    """
    (line,) = replanned(2.0).driving.drives
    assert 244.4 <= line.bound_arrival_person_h <= line.arrival_person_h
    (whole,) = replanned(0.0).driving.drives
    assert 0 < whole.bound_arrival_person_h <= line.bound_arrival_person_h


def test_persons_for_whom_nothing_is_left_are_a_bound():
    """Of 100 quilts 70 broke down: 40 persons get none, whatever is done."""
    (line,) = replanned(2.0, quilts=100, vehicles=(LOST,)).driving.drives
    assert line.bound_persons_unserved == pytest.approx(40, abs=0.5)


def judged(result, *states):
    """Return the rules of driving that a plan breaks by its states."""
    names = {"drive_known_vehicles", "load_what_stands", "drive_in_time", "serve_each_once",
             "state_drives", "known_ids", "state_arrivals"}  # fmt: skip
    return [v for v in verify(HAMLET, result.plan, states) if v.promise in names]


def test_a_plan_with_new_needs_is_verified_with_the_states_it_was_changed_for():
    need = NewNeed("B", "relocated", "living", 20, 12.0)
    first = replanned(2.0, new_needs=(need,), closed=(ClosedRoad("B-D", None),))
    assert judged(first, first.state) == []
    assert verify(HAMLET, first.plan) != ()
    again = replanned(
        2.8, of=first.plan, earlier=(first.state,), new_needs=(need,),
        needs_gone=(NeedGone("D", "relocated", ""),),
    )  # fmt: skip
    assert judged(again, first.state, again.state) == []
    assert {flow.group for flow in again.plan.flows} == {
        "relocated", "relocated.new1", "relocated.new2",
    }  # fmt: skip


def test_who_was_lost_before_stays_lost():
    first = replanned(2.0, vehicles=(LOST,))
    again = replanned(2.2, of=first.plan, earlier=(first.state,))
    assert [row.vehicle for row in again.state.vehicles if row.lost] == [VAN1]
    assert again.orders == ()
    assert again.driving.drops == first.driving.drops


def test_a_replanned_plan_that_breaks_a_rule_is_found_out():
    result = replanned(2.0, closed=(ClosedRoad("B-D", None),))
    early = dataclasses.replace(DRIVING, drives=result.driving.drives)
    broken = dataclasses.replace(result, plan=dataclasses.replace(plan(), driving=early))
    found = [v.where for v in judged(broken, result.state) if v.promise == "drive_in_time"]
    assert f"S1, {VAN1}, trip 1, B, D" in found

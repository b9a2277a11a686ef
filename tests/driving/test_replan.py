"""Orders while a response is under way: what was and is to be done, followed with a pencil."""

import dataclasses

import pytest
from under_way import DRIVING, HAMLET, VAN1, VAN2, changed, plan, replanned, stops, unserved

from optimizer.driving.options import ReplanOptions
from optimizer.errors import UsageError
from optimizer.state import ClosedRoad, NeedGone, NewNeed, OnBoard, StopName, VehicleReport
from optimizer.verify import CHECKS, verify
from optimizer.verify.driving.trips import drive_known_vehicles

AS_ORDERED = [("B", 2.385, 2.495), ("D", 2.745, 2.828)]
LOST = VehicleReport(vehicle=VAN1, lost=True)
TO_B = NewNeed("B", "relocated", "living", 20, 12.0)


def rules_broken(instance, answer):
    """Return the rules of driving that a plan breaks; other promises it does not make."""
    names = {check.__name__ for check in CHECKS[CHECKS.index(drive_known_vehicles) :]}
    return [v.sentence for v in verify(instance, answer) if v.promise in names]


def test_the_plan_drawn_by_hand_keeps_every_rule():
    assert rules_broken(HAMLET, plan()) == []


@pytest.mark.parametrize("hour", [0.0, 1.2, 1.6, 2.0, 2.43, 2.6, 3.0, 9.0])
def test_where_nothing_happened_nobody_gets_new_orders(hour):
    result = replanned(hour)
    assert (changed(result), unserved(result)) == ([], [])
    assert stops(result, VAN1) == AS_ORDERED
    assert result.driving.returns == DRIVING.returns
    assert result.driving.drives[0].cost_cny == pytest.approx(223.875)
    assert rules_broken(HAMLET, result.plan) == []


def test_a_road_that_closes_ahead_is_gone_round():
    """At 2.0 the van is bound for B: it ends that, and goes back over A to D, 2 h for 0.25."""
    result = replanned(2.0, closed=(ClosedRoad("B-D", None),))
    assert stops(result, VAN1) == [("B", 2.385, 2.495), ("D", 4.495, 4.577)]
    assert changed(result) == [(VAN1, "road")]
    assert result.driving.drives[0].late_person_h == 0


def test_who_is_on_a_road_when_it_closes_gets_through():
    result = replanned(2.6, closed=(ClosedRoad("B-D", None),))
    assert stops(result, VAN1) == AS_ORDERED
    assert changed(result) == []


def only_d_on_board():
    """Return the plan with goods for D alone: from A at 1.665, in B at 2.165, in D at 2.415."""
    weights = {"load_h": 1.5, "loaded_h": 1.665, "depart_h": 1.665}
    done_h = 2.415 + 0.0825
    driving = dataclasses.replace(
        DRIVING,
        trips=(dataclasses.replace(DRIVING.trips[0], **weights),),
        stops=(
            dataclasses.replace(
                DRIVING.stops[1], stop=1, leave_h=1.665, arrive_h=2.415, begin_h=2.415,
                done_h=done_h,
            ),
        ),
        drops=(dataclasses.replace(DRIVING.drops[1], stop=1),),
        returns=(dataclasses.replace(DRIVING.returns[0], leave_h=done_h, home_h=done_h + 0.75),),
    )  # fmt: skip
    whole = plan()
    return dataclasses.replace(whole, flows=whole.flows[1:], driving=driving)


def test_a_road_that_closes_on_the_way_is_left_before_it():
    """At 2.1 the van is between A and B, and turns in B at 2.165."""
    result = replanned(2.1, of=only_d_on_board(), closed=(ClosedRoad("B-D", None),))
    assert stops(result, VAN1) == [("D", 4.165, 4.247)]
    (change,) = result.orders
    assert (change.cause, change.place, change.free_h) == ("road", "B", pytest.approx(2.165))


def test_who_comes_to_a_road_when_it_has_reopened_goes_on():
    result = replanned(2.1, of=only_d_on_board(), closed=(ClosedRoad("B-D", 2.16),))
    assert stops(result, VAN1) == [("D", 2.415, 2.498)]
    assert changed(result) == []


def test_a_road_that_reopens_soon_is_waited_for():
    result = replanned(2.0, closed=(ClosedRoad("B-D", 3.0),))
    assert stops(result, VAN1) == [("B", 2.385, 2.495), ("D", 3.25, 3.333)]


def test_a_road_that_reopens_before_it_is_reached_changes_nothing():
    result = replanned(2.0, closed=(ClosedRoad("B-D", 2.49),))
    assert changed(result) == []
    assert stops(result, VAN1) == [("B", 2.385, 2.495), ("D", 2.745, 2.828)]


def test_another_van_brings_again_what_broke_down():
    """Van 2 loads at 2.0 what van 1 has on board, half an hour after it did."""
    result = replanned(2.0, vehicles=(LOST,))
    assert stops(result, VAN1) == []
    assert stops(result, VAN2) == [("B", 2.885, 2.995), ("D", 3.245, 3.328)]
    assert changed(result) == [(VAN1, "lost"), (VAN2, "goods")]
    assert unserved(result) == []


def test_what_broke_down_is_gone_from_the_store():
    """Of 100 quilts 70 broke down, so 30 persons are served."""
    result = replanned(2.0, quilts=100, vehicles=(LOST,))
    assert sum(persons for _, persons, _ in unserved(result)) == pytest.approx(40, abs=0.2)
    assert {reason for _, _, reason in unserved(result)} == {"stock"}


def test_what_was_left_before_is_not_brought_again():
    result = replanned(2.6, vehicles=(LOST,))
    assert stops(result, VAN1) == [("B", 2.385, 2.495)]
    assert [place for place, _, _ in stops(result, VAN2)] == ["D"]


def test_who_must_change_counts_among_those_who_may():
    alone = replanned(2.0, most_changed=1, vehicles=(LOST,))
    assert changed(alone) == [(VAN1, "lost")]
    assert sum(persons for _, persons, _ in unserved(alone)) == pytest.approx(70)
    assert len(replanned(2.0, most_changed=2, vehicles=(LOST,)).orders) == 2


def test_a_new_need_is_met_by_who_is_free():
    """20 persons, 110 kg: van 2 loads 0.11 h at 2.0, since HA loads a tonne in an hour."""
    result = replanned(2.0, new_needs=(TO_B,))
    assert stops(result, VAN1) == AS_ORDERED
    assert stops(result, VAN2) == [("B", 2.61, 2.665)]
    assert changed(result) == [(VAN2, "goods")]
    (flow,) = (flow for flow in result.plan.flows if flow.group != "relocated")
    assert (flow.origin, flow.place, flow.persons) == ("HA", "B", 20)


def test_a_new_need_that_no_store_has_goods_for_is_told_with_its_reason():
    result = replanned(2.0, quilts=75, new_needs=(TO_B,))
    assert unserved(result) == [("B", 15, "stock")]


def test_a_new_need_changes_no_more_orders_than_it_may():
    result = replanned(2.0, most_changed=0, new_needs=(TO_B,))
    assert changed(result) == []
    assert [(place, persons) for place, persons, _ in unserved(result)] == [("B", 20)]


def test_nobody_goes_where_nobody_needs_it_any_more():
    result = replanned(2.0, needs_gone=(NeedGone("D", "relocated", ""),))
    assert stops(result, VAN1) == [("B", 2.385, 2.495)]
    assert changed(result) == [(VAN1, "needless")]
    assert [row.home_h for row in result.driving.returns] == [pytest.approx(2.995)]
    assert {row.place for row in result.driving.drops} == {"B"}
    assert unserved(result) == []
    assert result.plan.flows == plan().flows


def test_a_vehicle_is_where_it_is_reported():
    """Held up in B until 4.0 with what is for D on board, it is there at 4.25."""
    held = VehicleReport(vehicle=VAN1, place="B", free_h=4.0)
    result = replanned(2.6, vehicles=(held,))
    assert stops(result, VAN1) == [("B", 2.385, 2.495), ("D", 4.25, 4.332)]


def test_what_is_reported_on_board_is_what_is_brought():
    """Goods for 10 of 30 persons are spoiled: they are sent once more."""
    some = VehicleReport(vehicle=VAN1, on_board=(OnBoard("D", "living", "relocated", 10.0, 20.0),))
    result = replanned(2.2, vehicles=(some,))
    drops = [(row.vehicle, row.place, row.persons) for row in result.driving.drops]
    assert (VAN1, "D", 20.0) in drops
    assert sum(persons for _, place, persons in drops if place == "D") == pytest.approx(30)


def test_a_stop_not_done_in_time_is_made_now():
    """Reported at 3.0 as not done, B is reached then; D follows 0.615 h later than planned."""
    result = replanned(3.0, not_done=(StopName(VAN1, 1, 1),))
    assert stops(result, VAN1) == [("B", 3.0, 3.11), ("D", 3.36, 3.442)]


def test_limits_that_let_nothing_happen_are_refused():
    for wrong in ({"time_limit_s": 0}, {"iterations": 0}, {"most_changed": -1}):
        with pytest.raises(UsageError):
            ReplanOptions(**wrong)

"""By which means goods go, on the hamlet with a drone that crosses the river.

In S1 the bridge to D is closed for 24 h. A person's living goods are a quilt of 3 kg and grain of
0.02 bags a day, for five of six days: 2.5 kg and 0.055 m3 with the quilt.
"""

from dataclasses import replace

import pytest
from hamlet_by_hand import HAMLET, LIVING, result_of

from optimizer.accounts import TransportLine, transport_lines
from optimizer.instance import FleetEntry, Road, Transfer, Vehicle
from optimizer.instance.words import TransportMode
from optimizer.needs import needs
from optimizer.plan import Flow, Plan
from optimizer.summary import Lang
from optimizer.summary.transport import transport
from optimizer.variants import apply_changes

DRONE = Vehicle(
    id="drone", name="Drone", name_zh="无人机", mode=TransportMode.DRONE, payload_t=0.03,
    volume_m3=0.15, cruise_kmh=50.0, unload_min=6.0, source="made up",
)  # fmt: skip
FLOWN = replace(
    HAMLET,
    vehicles=(*HAMLET.vehicles, DRONE),
    fleet=(*HAMLET.fleet, FleetEntry(vehicle="drone", place="B", count=4, source="made up")),
    roads=(
        *HAMLET.roads,
        Road(
            id="over", from_place="B", to_place="D", mode=TransportMode.DRONE, km=10.0,
            source="made up",
        ),
    ),
    transfers=(
        Transfer(
            place="B", from_mode=TransportMode.ROAD, to_mode=TransportMode.DRONE, hours=0.5,
            source="made up",
        ),
    ),
)  # fmt: skip


def flow(origin, place, persons, lost_site="", scenario="S1"):
    return Flow(scenario, lost_site, origin, place, *list(LIVING.values())[:3], persons)


def lines_of(*flows, instance=FLOWN):
    return transport_lines(Plan(flows=flows), instance, needs(instance))


def test_a_chain_tells_its_vehicles_and_where_goods_change():
    """1 + 0.5 h, loading 0.5, 20 km 0.5, change 0.5, 10 km 0.2, unloading 0.1, hand-out 1 h."""
    over, to_b = lines_of(flow("HA", "B", 10.0), flow("HA", "D", 20.0))
    assert (over.vehicles, over.modes, over.transfers) == ("van>drone", "road>drone", "B")
    assert (over.weight_t, over.volume_m3) == pytest.approx((20 * 0.0055, 20 * 0.055))
    assert over.latest_h == pytest.approx(4.3)
    assert (to_b.vehicles, to_b.modes, to_b.transfers, to_b.flows) == ("van", "road", "", 1)


def test_flows_by_the_same_means_are_added_and_the_last_one_tells_the_hour():
    (line,) = lines_of(flow("HA", "B", 10.0), flow("shop", "B", 30.0))
    assert isinstance(line, TransportLine)
    assert (line.flows, line.weight_t) == (2, pytest.approx(40 * 0.0055))
    (late,) = lines_of(flow("shop", "B", 30.0))
    assert line.latest_h == late.latest_h > lines_of(flow("HA", "B", 10.0))[0].latest_h


def test_promises_for_a_lost_store_crumbs_and_goods_at_home_are_not_carried():
    at_home = apply_changes(FLOWN, {"sources.shop.mode": "household", "sources.shop.place": "B"})
    flows = (
        flow("HA", "B", 10.0, lost_site="HD"),
        flow("HA", "B", 5e-5),
        flow("shop", "B", 30.0),
    )
    assert lines_of(*flows, instance=at_home) == ()


def test_the_summary_tells_tonnes_by_mode_and_chains_in_both_languages():
    plan = Plan(flows=(flow("HA", "D", 60.0), flow("HA", "B", 40.0)))
    _, *by_mode, _, _, chain = transport(result_of(plan, FLOWN), FLOWN, Lang.EN)
    assert by_mode[0].split() == ["scenario", "road", "drone", "total"]
    assert by_mode[1].split()[-3:] == ["0.6", "0.3", "0.6"]
    assert chain.split()[-6:] == ["Van", ">", "Drone", "Birch", "0.33", "4.3"]
    chinese = "\n".join(transport(result_of(plan, FLOWN), FLOWN, Lang.ZH))
    assert "厢式货车 > 无人机" in chinese
    assert "乙镇" in chinese


def test_the_summary_is_silent_where_all_goes_by_road_without_a_change():
    plan = Plan(flows=(flow("HA", "B", 40.0),))
    assert transport(result_of(plan, FLOWN), FLOWN, Lang.EN) == []
    assert transport(result_of(), FLOWN, Lang.EN) == []

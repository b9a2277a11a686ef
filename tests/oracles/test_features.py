"""The hamlet with one feature more at a time, each followed with a pencil.

Every docstring starts from the plan of docs/hamlet.md: a center in A (20 quilts, 2 bags, 4 kits)
and a room in D (49 quilts, 5 bags, 6 kits), 25 quilts and 3 bags contracted, 40,878.9711 CNY a
year.
"""

from dataclasses import replace

import pytest
from hamlet import BY_HAND_CNY, FIRST_STOCK, contracts, short, solved, stock, stores
from hamlet_by_hand import HAMLET
from made_up import MADE_UP

from optimizer.errors import InfeasibleError
from optimizer.geodesy import great_circle_km
from optimizer.instance import (
    Budget,
    FleetEntry,
    Merger,
    ModeLimit,
    Place,
    Road,
    ScenarioMode,
    ScenarioSource,
    Transfer,
    Vehicle,
    WorkingStock,
)
from optimizer.instance.words import Head, PlaceKind, ReserveMode, TransportMode
from optimizer.plan import CostHead, Move, Replenishment

CENT = 1e-4
CARRYING = {"economics.peacetime_cny_per_m3_km": 1}
NO_STORE_IN_D = {"sites.HD.status": "excluded", "sites.HD.reason": "flood plain"}
TERRAIN_FACTOR = 1.25


def peacetime_km():
    """A and D over the ground, as goods are carried before the season."""
    a, d = HAMLET.place["A"], HAMLET.place["D"]
    return great_circle_km(a.lat, a.lon, d.lat, d.lon) * TERRAIN_FACTOR


def ford(cost_cny):
    """A planned road past the bridge: 15 km at 30 km/h, so D is reached from A at 4.0 h."""
    return Road(
        id="ford", from_place="A", to_place="D", km=15, speed_kmh=30, planned_cost_cny=cost_cny,
        **MADE_UP,
    )  # fmt: skip


def helicopter():
    """Return tables with a helicopter at A and a pad in D, 20 km apart."""
    kind = Vehicle(
        id="heli", name="Helicopter", mode=TransportMode.AIR, payload_t=3, volume_m3=20,
        cruise_kmh=200, cost_cny_per_km=100, load_min=30, unload_min=30, **MADE_UP,
    )  # fmt: skip
    flight = Road(
        id="A-D-air", from_place="A", to_place="D", km=20, mode=TransportMode.AIR, **MADE_UP
    )
    return {
        "vehicles": (*HAMLET.vehicles, kind),
        "fleet": (*HAMLET.fleet, FleetEntry(vehicle="heli", place="A", count=1, **MADE_UP)),
        "roads": (*HAMLET.roads, flight),
    }


def test_a_road_is_bought_where_it_saves_more_than_it_costs_a_year():
    """100,000 over 20 years are 5,000 a year. The room in D costs 6,000 + 3,000 a year, so the road
    is built instead; nobody is short any more.
    """
    result = solved(roads=(*HAMLET.roads, ford(100_000)))
    assert result.plan.roads == ("ford",)
    assert stores(result) == ["HA large"]
    assert short(result) == {}
    assert result.plan.costs_cny[CostHead.ROADS] == pytest.approx(5_000)
    assert {f.roads for f in result.plan.flows if (f.scenario, f.place) == ("S1", "D")} == {"ford"}


def test_a_road_that_costs_more_than_it_saves_is_left():
    """A million would be 50,000 a year: the plan by hand stays, and no flow uses the road."""
    result = solved(roads=(*HAMLET.roads, ford(1_000_000)))
    assert result.objective_cny == pytest.approx(BY_HAND_CNY, abs=CENT)
    assert result.plan.roads == ()
    assert {flow.roads for flow in result.plan.flows} == {""}


def test_a_budget_for_roads_binds():
    """The road at 100,000 would pay, but a yuan of its budget is missing."""
    budget = Budget(head=Head.ROADS, fund="county", ceiling_cny=99_999, **MADE_UP)
    result = solved(roads=(*HAMLET.roads, ford(100_000)), budgets=(*HAMLET.budgets, budget))
    assert result.objective_cny == pytest.approx(BY_HAND_CNY, abs=CENT)


def test_a_town_cut_off_is_served_by_helicopter():
    """No store may stand in D. From A a helicopter hands out at 1 + 0.5 + 0.5 + 0.1 + 0.5 + 1 =
    3.6 h, in time for first aid as well: nobody is short.
    """
    result = solved(NO_STORE_IN_D, **helicopter())
    assert short(result) == {}
    flown = sum(f.persons for f in result.plan.flows if (f.scenario, f.place) == ("S1", "D"))
    assert flown == pytest.approx(120)


def test_with_the_air_closed_nobody_comes_to_the_town_cut_off():
    """Without the helicopter 60 of 100 persons miss the standard, 20 may."""
    gale = ScenarioMode(scenario="S1", mode=TransportMode.AIR, closed=True, **MADE_UP)
    with pytest.raises(InfeasibleError):
        solved(NO_STORE_IN_D, scenario_modes=(gale,), **helicopter())


def by_rail(transfer_h):
    """The supermarket's goods come from P: rail to A, transfer, van to the towns.

    Ready at 1 + 3 h, loaded 1 h, 100 km at 50 km/h, so at A by 7; after the transfer the van takes
    half an hour to B, unloads in half an hour and hands out in one: 9 h + transfer.
    """
    return solved(
        {},
        sources=(replace(HAMLET.supplier["shop"], place="P"),),
        places=(
            *HAMLET.places,
            Place(id="P", name="Port", kind=PlaceKind.PARTNER, lat=39.5, lon=99, **MADE_UP),
        ),
        roads=(
            *HAMLET.roads,
            Road(id="P-A", from_place="P", to_place="A", km=100, mode=TransportMode.RAIL,
                 **MADE_UP),
        ),
        vehicles=(
            *HAMLET.vehicles,
            Vehicle(id="wagon", name="Wagon", mode=TransportMode.RAIL, payload_t=60, volume_m3=120,
                    cruise_kmh=50, cost_cny_per_km=1, load_min=60, unload_min=60, **MADE_UP),
        ),
        fleet=(*HAMLET.fleet, FleetEntry(vehicle="wagon", place="P", count=1, **MADE_UP)),
        transfers=(
            Transfer(place="A", from_mode=TransportMode.RAIL, to_mode=TransportMode.ROAD,
                     hours=transfer_h, **MADE_UP),
        ),
    )  # fmt: skip


def test_trunk_by_rail_and_branch_by_van_come_just_in_time():
    """With a transfer of an hour the hand-out in B is at 10 h: what came by van comes by rail."""
    result = by_rail(1.0)
    served = [f for f in result.plan.flows if f.origin == "shop" and f.place == "B"]
    assert sum(flow.persons for flow in served) == pytest.approx(20)


def test_a_transfer_a_minute_longer_comes_too_late():
    """B would be served a minute after 10 h; the center in A holds its stock instead."""
    result = by_rail(1.0 + 1 / 60)
    assert not [f for f in result.plan.flows if f.origin == "shop" and f.place == "B"]


def test_stores_are_filled_again_from_the_center():
    """D renews 49/10 quilts, 5/2 bags and 6/4 kits a year, 8.9 pieces of 0.05 m3, from A."""
    result = solved(CARRYING)
    assert result.plan.replenishments == (Replenishment("HA", "HD", pytest.approx(0.445)),)
    assert result.plan.costs_cny[CostHead.REPLENISHMENT] == pytest.approx(0.445 * peacetime_km())
    assert result.plan.moves == ()


def test_stock_in_the_wrong_place_is_moved_where_buying_is_not_possible():
    """69 quilts stand in A and 2,700 buys all grain and kits: the 49 of D are moved there.

    The move costs 49 * 0.05 m3 over the way from A to D, spread over the plan's five years without
    interest.
    """
    moved_cny = 49 * 0.05 * peacetime_km()
    result = solved(CARRYING | {"stock.HA/quilt/2028.quantity": 69, FIRST_STOCK: 2_700 + 60})
    assert result.plan.moves == (Move("HA", "HD", "quilt", 49),)
    assert result.spending_cny["first_stock"] == pytest.approx(2_700 + moved_cny)
    assert result.plan.costs_cny[CostHead.REDISTRIBUTION] == pytest.approx(moved_cny / 5)


def test_most_covered_asks_for_no_share_of_towns():
    """Towns in full are neither asked for nor counted where people are: everybody is covered."""
    result = solved(
        {
            "policy.objective": "most_covered",
            "standards.living_10h.town_share": 1,
            FIRST_STOCK: 50_000,
        }
    )
    assert result.coverage == pytest.approx(0.1 * 2 * 100 + 0.2 * 2 * 50)


def test_money_bound_in_stock_costs_its_interest():
    """A tenth of the 8,600 that the first stock costs; the plan by hand stays the best."""
    result = solved({"economics.stock_capital_rate": 0.1})
    assert result.plan.costs_cny[CostHead.FIRST_STOCK] == pytest.approx(860)
    assert result.objective_cny == pytest.approx(BY_HAND_CNY + 860, abs=CENT)


def test_stores_built_together_save_their_part():
    """20,000 less to build A and D, over 20 years: 1,000 a year."""
    together = Merger(id="M", sites=("HA", "HD"), saving_cny=20_000, **MADE_UP)
    result = solved(mergers=(together,))
    assert result.objective_cny == pytest.approx(BY_HAND_CNY - 1_000, abs=CENT)
    assert result.spending_cny["construction"] == pytest.approx(500_000)


def test_an_institution_holds_its_daily_use_besides():
    """0.1 kits a day for 55 days are 6 kits in A, 60 a year each, and none of them is issued."""
    clinic = WorkingStock(site="HA", commodity="kit", units_per_day=0.1, days=55, **MADE_UP)
    result = solved(working_stock=(clinic,))
    assert stock(result)["HA", "kit"] == 10
    assert result.objective_cny == pytest.approx(BY_HAND_CNY + 360, abs=CENT)


def test_what_households_hold_stays_in_their_town():
    """32 = 0.8 * 40 persons of D have their goods at home, at no cost of transport."""
    result = solved({"sources.shop.mode": "household", "sources.shop.place": "D"})
    at_home = [flow for flow in result.plan.flows if flow.origin == "shop"]
    assert {flow.place for flow in at_home} == {"D"}
    assert sum(flow.persons for flow in at_home) == pytest.approx(32)


def test_a_source_that_a_scenario_halves_is_contracted_for_twice():
    """20 persons in S1 take 20 / (0.8 * 0.5) = 50 quilts and 2 / 0.4 = 5 bags: 380 against 410."""
    half = ScenarioSource(scenario="S1", supplier="shop", usable_share=0.5, **MADE_UP)
    result = solved({"supplies.shop/*.quantity": 100}, scenario_sources=(half,))
    assert contracts(result) == {"quilt": 50, "grain": 5}


def test_own_stock_takes_over_what_it_must_serve_at_least():
    """75 of the 100 persons of S1 from own stock: 49 in D and so 26 of B; the shop serves 14."""
    least = ModeLimit(mode=ReserveMode.OWN, family="living", least_share=0.75, **MADE_UP)
    result = solved(mode_limits=(*HAMLET.mode_limits, least))
    assert stock(result)["HA", "quilt"] == 26
    assert contracts(result) == {"quilt": 18, "grain": 2}


def test_an_agreement_only_intended_is_not_contracted():
    """The 20 persons of B are served from A: 410 instead of 326 for them."""
    result = solved({"sources.shop.status": "intended", "policy.count_intended": False})
    assert contracts(result) == {}
    assert stock(result)["HA", "quilt"] == 40


def test_funds_pay_within_what_they_have_in_all():
    """520,000 + 20,000 + 8,600 out of 400,000 and 150,000: each yuan has its payer."""
    purse = (
        Budget(head=Head.TOTAL, fund="county", ceiling_cny=400_000, **MADE_UP),
        Budget(head=Head.TOTAL, fund="province", ceiling_cny=150_000, **MADE_UP),
    )
    result = solved(budgets=(*HAMLET.budgets, *purse))
    assert result.objective_cny == pytest.approx(BY_HAND_CNY, abs=CENT)
    paid = {}
    for payment in result.plan.payments:
        paid[payment.head] = paid.get(payment.head, 0.0) + payment.cny
    assert paid == {
        Head.CONSTRUCTION: pytest.approx(520_000),
        Head.EQUIPMENT: pytest.approx(20_000),
        Head.FIRST_STOCK: pytest.approx(8_600),
    }


def test_a_fund_that_has_too_little_in_all_means_the_cheaper_center():
    """548,600 are more than 540,000 in all, so the center stands in B, 100,000 cheaper to build."""
    purse = (
        Budget(head=Head.TOTAL, fund="county", ceiling_cny=390_000, **MADE_UP),
        Budget(head=Head.TOTAL, fund="province", ceiling_cny=150_000, **MADE_UP),
    )
    result = solved(budgets=(*HAMLET.budgets, *purse))
    assert stores(result) == ["HB large", "HD room"]
    assert result.objective_cny == pytest.approx(41_759.0161, abs=CENT)


OPEN_BRIDGE = {"scenario_roads.S1/B-D.closed": False, "policy.force_hazard_class": 3}


def test_a_forced_town_has_its_store_even_over_an_open_bridge():
    """D has hazard class 3, so it has the room although A could serve it."""
    assert "HD room" in stores(solved(OPEN_BRIDGE))


def test_a_forced_town_may_do_without_where_it_is_served_when_cut_off():
    """With S1 named, everyone in D is served from A or B and the room is saved."""
    result = solved(OPEN_BRIDGE | {"policy.cut_off_scenarios": ["S1"]})
    assert len(stores(result)) == 1
    assert not [line for line in result.plan.shortages if line.place == "D"]

"""Every family alone, at its edge: just enough is allowed, one unit too much is not."""

import dataclasses
from dataclasses import dataclass, field

import pytest
from hamlets import (
    CARRYING,
    CLINIC,
    FAMILY,
    FEWER_TO_B,
    FORD,
    HALF_THE_LIFT,
    LOSS,
    PURSE,
    TOGETHER,
    hamlet,
    is_feasible,
    rows_alone,
)
from made_up import MADE_UP

from optimizer.instance import ModeLimit, ScenarioSource
from optimizer.instance.words import ReserveMode
from optimizer.siting.lessons import NOTHING_LEARNED, Lessons

LIVING = "living.relocated.10h"
MEDICAL = "medical.relocated.5h"

MINUTE_H = 1 / 60

COUNTY = "budgets.construction/county.ceiling_cny"


@dataclass(frozen=True, kw_only=True)
class Edge:
    """What a family just allows in a hamlet, and what it just does not allow.

    `values` are fixed in both; `allowed` and `refused` each on top of them, and so with the
    changes to the instance.
    """

    family: str
    changes: dict = field(default_factory=dict)
    kits: dict = field(default_factory=dict)
    rows: tuple = ()
    lessons: Lessons = NOTHING_LEARNED
    values: dict = field(default_factory=dict)
    allowed: dict = field(default_factory=dict)
    refused: dict = field(default_factory=dict)
    changes_allowed: dict = field(default_factory=dict)
    changes_refused: dict = field(default_factory=dict)


def opened(*options):
    """Return values that open these options and no others."""
    return {"open(*": 0, **{f"open({option})": 1 for option in options}}


ONE_KG_OF_FIRST_AID = {"commodities.kit.weight_kg": 10}
"""With a tenth of a kit for each person, a person is a kg."""

ONE_KG_OF_LIVING = {"commodities.quilt.weight_kg": 1, "commodities.grain.weight_kg": 0}

CROWD = {"scenario_people.*.persons": 1_000_000}
"""So many that every rate may be exceeded: rows that nobody can break are not written."""

EDGES = {
    "a site is built to one option, not to two": Edge(
        family="choose_one_option",
        values=opened("HA,large"),
        refused={"open(HA,small)": 1},
    ),
    "an existing store stays": Edge(
        family="choose_one_option",
        changes={"sites.HA.status": "existing"},
        values=opened(),
        allowed={"open(HA,small)": 1},
    ),
    "a committed store is built": Edge(
        family="choose_one_option",
        changes={"sites.HD.status": "committed"},
        values=opened(),
        allowed={"open(HD,room)": 1},
    ),
    "nothing is built on an excluded site": Edge(
        family="choose_one_option",
        changes={"sites.HB.status": "excluded", "sites.HB.reason": "flood plain"},
        values=opened(),
        refused={"open(HB,small)": 1},
    ),
    "one center, not two": Edge(
        family="count_roles",
        values=opened("HA,large"),
        refused={"open(HB,large)": 1},
    ),
    "one center, not none": Edge(
        family="count_roles",
        values=opened(),
        allowed={"open(HB,large)": 1},
    ),
    "two sub-stores, not three": Edge(
        family="count_roles",
        values=opened("HB,large", "HA,small", "HD,small"),
        refused={"open(HB,small)": 1},
    ),
    "at least one point": Edge(
        family="count_roles",
        changes={"policy.point_min": 1},
        values=opened("HA,large"),
        allowed={"open(HD,room)": 1},
    ),
    "centers 17.3 km apart keep 17 km, not 18 km": Edge(
        family="keep_spacing",
        values=opened("HA,large", "HB,large"),
        changes_allowed={"policy.spacing_km": 17},
        changes_refused={"policy.spacing_km": 18},
    ),
    "a point may stand near a center, a sub-store may not": Edge(
        family="keep_spacing",
        changes={"policy.spacing_km": 18},
        values=opened("HB,large"),
        allowed={"open(HD,room)": 1},
        refused={"open(HD,small)": 1},
    ),
    "a town of hazard class 3 is forced from 3 on": Edge(
        family="force_points",
        values=opened("HA,large", "HB,large"),
        changes_allowed={"policy.force_hazard_class": 4},
        changes_refused={"policy.force_hazard_class": 3},
    ),
    "a store in the forced town does": Edge(
        family="force_points",
        changes={"policy.force_hazard_class": 3},
        values=opened(),
        allowed={"open(HD,room)": 1},
        refused={"open(HA,large)": 1},
    ),
    "a town of access class 2 is forced from 2 on": Edge(
        family="force_points",
        changes={"places.A.access_class": 2},
        values=opened("HB,large"),
        changes_allowed={"policy.force_access_class": 3},
        changes_refused={"policy.force_access_class": 2},
    ),
    "a store in a village of the forced town does": Edge(
        family="force_points",
        changes={"policy.force_towns": ["C"], "places.D.parent": "C"},
        values=opened(),
        allowed={"open(HD,room)": 1},
        refused={"open(HB,large)": 1},
    ),
    "a forced town without a site has no plan": Edge(
        family="force_points",
        values=opened("HA,large", "HB,large", "HD,room"),
        changes_refused={"policy.force_towns": ["C"]},
    ),
    "a town where nobody is, ever, is not forced by its class": Edge(
        family="force_points",
        changes={"policy.force_hazard_class": 3, "places.D.population": 0},
        values=opened(),
        changes_allowed={
            "places.D.urban_population": 0,
            "scenario_people.S1/D/relocated.persons": 0,
        },
    ),
    "60 pieces in 3 m3, not 61": Edge(
        family="store_within_volume",
        values={**opened("HD,room"), "stock(*": 0, "stock(HD,quilt)": 49, "stock(HD,kit)": 6},
        allowed={"stock(HD,grain)": 5},
        refused={"stock(HD,grain)": 6},
    ),
    "a site without a store holds nothing": Edge(
        family="store_within_volume",
        values={**opened("HA,large"), "stock(*": 0},
        refused={"stock(HD,quilt)": 1},
    ),
    "cold goods fill the cold room only": Edge(
        family="store_within_volume",
        changes={"families.medical.storage": "cold", "options.HA/large.cold_m3": 1},
        values={**opened("HA,large"), "stock(*": 0, "stock(HA,quilt)": 200},
        allowed={"stock(HA,kit)": 20},
        refused={"stock(HA,kit)": 21},
    ),
    "hazardous goods need their own room": Edge(
        family="store_within_volume",
        changes={"families.living.storage": "hazardous", "options.HD/room.hazardous_m3": 0.05},
        values={**opened("HD,room"), "stock(*": 0},
        allowed={"stock(HD,grain)": 1},
        refused={"stock(HD,grain)": 2},
    ),
    "ten quilts stand there and need not be bought": Edge(
        family="buy_what_is_missing",
        values={"stock(HA,quilt)": 15},
        allowed={"purchase(HA,quilt)": 5},
        refused={"purchase(HA,quilt)": 4},
    ),
    "stock counts through its last year": Edge(
        family="buy_what_is_missing",
        values={"stock(HA,quilt)": 15, "purchase(HA,quilt)": 5},
        changes_allowed={"year": 2028},
        changes_refused={"year": 2029},
    ),
    "who is not served is short": Edge(
        family="meet_need",
        values={f"flow(S1,HD,D,{LIVING})": 49},
        allowed={f"shortage(S1,D,{LIVING})": 11},
        refused={f"shortage(S1,D,{LIVING})": 10},
    ),
    "nobody is served twice": Edge(
        family="meet_need",
        values={f"shortage(S1,D,{LIVING})": 0},
        allowed={f"flow(S1,HD,D,{LIVING})": 60},
        refused={f"flow(S1,HD,D,{LIVING})": 61},
    ),
    "nobody is served twice with a store lost": Edge(
        family="meet_need",
        changes=LOSS,
        values={f"flow(S2!HA,*{LIVING})": 0},
        allowed={f"flow(S2!HA,HB,A,{LIVING})": 50},
        refused={f"flow(S2!HA,HB,A,{LIVING})": 51},
    ),
    "what is drawn is what flows to all places": Edge(
        family="add_up_draws",
        values={f"flow(S2,HA,A,{LIVING})": 20, f"flow(S2,HA,C,{LIVING})": 30},
        allowed={f"draw(S2,HA,{LIVING})": 50},
        refused={f"draw(S2,HA,{LIVING})": 49},
    ),
    "twenty quilts serve twenty persons": Edge(
        family="ship_only_stock",
        values={"stock(HA,quilt)": 20, "stock(HA,grain)": 3},
        allowed={f"draw(S1,HA,{LIVING})": 20},
        refused={f"draw(S1,HA,{LIVING})": 21},
    ),
    "twenty persons eat two bags": Edge(
        family="ship_only_stock",
        values={"stock(HA,quilt)": 50, f"draw(S1,HA,{LIVING})": 20},
        allowed={"stock(HA,grain)": 2},
        refused={"stock(HA,grain)": 1},
    ),
    "a quilt serves every scenario": Edge(
        family="ship_only_stock",
        values={"stock(HA,*": 20, f"draw(S1,HA,{LIVING})": 20},
        allowed={f"draw(S2,HA,{LIVING})": 20},
        refused={f"draw(S2,HA,{LIVING})": 21},
    ),
    "stock serves as well when another store is lost": Edge(
        family="ship_only_stock",
        changes=LOSS,
        values={"stock(HB,*": 20},
        allowed={f"draw(S2!HA,HB,{LIVING})": 20},
        refused={f"draw(S2!HA,HB,{LIVING})": 21},
    ),
    "80 % of 25 quilts are counted on": Edge(
        family="draw_within_sources",
        values={"contract(shop,grain)": 10, "contract(shop,quilt)": 25},
        allowed={f"draw(S1,shop,{LIVING})": 20},
        refused={f"draw(S1,shop,{LIVING})": 21},
    ),
    "80 % of three bags do for twenty persons": Edge(
        family="draw_within_sources",
        values={"contract(shop,quilt)": 40, f"draw(S1,shop,{LIVING})": 20},
        allowed={"contract(shop,grain)": 3},
        refused={"contract(shop,grain)": 2},
    ),
    "no more is contracted than the source has": Edge(
        family="draw_within_sources",
        allowed={"contract(shop,quilt)": 40},
        refused={"contract(shop,quilt)": 41},
    ),
    "nothing is contracted with a source not kept": Edge(
        family="draw_within_sources",
        values={"contract(shop,quilt)": 1},
        allowed={"sign(shop)": 1},
        refused={"sign(shop)": 0},
    ),
    "what is made in 3.5 spare hours, 0.8 * 2 quilts an hour": Edge(
        family="make_in_time",
        changes=CROWD | {"supplies.shop/quilt.per_day": 48},
        allowed={f"flow(S1,shop,B,{LIVING})": 5},
        refused={f"flow(S1,shop,B,{LIVING})": 6},
    ),
    "what is made for one town is not made for another": Edge(
        family="make_in_time",
        changes=CROWD | {"supplies.shop/quilt.per_day": 48},
        values={f"flow(S2,shop,A,{LIVING})": 4},
        allowed={f"flow(S2,shop,C,{LIVING})": 1},
        refused={f"flow(S2,shop,C,{LIVING})": 2},
    ),
    "made to order is made no faster because a store is lost": Edge(
        family="make_in_time",
        changes=CROWD | LOSS | {"supplies.shop/quilt.per_day": 48},
        allowed={f"flow(S2!HA,shop,A,{LIVING})": 4},  # A and C as one, 2.8 spare hours
        refused={f"flow(S2!HA,shop,A,{LIVING})": 5},
    ),
    "one mode serves a fifth of the persons": Edge(
        family="limit_mode",
        allowed={f"draw(S1,shop,{LIVING})": 20},
        refused={f"draw(S1,shop,{LIVING})": 21},
    ),
    "who is not served misses the standard": Edge(
        family="count_uncovered",
        values={f"shortage(S1,D,{LIVING})": 11},
        allowed={"uncovered(living_10h,S1,D,relocated)": 11},
        refused={"uncovered(living_10h,S1,D,relocated)": 10},
    ),
    "who is served a minute late misses the standard": Edge(
        family="count_uncovered",
        values={
            f"flow(S1,*{LIVING})": 0,
            f"flow(S1,HA,B,{LIVING})": 40,
            f"shortage(S1,B,{LIVING})": 0,
            "uncovered(living_10h,S1,B,relocated)": 0,
        },
        changes_allowed={"standards.living_10h.deadline_h": 4},
        changes_refused={"standards.living_10h.deadline_h": 4 - MINUTE_H},
    ),
    "who lacks either family misses a standard for both": Edge(
        family="count_uncovered",
        changes={"standards.living_10h.families": ["living", "medical"]},
        values={
            f"shortage(S1,D,{LIVING})": 0,
            "uncovered(living_10h,S1,D,relocated)": 5,
        },
        allowed={f"shortage(S1,D,{MEDICAL})": 5},
        refused={f"shortage(S1,D,{MEDICAL})": 6},
    ),
    "a fifth of the persons may miss the standard": Edge(
        family="cover",
        values={"uncovered(living_10h,S1,B,relocated)": 9},
        allowed={"uncovered(living_10h,S1,D,relocated)": 11},
        refused={"uncovered(living_10h,S1,D,relocated)": 12},
    ),
    "in half of the towns nobody misses it": Edge(
        family="cover",
        changes={"standards.living_10h.town_share": 0.5},
        values={"uncovered(living_10h,S1,D,relocated)": 11},
        allowed={"uncovered(living_10h,S1,B,relocated)": 0},
        refused={"uncovered(living_10h,S1,B,relocated)": 1},
    ),
    "more than half of two towns are both": Edge(
        family="cover",
        values={
            "uncovered(*": 0,
            "uncovered(living_10h,S1,D,relocated)": 1,
        },
        changes_allowed={"standards.living_10h.town_share": 0.5},
        changes_refused={"standards.living_10h.town_share": 0.51},
    ),
    "the room loads half a tonne in each of two hours": Edge(
        family="handle_in_time",
        changes=CROWD | ONE_KG_OF_FIRST_AID,
        values=opened("HD,room"),
        allowed={f"flow(S1,HD,D,{MEDICAL})": 1000},
        refused={f"flow(S1,HD,D,{MEDICAL})": 1001},
    ),
    "what left for the earlier deadline is not loaded again": Edge(
        family="handle_in_time",
        changes=CROWD | ONE_KG_OF_FIRST_AID | ONE_KG_OF_LIVING,
        values={**opened("HD,room"), f"flow(S1,HD,D,{MEDICAL})": 500},
        allowed={f"flow(S1,HD,D,{LIVING})": 3000},
        refused={f"flow(S1,HD,D,{LIVING})": 3001},
    ),
    "a minute less to load in is a kg less": Edge(
        family="handle_in_time",
        changes=CROWD | ONE_KG_OF_FIRST_AID | {"options.HD/room.handling_t_per_h": 0.06},
        values=opened("HD,room") | {f"flow(S1,HD,D,{MEDICAL})": 120},
        changes_refused={"response.buffer_h": MINUTE_H},
    ),
    "a site without a store loads nothing": Edge(
        family="handle_in_time",
        changes=CROWD,
        values=opened("HA,large"),
        refused={f"flow(S1,HD,D,{MEDICAL})": 1},
    ),
    "a source loads at its own rate": Edge(
        family="handle_in_time",
        changes=CROWD | ONE_KG_OF_LIVING | {"sources.shop.handling_t_per_h": 0.5},
        allowed={f"flow(S1,shop,B,{LIVING})": 2000},
        refused={f"flow(S1,shop,B,{LIVING})": 2001},
    ),
    "a van of 10 m3 lifts 30 m3 h until hour 5": Edge(
        family="drive_within_fleet",
        changes=CROWD,
        values={"flow(*": 0},
        allowed={f"flow(S1,HB,B,{MEDICAL})": 6000},
        refused={f"flow(S1,HB,B,{MEDICAL})": 6001},
    ),
    "a van of 2 t lifts 6 t h until hour 5": Edge(
        family="drive_within_fleet",
        changes=CROWD | ONE_KG_OF_FIRST_AID | {"vehicles.van.volume_m3": 1000},
        values={"flow(*": 0},
        allowed={f"flow(S1,HB,B,{MEDICAL})": 6000},
        refused={f"flow(S1,HB,B,{MEDICAL})": 6001},
    ),
    "a van of which half could be driven lifts 15 m3 h": Edge(
        family="drive_within_fleet",
        changes=CROWD,
        lessons=HALF_THE_LIFT,
        values={"flow(*": 0},
        allowed={f"flow(S1,HB,B,{MEDICAL})": 3000},
        refused={f"flow(S1,HB,B,{MEDICAL})": 3001},
    ),
    "no more over a lane than could be driven": Edge(
        family="drive_as_learned",
        lessons=FEWER_TO_B,
        values={"flow(*": 0, f"flow(S1,HA,B,{MEDICAL})": 50},
        allowed={f"flow(S1,HB,B,{MEDICAL})": 50},
        refused={f"flow(S1,HB,B,{MEDICAL})": 51},
    ),
    "a van that comes a minute later lifts a minute less": Edge(
        family="drive_within_fleet",
        changes=CROWD,
        values={"flow(*": 0, f"flow(S1,HB,B,{MEDICAL})": 6000},
        changes_refused={"fleet.van/A/own.available_after_h": MINUTE_H},
    ),
    "what is driven by the earlier deadline counts for the later": Edge(
        family="drive_within_fleet",
        changes=CROWD | ONE_KG_OF_FIRST_AID | ONE_KG_OF_LIVING | {"vehicles.van.volume_m3": 1000},
        values={"flow(*": 0, f"flow(S1,HB,B,{MEDICAL})": 6000},
        allowed={f"flow(S1,HB,B,{LIVING})": 10_000},
        refused={f"flow(S1,HB,B,{LIVING})": 10_001},
    ),
    "a source that delivers needs no van": Edge(
        family="drive_within_fleet",
        changes=CROWD,
        values={"flow(*": 0, f"flow(S1,shop,B,{LIVING})": 728},
        changes_refused={"sources.shop.delivers": False},
    ),
    "a source that does not deliver needs one": Edge(
        family="drive_within_fleet",
        changes=CROWD | {"sources.shop.delivers": False},
        values={"flow(*": 0},
        allowed={f"flow(S1,shop,B,{LIVING})": 727},
        refused={f"flow(S1,shop,B,{LIVING})": 728},
    ),
    "the ceilings of both funds together, not a yuan less": Edge(
        family="spend_within_budget",
        values=opened("HA,large", "HD,room"),
        changes_allowed={"budgets.construction/county.ceiling_cny": 370_000},
        changes_refused={"budgets.construction/county.ceiling_cny": 369_999},
    ),
    "equipment has its own head": Edge(
        family="spend_within_budget",
        changes={"budgets.first_stock/county.head": "equipment"},
        values=opened("HA,large"),
        changes_allowed={"budgets.first_stock/county.ceiling_cny": 20_000},
        changes_refused={"budgets.first_stock/county.ceiling_cny": 19_999},
    ),
    "60 kits are 12,000 of first stock": Edge(
        family="spend_within_budget",
        values={**opened(), "purchase(*": 0, "purchase(HD,kit)": 60},
        refused={"purchase(HD,quilt)": 1},
    ),
    "building, equipment and first stock are the total": Edge(
        family="spend_within_budget",
        changes={"budgets.first_stock/county.head": "total", "budgets.first_stock/county.fund": ""},
        values={**opened("HA,large"), "purchase(*": 0, "purchase(HA,kit)": 10},
        changes_allowed={"budgets.first_stock/county.ceiling_cny": 422_000},
        changes_refused={"budgets.first_stock/county.ceiling_cny": 421_999},
    ),
    "running, rotation, holding and retainers are yearly": Edge(
        family="spend_within_budget",
        changes={"budgets.first_stock/county.head": "yearly"},
        values={
            **opened("HD,room"), "stock(*": 0, "stock(HD,quilt)": 10, "stock(HD,kit)": 2,
            "sign(shop)": 1, "contract(shop,quilt)": 25, "contract(shop,grain)": 0,
        },
        changes_allowed={"budgets.first_stock/county.ceiling_cny": 3340},
        changes_refused={"budgets.first_stock/county.ceiling_cny": 3339},
    ),
    "half of the need is met with a store lost": Edge(
        family="survive_loss",
        changes=LOSS,
        values={f"flow(S2!HA,*{LIVING})": 0, f"flow(S2!HA,HB,A,{LIVING})": 5},
        allowed={f"flow(S2!HA,HD,A,{LIVING})": 20},
        refused={f"flow(S2!HA,HD,A,{LIVING})": 19},
    ),
    "every bundle survives, not only the other": Edge(
        family="survive_loss",
        changes=LOSS,
        values={f"flow(S2!HB,*{LIVING})": 50, f"flow(S2!HB,*{MEDICAL})": 0},
        allowed={f"flow(S2!HB,HA,C,{MEDICAL})": 25},
        refused={f"flow(S2!HB,HA,C,{MEDICAL})": 24},
    ),
    "half of the stock is at the center": Edge(
        family="keep_at_center",
        changes={"policy.center_share": 0.5},
        values={**opened("HA,large"), "stock(*": 0, "stock(HA,quilt)": 20},
        allowed={"stock(HD,quilt)": 20},
        refused={"stock(HD,quilt)": 21},
    ),
    "a sub-store where a center might stand is no center": Edge(
        family="keep_at_center",
        changes={"policy.center_share": 0.5},
        values={"stock(*": 0, "stock(HA,quilt)": 1},
        allowed=opened("HA,large"),
        refused=opened("HA,small"),
    ),
    "twenty quilts are kept in the town, not nineteen": Edge(
        family="keep_minimum",
        kits={("D", "quilt"): 20},
        values={**opened("HD,room"), "stock(*": 0, "stock(HA,quilt)": 50},
        allowed={"stock(HD,quilt)": 20},
        refused={"stock(HD,quilt)": 19},
    ),
    "a village's store keeps its town's kit": Edge(
        family="keep_minimum",
        changes={"places.D.parent": "C"},
        kits={("C", "grain"): 3},
        values={**opened("HD,room"), "stock(*": 0},
        allowed={"stock(HD,grain)": 3},
        refused={"stock(HD,grain)": 2},
    ),
    "a town with a kit has a store": Edge(
        family="keep_minimum",
        kits={("D", "quilt"): 20},
        values={**opened("HA,large"), "stock(*": 20},
        allowed={"open(HD,small)": 1},
    ),
    "at most no local stock": Edge(
        family="count_roles",
        changes={"options.HD/room.role": "local"},
        values=opened("HA,large", "HD,room"),
        changes_allowed={"policy.local_max": 1},
        changes_refused={"policy.local_max": 0},
    ),
    "a forced town may do without a store where it is served when cut off": Edge(
        family="force_points",
        changes={"policy.force_hazard_class": 3, "policy.cut_off_scenarios": ["S1"]},
        values={**opened("HA,large"), "covered(D)": 1},
        allowed={"shortage(S1,D,*": 0},
        refused={f"shortage(S1,D,{LIVING})": 1},
    ),
    "a forced town that is not served when cut off has a store": Edge(
        family="force_points",
        changes={"policy.force_hazard_class": 3, "policy.cut_off_scenarios": ["S1"]},
        values={**opened(), f"shortage(S1,D,{LIVING})": 60, "covered(D)": 0},
        allowed={"open(HD,room)": 1},
    ),
    "who is short in another scenario does not count when towns are cut off": Edge(
        family="force_points",
        changes={"policy.force_towns": ["A"], "policy.cut_off_scenarios": ["S1"]},
        values={**opened(), f"shortage(S2,A,{LIVING})": 20},
        allowed={"covered(A)": 1},
        refused={"covered(A)": 0},
    ),
    "both stores are built to be built together": Edge(
        family="merge_construction",
        rows=(TOGETHER,),
        values={**opened("HA,large"), "merged(M)": 1},
        allowed={"open(HB,small)": 1},
    ),
    "ten quilts stand at Alder and may be moved, not eleven": Edge(
        family="move_what_stands",
        changes=CARRYING,
        values={**opened("HB,small"), "move(*": 0},
        allowed={"move(HA,HB,quilt)": 10},
        refused={"move(HA,HB,quilt)": 11},
    ),
    "nothing is moved to where no store is": Edge(
        family="move_what_stands",
        changes=CARRYING,
        values={**opened("HB,small"), "move(*": 0, "move(HA,HD,quilt)": 1},
        allowed={"open(HD,room)": 1},
    ),
    "a quilt that is moved need not be bought where it goes": Edge(
        family="buy_what_is_missing",
        changes=CARRYING,
        values={"stock(*": 0, "purchase(*": 0, "move(*": 0, "stock(HB,quilt)": 4},
        allowed={"move(HA,HB,quilt)": 4},
        refused={"move(HA,HB,quilt)": 3},
    ),
    "a quilt that is moved must be bought again where it stood": Edge(
        family="buy_what_is_missing",
        changes=CARRYING,
        values={"stock(*": 0, "purchase(*": 0, "move(*": 0, "move(HA,HB,quilt)": 4},
        allowed={"stock(HA,quilt)": 6},
        refused={"stock(HA,quilt)": 7},
    ),
    "a point's 20 quilts of 0.05 m3 that keep ten years take 0.1 m3 a year": Edge(
        family="replenish_stores",
        changes=CARRYING,
        values={**opened("HA,large", "HD,room"), "stock(*": 0, "stock(HD,quilt)": 20,
                "replenish(*": 0},
        allowed={"replenish(HA,HD)": 0.1},
        refused={"replenish(HA,HD)": 0.099},
    ),
    "a center is filled by its suppliers": Edge(
        family="replenish_stores",
        changes=CARRYING,
        values={"stock(*": 0, "stock(HA,quilt)": 20, "replenish(*": 0},
        allowed=opened("HA,large"),
        refused=opened("HA,small"),
    ),
    "a sub-store does not fill a sub-store": Edge(
        family="replenish_stores",
        changes=CARRYING,
        values={"stock(*": 0, "stock(HD,quilt)": 20, "replenish(*": 0, "replenish(HA,HD)": 0.1},
        allowed=opened("HA,small", "HD,room"),
        refused=opened("HA,small", "HD,small"),
    ),
    "an institution keeps 5.5 days of a kit whole": Edge(
        family="keep_working_stock",
        rows=(CLINIC,),
        values=opened("HA,large"),
        allowed={"stock(HA,kit)": 6},
        refused={"stock(HA,kit)": 5},
    ),
    "where no store is nothing is kept for daily work": Edge(
        family="keep_working_stock",
        rows=(CLINIC,),
        values={"stock(HA,kit)": 0},
        allowed=opened("HB,large"),
        refused=opened("HA,large"),
    ),
    "what is kept for daily work is not shipped": Edge(
        family="ship_only_stock",
        rows=(CLINIC,),
        values={**opened("HA,large"), "kept(*": 6, "draw(*": 0, f"draw(S2,HA,{MEDICAL})": 20},
        allowed={"stock(HA,kit)": 8},
        refused={"stock(HA,kit)": 7},
    ),
    "a planned road carries what it is bought for": Edge(
        family="build_roads",
        rows=(FORD,),
        values={f"flow(S1,HA,D,{LIVING},ford)": 60},
        allowed={"build(ford)": 1},
        refused={"build(ford)": 0},
    ),
    "a source gives half where a scenario leaves it half": Edge(
        family="draw_within_sources",
        values={"sign(shop)": 1, "contract(*": 40, "draw(*": 0,
                f"draw(S2,shop,{LIVING})": 16, "contract(shop,grain)": 10},
        rows=(ScenarioSource(scenario="S2", supplier="shop", usable_share=0.5, **MADE_UP),),
        refused={f"draw(S2,shop,{LIVING})": 17},
    ),
    "own stock meets at least half of a family's need": Edge(
        family="limit_mode",
        rows=(ModeLimit(mode=ReserveMode.OWN, family="medical", least_share=0.5, **MADE_UP),),
        values={"draw(*": 0, f"draw(S2,HA,{MEDICAL})": 25, f"draw(S1,HB,{MEDICAL})": 20},
        allowed={f"draw(S1,HD,{MEDICAL})": 30},
        refused={f"draw(S1,HD,{MEDICAL})": 29},
    ),
    "a fund pays no more than it has in all": Edge(
        family="pay_from_funds",
        rows=PURSE,
        changes={COUNTY: 500_000},
        values={**opened("HA,large"), "purchase(*": 0, "pay(*": 0, "pay(equipment,1)": 20_000},
        allowed={"pay(construction,0)": 460_000},
        refused={"pay(construction,0)": 460_001},
    ),
    "a fund pays no more under a head than its ceiling there": Edge(
        family="pay_from_funds",
        rows=PURSE,
        values={**opened("HA,large"), "purchase(*": 0, "pay(*": 0, "pay(equipment,1)": 20_000},
        allowed={"pay(construction,0)": 450_000},
        refused={"pay(construction,0)": 450_001},
    ),
    "what is spent under a head is paid by somebody": Edge(
        family="pay_from_funds",
        rows=PURSE,
        values={**opened("HA,large"), "purchase(*": 0, "pay(*": 0, "pay(equipment,1)": 20_000},
        allowed={"pay(construction,0)": 300_000, "pay(construction,1)": 100_000},
        refused={"pay(construction,0)": 300_000, "pay(construction,1)": 99_999},
    ),
}  # fmt: skip
"""Edges, each by what it says. Without `refused` or `allowed` the values alone are meant."""


@pytest.mark.parametrize("saying", EDGES)
def test_just_enough_is_allowed(saying):
    edge = EDGES[saying]
    instance = hamlet(edge.changes | edge.changes_allowed, edge.kits, edge.rows)
    assert is_feasible(edge.family, instance, edge.values | edge.allowed, edge.lessons)


@pytest.mark.parametrize("saying", EDGES)
def test_one_too_much_is_refused(saying):
    edge = EDGES[saying]
    instance = hamlet(edge.changes | edge.changes_refused, edge.kits, edge.rows)
    assert not is_feasible(edge.family, instance, edge.values | edge.refused, edge.lessons)


def test_an_option_without_a_limit_loads_all_that_is_needed():
    rates = {"options.HD/room.handling_t_per_h": 0.001, "options.HD/small.handling_t_per_h": ""}
    everybody = {f"flow(S1,HD,D,{LIVING})": 60, f"flow(S1,HD,D,{MEDICAL})": 60}
    assert not is_feasible("handle_in_time", hamlet(rates), everybody | opened("HD,room"))
    assert is_feasible("handle_in_time", hamlet(rates), everybody | opened("HD,small"))


@pytest.mark.parametrize("family_name", ["handle_in_time", "make_in_time", "drive_within_fleet"])
def test_what_all_persons_together_cannot_exceed_is_not_written(family_name):
    changes = {"supplies.shop/*.per_day": 1000, "sources.shop.handling_t_per_h": 100}
    assert not rows_alone(family_name, hamlet(changes))[0]
    assert rows_alone(family_name, hamlet(changes | CROWD))[0]


def test_a_source_that_reaches_nobody_in_time_is_not_decided_on():
    _, variables = rows_alone("draw_within_sources", hamlet({"sources.shop.lead_h": 9}))
    assert not [name for name in variables if "shop" in name]


def test_a_source_without_a_retainer_need_not_be_signed():
    _, variables = rows_alone(
        "draw_within_sources", hamlet({"sources.shop.retainer_cny_per_year": 0})
    )
    assert "sign(shop)" not in variables
    assert variables["contract(shop,quilt)"].upBound == 40


def test_without_a_vehicle_that_counts_nothing_is_asked_of_the_fleet():
    rows, _ = rows_alone("drive_within_fleet", hamlet({"fleet.van/A/own.count": 0}))
    assert not rows


def test_an_agreement_that_is_only_intended_may_be_left_out():
    intended = {"sources.shop.status": "intended"}
    _, counted = rows_alone("draw_within_sources", hamlet(intended))
    _, left_out = rows_alone(
        "draw_within_sources", hamlet(intended | {"policy.count_intended": False})
    )
    assert [name for name in counted if "shop" in name]
    assert not [name for name in left_out if "shop" in name]


def test_without_a_price_of_carrying_nothing_is_moved_or_filled_again():
    _, variables = rows_alone("move_what_stands", hamlet())
    assert not [name for name in variables if name.startswith(("move", "replenish"))]


def test_funds_without_names_or_totals_are_not_told_apart():
    assert not rows_alone("pay_from_funds", hamlet())[0]
    nameless = dataclasses.replace(PURSE[0], fund="")
    assert not rows_alone("pay_from_funds", hamlet(rows=(*PURSE, nameless)))[0]


def test_most_covered_promises_no_share():
    rows, _ = rows_alone("cover", hamlet({"policy.objective": "most_covered"}))
    assert not rows


def test_every_family_is_shown_at_its_edge():
    assert {edge.family for edge in EDGES.values()} == set(FAMILY)

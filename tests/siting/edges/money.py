"""What may be spent, whose money it is, and the roads that it buys."""

from hamlets import CARRYING, FORD, PURSE, TOGETHER
from made_up import MADE_UP

from edges.edge import LIVING, Edge, opened
from optimizer.instance import Budget
from optimizer.instance.words import Head

COUNTY = "budgets.construction/county.ceiling_cny"

CENTER_EQUIPPED = {
    **opened("HA,large"), "purchase(*": 0, "pay(*": 0, "pay(equipment,province)": 20_000,
}  # fmt: skip
"""A center of 400,000 whose equipment the province pays, and nobody yet pays the building."""

EDGES = {
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
    "a road that is bought has its own head": Edge(
        family="spend_within_budget",
        rows=(FORD, Budget(head=Head.ROADS, ceiling_cny=100_000, **MADE_UP)),
        values={**opened(), "build(ford)": 1},
        changes_refused={"budgets.roads/.ceiling_cny": 99_999},
    ),
    "what is built together costs 30,000 less to build": Edge(
        family="spend_within_budget",
        rows=(TOGETHER,),
        changes={COUNTY: 380_000},
        values=opened("HA,large", "HB,small"),
        allowed={"merged(M)": 1},
        refused={"merged(M)": 0.99},
    ),
    "what moving stock costs is first stock": Edge(
        family="spend_within_budget",
        changes=CARRYING,
        values={**opened(), "purchase(*": 0, "purchase(HD,kit)": 60, "move(*": 0},
        refused={"move(HA,HD,quilt)": 1},
    ),
    "what filling stores again costs is yearly": Edge(
        family="spend_within_budget",
        changes=CARRYING | {
            "budgets.first_stock/county.head": "yearly",
            "budgets.first_stock/county.ceiling_cny": 3_000,
        },
        values={**opened("HD,room"), "stock(*": 0, "sign(*": 0, "contract(*": 0, "replenish(*": 0},
        refused={"replenish(HA,HD)": 0.1},
    ),
    "a fund pays no more than it has in all": Edge(
        family="pay_from_funds",
        rows=PURSE,
        changes={COUNTY: 500_000},
        values=CENTER_EQUIPPED,
        allowed={"pay(construction,county)": 460_000},
        refused={"pay(construction,county)": 460_001},
    ),
    "a fund pays no more under a head than its ceiling there": Edge(
        family="pay_from_funds",
        rows=PURSE,
        values=CENTER_EQUIPPED,
        allowed={"pay(construction,county)": 450_000},
        refused={"pay(construction,county)": 450_001},
    ),
    "what is spent under a head is paid by somebody": Edge(
        family="pay_from_funds",
        rows=PURSE,
        values=CENTER_EQUIPPED,
        allowed={"pay(construction,county)": 300_000, "pay(construction,province)": 100_000},
        refused={"pay(construction,county)": 300_000, "pay(construction,province)": 99_999},
    ),
    "a planned road carries what it is bought for": Edge(
        family="build_roads",
        rows=(FORD,),
        values={f"flow(S1,HA,D,{LIVING},ford)": 60},
        allowed={"build(ford)": 1},
        refused={"build(ford)": 0},
    ),
}  # fmt: skip

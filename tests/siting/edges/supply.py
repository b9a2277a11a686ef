"""Who is served from what: own stock, sources, and what is left with a store lost."""

from hamlets import CLINIC, HALF_OF_D, HALF_THE_SHOP, LOSS, PATIENTS
from made_up import MADE_UP

from edges.edge import CROWD, LIVING, MEDICAL, Edge, opened
from optimizer.instance import ModeLimit
from optimizer.instance.words import ReserveMode

EDGES = {
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
    "patients are short beside the others": Edge(
        family="meet_need",
        rows=PATIENTS,
        values={f"flow(S1,*{LIVING})": 0, f"shortage(S1,B,{LIVING})": 40,
                "flow(S1,HA,B,medical.injured.5h)": 7, "flow(S1,HB,B,medical.injured.5h)": 0},
        allowed={"shortage(S1,B,medical.injured.5h)": 3},
        refused={"shortage(S1,B,medical.injured.5h)": 2},
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
    "what is kept for daily work is not shipped": Edge(
        family="ship_only_stock",
        rows=(CLINIC,),
        values={**opened("HA,large"), "kept(*": 6, "draw(*": 0, f"draw(S2,HA,{MEDICAL})": 20},
        allowed={"stock(HA,kit)": 8},
        refused={"stock(HA,kit)": 7},
    ),
    "half of what a damaged store holds is shipped": Edge(
        family="ship_only_stock",
        rows=(HALF_OF_D,),
        values={"stock(HD,*": 40},
        allowed={f"draw(S1,HD,{LIVING})": 20, f"draw(S2,HD,{LIVING})": 40},
        refused={f"draw(S1,HD,{LIVING})": 21, f"draw(S2,HD,{LIVING})": 40},
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
    "a source gives half where a scenario leaves it half": Edge(
        family="draw_within_sources",
        values={"sign(shop)": 1, "contract(*": 40, "draw(*": 0,
                f"draw(S2,shop,{LIVING})": 16, "contract(shop,grain)": 10},
        rows=(HALF_THE_SHOP,),
        refused={f"draw(S2,shop,{LIVING})": 17},
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
    "own stock meets at least half of a family's need": Edge(
        family="limit_mode",
        rows=(ModeLimit(mode=ReserveMode.OWN, family="medical", least_share=0.5, **MADE_UP),),
        values={"draw(*": 0, f"draw(S2,HA,{MEDICAL})": 25, f"draw(S1,HB,{MEDICAL})": 20},
        allowed={f"draw(S1,HD,{MEDICAL})": 30},
        refused={f"draw(S1,HD,{MEDICAL})": 29},
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
}  # fmt: skip

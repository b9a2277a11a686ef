"""What stores must hold, what stands there already, and what is moved and renewed."""

from hamlets import CARRYING, CLINIC

from edges.edge import Edge, opened

KEEPING = {"policy.keep_what_stands": True}

EDGES = {
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
    "ten quilts stand at Alder and stay, or go with the store where nothing is moved": Edge(
        family="keep_what_stands",
        changes=KEEPING,
        values={**opened("HA,small"), "stock(*": 0},
        allowed={"stock(HA,quilt)": 10},
        refused={"stock(HA,quilt)": 9},
    ),
    "where nothing is moved what stands at no store is out of reach": Edge(
        family="keep_what_stands",
        changes=KEEPING,
        values={"stock(*": 0},
        allowed=opened("HB,large"),
        refused=opened("HA,large"),
    ),
    "what stands at no store is moved to one": Edge(
        family="keep_what_stands",
        changes={**KEEPING, **CARRYING},
        values={**opened("HB,large"), "stock(*": 0, "move(*": 0, "stock(HB,quilt)": 10},
        allowed={"move(HA,HB,quilt)": 10},
        refused={"move(HA,HB,quilt)": 9},
    ),
    "what is moved is kept where it goes": Edge(
        family="keep_what_stands",
        changes={**KEEPING, **CARRYING},
        values={"stock(*": 0, "move(*": 0, "move(HA,HB,quilt)": 10},
        allowed={"stock(HB,quilt)": 10},
        refused={"stock(HB,quilt)": 9},
    ),
    "what stands at an excluded site is moved": Edge(
        family="keep_what_stands",
        changes={
            **KEEPING, **CARRYING, "sites.HA.status": "excluded", "sites.HA.reason": "flood plain"
        },
        values={"move(*": 0, "stock(HB,quilt)": 10},
        allowed={"move(HA,HB,quilt)": 10},
        refused={"move(HA,HB,quilt)": 9},
    ),
    "what expires before the plan's year is not kept": Edge(
        family="keep_what_stands",
        changes=KEEPING,
        values={**opened("HA,small"), "stock(*": 0},
        changes_allowed={"year": 2029},
        changes_refused={"year": 2028},
    ),
    "a plan may do without what stands where policy does not keep it": Edge(
        family="keep_what_stands",
        values={**opened("HA,small"), "stock(*": 0},
        changes_allowed={"policy.keep_what_stands": False},
        changes_refused={"policy.keep_what_stands": True},
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
}  # fmt: skip

"""Where stores stand, how large they are, and what building them together saves."""

from hamlets import TOGETHER

from edges.edge import LIVING, Edge, opened

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
    "at most no local stock": Edge(
        family="count_roles",
        changes={"options.HD/room.role": "local"},
        values=opened("HA,large", "HD,room"),
        changes_allowed={"policy.local_max": 1},
        changes_refused={"policy.local_max": 0},
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
    "a point does for a forced town that asks for a point, not for one that asks for more": Edge(
        family="force_points",
        changes={"policy.force_hazard_class": 3},
        values=opened("HD,room"),
        changes_allowed={"policy.force_least_role": "point"},
        changes_refused={"policy.force_least_role": "sub"},
    ),
    "a store of a higher tier than asked for does": Edge(
        family="force_points",
        changes={"policy.force_towns": ["A"], "policy.force_least_role": "sub"},
        values=opened("HD,small"),
        allowed={"open(HA,large)": 1},
        refused={"open(HB,small)": 1},
    ),
    "goods in a village are no point": Edge(
        family="force_points",
        changes={
            "policy.force_towns": ["C"],
            "policy.force_least_role": "point",
            "places.D.parent": "C",
            "options.HD/room.role": "local",
        },
        values=opened(),
        allowed={"open(HD,small)": 1},
        refused={"open(HD,room)": 1},
    ),
    "a forced town without the store it asks for may be served when cut off": Edge(
        family="force_points",
        changes={
            "policy.force_hazard_class": 3,
            "policy.force_least_role": "sub",
            "policy.cut_off_scenarios": ["S1"],
        },
        values={**opened("HD,room"), "shortage(S1,D,*": 0},
        allowed={"covered(D)": 1},
        refused={"covered(D)": 0},
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
    "both stores are built to be built together": Edge(
        family="merge_construction",
        rows=(TOGETHER,),
        values={**opened("HA,large"), "merged(M)": 1},
        allowed={"open(HB,small)": 1},
    ),
}  # fmt: skip

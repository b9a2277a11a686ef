"""What can be loaded and driven until each deadline."""

from hamlets import FEWER_TO_B, HALF_THE_LIFT

from edges.edge import CROWD, LIVING, MEDICAL, MINUTE_H, Edge, opened

ONE_KG_OF_FIRST_AID = {"commodities.kit.weight_kg": 10}
"""With a tenth of a kit for each person, a person is a kg."""

ONE_KG_OF_LIVING = {"commodities.quilt.weight_kg": 1, "commodities.grain.weight_kg": 0}

EDGES = {
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
    "no more over a lane than could be driven": Edge(
        family="drive_as_learned",
        lessons=FEWER_TO_B,
        values={"flow(*": 0, f"flow(S1,HA,B,{MEDICAL})": 50},
        allowed={f"flow(S1,HB,B,{MEDICAL})": 50},
        refused={f"flow(S1,HB,B,{MEDICAL})": 51},
    ),
}  # fmt: skip

"""Who is served in time, and how many may miss a standard."""

from edges.edge import LIVING, MEDICAL, MINUTE_H, Edge

EDGES = {
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
}  # fmt: skip

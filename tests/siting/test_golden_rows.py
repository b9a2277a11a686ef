"""The rows of every family as they are written down in golden/FAMILY.lp."""

import os
import textwrap
from pathlib import Path

import pytest
from hamlets import FAMILY, HAMLET, LOSS, hamlet, rows_alone

from optimizer.instance import Kit

GOLDEN = Path(__file__).parent / "golden"

REWRITE = "REWRITE_GOLDEN"
"""Environment variable that has the files written anew."""

CHANGES = {
    "choose_one_option": {
        "sites.HA.status": "existing",
        "sites.HB.status": "excluded",
        "sites.HB.reason": "flood plain",
    },
    "count_roles": {"policy.sub_min": 1, "policy.point_min": 1},
    "keep_spacing": {"policy.spacing_km": 18},
    "force_points": {"policy.force_hazard_class": 3, "policy.force_towns": ["A", "C"]},
    "store_within_volume": {
        "families.medical.storage": "cold",
        "options.HA/large.cold_m3": 2,
    },
    "meet_need": LOSS,
    "ship_only_stock": LOSS,
    "make_in_time": {"supplies.shop/*.per_day": 24},
    "count_uncovered": {"standards.living_10h.deadline_h": 5},
    "cover": {"standards.living_10h.town_share": 0.5},
    "handle_in_time": {"sources.shop.handling_t_per_h": 2},
    "drive_within_fleet": {"sources.shop.delivers": False},
    "spend_within_budget": {"budgets.construction/province.head": "total"},
    "survive_loss": LOSS,
    "keep_at_center": {"policy.center_share": 0.5},
    "keep_minimum": {"kits.D/quilt.quantity": 20},
}
"""What sets hamlet apart where a family would have no rows, or not every kind of row."""


def golden_text(family_name):
    changes = CHANGES.get(family_name, {})
    told = [f"{key} = {value}" for key, value in changes.items()] or ["nothing"]
    _, rows = rows_alone(family_name, instance_for(family_name))
    summary = FAMILY[family_name].__doc__.splitlines()[0]
    head = [summary, "instances/hamlet; changed: " + "; ".join(told)]
    return "".join(
        [
            *(f"\\ {line}\n" for line in head),
            *(f"{line}\n" for _, row in sorted(written(rows)) for line in row),
        ]
    )


def instance_for(family_name):
    changes = CHANGES.get(family_name, {})
    if family_name != "keep_minimum":
        return hamlet(changes)
    kit = Kit(town="D", commodity="quilt", quantity=20, source="made up for calculation by hand")
    return HAMLET.__replace__(kits=(kit,)) if hasattr(HAMLET, "__replace__") else None


def written(rows):
    for name, row in rows:
        terms = [f"{'-' if c < 0 else '+'} {abs(c):.10g} {v.name}" for v, c in row.items()]
        sense = {-1: "<=", 0: "=", 1: ">="}[row.sense]
        yield name, [f"{name}:", *sorted(terms), f"{sense} {-row.constant:.10g}"]

"""The rows of every family, written down in golden/FAMILY.lp for people to read."""

import os
import textwrap
from pathlib import Path

import pulp
import pytest
from hamlets import (
    CARRYING,
    CLINIC,
    FAMILY,
    FEWER_TO_B,
    FORD,
    HALF_OF_D,
    HALF_THE_SHOP,
    LOSS,
    PATIENTS,
    PURSE,
    TOGETHER,
    hamlet,
    rows_alone,
)

from optimizer.siting.lessons import NOTHING_LEARNED

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
    "force_points": {
        "policy.force_hazard_class": 3,
        "policy.force_towns": ["A", "C"],
        "policy.force_least_role": "sub",
        "policy.cut_off_scenarios": ["S1"],
    },
    "buy_what_is_missing": CARRYING,
    "move_what_stands": CARRYING,
    "replenish_stores": CARRYING,
    "limit_mode": {"mode_limits.agreement/living.least_share": 0.1},
    "store_within_volume": {"families.medical.storage": "cold", "options.HA/large.cold_m3": 2},
    "meet_need": LOSS,
    "ship_only_stock": LOSS,
    "make_in_time": {"supplies.shop/quilt.per_day": 48},
    "count_uncovered": {"standards.living_10h.deadline_h": 5},
    "cover": {"standards.living_10h.town_share": 0.5},
    "handle_in_time": {
        "sources.shop.handling_t_per_h": 2,
        "options.HD/small.handling_t_per_h": "",
        "scenario_people.*.persons": 100_000,
    },
    "drive_within_fleet": {
        "sources.shop.delivers": False,
        "scenario_people.*.persons": 100_000,
    },
    "spend_within_budget": {
        "budgets.first_stock/county.head": "total",
        "budgets.first_stock/county.fund": "",
        "budgets.construction/province.head": "yearly",
        **CARRYING,
    },
    "survive_loss": LOSS,
    "keep_at_center": {"policy.center_share": 0.5},
    "keep_what_stands": {"policy.keep_what_stands": True, **CARRYING},
}
"""What sets hamlet apart where a family would have no rows, or not every kind of row."""

KITS = {"keep_minimum": {("D", "quilt"): 20}}

ROWS = {
    "meet_need": PATIENTS,
    "ship_only_stock": (CLINIC, HALF_OF_D),
    "draw_within_sources": (HALF_THE_SHOP,),
    "spend_within_budget": (TOGETHER, FORD),
    "merge_construction": (TOGETHER,),
    "keep_working_stock": (CLINIC,),
    "build_roads": (FORD,),
    "pay_from_funds": PURSE,
}

LESSONS = {"drive_as_learned": FEWER_TO_B}


def golden_text(family_name):
    changes, kits = CHANGES.get(family_name, {}), KITS.get(family_name, {})
    added = ROWS.get(family_name, ())
    lessons = LESSONS.get(family_name, NOTHING_LEARNED)
    rows, _ = rows_alone(family_name, hamlet(changes, kits, added), lessons)
    told = [f"{key} = {value}" for key, value in changes.items()]
    told += [f"a kit of {quantity} {what} in {town}" for (town, what), quantity in kits.items()]
    told += [f"{row.table} {row.key_text}" for row in added]
    told += [f"at most {most:g} driven over {lane}" for lane, most in lessons.most_persons.items()]
    head = textwrap.wrap(f"In hamlet with {' and '.join(told) or 'nothing changed'}.", 96)
    summary = FAMILY[family_name].__doc__.splitlines()[0]
    lines = [*(f"\\ {line}" for line in (summary, *head)), ""]
    for name, row in sorted(rows.items()):
        lines += textwrap.wrap(
            f"{name}: {row_text(row)}",
            width=100,
            subsequent_indent="    ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines).replace(BLANK, " ") + "\n"


BLANK = "\xa0"
"""A blank at which a line does not break."""


def row_text(row):
    terms = [
        f"{'-' if factor < 0 else '+'}{BLANK}{abs(factor):.10g}{BLANK}{variable.name}"
        for variable, factor in sorted(row.items(), key=lambda term: term[0].name)
    ]
    sense = pulp.LpConstraintSenses[row.sense]
    return f"{' '.join(terms) or '0'} {sense}{BLANK}{0.0 - row.constant:.10g}"


@pytest.mark.parametrize("family_name", FAMILY)
def test_the_rows_of_a_family_are_those_of_its_golden_file(family_name):
    path, text = GOLDEN / f"{family_name}.lp", golden_text(family_name)
    if os.environ.get(REWRITE):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, (
        f"{family_name} writes other rows than {path.name}. If they are meant: "
        f"{REWRITE}=1 pytest {Path(__file__).name}, then read the difference."
    )


def test_every_family_has_a_golden_file_and_every_file_a_family():
    assert {path.stem for path in GOLDEN.iterdir()} == set(FAMILY)


@pytest.mark.parametrize("family_name", FAMILY)
def test_a_golden_file_shows_rows_and_not_only_a_heading(family_name):
    lines = (GOLDEN / f"{family_name}.lp").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith(f"{family_name}(") for line in lines)


def test_every_change_is_made_for_a_family_that_exists():
    assert {*CHANGES, *KITS, *ROWS, *LESSONS} <= set(FAMILY)

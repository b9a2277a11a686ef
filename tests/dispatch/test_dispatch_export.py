"""What `reserve export` gives of a plan that is driven."""

import json
from dataclasses import replace

import pytest
from driven_hamlet import DRIVING, HAMLET, PLAN

from optimizer.errors import UsageError
from optimizer.export import PLAN_FORMS, exported_files
from optimizer.plan import Driving
from optimizer.summary import Lang

TWICE = replace(
    PLAN,
    driving=replace(DRIVING, drives=(*DRIVING.drives, replace(DRIVING.drives[0], scenario="S2"))),
)


def test_every_form_has_its_files():
    names = {form: set(exported_files(HAMLET, PLAN, form, Lang.EN)) for form in PLAN_FORMS}
    assert names == {
        "sheets": {"dispatch-S1.txt", "dispatch.csv", "arrivals.csv", "vehicle_use.csv"},
        "geojson": {"routes-S1.geojson"},
        "vrplib": {"hamlet-S1-HA.vrp", "hamlet-S1-HA.nodes.csv"},
    }


def test_all_scenarios_that_are_routed_are_told_or_the_one_that_is_asked_for():
    assert set(exported_files(HAMLET, TWICE, "geojson", Lang.ZH)) == {
        "routes-S1.geojson", "routes-S2.geojson",
    }  # fmt: skip
    (name, text), *others = exported_files(HAMLET, TWICE, "geojson", Lang.ZH, "S2").items()
    assert (name, json.loads(text)["features"], others) == ("routes-S2.geojson", [], [])
    arrivals = exported_files(HAMLET, TWICE, "sheets", Lang.ZH, "S2")["arrivals.csv"]
    assert {line.split(",")[0] for line in arrivals.splitlines()[1:]} == {"S2"}


def test_a_plan_that_is_not_routed_is_refused_with_what_to_do():
    with pytest.raises(UsageError, match="Route it first"):
        exported_files(HAMLET, replace(PLAN, driving=Driving()), "sheets", Lang.EN)
    with pytest.raises(UsageError, match=r"not routed in 'S2'\. It is routed in S1"):
        exported_files(HAMLET, PLAN, "sheets", Lang.EN, "S2")

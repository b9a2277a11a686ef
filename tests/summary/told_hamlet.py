"""A hamlet with a result made up for it, poor and rich, and what is told of them."""

import re
from dataclasses import replace

import hamlet_by_hand

from optimizer.instance import Indicator
from optimizer.instance.words import Bindingness, Comparison, Head, Measure, Role
from optimizer.plan import (
    Contract,
    CostHead,
    Flow,
    IndicatorLine,
    Move,
    Payment,
    Plan,
    ServiceLine,
    Shortage,
    StockLine,
    Store,
)
from optimizer.summary import summary
from optimizer.variants import apply_changes

HAMLET = apply_changes(
    hamlet_by_hand.HAMLET,
    {
        "budgets.construction/county.ceiling_cny": "400000",
        "budgets.construction/province.ceiling_cny": "120000",
    },
)

PLAN = Plan(
    stores=(Store("HA", "large", Role.CENTRAL), Store("HD", "room", Role.POINT)),
    stock=(StockLine("HA", "quilt", 80), StockLine("HD", "kit", 6)),
    contracts=(Contract("shop", "quilt", 25),),
    shortages=(Shortage("S1", "D", "living", "relocated", 10.0, 11.0),),
    costs_cny={CostHead.BUILDING: 1_500_000.0, CostHead.SHORTAGE: 500_000.0},
)

LINE = ServiceLine(
    scenario="S1",
    standard="living_10h",
    kind=Bindingness.BINDING,
    deadline_h=10.0,
    persons=1000.0,
    person_share=0.99996,
    town_share=0.5,
    latest_arrival_h=6.5,
    worst_place="D",
    met=True,
)

RESULT = hamlet_by_hand.result_of(
    PLAN,
    HAMLET,
    objective_cny=2_000_000.0,
    bound_cny=1_900_000.0,
    gap=0.05,
    service=(LINE,),
    spending_cny={"construction": 460_000.0, "equipment": 20_000.0},
)


RICH = replace(
    apply_changes(
        HAMLET,
        {
            "policy.force_hazard_class": "3",
            "policy.force_access_class": "2",
            "policy.force_towns": "B",
            "policy.cut_off_scenarios": "S1",
            "places.D.access_class": "2",
            "roads.A-C.planned_cost_cny": "25000",
        },
    ),
    indicators=tuple(
        Indicator(source="made up", **row)
        for row in (
            {"id": "days", "name": "Days of grain", "measure": Measure.DAYS_HELD, "target": 7.0,
             "kind": Bindingness.EXPECTED, "group": "relocated", "commodities": ("grain",)},
            {"id": "persons", "name": "Persons by hour 10", "name_zh": "10小时人口保障率",
             "clause": "HT-02", "measure": Measure.PERSON_SHARE, "target": 0.9,
             "kind": Bindingness.BINDING, "standard": "living_10h"},
            {"id": "money", "name": "Construction", "measure": Measure.SPENDING,
             "comparison": Comparison.AT_MOST, "target": 550_000.0, "kind": Bindingness.EXPECTED,
             "head": Head.CONSTRUCTION},
            {"id": "shelters", "name": "Shelters", "measure": Measure.SHELTER_M2, "target": 1.5,
             "kind": Bindingness.EXPECTED},
            {"id": "small", "name": "Small stores", "measure": Measure.STORES, "target": 3.0,
             "comparison": Comparison.AT_MOST, "kind": Bindingness.EXPECTED},
            {"id": "clinics", "name": "Clinics", "measure": Measure.WORKING_DAYS, "target": 3.0,
             "kind": Bindingness.EXPECTED},
            {"id": "drills", "name": "Drills", "clause": "HT-09", "measure": Measure.OUTSIDE,
             "target": 2.0, "kind": Bindingness.EXPECTED, "remark": "drills are not modeled",
             "remark_zh": "演练不在模型内"},
        )
    ),
)  # fmt: skip

RICH_RESULT = replace(
    RESULT,
    plan=replace(
        PLAN,
        roads=("A-C",),
        moves=(Move("HA", "HB", "quilt", 5), Move("HA", "HD", "kit", 9)),
        payments=(
            Payment(Head.CONSTRUCTION, "county", 300_000.0),
            Payment(Head.CONSTRUCTION, "province", 160_000.0),
            Payment(Head.ROADS, "province", 25_000.0),
        ),
        flows=(
            Flow("S1", "", "HA", "D", "living", "relocated", 10.0, 60.0),
            Flow("S1", "", "shop", "B", "living", "relocated", 10.0, 10.0),
        ),
        indicators=(
            IndicatorLine("money", 520_000.0, True),
            IndicatorLine("persons", 0.8999, False),
            IndicatorLine("days", 7.0, True),
            IndicatorLine("shelters", 1.499, False),
            IndicatorLine("small", 2.0, True),
            IndicatorLine("clinics", None, None),
            IndicatorLine("drills", None, None),
        ),
    ),
    service=(LINE, replace(LINE, scenario="S2", person_share=0.7, met=False)),
    spending_cny={"construction": 460_000.0, "equipment": 20_000.0, "roads": 25_000.0},
)


def text(lang, **changes):
    return summary(replace(RESULT, **changes), HAMLET, lang)


def section(title, said):
    """Return the lines of a section, without its title."""
    (block,) = [block for block in said.split("\n\n") if block.startswith(title)]
    return block.splitlines()[1:]


def cells(title, said):
    """Return the cells of a section's lines, which stand two columns apart."""
    return [re.split(r" {2,}", line.strip()) for line in section(title, said)]

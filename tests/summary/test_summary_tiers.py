"""What ties stores together, and the limits of reserve modes, as they are told."""

from dataclasses import replace

from made_up import MADE_UP
from told_hamlet import RICH, RICH_RESULT, cells, section

from optimizer.accounts import LimitLine, limit_lines
from optimizer.instance import Kit, Merger, ModeLimit
from optimizer.instance.words import ReserveMode
from optimizer.needs import needs
from optimizer.plan import Flow, Replenishment
from optimizer.summary import Lang, summary

TIED = replace(
    RICH,
    mergers=(
        Merger(id="M", name_zh="合建", sites=("HA", "HD"), saving_cny=30_000, **MADE_UP),
        Merger(id="N", sites=("HA", "HB"), saving_cny=90_000, **MADE_UP),
    ),
    kits=(
        Kit(town="D", commodity="kit", quantity=5, **MADE_UP),
        Kit(town="D", commodity="grain", quantity=0, **MADE_UP),
        Kit(town="A", commodity="quilt", quantity=70, **MADE_UP),
        Kit(town="A", commodity="kit", quantity=1, **MADE_UP),
    ),
    mode_limits=(
        *RICH.mode_limits,
        ModeLimit(mode=ReserveMode.OWN, family="living", least_share=0.5, **MADE_UP),
    ),
)
FILLED = replace(
    RICH_RESULT,
    plan=replace(
        RICH_RESULT.plan,
        replenishments=(Replenishment("HA", "HD", 0.445), Replenishment("HA", "HB", 0.01)),
    ),
)


def test_stores_that_are_built_together_tell_what_that_saves():
    """HB is not built, so M alone is kept."""
    assert cells("Built together", summary(FILLED, TIED, Lang.EN))[1:] == [
        ["合建", "Alder store, Dogwood store", "30.00"]
    ]
    assert "Built together" not in summary(FILLED, RICH, Lang.EN)


def test_stores_are_told_from_which_they_are_filled_again():
    """A hundredth of a cubic meter would be read as nothing."""
    assert cells("Filled again", summary(FILLED, TIED, Lang.EN))[1:] == [
        ["Alder store", "Dogwood store", "0.4"]
    ]
    assert "Filled again" not in summary(RICH_RESULT, TIED, Lang.EN)


def test_least_kits_tell_what_is_asked_and_held_in_each_town():
    assert cells("Least kits", summary(FILLED, TIED, Lang.EN))[1:] == [
        ["Alder", "2", "71", "80"],
        ["Dogwood", "1", "5", "6"],
    ]
    assert "Least kits" not in summary(FILLED, RICH, Lang.EN)


def test_limits_of_modes_stand_beside_what_each_meets():
    """In S1 own stock serves 60 of 100 persons and the shop 10; in S2 nobody serves anybody."""
    assert cells("Limits of", summary(FILLED, TIED, Lang.EN))[1:] == [
        ["agreement", "Basic living", "-", "0.0%", "10.0%", "20%"],
        ["own stock", "Basic living", "50%", "0.0%", "60.0%", "-"],
    ]
    chinese = section("储备方式的比例限制", summary(FILLED, TIED, Lang.ZH))
    assert chinese[0].split() == ["储备方式", "物资大类", "最低要求", "最低", "最高", "最高限制"]


def test_a_limit_counts_flows_of_its_family_and_mode_and_no_flows_of_loss_cases():
    plan = replace(
        FILLED.plan,
        flows=(
            Flow("S2", "", "HA", "A", "living", "relocated", 10.0, 20.0),
            Flow("S2", "", "HA", "A", "medical", "relocated", 5.0, 20.0),
            Flow("S2", "HD", "HA", "C", "living", "relocated", 10.0, 30.0),
        ),
    )
    line = limit_lines(plan, TIED, needs(TIED))[1]
    assert line == LimitLine(ReserveMode.OWN, "living", 0.5, 0.0, 0.4, 1.0)

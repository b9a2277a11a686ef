"""The model as a whole: its names, its file, and plans that verification accepts."""

import highspy
import pytest
from hamlets import HAMLET, MANY_STORES, hamlet

from optimizer import mip
from optimizer.errors import InstanceError, UsageError
from optimizer.siting.answer import plan_of
from optimizer.siting.model import SitingModel, recourse_of, write_model
from optimizer.siting.rounding import counted, round_up
from optimizer.siting.variables import label
from optimizer.variants import apply_changes
from optimizer.verify import verify


def test_every_row_and_variable_has_a_name_of_its_own():
    problem = SitingModel(recourse_of(hamlet(MANY_STORES))).problem
    rows = [row.name for row in problem.constraints()]
    variables = [variable.name for variable in problem.variables()]
    assert len(set(rows)) == len(rows)
    assert len(set(variables)) == len(variables)


def test_ids_that_differ_in_a_hyphen_or_slash_give_names_that_differ():
    names = {label("flow", place) for place in ("a-b", "a/b", "a_b", "ab")}
    assert len(names) == 4


def test_a_row_without_terms_stays_where_it_cannot_hold():
    forced = SitingModel(recourse_of(hamlet({"policy.force_towns": ["C"]})))
    assert "force_points(C)" in {row.name for row in forced.rows}
    assert mip.optimize(forced.problem, mip.Limits()).reason == "infeasible"


@pytest.mark.parametrize("ending", [".lp", ".mps"])
def test_another_program_reads_the_written_model_and_finds_the_same_cost(tmp_path, ending):
    path = tmp_path / f"hamlet{ending}"
    write_model(HAMLET, path)
    highs = highspy.Highs()
    highs.silent()
    assert highs.readModel(str(path)) != highspy.HighsStatus.kError
    highs.run()
    ours = mip.optimize(SitingModel(recourse_of(HAMLET)).problem, mip.Limits())
    assert highs.getInfo().objective_function_value == pytest.approx(ours.objective, rel=1e-6)


def test_a_model_is_not_written_in_a_format_nobody_reads(tmp_path):
    with pytest.raises(UsageError, match=r"hamlet\.txt: a model is written as \.lp or \.mps"):
        write_model(HAMLET, tmp_path / "hamlet.txt")


def whole_plan(changes):
    """Return the best plan in whole units of a changed hamlet, and the instance."""
    instance = hamlet(changes)
    model = SitingModel(recourse_of(instance))
    for variable in counted(model):
        variable.cat = "Integer"
    assert mip.optimize(model.problem, mip.Limits(time_limit_s=20)).has_solution
    assert not round_up(model, model.rows)
    return plan_of(model), instance


FREE_LOADING = {"options.*.handling_t_per_h": ""}
NO_STANDARD = {"standards.living_10h.kind": "expected"}

ONE_FEATURE = {
    "as it is": {},
    "open bridge": {"scenario_roads.S1/B-D.closed": False},
    "bridge open again in time": {"scenario_roads.S1/B-D.reopens_h": 3},
    "many stores": MANY_STORES,
    "center share": {"policy.center_share": 0.5},
    "towns": {"standards.living_10h.town_share": 0.5},
    "free loading": FREE_LOADING,
    "made to order": {"supplies.shop/*.per_day": 24},
    "shop loads slowly": {"sources.shop.handling_t_per_h": 0.02},
    "shop does not deliver": {"sources.shop.delivers": False},
    "weak shop": {"sources.shop.reliability": 0.3},
    "cold goods": {"families.medical.storage": "cold", "options.*.cold_m3": 1},
    "interest": {"economics.discount_rate": 0.06},
    "most covered": {"policy.objective": "most_covered"},
    "a source that costs nothing and comes too late": {
        "sources.shop.retainer_cny_per_year": 0,
        "sources.shop.lead_h": 9,
        "supplies.shop/*.retainer_share": 0,
    },
}


@pytest.mark.parametrize("feature", ONE_FEATURE)
def test_verification_accepts_the_best_plan(feature):
    plan, instance = whole_plan(ONE_FEATURE[feature])
    assert [str(violation) for violation in verify(instance, plan)] == []


def test_goods_without_volume_are_refused_for_no_room_would_limit_them():
    with pytest.raises(InstanceError, match=r"volume_m3.*more than 0"):
        apply_changes(HAMLET, {"commodities.kit.volume_m3": 0})

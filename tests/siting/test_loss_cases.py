"""Places that the same origins reach are one place in a loss case, and nothing is given away."""

import pytest
from hamlets import MANY_STORES, hamlet

from optimizer import mip
from optimizer.needs import needs
from optimizer.network import lanes
from optimizer.siting.answer import plan_of
from optimizer.siting.model import SitingModel, recourse_of
from optimizer.siting.recourse import Recourse
from optimizer.siting.rounding import counted
from optimizer.verify import verify


class EveryPlaceAlone(Recourse):
    """The same recourse without grouping: every place of a loss case for itself."""

    @property
    def lost_requirements_of(self):
        return self.requirements_of

    def lost_members(self, scenario, place, bundle):
        (persons,) = (
            r.persons
            for r in self.requirements_of[scenario]
            if (r.place, r.bundle) == (place, bundle)
        )
        return [(place, persons)]


def solved(recourse):
    model = SitingModel(recourse)
    for variable in counted(model):
        variable.cat = "Integer"
    ending = mip.optimize(model.problem, mip.Limits(time_limit_s=30))
    assert ending.reason == "optimal"
    return model, ending


@pytest.mark.parametrize(
    ("share", "medical_h"),
    [(0.2, 5), (0.4, 5), (0.5, 6), (0.9, 6)],  # without the store in A, 40 % have aid by hour 5
)
def test_grouping_changes_no_cost_and_every_place_keeps_its_promises(share, medical_h):
    deadline = {"norms.relocated/kit/*.deadline_h": medical_h}
    instance = hamlet(MANY_STORES | {"policy.loss_share": share} | deadline)
    required = needs(instance)
    alone = EveryPlaceAlone(instance, required, lanes(instance, required))
    grouped_model, grouped = solved(recourse_of(instance))
    alone_model, ungrouped = solved(alone)
    assert grouped.objective == pytest.approx(ungrouped.objective, rel=1e-6)
    assert len(grouped_model.problem.variables()) < len(alone_model.problem.variables())
    assert not verify(instance, plan_of(grouped_model))
    assert not verify(instance, plan_of(alone_model))


def test_what_is_made_to_order_goes_by_the_slowest_lane_of_a_group():
    instance = hamlet(MANY_STORES | {"supplies.shop/quilt.per_day": 24})
    required = needs(instance)
    alone = EveryPlaceAlone(instance, required, lanes(instance, required))
    grouped_model, grouped = solved(recourse_of(instance))
    _, ungrouped = solved(alone)
    assert grouped.objective >= ungrouped.objective - 1e-6
    assert not verify(instance, plan_of(grouped_model))


def test_places_are_grouped_only_where_all_their_origins_are_the_same():
    recourse = recourse_of(hamlet(MANY_STORES))
    persons = {
        (scenario, r.bundle.family, r.place): r.persons
        for scenario, requirements in recourse.lost_requirements_of.items()
        for r in requirements
    }
    assert persons == {
        ("S1", "living", "B"): 100,  # B and D, served by every store and by the shop
        ("S1", "medical", "B"): 100,
        ("S2", "living", "A"): 50,
        ("S2", "medical", "A"): 20,
        ("S2", "medical", "C"): 30,  # which only the store in A reaches within 5 h
    }


def test_a_lost_store_serves_nobody():
    recourse = recourse_of(hamlet(MANY_STORES))
    flows = [(case, flow) for case, flow in SitingModel(recourse).x.flows() if case.lost_site]
    assert {case.lost_site for case, _ in flows} == {"HA", "HB", "HD"}
    assert not [flow for case, flow in flows if flow.origin == case.lost_site]


def test_a_loss_costs_nothing_by_itself():
    model = SitingModel(recourse_of(hamlet(MANY_STORES)))
    lost = {flow.persons.name for case, flow in model.x.flows() if case.lost_site}
    assert not [variable for variable in model.cost if variable.name in lost]


def test_an_excluded_site_is_not_lost():
    excluded = {"sites.HB.status": "excluded", "sites.HB.reason": "flood plain"}
    recourse = recourse_of(hamlet(MANY_STORES | excluded))
    assert {case.lost_site for case in recourse.cases} == {"", "HA", "HD"}


def test_without_a_share_to_survive_there_is_no_loss():
    recourse = recourse_of(hamlet(MANY_STORES | {"policy.loss_share": 0}))
    assert [str(case) for case in recourse.cases] == ["S1", "S2"]

import dataclasses

import pytest

from optimizer.errors import InstanceError
from optimizer.instance import (
    Economics,
    Instance,
    Option,
    Place,
    Policy,
    Response,
    Scenario,
    ServiceStandard,
    Site,
)
from optimizer.instance.words import Bindingness, Level, PlaceKind, Role, SiteStatus
from optimizer.variants import Variant, apply_changes

S = "assumption"


@pytest.fixture
def instance() -> Instance:
    return Instance(
        name="two-sites",
        economics=Economics(source=S),
        response=Response(source=S),
        policy=Policy(sub_min=1, sub_max=2, source=S),
        places=(Place(id="A", name="Alder", kind=PlaceKind.TOWN, lat=39.4, lon=99.8, source=S),),
        sites=(
            Site(id="XA", place="A", status=SiteStatus.COMMITTED, source=S),
            Site(id="XB.2", place="A", status=SiteStatus.COMMITTED, source=S),
        ),
        options=(
            Option(site="XA", id="s800", role=Role.SUB, capacity_m3=10.0, source=S),
            Option(site="XB.2", id="s800", role=Role.SUB, capacity_m3=10.0, source=S),
            Option(site="XB.2", id="p60", role=Role.POINT, capacity_m3=1.0, source=S),
        ),
        scenarios=(
            Scenario(id="S1", name="Flood", level=Level.II, probability=0.05, days=3, source=S),
            Scenario(id="S2", name="Snow", level=Level.III, probability=0.1, days=3, source=S),
        ),
        standards=(
            ServiceStandard(
                id="day", name="Day", deadline_h=24.0, kind=Bindingness.BINDING, source=S
            ),
        ),
    )


def problems(instance, changes):
    with pytest.raises(InstanceError) as caught:
        apply_changes(instance, changes)
    return list(caught.value.problems)


def the_problem(instance, key, value="1"):
    (problem,) = problems(instance, {key: value})
    return problem


def test_no_changes_leave_the_instance_as_it_is(instance):
    assert apply_changes(instance, {}) == instance


@pytest.mark.parametrize("value", ["4", 4])
def test_a_section_is_changed_by_its_key(instance, value):
    changed = apply_changes(instance, {"policy.sub_max": value})
    assert changed.policy == dataclasses.replace(instance.policy, sub_max=4)
    assert changed.sites == instance.sites


def test_the_year_and_the_titles_are_changed_by_their_names(instance):
    changed = apply_changes(instance, {"year": "2030", "title_zh": "新"})
    assert (changed.year, changed.title_zh) == (2030, "新")


def test_a_cell_is_changed_by_table_row_and_column(instance):
    changed = apply_changes(instance, {"options.XA/s800.capital_cost_cny": "5000"})
    assert [option.capital_cost_cny for option in changed.options] == [5000.0, 0.0, 0.0]


def test_ids_may_hold_dots(instance):
    changed = apply_changes(instance, {"sites.XB.2.status": "candidate"})
    assert [site.status for site in changed.sites] == ["committed", "candidate"]


@pytest.mark.parametrize(
    ("key", "changed_rows"),
    [
        ("options.*.floor_m2", [True, True, True]),
        ("options.*/s800.floor_m2", [True, True, False]),
        ("options.XB.2/*.floor_m2", [False, True, True]),
        ("options.X[A]/s?00.floor_m2", [True, False, False]),
    ],
)
def test_wildcards_change_every_row_that_matches(instance, key, changed_rows):
    changed = apply_changes(instance, {key: 7})
    assert [option.floor_m2 == 7.0 for option in changed.options] == changed_rows


def test_lists_and_blanks_are_values_too(instance):
    changed = apply_changes(
        instance,
        {"standards.day.levels": ["II", "III"], "policy.sub_max": "", "policy.force_towns": "A"},
    )
    assert changed.standards[0].levels == (Level.II, Level.III)
    assert changed.policy.sub_max is None
    assert changed.policy.force_towns == ("A",)


def test_the_later_of_two_changes_to_a_value_holds(instance):
    changed = apply_changes(
        instance, {"sites.*.status": "candidate", "sites.XA.status": "existing"}
    )
    assert [site.status for site in changed.sites] == ["existing", "candidate"]


def test_changes_that_make_sense_only_together_are_made_together(instance):
    changed = apply_changes(instance, {"policy.sub_min": 5, "policy.sub_max": 6})
    assert (changed.policy.sub_min, changed.policy.sub_max) == (5, 6)
    changed = apply_changes(
        instance, {"sites.XA.status": "excluded", "sites.XA.reason": "flood plain"}
    )
    assert changed.sites[0].status is SiteStatus.EXCLUDED


@pytest.mark.parametrize(
    ("key", "found", "code", "remedy"),
    [
        ("yaer", "yaer", "unknown-key", "Did you mean 'year'?"),
        ("currency", "currency", "unknown-key", ""),
        ("policy", "policy", "unknown-key", ""),
        ("policy.sub_mx", "sub_mx", "unknown-key", "Did you mean 'sub_max'?"),
        ("polcy.sub_max", "polcy", "unknown-key", "Did you mean 'policy'?"),
        ("site.XA.status", "site", "unknown-key", "Did you mean 'sites'?"),
        ("sites.XA.statu", "statu", "unknown-key", "Did you mean 'status'?"),
        ("sites.XC.mobilization_h", "XC", "unknown-row", "Keys are XA, XB.2."),
        ("sites.Y*.mobilization_h", "Y*", "unknown-row", ""),
        ("sites.status", "", "unknown-row", ""),
        ("fleet.van.count", "van", "unknown-row", "The table has no rows."),
        ("options.XA.floor_m2", "XA", "unknown-row", "Keys are XA/s800, XB.2/s800, XB.2/p60."),
    ],
)
def test_a_key_that_leads_nowhere_is_told_with_the_nearest(instance, key, found, code, remedy):
    value = "candidate" if key.endswith("status") else "1"
    problem = the_problem(instance, key, value)
    assert (problem.column, problem.found, problem.code) == (key, found, code)
    if remedy:
        assert problem.remedy == remedy


def test_a_value_of_the_wrong_kind_is_told_with_what_may_stand_there(instance):
    problem = the_problem(instance, "sites.*.status", "candidat")
    assert problem.column == "sites.*.status"
    assert problem.expected.startswith("one of existing, candidate")
    assert problem.remedy == "Did you mean 'candidate'?"
    assert "Write 1200" in the_problem(instance, "policy.sub_max", "1,200").remedy


def test_all_problems_of_all_changes_come_at_once(instance):
    told = problems(
        instance,
        {"policy.sub_min": 3, "year": "soon", "sites.XX.status": "candidate", "sites.XA.statu": 1},
    )
    assert {problem.column for problem in told} == {
        "sub_min", "year", "sites.XX.status", "sites.XA.statu",
    }  # fmt: skip


def test_a_contradiction_between_columns_is_told_by_row(instance):
    problem = the_problem(instance, "sites.XB.2.status", "excluded")
    assert (problem.file, problem.row, problem.column) == ("sites", None, "XB.2.reason")


def test_a_reference_to_nothing_is_told_by_row(instance):
    problem = the_problem(instance, "sites.XA.place", "B")
    assert (problem.file, problem.row, problem.column) == ("sites", None, "XA.place")
    problem = the_problem(instance, "policy.force_towns", "B")
    assert (problem.file, problem.row, problem.column) == ("policy", None, "force_towns")


def test_renaming_an_id_that_others_refer_to_is_told_at_the_others(instance):
    told = problems(instance, {"sites.XA.id": "XC"})
    assert [problem.column for problem in told] == ["XA/s800.site"]


def test_a_variant_carries_its_changes(instance):
    variant = Variant(name="free", changes={"sites.*.status": "candidate"})
    changed = apply_changes(instance, variant.changes)
    assert all(site.status is SiteStatus.CANDIDATE for site in changed.sites)
    assert changed.digest != instance.digest

"""Needs by hand: days, seasons, household shares, bundles."""

from dataclasses import replace

import pytest
from made_up import MADE_UP
from two_towns import QUESTION

from optimizer.instance import Norm
from optimizer.instance.words import Season
from optimizer.verify.needs import Bundle, Requirement, contents_of, requirements_of

FOOD = Bundle("food", "moved", 12.0)


def rice_for_one(norms, days=6, **scenario):
    changed = tuple(replace(row, days=days, **scenario) for row in QUESTION.scenarios)
    contents = contents_of(replace(QUESTION, norms=norms, scenarios=changed))
    return contents.get(("S1", FOOD), {}).get("rice", 0.0)


def norm(**columns):
    return Norm(group="moved", commodity="rice", deadline_h=12, **columns, **MADE_UP)


def test_households_hold_a_share_of_the_first_days():
    assert rice_for_one((norm(per_day=1.0),)) == pytest.approx(6 - 0.5 * 2)
    assert rice_for_one((norm(per_day=1.0, from_day=2),)) == pytest.approx(5 - 0.5 * 1)
    assert rice_for_one((norm(per_day=1.0, from_day=3),)) == pytest.approx(4)
    assert rice_for_one((norm(per_day=1.0, to_day=1),)) == pytest.approx(1 - 0.5 * 1)


def test_what_is_needed_once_is_not_shared_by_households():
    assert rice_for_one((norm(once=2.0, per_day=1.0, to_day=3),)) == pytest.approx(2 + 3 - 1)


def test_a_norm_that_starts_after_the_scenario_asks_for_nothing():
    assert rice_for_one((norm(per_day=1.0, from_day=5),), days=4) == 0


def test_a_norm_of_another_season_asks_for_nothing():
    summer = (norm(once=1.0, season=Season.SUMMER),)
    assert rice_for_one(summer, season=Season.SUMMER) == 1
    assert rice_for_one(summer, season=Season.WINTER) == 0
    assert rice_for_one(summer, season=Season.ANY) == 0


def test_norms_of_one_family_group_and_deadline_add_up():
    assert rice_for_one((norm(once=1.0), norm(once=3.0, from_day=2))) == 4


def test_every_bundle_with_content_makes_a_requirement_where_people_are():
    requirements = requirements_of(QUESTION, contents_of(QUESTION))
    assert len(requirements) == 2 * len(QUESTION.scenario_people)
    assert requirements[Requirement("S1", "V", FOOD)] == 40
    nobody = tuple(replace(row, persons=0) for row in QUESTION.scenario_people)
    empty = replace(QUESTION, scenario_people=nobody)
    assert requirements_of(empty, contents_of(empty)) == {}

"""A text of two languages is its English text, and keeps its Chinese one through copies."""

import copy
import pickle

import pytest

from optimizer.bilingual import Bilingual, chinese
from optimizer.errors import InstanceError, Problem, UsageError
from optimizer.summary.phrases import Lang
from optimizer.summary.refusal import refusal_text

STORE = Bilingual("store", "储备库")


def test_it_is_the_english_text_wherever_a_text_is_asked_for():
    assert (STORE, f"a {STORE}", STORE + "s") == ("store", "a store", "stores")


def test_whoever_speaks_to_a_planner_asks_for_the_chinese():
    assert (chinese(STORE), chinese("W-C")) == ("储备库", "W-C")


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda text: pickle.loads(pickle.dumps(text))])
def test_a_copy_keeps_both(copied):
    assert (copied(STORE), copied(STORE).zh) == ("store", "储备库")


def test_a_problem_is_told_in_both_languages():
    problem = Problem(
        file="places.csv",
        row=3,
        column="lat",
        found="north",
        expected=Bilingual("a number", "数字"),
        remedy=Bilingual("Give degrees.", "请填写度数。"),
    )
    assert str(problem) == (
        "places.csv, line 3, lat: found 'north', expected a number. Give degrees."
    )
    assert problem.sentence_zh == "places.csv 第 3 行 lat：现为“north”，应为数字。请填写度数。"
    told = refusal_text(InstanceError([problem], "ours"), Lang.ZH)
    assert told.splitlines() == ["ours：1 处错误", f"  {problem.sentence_zh}"]


def test_what_is_known_in_one_language_only_is_told_in_it():
    error = UsageError("no plan there.")
    assert refusal_text(error, Lang.ZH) == refusal_text(error, Lang.EN) == "no plan there."

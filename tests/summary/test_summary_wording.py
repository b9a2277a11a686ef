"""Columns, money and phrases in both languages."""

import math
from dataclasses import replace
from string import Formatter

import pytest
from told_hamlet import HAMLET, text

from optimizer.instance.words import Bindingness, Head, ReserveMode, Role
from optimizer.plan import CostHead, Status
from optimizer.progress import Report
from optimizer.solve import solve
from optimizer.summary import Lang, default_lang
from optimizer.summary.layout import table, width
from optimizer.summary.phrases import PHRASES, money, phrase
from optimizer.summary.progress_line import progress_line
from optimizer.summary.wording import (
    COLUMNS,
    COMMANDS,
    DRIVING,
    HEADLINE,
    ORDERS,
    REASONS,
    SECTIONS,
    SHEETS,
    SIZING,
    WORDS,
)


@pytest.mark.parametrize("lang", list(Lang))
def test_columns_align_however_wide_the_characters_are(lang):
    rows = table(("库", "quantity"), [("甲库", "1"), ("Alder", "1,000")], left=1)
    assert len({width(row) for row in rows}) == 1
    said = text(lang)
    heading = phrase("costs", lang)
    block = said.split(heading + "\n")[1].split("\n\n")[0].splitlines()
    assert len({width(row) for row in block}) == 1


def test_chinese_characters_are_two_columns_wide():
    assert width("甲库A") == 5
    assert width("，") == 2


@pytest.mark.parametrize(
    ("cny", "english", "chinese"),
    [
        (12_345_678.0, "12.35 million CNY", "1,234.57 万元"),
        (999_000.0, "999.00 thousand CNY", "99.90 万元"),
        (-1_500_000.0, "-1.50 million CNY", "-150.00 万元"),
    ],
)
def test_money_is_rounded_to_what_is_read(cny, english, chinese):
    assert money(cny, Lang.EN) == english
    assert money(cny, Lang.ZH) == chinese


def test_progress_says_the_phase_and_what_is_known_so_far():
    report = Report(phase="place stores", seconds=3, incumbent=4.6e6, bound=4.4e6, gap=0.0435)
    assert progress_line(report, Lang.EN) == (
        "place stores  plan 4.60 million CNY  bound 4.40 million CNY  gap 4.35%"
    )
    assert progress_line(report, Lang.ZH) == (
        "布设储备库  方案 460.00 万元  下界 440.00 万元  最优间隙 4.35%"
    )
    early = replace(report, incumbent=None, bound=-math.inf, gap=math.inf)
    assert progress_line(early, Lang.EN) == "place stores"


def test_every_phase_of_a_solve_has_its_phrase():
    heard = []
    solve(HAMLET, progress=heard.append)
    phases = {report.phase for report in heard}
    assert phases
    assert phases <= PHRASES.keys()


def test_every_word_of_the_question_has_its_phrase_in_both_languages():
    for words in (Role, Bindingness, Head, ReserveMode, CostHead, Status):
        for word in words:
            assert all(phrase(word.value, lang) for lang in Lang)


def places_of(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_phrase_says_the_same_in_both_languages():
    for key, (english, chinese) in PHRASES.items():
        assert english, key
        assert chinese, key
        assert places_of(english) == places_of(chinese), key


def test_no_phrase_hides_another_of_the_same_key():
    files = (COLUMNS, COMMANDS, DRIVING, HEADLINE, ORDERS, REASONS, SECTIONS, SHEETS, SIZING, WORDS)
    assert len(PHRASES) == sum(len(phrases) for phrases in files)


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({"LANG": "zh_CN.UTF-8"}, Lang.ZH),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, Lang.EN),
        ({"LC_ALL": "zh_TW"}, Lang.ZH),
        ({}, Lang.EN),
    ],
)
def test_the_language_is_that_of_the_environment(environment, lang):
    assert default_lang(environment) is lang


def test_a_language_may_be_given_as_text():
    assert text("zh") == text(Lang.ZH)
    with pytest.raises(ValueError, match="fr"):
        text("fr")

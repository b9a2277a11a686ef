"""`reserve check`, and instances that are changed or not there."""

import json
from pathlib import Path

import pytest
from commands import HAMLET, reserve, spoil

import optimizer


def test_check_finds_nothing_in_the_hamlet():
    found = reserve("check", HAMLET)
    assert (found.exit_code, found.stdout) == (0, "hamlet: 0 errors, 0 warnings\n")


def test_check_tells_all_problems_at_once_and_where(valley):
    spoil(valley / "places.csv", "39.08", "north")
    spoil(valley / "sites.csv", "HD,D,", "HD,Q,")
    found = reserve("check", valley, "--json")
    assert found.exit_code == 2
    told = json.loads(found.stdout)
    assert told["instance"] == {"name": "valley", "digest": None}
    assert [(e["file"], e["row"], e["column"], e["found"]) for e in told["errors"]] == [
        ("places.csv", 5, "lat", "north"),
        ("sites.csv", 4, "place", "Q"),
    ]
    assert set(told["errors"][0]) == {
        "file", "row", "column", "found", "expected", "remedy", "code", "message", "message_zh",
    }  # fmt: skip


def test_check_lets_doubts_pass(valley):
    spoil(valley / "commodities.csv", "grain,Grain,成品粮,living,bag of 25 kg,袋,0.05,25,100",
          "grain,Grain,成品粮,living,bag of 25 kg,袋,0.05,25,0")  # fmt: skip
    found = reserve("check", valley, "--json")
    told = json.loads(found.stdout)
    assert found.exit_code == 0
    assert told["errors"] == []
    assert [warning["code"] for warning in told["warnings"]] == ["price-zero"]


def test_check_tells_doubts_about_a_workbook_by_its_sheets(valley, tmp_path):
    spoil(valley / "commodities.csv", "grain,Grain,成品粮,living,bag of 25 kg,袋,0.05,25,100",
          "grain,Grain,成品粮,living,bag of 25 kg,袋,0.05,25,0")  # fmt: skip
    assert reserve("convert", valley, tmp_path / "valley.xlsx").exit_code == 0
    told = json.loads(reserve("check", tmp_path / "valley.xlsx", "--json").stdout)
    assert [warning["file"] for warning in told["warnings"]] == [
        'commodities (sheet "物资 commodities")'
    ]
    assert told["instance"]["digest"] == optimizer.read_instance(valley).digest


def test_check_tells_a_doubt_as_one_sentence(valley):
    spoil(valley / "commodities.csv", "25,100,2,0.6", "25,0,2,0.6")
    assert reserve("check", valley).stdout.splitlines() == [
        "valley: 0 errors, 1 warning",
        "  warning  commodities.csv, price_cny: 1 commodity costs nothing: Grain (grain). "
        "Without a price a plan stocks any amount at no cost.",
    ]


def test_check_calls_a_question_without_an_answer_an_error():
    found = reserve("check", HAMLET, "--set", "scenario_people.*.persons=0", "--lang", "zh")
    assert found.exit_code == 2
    assert "错误 1 项" in found.stdout
    assert "应为至少一个情景中有需要物资的人员" in found.stdout


def test_a_variant_and_further_changes_change_the_question(valley):
    plain, variant, further = (
        json.loads(reserve("check", valley, "--json", *options).stdout)["instance"]["digest"]
        for options in (
            (),
            ("--variant", "no_standard"),
            ("--variant", "no_standard", "--set", "standards.living_10h.kind=binding"),
        )
    )
    assert plain != variant
    assert further == plain


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (("--variant", "no_standart"), "Did you mean 'no_standard'?"),
        (("--set", "policy.sub_maxx=1"), "Did you mean 'sub_max'?"),
        (("--set", "policy.sub_max"), "not key=value"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_with_a_hint(options, hint):
    for command in ("solve", "export"):
        refused = reserve(command, HAMLET, *options)
        assert refused.exit_code == 2
        assert hint in refused.stderr
        assert "Traceback" not in refused.output


def test_a_folder_that_is_not_there_is_no_traceback():
    missing = reserve("solve", "nowhere")
    assert missing.exit_code == 2
    assert missing.stderr == (
        f"there is no folder nowhere. There is no folder in {Path.cwd()} at all.\n"
    )
    assert missing.stdout == ""


def test_a_slip_in_a_path_is_answered_with_what_is_there(valley):
    Path("hills").mkdir()
    assert "there is no folder valey. Did you mean 'valley'?" in reserve("check", "valey").stderr
    assert reserve("check", "instances/hamlett").stderr == (
        "there is no folder instances/hamlett, for there is no folder instances. "
        f"In {Path.cwd()} there are: hills, valley.\n"
    )
    assert "Did you mean one of its folders: valley?" in reserve("check", ".").stdout
    assert reserve("verify", valley, "hills").stderr == (
        f"there is no file hills/plan.json. There is no file in {Path('hills').resolve()} at all.\n"
    )

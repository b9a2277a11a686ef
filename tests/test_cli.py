"""Every command through the door that a planner uses."""

import json
import logging
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

import cli
import optimizer
from optimizer.errors import Conflict, InfeasibleError, NoPlanError, VerificationError
from optimizer.io import examples
from optimizer.plan import Status

ROOT = Path(__file__).parents[1]
HAMLET = ROOT / "instances" / "hamlet"


@pytest.fixture(autouse=True)
def _own_folder_language_and_log(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    root = logging.getLogger()
    handlers = root.handlers[:]
    yield
    root.handlers[:] = handlers


def reserve(*arguments):
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


@pytest.fixture
def valley():
    """Return a copy of the hamlet that a test may spoil."""
    return Path(shutil.copytree(HAMLET, "valley"))


def spoil(file, old, new):
    text = file.read_text(encoding="utf-8-sig")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


# new


def test_new_copies_an_example_that_can_be_checked():
    made = reserve("new", "ours")
    assert made.exit_code == 0
    assert reserve("check", "ours").exit_code == 0
    assert optimizer.read_instance("ours").title == optimizer.read_instance(HAMLET).title
    assert optimizer.read_instance("ours").digest == optimizer.read_instance(HAMLET).digest


def test_new_never_overwrites(valley):
    (valley / "sites.csv").write_text("mine")
    made = reserve("new", valley)
    assert made.exit_code == 2
    assert "exists already" in made.stderr
    assert (valley / "sites.csv").read_text() == "mine"


def test_new_offers_the_examples_there_are():
    made = reserve("new", "ours", "--from", "hamlett")
    assert made.exit_code == 2
    assert "Did you mean 'hamlet'?" in made.stderr
    assert not Path("ours").exists()


def test_new_says_that_examples_come_with_a_checkout(monkeypatch):
    monkeypatch.setattr(examples, "EXAMPLES", Path("nowhere"))
    made = reserve("new", "ours")
    assert made.exit_code == 2
    assert "examples are not installed" in made.stderr
    assert not Path("ours").exists()


def test_new_makes_a_workbook_where_the_name_says_so():
    assert reserve("new", "ours.xlsx").exit_code == 0
    assert optimizer.read_instance("ours.xlsx").digest == optimizer.read_instance(HAMLET).digest


# convert


def test_convert_writes_a_workbook_and_the_workbook_a_folder():
    made = reserve("convert", HAMLET, "ours.xlsx")
    assert (made.exit_code, made.stdout) == (
        0,
        f"ours.xlsx: a copy of {HAMLET}. Try: reserve check ours.xlsx\n",
    )
    assert reserve("convert", "ours.xlsx", "ours", "--lang", "zh").exit_code == 0
    assert Path("ours/sites.csv").exists()
    for form in ("ours.xlsx", "ours"):
        assert optimizer.read_instance(form).digest == optimizer.read_instance(HAMLET).digest
        assert optimizer.read_variants(form) == optimizer.read_variants(HAMLET)


def test_convert_never_overwrites(valley):
    Path("ours.xlsx").write_text("mine")
    for target in ("ours.xlsx", valley):
        refused = reserve("convert", HAMLET, target)
        assert refused.exit_code == 2
        assert "exists already" in refused.stderr
    assert Path("ours.xlsx").read_text() == "mine"


def test_convert_writes_nothing_of_what_it_cannot_read(valley):
    spoil(valley / "places.csv", "39.08", "north")
    refused = reserve("convert", valley, "ours.xlsx")
    assert refused.exit_code == 2
    assert "places.csv, line 5, lat: found 'north'" in refused.stderr
    assert not Path("ours.xlsx").exists()


@pytest.mark.parametrize(
    ("content", "target", "message"),
    [
        (b"no workbook", "ours", "cannot be read as a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ours", "has a password"),
    ],
)
def test_a_workbook_that_cannot_be_opened_is_one_sentence(content, target, message):
    Path("bad.xlsx").write_bytes(content)
    for command in (("convert", "bad.xlsx", target), ("check", "bad.xlsx"), ("solve", "bad.xlsx")):
        refused = reserve(*command)
        assert refused.exit_code == 2
        assert message in refused.stderr
        assert len(refused.stderr.splitlines()) == 1
    assert not Path(target).exists()


@pytest.mark.parametrize("target", ["ours.xls", "ours.et"])
def test_convert_writes_no_form_but_its_own(target):
    refused = reserve("convert", HAMLET, target)
    assert refused.exit_code == 2
    assert "Save it in Excel or WPS as .xlsx" in refused.stderr
    assert not Path(target).exists()


def test_problems_of_a_workbook_are_told_by_sheet_row_and_column():
    reserve("convert", HAMLET, "ours.xlsx")
    book = openpyxl.load_workbook("ours.xlsx")
    book["地点 places"]["F5"].value = "north"
    book["库址 sites"]["B4"].value = "Q"
    book.save("ours.xlsx")
    found = reserve("check", "ours.xlsx")
    assert found.exit_code == 2
    lines = found.stdout.splitlines()
    assert lines[0] == "ours.xlsx: 2 errors, 0 warnings"
    assert "places (sheet \"地点 places\"), row 5, column F lat: found 'north'" in lines[1]
    assert "sites (sheet \"库址 sites\"), row 4, column B place: found 'Q'" in lines[2]
    told = json.loads(reserve("check", "ours.xlsx", "--json").stdout)["errors"]
    assert [error["row"] for error in told] == [5, 4]
    assert told[0]["message"] in lines[1]


def test_every_command_takes_a_workbook_for_the_instance():
    reserve("convert", HAMLET, "ours.xlsx")
    assert reserve("check", "ours.xlsx").stdout == "hamlet: 0 errors, 0 warnings\n"
    change = ("--variant", "open_bridge", "--set", "policy.sub_max=1")
    for options in ((), change):
        written = reserve("export", "ours.xlsx", "--format", "json", *options).stdout
        assert written == reserve("export", HAMLET, "--format", "json", *options).stdout
    assert reserve("solve", "ours.xlsx", "-o", "plan", "-q", *change).exit_code == 0
    verified = reserve("verify", HAMLET, "plan", *change)
    assert (verified.exit_code, verified.stderr) == (0, "")


# check


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
        "file", "row", "column", "found", "expected", "remedy", "code", "message",
    }  # fmt: skip


def test_check_lets_doubts_pass(valley):
    spoil(valley / "commodities.csv", "grain,Grain,成品粮,living,bag of 25 kg,袋,0.05,25,100",
          "grain,Grain,成品粮,living,bag of 25 kg,袋,0.05,25,0")  # fmt: skip
    found = reserve("check", valley, "--json")
    told = json.loads(found.stdout)
    assert found.exit_code == 0
    assert told["errors"] == []
    assert [warning["code"] for warning in told["warnings"]] == ["price-zero"]
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
    assert "somebody who needs something" in found.stdout


# variants and changes


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


# solve and verify


def test_solve_writes_the_plan_it_prints_and_verify_agrees():
    solved = reserve("solve", HAMLET, "--json", "--mip-gap", "0.05", "--seed", "7")
    assert solved.exit_code == 0
    printed = json.loads(solved.stdout)
    folder = Path("runs/hamlet")
    assert printed == json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    assert printed["options"]["seed"] == 7
    assert printed["instance"]["digest"] == optimizer.read_instance(HAMLET).digest
    log = (folder / "solve.log").read_text(encoding="utf-8")
    assert "option seed = 7" in log
    assert "verify the plan" in log

    verified = reserve("verify", HAMLET, folder / "plan.json")
    assert verified.exit_code == 0
    assert verified.stdout.startswith("verified: 39 promises hold\n")
    assert "meet_need" in verified.stdout
    assert verified.stderr == ""


def test_solve_prints_a_summary_in_the_language_asked_for():
    solved = reserve("solve", HAMLET, "--lang", "zh", "-o", "ours", "-q")
    assert solved.exit_code == 0
    assert solved.stdout.startswith("储备方案：")
    assert solved.stderr == ""
    assert Path("ours/plan.json").is_file()


def test_solve_records_the_variant_and_changes_and_verify_wants_them_again():
    options = ("--variant", "open_bridge", "--set", "policy.sub_max=1")
    solved = reserve("solve", HAMLET, *options)
    assert solved.exit_code == 0
    folder = Path("runs/hamlet-open_bridge")
    recorded = json.loads((folder / "plan.json").read_text(encoding="utf-8"))["options"]
    assert (recorded["variant"], recorded["set"]) == ("open_bridge", "policy.sub_max=1")
    assert reserve("verify", HAMLET, folder, *options).stderr == ""
    other = reserve("verify", HAMLET, folder)
    assert "made for other tables" in other.stderr
    assert "--variant open_bridge --set 'policy.sub_max=1'" in other.stderr


def test_verify_tells_the_promises_in_the_language_asked_for():
    reserve("solve", HAMLET, "-o", "ours", "-q")
    said = reserve("verify", HAMLET, "ours", "--lang", "zh").stdout.splitlines()
    assert said[0] == "通过复核：39 项约束全部成立"
    assert len(said) == 40
    assert all(line.endswith("。") for line in said[1:])


def test_verify_tells_the_first_violations_and_counts_the_rest():
    reserve("solve", HAMLET, "-o", "ours", "-q")
    said = reserve("verify", ROOT / "instances" / "gaotai", "ours")
    assert said.exit_code == 5
    lines = said.stdout.splitlines()
    assert len(lines) == 22
    assert lines[0].startswith("NOT verified: the plan does not fit the tables (faults: ")
    count = int(lines[0].partition("faults: ")[2].partition(")")[0])
    assert lines[-1] == f"  and {count - 20} more"


def test_verify_names_what_a_tampered_plan_breaks():
    reserve("solve", HAMLET, "-o", "ours", "-q")
    plan = Path("ours/plan.json")
    tree = json.loads(plan.read_text(encoding="utf-8"))
    tree["costs"]["building"] -= 1000
    plan.write_text(json.dumps(tree), encoding="utf-8")
    said = reserve("verify", HAMLET, plan)
    assert said.exit_code == 5
    assert said.stdout.startswith("NOT verified: 1 promise broken (1 violation)\n")
    told = json.loads(reserve("verify", HAMLET, plan, "--json").stdout)
    assert told["verified"] is False
    assert [v["promise"] for v in told["violations"]] == ["state_costs"]
    assert len(told["promises"]) == 39


def test_verify_counts_the_promises_that_are_broken_and_where():
    reserve("solve", HAMLET, "-o", "ours", "-q")
    plan = Path("ours/plan.json")
    tree = json.loads(plan.read_text(encoding="utf-8"))
    tree["costs"]["building"] -= 1000
    for line in tree["stock"]:
        line["quantity"] = 0.0
    plan.write_text(json.dumps(tree), encoding="utf-8")
    broken = json.loads(reserve("verify", HAMLET, plan, "--json").stdout)["violations"]
    promises = {violation["promise"] for violation in broken}
    assert len(broken) > len(promises) > 1
    first = reserve("verify", HAMLET, plan).stdout.splitlines()[0]
    assert first == f"NOT verified: {len(promises)} promises broken ({len(broken)} violations)"
    chinese = reserve("verify", HAMLET, plan, "--lang", "zh").stdout.splitlines()[0]
    assert chinese == f"未通过复核：违反约束 {len(promises)} 项（明细 {len(broken)} 项）"


def test_a_plan_without_one_of_its_keys_is_told_which():
    reserve("solve", HAMLET, "-o", "ours", "-q")
    plan = Path("ours/plan.json")
    tree = json.loads(plan.read_text(encoding="utf-8"))
    del tree["status"]
    plan.write_text(json.dumps(tree), encoding="utf-8")
    assert "plan.json, status: this key is missing.\n" in reserve("verify", HAMLET, plan).stderr


def test_solve_stops_at_errors_of_the_check_and_writes_nothing():
    refused = reserve("solve", HAMLET, "--set", "scenario_people.*.persons=0")
    assert refused.exit_code == 2
    assert "somebody who needs something" in refused.stderr
    assert not Path("runs").exists()


def test_solve_tells_doubts_on_stderr_unless_it_is_to_be_quiet():
    change = ("--set", "places.D.illustrative=true")
    assert reserve("solve", HAMLET, *change).stderr.startswith(
        "warning  places.csv, illustrative: 1 of 4 places has an illustrative position"
    )
    assert reserve("solve", HAMLET, *change, "-q").stderr == ""


def test_an_impossible_budget_is_proven_infeasible_and_explained():
    change = ("--set", "budgets.construction/*.ceiling_cny=1")
    solved = reserve("solve", HAMLET, *change, "--json", "-o", "ours")
    assert solved.exit_code == 3
    assert "no plan can keep all the promises" in solved.stderr
    told = json.loads(solved.stdout)
    assert told["status"] == "infeasible"
    assert told["conflicts"]
    assert not Path("ours").exists()


BUDGET = Conflict(
    promise="spend_within_budget",
    where=("construction",),
    amount=1000.0,
    sentence="construction needs 1,000 CNY more",
    sentence_zh="建设费须增加 1,000 元",
    alone=True,
)


def test_a_proof_of_infeasibility_is_told_in_the_language_asked_for(monkeypatch):
    def fail(*_):
        raise InfeasibleError([BUDGET, replace(BUDGET, alone=False)])

    monkeypatch.setattr(optimizer, "solve", fail)
    chinese = reserve("solve", HAMLET, "--lang", "zh").stderr
    assert chinese.count("建设费须增加 1,000 元") == 2
    assert "construction" not in chinese
    assert "construction needs 1,000 CNY more" in reserve("solve", HAMLET, "--lang", "en").stderr


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [
        (InfeasibleError([BUDGET]), 3),
        (NoPlanError("no plan was found within 1 s"), 4),
        (VerificationError(["meet_need(S1, D): 3 persons too few"]), 5),
        (KeyboardInterrupt(), 130),
        (RuntimeError("the\nsolver broke"), 1),
    ],
)
def test_every_ending_without_a_plan_has_its_exit_code_and_no_traceback(
    monkeypatch, error, exit_code
):
    def fail(*_):
        raise error

    monkeypatch.setattr(optimizer, "solve", fail)
    solved = reserve("solve", HAMLET)
    assert solved.exit_code == exit_code
    assert solved.stderr.strip()
    assert solved.stdout == ""
    assert "Traceback" not in solved.stderr
    assert not Path("runs/hamlet").exists()


def test_an_internal_error_is_one_line_with_the_traceback_on_demand(monkeypatch):
    def fail(*_):
        raise RuntimeError("the\nsolver broke")

    monkeypatch.setattr(optimizer, "solve", fail)
    short = reserve("solve", HAMLET).stderr
    assert short.splitlines() == [
        "internal error: RuntimeError: the solver broke (run again with -v for the traceback)"
    ]
    assert "Traceback" in reserve("solve", HAMLET, "-v").stderr


def test_an_interrupted_solve_saves_its_plan_and_says_so_by_its_exit_code(monkeypatch):
    solve = optimizer.solve

    def interrupted(*arguments):
        return replace(solve(*arguments), status=Status.FEASIBLE, reason="interrupted")

    monkeypatch.setattr(optimizer, "solve", interrupted)
    solved = reserve("solve", HAMLET)
    assert solved.exit_code == 130
    assert "interrupted" in solved.stdout
    assert json.loads(Path("runs/hamlet/plan.json").read_text("utf-8"))["reason"] == "interrupted"


def test_a_folder_that_cannot_be_written_is_told_before_the_search(monkeypatch):
    Path("taken").write_text("a file")
    monkeypatch.setattr(optimizer, "solve", lambda *_: pytest.fail("searched in vain"))
    refused = reserve("solve", HAMLET, "-o", "taken")
    assert refused.exit_code == 2
    assert "taken" in refused.stderr


def test_verbose_tells_the_phases_as_they_come():
    assert "verify the plan" in reserve("solve", HAMLET, "-v").stderr
    assert "复核方案" in reserve("solve", HAMLET, "-v", "--lang", "zh").stderr
    assert "verify the plan" not in reserve("solve", HAMLET).stderr


# export


def test_export_writes_the_model_with_the_names_of_its_rows():
    text = reserve("export", HAMLET).stdout
    assert "meet_need" in text
    assert reserve("export", HAMLET, "-o", "model.lp").exit_code == 0
    assert Path("model.lp").read_text(encoding="utf-8") == text
    assert reserve("export", HAMLET, "-o", "model.mps").exit_code == 0
    assert "ROWS" in Path("model.mps").read_text(encoding="utf-8")


def test_export_gives_the_instance_as_json():
    tree = json.loads(reserve("export", HAMLET, "--format", "json").stdout)
    assert tree["digest"] == optimizer.read_instance(HAMLET).digest
    assert [site["id"] for site in tree["sites"]] == ["HA", "HB", "HD"]


def test_export_does_not_guess_a_format():
    refused = reserve("export", HAMLET, "-o", "model.txt")
    assert refused.exit_code == 2
    assert "--format" in refused.stderr
    assert not Path("model.txt").exists()
    assert reserve("export", HAMLET, "-o", "model.txt", "--format", "lp").exit_code == 0


# doctor and the rest


def test_the_limits_are_those_of_the_library():
    options = {option.name: option.default for option in cli.solve.params}
    assert optimizer.SolveOptions() == optimizer.SolveOptions(
        time_limit_s=options["time_limit_s"],
        mip_gap=options["mip_gap"],
        threads=options["threads"],
        seed=options["seed"],
    )


def test_doctor_finds_every_engine_at_work_in_one_process():
    told = json.loads(reserve("doctor", "--json").stdout)
    assert told["healthy"] is True
    assert {
        "python",
        "pulp",
        "highspy",
        "ortools",
        "networkx",
        "pandas",
        "click",
        "rich",
        "numpy",
    } < (told["versions"].keys())
    assert all(trial["passed"] for trial in told["trials"])
    assert reserve("doctor").exit_code == 0


def test_doctor_names_the_engine_that_does_not_work(monkeypatch):
    from optimizer import doctor

    def broken():
        raise ImportError("undefined symbol")

    monkeypatch.setattr(doctor, "TASKS", (("HiGHS", broken, 1.0), ("wrong", lambda: 2.0, 3.0)))
    said = reserve("doctor")
    assert said.exit_code == 1
    assert "ImportError: undefined symbol" in said.stdout
    assert "2, expected 3" in said.stdout


def loaded_by(statement):
    """Return the modules that a fresh interpreter has loaded after a statement."""
    code = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


HEAVY = {"pulp", "highspy", "ortools", "networkx", "numpy", "pandas", "rich"}


def test_help_loads_no_solver():
    assert not loaded_by("import cli; cli.main(['solve', '--help'], standalone_mode=False)") & HEAVY


def test_the_package_loads_no_solver_until_it_is_used():
    assert not loaded_by("import optimizer; optimizer.Instance; optimizer.read_instance") & HEAVY


def test_who_has_a_folder_does_not_wait_for_the_library_of_workbooks():
    reading = "import optimizer; optimizer.read_instance('instances/hamlet')"
    assert "openpyxl" not in loaded_by(reading)


@pytest.mark.parametrize("name", optimizer.__all__)
def test_every_public_name_is_there(name):
    assert getattr(optimizer, name).__name__ == name
    assert name in dir(optimizer)


def test_an_unknown_public_name_is_refused():
    with pytest.raises(AttributeError, match="slove"):
        _ = optimizer.slove


def test_a_module_does_not_hide_the_function_of_its_name():
    code = (
        "import optimizer.verify; from optimizer.verify import CHECKS; "
        "from optimizer import verify, solve; assert callable(verify) and callable(solve); "
        "import optimizer.solve; from optimizer import solve; assert callable(solve)"
    )
    assert "optimizer.solve" in loaded_by(code)

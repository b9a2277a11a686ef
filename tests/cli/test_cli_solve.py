"""`reserve solve`: what it writes, prints and records."""

import csv
import io
import json
from pathlib import Path

from commands import HAMLET, reserve

import cli
import optimizer


def test_solve_writes_the_plan_it_prints_and_verify_agrees():
    solved = reserve("solve", HAMLET, "--json", "--mip-gap", "0.05", "--seed", "7")
    assert solved.exit_code == 0
    printed = json.loads(solved.stdout)
    folder = Path("runs/hamlet")
    printed.pop("accounts")
    assert printed == json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    assert printed["options"]["seed"] == 7
    assert printed["instance"]["digest"] == optimizer.read_instance(HAMLET).digest
    log = (folder / "solve.log").read_text(encoding="utf-8")
    assert "option seed = 7" in log
    assert "verify the plan" in log

    verified = reserve("verify", HAMLET, folder / "plan.json")
    assert verified.exit_code == 0
    assert verified.stdout.startswith("verified: 40 promises hold\n")
    assert "meet_need" in verified.stdout
    assert verified.stderr == ""


def test_what_is_printed_for_machines_has_the_accounts_and_is_read_as_a_plan():
    solved = reserve("solve", HAMLET, "--json", "--set", "sources.shop.lead_h=30")
    accounts = json.loads(solved.stdout)["accounts"]
    for name in ("levels", "steps", "gaps_total", "ledger", "rotation"):
        text = Path(f"runs/hamlet/{name}.csv").read_text(encoding="utf-8-sig")
        assert list(accounts[name][0]) == text.splitlines()[0].split(",")
        assert len(accounts[name]) == len(list(csv.reader(io.StringIO(text, newline="")))) - 1
    assert {line["level"] for line in accounts["levels"]} == {"II", "III"}
    Path("saved.json").write_text(solved.stdout, encoding="utf-8")
    verified = reserve("verify", HAMLET, "saved.json", "--set", "sources.shop.lead_h=30")
    assert verified.exit_code == 0


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
    chinese = reserve("verify", HAMLET, folder, "--lang", "zh").stderr
    assert chinese.startswith("提示  方案所依据的表（hamlet")
    assert "编制方案时用了 --variant open_bridge --set 'policy.sub_max=1'。" in chinese


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


def test_verbose_tells_the_phases_as_they_come():
    assert "verify the plan" in reserve("solve", HAMLET, "-v").stderr
    assert "复核方案" in reserve("solve", HAMLET, "-v", "--lang", "zh").stderr
    assert "verify the plan" not in reserve("solve", HAMLET).stderr


def test_the_limits_are_those_of_the_library():
    options = {option.name: option.default for option in cli.solve.params}
    assert optimizer.SolveOptions() == optimizer.SolveOptions(
        time_limit_s=options["time_limit_s"],
        mip_gap=options["mip_gap"],
        threads=options["threads"],
        seed=options["seed"],
    )

"""`reserve verify`: promises that hold and promises that are broken."""

import json
from pathlib import Path

from commands import HAMLET, ROOT, reserve


def test_verify_tells_the_promises_in_the_language_asked_for():
    reserve("solve", HAMLET, "-o", "ours", "-q")
    said = reserve("verify", HAMLET, "ours", "--lang", "zh").stdout.splitlines()
    assert said[0] == "通过复核：40 项约束全部成立"
    assert len(said) == 41
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
    assert len(told["promises"]) == 40


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
    chinese, *lines = reserve("verify", HAMLET, plan, "--lang", "zh").stdout.splitlines()
    assert chinese == f"未通过复核：违反约束 {len(promises)} 项（明细 {len(broken)} 项）"
    (costs,) = [line for line in lines if "state_costs" in line and "building" in line]
    assert "：相差 1,000 元。规定：方案列出的各项费用与重新计算的结果一致。" in costs


def test_a_plan_without_one_of_its_keys_is_told_which():
    reserve("solve", HAMLET, "-o", "ours", "-q")
    plan = Path("ours/plan.json")
    tree = json.loads(plan.read_text(encoding="utf-8"))
    del tree["status"]
    plan.write_text(json.dumps(tree), encoding="utf-8")
    assert "plan.json, status: this key is missing.\n" in reserve("verify", HAMLET, plan).stderr

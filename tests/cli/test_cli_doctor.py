"""`reserve doctor`: every engine at work, and which is not."""

import json

from commands import reserve


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

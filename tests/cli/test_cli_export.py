"""`reserve export`: the model for other solvers, the instance as JSON."""

import json
from pathlib import Path

from commands import HAMLET, reserve

import optimizer


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

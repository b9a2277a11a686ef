"""What is loaded when, and the public names."""

import subprocess
import sys
from pathlib import Path

import pytest

import optimizer

ROOT = Path(__file__).parents[1]


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

"""The judge shares nothing with those it judges."""

import subprocess
import sys

FORBIDDEN = (
    "pulp", "highspy", "ortools", "pyvrp", "networkx", "numpy", "pandas", "scipy",
    "optimizer.needs", "optimizer.network", "optimizer.siting", "optimizer.mip",
    "optimizer.service", "optimizer.indicators", "optimizer.routing",
)  # fmt: skip


def test_judging_loads_no_solver_and_no_model():
    code = "import sys, optimizer.verify; print('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(FORBIDDEN) & set(run.stdout.split()) == set()

"""Other engines alone, on what we solve ourselves."""

import importlib.util

import pytest
from on_a_line import line

from benchmarks.routing import engines
from benchmarks.routing.as_task import as_task
from benchmarks.routing.checker import check
from benchmarks.routing.published import Van

needs_pyvrp = pytest.mark.skipif(
    importlib.util.find_spec("pyvrp") is None, reason="PyVRP is not installed"
)


def reload_instance():
    """One small vehicle that must load twice, a large one that may serve only customer 1."""
    return line(
        2,
        3,
        -4,
        vans=(
            Van(count=1, capacity=4, reloads=(0,), fixed=1),
            Van(count=1, capacity=8, per_length=1.5, allowed=frozenset({1})),
        ),
    )


@needs_pyvrp
def test_pyvrp_alone_finds_the_optimum_of_a_tiny_instance():
    """The small one serves 0 and 2 in two trips and 1 in a third: 1 + 4 + 6 + 8."""
    from benchmarks.routing import pyvrp_alone

    scaled = as_task(reload_instance())
    answer = pyvrp_alone.search(scaled.task, 0.2, 1)
    checked = check(reload_instance(), answer.routes)
    assert checked.faults == ()
    assert checked.cost == pytest.approx(19.0)
    assert answer.cost == pytest.approx(checked.cost * scaled.divisor)


@needs_pyvrp
def test_pyvrp_alone_says_where_it_finds_nothing():
    from benchmarks.routing import pyvrp_alone

    task = as_task(line(2, 3, vans=(Van(count=1, capacity=7),))).task
    assert pyvrp_alone.search(task, 0.1, 1) is None


def test_ortools_alone_keeps_every_limit_of_a_tiny_instance():
    published = line(2, 3, -4, windows={-4: (0.0, 4.0)})
    for seed in range(2):
        answer = engines.ortools_search(as_task(published).task, 0.2, seed)
        checked = check(published, answer.routes)
        assert checked.faults == ()
        assert checked.cost == pytest.approx(14.0)

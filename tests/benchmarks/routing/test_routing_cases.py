"""Which routing cases there are, who can solve them, and what is recorded."""

import os
from dataclasses import replace
from functools import partial

import pytest
from bench_data import write_files
from click.testing import CliRunner
from on_a_line import route
from routing_files import SOLOMON, SPLIT

from benchmarks import __main__ as command
from benchmarks.best_known import BestKnown
from benchmarks.cases import Case, runs
from benchmarks.memory import held_mib
from benchmarks.routing import engines, solomon
from benchmarks.routing import runs as routing
from benchmarks.run import Limits
from optimizer.routing.tasks.task import TaskRoute, TaskVisit


@pytest.fixture
def data(tmp_path):
    files = {
        "vrptw/solomon/R2.txt": SOLOMON,
        "vrptw/solomon/R10.txt": SOLOMON,
        "vrptw/BKS.csv": "instance,bks,objective\nR2,19,hierarchical\nR2,20,min distance\n",
        "sdvrp/SET-2/S9.sd": SPLIT,
        "sdvrp/BKS.csv": "instance,bks\nSET-2/S9.sd,32\n",
    }
    return write_files(tmp_path / "bench", files)


def test_cases_have_names_best_values_and_who_can_solve_them(data):
    cases = list(routing.cases(data))
    assert [case.name for case in cases] == [
        "vrptw/solomon/R2",
        "vrptw/solomon/R10",
        "sdvrp/SET-2/S9",
    ]
    assert [case.best_known for case in cases] == [BestKnown(20.0), None, BestKnown(32.0)]
    assert cases[0].engines[:2] == (engines.OURS, engines.ORTOOLS)
    assert cases[2].engines == (engines.OURS,)


def test_engines_take_turns_on_each_instance_and_seed(data):
    cases = [*routing.cases(data)][:2]
    found = [
        (run.instance, run.seed, run.engine)
        for run in runs(cases, (engines.OURS, engines.ORTOOLS), seeds=2)
    ]
    assert found[:4] == [
        ("R2", 0, "ours"),
        ("R2", 0, "ortools-alone"),
        ("R2", 1, "ours"),
        ("R2", 1, "ortools-alone"),
    ]
    assert len(found) == 8


def test_cases_without_engines_are_run_once_whatever_is_asked_for():
    case = Case(family="cflp", set="orlib", instance="cap41", read=int)
    assert list(runs([case], ("ours",), seeds=3)) == [case]


def measured(data, routes, monkeypatch):
    monkeypatch.setattr(routing, "solve", lambda *_: routes)
    case = replace(next(routing.cases(data)), engine="ours", seed=3)
    return routing.solve_published(case, Limits(time_limit_s=1, mip_gap=0))


def test_a_record_tells_what_the_checker_found(data, monkeypatch):
    trips = ((0, (TaskVisit(0, (6,)), TaskVisit(1, (4,)))),)
    found = measured(data, (TaskRoute(0, trips),), monkeypatch)
    assert (found.status, found.verified, found.engine, found.seed) == ("feasible", True, "ours", 3)
    assert found.objective == pytest.approx(20.0)
    assert found.gap_to_best == pytest.approx(0.0)


def test_an_answer_that_breaks_a_limit_counts_for_nothing(data, monkeypatch):
    found = measured(data, (route(0),), monkeypatch)
    assert (found.status, found.objective) == ("unverified", None)
    assert "customer 1 is not visited" in found.message


def test_no_answer_is_told(data, monkeypatch):
    assert measured(data, None, monkeypatch).status == "no_plan"


def test_memory_of_this_process_is_seen_where_the_system_tells():
    held = held_mib(os.getpid())
    assert held is None or held > 1


def test_an_engine_that_can_solve_nothing_is_told(data):
    arguments = ["--data", str(data), "--only", "sdvrp/*", "--engine", "pyvrp-alone"]
    result = CliRunner().invoke(command.main, arguments)
    assert result.exit_code == 2
    assert "pyvrp-alone can solve none" in result.stderr


def test_a_routing_file_that_cannot_be_read_is_refused_and_told(data):
    case = replace(
        next(routing.cases(data)),
        read=partial(solomon.read, data / "sdvrp" / "SET-2" / "S9.sd"),
        engine="ours",
    )
    from benchmarks.run import measure

    found = measure(case, Limits(time_limit_s=1, mip_gap=0))
    assert found.status == "refused"

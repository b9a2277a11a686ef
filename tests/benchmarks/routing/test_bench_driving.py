"""Problems of emergency transport driven by every engine, and what the answers are worth."""

from dataclasses import replace
from pathlib import Path

from region import planned_region, region

from benchmarks import comparison, worths
from benchmarks.records import Record
from benchmarks.routing import driving
from benchmarks.run import Limits
from optimizer.routing.construct import construct
from optimizer.routing.times.timing import timed


def test_a_worth_is_told_by_criterion_for_all_classes_together():
    assert worths.totals((1.0, 2.0, 1.0, 2.0, 10.0, 2.5)) == (3.0, 3.0, 10.0, 2.5)


def driving_case(engine):
    (case,) = [c for c in driving.cases(Path("nowhere")) if c.name == "driving/generated/200"]
    return replace(case, read=planned_region, engine=engine, seed=0)


def test_a_problem_is_driven_and_its_worth_recorded(monkeypatch):
    def construct_only(problem, *_):
        found = timed(problem, construct(problem))
        assert found is not None
        return found

    monkeypatch.setitem(driving.ROUTERS, "ours", construct_only)
    found = driving.drive_planned(driving_case("ours"), Limits(time_limit_s=1, mip_gap=0))
    assert (found.status, found.verified, found.engine) == ("feasible", True, "ours")
    assert len(found.worth) == 2 * region().classes + 2
    assert found.objective is None


def test_an_answer_that_breaks_a_promise_is_told(monkeypatch):
    def forget(problem, *_):
        found = timed(problem, construct(problem))
        return replace(found, routes=found.routes[1:])

    monkeypatch.setitem(driving.ROUTERS, "ours", forget)
    found = driving.drive_planned(driving_case("ours"), Limits(time_limit_s=1, mip_gap=0))
    assert (found.status, found.worth) == ("unverified", ())
    assert found.message


def driven(engine, worth, instance="S1"):
    return Record(
        family="driving",
        set="hamlet",
        instance=instance,
        engine=engine,
        status="feasible",
        verified=True,
        worth=worth,
    )


def test_what_is_driven_is_compared_number_by_number():
    records = [
        driven("ours", (0.0, 5.0, 100.0, 9.0)),
        driven("ours", (0.0, 0.0, 100.0, 9.0), "S2"),
        driven("ours", (1.0, 0.0, 100.0, 9.0), "S3"),
        driven("ortools-alone", (0.0, 6.0, 90.0, 1.0)),
        driven("ortools-alone", (0.0, 0.0, 100.0, 9.0), "S2"),
        driven("ortools-alone", (0.0, 9.0, 999.0, 99.0), "S3"),
    ]
    _, _, peer = comparison.compare(records)
    assert peer.split() == ["ortools-alone", "3/3", "-", "-", "-", "1", "1", "1"]
    table = list(worths.lines(records[:1]))
    assert table[1].split() == ["driving/hamlet/S1", "ours", "0", "0.00", "5.00", "100.00", "9.00"]

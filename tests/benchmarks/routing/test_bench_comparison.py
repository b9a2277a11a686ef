"""Engines compared with each other."""

import math

from benchmarks import comparison
from benchmarks.best_known import BestKnown
from benchmarks.records import Record


def record(engine, instance, objective, seed=0):
    return Record(
        family="cvrp",
        set="X",
        instance=instance,
        engine=engine,
        seed=seed,
        status="feasible" if objective else "no_plan",
        known=BestKnown(100.0),
        objective=objective,
        verified=None if objective is None else True,
    )


def test_engines_are_compared_by_ratio_gap_and_spread():
    records = [
        record("ours", "a", 100.0),
        record("ours", "a", 101.0, seed=1),
        record("ours", "b", 100.0),
        record("pyvrp-alone", "a", 110.0),
        record("pyvrp-alone", "a", 101.0, seed=1),
        record("pyvrp-alone", "b", None),
    ]
    _, ours, peer = comparison.compare(records)
    assert ours.split() == ["ours", "3/3", "0.333", "1.000", "-", "-", "-", "-"]
    ratio = f"{math.sqrt(100 / 110):.4f}"
    assert peer.split() == ["pyvrp-alone", "2/3", "5.500", "8.911", ratio, "1", "1", "0"]


def test_sets_without_engines_are_not_compared():
    assert (
        list(comparison.compare([Record(family="cflp", set="orlib", instance="a", status="x")]))
        == []
    )

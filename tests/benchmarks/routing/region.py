"""A small region whose deliveries are driven."""

from benchmarks.routing import driving


def planned_region():
    return driving.read_region(deliveries=12, stores=2, vehicles=6)


def region():
    return planned_region().driven.first.problem

"""Phases add up, and whoever listens hears incumbent, bound and gap."""

import contextlib

import pytest

from optimizer import clock as clock_module
from optimizer.clock import Clock
from optimizer.progress import silent


@pytest.fixture
def at(monkeypatch):
    """Return a function that sets the time, in seconds; it starts at 100."""
    now = {"seconds": 100.0}
    monkeypatch.setattr(clock_module.time, "monotonic", lambda: now["seconds"])
    return lambda seconds: now.update(seconds=100.0 + seconds)


def test_seconds_count_from_the_clock_s_own_start(at):
    clock = Clock(silent)
    at(2.5)
    assert clock.seconds == pytest.approx(2.5)


def test_a_phase_entered_twice_is_one_phase_and_keeps_its_place(at):
    clock = Clock(silent)
    with clock.phase("place stores"):
        at(1)
    with clock.phase("settle"):
        at(3)
    with clock.phase("place stores"):
        at(7)
    assert clock.phases == (
        ("place stores", pytest.approx(5)),
        ("settle", pytest.approx(2)),
    )


def test_a_phase_that_fails_is_counted_all_the_same(at):
    clock = Clock(silent)
    with contextlib.suppress(RuntimeError), clock.phase("place stores"):
        at(4)
        raise RuntimeError
    assert clock.phases == (("place stores", pytest.approx(4)),)


def test_progress_hears_of_a_phase_when_it_begins(at):
    heard = []
    clock = Clock(heard.append)
    at(2)
    with clock.phase("place stores"):
        assert [(report.phase, report.seconds) for report in heard] == [("place stores", 2)]
    assert heard[0].incumbent is None
    assert len(heard) == 1


@pytest.mark.parametrize(
    ("incumbent", "bound", "gap"),
    [
        (200.0, 150.0, 0.25),
        (-100.0, -150.0, 0.5),
        (100.0, 100.5, 0.0),  # a bound above the incumbent is the solver's tolerance
        (None, 150.0, None),
        (200.0, None, None),
    ],
)
def test_progress_hears_the_gap_between_incumbent_and_bound(incumbent, bound, gap):
    heard = []
    Clock(heard.append).report("place stores", incumbent, bound)
    (report,) = heard
    assert (report.phase, report.incumbent, report.bound) == ("place stores", incumbent, bound)
    assert report.gap == gap

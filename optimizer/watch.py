"""Run HiGHS while the user and the clock are watched: some of its loops look at neither."""

from __future__ import annotations

import logging
import math
import threading
import time
from dataclasses import dataclass

import highspy

log = logging.getLogger(__name__)


@dataclass
class Stop:
    """How a run was stopped from outside, if it was."""

    interrupted: bool = False
    abandoned: bool = False


GRACE_S = 0.5
GRACE_SHARE = 0.04
"""How long past its limit a run may take to notice: some loops of HiGHS look at no clock."""

_left_running: list[threading.Event] = []


def left_running() -> bool:
    """Return whether a solver that was stopped still runs; it ends with the process at last."""
    return not all(ended.is_set() for ended in _left_running)


def run(highs: highspy.Highs, time_limit_s: float) -> Stop:
    """Run HiGHS in a thread of its own and watch user and clock."""
    if math.isfinite(time_limit_s):
        # HiGHS counts the time of all its runs together.
        highs.setOptionValue("time_limit", highs.getRunTime() + time_limit_s)
    highs.HandleUserInterrupt = True
    stop = Stop()
    deadline = time.monotonic() + time_limit_s
    given_up = deadline + GRACE_S + GRACE_SHARE * time_limit_s
    # An event, for Ctrl-C in Thread.join makes Python 3.11 take a running thread for ended.
    # The thread waits for the watch, for Ctrl-C in Thread.start would leave it running unwatched.
    watched, ended = threading.Event(), threading.Event()

    def search() -> None:
        watched.wait()
        try:
            highs.run()
        finally:
            ended.set()

    threading.Thread(target=search, daemon=True).start()
    while True:
        try:
            watched.set()
            # The loop is within the try: Python hears Ctrl-C where a loop turns as well.
            while not (stop.abandoned or ended.wait(0.05)):
                if time.monotonic() > deadline:
                    highs.cancelSolve()
                if time.monotonic() > given_up:
                    log.info("HiGHS did not stop in time and is left to end by itself")
                    stop.abandoned = True
                    _left_running.append(ended)
            return stop
        except KeyboardInterrupt:
            stop.interrupted = True
            highs.cancelSolve()
            given_up = min(given_up, time.monotonic() + PATIENCE_S)


PATIENCE_S = 5.0
"""How long a run may take to notice Ctrl-C."""

"""Ctrl-C is Python's again after a solver that took it for itself."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def given_back() -> Iterator[None]:
    """Install the handler of Ctrl-C anew when the block ends.

    OR-Tools 9.15 may leave a handler of its own behind, after which Ctrl-C ends the process
    instead of raising KeyboardInterrupt. Only the main thread can install one.
    """
    handler = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        if handler is not None and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, handler)

"""How far routing and replanning go."""

from __future__ import annotations

from dataclasses import dataclass

from optimizer.bilingual import Bilingual
from optimizer.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveOptions:
    """Limits and wishes of a routing.

    Parameters
    ----------
    time_limit_s : float
        Wall time for each scenario.
    iterations : int or None
        Iterations of every round; with it the same seed gives the same routes again, if the
        time suffices. None: the time alone decides.
    seed : int
        Random seed.
    workers : int
        Processes that search at the same time.
    first : tuple of str
        Families in the order in which they come first; empty: by deadline.
    """

    time_limit_s: float = 60.0
    iterations: int | None = None
    seed: int = 0
    workers: int = 2
    first: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse limits that let nothing happen."""
        steps = 1 if self.iterations is None else self.iterations
        if self.time_limit_s <= 0 or self.workers < 1 or steps < 1:
            raise UsageError(
                Bilingual(
                    "time limit, iterations and workers of a routing must be positive.",
                    "运输编排的时间上限、迭代次数和进程数须为正数。",
                )
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplanOptions:
    """Limits and wishes of replanning.

    Parameters
    ----------
    time_limit_s : float
        Wall time in all, of which judging takes a part.
    iterations : int or None
        Iterations of the search of every stage; with it the same seed gives the same orders again,
        if the time suffices.
    most_changed : int or None
        Vehicles at most whose orders change; those that have to change count first, and change
        even where they are more. None: any number.
    first : tuple of str
        Families in the order in which they come first; empty: by deadline.
    """

    time_limit_s: float = 8.0
    iterations: int | None = None
    seed: int = 0
    most_changed: int | None = None
    first: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse limits that let nothing happen."""
        if self.time_limit_s <= 0 or (self.iterations is not None and self.iterations < 1):
            raise UsageError(
                Bilingual(
                    "time limit and iterations of replanning must be positive.",
                    "重新编排的时间上限和迭代次数须为正数。",
                )
            )
        if self.most_changed is not None and self.most_changed < 0:
            raise UsageError(
                Bilingual(
                    "the vehicles whose orders change must be 0 or more.",
                    "允许变更任务的车辆数不得为负数。",
                )
            )

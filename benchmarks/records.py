"""What is noted of one run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.best_known import BestKnown
    from optimizer.plan import StockLine, Store

JSON_KEYS = (
    "family",
    "set",
    "instance",
    "engine",
    "seed",
    "time_limit_s",
    "objective",
    "best_known",
    "gap_to_best",
    "bound",
    "proven_gap",
    "worth",
    "status",
    "seconds",
    "build_seconds",
    "peak_mib",
    "verified",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One run of one instance; ``None`` is what is not known.

    Parameters
    ----------
    family, set, instance : str
        Name of the instance.
    engine : str or None
        What solved it, where several are compared.
    seed : int or None
    time_limit_s : float or None
        Wall time that it was given.
    objective, bound : float or None
        Of the verified plan, in the money of the instance.
    known : BestKnown or None
        Best value in the literature.
    proven_gap : float or None
        ``(objective - bound) / |objective|``.
    worth : tuple of float
        Of what is driven: persons unserved and person-hours late, each by priority class,
        person-hours of arrival, and CNY; the first that differs decides. Empty elsewhere.
    status : str
        ``optimal``, ``feasible``, ``infeasible`` or ``no_plan``; or why there is none:
        ``unverified``, ``refused`` (the instance cannot be read), ``failed`` (an error of ours),
        ``crashed`` (the process died), ``overran`` (it was ended).
    message : str
        What was said where there is no plan.
    seconds, build_seconds : float or None
        Wall time of the solve; of reading the instance and building the models.
    first_plan_s, one_percent_s, tenth_percent_s : float or None
        Wall time until the first plan, and until a gap of at most 1 % and 0.1 % was proven.
    rows, columns : int or None
        Size of the model.
    peak_mib : float or None
        Most memory the process and those it started held at once.
    verified : bool or None
        Whether the plan keeps every promise as recomputed without a solver.
    stores, stock : tuple
        The plan's decisions.
    """

    family: str
    set: str
    instance: str
    engine: str | None = None
    seed: int | None = None
    time_limit_s: float | None = None
    known: BestKnown | None = None
    status: str
    message: str = ""
    objective: float | None = None
    bound: float | None = None
    proven_gap: float | None = None
    seconds: float | None = None
    build_seconds: float | None = None
    first_plan_s: float | None = None
    one_percent_s: float | None = None
    tenth_percent_s: float | None = None
    rows: int | None = None
    columns: int | None = None
    peak_mib: float | None = None
    verified: bool | None = None
    worth: tuple[float, ...] = ()
    stores: tuple[Store, ...] = ()
    stock: tuple[StockLine, ...] = ()

    @property
    def name(self) -> str:
        """Family, set and instance as one text."""
        return f"{self.family}/{self.set}/{self.instance}"

    @property
    def best_known(self) -> float | None:
        """Best value in the literature."""
        return None if self.known is None else self.known.value

    @property
    def gap_to_best(self) -> float | None:
        """How much the plan costs above the best known, as a share of that; below it negative."""
        if self.objective is None or self.best_known is None:
            return None
        return (self.objective - self.best_known) / max(abs(self.best_known), 1e-9)

    def as_json(self) -> str:
        """Return the record as one line of JSON."""
        return json.dumps({key: getattr(self, key) for key in JSON_KEYS}, allow_nan=False)

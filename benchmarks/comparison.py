"""Engines beside each other: who is nearer to the best known, and how much seeds matter."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean

from benchmarks.records import Record
from benchmarks.routing.engines import OURS

SAME = 1e-6
"""Numbers that differ by a smaller share count as equal."""

HEADING = ("kept", "to best %", "spread %", "ours/its", "ours better", "equal", "worse")

Results = Mapping[tuple[str, int], tuple[float, ...]]
"""What an engine's answers are worth, by instance and seed; the first number decides."""


def compare(records: Sequence[Record]) -> Iterator[str]:
    """Yield, for every set with several engines, a line per engine.

    ``kept`` counts answers that keep every limit; means are over those. ``spread`` is the mean,
    over instances, of how much the worst seed's answer costs above the best seed's. ``ours/its`` is
    the geometric mean of our objective over the peer's, on instances and seeds that both answered.
    """
    sets = dict.fromkeys((record.family, record.set) for record in records if record.engine)
    for family, set_name in sets:
        group = [record for record in records if (record.family, record.set) == (family, set_name)]
        engines = dict.fromkeys(record.engine for record in group if record.engine)
        ours = _results(group, OURS)
        yield _cells(f"{family}/{set_name}", *HEADING)
        for engine in engines:
            yield _line(group, engine, {} if engine == OURS else ours)


def _line(group: Sequence[Record], engine: str, ours: Results) -> str:
    own = [record for record in group if record.engine == engine]
    its = _results(group, engine)
    gaps = [record.gap_to_best for record in own if record.gap_to_best is not None]
    pairs = [(ours[key], its[key]) for key in its if key in ours]
    verdicts = [_verdict(*pair) for pair in pairs]
    ratios = [mine[0] / other[0] for mine, other in pairs if len(mine) == 1]
    return _cells(
        engine,
        f"{len(its)}/{len(own)}",
        f"{100 * fmean(gaps):.3f}" if gaps else "-",
        _spread(its),
        f"{math.exp(fmean(map(math.log, ratios))):.4f}" if ratios else "-",
        *(str(verdicts.count(each)) if pairs else "-" for each in (-1, 0, 1)),
    )


def _results(group: Sequence[Record], engine: str) -> Results:
    found = {}
    for record in group:
        if record.engine == engine and record.verified:
            worth = record.worth if record.objective is None else (record.objective,)
            found[record.instance, record.seed or 0] = worth
    return found


def _verdict(mine: tuple[float, ...], other: tuple[float, ...]) -> int:
    """Return -1 where the first number that differs is smaller in mine, 1 where it is larger."""
    for a, b in zip(mine, other, strict=True):
        if not math.isclose(a, b, rel_tol=SAME, abs_tol=SAME):
            return -1 if a < b else 1
    return 0


def _spread(results: Results) -> str:
    by_instance: dict[str, list[float]] = {}
    for (instance, _), worth in results.items():
        if len(worth) == 1:
            by_instance.setdefault(instance, []).append(worth[0])
    shares = [max(costs) / min(costs) - 1 for costs in by_instance.values() if len(costs) > 1]
    return f"{100 * fmean(shares):.3f}" if shares else "-"


def _cells(name: str, *cells: str) -> str:
    widths = (9, 10, 9, 9, 12, 6, 6)
    texts = (f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
    return " ".join([f"{name:40}", *texts])

"""Records as lines of a table, and their means."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from benchmarks.records import Record

NOTE = "s: best known where no customer is split; our model splits them and may cost less."


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of the table: its heading, its width and what stands in it."""

    heading: str
    width: int
    text: Callable[[Record], str]


def _number(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def _percent(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{round(100 * value, 4) + 0.0:.4f}"  # adding zero takes the sign off -0


def _best_known(record: Record) -> str:
    if record.known is None:
        return "-"
    return _number(record.known.value, 2) + (" s" if record.known.single_source else "  ")


def _verified(record: Record) -> str:
    return {True: "yes", False: "no", None: "-"}[record.verified]


COLUMNS = (
    Shown("engine", 13, lambda r: r.engine or "-"),
    Shown("seed", 4, lambda r: _number(r.seed, 0)),
    Shown("objective", 16, lambda r: _number(r.objective, 2)),
    Shown("best known", 17, _best_known),
    Shown("to best %", 10, lambda r: _percent(r.gap_to_best)),
    Shown("proven %", 9, lambda r: _percent(r.proven_gap)),
    Shown("status", 11, lambda r: r.status),
    Shown("verified", 9, _verified),
    Shown("s", 8, lambda r: _number(r.seconds, 2)),
    Shown("build s", 8, lambda r: _number(r.build_seconds, 2)),
    Shown("plan s", 8, lambda r: _number(r.first_plan_s, 2)),
    Shown("1 % s", 8, lambda r: _number(r.one_percent_s, 2)),
    Shown("0.1 % s", 8, lambda r: _number(r.tenth_percent_s, 2)),
    Shown("rows", 8, lambda r: _number(r.rows, 0)),
    Shown("columns", 8, lambda r: _number(r.columns, 0)),
    Shown("MiB", 6, lambda r: _number(r.peak_mib, 0)),
)


def heading(name_width: int) -> str:
    """Return the first line of the table."""
    cells = (f"{column.heading:>{column.width}}" for column in COLUMNS)
    return " ".join([f"{'instance':{name_width}}", *cells])


def line(record: Record, name_width: int) -> str:
    """Return a record as one line of the table."""
    cells = (f"{column.text(record):>{column.width}}" for column in COLUMNS)
    return " ".join([f"{record.name:{name_width}}", *cells])


def means(records: Sequence[Record]) -> Iterator[str]:
    """Yield a line per set and engine: how many were run, verified and optimal, and means."""
    sets = dict.fromkeys(_set_of(record) for record in records)
    width = max(len("mean of set"), *map(len, sets))
    yield (
        f"{'mean of set':{width}} {'runs':>5} {'verified':>9} {'optimal':>8} {'to best %':>10} "
        f"{'proven %':>9} {'s':>8} {'build s':>8} {'most MiB':>9}"
    )
    for key in sets:
        group = [record for record in records if _set_of(record) == key]
        yield f"{key:{width}} {_mean_cells(group)}"


def _set_of(record: Record) -> str:
    """Return the set, with the engine where several are compared."""
    name = f"{record.family}/{record.set}"
    return name if record.engine is None else f"{name} {record.engine}"


def _mean_cells(group: Sequence[Record]) -> str:
    verified = sum(record.verified is True for record in group)
    optimal = sum(record.status == "optimal" for record in group)
    peaks = [record.peak_mib for record in group if record.peak_mib is not None]
    return (
        f"{len(group):5} {verified:9} {optimal:8} "
        f"{_percent(_mean(record.gap_to_best for record in group)):>10} "
        f"{_percent(_mean(record.proven_gap for record in group)):>9} "
        f"{_number(_mean(record.seconds for record in group), 2):>8} "
        f"{_number(_mean(record.build_seconds for record in group), 2):>8} "
        f"{_number(max(peaks, default=None), 0):>9}"
    )


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None

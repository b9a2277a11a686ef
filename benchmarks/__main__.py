"""Run benchmarks: ``python -m benchmarks --only 'cflp/orlib/cap41' --json``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchmarks import cflp, comparison, gaotai, humanitarian, tables, worths
from benchmarks.cases import Case, matching, runs
from benchmarks.quick import quick
from benchmarks.routing import driving
from benchmarks.routing import runs as routing
from benchmarks.routing.engines import ENGINES
from benchmarks.run import Limits, run_apart
from optimizer.errors import PlanningError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.records import Record

DEFAULT_DATA = Path("../shared/bench")

OWN = ("gaotai/", "driving/")
"""What the names of our own instances begin with."""


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=DEFAULT_DATA,
    show_default=True,
    help="Folder of the published instances. Our own do not need it.",
)
@click.option(
    "--only",
    "pattern",
    default="*",
    help="Shell pattern of family/set/instance, as 'cflp/orlib/*'.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="Seconds for each instance.",
)
@click.option(
    "--mip-gap",
    type=click.FloatRange(min=0),
    default=1e-6,
    show_default=True,
    help="Relative gap at which a solve stops.",
)
@click.option(
    "--quick",
    "only_quick",
    is_flag=True,
    help="Only the quick selection: a few instances of every set.",
)
@click.option(
    "--engine",
    "engines",
    multiple=True,
    type=click.Choice(tuple(ENGINES)),
    help="Only this engine, where several are compared; may be repeated.",
)
@click.option(
    "--seeds",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Number of seeds, from 0 on, for each routing instance.",
)
@click.option(
    "--cores",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Cores of each engine of routing.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def main(
    data: Path,
    pattern: str,
    time_limit: float,
    mip_gap: float,
    only_quick: bool,
    engines: tuple[str, ...],
    seeds: int,
    cores: int,
    as_json: bool,
) -> None:
    """Solve published instances, and ours, and compare with the best known values and peers."""
    try:
        chosen = _runs(_chosen(data, pattern, only_quick), engines, seeds)
    except PlanningError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    limits = Limits(time_limit_s=time_limit, mip_gap=mip_gap, cores=cores)
    if as_json:
        for case in chosen:
            click.echo(_run(case, limits).as_json())
    else:
        _print_table(chosen, limits, data)


def _chosen(data: Path, pattern: str, only_quick: bool) -> tuple[Case, ...]:
    """Return the cases that the pattern matches, of the quick selection if asked for.

    Raises
    ------
    UsageError
        When there are none.
    """
    absent = not data.is_dir()
    notice = f"no published instances: there is no folder {data}. Name it with --data."
    cases = (
        *cflp.cases(data),
        *humanitarian.cases(data),
        *gaotai.cases(),
        *routing.cases(data),
        *driving.cases(),
    )
    chosen = matching(quick(cases) if only_quick else cases, pattern)
    if not chosen:
        raise UsageError(
            f"nothing to run for --only {pattern!r}{' --quick' if only_quick else ''}; "
            + (notice if absent else _families_of(cases, data))
        )
    if absent and not pattern.startswith(OWN):
        click.echo(f"Only our own instances are run, {notice}", err=True)
    return chosen


def _runs(cases: Sequence[Case], engines: Sequence[str], seeds: int) -> tuple[Case, ...]:
    """Return every run of the cases.

    Raises
    ------
    UsageError
        When none of the engines can solve any of them.
    """
    found = tuple(runs(cases, engines, seeds))
    if not found:
        raise UsageError(f"nothing to run: {', '.join(engines)} can solve none of the instances.")
    return found


def _families_of(cases: Sequence[Case], data: Path) -> str:
    sets = dict.fromkeys(f"{case.family}/{case.set}/*" for case in cases)
    if not sets:
        return f"found none of our families in {data}. Name their folder with --data."
    return f"expected a pattern that matches some of {', '.join(sets)}."


def _run(case: Case, limits: Limits) -> Record:
    record = run_apart(case, limits)
    if record.message:
        click.echo(f"{record.name}: {record.status}: {record.message}", err=True)
    return record


def _print_table(chosen: Sequence[Case], limits: Limits, data: Path) -> None:
    width = max(len(case.name) for case in chosen)
    click.echo(tables.heading(width))
    records = []
    for case in chosen:
        records.append(_run(case, limits))
        click.echo(tables.line(records[-1], width))
    click.echo()
    for text in tables.means(records):
        click.echo(text)
    for text in (*comparison.compare(records), *worths.lines(records)):
        click.echo(text)
    if any(record.known and record.known.single_source for record in records):
        click.echo(tables.NOTE)
    for record in records:
        if record.name == humanitarian.NOMINAL:
            click.echo("\n" + humanitarian.beside_paper(record, data))


if __name__ == "__main__":
    main(prog_name="python -m benchmarks")

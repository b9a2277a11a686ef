"""The command ``reserve``: read options, call the library, print.

Results go to stdout, progress and log to stderr. The library is imported inside the commands,
for a planner who asks for help should not wait for a solver to load.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli_endings import (
    EXIT_INTERNAL,
    EXIT_INTERRUPTED,
    EXIT_USAGE,
    EXIT_VERIFICATION,
    Commands,
    end,
)
from cli_options import (
    FIRST,
    INSTANCE,
    JSON,
    LANG,
    PLAN,
    QUIET,
    SEARCH_SEED,
    VERBOSITY,
    Asked,
    changes,
    limits,
    output,
    routing,
    told_by,
    wall_time,
)
from cli_told import Telling
from optimizer import __version__
from optimizer.errors import InstanceError
from optimizer.export import FORMS, PLAN_FORMS

if TYPE_CHECKING:
    from optimizer.driving import DriveOptions
    from optimizer.instance import Instance
    from optimizer.journal import Journal
    from optimizer.plan import Plan, Result


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reserve")
def main() -> None:
    """Plan emergency reserves: where stores stand, what they hold, who serves whom.

    INSTANCE is a folder with instance.toml and one CSV file for each table, or one workbook
    (.xlsx) with a sheet for each. Exit codes: 0 done, 1 internal error, 2 bad input or usage,
    3 proven infeasible, 4 no plan within the limits, 5 a plan breaks a promise, 130 interrupted.
    """


def run() -> None:
    """Run the command and end the process, with it a solver that would not stop in time."""
    try:
        main()
    except SystemExit as ending:
        solver = sys.modules.get("optimizer.watch")
        if solver is not None and solver.left_running():
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(ending.code if isinstance(ending.code, int) else EXIT_INTERNAL)
        raise


@main.command()
@click.argument("name", type=click.Path(path_type=Path))
@click.option("--from", "example", metavar="EXAMPLE", default="hamlet", show_default=True,
              help="Example to copy: hamlet, gaotai ...")  # fmt: skip
@told_by(LANG, VERBOSITY)
def new(name: Path, example: str, tell: Telling) -> None:
    """Copy an example instance to the folder, or workbook, NAME, to be changed there."""
    from optimizer.io.examples import copy_example

    copy_example(example, name)
    tell.copied(example, name)


@main.command()
@click.argument("source", metavar="FROM", type=click.Path(path_type=Path))
@click.argument("target", metavar="TO", type=click.Path(path_type=Path))
@told_by(LANG, VERBOSITY)
def convert(source: Path, target: Path, tell: Telling) -> None:
    """Write the instance FROM as a workbook where TO ends in .xlsx, else as a folder."""
    from optimizer.io.instances import convert_instance

    convert_instance(source, target)
    tell.copied(source, target)


@main.command()
@INSTANCE
@changes
@told_by(JSON, LANG, VERBOSITY)
def check(asked: Asked, tell: Telling) -> None:
    """Say what is wrong or doubtful in INSTANCE; nothing is solved."""
    import optimizer
    from optimizer.summary.findings import findings_text, findings_tree

    try:
        instance = asked.read()
    except InstanceError as error:
        name, digest = asked.folder.resolve().name or str(asked.folder), None
        findings = optimizer.Findings(errors=error.problems)
    else:
        name, digest = instance.name, instance.digest
        findings = asked.check(instance)
    tell.answer(findings_tree(name, digest, findings), findings_text(name, findings, tell.lang))
    end(EXIT_USAGE if findings.errors else 0)


@main.command()
@INSTANCE
@output("Folder for the plan; by default runs/NAME or runs/NAME-VARIANT.")
@changes
@limits
@click.option(
    "--route",
    "routed",
    is_flag=True,
    help="Drive the plan, and plan again what vehicles cannot drive in time.",
)
@click.option(
    "--rounds",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    help="With --route: times that the plan is made anew.",
)
@routing("--route-time")
@told_by(JSON, LANG, QUIET, VERBOSITY)
def solve(
    asked: Asked,
    output: Path | None,
    routed: bool,
    rounds: int,
    driving: Mapping[str, Any],
    tell: Telling,
    **limits: Any,
) -> None:
    """Find the least-cost plan for INSTANCE, prove how good it is, verify it, write it."""
    import optimizer

    instance = asked.read()
    _stop_on_errors(asked, instance, tell)
    output = output or Path("runs") / "-".join(filter(None, (instance.name, asked.variant)))
    with tell.searching(instance, output) as journal:
        options = optimizer.SolveOptions(**limits)
        if routed:
            drive_options = optimizer.DriveOptions(**driving, seed=options.seed)
            result = optimizer.solve_and_drive(instance, options, drive_options, rounds, journal)
        else:
            result = optimizer.solve(instance, options, journal)
    result = replace(result, options={**result.options, **asked.chosen})
    _keep(result, instance, journal, output, tell)
    end(EXIT_INTERRUPTED if result.reason == "interrupted" else 0)


def _stop_on_errors(asked: Asked, instance: Instance, tell: Telling) -> None:
    findings = asked.check(instance)
    if findings.errors:
        raise InstanceError(findings.errors, instance.name)
    for problem in findings.warnings:
        tell.doubt(problem)


def _keep(
    result: Result, instance: Instance, journal: Journal, output: Path, tell: Telling
) -> None:
    """Write a result into its folder and print it."""
    from optimizer.accounts import account_tables
    from optimizer.dispatch import dispatch_tables
    from optimizer.io.run_folder import write_run

    tables = account_tables(result, instance)
    if result.plan.driving.drives:
        tables = {**tables, **dispatch_tables(instance, result.plan)}
    write_run(result, instance, journal.text(result), tables, output)
    tell.result(result, instance)
    tell.written(output)


@main.command()
@INSTANCE
@PLAN
@changes
@told_by(JSON, LANG, QUIET, VERBOSITY)
def verify(asked: Asked, plan: Path, tell: Telling) -> None:
    """Recompute every promise and cost of PLAN (a plan.json) from INSTANCE alone."""
    import optimizer
    from optimizer.io.states import read_states
    from optimizer.summary.verdict import verdict_text, verdict_tree

    instance = asked.read()
    result = _result_of(plan, instance, tell)
    states = read_states(plan, result.plan, instance)
    violations = optimizer.verify(instance, result.plan, states)
    tell.answer(verdict_tree(result, instance, violations), verdict_text(violations, tell.lang))
    end(EXIT_VERIFICATION if violations else 0)


def _result_of(plan: Path, instance: Instance, tell: Telling) -> Result:
    """Return what stands in a plan file, with a warning where it was made for other tables."""
    import optimizer
    from optimizer.summary.verdict import other_tables

    result = optimizer.read_result(plan)
    doubt = other_tables(result, instance, tell.lang)
    if doubt:
        tell.doubt(doubt)
    return result


@main.command()
@INSTANCE
@PLAN
@click.option(
    "--scenario",
    "scenarios",
    metavar="ID",
    multiple=True,
    help="Scenario to route; repeatable. All without it.",
)
@click.option(
    "--size-fleet",
    is_flag=True,
    help="Find the fewest vehicles that keep every binding standard, as far as found.",
)
@output("Folder for the routed plan; by default that of PLAN, with -routed.")
@changes
@SEARCH_SEED
@routing("--time-limit")
@told_by(JSON, LANG, QUIET, VERBOSITY)
def route(
    asked: Asked,
    plan: Path,
    scenarios: tuple[str, ...],
    size_fleet: bool,
    output: Path | None,
    seed: int,
    driving: Mapping[str, Any],
    tell: Telling,
) -> None:
    """Drive PLAN (a plan.json) with the vehicles of INSTANCE: trips, arrivals, failures and why."""
    import optimizer

    instance = asked.read()
    result = _result_of(plan, instance, tell)
    options = optimizer.DriveOptions(**driving, seed=seed)
    if size_fleet:
        output = output or _beside(plan, "fleet")
        _size_fleet(instance, result.plan, options, scenarios, output, tell)
        return
    output = output or _beside(plan, "routed")
    with tell.searching(instance, output) as journal:
        driven, _ = optimizer.drive(instance, result.plan, options, scenarios, journal)
    _keep(replace(result, plan=driven), instance, journal, output, tell)


def _beside(plan: Path, made: str) -> Path:
    """Return the folder beside that of a plan for what is made of it."""
    folder = plan if plan.is_dir() else plan.resolve().parent
    return folder.with_name(f"{folder.name}-{made}")


def _size_fleet(
    instance: Instance,
    plan: Plan,
    options: DriveOptions,
    scenarios: tuple[str, ...],
    output: Path,
    tell: Telling,
) -> None:
    """Print the fewest vehicles found, and write them as fleet.csv."""
    from optimizer.driving.fleet_told import sizes_csv, sizes_text, sizes_tree
    from optimizer.driving.sizing import size_fleet
    from optimizer.io.atomic import write_file
    from optimizer.io.run_folder import run_folder

    with run_folder(output), tell.progress() as show:
        sizes = size_fleet(instance, plan, options, scenarios, lambda report: show(report))
    write_file(output / "fleet.csv", sizes_csv(sizes), "utf-8-sig")
    tell.answer(sizes_tree(sizes), sizes_text(sizes, instance, tell.lang))
    tell.written(output)


@main.command()
@INSTANCE
@PLAN
@click.argument("state", type=click.Path(path_type=Path))
@output("Folder for the plan with its new orders; by default that of PLAN, with -replanned.")
@changes
@click.option(
    "--most-changed",
    type=click.IntRange(min=0),
    metavar="N",
    help="Vehicles at most whose orders change; those that must change count first.",
)
@wall_time("--time-limit", "time_limit_s", 8.0, "Wall time in all.")
@click.option(
    "--iterations",
    type=click.IntRange(min=1),
    help="Steps of the search; with them a seed gives the same orders again.",
)
@SEARCH_SEED
@FIRST
@told_by(JSON, LANG, QUIET, VERBOSITY)
def replan(
    asked: Asked, plan: Path, state: Path, output: Path | None, tell: Telling, **options: Any
) -> None:
    """Give new orders while PLAN is driven: STATE (a JSON file) says what happened."""
    from optimizer.driving.options import ReplanOptions
    from optimizer.driving.replan import replan as replanned
    from optimizer.driving.replanning.told import replanned_text, replanned_tree
    from optimizer.io.result import write_result
    from optimizer.io.run_folder import run_folder
    from optimizer.io.state import read_state
    from optimizer.io.states import read_states, write_states

    instance = asked.read()
    result = _result_of(plan, instance, tell)
    earlier = read_states(plan, result.plan, instance)
    reported = read_state(state, instance, result.plan, earlier)
    output = output or _beside(plan, "replanned")
    with run_folder(output):
        found = replanned(instance, result.plan, reported, ReplanOptions(**options), earlier)
    write_states((*earlier, found.state), output)
    write_result(replace(result, plan=found.plan), found.instance, output)
    tell.answer(replanned_tree(found), replanned_text(found, tell.lang))
    tell.written(output)


@main.command()
@INSTANCE
@output("File to write, or with --plan the folder; without it a text goes to stdout.")
@click.option(
    "--format",
    "form",
    type=click.Choice((*FORMS, *PLAN_FORMS)),
    help="The model as lp or mps, the instance as json; by default as -o ends, or lp. Of a routed "
    "plan dispatch sheets, maps as geojson, routing problems as vrplib.",
)
@click.option(
    "--plan",
    type=click.Path(path_type=Path),
    help="Routed plan (a plan.json) that sheets, geojson and vrplib are of.",
)
@click.option("--scenario", metavar="ID", help="With --plan: the only scenario.")
@changes
@told_by(LANG, VERBOSITY)
def export(
    asked: Asked,
    output: Path | None,
    form: str | None,
    plan: Path | None,
    scenario: str | None,
    tell: Telling,
) -> None:
    """Write the model of INSTANCE for any solver, INSTANCE as JSON, or how a plan is driven."""
    from optimizer.export import exported_text, form_of
    from optimizer.io.atomic import write_file

    if plan is not None or scenario is not None or form in PLAN_FORMS:
        _export_plan(asked.read(), plan, form, scenario, output, tell)
        return
    form = form or (form_of(output) if output else "lp")
    text = exported_text(asked.read(), form)
    if output is None:
        click.echo(text)
    else:
        write_file(output, text + "\n", "utf-8")


def _export_plan(
    instance: Instance,
    plan: Path | None,
    form: str | None,
    scenario: str | None,
    output: Path | None,
    tell: Telling,
) -> None:
    """Write the files that tell how a plan is driven into a folder."""
    import optimizer
    from optimizer.export import exported_files
    from optimizer.io.atomic import write_file
    from optimizer.io.run_folder import run_folder

    if plan is None or form not in PLAN_FORMS or output is None:
        raise click.UsageError(
            f"a routed plan is exported with --plan PLAN, --format {'|'.join(PLAN_FORMS)} and -o "
            "FOLDER together."
        )
    files = exported_files(instance, optimizer.read_result(plan).plan, form, tell.lang, scenario)
    with run_folder(output):
        for name, text in files.items():
            write_file(output / name, text, "utf-8-sig" if name.endswith(".csv") else "utf-8")
    tell.written(output)


@main.command()
@told_by(JSON, LANG, VERBOSITY)
def doctor(tell: Telling) -> None:
    """Say which versions are installed and whether every engine works here."""
    from optimizer.doctor import diagnose
    from optimizer.summary.phrases import phrase

    diagnosis = diagnose()
    lines = [f"{package:18} {version}" for package, version in diagnosis.versions.items()]
    for trial in diagnosis.trials:
        verdict = phrase("works" if trial.passed else "fails", tell.lang)
        lines.append(f"{trial.engine:22} {verdict}  {trial.seconds:.2f} s  {trial.found}")
    tell.answer({"healthy": diagnosis.healthy, **asdict(diagnosis)}, "\n".join(lines))
    end(0 if diagnosis.healthy else EXIT_INTERNAL)


if __name__ == "__main__":
    main(prog_name="reserve")

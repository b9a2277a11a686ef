"""The command ``reserve``: read options, call the library, print.

Results go to stdout, progress and log to stderr. The library is imported inside the commands,
for a planner who asks for help should not wait for a solver to load.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from optimizer import __version__
from optimizer.errors import InstanceError, PlanningError
from optimizer.export import FORMS, PLAN_FORMS

if TYPE_CHECKING:
    from optimizer.driving import DriveOptions
    from optimizer.instance import Instance
    from optimizer.journal import Journal
    from optimizer.plan import Plan, Result
    from optimizer.progress import Report
    from optimizer.summary import Lang

EXIT_INTERNAL, EXIT_USAGE, EXIT_VERIFICATION, EXIT_INTERRUPTED = 1, 2, 5, 130

VERBOSE, LANGUAGE = "cli.verbose", "cli.language"
"""Keys under which click remembers these options for whoever reports an error."""

Command = TypeVar("Command", bound=Callable[..., Any])


class Commands(click.Group):
    """A group whose commands end in a sentence and an exit code, never in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; errors become messages on stderr."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except (Exception, KeyboardInterrupt) as error:
            _fail(ctx, error)


def _fail(ctx: click.Context, error: BaseException) -> None:
    from optimizer.summary.phrases import Lang
    from optimizer.summary.refusal import refusal_text

    message, code = refusal_text(error, ctx.meta.get(LANGUAGE, Lang.EN)), _exit_code(error)
    if code == EXIT_INTERNAL and ctx.meta.get(VERBOSE):
        logging.getLogger("reserve").exception("where it happened")
    elif code == EXIT_INTERNAL:
        message += " (run again with -v for the traceback)"
    click.echo(message, err=True)
    ctx.exit(code)


def _exit_code(error: BaseException) -> int:
    if isinstance(error, PlanningError):
        return error.exit_code
    if isinstance(error, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    return EXIT_USAGE if isinstance(error, OSError) else EXIT_INTERNAL


def _remember_verbose(ctx: click.Context, _: click.Parameter, verbose: bool) -> None:
    ctx.meta[VERBOSE] = verbose
    told = logging.StreamHandler(sys.stderr)
    told.setLevel(logging.INFO if verbose else logging.ERROR)
    logging.basicConfig(handlers=[told], format="%(levelname)s %(name)s: %(message)s", force=True)


def _lang(ctx: click.Context, _: click.Parameter, value: str | None) -> Lang:
    from optimizer.summary import Lang, default_lang

    lang = Lang(value) if value else default_lang()
    ctx.meta[LANGUAGE] = lang
    return lang


def _pairs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    changes: dict[str, str] = {}
    for text in values:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            raise click.BadParameter(f"{text!r} is not key=value, as policy.sub_max=3.")
        changes[key.strip()] = value.strip()
    return changes


INSTANCE = click.argument("folder", metavar="INSTANCE", type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object for machines.")
LANG = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    callback=_lang,
    help="Language of what is printed; by default that of the environment.",
)
QUIET = click.option("-q", "--quiet", is_flag=True, help="No progress and no warnings.")
VERBOSITY = click.option(
    "-v",
    "--verbose",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_remember_verbose,
    help="Tell on stderr what is done, with tracebacks.",
)


def _output(help_text: str) -> Callable[[Command], Command]:
    return click.option("-o", "--output", type=click.Path(path_type=Path), help=help_text)


def _changes(command: Command) -> Command:
    """Add the options that change the instance before it is used."""
    variant = click.option("--variant", metavar="NAME", help="Variant of INSTANCE to apply.")
    changes = click.option(
        "--set",
        "changes",
        metavar="KEY=VALUE",
        multiple=True,
        callback=_pairs,
        help="Change one value, as policy.sub_max=3; repeatable, after the variant.",
    )
    return variant(changes(command))


def _limits(command: Command) -> Command:
    """Add the options that say how far a solve goes."""
    for option in (
        click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True,
                     help="Random seed of the solver."),
        click.option("--threads", type=click.IntRange(min=1), default=2, show_default=True,
                     help="Threads of the solver."),
        click.option("--mip-gap", type=click.FloatRange(min=0), default=0.005, show_default=True,
                     help="Relative gap between plan and bound at which to stop."),
        click.option("--time-limit", "time_limit_s", metavar="SECONDS",
                     type=click.FloatRange(min=0, min_open=True), default=60.0, show_default=True,
                     help="Wall time after which the best plan so far is given."),
    ):  # fmt: skip
        command = option(command)
    return command


def _families(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (value or "").split(",") if name.strip())


def _routing(time_option: str) -> Callable[[Command], Command]:
    """Return what adds the options that say how far a routing goes."""

    def add(command: Command) -> Command:
        for option in (
            click.option("--workers", type=click.IntRange(min=1), default=2, show_default=True,
                         help="Processes that search for routes at the same time."),
            click.option("--iterations", type=click.IntRange(min=1),
                         help="Steps of every search; with them a seed gives the same routes "
                         "again, if the time suffices."),
            click.option("--first", metavar="FAMILIES", callback=_families,
                         help="Families that come first, as medical,water; else deadlines decide."),
            click.option(time_option, "route_time_s", metavar="SECONDS",
                         type=click.FloatRange(min=0, min_open=True), default=60.0,
                         show_default=True, help="Wall time for the routes of each scenario."),
        ):  # fmt: skip
            command = option(command)
        return command

    return add


def _drive_options(
    route_time_s: float, seed: int, workers: int, iterations: int | None, first: tuple[str, ...]
) -> DriveOptions:
    import optimizer

    return optimizer.DriveOptions(
        time_limit_s=route_time_s, seed=seed, workers=workers, iterations=iterations, first=first
    )


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
@LANG
@VERBOSITY
def new(name: Path, example: str, lang: Lang) -> None:
    """Copy an example instance to the folder, or workbook, NAME, to be changed there."""
    from optimizer.io.examples import copy_example
    from optimizer.summary.phrases import phrase

    copy_example(example, name)
    click.echo(phrase("copied", lang, name=name, example=example))


@main.command()
@click.argument("source", metavar="FROM", type=click.Path(path_type=Path))
@click.argument("target", metavar="TO", type=click.Path(path_type=Path))
@LANG
@VERBOSITY
def convert(source: Path, target: Path, lang: Lang) -> None:
    """Write the instance FROM as a workbook where TO ends in .xlsx, else as a folder."""
    from optimizer.io.instances import convert_instance
    from optimizer.summary.phrases import phrase

    convert_instance(source, target)
    click.echo(phrase("copied", lang, name=target, example=source))


@main.command()
@INSTANCE
@_changes
@JSON
@LANG
@VERBOSITY
@click.pass_context
def check(
    ctx: click.Context,
    folder: Path,
    variant: str | None,
    changes: dict[str, str],
    as_json: bool,
    lang: Lang,
) -> None:
    """Say what is wrong or doubtful in INSTANCE; nothing is solved."""
    import optimizer
    from optimizer.io.chosen import read_chosen
    from optimizer.summary.findings import findings_text, findings_tree

    try:
        instance = read_chosen(folder, variant, changes)
    except InstanceError as error:
        name, digest = folder.resolve().name or str(folder), None
        findings = optimizer.Findings(errors=error.problems)
    else:
        name, digest = instance.name, instance.digest
        findings = optimizer.check(instance)
    if as_json:
        _echo_json(findings_tree(name, digest, findings))
    else:
        click.echo(findings_text(name, findings, lang))
    ctx.exit(EXIT_USAGE if findings.errors else 0)


@main.command()
@INSTANCE
@_output("Folder for the plan; by default runs/NAME or runs/NAME-VARIANT.")
@_changes
@_limits
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
@_routing("--route-time")
@JSON
@LANG
@QUIET
@VERBOSITY
@click.pass_context
def solve(
    ctx: click.Context,
    /,
    folder: Path,
    output: Path | None,
    variant: str | None,
    changes: dict[str, str],
    routed: bool,
    rounds: int,
    route_time_s: float,
    workers: int,
    iterations: int | None,
    first: tuple[str, ...],
    as_json: bool,
    lang: Lang,
    quiet: bool,
    **limits: Any,
) -> None:
    """Find the least-cost plan for INSTANCE, prove how good it is, verify it, write it."""
    import optimizer
    from optimizer.io.chosen import read_chosen
    from optimizer.io.run_folder import run_folder
    from optimizer.journal import listening

    instance = read_chosen(folder, variant, changes)
    _stop_on_errors(instance, quiet, lang)
    output = output or Path("runs") / "-".join(filter(None, (instance.name, variant)))
    with (
        run_folder(output),
        _answered(instance, as_json),
        _shown(lang, quiet=quiet, verbose=ctx.meta.get(VERBOSE, False)) as show,
        listening(show) as journal,
    ):
        solving = optimizer.SolveOptions(**limits)
        if routed:
            driving = _drive_options(route_time_s, solving.seed, workers, iterations, first)
            result = optimizer.solve_and_drive(instance, solving, driving, rounds, journal)
        else:
            result = optimizer.solve(instance, solving, journal)
    chosen = {"variant": variant, "set": "; ".join(f"{k}={v}" for k, v in changes.items()) or None}
    result = replace(result, options={**result.options, **chosen})
    _tell(result, instance, journal, output, as_json=as_json, lang=lang, quiet=quiet)
    ctx.exit(EXIT_INTERRUPTED if result.reason == "interrupted" else 0)


def _tell(
    result: Result,
    instance: Instance,
    journal: Journal,
    output: Path,
    *,
    as_json: bool,
    lang: Lang,
    quiet: bool,
) -> None:
    """Write a result into its folder and print it."""
    import optimizer
    from optimizer.accounts import account_tables
    from optimizer.dispatch import dispatch_tables
    from optimizer.io.result import result_text
    from optimizer.io.run_folder import write_run
    from optimizer.summary.phrases import phrase

    tables = account_tables(result, instance)
    if result.plan.driving.drives:
        tables = {**tables, **dispatch_tables(instance, result.plan)}
    write_run(result, instance, journal.text(result), tables, output)
    if as_json:
        click.echo(result_text(result, instance).rstrip())
    else:
        click.echo(optimizer.summary(result, instance, lang))
    if not quiet:
        click.echo(phrase("written", lang, folder=output), err=True)


def _stop_on_errors(instance: Instance, quiet: bool, lang: Lang) -> None:
    import optimizer
    from optimizer.summary.findings import warning_line

    findings = optimizer.check(instance)
    if findings.errors:
        raise InstanceError(findings.errors, instance.name)
    for problem in () if quiet else findings.warnings:
        click.echo(warning_line(problem, lang), err=True)


@contextmanager
def _answered(instance: Instance, as_json: bool) -> Iterator[None]:
    """Tell machines as well that there is no plan, and why."""
    from optimizer.summary.refusal import NO_PLAN, refusal_tree

    try:
        yield
    except NO_PLAN as error:
        if as_json:
            _echo_json(refusal_tree(error, instance))
        raise


@contextmanager
def _shown(lang: Lang, *, quiet: bool, verbose: bool) -> Iterator[Callable[[Report], None]]:
    """Give what shows a report: on one live line of a terminal, or on its own where verbose."""
    from optimizer.summary.progress_line import progress_line

    if verbose and not quiet:
        yield lambda it: click.echo(f"{it.seconds:7.1f} s  {progress_line(it, lang)}", err=True)
    elif quiet or not sys.stderr.isatty():
        yield lambda report: None
    else:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        text = TextColumn("{task.description}", markup=False)
        columns = (SpinnerColumn(), TimeElapsedColumn(), text)
        with Progress(*columns, console=Console(stderr=True), transient=True) as live:
            line = live.add_task("")
            yield lambda report: live.update(line, description=progress_line(report, lang))


@main.command()
@INSTANCE
@click.argument("plan", type=click.Path(path_type=Path))
@_changes
@JSON
@LANG
@QUIET
@VERBOSITY
@click.pass_context
def verify(
    ctx: click.Context,
    folder: Path,
    plan: Path,
    variant: str | None,
    changes: dict[str, str],
    as_json: bool,
    lang: Lang,
    quiet: bool,
) -> None:
    """Recompute every promise and cost of PLAN (a plan.json) from INSTANCE alone."""
    import optimizer
    from optimizer.io.chosen import read_chosen
    from optimizer.summary.findings import warning_line
    from optimizer.summary.verdict import other_tables, verdict_text, verdict_tree

    instance = read_chosen(folder, variant, changes)
    result = optimizer.read_result(plan)
    doubt = other_tables(result, instance)
    if doubt and not quiet:
        click.echo(warning_line(doubt, lang), err=True)
    violations = optimizer.verify(instance, result.plan)
    if as_json:
        _echo_json(verdict_tree(result, instance, violations))
    else:
        click.echo(verdict_text(violations, lang))
    ctx.exit(EXIT_VERIFICATION if violations else 0)


@main.command()
@INSTANCE
@click.argument("plan", type=click.Path(path_type=Path))
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
@_output("Folder for the routed plan; by default that of PLAN, with -routed.")
@_changes
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Random seed of the search.",
)
@_routing("--time-limit")
@JSON
@LANG
@QUIET
@VERBOSITY
@click.pass_context
def route(
    ctx: click.Context,
    /,
    folder: Path,
    plan: Path,
    scenarios: tuple[str, ...],
    size_fleet: bool,
    output: Path | None,
    variant: str | None,
    changes: dict[str, str],
    as_json: bool,
    lang: Lang,
    quiet: bool,
    **driving: Any,
) -> None:
    """Drive PLAN (a plan.json) with the vehicles of INSTANCE: trips, arrivals, failures and why."""
    import optimizer
    from optimizer.io.chosen import read_chosen
    from optimizer.io.run_folder import run_folder
    from optimizer.journal import listening
    from optimizer.summary.findings import warning_line
    from optimizer.summary.verdict import other_tables

    instance = read_chosen(folder, variant, changes)
    result = optimizer.read_result(plan)
    doubt = other_tables(result, instance)
    if doubt and not quiet:
        click.echo(warning_line(doubt, lang), err=True)
    options = _drive_options(**driving)
    at = plan if plan.is_dir() else plan.resolve().parent
    if size_fleet:
        output = output or at.with_name(f"{at.name}-fleet")
        _size_fleet(
            ctx, instance, result.plan, options, scenarios, output,
            as_json=as_json, lang=lang, quiet=quiet,
        )  # fmt: skip
        return
    output = output or at.with_name(f"{at.name}-routed")
    with (
        run_folder(output),
        _answered(instance, as_json),
        _shown(lang, quiet=quiet, verbose=ctx.meta.get(VERBOSE, False)) as show,
        listening(show) as journal,
    ):
        driven, _ = optimizer.drive(instance, result.plan, options, scenarios, journal)
    _tell(
        replace(result, plan=driven), instance, journal, output,
        as_json=as_json, lang=lang, quiet=quiet,
    )  # fmt: skip


def _size_fleet(
    ctx: click.Context,
    instance: Instance,
    plan: Plan,
    options: DriveOptions,
    scenarios: tuple[str, ...],
    output: Path,
    *,
    as_json: bool,
    lang: Lang,
    quiet: bool,
) -> None:
    """Print the fewest vehicles found, and write them as fleet.csv."""
    from optimizer.driving.fleet_told import sizes_csv, sizes_text, sizes_tree
    from optimizer.driving.sizing import size_fleet
    from optimizer.io.atomic import write_file
    from optimizer.io.run_folder import run_folder
    from optimizer.summary.phrases import phrase

    with (
        run_folder(output),
        _shown(lang, quiet=quiet, verbose=ctx.meta.get(VERBOSE, False)) as show,
    ):
        sizes = size_fleet(instance, plan, options, scenarios, lambda report: show(report))
    write_file(output / "fleet.csv", sizes_csv(sizes), "utf-8-sig")
    if as_json:
        _echo_json(sizes_tree(sizes))
    else:
        click.echo(sizes_text(sizes, instance, lang))
    if not quiet:
        click.echo(phrase("written", lang, folder=output), err=True)


@main.command()
@INSTANCE
@click.argument("plan", type=click.Path(path_type=Path))
@click.argument("state", type=click.Path(path_type=Path))
@_output("Folder for the plan with its new orders; by default that of PLAN, with -replanned.")
@_changes
@click.option(
    "--most-changed",
    type=click.IntRange(min=0),
    metavar="N",
    help="Vehicles at most whose orders change; those that must change count first.",
)
@click.option(
    "--time-limit",
    "time_limit_s",
    metavar="SECONDS",
    default=8.0,
    show_default=True,
    type=click.FloatRange(min=0, min_open=True),
    help="Wall time in all.",
)
@click.option(
    "--iterations",
    type=click.IntRange(min=1),
    help="Steps of the search; with them a seed gives the same orders again.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Random seed of the search.",
)
@click.option(
    "--first",
    metavar="FAMILIES",
    callback=_families,
    help="Families that come first, as medical,water; else deadlines decide.",
)
@JSON
@LANG
@QUIET
@VERBOSITY
def replan(
    folder: Path,
    plan: Path,
    state: Path,
    output: Path | None,
    variant: str | None,
    changes: dict[str, str],
    as_json: bool,
    lang: Lang,
    quiet: bool,
    **options: Any,
) -> None:
    """Give new orders while PLAN is driven: STATE (a JSON file) says what happened."""
    import optimizer
    from optimizer.driving.replan import ReplanOptions
    from optimizer.driving.replan import replan as replanned
    from optimizer.driving.replanning.told import replanned_text, replanned_tree
    from optimizer.io.chosen import read_chosen
    from optimizer.io.result import write_result
    from optimizer.io.run_folder import run_folder
    from optimizer.io.state import read_state
    from optimizer.summary.phrases import phrase

    instance = read_chosen(folder, variant, changes)
    result = optimizer.read_result(plan)
    reported = read_state(state, instance, result.plan)
    at = plan if plan.is_dir() else plan.resolve().parent
    output = output or at.with_name(f"{at.name}-replanned")
    with run_folder(output):
        found = replanned(instance, result.plan, reported, ReplanOptions(**options))
    write_result(replace(result, plan=found.plan), found.instance, output)
    if as_json:
        _echo_json(replanned_tree(found))
    else:
        click.echo(replanned_text(found, lang))
    if not quiet:
        click.echo(phrase("written", lang, folder=output), err=True)


@main.command()
@INSTANCE
@_output("File to write, or with --plan the folder; without it a text goes to stdout.")
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
@_changes
@LANG
@VERBOSITY
def export(
    folder: Path,
    output: Path | None,
    form: str | None,
    plan: Path | None,
    scenario: str | None,
    variant: str | None,
    changes: dict[str, str],
    lang: Lang,
) -> None:
    """Write the model of INSTANCE for any solver, INSTANCE as JSON, or how a plan is driven."""
    from optimizer.export import exported_text, form_of
    from optimizer.io.atomic import write_file
    from optimizer.io.chosen import read_chosen

    if plan is not None or form in PLAN_FORMS:
        _export_plan(read_chosen(folder, variant, changes), plan, form, scenario, output, lang)
        return
    form = form or (form_of(output) if output else "lp")
    text = exported_text(read_chosen(folder, variant, changes), form)
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
    lang: Lang,
) -> None:
    """Write the files that tell how a plan is driven into a folder."""
    import optimizer
    from optimizer.export import exported_files
    from optimizer.io.atomic import write_file
    from optimizer.io.run_folder import run_folder
    from optimizer.summary.phrases import phrase

    if plan is None or form not in PLAN_FORMS or output is None:
        raise click.UsageError(
            f"a routed plan is exported with --plan PLAN, --format {'|'.join(PLAN_FORMS)} and -o "
            "FOLDER together."
        )
    files = exported_files(instance, optimizer.read_result(plan).plan, form, lang, scenario)
    with run_folder(output):
        for name, text in files.items():
            write_file(output / name, text, "utf-8-sig" if name.endswith(".csv") else "utf-8")
    click.echo(phrase("written", lang, folder=output), err=True)


@main.command()
@JSON
@LANG
@VERBOSITY
@click.pass_context
def doctor(ctx: click.Context, as_json: bool, lang: Lang) -> None:
    """Say which versions are installed and whether every engine works here."""
    from optimizer.doctor import diagnose
    from optimizer.summary.phrases import phrase

    diagnosis = diagnose()
    if as_json:
        _echo_json({"healthy": diagnosis.healthy, **asdict(diagnosis)})
    else:
        for package, version in diagnosis.versions.items():
            click.echo(f"{package:18} {version}")
        for trial in diagnosis.trials:
            verdict = phrase("works" if trial.passed else "fails", lang)
            click.echo(f"{trial.engine:22} {verdict}  {trial.seconds:.2f} s  {trial.found}")
    ctx.exit(0 if diagnosis.healthy else EXIT_INTERNAL)


def _echo_json(tree: Mapping[str, object]) -> None:
    click.echo(json.dumps(tree, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main(prog_name="reserve")

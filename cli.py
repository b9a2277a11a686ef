"""The command ``reserve``: read options, call the library, print.

Results go to stdout, progress and log to stderr. The library is imported inside the commands,
for a planner who asks for help should not wait for a solver to load.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sized
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from optimizer import __version__
from optimizer.errors import (
    InfeasibleError,
    InstanceError,
    NoPlanError,
    PlanningError,
    Problem,
    UsageError,
    VerificationError,
)

if TYPE_CHECKING:
    from optimizer.checks import Findings
    from optimizer.instance import Instance
    from optimizer.journal import Journal
    from optimizer.plan import Result, Violation
    from optimizer.summary import Lang

FORMS = ("lp", "mps", "json")
"""What `reserve export` writes."""

EXAMPLES = Path(__file__).resolve().parent / "instances"
"""Where examples stand in a checkout or an editable install."""

INTERRUPTED = {
    "en": "interrupted before there was a plan; nothing was written.",
    "zh": "求解在得到方案之前被中断，未写入任何文件。",
}

VERDICTS = {"en": ("works", "FAILS"), "zh": ("正常", "失败")}
"""What the doctor says of an engine that passed and of one that did not."""

MOST_TOLD = 20
"""Violations that are told one by one; --json has all of them."""

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
        except KeyboardInterrupt:
            told = INTERRUPTED[ctx.meta.get(LANGUAGE, "en")]
            _fail(ctx, told, EXIT_INTERRUPTED)
        except PlanningError as error:
            _fail(ctx, _told(error, ctx.meta.get(LANGUAGE, "en")), error.exit_code)
        except OSError as error:
            what = f"{error.filename}: " if error.filename else ""
            _fail(ctx, f"{what}{error.strerror or error}", EXIT_USAGE)
        except Exception as error:
            hint = "" if ctx.meta.get(VERBOSE) else " (run again with -v for the traceback)"
            message = " ".join(str(error).split())
            _fail(ctx, f"internal error: {type(error).__name__}: {message}{hint}", EXIT_INTERNAL)


def _fail(ctx: click.Context, message: str, exit_code: int) -> None:
    if ctx.meta.get(VERBOSE) and exit_code == EXIT_INTERNAL:
        logging.getLogger("reserve").exception("where it happened")
    click.echo(message, err=True)
    ctx.exit(exit_code)


def _told(error: PlanningError, lang: str) -> str:
    """Return the message of an error; proofs of infeasibility are told in Chinese as well."""
    if not isinstance(error, InfeasibleError) or lang != "zh":
        return str(error)
    lines = ["没有方案能同时满足全部约束（已证明）；至少须放宽："]
    lines += [f"  {c.sentence_zh}" for c in error.conflicts if not c.alone]
    alone = [f"  {c.sentence_zh}" for c in error.conflicts if c.alone]
    return "\n".join(
        [*lines, "或者，其他约束不变，单独放宽下列任一项：", *alone] if alone else lines
    )


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
    variant = click.option("--variant", metavar="NAME", help="Variant of instance.toml to apply.")
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
        click.option("--time-limit", metavar="SECONDS",
                     type=click.FloatRange(min=0, min_open=True), default=60.0, show_default=True,
                     help="Wall time after which the best plan so far is given."),
    ):  # fmt: skip
        command = option(command)
    return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reserve")
def main() -> None:
    """Plan emergency reserves: where stores stand, what they hold, who serves whom.

    INSTANCE is a folder with instance.toml and one CSV file for each table. Exit codes: 0 done,
    1 internal error, 2 bad input or usage, 3 proven infeasible, 4 no plan within the limits,
    5 a plan breaks a promise, 130 interrupted.
    """


def run() -> None:
    """Run the command and end the process, with it a solver that would not stop in time."""
    try:
        main()
    except SystemExit as ending:
        solver = sys.modules.get("optimizer.mip")
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
    """Copy an example instance to the folder NAME, to be changed there."""
    from optimizer.io.atomic import new_folder

    with new_folder(name) as folder:
        shutil.copytree(_example(example), folder, dirs_exist_ok=True)
    told = {
        "en": f"{name}: a copy of {example}. Try: reserve check {name}",
        "zh": f"{name}：已复制算例 {example}。下一步：reserve check {name}",
    }
    click.echo(told[lang])


def _example(name: str) -> Path:
    """Return the folder of an example, or say which there are."""
    from optimizer.instance.question import did_you_mean

    if not EXAMPLES.is_dir():
        raise UsageError(
            f"the examples are not installed: no folder {EXAMPLES}. They come with a checkout "
            "of the repository (pip install -e .)."
        )
    known = sorted(path.parent.name for path in EXAMPLES.glob("*/instance.toml"))
    if name not in known:
        hint = did_you_mean(name, known)
        raise UsageError(f"no example {name!r}; there are: {', '.join(known)}. {hint}".rstrip())
    return EXAMPLES / name


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

    try:
        instance = _read(folder, variant, changes)
    except InstanceError as error:
        name, digest = folder.resolve().name, None
        findings = _unreadable(error)
    else:
        name, digest = instance.name, instance.digest
        findings = optimizer.check(instance)
    if as_json:
        _echo_json(
            {
                "instance": {"name": name, "digest": digest},
                "errors": [_problem_json(problem) for problem in findings.errors],
                "warnings": [_problem_json(problem) for problem in findings.warnings],
            }
        )
    else:
        click.echo("\n".join(_findings_lines(name, findings, lang)))
    ctx.exit(EXIT_USAGE if findings.errors else 0)


def _unreadable(error: InstanceError) -> Findings:
    from optimizer.checks import Findings

    return Findings(errors=error.problems)


def _problem_json(problem: Problem) -> dict[str, object]:
    return {**asdict(problem), "message": str(problem)}


def _findings_lines(name: str, findings: Findings, lang: str) -> Iterator[str]:
    labels = {"en": ("error", "warning"), "zh": ("错误", "提示")}[lang]
    found = (findings.errors, findings.warnings)
    counts = [
        f"{label} {len(problems)} 项" if lang == "zh" else _counted(label, problems)
        for label, problems in zip(labels, found, strict=True)
    ]
    yield f"{name}：" + "，".join(counts) if lang == "zh" else f"{name}: " + ", ".join(counts)
    for label, problems in zip(labels, found, strict=True):
        for problem in problems:
            yield f"  {label}  {problem}"


def _counted(noun: str, things: Sized) -> str:
    return f"{len(things)} {noun}" + ("" if len(things) == 1 else "s")


@main.command()
@INSTANCE
@_output("Folder for the plan; by default runs/NAME or runs/NAME-VARIANT.")
@_changes
@_limits
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
    as_json: bool,
    lang: Lang,
    quiet: bool,
    **limits: float,
) -> None:
    """Find the least-cost plan for INSTANCE, prove how good it is, verify it, write it."""
    import optimizer
    from optimizer.journal import listening

    instance = _read(folder, variant, changes)
    _stop_on_errors(instance, quiet)
    output = output or Path("runs") / "-".join(filter(None, (instance.name, variant)))
    with (
        _folder(output),
        _answered(instance, as_json),
        _shown(quiet=quiet, verbose=ctx.meta.get(VERBOSE, False)) as show,
        listening(show) as journal,
    ):
        result = optimizer.solve(instance, _solve_options(limits), journal)
    chosen = {"variant": variant, "set": "; ".join(f"{k}={v}" for k, v in changes.items()) or None}
    result = replace(result, options={**result.options, **chosen})
    _write(result, instance, output, journal)
    if as_json:
        click.echo((output / "plan.json").read_text(encoding="utf-8").rstrip())
    else:
        click.echo(optimizer.summary(result, instance, lang))
    if not quiet:
        click.echo(f"方案已写入 {output}" if lang == "zh" else f"written to {output}", err=True)
    ctx.exit(EXIT_INTERRUPTED if result.reason == "interrupted" else 0)


def _read(folder: Path, variant: str | None, changes: Mapping[str, str]) -> Instance:
    """Return an instance with a variant and further changes applied, the latter winning."""
    import optimizer
    from optimizer.instance.question import did_you_mean

    instance = optimizer.read_instance(folder)
    chosen: dict[str, object] = {}
    if variant is not None:
        variants = optimizer.read_variants(folder)
        if variant not in variants:
            there = ", ".join(sorted(variants)) or "none"
            hint = did_you_mean(variant, tuple(variants))
            raise UsageError(
                f"no variant {variant!r} in {folder}; there are: {there}. {hint}".rstrip()
            )
        chosen = {k: v for k, v in variants[variant].changes.items() if k not in changes}
    chosen |= changes
    return optimizer.apply_changes(instance, chosen) if chosen else instance


def _stop_on_errors(instance: Instance, quiet: bool) -> None:
    import optimizer

    findings = optimizer.check(instance)
    if findings.errors:
        raise InstanceError(findings.errors, instance.name)
    for problem in () if quiet else findings.warnings:
        click.echo(f"warning  {problem}", err=True)


def _solve_options(limits: Mapping[str, float]) -> Any:
    from optimizer import SolveOptions

    return SolveOptions(
        time_limit_s=limits["time_limit"],
        mip_gap=limits["mip_gap"],
        threads=int(limits["threads"]),
        seed=int(limits["seed"]),
    )


@contextmanager
def _folder(output: Path) -> Iterator[None]:
    """Make the folder of the plan before the search: who cannot write must not wait for it."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"cannot write into the folder {output}: {error.strerror or error}. "
            "Name another with -o."
        ) from error
    try:
        yield
    except BaseException:
        with suppress(OSError):
            output.rmdir()
        raise


@contextmanager
def _answered(instance: Instance, as_json: bool) -> Iterator[None]:
    """Tell machines as well that there is no plan, and why."""
    try:
        yield
    except (InfeasibleError, NoPlanError, VerificationError) as error:
        status = "infeasible" if isinstance(error, InfeasibleError) else "no_plan"
        if as_json:
            _echo_json(
                {
                    "status": status,
                    "reason": str(error).splitlines()[0].rstrip(":"),
                    "instance": {"name": instance.name, "digest": instance.digest},
                    "conflicts": [asdict(conflict) for conflict in getattr(error, "conflicts", ())],
                    "violations": list(getattr(error, "violations", ())),
                }
            )
        raise


def _write(result: Result, instance: Instance, output: Path, journal: Journal) -> None:
    import optimizer
    from optimizer.io.atomic import write_file

    write_file(output / "solve.log", journal.text(result), "utf-8")
    optimizer.write_result(result, instance, output)


@contextmanager
def _shown(*, quiet: bool, verbose: bool) -> Iterator[Callable[[str], None]]:
    """Give what shows a line of progress: one live line on a terminal, lines where verbose."""
    if verbose and not quiet:
        yield lambda line: click.echo(line, err=True)
    elif quiet or not sys.stderr.isatty():
        yield lambda line: None
    else:
        from rich.console import Console
        from rich.markup import escape

        with Console(stderr=True).status("") as status:
            yield lambda line: status.update(escape(line))


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

    instance = _read(folder, variant, changes)
    result = optimizer.read_result(plan)
    if result.instance_digest != instance.digest and not quiet:
        click.echo(_other_instance(result, instance), err=True)
    violations = optimizer.verify(instance, result.plan)
    promises = _promises(lang)
    if as_json:
        _echo_json(
            {
                "instance": {"name": instance.name, "digest": instance.digest},
                "plan_digest": result.instance_digest,
                "verified": not violations,
                "promises": sorted(promises),
                "violations": [asdict(violation) for violation in violations],
            }
        )
    else:
        click.echo("\n".join(_verdict(promises, violations, lang)))
    ctx.exit(EXIT_VERIFICATION if violations else 0)


def _other_instance(result: Result, instance: Instance) -> str:
    variant, changes = result.options.get("variant"), result.options.get("set")
    options = [f"--variant {variant}"] if variant else []
    options += [f"--set '{change}'" for change in str(changes).split("; ")] if changes else []
    made_with = f" It was made with {' '.join(options)}." if options else ""
    return (
        f"warning  the plan was made for other tables ({result.instance_name}, digest "
        f"{result.instance_digest[:12]}) than these ({instance.name}, digest "
        f"{instance.digest[:12]}).{made_with}"
    )


def _promises(lang: Lang) -> dict[str, str]:
    """Return every promise that is checked, with its sentence."""
    from optimizer.summary import Lang
    from optimizer.summary.promises import IN_CHINESE
    from optimizer.verify import CHECKS

    if lang is Lang.ZH:
        return {check.__name__: IN_CHINESE[check.__name__] for check in CHECKS}
    return {check.__name__: (check.__doc__ or "").partition("\n")[0] for check in CHECKS}


def _verdict(
    promises: Mapping[str, str], violations: tuple[Violation, ...], lang: str
) -> Iterator[str]:
    if violations:
        count = _counted("violation", violations)
        yield f"未通过复核：违反 {len(violations)} 处" if lang == "zh" else f"NOT verified: {count}"
        yield from (f"  {violation}" for violation in violations[:MOST_TOLD])
        if len(violations) > MOST_TOLD:
            more = len(violations) - MOST_TOLD
            yield f"  另有 {more} 处" if lang == "zh" else f"  and {more} more"
        return
    heading = "通过复核：{} 项约束全部成立" if lang == "zh" else "verified: {} promises hold"
    yield heading.format(len(promises))
    width = max(map(len, promises))
    yield from (f"  {name:{width}}  {sentence}" for name, sentence in promises.items())


@main.command()
@INSTANCE
@_output("File to write; without it the text goes to stdout.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    help="The model as LP or MPS, or the instance as JSON; by default as -o ends, or lp.",
)
@_changes
@VERBOSITY
def export(
    folder: Path,
    output: Path | None,
    form: str | None,
    variant: str | None,
    changes: dict[str, str],
) -> None:
    """Write the model of INSTANCE for any solver, or INSTANCE itself as JSON."""
    from optimizer.io.atomic import write_file

    form = form or _form_of(output)
    instance = _read(folder, variant, changes)
    text = _instance_json(instance) if form == "json" else _model_text(instance, form)
    if output is None:
        click.echo(text)
    else:
        write_file(output, text + "\n", "utf-8")


def _form_of(output: Path | None) -> str:
    """Return the format that a file's name asks for."""
    suffix = output.suffix.lstrip(".").lower() if output else "lp"
    if suffix not in FORMS:
        raise UsageError(
            f"{output} does not end in {', '.join('.' + form for form in FORMS)}. "
            "Say which it shall be with --format."
        )
    return suffix


def _instance_json(instance: Instance) -> str:
    tree = {"digest": instance.digest, **asdict(instance)}
    return json.dumps(tree, ensure_ascii=False, indent=2)


def _model_text(instance: Instance, form: str) -> str:
    from optimizer.siting.model import write_model

    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / f"model.{form}"
        write_model(instance, file)
        return file.read_text(encoding="utf-8").rstrip("\n")


@main.command()
@JSON
@LANG
@VERBOSITY
@click.pass_context
def doctor(ctx: click.Context, as_json: bool, lang: Lang) -> None:
    """Say which versions are installed and whether every engine works here."""
    from optimizer.doctor import diagnose

    diagnosis = diagnose()
    if as_json:
        _echo_json({"healthy": diagnosis.healthy, **asdict(diagnosis)})
    else:
        for package, version in diagnosis.versions.items():
            click.echo(f"{package:18} {version}")
        for trial in diagnosis.trials:
            verdict = VERDICTS[lang][0 if trial.passed else 1]
            click.echo(f"{trial.engine:22} {verdict}  {trial.seconds:.2f} s  {trial.found}")
    ctx.exit(0 if diagnosis.healthy else EXIT_INTERNAL)


def _echo_json(tree: Mapping[str, object]) -> None:
    click.echo(json.dumps(tree, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main(prog_name="reserve")
